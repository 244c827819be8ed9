package style

import (
	"slices"
	"strings"

	"diorama/renderer/wxss"
)

// ShapeKind is the function of a basic shape.
type ShapeKind uint8

// The kinds of Shape. ShapeBox is a reference box alone.
const (
	ShapeBox ShapeKind = iota
	ShapeInset
	ShapeCircle
	ShapeEllipse
	ShapePolygon
	ShapePath
)

var shapeNames = [...]string{ShapeInset: "inset", ShapeCircle: "circle", ShapeEllipse: "ellipse", ShapePolygon: "polygon", ShapePath: "path"}

// Shape is a computed basic shape with its reference box, lengths in device px.
// https://www.w3.org/TR/css-shapes-1/#supported-basic-shapes
//
// Not done: rect(), xywh() and shape(); they are refused.
type Shape struct {
	Kind    ShapeKind
	Box     string    // the reference box; "" is border-box
	EvenOdd bool      // of polygon and path
	Args    []Length  // inset: top, right, bottom, left; polygon: x, y of every point
	Radius  []Length  // inset: none, or four horizontal and four vertical ones; circle: one; ellipse: two
	Extent  [2]string // of circle and ellipse: closest-side or farthest-side in place of the radius, "" the radius
	Placed  bool      // a centre was given
	CX, CY  Length    // the centre of circle and ellipse
	Path    string    // SVG path data in CSS px
}

// ParseShape reads a value of clip-path in which px are device px; nil for what is no
// shape. Styles come from sheets; this is for whoever has only text.
func ParseShape(text string) *Shape {
	p := &vparser{toks: wxss.Tokenize(text)}
	s, ok := p.shape()
	if !ok || !p.end() {
		return nil
	}
	m := newMetrics(Env{DPR: 1, RootFontSize: 16})
	return s.resolve(&m)
}

// sshape is a shape as specified.
type sshape struct {
	kind         ShapeKind
	box          string
	evenOdd      bool
	args, radius []slen
	extent       [2]string
	placed       bool
	at           [2]slen
	path         string
}

var shapeBoxes = [...]string{"border-box", "padding-box", "content-box", "margin-box", "fill-box", "stroke-box", "view-box"}

// shape reads <basic-shape> || <geometry-box>.
func (p *vparser) shape() (s sshape, ok bool) {
	box := func() bool {
		p.ws()
		if t := p.tok(); s.box == "" && t.Kind == wxss.Ident && slices.Contains(shapeBoxes[:], wxss.Lower(t.Text)) {
			s.box = wxss.Lower(t.Text)
			p.i++
			return true
		}
		return false
	}
	ok = box()
	p.ws()
	if t := p.tok(); t.Kind == wxss.Function {
		p.i++
		if !s.function(p, wxss.Lower(t.Text)) || !p.close() {
			return s, false
		}
		ok = true
		box()
	}
	return s, ok
}

func (s *sshape) function(p *vparser, name string) bool {
	s.kind = ShapeKind(max(slices.Index(shapeNames[:], name), 0))
	switch s.kind {
	case ShapeInset:
		return s.inset(p)
	case ShapeCircle, ShapeEllipse:
		return s.round(p)
	case ShapePolygon:
		return s.polygon(p)
	case ShapePath:
		if s.fillRule(p) && !p.comma() {
			return false
		}
		p.ws()
		t := p.tok()
		s.path = t.Text
		p.i++
		return t.Kind == wxss.String
	}
	return false
}

func (s *sshape) fillRule(p *vparser) bool {
	s.evenOdd = p.word("evenodd")
	return s.evenOdd || p.word("nonzero")
}

func (s *sshape) inset(p *vparser) bool {
	v, ok := four(p, func() (slen, bool) { return p.length(fPct | fNeg) })
	s.args = v[:]
	if !ok || !p.word("round") {
		return ok
	}
	x, y, ok := p.radii()
	s.radius = append(x[:], y[:]...)
	return ok
}

func (s *sshape) round(p *vparser) bool {
	n := 1
	if s.kind == ShapeEllipse {
		n = 2
	}
	s.extent = [2]string{"closest-side", "closest-side"}
	s.radius = make([]slen, n)
	count := 0
	for ; count < n && !p.atClose() && !p.tok().Is("at"); count++ {
		switch {
		case p.word("closest-side"):
		case p.word("farthest-side"):
			s.extent[count] = "farthest-side"
		default:
			l, ok := p.length(fPct)
			if !ok {
				return false
			}
			s.radius[count], s.extent[count] = l, ""
		}
	}
	if count > 0 && count < n {
		return false
	}
	half := slen{u: uPct, v: 50}
	s.at = [2]slen{half, half}
	if p.word("at") {
		s.placed = true
		var ok bool
		s.at, ok = p.position()
		return ok
	}
	return true
}

