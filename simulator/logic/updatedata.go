package logic

import (
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
		if p, v := conv.change(in, "updateData", k, o.Get(k)); !v.IsUndefined() {
			changes = append(changes, view.Change{Path: p, Value: v})
		}
	}
	in.in.UpdateData(changes)
}
