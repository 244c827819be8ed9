package style

import "diorama/renderer/wxss"

// rarely is a longhand that fills one field of Rare.
func rarely[T any](name string, get func(r *Rare) *T, parse func(p *vparser) (any, bool), conv func(a *applier, v any) T) prop {
	return prop{
		name: name,
		parse: func(p *vparser) (val, bool) {
			v, ok := parse(p)
			return val{ref: v}, ok
		},
		set: func(a *applier, v *val) { *get(a.c.Own()) = conv(a, v.ref) },
		copy: func(a *applier, src *Computed) {
			if a.c.Rare == src.Rare {
				return
			}
			*get(a.c.Own()) = *get(src.Uncommon())
		},
	}
}

// rareWord is a longhand of Rare that is one of some words.
func rareWord[T any](name string, get func(r *Rare) *T, words map[string]T) prop {
	return rarely(name, get, func(p *vparser) (any, bool) {
		w, ok := p.ident()
		v, known := words[w]
		return v, ok && known
	}, func(_ *applier, v any) T { return v.(T) })
}

func rareProps() []prop {
	return []prop{
		rarely("clip", func(r *Rare) **[4]Length { return &r.Clip }, (*vparser).clipRect, func(a *applier, v any) *[4]Length {
			s, _ := v.(*[4]slen)
			if s == nil {
				return nil
			}
			return &[4]Length{a.m.length(s[0]), a.m.length(s[1]), a.m.length(s[2]), a.m.length(s[3])}
		}),
		counterProp("counter-reset", 0, func(r *Rare) *[]Counter { return &r.CounterReset }),
		counterProp("counter-increment", 1, func(r *Rare) *[]Counter { return &r.CounterIncrement }),
		counterProp("counter-set", 0, func(r *Rare) *[]Counter { return &r.CounterSet }),

		rarely("border-image-source", func(r *Rare) *Image { return &r.BorderImage.Source }, func(p *vparser) (any, bool) {
			im, ok := p.image()
			return im, ok
		}, func(a *applier, v any) Image {
			im := v.(simage)
			return a.image(&im)
		}),
		rarely("border-image-slice", func(r *Rare) *sliced { return (*sliced)(&r.BorderImage) }, (*vparser).borderSlice, func(a *applier, v any) sliced {
			s := v.(sslice)
			out := sliced(a.c.Uncommon().BorderImage)
			out.Slice, out.Fill = a.lengths(s.v), s.fill
			return out
		}).fields(func(d, s *Rare) { d.BorderImage.Slice, d.BorderImage.Fill = s.BorderImage.Slice, s.BorderImage.Fill }),
		rarely("border-image-width", func(r *Rare) *[4]Length { return &r.BorderImage.Width }, func(p *vparser) (any, bool) {
			return anyOf(four(p, func() (slen, bool) { return p.length(fAuto | fPct | fNumber) }))
		}, func(a *applier, v any) [4]Length { return a.lengths(v.([4]slen)) }),
		rarely("border-image-outset", func(r *Rare) *[4]Length { return &r.BorderImage.Outset }, func(p *vparser) (any, bool) {
			return anyOf(four(p, func() (slen, bool) { return p.length(fNumber) }))
		}, func(a *applier, v any) [4]Length { return a.lengths(v.([4]slen)) }),
		rarely("border-image-repeat", func(r *Rare) *BorderImage { return &r.BorderImage }, func(p *vparser) (any, bool) {
			x, ok := p.keyword(borderImageRepeatWords)
			y, two := p.keyword(borderImageRepeatWords)
			if !two {
				y = x
			}
			return [2]Keyword{x, y}, ok
		}, func(a *applier, v any) BorderImage {
			k, out := v.([2]Keyword), a.c.Uncommon().BorderImage
			out.RepeatX, out.RepeatY = k[0], k[1]
			return out
		}).fields(func(d, s *Rare) {
			d.BorderImage.RepeatX, d.BorderImage.RepeatY = s.BorderImage.RepeatX, s.BorderImage.RepeatY
		}),

		rarely("column-count", func(r *Rare) *int { return &r.ColumnCount }, func(p *vparser) (any, bool) {
			if p.word("auto") {
				return 0, true
			}
			p.ws()
			plain := p.tok().Kind == wxss.Number
			n, ok := p.integer()
			return max(n, 1), ok && (!plain || n >= 1)
		}, func(_ *applier, v any) int { return v.(int) }),
		rarely("column-width", func(r *Rare) *Length { return &r.ColumnWidth }, func(p *vparser) (any, bool) {
			return anyOf(p.length(fAuto))
		}, func(a *applier, v any) Length {
			l := a.m.length(v.(slen))
			l.Px = max(l.Px, 0)
			return l
		}),
		rareWord("container-type", func(r *Rare) *Keyword { return &r.ContainerType }, containerWords),
		rarely("container-name", func(r *Rare) *[]string { return &r.ContainerNames }, func(p *vparser) (any, bool) {
			return anyOf(p.containerNames())
		}, func(_ *applier, v any) []string { return v.([]string) }),
		rareWord("column-fill", func(r *Rare) *bool { return &r.ColumnFillAuto }, map[string]bool{"balance": false, "auto": true}),
		rareWord("column-span", func(r *Rare) *bool { return &r.ColumnSpan }, map[string]bool{"none": false, "all": true}),
		rarely("column-rule-width", func(r *Rare) *float32 { return &r.ColumnRuleWidth }, func(p *vparser) (any, bool) {
			p.ws()
			return anyOf(p.lineWidth())
		}, func(a *applier, v any) float32 { return a.m.border(v.(slen)) }),
		rareWord("column-rule-style", func(r *Rare) *Keyword { return &r.ColumnRuleStyle }, lineStyleWords),
		rarely("column-rule-color", func(r *Rare) **Color { return &r.ColumnRuleColor }, func(p *vparser) (any, bool) {
			return anyOf(p.color())
		}, func(a *applier, v any) *Color {
			s := v.(scolor)
			if s.current {
				return nil
			}
			c := s.resolve(a.c.Color)
			return &c
		}),
		rareWord("break-inside", func(r *Rare) *bool { return &r.BreakInside },
			map[string]bool{"auto": false, "avoid": true, "avoid-column": true, "avoid-page": false}),
		rareWord("break-before", func(r *Rare) *bool { return &r.BreakBefore }, breakWords),
		rareWord("break-after", func(r *Rare) *bool { return &r.BreakAfter }, breakWords),

		moveProp("translate", func(r *Rare) *[]TransformOp { return &r.Translate }, (*vparser).translateValue),
		moveProp("rotate", func(r *Rare) *[]TransformOp { return &r.Rotate }, (*vparser).rotateValue),
		moveProp("scale", func(r *Rare) *[]TransformOp { return &r.Scale }, (*vparser).scaleValue),
	}
}

