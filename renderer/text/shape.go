package text

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"

	"diorama/renderer/geom"
)

// rawKey names a shaped text without its size.
type rawKey struct {
	sel              uint32
	script, rest     Script
	level            int8
	tnum, rtl, noLig bool
	noKern           bool
	orient           Orientation
	features         string
	text             string
}

// sizedKey names a Shaped.
type sizedKey struct {
	rawKey
	size, letter, word float32
}

// rawGlyph is a glyph in units of its font.
type rawGlyph struct {
	face    FaceID
	gid     uint32
	cluster int32 // byte offset
	adv     int32
	x, y    int32
	level   uint8
	flags   uint8
}

// flags of a rawGlyph
const (
	fakeBoldFlag = 1 << iota
	fakeItalicFlag
	endsCluster // last glyph of its cluster: letter spacing goes here
	spaceFlag   // stands for a space: word spacing goes here
	hiddenFlag  // stands for a newline or an ignorable character: no spacing
	joinedFlag  // of a script whose letters join: no letter spacing
	uprightFlag // not turned in a vertical line
)

type rawText struct {
	glyphs []rawGlyph
	bidi   bool
}

// builtinUpem is the em of the stand-in for a missing face.
const builtinUpem = 1000

var (
	tagKern = opentype.MustNewTag("kern")
	tagTnum = opentype.MustNewTag("tnum")
	tagLiga = opentype.MustNewTag("liga")
	tagClig = opentype.MustNewTag("clig")
	langZh  = language.NewLanguage("zh-Hans")
)

// Shape shapes a text as one line. Newlines get glyphs without width, a tab gets a
// space's. The result is shared and must
// not be changed.
func (f *Fonts) Shape(s string, st *Style) *Shaped {
	return f.ShapeIn(s, st, Context{Level: -1})
}

// ShapeIn is Shape for a part of a paragraph.
func (f *Fonts) ShapeIn(s string, st *Style, c Context) *Shaped {
	f.mu.Lock()
	defer f.mu.Unlock()
	sel := f.selectFaces(st)
	key := sizedKey{
		rawKey: rawKey{sel: sel.id, script: c.scriptFor(s), rest: c.restFor(s), level: c.Level, tnum: st.TabularNums, rtl: st.RTL && c.Level < 0, noLig: st.LetterSpacing != 0,
			noKern: st.NoKerning, orient: st.Orientation, features: st.Features, text: s},
		size: clampSize(st.Size), letter: finite(st.LetterSpacing), word: finite(st.WordSpacing),
	}
	if sh, ok := f.sized.get(key); ok {
		return sh
	}
	raw, ok := f.raw.get(key.rawKey)
	if !ok || len(s) <= maxCachedText {
		// The caches must not hold on to a large string of which s is a part.
		key.text = strings.Clone(s)
	}
	if !ok {
		raw = f.shapeRaw(key.text, sel, key.rawKey)
		if len(s) <= maxCachedText {
			f.raw.put(key.rawKey, raw, len(raw.glyphs)+4)
		}
	}
	sh := f.scale(raw, sel, &key)
	if len(s) <= maxCachedText {
		f.sized.put(key, sh, len(sh.Glyphs)+4)
	}
	return sh
}

func clampSize(px float32) float32 {
	if !(px > 0) {
		return 0
	}
	return min(px, maxFontSize)
}

func finite(px float32) float32 {
	if px != px || px > 1e6 || px < -1e6 {
		return 0
	}
	return px
}

// ceilUnit rounds up to 1/64 px. Sums of products in float64 stray by far less
// than the slack taken off, and a width that is exact must not gain a unit.
func ceilUnit(px float64) geom.Unit {
	return geom.FromFloatCeil(px - 1.0/(64*1024*1024))
}

// excess gives Glyph.Excess of a pen that was rounded up to at.
func excess(at geom.Unit, pen float64) uint8 {
	return uint8(max(0, min(255, (float64(at)-pen*64)*256)))
}

