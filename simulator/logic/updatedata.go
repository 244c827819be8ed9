package logic

import (
	"fmt"

	"diorama/renderer/value"
	"diorama/simulator/view"

	"github.com/dop251/goja"
)

// updateData is this.updateData(data): as setData, but nothing is written before the
// next setData or applyDataUpdates. WeChat: glass-easel's data groups.
func (w *Worker) updateData(in *instance, arg goja.Value) {
	o, ok := arg.(*goja.Object)
	if !ok {
		panic(w.vm.NewTypeError("updateData of %s: an object is expected, got %s", in.def.path, w.inspect(arg)))
	}
	var changes []view.Change
	conv := conversion{w: w}
	for _, k := range o.Keys() {
		p, err := value.ParsePath(k)
		if err == nil {
			err = checkPath(p)
		}
		if err == nil {
			err = conv.grow(in.in.Data, p)
		}
		if err != nil {
			panic(w.newError("Error", "updateData of "+in.def.path+": "+err.Error()))
		}
		v, err := conv.convert(o.Get(k))
		if err != nil {
			panic(w.newError("TypeError", fmt.Sprintf("updateData of %s: the value of %q %s; data is copied and must be a tree", in.def.path, k, err)))
		}
		if !v.IsUndefined() {
			changes = append(changes, view.Change{Path: p, Value: v})
		}
	}
	in.in.UpdateData(changes)
}
