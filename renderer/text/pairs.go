package text

import (
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// Faster: kerning by pairs needs no shaper once a pair is known. Latin letters, digits
// and quotes are kerned in nearly every font, so that a run with one of them went to the
// shaper whole: 1,000 runes of Latin took four times as long (BenchmarkShapeLatin).
//
// What a glyph becomes in a run is what it becomes before its neighbour alone if the
// lookups that start at it look no further: kerning that moves the first glyph of a pair
// only, substitutions of one glyph, and ligatures, where the next glyph begins none.

// pairKey is a character and the one behind it in the run, 0 at the end.
type pairKey struct {
	script  language.Script
	a, next rune
}

// pairGlyph is the glyph of the first; ok is false when the shaper must see the run.
type pairGlyph struct {
	adv int32
	ok  bool
}

// isPairwise reports a positioning subtable that but lengthens the first glyph of a pair.
func isPairwise(sub tables.GPOSLookup) bool {
	p, ok := sub.(tables.PairPos)
	if !ok {
		return false
	}
	switch d := p.Data.(type) {
	case tables.PairPosData1:
		return d.ValueFormat1&^tables.XAdvance == 0 && d.ValueFormat2 == 0
	case tables.PairPosData2:
		return d.ValueFormat1&^tables.XAdvance == 0 && d.ValueFormat2 == 0
	}
	return false
}

// addLookup notes what a substitution looks at.
func (in *inertness) addLookup(sub tables.GSUBLookup) {
	switch l := sub.(type) {
	case tables.SingleSubs:
		in.singles = append(in.singles, l.Cov())
	case tables.LigatureSubs:
		in.ligatures = append(in.ligatures, l)
	default:
		in.lookups = append(in.lookups, l.Cov())
	}
}

func covers(list []tables.Coverage, gid font.GID) bool {
	return slices.ContainsFunc(list, func(c tables.Coverage) bool {
		_, hit := c.Index(tables.GlyphID(gid))
		return hit
	})
}

// stateOf says by which kind of lookup a glyph is touched.
func (in *inertness) stateOf(gid font.GID) glyphState {
	switch {
	case covers(in.lookups, gid):
		return glyphActive
	case covers(in.singles, gid), covers(in.pairwise, gid):
		return glyphPaired
	}
	for i := range in.ligatures {
		if _, hit := in.ligatures[i].Coverage.Index(tables.GlyphID(gid)); hit {
			return glyphPaired
		}
	}
	return glyphInert
}

// joins reports whether a ligature may begin with a and go on with b.
func (in *inertness) joins(a, b font.GID) bool {
	for i := range in.ligatures {
		l := &in.ligatures[i]
		at, hit := l.Coverage.Index(tables.GlyphID(a))
		if !hit {
			continue
		}
		if at >= len(l.LigatureSets) || covers(in.singles, b) {
			return true
		}
		for _, lig := range l.LigatureSets[at].Ligatures {
			if len(lig.ComponentGlyphIDs) == 0 || lig.ComponentGlyphIDs[0] == tables.GlyphID(b) {
				return true
			}
		}
	}
	return false
}

// pair gives the advance of character a, whose state is glyphPaired, before next.
func (sp *shaper) pair(c *candidate, script language.Script, a, next rune) pairGlyph {
	in := &c.face.inert
	key := pairKey{script, a, next}
	if p, ok := in.pairs[key]; ok {
		return p
	}
	if in.pairs == nil || len(in.pairs) >= maxPairs {
		in.pairs = map[pairKey]pairGlyph{}
	}
	p := sp.findPair(c, key)
	in.pairs[key] = p
	return p
}

func (sp *shaper) findPair(c *candidate, key pairKey) (p pairGlyph) {
	gid := c.direct(key.a).gid
	runes := []rune{key.a}
	if key.next != 0 {
		if c.face.inert.joins(font.GID(gid), font.GID(c.direct(key.next).gid)) {
			return p
		}
		runes = append(runes, key.next)
	}
	buf := sp.f.buf
	if !guard(func() {
		buf.Clear()
		buf.Props = harfbuzz.SegmentProperties{Script: key.script, Language: langZh, Direction: harfbuzz.LeftToRight}
		buf.AddRunes(runes, 0, len(runes))
		buf.Shape(c.hb, nil)
	}) {
		sp.f.buf = harfbuzz.NewBuffer()
		return p
	}
	if len(buf.Info) != len(runes) || uint32(buf.Info[0].Glyph) != gid || buf.Info[0].Cluster != 0 || buf.Pos[0].XOffset != 0 || buf.Pos[0].YOffset != 0 {
		return p
	}
	return pairGlyph{adv: buf.Pos[0].XAdvance, ok: true}
}
