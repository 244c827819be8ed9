package style

import (
	"diorama/renderer/wxss"
)

// shorthand is a property that stands for several longhands.
type shorthand struct {
	name      string
	longhands []string
	// expand reads the value and gives every longhand a value.
	expand func(p *vparser, out *expansion) bool
}

// expansion gathers longhands with their values.
type expansion struct {
	names []string
	vals  []val
}

func (e *expansion) set(name string, v val) {
	e.names = append(e.names, name)
	e.vals = append(e.vals, v)
}

var zeroPx = slen{u: uPx}

// four reads one to four values in the order top right bottom left.
func four[T any](p *vparser, one func() (T, bool)) ([4]T, bool) {
	var v [4]T
	n := 0
	for n < 4 && !p.end() {
		x, ok := one()
		if !ok {
			break
		}
		v[n] = x
		n++
	}
	switch n {
	case 0:
		return v, false
	case 1:
		v[1], v[2], v[3] = v[0], v[0], v[0]
	case 2:
		v[2], v[3] = v[0], v[1]
	case 3:
		v[3] = v[1]
	}
	return v, true
}

func sides(name, prefix, suffix string, one func(p *vparser) (val, bool)) shorthand {
	var names []string
	for _, s := range sideNames {
		names = append(names, prefix+s+suffix)
	}
	return shorthand{name, names, func(p *vparser, out *expansion) bool {
		v, ok := four(p, func() (val, bool) { return one(p) })
		for i, n := range names {
			out.set(n, v[i])
		}
		return ok
	}}
}

// pair reads one or two values; the second is as the first when absent.
func pair(name, first, second string, one func(p *vparser) (val, bool)) shorthand {
	return shorthand{name, []string{first, second}, func(p *vparser, out *expansion) bool {
		a, ok := one(p)
		if !ok {
			return false
		}
		b, ok := one(p)
		if !ok {
			b = a
		}
		out.set(first, a)
		out.set(second, b)
		return true
	}}
}

func lengthVal(flags int) func(p *vparser) (val, bool) {
	return func(p *vparser) (val, bool) {
		l, ok := p.length(flags)
		return val{l: l}, ok
	}
}

func wordVal(words map[string]Keyword) func(p *vparser) (val, bool) {
	return func(p *vparser) (val, bool) {
		k, ok := p.keyword(words)
		return val{kw: k}, ok
	}
}

func widthVal(p *vparser) (val, bool) {
	p.ws()
	l, ok := p.lineWidth()
	return val{l: l}, ok
}

func colorVal(p *vparser) (val, bool) {
	c, ok := p.color()
	return val{col: c}, ok
}

// lineParts reads width, style and colour in any order.
func (p *vparser) lineParts(styles map[string]Keyword) (width, style, color val, ok bool) {
	width, style, color = val{l: slen{u: uPx, v: 3}}, val{}, val{col: scolor{current: true}}
	var w, s, c bool
	for !p.end() {
		if !w {
			if v, ok := widthVal(p); ok {
				width, w = v, true
				continue
			}
		}
		if !s {
			if k, ok := p.keyword(styles); ok {
				style, s = val{kw: k}, true
				continue
			}
		}
		if !c {
			if v, ok := colorVal(p); ok {
				color, c = v, true
				continue
			}
		}
		return width, style, color, false
	}
	return width, style, color, w || s || c
}

func border(name string, sides ...string) shorthand {
	var names []string
	for _, s := range sides {
		names = append(names, "border-"+s+"-width", "border-"+s+"-style", "border-"+s+"-color")
	}
	lines := len(names)
	if name == "border" {
		names = append(names, "border-image-source") // the source alone: nothing shows without one
	}
	return shorthand{name, names, func(p *vparser, out *expansion) bool {
		w, s, c, ok := p.lineParts(lineStyleWords)
		for i := 0; i < lines; i += 3 {
			out.set(names[i], w)
			out.set(names[i+1], s)
			out.set(names[i+2], c)
		}
		if lines < len(names) {
			out.set(names[lines], val{wide: wideInitial})
		}
		return ok
	}}
}

