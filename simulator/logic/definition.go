package logic

import (
	"path"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/project"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// registry knows every definition and every live instance.
type registry struct {
	defs   map[string]*definition
	wanted map[string]bool // pages and components whose scripts may register
	live   map[dom.InstanceID]*instance
	wxml   map[string]*wxml.Template // parsed files; nil: missing
	loaded map[string]bool           // roots of sub-packages whose code is there
	base   *goja.Object              // prototype of all instances
	pageUp *goja.Object              // prototype of pages
}

// definition is a page or component with its behaviors merged in.
type definition struct {
	path      string
	page      bool // written with Page()
	root      *behavior
	view      *view.Definition
	proto     *goja.Object // methods; prototype of the instances
	data      value.Value  // first data, property defaults included
	props     map[string]*property
	propNames []string
	observers []*observer
	relations []*relation
	fields    []member
	lifetimes map[string][]goja.Value
	pageLife  map[string][]goja.Value
	pure      func(string) bool // tests pureDataPattern, nil without one
	pureNames map[string]bool   // memo of pure
	isExport  bool              // wx://component-export
	form      dom.FormRole
	export    goja.Value
}

// options are the options of a component.
type options struct {
	multipleSlots, dynamicSlots, virtualHost, addGlobalClass, external bool
	isolation                                                          string
	pure                                                               func(string) bool
}

// Definition implements view.Host: the component at path, its script run if needed.
func (w *Worker) Definition(path string) *view.Definition {
	if d := w.definition(path); d != nil {
		return d.view
	}
	return nil
}

// definition gives the page or component at path, nil when there is none.
func (w *Worker) definition(p string) *definition {
	if d, ok := w.reg.defs[p]; ok {
		return d
	}
	w.reg.wanted[p] = true
	found, _ := w.load(p)
	if d, ok := w.reg.defs[p]; ok {
		return d
	}
	// The module may have run before, when nobody knew it for a component.
	if found {
		for _, ext := range []string{".js", ".ts"} {
			if m := w.modules.cache[p+ext]; m != nil && m.ready && !w.onRunning(p+ext) {
				delete(w.modules.cache, p+ext)
				w.load(p)
				break
			}
		}
		if d, ok := w.reg.defs[p]; ok {
			return d
		}
	}
	exists := w.proj.Exists(p + ".wxml")
	if !found && !exists {
		w.reg.defs[p] = nil
		return nil
	}
	kind := "Component"
	if w.proj.HasPage(p) {
		kind = "Page"
	}
	if found {
		w.diagnose(true, p+".js", "%s() was not called for %q; an empty one is used", kind, p)
	} else if odd := w.proj.Odd(p + ".js"); odd != "" {
		w.diagnose(false, p+".js", "%s; an empty %s is used", odd, kind)
	} else {
		w.diagnose(true, p+".wxml", "%q has no .js file; an empty %s is used", p, kind)
	}
	w.addDefinition(p, w.vm.NewObject(), w.proj.HasPage(p))
	return w.reg.defs[p]
}

func (w *Worker) onRunning(file string) bool {
	for _, f := range w.modules.running {
		if f == file {
			return true
		}
	}
	return false
}

// register is Page(opts) or Component(opts).
func (w *Worker) register(kind string, c goja.FunctionCall) goja.Value {
	opts, ok := c.Argument(0).(*goja.Object)
	if !ok {
		opts = w.vm.NewObject()
	}
	p := w.owner()
	if p == "" {
		// WeChat: a call outside of page and component scripts.
		w.log("error", kind+"() was called outside of a page's or component's own script")
		return goja.Undefined()
	}
	if old := w.reg.defs[p]; old != nil && old.root.opts != nil && old.root.opts != opts && len(old.root.opts.Keys()) > 0 {
		w.log("warn", "more than one "+kind+"() for "+p+"; the last one counts")
	}
	w.addDefinition(p, opts, kind == "Page")
	return goja.Undefined()
}

// addDefinition makes the definition of p from its options.
func (w *Worker) addDefinition(p string, opts *goja.Object, page bool) {
	d := &definition{path: p, page: page, root: w.readBehavior(opts, page)}
	w.mergeDefinition(d)
	w.viewDefinition(d, w.readOptions(opts))
	w.reg.defs[p] = d
}

// mergeDefinition flattens the behaviors: those listed later override earlier
// ones, the definition itself overrides all; lifetimes and observers all run.
func (w *Worker) mergeDefinition(d *definition) {
	d.lifetimes, d.pageLife = map[string][]goja.Value{}, map[string][]goja.Value{}
	base := w.reg.base
	if d.page || w.proj.HasPage(d.path) {
		base = w.reg.pageUp
	}
	d.proto = w.vm.CreateObject(base)
	m := d.root.merge(map[*behavior]*merged{})
	d.data, d.props, d.propNames = m.data, m.props, m.names
	w.mergeRelations(d, m.relations)
	for _, x := range m.methods {
		w.define(d.proto, x.name, x.val)
	}
	d.root.walk(map[*behavior]bool{}, func(b *behavior) {
		d.fields = append(d.fields, b.fields...)
		for k, f := range b.lifetimes {
			d.lifetimes[k] = append(d.lifetimes[k], f)
		}
		for k, f := range b.pageLifetimes {
			d.pageLife[k] = append(d.pageLife[k], f)
		}
		d.observers = append(d.observers, b.observers...)
		if b.builtin == "wx://component-export" {
			d.isExport = true
		}
		d.form |= formRoles[b.builtin]
		if b.export != nil {
			d.export = b.export
		}
	})
	for _, n := range d.propNames {
		d.data = d.data.With(value.Path{{Name: n, Index: -1}}, d.props[n].def)
	}
}

func (w *Worker) readOptions(opts *goja.Object) options {
	var o options
	x, ok := opts.Get("options").(*goja.Object)
	if !ok {
		return o
	}
	on := func(name string) bool { v := x.Get(name); return v != nil && v.ToBoolean() }
	o.multipleSlots, o.dynamicSlots = on("multipleSlots"), on("dynamicSlots")
	o.virtualHost, o.addGlobalClass, o.external = on("virtualHost"), on("addGlobalClass"), on("externalComponent")
	if v, ok := x.Get("styleIsolation").(goja.String); ok {
		o.isolation = v.String()
	}
	if v, ok := x.Get("pureDataPattern").(*goja.Object); ok && v.ClassName() == "RegExp" {
		o.pure = func(name string) bool {
			test, ok := goja.AssertFunction(v.Get("test"))
			if !ok {
				return false
			}
			hit, err := test(v, w.vm.ToValue(name))
			return err == nil && hit.ToBoolean()
		}
	}
	return o
}

func (w *Worker) viewDefinition(d *definition, o options) {
	c := w.proj.Component(d.path)
	isPage := w.proj.HasPage(d.path)
	iso := o.isolation
	if c.StyleIsolation != "" {
		iso = c.StyleIsolation
	}
	v := &view.Definition{Path: d.path, Using: c.Using, Generics: c.Generics, Placeholder: c.Placeholder, Page: isPage,
		VirtualHost: o.virtualHost, MultipleSlots: o.multipleSlots, DynamicSlots: o.dynamicSlots, Properties: map[string]bool{}, NoObserver: map[string]bool{}}
	v.Form = d.form
	v.Late = w.lateTags(d.path, c)
	v.Isolation = isolationOf(iso, isPage, o.addGlobalClass || c.Raw.Get("addGlobalClass").Truthy())
	v.GlassEasel = c.ComponentFramework == "glass-easel"
	v.External = o.external && v.GlassEasel
	v.ExternalClasses = d.root.external // oracle exparser: those of behaviors do not count
	for n := range d.props {
		v.Properties[n] = true
	}
	if o.pure != nil {
		d.pure, d.pureNames = o.pure, map[string]bool{}
		for _, k := range d.data.Keys() {
			if d.isPure(k) {
				v.NoObserver[k] = true
			}
		}
	}
	v.Template = w.Template(d.path + ".wxml")
	if v.Template == nil {
		v.Template = &wxml.Template{File: d.path + ".wxml"}
	}
	d.view = v
}

// isolationOf reads styleIsolation. WeChat: its documentation; addGlobalClass counts
// without styleIsolation only, and a page is shared when nothing is said. A value that
// is not known is as none (guess).
func isolationOf(name string, page, addGlobalClass bool) dom.Isolation {
	switch name {
	case "isolated":
		return dom.Isolated
	case "apply-shared":
		return dom.ApplyShared
	case "shared":
		return dom.Shared
	case "page-isolated":
		return dom.PageIsolated
	case "page-apply-shared":
		return dom.PageApplyShared
	case "page-shared":
		return dom.PageShared
	}
	switch {
	case page:
		return dom.Shared
	case addGlobalClass:
		return dom.ApplyShared
	}
	return dom.Isolated
}

// isPure tells whether a field is pure data, which never reaches the view.
func (d *definition) isPure(name string) bool {
	if d.pure == nil {
		return false
	}
	p, ok := d.pureNames[name]
	if !ok {
		p = d.pure(name)
		d.pureNames[name] = p
	}
	return p
}

// Template implements view.Host: the parsed wxml file, nil when it is missing.
func (w *Worker) Template(file string) *wxml.Template {
	file = strings.TrimPrefix(path.Clean("/"+file), "/")
	if t, ok := w.reg.wxml[file]; ok {
		return t
	}
	src, err := w.proj.ReadFile(file)
	if err != nil {
		if d, ok := project.Unreadable(file, err); ok {
			w.problem(d)
		}
		w.reg.wxml[file] = nil
		return nil
	}
	t, diags := wxml.Parse(file, src)
	w.reg.wxml[file] = t
	for _, d := range diags {
		w.Report(d)
	}
	return t
}

// Report implements view.Host.
func (w *Worker) Report(d wxml.Diagnostic) {
	if w.seen[d] {
		return
	}
	w.seen[d] = true
	w.problem(wire.Diagnostic{File: d.File, Line: d.Line, Column: d.Column, Message: d.Message, Warning: d.Severity == wxml.Warning})
}
