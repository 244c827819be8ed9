package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// fakeComp is a component of the fake logic layer.
type fakeComp struct {
	def   *Definition
	data  value.Value
	types map[string]string // property → type
	on    func(in *Instance, lifetime string)
	obs   func(in *Instance, name string, v value.Value)
}

// fakeHost is a Host with components but without JavaScript: properties are coerced
// as exparser does, wxs modules are Go functions.
type fakeHost struct {
	comps     map[string]*fakeComp
	templates map[string]*wxml.Template
	wxs       map[string]value.Value // by code or src
	reports   []string
	log       []string
	last      dom.InstanceID
	loaded    map[string]bool // nil: all
	glass     bool            // components are of glass-easel
	tb        testing.TB
	inner     []Stats // of the setData that properties led to
}

type goFunc func(args []value.Value) value.Value

func newFake(tb testing.TB) *fakeHost {
	return &fakeHost{comps: map[string]*fakeComp{}, templates: map[string]*wxml.Template{}, wxs: map[string]value.Value{}, tb: tb}
}

// comp adds a component whose template is src; props are "name" or "name:Type".
func (h *fakeHost) comp(path, src string, props ...string) *fakeComp {
	t := h.file(path+".wxml", src)
	c := &fakeComp{def: &Definition{Path: path, Template: t, GlassEasel: h.glass, Using: map[string]string{}, Properties: map[string]bool{}}, types: map[string]string{}, data: value.M()}
	for _, p := range props {
		name, typ, _ := strings.Cut(p, ":")
		c.def.Properties[name] = true
		c.types[name] = typ
	}
	h.comps[path] = c
	return c
}

func (h *fakeHost) file(name, src string) *wxml.Template {
	t, _ := wxml.Parse(name, []byte(src))
	h.templates[name] = t
	return t
}

func (h *fakeHost) Definition(path string) *Definition {
	if h.loaded != nil && !h.loaded[path] {
		return nil
	}
	if c := h.comps[path]; c != nil {
		return c.def
	}
	return nil
}
func (h *fakeHost) Template(file string) *wxml.Template { return h.templates[file] }
func (h *fakeHost) Wxs(file string, w *wxml.Wxs) value.Value {
	if w.Src != "" {
		return h.wxs[w.Src]
	}
	return h.wxs[strings.TrimSpace(w.Code)]
}
func (h *fakeHost) CallWxs(fn, this value.Value, args []value.Value) value.Value {
	if f, ok := fn.Handle().(goFunc); ok {
		return f(args)
	}
	return value.Value{}
}
func (h *fakeHost) NextInstance() dom.InstanceID { h.last++; return h.last }

func (h *fakeHost) of(in *Instance) *fakeComp {
	for _, c := range h.comps {
		if c.def == in.Def || c.def.Path == in.Def.Path {
			return c
		}
	}
	return &fakeComp{}
}

func (h *fakeHost) Create(in *Instance) value.Value {
	c := h.of(in)
	v := c.data
	for name := range in.Def.Properties {
		if v.Get(name).IsUndefined() {
			v = v.With(value.Path{{Name: name, Index: -1}}, coerce(c.types[name], value.Value{}))
		}
	}
	return v
}

func coerce(typ string, v value.Value) value.Value {
	switch typ {
	case "String":
		if v.IsNil() {
			return value.OfString("")
		}
		return value.OfString(v.ToString())
	case "Number":
		if v.IsNil() {
			return value.OfNumber(0)
		}
		return value.OfNumber(v.ToNumber())
	case "Boolean":
		return value.OfBool(v.Truthy())
	}
	return v
}

func (h *fakeHost) SetProperties(in *Instance, props []Prop) {
	c := h.of(in)
	var ch []Change
	for _, p := range props {
		ch = append(ch, Change{value.Path{{Name: p.Name, Index: -1}}, coerce(c.types[p.Name], p.Value)})
	}
	// WeChat: observers run before the tree is updated (oracle exparser).
	for i, p := range props {
		if p.Name == "tag" {
			in.SetData(ch[i : i+1])
		}
	}
	for i, p := range props {
		if c.obs != nil {
			c.obs(in, p.Name, ch[i].Value)
		}
	}
	h.inner = append(h.inner, in.SetData(ch))
}

