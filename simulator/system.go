package simulator

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"
	"time"

	frame "diorama/assets/system"
	"diorama/renderer"
	"diorama/renderer/style"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/renderer/wxss"
	"diorama/simulator/device"
	"diorama/simulator/project"
	"diorama/simulator/view"
	"diorama/simulator/wire"
)

// system is the window frame: status bar, navigation bar, tab bar and what the
// system draws over a page. It is WXML and WXSS of our own, in a Document of its
// own, and no JavaScript.
type system struct {
	s    *Session
	doc  *renderer.Document
	page *view.Page
	root *view.Instance

	current  *page
	depth    int
	tabs     []tabState
	tabsOff  bool
	nav      map[string]value.Value // overrides of setNavigationBar*
	toastEnd time.Duration          // when the toast goes, -1 stays
	toast    bool
	loading  bool
	modal    int64 // request that waits
	sheet    int64
	picker   pickerState
	refresh  bool
	preview  bool
	clock    string
	errors   []errorCard
	captured bool // the pointer that is down belongs to the frame
}

type tabState struct {
	item  project.TabItem
	badge string
	dot   bool
}

type pickerState struct {
	page  wire.PageID
	node  renderer.Action
	items []value.Value
	value int
}

type errorCard struct {
	kind, message, place, excerpt string
	problem                       bool // goes when the file is mended
}

func newSystem(s *Session) (*system, error) {
	t, diags := wxml.Parse("system.wxml", frame.WXML)
	for _, d := range diags {
		return nil, fmt.Errorf("system.wxml:%d:%d: %s", d.Line, d.Column, d.Message)
	}
	y := &system{s: s, toastEnd: -1}
	y.doc = renderer.New(renderer.Options{Env: y.env(), Fonts: s.fonts, Picture: s.pictures.get, Transparent: true})
	y.doc.SetSheet(style.OriginUA, "", s.builtinSheet())
	sheet, sdiags := wxss.Parse("system.wxss", frame.WXSS)
	for _, d := range sdiags {
		return nil, fmt.Errorf("system.wxss:%d:%d: %s", d.Line, d.Column, d.Message)
	}
	y.doc.SetSheet(style.OriginPage, "system", sheet)
	host := &view.StaticHost{Templates: map[string]*wxml.Template{"system": t}}
	y.page = host.Page("system", value.OfMap(nil, nil))
	y.root = y.page.Root()
	y.reset()
	return y, nil
}

func (y *system) env() style.Env {
	e := y.s.styleEnv(device.Insets{})
	e.Dark = false
	return e
}

// set changes the frame's data.
func (y *system) set(key string, v value.Value) {
	y.root.SetData([]view.Change{{Path: value.Path{{Name: key, Index: -1}}, Value: v}})
	y.flush()
}

func (y *system) flush() {
	if err := y.doc.Apply(y.page.TakeOps()); err != nil {
		y.s.log("error", "system layer: "+err.Error())
	}
}

// reset forgets everything that belongs to a run of the mini-program.
func (y *system) reset() {
	y.tabs, y.nav, y.tabsOff = nil, map[string]value.Value{}, false
	if bar := y.s.project.App().TabBar; bar != nil {
		for _, it := range bar.List {
			y.tabs = append(y.tabs, tabState{item: it})
		}
	}
	y.toastEnd, y.toast, y.loading, y.modal, y.sheet, y.refresh = -1, false, false, 0, 0, false
	y.errors = nil
	hidden := value.M("show", false)
	for _, kv := range []struct {
		k string
		v value.Value
	}{
		{"toast", hidden}, {"modal", hidden}, {"sheet", hidden}, {"picker", hidden}, {"preview", hidden}, {"error", hidden},
		{"refresh", value.OfBool(false)}, {"chrome", value.OfBool(!y.s.opts.NoChrome)},
		{"network", value.OfString("5G")}, {"battery", value.OfInt(100)},
	} {
		y.set(kv.k, kv.v)
	}
	y.tickClock()
	y.resized()
}

// resized writes what depends on the device.
func (y *system) resized() {
	p := y.s.profile
	c := p.Capsule()
	y.set("statusBar", value.OfNumber(p.StatusBar))
	y.set("safeBottom", value.OfNumber(p.SafeBottom))
	y.set("homeBar", value.OfBool(p.SafeBottom > 0))
	y.set("capsule", value.M("x", c.X, "y", c.Y, "w", c.W, "h", c.H))
	y.update()
}

func (y *system) tickClock() {
	t := "9:41"
	if !y.s.opts.Virtual {
		t = time.Now().Format("15:04")
	}
	if t != y.clock {
		y.clock = t
		y.set("clock", value.OfString(t))
	}
}

