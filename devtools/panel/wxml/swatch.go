package wxml

import (
	"image/color"
	"strconv"
	"strings"
)

// swatch reads a colour in the forms that computed styles and most sheets write:
// #rgb, #rrggbb, rgb(), rgba(). Others simply have no little square.
func swatch(s string) (color.Color, bool) {
	s = strings.TrimSpace(s)
	if h, ok := strings.CutPrefix(s, "#"); ok {
		if len(h) == 3 {
			h = string([]byte{h[0], h[0], h[1], h[1], h[2], h[2]})
		}
		n, err := strconv.ParseUint(h, 16, 32)
		if err != nil || len(h) != 6 {
			return nil, false
		}
		return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, true
	}
	open := strings.IndexByte(s, '(')
	if !strings.HasPrefix(s, "rgb") || open < 0 || !strings.HasSuffix(s, ")") {
		return nil, false
	}
	parts := strings.FieldsFunc(s[open+1:len(s)-1], func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(parts) < 3 || len(parts) > 4 {
		return nil, false
	}
	var c [4]float64
	c[3] = 1
	for i, p := range parts {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil {
			return nil, false
		}
		c[i] = v
	}
	if c[3] == 0 {
		return nil, false
	}
	at := func(v float64) uint8 { return uint8(max(0, min(255, v))) }
	return color.NRGBA{at(c[0]), at(c[1]), at(c[2]), at(c[3] * 255)}, true
}
