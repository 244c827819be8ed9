// Package form is the form component: submit collects the named fields below.
package form

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is the form component.
var Kind = builtin.Kind{Tag: "form", New: func(h builtin.Host, n *dom.Node) builtin.Instance { return &Form{h, n} }}

// Form is the state of one form.
type Form struct {
	h builtin.Host
	n *dom.Node
}

// Update has nothing to do: a form shows nothing by itself.
func (f *Form) Update() {}

// fields visits the fields below in tree order. Those inside a component count only when
// it says so (wx://form-field-group); what stands in its slots belongs to its owner.
func (f *Form) fields(visit func(*dom.Node, builtin.Field)) {
	var closed map[dom.InstanceID]bool
	builtin.Walk(f.n, func(n *dom.Node) bool {
		if n.Instance != 0 && (closed[n.Owner] || n.Form&dom.FormGroup == 0) {
			if closed == nil {
				closed = map[dom.InstanceID]bool{}
			}
			closed[n.Instance] = true
		}
		if field, ok := f.h.Instance(n).(builtin.Field); ok && !closed[n.Owner] {
			visit(n, field)
		}
		return true
	})
}

// Submit sends the event submit with the values of all named fields.
// WeChat: documentation of form; fields without a name are left out.
func (f *Form) Submit(by *dom.Node) {
	var keys []string
	var vals []value.Value
	at := map[string]int{}
	f.fields(func(n *dom.Node, field builtin.Field) {
		name := builtin.Str(n, "name", "")
		if name == "" {
			return
		}
		if i, ok := at[name]; ok {
			vals[i] = field.Value()
			return
		}
		at[name] = len(keys)
		keys, vals = append(keys, name), append(vals, field.Value())
	})
	detail := value.M("value", value.OfMap(keys, vals), "target", target(by))
	if builtin.On(f.n, "report-submit", false) {
		detail = value.M("value", value.OfMap(keys, vals), "target", target(by), "formId", "the formId is a mock one")
	}
	f.h.Emit(f.n, builtin.Emit{Type: "submit", Detail: detail})
}

// ResetAll puts all fields back and sends the event reset.
func (f *Form) ResetAll(by *dom.Node) {
	f.fields(func(_ *dom.Node, field builtin.Field) { field.Reset() })
	f.h.Emit(f.n, builtin.Emit{Type: "reset", Detail: value.M("target", target(by))})
}

// target is what the event tells of the button.
func target(by *dom.Node) value.Value {
	dataset := by.Dataset
	if dataset.IsUndefined() {
		dataset = value.M()
	}
	return value.M("id", by.ElemID, "dataset", dataset)
}