func shorthandTable() []shorthand {
	marginVal, paddingVal := lengthVal(fAuto|fPct|fNeg), lengthVal(fPct)
	out := []shorthand{
		sides("margin", "margin-", "", marginVal),
		sides("padding", "padding-", "", paddingVal),
		sides("inset", "", "", marginVal),
		sides("border-width", "border-", "-width", widthVal),
		sides("border-style", "border-", "-style", wordVal(lineStyleWords)),
		sides("border-color", "border-", "-color", colorVal),
		border("border", "top", "right", "bottom", "left"),
		border("border-inline", "inline-start", "inline-end"),
		border("border-block", "block-start", "block-end"),
		{"outline", []string{"outline-width", "outline-style", "outline-color"}, func(p *vparser, out *expansion) bool {
			w, s, c, ok := p.lineParts(outlineStyleWords)
			out.set("outline-width", w)
			out.set("outline-style", s)
			out.set("outline-color", c)
			return ok
		}},
		{"container", []string{"container-name", "container-type"}, containerShorthand},
		pair("overflow", "overflow-x", "overflow-y", wordVal(overflowWords)),
		pair("gap", "row-gap", "column-gap", lengthVal(fNormal|fPct)),
		{"-webkit-border-radius", []string{"border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius", "border-bottom-left-radius"}, legacyRadius},
		{"border-radius", []string{"border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius", "border-bottom-left-radius"}, borderRadius},
		{"flex", []string{"flex-grow", "flex-shrink", "flex-basis"}, flexShorthand},
		{"flex-flow", []string{"flex-direction", "flex-wrap"}, flexFlow},
		{"font", []string{"font-style", "font-variant-numeric", "font-variant-caps", "font-size-adjust", "font-weight", "font-stretch", "font-size", "line-height", "font-family"}, fontShorthand},
		{"font-variant", []string{"font-variant-numeric", "font-variant-caps"}, fontVariant},
		{"text-emphasis", []string{"text-emphasis-style", "text-emphasis-color"}, textEmphasis},
		{"list-style", []string{"list-style-type", "list-style-position", "list-style-image"}, listStyle},
		{"text-decoration", []string{"text-decoration-line", "text-decoration-style", "text-decoration-color", "text-decoration-thickness"}, textDecoration},
		{"-webkit-text-stroke", []string{"-webkit-text-stroke-width", "-webkit-text-stroke-color"}, func(p *vparser, out *expansion) bool {
			w, c := val{l: zeroPx}, val{col: scolor{current: true}}
			var hw, hc bool
			for !p.end() {
				if v, ok := widthVal(p); ok && !hw {
					w, hw = v, true
				} else if v, ok := colorVal(p); ok && !hc {
					c, hc = v, true
				} else {
					return false
				}
			}
			out.set("-webkit-text-stroke-width", w)
			out.set("-webkit-text-stroke-color", c)
			return hw || hc
		}},
		{"all", nil, nil},
	}
	for _, s := range append(append([]string{}, sideNames[:]...), logicalNames[:]...) {
		out = append(out, border("border-"+s, s))
	}
	for _, axis := range []string{"inline", "block"} {
		out = append(out,
			pair("margin-"+axis, "margin-"+axis+"-start", "margin-"+axis+"-end", marginVal),
			pair("padding-"+axis, "padding-"+axis+"-start", "padding-"+axis+"-end", paddingVal),
			pair("inset-"+axis, "inset-"+axis+"-start", "inset-"+axis+"-end", marginVal),
			pair("border-"+axis+"-width", "border-"+axis+"-start-width", "border-"+axis+"-end-width", widthVal),
			pair("border-"+axis+"-style", "border-"+axis+"-start-style", "border-"+axis+"-end-style", wordVal(lineStyleWords)),
			pair("border-"+axis+"-color", "border-"+axis+"-start-color", "border-"+axis+"-end-color", colorVal))
	}
	out = append(out, placeShorthands()...)
	out = append(out, gridShorthands()...)
	out = append(out, layerShorthands()...)
	out = append(out, rareShorthands()...)
	return append(out, motionShorthands()...)
}

