// Package network is the panel of all that the mini-program sends and gets: requests,
// sockets, uploads and downloads, with the rules that answer in place of the network.
//
// Its one idea: a transfer is a row of a table; the one picked is shown beside it from
// every side, and can be sent again or be made a rule.
package network

import (
	"bytes"
	"fmt"
	"image/color"
	"net/url"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// Columns, units from the left edge.
const (
	statusX = 10
	methodX = 60
	nameX   = 116

	nameRuns = 2 // of a row before the name
)

// kinds are the filters, in the order of their buttons.
var kinds = [...]struct {
	title, hint string
	fits        func(t *simulator.Transfer) bool
}{
	{words.Key("All"), words.Key("Show all transfers"), func(*simulator.Transfer) bool { return true }},
	{words.Key("Requests"), words.Key("Show requests"), func(t *simulator.Transfer) bool { return t.Kind == "request" }},
	{words.Key("Sockets"), words.Key("Show sockets"), func(t *simulator.Transfer) bool { return t.Kind == "connectSocket" }},
	{words.Key("Files"), words.Key("Show uploads and downloads"), func(t *simulator.Transfer) bool { return t.Kind == "uploadFile" || t.Kind == "downloadFile" }},
	{words.Key("Failed"), words.Key("Show what failed or was answered with 400 and above"), func(t *simulator.Transfer) bool { return failed(t) }},
	{words.Key("Mocked"), words.Key("Show what a rule answered"), func(t *simulator.Transfer) bool { return t.Answer != nil && t.Answer.Mock != "" }},
	{words.Key("Media"), words.Key("Show pictures and fonts that the host fetched for the page"), func(t *simulator.Transfer) bool {
		return t.Kind == "image" || t.Kind == "font" || t.Kind == "getImageInfo"
	}},
}

// kindNames are what the table calls the APIs.
var kindNames = map[string]string{"request": "request", "connectSocket": "socket", "uploadFile": "upload", "downloadFile": "download", "getImageInfo": "image"}

func failed(t *simulator.Transfer) bool {
	return t.End != nil && t.End.Error != "" || t.Answer != nil && t.Answer.Status >= 400
}

// Panel is the Network panel.
type Panel struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	search  *control.Entry
	buttons []*control.Button
	rules   *control.Button
	speed   *control.Button // the network simulated
	detail  *detail
	mocks   *mocks
	side    *fyne.Container
	split   *container.Split
	heads   [2]fyne.CanvasObject // while nothing is beside the table, and while something is
	object  fyne.CanvasObject
	model   *panel.Model

	rows   []int // indices of the model's transfers
	kind   int
	filter string
	seen   int
	epoch  int
	clock  uint64
	picked int // number of the one shown beside, -1 none
	span   span
}

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	n := &Panel{palette: p, session: s, desk: d, model: &panel.Model{}, picked: -1}
	n.list = row.New(p, n).Empty(d.T("No transfers yet"), d.T("Requests, sockets, up- and downloads and pictures appear here as the mini-program makes them.")).Filtered(d.T("Nothing fits the filter"))
	n.list.Follow(true)
	n.search = control.NewEntry(d.T("Filter"), d, func(text string) {
		n.filter = text
		n.rebuild()
	}).Help(d, d.T("Words of the address, method:post status:5 kind:image body:text, -word for without"))
	n.detail = newDetail(n)
	n.mocks = newMocks(n)
	n.side = container.NewStack(n.detail.object, n.mocks.object)
	n.heads[0] = n.newHead()
	n.heads[1] = control.NewHeader(p, control.Column{Title: d.T("status"), X: statusX}, control.Column{Title: d.T("method"), X: methodX}, control.Column{Title: d.T("address"), X: nameX}, control.Column{Title: "ms ", X: -1})
	table := control.Top(control.HeaderHeight, container.NewStack(n.heads[0], n.heads[1]), n.list)
	n.split = container.NewHSplit(table, n.side)
	n.split.SetOffset(1)
	n.split.Offset = 0.36
	n.object = control.Top(theme.TabHeight, control.BarRow(p, theme.TabHeight, n.filters()), n.split)
	n.show(nil)
	return n
}

