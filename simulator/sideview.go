package simulator

import (
	"errors"
	"fmt"
	"image"
	"maps"
	"slices"
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/simulator/device"
	"diorama/simulator/project"
	"diorama/simulator/record"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// SideView shows a run on a second device or in another theme, beside its first screen.
//
// The logic knows nothing of it: system information, layout queries, observers and wxs
// come from the first screen. A view has trees of its own (every patch is applied to them
// too), and with them style, layout, pixels and scrolling. Inside it is a Session that has
// no worker: what the worker says is told to it by the one it stands beside (follow), and
// what it would say to the worker goes through that one, only while a finger or wheel
// is at work in the view. Recording, journal and checkpoints see the first screen only;
// what a touch in a view sent to the worker is kept there as any other message.
//
// All methods may be called from any goroutine; they take the lock of the first Session.
type SideView struct{ s *Session }

// Aside says what a SideView shows a run on.
type Aside struct {
	Device device.Profile // upright; with Sideways held on its side
	Theme  string         // "light" (also ""), "dark"
	Scale  float64        // device px per CSS px of its pictures, 0 the device's
	// FontSize is what the owner of this phone chose, CSS px; 0: as on the first screen.
	FontSize float64
}

// maxSides bounds the views beside the first: each costs trees, layout and pixels.
const maxSides = 12

// touchTime is how long after the last touch what moves in a view is still the hand's
// doing: a page that was thrown scrolls on.
const touchTime = 2 * time.Second

var errManySides = fmt.Errorf("there are %d views beside the first, more are not possible", maxSides)

// AddView shows the run on another device too, from now on.
func (s *Session) AddView(a Aside) (*SideView, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return nil, errClosed
	case len(s.sides) >= maxSides:
		return nil, errManySides
	}
	if err := a.check(); err != nil {
		return nil, err
	}
	if a.Scale <= 0 {
		a.Scale = a.Device.DPR
	}
	v, err := s.newSide(a)
	if err != nil {
		return nil, err
	}
	s.sides = append(s.sides, v)
	s.changed()
	s.signal()
	return &SideView{v}, nil
}

// Set shows the run on another device, held in another way, in another theme or font size;
// Scale 0 keeps the one that is.
func (v *SideView) Set(a Aside) error {
	s := v.s
	s.lead.mu.Lock()
	defer s.lead.mu.Unlock()
	if err := a.check(); err != nil {
		return err
	}
	if a.Scale > 0 {
		s.scale = a.Scale
	}
	s.device, s.font = a.Device, a.FontSize
	if s.theme != a.Theme {
		s.theme = a.Theme
		if err := s.dress(); err != nil {
			return err
		}
	}
	s.profile = s.turned()
	s.restyle()
	s.system.resized()
	s.system.update()
	s.lead.signal()
	return nil
}

// check fills in what is left out.
func (a *Aside) check() error {
	if a.Device.Width <= 0 || a.Device.Height <= 0 {
		return errors.New("a device needs a width and a height")
	}
	if a.Theme == "" {
		a.Theme = "light"
	}
	if a.FontSize != 0 {
		a.FontSize = wire.Conditions{FontSize: a.FontSize}.Clamp().FontSize
	}
	return nil
}

// takeViews shows this run on the views that another one is left on.
func (s *Session) takeViews(from *Session) {
	for _, v := range from.SideViews() {
		a := v.Aside()
		a.Device = v.held()
		v.Close()
		if _, err := s.AddView(a); err != nil {
			s.mu.Lock()
			s.log("error", err.Error())
			s.mu.Unlock()
		}
	}
}

// held gives the device as it was set.
func (v *SideView) held() device.Profile {
	v.s.lead.mu.Lock()
	defer v.s.lead.mu.Unlock()
	return v.s.device
}

// SideViews gives the views beside the first screen, the oldest first.
func (s *Session) SideViews() []*SideView {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]*SideView, len(s.sides))
	for i, v := range s.sides {
		out[i] = &SideView{v}
	}
	return out
}

