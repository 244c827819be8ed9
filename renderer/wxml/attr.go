package wxml

import (
	"slices"
	"strings"

	"diorama/renderer/dom"
)

// sortAttrs gives the attributes in p.attrs to n by meaning. start is the offset of
// the tag.
func (p *parser) sortAttrs(n *Node, start int) {
	var branch branchAttrs
	p.attrs = p.attrs[:min(len(p.attrs), maxAttributes)]
	if p.collide() {
		slices.SortStableFunc(p.attrs, func(a, b rawAttr) int {
			if a.bare != b.bare {
				if a.bare {
					return -1
				}
				return 1
			}
			return strings.Compare(a.name, b.name)
		})
	}
	for i := range p.attrs {
		a := &p.attrs[i]
		name := a.name
		if colon := strings.IndexByte(name, ':'); colon > 0 && p.prefixed(n, a, name[:colon], name[colon+1:], &branch) {
			continue
		}
		if strings.HasPrefix(name, "wx-") {
			p.wxDash(n, a, &branch)
			continue
		}
		p.plain(n, a)
	}
	branch.apply(p, n)
	if n.For == nil {
		n.Item, n.Index = "", ""
	} else {
		if n.Item == "" {
			n.Item = "item"
		}
		if n.Index == "" {
			n.Index = "index"
		}
		if !n.HasKey {
			p.warnAt(start, "wx:for without wx:key; a key keeps the elements of moved items")
		}
	}
	if n.Kind == Include && n.Src == "" {
		p.warnAt(start, "<include> needs a src")
	}
}

// collide reports whether two attributes bind one event or name one dataset entry in
// different spellings. // WeChat: the compiler sorts names, so of bindtap and bind:tap
// the first counts, of data-A and data-a the second; oracle wcc.
func (p *parser) collide() bool {
	const few = 12
	var seen map[string]bool // when there are many
	if len(p.attrs) > few {
		seen = make(map[string]bool, len(p.attrs))
	}
	for i := range p.attrs {
		a := p.attrs[i].name
		if !strings.HasPrefix(a, "data-") && !hasBinding(a) {
			continue
		}
		if seen != nil {
			m := meaning(a)
			if seen[m] {
				return true
			}
			seen[m] = true
			continue
		}
		for j := range p.attrs[:i] {
			if b := p.attrs[j].name; a[0] == b[0] && meaning(a) == meaning(b) {
				return true
			}
		}
	}
	return false
}

// meaning is the same for attributes that bind one event or name one dataset entry.
func meaning(name string) string {
	if rest, ok := strings.CutPrefix(name, "data-"); ok {
		return "data-" + datasetName(rest)
	}
	for _, verb := range [...]string{"bind", "catch"} {
		if rest, ok := strings.CutPrefix(name, verb); ok {
			if rest, ok = strings.CutPrefix(rest, ":"); !ok {
				rest = camel(rest)
			}
			return verb + ":" + rest
		}
	}
	return name
}

// attrValueOf reads the value of a.
func (p *parser) attrValueOf(a *rawAttr) *Value {
	if a.bare {
		v := p.newValue()
		v.Bare, v.Pos = true, p.pos.at(a.nameAt)
		return v
	}
	return p.value(a.from, a.to, inAttr)
}

func (p *parser) attr(a *rawAttr, name string) Attr {
	at := p.pos.at(a.nameAt)
	return Attr{Name: name, Value: p.attrValueOf(a), Pos: at}
}

// prefixed handles prefix:rest; false means it is an ordinary attribute.
func (p *parser) prefixed(n *Node, a *rawAttr, prefix, rest string, branch *branchAttrs) bool {
	switch prefix {
	case "wx":
		p.directive(n, a, rest, branch)
	case "data":
		n.Dataset = append(n.Dataset, p.attr(a, rest))
	case "mark":
		n.Marks = append(n.Marks, p.attr(a, rest))
	case "model":
		n.Models = append(n.Models, p.attr(a, rest))
	case "change":
		n.Changes = append(n.Changes, p.attr(a, rest))
	case "generic":
		n.Generic = append(n.Generic, p.attr(a, rest))
	case "let", "slot":
		n.Lets = append(n.Lets, p.attr(a, a.name))
	case "worklet": // only Skyline has them; no effect here
	default:
		kind, capture, ok := bindingOf(prefix)
		if !ok || rest == "" {
			return false
		}
		p.event(n, a, rest, kind, capture)
	}
	return true
}