// scale applies size and spacing. Positions are summed in float and rounded up;
// an advance is the step between two rounded positions, so that they add up to
// the width, which is what Blink rounds.
func (f *Fonts) scale(raw *rawText, sel *selection, key *sizedKey) *Shaped {
	sh := &Shaped{Text: key.text, Glyphs: make([]Glyph, len(raw.glyphs))}
	if raw.bidi {
		sh.Levels = make([]uint8, len(raw.glyphs))
	}
	if len(sel.cands) > 0 {
		sh.Faces = append(sh.Faces, sel.cands[sel.primary].id)
		if key.orient != Horizontal {
			m := f.faceMetrics(sh.Faces[0], key.size)
			sh.Drop = (m.Ascent - m.Descent) / 2
		}
	}
	size := float64(key.size)
	last, k := FaceID(-1), 0.0
	uk := 0.0      // k of upright glyphs, which are not measured by FreeType
	whole := false // advances are whole px
	turned := 0.0  // where a turned glyph of a vertical line has its baseline
	pen, rounded := 0.0, geom.Unit(0)
	for i := range raw.glyphs {
		r := &raw.glyphs[i]
		if r.face != last {
			last = r.face
			k = size / builtinUpem
			uk = k
			if key.orient != Horizontal {
				m := f.faceMetrics(r.face, key.size)
				turned = -(m.Ascent - m.Descent).Float() / 2
			}
			whole = false
			if fc := f.face(r.face); fc != nil {
				whole = fc.font.COLR != nil && fc.color // oracle chromium: glyphs in layers have hinted advances
				k = fc.scaleAt(key.size)
				uk = float64(fontSize(key.size)) / float64(fc.upem)
				if !slices.Contains(sh.Faces, r.face) {
					sh.Faces = append(sh.Faces, r.face)
				}
			}
		}
		switch {
		case whole:
			pen += math.Floor(float64(r.adv)*k + 0.5)
		case r.flags&uprightFlag != 0:
			pen += float64(r.adv) * uk
		default:
			pen += float64(r.adv) * k
		}
		if r.flags&(endsCluster|hiddenFlag) == endsCluster {
			if r.flags&joinedFlag == 0 {
				pen += float64(key.letter)
			}
			if r.flags&spaceFlag != 0 {
				pen += float64(key.word)
			}
		}
		at := ceilUnit(pen)
		sh.Glyphs[i] = Glyph{
			Face: r.face, ID: r.gid, Cluster: r.cluster, Advance: at.Add(-rounded), Excess: excess(at, pen),
			X: float32(float64(r.x) * k), Y: float32(float64(r.y) * k),
			FakeBold: r.flags&fakeBoldFlag != 0, FakeItalic: r.flags&fakeItalicFlag != 0,
		}
		if r.flags&uprightFlag != 0 {
			g := &sh.Glyphs[i]
			g.Upright = true
			if fc := f.face(r.face); fc != nil && fc.tops {
				g.Y = fc.hang(r, k, uk)
			}
		} else if key.orient != Horizontal {
			sh.Glyphs[i].Y += float32(turned)
		}
		rounded = at
		if raw.bidi {
			sh.Levels[i] = r.level
		}
	}
	sh.Width = rounded
	return sh
}

// scaleAt gives the device px of a font unit. FreeType, by which Chromium on Linux
// and Android measures, takes sizes in whole 1/64 px and scales with 16 binary digits.
func (fc *face) scaleAt(size float32) float64 {
	upem := float64(fc.upem) * fc.adjust
	whole := math.Floor(float64(fontSize(size)) * fc.adjust * 64)
	if fc.wholePpem {
		whole = max(64, math.Floor((whole+32)/64)*64)
	}
	return math.Floor(whole*65536/upem+0.5) / (64 * 65536)
}

// drawnSize is the size at which glyphs are drawn, device px.
func (fc *face) drawnSize(size float32) float32 {
	if !fc.wholePpem {
		return size
	}
	adjust := float32(fc.adjust)
	return max(1, float32(math.Floor(float64(size*adjust)+0.5))) / adjust
}

// fontSize is a size cut to whole hundredths of a px, in which Blink keeps fonts. The
// error of single precision belongs to it: 16.3 becomes 16.29.
func fontSize(px float32) float32 {
	return float32(math.Floor(float64(px*100))) / 100
}

