// Package window puts the tools together: phone, panels, timeline, and the loop
// that steps the run.
//
// Its one idea: one goroutine steps and draws, the UI goroutine only shows; what
// passes between them is a picture, a State, and at most one call that waits.
package window

import (
	"fmt"
	"image"
	"io"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/control"
	"diorama/devtools/film"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/panel/appdata"
	"diorama/devtools/panel/audits"
	"diorama/devtools/panel/console"
	"diorama/devtools/panel/events"
	"diorama/devtools/panel/files"
	"diorama/devtools/panel/network"
	"diorama/devtools/panel/sensors"
	"diorama/devtools/panel/sources"
	"diorama/devtools/panel/storage"
	"diorama/devtools/panel/timeline"
	"diorama/devtools/panel/wxml"
	"diorama/devtools/phone"
	"diorama/devtools/settings"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/renderer/dom"
	"diorama/simulator"
	"diorama/simulator/device"
)

// Session is the run as the window sees it; *simulator.Session is one.
type Session interface {
	panel.Session
	phone.Session
	Stepper
	SetDevice(device.Profile)
	SetTheme(string)
	SetClipboard(simulator.Clipboard)
	Navigate(name, url string)
	Launch(page string, scene int) error
	PullDown()
	Picture(dpr float64) *image.RGBA
	Flashes(since time.Time) []simulator.Flash
}

// Options say how a Window is made.
type Options struct {
	Session Session
	Name    string // of the project
	Dark    bool
	Words   *words.Words // nil: English
	Post    Dispatcher
	// Edit opens a project file (path in the project, "" the folder) in the author's editor.
	Edit func(file string, line, column int) error
	// Appearance is told when the window's theme changes, to put it into the app.
	Appearance func(theme.Theme)
	// Clipboard is the machine's, nil none.
	Clipboard fyne.Clipboard
	// Runs is Session when it can go back in time and branch; nil it cannot.
	Runs *simulator.Runs
	// Choose lets the user pick a file to open, or to save as name; nil there is no dialog.
	Choose func(save bool, name string, done func(file string))
	// Errors gets internal errors with their stacks, nil nobody.
	Errors io.Writer
	// Status is told every change of the state, on the loop's goroutine; nil nobody.
	Status func(st simulator.State, frames int64)
	// Shown is told the rows of the panels in front, by name, whenever they may have
	// changed, on the UI goroutine; nil nobody.
	Shown func(rows map[string][]string)

	// Settings remember the layout, and under Dir what belongs to the project; nil nothing.
	Settings *settings.Store
	Dir      string
	Modes    Modes  // compile modes, nil none
	Mode     string // name of the one the run was started in
	// Files and Pages list what the project has; nil nothing.
	Files, Pages func() []string
	Pictures     string // folder for pictures of the phone, "" the folder of temporary files
	Shell        *Shell // what opens other projects, nil nobody
}

// Window is all of the tools. Make one with New, show Content, call Start.
type Window struct {
	opts    Options
	session Session
	palette *theme.Palette
	words   *words.Words
	name    string
	loop    *loop
	model   panel.Model

	toolbar  *toolbar
	phone    *phone.Phone
	sides    sides
	looked   *side // the phone whose styles the WXML panel shows, nil the first
	scroll   *container.Scroll
	main     *container.Split
	top      *container.Split // upper tabs and styles
	banner   *banner
	strip    *strip
	banners  *fyne.Container
	journey  *simulator.Journey // under way, nil none
	appdata  *appdata.Panel
	events   *events.Panel
	console  *console.Panel
	network  *network.Panel
	storage  *storage.Panel
	files    *files.Panel
	sensors  *sensors.Panel
	audits   *audits.Panel
	sources  *sources.Panel
	wxml     *wxml.Panel
	commits  *timeline.List
	bar      *timeline.Bar
	lower    *control.Tabs
	upper    *control.Tabs
	data     *control.Tabs
	problems *problems
	status   *status
	object   fyne.CanvasObject

	hovered    dom.NodeID
	marked     []dom.NodeID // outlined together, nil none
	target     string       // what F9 makes a breakpoint of
	inspecting bool
	flashing   bool
	flashTimer *time.Timer
	failure    string // internal error told last
	clip       *clipboard
	closed     bool
	canvas     fyne.Canvas
	memory     memory
	arranged   bool                      // the width of the phone's column was remembered
	film       atomic.Pointer[film.Film] // being recorded, nil none
	filmFile   *os.File
	filmTick   *time.Ticker
	lying      bool          // the screen shown last
	mode       string        // name of the compile mode, "" the plain start
	list       *widget.PopUp // of commands, as it was opened last
}

