package network

import (
	"image/color"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/outline"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// mocks are the rules that answer in place of the network, and the form of one.
type mocks struct {
	row.Base
	n       *Panel
	list    *row.List
	note    *control.Label
	pattern *control.Entry
	method  *control.Entry
	status  *control.Entry
	delay   *control.Entry
	header  *control.Area
	body    *control.Area
	on      *control.Button
	remove  *control.Button
	object  fyne.CanvasObject

	version int
	rules   []wire.Mock
	at      int // rule in the form, -1 a new one
}

func newMocks(n *Panel) *mocks {
	m := &mocks{n: n, at: -1, version: -1}
	p, d := n.palette, n.desk
	m.list = row.New(p, m)
	m.note = control.NewLabel(p, "", control.Dim, theme.Caption).Cap(20)
	m.pattern = control.NewEntry(d.T("/api/goods/* or https://host/…; * is anything"), d, nil)
	m.method, m.status, m.delay = control.NewEntry(d.T("any"), d, nil), control.NewEntry("200", d, nil), control.NewEntry("0", d, nil)
	for _, e := range []*control.Entry{m.pattern, m.method, m.status, m.delay} {
		e.OnSubmitted = func(string) { m.save() }
	}
	m.header, m.body = control.NewArea("Content-Type: application/json", d, nil), control.NewArea(d.T("the answer's body"), d, nil)
	m.on = control.NewButton(p, "", d.T("On"), d.T("A rule that is off answers nothing"), d, func() { m.on.SetActive(!m.on.Active()) })
	m.remove = control.NewButton(p, control.Trash, "", d.T("Delete this rule"), d, func() { m.drop(m.at) })
	bar := control.BarRow(p, theme.TabHeight, control.Tools(1,
		control.NewButton(p, "", d.T("New rule"), d.T("An empty form"), d, func() { m.fill(-1, wire.Mock{}) }), m.note,
		control.NewButton(p, "", d.T("Open file"), d.T("Open %s, where the rules are kept", simulator.MocksFile), d, func() { d.Open("@project/"+simulator.MocksFile, 1, 1) }),
		control.NewButton(p, control.Stop, "", d.T("Close"), d, func() { n.show(nil) })))
	label := func(s string) fyne.CanvasObject {
		return control.Width(54, control.NewLabel(p, s, control.Dim, theme.Caption))
	}
	line := func(o ...fyne.CanvasObject) fyne.CanvasObject { return control.Tools(1, o...) }
	top := container.New(stack{28}, line(label(d.T("address")), m.pattern),
		line(label(d.T("method")), m.method, control.NewLabel(p, d.T("status"), control.Dim, theme.Caption), control.Width(60, m.status), control.NewLabel(p, d.T("delay ms"), control.Dim, theme.Caption), control.Width(70, m.delay)))
	bottom := control.Tools(2, m.on, m.remove, control.Space(), control.NewButton(p, "", d.T("Save"), d.T("Save; later requests are answered from it"), d, m.save).Strong(func(p *theme.Palette) color.Color { return p.Accent }))
	texts := container.NewVSplit(container.NewBorder(nil, nil, label(d.T("headers")), nil, m.header), container.NewBorder(nil, nil, label(d.T("body")), nil, m.body))
	texts.Offset = 0.25
	form := control.Top(58, top, control.Bottom(30, texts, control.BarRow(p, 30, bottom)))
	split := container.NewVSplit(m.list, form)
	split.Offset = 0.3
	m.object = control.Top(theme.TabHeight, bar, split)
	m.on.SetActive(true)
	return m
}

// stack puts objects below each other, each of one height.
type stack struct{ height float32 }

// Layout implements fyne.Layout.
func (l stack) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for i, o := range objects {
		o.Move(fyne.NewPos(0, float32(i)*l.height))
		o.Resize(fyne.NewSize(s.Width, l.height))
	}
}

// MinSize implements fyne.Layout.
func (l stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, l.height*float32(len(objects)))
}

// open shows the rules.
func (m *mocks) open() {
	m.read(m.n.model.State.Mocks)
	m.n.show(m.object)
}

// read takes over the rules as they are kept.
func (m *mocks) read(version int) {
	m.version = version
	m.rules = m.n.session.Mocks()
	if m.at >= len(m.rules) {
		m.at = -1
	}
	on := 0
	for _, r := range m.rules {
		if !r.Off {
			on++
		}
	}
	if m.n.rules != nil {
		label := m.n.desk.T("Rules")
		if on > 0 {
			label += " " + strconv.Itoa(on)
		}
		m.n.rules.SetLabel(label)
	}
	m.note.Set(m.n.desk.T("%d of %d on · sockets have no rules · kept in %s", on, len(m.rules), simulator.MocksFile))
	m.list.Update()
}

