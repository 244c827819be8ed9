package paint

import (
	"image"
	"math"
	"strconv"
	"strings"
	"unicode"

	"diorama/renderer/geom"
	"diorama/renderer/raster"
)

// basicShape is a clip-path: inset(), circle(), ellipse(), polygon() or path().
type basicShape struct {
	kind    string
	evenOdd bool
	args    []shapeLength // polygon: x, y pairs; inset: four sides
	radius  []shapeLength // inset … round: 8 radii; circle, ellipse: rx, ry
	extent  [2]string     // closest-side, farthest-side instead of a radius
	cx, cy  shapeLength
	path    string
	box     string // reference box, "" is border-box
}

// shapeLength is px plus a percentage.
type shapeLength struct{ px, pct float64 }

func (l shapeLength) at(base float64) float64 { return l.px + l.pct*base/100 }

// maxShapePoints bounds the points of a polygon() or path().
const maxShapePoints = 1 << 14

// parseClipPath reads a clip-path value. ok is false for what is not understood.
func parseClipPath(s string) (sh basicShape, ok bool) {
	s = strings.TrimSpace(s)
	for _, box := range []string{"border-box", "padding-box", "content-box", "margin-box", "fill-box", "stroke-box", "view-box"} {
		if t := strings.TrimSpace(strings.TrimSuffix(s, box)); t != s && (t == "" || strings.HasSuffix(t, ")")) {
			s, sh.box = t, box
		} else if t := strings.TrimSpace(strings.TrimPrefix(s, box)); t != s {
			s, sh.box = t, box
		}
	}
	if s == "" && sh.box != "" {
		sh.kind = "inset"
		sh.args = make([]shapeLength, 4)
		return sh, true
	}
	open := strings.IndexByte(s, '(')
	if open <= 0 || !strings.HasSuffix(s, ")") {
		return sh, false
	}
	sh.kind = strings.ToLower(strings.TrimSpace(s[:open]))
	body := strings.TrimSpace(s[open+1 : len(s)-1])
	switch sh.kind {
	case "inset":
		return sh, sh.inset(body)
	case "circle", "ellipse":
		return sh, sh.round(body)
	case "polygon":
		return sh, sh.polygon(body)
	case "path":
		if rest, found := strings.CutPrefix(body, "evenodd"); found {
			sh.evenOdd = true
			body = strings.TrimLeft(rest, " ,\t\n")
		} else if rest, found := strings.CutPrefix(body, "nonzero"); found {
			body = strings.TrimLeft(rest, " ,\t\n")
		}
		if len(body) < 2 || body[0] != body[len(body)-1] || body[0] != '"' && body[0] != '\'' {
			return sh, false
		}
		sh.path = body[1 : len(body)-1]
		return sh, true
	}
	return sh, false
}

// parseShapeLength reads px, a percentage, or calc() with both: style has turned
// all other units into device px.
func parseShapeLength(s string) (shapeLength, bool) {
	s = strings.ToLower(s)
	if body, ok := strings.CutPrefix(s, "calc("); ok {
		px, pct, _ := strings.Cut(strings.TrimSuffix(body, ")"), " + ")
		a, ok := parseShapeLength(px)
		c, ok2 := parseShapeLength(pct)
		return shapeLength{a.px, c.pct}, ok && ok2
	}
	num, percent := strings.CutSuffix(s, "%")
	if !percent {
		num, _ = strings.CutSuffix(s, "px")
	}
	v, err := strconv.ParseFloat(num, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return shapeLength{}, false
	}
	if percent {
		return shapeLength{pct: v}, true
	}
	return shapeLength{px: v}, v == 0 || num != s
}

// words splits at spaces that stand outside of parentheses.
func words(s string) []string {
	depth := 0
	return strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		return depth <= 0 && unicode.IsSpace(r)
	})
}

func parseLengths(fields []string) ([]shapeLength, bool) {
	out := make([]shapeLength, 0, len(fields))
	for _, f := range fields {
		l, ok := parseShapeLength(f)
		if !ok {
			return nil, false
		}
		out = append(out, l)
	}
	return out, true
}

// four expands one to four values to top, right, bottom, left.
func four(v []shapeLength) ([]shapeLength, bool) {
	switch len(v) {
	case 1:
		return []shapeLength{v[0], v[0], v[0], v[0]}, true
	case 2:
		return []shapeLength{v[0], v[1], v[0], v[1]}, true
	case 3:
		return []shapeLength{v[0], v[1], v[2], v[1]}, true
	case 4:
		return v, true
	}
	return nil, false
}

