package logic

import (
	"diorama/renderer/value"
	"diorama/simulator/view"

	"github.com/dop251/goja"
)

// propChange is a changed property whose observer has to be called.
type propChange struct {
	p        *property
	new, old goja.Value
	path     value.Path
}

// propWritten notes that the observer of p has to run because of ch, of which val is
// about to be written to this.data; raw is the object that setData was given, if one.
// WeChat: oracle exparser; a property is changed when it is not === what this.data
// holds, so an object always is unless it is the same one; below the property the old
// value is undefined. Pure data has no such observers: documentation of pure data.
func (in *instance) propWritten(p *property, ch *view.Change, val goja.Value, raw *goja.Object) {
	if p.observer == nil || in.def.isPure(p.name) {
		return
	}
	var old goja.Value = goja.Undefined()
	if len(ch.Path) == 1 {
		if v := in.data.Get(p.name); v != nil {
			old = v
		}
		if raw != nil && raw.StrictEquals(old) {
			return
		}
	}
	if k := ch.Value.Kind(); k != value.List && k != value.Map && val.StrictEquals(old) {
		return
	}
	in.props = append(in.props, propChange{p: p, new: val, old: old, path: ch.Path})
}

// runPropObservers calls the observers of changed properties, in the order of the
// changes, each with the value that its change wrote. WeChat: oracle exparser.
func (w *Worker) runPropObservers(in *instance) {
	props := in.props
	in.props = nil
	for _, pc := range props {
		fn := in.method(pc.p.observer)
		if !isFunction(fn) {
			continue
		}
		ctx := w.ctx.then(w.ctx.cause)
		ctx.cause.Kind, ctx.cause.Name, ctx.instance = "observer", pc.p.name, in.id
		steps := make([]any, len(pc.path))
		for i, s := range pc.path {
			if s.IsIndex() {
				steps[i] = s.Index
			} else {
				steps[i] = s.Name
			}
		}
		w.run(ctx, func() {
			w.invoke("observer of property "+pc.p.name, fn, in.this, pc.new, pc.old, w.vm.NewArray(steps...))
		})
	}
}
