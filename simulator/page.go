package simulator

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/renderer/value"
	"diorama/simulator/device"
	"diorama/simulator/wire"
)

// page is one opened page on the host's side.
type page struct {
	id          wire.PageID
	s           *Session
	info        wire.PageInfo
	doc         *renderer.Document // nil until its route tells the path
	early       []dom.Op           // operations that came before the route
	overlay     bool               // a custom tab bar: the whole screen, transparent
	scopes      map[string]bool    // component paths whose sheets are set
	insets      device.Insets
	treeVersion uint64
	fresh       bool                // nothing drawn yet
	filled      bool                // its first patch has come
	kept        *renderer.ViewState // to be put back once it is filled
	forced      map[dom.NodeID]dom.State
}

// page gives the host side of a page, making it when a patch comes before its route.
func (s *Session) page(id wire.PageID) *page {
	if p := s.pages[id]; p != nil {
		return p
	}
	p := &page{id: id, s: s, scopes: map[string]bool{}, fresh: true}
	s.pages[id] = p
	return p
}

// newDocument makes a Document with the sheets that every page has.
func (s *Session) newDocument(base string, in device.Insets, transparent bool) *renderer.Document {
	d := renderer.New(renderer.Options{Env: s.styleEnv(in), Fonts: s.fonts, Families: s.families, Picture: s.pictures.get, Base: base, Transparent: transparent,
		StyleV2: s.app.StyleV2, Stopwatch: s.stopwatch})
	d.SetSheet(style.OriginUA, "", s.builtinSheet())
	d.SetSheet(style.OriginApp, "", s.sheet("app.wxss"))
	d.SetSheet(style.OriginPage, base, s.sheet(base+".wxss"))
	return d
}

// stopwatch gives µs since the session began, for the cost of stages.
func (s *Session) stopwatch() float64 { return float64(time.Since(s.start).Nanoseconds()) / 1000 }

// styleEnv is what styles of a page depend on.
func (s *Session) styleEnv(in device.Insets) style.Env {
	safe := [4]float64{s.profile.StatusBar, s.profile.SafeRight, s.profile.SafeBottom, s.profile.SafeLeft}
	// The bars keep the page off the edges that they cover.
	if in.Top > 0 {
		safe[0] = 0
	}
	if in.Bottom > 0 {
		safe[2] = 0
	}
	return style.Env{
		Width: s.profile.Width, Height: s.profile.Height - in.Top - in.Bottom, ScreenWidth: s.profile.Width,
		// WeChat: without "darkmode" in app.json a mini-program is always light
		// (documentation of DarkMode).
		DPR: s.scale, Dark: s.theme == "dark" && s.app.DarkMode,
		SafeArea: safe,
		// WeChat: documentation of WXSS, the screen is 20 rem wide.
		RootFontSize: s.profile.Width / 20, UserFontSize: s.fontSize(),
	}
}

// setInfo takes over what a route says about the page.
func (p *page) setInfo(info wire.PageInfo) {
	if p.s.lead != nil {
		info.Window = p.s.themedWindow(info.Path, info.Window)
	}
	p.info = info
	bar := p.s.app.TabBar
	tab := info.Tab && bar != nil && !bar.Custom && !p.s.system.tabBarHidden()
	in := p.s.profile.PageInsets(info.Window.NavigationStyle == "custom", tab)
	if p.s.opts.NoChrome || p.overlay {
		in = device.Insets{}
	}
	switch {
	case p.doc == nil:
		p.insets = in
		p.doc = p.s.newDocument(info.Path, in, false)
	case in != p.insets:
		p.insets = in
		p.doc.SetEnv(p.s.styleEnv(in))
		p.s.screenOld = true
	}
	w := info.Window
	p.doc.SetPage(renderer.PageOptions{DisableScroll: w.DisableScroll, ReachBottom: w.OnReachBottomDistance, PullDown: w.EnablePullDownRefresh})
}

