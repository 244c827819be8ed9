package logic

import (
	_ "embed"

	"github.com/dop251/goja"
)

//go:embed worklet.js
var workletSource string

// installWorklet gives wx the object wx.worklet, made when it is first asked for: few
// mini-programs do.
func (w *Worker) installWorklet(wx *goja.Object) {
	var made goja.Value
	get := w.native("worklet", func(goja.FunctionCall) goja.Value {
		if made == nil {
			made = w.inertObject("wx.worklet")
			if v, err := w.worklet(); err == nil {
				made = v
			}
		}
		return made
	})
	_ = wx.DefineAccessorProperty("worklet", get, goja.Undefined(), goja.FLAG_TRUE, goja.FLAG_TRUE)
}

func (w *Worker) worklet() (goja.Value, error) {
	unit, err := w.scripts.Module(internalFile+"worklet.js", []byte(workletSource))
	if err != nil {
		return nil, err
	}
	m := &module{object: w.vm.NewObject()}
	if err := w.execute(unit, m, w.vm.NewObject()); err != nil {
		return nil, err
	}
	host := w.vm.NewObject()
	_ = host.Set("unsupported", w.native("unsupported", func(c goja.FunctionCall) goja.Value {
		w.Unsupported(c.Argument(0).String())
		return goja.Undefined()
	}))
	f, _ := goja.AssertFunction(m.object.Get("exports"))
	return f(goja.Undefined(), w.vm.GlobalObject(), host)
}