// show puts something beside the table, nil nothing.
func (n *Panel) show(o fyne.CanvasObject) {
	for _, x := range n.side.Objects {
		control.Show(x, x == o)
	}
	if o == nil {
		n.side.Hide()
		n.split.SetOffset(1)
	} else if !n.side.Visible() {
		n.side.Show()
		n.split.SetOffset(0.36)
	}
	control.Show(n.heads[0], o == nil)
	control.Show(n.heads[1], o != nil)
	n.split.Refresh()
	n.list.Update()
	if n.rules != nil {
		n.rules.SetActive(o == n.mocks.object)
	}
}

// Content is what the window shows.
func (n *Panel) Content() fyne.CanvasObject { return n.object }

// Repaint makes the rows that are kept in the colours of the palette.
func (n *Panel) Repaint() {
	if n.detail.t != nil {
		n.detail.fill()
	}
}

// Tools stands in the tab bar.
func (n *Panel) Tools() fyne.CanvasObject {
	return control.Tools(-1, control.Width(230, n.search), control.NewButton(n.palette, control.Trash, "", n.desk.T("Clear the network log"), n.desk, n.clear))
}

// inBody looks for a text in what was sent and what came, as far as it is kept.
func inBody(t *simulator.Transfer, word string) bool {
	has := func(b []byte) bool { return bytes.Contains(bytes.ToLower(b), []byte(word)) }
	if has(t.Body) || t.End != nil && has(t.End.Body) {
		return true
	}
	for i := range t.Frames {
		if has(t.Frames[i].Data) {
			return true
		}
	}
	return false
}

// filters is the bar over the table.
func (n *Panel) filters() fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for i, k := range kinds {
		b := control.NewButton(n.palette, "", n.desk.T(k.title), n.desk.T(k.hint), n.desk, func() {
			n.kind = i
			for k, b := range n.buttons {
				b.SetActive(k == i)
			}
			n.rebuild()
		})
		b.SetActive(i == n.kind)
		n.buttons = append(n.buttons, b)
		objects = append(objects, b)
	}
	n.rules = control.NewButton(n.palette, control.Flash, n.desk.T("Rules"), n.desk.T("Rules that answer requests in place of the network"), n.desk, func() {
		if n.mocks.object.Visible() && n.side.Visible() {
			n.show(nil)
			return
		}
		n.pick(-1)
		n.mocks.open()
	})
	n.speed = control.NewButton(n.palette, "", n.desk.T("No throttling"), n.desk.T("Make the network slower than it is"), n.desk, n.choose)
	objects = append(objects, control.Space(), n.speed, n.rules)
	return control.Tools(len(kinds), objects...)
}

