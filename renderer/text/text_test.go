package text

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"diorama/assets/fonts"
	"diorama/renderer/geom"
)

func embedded(t testing.TB) *Fonts {
	f := NewFonts()
	for _, fc := range fonts.Faces() {
		if _, err := f.AddFace(fc.Family, fc.Weight, fc.Italic, fc.Data, FaceOptions{Installed: true}); err != nil {
			t.Fatal(err)
		}
	}
	f.SetFallback(fonts.Family)
	return f
}

// Proves that widths are the sums of the tables' advances, kerning off the
// score. Oracle: hand, from cmap and hmtx; Han and digits have no kerning here.
func TestWidthIsSumOfAdvances(t *testing.T) {
	f := embedded(t)
	fc := f.face(1)
	for _, size := range []float32{10, 12.5, 13.333, 16, 31.7} {
		for _, s := range []string{"中文字", "你好，世界。", "0123", "、", ""} {
			units := 0.0
			for _, r := range s {
				gid, ok := fc.font.NominalGlyph(r)
				if !ok {
					t.Fatalf("%c is missing", r)
				}
				units += float64(fc.font.HorizontalAdvance(gid))
			}
			// FreeType rounds the size down to 1/64 px and the scale to 16 binary digits.
			want := units * math.Round(math.Floor(float64(size)*64)*65.536) / (64 * 65536)
			sh := f.Shape(s, &Style{Size: size})
			if got := sh.Width.Float(); got < want || got > want+1.0/64 {
				t.Errorf("%q %gpx: %g, tables say %g", s, size, got, want)
			}
			var sum geom.Unit
			for _, g := range sh.Glyphs {
				sum += g.Advance
			}
			if sum != sh.Width {
				t.Errorf("%q: advances add up to %v, width %v", s, sum, sh.Width)
			}
		}
	}
}

// Proves that the run without shaper gives what the shaper gives. Oracle: hand, HarfBuzz itself.
func TestDirectEqualsShaper(t *testing.T) {
	f := embedded(t)
	for _, s := range []string{"小程序是一种应用，它“触手可及”。", "《一》—…·、！？（）", "０１ＡＢ", "ひらがなカタカナ", "→★①℃"} {
		st := &Style{Size: 20}
		direct := f.Shape(s, st)
		for id := range f.faces {
			f.faces[id].inert = inertness{ready: true, never: true}
		}
		f.changed()
		shaped := f.Shape(s, st)
		if !slices.Equal(direct.Glyphs, shaped.Glyphs) {
			t.Errorf("%q:\n%v\n%v", s, direct.Glyphs, shaped.Glyphs)
		}
		f = embedded(t)
	}
}

// Proves that Ahem is squares of one em, 0.8 above and 0.2 below the baseline.
// Oracle: hand, the font's purpose.
func TestAhem(t *testing.T) {
	f, _ := oracleFonts(t)
	for _, size := range []float32{5, 10, 20, 25, 50, 100} {
		st := &Style{Families: []string{"A"}, Size: size}
		want := geom.FromInt(int(size) * 5)
		if size == 5 || size == 25 {
			want++ // FreeType's scale is rounded up
		}
		if got := f.Shape("Xpx p", st).Width; got != want {
			t.Errorf("%g px: width %g", size, got.Float())
		}
		m := f.PrimaryMetrics(st)
		if m.Ascent.Float() != float64(size)*0.8 || m.Descent.Float() != float64(size)*0.2 || m.LineGap != 0 {
			t.Errorf("%g px: %+v", size, m)
		}
	}
	g := f.Shape("X", &Style{Families: []string{"A"}, Size: 10}).Glyphs[0]
	m := f.Mask(g.Face, g.ID, 10, 0, false, false)
	if m.Left != 0 || m.Top != -8 || m.W != 10 || m.H != 10 || slices.Min(m.Alpha) != 255 {
		t.Errorf("mask %+v", m)
	}
	if m := f.Mask(g.Face, g.ID, 10, 2, false, false); m.W != 11 || m.Alpha[0] < 126 || m.Alpha[0] > 129 {
		t.Errorf("mask half a px to the right: W %d, first %d", m.W, m.Alpha[0])
	}
}

