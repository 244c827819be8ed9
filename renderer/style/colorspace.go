package style

import (
	"math"

	"diorama/renderer/wxss"
)

// triple is a colour of three channels in some space; sRGB and its like count 0 … 1.
type triple [3]float64

type matrix3 [3]triple

func (m *matrix3) apply(v triple) triple {
	var out triple
	for i := range out {
		out[i] = m[i][0]*v[0] + m[i][1]*v[1] + m[i][2]*v[2]
	}
	return out
}

// The matrices of CSS Color 4 §18 (sample code), to and from XYZ with white D65.
var (
	xyzToLinear = matrix3{
		{3.2409699419045226, -1.537383177570094, -0.4986107602930034},
		{-0.9692436362808796, 1.8759675015077202, 0.04155505740717559},
		{0.05563007969699366, -0.20397695888897652, 1.0569715142428786}}
	linearToXYZ = matrix3{
		{0.41239079926595934, 0.357584339383878, 0.1804807884018343},
		{0.21263900587151027, 0.715168678767756, 0.07219231536073371},
		{0.01933081871559182, 0.11919477979462598, 0.9505321522496607}}
	p3ToXYZ = matrix3{
		{0.4865709486482162, 0.26566769316909306, 0.1982172852343625},
		{0.2289745640697488, 0.6917385218365064, 0.079286914093745},
		{0, 0.04511338185890264, 1.043944368900976}}
	a98ToXYZ = matrix3{
		{0.5766690429101305, 0.1855582379065463, 0.1882286462349947},
		{0.29734497525053605, 0.6273635662554661, 0.07529145849399788},
		{0.02703136138641234, 0.07068885253582723, 0.9913375368376388}}
	rec2020ToXYZ = matrix3{
		{0.6369580483012914, 0.14461690358620832, 0.1688809751641721},
		{0.2627002120112671, 0.6779980715188708, 0.05930171646986196},
		{0, 0.028072693049087428, 1.060985057710791}}
	prophotoToXYZ50 = matrix3{
		{0.7977604896723027, 0.13518583717574031, 0.0313493495815248},
		{0.2880711282292934, 0.7118432178101014, 0.00008565396060525902},
		{0, 0, 0.8251046025104601}}
	d50ToD65 = matrix3{
		{0.9554734527042182, -0.023098536874261423, 0.0632593086610217},
		{-0.028369706963208136, 1.0099954580058226, 0.021041398966943008},
		{0.012314001688319899, -0.020507696433477912, 1.3303659366080753}}
	d65ToD50 = matrix3{
		{1.0479298208405488, 0.022946793341019088, -0.05019222954313557},
		{0.029627815688159344, 0.990434484573249, -0.01707382502938514},
		{-0.009243058152591178, 0.015055144896577895, 0.7518742899580008}}
	oklabToLMS = matrix3{
		{1, 0.3963377773761749, 0.2158037573099136},
		{1, -0.1055613458156586, -0.0638541728258133},
		{1, -0.0894841775298119, -1.2914855480194092}}
	lmsToXYZ = matrix3{
		{1.2268798758459243, -0.5578149944602171, 0.2813910456659647},
		{-0.0405757452148008, 1.1122868032803170, -0.0717110580655164},
		{-0.0763729366746601, -0.4214933324022432, 1.5869240198367816}}
	xyzToLMS = matrix3{
		{0.8190224379967030, 0.3619062600528904, -0.1288737815209879},
		{0.0329836539323885, 0.9292868615863434, 0.0361446663506424},
		{0.0481771893596242, 0.2642395317527308, 0.6335478284694309}}
	lmsToOklab = matrix3{
		{0.2104542683093140, 0.7936177747023054, -0.0040720430116193},
		{1.9779985324311684, -2.4285922420485799, 0.4505937096174110},
		{0.0259040424655478, 0.7827717124575296, -0.8086757549230774}}
)

var whiteD50 = triple{0.3457 / 0.3585, 1, (1 - 0.3457 - 0.3585) / 0.3585}

// curve applies a transfer function to magnitudes, keeping the sign.
func curve(v triple, f func(float64) float64) triple {
	for i := range v {
		v[i] = math.Copysign(f(math.Abs(v[i])), v[i])
	}
	return v
}

