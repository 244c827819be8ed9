package style

import (
	"diorama/renderer/wxss"
)

// sshadow is a shadow as specified.
type sshadow struct {
	x, y, blur, spread slen
	color              scolor
	inset              bool
}

func lookProps() []prop {
	return []prop{
		colorProp("background-color", func(c *Computed) *Color { return &c.BackgroundColor }),
		ref("box-shadow", func(c *Computed) *[]Shadow { return &c.BoxShadow },
			func(p *vparser) (any, bool) { return p.shadows(true) }, convShadows),
		num("opacity", func(c *Computed) *float32 { return &c.Opacity }, 0, 1, true),
		line("outline-width", func(c *Computed) *float32 { return &c.OutlineWidth }),
		kw("outline-style", func(c *Computed) *Keyword { return &c.OutlineStyle }, outlineStyleWords),
		colorProp("outline-color", func(c *Computed) *Color { return &c.OutlineColor }).currentInit(),
		px("outline-offset", func(c *Computed) *float32 { return &c.OutlineOffset }, fNeg),
		ref("transform", func(c *Computed) *[]TransformOp { return &c.Transform },
			func(p *vparser) (any, bool) { return p.transform() },
			func(a *applier, v any) []TransformOp { return a.transform(v.([]stransform)) }),
		transformOrigin(),
		perspective("perspective", fNone),
		perspective("-webkit-perspective", fNone|fNumber),
		pairProp("perspective-origin", func(c *Computed) (*Length, *Length) { return &c.PerspectiveX, &c.PerspectiveY }),
		flag("backface-visibility", func(c *Computed) *bool { return &c.BackfaceHidden }, map[string]bool{"hidden": true, "visible": false}),
		flag("transform-style", func(c *Computed) *bool { return &c.Preserve3D }, map[string]bool{"preserve-3d": true, "flat": false}),
		ref("filter", func(c *Computed) *[]FilterOp { return &c.Filter }, func(p *vparser) (any, bool) { return p.filters() }, convFilters),
		ref("backdrop-filter", func(c *Computed) *[]FilterOp { return &c.BackdropFilter }, func(p *vparser) (any, bool) { return p.filters() }, convFilters),
		ref("mix-blend-mode", func(c *Computed) *string { return &c.MixBlend }, func(p *vparser) (any, bool) {
			if p.word("normal") {
				return "", true
			}
			w, ok := p.ident()
			return w, ok && blendModes[w]
		}, func(_ *applier, v any) string { return v.(string) }),
		clipPath(),
		flag("isolation", func(c *Computed) *bool { return &c.Isolate }, map[string]bool{"isolate": true, "auto": false}),
		willChange(),
	}
}

func pairProp(name string, get func(c *Computed) (x, y *Length)) prop {
	return prop{
		name: name,
		parse: func(p *vparser) (val, bool) {
			xy, ok := p.position()
			return val{ref: xy}, ok
		},
		set: func(a *applier, v *val) {
			xy := v.ref.([2]slen)
			x, y := get(a.c)
			*x, *y = a.m.length(xy[0]), a.m.length(xy[1])
		},
		copy: func(a *applier, src *Computed) {
			x, y := get(a.c)
			sx, sy := get(src)
			*x, *y = *sx, *sy
		},
	}
}

// perspective: below 1px it counts as 1px (CSS Transforms 2 §7.1); 0 stands for none.
// The prefixed name takes numbers as px.
func perspective(name string, flags int) prop {
	d := px(name, func(c *Computed) *float32 { return &c.Perspective }, flags)
	d.set = func(a *applier, v *val) {
		switch v.l.u {
		case uAuto:
			a.c.Perspective = 0
		case uNumber:
			a.c.Perspective = float32(a.m.px * max(1, float64(v.l.v)))
		default:
			a.c.Perspective = max(float32(a.m.px), a.m.abs(v.l))
		}
	}
	return d
}

func transformOrigin() prop {
	type spec struct {
		xy [2]slen
		z  slen
	}
	return prop{
		name: "transform-origin",
		parse: func(p *vparser) (val, bool) {
			// Two parts at most belong to the position; a third is z.
			start := p.i
			parts := 0
			cut := len(p.toks)
			for p.i < len(p.toks) {
				p.ws()
				if p.i >= len(p.toks) {
					break
				}
				if parts == 2 {
					cut = p.i
					break
				}
				if t := p.tok(); t.Kind == wxss.Function {
					p.i++
					p.skipToClose()
				} else {
					p.i++
				}
				parts++
			}
			head := vparser{toks: p.toks[start:cut]}
			xy, ok := head.position()
			if !ok || !head.end() {
				return val{}, false
			}
			s := spec{xy: xy, z: slen{u: uPx}}
			p.i = cut
			if !p.end() {
				if s.z, ok = p.length(fNeg); !ok {
					return val{}, false
				}
			}
			return val{ref: s}, true
		},
		set: func(a *applier, v *val) {
			s := v.ref.(spec)
			a.c.OriginX, a.c.OriginY, a.c.OriginZ = a.m.length(s.xy[0]), a.m.length(s.xy[1]), a.m.abs(s.z)
		},
		copy: func(a *applier, src *Computed) {
			a.c.OriginX, a.c.OriginY, a.c.OriginZ = src.OriginX, src.OriginY, src.OriginZ
		},
	}
}