// Order of the tabs at the upper left.
const (
	tabWXML = iota
	tabNetwork
	tabStorage
	tabFiles
	tabSensors
	tabAudits
	tabSources
)

// Order of the tabs at the lower right.
const (
	tabData = iota
	tabEvents
	tabConsole
	tabProblems
)

// New makes the window's content.
func New(o Options) *Window {
	w := &Window{opts: o, session: o.Session, name: o.Name, palette: theme.Light(), words: o.Words, flashing: true}
	if w.words == nil {
		w.words = words.New(words.English)
	}
	if o.Dark {
		w.palette = theme.Dark()
	}
	if o.Appearance != nil {
		o.Appearance(theme.Theme{Palette: w.palette})
	}
	p, s := w.palette, o.Session
	w.loop = newLoop(s, o.Post)
	st := s.State()
	w.phone = phone.New(p, s, (*host)(w), st.Device)
	w.banner, w.strip = newBanner(w), newStrip(w)
	w.banners = container.NewVBox(w.banner.object, w.strip.object)
	w.appdata, w.events, w.console = appdata.New(p, s, w), events.New(p, s, w), console.New(p, s, w)
	w.recallPrompt()
	w.network, w.storage, w.files = network.New(p, s, w), storage.New(p, s, w), files.New(p, s, w)
	w.wxml, w.commits, w.bar = wxml.New(p, s, w), timeline.NewList(p, s, w), timeline.NewBar(p, s, w)
	w.sensors, w.audits, w.sources = sensors.New(p, s, w), audits.New(p, s, w), sources.New(p, s, w)
	w.problems, w.status = newProblems(p, w), newStatus(p)
	w.toolbar = newToolbar(w)
	w.toolbar.showZoom(phone.Fit)
	w.mode = o.Mode
	w.toolbar.showMode(w.mode)

	w.upper = control.NewTabs(p, func(int) { w.showTabs() },
		w.tab(words.Key("WXML"), w.wxml.Content(), w.wxml.Tools()),
		w.tab(words.Key("Network"), w.network.Content(), w.network.Tools()),
		w.tab(words.Key("Storage"), w.storage.Content(), w.storage.Tools()),
		w.tab(words.Key("Files"), w.files.Content(), w.files.Tools()),
		w.tab(words.Key("Sensors"), w.sensors.Content(), w.sensors.Tools()),
		w.tab(words.Key("Audits"), w.audits.Content(), w.audits.Tools()),
		w.tab(words.Key("Sources"), w.sources.Content(), nil))
	w.data = control.NewTabs(p, nil, w.tab(words.Key("AppData"), w.appdata.Content(), w.appdata.Tools()))
	w.lower = control.NewTabs(p, func(int) { w.showTabs() },
		w.tab(words.Key("setData"), w.commits.Content(), nil),
		w.tab(words.Key("Events"), w.events.Content(), w.events.Tools()),
		w.tab(words.Key("Console"), w.console.Content(), w.console.Tools()),
		w.tab(words.Key("Problems"), w.problems.list, nil))
	top := hsplit(0.70, w.upper.Object, w.wxml.Styles().Content())
	w.top = top
	w.showTabs()
	bottom := hsplit(0.29, w.data.Object, w.lower.Object)
	tools := container.NewVSplit(top, bottom)
	tools.Offset = 0.54
	w.sides.column = container.New(inRow{w}, w.phone)
	w.scroll = container.NewScroll(w.sides.column)
	// The banner lies over the phone, which does not move when it comes.
	column := container.NewStack(control.NewFill(p, control.Panel, fyne.Size{}), w.scroll, container.New(atTop{}, w.banners))
	w.main = hsplit(0.245, column, tools)
	w.object = container.New(frame{}, w.toolbar.object, w.main, w.bar.Content(), w.status.object)
	w.memory.splits = map[string]*container.Split{"main": w.main, "tools": tools, "top": top, "bottom": bottom}
	w.memory.tabs = map[string]*control.Tabs{"upper": w.upper, "lower": w.lower, "data": w.data}
	w.restore()
	w.restoreViews()

	w.loop.beside = w.sides.draw
	w.loop.put, w.loop.frame, w.loop.panels, w.loop.failed = w.put, w.showFrame, w.refresh, w.failed
	if o.Status != nil {
		w.loop.status = func(st simulator.State) { o.Status(st, w.loop.frames.Load()) }
	}
	if o.Clipboard != nil {
		w.clip = &clipboard{c: o.Clipboard, post: o.Post}
		s.SetClipboard(w.clip)
	}
	return w
}

