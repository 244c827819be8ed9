package logic

import (
	_ "embed"
	"fmt"
	"math"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/script"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

//go:embed prelude.js
var preludeSource string

// prelude holds what our own scripts gave and the symbols that lead from
// JavaScript objects to Go.
type prelude struct {
	instanceKey *goja.Symbol // on page and component instances
	objectKey   *goja.Symbol // on objects made for wx.Object
	behaviorKey *goja.Symbol // on what Behavior() gives
	inert       goja.Callable
	channel     goja.Callable
	matches     goja.Callable // notes matches for RegExp.$1
	matching    bool          // matches has been called
	jsonParse   goja.Callable
	timers      map[int64]*timer
	timerSeq    int64
}

// newRuntime makes the engine with everything that is global.
func (w *Worker) newRuntime() error {
	vm := goja.New()
	w.vm = vm
	vm.SetMaxCallStackSize(maxCallStack)
	vm.SetTimeSource(w.clock.date)
	vm.SetRandSource(w.rand.Float64)
	vm.SetPromiseRejectionTracker(w.onRejection)
	vm.SetAsyncContextTracker(&asyncTracker{w: w})
	w.watch.Store(newWatchdog(vm, w.patience))
	w.js = &prelude{instanceKey: goja.NewSymbol("instance"), objectKey: goja.NewSymbol("object"), behaviorKey: goja.NewSymbol("behavior"), timers: map[int64]*timer{}}
	// The trampoline is JavaScript, so that calls made inside are nested ones: goja
	// runs promise reactions when the outermost call returns.
	v, err := vm.RunScript(internalFile+"turn.js", "(function (f) { return function () { f() } })")
	if err != nil {
		return fmt.Errorf("prelude: %w", err)
	}
	wrap, _ := goja.AssertFunction(v)
	v, err = wrap(goja.Undefined(), w.native("", func(goja.FunctionCall) goja.Value {
		f := w.body
		w.body = nil
		f()
		return goja.Undefined()
	}))
	if err != nil {
		return fmt.Errorf("prelude: %w", err)
	}
	w.trampoline, _ = goja.AssertFunction(v)
	g := vm.GlobalObject()
	host := vm.NewObject()
	set := func(o *goja.Object, name string, f func(goja.FunctionCall) goja.Value) {
		_ = o.DefineDataProperty(name, w.native(name, f), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	set(host, "refused", func(c goja.FunctionCall) goja.Value {
		w.log("warn", c.Argument(0).String()+" is not available in mini-programs; an empty function was given")
		return goja.Undefined()
	})
	set(host, "unsupported", func(c goja.FunctionCall) goja.Value {
		w.Unsupported(c.Argument(0).String())
		return goja.Undefined()
	})
	set(host, "pattern", func(c goja.FunctionCall) goja.Value {
		return vm.ToValue(script.ExpandProperties(c.Argument(0).String(), c.Argument(1).String()))
	})
	// As a module, so that the cache of compiled scripts holds it.
	unit, err := w.scripts.Module(internalFile+"prelude.js", []byte(preludeSource))
	if err != nil {
		return fmt.Errorf("prelude: %w", err)
	}
	m := &module{object: vm.NewObject()}
	if err := w.execute(unit, m, vm.NewObject()); err != nil {
		return fmt.Errorf("prelude: %w", err)
	}
	f, _ := goja.AssertFunction(m.object.Get("exports"))
	made, err := f(goja.Undefined(), g, host)
	if err != nil {
		return fmt.Errorf("prelude: %w", err)
	}
	w.js.inert, _ = goja.AssertFunction(made.ToObject(vm).Get("inert"))
	w.js.channel, _ = goja.AssertFunction(made.ToObject(vm).Get("channel"))

	w.js.matches, _ = goja.AssertFunction(made.ToObject(vm).Get("matches"))

	json := g.Get("JSON").ToObject(vm)
	w.js.jsonParse, _ = goja.AssertFunction(json.Get("parse"))
	set(json, "parse", w.parseJSON)
	w.limitStrings()
	set(g, "setTimeout", func(c goja.FunctionCall) goja.Value { return w.setTimer("setTimeout", c, false) })
	set(g, "setInterval", func(c goja.FunctionCall) goja.Value { return w.setTimer("setInterval", c, true) })
	set(g, "clearTimeout", w.clearTimer)
	set(g, "clearInterval", w.clearTimer)
	set(g, "requestAnimationFrame", func(c goja.FunctionCall) goja.Value {
		return w.addTimer("requestAnimationFrame", c.Argument(0), frameTime, 0, func() []goja.Value {
			return []goja.Value{vm.ToValue(float64(w.clock.told().Microseconds()) / 1000)}
		})
	})
	set(g, "cancelAnimationFrame", w.clearTimer)
	w.installConsole(g)
	w.installModules(g)
	w.installFramework(g)
	return nil
}

// frameTime is the distance of animation frames (60 a second).
const frameTime = 16 * time.Millisecond

// parseJSON is JSON.parse with a limit of nesting: goja's own recursion would end
// the process.
func (w *Worker) parseJSON(c goja.FunctionCall) goja.Value {
	if s, ok := c.Argument(0).(goja.String); ok && s.Length() > script.MaxNesting {
		depth := 0
		for _, b := range []byte(s.String()) {
			switch b {
			case '[', '{':
				depth++
			case ']', '}':
				depth--
			}
			if depth > script.MaxNesting {
				panic(w.vm.NewTypeError("JSON.parse: nested deeper than %d levels", script.MaxNesting))
			}
		}
	}
	v, err := w.js.jsonParse(c.This, c.Arguments...)
	if err != nil {
		panic(err)
	}
	return v
}

func (w *Worker) setTimer(name string, c goja.FunctionCall, repeat bool) goja.Value {
	d := timerMin
	if ms := c.Argument(1).ToFloat(); ms > 1 {
		d = time.Duration(math.Min(ms, math.MaxInt32) * float64(time.Millisecond))
	}
	var args []goja.Value
	if len(c.Arguments) > 2 {
		args = append(args, c.Arguments[2:]...)
	}
	every := time.Duration(0)
	if repeat {
		every = max(d, nestedTimerMin)
	}
	if w.ctx.nesting > nestedTimers {
		d = max(d, nestedTimerMin)
	}
	return w.addTimer(name, c.Argument(0), d, every, func() []goja.Value { return args })
}

func (w *Worker) addTimer(name string, fn goja.Value, d, every time.Duration, args func() []goja.Value) goja.Value {
	if _, ok := goja.AssertFunction(fn); !ok {
		w.log("warn", name+": the first argument must be a function, got "+w.inspect(fn))
		return w.vm.ToValue(0)
	}
	if len(w.js.timers) >= maxTimers {
		panic(w.vm.NewTypeError("%s: more than %d timers are waiting", name, maxTimers))
	}
	w.js.timerSeq++
	id := w.js.timerSeq
	ctx := w.ctx.then(wire.Cause{Kind: "timer", Name: name, Handler: functionName(fn)})
	ctx.nesting++
	w.js.timers[id] = w.clock.add(d, every, func() {
		if every == 0 {
			delete(w.js.timers, id)
		}
		w.run(ctx, func() { w.invoke(name, fn, goja.Undefined(), args()...) })
	})
	return w.vm.ToValue(id)
}

func (w *Worker) clearTimer(c goja.FunctionCall) goja.Value {
	id := c.Argument(0).ToInteger()
	if t := w.js.timers[id]; t != nil {
		w.clock.cancel(t)
		delete(w.js.timers, id)
	}
	return goja.Undefined()
}

// functionName is the name of a function for causes, "" for anonymous ones.
func functionName(fn goja.Value) string {
	if o, ok := fn.(*goja.Object); ok {
		if n := o.Get("name"); n != nil {
			if s, ok := n.(goja.String); ok {
				return s.String()
			}
		}
	}
	return ""
}

// eval runs an expression of the console.
func (w *Worker) eval(e *wire.Eval) {
	w.run(context{cause: wire.Cause{Kind: "console", Name: "console"}, page: w.currentPage()}, func() {
		r := &wire.Evaluated{ID: e.ID}
		v, err := w.evalCode(e.Code)
		if err != nil {
			r.Err = w.errorString(err)
		} else {
			r.Result, r.Ref = w.inspect(v), w.keep(v)
		}
		w.send(&wire.Message{Evaluated: r})
	})
}

// lendNames gives the console names for the page on top ($page) and for the instance
// whose setData waits ($this); the function it gives takes them away again. Names that
// the author has stay the author's. The local variables of the waiting frame cannot be
// had: goja has no debugger.
func (w *Worker) lendNames() (takeBack func()) {
	g := w.vm.GlobalObject()
	lent := map[string]*goja.Object{}
	lend := func(name string, v *goja.Object) {
		if v != nil && g.Get(name) == nil && g.Set(name, v) == nil {
			lent[name] = v
		}
	}
	if p := w.router.top(); p != nil && p.root != nil {
		lend("$page", p.root.this)
	}
	if w.pausedIn != nil {
		lend("$this", w.pausedIn.this)
	}
	return func() {
		for name, v := range lent {
			if now, ok := g.Get(name).(*goja.Object); ok && now == v { // else it was given another meaning
				_ = g.Delete(name)
			}
		}
	}
}

// evalCode evaluates code as an expression when it can be one, else as a script.
func (w *Worker) evalCode(code string) (goja.Value, error) {
	defer w.lendNames()()
	if p, err := goja.Compile("console", "("+code+"\n)", false); err == nil {
		return w.vm.RunProgram(p)
	}
	p, err := goja.Compile("console", code, false)
	if err != nil {
		return nil, err
	}
	return w.vm.RunProgram(p)
}

func (w *Worker) errorString(err error) string {
	if ex, ok := err.(*goja.Exception); ok {
		msg, _ := w.describe(ex.Value(), nil)
		return msg
	}
	return err.Error()
}

func (w *Worker) themeChanged(theme string) {
	w.run(context{cause: wire.Cause{Kind: "event", Name: "themeChange"}}, func() {
		arg := value.M("theme", theme)
		w.appHook("onThemeChange", w.fromData(arg))
		w.Emit("ThemeChange", arg)
	})
}
