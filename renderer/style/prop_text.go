package style

import (
	"math"
	"strconv"
	"strings"

	"diorama/renderer/wxss"
)

func textProps() []prop {
	return []prop{
		fontSize(),
		colorOwn(),
		kw("direction", func(c *Computed) *Keyword { return &c.Direction }, directionWords).inh().first(),
		fontFamily(), fontWeight(), lineHeight(),
		fontStyle(),
		spacing("letter-spacing", func(c *Computed) *float32 { return &c.LetterSpacing }),
		spacing("word-spacing", func(c *Computed) *float32 { return &c.WordSpacing }),
		textAlign(),
		kw("text-align-last", func(c *Computed) *Keyword { return &c.TextAlignLast }, textAlignLastWords).inh(),
		textIndent(),
		kw("text-transform", func(c *Computed) *Keyword { return &c.TextTransform }, textTransformWords).inh(),
		kw("white-space", func(c *Computed) *Keyword { return &c.WhiteSpace }, whiteSpaceWords).inh(),
		kw("word-break", func(c *Computed) *Keyword { return &c.WordBreak }, wordBreakWords).inh(),
		kw("overflow-wrap", func(c *Computed) *Keyword { return &c.OverflowWrap }, overflowWrapWords).inh(),
		kw("pointer-events", func(c *Computed) *Keyword { return &c.PointerEvents }, pointerWords).inh(),
		cursor(),
		kw("user-select", func(c *Computed) *Keyword { return &c.UserSelect }, userSelectWords).inh(),
		listStyleType(),
		flag("list-style-position", func(c *Computed) *bool { return &c.ListInside }, map[string]bool{"inside": true, "outside": false}).inh(),
		field("list-style-image", func(c *Computed) *bool { return new(bool) }, func(p *vparser) (val, bool) {
			return val{}, p.word("none")
		}, func(*applier, *val) bool { return false }).inh(),
		tabSize(),
		optColor("-webkit-text-fill-color", func(c *Computed) **Color { return &c.TextFillColor }).inh(),
		field("-webkit-text-stroke-width", func(c *Computed) *float32 { return &c.TextStrokeWidth }, widthVal,
			func(a *applier, v *val) float32 { return max(0, a.m.abs(v.l)) }).inh(),
		optColor("-webkit-text-stroke-color", func(c *Computed) **Color { return &c.TextStrokeColor }).inh(),
		optColor("caret-color", func(c *Computed) **Color { return &c.CaretColor }).inh(),
		ref("text-shadow", func(c *Computed) *[]Shadow { return &c.TextShadow },
			func(p *vparser) (any, bool) { return p.shadows(false) }, convShadows).inh(),
		fontVariantNumeric(),
		ignoredText("font-variant-ligatures"), ignoredText("font-variant-east-asian"),
		ignoredText("font-stretch"),
		fontFeature(),
		flag("font-kerning", func(c *Computed) *bool { return &c.NoKerning }, map[string]bool{"auto": false, "normal": false, "none": true}).inh(),
		kw("line-break", func(c *Computed) *Keyword { return &c.LineBreak }, map[string]Keyword{
			"auto": LineBreakAuto, "loose": LineBreakLoose, "normal": LineBreakNormal, "strict": LineBreakStrict, "anywhere": LineBreakAnywhere}).inh(),
		flag("hyphens", func(c *Computed) *bool { return &c.NoHyphens }, map[string]bool{"none": true, "manual": false, "auto": false}).inh(), // Chinese has no dictionary for auto
		length("text-underline-offset", func(c *Computed) *Length { return &c.TextUnderlineOff }, fAuto|fPct|fNeg).inh(),

		textOverflow(), lineClamp(), decorationLine(),
		kw("text-decoration-style", func(c *Computed) *Keyword { return &c.DecorationStyle }, decorationStyleWords),
		optColor("text-decoration-color", func(c *Computed) **Color { return &c.DecorationColor }),
		decorationWidth(),
		kw("unicode-bidi", func(c *Computed) *Keyword { return &c.UnicodeBidi }, unicodeBidiWords),
		content(),
	}
}

