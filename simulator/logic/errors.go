package logic

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// internalFile is the prefix of our own scripts, left out of stacks.
const internalFile = "diorama:"

// uncaught reports an error that the author's code let through: to the console,
// App.onError and wx.onError.
func (w *Worker) uncaught(err error, where string) {
	var ex *goja.Exception
	var stop *goja.InterruptedError
	var over *goja.StackOverflowError
	switch {
	case errors.As(err, &stop):
		w.interrupted(stop, where)
	case errors.As(err, &over):
		frames := w.frames(over.Stack())
		w.sendError("RangeError: Maximum call stack size exceeded"+inWhere(where), frames)
	case errors.As(err, &ex):
		msg, frames := w.describe(ex.Value(), w.frames(ex.Stack()))
		w.sendError(msg, frames)
		w.appError(msg, frames)
	default:
		w.sendError(err.Error(), nil)
	}
}

func inWhere(where string) string {
	if where == "" {
		return ""
	}
	return " in " + where
}

// interrupted handles a call that ran too long; the rest of the task goes on
// unless it happens again and again.
func (w *Worker) interrupted(e *goja.InterruptedError, where string) {
	if _, ok := e.Value().(timeout); !ok {
		w.stopped = true
		return
	}
	w.interrupts++
	if w.interrupts > maxInterrupts {
		return // the task that was given up
	}
	frames := w.frames(e.Stack())
	at := ""
	if len(frames) > 0 {
		at = fmt.Sprintf(" at %s:%d", frames[0].File, frames[0].Line)
	}
	w.sendError(fmt.Sprintf("JavaScript ran for more than %v%s%s and was stopped; is there an endless loop?", w.patience, inWhere(where), at), frames)
	if w.interrupts == maxInterrupts {
		w.sendError("the task was given up after several endless loops", nil)
		panic(e)
	}
	w.watch.Load().arm()
}

// sendError writes an uncaught error to the console.
func (w *Worker) sendError(msg string, frames []wire.Frame) {
	w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: "error", Args: []string{msg}, Stack: frames, Error: true}})
}

// problem reports a mistake of the author that has a place.
func (w *Worker) problem(d wire.Diagnostic) {
	level := "error"
	if d.Warning {
		level = "warn"
	}
	w.proj.Diagnose(d)
	var st []wire.Frame
	if d.File != "" {
		st = []wire.Frame{{File: d.File, Line: d.Line, Column: d.Column}}
	}
	w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: level, Args: []string{d.Message}, Stack: st, Error: !d.Warning}})
}

// describe gives the message of a thrown value and the stack of where it was made.
func (w *Worker) describe(v goja.Value, thrown []wire.Frame) (string, []wire.Frame) {
	o, ok := v.(*goja.Object)
	if !ok {
		if v == nil {
			return "undefined", thrown
		}
		return "Uncaught " + w.inspect(v), thrown
	}
	if o.ClassName() != "Error" {
		if m := o.Get("message"); m != nil && !goja.IsUndefined(m) && o.Get("stack") != nil {
			return m.String(), thrown
		}
		return "Uncaught " + w.inspect(v), thrown
	}
	msg := errorText(o)
	if st := o.Get("stack"); st != nil {
		if frames := w.parseStack(st.String()); len(frames) > 0 {
			return msg, frames
		}
	}
	return msg, thrown
}

func errorText(o *goja.Object) string {
	name, msg := "Error", ""
	if v := o.Get("name"); v != nil {
		name = v.String()
	}
	if v := o.Get("message"); v != nil {
		msg = v.String()
	}
	if msg == "" {
		return name
	}
	return name + ": " + msg
}

// frames maps a stack of goja to the author's files.
func (w *Worker) frames(stack []goja.StackFrame) []wire.Frame {
	var out []wire.Frame
	for i := range stack {
		f := &stack[i]
		p := f.Position()
		name := f.SrcName()
		if p.Filename != "" {
			name = p.Filename
		}
		if p.Line == 0 || name == "<native>" || strings.HasPrefix(name, internalFile) || strings.HasPrefix(f.SrcName(), internalFile) {
			continue
		}
		out = append(out, w.place(f.FuncName(), f.SrcName(), name, p.Line, p.Column))
		if len(out) == maxStack {
			break
		}
	}
	return out
}

// place corrects a position for the module wrapper and the columns of source maps.
func (w *Worker) place(fn, compiled, file string, line, col int) wire.Frame {
	u := w.units[compiled]
	if u == nil {
		u = w.units[file]
	}
	if u != nil {
		if u.Mapped {
			col++
		} else if line == 1 {
			col = max(col-u.Prefix, 1)
		}
	}
	if fn == "<anonymous>" {
		fn = ""
	}
	return wire.Frame{Function: fn, File: file, Line: line, Column: col}
}

var stackLine = regexp.MustCompile(`^\s*at (?:(.*) \()?([^()]+?):(\d+):(\d+)(?:\(\d+\))?\)?$`)

// parseStack reads the text of error.stack.
func (w *Worker) parseStack(s string) []wire.Frame {
	var out []wire.Frame
	for _, l := range strings.Split(s, "\n") {
		m := stackLine.FindStringSubmatch(l)
		if m == nil || strings.HasPrefix(m[2], internalFile) {
			continue
		}
		line, _ := strconv.Atoi(m[3])
		col, _ := strconv.Atoi(m[4])
		out = append(out, w.place(m[1], m[2], m[2], line, col))
		if len(out) == maxStack {
			break
		}
	}
	return out
}

// stack captures where the running JavaScript stands.
func (w *Worker) stack() []wire.Frame {
	return w.frames(w.vm.CaptureCallStack(maxStack, nil))
}

func stackText(frames []wire.Frame) string {
	var b strings.Builder
	for _, f := range frames {
		name := f.Function
		if name == "" {
			name = "<anonymous>"
		}
		fmt.Fprintf(&b, "\n    at %s (%s:%d:%d)", name, f.File, f.Line, f.Column)
	}
	return b.String()
}

// unhandledRejection reports a promise nobody handles.
// WeChat: App.onUnhandledRejection and wx.onUnhandledRejection get {reason, promise}.
func (w *Worker) unhandledRejection(p *goja.Promise) {
	reason := p.Result()
	msg, frames := w.describe(reason, nil)
	level, isError := "error", true
	if o, ok := reason.(*goja.Object); ok && o.ClassName() != "Error" {
		if m := o.Get("errMsg"); m != nil && strings.Contains(m.String(), ":fail") {
			// A wx call without fail or catch: worth a line, not an error of the page.
			level, isError = "warn", false
			msg = m.String()
		}
	}
	w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: level, Args: []string{"Uncaught (in promise) " + msg}, Stack: frames, Error: isError}})
	arg := w.vm.NewObject()
	_ = arg.Set("reason", reason)
	_ = arg.Set("promise", w.vm.ToValue(p))
	w.appHook("onUnhandledRejection", arg)
	w.emitJS(nil, "UnhandledRejection", arg)
}
