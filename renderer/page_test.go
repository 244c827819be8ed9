package renderer

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"diorama/assets"
	"diorama/assets/fonts"
	"diorama/renderer/component/richtext"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/style"
	"diorama/renderer/text"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
)

var testFonts = sync.OnceValue(func() *text.Fonts {
	f := text.NewFonts()
	for _, face := range fonts.Faces() {
		if _, err := f.AddFace(face.Family, face.Weight, face.Italic, face.Data, text.FaceOptions{Installed: true}); err != nil {
			panic(err)
		}
	}
	f.SetFallback(fonts.Family)
	f.SetGeneric("sans-serif", fonts.Family)
	return f
})

var uaSheet = sync.OnceValue(func() *wxss.Sheet {
	s, _ := wxss.Parse(assets.DefaultPath, assets.DefaultWXSS)
	return s
})

// testPage is a Document with what a test needs around it.
type testPage struct {
	*Document
	t      testing.TB
	nextID dom.NodeID
	now    time.Duration
}

func newPage(t testing.TB, markup, css string, change ...func(*Options)) *testPage {
	opt := Options{Env: style.Env{Width: 375, Height: 667, ScreenWidth: 375, DPR: 2, RootFontSize: 18.75}, Fonts: testFonts(), Base: "pages/index/index"}
	for _, c := range change {
		c(&opt)
	}
	p := &testPage{Document: New(opt), t: t, nextID: 2}
	p.SetSheet(style.OriginUA, assets.DefaultPath, uaSheet())
	if css != "" {
		p.css(css)
	}
	p.append(dom.RootID, markup)
	return p
}

func (p *testPage) css(css string) {
	s, diags := wxss.Parse("pages/index/index.wxss", []byte(css))
	for _, d := range diags {
		p.t.Log(d)
	}
	p.SetSheet(style.OriginPage, "pages/index/index", s)
}

// append writes markup (leniently read HTML) into parent.
func (p *testPage) append(parent dom.NodeID, markup string) {
	p.t.Helper()
	var ops []dom.Op
	p.ops(&ops, parent, richtext.Parse(markup))
	p.do(ops...)
}

func (p *testPage) do(ops ...dom.Op) {
	p.t.Helper()
	if err := p.Apply(ops); err != nil {
		p.t.Fatal(err)
	}
}

func (p *testPage) ops(ops *[]dom.Op, parent dom.NodeID, list value.Value) {
	for _, it := range list.Items() {
		id := p.nextID
		p.nextID++
		if it.Get("type").Str() == "text" {
			*ops = append(*ops, dom.Op{Kind: dom.OpText, ID: id, Text: it.Get("text").Str()}, dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent})
			continue
		}
		*ops = append(*ops, dom.Op{Kind: dom.OpElement, ID: id, Name: it.Get("name").Str()})
		attrs := it.Get("attrs")
		var handlers []dom.Handler
		for _, k := range attrs.Keys() {
			v := attrs.Get(k)
			switch {
			case k == "class":
				var cs []dom.Class
				for _, c := range strings.Fields(v.Str()) {
					cs = append(cs, dom.Class{Name: c})
				}
				*ops = append(*ops, dom.Op{Kind: dom.OpSetClass, ID: id, Classes: cs})
			case k == "style":
				*ops = append(*ops, dom.Op{Kind: dom.OpSetStyle, ID: id, Text: v.Str()})
			case k == "id":
				*ops = append(*ops, dom.Op{Kind: dom.OpSetID, ID: id, Text: v.Str()})
			case strings.HasPrefix(k, "bind"):
				handlers = append(handlers, dom.Handler{Event: strings.TrimPrefix(k, "bind"), Method: v.Str()})
			case strings.HasPrefix(k, "catch"):
				handlers = append(handlers, dom.Handler{Event: strings.TrimPrefix(k, "catch"), Method: v.Str(), Kind: dom.Catch})
			default:
				if v.Str() == "" || v.Str() == "{{true}}" {
					v = value.OfBool(true)
				} else if strings.HasPrefix(v.Str(), "{{") {
					x, err := value.ParseJSON([]byte(strings.TrimSuffix(strings.TrimPrefix(v.Str(), "{{"), "}}")))
					if err != nil {
						p.t.Fatal(err)
					}
					v = x
				}
				*ops = append(*ops, dom.Op{Kind: dom.OpSetAttr, ID: id, Name: k, Value: v})
			}
		}
		if handlers != nil {
			*ops = append(*ops, dom.Op{Kind: dom.OpSetHandlers, ID: id, Handlers: handlers})
		}
		*ops = append(*ops, dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent})
		p.ops(ops, id, it.Get("children"))
	}
}

