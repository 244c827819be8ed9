package logic

import (
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
	"diorama/simulator/wx"

	"github.com/dop251/goja"
)

// coreAPIs are the members of wx that need the page stack or JavaScript itself.
func (w *Worker) coreAPIs() []wx.API {
	apis := []wx.API{
		{Name: "canIUse", Kind: wx.Sync, Do: w.canIUse},
		{Name: "cancelIdleCallback", Kind: wx.Sync, Do: func(c *wx.Call) {
			if t := w.js.timers[int64(c.Arg(0).Num())]; t != nil {
				w.clock.cancel(t)
				delete(w.js.timers, int64(c.Arg(0).Num()))
			}
		}},
		{Name: "getEnterOptionsSync", Kind: wx.Sync, Do: func(c *wx.Call) { c.Return(w.app.enter) }},
		{Name: "getLaunchOptionsSync", Kind: wx.Sync, Do: func(c *wx.Call) { c.Return(w.app.launch) }},
		{Name: "navigateBack", Do: w.navigateAPI("navigateBack")},
		{Name: "navigateTo", Do: w.navigateAPI("navigateTo")},
		{Name: "nextTick", Kind: wx.Sync, Do: func(c *wx.Call) {
			if f := wx.AsFunc(c.Arg(0)); f != nil {
				ctx := w.ctx
				ctx.cause.Name = "nextTick"
				w.soon(ctx, func() { w.Invoke(f) })
			}
		}},
		{Name: "reLaunch", Do: w.navigateAPI("reLaunch")},
		{Name: "redirectTo", Do: w.navigateAPI("redirectTo")},
		{Name: "requestIdleCallback", Kind: wx.Sync, Do: func(c *wx.Call) {
			f := wx.AsFunc(c.Arg(0))
			if f == nil {
				return
			}
			fn, _ := f.JS.(goja.Value)
			id := w.addTimer("requestIdleCallback", fn, time.Millisecond, 0, func() []goja.Value {
				o := w.vm.NewObject()
				_ = o.Set("didTimeout", false)
				_ = o.Set("timeRemaining", w.native("timeRemaining", func(goja.FunctionCall) goja.Value { return w.vm.ToValue(10) }))
				return []goja.Value{o}
			})
			c.Return(value.OfNumber(id.ToFloat()))
		}},
		{Name: "switchTab", Do: w.navigateAPI("switchTab")},
	}
	for _, e := range []string{"AppHide", "AppShow", "Error", "NetworkStatusChange", "PageNotFound", "ThemeChange", "UnhandledRejection", "WindowResize"} {
		apis = append(apis, wx.API{Name: "on" + e, Kind: wx.On}, wx.API{Name: "off" + e, Kind: wx.Off})
	}
	return apis
}

// navigateAPI is wx.navigateTo and its like: checked at once, carried out as a task
// of its own, success after onLoad and onShow of the new page.
func (w *Worker) navigateAPI(kind string) func(c *wx.Call) {
	return func(c *wx.Call) {
		var opener, opened *goja.Object
		if kind == "navigateTo" {
			events := goja.Value(nil)
			if e := c.Opt("events"); e.Kind() == value.Map {
				events = w.fromData(e)
			}
			opener, opened = w.newChannel(events)
		}
		ctx := w.ctx.then(wire.Cause{Kind: "api", Name: "wx." + kind})
		w.soon(ctx, func() {
			w.navigate(kind, c.Options, opened, func(err string) {
				if err != "" {
					c.Fail(err)
					return
				}
				res := value.OfMap(nil, nil)
				if opener != nil {
					res = value.M("eventChannel", value.OfFunc(&wx.Func{JS: opener}))
				}
				c.Resolve(res)
			})
		})
	}
}

// canIUse answers from the table: "API", "API.object.key", "component.attribute".
func (w *Worker) canIUse(c *wx.Call) {
	name, _, _ := strings.Cut(c.Arg(0).Str(), ".")
	if name == "" {
		c.Return(value.OfBool(false))
		return
	}
	if w.api.table[name] != nil {
		c.Return(value.OfBool(true))
		return
	}
	if wx.Known(name) {
		c.Return(value.OfBool(wx.FormOf(name) == wx.FormField))
		return
	}
	if n, rest, ok := strings.Cut(c.Arg(0).Str(), "."); ok && n == "wx" {
		first, _, _ := strings.Cut(rest, ".")
		c.Return(value.OfBool(w.api.table[first] != nil))
		return
	}
	c.Return(value.OfBool(wx.KnownComponent(name)))
}
