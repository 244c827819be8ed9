package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// smallCaps is the size of small capitals that are made of capitals, as in Blink.
const smallCaps = 0.7

// capsRun gives the start of a word whose letters are alike, and whether they are drawn as
// capitals of a smaller size.
func capsRun(word string) (run string, shrinks bool) {
	for i, r := range word {
		s := unicode.ToUpper(r) != r
		if i == 0 {
			shrinks = s
		} else if s != shrinks && !unicode.Is(unicode.M, r) {
			return word[:i], shrinks
		}
	}
	return word, shrinks
}

// madeCaps is font-variant-caps where capitals of a smaller size stand in for the small
// ones that the font does not have.
func (t *Tree) madeCaps(in *style.Inherited) style.Keyword {
	if in.Caps == style.CapsNormal || t.fontOf(in).caps {
		return style.CapsNormal
	}
	return in.Caps
}

// featured is a Shaper that knows what its fonts can do.
type featured interface {
	// HasFeature reports whether the first font of st has an OpenType feature.
	HasFeature(st *text.Style, tag string) bool
}

// ownCaps asks the font for its own small capitals.
func (t *Tree) ownCaps(in *style.Inherited, f *font) {
	sh, ok := t.shaper.(featured)
	if in.Caps == style.CapsNormal || !ok || !sh.HasFeature(f.ts, "smcp") || in.Caps == style.CapsAllSmall && !sh.HasFeature(f.ts, "c2sc") {
		return
	}
	f.caps = true
	f.ts.Features = "smcp=1," + f.ts.Features
	if in.Caps == style.CapsAllSmall {
		f.ts.Features = "c2sc=1," + f.ts.Features
	}
}

// smallFont is the font of small capitals beside f.
func (t *Tree) smallFont(f *font) *font {
	if f.small == nil {
		s := *f
		ts := *f.ts
		ts.Size *= smallCaps
		s.ts = &ts
		f.small = &s
	}
	return f.small
}

// adjustSize applies font-size-adjust: the size at which the small letters of the first
// font are as high as asked (CSS Fonts 5 §4.1).
func (t *Tree) adjustSize(in *style.Inherited, ts *text.Style) {
	if in.FontSizeAdjust.Kind != style.Number {
		return
	}
	const probe = 1000 // px, so that the rounding of metrics does not tell
	s := *ts
	s.Size = probe
	if x := t.shaper.PrimaryMetrics(&s).XHeight.Float(); x > 0 {
		ts.Size *= in.FontSizeAdjust.Pct * probe / float32(x)
	}
}

// Marks are the marks that text-emphasis puts over or under each character of a text.
type Marks struct {
	Text  *text.Shaped // one mark
	Style *text.Style
	// Shift is how far the baseline of the marks lies over that of the text, negative
	// under it.
	Shift geom.Unit

	under bool
	room  fontHeight // from the baseline to the far side of the marks
}

// markFont finds the marks of an inherited style: of half the size, right over the ascent
// or under the descent.
func (t *Tree) markFont(in *style.Inherited, f *font) {
	mark := in.EmphasisMark()
	if mark == "" {
		return
	}
	ts := *f.ts
	ts.Size /= 2
	ts.LetterSpacing, ts.WordSpacing = 0, 0
	m := &Marks{Style: &ts, Text: t.shaper.Shape(strings.ToValidUTF8(mark, ""), &ts)}
	own, met := t.shaper.PrimaryMetrics(f.ts), t.shaper.PrimaryMetrics(&ts)
	if len(m.Text.Glyphs) > 0 {
		met = t.shaper.FaceMetrics(m.Text.Glyphs[0].Face, ts.Size)
	}
	size := geom.FromFloat(float64(ts.Size))
	if centred(in) {
		own.EmAscent, own.EmDescent = size, size
		met.EmAscent, met.EmDescent = size/2, size/2
	}
	m.under = in.EmphasisPosition&style.EmphasisUnder != 0
	if in.Vertical() {
		m.under = in.EmphasisPosition&style.EmphasisLeft != 0
	}
	m.room = fontHeight{own.EmAscent, own.EmDescent}
	if m.under {
		m.Shift = -(own.EmDescent + met.EmAscent)
		m.room.desc += size
	} else {
		m.Shift = own.EmAscent + met.EmDescent
		m.room.asc += size
	}
	f.marks = m
}

// marksOn finds how far emphasis marks reach over and under the baseline of a line.
func (lb *lineBreaker) marksOn(line *Line) fontHeight {
	h := fontHeight{-unlimited, -unlimited}
	for i := range lb.pieces {
		p := &lb.pieces[i]
		it := &lb.ic.items[p.item]
		if it.kind != entryText || it.font.marks == nil || p.g1 <= p.g0 {
			continue
		}
		m, shift := it.font.marks, lb.baselineOf(line, &lb.states[p.state])-line.Baseline
		if m.under {
			h.desc = max(h.desc, m.room.desc+shift)
		} else {
			h.asc = max(h.asc, m.room.asc-shift)
		}
	}
	return h
}

// makeRoom moves a line down where its emphasis marks need it, into what the line before
// leaves between itself and its characters, and tells how far the next one has to stay
// away (as Blink does with all annotations).
func (lb *lineBreaker) makeRoom(line *Line, ext fontHeight) (after geom.Unit) {
	h := lb.marksOn(line)
	if more := h.asc - ext.asc - lb.spare; h.asc > -unlimited && more > 0 {
		line.Rect.Y += more
		line.Baseline += more
		lb.y += more
	}
	lb.spare = max(0, ext.desc-lb.t.fontOf(lb.b.Style.Inherited).em)
	if h.desc > -unlimited {
		lb.spare = 0
		after = max(0, h.desc-ext.desc)
	}
	return after
}

// markedPunctuation is what takes a mark though it is punctuation.
const markedPunctuation = "#%‰‱٪؉؊&⁊@§¶⁕⁂＃％＆＠﹟﹠﹪﹫"

// Marked reports whether the character at the start of s takes an emphasis mark: no
// spaces, controls, most punctuation and characters that do not exist (CSS Text
// Decoration 4 §4.1).
func Marked(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError || !unicode.IsGraphic(r) || unicode.Is(unicode.Z, r) || unicode.Is(unicode.M, r):
		return false
	case unicode.Is(unicode.P, r):
		return strings.ContainsRune(markedPunctuation, r)
	}
	return true
}
