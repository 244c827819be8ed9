// Package choice is switch, checkbox, radio, their groups, and label.
//
// Its one idea: they share one state, checked, shown by the class
// …-input-checked on the inner node, which pages restyle.
package choice

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// The kinds.
var (
	Switch        = builtin.Kind{Tag: "switch", New: newSwitch}
	Checkbox      = builtin.Kind{Tag: "checkbox", New: newCheckbox}
	Radio         = builtin.Kind{Tag: "radio", New: newRadio}
	CheckboxGroup = builtin.Kind{Tag: "checkbox-group", New: func(h builtin.Host, n *dom.Node) builtin.Instance { return &group{h: h, n: n, tag: "checkbox"} }}
	RadioGroup    = builtin.Kind{Tag: "radio-group", New: func(h builtin.Host, n *dom.Node) builtin.Instance { return &group{h: h, n: n, tag: "radio"} }}
	Label         = builtin.Kind{Tag: "label", New: func(h builtin.Host, n *dom.Node) builtin.Instance { return &label{h, n} }}
)

type box struct {
	h     builtin.Host
	n     *dom.Node
	tag   string
	input *dom.Node
	attr  value.Value
	fresh bool
	on    bool
}

func newSwitch(h builtin.Host, n *dom.Node) builtin.Instance {
	b := &box{h: h, n: n, tag: "switch", fresh: true}
	wrapper := builtin.Part(h, n, n, "view", "wx-switch-wrapper")
	b.input = builtin.Part(h, n, wrapper, "view", "wx-switch-input")
	return b
}

func newBox(h builtin.Host, n *dom.Node, tag string) builtin.Instance {
	b := &box{h: h, n: n, tag: tag, fresh: true}
	wrapper := builtin.Part(h, n, n, "view", "wx-"+tag+"-wrapper")
	b.input = builtin.Part(h, n, wrapper, "view", "wx-"+tag+"-input")
	builtin.Slot(h, n, builtin.Part(h, n, wrapper, "view", "wx-"+tag+"-slot"))
	return b
}

func newCheckbox(h builtin.Host, n *dom.Node) builtin.Instance { return newBox(h, n, "checkbox") }
func newRadio(h builtin.Host, n *dom.Node) builtin.Instance    { return newBox(h, n, "radio") }

func (b *box) disabled() bool { return builtin.On(b.n, "disabled", false) }

func (b *box) Update() {
	if v := b.n.Attr("checked"); b.fresh || !value.Same(v, b.attr) {
		b.attr = v
		on := builtin.On(b.n, "checked", false)
		if on && b.tag == "radio" && !b.on {
			b.uncheckOthers()
		}
		b.on = on
	}
	b.fresh = false
	b.show()
}

func (b *box) show() {
	m := b.h.Dom()
	name := b.tag
	if b.tag == "switch" && builtin.Str(b.n, "type", "switch") == "checkbox" {
		name = "checkbox"
	}
	class := "wx-" + name + "-input"
	all := class
	if b.on {
		all += " " + class + "-checked"
	}
	if b.disabled() {
		all += " " + class + "-disabled wx-" + name + "-disabled"
	}
	m.SetClasses(b.input, builtin.Classes(b.n, all))
	m.SetState(b.n, dom.StateChecked, b.on)
	m.SetState(b.n, dom.StateDisabled, b.disabled())
	forced := ""
	if color := builtin.Color(b.n, "color", ""); color != "" && b.on && !b.disabled() {
		if name == "checkbox" {
			forced = "color:" + color
		} else {
			forced = "background-color:" + color + ";border-color:" + color
		}
	}
	m.SetForced(b.input, forced)
}

// Tap toggles. WeChat: documentation; a checked radio stays checked.
func (b *box) Tap(x, y float64) {
	if b.disabled() || b.tag == "radio" && b.on {
		return
	}
	b.set(!b.on)
	if b.tag == "switch" {
		b.h.Emit(b.n, builtin.Emit{Type: "change", Detail: value.M("value", b.on), Model: "checked", ModelValue: value.OfBool(b.on)})
		return
	}
	b.h.Emit(b.n, builtin.Emit{Model: "checked", ModelValue: value.OfBool(b.on)})
	if b.tag == "radio" {
		b.uncheckOthers()
	}
	if g := builtin.Ancestor(b.n, b.tag+"-group"); g != nil {
		if inst, ok := b.h.Instance(g).(*group); ok {
			inst.tell()
		}
	}
}

// set changes the state as the user did; the attribute counts again when it changes.
func (b *box) set(on bool) {
	b.on = on
	b.show()
}

func (b *box) uncheckOthers() {
	g := builtin.Ancestor(b.n, "radio-group")
	if g == nil {
		return
	}
	if inst, ok := b.h.Instance(g).(*group); ok {
		for _, o := range inst.boxes() {
			if o != b && o.on {
				o.set(false)
				o.attr = value.OfBool(false)
			}
		}
	}
}

func (b *box) valueAttr() value.Value {
	v := b.n.Attr("value")
	if v.IsNil() {
		return value.OfString("")
	}
	return v
}

// Value makes a switch a form field; checkboxes and radios are collected by
// their groups.
func (b *box) Value() value.Value { return value.OfBool(b.on) }

func (b *box) Reset() {
	if b.on {
		b.set(false)
	}
}

// Keep is the state for hot reload.
func (b *box) Keep() value.Value { return value.OfBool(b.on) }

// Restore puts it back.
func (b *box) Restore(v value.Value) { b.set(v.Truthy()) }

type group struct {
	h   builtin.Host
	n   *dom.Node
	tag string
}

func (g *group) Update() {}

func (g *group) boxes() []*box {
	var out []*box
	builtin.Walk(g.n, func(n *dom.Node) bool {
		if n.Tag == g.tag {
			if b, ok := g.h.Instance(n).(*box); ok {
				out = append(out, b)
			}
			return false
		}
		return n.Tag != g.tag+"-group"
	})
	return out
}

// Value is the list of the checked boxes' values, or the one of the checked radio.
func (g *group) Value() value.Value {
	if g.tag == "radio" {
		for _, b := range g.boxes() {
			if b.on {
				return b.valueAttr()
			}
		}
		return value.OfString("")
	}
	list := []value.Value{}
	for _, b := range g.boxes() {
		if b.on {
			list = append(list, b.valueAttr())
		}
	}
	return value.OfList(list)
}

func (g *group) Reset() {
	for _, b := range g.boxes() {
		b.Reset()
	}
}

func (g *group) tell() {
	g.h.Emit(g.n, builtin.Emit{Type: "change", Detail: value.M("value", g.Value())})
}

type label struct {
	h builtin.Host
	n *dom.Node
}

func (l *label) Update() {}

// Tap goes to the control: the one that for names, else the first one inside.
// WeChat: documentation of label.
func (l *label) Tap(x, y float64) {
	if target := l.target(); target != nil {
		if t, ok := l.h.Instance(target).(builtin.Tapper); ok {
			t.Tap(x, y)
		}
	}
}

func (l *label) target() *dom.Node {
	id := builtin.Str(l.n, "for", "")
	from := l.n
	if id != "" {
		from = l.h.Tree().Root
	}
	var found *dom.Node
	builtin.Walk(from, func(n *dom.Node) bool {
		if found != nil {
			return false
		}
		if id != "" {
			if n.ElemID == id && n.Owner == l.n.Owner {
				found = n
			}
			return true
		}
		switch n.Tag {
		case "button", "checkbox", "radio", "switch", "input", "textarea":
			found = n
		}
		return true
	})
	return found
}