// ignoredText takes any identifiers and changes nothing.
func ignoredText(name string) prop {
	return prop{name: name, inherited: true, parse: func(p *vparser) (val, bool) {
		n := 0
		for !p.end() {
			if t := p.tok(); t.Kind != wxss.Ident && t.Kind != wxss.Percentage {
				return val{}, false
			}
			p.i++
			n++
		}
		return val{}, n > 0
	}, set: func(*applier, *val) {}, copy: func(*applier, *Computed) {}}
}

var fontSizeWords = map[string]float32{
	"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32, "xxx-large": 48,
	"-webkit-xxx-large": 48,
}

// fontSize: em and % are of the parent's size (CSS Fonts 4 §2.5). The applier's
// metrics still hold the parent's size when it is set, and take the new one.
func fontSize() prop {
	return prop{
		name: "font-size", inherited: true, early: true,
		parse: func(p *vparser) (val, bool) {
			p.ws()
			if t := p.tok(); t.Kind == wxss.Ident {
				w := wxss.Lower(t.Text)
				if v, ok := fontSizeWords[w]; ok {
					p.i++
					return val{l: slen{u: uPx, v: v}}, true
				}
				switch w {
				case "smaller":
					p.i++
					return val{l: slen{u: uEm, v: 1 / 1.2}}, true
				case "larger":
					p.i++
					return val{l: slen{u: uEm, v: 1.2}}, true
				}
				return val{}, false
			}
			l, ok := p.length(fPct)
			return val{l: l}, ok
		},
		set: func(a *applier, v *val) {
			m := a.m
			m.font, m.in = float64(a.parent.FontSize), a.parent.Inherited
			l := m.length(v.l)
			a.setFontSize(l.Px + l.resolvePct(float64(a.parent.FontSize)))
		},
		copy: func(a *applier, src *Computed) { a.setFontSize(src.FontSize) },
	}
}

// resolvePct is the part of l that depends on the base, in device px.
func (l Length) resolvePct(base float64) float32 {
	switch l.Kind {
	case Percent:
		return float32(base * float64(l.Pct) / 100)
	case Calc:
		return float32(l.float(base)) - l.Px
	}
	return 0
}

// maxFontSize is what Chromium clamps to, in px.
const maxFontSize = 10000

func (a *applier) setFontSize(v float32) {
	v = max(0, min(maxFontSize, v))
	a.c.FontSize = v
	a.m.font = float64(v)
}

// colorOwn: currentcolor in color itself is the parent's.
func colorOwn() prop {
	d := colorProp("color", func(c *Computed) *Color { return &c.Color }).inh().first()
	d.set = func(a *applier, v *val) { a.c.Color = v.col.resolve(a.parent.Color) }
	return d
}

func fontFamily() prop {
	return ref("font-family", func(c *Computed) *[]string { return &c.FontFamily }, func(p *vparser) (any, bool) { return p.families() },
		func(_ *applier, v any) []string { return v.([]string) }).inh().first()
}

var genericFamilies = map[string]bool{
	"serif": true, "sans-serif": true, "monospace": true, "cursive": true, "fantasy": true, "system-ui": true, "emoji": true,
	"math": true, "ui-serif": true, "ui-sans-serif": true, "ui-monospace": true, "ui-rounded": true, "-apple-system": true, "blinkmacsystemfont": true,
}

func (p *vparser) families() (any, bool) {
	return anyList(list(p, func() (string, bool) {
		if s, ok := p.str(); ok {
			return s, true
		}
		var words []string
		for {
			p.ws()
			t := p.tok()
			if t.Kind != wxss.Ident {
				break
			}
			words = append(words, t.Text)
			p.i++
		}
		if len(words) == 1 {
			if l := wxss.Lower(words[0]); genericFamilies[l] {
				return l, true
			}
		}
		return strings.Join(words, " "), len(words) > 0
	}))
}

func anyList[T any](v []T, ok bool) (any, bool) { return v, ok }

