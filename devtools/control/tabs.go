package control

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/theme"
)

// Tab is one page of Tabs.
type Tab struct {
	Name    string // in English, for what is remembered; "" the title
	Title   string
	Content fyne.CanvasObject
	Tools   fyne.CanvasObject // at the right of the bar while the tab is shown, nil none
}

// Tabs shows one of several contents under a bar of theme.TabHeight.
type Tabs struct {
	Object  fyne.CanvasObject // what to put into the window
	palette *theme.Palette
	tabs    []Tab
	heads   []*head
	body    *fyne.Container
	tools   *fyne.Container
	row     *fyne.Container // titles, then more
	more    *head           // what does not fit, in a menu
	hidden  []int           // the tabs in it
	current int
	changed func(int)
}

// NewTabs makes tabs and shows the first; changed is told the tab shown, nil nobody.
func NewTabs(p *theme.Palette, changed func(int), tabs ...Tab) *Tabs {
	t := &Tabs{palette: p, tabs: tabs, body: container.NewStack(), tools: container.NewStack(), changed: changed}
	var titles []fyne.CanvasObject
	for i, tab := range tabs {
		h := newHead(p, tab.Title, func() { t.Show(i) })
		t.heads = append(t.heads, h)
		titles = append(titles, h)
		tab.Content.Hide()
		t.body.Add(tab.Content)
		if tab.Tools != nil {
			tab.Tools.Hide()
			t.tools.Add(tab.Tools)
		}
	}
	t.more = newHead(p, "»", t.showHidden)
	t.more.Hide()
	t.row = container.New(headRow{t}, append(titles, t.more)...)
	bar := container.NewStack(NewFill(p, Bar, fyne.NewSize(0, theme.TabHeight)), container.NewBorder(nil, Rule(p), nil, nil, container.New(headsAndTools{}, t.row, t.tools)))
	t.Object = container.New(topFill{theme.TabHeight}, bar, container.NewStack(NewFill(p, Background, fyne.Size{}), t.body))
	t.Show(0)
	return t
}

// headsAndTools puts the titles at the left and the tools at the right, with no more
// space than the titles leave.
type headsAndTools struct{}

func (headsAndTools) Layout(o []fyne.CanvasObject, s fyne.Size) {
	left, right := min(s.Width, o[0].MinSize().Width), o[1].MinSize().Width
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(left, s.Height))
	right = max(0, min(right, s.Width-left))
	o[1].Move(fyne.NewPos(s.Width-right, 0))
	o[1].Resize(fyne.NewSize(right, s.Height))
}

func (headsAndTools) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

// Show brings a tab to the front.
func (t *Tabs) Show(i int) {
	if i < 0 || i >= len(t.tabs) {
		return
	}
	t.current = i
	for k := range t.tabs {
		t.heads[k].set(k == i)
		Show(t.tabs[k].Content, k == i)
		if t.tabs[k].Tools != nil {
			Show(t.tabs[k].Tools, k == i)
		}
	}
	if len(t.hidden) > 0 {
		t.row.Refresh() // the one shown has its title in sight
	}
	if t.changed != nil {
		t.changed(i)
	}
}

// Names are the names of the tabs, in their order.
func (t *Tabs) Names() []string {
	var out []string
	for _, tab := range t.tabs {
		out = append(out, tab.name())
	}
	return out
}

func (t Tab) name() string {
	if t.Name != "" {
		return t.Name
	}
	return t.Title
}

// Shown is the name of the tab shown.
func (t *Tabs) Shown() string { return t.tabs[t.current].name() }

// ShowName brings a tab to the front by its name; one that there is not changes nothing.
func (t *Tabs) ShowName(name string) {
	for i, tab := range t.tabs {
		if tab.name() == name {
			t.Show(i)
			return
		}
	}
}

// Title gives the title of a tab.
func (t *Tabs) Title(i int) string { return t.tabs[i].Title }