var borderImageRepeatWords = map[string]Keyword{
	"stretch": BorderImageStretch, "repeat": BorderImageRepeat, "round": BorderImageRound, "space": BorderImageSpace,
}

var breakWords = map[string]bool{
	"auto": false, "avoid": false, "avoid-column": false, "avoid-page": false, "page": false, "left": false, "right": false,
	"recto": false, "verso": false, "column": true, "always": true,
}

// sliced is BorderImage where only the slices are meant.
type sliced BorderImage

type sslice struct {
	v    [4]slen
	fill bool
}

// fields makes copying take over only what f copies.
func (d prop) fields(f func(dst, src *Rare)) prop {
	d.copy = func(a *applier, src *Computed) {
		if a.c.Rare != src.Rare {
			f(a.c.Own(), src.Uncommon())
		}
	}
	return d
}

func anyOf[T any](v T, ok bool) (any, bool) { return v, ok }

func (a *applier) lengths(s [4]slen) [4]Length {
	return [4]Length{a.m.length(s[0]), a.m.length(s[1]), a.m.length(s[2]), a.m.length(s[3])}
}

// clipRect reads auto or rect() of four edges, with or without commas (CSS Masking 1 §A).
func (p *vparser) clipRect() (any, bool) {
	if p.word("auto") {
		return (*[4]slen)(nil), true
	}
	if !p.function("rect") {
		return nil, false
	}
	var out [4]slen
	commas := 0
	for i := range out {
		if i > 0 && p.comma() {
			commas++
		}
		l, ok := p.length(fAuto | fNeg)
		if !ok {
			return nil, false
		}
		out[i] = l
	}
	return &out, (commas == 0 || commas == 3) && p.close()
}

// name takes an identifier as it is written; none and CSS-wide keywords are no names.
func (p *vparser) name() (string, bool) {
	p.ws()
	t := p.tok()
	if t.Kind != wxss.Ident {
		return "", false
	}
	switch wxss.Lower(t.Text) {
	case "none", "initial", "inherit", "unset", "revert", "revert-layer", "default":
		return "", false
	}
	p.i++
	return t.Text, true
}

// counterProp: none, or names each with an optional number (CSS Lists 3 §4).
func counterProp(name string, given int, get func(r *Rare) *[]Counter) prop {
	return rarely(name, get, func(p *vparser) (any, bool) {
		if p.word("none") {
			return []Counter(nil), true
		}
		var out []Counter
		for !p.end() {
			n, ok := p.name()
			if !ok || len(out) >= MaxListItems {
				return nil, false
			}
			c := Counter{n, given}
			if v, ok := p.integer(); ok {
				c.Value = v
			}
			out = append(out, c)
		}
		return out, len(out) > 0
	}, func(_ *applier, v any) []Counter { return v.([]Counter) })
}

// borderSlice: one to four numbers or percentages and the word fill.
func (p *vparser) borderSlice() (any, bool) {
	s := sslice{fill: p.word("fill")}
	v, ok := four(p, func() (slen, bool) {
		l, ok := p.length(fPct | fNumber)
		return l, ok && (l.u == uPct || l.u == uNumber)
	})
	s.v = v
	if !s.fill {
		s.fill = p.word("fill")
	}
	return s, ok
}

