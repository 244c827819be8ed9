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
	fresh       bool // nothing drawn yet
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
	d := renderer.New(renderer.Options{Env: s.styleEnv(in), Fonts: s.fonts, Picture: s.pictures.get, Base: base, Transparent: transparent,
		StyleV2: s.project.App().StyleV2, Stopwatch: s.stopwatch})
	d.SetSheet(style.OriginUA, "", s.builtinSheet())
	d.SetSheet(style.OriginApp, "", s.sheet("app.wxss"))
	d.SetSheet(style.OriginPage, base, s.sheet(base+".wxss"))
	return d
}

// stopwatch gives µs since the session began, for the cost of stages.
func (s *Session) stopwatch() float64 { return float64(time.Since(s.start).Nanoseconds()) / 1000 }

// styleEnv is what styles of a page depend on.
func (s *Session) styleEnv(in device.Insets) style.Env {
	return style.Env{
		Width: s.profile.Width, Height: s.profile.Height - in.Top - in.Bottom, ScreenWidth: s.profile.Width,
		DPR: s.scale, Dark: s.theme == "dark",
		SafeArea: [4]float64{s.profile.StatusBar, 0, s.profile.SafeBottom, 0},
		// WeChat: documentation of WXSS, the screen is 20 rem wide.
		RootFontSize: s.profile.Width / 20, FontScale: 1,
	}
}

// setInfo takes over what a route says about the page.
func (p *page) setInfo(info wire.PageInfo) {
	p.info = info
	bar := p.s.project.App().TabBar
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
	}
	w := info.Window
	p.doc.SetPage(renderer.PageOptions{DisableScroll: w.DisableScroll, ReachBottom: w.OnReachBottomDistance, PullDown: w.EnablePullDownRefresh})
}

// apply changes the page's tree, loading the sheets of scopes that appear.
func (p *page) apply(ops []dom.Op) error {
	if p.doc == nil {
		p.early = append(p.early, ops...)
		return nil
	}
	for i := range ops {
		if op := &ops[i]; op.Kind == dom.OpScope && op.Name != "" && !p.scopes[op.Name] {
			p.scopes[op.Name] = true
			p.doc.SetSheet(style.OriginComponent, op.Name, p.s.sheet(op.Name+".wxss"))
		}
	}
	p.treeVersion++
	return p.doc.Apply(ops)
}

// route takes a new page stack.
func (s *Session) route(r *wire.Route) {
	old := s.top()
	if len(r.Stack) > 0 {
		s.ghost = nil
	}
	s.stack = r.Stack
	s.journal.Route(r)
	for _, info := range r.Stack {
		p := s.page(info.ID)
		p.setInfo(info)
		if info.TabBar != 0 && info.TabBar != info.ID {
			bar := s.page(info.TabBar)
			if bar.doc == nil {
				bar.overlay = true
				bar.info = wire.PageInfo{ID: info.TabBar, Path: customTabBar}
				bar.doc = s.newDocument(customTabBar, device.Insets{}, true)
			}
			if !bar.catchUp() {
				return
			}
		}
		if !p.catchUp() {
			return
		}
		s.restoreView(p)
	}
	for _, id := range r.Closed {
		delete(s.pages, id)
	}
	top := s.top()
	if top != old {
		s.screenOld = true
		if old != nil {
			s.blur(old)
		}
		if top != nil {
			s.pushEnv(top)
		}
	}
	s.system.setPage(top, len(r.Stack))
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

// tabBar is the mini-program's own tab bar over the live page, nil none.
func (s *Session) tabBar() *page {
	if p := s.top(); p != nil && s.moment == nil && p.info.TabBar != 0 && !s.opts.NoChrome {
		if bar := s.pages[p.info.TabBar]; bar != nil && bar.doc != nil {
			return bar
		}
	}
	return nil
}

// top is the page on the screen, nil before the first.
func (s *Session) top() *page {
	if len(s.stack) == 0 {
		return nil
	}
	return s.pages[s.stack[len(s.stack)-1].ID]
}

// env is what the worker answers synchronous APIs from while p is on top.
func (s *Session) env(p *page) wire.Env {
	in := s.profile.PageInsets(false, false)
	if p != nil {
		in = p.insets
	}
	return s.profile.Env(s.theme, in)
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