// choose offers the networks that can be simulated.
func (n *Panel) choose() {
	var items []*fyne.MenuItem
	for _, p := range simulator.Throttles() {
		text := n.speedName(p.Name)
		if p.Down > 0 {
			text += fmt.Sprintf("   %s/s  +%d ms", literal.Bytes(p.Down), p.Latency.Milliseconds())
		}
		item := fyne.NewMenuItem(text, func() {
			n.session.SetThrottle(p.Name)
			n.desk.Changed()
		})
		item.Checked = p.Name == n.model.State.Throttle
		items = append(items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(n.speed)
	n.desk.Menu(at.Add(fyne.NewPos(0, n.speed.Size().Height)), items...)
}

// speedText names what makes the network slow: the profile chosen here, the conditions of
// the Sensors panel, or both.
func (n *Panel) speedText(m *panel.Model) string {
	own := n.speedName(m.State.Throttle)
	c := &m.State.Conditions
	if c.Link() == (wire.Throttle{}) {
		return own
	}
	name := c.Network
	if c.Weak {
		name += ", " + n.desk.T("weak")
	}
	if m.State.Throttle == "" {
		return n.desk.T("%s (Sensors)", name)
	}
	return n.desk.T("%s and %s (Sensors)", own, name)
}

func (n *Panel) speedName(name string) string {
	if name == "" {
		return n.desk.T("No throttling")
	}
	return n.desk.T(name)
}

func (n *Panel) clear() {
	n.session.ClearTransfers()
	n.desk.Changed()
}

// Update takes in the model.
func (n *Panel) Update(m *panel.Model) {
	n.model = m
	n.speed.SetLabel(n.speedText(m))
	n.speed.SetActive(m.State.Throttle != "" || m.State.Conditions.Link() != wire.Throttle{})
	if m.State.Mocks != n.mocks.version {
		n.mocks.read(m.State.Mocks)
	}
	fresh := m.TransferEpoch != n.epoch
	if !fresh && m.State.Transfers == n.clock {
		return
	}
	n.epoch, n.clock = m.TransferEpoch, m.State.Transfers
	if fresh || n.needsAll() {
		n.rebuild() // whether a row is shown may have changed with its answer
	} else {
		n.grow()
		n.list.Update()
	}
	if t := n.find(n.picked); t != nil {
		n.detail.update(t)
	} else if n.picked >= 0 {
		n.pick(-1)
	}
}

// needsAll tells whether the filter looks at what comes later than the request.
func (n *Panel) needsAll() bool { return n.kind >= 4 || strings.Contains(n.filter, ":") }

func (n *Panel) rebuild() {
	n.rows, n.seen = n.rows[:0], 0
	n.grow()
	n.list.Update()
}

func (n *Panel) grow() {
	q := parseQuery(n.filter)
	for ; n.seen < len(n.model.Transfers); n.seen++ {
		if t := &n.model.Transfers[n.seen]; kinds[n.kind].fits(t) && q.fits(t) {
			n.rows = append(n.rows, n.seen)
		}
	}
	n.list.Total(len(n.model.Transfers))
	n.measure()
}

// find gives the transfer of a number, nil when it is not kept.
func (n *Panel) find(number int) *simulator.Transfer {
	list := n.model.Transfers
	if number < 0 || len(list) == 0 || number < list[0].Number || number-list[0].Number >= len(list) {
		return nil
	}
	return &list[number-list[0].Number]
}

// pick shows a transfer beside the table, -1 none.
func (n *Panel) pick(number int) {
	n.picked = number
	if t := n.find(number); t != nil {
		n.detail.update(t)
		n.show(n.detail.object)
	} else {
		n.show(nil)
	}
	n.list.Update()
}

// Len implements row.Source.
func (n *Panel) Len() int { return len(n.rows) }

// Row implements row.Source.
func (n *Panel) Row(i int) row.Row {
	p := n.palette
	if n.rows[i] >= len(n.model.Transfers) {
		return row.Row{}
	}
	t := &n.model.Transfers[n.rows[i]]
	text, col := status(p, t)
	name, rest := shortURL(t.URL)
	r := row.Row{Selected: t.Number == n.picked, Runs: []row.Run{
		{Text: n.desk.T(text), Color: col, X: statusX, Max: methodX - statusX - 4},
		{Text: t.Method, Color: p.Purple, X: methodX, Max: nameX - methodX - 4},
		{Text: name, Color: p.Text, X: nameX}, {Text: rest, Color: p.Faint},
	}}
	if failed(t) {
		r.Mark = p.Red
	}
	if !n.side.Visible() {
		if t.Answer != nil && t.Answer.Mock != "" {
			r.Mark = p.Amber
		}
		n.right(&r, t)
		return r
	}
	r.Right = []row.Run{{Text: fmt.Sprintf("%8s", took(t)), Color: p.Number}}
	if t.Answer != nil && t.Answer.Mock != "" {
		r.Mark = p.Amber
		r.Right = append([]row.Run{{Text: n.desk.T("mocked") + " ", Color: p.Amber}}, r.Right...)
	} else if t.Resent {
		r.Right = append([]row.Run{{Text: n.desk.T("sent again") + " ", Color: p.Faint}}, r.Right...)
	}
	return r
}

func kindName(t *simulator.Transfer) string {
	if s := kindNames[t.Kind]; s != "" {
		return s
	}
	return t.Kind
}

// status tells where a transfer stands.
func status(p *theme.Palette, t *simulator.Transfer) (string, color.Color) {
	switch {
	case t.End != nil && t.End.Error != "":
		return words.Key("failed"), p.Red
	case t.Answer == nil:
		return "…", p.Faint
	}
	text := strconv.Itoa(t.Answer.Status)
	switch s := t.Answer.Status; {
	case s == 101 && t.End == nil:
		return words.Key("open"), p.Green
	case s == 101:
		return words.Key("closed"), p.Dim
	case s >= 500:
		return text, p.Red
	case s >= 400:
		return text, p.Amber
	case s >= 300:
		return text, p.Blue
	}
	return text, p.Green
}

// size is what came, of a socket its messages.
func size(t *simulator.Transfer) string {
	switch {
	case t.Kind == "connectSocket":
		return strconv.Itoa(len(t.Frames)+t.Lost) + " msg"
	case t.Kind == "uploadFile":
		return literal.Bytes(t.Size)
	case t.End == nil || t.Answer == nil:
		return ""
	}
	return literal.Bytes(t.End.Size)
}

func took(t *simulator.Transfer) string {
	if t.End == nil {
		return ""
	}
	return millis(t.End.Phases.Total)
}

func millis(d time.Duration) string { return literal.Micros(float64(d.Nanoseconds()) / 1000) }

// shortURL parts an address into the end of its path, and what else is in it.
func shortURL(s string) (name, rest string) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return literal.Line(s), ""
	}
	dir, last := u.Path, ""
	if k := strings.LastIndexByte(strings.TrimSuffix(u.Path, "/"), '/'); k >= 0 {
		dir, last = u.Path[:k+1], u.Path[k+1:]
	}
	if last == "" {
		last = "/"
	}
	if u.RawQuery != "" {
		last += "?" + u.RawQuery
	}
	return literal.Line(last), "  " + literal.Line(u.Host+strings.TrimSuffix(dir, "/"))
}