// shadows reads none or a list of shadows.
func (p *vparser) shadows(box bool) (any, bool) {
	if p.word("none") {
		return []sshadow(nil), true
	}
	return anyList(list(p, func() (sshadow, bool) { return p.shadow(box, box) }))
}

func (p *vparser) shadow(spread, inset bool) (sshadow, bool) {
	zero := slen{u: uPx}
	s := sshadow{blur: zero, spread: zero, color: scolor{current: true}}
	hasColor, hasLen := false, false
	for {
		p.ws()
		t := p.tok()
		switch {
		case p.i >= len(p.toks) || t.Kind == wxss.Comma || t.Kind == wxss.CloseParen:
			return s, hasLen
		case inset && t.Is("inset"):
			if s.inset {
				return s, false
			}
			s.inset = true
			p.i++
			continue
		}
		if !hasLen {
			if x, ok := p.length(fNeg); ok {
				s.x = x
				if s.y, ok = p.length(fNeg); !ok {
					return s, false
				}
				if b, ok := p.length(0); ok {
					s.blur = b
					if spread {
						if v, ok := p.length(fNeg); ok {
							s.spread = v
						}
					}
				}
				hasLen = true
				continue
			}
		}
		c, ok := p.color()
		if !ok || hasColor {
			return s, false
		}
		s.color, hasColor = c, true
	}
}

func convShadows(a *applier, v any) []Shadow {
	s := v.([]sshadow)
	if len(s) == 0 {
		return nil
	}
	out := make([]Shadow, len(s))
	for i := range s {
		out[i] = a.shadow(&s[i])
	}
	return out
}

func (a *applier) shadow(s *sshadow) Shadow {
	return Shadow{X: a.m.abs(s.x), Y: a.m.abs(s.y), Blur: max(0, a.m.abs(s.blur)), Spread: a.m.abs(s.spread),
		Color: s.color.resolve(a.c.Color), Inset: s.inset}
}

type sfilter struct {
	name   string
	amount float32
	blur   slen
	shadow sshadow
}

func (p *vparser) filters() (any, bool) {
	if p.word("none") {
		return []sfilter(nil), true
	}
	var out []sfilter
	for !p.end() {
		t := p.tok()
		if t.Kind != wxss.Function || len(out) >= MaxListItems {
			return nil, false
		}
		f := sfilter{name: wxss.Lower(t.Text)}
		p.i++
		ok := true
		switch f.name {
		case "blur":
			f.blur = slen{u: uPx}
			if !p.atClose() {
				f.blur, ok = p.length(0)
			}
		case "brightness", "contrast", "grayscale", "invert", "opacity", "saturate", "sepia":
			f.amount = 1
			if !p.atClose() {
				var v float64
				v, ok = p.fraction()
				ok = ok && v >= 0
				switch f.name {
				case "grayscale", "invert", "opacity", "sepia":
					v = min(v, 1)
				}
				f.amount = float32(v)
			}
		case "hue-rotate":
			if !p.atClose() {
				var v float64
				v, ok = p.angle(true)
				f.amount = float32(v)
			}
		case "drop-shadow":
			f.shadow, ok = p.shadow(false, false)
		default:
			return nil, false
		}
		if !ok || !p.close() {
			return nil, false
		}
		out = append(out, f)
	}
	return out, len(out) > 0
}

func convFilters(a *applier, v any) []FilterOp {
	s := v.([]sfilter)
	if len(s) == 0 {
		return nil
	}
	out := make([]FilterOp, len(s))
	for i, f := range s {
		out[i] = FilterOp{Name: f.name, Amount: f.amount}
		switch f.name {
		case "blur":
			out[i].Amount = max(0, a.m.abs(f.blur))
		case "drop-shadow":
			out[i].Shadow = a.shadow(&f.shadow)
		}
	}
	return out
}

func willChange() prop {
	makes := map[string]bool{
		"transform": true, "-webkit-transform": true, "opacity": true, "filter": true, "backdrop-filter": true, "perspective": true,
		"clip-path": true, "mask": true, "mask-image": true, "mix-blend-mode": true, "isolation": true, "position": true, "z-index": true,
	}
	contains := map[string]bool{"transform": true, "-webkit-transform": true, "perspective": true, "filter": true}
	return prop{
		name: "will-change",
		parse: func(p *vparser) (val, bool) {
			v := val{}
			_, ok := list(p, func() (string, bool) {
				w, ok := p.ident()
				if makes[w] {
					v.kw = max(v.kw, 1)
				}
				if contains[w] {
					v.kw = 2
				}
				return w, ok
			})
			return v, ok
		},
		set:  func(a *applier, v *val) { a.c.WillChange, a.c.WillContain = v.kw >= 1, v.kw == 2 },
		copy: func(a *applier, src *Computed) { a.c.WillChange, a.c.WillContain = src.WillChange, src.WillContain },
	}
}
