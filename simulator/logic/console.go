package logic

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"time"

	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// console is the state of the console object.
type console struct {
	groups int
	counts map[string]int
	times  map[string]time.Duration
	kept   kept
	// describe is Object.getOwnPropertyDescriptor, taken before the author's code runs.
	describe goja.Callable
}

// log writes a line of the simulator itself.
func (w *Worker) log(level, text string) {
	var stack []wire.Frame
	if w.inTask {
		stack = w.stack()
	}
	w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: level, Args: []string{text}, Stack: stack}})
}

func (w *Worker) installConsole(g *goja.Object) {
	w.console = console{counts: map[string]int{}, times: map[string]time.Duration{}, kept: kept{last: w.console.kept.last}}
	w.console.describe, _ = goja.AssertFunction(w.vm.Get("Object").ToObject(w.vm).Get("getOwnPropertyDescriptor"))
	c := w.vm.NewObject()
	set := func(name string, f func(args []goja.Value)) {
		_ = c.Set(name, w.native(name, func(call goja.FunctionCall) goja.Value {
			f(call.Arguments)
			return goja.Undefined()
		}))
	}
	for _, level := range []string{"log", "info", "warn", "error", "debug"} {
		set(level, func(args []goja.Value) { w.print(level, args) })
	}
	set("trace", func(args []goja.Value) {
		w.printLine(wire.Log{Level: "log", Unfold: true}, append([]goja.Value{w.vm.ToValue("Trace")}, args...))
	})
	set("dir", func(args []goja.Value) { w.printLine(wire.Log{Level: "log", Unfold: true}, args[:min(len(args), 1)]) })
	set("assert", func(args []goja.Value) {
		if len(args) == 0 || !args[0].ToBoolean() {
			w.print("error", append([]goja.Value{w.vm.ToValue("Assertion failed")}, args[min(len(args), 1):]...))
		}
	})
	group := func(state string) func(args []goja.Value) {
		return func(args []goja.Value) {
			if len(args) == 0 {
				args = []goja.Value{w.vm.ToValue("console.group")}
			}
			w.printLine(wire.Log{Level: "log", Group: state}, args)
			w.console.groups++
		}
	}
	set("group", group("open"))
	set("groupCollapsed", group("closed"))
	set("groupEnd", func([]goja.Value) { w.console.groups = max(w.console.groups-1, 0) })
	label := func(args []goja.Value) string {
		if len(args) == 0 || goja.IsUndefined(args[0]) {
			return "default"
		}
		return args[0].String()
	}
	text := func(level, format string, a ...any) {
		w.print(level, []goja.Value{w.vm.ToValue(fmt.Sprintf(format, a...))})
	}
	set("count", func(args []goja.Value) {
		l := label(args)
		w.console.counts[l]++
		text("log", "%s: %d", l, w.console.counts[l])
	})
	set("countReset", func(args []goja.Value) { delete(w.console.counts, label(args)) })
	set("time", func(args []goja.Value) { w.console.times[label(args)] = w.clock.elapsed() })
	since := func(args []goja.Value, end bool) {
		l := label(args)
		t, ok := w.console.times[l]
		if !ok {
			text("warn", "Timer '%s' does not exist", l)
			return
		}
		if end {
			delete(w.console.times, l)
		}
		text("log", "%s: %.3f ms", l, float64((w.clock.elapsed()-t).Microseconds())/1000)
	}
	set("timeLog", func(args []goja.Value) { since(args, false) })
	set("timeEnd", func(args []goja.Value) { since(args, true) })
	set("clear", func([]goja.Value) {
		w.console.groups = 0
		w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: "system", Args: []string{"Console was cleared"}, Stack: w.stack(), Clear: true}})
	})
	set("table", func(args []goja.Value) {
		if len(args) > 0 {
			if t := w.table(args[0]); t != "" {
				w.printLine(wire.Log{Level: "log", Unfold: true}, []goja.Value{w.vm.ToValue(t)})
				return
			}
		}
		w.print("log", args)
	})
	_ = g.Set("console", c)
}

// print writes one console line; %s %d %i %f %o %O %j %c in a first text are filled in.
func (w *Worker) print(level string, args []goja.Value) {
	w.printLine(wire.Log{Level: level}, args)
}