func moveProp(name string, get func(r *Rare) *[]TransformOp, parse func(p *vparser) (stransform, bool)) prop {
	return rarely(name, get, func(p *vparser) (any, bool) {
		if p.word("none") {
			return []stransform(nil), true
		}
		t, ok := parse(p)
		return []stransform{t}, ok
	}, func(a *applier, v any) []TransformOp { return a.transform(v.([]stransform)) })
}

func (p *vparser) translateValue() (f stransform, ok bool) {
	f = stransform{name: "translate", x: zeroPx, y: zeroPx, z: zeroPx}
	if f.x, ok = p.length(fPct | fNeg); !ok {
		return f, false
	}
	if y, ok := p.length(fPct | fNeg); ok {
		f.y = y
		if z, ok := p.length(fNeg); ok {
			f.name, f.z = "translate3d", z
		}
	}
	return f, true
}

// rotateValue: an angle, before or after an axis of a letter or three numbers.
func (p *vparser) rotateValue() (f stransform, ok bool) {
	f = stransform{name: "rotate", x: zeroPx, y: zeroPx, z: zeroPx}
	angle, had := p.angle(false)
	axis := [3]float32{0, 0, 1}
	switch {
	case p.word("x"):
		axis = [3]float32{1, 0, 0}
	case p.word("y"):
		axis = [3]float32{0, 1, 0}
	case p.word("z"):
	default:
		if v, ok := p.number(); ok {
			axis[0] = float32(v)
			for i := 1; i < 3; i++ {
				v, ok := p.number()
				if !ok {
					return f, false
				}
				axis[i] = float32(v)
			}
		} else if !had {
			return f, false
		}
	}
	if !had {
		if angle, had = p.angle(false); !had {
			return f, false
		}
	}
	f.n[0] = float32(angle)
	if axis != [3]float32{0, 0, 1} {
		f.name = "rotate3d"
		f.n = [16]float32{axis[0], axis[1], axis[2], float32(angle)}
	}
	return f, true
}

func (p *vparser) scaleValue() (f stransform, ok bool) {
	f = stransform{name: "scale", x: zeroPx, y: zeroPx, z: zeroPx}
	if f.n[0], ok = p.factor32(); !ok {
		return f, false
	}
	f.n[1], f.n[2] = f.n[0], 1
	if y, ok := p.factor32(); ok {
		f.n[1] = y
		if z, ok := p.factor32(); ok {
			f.name, f.n[2] = "scale3d", z
		}
	}
	return f, true
}

func rareShorthands() []shorthand {
	parse := map[string]func(p *vparser) (val, bool){}
	for _, d := range rareProps() {
		parse[d.name] = d.parse
	}
	imageParts := []string{"border-image-source", "border-image-slice", "border-image-width", "border-image-outset", "border-image-repeat"}
	pick := func(names []string, fill map[string]bool, p *vparser, out *expansion) bool {
		got := map[string]val{}
		for !p.end() {
			took := false
			for i, n := range names {
				if _, had := got[n]; had || i == 2 || i == 3 { // widths and outsets stand behind slices
					continue
				}
				save := p.i
				v, ok := parse[n](p)
				if !ok {
					p.i = save
					continue
				}
				got[n], took = v, true
				if !fill[n] {
					break
				}
				for _, more := range names[2:4] {
					if !p.slash() {
						break
					}
					save := p.i
					v, ok := parse[more](p)
					if ok {
						got[more] = v
						continue
					}
					p.i = save
					if more == names[3] {
						return false
					}
					p.ws()
					if t := p.tok(); !t.IsDelim('/') {
						return false // a slash with nothing behind it
					}
				}
				break
			}
			if !took {
				return false
			}
		}
		for _, n := range names {
			v, ok := got[n]
			if !ok {
				v = val{wide: wideInitial}
			}
			out.set(n, v)
		}
		return len(got) > 0
	}
	image := func(name string) shorthand {
		return shorthand{name, imageParts, func(p *vparser, out *expansion) bool {
			return pick(imageParts, map[string]bool{"border-image-slice": true}, p, out)
		}}
	}
	columns := []string{"column-width", "column-count"}
	return []shorthand{
		image("border-image"),
		image("-webkit-border-image"),
		{"columns", columns, func(p *vparser, out *expansion) bool {
			w, n := val{ref: slen{u: uAuto}}, val{ref: 0}
			var hw, hn, any bool
			for !p.end() {
				switch save := p.i; {
				case p.word("auto"):
				default:
					v, ok := parse["column-count"](p)
					if ok && !hn {
						n, hn = v, true
						break
					}
					p.i = save
					if v, ok = parse["column-width"](p); !ok || hw {
						return false
					}
					w, hw = v, true
				}
				any = true
			}
			out.set(columns[0], w)
			out.set(columns[1], n)
			return any
		}},
		{"column-rule", []string{"column-rule-width", "column-rule-style", "column-rule-color"}, func(p *vparser, out *expansion) bool {
			w, s, c, ok := p.lineParts(lineStyleWords)
			out.set("column-rule-width", val{ref: w.l})
			out.set("column-rule-style", val{ref: s.kw})
			out.set("column-rule-color", val{ref: c.col})
			return ok
		}},
	}
}
