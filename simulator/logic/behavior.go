package logic

import (
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/value"

	"github.com/dop251/goja"
)

// behavior is what one call of Page, Component or Behavior says, read once.
// WeChat: documentation of Component and Behavior.
type behavior struct {
	builtin       string // "wx://form-field" …
	page          bool   // from Page()
	opts          *goja.Object
	uses          []*behavior
	props         []*property
	data          value.Value
	methods       []member
	fields        []member // of Page(): what is no function
	lifetimes     map[string]goja.Value
	pageLifetimes map[string]goja.Value
	observers     []*observer
	relations     []*relation
	external      []string
	filter        goja.Value
	export        goja.Value
}

type member struct {
	name string
	val  goja.Value
}

// lifetimeNames are those of a component; the old form has them at top level.
var lifetimeNames = []string{"created", "attached", "ready", "moved", "detached", "error"}

// builtins are the behaviors of the platform with the properties they add.
var builtins = map[string][]property{
	"wx://form-field":        {{name: "name", types: []propType{typeString}}, {name: "value", types: []propType{typeAny}}},
	"wx://form-field-group":  nil,
	"wx://form-field-button": nil,
	"wx://component-export":  nil,
}

var formRoles = map[string]dom.FormRole{
	"wx://form-field": dom.FormField, "wx://form-field-group": dom.FormGroup, "wx://form-field-button": dom.FormButton,
}

// readBehavior reads the options of Component (or Behavior, or Page).
func (w *Worker) readBehavior(opts *goja.Object, page bool) *behavior {
	b := &behavior{opts: opts, page: page, data: value.OfMap(nil, nil), lifetimes: map[string]goja.Value{}, pageLifetimes: map[string]goja.Value{}}
	for _, u := range w.readUses(opts) {
		w.applyFilter(u, opts)
	}
	b.uses = w.readUses(opts) // a filter may have changed them
	if d := opts.Get("data"); d != nil && !goja.IsUndefined(d) && !goja.IsNull(d) {
		if f, ok := goja.AssertFunction(d); ok {
			v, err := f(opts)
			if err != nil {
				w.uncaught(err, "data")
			} else {
				d = v
			}
		}
		v, err := w.toData(d)
		switch {
		case err != nil:
			w.log("error", "data of "+w.owner()+": "+err.Error())
		case v.Kind() == value.Map:
			b.data = v
		}
	}
	if page {
		w.readPageMembers(b)
		return b
	}
	b.props = w.readProperties(opts)
	if m, ok := opts.Get("methods").(*goja.Object); ok {
		for _, k := range m.Keys() {
			if f := m.Get(k); isFunction(f) {
				b.methods = append(b.methods, member{k, f})
			}
		}
	}
	life, _ := opts.Get("lifetimes").(*goja.Object)
	for _, n := range lifetimeNames {
		f := opts.Get(n)
		if life != nil {
			if g := life.Get(n); isFunction(g) {
				f = g
			}
		}
		if isFunction(f) {
			b.lifetimes[n] = f
		}
	}
	if pl, ok := opts.Get("pageLifetimes").(*goja.Object); ok {
		for _, k := range pl.Keys() {
			if f := pl.Get(k); isFunction(f) {
				b.pageLifetimes[k] = f
			}
		}
	}
	w.readShared(b)
	return b
}

// readUses reads the behaviors that opts names.
func (w *Worker) readUses(opts *goja.Object) []*behavior {
	list, ok := opts.Get("behaviors").(*goja.Object)
	if !ok {
		return nil
	}
	var out []*behavior
	for i := range int(list.Get("length").ToInteger()) {
		if u := w.behaviorOf(list.Get(w.index(i))); u != nil {
			out = append(out, u)
		}
	}
	return out
}

// readShared reads what Page and Component have in common.
func (w *Worker) readShared(b *behavior) {
	if o, ok := b.opts.Get("observers").(*goja.Object); ok {
		for _, k := range o.Keys() {
			ob, err := parseObserver(k, o.Get(k))
			if err != nil {
				w.log("error", "observers of "+w.owner()+": "+err.Error())
				continue
			}
			b.observers = append(b.observers, ob)
		}
	}
	if r, ok := b.opts.Get("relations").(*goja.Object); ok {
		b.relations = w.readRelations(r)
	}
	if e, ok := b.opts.Get("externalClasses").(*goja.Object); ok {
		for _, k := range e.Keys() {
			b.external = append(b.external, e.Get(k).String())
		}
	}
	if f := b.opts.Get("definitionFilter"); isFunction(f) {
		b.filter = f
	}
	if f := b.opts.Get("export"); isFunction(f) {
		b.export = f
	}
}

// pageReserved are the options of Page that are not instance members.
var pageReserved = map[string]bool{"data": true, "behaviors": true, "options": true, "observers": true, "relations": true, "externalClasses": true, "properties": true, "definitionFilter": true}

func (w *Worker) readPageMembers(b *behavior) {
	for _, k := range b.opts.Keys() {
		if pageReserved[k] {
			continue
		}
		v := b.opts.Get(k)
		if isFunction(v) {
			b.methods = append(b.methods, member{k, v})
			continue
		}
		b.fields = append(b.fields, member{k, v})
	}
	w.readShared(b)
}

