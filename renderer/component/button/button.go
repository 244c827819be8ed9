// Package button is the button component.
//
// Its one idea: its looks are all in the user agent sheet (attribute selectors),
// so here is only what a tap does: forms and open-type.
package button

import (
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is the button component.
var Kind = builtin.Kind{Tag: "button", New: newButton, Hover: builtin.Hover{Class: "button-hover", Start: 20 * time.Millisecond, Stay: 70 * time.Millisecond}}

type button struct {
	h builtin.Host
	n *dom.Node
}

func newButton(h builtin.Host, n *dom.Node) builtin.Instance { return &button{h, n} }

func (b *button) Update() {
	b.h.Dom().SetState(b.n, dom.StateDisabled, builtin.On(b.n, "disabled", false))
}

// submitter is what a form offers its buttons.
type submitter interface {
	Submit(by *dom.Node)
	ResetAll(by *dom.Node)
}

// reaches reports whether a form hears of a button: from inside of a component only when
// that says so (wx://form-field-button).
func reaches(b, form *dom.Node) bool {
	owner := b.Owner
	for p := b.Parent; p != form; p = p.Parent {
		if p.Instance != 0 && p.Instance == owner {
			if p.Form&dom.FormButton == 0 {
				return false
			}
			owner = p.Owner
		}
	}
	return true
}

// Tap does form-type, then open-type.
// WeChat: documentation of button.
func (b *button) Tap(x, y float64) {
	if builtin.On(b.n, "disabled", false) {
		return
	}
	if typ := builtin.Str(b.n, "form-type", ""); typ != "" {
		if form := builtin.Ancestor(b.n, "form"); form != nil && reaches(b.n, form) {
			if s, ok := b.h.Instance(form).(submitter); ok {
				switch typ {
				case "submit":
					s.Submit(b.n)
				case "reset":
					s.ResetAll(b.n)
				}
			}
		}
	}
	if open := builtin.Str(b.n, "open-type", ""); open != "" {
		keys, vals := []string{"openType"}, []value.Value{value.OfString(open)}
		for _, a := range b.n.Attrs {
			keys, vals = append(keys, a.Name), append(vals, a.Value)
		}
		b.h.Act(b.n, "openType", value.M("openType", open, "attrs", value.OfMap(keys[1:], vals[1:])))
	}
}

// Answer tells what the phone gave for open-type: {event: "getphonenumber",
// detail: {…}} becomes that event on the button.
func (b *button) Answer(v value.Value) {
	if event := v.Get("event"); event.Kind() == value.String && event.Str() != "" {
		b.h.Emit(b.n, builtin.Emit{Type: event.Str(), Detail: v.Get("detail")})
	}
}