func (w *Worker) printLine(l wire.Log, args []goja.Value) {
	out := make([]string, 0, len(args))
	var refs []int64
	if len(args) > 1 {
		if f, ok := args[0].(goja.String); ok && strings.Contains(f.String(), "%") {
			var text string
			text, args = w.format(f.String(), args[1:])
			out, refs = append(out, text), append(refs, 0)
		}
	}
	for _, a := range args {
		if s, ok := a.(goja.String); ok {
			out, refs = append(out, clip(s.String())), append(refs, 0)
			continue
		}
		out, refs = append(out, w.inspect(a)), append(refs, w.keep(a))
	}
	if w.console.groups > 0 && len(out) > 0 {
		out[0] = strings.Repeat("  ", min(w.console.groups, 20)) + out[0]
	}
	l.Time, l.Args, l.Stack, l.Refs, l.Groups = w.clock.elapsed(), out, w.stack(), refs, min(w.console.groups, 20)
	w.send(&wire.Message{Log: &l})
}

func (w *Worker) format(f string, args []goja.Value) (string, []goja.Value) {
	var b strings.Builder
	for i := 0; i < len(f); i++ {
		if f[i] != '%' || i+1 == len(f) {
			b.WriteByte(f[i])
			continue
		}
		i++
		if f[i] == '%' {
			b.WriteByte('%')
			continue
		}
		if !strings.ContainsRune("sdifoOjc", rune(f[i])) || len(args) == 0 {
			b.WriteByte('%')
			b.WriteByte(f[i])
			continue
		}
		a := args[0]
		args = args[1:]
		switch f[i] {
		case 's':
			if s, ok := a.(goja.String); ok {
				b.WriteString(s.String())
			} else {
				b.WriteString(w.inspect(a))
			}
		case 'd', 'i':
			b.WriteString(fmt.Sprint(a.ToInteger()))
		case 'f':
			b.WriteString(fmt.Sprint(a.ToFloat()))
		case 'c':
		default:
			b.WriteString(w.inspect(a))
		}
	}
	return clip(b.String()), args
}

// table draws console.table as text; "" when v is no list of objects.
func (w *Worker) table(v goja.Value) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return ""
	}
	var cols []string
	has := map[string]bool{}
	rows := o.Keys()
	if len(rows) > maxInspectItems {
		rows = rows[:maxInspectItems]
	}
	for _, k := range rows {
		r, ok := o.Get(k).(*goja.Object)
		if !ok {
			return ""
		}
		for _, c := range r.Keys() {
			if !has[c] {
				has[c] = true
				cols = append(cols, c)
			}
		}
	}
	if len(cols) > maxInspectItems {
		cols = cols[:maxInspectItems]
	}
	lines := [][]string{append([]string{"(index)"}, cols...)}
	for _, k := range rows {
		r := o.Get(k).(*goja.Object)
		line := []string{k}
		for _, c := range cols {
			x := r.Get(c)
			if x == nil {
				line = append(line, "")
				continue
			}
			line = append(line, w.inspect(x))
		}
		lines = append(lines, line)
	}
	width := make([]int, len(cols)+1)
	for _, l := range lines {
		for i, c := range l {
			width[i] = max(width[i], len([]rune(c)))
		}
	}
	var b strings.Builder
	for _, l := range lines {
		for i, c := range l {
			if i > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(c)
			b.WriteString(strings.Repeat(" ", width[i]-len([]rune(c))))
		}
		b.WriteByte('\n')
	}
	return clip(strings.TrimSuffix(b.String(), "\n"))
}

func clip(s string) string {
	if len(s) <= maxInspect {
		return s
	}
	n := maxInspect
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + fmt.Sprintf("… (%d bytes)", len(s))
}

// inspect shows a value as the console does. Getters are not run.
func (w *Worker) inspect(v goja.Value) string {
	p := inspector{w: w}
	if ex := w.vm.Try(func() { p.value(v, 0) }); ex != nil {
		p.b.WriteString("<cannot be shown>")
	}
	return clip(p.b.String())
}

type inspector struct {
	w    *Worker
	b    strings.Builder
	path []*goja.Object
}

