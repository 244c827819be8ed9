package style

import (
	"slices"
	"strings"

	"diorama/renderer/wxss"
)

var sideNames = [4]string{"top", "right", "bottom", "left"}

var logicalNames = [4]string{"block-start", "inline-end", "block-end", "inline-start"}

// logical makes a longhand that stands for one of four by direction.
func logical(name, side string, phys [4]prop) prop {
	d := phys[0]
	d.name = name
	d.set = func(a *applier, v *val) { phys[logicalSide(a, side)].set(a, v) }
	d.copy = func(a *applier, src *Computed) { phys[logicalSide(a, side)].copy(a, src) }
	return d
}

func boxProps() []prop {
	size := fAuto | fPct | fSize
	out := []prop{
		display(),
		kw("position", func(c *Computed) *Keyword { return &c.Position }, positionWords),
		kw("float", func(c *Computed) *Keyword { return &c.Float }, floatWords),
		kw("clear", func(c *Computed) *Keyword { return &c.Clear }, clearWords),
		flag("box-sizing", func(c *Computed) *bool { return &c.BorderBox }, map[string]bool{"border-box": true, "content-box": false}),
		length("width", func(c *Computed) *Length { return &c.Width }, size),
		length("height", func(c *Computed) *Length { return &c.Height }, size),
		length("min-width", func(c *Computed) *Length { return &c.MinWidth }, size),
		length("min-height", func(c *Computed) *Length { return &c.MinHeight }, size),
		length("max-width", func(c *Computed) *Length { return &c.MaxWidth }, fNone|fPct|fSize),
		length("max-height", func(c *Computed) *Length { return &c.MaxHeight }, fNone|fPct|fSize),
		kw("overflow-x", func(c *Computed) *Keyword { return &c.OverflowX }, overflowWords),
		kw("overflow-y", func(c *Computed) *Keyword { return &c.OverflowY }, overflowWords),
		kw("object-fit", func(c *Computed) *Keyword { return &c.ObjectFit }, objectFitWords),
		kw("visibility", func(c *Computed) *Keyword { return &c.Visibility }, visibilityWords).inh(),
		flag("table-layout", func(c *Computed) *bool { return &c.TableFixed }, map[string]bool{"fixed": true, "auto": false}),
		flag("caption-side", func(c *Computed) *bool { return &c.CaptionBottom }, map[string]bool{"bottom": true, "top": false}).inh(),
		flag("border-collapse", func(c *Computed) *bool { return &c.BorderCollapse }, map[string]bool{"collapse": true, "separate": false}).inh(),
		aspectRatio(), zIndex(), verticalAlign(), objectPosition(), borderSpacing(), zoomProp(),
	}
	out = append(out, writingModeProps()...)
	var margins, paddings, insets, widths, styles, colors [4]prop
	for i, s := range sideNames {
		margins[i] = length("margin-"+s, func(c *Computed) *Length { return &c.Margin[i] }, fAuto|fPct|fNeg)
		paddings[i] = length("padding-"+s, func(c *Computed) *Length { return &c.Padding[i] }, fPct)
		insets[i] = length(s, func(c *Computed) *Length { return &c.Inset[i] }, fAuto|fPct|fNeg)
		widths[i] = line("border-"+s+"-width", func(c *Computed) *float32 { return &c.BorderWidth[i] })
		styles[i] = kw("border-"+s+"-style", func(c *Computed) *Keyword { return &c.BorderStyle[i] }, lineStyleWords)
		colors[i] = colorProp("border-"+s+"-color", func(c *Computed) *Color { return &c.BorderColor[i] }).currentInit()
	}
	for _, group := range [][4]prop{margins, paddings, insets, widths, styles, colors} {
		out = append(out, group[:]...)
	}
	for _, s := range logicalNames {
		out = append(out,
			logical("margin-"+s, s, margins), logical("padding-"+s, s, paddings), logical("inset-"+s, s, insets),
			logical("border-"+s+"-width", s, widths), logical("border-"+s+"-style", s, styles), logical("border-"+s+"-color", s, colors))
	}
	named := func(name string) prop { return out[slices.IndexFunc(out, func(d prop) bool { return d.name == name })] }
	for _, p := range [][3]string{
		{"inline-size", "width", "height"}, {"block-size", "height", "width"},
		{"min-inline-size", "min-width", "min-height"}, {"min-block-size", "min-height", "min-width"},
		{"max-inline-size", "max-width", "max-height"}, {"max-block-size", "max-height", "max-width"},
		{"overflow-inline", "overflow-x", "overflow-y"}, {"overflow-block", "overflow-y", "overflow-x"},
	} {
		out = append(out, logicalSize(p[0], named(p[1]), named(p[2])))
	}
	var corners [4]prop
	for i, s := range [4]string{"top-left", "top-right", "bottom-right", "bottom-left"} {
		corners[i] = ref("border-"+s+"-radius", func(c *Computed) *Corner { return &c.Radius[i] },
			func(p *vparser) (any, bool) {
				x, ok := p.length(fPct)
				if !ok {
					return nil, false
				}
				y, ok := p.length(fPct)
				if !ok {
					y = x
				}
				return [2]slen{x, y}, true
			}, convCorner)
	}
	out = append(out, corners[:]...)
	for i, s := range [4]string{"start-start", "start-end", "end-end", "end-start"} {
		d := corners[i]
		d.name = "border-" + s + "-radius"
		block, inline, _ := strings.Cut(s, "-")
		at := func(a *applier) int {
			return CornerAt(logicalSide(a, "block-"+block), logicalSide(a, "inline-"+inline))
		}
		d.set = func(a *applier, v *val) { corners[at(a)].set(a, v) }
		d.copy = func(a *applier, src *Computed) { corners[at(a)].copy(a, src) }
		out = append(out, d)
	}
	return out
}