// maxEarly bounds the operations kept for a page whose route has not come.
const maxEarly = 1 << 20

// apply changes the page's tree, loading the sheets of scopes that appear.
func (p *page) apply(ops []dom.Op) error {
	if p.doc == nil {
		if len(p.early)+len(ops) > maxEarly {
			return fmt.Errorf("more than %d operations for page %d, which was not opened", maxEarly, p.id)
		}
		p.early = append(p.early, ops...)
		return nil
	}
	for i := range ops {
		if op := &ops[i]; op.Kind == dom.OpScope && op.Scope != 0 && op.Name != "" && !p.scopes[op.Name] {
			p.scopes[op.Name] = true
			p.doc.SetSheet(style.OriginComponent, op.Name, p.s.componentSheet(op.Name))
		}
	}
	p.treeVersion++
	return p.doc.Apply(ops)
}

// route takes a new page stack.
func (s *Session) route(r *wire.Route) {
	if r.Kind == "restart" {
		s.closeForReload(r)
		return
	}
	old := s.livePage()
	below := s.top()
	for i := range r.Stack {
		if !s.open(&r.Stack[i]) {
			return
		}
	}
	s.stack = r.Stack
	if n := len(r.Stack); n > 0 && r.Kind != "update" {
		s.act(wire.Activity{Kind: "route", Name: r.Kind, Page: r.Stack[n-1].ID, Start: s.now, Detail: r.Stack[n-1].Path})
	}
	if s.lead == nil {
		s.journal.Route(r)
	}
	s.forgetPages(r.Closed)
	top := s.top()
	if top != below {
		s.screenOld = true
		if below != nil && below.doc != nil {
			s.blur(below)
		}
		if s.ghost == nil && top != nil && !top.filled {
			s.ghost = old // the picture stays until the new page has one
		}
		s.pushEnv(top)
	}
	s.orient()
	s.reveal()
	s.system.setPage(top, len(r.Stack))
	if tap := s.tabTap; r.Kind == "switchTab" && top != nil && tap.Get("pagePath").Str() == top.info.Path {
		s.pageEvent(top, "onTabItemTap", tap)
	}
	s.tabTap = value.Value{}
}

// open makes or changes a page of the stack; false when the worker had to be stopped.
func (s *Session) open(info *wire.PageInfo) bool {
	p := s.page(info.ID)
	fresh := p.doc == nil
	p.setInfo(*info)
	if fresh {
		p.kept = s.takeKept(info.Path)
	}
	s.lastPage = max(s.lastPage, info.ID, info.TabBar)
	if info.TabBar != 0 && info.TabBar != info.ID {
		bar := s.page(info.TabBar)
		if bar.doc == nil {
			bar.overlay = true
			bar.info = wire.PageInfo{ID: info.TabBar, Path: customTabBar}
			bar.doc = s.newDocument(customTabBar, device.Insets{}, true)
		}
		if !bar.catchUp() {
			return false
		}
	}
	return p.catchUp()
}

// forgetPages drops closed pages with their tab bars.
func (s *Session) forgetPages(ids []wire.PageID) {
	for _, id := range ids {
		if p := s.pages[id]; p != nil && p.info.TabBar != 0 {
			delete(s.pages, p.info.TabBar)
		}
		delete(s.pages, id)
		s.dropPageEdits(id)
	}
}

// closeForReload takes away the pages of the old code. Their picture stays until
// the new code has opened them again.
func (s *Session) closeForReload(r *wire.Route) {
	s.hold()
	s.reopening = true
	s.stack = nil
	if s.lead == nil {
		s.journal.Route(r)
	}
	s.forgetPages(r.Closed)
	s.alarms = nil
	s.requests.drop()
	s.system.forget()
}

// hold keeps the live page on the screen until a new one has something to show.
func (s *Session) hold() {
	if p := s.livePage(); p != nil {
		s.ghost = p
	}
}