// legacyRadius: of the prefixed name two lengths are the two axes of every corner.
func legacyRadius(p *vparser, out *expansion) bool {
	save := p.i
	x, ok := p.length(fPct)
	y, ok2 := p.length(fPct)
	if !ok || !ok2 || !p.end() {
		p.i = save
		return borderRadius(p, out)
	}
	for _, n := range [4]string{"top-left", "top-right", "bottom-right", "bottom-left"} {
		out.set("border-"+n+"-radius", val{ref: [2]slen{x, y}})
	}
	return true
}

// radii reads the four corners across and, behind a slash, down.
func (p *vparser) radii() (x, y [4]slen, ok bool) {
	one := func() (slen, bool) { return p.length(fPct) }
	if x, ok = four(p, one); !ok {
		return x, y, false
	}
	if y = x; p.slash() {
		y, ok = four(p, one)
	}
	return x, y, ok
}

func borderRadius(p *vparser, out *expansion) bool {
	x, y, ok := p.radii()
	if !ok {
		return false
	}
	for i, n := range [4]string{"top-left", "top-right", "bottom-right", "bottom-left"} {
		out.set("border-"+n+"-radius", val{ref: [2]slen{x[i], y[i]}})
	}
	return true
}

// flexShorthand: CSS Flexbox 1 §7.1.
func flexShorthand(p *vparser, out *expansion) bool {
	grow, shrink := 1.0, 1.0
	basis := slen{u: uPct}
	switch {
	case p.word("none"):
		grow, shrink, basis = 0, 0, slen{u: uAuto}
	case p.word("initial"):
		grow, basis = 0, slen{u: uAuto}
	default:
		var hasGrow, hasBasis bool
		for !p.end() {
			if !hasGrow {
				if v, ok := p.numberFrom(0); ok {
					grow, hasGrow = v, true
					if v, ok := p.numberFrom(0); ok {
						shrink = v
						// A third bare 0 is the basis.
						if !hasBasis && p.ws() {
							t := p.tok()
							if t.Kind == wxss.Number && t.Num == 0 {
								p.i++
								basis, hasBasis = zeroPx, true
							}
						}
					}
					continue
				}
			}
			if hasBasis {
				return false
			}
			b, ok := p.length(fAuto | fPct | fIntrinsic | fContent)
			if !ok {
				return false
			}
			basis, hasBasis = b, true
		}
		if !hasGrow && !hasBasis {
			return false
		}
	}
	out.set("flex-grow", val{n: float32(grow)})
	out.set("flex-shrink", val{n: float32(shrink)})
	out.set("flex-basis", val{l: basis})
	return true
}

func flexFlow(p *vparser, out *expansion) bool {
	var d, w val
	var hd, hw bool
	for !p.end() {
		if k, ok := p.keyword(flexDirectionWords); ok && !hd {
			d.kw, hd = k, true
		} else if k, ok := p.keyword(flexWrapWords); ok && !hw {
			w.kw, hw = k, true
		} else {
			return false
		}
	}
	out.set("flex-direction", d)
	out.set("flex-wrap", w)
	return hd || hw
}

var fontStyleWords = map[string]Keyword{"italic": 1, "oblique": 1}

