package text

import (
	"math"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
)

// Orientation is how the characters of a vertical line stand (text-orientation).
type Orientation uint8

// The orientations.
const (
	Horizontal Orientation = iota // a line as it lies; a sideways one is turned as a whole
	Mixed                         // upright what is upright in vertical text (UAX 50), the rest turned
	Upright                       // all
)

// upright holds what stands upright in vertical text: the characters whose
// Vertical_Orientation is not R. https://www.unicode.org/reports/tr50/
var upright = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0xa7, 0xa9, 2}, {0xae, 0xb1, 3}, {0xbc, 0xbe, 1}, {0xd7, 0xf7, 32}, {0x2ea, 0x2eb, 1}, {0x1100, 0x11ff, 1},
		{0x1401, 0x167f, 1}, {0x18b0, 0x18ff, 1}, {0x2016, 0x2016, 1}, {0x2018, 0x2019, 1}, {0x201c, 0x201d, 1}, {0x2020, 0x2021, 1}, {0x2030, 0x2031, 1}, {0x203b, 0x203c, 1},
		{0x2042, 0x2042, 1}, {0x2047, 0x2049, 1}, {0x2051, 0x2051, 1}, {0x2065, 0x2065, 1}, {0x20dd, 0x20e0, 1}, {0x20e2, 0x20e4, 1},
		{0x2100, 0x2101, 1}, {0x2103, 0x2109, 1}, {0x210f, 0x210f, 1}, {0x2113, 0x2114, 1}, {0x2116, 0x2117, 1}, {0x211e, 0x2123, 1},
		{0x2125, 0x2129, 2}, {0x212e, 0x212e, 1}, {0x2135, 0x213f, 1}, {0x2145, 0x214a, 1}, {0x214c, 0x214d, 1}, {0x214f, 0x2189, 1},
		{0x218c, 0x218f, 1}, {0x221e, 0x221e, 1}, {0x2234, 0x2235, 1}, {0x2300, 0x2307, 1}, {0x230c, 0x231f, 1}, {0x2324, 0x232b, 1},
		{0x237d, 0x239a, 1}, {0x23be, 0x23cd, 1}, {0x23cf, 0x23cf, 1}, {0x23d1, 0x23db, 1}, {0x23e2, 0x2422, 1}, {0x2424, 0x24ff, 1},
		{0x25a0, 0x2619, 1}, {0x2620, 0x2767, 1}, {0x2776, 0x2793, 1}, {0x2b12, 0x2b2f, 1}, {0x2b50, 0x2b59, 1}, {0x2b97, 0x2b97, 1},
		{0x2bb8, 0x2bd1, 1}, {0x2bd3, 0x2beb, 1}, {0x2bf0, 0x2bff, 1}, {0x2e50, 0x2e51, 1}, {0x2e80, 0xa4cf, 1}, {0xa960, 0xa97f, 1},
		{0xac00, 0xd7ff, 1}, {0xe000, 0xfaff, 1}, {0xfe10, 0xfe1f, 1}, {0xfe30, 0xfe48, 1}, {0xfe50, 0xfe57, 1}, {0xfe59, 0xfe62, 1},
		{0xfe67, 0xfe6f, 1}, {0xff01, 0xff0c, 1}, {0xff0e, 0xff1b, 1}, {0xff1f, 0xff60, 1}, {0xffe0, 0xffe7, 1}, {0xfff0, 0xfff8, 1},
		{0xfffc, 0xfffd, 1},
	},
	R32: []unicode.Range32{
		{0x10980, 0x1099f, 1}, {0x11580, 0x115ff, 1}, {0x11a00, 0x11abf, 1}, {0x13000, 0x1345f, 1}, {0x14400, 0x1467f, 1},
		{0x16fe0, 0x18d7f, 1}, {0x1aff0, 0x1b2ff, 1}, {0x1cf00, 0x1cfcf, 1}, {0x1d000, 0x1d1ff, 1}, {0x1d2e0, 0x1d37f, 1},
		{0x1d800, 0x1daaf, 1}, {0x1f000, 0x1f7ff, 1}, {0x1f900, 0x1faff, 1}, {0x20000, 0x2fffd, 1}, {0x30000, 0x3fffd, 1}, {0xf0000, 0x10ffff, 1},
	},
}

// orientationRun gives the end of the run of characters from a on that stand alike. What
// joins the character before it stands as that one does.
func (sp *shaper) orientationRun(a, to int) (end int, up bool) {
	if sp.key.orient != Mixed {
		return to, sp.key.orient == Upright
	}
	up = unicode.Is(upright, sp.runes[a])
	for end = a + 1; end < to; end++ {
		r := sp.runes[end]
		if unicode.Is(upright, r) != up && !sp.joins(end) && !unicode.Is(unicode.M, r) {
			break
		}
	}
	return end, up
}

// upright makes of a run shaped from top to bottom what rawGlyph says: the advance goes
// down the line, and glyphs hang from the middle of their upper edge.
func (c *candidate) upright(glyphs []rawGlyph, buf *harfbuzz.Buffer) {
	fc := c.face
	vertical := fc.font.HasVerticalMetrics()
	// Blink gives a font without vertical metrics the height of its lines.
	asc, height := int32(fc.ascent*float32(fc.upem)), int32((fc.ascent+fc.descent)*float32(fc.upem))
	for i := range glyphs {
		p, g := &buf.Pos[i], &glyphs[i]
		g.adv, g.x, g.y = -p.YAdvance, p.XOffset, p.YOffset
		if !vertical && p.YAdvance != 0 {
			g.adv, g.y = height, -asc
		}
		g.flags |= uprightFlag
	}
}

// hang gives the Y of an upright glyph. Blink puts its upper edge, on a whole px, as far
// under the pen as the font says.
func (fc *face) hang(r *rawGlyph, k, uk float64) float32 {
	y := float64(r.y)
	guard(func() {
		if e, ok := fc.font.GlyphExtents(font.GID(r.gid)); ok {
			top := float64(e.YBearing)
			y = y + top // what the font leaves above the glyph, negative
			y = y*uk - math.Ceil(math.Floor(top*k*64+0.5)/64)
			return
		}
		y *= uk
	})
	return float32(y)
}
