package text

import (
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/harfbuzz"
)

func (c *candidate) flags() uint8 {
	var fl uint8
	if c.fakeBold {
		fl |= fakeBoldFlag
	}
	if c.fakeItalic {
		fl |= fakeItalicFlag
	}
	return fl
}

// harfbuzz shapes one run with one face, in font units. Glyphs come in logical
// order of their clusters, which are rune indexes. ok is false when the shaper
// failed on the face.
func (sp *shaper) harfbuzz(it item, c *candidate) (glyphs []rawGlyph, ok bool) {
	buf := sp.f.buf
	ok = guard(func() {
		buf.Clear()
		buf.Props = harfbuzz.SegmentProperties{Script: it.script, Language: langZh, Direction: harfbuzz.LeftToRight}
		if it.level&1 == 1 {
			buf.Props.Direction = harfbuzz.RightToLeft
		}
		if it.upright {
			buf.Props.Direction = harfbuzz.TopToBottom
		}
		buf.AddRunes(sp.runes, it.from, it.to-it.from)
		buf.Shape(c.hb, sp.feats)
	})
	if !ok {
		sp.f.buf = harfbuzz.NewBuffer()
		return nil, false
	}
	glyphs = make([]rawGlyph, len(buf.Info))
	flags := c.flags()
	for i := range buf.Info {
		p := &buf.Pos[i]
		glyphs[i] = rawGlyph{
			face: c.id, gid: uint32(buf.Info[i].Glyph), cluster: int32(buf.Info[i].Cluster),
			adv: p.XAdvance, x: p.XOffset, y: p.YOffset, level: it.level, flags: flags,
		}
		if cl := buf.Info[i].Cluster; cl < it.from || cl >= it.to {
			return nil, false
		}
	}
	if it.upright {
		c.upright(glyphs, buf)
	}
	if it.level&1 == 1 {
		slices.Reverse(glyphs)
	}
	return glyphs, true
}

func (it *item) flags() uint8 {
	if it.upright {
		return uprightFlag
	}
	return 0
}

// missing shapes what no face has, with the primary one, whose glyph 0 shows.
func (sp *shaper) missing(it item) {
	cands := sp.sel.cands
	c := &cands[sp.sel.primary]
	if !c.broken {
		if glyphs, ok := sp.harfbuzz(it, c); ok {
			sp.emit(glyphs)
			return
		}
		c.face.broken = true
	}
	sp.builtin(it)
}

// builtin stands in when there is no face at all: boxes of half or a whole em.
func (sp *shaper) builtin(it item) {
	for i := it.from; i < it.to; i++ {
		adv := int32(builtinUpem / 2)
		switch r := sp.runes[i]; {
		case r >= 0x1100 && isWide(r):
			adv = builtinUpem
		case r == 0x200b || sp.joins(i):
			adv = 0
		}
		sp.out = append(sp.out, rawGlyph{cluster: sp.offs[i], adv: adv, level: it.level, flags: it.flags()})
	}
}

// isWide is a coarse East Asian Width for the built-in stand-in.
func isWide(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f000 && r <= 0x3fffd
}

// surelyLacks reports that the face cannot show r: not in its unicode-range, or
// a Han character, which does not decompose, absent from its cmap.
func (c *candidate) surelyLacks(r rune) bool {
	if !c.covers(r) {
		return r > ' '
	}
	if r < 0x2e80 {
		return false
	}
	if r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x323af || r >= 0xff01 && r <= 0xff60 {
		return c.direct(r).state == glyphLacking
	}
	return false
}

// Faster: a run whose glyphs no substitution or positioning lookup starts at
// needs no shaper: 12 times less for Han (notes/rendering.md §2.3).

// glyphState says what the shaper would do with a character.
type glyphState uint8

const (
	glyphUnknown glyphState = iota
	glyphInert              // just the glyph and its advance
	glyphPaired             // what it does depends on the next one at most, see pair
	glyphActive             // needs the shaper
	glyphLacking            // not in the cmap
)

type directGlyph struct {
	gid   uint32
	adv   int32
	state glyphState
}

// inertness remembers for each character of a face what direct found.
type inertness struct {
	ready   bool
	never   bool              // AAT or kern tables: always the shaper
	lookups []tables.Coverage // these may look anywhere
	// What pair understands: kerning, substitutions of one glyph, ligatures.
	pairwise, singles []tables.Coverage
	ligatures         []tables.LigatureSubs
	pairs             map[pairKey]pairGlyph

	pages map[rune]*[256]directGlyph
}

// defaultFeatures are the features that the shaper turns on without being asked
// for the scripts of simpleRune.
var defaultFeatures = []string{
	"rvrn", "ltra", "ltrm", "rand", "abvm", "blwm", "ccmp", "locl", "mark", "mkmk", "rlig",
	"calt", "clig", "curs", "dist", "kern", "liga", "rclt",
}

