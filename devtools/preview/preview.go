// Package preview shows bytes as what they are: JSON as a tree, pictures, text by
// lines, all else in hexadecimal.
//
// Its one idea: the bytes decide, their name or media type only where they do not
// tell; what is not all there says so in its first row.
package preview

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/outline"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/picture"
	"diorama/renderer/value"
)

const (
	// maxLines bounds the lines of a text, maxLine the bytes of one, maxHex the bytes
	// shown in hexadecimal, maxPixels the pixels of a picture.
	maxLines  = 100000
	maxLine   = 2000
	maxHex    = 256 << 10
	maxPixels = 16 << 20
	// hexRow is how many bytes stand in one row.
	hexRow = 16
)

// Desk is what a View asks of the window.
type Desk interface {
	Copy(string)
	Menu(at fyne.Position, items ...*fyne.MenuItem)
	T(text string, args ...any) string
}

// View shows one thing at a time. Make one with New.
type View struct {
	row.Base
	palette *theme.Palette
	desk    Desk
	note    *control.Label
	tree    *outline.Tree
	list    *row.List
	picture *canvas.Image
	body    *fyne.Container
	object  fyne.CanvasObject

	lines []string
	data  []byte // shown in hexadecimal, nil: lines
	key   string
}

// New makes an empty view.
func New(p *theme.Palette, d Desk) *View {
	v := &View{palette: p, desk: d, note: control.NewLabel(p, "", control.Dim, theme.Caption).Cap(60)}
	v.tree = outline.New(p, func(at fyne.Position, path string, x value.Value) {
		d.Menu(at, fyne.NewMenuItem(d.T("Copy value"), func() { d.Copy(plain(x)) }), fyne.NewMenuItem(d.T("Copy path"), func() { d.Copy(path) }))
	})
	v.list = row.New(p, v)
	v.picture = canvas.NewImageFromImage(nil)
	v.picture.FillMode = canvas.ImageFillContain
	v.body = container.NewStack(v.tree.List(), v.list, v.picture)
	v.object = control.Top(control.HeaderHeight, control.BarRow(p, control.HeaderHeight, control.Tools(0, v.note)), v.body)
	v.only(v.list)
	return v
}

func plain(x value.Value) string {
	if x.Kind() == value.String {
		return x.Str()
	}
	return x.JSON()
}

// Object is what to put into the window.
func (v *View) Object() fyne.CanvasObject { return v.object }

func (v *View) only(o fyne.CanvasObject) {
	for _, x := range v.body.Objects {
		if x == o {
			x.Show()
		} else {
			x.Hide()
		}
	}
}

// Show shows data, the first part of size bytes; kind is a media type or file name. With raw
// set JSON and pictures are shown as their bytes. key tells one thing from another: a
// tree stays open as it was while it is the same.
func (v *View) Show(key string, data []byte, size int, kind string, raw bool) {
	if key != v.key {
		v.key = key
		v.tree.Reset()
	}
	note := literal.Bytes(size)
	if len(data) < size {
		note = v.desk.T("the first %s of %s are kept", literal.Bytes(len(data)), literal.Bytes(size))
	}
	v.lines, v.data = v.lines[:0], nil
	trimmed := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case size == 0:
		v.note.Set(v.desk.T("nothing"))
		v.list.Update()
		v.only(v.list)
		return
	case !raw && len(data) == size && v.image(data, kind, &note):
		v.only(v.picture)
	case !raw && len(data) == size && v.json(trimmed):
		v.only(v.tree.List())
		note += " · JSON"
	case isText(trimmed):
		v.text(string(trimmed), &note)
		v.list.Update()
		v.only(v.list)
	default:
		v.data = data[:min(len(data), maxHex)]
		if len(data) > maxHex {
			note += " · " + v.desk.T("%s shown", literal.Bytes(maxHex))
		}
		v.list.Update()
		v.only(v.list)
	}
	v.note.Set(note)
}

func (v *View) json(data []byte) bool {
	if t := bytes.TrimSpace(data); len(t) == 0 || !bytes.ContainsAny(t[:1], `{["`) {
		return false
	}
	x, err := value.ParseJSON(data)
	if err != nil {
		return false
	}
	v.tree.Set(x)
	return true
}

// image shows a picture; false for what is none.
func (v *View) image(data []byte, kind string, note *string) bool {
	c, err := picture.DecodeConfig(data)
	if err != nil || c.Format == "svg" && !strings.Contains(kind, "svg") {
		return false
	}
	if c.W*c.H > maxPixels {
		*note += fmt.Sprintf(" · %d × %d pixels are too many to show", c.W, c.H)
		return false
	}
	p, err := picture.Decode(data, picture.Options{MaxPixels: maxPixels, FirstFrame: true})
	switch {
	case err != nil:
		return false
	case p.SVG != nil:
		img, err := p.SVG.Raster(max(c.W, 1), max(c.H, 1))
		if err != nil {
			return false
		}
		v.picture.Image = img
	case len(p.Frames) == 0:
		return false
	default:
		v.picture.Image = p.Frames[0].Image
	}
	*note += fmt.Sprintf(" · %s %d × %d", c.Format, c.W, c.H)
	v.picture.Refresh()
	return true
}

func isText(data []byte) bool {
	if bytes.IndexByte(data, 0) >= 0 {
		return false
	}
	for range utf8.UTFMax { // the last character may be cut
		if utf8.Valid(data) {
			return true
		}
		if len(data) == 0 {
			return true
		}
		data = data[:len(data)-1]
	}
	return false
}

func (v *View) text(s string, note *string) {
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		for len(line) > maxLine {
			n := maxLine
			for n > 0 && !utf8.RuneStart(line[n]) {
				n--
			}
			if n == 0 {
				n = maxLine
			}
			v.lines = append(v.lines, line[:n])
			line = line[n:]
		}
		if v.lines = append(v.lines, line); len(v.lines) >= maxLines {
			*note += " · " + v.desk.T("%d lines shown", maxLines)
			return
		}
	}
}

// Len implements row.Source.
func (v *View) Len() int {
	if v.data != nil {
		return (len(v.data) + hexRow - 1) / hexRow
	}
	return len(v.lines)
}

// Row implements row.Source.
func (v *View) Row(i int) row.Row {
	p := v.palette
	if v.data == nil {
		return row.Row{Runs: []row.Run{{Text: strconv.Itoa(i + 1), Color: p.Faint}, {Text: strings.ReplaceAll(v.lines[i], "\t", "  "), Color: p.Text, X: 52}}}
	}
	part := v.data[i*hexRow : min((i+1)*hexRow, len(v.data))]
	var hex, text strings.Builder
	for _, b := range part {
		fmt.Fprintf(&hex, "%02x ", b)
		if b < ' ' || b > '~' {
			b = '.'
		}
		text.WriteByte(b)
	}
	return row.Row{Runs: []row.Run{{Text: fmt.Sprintf("%06x", i*hexRow), Color: p.Faint}, {Text: hex.String(), Color: p.Text, X: 70}, {Text: text.String(), Color: p.Dim, X: 70 + 360}}}
}

// Menu implements row.Source.
func (v *View) Menu(_ int, at fyne.Position) {
	if v.data == nil {
		v.desk.Menu(at, fyne.NewMenuItem(v.desk.T("Copy all"), func() { v.desk.Copy(strings.Join(v.lines, "\n")) }))
	}
}
