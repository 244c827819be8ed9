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
	"diorama/simulator/view"
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
	tabs     tabs
	toast    bool          // or a loading
	toastEnd time.Duration // when it goes, -1 stays
	refresh  bool          // the page is pulled down
	clock    string
	errors   []errorCard
	cards    bool // errors are shown: a headless picture shows the page
	captured bool // the pointer that is down belongs to the frame
	dialogs
}

func newSystem(s *Session) (*system, error) {
	t, diags := wxml.Parse("system.wxml", frame.WXML)
	for _, d := range diags {
		return nil, fmt.Errorf("system.wxml:%d:%d: %s", d.Line, d.Column, d.Message)
	}
	y := &system{s: s, toastEnd: -1, cards: !s.opts.NoChrome && !s.opts.Virtual}
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
	return y.s.styleEnv(device.Insets{})
}

// set changes the frame's data.
func (y *system) set(key string, v value.Value) {
	y.root.SetData([]view.Change{{Path: value.Path{{Name: key, Index: -1}}, Value: v}})
	y.flush()
	y.mirror(key)
}

func (y *system) flush() {
	if err := y.doc.Apply(y.page.TakeOps()); err != nil {
		y.s.log("error", "system layer: "+err.Error())
	}
}

// reset forgets everything that belongs to a run of the mini-program.
func (y *system) reset() {
	y.set("chrome", value.OfBool(!y.s.opts.NoChrome))
	y.surroundings()
	y.tickClock()
	y.forget()
	y.clearErrors()
	y.resized()
}

// surroundings shows network and battery in the status bar.
func (y *system) surroundings() {
	c := &y.s.conditions
	name := strings.ToUpper(c.Network)
	switch c.Network {
	case "wifi":
		name = "Wi-Fi"
	case "none", "unknown":
		name = ""
	}
	state := ""
	switch {
	case c.LowPower:
		state = "saving"
	case c.Charging:
		state = "charging"
	case c.Battery <= 20:
		state = "low"
	}
	y.set("network", value.OfString(name))
	y.set("battery", value.OfInt(c.Battery))
	y.set("power", value.OfString(state))
}

// forget drops what the mini-program has made of the frame.
func (y *system) forget() {
	y.tabs = newTabs(y.s.app.TabBar)
	y.setRefresh(false)
	y.dismiss()
}

// appChanged takes over a changed app.json.
func (y *system) appChanged() {
	y.tabs.renew(y.s.app.TabBar)
	y.update()
}

// pulled is how far a page that refreshes is pulled down, CSS px.
const pulled = 50.0

func (y *system) setRefresh(on bool) {
	if y.refresh != on {
		y.s.screenOld = true
	}
	y.refresh = on
	y.set("refresh", value.OfBool(on))
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
		t = y.s.opts.Clock.Add(y.s.now).Local().Format("15:04")
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
	events, actions := y.doc.Tick(y.s.now)
	y.run(events)
	y.act(actions)
	next := time.Duration(-1)
	if y.toast {
		next = y.toastEnd
	}
	if !y.s.opts.Virtual && (next < 0 || next > y.s.now+clockTime) {
		next = y.s.now + clockTime
	}
	return next
}

// clockTime is how often the clock in the status bar is looked at.
const clockTime = 30 * time.Second

// setPage shows the bars of the page on top.
func (y *system) setPage(p *page, depth int) {
	if y.current != p && y.s.moment == nil && (y.current == nil || p == nil || y.current.id != p.id) {
		y.setRefresh(false)
	}
	y.current, y.depth = p, depth
	y.update()
}

func (y *system) tabBarHidden() bool { return y.tabs.off }

// update writes navigation bar and tab bar from the page on top.
func (y *system) update() {
	if y.s.opts.NoChrome {
		y.set("nav", value.M("show", false, "color", "#000000", "height", 0, "top", 0))
		y.set("tabs", hidden)
		return
	}
	prof := y.s.profile
	app := y.s.app
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
		"color", fg, "height", height, "top", top, "loading", w.NavigationBarLoading, "font", prof.BarFont(y.s.fontSize()), "homeDark", isDark(w.BackgroundColor) && !tab))
	bar := app.TabBar
	if bar == nil || bar.Custom || !tab || y.tabs.off {
		y.set("tabs", hidden)
		return
	}
	y.set("tabs", y.tabs.value(bar, y.current.info.Path))
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
			if y.s.moment != nil && h.Method != "errorClose" {
				continue // the past does not hear
			}
			if lead := y.s.lead; lead != nil {
				// The frame is one for all screens: the first knows who waits.
				if y.s.now <= y.s.touched {
					lead.system.handle(h.Method, node.Dataset, e.Detail)
				}
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
		if pages := s.app.Pages; len(pages) > 0 {
			s.action("reLaunch", value.M("url", "/"+pages[0]))
		}
	case "tab":
		// WeChat: onTabItemTap is called on the page of the tab, once it is on top.
		path := data.Get("path").Str()
		tap := value.M("index", index, "pagePath", path, "text", data.Get("text"))
		switch {
		case y.current == nil:
		case y.current.info.Path == path:
			s.pageEvent(y.current, "onTabItemTap", tap)
		default:
			s.tabTap = tap
			s.action("switchTab", value.M("url", "/"+path))
		}
	case "menu":
		y.showMenu()
	case "close":
		s.log("system", "The close button leaves the mini-program on a phone; here it stays open.")
	case "modalConfirm", "modalCancel":
		y.answerModal(method == "modalConfirm")
	case "modalInput":
		y.typed(detail.Get("value"))
	case "sheetPick":
		y.answerSheet(index)
	case "sheetCancel":
		y.answerSheet(-1)
	case "pickerMove":
		y.turned(detail.Get("value"))
	case "pickerDone":
		y.endChoice(true)
	case "pickerCancel":
		y.endChoice(false)
	case "previewTurn":
		y.setAt(value.OfInt(int(detail.Get("current").ToNumber())+1), "preview", "at")
	case "previewClose":
		y.closePreview()
	case "errorClose":
		y.errors = nil
		y.showErrors()
	}
	s.changed()
}

func strOr(v value.Value, def string) string {
	if v.Kind() == value.String && v.Str() != "" {
		return v.Str()
	}
	return def
}
