package logic

import (
	"fmt"
	"path"
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"
	"diorama/simulator/wx"

	"github.com/dop251/goja"
)

// router is the page stack. WeChat: documentation of page routing.
type router struct {
	w      *Worker
	stack  []*page          // bottom first
	tabs   map[string]*page // tab pages that live, on the stack or not
	closed []wire.PageID    // since the last Route message
	views  map[*view.Page]*page
	object *goja.Object // this.router

	since time.Duration // when the navigations in count began
	count int
}

// tired reports that there were too many navigations lately.
func (r *router) tired() bool {
	if now := r.w.clock.told(); now-r.since >= navigationTime {
		r.since, r.count = now, 0
	}
	r.count++
	return r.count > maxNavigations
}

// route is one navigation.
type route struct {
	kind    string
	path    string
	query   value.Value
	delta   int
	channel *goja.Object // for the opened page
}

func (r *router) init(w *Worker) {
	*r = router{w: w, tabs: map[string]*page{}, views: map[*view.Page]*page{}}
}

func (r *router) top() *page {
	if len(r.stack) == 0 {
		return nil
	}
	return r.stack[len(r.stack)-1]
}

// all are the living pages: the stack, tab pages beside it, custom tab bars.
func (r *router) all() []*page {
	out := append([]*page(nil), r.stack...)
	for _, k := range sortedKeys(r.tabs) {
		if p := r.tabs[k]; !r.onStack(p) {
			out = append(out, p)
		}
	}
	for _, p := range out {
		if p.tabBarPage != nil {
			out = append(out, p.tabBarPage)
		}
	}
	return out
}

func (r *router) onStack(p *page) bool {
	for _, q := range r.stack {
		if q == p {
			return true
		}
	}
	return false
}

func (r *router) find(id wire.PageID) *page {
	for _, p := range r.all() {
		if p.id == id {
			return p
		}
	}
	return nil
}

// pageOf gives the page that a view belongs to.
func (r *router) pageOf(v *view.Page) *page {
	for _, p := range r.all() {
		if p.view == v {
			return p
		}
	}
	return nil
}

func (w *Worker) currentPage() wire.PageID {
	if p := w.router.top(); p != nil {
		return p.id
	}
	return 0
}

// splitURL parts "pages/a?x=1&y" into path and query; values stay as written.
func splitURL(url string) (string, value.Value) {
	p, q, _ := strings.Cut(url, "?")
	q, _, _ = strings.Cut(q, "#")
	var keys []string
	var vals []value.Value
	at := map[string]int{}
	for _, kv := range strings.Split(q, "&") {
		if kv == "" {
			continue
		}
		k, v, _ := strings.Cut(kv, "=")
		if i, ok := at[k]; ok {
			vals[i] = value.OfString(v)
			continue
		}
		at[k] = len(keys)
		keys, vals = append(keys, k), append(vals, value.OfString(v))
	}
	return trimPath(p), value.OfMap(keys, vals)
}

// resolveURL makes a navigation of what the author wrote; relative to the top page.
func (r *router) resolveURL(kind, url string) *route {
	rt := &route{kind: kind}
	p, q := splitURL(url)
	if !strings.HasPrefix(url, "/") {
		dir := ""
		if t := r.top(); t != nil {
			dir = path.Dir(t.path)
		}
		if j := strings.TrimPrefix(path.Join("/", dir, p), "/"); r.w.proj.HasPage(j) || strings.HasPrefix(p, ".") || !r.w.proj.HasPage(p) {
			p = j
		}
	}
	rt.path, rt.query = p, q
	return rt
}