// newSide makes the Session behind a view, with the pages as they are now.
func (s *Session) newSide(a Aside) (*Session, error) {
	v := &Session{
		lead: s, opts: s.opts, project: s.project, app: s.app, fonts: s.fonts, pictures: s.pictures,
		wake: s.wake, closing: s.closing, device: a.Device, profile: a.Device, theme: a.Theme, scale: a.Scale, font: a.FontSize,
		conditions: s.conditions, start: s.start, now: s.now, pages: map[wire.PageID]*page{}, lastPage: s.lastPage,
		reopening: s.reopening,
	}
	v.state.Viewing = -1
	var err error
	if v.system, err = newSystem(v); err != nil {
		return nil, err
	}
	if err = v.dress(); err != nil {
		return nil, err
	}
	v.system.tabs.take(&s.system.tabs)
	for _, k := range mirrored {
		v.system.set(k, s.system.root.Data.Get(k))
	}
	v.system.refresh = s.system.refresh
	v.stack = s.stack
	for id, p := range s.pages {
		if err := v.clonePage(id, p); err != nil {
			v.undress()
			return nil, err
		}
	}
	v.profile = v.turned()
	v.restyle()
	v.system.setPage(v.top(), len(v.stack))
	v.system.resized()
	return v, nil
}

// clonePage takes a page over as it is, scrolled and filled in.
func (s *Session) clonePage(id wire.PageID, p *page) error {
	q := s.page(id)
	q.early, q.filled, q.overlay = slices.Clone(p.early), p.filled, p.overlay
	if p.doc == nil {
		return nil
	}
	if q.overlay {
		q.info, q.doc = p.info, s.newDocument(p.info.Path, device.Insets{}, true)
	} else {
		q.setInfo(p.info)
	}
	var ops []dom.Op
	p.doc.Plain(func() { ops = dom.Snapshot(p.doc.Tree()) })
	if err := q.apply(ops); err != nil {
		return fmt.Errorf("a view beside the first: %w", err)
	}
	q.doc.RestoreViewState(p.doc.ViewState())
	return nil
}

// follow lets every view take part in what the worker did to the first screen. With no
// view it costs the look at an empty list.
func (s *Session) follow(f func(v *Session)) {
	for _, v := range s.sides {
		v.now = s.now
		f(v)
	}
}

// patchSide applies a patch that the first screen has taken in.
func (s *Session) patchSide(p *wire.Patch) {
	for i := range p.Pages {
		po := &p.Pages[i]
		if po.Page <= s.lastPage && s.pages[po.Page] == nil {
			continue
		}
		pg := s.page(po.Page)
		pg.filled = true
		if err := pg.apply(po.Ops); err != nil {
			s.lead.log("error", "a view beside the first: "+err.Error())
		}
	}
	for i := range p.Commits {
		if pg := s.pages[p.Commits[i].Page]; pg != nil {
			pg.filled = true
		}
	}
	s.reveal()
}

// requestSide does what the worker asked of the first screen, as far as it shows.
func (s *Session) requestSide(r *wire.Request) {
	switch r.Name {
	case "setTabBarBadge", "removeTabBarBadge", "showTabBarRedDot", "hideTabBarRedDot", "setTabBarItem", "setTabBarStyle", "showTabBar", "hideTabBar":
		s.system.tabBar(r.Name, r.Args)
		return
	}
	p := s.pages[r.Page]
	if p == nil || p.doc == nil {
		return
	}
	switch r.Name {
	case "scrollView":
		s.scrollView(p, r.Args)
	case "pageScrollTo":
		s.pageScrollTo(p, r.Args)
		p.doc.Drain()
	case "hideKeyboard":
		s.blur(p)
	case "animate":
		s.animate(p, r.Args)
	case "clearAnimation":
		s.clearAnimation(p, r.Args)
	}
}

// restartSide drops the pages of a worker that is gone; the last picture stays.
func (s *Session) restartSide() {
	s.live()
	s.keepViews()
	s.hold()
	s.pages, s.stack = map[wire.PageID]*page{}, nil
	s.profile = s.device
	s.system.reset()
}

// dress chooses the project through whose app.json the view looks: its own when the
// theme makes a difference (theme.json), else that of the first screen.
func (s *Session) dress() error {
	if s.lead.app.ThemeLocation == "" || s.theme == s.lead.theme {
		s.undress()
	} else {
		if s.project == s.lead.project {
			own, err := project.Open(s.lead.opts.Dir)
			if err != nil {
				return err
			}
			s.project = own
		}
		s.project.SetTheme(s.theme)
		s.project.Reload()
		s.app = s.project.App()
	}
	s.system.appChanged()
	return nil
}

func (s *Session) undress() {
	if s.project != s.lead.project {
		s.project.Close()
	}
	s.project, s.app = s.lead.project, s.lead.app
}

// redress follows a change of app.json or of the first screen's theme.
func (s *Session) redress() {
	if err := s.dress(); err != nil {
		s.lead.log("error", "a view beside the first: "+err.Error())
	}
	s.restyle()
}

