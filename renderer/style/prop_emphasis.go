package style

import "strings"

// font-variant-caps as far as it is drawn
const (
	CapsNormal   Keyword = iota
	CapsSmall            // small-caps, petite-caps: small letters become small capitals
	CapsAllSmall         // all-small-caps, all-petite-caps: capitals too
)

var capsWords = map[string]Keyword{
	"normal": CapsNormal, "small-caps": CapsSmall, "petite-caps": CapsSmall, "all-small-caps": CapsAllSmall, "all-petite-caps": CapsAllSmall,
	"unicase": CapsNormal, "titling-caps": CapsNormal,
}

// emphasisShapes are the marks, filled and open (CSS Text Decoration 3 §3.1).
var emphasisShapes = map[string][2]string{
	"dot": {"•", "◦"}, "circle": {"●", "○"}, "double-circle": {"◉", "◎"}, "triangle": {"▲", "△"}, "sesame": {"﹅", "﹆"},
}

// EmphasisMark gives the mark over each character, "" for none.
func (in *Inherited) EmphasisMark() string {
	e := in.Emphasis
	if e == "" || e[0] == '"' {
		return strings.TrimPrefix(e, `"`)
	}
	fill, shape, _ := strings.Cut(e, " ")
	if shape == "" {
		shape = "dot"
		if in.Vertical() {
			shape = "sesame"
		}
	}
	if fill == "open" {
		return emphasisShapes[shape][1]
	}
	return emphasisShapes[shape][0]
}

// emphasisStyle reads text-emphasis-style into "", "filled", "open", either with a shape
// after a space, or a quotation mark and a string.
func (p *vparser) emphasisStyle() (string, bool) {
	if p.word("none") {
		return "", true
	}
	if s, ok := p.str(); ok {
		r := []rune(s)
		if len(r) == 0 {
			return "", true
		}
		return `"` + string(r[:1]), true
	}
	fill, shape := "", ""
	for {
		p.ws()
		save := p.i
		w, ok := p.ident()
		switch _, known := emphasisShapes[w]; {
		case ok && known && shape == "":
			shape = w
			continue
		case ok && (w == "filled" || w == "open") && fill == "":
			fill = w
			continue
		}
		p.i = save
		break
	}
	if fill == "" && shape == "" {
		return "", false
	}
	if fill == "" {
		fill = "filled"
	}
	return strings.TrimSuffix(fill+" "+shape, " "), true
}

func emphasisProps() []prop {
	shape := ref("text-emphasis-style", func(c *Computed) *string { return &c.Emphasis },
		func(p *vparser) (any, bool) { s, ok := p.emphasisStyle(); return s, ok }, func(_ *applier, v any) string { s, _ := v.(string); return s }).inh()
	position := field("text-emphasis-position", func(c *Computed) *Keyword { return &c.EmphasisPosition }, func(p *vparser) (val, bool) {
		var k Keyword
		var line, side bool
		for !p.end() {
			w, ok := p.ident()
			switch {
			case !ok:
				return val{}, false
			case (w == "over" || w == "under") && !line:
				line = true
				if w == "under" {
					k |= EmphasisUnder
				}
			case (w == "right" || w == "left") && !side:
				side = true
				if w == "left" {
					k |= EmphasisLeft
				}
			default:
				return val{}, false
			}
		}
		return val{kw: k}, line
	}, func(_ *applier, v *val) Keyword { return v.kw }).inh()
	adjust := field("font-size-adjust", func(c *Computed) *Length { return &c.FontSizeAdjust }, func(p *vparser) (val, bool) {
		if p.word("none") || p.word("from-font") {
			return val{l: slen{u: uAuto}}, true
		}
		p.word("ex-height")
		v, ok := p.number()
		return val{n: float32(v), kw: 1}, ok && v >= 0
	}, func(_ *applier, v *val) Length {
		if v.kw == 0 {
			return Length{}
		}
		return Length{Kind: Number, Pct: v.n}
	}).inh()
	return []prop{shape, position, adjust, fontVariation(),
		optColor("text-emphasis-color", func(c *Computed) **Color { return &c.EmphasisColor }).inh(),
		kw("font-variant-caps", func(c *Computed) *Keyword { return &c.Caps }, capsWords).inh(),
	}
}

// fontVariation: as fontFeature, the last setting of an axis counts.
func fontVariation() prop {
	return ref("font-variation-settings", func(c *Computed) *string { return &c.FontVariations }, func(p *vparser) (any, bool) {
		if p.word("normal") {
			return "", true
		}
		var b strings.Builder
		_, ok := list(p, func() (struct{}, bool) {
			s, ok := p.str()
			if !ok || len(s) != 4 || strings.ContainsAny(s, ",=") {
				return struct{}{}, false
			}
			v, ok := p.number()
			b.WriteString(s + "=" + formatNumber(v) + ",")
			return struct{}{}, ok
		})
		return b.String(), ok
	}, func(_ *applier, v any) string { s, _ := v.(string); return s }).inh()
}

// text-emphasis-position, as bits
const (
	EmphasisUnder Keyword = 1 << iota
	EmphasisLeft
)

// textEmphasis is style and colour in any order.
func textEmphasis(p *vparser, out *expansion) bool {
	shape, color := val{ref: ""}, val{col: scolor{current: true}}
	var hs, hc bool
	for !p.end() {
		if s, ok := p.emphasisStyle(); ok && !hs {
			shape, hs = val{ref: s}, true
		} else if v, ok := colorVal(p); ok && !hc {
			color, hc = v, true
		} else {
			return false
		}
	}
	out.set("text-emphasis-style", shape)
	out.set("text-emphasis-color", color)
	return hs || hc
}

// fontVariant reads font-variant: numbers and capitals have an effect.
func fontVariant(p *vparser, out *expansion) bool {
	nums, caps, n := val{}, val{}, 0
	for !p.end() {
		w, ok := p.ident()
		if !ok {
			return false
		}
		if k, ok := capsWords[w]; ok {
			caps.kw = k
		}
		if w == "tabular-nums" {
			nums.kw = 1
		}
		n++
	}
	out.set("font-variant-numeric", nums)
	out.set("font-variant-caps", caps)
	return n > 0
}

// emphasis writes text-emphasis and the capitals.
func (w *writer) emphasis(c *Computed) {
	v := "none"
	switch e := c.Emphasis; {
	case e != "" && e[0] == '"':
		v = quote(e[1:])
	case e != "":
		fill, shape, _ := strings.Cut(e, " ")
		if shape == "" {
			shape = pick(c.Vertical(), "sesame", "dot")
		}
		v = strings.TrimPrefix(fill+" "+shape, "filled ")
	}
	w.put("text-emphasis-style", v)
	w.put("text-emphasis-position", pick(c.EmphasisPosition&EmphasisUnder != 0, "under", "over")+pick(c.EmphasisPosition&EmphasisLeft != 0, " left", ""))
	w.put("font-variant-caps", [...]string{"normal", "small-caps", "all-small-caps"}[min(c.Caps, CapsAllSmall)])
	w.put("font-size-adjust", pick(c.FontSizeAdjust.IsAuto(), "none", formatNumber(float64(c.FontSizeAdjust.Pct))))
}
