package text

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/harfbuzz"
)

// A lookup of the shaper begins with a digest of the glyphs it covers. Collecting the
// ranges of a coverage, the library (go-text/typesetting 0.3.5) stops as soon as one of the
// three parts of the digest is full, although the others still lack the ranges to come:
// accented letters and ligatures were not kerned. A range of all glyphs fills the three
// parts at once, so one stands in while the digests are made.

// wideCoverage is how many glyphs fill a part of a digest at the least.
const wideCoverage = 64

// newHarfbuzz is harfbuzz.NewFont with digests that hold all that a lookup covers.
func newHarfbuzz(f *font.Face) *harfbuzz.Font {
	type lent struct {
		at   *tables.RangeRecord
		real tables.RangeRecord
	}
	var put []lent
	wide := func(cov tables.Coverage) {
		c, ok := cov.(tables.Coverage2)
		if !ok || len(c.Ranges) < 2 {
			return
		}
		n := 0
		for _, r := range c.Ranges {
			n += int(r.EndGlyphID) - int(r.StartGlyphID) + 1
		}
		if n < wideCoverage {
			return
		}
		r := &c.Ranges[0]
		put = append(put, lent{r, *r})
		r.StartGlyphID, r.EndGlyphID = 0, 0xffff
	}
	defer func() {
		for i := len(put) - 1; i >= 0; i-- { // subtables may share a coverage
			*put[i].at = put[i].real
		}
	}()
	for i := range f.GSUB.Lookups {
		for _, s := range f.GSUB.Lookups[i].Subtables {
			wide(s.Cov())
		}
	}
	for i := range f.GPOS.Lookups {
		for _, s := range f.GPOS.Lookups[i].Subtables {
			wide(s.Cov())
		}
	}
	return harfbuzz.NewFont(f)
}