// fill puts a rule into the form.
func (m *mocks) fill(at int, r wire.Mock) {
	m.at = at
	m.pattern.SetText(r.Pattern)
	m.method.SetText(r.Method)
	m.status.SetText(number(r.Status))
	m.delay.SetText(number(int(r.Delay.Milliseconds())))
	var h strings.Builder
	for _, l := range r.Header {
		h.WriteString(l.Name + ": " + l.Value + "\n")
	}
	m.header.SetText(h.String())
	m.body.SetText(outline.Indent(r.Body))
	m.on.SetActive(!r.Off)
	m.remove.SetEnabled(at >= 0)
	m.list.Update()
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// from makes the form of a rule that gives what a transfer gave.
func (m *mocks) from(t *simulator.Transfer) {
	r := wire.Mock{Pattern: t.URL, Method: t.Method, Status: 200}
	if u, err := url.Parse(t.URL); err == nil && u.Path != "" {
		r.Pattern = u.EscapedPath()
	}
	note := ""
	if t.Answer != nil {
		r.Status = t.Answer.Status
		for _, h := range t.Answer.Header {
			switch strings.ToLower(h.Name) {
			case "content-length", "date", "transfer-encoding", "connection", "content-encoding":
			default:
				r.Header = append(r.Header, h)
			}
		}
	}
	if t.End != nil {
		switch {
		case !utf8.Valid(t.End.Body):
			note = m.n.desk.T("The body is no text: a rule has none for it.")
		case len(t.End.Body) < t.End.Size:
			note = m.n.desk.T("Only the first %d bytes of the body are kept.", len(t.End.Body))
			fallthrough
		default:
			r.Body = string(t.End.Body)
		}
	}
	m.n.pick(-1)
	m.open()
	m.fill(-1, r)
	if note != "" {
		m.note.Set(note)
	}
}

// save keeps what stands in the form.
func (m *mocks) save() {
	r := wire.Mock{Pattern: strings.TrimSpace(m.pattern.Text), Method: strings.ToUpper(strings.TrimSpace(m.method.Text)), Body: m.body.Text, Off: !m.on.Active()}
	if r.Pattern == "" {
		m.note.Set(m.n.desk.T("A rule needs an address: /api/* for every host."))
		return
	}
	if s := strings.TrimSpace(m.status.Text); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 100 || n > 999 {
			m.note.Set(m.n.desk.T("The status is a number from 100 to 999, found %s.", s))
			return
		}
		r.Status = n
	}
	if s := strings.TrimSpace(m.delay.Text); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > 600000 {
			m.note.Set(m.n.desk.T("The delay is in ms, at most 600000, found %s.", s))
			return
		}
		r.Delay = time.Duration(n) * time.Millisecond
	}
	for line := range strings.Lines(m.header.Text) {
		name, v, ok := strings.Cut(strings.TrimSpace(line), ":")
		if name == "" && !ok {
			continue
		}
		if !ok {
			m.note.Set(m.n.desk.T("A header is Name: value, found %s.", strings.TrimSpace(line)))
			return
		}
		r.Header = append(r.Header, wire.Header{Name: strings.TrimSpace(name), Value: strings.TrimSpace(v)})
	}
	rules := append([]wire.Mock(nil), m.rules...)
	if m.at >= 0 {
		rules[m.at] = r
	} else {
		rules = append([]wire.Mock{r}, rules...) // the newest counts first
		m.at = 0
	}
	m.keep(rules)
}

func (m *mocks) drop(at int) {
	if at < 0 || at >= len(m.rules) {
		return
	}
	rules := append(append([]wire.Mock(nil), m.rules[:at]...), m.rules[at+1:]...)
	m.keep(rules)
	m.fill(-1, wire.Mock{})
}

func (m *mocks) keep(rules []wire.Mock) {
	if err := m.n.session.SetMocks(rules); err != nil {
		m.note.Set(err.Error())
		return
	}
	m.read(m.version)
	m.remove.SetEnabled(m.at >= 0)
	m.n.desk.Changed()
}

// Len implements row.Source.
func (m *mocks) Len() int { return len(m.rules) }

// Row implements row.Source.
func (m *mocks) Row(i int) row.Row {
	p, r := m.n.palette, &m.rules[i]
	method, st, state, col := r.Method, r.Status, m.n.desk.T("on"), p.Green
	if method == "" {
		method = m.n.desk.T("any")
	}
	if st == 0 {
		st = 200
	}
	if r.Off {
		state, col = m.n.desk.T("off"), p.Faint
	}
	out := row.Row{Selected: i == m.at, Dim: r.Off, Runs: []row.Run{{Text: state, Color: col, X: 10}, {Text: method, Color: p.Purple, X: 44, Max: 56},
		{Text: strconv.Itoa(st), Color: p.Number, X: 104}, {Text: r.Pattern, Color: p.Text, X: 140}}}
	if r.Delay > 0 {
		out.Right = []row.Run{{Text: strconv.FormatInt(r.Delay.Milliseconds(), 10) + " ms", Color: p.Faint}}
	}
	return out
}

// Tapped implements row.Source.
func (m *mocks) Tapped(i int, _ bool) { m.fill(i, m.rules[i]) }

// Menu implements row.Source.
func (m *mocks) Menu(i int, at fyne.Position) {
	name := m.n.desk.T("Switch off")
	if m.rules[i].Off {
		name = m.n.desk.T("Switch on")
	}
	m.n.desk.Menu(at, fyne.NewMenuItem(name, func() {
		rules := append([]wire.Mock(nil), m.rules...)
		rules[i].Off = !rules[i].Off
		m.keep(rules)
		if i == m.at {
			m.fill(i, m.rules[i])
		}
	}), fyne.NewMenuItem(m.n.desk.T("Delete"), func() { m.drop(i) }))
}