// behaviorOf gives the behavior that an entry of behaviors names.
func (w *Worker) behaviorOf(v goja.Value) *behavior {
	if s, ok := v.(goja.String); ok {
		name := s.String()
		props, known := builtins[name]
		if !known {
			w.log("warn", "behavior "+name+" is unknown")
			return nil
		}
		b := &behavior{builtin: name, data: value.OfMap(nil, nil)}
		for i := range props {
			p := props[i]
			p.def = p.types[0].empty()
			b.props = append(b.props, &p)
		}
		return b
	}
	if o, ok := v.(*goja.Object); ok {
		if x := o.GetSymbol(w.js.behaviorKey); x != nil {
			if b, ok := x.Export().(*behavior); ok {
				return b
			}
		}
		if d, ok := o.Get("default").(*goja.Object); ok && d != o {
			return w.behaviorOf(d)
		}
	}
	w.log("warn", "behaviors of "+w.owner()+": "+w.inspect(v)+" is no behavior")
	return nil
}

// applyFilter lets the definitionFilter of a used behavior edit the definition.
// WeChat: documentation of definitionFilter; the second argument holds the filters
// of the behaviors that the behavior itself uses.
func (w *Worker) applyFilter(u *behavior, opts *goja.Object) {
	if u.filter == nil {
		return
	}
	var inner []any
	for _, x := range u.uses {
		if x.filter == nil {
			continue
		}
		inner = append(inner, w.native("definitionFilter", func(c goja.FunctionCall) goja.Value {
			if o, ok := c.Argument(0).(*goja.Object); ok {
				w.applyFilter(x, o)
			}
			return goja.Undefined()
		}))
	}
	w.invoke("definitionFilter", u.filter, u.opts, opts, w.vm.NewArray(inner...))
}

// newBehavior is Behavior(opts).
func (w *Worker) newBehavior(c goja.FunctionCall) goja.Value {
	opts, ok := c.Argument(0).(*goja.Object)
	if !ok {
		panic(w.vm.NewTypeError("Behavior: an object of options is expected, got %s", w.inspect(c.Argument(0))))
	}
	b := w.readBehavior(opts, false)
	o := w.vm.NewObject()
	_ = o.DefineDataPropertySymbol(w.js.behaviorKey, w.vm.ToValue(b), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	return o
}

// walk visits b's behaviors before b, each once.
func (b *behavior) walk(seen map[*behavior]bool, visit func(*behavior)) {
	if seen[b] {
		return
	}
	seen[b] = true
	for _, u := range b.uses {
		u.walk(seen, visit)
	}
	visit(b)
}

// hasBehavior tells whether b is or uses x.
func (b *behavior) has(x *behavior) bool {
	found := false
	b.walk(map[*behavior]bool{}, func(u *behavior) {
		if u == x || x != nil && u.builtin != "" && u.builtin == x.builtin {
			found = true
		}
	})
	return found
}

// merged is what a behavior and those it uses come to: of two with the same name the
// later one in the list counts, and the behavior itself last. One that is used twice
// counts at each of its places. WeChat: documentation of Behavior; oracle exparser.
type merged struct {
	data  value.Value
	props map[string]*property
	names []string // of props, in order
	// methods and relations by name, in order of the last definition
	methods   []member
	relations []*relation
}

// merge flattens b; memo has what was flattened already.
func (b *behavior) merge(memo map[*behavior]*merged) *merged {
	if m := memo[b]; m != nil {
		return m
	}
	m := &merged{data: value.OfMap(nil, nil), props: map[string]*property{}}
	memo[b] = m
	for _, u := range b.uses {
		x := u.merge(memo)
		m.add(x.data, x.listed(), x.methods, x.relations)
	}
	m.add(b.data, b.props, b.methods, b.relations)
	return m
}

func (m *merged) listed() []*property {
	out := make([]*property, len(m.names))
	for i, n := range m.names {
		out[i] = m.props[n]
	}
	return out
}

func (m *merged) add(data value.Value, props []*property, methods []member, relations []*relation) {
	m.data = mergeData(m.data, data)
	for _, p := range props {
		if m.props[p.name] == nil {
			m.names = append(m.names, p.name)
		}
		m.props[p.name] = p
	}
	m.methods = append(m.methods, methods...)
	for _, r := range relations {
		if i := slices.IndexFunc(m.relations, func(o *relation) bool { return o.key == r.key }); i >= 0 {
			m.relations[i] = r
			continue
		}
		m.relations = append(m.relations, r)
	}
}

// mergeData merges the data of a user over that of its behaviors: objects member
// by member, everything else is replaced; an object over a list replaces the items
// that it names. WeChat: documentation of Behavior; oracle exparser.
func mergeData(base, over value.Value) value.Value {
	if over.Kind() != value.Map || base.Kind() != value.Map && base.Kind() != value.List {
		return over
	}
	out := base
	for i, k := range over.Keys() {
		x := over.Index(i)
		if base.Kind() == value.List {
			n, ok := value.ArrayIndex(k)
			if !ok || n > maxIndex {
				continue
			}
			x = mergeData(base.Index(n), x)
			items := slices.Clone(out.Items())
			for len(items) <= n {
				items = append(items, value.Value{})
			}
			items[n] = x
			out = value.OfList(items)
			continue
		}
		if old, ok := base.Lookup(k); ok {
			x = mergeData(old, x)
		}
		out = out.With(value.Path{{Name: k, Index: -1}}, x)
	}
	return out
}

func isFunction(v goja.Value) bool {
	_, ok := goja.AssertFunction(v)
	return ok
}