// Proves fallback, weights and synthetic styles. Oracle: documentation
// (css-fonts-4 matching) and hand.
func TestFallback(t *testing.T) {
	f := embedded(t)
	ahem, err := os.ReadFile("testdata/Ahem.ttf")
	if err != nil {
		t.Fatal(err)
	}
	id, err := f.AddFace("Ahem", 400, false, ahem, FaceOptions{UnicodeRange: [][2]rune{{'a', 'z'}}})
	if err != nil {
		t.Fatal(err)
	}
	faces := func(s string, st *Style) string {
		var b strings.Builder
		for _, g := range f.Shape(s, st).Glyphs {
			fmt.Fprintf(&b, "%d", g.Face)
			if g.FakeBold {
				b.WriteByte('b')
			}
			if g.FakeItalic {
				b.WriteByte('i')
			}
			if g.ID == 0 {
				b.WriteByte('?')
			}
			b.WriteByte(' ')
		}
		return strings.TrimSpace(b.String())
	}
	for _, c := range []struct {
		s    string
		st   Style
		want string
	}{
		{"中a", Style{}, "1 1"},
		{"中a", Style{Weight: 700}, "2 2"},
		{"中囧", Style{Weight: 600}, "2 1b"}, // the bold face has only level 1
		{"a", Style{Italic: true}, "1i"},
		{"aA中", Style{Families: []string{"'AHEM'", "none such"}}, "3 1 1"},
		{"a", Style{Families: []string{"ahem"}, Weight: 900}, "3b"},
		{"\U0001f600", Style{}, "1?"},
		{"é", Style{Families: []string{"Ahem"}}, "1"},
	} {
		if got := faces(c.s, &c.st); got != c.want {
			t.Errorf("%q %+v: %s, want %s", c.s, c.st, got, c.want)
		}
	}
	f.SetGeneric("monospace", "Ahem")
	if got := faces("a", &Style{Families: []string{"monospace"}}); got != "3" {
		t.Error("generic:", got)
	}
	f.RemoveFace(id)
	if got := faces("a", &Style{Families: []string{"ahem"}}); got != "1" {
		t.Error("after RemoveFace:", got)
	}
	if g := f.Shape("\U0001f600", &Style{Size: 20}).Glyphs[0]; f.Mask(g.Face, g.ID, 20, 0, false, false).W == 0 {
		t.Error("a missing character leaves no mark")
	}
	// No face at all is not an accident either.
	sh := NewFonts().Shape("中a\n", &Style{Size: 10})
	if sh.Width != geom.FromInt(15) || len(sh.Faces) != 0 {
		t.Errorf("without faces: %+v", sh)
	}
}

// Proves weight matching. Oracle: documentation (css-fonts-4, font-weight step).
func TestWeightRank(t *testing.T) {
	have := []int{100, 300, 400, 500, 600, 900}
	for want, order := range map[int][]int{
		400: {400, 500, 300, 100, 600, 900}, 450: {500, 400, 300, 100, 600, 900}, 500: {500, 400, 300, 100, 600, 900},
		300: {300, 100, 400, 500, 600, 900}, 700: {900, 600, 500, 400, 300, 100},
	} {
		got := slices.Clone(have)
		slices.SortFunc(got, func(a, b int) int { return weightRank(want, a) - weightRank(want, b) })
		if !slices.Equal(got, order) {
			t.Errorf("%d: %v, want %v", want, got, order)
		}
	}
}

// Proves spacing, tabs, newlines and tabular figures. Oracle: hand.
func TestSpacing(t *testing.T) {
	f, _ := oracleFonts(t)
	w := func(s string, st Style) float64 {
		st.Families, st.Size = []string{"A"}, 10
		return f.Shape(s, &st).Width.Float()
	}
	if got := w("ab", Style{LetterSpacing: 2}); got != 24 {
		t.Error("letter spacing", got)
	}
	if got := w("a b\u00a0c", Style{WordSpacing: 3}); got != 56 {
		t.Error("word spacing", got)
	}
	if got := w("a\n\r\u200bb", Style{LetterSpacing: 2}); got != 24 {
		t.Error("controls", got)
	}
	if got := w("ab", Style{LetterSpacing: -10}); got != 0 {
		t.Error("negative spacing", got)
	}
	e := embedded(t)
	n, tn := &Style{Size: 20}, &Style{Size: 20, TabularNums: true}
	if e.Shape("1111", tn).Width != e.Shape("8888", tn).Width {
		t.Error("tabular figures differ in width")
	}
	if e.Shape("fi", n).Text != "fi" || len(e.Shape("fi", &Style{Size: 20, LetterSpacing: 1}).Glyphs) != 2 {
		t.Error("a ligature under letter-spacing")
	}
}

// Proves mandatory and optional breaks and that the end of a text is none.
// Oracle: documentation (UAX #14).
func TestBreaks(t *testing.T) {
	f := NewFonts()
	show := func(s string, o BreakOptions) string {
		out, at := "", 0
		for _, b := range f.Breaks(s, o) {
			out += s[at:b.At] + map[BreakKind]string{BreakAllowed: "|", BreakMandatory: "!"}[b.Kind]
			at = b.At
		}
		return out + s[at:]
	}
	for _, c := range []struct {
		in, want string
		o        BreakOptions
	}{
		{in: "", want: ""},
		{in: "a b", want: "a |b"},
		{in: "a\nb\n", want: "a\n!b\n!"},
		{in: "a\r\nb", want: "a\r\n!b"},
		{in: "中文，字", want: "中|文，|字"},
		{in: "a/b", want: "a/b"},
		{in: "word", want: "w|o|r|d", o: BreakOptions{BreakAll: true}},
		{in: "中文 字", want: "中文 |字", o: BreakOptions{KeepAll: true}},
		{in: "e\u0301a", want: "e\u0301|a", o: BreakOptions{BreakAll: true}},
		{in: "a\xffb", want: "a\xffb"},
	} {
		if got := show(c.in, c.o); got != c.want {
			t.Errorf("%q %+v: %q, want %q", c.in, c.o, got, c.want)
		}
	}
}