func srgbToLinear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func linearToSRGB(v float64) float64 {
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// toXYZ turns a colour of that space into XYZ D65.
func toXYZ(space string, v triple) (triple, bool) {
	power := func(e float64) func(float64) float64 {
		return func(x float64) float64 { return math.Pow(x, e) }
	}
	switch space {
	case "srgb":
		return linearToXYZ.apply(curve(v, srgbToLinear)), true
	case "srgb-linear":
		return linearToXYZ.apply(v), true
	case "display-p3":
		return p3ToXYZ.apply(curve(v, srgbToLinear)), true
	case "display-p3-linear":
		return p3ToXYZ.apply(v), true
	case "a98-rgb":
		return a98ToXYZ.apply(curve(v, power(563.0/256))), true
	case "rec2020":
		return rec2020ToXYZ.apply(curve(v, power(2.4))), true
	case "prophoto-rgb":
		v = curve(v, func(x float64) float64 {
			if x <= 16.0/512 {
				return x / 16
			}
			return math.Pow(x, 1.8)
		})
		return d50ToD65.apply(prophotoToXYZ50.apply(v)), true
	case "xyz", "xyz-d65":
		return v, true
	case "xyz-d50":
		return d50ToD65.apply(v), true
	case "oklab":
		lms := oklabToLMS.apply(v)
		for i := range lms {
			lms[i] = lms[i] * lms[i] * lms[i]
		}
		return lmsToXYZ.apply(lms), true
	case "lab":
		const kappa, epsilon = 24389.0 / 27, 216.0 / 24389
		fy := (v[0] + 16) / 116
		f := triple{v[1]/500 + fy, fy, fy - v[2]/200}
		for i := range f {
			if c := f[i] * f[i] * f[i]; c > epsilon {
				f[i] = c
			} else {
				f[i] = (116*f[i] - 16) / kappa
			}
			f[i] *= whiteD50[i]
		}
		return d50ToD65.apply(f), true
	case "lch", "oklch":
		return toXYZ(map[string]string{"lch": "lab", "oklch": "oklab"}[space], fromPolar(v))
	case "hsl", "hwb":
		conv := hslToRGB
		if space == "hwb" {
			conv = hwbToRGB
		}
		r, g, b := conv(math.Mod(v[0]+720, 360), v[1], v[2])
		return toXYZ("srgb", triple{r, g, b})
	}
	return v, false
}

// fromXYZ is the way back, for the spaces in which colours are mixed.
func fromXYZ(space string, v triple) (triple, bool) {
	switch space {
	case "srgb":
		return curve(xyzToLinear.apply(v), linearToSRGB), true
	case "srgb-linear":
		return xyzToLinear.apply(v), true
	case "xyz", "xyz-d65":
		return v, true
	case "xyz-d50":
		return d65ToD50.apply(v), true
	case "oklab":
		return lmsToOklab.apply(curve(xyzToLMS.apply(v), math.Cbrt)), true
	case "lab":
		v = d65ToD50.apply(v)
		const kappa, epsilon = 24389.0 / 27, 216.0 / 24389
		for i := range v {
			v[i] /= whiteD50[i]
			if v[i] > epsilon {
				v[i] = math.Cbrt(v[i])
			} else {
				v[i] = (kappa*v[i] + 16) / 116
			}
		}
		return triple{116*v[1] - 16, 500 * (v[0] - v[1]), 200 * (v[1] - v[2])}, true
	case "lch", "oklch":
		w, ok := fromXYZ(map[string]string{"lch": "lab", "oklch": "oklab"}[space], v)
		c, h := math.Hypot(w[1], w[2]), math.Atan2(w[2], w[1])*180/math.Pi
		if h < 0 {
			h += 360
		}
		if c < 4e-6 {
			h = math.NaN()
		}
		return triple{w[0], c, h}, ok
	case "hsl", "hwb":
		rgb, _ := fromXYZ("srgb", v)
		return hueOf(rgb, space == "hwb"), true
	}
	return v, false
}

func fromPolar(v triple) triple {
	h := v[2] * math.Pi / 180
	if math.IsNaN(h) {
		h = 0
	}
	return triple{v[0], v[1] * math.Cos(h), v[1] * math.Sin(h)}
}

// hueOf gives hue (NaN for grey) and saturation and lightness, or white and black.
func hueOf(c triple, hwb bool) triple {
	hi, lo := max(c[0], c[1], c[2]), min(c[0], c[1], c[2])
	h, d := math.NaN(), hi-lo
	if d > 1e-6 {
		switch hi {
		case c[0]:
			h = math.Mod((c[1]-c[2])/d+6, 6)
		case c[1]:
			h = (c[2]-c[0])/d + 2
		default:
			h = (c[0]-c[1])/d + 4
		}
		h *= 60
	}
	if hwb {
		return triple{h, lo, 1 - hi}
	}
	l, s := (hi+lo)/2, 0.0
	if d > 1e-6 && l > 0 && l < 1 {
		s = (hi - l) / min(l, 1-l)
	}
	return triple{h, s, l}
}

// spaceColor gives the sRGB colour nearest in the plain sense: channels are cut off,
// as the engine paints it.
func spaceColor(space string, v triple, alpha uint8) (Color, bool) {
	rgb, ok := v, true
	if space != "srgb" {
		var xyz triple
		xyz, ok = toXYZ(space, v)
		rgb, _ = fromXYZ("srgb", xyz)
	}
	return rgba(clamp255(rgb[0]*255), clamp255(rgb[1]*255), clamp255(rgb[2]*255), alpha), ok
}

// labColor reads what stands in lab(), lch(), oklab() and oklch(): CSS Color 4 §9.
func (p *vparser) labColor(name string) (Color, bool) {
	full := map[string]triple{"lab": {100, 125, 125}, "lch": {100, 150, 0}, "oklab": {1, 0.4, 0.4}, "oklch": {1, 0.4, 0}}[name]
	var v triple
	for i := range v {
		var ok bool
		if full[i] == 0 {
			v[i], ok = p.hueAngle()
		} else {
			v[i], _, ok = p.channel(full[i])
		}
		if !ok {
			return Color{}, false
		}
	}
	v[0] = max(0, min(full[0], v[0]))
	if full[2] == 0 {
		v[1] = max(0, v[1])
	}
	a, ok := p.alpha(false)
	if !ok {
		return Color{}, false
	}
	return spaceColor(name, v, a)
}

// colorFunction reads what stands in color(): CSS Color 4 §10.
func (p *vparser) colorFunction() (Color, bool) {
	space, ok := p.ident()
	if !ok {
		return Color{}, false
	}
	switch space {
	case "oklab", "lab", "lch", "oklch", "hsl", "hwb":
		return Color{}, false
	}
	var v triple
	for i := range v {
		if v[i], _, ok = p.channel(1); !ok {
			return Color{}, false
		}
	}
	a, ok := p.alpha(false)
	if !ok {
		return Color{}, false
	}
	return spaceColor(space, v, a)
}

// colorMix is color-mix(): CSS Color 5 §3.
type colorMix struct {
	a, b   scolor
	pa, pb float64 // shares, 0 … 1, of sum 1
	alpha  float64 // what the shares left over
	space  string
	hue    string // shorter, longer, increasing, decreasing
}

func (p *vparser) colorMix() (*colorMix, bool) {
	m := &colorMix{alpha: 1, hue: "shorter", space: "oklab"}
	if p.word("in") {
		var ok bool
		if m.space, ok = p.ident(); !ok {
			return nil, false
		}
		polar := m.space == "hsl" || m.space == "hwb" || m.space == "lch" || m.space == "oklch"
		if w, ok := p.ident(); ok {
			if !polar || w != "shorter" && w != "longer" && w != "increasing" && w != "decreasing" || !p.word("hue") {
				return nil, false
			}
			m.hue = w
		}
		if _, ok := fromXYZ(m.space, triple{}); !ok || !p.comma() {
			return nil, false
		}
	}
	part := func(c *scolor) (float64, bool) {
		share := func() (float64, bool) {
			p.ws()
			if t := p.tok(); t.Kind == wxss.Percentage && t.Num >= 0 && t.Num <= 100 {
				p.i++
				return t.Num / 100, true
			}
			return math.NaN(), false
		}
		v, before := share()
		var ok bool
		if *c, ok = p.color(); !ok {
			return 0, false
		}
		if !before {
			v, _ = share()
		}
		return v, true
	}
	var ok bool
	if m.pa, ok = part(&m.a); !ok || !p.comma() {
		return nil, false
	}
	if m.pb, ok = part(&m.b); !ok || !p.close() {
		return nil, false
	}
	switch noA, noB := math.IsNaN(m.pa), math.IsNaN(m.pb); {
	case noA && noB:
		m.pa, m.pb = 0.5, 0.5
	case noA:
		m.pa = 1 - m.pb
	case noB:
		m.pb = 1 - m.pa
	}
	sum := m.pa + m.pb
	if sum == 0 {
		return nil, false
	}
	m.alpha = min(1, sum)
	m.pa, m.pb = m.pa/sum, m.pb/sum
	return m, true
}

func (m *colorMix) resolve(current Color) Color {
	ca, cb := m.a.resolve(current), m.b.resolve(current)
	channels := func(c Color) triple {
		rgb := triple{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
		if m.space == "srgb" {
			return rgb
		}
		xyz, _ := toXYZ("srgb", rgb)
		v, _ := fromXYZ(m.space, xyz)
		return v
	}
	a, b := channels(ca), channels(cb)
	aa, ab := float64(ca.A)/255, float64(cb.A)/255
	// A colour of no opacity has no channels of its own (CSS Color 4 §12.2: transparent
	// black is not carried, so the other colour's share decides by premultiplying).
	alpha := aa*m.pa + ab*m.pb
	hueAt := map[string]int{"hsl": 0, "hwb": 0, "lch": 2, "oklch": 2}
	at, polar := hueAt[m.space]
	var out triple
	for i := range out {
		if polar && i == at {
			out[i] = mixHue(a[i], b[i], m.pb, m.hue)
			continue
		}
		if alpha > 0 {
			out[i] = (a[i]*aa*m.pa + b[i]*ab*m.pb) / alpha
		}
	}
	c, _ := spaceColor(m.space, out, clamp255(alpha*m.alpha*255))
	return c
}

// mixHue: CSS Color 4 §12.4; NaN is a hue that is missing.
func mixHue(a, b, t float64, how string) float64 {
	if math.IsNaN(a) {
		a = b
	}
	if math.IsNaN(b) {
		b = a
	}
	if math.IsNaN(a) {
		return 0
	}
	switch d := b - a; how {
	case "shorter":
		if d > 180 {
			a += 360
		} else if d < -180 {
			b += 360
		}
	case "longer":
		if d > 0 && d < 180 {
			a += 360
		} else if d > -180 && d <= 0 {
			b += 360
		}
	case "increasing":
		if d < 0 {
			b += 360
		}
	case "decreasing":
		if d > 0 {
			a += 360
		}
	}
	return a + (b-a)*t
}