func (h *fakeHost) life(in *Instance, name string) {
	h.log = append(h.log, fmt.Sprintf("%s%s %s", in.Def.Path, tagOf(in), name))
	if c := h.of(in); c.on != nil {
		c.on(in, name)
	}
}

func tagOf(in *Instance) string {
	if t := in.Data.Get("tag"); !t.IsUndefined() && t.ToString() != "" {
		return ":" + t.ToString()
	}
	return ""
}
func (h *fakeHost) Created(in *Instance)  { h.life(in, "created") }
func (h *fakeHost) Attached(in *Instance) { h.life(in, "attached") }
func (h *fakeHost) Ready(in *Instance)    { h.life(in, "ready") }
func (h *fakeHost) Moved(in *Instance)    { h.life(in, "moved") }
func (h *fakeHost) Detached(in *Instance) { h.life(in, "detached") }
func (h *fakeHost) Report(d wxml.Diagnostic) {
	h.reports = append(h.reports, fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Column, d.Message))
}

// screen is the other side: a dom.Tree fed with the operations.
type screen struct {
	page *Page
	tree *dom.Tree
	tb   testing.TB
	last []dom.Op
}

func newScreen(tb testing.TB, p *Page) *screen {
	s := &screen{page: p, tree: dom.NewTree(), tb: tb}
	s.sync()
	return s
}

// sync applies the operations and checks that the tree is the composed tree.
func (s *screen) sync() []dom.Op {
	s.tb.Helper()
	s.last = s.page.TakeOps()
	if err := s.tree.Mutate().Apply(s.last); err != nil {
		s.tb.Fatalf("faulty operations: %v", err)
	}
	want, got := s.page.root.Host.Dump(), dom.Dump(s.tree.Root)
	if want != got {
		s.tb.Fatalf("the operations do not make the composed tree.\nwant\n%s\ngot\n%s", want, got)
	}
	s.compare(s.page.root.Host)
	return s.last
}

// compare checks what the text dump does not show.
func (s *screen) compare(n *Node) {
	s.tb.Helper()
	d := s.tree.Node(n.id)
	if d == nil || n.el == nil {
		return
	}
	if n.owner != nil {
		if want := n.sentHandlers(); !slices.Equal(want, d.Handlers) && len(want)+len(d.Handlers) > 0 {
			s.tb.Fatalf("handlers of node %d are %v, want %v", n.id, d.Handlers, want)
		}
		if !value.Equal(n.el.dataset, d.Dataset) && n.Dataset().Len() > 0 || d.Owner != n.owner.ID || !slices.Equal(d.Classes, n.el.classes) {
			s.tb.Fatalf("node %d differs: %+v", n.id, d)
		}
	}
	for _, k := range n.Composed() {
		s.compare(k)
	}
}

// open makes a page from src with data and attaches it.
func (h *fakeHost) open(src string, data value.Value, using ...string) (*Page, *screen) {
	c := h.comp("page", src)
	c.def.Page = true
	c.data = data
	for i := 0; i+1 < len(using); i += 2 {
		c.def.Using[using[i]] = using[i+1]
	}
	p := NewPage(1, h)
	p.Open(c.def)
	s := newScreen(h.tb, p)
	p.Attach()
	p.Ready()
	s.sync()
	return p, s
}

// set is setData with pairs of path and value.
func set(in *Instance, pairs ...any) Stats {
	var ch []Change
	for i := 0; i+1 < len(pairs); i += 2 {
		path, err := value.ParsePath(pairs[i].(string))
		if err != nil {
			panic(err)
		}
		ch = append(ch, Change{path, value.From(pairs[i+1])})
	}
	return in.SetData(ch)
}

// html writes the composed children of n as the open framework's tests print them:
// no ids, no attributes on components, attributes sorted.
func html(n *Node) string {
	var b strings.Builder
	for _, k := range n.Composed() {
		if k.IsText() {
			b.WriteString(k.Text())
			continue
		}
		tag := strings.ToLower(k.Tag())
		b.WriteString("<" + tag)
		if k.Component() == nil {
			b.WriteString(htmlAttrs(k))
		}
		b.WriteString(">" + html(k) + "</" + tag + ">")
	}
	return b.String()
}