// display takes one word, or an outer and an inner one (CSS Display 3 §2).
func display() prop {
	d := kw("display", func(c *Computed) *Keyword { return &c.Display }, displayWords)
	one := d.parse
	d.parse = func(p *vparser) (val, bool) {
		a, ok := p.ident()
		b, two := p.ident()
		if !ok || !two {
			p.i = 0
			return one(p)
		}
		if b == "block" || b == "inline" {
			a, b = b, a
		}
		pairs := map[string]map[string]Keyword{
			"block": {"flow": DisplayBlock, "flow-root": DisplayFlowRoot, "flex": DisplayFlex, "grid": DisplayGrid, "table": DisplayTable},
			"inline": {"flow": DisplayInline, "flow-root": DisplayInlineBlock, "flex": DisplayInlineFlex, "grid": DisplayInlineGrid,
				"table": DisplayInlineTable},
		}
		k, ok := pairs[a][b]
		return val{kw: k}, ok
	}
	return d
}

func convCorner(a *applier, v any) Corner {
	p := v.([2]slen)
	c := Corner{a.m.length(p[0]), a.m.length(p[1])}
	for _, l := range []*Length{&c.X, &c.Y} {
		if l.Kind == Px {
			l.Px = max(0, l.Px)
		}
	}
	return c
}

// aspectRatio reads auto || <ratio>.
// https://drafts.csswg.org/css-sizing-4/#aspect-ratio
func aspectRatio() prop {
	return prop{
		name: "aspect-ratio",
		parse: func(p *vparser) (val, bool) {
			v := val{}
			auto := p.word("auto")
			w, ok := p.numberFrom(0)
			if !ok {
				return v, auto
			}
			h := 1.0
			if p.slash() {
				if h, ok = p.numberFrom(0); !ok {
					return v, false
				}
			}
			auto = auto || p.word("auto")
			if w < 0 || h < 0 {
				return v, false
			}
			if w == 0 || h == 0 {
				return v, true // degenerate: as auto
			}
			if auto {
				v.kw = 1
			}
			v.n = float32(w / h)
			return v, true
		},
		set:  func(a *applier, v *val) { a.c.AspectRatio, a.c.AspectAuto = v.n, v.kw != 0 },
		copy: func(a *applier, src *Computed) { a.c.AspectRatio, a.c.AspectAuto = src.AspectRatio, src.AspectAuto },
	}
}

func zIndex() prop {
	return prop{
		name: "z-index",
		parse: func(p *vparser) (val, bool) {
			if p.word("auto") {
				return val{kw: 1, ref: 0}, true
			}
			n, ok := p.integer()
			return val{ref: n}, ok
		},
		set:  func(a *applier, v *val) { a.c.ZAuto, a.c.ZIndex = v.kw == 1, v.ref.(int) },
		copy: func(a *applier, src *Computed) { a.c.ZAuto, a.c.ZIndex = src.ZAuto, src.ZIndex },
	}
}

func verticalAlign() prop {
	return prop{
		name: "vertical-align",
		parse: func(p *vparser) (val, bool) {
			if k, ok := p.keyword(verticalAlignWords); ok {
				return val{kw: k, l: slen{u: uPx}}, true
			}
			l, ok := p.length(fPct | fNeg)
			return val{kw: VALength, l: l}, ok
		},
		set: func(a *applier, v *val) {
			a.c.VerticalAlign = v.kw
			a.c.VerticalLength = a.m.length(v.l)
		},
		copy: func(a *applier, src *Computed) {
			a.c.VerticalAlign, a.c.VerticalLength = src.VerticalAlign, src.VerticalLength
		},
	}
}

