package style

import (
	"math"

	"diorama/renderer/wxss"
)

// scolor is a colour as specified.
type scolor struct {
	c       Color
	current bool      // currentcolor
	mix     *colorMix // color-mix() with currentcolor in it
}

func (s scolor) resolve(current Color) Color {
	if s.current {
		return current
	}
	if s.mix != nil {
		return s.mix.resolve(current)
	}
	return s.c
}

// color takes a colour (CSS Color 4, sRGB forms).
func (p *vparser) color() (scolor, bool) {
	p.ws()
	t := p.tok()
	switch t.Kind {
	case wxss.Hash:
		c, ok := hexColor(t.Text)
		if ok {
			p.i++
		}
		return scolor{c: c}, ok
	case wxss.Ident:
		name := wxss.Lower(t.Text)
		switch name {
		case "transparent":
			p.i++
			return scolor{}, true
		case "currentcolor":
			p.i++
			return scolor{current: true}, true
		}
		if v, ok := namedColors[name]; ok {
			p.i++
			return scolor{c: Color{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}}, true
		}
		if v, ok := systemColors[name]; ok {
			p.i++
			return scolor{c: Color{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}}, true
		}
	case wxss.Function:
		if p.nested >= MaxCalcDepth {
			return scolor{}, false
		}
		p.nested++
		defer func() { p.nested-- }()
		save := p.i
		p.i++
		var c Color
		ok := false
		switch wxss.Lower(t.Text) {
		case "rgb", "rgba":
			c, ok = p.rgb()
		case "hsl", "hsla":
			c, ok = p.hue(hslToRGB, true)
		case "hwb":
			c, ok = p.hue(hwbToRGB, false)
		case "lab", "lch", "oklab", "oklch":
			c, ok = p.labColor(wxss.Lower(t.Text))
		case "color":
			c, ok = p.colorFunction()
		case "color-mix":
			if mix, ok := p.colorMix(); ok {
				if mix.a.current || mix.b.current || mix.a.mix != nil || mix.b.mix != nil {
					return scolor{mix: mix}, true
				}
				return scolor{c: mix.resolve(Color{})}, true
			}
		case "light-dark":
			// The page is light: color-scheme has no other value here.
			if a, ok := p.color(); ok && p.comma() {
				if _, ok := p.color(); ok && p.close() {
					return a, true
				}
			}
		}
		if ok {
			return scolor{c: c}, true
		}
		p.i = save
	}
	return scolor{}, false
}

func hexColor(s string) (Color, bool) {
	var d [8]uint8
	if len(s) > 8 {
		return Color{}, false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case '0' <= c && c <= '9':
			d[i] = c - '0'
		case 'a' <= c && c <= 'f':
			d[i] = c - 'a' + 10
		case 'A' <= c && c <= 'F':
			d[i] = c - 'A' + 10
		default:
			return Color{}, false
		}
	}
	switch len(s) {
	case 3:
		return rgba(d[0]*17, d[1]*17, d[2]*17, 255), true
	case 4:
		return rgba(d[0]*17, d[1]*17, d[2]*17, d[3]*17), true
	case 6:
		return rgba(d[0]<<4|d[1], d[2]<<4|d[3], d[4]<<4|d[5], 255), true
	case 8:
		return rgba(d[0]<<4|d[1], d[2]<<4|d[3], d[4]<<4|d[5], d[6]<<4|d[7]), true
	}
	return Color{}, false
}

func rgba(r, g, b, a uint8) Color { return Color{R: r, G: g, B: b, A: a} }

func clamp255(v float64) uint8 { return uint8(math.Round(max(0, min(255, v)))) }

// none takes the keyword none of the space-separated forms.
func (p *vparser) none() bool { return p.word("none") }

// channel takes a number or a percentage of full.
func (p *vparser) channel(full float64) (float64, bool, bool) {
	if p.none() {
		return 0, false, true
	}
	p.ws()
	if t := p.tok(); t.Kind == wxss.Percentage {
		p.i++
		return t.Num / 100 * full, true, true
	}
	if v, ok := p.flat(typePercent, uPct); ok {
		return v / 100 * full, true, true
	}
	v, ok := p.number()
	return v, false, ok
}

// alpha takes the rest after the channels up to ")".
func (p *vparser) alpha(legacy bool) (uint8, bool) {
	if p.close() {
		return 255, true
	}
	if legacy && !p.comma() || !legacy && !p.slash() {
		return 0, false
	}
	if p.none() {
		return 0, p.close()
	}
	v, ok := p.fraction()
	return clamp255(v * 255), ok && p.close()
}

func (p *vparser) rgb() (Color, bool) {
	var ch [3]float64
	legacy := false
	pcts := 0
	for i := range ch {
		if i > 0 && p.comma() {
			if i == 2 && !legacy {
				return Color{}, false
			}
			legacy = true
		} else if i == 2 && legacy {
			return Color{}, false
		}
		v, pct, ok := p.channel(255)
		if !ok {
			return Color{}, false
		}
		if pct {
			pcts++
		}
		ch[i] = v
	}
	if legacy && pcts != 0 && pcts != 3 {
		return Color{}, false
	}
	a, ok := p.alpha(legacy)
	return rgba(clamp255(ch[0]), clamp255(ch[1]), clamp255(ch[2]), a), ok
}

// hueAngle takes a hue in degrees, 0 … 360.
func (p *vparser) hueAngle() (float64, bool) {
	h, ok := p.angle(false)
	if !ok {
		if p.none() {
			return 0, true
		}
		h, ok = p.number()
	}
	h = math.Mod(h, 360)
	if h < 0 {
		h += 360
	}
	return h, ok
}

// hue reads hsl() (legacy: with commas, and percentages then) and hwb().
func (p *vparser) hue(convert func(h, a, b float64) (r, g, bl float64), commas bool) (Color, bool) {
	h, ok := p.hueAngle()
	if !ok {
		return Color{}, false
	}
	legacy := p.comma()
	if legacy && !commas {
		return Color{}, false
	}
	s, pct, ok := p.channel(100)
	if !ok || legacy && (!pct || !p.comma()) {
		return Color{}, false
	}
	l, pct, ok := p.channel(100)
	if !ok || legacy && !pct {
		return Color{}, false
	}
	a, ok := p.alpha(legacy)
	s = max(0, s)
	if legacy || !commas {
		s, l = min(100, s), max(0, min(100, l))
	}
	r, g, b := convert(h, s/100, l/100)
	return rgba(clamp255(r*255), clamp255(g*255), clamp255(b*255), a), ok
}

// hslToRGB: CSS Color 4 §7.
func hslToRGB(h, s, l float64) (r, g, b float64) {
	f := func(n float64) float64 {
		k := math.Mod(n+h/30, 12)
		return l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))
	}
	return f(0), f(8), f(4)
}

// hwbToRGB: CSS Color 4 §8.
func hwbToRGB(h, w, bl float64) (r, g, b float64) {
	if w+bl >= 1 {
		v := w / (w + bl)
		return v, v, v
	}
	r, g, b = hslToRGB(h, 1, 0.5)
	k := 1 - w - bl
	return r*k + w, g*k + w, b*k + w
}
