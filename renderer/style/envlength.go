package style

import (
	"math"
	"strconv"
	"strings"
)

// maxNumber bounds the number of a length in an attribute.
const maxNumber = 1e7

// initialFont is the font size of a page nobody has styled, CSS px.
const initialFont = 16

// Length gives a length as attributes of components write it ("200rpx", "16px") in CSS
// px. A bare number is px; em, rem and % count from the initial font size. ok is false
// for what is no length.
func (e Env) Length(s string) (px float64, ok bool) {
	s = strings.TrimSpace(s)
	at := len(s)
	for at > 0 && (s[at-1] >= 'a' && s[at-1] <= 'z' || s[at-1] >= 'A' && s[at-1] <= 'Z' || s[at-1] == '%') {
		at--
	}
	v, err := strconv.ParseFloat(s[:at], 64)
	if err != nil || !(math.Abs(v) <= maxNumber) {
		return 0, false
	}
	switch name := strings.ToLower(s[at:]); name {
	case "":
		return v, true
	case "%":
		return v / 100 * initialFont, true
	default:
		u, f, known := unitOf(name)
		if !known || !u.isLength() {
			return 0, false
		}
		e.DPR, e.RootFontSize = 1, initialFont
		m := newMetrics(e)
		return v * f * m.factor(u), true
	}
}
