package style

import (
	"math"
)

// unit is the unit or kind of a length as specified.
type unit uint8

const (
	uNumber unit = iota
	uPx
	uRpx
	uPct
	uEm
	uRem
	uEx
	uCh
	uVw
	uVh
	uVmin
	uVmax
	uCqw
	uCqh
	uCqmin
	uCqmax
	uSafeTop
	uSafeRight
	uSafeBottom
	uSafeLeft
	uDeg
	uSec
	uFr
	nLinear // the units above add up in calc()
	uAuto
	uMinContent
	uMaxContent
	uFitContent
	uContent
	uStretch
	uCalc
)

// slen is a length as specified: v in u, or c when u is uCalc.
type slen struct {
	u unit
	v float32
	c *calc
}

// absoluteUnits gives CSS px per unit.
func absoluteUnit(name string) float64 {
	switch name {
	case "px":
		return 1
	case "pt":
		return 96.0 / 72
	case "pc":
		return 16
	case "in":
		return 96
	case "cm":
		return 96 / 2.54
	case "mm":
		return 96 / 25.4
	case "q":
		return 96 / 101.6
	}
	return 0
}

// unitOf maps the name of a unit (lower case) and gives the factor into it.
func unitOf(name string) (unit, float64, bool) {
	switch name {
	case "rpx":
		return uRpx, 1, true
	case "em":
		return uEm, 1, true
	case "rem":
		return uRem, 1, true
	case "ex":
		return uEx, 1, true
	case "ch":
		return uCh, 1, true
	case "ic":
		return uEm, 1, true
	// Container units, inline as width (CSS Conditional 5 §6).
	case "cqw", "cqi":
		return uCqw, 1, true
	case "cqh", "cqb":
		return uCqh, 1, true
	case "cqmin":
		return uCqmin, 1, true
	case "cqmax":
		return uCqmax, 1, true
	case "vw", "dvw", "svw", "lvw", "vi", "dvi", "svi", "lvi":
		return uVw, 1, true
	case "vh", "dvh", "svh", "lvh", "vb", "dvb", "svb", "lvb":
		return uVh, 1, true
	case "vmin", "dvmin", "svmin", "lvmin":
		return uVmin, 1, true
	case "vmax", "dvmax", "svmax", "lvmax":
		return uVmax, 1, true
	case "deg":
		return uDeg, 1, true
	case "grad":
		return uDeg, 0.9, true
	case "rad":
		return uDeg, 180 / math.Pi, true
	case "turn":
		return uDeg, 360, true
	case "s":
		return uSec, 1, true
	case "ms":
		return uSec, 0.001, true
	case "fr":
		return uFr, 1, true
	}
	if f := absoluteUnit(name); f != 0 {
		return uPx, f, true
	}
	return 0, 0, false
}

func (u unit) isLength() bool { return u >= uPx && u <= uSafeLeft && u != uPct }

// metrics turn units into device px.
type metrics struct {
	px, rpx, rem, vw, vh float64 // device px per unit
	safe                 [4]float64
	font                 float64    // em: device px
	cq                   [2]float64 // cqw, cqh
	cqUsed               bool       // one of them was asked for

	// Of the font that em is of: its ex and ch, device px. nil: it is not known.
	glyphs func(in *Inherited) (ex, ch float64)
	in     *Inherited
}

func newMetrics(e Env) metrics {
	m := metrics{
		px: e.DPR, rpx: e.ScreenWidth / 750 * e.DPR, rem: e.RootFontSize * e.DPR,
		vw: e.Width / 100 * e.DPR, vh: e.Height / 100 * e.DPR,
	}
	for i := range m.safe {
		m.safe[i] = e.SafeArea[i] * e.DPR
	}
	m.font = 16 * e.DPR
	m.cq = [2]float64{m.vw, m.vh} // the small viewport where there is no container
	return m
}

// factor gives device px per unit for units of length.
func (m *metrics) factor(u unit) float64 {
	switch u {
	case uPx:
		return m.px
	case uRpx:
		return m.rpx
	case uEm:
		return m.font
	case uRem:
		return m.rem
	case uEx, uCh:
		if m.glyphs != nil && m.in != nil {
			ex, ch := m.glyphs(m.in)
			if u == uEx {
				return ex
			}
			return ch
		}
		return m.font / 2 // CSS Values 4 §6.1.1: half an em where the font is not known
	case uVw:
		return m.vw
	case uVh:
		return m.vh
	case uVmin:
		return min(m.vw, m.vh)
	case uVmax:
		return max(m.vw, m.vh)
	case uCqw, uCqh, uCqmin, uCqmax:
		m.cqUsed = true
		switch u {
		case uCqw:
			return m.cq[0]
		case uCqh:
			return m.cq[1]
		case uCqmin:
			return min(m.cq[0], m.cq[1])
		}
		return max(m.cq[0], m.cq[1])
	case uSafeTop, uSafeRight, uSafeBottom, uSafeLeft:
		return m.safe[u-uSafeTop]
	}
	return 0
}

// length resolves l; percentages stay.
func (m *metrics) length(l slen) Length {
	switch l.u {
	case uPx:
		return Length{Kind: Px, Px: float32(float64(l.v) * m.px)}
	case uRpx:
		return Length{Kind: Px, Px: float32(m.rpxLength(float64(l.v)))}
	case uPct:
		return Length{Kind: Percent, Pct: l.v}
	case uNumber:
		return Length{Kind: Number, Pct: l.v}
	case uFr:
		return Length{Kind: Fr, Pct: l.v}
	case uAuto:
		return Length{}
	case uMinContent:
		return Length{Kind: MinContent}
	case uMaxContent:
		return Length{Kind: MaxContent}
	case uFitContent:
		return Length{Kind: FitContent}
	case uContent:
		return Length{Kind: Content}
	case uStretch:
		return Length{Kind: Stretch}
	case uCalc:
		return m.calc(l.c)
	}
	return Length{Kind: Px, Px: float32(float64(l.v) * m.factor(l.u))}
}

// rpxLength gives device px for rpx. WeChat: a value above or below 0 never comes to
// less than one device px, so that hairlines show on every screen (its style runtime).
func (m *metrics) rpxLength(v float64) float64 {
	px := v * m.rpx
	switch {
	case px > 0 && px < 1:
		return 1
	case px < 0 && px > -1:
		return -1
	}
	return px
}

// abs resolves a length that cannot be a percentage.
func (m *metrics) abs(l slen) float32 { return m.length(l).Px }

// border snaps a line width as Chromium does: above 0 at least one device px, else
// down to whole device px.
func (m *metrics) border(l slen) float32 {
	w := m.length(l).Px
	if w <= 0 {
		return 0
	}
	if w < 1 {
		return 1
	}
	// A width that is whole but for float noise (0.5px at DPR 2 from rpx) stays whole.
	return float32(math.Floor(float64(w) + 1e-3))
}
