package logic

import (
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/view"
)

// withComponentFields adds the components below a form that are fields themselves
// (wx://form-field) to what it submits: the view layer knows the built-in fields only.
// Their value is that of the property, which the component may have set itself.
// WeChat: documentation of Component, built-in behaviors.
func withComponentFields(form *view.Node, detail value.Value) value.Value {
	fields := detail.Get("value")
	if fields.Kind() != value.Map {
		return detail
	}
	var walk func(kids []*view.Node)
	walk = func(kids []*view.Node) {
		for _, k := range kids {
			if k.IsText() {
				continue
			}
			if in := k.Component(); in != nil {
				name := in.Data.Get("name").ToString()
				if in.Def.Form&dom.FormField != 0 && name != "" && !in.Data.Get("name").IsUndefined() {
					fields = fields.With(value.Path{{Name: name, Index: -1}}, in.Data.Get("value"))
				}
				if in.Def.Form&dom.FormGroup != 0 {
					walk(in.ShadowRoot())
				}
			}
			walk(k.Children())
		}
	}
	walk(form.Children())
	return detail.With(value.Path{{Name: "value", Index: -1}}, fields)
}
