package network

import (
	"fmt"
	"image/color"
	"mime"
	"net/url"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/preview"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// The sides of a transfer, in the order of their buttons.
const (
	sideHeaders = iota
	sidePayload
	sidePreview
	sideResponse
	sideTiming
	sideMessages
)

var sideNames = [...]string{words.Key("Headers"), words.Key("Payload"), words.Key("Preview"), words.Key("Response"), words.Key("Timing"), words.Key("Messages")}

// detail is one transfer from every side.
type detail struct {
	row.Base
	n       *Panel
	buttons []*control.Button
	again   *control.Button
	mock    *control.Button
	note    *control.Label
	list    *row.List
	view    *preview.View
	message *preview.View // one message of a socket
	split   *container.Split
	object  fyne.CanvasObject

	side   int
	t      *simulator.Transfer
	rows   []row.Row
	frames []wire.Frame // of the stack, for the last rows of Headers
	frame  int          // message shown, -1 none
}

func newDetail(n *Panel) *detail {
	d := &detail{n: n, frame: -1}
	p := n.palette
	d.list = row.New(p, d)
	d.view, d.message = preview.New(p, n.desk), preview.New(p, n.desk)
	d.note = control.NewLabel(p, "", func(p *theme.Palette) color.Color { return p.Amber }, theme.Caption).Cap(10)
	var bar []fyne.CanvasObject
	for i, name := range sideNames {
		b := control.NewButton(p, "", n.desk.T(name), "", n.desk, func() { d.turn(i) })
		d.buttons, bar = append(d.buttons, b), append(bar, b)
	}
	d.again = control.NewButton(p, control.Restart, "", n.desk.T("Send again"), n.desk, func() { n.resend(d.t) })
	d.mock = control.NewButton(p, control.Flash, "", n.desk.T("Mock this: a rule that answers it from now on"), n.desk, func() { n.mocks.from(d.t) })
	bar = append(bar, d.note, control.NewButton(p, "", "cURL", n.desk.T("Copy as cURL"), n.desk, func() { n.desk.Copy(d.t.Curl()) }), d.again, d.mock,
		control.NewButton(p, control.Stop, "", n.desk.T("Close"), n.desk, func() { n.pick(-1) }))
	d.split = container.NewVSplit(d.list, d.message.Object())
	d.object = control.Top(theme.TabHeight, control.BarRow(p, theme.TabHeight, control.Tools(len(sideNames), bar...)), container.NewStack(d.split, d.view.Object()))
	d.turn(sideHeaders)
	return d
}

// say tells why something was not done.
func (d *detail) say(text string) { d.note.Set(text) }

func (d *detail) turn(side int) {
	d.side = side
	for i, b := range d.buttons {
		b.SetActive(i == side)
	}
	if d.t != nil {
		d.fill()
	}
}

// update shows a transfer.
func (d *detail) update(t *simulator.Transfer) {
	if d.t == nil || d.t.Number != t.Number {
		d.frame = -1
		d.note.Set("")
		socket := t.Kind == "connectSocket"
		control.Show(d.buttons[sideMessages], socket)
		for _, i := range []int{sidePayload, sidePreview, sideResponse} {
			control.Show(d.buttons[i], !socket)
		}
		control.Show(d.again, !socket)
		control.Show(d.mock, !socket)
		switch {
		case socket && d.side != sideHeaders && d.side != sideTiming:
			d.turn(sideMessages)
		case !socket && d.side == sideMessages:
			d.turn(sideHeaders)
		}
	} else if d.t.Changed == t.Changed {
		return
	}
	c := *t
	d.t = &c
	d.fill()
}

func (d *detail) fill() {
	t := d.t
	rows := d.side == sideHeaders || d.side == sideTiming || d.side == sideMessages
	control.Show(d.split, rows)
	control.Show(d.view.Object(), !rows)
	control.Show(d.message.Object(), d.side == sideMessages && d.frame >= 0)
	key := strconv.Itoa(t.Number) + sideNames[d.side]
	d.rows, d.frames = d.rows[:0], nil
	switch d.side {
	case sidePayload:
		d.view.Show(key, t.Body, t.Size, header(t.Header, "Content-Type"), false)
	case sidePreview, sideResponse:
		var body []byte
		n := 0
		kind := t.URL
		if t.End != nil {
			body, n = t.End.Body, t.End.Size
		}
		if t.Answer != nil {
			kind = header(t.Answer.Header, "Content-Type")
		}
		d.view.Show(key, body, n, kind, d.side == sideResponse)
	case sideHeaders:
		d.headers()
	case sideTiming:
		d.timing()
	}
	d.list.Follow(d.side == sideMessages)
	d.list.Update()
	d.split.Refresh()
}

func header(list []wire.Header, name string) string {
	for _, h := range list {
		if strings.EqualFold(h.Name, name) {
			v, _, err := mime.ParseMediaType(h.Value)
			if err != nil {
				return h.Value
			}
			return v
		}
	}
	return ""
}

// valueX is the column of values.
const valueX = 150

func (d *detail) title(text string) {
	d.rows = append(d.rows, row.Row{Runs: []row.Run{{Text: text, Color: d.n.palette.Text, Bold: true}}})
}

func (d *detail) pair(name, v string) {
	p := d.n.palette
	d.rows = append(d.rows, row.Row{Depth: 1, Runs: []row.Run{{Text: name, Color: p.Key, Max: valueX - 34}, {Text: literal.Line(v), Color: p.Text, X: valueX}}})
}

func (d *detail) headers() {
	t := d.t
	d.title(d.n.desk.T("General"))
	d.pair(d.n.desk.T("address"), t.URL)
	d.pair(d.n.desk.T("method"), t.Method)
	switch {
	case t.End != nil && t.End.Error != "":
		d.pair(d.n.desk.T("failed"), t.End.Error)
	case t.Answer == nil:
		d.pair(d.n.desk.T("status"), d.n.desk.T("under way"))
	}
	if a := t.Answer; a != nil {
		d.pair(d.n.desk.T("status"), a.Text+"  "+a.Proto)
		if a.URL != "" {
			d.pair(d.n.desk.T("redirected to"), a.URL)
		}
		if a.Mock != "" {
			d.pair(d.n.desk.T("mocked by"), a.Mock)
		} else if a.Remote != "" {
			d.pair(d.n.desk.T("remote"), a.Remote)
		}
	}
	if t.End != nil && t.Kind == "connectSocket" {
		d.pair(d.n.desk.T("closed"), strings.TrimSpace(strconv.Itoa(t.End.Code)+" "+t.End.Reason))
	}
	if t.Size > 0 {
		d.pair(d.n.desk.T("sent"), literal.Bytes(t.Size))
	}
	if t.Emptied {
		d.pair(d.n.desk.T("bodies"), d.n.desk.T("the oldest are dropped when all take more than 64 MB"))
	}
	if u, err := url.Parse(t.URL); err == nil && u.RawQuery != "" {
		d.title(d.n.desk.T("Query"))
		for _, part := range strings.Split(u.RawQuery, "&") {
			k, v, _ := strings.Cut(part, "=")
			d.pair(unescape(k), unescape(v))
		}
	}
	if t.Answer != nil {
		d.title(d.n.desk.T("Response headers"))
		for _, h := range t.Answer.Header {
			d.pair(h.Name, h.Value)
		}
	}
	d.title(d.n.desk.T("Request headers"))
	for _, h := range t.Header {
		d.pair(h.Name, h.Value)
	}
	if len(t.Stack) > 0 {
		d.title(d.n.desk.T("Called by"))
		for _, f := range t.Stack {
			name := f.Function
			if name == "" {
				name = d.n.desk.T("(anonymous)")
			}
			p := d.n.palette
			d.rows = append(d.rows, row.Row{Depth: 1, Runs: []row.Run{{Text: name, Color: p.Text, Max: valueX - 34}, {Text: literal.Place(f), Color: p.Accent, X: valueX}}})
		}
		d.frames = t.Stack
	}
}

func unescape(s string) string {
	if u, err := url.QueryUnescape(s); err == nil {
		return u
	}
	return s
}

// Where the bars of the timing lie, and how long the longest is.
const (
	barX     = 200
	barWidth = 220
)

func (d *detail) timing() {
	p, t := d.n.palette, d.t
	d.title(d.n.desk.T("Began at %s", literal.Clock(t.Time)))
	if t.End == nil {
		d.pair(d.n.desk.T("under way"), "")
		return
	}
	ph := t.End.Phases
	at := time.Duration(0)
	scale := barWidth / float32(max(ph.Total, 1))
	names := [...]string{d.n.desk.T("queued"), d.n.desk.T("name lookup"), d.n.desk.T("connecting"), "TLS", d.n.desk.T("sending"), d.n.desk.T("waiting for the answer"), d.n.desk.T("receiving")}
	for i, part := range parts(p, &ph) {
		r := row.Row{Depth: 1, Runs: []row.Run{{Text: names[i], Color: p.Dim, Max: barX - 40}}, Right: []row.Run{{Text: millis(part.took) + " ms", Color: p.Text}}}
		if part.took > 0 {
			r.Bars = []row.Bar{{X: barX + float32(at)*scale, Width: max(float32(part.took)*scale, 1.5), Color: part.colour}}
		}
		at = min(at+part.took, ph.Total)
		d.rows = append(d.rows, r)
	}
	d.rows = append(d.rows, row.Row{Depth: 1, Runs: []row.Run{{Text: d.n.desk.T("all of it"), Color: p.Text, Bold: true}}, Right: []row.Run{{Text: millis(ph.Total) + " ms", Color: p.Text, Bold: true}}})
	if t.Answer != nil && t.Answer.URL != "" {
		d.pair("", d.n.desk.T("The parts are those of the last hop; redirects are in the whole."))
	}
}

// Len implements row.Source.
func (d *detail) Len() int {
	if d.side == sideMessages && d.t != nil {
		n := len(d.t.Frames)
		if d.t.Lost > 0 {
			n++
		}
		return n
	}
	return len(d.rows)
}

// at gives the index of the message in a row, -1 for the row that tells the lost ones.
func (d *detail) at(i int) int {
	if d.t.Lost > 0 {
		return i - 1
	}
	return i
}

// Row implements row.Source.
func (d *detail) Row(i int) row.Row {
	if d.side != sideMessages {
		return d.rows[i]
	}
	p := d.n.palette
	k := d.at(i)
	if k < 0 {
		return row.Row{Runs: []row.Run{{Text: d.n.desk.T("%d older messages are no longer kept", d.t.Lost), Color: p.Faint}}}
	}
	f := &d.t.Frames[k]
	way, col := "in ", p.Blue
	if f.Sent {
		way, col = "out", p.Green
	}
	text := literal.Line(string(f.Data[:min(len(f.Data), 300)]))
	if f.Binary {
		text = fmt.Sprintf("% x", f.Data[:min(len(f.Data), 60)])
	}
	return row.Row{Selected: k == d.frame, Mark: col, Runs: []row.Run{{Text: literal.Clock(f.Time), Color: p.Faint, X: 10}, {Text: way, Color: col, X: 88}, {Text: text, Color: p.Text, X: 120}},
		Right: []row.Run{{Text: literal.Bytes(f.Size), Color: p.Faint}}}
}

// Tapped implements row.Source: a frame of the stack opens the editor, a message is shown below.
func (d *detail) Tapped(i int, _ bool) {
	if d.side == sideMessages {
		if d.frame = d.at(i); d.frame >= 0 {
			f := &d.t.Frames[d.frame]
			d.message.Show(fmt.Sprint(d.t.Number, "/", d.frame+d.t.Lost), f.Data, f.Size, "", false)
		}
		d.fill()
		return
	}
	if k := i - (len(d.rows) - len(d.frames)); k >= 0 && k < len(d.frames) {
		f := d.frames[k]
		d.n.desk.Open(f.File, f.Line, f.Column)
	}
}

// Menu implements row.Source.
func (d *detail) Menu(i int, at fyne.Position) {
	if d.side == sideMessages {
		if k := d.at(i); k >= 0 {
			data := string(d.t.Frames[k].Data)
			d.n.desk.Menu(at, fyne.NewMenuItem(d.n.desk.T("Copy message"), func() { d.n.desk.Copy(data) }))
		}
		return
	}
	if runs := d.rows[i].Runs; len(runs) == 2 {
		d.n.desk.Menu(at, fyne.NewMenuItem(d.n.desk.T("Copy value"), func() { d.n.desk.Copy(runs[1].Text) }))
	}
}