func objectPosition() prop {
	return prop{
		name: "object-position",
		parse: func(p *vparser) (val, bool) {
			xy, ok := p.position()
			return val{ref: xy}, ok
		},
		set: func(a *applier, v *val) {
			xy := v.ref.([2]slen)
			a.c.ObjectX, a.c.ObjectY = a.m.length(xy[0]), a.m.length(xy[1])
		},
		copy: func(a *applier, src *Computed) { a.c.ObjectX, a.c.ObjectY = src.ObjectX, src.ObjectY },
	}
}

func borderSpacing() prop {
	return prop{
		name: "border-spacing", inherited: true,
		parse: func(p *vparser) (val, bool) {
			x, ok := p.length(0)
			if !ok {
				return val{}, false
			}
			y, ok := p.length(0)
			if !ok {
				y = x
			}
			return val{ref: [2]slen{x, y}}, true
		},
		set: func(a *applier, v *val) {
			xy := v.ref.([2]slen)
			a.c.BorderSpacingX, a.c.BorderSpacingY = a.m.abs(xy[0]), a.m.abs(xy[1])
		},
		copy: func(a *applier, src *Computed) {
			a.c.BorderSpacingX, a.c.BorderSpacingY = src.BorderSpacingX, src.BorderSpacingY
		},
	}
}

// zoomProp reads zoom: 1 and normal, which old sheets write for other browsers and
// which change nothing; other factors are not supported and listed.
func zoomProp() prop {
	return prop{
		name: "zoom",
		parse: func(p *vparser) (val, bool) {
			if p.word("normal") {
				return val{}, true
			}
			v, ok := p.fraction()
			return val{}, ok && v == 1
		},
		set:  func(*applier, *val) {},
		copy: func(*applier, *Computed) {},
	}
}

// position reads <position> (CSS Values 4 §9): one to four parts.
func (p *vparser) position() ([2]slen, bool) {
	half := slen{u: uPct, v: 50}
	type part struct {
		word string
		l    slen
	}
	var parts []part
	for len(parts) < 4 {
		p.ws()
		if t := p.tok(); t.Kind == wxss.Ident {
			w := wxss.Lower(t.Text)
			if w != "left" && w != "right" && w != "top" && w != "bottom" && w != "center" {
				break
			}
			p.i++
			parts = append(parts, part{word: w})
			continue
		}
		l, ok := p.length(fPct | fNeg)
		if !ok {
			break
		}
		parts = append(parts, part{l: l})
	}
	edge := func(w string) slen {
		switch w {
		case "left", "top":
			return slen{u: uPct}
		case "right", "bottom":
			return slen{u: uPct, v: 100}
		}
		return half
	}
	vertical := func(w string) bool { return w == "top" || w == "bottom" }
	horizontal := func(w string) bool { return w == "left" || w == "right" }
	at := func(q part) slen {
		if q.word != "" {
			return edge(q.word)
		}
		return q.l
	}
	switch len(parts) {
	case 1:
		if vertical(parts[0].word) {
			return [2]slen{half, at(parts[0])}, true
		}
		return [2]slen{at(parts[0]), half}, true
	case 2:
		a, b := parts[0], parts[1]
		if vertical(a.word) || horizontal(b.word) {
			if a.word == "" || b.word == "" || horizontal(a.word) || vertical(b.word) {
				return [2]slen{}, false
			}
			a, b = b, a
		}
		return [2]slen{at(a), at(b)}, true
	case 3, 4:
		var out [2]slen
		var have [2]bool
		out[0], out[1] = half, half
		for i := 0; i < len(parts); i++ {
			q := parts[i]
			if q.word == "" {
				return out, false
			}
			v := edge(q.word)
			if q.word != "center" && i+1 < len(parts) && parts[i+1].word == "" {
				v = fromEdge(q.word, parts[i+1].l)
				i++
			}
			axis := 0
			switch {
			case vertical(q.word):
				axis = 1
			case q.word == "center" && have[0]:
				axis = 1
			case q.word == "center" && i+1 < len(parts) && horizontal(parts[i+1].word):
				axis = 1
			}
			if have[axis] {
				return out, false
			}
			have[axis] = true
			out[axis] = v
		}
		return out, true
	}
	return [2]slen{}, false
}

// fromEdge measures l from the edge named: right and bottom count from 100%.
func fromEdge(edge string, l slen) slen {
	if edge == "left" || edge == "top" {
		return l
	}
	c := &calc{op: '+'}
	c.lin[uPct] = 100
	d := &calc{op: '+'}
	if l.u == uCalc {
		d = l.c
	} else {
		d.lin[l.u] = l.v
	}
	return simplify(c.plus(d, -1))
}