// shaper is the state of one shapeRaw.
type shaper struct {
	f     *Fonts
	sel   *selection
	key   rawKey
	text  string
	runes []rune // control characters replaced
	offs  []int32
	out   []rawGlyph
	feats []harfbuzz.Feature
	last  language.Script // of the text so far, 0 for none
	pairs []openPair      // brackets that are open, see scriptRun
}

// shapeRaw itemises by direction, script and face, and shapes each item.
func (f *Fonts) shapeRaw(s string, sel *selection, key rawKey) *rawText {
	sp := shaper{f: f, sel: sel, key: key, text: s, last: language.Script(key.script)}
	n := utf8.RuneCountInString(s)
	sp.runes = make([]rune, 0, n)
	sp.offs = make([]int32, 0, n)
	sp.out = make([]rawGlyph, 0, n)
	rtl := key.rtl
	for i, r := range s {
		rtl = rtl || isRTL(r)
		switch {
		case r == '\t':
			r = ' '
		case r == '\n', r == '\r', r == 0x2028, r == 0x2029:
			r = 0x200b // other controls show as missing characters (CSS Text 3 §1.3)
		}
		sp.runes = append(sp.runes, r)
		sp.offs = append(sp.offs, int32(i))
	}
	if f.late.data != nil && f.needsLate(sp.runes, sel) {
		f.loadLate()
	}
	if key.tnum {
		sp.feats = append(sp.feats, feature(tagTnum, 1))
	}
	if key.noLig {
		sp.feats = append(sp.feats, feature(tagLiga, 0), feature(tagClig, 0))
	}
	if key.noKern {
		sp.feats = append(sp.feats, feature(tagKern, 0))
	}
	sp.feats = appendFeatures(sp.feats, key.features)
	if key.level > 0 {
		sp.direction(0, n, uint8(key.level))
		return &rawText{glyphs: sp.out, bidi: true}
	}
	if !rtl || key.level == 0 {
		sp.direction(0, n, 0)
		return &rawText{glyphs: sp.out}
	}
	levels := f.bidiLevels(sp.runes, key.rtl)
	if levels == nil {
		sp.direction(0, n, 0)
		return &rawText{glyphs: sp.out}
	}
	for from := 0; from < n; {
		to := from + 1
		for to < n && levels[to] == levels[from] {
			to++
		}
		sp.direction(from, to, levels[from])
		from = to
	}
	return &rawText{glyphs: sp.out, bidi: true}
}

// appendFeatures reads Style.Features.
func appendFeatures(feats []harfbuzz.Feature, list string) []harfbuzz.Feature {
	for list != "" && len(feats) < maxFeatures {
		var one string
		one, list, _ = strings.Cut(list, ",")
		tag, value, _ := strings.Cut(one, "=")
		n, err := strconv.ParseUint(value, 10, 32)
		if len(tag) != 4 || err != nil {
			continue
		}
		feats = append(feats, feature(opentype.NewTag(tag[0], tag[1], tag[2], tag[3]), uint32(n)))
	}
	return feats
}

func feature(tag opentype.Tag, v uint32) harfbuzz.Feature {
	return harfbuzz.Feature{Tag: tag, Value: v, Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd}
}

// direction shapes runes of one bidi level and appends them in visual order.
func (sp *shaper) direction(from, to int, level uint8) {
	start := len(sp.out)
	for a := from; a < to; {
		stop, up := to, false
		if sp.key.orient != Horizontal {
			stop, up = sp.orientationRun(a, to)
		}
		b, script, emoji := sp.scriptRun(a, stop)
		cands := sp.sel.cands
		if emoji {
			cands = sp.sel.emoji
		}
		from := len(sp.out)
		sp.item(item{a, b, script, level, up}, cands, 0)
		if cursive(script) || emoji && cursive(sp.last) { // emoji are of the script before them
			for i := from; i < len(sp.out); i++ {
				if r, _ := utf8.DecodeRuneInString(sp.text[sp.out[i].cluster:]); r != ' ' && r != 0xa0 { // spaced all the same (oracle chromium)
					sp.out[i].flags |= joinedFlag
				}
			}
		}
		a = b
	}
	glyphs := sp.out[start:]
	sp.finish(glyphs, to)
	if level&1 == 1 {
		slices.Reverse(glyphs)
	}
}