// tick hides a toast whose time is over and moves what is animated.
func (y *system) tick() time.Duration {
	y.tickClock()
	if y.toast && y.toastEnd >= 0 && y.s.now >= y.toastEnd {
		y.hideToast()
	}
	events, _ := y.doc.Tick(y.s.now)
	y.run(events)
	next := time.Duration(-1)
	if y.toast && y.toastEnd >= 0 && (next < 0 || y.toastEnd < next) {
		next = y.toastEnd
	}
	if !y.s.opts.Virtual && (next < 0 || next > y.s.now+30*time.Second) {
		next = y.s.now + 30*time.Second // the clock in the status bar
	}
	return next
}

// setPage shows the bars of the page on top.
func (y *system) setPage(p *page, depth int) {
	if y.current != p {
		y.nav = map[string]value.Value{}
		y.refresh = false
		y.set("refresh", value.OfBool(false))
	}
	y.current, y.depth = p, depth
	y.update()
}

func (y *system) tabBarHidden() bool { return y.tabsOff }

// update writes navigation bar and tab bar from the page on top.
func (y *system) update() {
	if y.s.opts.NoChrome {
		y.set("nav", value.M("show", false, "color", "#000000", "height", 0, "top", 0))
		y.set("tabs", value.M("show", false))
		return
	}
	prof := y.s.profile
	app := y.s.project.App()
	w := app.Window
	tab, depth, title := false, y.depth, ""
	if y.current != nil {
		w, tab = y.current.info.Window, y.current.info.Tab
		title = y.current.info.Title
	}
	if title == "" {
		title = w.NavigationBarTitleText
	}
	fg := "#ffffff"
	if w.NavigationBarTextStyle == "black" {
		fg = "#000000"
	}
	show := w.NavigationStyle != "custom"
	height := prof.StatusBar + prof.NavigationBar
	top := height
	if !show {
		top = prof.StatusBar
	}
	first := ""
	if len(app.Pages) > 0 {
		first = app.Pages[0]
	}
	back := depth > 1
	home := !back && !tab && (y.current != nil && y.current.info.Path != first && !y.current.info.HideHome)
	y.set("nav", value.M("show", show, "back", back, "home", home, "title", title, "background", w.NavigationBarBackgroundColor,
		"color", fg, "height", height, "top", top, "loading", w.NavigationBarLoading, "homeDark", isDark(w.BackgroundColor) && !tab))
	bar := app.TabBar
	if bar == nil || bar.Custom || !tab || y.tabsOff {
		y.set("tabs", value.M("show", false))
		return
	}
	list := make([]value.Value, len(y.tabs))
	for i, t := range y.tabs {
		c, icon := bar.Color, t.item.IconPath
		if y.current != nil && t.item.PagePath == y.current.info.Path {
			c = bar.SelectedColor
			if t.item.SelectedIconPath != "" {
				icon = t.item.SelectedIconPath
			}
		}
		if icon != "" && !strings.Contains(icon, "://") {
			icon = "/" + strings.TrimPrefix(icon, "/")
		}
		list[i] = value.M("path", t.item.PagePath, "text", t.item.Text, "color", c, "icon", icon, "badge", t.badge, "dot", t.dot)
	}
	line := "rgba(0, 0, 0, 0.2)"
	if bar.BorderStyle == "white" {
		line = "rgba(255, 255, 255, 0.6)"
	}
	y.set("tabs", value.M("show", true, "top", bar.Position == "top", "background", bar.BackgroundColor, "line", line, "list", list))
}

// isDark tells whether white stands better on a colour written as #rgb or #rrggbb.
func isDark(c string) bool {
	c = strings.TrimPrefix(c, "#")
	if len(c) == 3 {
		c = string([]byte{c[0], c[0], c[1], c[1], c[2], c[2]})
	}
	n, err := strconv.ParseUint(c, 16, 32)
	if err != nil || len(c) < 6 {
		return false
	}
	rgb := color.RGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}
	return int(rgb.R)*299+int(rgb.G)*587+int(rgb.B)*114 < 128*1000
}

// run carries out what the frame's own handlers stand for.
func (y *system) run(events []renderer.Event) {
	for _, e := range events {
		for _, h := range e.Hops {
			node := y.doc.Tree().Node(h.Node)
			if node == nil {
				continue
			}
			y.handle(h.Method, node.Dataset, e.Detail)
		}
	}
}