func fontWeight() prop {
	return prop{
		name: "font-weight", inherited: true, early: true,
		parse: func(p *vparser) (val, bool) {
			switch {
			case p.word("normal"):
				return val{n: 400}, true
			case p.word("bold"):
				return val{n: 700}, true
			case p.word("bolder"):
				return val{kw: 1}, true
			case p.word("lighter"):
				return val{kw: 2}, true
			}
			p.ws()
			plain := p.tok().Kind == wxss.Number
			v, ok := p.number()
			if !plain {
				v = max(1, min(1000, v))
			}
			return val{n: float32(v)}, ok && v >= 1 && v <= 1000
		},
		set: func(a *applier, v *val) {
			w := a.parent.FontWeight
			switch v.kw { // CSS Fonts 4 §2.2.1
			case 1:
				switch {
				case w < 350:
					a.c.FontWeight = 400
				case w < 550:
					a.c.FontWeight = 700
				case w < 900:
					a.c.FontWeight = 900
				default:
					a.c.FontWeight = w
				}
			case 2:
				switch {
				case w < 100:
					a.c.FontWeight = w
				case w < 550:
					a.c.FontWeight = 100
				case w < 750:
					a.c.FontWeight = 400
				default:
					a.c.FontWeight = 700
				}
			default:
				a.c.FontWeight = float32(math.Floor(float64(v.n)*4) / 4)
			}
		},
		copy: func(a *applier, src *Computed) { a.c.FontWeight = src.FontWeight },
	}
}

func lineHeight() prop {
	return field("line-height", func(c *Computed) *Length { return &c.LineHeight }, func(p *vparser) (val, bool) {
		p.ws()
		math := p.tok().Kind == wxss.Function
		l, ok := p.length(fPct | fNumber | fNormal)
		if math {
			l.v = max(0, l.v)
		}
		return val{l: l}, ok && l.v >= 0
	}, func(a *applier, v *val) Length {
		l := a.m.length(v.l)
		if l.Kind == Percent || l.Kind == Calc {
			// Percentages are of the own font size, and inherit as the length.
			return Length{Kind: Px, Px: max(0, float32(l.float(a.m.font)))}
		}
		l.Px = max(0, l.Px)
		return l
	}).inh()
}

// fontStyle: the angle of oblique is not done: it is drawn as italic.
func fontStyle() prop {
	return field("font-style", func(c *Computed) *bool { return &c.Italic }, func(p *vparser) (val, bool) {
		switch {
		case p.word("normal"):
			return val{}, true
		case p.word("italic"):
			return val{kw: 1}, true
		}
		ok := p.word("oblique")
		if ok && !p.end() {
			_, ok = p.angle(false)
		}
		return val{kw: 1}, ok
	}, func(_ *applier, v *val) bool { return v.kw == 1 }).inh().first()
}

func spacing(name string, get func(c *Computed) *float32) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		if p.word("normal") {
			return val{l: slen{u: uPx}}, true
		}
		l, ok := p.length(fNeg | fPct)
		return val{l: l}, ok
	}, func(a *applier, v *val) float32 {
		l := a.m.length(v.l)
		return l.Px + l.resolvePct(a.m.font)
	}).inh()
}

// textAlign: match-parent turns start and end into the parent's sides.
func textAlign() prop {
	d := kw("text-align", func(c *Computed) *Keyword { return &c.TextAlign }, textAlignWords).inh()
	set, parse := d.set, d.parse
	const match = Keyword(255)
	d.parse = func(p *vparser) (val, bool) {
		if p.word("match-parent") || p.word("-webkit-match-parent") {
			return val{kw: match}, true
		}
		return parse(p)
	}
	d.set = func(a *applier, v *val) {
		if v.kw != match {
			set(a, v)
			return
		}
		k := a.parent.TextAlign
		rtl := a.parent.Direction == RTL
		switch {
		case k == TextAlignStart && !rtl, k == TextAlignEnd && rtl:
			k = TextAlignLeft
		case k == TextAlignStart, k == TextAlignEnd:
			k = TextAlignRight
		}
		a.c.TextAlign = k
	}
	return d
}

func cursor() prop {
	return field("cursor", func(c *Computed) *Keyword { return &c.Cursor }, func(p *vparser) (val, bool) {
		for {
			if _, ok := p.url(); !ok {
				break
			}
			p.number()
			p.number()
			if !p.comma() {
				return val{}, false
			}
		}
		k, ok := p.keyword(cursorWords)
		return val{kw: k}, ok
	}, func(_ *applier, v *val) Keyword { return v.kw }).inh()
}

