package logic

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/script"
	"diorama/simulator/view"
	"diorama/simulator/wire"
	"diorama/simulator/wx"

	"github.com/dop251/goja"
)

// wxsLayer runs wxs in a runtime of its own: no wx, no timers, no access to the
// logic layer, and of the engine's library what wxslib.go names.
// WeChat: documentation of wxs; what wcc makes of it.
type wxsLayer struct {
	w       *Worker
	vm      *goja.Runtime
	modules map[string]goja.Value  // exports by file; one instance each
	shown   map[string]value.Value // what templates see of them
	inline  map[*wxml.Wxs]wxsInline
	readers map[string]map[string]bool // by file: who requires it, .wxs and .wxml
	running []string                   // files being evaluated, the outermost first
	states  map[*view.Node]*goja.Object
	desc    map[*view.Node]*goja.Object
	names   map[string]string // keys of data as wxs spells them
	key     goja.Value        // see script.WxsKey
	this    goja.Value        // see script.WxsThis
	watch   *watchdog
	depth   int  // of calls into wxs
	writes  bool // some module sets members by name
	deaf    bool // the host did not answer in this task, see measure
	stopped bool // a call of this task ran too long: no more of them in it
}

// wxsFunc is the handle of a wxs function.
type wxsFunc struct {
	fn   *goja.Object
	call goja.Callable
}

func newWxsLayer(w *Worker) *wxsLayer {
	l := &wxsLayer{
		w: w, vm: goja.New(), modules: map[string]goja.Value{}, names: map[string]string{},
		shown: map[string]value.Value{}, inline: map[*wxml.Wxs]wxsInline{}, readers: map[string]map[string]bool{},
		states: map[*view.Node]*goja.Object{}, desc: map[*view.Node]*goja.Object{},
	}
	l.vm.SetMaxCallStackSize(maxCallStack)
	l.vm.SetTimeSource(w.clock.date)
	l.vm.SetRandSource(w.rand.Float64)
	l.watch = newWatchdog(l.vm, maxWxsTime)
	l.library()
	return l
}

// wxsInline is a module written in a template.
type wxsInline struct {
	file  string
	shown value.Value
}

// Wxs implements view.Host: the exports of a module, as they are when it has run.
// WeChat: documentation of wxs, modules are singletons for all pages.
func (w *Worker) Wxs(file string, m *wxml.Wxs) value.Value {
	l := w.wxs
	if m.Src != "" {
		src := l.file(file, m.Src)
		v, ok := l.shown[src]
		if !ok {
			exports, err := l.require(file, m.Src)
			if v, ok = l.export(file, m, exports, err); ok {
				l.shown[src] = v
			}
		}
		l.needs(file, src)
		return v
	}
	if in, ok := l.inline[m]; ok {
		return in.shown
	}
	exports, err := l.run(file, []byte(m.Code), m.Code0.Line, m.Code0.Column)
	v, ok := l.export(file, m, exports, err)
	if ok {
		l.inline[m] = wxsInline{file, v}
	}
	return v
}

// export makes what a template sees of a module.
func (l *wxsLayer) export(file string, m *wxml.Wxs, exports goja.Value, err error) (v value.Value, ok bool) {
	if err != nil {
		l.failed(err, "")
		return value.Value{}, false
	}
	if v, err = l.toData(exports, true); err != nil {
		l.w.log("error", fmt.Sprintf("wxs module %s of %s: %s", m.Module, file, err))
	}
	return v, err == nil
}

// needs notes that one file reads another.
func (l *wxsLayer) needs(from, file string) {
	if l.readers[file] == nil {
		l.readers[file] = map[string]bool{}
	}
	l.readers[file][from] = true
}

// forget drops the modules that changed and all that read them, and gives the files
// of both kinds, .wxml among them. What does not read them keeps its state.
func (l *wxsLayer) forget(changed []string) map[string]bool {
	all := map[string]bool{}
	for len(changed) > 0 {
		f := changed[len(changed)-1]
		changed = changed[:len(changed)-1]
		if all[f] {
			continue
		}
		all[f] = true
		delete(l.modules, f)
		delete(l.shown, f)
		for r := range l.readers[f] {
			changed = append(changed, r)
		}
	}
	for m, in := range l.inline {
		if all[in.file] {
			delete(l.inline, m)
		}
	}
	return all
}