func (s *sshape) polygon(p *vparser) bool {
	if s.fillRule(p) && !p.comma() {
		return false
	}
	for len(s.args) < 2*MaxShapePoints {
		x, ok := p.length(fPct | fNeg)
		y, ok2 := p.length(fPct | fNeg)
		if !ok || !ok2 {
			return false
		}
		s.args = append(s.args, x, y)
		if !p.comma() {
			return true
		}
	}
	return false
}

func (s *sshape) resolve(m *metrics) *Shape {
	out := &Shape{Kind: s.kind, Box: s.box, EvenOdd: s.evenOdd, Extent: s.extent, Placed: s.placed, Path: s.path}
	if out.Box == "border-box" && s.kind != ShapeBox {
		out.Box = ""
	}
	list := func(in []slen, radii bool) []Length {
		if in == nil {
			return nil
		}
		l := make([]Length, len(in))
		for i := range in {
			l[i] = m.length(in[i])
			if radii && l[i].Kind == Px {
				l[i].Px = max(l[i].Px, 0)
			}
		}
		return l
	}
	out.Args, out.Radius = list(s.args, false), list(s.radius, true)
	if s.kind == ShapeCircle || s.kind == ShapeEllipse {
		out.CX, out.CY = m.length(s.at[0]), m.length(s.at[1])
	}
	return out
}

func clipPath() prop {
	return ref("clip-path", func(c *Computed) **Shape { return &c.ClipPath }, func(p *vparser) (any, bool) {
		if p.word("none") {
			return (*sshape)(nil), true
		}
		s, ok := p.shape()
		return &s, ok
	}, func(a *applier, v any) *Shape {
		if s := v.(*sshape); s != nil {
			return s.resolve(&a.m)
		}
		return nil
	})
}

// Equal reports whether two shapes are written alike; nil is none.
func (s *Shape) Equal(o *Shape) bool {
	return s == o || s != nil && o != nil && s.Kind == o.Kind && s.Box == o.Box && s.EvenOdd == o.EvenOdd && s.Extent == o.Extent && s.Placed == o.Placed &&
		s.Path == o.Path && eqLen(s.CX, o.CX) && eqLen(s.CY, o.CY) && slices.EqualFunc(s.Args, o.Args, eqLen) && slices.EqualFunc(s.Radius, o.Radius, eqLen)
}

// shape writes a shape as CSSOM does.
func (w *writer) shape(s *Shape) string {
	if s == nil {
		return "none"
	}
	lengths := func(l []Length) []string {
		var out []string
		for _, x := range l {
			out = append(out, w.length(x, ""))
		}
		return out
	}
	rule := ""
	if s.EvenOdd {
		rule = "evenodd, "
	}
	var body string
	switch s.Kind {
	case ShapeBox:
		return s.Box
	case ShapeInset:
		body = w.four([4]Length(s.Args), " ", true)
		if len(s.Radius) == 8 && slices.ContainsFunc(s.Radius, func(l Length) bool { return l.Kind != Px || l.Px != 0 }) {
			x, y := w.four([4]Length(s.Radius[:4]), " ", true), w.four([4]Length(s.Radius[4:]), " ", true)
			body += " round " + x + pick(x == y, "", " / "+y)
		}
	case ShapeCircle, ShapeEllipse:
		var parts []string
		for i, r := range s.Radius {
			parts = append(parts, pick(s.Extent[i] == "", w.length(r, ""), s.Extent[i]))
		}
		if !slices.ContainsFunc(s.Extent[:len(s.Radius)], func(e string) bool { return e != "closest-side" }) {
			parts = nil
		}
		if s.Placed {
			parts = append(parts, "at", w.length(s.CX, ""), w.length(s.CY, ""))
		}
		body = strings.Join(parts, " ")
	case ShapePolygon:
		var parts []string
		l := lengths(s.Args)
		for i := 0; i+1 < len(l); i += 2 {
			parts = append(parts, l[i]+" "+l[i+1])
		}
		body = rule + strings.Join(parts, ", ")
	case ShapePath:
		body = rule + quote(s.Path)
	}
	return shapeNames[s.Kind] + "(" + body + ")" + pick(s.Box == "", "", " "+s.Box)
}
