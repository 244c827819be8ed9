package text

import (
	"reflect"
	"slices"

	"github.com/go-text/typesetting/bidi"
)

// isRTL reports characters that make the bidirectional algorithm necessary:
// right-to-left scripts and explicit directional formatting.
func isRTL(r rune) bool {
	if r < 0x590 {
		return false
	}
	return r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff && r != 0xfeff ||
		r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}

// bidiLevels gives the embedding level of each rune, or nil if it failed.
func (f *Fonts) bidiLevels(runes []rune, rtl bool) []uint8 {
	dir := bidi.LeftToRight
	if rtl {
		dir = bidi.RightToLeft
	}
	levels := make([]uint8, len(runes))
	ok := guard(func() {
		runs := f.para.Segment(runes, dir)
		for i := range runs.NumRuns() {
			r := runs.Run(i)
			for j := r.Start; j < r.End; j++ {
				levels[j] = uint8(r.Level)
			}
		}
		// The library joins runs of levels 0 and 2, which must be told apart to
		// order "abc ARABIC 123 def"; its exact levels can only be read this way.
		exact := reflect.ValueOf(runs).FieldByName("levels")
		if exact.IsValid() && exact.Kind() == reflect.Slice && exact.Len() == len(levels) {
			for j := range levels {
				levels[j] = uint8(exact.Index(j).Int())
			}
		}
	})
	if !ok {
		f.para = bidi.Paragraph{}
		return nil
	}
	return levels
}

// VisualOrder gives the order from left to right of pieces of a line with the
// given bidi levels.
// https://www.unicode.org/reports/tr9/#L2
func VisualOrder(levels []uint8) []int {
	order := make([]int, len(levels))
	var top, low uint8 = 0, 255
	for i, l := range levels {
		order[i] = i
		top = max(top, l)
		if l&1 == 1 {
			low = min(low, l)
		}
	}
	for l := top; l >= low && l > 0; l-- {
		for i := 0; i < len(order); {
			if levels[order[i]] < l {
				i++
				continue
			}
			j := i
			for j < len(order) && levels[order[j]] >= l {
				j++
			}
			slices.Reverse(order[i:j])
			i = j
		}
	}
	return order
}