// file is the one that a path in a wxs module or a template means.
func (l *wxsLayer) file(from, ref string) string {
	file := strings.TrimPrefix(path.Join("/", path.Dir(from), ref), "/")
	if strings.HasPrefix(ref, "/") {
		file = strings.TrimPrefix(path.Clean(ref), "/")
	}
	if path.Ext(file) != ".wxs" {
		file += ".wxs"
	}
	return file
}

// require gives the exports of a .wxs file, evaluated once. WeChat: a module that is being
// evaluated is evaluated anew for who requires it, until the stack is full, and then
// undefined (oracle wcc); here once anew, which shows the same to all but the last.
func (l *wxsLayer) require(from, ref string) (goja.Value, error) {
	file := l.file(from, ref)
	l.needs(from, file)
	if e, ok := l.modules[file]; ok {
		return e, nil
	}
	if first := slices.Index(l.running, file); first >= 0 {
		again := first + 1 + slices.Index(l.running[first+1:], file)
		if again > first {
			l.w.log("warn", "wxs modules require each other: "+strings.Join(append(l.running[again:len(l.running):len(l.running)], file), " → ")+"; WeChat evaluates them until the stack is full")
			return goja.Undefined(), nil
		}
	}
	if len(l.running) >= maxWxsRequires {
		return nil, fmt.Errorf("wxs modules require each other more than %d levels deep, at %s", maxWxsRequires, file)
	}
	src, err := l.w.proj.ReadFile(file)
	if err != nil {
		return nil, &script.Error{Diagnostic: wire.Diagnostic{File: from, Message: fmt.Sprintf("the wxs module %q is not there", file), Warning: true}}
	}
	l.running = append(l.running, file)
	e, err := l.run(file, src, 1, 1)
	l.running = l.running[:len(l.running)-1]
	if err != nil {
		return nil, err
	}
	l.modules[file] = e
	return e, nil
}

func (l *wxsLayer) run(file string, src []byte, line, col int) (goja.Value, error) {
	u, err := l.w.scripts.Wxs(file, src, line, col)
	if err != nil {
		return nil, err
	}
	l.writes = l.writes || u.Writes
	v, err := l.vm.RunProgram(u.Program)
	if err != nil {
		return nil, err
	}
	f, ok := goja.AssertFunction(v)
	if !ok {
		return nil, fmt.Errorf("%s: the module is no function", file)
	}
	module := l.vm.NewObject()
	l.define(module, "exports", l.vm.NewObject())
	// WeChat: a module that fails or is not there is undefined for who requires it.
	req := l.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		e, err := l.require(file, c.Argument(0).String())
		if err != nil {
			l.failed(err, "")
			return goja.Undefined()
		}
		return e
	})
	var out goja.Value
	err = l.guard(func() (err error) {
		out, err = f(goja.Undefined(), req, module, l.key, l.this)
		return err
	})
	return out, err
}

// guard runs f, which calls into wxs, and interrupts what runs for ever. After that
// the task goes on without wxs: a list of rows would otherwise wait for each.
func (l *wxsLayer) guard(f func() error) error {
	if l.stopped {
		return errWxsStopped
	}
	if l.depth > 0 {
		return f()
	}
	l.depth++
	l.watch.arm()
	defer func() {
		l.watch.disarm()
		l.depth--
	}()
	return f()
}

// errWxsStopped is given for calls after one that ran too long, told once.
var errWxsStopped = errors.New("wxs was stopped")

