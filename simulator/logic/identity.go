package logic

import "github.com/dop251/goja"

// isLive tells whether this.data keeps the object itself that setData was given: pages,
// components, what APIs gave and objects of classes, whose members a copy would lose. The view gets
// what it can hold: the own members, of pages and components none.
//
// WeChat: exparser writes what it is given into this.data and copies only what goes to
// the view; published libraries call methods on instances and on animations that they
// keep there. Plain objects are copied here all the same: j-component, which runs the
// judge, copies, and the difference shows only to who changes them later.
func (c *conversion) isLive(o *goja.Object) bool {
	if c.w.instanceOf(o) != nil || o.GetSymbol(c.w.js.objectKey) != nil {
		return true
	}
	if o.ClassName() != "Object" {
		return false
	}
	p := o.Prototype()
	return p != nil && p.Prototype() != nil && o.ExportType() != arrayBufferType
}

// withLive puts the live objects in raw, at any depth, to their places in the copy val
// of it, and gives val, or raw itself when that is one.
func (w *Worker) withLive(val, raw goja.Value) goja.Value {
	r, ok := raw.(*goja.Object)
	v, copied := val.(*goja.Object)
	if !ok || !copied {
		return val
	}
	c := conversion{w: w}
	if c.isLive(r) {
		return r
	}
	switch r.ClassName() {
	case "Object", "Array":
	default:
		return val
	}
	for _, k := range v.Keys() {
		was := v.Get(k)
		if _, ok := was.(*goja.Object); !ok {
			continue
		}
		if now := w.withLive(was, r.Get(k)); now != was {
			_ = v.Set(k, now)
		}
	}
	return v
}