func hsplit(offset float64, a, b fyne.CanvasObject) *container.Split {
	s := container.NewHSplit(a, b)
	s.Offset = offset
	return s
}

// frame lays toolbar, tools, timeline and status bar out from top to bottom.
type frame struct{}

const (
	statusHeight   = 22
	timelineHeight = theme.TabHeight + 20 + 6*16
)

func (frame) Layout(o []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	low := float32(timelineHeight)
	if s.Height < 640 {
		low = theme.TabHeight // the lanes need space that a low window does not have
	}
	for i, h := range [...]float32{theme.BarHeight, s.Height - theme.BarHeight - low - statusHeight, low, statusHeight} {
		o[i].Move(fyne.NewPos(0, y))
		o[i].Resize(fyne.NewSize(s.Width, h))
		y += h
	}
}

func (frame) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(760, o[0].MinSize().Width), 420)
}

// atTop gives an object the whole width and its own height.
type atTop struct{}

func (atTop) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
}

func (atTop) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Content is what the app's window shows.
func (w *Window) Content() fyne.CanvasObject { return w.object }

// Start begins stepping and drawing. c is the canvas that shows Content.
func (w *Window) Start(c fyne.Canvas) {
	w.canvas = c
	w.bindKeys(c)
	w.refresh()
	if !w.arranged {
		w.arrange()
	}
	w.loop.start()
}

// Stop ends the loop; the session is the caller's to close.
func (w *Window) Stop() {
	if !w.closed {
		w.endFilm()
		w.closed = true
		w.loop.stop()
		if w.journey != nil {
			w.journey.Discard()
		}
	}
}

// arrange gives the phone's column the width that the phone wants, at start and
// when its size was changed; else it stays where the user dragged it.
func (w *Window) arrange() {
	s := w.main.Size()
	if s.Width < 200 || s.Height < 200 {
		return
	}
	most := float32(0.48)
	if len(w.sides.all()) > 0 {
		most = 0.7
	}
	w.main.SetOffset(float64(max(0.15, min(most, (w.wanted(s.Height)+8)/s.Width))))
}

// showFrame is called when a new picture was put.
func (w *Window) showFrame() {
	w.phone.Show()
	w.sides.show()
	if w.flashing {
		w.flash()
	}
}

// refresh pulls the model and hands it to all panels.
func (w *Window) refresh() {
	w.model.Pull(w.session)
	m := &w.model
	w.toolbar.update(m)
	if d := m.State.Device; d.Lying != w.lying {
		w.lying = d.Lying
		w.phone.SetProfile(d)
		w.arrange()
	}
	w.phone.SetProfile(m.State.Device)
	w.updateSides()
	w.banner.update(m)
	w.updateStrip()
	w.bar.Update(m)
	w.console.Update(m) // counts errors for its badge
	w.appdata.Update(m)
	w.wxml.Update(m)
	w.problems.update(m.State.Problems)
	w.showTabs()
	w.lower.Badge(tabData, len(m.SetData), control.Dim)
	w.lower.Badge(tabEvents, len(m.Activities), control.Dim)
	if n := w.console.Errors(); n > 0 {
		w.lower.Badge(tabConsole, n, red)
	} else {
		w.lower.Badge(tabConsole, w.console.Warnings(), amber)
	}
	w.upper.Badge(tabNetwork, len(m.Transfers), control.Dim)
	w.lower.Badge(tabProblems, len(m.State.Problems), amber)
	w.updateStatus()
	w.outline()
	w.remember()
	if w.opts.Shown != nil {
		w.opts.Shown(w.shown())
	}
}