// reveal shows the page on top in place of the one that was held.
func (s *Session) reveal() {
	p := s.top()
	if p == nil || !p.filled || s.reopening {
		return
	}
	if p.kept != nil {
		p.doc.RestoreViewState(*p.kept)
		p.kept = nil
	}
	if s.ghost != nil {
		s.ghost, s.screenOld = nil, true
		s.changed()
	}
}

// reopened ends a reload: the pages are there again with their data.
func (s *Session) reopened() {
	s.reopening = false
	s.reloadedEdits()
	s.reveal()
	for _, info := range s.stack {
		if p := s.pages[info.ID]; p != nil && p.doc != nil && p.filled && p.kept != nil {
			p.doc.RestoreViewState(*p.kept)
			p.kept = nil
		}
	}
	if len(s.stack) > 0 {
		s.kept = nil // a page opened later is a new one
	}
	if !s.saved.IsZero() {
		s.savedShows = true
	}
}

// customTabBar is where a mini-program keeps its own tab bar (documentation).
const customTabBar = "custom-tab-bar/index"

// catchUp applies operations that came before the document was there; false when
// the worker had to be stopped.
func (p *page) catchUp() bool {
	early := p.early
	p.early = nil
	if err := p.apply(early); err != nil {
		p.s.workerDied(fmt.Errorf("the worker sent a wrong patch: %w", err))
		return false
	}
	return true
}

// tabBar is the mini-program's own tab bar over the shown page, nil none.
func (s *Session) tabBar() *page {
	if s.moment != nil {
		return s.moment.bar
	}
	if p := s.livePage(); p != nil && p != s.ghost && p.info.TabBar != 0 && !s.opts.NoChrome {
		if bar := s.pages[p.info.TabBar]; bar != nil && bar.doc != nil {
			return bar
		}
	}
	return nil
}

// top is the page on top of the stack, nil before the first.
func (s *Session) top() *page {
	if len(s.stack) == 0 {
		return nil
	}
	if p := s.pages[s.stack[len(s.stack)-1].ID]; p != nil && p.doc != nil {
		return p
	}
	return nil
}

// livePage is the page that is on the screen unless the past is: the one on top, or
// the one before it while that has nothing to show.
func (s *Session) livePage() *page {
	p := s.top()
	if s.ghost != nil && (p == nil || !p.filled || s.reopening) {
		return s.ghost
	}
	return p
}

// env is what the worker answers synchronous APIs from while p is on top.
func (s *Session) env(p *page) wire.Env {
	in := s.profile.PageInsets(false, false)
	if p != nil {
		in = p.insets
	}
	e := s.profile.Env(s.theme, in)
	e.Conditions = s.conditions
	e.FontSize = s.fontSize()
	e.FontScale = s.profile.FontScale(e.FontSize)
	return e
}

// fontSize is the size that the phone's owner chose, CSS px: a view's own, or that of the
// first screen.
func (s *Session) fontSize() float64 {
	if s.font != 0 {
		return s.font
	}
	return s.profile.FontSize(s.first().conditions.FontSize)
}

func (s *Session) pushEnv(p *page) {
	env := s.env(p)
	s.send(&wire.Message{Env: &env})
}

// splitQuery separates "pages/a/a?x=1" into path and query.
func splitQuery(s string) (path string, query value.Value) {
	path, raw, _ := strings.Cut(strings.TrimPrefix(s, "/"), "?")
	var keys []string
	var vals []value.Value
	for _, part := range strings.Split(raw, "&") {
		if part == "" {
			continue
		}
		k, v, _ := strings.Cut(part, "=")
		if u, err := url.PathUnescape(v); err == nil {
			v = u
		}
		keys, vals = append(keys, k), append(vals, value.OfString(v))
	}
	return strings.TrimSuffix(path, ".html"), value.OfMap(keys, vals)
}