// Proves that the short cut finds the breaks of the whole algorithm, for all
// texts of up to five characters of every class that it takes. Oracle: hand, the whole algorithm.
func TestSimpleBreaks(t *testing.T) {
	f := NewFonts()
	alphabet := []rune("中a1 ，！：（-.")
	taken := 0
	var walk func(s []rune)
	walk = func(s []rune) {
		if got, ok := simpleBreaks(string(s)); ok {
			taken++
			if want := f.findBreaks(string(s), BreakOptions{}); !slices.Equal(got, want) {
				t.Errorf("%q: %v, want %v", string(s), got, want)
			}
		}
		if len(s) < 5 && !t.Failed() {
			for _, r := range alphabet {
				walk(append(s[:len(s):len(s)], r))
			}
		}
	}
	walk(nil)
	for a := rune(' '); a < 0x7f; a++ { // every printable ASCII character at the edges
		for _, p := range []string{"%s中", "中%s", "a%s b", "a %sb", "%s （", "1%s 。", "a%s1", "%s  中"} {
			s := fmt.Sprintf(p, string(a))
			if got, ok := simpleBreaks(s); ok {
				taken++
				if want := f.findBreaks(s, BreakOptions{}); !slices.Equal(got, want) {
					t.Errorf("%q: %v, want %v", s, got, want)
				}
			}
		}
	}
	t.Log(taken, "texts taken")
}

// Proves caret stops. Oracle: documentation (UAX #29).
func TestGraphemes(t *testing.T) {
	for _, c := range []struct {
		s    string
		want []int
	}{
		{"", []int{0}},
		{"ab", []int{0, 1, 2}},
		{"中e\u0301", []int{0, 3, 6}},
		{"👨‍👩‍👧x", []int{0, 18, 19}},
		{"🇨🇳🇺🇸", []int{0, 8, 16}},
		{"\r\n", []int{0, 2}},
	} {
		if got := Graphemes(c.s); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.s, got, c.want)
		}
	}
}

// Proves caret positions and hits, from left and from right. Oracle: hand.
func TestCaret(t *testing.T) {
	f, _ := oracleFonts(t)
	st := &Style{Families: []string{"A"}, Size: 10}
	sh := f.Shape("abc", st)
	for off, x := range []int{0, 10, 20, 30} {
		if got := CaretX(sh, off); got != geom.FromInt(x) {
			t.Errorf("CaretX(%d) = %g", off, got.Float())
		}
	}
	for x, off := range map[int]int{-5: 0, 4: 0, 6: 1, 14: 1, 16: 2, 24: 2, 26: 3, 99: 3} {
		if got := OffsetAt(sh, geom.FromInt(x)); got != off {
			t.Errorf("OffsetAt(%d) = %d, want %d", x, got, off)
		}
	}
	if CaretX(f.Shape("", st), 0) != 0 || OffsetAt(f.Shape("", st), 5) != 0 {
		t.Error("empty text")
	}
	// שלום is drawn from right to left; the stand-in face makes it 5 px a letter.
	rtl := NewFonts().Shape("ab שלום", &Style{Size: 10})
	if got := CaretX(rtl, 3).Float(); got != 35 {
		t.Errorf("before the first Hebrew letter: %g", got)
	}
	if got := CaretX(rtl, len(rtl.Text)).Float(); got != 15 {
		t.Errorf("after the last Hebrew letter: %g", got)
	}
	if got := OffsetAt(rtl, geom.FromInt(34)); got != 3 {
		t.Errorf("hit at the right end: %d", got)
	}
}

// Proves the order of runs on a line. Oracle: documentation (UAX #9, L2) and
// that levels of the bidi library are read exactly.
func TestVisualOrder(t *testing.T) {
	if got := VisualOrder([]uint8{0, 1, 2, 1, 0}); !slices.Equal(got, []int{0, 3, 2, 1, 4}) {
		t.Error(got)
	}
	if got := VisualOrder([]uint8{1, 2}); !slices.Equal(got, []int{1, 0}) {
		t.Error(got)
	}
	levels := NewFonts().bidiLevels([]rune("ab \u05d0\u05d1 12 cd"), false)
	if want := []uint8{0, 0, 0, 1, 1, 1, 2, 2, 0, 0, 0}; !slices.Equal(levels, want) {
		t.Error(levels)
	}
}