// Tapped implements row.Source.
func (n *Panel) Tapped(i int, _ bool) {
	number := n.model.Transfers[n.rows[i]].Number
	if number == n.picked {
		number = -1
	}
	n.pick(number)
}

// Menu implements row.Source.
func (n *Panel) Menu(i int, at fyne.Position) {
	t := n.model.Transfers[n.rows[i]]
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(n.desk.T("Copy address"), func() { n.desk.Copy(t.URL) }),
		fyne.NewMenuItem(n.desk.T("Copy as cURL"), func() { n.desk.Copy(t.Curl()) }),
	}
	if t.Kind != "connectSocket" {
		items = append(items, fyne.NewMenuItem(n.desk.T("Send again"), func() { n.resend(&t) }), fyne.NewMenuItem(n.desk.T("Mock this…"), func() { n.mocks.from(&t) }))
	}
	if len(t.Stack) > 0 {
		f := t.Stack[0]
		items = append(items, fyne.NewMenuItem(n.desk.T("Open %s", literal.Place(f)), func() { n.desk.Open(f.File, f.Line, f.Column) }))
	}
	n.desk.Menu(at, append(items, fyne.NewMenuItem(n.desk.T("Clear"), n.clear))...)
}

func (n *Panel) resend(t *simulator.Transfer) {
	n.session.Resend(t, func(fault string) {
		n.desk.Post(func() {
			if fault != "" {
				n.detail.say(fault)
			}
			n.desk.Changed()
		})
	})
}

// query is what the filter field asks for: all words must be in the address, those
// after a minus must not; method:, status:, kind: and size> look at columns.
type query struct{ words, without, body, method, status, kind []string }

func parseQuery(text string) (q query) {
	for _, w := range strings.Fields(strings.ToLower(text)) {
		name, rest, _ := strings.Cut(w, ":")
		switch {
		case name == "method" && rest != "":
			q.method = append(q.method, rest)
		case name == "status" && rest != "":
			q.status = append(q.status, rest)
		case name == "body" && rest != "":
			q.body = append(q.body, rest)
		case name == "kind" && rest != "":
			q.kind = append(q.kind, rest)
		case len(w) > 1 && w[0] == '-':
			q.without = append(q.without, w[1:])
		default:
			q.words = append(q.words, w)
		}
	}
	return q
}

func (q *query) fits(t *simulator.Transfer) bool {
	if len(q.words)+len(q.without) > 0 {
		low := strings.ToLower(t.URL)
		for _, w := range q.words {
			if !strings.Contains(low, w) {
				return false
			}
		}
		for _, w := range q.without {
			if strings.Contains(low, w) {
				return false
			}
		}
	}
	for _, w := range q.body {
		if !inBody(t, w) {
			return false
		}
	}
	for _, w := range q.method {
		if !strings.HasPrefix(strings.ToLower(t.Method), w) {
			return false
		}
	}
	for _, w := range q.kind {
		if !strings.HasPrefix(kindName(t), w) {
			return false
		}
	}
	for _, w := range q.status {
		code := "failed"
		if t.Answer != nil {
			code = fmt.Sprint(t.Answer.Status)
		}
		if !strings.HasPrefix(code, w) {
			return false
		}
	}
	return true
}