// failed reports an error of wxs in the author's own names.
func (l *wxsLayer) failed(err error, where string) {
	w := l.w
	var ex *goja.Exception
	var stop *goja.InterruptedError
	var over *goja.StackOverflowError
	switch {
	case errors.Is(err, errWxsStopped):
	case errors.As(err, &stop):
		l.stopped = true
		w.watch.Load().arm() // the task itself has its time again
		frames := plainNames(w.frames(stop.Stack()))
		at := ""
		if len(frames) > 0 {
			at = fmt.Sprintf(" at %s:%d", frames[0].File, frames[0].Line)
		}
		w.sendError(fmt.Sprintf("wxs ran for more than %v%s%s and was stopped; is there an endless loop? The rest of this update goes without wxs", maxWxsTime, inWhere(where), at), frames)
	case errors.As(err, &over):
		w.sendError("RangeError: Maximum call stack size exceeded"+inWhere(where), plainNames(w.frames(over.Stack())))
	case errors.As(err, &ex):
		msg, frames := w.describe(ex.Value(), w.frames(ex.Stack()))
		w.sendError(plainText(msg), plainNames(frames))
	default:
		w.requireFailed(err)
	}
}

var prefixedName = regexp.MustCompile(`(^|[\s'"(])\.([A-Za-z_])`)

// plainText takes the prefix of wxs names out of a message of the engine.
func plainText(msg string) string { return prefixedName.ReplaceAllString(msg, "$1$2") }

func plainNames(frames []wire.Frame) []wire.Frame {
	for i := range frames {
		frames[i].Function = strings.TrimPrefix(frames[i].Function, ".")
	}
	return frames
}

// CallWxs implements view.Host. WeChat: a call that fails is undefined; this is an
// empty object.
func (w *Worker) CallWxs(fn, this value.Value, args []value.Value) value.Value {
	l := w.wxs
	out, err := l.call(fn, args)
	if err != nil {
		l.failed(err, "wxs")
		return value.Value{}
	}
	v, err := l.toData(out, false)
	if err != nil {
		w.log("error", "wxs: the result has a "+err.Error())
	}
	return v
}

func (l *wxsLayer) call(fn value.Value, args []value.Value) (goja.Value, error) {
	h, ok := fn.Handle().(*wxsFunc)
	if !ok {
		return goja.Undefined(), nil
	}
	js := make([]goja.Value, len(args))
	for i, a := range args {
		js[i] = l.toJS(a)
	}
	var out goja.Value
	err := l.guard(func() (err error) {
		out, err = h.call(goja.Undefined(), js...)
		return err
	})
	return out, err
}

// wxsHop runs a wxs event handler; stop is true when it returned false.
// WeChat: documentation of wxs event handling.
func (w *Worker) wxsHop(d *dispatch, h *view.Hop) (stop bool) {
	fn, ok := d.page.view.WxsHandler(h.Method)
	if !ok {
		return false
	}
	n := h.Current
	target := func(x *view.Node) value.Value {
		at := d.places[x.ID()]
		return value.M("id", x.ElemID(), "offsetLeft", at.x, "offsetTop", at.y, "dataset", orMap(x.Dataset()))
	}
	var touches, changed []wire.Touch
	detail := d.data
	if e := d.touch; e != nil {
		touches, changed, detail = e.Touches, e.Changed, e.Detail
	}
	ev := value.M("type", d.typ, "timeStamp", d.ms, "target", target(h.Target), "currentTarget", target(n), "mark", orMap(h.Marks()),
		"detail", detail, "touches", touchValues(touches), "changedTouches", touchValues(changed), "instance", n.Descriptor())
	owner := value.Value{}
	if in := n.Owner(); in != nil && in.Host != nil {
		owner = in.Host.Descriptor()
	}
	w.inView++
	out, err := w.wxs.call(fn, []value.Value{ev, owner})
	w.inView--
	if err != nil {
		w.wxs.failed(err, "wxs handler of "+d.typ)
		return false
	}
	b, isBool := out.Export().(bool)
	return isBool && !b
}

// wxsBridge makes a wxs function callable from the logic layer.
func (w *Worker) wxsBridge(v value.Value, h *wxsFunc) goja.Value {
	return w.native("wxs", func(c goja.FunctionCall) goja.Value {
		args := make([]value.Value, len(c.Arguments))
		for i, a := range c.Arguments {
			x, err := w.toData(a)
			if err != nil {
				panic(w.newError("TypeError", "wxs: the argument has a "+err.Error()))
			}
			args[i] = x
		}
		return w.fromData(w.CallWxs(v, value.Value{}, args))
	})
}

var _ wx.Runtime = (*Worker)(nil)
var _ view.Host = (*Worker)(nil)