func (p *inspector) value(v goja.Value, depth int) {
	if p.b.Len() > maxInspect {
		return
	}
	switch v := v.(type) {
	case nil:
		p.b.WriteString("undefined")
	case goja.String:
		if depth == 0 {
			p.b.WriteString(v.String())
			return
		}
		fmt.Fprintf(&p.b, "%q", v.String())
	case *goja.Symbol:
		p.b.WriteString("Symbol(" + v.String() + ")")
	case *goja.Object:
		p.object(v, depth)
	default:
		p.b.WriteString(v.String())
		if goja.IsBigInt(v) {
			p.b.WriteByte('n')
		}
	}
}

func (p *inspector) object(o *goja.Object, depth int) {
	for _, x := range p.path {
		if x == o {
			p.b.WriteString("[Circular]")
			return
		}
	}
	p.path = append(p.path, o)
	defer func() { p.path = p.path[:len(p.path)-1] }()
	class := o.ClassName()
	if _, ok := goja.AssertFunction(o); ok {
		kind := "ƒ"
		if s := o.String(); strings.HasPrefix(s, "class") {
			kind = "class"
		}
		p.b.WriteString("[" + kind + " " + functionName(o) + "]")
		return
	}
	if in := p.w.instanceOf(o); in != nil && depth > 0 {
		p.b.WriteString("[" + in.def.path + "]")
		return
	}
	switch class {
	case "Error":
		p.b.WriteString(errorText(o))
		if depth == 0 {
			if st := o.Get("stack"); st != nil {
				p.b.WriteString(stackText(p.w.parseStack(st.String())))
			}
		}
		return
	case "Date", "RegExp":
		p.b.WriteString(o.String())
		return
	case "Promise":
		p.b.WriteString("Promise {…}")
		return
	}
	if c := collectionOf(o); c != "" {
		p.collection(o, c, depth)
		return
	}
	if depth >= maxInspectDepth {
		if class == "Array" {
			fmt.Fprintf(&p.b, "Array(%d)", o.Get("length").ToInteger())
		} else {
			p.b.WriteString("{…}")
		}
		return
	}
	if class == "Array" {
		n := int(o.Get("length").ToInteger())
		p.b.WriteByte('[')
		for i := 0; i < min(n, maxInspectItems); i++ {
			if i > 0 {
				p.b.WriteString(", ")
			}
			p.value(o.Get(p.w.index(i)), depth+1)
		}
		if n > maxInspectItems {
			fmt.Fprintf(&p.b, ", … %d more", n-maxInspectItems)
		}
		p.b.WriteByte(']')
		return
	}
	if name := constructorName(o); name != "" && name != "Object" {
		p.b.WriteString(name + " ")
	}
	keys := o.Keys()
	p.b.WriteByte('{')
	for i, k := range keys {
		if i == maxInspectItems {
			fmt.Fprintf(&p.b, ", … %d more", len(keys)-i)
			break
		}
		if i > 0 {
			p.b.WriteString(", ")
		}
		p.b.WriteString(k + ": ")
		if v := p.w.ownValue(o, k); v != nil {
			p.value(v, depth+1)
		} else {
			p.b.WriteString("(…)")
		}
	}
	p.b.WriteByte('}')
}

func constructorName(o *goja.Object) string {
	if c, ok := o.Get("constructor").(*goja.Object); ok {
		return functionName(c)
	}
	return ""
}

// collectionOf tells a Map and a Set, which have the class name of plain objects.
func collectionOf(o *goja.Object) string {
	if o.ClassName() != "Object" {
		return ""
	}
	switch o.ExportType() {
	case reflect.TypeFor[[][2]any]():
		return "Map"
	case reflect.TypeFor[[]any]():
		return "Set"
	}
	return ""
}

// collection shows a Map or Set through its forEach.
func (p *inspector) collection(o *goja.Object, class string, depth int) {
	var parts []string
	each, ok := goja.AssertFunction(o.Get("forEach"))
	if !ok || depth >= maxInspectDepth {
		p.b.WriteString(class + " {…}")
		return
	}
	_, _ = each(o, p.w.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		if len(parts) < maxInspectItems {
			one := inspector{w: p.w, path: p.path}
			if class == "Map" {
				one.value(c.Argument(1), depth+1)
				one.b.WriteString(" => ")
			}
			one.value(c.Argument(0), depth+1)
			parts = append(parts, one.b.String())
		}
		return goja.Undefined()
	}))
	p.b.WriteString(class + " {" + strings.Join(parts, ", ") + "}")
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