// check says why a navigation is not possible, "" when it is; the texts are WeChat's.
func (r *router) check(rt *route) string {
	w := r.w
	if rt.kind == "navigateBack" {
		if len(r.stack) <= 1 {
			return "cannot navigate back at first page."
		}
		return ""
	}
	// A component may be opened alone, as the first page: its query are its properties.
	alone := rt.kind == "appLaunch" && w.proj.Component(rt.path).IsComponent
	if !w.proj.HasPage(rt.path) && !alone {
		return fmt.Sprintf("page %q is not found", rt.path)
	}
	tab := w.proj.IsTab(rt.path)
	switch rt.kind {
	case "navigateTo":
		if tab {
			return "can not navigateTo a tabbar page"
		}
		if len(r.stack) >= maxPages {
			return "webview count limit exceed"
		}
	case "redirectTo":
		if tab {
			return "can not redirectTo a tabbar page"
		}
	case "switchTab":
		if !tab {
			return "can not switch to no-tabBar page"
		}
	}
	if w.definition(rt.path) == nil {
		return fmt.Sprintf("page %q has no files", rt.path)
	}
	return ""
}

// open carries a checked navigation out and tells the host.
func (r *router) open(rt *route) *page {
	w := r.w
	r.closed = nil
	var p *page
	fresh := false
	before := r.top()
	make := func() bool {
		p, fresh = r.build(rt), true
		return p != nil
	}
	switch rt.kind {
	case "navigateBack":
		n := min(max(rt.delta, 1), len(r.stack)-1)
		for i := 0; i < n; i++ {
			r.close(r.pop())
		}
		p = r.top()
	case "switchTab":
		p = r.tabs[rt.path]
		if p == nil && !make() {
			return nil
		}
		for len(r.stack) > 0 {
			q := r.pop()
			switch {
			case q == p:
			case q.tab:
				r.hide(q)
			default:
				r.close(q)
			}
		}
		r.stack = append(r.stack, p)
	case "redirectTo":
		if !make() {
			return nil
		}
		if before != nil {
			r.pop()
			r.drop(before)
		}
		r.stack = append(r.stack, p)
	case "reLaunch":
		if !make() {
			return nil
		}
		for len(r.stack) > 0 {
			r.drop(r.pop())
		}
		for _, k := range sortedKeys(r.tabs) {
			r.drop(r.tabs[k])
		}
		r.stack = append(r.stack, p)
	default: // navigateTo, appLaunch
		if !make() {
			return nil
		}
		if before != nil {
			r.hide(before)
		}
		r.stack = append(r.stack, p)
	}
	if p.tab {
		r.tabs[p.path] = p
	}
	if fresh {
		r.start(p)
	} else {
		r.show(p)
	}
	w.sendRoute(rt.kind)
	return p
}

// drop closes a page and forgets it as a tab.
func (r *router) drop(p *page) {
	if r.tabs[p.path] == p {
		delete(r.tabs, p.path)
	}
	r.close(p)
}

func (r *router) pop() *page {
	p := r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	return p
}

// sendRoute tells the page stack. It goes out before the Patch of the same task.
func (w *Worker) sendRoute(kind string) {
	w.asked = true
	w.send(&wire.Message{Route: &wire.Route{Stack: w.Pages(), Kind: kind, Closed: w.router.closed}})
	w.router.closed = nil
}

// Pages implements wx.Runtime.
func (w *Worker) Pages() []wire.PageInfo {
	out := make([]wire.PageInfo, len(w.router.stack))
	for i, p := range w.router.stack {
		out[i] = p.info
	}
	return out
}

// CurrentPage implements wx.Runtime.
func (w *Worker) CurrentPage() wire.PageID { return w.currentPage() }

// UpdatePage implements wx.Runtime.
func (w *Worker) UpdatePage(id wire.PageID, f func(*wire.PageInfo)) bool {
	p := w.router.find(id)
	if p == nil {
		return false
	}
	f(&p.info)
	w.sendRoute("update")
	return true
}

