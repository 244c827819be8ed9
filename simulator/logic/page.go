package logic

import (
	"time"

	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// page is one opened page.
type page struct {
	id     wire.PageID
	path   string
	query  value.Value
	tab    bool
	view   *view.Page
	root   *instance
	info   wire.PageInfo
	shown  bool
	loaded bool
	closed bool
	ready  bool
	opened *goja.Object // its end of the channel to the page that opened it
	// tabBar is the custom tab bar component of a tab page, in a tree of its own.
	tabBar     *instance
	tabBarPage *page
	queryJS    *goja.Object
}

// queryObject is this.options: the same object for the page's life.
func (p *page) queryObject(w *Worker) *goja.Object {
	if p.queryJS == nil {
		p.queryJS = w.fromData(p.query).(*goja.Object)
	}
	return p.queryJS
}

// pageMethods are the methods of a page that the platform calls; events of the
// host name them in lower case without "on".
var pageMethods = map[string]string{
	"pulldownrefresh": "onPullDownRefresh", "reachbottom": "onReachBottom", "pagescroll": "onPageScroll", "resize": "onResize",
	"tabitemtap": "onTabItemTap", "shareappmessage": "onShareAppMessage", "sharetimeline": "onShareTimeline",
	"addtofavorites": "onAddToFavorites", "saveexitstate": "onSaveExitState", "routedone": "onRouteDone",
}

// resultMethods are the page methods whose result the host shows: it comes as the
// Request "pageMethodResult" {method, result} without an answer.
var resultMethods = map[string]bool{"onShareAppMessage": true, "onShareTimeline": true, "onAddToFavorites": true, "onSaveExitState": true}

// has tells whether the page has the method.
func (p *page) has(name string) bool { return p.root != nil && isFunction(p.root.this.Get(name)) }

// callPage runs a lifecycle or event method of a page, if it has it.
func (w *Worker) callPage(p *page, name string, args ...goja.Value) goja.Value {
	if p.root == nil || p.closed && name != "onUnload" {
		return goja.Undefined()
	}
	f := p.root.this.Get(name)
	if !isFunction(f) {
		return goja.Undefined()
	}
	ctx := context{cause: wire.Cause{Kind: "lifecycle", Name: name, Handler: name}, page: p.id, instance: p.root.id}
	var out goja.Value = goja.Undefined()
	began, from := time.Now(), w.clock.elapsed()
	w.run(ctx, func() { out, _ = w.invoke(name+" of "+p.path, f, p.root.this, args...) })
	w.send(&wire.Message{Activity: &wire.Activity{Kind: "lifecycle", Name: name, Page: p.id, Start: from, Duration: time.Since(began), Detail: p.path}})
	return out
}

// build makes the page of a navigation, without running anything of it yet; nil
// when it has no files.
func (r *router) build(rt *route) *page {
	w := r.w
	w.nextPg++
	p := &page{id: w.nextPg, path: rt.path, query: rt.query, tab: w.proj.IsTab(rt.path), opened: rt.channel}
	d := w.definition(rt.path)
	if d == nil {
		return nil
	}
	c := w.proj.Component(rt.path)
	p.info = wire.PageInfo{ID: p.id, Path: p.path, Query: p.query, Title: c.Window.NavigationBarTitleText, Tab: p.tab, Window: c.Window, Sheets: []wire.Sheet{{Path: p.path + ".wxss"}}}
	p.view = view.NewPage(p.id, w)
	w.reg.loaded[w.packageOf(p.path)] = true
	p.view.Available = w.available
	return p
}

// start runs the page's creation, with created and attached of its components, onLoad
// and onShow; it is on the stack already. ready and onReady come when the host has
// painted it. WeChat: this order, documentation of page life cycles and of lifetimes.
func (r *router) start(p *page) {
	w := r.w
	d := w.definition(p.path)
	ctx := context{cause: wire.Cause{Kind: "lifecycle", Name: "open " + p.path}, page: p.id}
	w.run(ctx, func() {
		w.dirty[p.id] = true
		w.inView++
		vi := p.view.Open(d.view)
		w.inView--
		p.info.Instance = vi.ID
		if !d.page && p.root != nil {
			w.queryProperties(p)
		}
		r.openTabBar(p)
		w.inView++
		p.view.Attach()
		w.inView--
		p.loaded = true
		w.callPage(p, "onLoad", p.queryObject(w))
		r.show(p)
		w.afterPaint(func() { w.becomeReady(p) })
	})
}

// queryProperties gives the query to the properties of a page made by Component().
func (w *Worker) queryProperties(p *page) {
	var props []view.Prop
	for i, k := range p.query.Keys() {
		if p.root.def.props[k] != nil {
			props = append(props, view.Prop{Name: k, Value: p.query.Index(i)})
		}
	}
	w.SetProperties(p.root.in, props)
}

func (w *Worker) becomeReady(p *page) {
	if p.closed {
		return
	}
	ctx := context{cause: wire.Cause{Kind: "lifecycle", Name: "ready"}, page: p.id}
	w.run(ctx, func() {
		p.view.Ready()
		if !p.ready {
			p.ready = true
			if p.tabBarPage != nil {
				p.tabBarPage.view.Ready()
			}
			w.callPage(p, "onReady")
			w.pageLifetime(p, "routeDone")
			w.callPage(p, "onRouteDone")
		}
	})
}

// openTabBar makes the custom tab bar of a tab page.
func (r *router) openTabBar(p *page) {
	w := r.w
	tb := w.proj.App().TabBar
	if !p.tab || tb == nil || !tb.Custom {
		return
	}
	const path = "custom-tab-bar/index"
	d := w.definition(path)
	if d == nil {
		w.diagnose(false, "app.json", "tabBar.custom is set, but %s does not exist", path)
		return
	}
	w.nextPg++
	t := &page{id: w.nextPg, path: path, query: value.OfMap(nil, nil)}
	t.view = view.NewPage(t.id, w)
	p.tabBarPage = t
	w.dirty[t.id] = true
	w.inView++
	t.view.Open(d.view)
	t.view.Attach()
	w.inView--
	p.tabBar = t.root
	p.info.TabBar = t.id
}

// show makes p the visible page. WeChat: the components of a page hear of it before
// the page does (developers' reports agree; the documentation is silent).
func (r *router) show(p *page) {
	if p.shown || p.closed || !p.loaded {
		return
	}
	p.shown = true
	r.w.pageLifetime(p, "show")
	if p.tabBarPage != nil {
		r.w.pageLifetime(p.tabBarPage, "show")
	}
	r.w.callPage(p, "onShow")
}

func (r *router) hide(p *page) {
	if !p.shown || p.closed {
		return
	}
	p.shown = false
	r.w.pageLifetime(p, "hide")
	if p.tabBarPage != nil {
		r.w.pageLifetime(p.tabBarPage, "hide")
	}
	r.w.callPage(p, "onHide")
}

// close unloads p. WeChat: onUnload, then detached of the components.
func (r *router) close(p *page) {
	if p.closed {
		return
	}
	w := r.w
	w.run(context{cause: wire.Cause{Kind: "lifecycle", Name: "close " + p.path}, page: p.id}, func() {
		if p.loaded {
			w.callPage(p, "onUnload")
		}
		p.closed, p.shown = true, false
		p.view.Close()
		if p.tabBarPage != nil {
			p.tabBarPage.view.Close()
			p.tabBarPage.closed = true
		}
	})
	for id, in := range w.reg.live {
		if in.page == p || p.tabBarPage != nil && in.page == p.tabBarPage {
			delete(w.reg.live, id)
		}
	}
	r.closed = append(r.closed, p.id)
}

// pageEvent is an event of the page itself: scrolling, pulling down, resizing.
func (w *Worker) pageEvent(p *page, e *wire.Event) {
	method, ok := pageMethods[e.PageMethod]
	if !ok {
		method = e.PageMethod
	}
	ctx := context{cause: wire.Cause{Kind: "event", Name: e.PageMethod, Handler: method, Event: e.Seq}, page: p.id}
	w.run(ctx, func() {
		arg := w.fromData(e.Detail)
		if e.PageMethod == "resize" {
			w.pageLifetime(p, "resize", arg)
		}
		if p.has(method) {
			f := p.root.this.Get(method)
			out, ok := w.invoke(method+" of "+p.path, f, p.root.this, arg)
			if ok && resultMethods[method] {
				if v, err := w.toArg(out); err == nil {
					w.Request(p.id, "pageMethodResult", value.M("method", method, "result", v), nil)
				}
			}
		}
		if e.PageMethod == "resize" {
			w.Emit("WindowResize", e.Detail)
		}
	})
}
