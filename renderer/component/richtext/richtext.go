// Package richtext is rich-text: nodes given as data or as HTML text.
//
// Its one idea: HTML becomes the same list of nodes that the attribute may be,
// and the list becomes inner nodes, styled by the user agent sheet.
package richtext

import (
	"strings"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is rich-text.
var Kind = builtin.Kind{Tag: "rich-text", New: newRich}

type rich struct {
	h     builtin.Host
	n     *dom.Node
	last  value.Value
	space string
	fresh bool
	imgs  []img
	made  int
}

type img struct {
	n             *dom.Node
	src           string
	width, height string
}

func newRich(h builtin.Host, n *dom.Node) builtin.Instance { return &rich{h: h, n: n, fresh: true} }

func (r *rich) Update() {
	nodes, space := r.n.Attr("nodes"), builtin.Str(r.n, "space", "")
	if r.fresh || !value.Same(nodes, r.last) || space != r.space {
		r.fresh, r.last, r.space = false, nodes, space
		m := r.h.Dom()
		for r.n.First != nil && r.n.First.Internal {
			m.Remove(r.n.First)
		}
		r.imgs, r.made = nil, 0
		list := nodes
		if nodes.Kind() == value.String {
			list = Parse(nodes.Str())
		}
		r.build(r.n, list, 0)
	}
	r.pictures()
}

func (r *rich) build(parent *dom.Node, list value.Value, depth int) {
	if depth > maxDepth {
		return
	}
	if list.Kind() == value.Map {
		list = value.OfList([]value.Value{list})
	}
	if list.Kind() != value.List {
		return
	}
	m := r.h.Dom()
	for _, it := range list.Items() {
		if r.made >= maxNodes {
			r.h.Missing("rich-text with more than 20000 nodes")
			return
		}
		if it.Kind() != value.Map {
			continue
		}
		r.made++
		name := strings.ToLower(strings.TrimSpace(it.Get("name").Str()))
		if it.Get("type").Str() == "text" || name == "" {
			if s := it.Get("text"); !s.IsNil() {
				builtin.PartText(r.h, r.n, parent, spaces(decode(s.ToString()), r.space))
			}
			continue
		}
		if !trusted[name] {
			continue // WeChat: documentation of rich-text: other tags are removed
		}
		attrs := it.Get("attrs")
		n := builtin.Part(r.h, r.n, parent, name, attrs.Get("class").Str())
		style := attrs.Get("style").Str()
		if w := attrs.Get("width"); !w.IsNil() && name != "img" {
			style = "width:" + length(w.ToString()) + ";" + style
		}
		for _, a := range kept[name] {
			if v := attrs.Get(a); !v.IsNil() && !v.IsUndefined() {
				m.SetAttr(n, a, v)
			}
		}
		if name == "ol" {
			if kind, ok := numbering[attrs.Get("type").Str()]; ok {
				style = "list-style-type:" + kind + ";" + style
			}
		}
		m.SetStyle(n, style)
		switch name {
		case "img":
			r.imgs = append(r.imgs, img{n, attrs.Get("src").Str(), length(attrs.Get("width").ToString()), length(attrs.Get("height").ToString())})
		case "br":
			builtin.PartText(r.h, r.n, n, "\n")
		default:
			r.build(n, it.Get("children"), depth+1)
		}
	}
}

// length reads the attribute width or height of HTML: px or percent.
func length(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || s == "undefined" || s == "null" || strings.Trim(s, "0123456789.%px") != "" {
		return ""
	}
	if strings.HasSuffix(s, "%") || strings.HasSuffix(s, "px") {
		return s
	}
	return s + "px"
}

func spaces(s, how string) string {
	switch how {
	case "nbsp":
		return strings.ReplaceAll(s, " ", "\u00a0")
	case "ensp":
		return strings.ReplaceAll(s, " ", "\u2002")
	case "emsp":
		return strings.ReplaceAll(s, " ", "\u2003")
	}
	return s
}

// pictures gives images their size and background as they arrive.
func (r *rich) pictures() {
	for _, g := range r.imgs {
		forced := ""
		if g.width != "" {
			forced += "width:" + g.width + ";"
		}
		if g.height != "" {
			forced += "height:" + g.height + ";"
		}
		if g.src != "" {
			src := r.h.Resolve(r.n, g.src)
			if w, h, state := r.h.Picture(src); state == builtin.PictureReady && w > 0 && h > 0 {
				forced += "background-image:" + builtin.URL(src) + ";"
				size := ""
				if g.width == "" && !strings.Contains(g.n.Style, "width") {
					size += "width:" + builtin.Px(w) + ";"
				}
				if g.height == "" && !hasHeight(g.n.Style) {
					// The height follows the used width.
					size += "height:auto;aspect-ratio:" + value.NumberString(w) + "/" + value.NumberString(h) + ";"
				}
				forced = size + forced
			}
		}
		r.h.Dom().SetForced(g.n, forced)
	}
}

func hasHeight(style string) bool {
	for _, d := range strings.Split(style, ";") {
		name, _, _ := strings.Cut(d, ":")
		if strings.TrimSpace(name) == "height" {
			return true
		}
	}
	return false
}

// kept are the attributes that layout reads. WeChat: documentation of rich-text.
var kept = map[string][]string{"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}

// numbering are the values of ol's attribute type, as HTML has them.
var numbering = map[string]string{"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}

// trusted are the tags that rich-text shows. WeChat: documentation of rich-text.
var trusted = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range strings.Fields("a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong style sub sup table tbody td tfoot th thead tr tt u ul") {
		m[t] = true
	}
	return m
}()