// Proves that containers are checked. Oracle: hand.
func TestContainers(t *testing.T) {
	ahem, err := os.ReadFile("testdata/Ahem.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f := NewFonts()
	if _, err := f.AddFace("x", 400, false, []byte("wOF2................"), FaceOptions{}); err == nil {
		t.Error(err)
	}
	if _, err := f.AddFace("x", 400, false, toWOFF(ahem), FaceOptions{}); err != nil {
		t.Error("woff:", err)
	}
	if f.Shape("X", &Style{Families: []string{"x"}, Size: 10}).Width != geom.FromInt(10) {
		t.Error("woff: wrong width")
	}
	for _, bad := range [][]byte{nil, []byte("hello, font"), ahem[:100], append([]byte("OTTO"), ahem[4:60]...), toWOFF(ahem)[:500]} {
		if _, err := f.AddFace("y", 400, false, bad, FaceOptions{}); err == nil {
			t.Errorf("%d bytes were taken for a font", len(bad))
		}
	}
}

// toWOFF wraps an sfnt without compressing its tables.
func toWOFF(ttf []byte) []byte {
	n := int(binary.BigEndian.Uint16(ttf[4:]))
	out := make([]byte, 44+20*n)
	copy(out, "wOFF")
	copy(out[4:], ttf[:4])
	binary.BigEndian.PutUint16(out[12:], uint16(n))
	for i := range n {
		e := ttf[12+16*i:]
		off, size := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		d := out[44+20*i:]
		copy(d, e[:4])
		binary.BigEndian.PutUint32(d[4:], uint32(len(out)))
		binary.BigEndian.PutUint32(d[8:], size)
		binary.BigEndian.PutUint32(d[12:], size)
		out = append(out, ttf[off:off+size]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// Proves that one Fonts serves several goroutines. Oracle: the race detector.
func TestConcurrent(t *testing.T) {
	f := embedded(t)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := range 50 {
				sh := f.Shape(fmt.Sprintf("中文 text %d", k), &Style{Size: float32(10 + i)})
				for _, g := range sh.Glyphs {
					f.Mask(g.Face, g.ID, 14, uint8(k), false, false)
				}
				f.Breaks(sh.Text, BreakOptions{})
				f.PrimaryMetrics(&Style{Size: float32(k)})
			}
		}()
	}
	wg.Wait()
}

// Proves that the cache stays within its bound and forgets the oldest. Oracle: hand.
func TestLRU(t *testing.T) {
	c := newLRU[int, int](10)
	for i := range 5 {
		c.put(i, i, 3)
		c.get(2)
	}
	var left []int
	for i := range 5 {
		if _, ok := c.get(i); ok {
			left = append(left, i)
		}
	}
	if !slices.Equal(left, []int{2, 3, 4}) || c.cost != 9 {
		t.Error(left, c.cost)
	}
}

func FuzzFont(f *testing.F) {
	ahem, err := os.ReadFile("testdata/Ahem.ttf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(ahem)
	f.Add(toWOFF(ahem))
	for i := 20; i < len(ahem); i += len(ahem) / 40 {
		broken := slices.Clone(ahem)
		for k := i; k < min(i+9, len(broken)); k++ {
			broken[k] ^= 0xff
		}
		f.Add(broken)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fs := NewFonts()
		id, err := fs.AddFace("f", 0, false, data, FaceOptions{})
		if err != nil {
			return
		}
		sh := fs.Shape("aX é中\u0627\u0644 1", &Style{Families: []string{"f"}, Size: 16})
		for _, g := range sh.Glyphs {
			fs.Mask(g.Face, g.ID, 16, 1, true, true)
		}
		fs.FaceMetrics(id, 16)
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"中a\xff\u202e\u05d0\u0301", "👨‍👩‍👧\ufe0f\u20e3", "\r\n\t\x00"} {
		f.Add(s, true)
	}
	fs := embedded(f)
	f.Fuzz(func(t *testing.T, s string, rtl bool) {
		sh := fs.Shape(s, &Style{Size: 13.5, RTL: rtl, LetterSpacing: 1})
		for off := range len(s) + 1 {
			CaretX(sh, off)
		}
		if at := OffsetAt(sh, sh.Width/2); at < 0 || at > len(s) {
			t.Fatalf("OffsetAt gives %d of %d", at, len(s))
		}
		last := 0
		for _, b := range fs.Breaks(s, BreakOptions{BreakAll: rtl}) {
			if b.At <= last || b.At > len(s) {
				t.Fatalf("break at %d after %d of %d", b.At, last, len(s))
			}
			last = b.At
		}
	})
}