func (y *system) handle(method string, data, detail value.Value) {
	s := y.s
	index := int(data.Get("index").ToNumber())
	switch method {
	case "back":
		s.action("navigateBack", value.M("delta", 1))
	case "home":
		if pages := s.project.App().Pages; len(pages) > 0 {
			name := "reLaunch"
			s.action(name, value.M("url", "/"+pages[0]))
		}
	case "tab":
		path := data.Get("path").Str()
		if y.current != nil && y.current.info.Path != path {
			s.action("switchTab", value.M("url", "/"+path))
		}
		if y.current != nil {
			s.pageEvent(y.current, "onTabItemTap", value.M("index", index, "pagePath", path, "text", data.Get("text")))
		}
	case "menu":
		s.action("appMenu", value.OfMap(nil, nil))
	case "close":
		s.log("system", "The close button leaves the mini-program on a phone; here it stays open.")
	case "modalConfirm", "modalCancel":
		ok := method == "modalConfirm"
		res := value.M("confirm", ok, "cancel", !ok)
		if in := y.root.Data.Get("modal"); in.Get("editable").Truthy() && ok {
			res = value.M("confirm", true, "cancel", false, "content", in.Get("content"))
		}
		id := y.modal
		y.modal = 0
		y.set("modal", value.M("show", false))
		s.reply(id, res, "")
	case "modalInput":
		y.root.SetData([]view.Change{{Path: value.Path{{Name: "modal", Index: -1}, {Name: "content", Index: -1}}, Value: detail.Get("value")}})
		y.flush()
	case "sheetPick", "sheetCancel":
		id := y.sheet
		y.sheet = 0
		y.set("sheet", value.M("show", false))
		if method == "sheetPick" {
			s.reply(id, value.M("tapIndex", index), "")
		} else {
			s.reply(id, value.Value{}, "fail cancel")
		}
	case "pickerPick":
		y.picker.value = index
		y.showPicker("")
	case "pickerDone":
		y.set("picker", value.M("show", false))
		if p := s.pages[y.picker.page]; p != nil {
			events, actions := p.doc.ComponentResult(y.picker.node.Node, value.M("type", "confirm", "value", y.picker.value))
			s.deliver(p, events, actions)
		}
	case "pickerCancel":
		y.set("picker", value.M("show", false))
		if p := s.pages[y.picker.page]; p != nil {
			events, actions := p.doc.ComponentResult(y.picker.node.Node, value.M("type", "cancel"))
			s.deliver(p, events, actions)
		}
	case "previewClose":
		y.preview = false
		y.set("preview", value.M("show", false))
	case "errorClose":
		y.errors = nil
		y.showErrors()
	}
	s.changed()
}

func (y *system) showPicker(into string) {
	y.set("picker", value.M("show", true, "items", value.OfList(y.picker.items), "value", y.picker.value, "into", into,
		"title", strOr(y.picker.node.Args.Get("headerText"), "")))
}

func strOr(v value.Value, def string) string {
	if v.Kind() == value.String && v.Str() != "" {
		return v.Str()
	}
	return def
}

func (y *system) hideToast() {
	y.toast, y.loading, y.toastEnd = false, false, -1
	y.set("toast", value.M("show", false))
}

// stopped shows why nothing runs any more.
func (y *system) stopped(reason string) {
	y.errors = append(y.errors, errorCard{kind: "The mini-program stopped", message: reason})
	y.showErrors()
}

// error shows an uncaught error over the page.
func (y *system) error(l *wire.Log) {
	c := errorCard{kind: "Uncaught error", message: strings.Join(l.Args, " ")}
	if len(l.Stack) > 0 {
		f := l.Stack[0]
		c.place = fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
		c.excerpt = y.s.excerpt(f.File, f.Line)
	}
	y.errors = append(y.errors, c)
	y.showErrors()
}

// problems shows the mistakes that keep a file from being used.
func (y *system) problems(list []wire.Diagnostic) {
	kept := y.errors[:0:0]
	for _, c := range y.errors {
		if !c.problem {
			kept = append(kept, c)
		}
	}
	y.errors = kept
	for _, d := range list {
		if d.Warning || d.File == "" {
			continue
		}
		c := errorCard{kind: "Cannot compile", message: d.Message, place: fmt.Sprintf("%s:%d:%d", d.File, d.Line, d.Column), problem: true}
		c.excerpt = y.s.excerpt(d.File, d.Line)
		y.errors = append(y.errors, c)
	}
	y.showErrors()
}

func (y *system) showErrors() {
	if len(y.errors) == 0 || y.s.opts.NoChrome || y.s.opts.Virtual {
		// Headless pictures show the page; errors go to standard error there.
		y.set("error", value.M("show", false))
		return
	}
	c := y.errors[len(y.errors)-1]
	more := ""
	if n := len(y.errors) - 1; n > 0 {
		more = fmt.Sprintf("and %d more in the console", n)
	}
	y.set("error", value.M("show", true, "kind", c.kind, "message", c.message, "place", c.place, "excerpt", c.excerpt, "more", more))
}

// clearErrors removes errors of a run that a save has replaced.
func (y *system) clearErrors() {
	y.errors = nil
	y.showErrors()
}

// excerpt gives the line of a source file with its number and neighbours.
func (s *Session) excerpt(file string, line int) string {
	src, err := s.project.ReadFile(file)
	if err != nil || line < 1 {
		return ""
	}
	lines := strings.Split(string(src), "\n")
	var b strings.Builder
	for n := max(1, line-1); n <= min(len(lines), line+1); n++ {
		mark := " "
		if n == line {
			mark = ">"
		}
		text := []rune(strings.TrimRight(lines[n-1], "\r"))
		if len(text) > 60 {
			text = append(text[:59], '…')
		}
		fmt.Fprintf(&b, "%s%4d  %s\n", mark, n, string(text))
	}
	return strings.TrimRight(b.String(), "\n")
}