func (sh *basicShape) inset(body string) bool {
	sides, round, rounded := strings.Cut(body, "round")
	v, ok := parseLengths(words(sides))
	if !ok {
		return false
	}
	if sh.args, ok = four(v); !ok {
		return false
	}
	if !rounded {
		return true
	}
	h, w, two := strings.Cut(round, "/")
	if !two {
		w = h
	}
	for _, part := range []string{h, w} {
		v, ok := parseLengths(words(part))
		if !ok {
			return false
		}
		if v, ok = four(v); !ok {
			return false
		}
		sh.radius = append(sh.radius, v...)
	}
	return true
}

func (sh *basicShape) round(body string) bool {
	sh.cx, sh.cy = shapeLength{pct: 50}, shapeLength{pct: 50}
	sh.extent = [2]string{"closest-side", "closest-side"}
	fields := words(body)
	for i, f := range fields {
		if f == "at" {
			if !sh.position(fields[i+1:]) {
				return false
			}
			fields = fields[:i]
			break
		}
	}
	want := 1
	if sh.kind == "ellipse" {
		want = 2
	}
	if len(fields) == 0 {
		return true
	}
	if len(fields) != want {
		return false
	}
	sh.radius = make([]shapeLength, want)
	for i, f := range fields {
		if f == "closest-side" || f == "farthest-side" {
			sh.extent[i] = f
			continue
		}
		l, ok := parseShapeLength(f)
		if !ok {
			return false
		}
		sh.radius[i], sh.extent[i] = l, ""
	}
	return true
}

// position reads one, two or four values, the last with offsets from two sides.
func (sh *basicShape) position(f []string) bool {
	if len(f) == 4 {
		for i := 0; i < 4; i += 2 {
			l, ok := parseShapeLength(f[i+1])
			if !ok {
				return false
			}
			far := shapeLength{-l.px, 100 - l.pct}
			switch f[i] {
			case "left":
				sh.cx = l
			case "right":
				sh.cx = far
			case "top":
				sh.cy = l
			case "bottom":
				sh.cy = far
			default:
				return false
			}
		}
		return true
	}
	if len(f) == 0 || len(f) > 2 {
		return false
	}
	for i, s := range f {
		var l shapeLength
		switch s {
		case "left", "top":
		case "right", "bottom":
			l.pct = 100
		case "center":
			l.pct = 50
		default:
			var ok bool
			if l, ok = parseShapeLength(s); !ok {
				return false
			}
		}
		// A keyword of the vertical axis may come first.
		other := len(f) == 2 && (f[1-i] == "top" || f[1-i] == "bottom")
		vertical := s == "top" || s == "bottom" || i == 1 && s != "left" && s != "right" && !(s == "center" && other)
		if s == "center" && i == 0 && len(f) == 2 && (f[1] == "left" || f[1] == "right") {
			vertical = true
		}
		if vertical {
			sh.cy = l
		} else {
			sh.cx = l
		}
	}
	return true
}

func (sh *basicShape) polygon(body string) bool {
	for i, pt := range strings.Split(body, ",") {
		f := words(pt)
		if i == 0 && len(f) == 1 && (f[0] == "evenodd" || f[0] == "nonzero") {
			sh.evenOdd = f[0] == "evenodd"
			continue
		}
		v, ok := parseLengths(f)
		if !ok || len(v) != 2 || len(sh.args) > maxShapePoints {
			return false
		}
		sh.args = append(sh.args, v...)
	}
	return len(sh.args) >= 2
}