// Current is the tab shown.
func (t *Tabs) Current() int { return t.current }

// Badge puts a number beside a title, 0 none.
func (t *Tabs) Badge(i, n int, c Colour) {
	h := t.heads[i]
	s := ""
	if n > 0 {
		s = strconv.Itoa(n)
	}
	if h.badge != s {
		h.badge, h.badgeColour = s, c
		h.Refresh()
		if len(t.hidden) > 0 {
			t.row.Refresh()
		}
	}
}

// Show shows or hides an object, when that is a change.
func Show(o fyne.CanvasObject, on bool) {
	switch {
	case on == o.Visible():
	case on:
		o.Show()
	default:
		o.Hide()
	}
}

// head is one title of the bar.
type head struct {
	widget.BaseWidget
	palette     *theme.Palette
	title       string
	badge       string
	badgeColour Colour
	on, hover   bool
	tapped      func()
	r           *headRenderer
}

func newHead(p *theme.Palette, title string, tapped func()) *head {
	h := &head{palette: p, title: title, tapped: tapped, badgeColour: Dim}
	h.ExtendBaseWidget(h)
	return h
}

func (h *head) set(on bool) {
	if h.on != on {
		h.on = on
		h.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (h *head) Tapped(*fyne.PointEvent) { h.tapped() }

// MouseIn implements desktop.Hoverable.
func (h *head) MouseIn(*desktop.MouseEvent) { h.hover = true; h.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (h *head) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (h *head) MouseOut() { h.hover = false; h.Refresh() }

// MinSize implements fyne.CanvasObject.
func (h *head) MinSize() fyne.Size {
	w := theme.Measure(h.title, theme.Text, fyne.TextStyle{}).Width + 24
	if h.badge != "" {
		w += theme.Measure(h.badge, theme.Caption, fyne.TextStyle{}).Width + 6
	}
	return fyne.NewSize(w, theme.TabHeight-1)
}

// Refresh implements fyne.CanvasObject.
func (h *head) Refresh() {
	if h.r != nil {
		h.r.apply()
		canvas.Refresh(h)
	}
}

// CreateRenderer implements fyne.Widget.
func (h *head) CreateRenderer() fyne.WidgetRenderer {
	r := &headRenderer{h: h, line: canvas.NewRectangle(color.Transparent), text: theme.NewText(h.title, color.Transparent, theme.Text), badge: theme.NewText("", color.Transparent, theme.Caption)}
	h.r = r
	r.apply()
	return r
}

type headRenderer struct {
	h           *head
	line        *canvas.Rectangle
	text, badge *canvas.Text
}

func (r *headRenderer) apply() {
	p := r.h.palette
	r.text.Color, r.line.FillColor = p.Dim, color.Transparent
	if r.h.hover {
		r.text.Color = p.Text
	}
	if r.h.on {
		r.text.Color, r.line.FillColor = p.Text, p.Accent
	}
	r.badge.Text, r.badge.Color = r.h.badge, r.h.badgeColour(p)
	r.Layout(r.h.Size())
}

func (r *headRenderer) Layout(s fyne.Size) {
	t := r.text.MinSize()
	r.text.Move(fyne.NewPos(12, (s.Height-t.Height)/2))
	r.text.Resize(t)
	b := r.badge.MinSize()
	r.badge.Move(fyne.NewPos(12+t.Width+6, (s.Height-b.Height)/2))
	r.badge.Resize(b)
	r.line.Move(fyne.NewPos(6, s.Height-2))
	r.line.Resize(fyne.NewSize(s.Width-12, 2))
}
func (r *headRenderer) MinSize() fyne.Size { return r.h.MinSize() }
func (r *headRenderer) Refresh()           { r.apply() }
func (r *headRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.line, r.text, r.badge}
}
func (r *headRenderer) Destroy() {}

// Len is how many tabs there are.
func (t *Tabs) Len() int { return len(t.tabs) }
