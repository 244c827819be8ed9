package logic

import (
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// instance is the logic side of a page or component.
type instance struct {
	id   dom.InstanceID
	def  *definition
	in   *view.Instance
	page *page
	this *goja.Object
	data *goja.Object // this.data and this.properties: plain objects the author may change

	created, attached, detached bool

	// While observers run, further setData calls of the instance join the running one.
	updating bool
	marks    []bool       // observers to run, by index
	raws     []goja.Value // what the setData being applied was given, by change; nil otherwise
	live     bool         // raws hold live objects
	queue    []view.Change
	props    []propChange

	listener *updateListener // of setUpdatePerformanceListener, nil none
	process  *process        // its running update

	links   map[string]link  // of parent and ancestor relations, by key
	below   map[lower]uint64 // what links with this one: the order of linking
	linkSeq uint64
}

// instanceOf gives the instance that an object is, nil when it is none; proxies of
// instances count.
func (w *Worker) instanceOf(v goja.Value) *instance {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	if x := o.GetSymbol(w.js.instanceKey); x != nil {
		in, _ := x.Export().(*instance)
		return in
	}
	return nil
}

// receiver is instanceOf for methods; it throws when this is something else.
func (w *Worker) receiver(c goja.FunctionCall, name string) *instance {
	in := w.instanceOf(c.This)
	if in == nil {
		panic(w.vm.NewTypeError("%s was called on something that is no page or component; is this lost in a callback?", name))
	}
	return in
}

// method resolves a function or the name of a method.
func (in *instance) method(fn goja.Value) goja.Value {
	if s, ok := fn.(goja.String); ok {
		return in.this.Get(s.String())
	}
	return fn
}

// NextInstance implements view.Host.
func (w *Worker) NextInstance() dom.InstanceID {
	w.nextIn++
	return w.nextIn
}

// Create implements view.Host: the logic side of vi and its first data.
func (w *Worker) Create(vi *view.Instance) value.Value {
	d := w.reg.defs[vi.Def.Path]
	if d == nil {
		return value.OfMap(nil, nil)
	}
	in := &instance{id: vi.ID, def: d, in: vi, page: w.router.pageOf(vi.Page)}
	vi.User = in
	w.reg.live[in.id] = in
	in.this = w.vm.CreateObject(d.proto)
	_ = in.this.DefineDataPropertySymbol(w.js.instanceKey, w.vm.ToValue(in), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	in.data = w.fromData(d.data).(*goja.Object)
	_ = in.this.Set("data", in.data)
	_ = in.this.DefineDataProperty("properties", in.data, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	for _, f := range d.fields {
		w.define(in.this, f.name, w.copyField(f.val, 0))
	}
	if vi.Owner == nil && in.page != nil {
		in.page.root = in
	}
	c := w.newCommit(wire.CommitCreate, in)
	c.Changes = []wire.Change{{New: d.data}}
	w.commit(c)
	return d.data
}

// copyField copies a custom field of Page for one instance: plain objects and lists
// deeply, everything else as it is.
func (w *Worker) copyField(v goja.Value, depth int) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok || depth > maxDataDepth {
		return v
	}
	switch o.ClassName() {
	case "Array":
		n := int(o.Get("length").ToInteger())
		items := make([]any, n)
		for i := range items {
			items[i] = w.copyField(o.Get(w.index(i)), depth+1)
		}
		return w.vm.NewArray(items...)
	case "Object":
		if p := o.Prototype(); p == nil || p.Prototype() != nil {
			return v
		}
		c := w.vm.NewObject()
		for _, k := range o.Keys() {
			w.define(c, k, w.copyField(o.Get(k), depth+1))
		}
		return c
	}
	return v
}

// SetProperties implements view.Host: values from the owner's template.
func (w *Worker) SetProperties(vi *view.Instance, props []view.Prop) {
	in, _ := vi.User.(*instance)
	if in == nil || len(props) == 0 {
		return
	}
	changes := make([]view.Change, 0, len(props))
	for _, p := range props {
		if in.def.props[p.Name] != nil {
			changes = append(changes, view.Change{Path: value.Path{{Name: p.Name, Index: -1}}, Value: p.Value})
		}
	}
	if len(changes) == 0 {
		return
	}
	c := w.newCommit(wire.CommitProperty, in)
	w.apply(in, changes, c)
}

// Created implements view.Host.
func (w *Worker) Created(vi *view.Instance) {
	if in, _ := vi.User.(*instance); in != nil && !in.created {
		in.created = true
		w.lifetime(in, "created")
	}
}

// Attached implements view.Host.
func (w *Worker) Attached(vi *view.Instance) {
	if in, _ := vi.User.(*instance); in != nil && !in.attached {
		in.attached = true
		w.lifetime(in, "attached")
		w.relate(in, false)
	}
}

// Ready implements view.Host.
func (w *Worker) Ready(vi *view.Instance) {
	if in, _ := vi.User.(*instance); in != nil {
		w.lifetime(in, "ready")
	}
}

// Moved implements view.Host.
func (w *Worker) Moved(vi *view.Instance) {
	if in, _ := vi.User.(*instance); in != nil {
		w.lifetime(in, "moved")
		w.relate(in, false)
	}
}

// Detached implements view.Host.
func (w *Worker) Detached(vi *view.Instance) {
	in, _ := vi.User.(*instance)
	if in == nil || in.detached {
		return
	}
	in.detached = true
	w.lifetime(in, "detached")
	w.relate(in, true)
	w.commit(w.newCommit(wire.CommitDestroy, in))
	delete(w.reg.live, in.id)
}

// lifetime calls the functions of one lifetime, those of behaviors first.
func (w *Worker) lifetime(in *instance, name string, args ...goja.Value) {
	fs := in.def.lifetimes[name]
	if len(fs) == 0 {
		return
	}
	ctx := context{cause: wire.Cause{Kind: "lifecycle", Name: name}, instance: in.id, nesting: w.ctx.nesting}
	if in.page != nil {
		ctx.page = in.page.id
	}
	w.run(ctx, func() {
		for _, f := range fs {
			w.invoke(name+" of "+in.def.path, f, in.this, args...)
		}
	})
}

// pageLifetime tells the components of a page that it is shown, hidden or resized.
func (w *Worker) pageLifetime(p *page, name string, args ...goja.Value) {
	if p.view == nil {
		return
	}
	var list []*instance
	p.view.PageOrder(func(vi *view.Instance) {
		if in, _ := vi.User.(*instance); in != nil && len(in.def.pageLife[name]) > 0 {
			list = append(list, in)
		}
	})
	for _, in := range list {
		ctx := context{cause: wire.Cause{Kind: "lifecycle", Name: name}, page: p.id, instance: in.id}
		w.run(ctx, func() {
			for _, f := range in.def.pageLife[name] {
				w.invoke("pageLifetimes."+name+" of "+in.def.path, f, in.this, args...)
			}
		})
	}
}