func (w *Window) updateStatus() {
	m := &w.model
	c := m.State.Cost
	left := pagePath(m)
	if n := len(m.State.Stack); n > 0 {
		left += "    " + w.T("stack %d", n)
	}
	left += "    " + w.T("%d nodes    depth %d", w.wxml.Nodes(), w.wxml.Depth())
	d := m.State.Device
	right := w.T("frame %s ms    history %s", literal.Micros(c.Style+c.Layout+c.Paint+c.Raster), literal.Bytes(m.State.HeapBytes)) + "    " +
		strconv.FormatFloat(d.Width, 'f', -1, 64) + " × " + strconv.FormatFloat(d.Height, 'f', -1, 64) + "  DPR " + strconv.FormatFloat(d.DPR, 'f', -1, 64) +
		"  " + strconv.Itoa(int(w.phone.Scale()*100+0.5)) + " %"
	w.status.set(left, right)
}

// failed shows an internal error; the last good picture stays. The same one is
// written once.
func (w *Window) failed(text string) {
	first, _, _ := strings.Cut(text, "\n")
	if w.opts.Errors != nil && first != w.failure {
		fmt.Fprintln(w.opts.Errors, text)
	}
	w.failure = first
	w.status.fail(text)
}

// outline draws the boxes of the node under the mouse, else of the picked one.
func (w *Window) outline() {
	id := w.hovered
	if id == 0 {
		id = w.wxml.Picked()
	}
	w.phone.Outline(w.outlineOn(w.session.Inspect, id))
	for _, s := range w.sides.all() {
		s.phone.Outline(w.outlineOn(s.Inspect, id))
	}
}

// flashTime is how long a changed node stays outlined.
const flashTime = 500 * time.Millisecond

// flash outlines what setData touched just now, and comes back while it fades.
func (w *Window) flash() {
	steady, all := w.flashOn(w.phone, w.session.Box)
	for _, x := range w.sides.all() {
		if v := x.view(); v != nil {
			n, m := w.flashOn(x.phone, v.Box)
			steady, all = steady+n, all+m
		}
	}
	if all > steady && w.flashTimer == nil && !w.closed {
		w.flashTimer = time.AfterFunc(60*time.Millisecond, func() {
			w.opts.Post.Post(func() {
				w.flashTimer = nil
				w.flash()
			})
		})
	}
}

// flashOn outlines it on one phone, and gives how many boxes stay and how many there are.
func (w *Window) flashOn(p *phone.Phone, box func(dom.NodeID) (x, y, bw, bh float64, ok bool)) (steady, all int) {
	var rects []phone.Rect
	var alphas []float64
	mark := func(id dom.NodeID, a float64) {
		if len(rects) < phone.MaxFlashes {
			if x, y, bw, bh, ok := box(id); ok && bw > 0 && bh > 0 {
				rects, alphas = append(rects, phone.Rect{X: x, Y: y, W: bw, H: bh}), append(alphas, a)
			}
		}
	}
	for _, id := range w.marked[:min(len(w.marked), 4*phone.MaxFlashes)] {
		mark(id, 1)
	}
	steady = len(rects)
	now := time.Now()
	if w.flashing {
		list := w.session.Flashes(now.Add(-flashTime))
		for i := len(list) - 1; i >= 0; i-- {
			a := 1 - now.Sub(list[i].At).Seconds()/flashTime.Seconds()
			for _, id := range list[i].Nodes[:min(len(list[i].Nodes), 4*phone.MaxFlashes)] {
				mark(id, a)
			}
		}
	}
	p.Flash(rects, alphas)
	return steady, len(rects)
}