// themedWindow gives a page's window in the view's theme: the fields that the page has
// from its json, not from a setter.
func (s *Session) themedWindow(path string, w wire.Window) wire.Window {
	if s.project == s.lead.project {
		return w
	}
	theirs, ours := s.lead.project.Component(path).Window, s.project.Component(path).Window
	for _, f := range []struct {
		now          *string
		theirs, ours string
	}{
		{&w.NavigationBarBackgroundColor, theirs.NavigationBarBackgroundColor, ours.NavigationBarBackgroundColor},
		{&w.NavigationBarTextStyle, theirs.NavigationBarTextStyle, ours.NavigationBarTextStyle},
		{&w.BackgroundColor, theirs.BackgroundColor, ours.BackgroundColor},
		{&w.BackgroundTextStyle, theirs.BackgroundTextStyle, ours.BackgroundTextStyle},
	} {
		if *f.now == f.theirs {
			*f.now = f.ours
		}
	}
	return w
}

// everyPage gives the pages of all screens that have a document: live, held and past.
func (s *Session) everyPage() []*page {
	var out []*page
	add := func(s *Session) {
		list := append(slices.Collect(maps.Values(s.pages)), s.ghost)
		if s.moment != nil {
			list = append(list, s.moment.page, s.moment.bar)
		}
		for _, p := range list {
			if p != nil && p.doc != nil {
				out = append(out, p)
			}
		}
	}
	add(s)
	for _, v := range s.sides {
		add(v)
	}
	return out
}

// sayAside passes on what a view says to the worker; what it says by itself (a swiper
// that turns, an animation that ends) the first screen has said already.
func (s *Session) sayAside(m *wire.Message) bool {
	if s.now > s.touched || m.Event == nil && m.Action == nil {
		return false
	}
	if m.Event != nil {
		s.lead.eventSeq++
		m.Event.Seq = s.lead.eventSeq
	}
	return s.lead.send(m)
}

// mirrored are the parts of the frame that all screens show alike.
var mirrored = []string{"toast", "modal", "sheet", "picker", "preview", "error", "refresh", "network", "battery", "power"}

// mirror shows a part of the frame on the views too.
func (y *system) mirror(key string) {
	if len(y.s.sides) == 0 || !slices.Contains(mirrored, key) {
		return
	}
	v := y.root.Data.Get(key)
	y.s.follow(func(o *Session) {
		o.system.set(key, v)
		o.screenOld = o.screenOld || key == "refresh"
		if key == "refresh" {
			o.system.refresh = y.refresh
		}
	})
}

// take copies what setters made of another screen's tab bar.
func (t *tabs) take(from *tabs) {
	maps.Copy(t.style, from.style)
	t.off = from.off
	for i := range min(len(t.list), len(from.list)) {
		t.list[i].badge, t.list[i].dot, t.list[i].item.Text = from.list[i].badge, from.list[i].dot, from.list[i].item.Text
	}
}

// Frame draws the view as it is after the last Step of its Session.
func (v *SideView) Frame() Frame {
	s := v.s
	s.lead.mu.Lock()
	defer s.lead.mu.Unlock()
	s.now = s.lead.now
	l := s.layers()
	s.listen(l.page, l.bar)
	return Frame{Image: s.screen, Damage: l.damage, Next: l.next}
}

// listen takes the events of pages that were drawn or moved; deliver drops those that
// are not the hand's doing.
func (s *Session) listen(pages ...*page) {
	for _, p := range pages {
		if p != nil {
			events, actions := p.doc.Drain()
			s.deliver(p, events, actions)
		}
	}
}

// tickSide advances a view as tick does the first screen.
func (s *Session) tickSide() time.Duration {
	for _, p := range []*page{s.shownPage(), s.tabBar()} {
		if p != nil {
			events, actions := p.doc.Tick(s.now)
			s.deliver(p, events, actions)
		}
	}
	return s.system.tick()
}

// moveSide takes a view to now without drawing it and gives when something moves again.
func (s *Session) moveSide() time.Duration {
	next := s.system.doc.Move(s.now)
	for _, p := range []*page{s.shownPage(), s.tabBar()} {
		if p != nil {
			if t := p.doc.Move(s.now); t >= 0 && (next < 0 || t < next) {
				next = t
			}
			s.listen(p)
		}
	}
	return next
}