func (fc *face) prepareInert() {
	in := &fc.inert
	in.ready = true
	in.pages = map[rune]*[256]directGlyph{}
	ft := fc.font.Font
	if len(ft.Morx) > 0 || len(ft.Kerx) > 0 || len(ft.Kern) > 0 {
		in.never = true
		return
	}
	gsub := enabledLookups(&ft.GSUB.Layout, len(ft.GSUB.Lookups))
	for _, i := range gsub {
		for _, t := range ft.GSUB.Lookups[i].Subtables {
			in.addLookup(t)
		}
	}
	for _, i := range enabledLookups(&ft.GPOS.Layout, len(ft.GPOS.Lookups)) {
		for _, t := range ft.GPOS.Lookups[i].Subtables {
			if isPairwise(t) {
				in.pairwise = append(in.pairwise, t.Cov())
			} else {
				in.lookups = append(in.lookups, t.Cov())
			}
		}
	}
	in.never = slices.Contains(in.lookups, nil) || slices.Contains(in.singles, nil) || slices.Contains(in.pairwise, nil) ||
		slices.ContainsFunc(in.ligatures, func(l tables.LigatureSubs) bool { return l.Coverage == nil })
}

// enabledLookups gives the lookups of all default features and of all required
// ones, whatever the script or language.
func enabledLookups(la *font.Layout, n int) []int {
	use := make([]bool, n)
	feature := func(i int) {
		if i < len(la.Features) {
			for _, l := range la.Features[i].LookupListIndices {
				if int(l) < n {
					use[l] = true
				}
			}
		}
	}
	for i, ft := range la.Features {
		if slices.Contains(defaultFeatures, ft.Tag.String()) {
			feature(i)
		}
	}
	for _, s := range la.Scripts {
		if s.DefaultLangSys != nil {
			feature(int(s.DefaultLangSys.RequiredFeatureIndex))
		}
		for _, l := range s.LangSys {
			feature(int(l.RequiredFeatureIndex))
		}
	}
	var out []int
	for i, u := range use {
		if u {
			out = append(out, i)
		}
	}
	return out
}

// direct gives glyph, advance and state of a character, remembered per face.
func (fc *face) direct(r rune) *directGlyph {
	in := &fc.inert
	if !in.ready {
		if !guard(fc.prepareInert) {
			in.never = true
		}
	}
	page := in.pages[r>>8]
	if page == nil {
		if in.pages == nil {
			in.pages = map[rune]*[256]directGlyph{}
		}
		page = new([256]directGlyph)
		in.pages[r>>8] = page
	}
	d := &page[r&0xff]
	if d.state != glyphUnknown {
		return d
	}
	d.state = glyphActive
	guard(func() {
		gid, ok := fc.font.NominalGlyph(r)
		if !ok || gid == 0 {
			d.state = glyphLacking
			return
		}
		d.gid = uint32(gid)
		d.adv = fc.hb.GlyphHAdvance(gid)
		if in.never {
			return
		}
		d.state = in.stateOf(gid)
	})
	return d
}

// simpleRune reports that the shaper treats r as a plain character: no marks,
// joiners, ignorables, and no script with rules of its own.
func simpleRune(r rune) bool {
	switch {
	case r >= 0x4e00 && r <= 0x9fff, r >= 0x3400 && r <= 0x4dbf:
		return true
	case r >= 0x20 && r < 0x7f, r >= 0xa0 && r < 0x180:
		return r != 0xad
	case r >= 0x3000 && r < 0x3100:
		return !(r >= 0x302a && r <= 0x302f || r >= 0x3099 && r <= 0x309a)
	case r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205e:
		return r != 0x2044
	case r >= 0xff01 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6:
		return true
	case r >= 0x2190 && r <= 0x27bf:
		return true
	}
	return false
}

// direct appends the glyphs of a run without the shaper, if that changes nothing.
func (sp *shaper) direct(it item, c *candidate) bool {
	if it.level != 0 || it.upright {
		return false
	}
	start := len(sp.out)
	flags := c.flags()
	for i := it.from; i < it.to; i++ {
		r := sp.runes[i]
		var d *directGlyph
		if simpleRune(r) {
			d = c.direct(r)
		}
		adv, ok := int32(0), d != nil && d.state == glyphInert
		switch {
		case ok:
			adv = d.adv
		case d != nil && d.state == glyphPaired && len(sp.feats) == 0:
			next := rune(0)
			if i+1 < it.to {
				next = sp.runes[i+1]
			}
			// What joins with its neighbours is never known by pairs.
			if ok = next == 0 || simpleRune(next); ok {
				p := sp.pair(c, it.script, sp.runes[i], next)
				adv, ok = p.adv, p.ok
			}
		}
		if !ok {
			sp.out = sp.out[:start]
			return false
		}
		sp.out = append(sp.out, rawGlyph{face: c.id, gid: d.gid, cluster: sp.offs[i], adv: adv, flags: flags})
	}
	return true
}