func listStyleType() prop {
	return ref("list-style-type", func(c *Computed) *string { return &c.ListStyle }, func(p *vparser) (any, bool) {
		return anyOf(p.listType())
	}, func(_ *applier, v any) string { return v.(string) }).inh()
}

// listType reads a string or the name of a counter style.
func (p *vparser) listType() (string, bool) {
	if p.word("none") {
		return "none", true
	}
	if s, ok := p.str(); ok {
		return `"` + s, true
	}
	return p.ident()
}

func tabSize() prop {
	return field("tab-size", func(c *Computed) *float32 { return &c.TabSize }, func(p *vparser) (val, bool) {
		if v, ok := p.number(); ok {
			return val{n: float32(v)}, v >= 0
		}
		l, ok := p.length(0)
		return val{l: l, kw: 1}, ok
	}, func(a *applier, v *val) float32 {
		if v.kw == 1 {
			return -a.m.length(v.l).Px
		}
		return v.n
	}).inh()
}

func fontVariantNumeric() prop {
	return field("font-variant-numeric", func(c *Computed) *bool { return &c.FontVariantNums }, func(p *vparser) (val, bool) {
		v, n := val{}, 0
		for !p.end() {
			w, ok := p.ident()
			if !ok {
				return v, false
			}
			n++
			switch w {
			case "tabular-nums":
				v.kw = 1
			case "normal", "proportional-nums", "lining-nums", "oldstyle-nums", "ordinal", "slashed-zero", "diagonal-fractions", "stacked-fractions":
			default:
				return v, false
			}
		}
		return v, n > 0
	}, func(_ *applier, v *val) bool { return v.kw == 1 }).inh()
}

// fontFeature: the last setting of a tag counts, which is for package text to see.
func fontFeature() prop {
	return ref("font-feature-settings", func(c *Computed) *string { return &c.FontFeatures }, func(p *vparser) (any, bool) {
		if p.word("normal") {
			return "", true
		}
		var b strings.Builder
		_, ok := list(p, func() (struct{}, bool) {
			s, ok := p.str()
			if !ok || len(s) != 4 || strings.ContainsAny(s, ",=") {
				return struct{}{}, false
			}
			n := 1
			if v, ok := p.integer(); ok {
				n = v
			} else if p.word("off") {
				n = 0
			} else {
				p.word("on")
			}
			b.WriteString(s + "=" + strconv.Itoa(n) + ",")
			return struct{}{}, n >= 0
		})
		return b.String(), ok
	}, func(_ *applier, v any) string { return v.(string) }).inh()
}

func textOverflow() prop {
	return field("text-overflow", func(c *Computed) *Keyword { return &c.TextOverflow }, func(p *vparser) (val, bool) {
		k, ok := p.keyword(textOverflowWords)
		if _, isStr := p.str(); isStr && !ok {
			return val{kw: TextOverflowEllipsis}, true
		}
		return val{kw: k}, ok
	}, func(_ *applier, v *val) Keyword { return v.kw })
}

func lineClamp() prop {
	return field("-webkit-line-clamp", func(c *Computed) *int { return &c.LineClamp }, func(p *vparser) (val, bool) {
		if p.word("none") {
			return val{ref: 0}, true
		}
		p.ws()
		plain := p.tok().Kind == wxss.Number
		v, ok := p.integer()
		return val{ref: max(1, v)}, ok && (!plain || v > 0)
	}, func(_ *applier, v *val) int { return v.ref.(int) })
}

func decorationLine() prop {
	return field("text-decoration-line", func(c *Computed) *Keyword { return &c.Decoration }, func(p *vparser) (val, bool) {
		k, ok := p.decorationLine()
		return val{kw: k}, ok
	}, func(_ *applier, v *val) Keyword { return v.kw })
}

