// Package picker is the picker component: a tap asks the surroundings to choose.
//
// Its one idea: the chooser belongs to the phone, not to the page; it gets all
// attributes and answers with {type: "confirm"|"cancel"|"columnchange", …}.
package picker

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is the picker component.
var Kind = builtin.Kind{Tag: "picker", New: newPicker}

type picker struct {
	h      builtin.Host
	n      *dom.Node
	attr   value.Value
	chosen value.Value
	fresh  bool
}

func newPicker(h builtin.Host, n *dom.Node) builtin.Instance {
	return &picker{h: h, n: n, fresh: true}
}

func (p *picker) mode() string { return builtin.Str(p.n, "mode", "selector") }

func (p *picker) Update() {
	if v := p.n.Attr("value"); p.fresh || !value.Equal(v, p.attr) {
		p.attr, p.chosen, p.fresh = v, v, false
	}
	switch p.mode() {
	case "selector", "multiSelector", "time", "date", "region":
	default:
		p.h.Missing("picker mode=" + p.mode())
	}
}

// current is the value, or the default of the mode.
func (p *picker) current() value.Value {
	if !p.chosen.IsNil() {
		return p.chosen
	}
	switch p.mode() {
	case "multiSelector", "region":
		return value.OfList(nil)
	case "time", "date":
		return value.OfString("")
	}
	return value.OfInt(0)
}

// Tap opens the chooser: Action "picker" with mode, value and the attributes.
func (p *picker) Tap(x, y float64) {
	if builtin.On(p.n, "disabled", false) {
		return
	}
	p.h.Act(p.n, "picker", value.M(
		"mode", p.mode(), "value", p.current(), "range", builtin.Attr(p.n, "range"), "rangeKey", builtin.Str(p.n, "range-key", ""),
		"start", builtin.Str(p.n, "start", ""), "end", builtin.Str(p.n, "end", ""), "fields", builtin.Str(p.n, "fields", "day"),
		"customItem", builtin.Str(p.n, "custom-item", ""), "level", builtin.Str(p.n, "level", "region"), "headerText", builtin.Str(p.n, "header-text", "")))
}

// Answer is what was chosen.
func (p *picker) Answer(v value.Value) {
	switch v.Get("type").ToString() {
	case "cancel":
		p.h.Emit(p.n, builtin.Emit{Type: "cancel", Detail: value.M()})
	case "columnchange":
		p.h.Emit(p.n, builtin.Emit{Type: "columnchange", Detail: value.M("column", v.Get("column"), "value", v.Get("value"))})
	default:
		chosen := v.Get("value")
		p.chosen = chosen
		detail := value.M("value", chosen)
		if code := v.Get("code"); !code.IsNil() {
			detail = value.M("value", chosen, "code", code, "postcode", v.Get("postcode"))
		}
		if p.mode() == "selector" && chosen.Kind() == value.Number {
			// WeChat: the event tells the index as a string, as the official demo prints it.
			detail = value.M("value", chosen.ToString())
		}
		p.h.Emit(p.n, builtin.Emit{Type: "change", Detail: detail, Model: "value", ModelValue: chosen})
	}
}

func (p *picker) Value() value.Value { return p.current() }

func (p *picker) Reset() { p.chosen = p.attr }
