package view

import (
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// StaticHost is a Host without a logic layer: templates from memory, no components,
// no wxs. The host process uses it for the system UI; tests use it too.
type StaticHost struct {
	Templates map[string]*wxml.Template // by project path
	Data      value.Value               // first data of a page
	Reports   []wxml.Diagnostic         // what was reported

	last dom.InstanceID
}

var _ Host = (*StaticHost)(nil)

// Page opens the template at file with data and attaches it. The templates must
// have it.
func (h *StaticHost) Page(file string, data value.Value) *Page {
	h.Data = data
	p := NewPage(0, h)
	t := h.Templates[file]
	if t == nil {
		t = &wxml.Template{File: file}
	}
	p.Open(&Definition{Path: file, Template: t, Page: true})
	p.Attach()
	return p
}

// Definition finds nothing: there are no components.
func (h *StaticHost) Definition(string) *Definition { return nil }

// Template gives a template of the map.
func (h *StaticHost) Template(file string) *wxml.Template { return h.Templates[file] }

// Wxs gives nothing.
func (h *StaticHost) Wxs(string, *wxml.Wxs) value.Value { return value.Value{} }

// CallWxs gives undefined.
func (h *StaticHost) CallWxs(value.Value, value.Value, []value.Value) value.Value {
	return value.Value{}
}

// NextInstance counts from 1.
func (h *StaticHost) NextInstance() dom.InstanceID {
	h.last++
	return h.last
}

// Create gives Data.
func (h *StaticHost) Create(*Instance) value.Value { return h.Data }

// SetProperties does nothing.
func (h *StaticHost) SetProperties(*Instance, []Prop) {}

// Created does nothing.
func (h *StaticHost) Created(*Instance) {}

// Attached does nothing.
func (h *StaticHost) Attached(*Instance) {}

// Ready does nothing.
func (h *StaticHost) Ready(*Instance) {}

// Moved does nothing.
func (h *StaticHost) Moved(*Instance) {}

// Detached does nothing.
func (h *StaticHost) Detached(*Instance) {}

// Report keeps the diagnostic.
func (h *StaticHost) Report(d wxml.Diagnostic) { h.Reports = append(h.Reports, d) }