// find gives the element with an id attribute.
func (p *testPage) find(id string) *dom.Node {
	p.t.Helper()
	var found *dom.Node
	var walk func(n *dom.Node)
	walk = func(n *dom.Node) {
		if n.ElemID == id && !n.IsText() {
			found = n
		}
		for c := n.First; c != nil && found == nil; c = c.Next {
			walk(c)
		}
	}
	walk(p.Tree().Root)
	if found == nil {
		p.t.Fatalf("no element #%s", id)
	}
	return found
}

func (p *testPage) attr(id, name string, v any) {
	p.t.Helper()
	p.do(dom.Op{Kind: dom.OpSetAttr, ID: p.find(id).ID, Name: name, Value: value.From(v)})
}

// part finds the first inner node with a class below an element.
func (p *testPage) part(id, class string) *dom.Node {
	p.t.Helper()
	var found *dom.Node
	var walk func(n *dom.Node)
	walk = func(n *dom.Node) {
		for _, c := range n.Classes {
			if c.Name == class && found == nil {
				found = n
			}
		}
		for c := n.First; c != nil && found == nil; c = c.Next {
			walk(c)
		}
	}
	walk(p.find(id))
	if found == nil {
		p.t.Fatalf("no .%s in #%s", class, id)
	}
	return found
}

// told writes events one a line: type@target method… {detail}.
func told(events []Event, actions []Action) string {
	var b strings.Builder
	for _, e := range events {
		b.WriteString(e.Type)
		if e.PageMethod != "" {
			b.WriteString(" " + e.PageMethod)
		}
		for _, h := range e.Hops {
			b.WriteString(" " + h.Method)
		}
		if !e.Detail.IsNil() {
			b.WriteString(" " + e.Detail.JSON())
		}
		if e.Model != "" {
			b.WriteString(" " + e.Model + "=" + e.ModelValue.JSON())
		}
		b.WriteByte('\n')
	}
	for _, a := range actions {
		b.WriteString("! " + a.Name)
		if !a.Args.IsNil() {
			b.WriteString(" " + a.Args.JSON())
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (p *testPage) pointer(k input.Kind, x, y float64, after time.Duration) string {
	p.now += after
	return told(p.Pointer(input.Pointer{Kind: k, X: x, Y: y, Time: p.now}))
}

func (p *testPage) tapAt(x, y float64) string {
	return p.pointer(input.Down, x, y, 10*time.Millisecond) + p.pointer(input.Up, x, y, 50*time.Millisecond)
}

// tapOn taps the middle of an element.
func (p *testPage) tapOn(id string) string {
	p.t.Helper()
	x, y, w, h := p.Box(p.find(id).ID)
	px, py := p.pageOffset()
	return p.tapAt(x+w/2-px, y+h/2-py)
}

// drag moves a finger in steps of 16 ms; it rests before it lifts when slow.
func (p *testPage) drag(x0, y0, x1, y1 float64, slow bool) string {
	out := p.pointer(input.Down, x0, y0, 10*time.Millisecond)
	const steps = 8
	for i := 1; i <= steps; i++ {
		k := float64(i) / steps
		out += p.pointer(input.Move, x0+(x1-x0)*k, y0+(y1-y0)*k, 16*time.Millisecond)
	}
	wait := 8 * time.Millisecond
	if slow {
		wait = 300 * time.Millisecond
	}
	return out + p.pointer(input.Up, x1, y1, wait)
}

func (p *testPage) tickTo(after time.Duration) string {
	p.now += after
	return told(p.Tick(p.now))
}

func (p *testPage) frame() Frame {
	p.t.Helper()
	return p.Frame(p.now)
}

// save writes a frame to $DIORAMA_PICTURES for looking at.
func save(t testing.TB, name string, m image.Image) {
	dir := os.Getenv("DIORAMA_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
}
