package logic

import (
	"math"

	"github.com/dop251/goja"
)

// limitStrings makes the methods that build a text of any length from a short one
// throw where V8 does, instead of filling the memory: goja knows no limit and cannot
// be interrupted in them.
func (w *Worker) limitStrings() {
	proto := w.vm.Get("String").ToObject(w.vm).Get("prototype").ToObject(w.vm)
	for _, m := range []struct {
		name   string
		args   int
		length func(text string, arg float64) float64
	}{
		{"repeat", 1, func(text string, n float64) float64 { return float64(len(text)) * n }},
		{"padStart", 2, func(_ string, n float64) float64 { return n }},
		{"padEnd", 2, func(_ string, n float64) float64 { return n }},
	} {
		plain, ok := goja.AssertFunction(proto.Get(m.name))
		if !ok {
			continue
		}
		f := w.native(m.name, func(c goja.FunctionCall) goja.Value {
			// Numbers only: what it takes to make one of something else may run JavaScript,
			// and must once.
			n, isInt := c.Argument(0).Export().(int64)
			arg := float64(n)
			if x, ok := c.Argument(0).Export().(float64); ok {
				arg, isInt = x, true
			}
			if text, ok := c.This.(goja.String); ok && isInt && arg < math.Inf(1) && m.length(text.String(), arg) > maxText {
				panic(w.rangeError("Invalid string length"))
			}
			v, err := plain(c.This, c.Arguments...)
			if err != nil {
				panic(err)
			}
			return v
		})
		_ = f.ToObject(w.vm).DefineDataProperty("length", w.vm.ToValue(m.args), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
		_ = proto.DefineDataProperty(m.name, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
}

func (w *Worker) rangeError(msg string) goja.Value {
	e, err := w.vm.New(w.vm.Get("RangeError"), w.vm.ToValue(msg))
	if err != nil {
		return w.vm.ToValue(msg)
	}
	return e
}