// navigate runs a navigation as the wx API and the host's actions mean it; done is
// called with the error text.
func (w *Worker) navigate(kind string, args value.Value, channel *goja.Object, done func(err string)) {
	r := &w.router
	var rt *route
	if kind == "navigateBack" {
		rt = &route{kind: kind, delta: 1}
		if d := args.Get("delta"); d.Kind() == value.Number {
			rt.delta = int(d.Num())
		}
	} else {
		url := args.Get("url")
		if url.Kind() != value.String || url.Str() == "" {
			done(fmt.Sprintf("parameter error: parameter.url should be String instead of %s;", titleKind(url)))
			return
		}
		rt = r.resolveURL(kind, url.Str())
		if kind == "switchTab" {
			rt.query = value.OfMap(nil, nil) // WeChat: switchTab takes no query
		}
	}
	if err := r.check(rt); err != "" {
		done(err)
		return
	}
	if r.tired() {
		msg := fmt.Sprintf("more than %d navigations within %v", maxNavigations, navigationTime)
		if p := r.top(); p != nil && r.count == maxNavigations+1 {
			w.diagnose(false, p.path+".js", "%s: %s; a page that navigates in its own onLoad or onShow never ends", kind, msg)
		}
		done(msg)
		return
	}
	rt.channel = channel
	if kind == "switchTab" && r.top() != nil && r.top().path == rt.path {
		done("")
		return
	}
	r.open(rt)
	done("")
}

func titleKind(v value.Value) string {
	k := v.Kind().String()
	return strings.ToUpper(k[:1]) + k[1:]
}

// action does what a built-in (navigator) or the system UI stands for.
func (w *Worker) action(a *wire.Action) {
	switch a.Name {
	case "appHide":
		w.appVisibility(false, a.Args)
	case "appShow":
		w.appVisibility(true, a.Args)
	case "themeChange":
		e := w.env
		e.Theme = a.Args.Get("theme").Str()
		w.setEnv(&e)
	case "navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack":
		w.run(context{cause: wire.Cause{Kind: "api", Name: a.Name}, page: a.Page}, func() {
			var channel *goja.Object
			if a.Name == "navigateTo" {
				_, channel = w.newChannel(nil)
			}
			w.navigate(a.Name, a.Args, channel, func(err string) {
				if err != "" {
					w.log("error", a.Name+":fail "+err)
				}
			})
		})
	case "pageMeta":
		w.UpdatePage(a.Page, func(p *wire.PageInfo) { wx.PageMeta(p, a.Args) })
	case "navigationBar":
		w.UpdatePage(a.Page, func(p *wire.PageInfo) { wx.NavigationBar(p, a.Args) })
	default:
		known := false
		if w.api != nil {
			w.run(context{cause: wire.Cause{Kind: "event", Name: a.Name}, page: a.Page}, func() { known = w.api.state.Signal(a.Name, a.Args) })
		}
		if !known {
			w.log("warn", "the action "+a.Name+" is not known")
		}
	}
}

// newChannel makes the two ends of an event channel: the opener's, with events
// already on it, and the opened page's.
func (w *Worker) newChannel(events goja.Value) (opener, opened *goja.Object) {
	if events == nil {
		events = goja.Undefined()
	}
	v, err := w.js.channel(goja.Undefined(), events)
	if err != nil {
		w.uncaught(err, "")
		return w.vm.NewObject(), w.vm.NewObject()
	}
	o := v.ToObject(w.vm)
	return o.Get("opener").ToObject(w.vm), o.Get("opened").ToObject(w.vm)
}

func (w *Worker) openerChannel(p *page) goja.Value {
	if p.opened == nil {
		_, p.opened = w.newChannel(nil)
	}
	return p.opened
}

// routerObject is wx.router, this.router and this.pageRouter: the navigations of wx, and
// the routes of Skyline, which are not simulated.
func (w *Worker) routerObject() goja.Value {
	if w.router.object == nil {
		o := w.vm.NewObject()
		for _, n := range []string{"navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack"} {
			_ = o.Set(n, w.api.wx.Get(n))
		}
		for _, n := range []string{"addRouteBuilder", "removeRouteBuilder", "getRouteContext"} {
			_ = o.Set(n, w.native(n, func(goja.FunctionCall) goja.Value {
				w.Unsupported("wx.router." + n)
				return goja.Undefined()
			}))
		}
		w.router.object = o
	}
	return w.router.object
}
