package logic

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/project"
	"diorama/simulator/wire"
	"diorama/simulator/wx"

	"github.com/dop251/goja"
)

// app is the one App of the mini-program.
type app struct {
	this       *goja.Object
	launch     value.Value // options of onLaunch and getLaunchOptionsSync
	enter      value.Value // of the last onShow
	shown      bool
	registered bool // App() was called
	erroring   bool // inside onError
}

// start opens the project and the entry page.
func (w *Worker) start(h *wire.Hello) error {
	if h.Version != wire.Version {
		return fmt.Errorf("hello: version %d of the protocol, this worker speaks %d", h.Version, wire.Version)
	}
	p, err := project.Open(h.Root)
	if err != nil {
		w.send(&wire.Message{Ready: &wire.Ready{Version: wire.Version, Diagnostics: []wire.Diagnostic{{Message: err.Error()}}}})
		return err
	}
	w.proj, w.hello, w.env = p, h, h.Env
	if h.Env.Theme != "" {
		p.SetTheme(h.Env.Theme)
	}
	w.clock = newClock(h.Clock, h.Virtual)
	if h.Replay != nil {
		w.player = newPlayer(&h.Replay.Trace, h.Replay.Until)
		w.clock.player = w.player
	}
	if h.Record || h.Replay != nil {
		w.trace = newTrace()
		w.trace.off = h.Replay != nil
		w.cassette = wx.NewCassette(w.trace.net, h.Replay)
		w.clock.trace = w.trace
	}
	w.rand = rand.New(rand.NewPCG(h.Seed, h.Seed^0x9E3779B97F4A7C15))
	if err := w.newRuntime(); err != nil {
		return err
	}
	w.router.init(w)
	w.wxs = newWxsLayer(w)
	w.installAPI(wx.NewState(w))
	// Once for the host to begin, once more with what the launch found wrong.
	w.send(&wire.Message{Ready: &wire.Ready{Version: wire.Version, Diagnostics: p.Diagnostics()}})
	w.launch(h.Entry, h.Query, h.Stack)
	w.send(&wire.Message{Ready: &wire.Ready{Version: wire.Version, Diagnostics: p.Diagnostics()}})
	return nil
}

// launch runs app.js and opens the first pages.
func (w *Worker) launch(entry string, query value.Value, stack []wire.RouteEntry) {
	pages := w.proj.App().Pages
	if entry == "" && len(pages) > 0 {
		entry = pages[0]
	}
	path, q := splitURL(entry)
	if query.Kind() == value.Map && query.Len() > 0 {
		q = query
	}
	if len(stack) == 0 {
		stack = []wire.RouteEntry{{Path: path, Query: q}}
	}
	scene := w.hello.Scene
	if scene == 0 {
		scene = 1001
	}
	opts := value.M("path", stack[0].Path, "query", orMap(stack[0].Query), "scene", scene, "shareTicket", value.Value{}, "referrerInfo", value.OfMap(nil, nil), "mode", "default", "apiCategory", "default")
	w.app = &app{launch: opts, enter: opts}
	w.run(context{cause: wire.Cause{Kind: "lifecycle", Name: "app.js"}}, func() {
		found, _ := w.load("app")
		if found && !w.app.registered {
			w.diagnose(true, "app.js", "App() was not called; an empty App is used")
		}
		if w.app.this == nil {
			w.app.this = w.vm.NewObject()
		}
	})
	w.lifecycleApp("onLaunch", opts)
	w.showApp(opts)
	w.run(context{cause: wire.Cause{Kind: "lifecycle", Name: "appLaunch"}}, func() {
		for i, e := range stack {
			kind := "navigateTo"
			if i == 0 {
				kind = "appLaunch"
			}
			r := route{kind: kind, path: trimPath(e.Path), query: orMap(e.Query)}
			if err := w.router.check(&r); err != "" {
				if i == 0 {
					w.pageNotFound(&r)
				}
				continue
			}
			w.router.open(&r)
		}
	})
}

func orMap(v value.Value) value.Value {
	if v.Kind() != value.Map {
		return value.OfMap(nil, nil)
	}
	return v
}

func trimPath(p string) string { return strings.TrimPrefix(strings.TrimSuffix(p, ".html"), "/") }

// pageNotFound tells App.onPageNotFound; WeChat shows its own page otherwise.
func (w *Worker) pageNotFound(r *route) {
	arg := value.M("path", r.path, "query", r.query, "isEntryPage", true)
	w.sendError(fmt.Sprintf("page %q is not found; it is not listed in app.json or has no files", r.path), nil)
	w.appHook("onPageNotFound", w.fromData(arg))
	w.Emit("PageNotFound", arg)
}

// registerApp is App(opts).
func (w *Worker) registerApp(c goja.FunctionCall) goja.Value {
	opts, ok := c.Argument(0).(*goja.Object)
	if !ok {
		opts = w.vm.NewObject()
	}
	if w.app == nil {
		return goja.Undefined()
	}
	if w.app.this == nil {
		w.app.this = w.vm.NewObject()
	}
	w.app.registered = true
	for _, k := range opts.Keys() {
		w.define(w.app.this, k, opts.Get(k))
	}
	return goja.Undefined()
}

func (w *Worker) lifecycleApp(name string, arg value.Value) {
	w.run(context{cause: wire.Cause{Kind: "lifecycle", Name: "App." + name, Handler: name}}, func() { w.appHook(name, w.fromData(arg)) })
}

// appHook calls a method of the App, if there is one.
func (w *Worker) appHook(name string, args ...goja.Value) {
	if w.app == nil || w.app.this == nil {
		return
	}
	if f := w.app.this.Get(name); isFunction(f) {
		w.invoke("App."+name, f, w.app.this, args...)
	}
}

func (w *Worker) showApp(opts value.Value) {
	w.app.shown, w.app.enter = true, opts
	w.run(context{cause: wire.Cause{Kind: "lifecycle", Name: "App.onShow", Handler: "onShow"}}, func() {
		w.appHook("onShow", w.fromData(opts))
		w.Emit("AppShow", opts)
	})
}

// appError tells App.onError and wx.onError of an uncaught error.
func (w *Worker) appError(msg string, frames []wire.Frame) {
	if w.app == nil || w.app.erroring {
		return
	}
	w.app.erroring = true
	defer func() { w.app.erroring = false }()
	text := w.vm.ToValue("MiniProgramError\n" + msg + stackText(frames))
	w.appHook("onError", text)
	w.emitJS(nil, "Error", text)
}

// appVisibility is the mini-program going to the background and coming back.
func (w *Worker) appVisibility(show bool, opts value.Value) {
	if w.app == nil || w.app.shown == show {
		return
	}
	p := w.router.top()
	if show {
		if opts.Kind() == value.Map && opts.Len() > 0 {
			for i, k := range opts.Keys() {
				w.app.enter = w.app.enter.With(value.Path{{Name: k, Index: -1}}, opts.Index(i))
			}
		}
		w.showApp(w.app.enter)
		if p != nil {
			w.router.show(p)
		}
		return
	}
	w.app.shown = false
	if p != nil {
		w.router.hide(p)
	}
	w.run(context{cause: wire.Cause{Kind: "lifecycle", Name: "App.onHide", Handler: "onHide"}}, func() {
		w.appHook("onHide")
		w.Emit("AppHide")
	})
}