// outline gives the shape in a reference box.
func (sh *basicShape) outline(r raster.RRect, m geom.Matrix, dpr float64) *raster.Path {
	p := raster.NewPath(m)
	p.EvenOdd = sh.evenOdd
	w, h := r.X1-r.X0, r.Y1-r.Y0
	switch sh.kind {
	case "inset":
		in := raster.RRect{X0: r.X0 + sh.args[3].at(w), Y0: r.Y0 + sh.args[0].at(h), X1: r.X1 - sh.args[1].at(w), Y1: r.Y1 - sh.args[2].at(h)}
		if in.Empty() {
			break
		}
		for i := range in.Radii {
			if len(sh.radius) == 8 {
				in.Radii[i] = raster.Corner{X: sh.radius[i].at(w), Y: sh.radius[i+4].at(h)}
			} else if sh.box != "" && sh.args[0] == (shapeLength{}) {
				in.Radii[i] = r.Radii[i]
			}
		}
		p.RRect(in.Fit(), false)
	case "circle", "ellipse":
		cx, cy := sh.cx.at(w), sh.cy.at(h)
		near := func(c, s float64) float64 { return min(math.Abs(c), math.Abs(s-c)) }
		far := func(c, s float64) float64 { return max(math.Abs(c), math.Abs(s-c)) }
		size := func(i int, base, c, s float64) float64 {
			switch sh.extent[i] {
			case "closest-side":
				return near(c, s)
			case "farthest-side":
				return far(c, s)
			}
			return sh.radius[i].at(base)
		}
		var rx, ry float64
		if sh.kind == "circle" {
			switch sh.extent[0] {
			case "closest-side":
				rx = min(near(cx, w), near(cy, h))
			case "farthest-side":
				rx = max(far(cx, w), far(cy, h))
			default:
				rx = sh.radius[0].at(math.Sqrt((w*w + h*h) / 2))
			}
			ry = rx
		} else {
			rx, ry = size(0, w, cx, w), size(1, h, cy, h)
		}
		if rx > 0 && ry > 0 {
			p.Ellipse(r.X0+cx, r.Y0+cy, rx, ry)
		}
	case "polygon":
		for i := 0; i+1 < len(sh.args); i += 2 {
			x, y := r.X0+sh.args[i].at(w), r.Y0+sh.args[i+1].at(h)
			if i == 0 {
				p.MoveTo(x, y)
			} else {
				p.LineTo(x, y)
			}
		}
		p.Close()
	case "path":
		svgPath(p, sh.path, r.X0, r.Y0, dpr)
	}
	return p
}

// beginClipPath opens the clip of p's clip-path and gives its item; -1 when there
// is none that is understood.
func (b *builder) beginClipPath(p *part) int32 {
	sh, ok := parseClipPath(p.st.ClipPath)
	if !ok {
		b.list.unsupported("clip-path: " + p.st.ClipPath)
		return -1
	}
	ref := borderBox(p.rect, p.st)
	switch sh.box {
	case "padding-box":
		w := insets(p.border)
		ref = ref.Inset(w[0], w[1], w[2], w[3])
	case "content-box":
		bx := p.boxes(ref)
		ref = bx.content
	}
	sp := b.list.spaces[p.space]
	dpr := b.opts.dpr()
	path := sh.outline(ref, sp.m, dpr)
	path.Close()
	it := Item{Op: OpClip, Alpha: 255, Space: p.space, Clip: -1, Layer: b.layer, Frame: p.sf, Ref: int32(len(b.list.paths))}
	b.list.paths = append(b.list.paths, pathOp{path: path})
	h := newHash()
	h.shape(ref, b.scrollOf(p.sf, p.space))
	for _, c := range []byte(p.st.ClipPath) {
		h.add(uint64(c))
	}
	// What is inside knows by its layer that it is cut.
	b.list.layers = append(b.list.layers, layerOp{parent: b.layer, alpha: 255, outer: b.cull, frame: p.sf, pass: true})
	id := int32(len(b.list.layers) - 1)
	b.push(it, h)
	at := int32(len(b.list.Items) - 1)
	op := &b.list.layers[id]
	op.ident = b.list.Items[at].Hash
	b.layer = id
	b.cull = b.cull.Intersect(path.Bounds())
	return at
}

func (b *builder) endClipPath(at int32) {
	op := &b.list.layers[b.layer]
	bounds := b.cull
	b.cull, b.layer = op.outer, op.parent
	if int(at) == len(b.list.Items)-1 || bounds.Empty() {
		b.dropLayer(at)
		return
	}
	it := &b.list.Items[at]
	var content image.Rectangle
	for _, c := range b.list.Items[at+1:] {
		content = content.Union(c.Bounds)
	}
	it.Bounds = content
	it.Skip = int32(len(b.list.Items))
	h := newHash()
	h.add(it.Hash)
	b.push(Item{Op: OpUnclip, Alpha: 255, Clip: -1, Layer: b.layer, Bounds: content, Frame: it.Frame}, h)
}
