package layout

import (
	"maps"
	"math"
	"slices"
	"strings"

	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// Shaper is what layout needs of package text. Results are immutable.
type Shaper interface {
	// Shape shapes s as one line.
	Shape(s string, st *text.Style) *text.Shaped
	// ShapeIn shapes s as a part of a line.
	ShapeIn(s string, st *text.Style, c text.Context) *text.Shaped
	// Levels gives the bidi level of each character of a paragraph.
	Levels(runes []rune, rtl bool) []uint8
	// FaceMetrics gives the metrics of a face that Shape used, at size device px.
	FaceMetrics(face text.FaceID, size float32) text.Metrics
	// PrimaryMetrics gives the metrics of the first available font of st.
	PrimaryMetrics(st *text.Style) text.Metrics
	// Breaks gives the line break opportunities inside s in order of offset.
	Breaks(s string, opt text.BreakOptions) []text.Break
}

// someSpaces are so many that rounding their width up to 1/64 px tells nothing, a
// hundred tab stops on.
const someSpaces = 1024

// font is what inline layout needs of an inherited style, found once.
type font struct {
	ts    *text.Style
	met   text.Metrics
	lead  fontHeight // of the primary font, half-leading included
	space float64    // advance of a space, px; 0: not asked yet, see spaceOf
	norm  bool       // line-height: normal
	small *font      // for small capitals; nil until asked for
	marks *Marks     // of text-emphasis
	caps  bool       // it has small capitals
	em    geom.Unit  // the em square under the baseline
}

// fontOf gives the font of an inherited style. Equal input gives the same pointer,
// so shaping caches may compare the text styles' pointers.
func (t *Tree) fontOf(in *style.Inherited) *font {
	if f := t.fonts[in]; f != nil {
		return f
	}
	if len(t.fonts) > maxAnonymous {
		clear(t.fonts)
	}
	f := &font{ts: &text.Style{
		Families: t.familiesOf(in.FontFamily), Size: in.FontSize, Weight: int(in.FontWeight + 0.5), Italic: in.Italic,
		LetterSpacing: in.LetterSpacing, WordSpacing: in.WordSpacing,
		TabularNums: in.FontVariantNums, Features: in.FontFeatures, Variations: in.FontVariations, NoKerning: in.NoKerning, RTL: in.Direction == style.RTL,
	}}
	if centred(in) {
		f.ts.Orientation = text.Mixed
		if in.TextOrientation == style.OrientUpright {
			f.ts.Orientation = text.Upright
		}
	}
	t.adjustSize(in, f.ts)
	t.ownCaps(in, f)
	f.met = central(in, t.shaper.PrimaryMetrics(f.ts))
	f.lead, f.em = leadingOf(in, f.met), f.met.EmDescent
	_, ok := lineHeightOf(in)
	f.norm = !ok
	t.markFont(in, f)
	t.fonts[in] = f
	return f
}

// familiesOf gives the families in the words of the font set: a page's @font-face rules
// may mean other faces by a name than those of other pages.
func (t *Tree) familiesOf(names []string) []string {
	for i, n := range names {
		if _, ok := t.aliases[text.FamilyKey(n)]; ok {
			out := slices.Clone(names)
			for ; i < len(out); i++ {
				if alias, ok := t.aliases[text.FamilyKey(out[i])]; ok {
					out[i] = alias
				}
			}
			return out
		}
	}
	return names
}

// SetFamilies tells which family of the font set a family name of the page means, by
// text.FamilyKey; other names mean themselves. It reports whether that is new.
func (t *Tree) SetFamilies(aliases map[string]string) bool {
	if maps.Equal(t.aliases, aliases) {
		return false
	}
	t.aliases = aliases
	t.ResetText()
	return true
}

// central gives the metrics around the baseline of the line, which runs through the middle
// of upright characters (CSS Writing Modes 4 §4.2).
func central(in *style.Inherited, m text.Metrics) text.Metrics {
	if centred(in) {
		half := (m.Ascent + m.Descent) / 2
		m.Descent = m.Ascent + m.Descent - half
		m.Ascent = half
	}
	return m
}

// lowerEdge is the baseline of a box without text, of that height (CSS Align 3 §9.1).
func lowerEdge(c *style.Computed, h geom.Unit) geom.Unit {
	if centred(c.Inherited) {
		return h - h/2
	}
	return h
}

func centred(in *style.Inherited) bool {
	return (in.WritingMode == style.VerticalRL || in.WritingMode == style.VerticalLR) && in.TextOrientation != style.OrientSideways
}

// spaceOf gives the advance of a space, px.
func (t *Tree) spaceOf(f *font) float64 {
	if f.space == 0 {
		f.space = t.shaper.Shape(strings.Repeat(" ", someSpaces), f.ts).Width.Float() / someSpaces
	}
	return f.space
}

// fontHeight is an ascent and a descent around a baseline.
type fontHeight struct{ asc, desc geom.Unit }

func (f *fontHeight) include(g fontHeight) {
	f.asc, f.desc = max(f.asc, g.asc), max(f.desc, g.desc)
}

// lineHeightOf gives the used line-height of in for numbers and lengths; ok is
// false for normal, which depends on the fonts used.
func lineHeightOf(in *style.Inherited) (lh geom.Unit, ok bool) {
	switch in.LineHeight.Kind {
	case style.Number:
		// In single precision, of the font size to the nearest 1/64 px (oracle chromium).
		size := float32(math.Floor(float64(in.FontSize)*64+0.5)) / 64
		return geom.FromFloat(float64(size * float32(float64(in.LineHeight.Pct)*100) / 100)), true
	case style.Px:
		return geom.Unit(math.Floor(float64(in.LineHeight.Px)*64 + 0.5)), true
	case style.Percent, style.Calc:
		return in.LineHeight.Resolve(geom.FromFloat(float64(in.FontSize))), true
	}
	return 0, false
}

// withLeading puts half the leading above and below: floor((lh-(A+D))/2) whole
// device px above, as Blink does.
func withLeading(m text.Metrics, lh geom.Unit) fontHeight {
	half := geom.FromInt(((lh - m.Ascent - m.Descent) / 2).Floor())
	a := m.Ascent + half
	return fontHeight{a, lh - a}
}

// leadingOf gives the inline box's share in the line for its primary font and the
// other faces used in it.
func leadingOf(in *style.Inherited, m text.Metrics) fontHeight {
	if lh, ok := lineHeightOf(in); ok {
		return withLeading(m, lh)
	}
	return withLeading(m, m.Ascent+m.Descent+m.LineGap)
}