func (p *vparser) decorationLine() (Keyword, bool) {
	if p.word("none") {
		return 0, true
	}
	const blink = 1 << 7 // taken, and shows nothing
	k := Keyword(0)
	for {
		bit := Keyword(0)
		switch {
		case p.word("underline"):
			bit = DecorationUnderline
		case p.word("overline"):
			bit = DecorationOverline
		case p.word("line-through"):
			bit = DecorationLineThrough
		case p.word("blink"):
			bit = blink
		default:
			return k &^ blink, k != 0
		}
		if k&bit != 0 {
			return 0, false
		}
		k |= bit
	}
}

func decorationWidth() prop {
	return field("text-decoration-thickness", func(c *Computed) *Length { return &c.DecorationWidth }, func(p *vparser) (val, bool) {
		if p.word("from-font") {
			return val{l: slen{u: uAuto}}, true
		}
		l, ok := p.length(fAuto | fPct)
		return val{l: l}, ok
	}, func(a *applier, v *val) Length {
		l := a.m.length(v.l)
		if l.HasPercent() {
			return Length{Kind: Px, Px: float32(l.float(a.m.font))}
		}
		return l
	})
}

func content() prop {
	type spec struct {
		has   bool
		items []ContentItem
	}
	return prop{
		name: "content",
		parse: func(p *vparser) (val, bool) {
			if p.word("none") || p.word("normal") {
				return val{ref: spec{}}, true
			}
			s := spec{has: true}
			for !p.end() {
				t := p.tok()
				switch {
				case t.Kind == wxss.String:
					s.items = append(s.items, ContentItem{Text: t.Text})
					p.i++
				case t.IsFunc("attr"):
					p.i++
					p.ws()
					n := p.tok()
					if n.Kind != wxss.Ident {
						return val{}, false
					}
					s.items = append(s.items, ContentItem{Attr: n.Text})
					p.skipToClose()
				case t.IsFunc("counter"), t.IsFunc("counters"):
					p.i++
					c := ContentItem{All: t.IsFunc("counters"), Form: "decimal"}
					ok := false
					if c.Counter, ok = p.name(); !ok {
						return val{}, false
					}
					if c.All {
						if ok = p.comma(); ok {
							c.Separator, ok = p.str()
						}
					}
					if ok && p.comma() {
						c.Form, ok = p.ident()
					}
					if !ok || !p.close() {
						return val{}, false
					}
					s.items = append(s.items, c)
				case t.Is("open-quote"), t.Is("close-quote"):
					q := "“"
					if t.Is("close-quote") {
						q = "”"
					}
					s.items = append(s.items, ContentItem{Text: q})
					p.i++
				case t.Is("no-open-quote"), t.Is("no-close-quote"):
					p.i++
				case t.IsDelim('/'): // alternative text
					p.i = len(p.toks)
				default:
					u, ok := p.url()
					if !ok {
						return val{}, false
					}
					s.items = append(s.items, ContentItem{URL: u, Base: p.base})
				}
			}
			return val{ref: s}, len(p.toks) > 0
		},
		set: func(a *applier, v *val) {
			s := v.ref.(spec)
			a.c.HasContent, a.c.Content = s.has, s.items
		},
		copy: func(a *applier, src *Computed) { a.c.HasContent, a.c.Content = src.HasContent, src.Content },
	}
}

// textIndent is text-indent: a length, hanging and each-line in any order.
// https://drafts.csswg.org/css-text/#text-indent-property
func textIndent() prop {
	const hanging, eachLine = 1, 2
	return prop{
		name: "text-indent",
		parse: func(p *vparser) (v val, ok bool) {
			for !p.end() {
				if p.word("hanging") && v.kw&hanging == 0 {
					v.kw |= hanging
				} else if p.word("each-line") && v.kw&eachLine == 0 {
					v.kw |= eachLine
				} else if l, is := p.length(fPct | fNeg); is && !ok {
					v.l, ok = l, true
				} else {
					return v, false
				}
			}
			return v, ok
		},
		set: func(a *applier, v *val) {
			a.c.TextIndent, a.c.IndentHanging, a.c.IndentEachLine = a.m.length(v.l), v.kw&hanging != 0, v.kw&eachLine != 0
		},
		copy: func(a *applier, src *Computed) {
			a.c.TextIndent, a.c.IndentHanging, a.c.IndentEachLine = src.TextIndent, src.IndentHanging, src.IndentEachLine
		},
	}.inh()
}