// finish marks the ends of clusters, and which stand for spaces or for nothing.
// glyphs are in logical order; within a cluster of a right-to-left run reversed.
func (sp *shaper) finish(glyphs []rawGlyph, end int) {
	for i := range glyphs {
		g := &glyphs[i]
		if i+1 == len(glyphs) || glyphs[i+1].cluster != g.cluster {
			g.flags |= endsCluster
		}
		if c := int(g.cluster); c < len(sp.text) {
			switch b := sp.text[c]; {
			case b == ' ' || b == '\t':
				g.flags |= spaceFlag
			case b == '\n', b == '\r':
				g.flags |= hiddenFlag
			case b == 0xc2 && c+1 < len(sp.text) && sp.text[c+1] == 0xa0:
				g.flags |= spaceFlag
			case b >= 0xc2 && g.adv == 0 && (i == 0 || glyphs[i-1].cluster != g.cluster):
				g.flags |= hiddenFlag
			}
		}
	}
}

// item is a run of one script and level.
type item struct {
	from, to int // rune indexes
	script   language.Script
	level    uint8
	upright  bool
}

// scriptRun gives the end of the run that starts at a, its script, and whether
// it is emoji for which a colour face should be tried first. Characters common
// to scripts join the run before them, at the start of the paragraph the one after.
func (sp *shaper) scriptRun(a, to int) (end int, script language.Script, emoji bool) {
	if sp.sel.emoji != nil {
		if n := emojiRun(sp.runes[a:to]); n > 0 {
			return a + n, language.Common, true
		}
	}
	script = language.Common
	if sp.last != 0 {
		script = sp.last
	}
	for end = a; end < to; end++ {
		r := sp.runes[end]
		if sp.sel.emoji != nil && (r > 0x20e0 || end+1 < to && sp.runes[end+1] == 0xfe0f) && emojiRun(sp.runes[end:to]) > 0 {
			break
		}
		s, at := scriptOf(r), -1 // the open bracket that r closes
		if r == 0xb7 {           // the middle dot is shared by more scripts, Han among them
			switch script {
			case sharedCJK:
				s = language.Han
			case language.Arabic, language.Hebrew, language.Hiragana, language.Katakana, language.Hangul:
				s = language.Latin
			}
		}
		bracket := s == language.Common || s == sharedCJK
		if bracket && closes(r) {
			if at = sp.opener(r); at >= 0 && sp.pairs[at].script != 0 {
				s = sp.pairs[at].script
			}
		}
		switch {
		case s == language.Common || s == language.Inherited || s == script || s == sharedCJK && cjkScript(script):
		case script == sharedCJK && cjkScript(s), script == language.Common, end == a:
			script = s
		default:
			sp.settle(script)
			sp.last = script
			return end, script, false
		}
		if at >= 0 {
			sp.pairs = sp.pairs[:at+1] // a second one may close it again, as in Blink
		} else if bracket {
			if c := closerOf(r); c != 0 {
				sp.open(c)
			}
		}
	}
	if script == sharedCJK && end == len(sp.runes) && sp.key.rest != 0 {
		script = language.Script(sp.key.rest)
	}
	sp.settle(script)
	if script != language.Common {
		sp.last = script
	}
	return end, script, false
}

// sharedCJK stands for the punctuation that the scripts of China, Japan and Korea share
// and others do not use. Alone it counts as Bopomofo, the first of them, as in Blink.
// https://www.unicode.org/reports/tr24/#Script_Extensions
const sharedCJK = language.Bopomofo

// cjkScript reports one of those scripts.
func cjkScript(s language.Script) bool {
	switch s {
	case language.Han, language.Hiragana, language.Katakana, language.Hangul, language.Bopomofo, language.Yi:
		return true
	}
	return false
}

