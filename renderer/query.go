package renderer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/value"
)

// Fields says what Query tells of a node: the fields of SelectorQuery.
type Fields struct {
	ID, Dataset, Mark        bool
	Rect, Size               bool // left, top, right, bottom; width, height
	ScrollOffset             bool // scrollLeft, scrollTop, scrollWidth, scrollHeight
	Properties               []string
	ComputedStyle            []string
	PageRelative, NodeCanvas bool // Rect relative to the page instead of the viewport
}

// Query answers one SelectorQuery on a node. WeChat: documentation of
// NodesRef.boundingClientRect, scrollOffset and fields. Null for an unknown node;
// the root stands for the viewport in ScrollOffset.
func (d *Document) Query(id dom.NodeID, f Fields) value.Value {
	d.settle()
	n := d.tree.Node(id)
	if n == nil {
		return value.OfNull()
	}
	var keys []string
	var vals []value.Value
	put := func(k string, v any) {
		if i := slices.Index(keys, k); i >= 0 {
			vals[i] = value.From(v)
			return
		}
		keys, vals = append(keys, k), append(vals, value.From(v))
	}
	if f.ID {
		put("id", n.ElemID)
	}
	if f.Dataset {
		ds := n.Dataset
		if ds.IsUndefined() {
			ds = value.M()
		}
		put("dataset", ds)
	}
	if f.Mark {
		mark := n.Mark
		if mark.IsUndefined() {
			mark = value.M()
		}
		put("mark", mark)
	}
	if f.Rect || f.Size {
		r := d.Border(n)
		if f.PageRelative {
			x, y := d.pageOffset()
			r.X, r.Y = r.X+x, r.Y+y
		}
		if f.Rect {
			put("left", r.X)
			put("top", r.Y)
			put("right", r.X+r.W)
			put("bottom", r.Y+r.H)
		}
		if f.Size {
			put("width", r.W)
			put("height", r.H)
		}
	}
	if f.ScrollOffset {
		t := d.scrollTarget(n)
		x, y := d.ScrollOffset(t)
		w, h := d.ScrollSize(t)
		put("scrollLeft", x)
		put("scrollTop", y)
		put("scrollWidth", math.Round(w)) // whole numbers in the DOM
		put("scrollHeight", math.Round(h))
	}
	for _, name := range f.Properties {
		put(name, d.property(n, name))
	}
	for _, name := range f.ComputedStyle {
		put(name, d.ComputedStyle(id, name))
	}
	return value.OfMap(keys, vals)
}

// property is an attribute of a built-in as fields({properties}) gives it.
func (d *Document) property(n *dom.Node, name string) value.Value {
	switch name {
	case "scrollX", "scrollY", "scrollTop", "scrollLeft":
		x, y := d.ScrollOffset(d.scrollTarget(n))
		if name == "scrollTop" {
			return value.OfNumber(y)
		}
		if name == "scrollLeft" {
			return value.OfNumber(x)
		}
	}
	return attrEither(n, name)
}

// matrixText writes a transform as getComputedStyle does: its resolved value is a
// matrix, translations in CSS px.
// https://drafts.csswg.org/css-transforms-2/#serialization-of-the-computed-value
func matrixText(m geom.Matrix4, dpr float64) string {
	for i := range 3 {
		m[4*i+3] /= dpr
		m[12+i] *= dpr
	}
	args := []float64{m[0], m[4], m[1], m[5], m[3], m[7]}
	name := "matrix("
	flat := geom.Matrix4{m[0], m[1], 0, m[3], m[4], m[5], 0, m[7], 0, 0, 1, 0, 0, 0, 0, 1}
	if slices.ContainsFunc(m[:], math.IsNaN) {
		return "none"
	}
	deep := false
	for i := range m {
		deep = deep || math.Abs(m[i]-flat[i]) > 1e-6
	}
	if deep {
		args, name = make([]float64, 0, 16), "matrix3d("
		for c := range 4 {
			for r := range 4 {
				args = append(args, m[4*r+c])
			}
		}
	}
	text := make([]string, len(args))
	for i, v := range args {
		if math.Abs(v) < 1e-6 {
			v = 0
		}
		text[i] = strconv.FormatFloat(v, 'g', 6, 64)
	}
	return name + strings.Join(text, ", ") + ")"
}

func attrEither(n *dom.Node, name string) value.Value {
	if v := n.Attr(name); !v.IsUndefined() {
		return v
	}
	return n.Attr(dom.Dashed(name))
}