// bindingOf reads what stands before the colon of bind:tap.
func bindingOf(prefix string) (kind dom.HandlerKind, capture, ok bool) {
	base := strings.TrimPrefix(prefix, "capture-")
	capture = base != prefix
	switch base {
	case "bind":
		return dom.Bind, capture, true
	case "catch":
		return dom.Catch, capture, true
	case "mut-bind":
		return dom.MutBind, capture, true
	}
	return 0, false, false
}

func (p *parser) event(n *Node, a *rawAttr, name string, kind dom.HandlerKind, capture bool) {
	at := p.pos.at(a.nameAt)
	e := Event{Name: name, Kind: kind, Capture: capture, Value: p.attrValueOf(a), Pos: at}
	for i := range n.Events {
		if old := &n.Events[i]; old.Name == name && old.Kind == kind && old.Capture == capture {
			p.warnAt(a.nameAt, "the event "+name+" is bound twice; the last binding counts")
			*old = e
			return
		}
	}
	n.Events = append(n.Events, e)
}

// plain handles an attribute without a prefix that has a meaning.
func (p *parser) plain(n *Node, a *rawAttr) {
	name := a.name
	if n.Kind == Element && name[len(name)-1] == '-' && !strings.HasPrefix(name, "data-") {
		// WeChat: dashes at the end of a name do not count; oracle wcc.
		if short := strings.TrimRight(name, "-"); short != "" {
			name = short
		}
	}
	switch name {
	case "id":
		n.ID = p.attrValueOf(a)
	case "class":
		n.Class = p.attrValueOf(a)
	case "style":
		n.Style = p.attrValueOf(a)
	case "slot":
		n.SlotTo = p.attrValueOf(a)
	case "hidden":
		x := p.attr(a, name)
		n.Hidden = x.Value
		n.Attrs = append(n.Attrs, x)
	default:
		switch {
		case n.Kind == UseTemplate && name == "is":
			n.Is = p.attrValueOf(a)
		case n.Kind == UseTemplate && name == "data":
			n.Value = p.templateData(a)
		case n.Kind == DefTemplate && name == "name":
		case n.Kind == Include && name == "src":
			n.Src = unescapeAttr(p.src[a.from:a.to])
		case strings.HasPrefix(name, "data-"):
			n.Dataset = append(n.Dataset, p.attr(a, datasetName(name[len("data-"):])))
		case strings.HasPrefix(name, "bind") && len(name) > len("bind"):
			p.event(n, a, camel(name)[len("bind"):], dom.Bind, false)
		case strings.HasPrefix(name, "catch") && len(name) > len("catch"):
			p.event(n, a, camel(name)[len("catch"):], dom.Catch, false)
		default:
			if base := strings.TrimPrefix(name, "capture-"); base != name && hasBinding(base) || strings.HasPrefix(name, "mut-bind") {
				// WeChat: capture-bindtap is an attribute captureBindtap; oracle exparser.
				p.warnAt(a.nameAt, name+" binds no event; it needs a colon, as in capture-bind:tap")
			}
			n.Attrs = append(n.Attrs, p.attr(a, name))
		}
	}
}

func hasBinding(s string) bool {
	return strings.HasPrefix(s, "bind") || strings.HasPrefix(s, "catch") || strings.HasPrefix(s, "mut-bind")
}

// templateData reads data= of <template is>: one {{ }}, which is an object.
// WeChat: data="a" and data="{{a}}{{b}}" end the compilation, and with anything beside
// one {{ }}, white space too, the template gets no data; oracle wcc.
func (p *parser) templateData(a *rawAttr) *Value {
	if a.bare || isBlank(p.src[a.from:a.to]) {
		return nil
	}
	const want = `data= of a template is one {{ }}, as in data="{{a, b: 1}}" or data="{{...a}}"`
	v := p.value(a.from, a.to, inData)
	if v.Expr != nil {
		return v
	}
	count := 0
	for _, x := range v.Parts {
		if x.Expr != nil {
			count++
		}
	}
	if count == 1 {
		p.warnAt(a.from, want+"; with text or white space beside it the template gets no data")
	} else {
		p.errorAt(a.from, want)
	}
	return nil
}

// datasetName turns the rest of data-element-type into elementType: lower case
// first, then a letter after a dash is a capital. // WeChat: data-elementType is
// elementtype, data-a--b is a-B; documentation of events, oracle exparser.
func datasetName(s string) string {
	return camel(strings.ToLower(s))
}

// camel makes a-b to aB; a dash before anything but a small letter stays.
func camel(s string) string {
	if strings.IndexByte(s, '-') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '-' && i+1 < len(s) && s[i+1] >= 'a' && s[i+1] <= 'z' {
			i++
			c = s[i] - 32
		}
		b = append(b, c)
	}
	return string(b)
}