// scriptOf is language.LookupScript with the frequent ranges first.
func scriptOf(r rune) language.Script {
	switch {
	case r >= 0x4e00 && r <= 0x9fff:
		return language.Han
	case r < 0x80:
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			return language.Latin
		}
		return language.Common
	case r == 0xff08, r == 0xff3b, r == 0xff5b, r == 0xff5f: // wide opening brackets (oracle chromium)
		return sharedCJK
	case r >= 0x3001 && r <= 0x3003, r >= 0x3008 && r <= 0x3011, r >= 0x3013 && r <= 0x301f, r == 0x30fb, r >= 0xff61 && r <= 0xff65:
		return sharedCJK
	case r == 0x30fc: // of both kana, the first of which it counts as alone
		return language.Hiragana
	case r >= 0x3000 && r <= 0x3004, r >= 0x3008 && r <= 0x3020, r >= 0xff00 && r <= 0xff20:
		return language.Common
	}
	s := language.LookupScript(r)
	if s == language.Unknown {
		return language.Common
	}
	return s
}

// item shapes a run with the first candidate from k on that can; what that one
// lacks goes to the next. Glyphs are appended in logical order of clusters.
func (sp *shaper) item(it item, cands []candidate, k int) {
	if len(cands) == 0 {
		sp.builtin(it)
		return
	}
	for k < len(cands) && cands[k].broken {
		k++
	}
	if k == len(cands) {
		sp.missing(it)
		return
	}
	c := &cands[k]
	// Characters that the face cannot have are handed on without shaping.
	for a := it.from; a < it.to; {
		lacks := c.surelyLacks(sp.runes[a])
		b := a + 1
		for b < it.to && (c.surelyLacks(sp.runes[b]) == lacks || sp.joins(b)) {
			b++
		}
		part := item{a, b, it.script, it.level, it.upright}
		if lacks {
			sp.item(part, cands, k+1)
		} else {
			sp.with(part, cands, k)
		}
		a = b
	}
}

// joins reports whether the rune belongs to the cluster before it in any case.
func (sp *shaper) joins(i int) bool {
	r := sp.runes[i]
	return r >= 0xfe00 && r <= 0xfe0f || r == 0x200d || r >= 0x300 && r <= 0x36f || r == 0x20e3 || r >= 0x1f3fb && r <= 0x1f3ff
}

// with shapes a part with one face and hands clusters with missing glyphs on.
func (sp *shaper) with(it item, cands []candidate, k int) {
	c := &cands[k]
	if !sp.key.tnum && sp.key.features == "" && sp.direct(it, c) {
		return
	}
	glyphs, ok := sp.harfbuzz(it, c)
	if !ok {
		c.face.broken = true
		sp.item(it, cands, k+1)
		return
	}
	// A cluster lies between its own offset and the next larger one.
	for i := 0; i < len(glyphs); {
		j, bad := clusterEnd(glyphs, i)
		if !bad {
			sp.emit(glyphs[i:j])
			i = j
			continue
		}
		for j < len(glyphs) {
			e, alsoBad := clusterEnd(glyphs, j)
			if !alsoBad {
				break
			}
			j = e
		}
		from, to := int(glyphs[i].cluster), it.to
		if i == 0 {
			from = it.from
		}
		if j < len(glyphs) {
			to = int(glyphs[j].cluster)
		}
		sp.item(item{from, to, it.script, it.level, it.upright}, cands, k+1)
		i = j
	}
}

// emit appends glyphs, their clusters turned from rune indexes into byte offsets.
func (sp *shaper) emit(glyphs []rawGlyph) {
	for _, g := range glyphs {
		g.cluster = sp.offs[g.cluster]
		sp.out = append(sp.out, g)
	}
}

// clusterEnd gives the end of the cluster at i and whether a glyph of it is missing.
func clusterEnd(glyphs []rawGlyph, i int) (end int, bad bool) {
	for end = i; end < len(glyphs) && glyphs[end].cluster == glyphs[i].cluster; end++ {
		bad = bad || glyphs[end].gid == 0
	}
	return end, bad
}