// moveSides moves every view and gives the earlier of its next movement and next.
func (s *Session) moveSides(next time.Duration) time.Duration {
	s.follow(func(v *Session) {
		if t := v.moveSide(); t >= 0 && (next < 0 || t < next) {
			next = t
		}
	})
	return next
}

// first gives the Session that knows who waits for an answer: of a view the one it stands
// beside.
func (s *Session) first() *Session {
	if s.lead != nil {
		return s.lead
	}
	return s
}

// showPast shows a moment of the past, as the first screen does.
func (s *Session) showPast(m *timeline.Moment, shown wire.PageInfo) {
	next, err := s.pastOf(m, shown)
	if err != nil {
		s.lead.log("error", "a view beside the first: "+err.Error())
		return
	}
	s.moment, s.screenOld = next, true
	s.system.setPage(next.page, len(m.Stack))
}

// FullPage draws the page on top at its whole height.
func (v *SideView) FullPage() *image.RGBA {
	s := v.s
	s.lead.mu.Lock()
	defer s.lead.mu.Unlock()
	s.now = s.lead.now
	return s.fullPage()
}

// NodeAt gives the node at a place of the view's screen, CSS px; 0 none. A node has the
// same id on all screens.
func (v *SideView) NodeAt(x, y float64) dom.NodeID {
	v.s.lead.mu.Lock()
	defer v.s.lead.mu.Unlock()
	return v.s.nodeAt(x, y)
}

// Inspect gives boxes, matched rules and computed style of a node as they are in the view;
// boxes in CSS px of its screen.
func (v *SideView) Inspect(id dom.NodeID) (renderer.Inspection, bool) {
	v.s.lead.mu.Lock()
	defer v.s.lead.mu.Unlock()
	return v.s.inspect(id)
}

// Box gives the border box of a node on the view's screen, CSS px.
func (v *SideView) Box(id dom.NodeID) (x, y, w, h float64, ok bool) {
	v.s.lead.mu.Lock()
	defer v.s.lead.mu.Unlock()
	return v.s.box(id)
}

// Aside gives what the view is shown on; Device as the page on top wants it.
func (v *SideView) Aside() Aside {
	v.s.lead.mu.Lock()
	defer v.s.lead.mu.Unlock()
	return Aside{Device: v.s.profile, Theme: v.s.theme, Scale: v.s.scale, FontSize: v.s.font}
}

// SetScale sets the device px per CSS px of the view's pictures.
func (v *SideView) SetScale(dpr float64) {
	v.s.lead.mu.Lock()
	defer v.s.lead.mu.Unlock()
	if dpr > 0 && dpr != v.s.scale {
		v.s.scale = dpr
		v.s.restyle()
	}
}

// hand begins an input in the view; false when the run does not listen.
func (s *Session) hand() bool {
	if s.lead.deaf() || s.lead.closed || s.closed || s.moment != nil {
		return false
	}
	s.lead.catchUp()
	s.lead.note(record.Sent, nil)
	s.now, s.clipboard = s.lead.now, s.lead.clipboard
	s.touched = s.now + touchTime
	return true
}

// Pointer feeds a pointer in CSS px of the view's screen: the view finds what is hit,
// and the logic hears of it as of any touch.
func (v *SideView) Pointer(p input.Pointer) {
	v.s.lead.mu.Lock()
	defer v.s.lead.mu.Unlock()
	if v.s.hand() {
		v.s.pointer(p)
		v.s.lead.changed()
		v.s.lead.signal()
	}
}

// Key feeds a key, for the field that has the focus in this view.
func (v *SideView) Key(k input.Key) { v.keyboard(record.Key, &record.Arg{Key: k}) }

// Text feeds typed text, for the field that has the focus in this view.
func (v *SideView) Text(text string) { v.keyboard(record.Text, &record.Arg{Text: text}) }

func (v *SideView) keyboard(kind record.Kind, a *record.Arg) {
	s := v.s
	s.lead.mu.Lock()
	defer s.lead.mu.Unlock()
	switch {
	case !s.hand():
	case s.lead.system.blocking():
		s.lead.typed(kind, a) // the dialog is one for all
	default:
		s.typed(kind, a)
	}
	s.lead.changed()
	s.lead.signal()
}

// Close takes the view away.
func (v *SideView) Close() {
	s := v.s
	s.lead.mu.Lock()
	defer s.lead.mu.Unlock()
	if i := slices.Index(s.lead.sides, s); i >= 0 {
		s.lead.sides = slices.Delete(s.lead.sides, i, i+1)
		s.undress()
		s.closed = true
		s.lead.changed()
	}
}