// fontShorthand: CSS Fonts 4 §2.7; system fonts (caption …) leave all as initial.
func fontShorthand(p *vparser, out *expansion) bool {
	var style, nums, caps val
	weight := val{n: 400}
	wp := fontWeight()
	for range 4 {
		p.ws()
		if p.word("normal") {
			continue
		}
		if p.word("small-caps") {
			caps.kw = CapsSmall
			continue
		}
		if k, ok := p.keyword(fontStyleWords); ok {
			style.kw = k
			p.angle(true)
			continue
		}
		// A number is a weight only when a size follows.
		save := p.i
		if v, ok := wp.parse(p); ok && p.ws() {
			weight = v
			continue
		}
		p.i = save
		break
	}
	size, ok := fontSize().parse(p)
	if !ok {
		return false
	}
	lh := val{l: slen{u: uAuto}}
	if p.slash() {
		if lh, ok = lineHeight().parse(p); !ok {
			return false
		}
	}
	fam, ok := p.families()
	if !ok {
		return false
	}
	out.set("font-style", style)
	out.set("font-variant-numeric", nums)
	out.set("font-variant-caps", caps)
	out.set("font-size-adjust", val{l: slen{u: uAuto}})
	out.set("font-weight", weight)
	out.set("font-stretch", val{})
	out.set("font-size", size)
	out.set("line-height", lh)
	out.set("font-family", val{ref: fam})
	return true
}

// listStyle: a none is the type's unless there is another, and the image's then.
func listStyle(p *vparser, out *expansion) bool {
	kind, place := val{wide: wideInitial}, val{wide: wideInitial}
	var hasKind, hasPlace, image bool
	nones := 0
	for !p.end() {
		if _, ok := p.url(); ok && !image {
			image = true
		} else if p.word("none") {
			nones++
		} else if w := p.word("inside"); (w || p.word("outside")) && !hasPlace {
			hasPlace = true
			if w {
				place = val{kw: 1}
			}
		} else if s, ok := p.listType(); ok && !hasKind {
			kind, hasKind = val{ref: s}, true
		} else {
			return false
		}
	}
	free := 2
	if image {
		free--
	}
	if hasKind {
		free--
	}
	if nones > free {
		return false
	}
	if nones > 0 && !hasKind {
		kind, hasKind = val{ref: "none"}, true
	}
	out.set("list-style-type", kind)
	out.set("list-style-position", place)
	out.set("list-style-image", val{wide: wideInitial})
	return hasKind || hasPlace || image || nones > 0
}

func textDecoration(p *vparser, out *expansion) bool {
	line, style, color, width := val{}, val{}, val{col: scolor{current: true}}, val{l: slen{u: uAuto}}
	n := 0
	dw := decorationWidth()
	var hl, hs, hc, hw bool
	for ; !p.end(); n++ {
		if k, ok := p.decorationLine(); ok && !hl {
			line.kw, hl = k, true
		} else if k, ok := p.keyword(decorationStyleWords); ok && !hs {
			style.kw, hs = k, true
		} else if c, ok := p.color(); ok && !hc {
			color.col, hc = c, true
		} else if v, ok := dw.parse(p); ok && !hw {
			width, hw = v, true
		} else {
			return false
		}
	}
	out.set("text-decoration-line", line)
	out.set("text-decoration-style", style)
	out.set("text-decoration-color", color)
	out.set("text-decoration-thickness", width)
	return n > 0
}

func placeShorthands() []shorthand {
	place := func(name, a, b string, first, second map[string]Keyword) shorthand {
		return shorthand{name, []string{a, b}, func(p *vparser, out *expansion) bool {
			start := p.i
			k, ok := p.alignment(first)
			if !ok {
				return false
			}
			j, ok := p.alignment(second)
			if !ok {
				if !p.end() {
					return false
				}
				p.i = start
				if j, ok = p.alignment(second); !ok {
					return false
				}
			}
			out.set(a, val{kw: k})
			out.set(b, val{kw: j})
			return true
		}}
	}
	return []shorthand{
		place("place-content", "align-content", "justify-content", alignContentWords, justifyContentWords),
		place("place-items", "align-items", "justify-items", itemsWords, justifyItemsWords),
		place("place-self", "align-self", "justify-self", selfWords, justifySelfWords),
	}
}
