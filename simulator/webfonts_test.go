package simulator

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"diorama/assets/fonts"
)

// A src descriptor is read with quotes, brackets and commas in addresses (oracle:
// CSS Fonts 4 §4.3, examples of it).
func TestFontSources(t *testing.T) {
	got := fontSources(`url("a.eot?x=1,2"), url( 'b.woff2' ) format("woff2"), local("x"), url(data:font/ttf;base64,AA==) format('truetype'),url(//cdn/c.woff)`)
	want := []fontSource{{"a.eot?x=1,2", "embedded-opentype"}, {"b.woff2", "woff2"}, {"data:font/ttf;base64,AA==", "truetype"}, {"//cdn/c.woff", ""}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

// Icon fonts from data addresses, files and the network give their glyphs; one
// that cannot be used is told with its place. The width of the text shows which
// font it has (oracle: Ahem's glyphs are squares of 1 em).
func TestWebFonts(t *testing.T) {
	ahem, err := os.ReadFile("../../shared/conformance/layout/Ahem.ttf")
	if err != nil {
		// Without the shared folder any other face does: its bold is wider.
		ahem = fonts.Faces()[1].Data
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write(ahem) }))
	defer server.Close()
	uri := "data:font/ttf;base64," + base64.StdEncoding.EncodeToString(ahem)
	s, _ := open(t, `
-- app.json --
{"pages": ["a"]}
-- app.wxss --
text { font-size: 20px }
@font-face { font-family: "D"; src: url("`+uri+`") format("truetype") }
@font-face { font-family: N; src: url(none.woff2) format("woff2"), url('`+server.URL+`/f.ttf') }
@font-face { font-family: X; src: url(x.woff2) format("woff2") }
-- a.wxml --
<view><text id="plain">ill</text></view><view><text id="d" style="font-family:D">ill</text></view><view><text id="n" style="font-family:N">ill</text></view>
-- a.js --
Page({})
`, nil)
	if err := s.Settle(time.Second, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	plain, d, n := find(s, "plain").Box[2], find(s, "d").Box[2], find(s, "n").Box[2]
	if d <= plain || n != d {
		t.Errorf("widths: plain %v, data %v, network %v", plain, d, n)
	}
	told := strings.Join(s.Report("a", 0).Unsupported, " ")
	if !strings.Contains(told, "@font-face X") || strings.Contains(told, "@font-face N") {
		t.Errorf("unsupported: %s", told)
	}
}

// Each page has the fonts of its own sheets, as each page of WeChat is a document of its own:
// pages mean several fonts by one name, one of them none; of two rules of a page the last
// counts, for the characters of its unicode-range; a font file that is saved shows.
// Oracle: CSS Fonts 4; WeChat: one web view a page.
func TestFontsOfPages(t *testing.T) {
	faces := fonts.Faces()
	uri := func(n int) string {
		return "data:font/ttf;base64," + base64.StdEncoding.EncodeToString(faces[n].Data)
	}
	s, dir := open(t, `
-- app.json --
{"pages": ["a", "b", "c", "d"]}
-- app.wxss --
text { font: 20px icon }
-- a.wxss --
@font-face { font-family: icon; src: url("`+uri(1)+`") }
-- b.wxss --
@font-face { font-family: icon; src: url("`+uri(0)+`") }
@font-face { font-family: "Icon"; src: url("`+uri(1)+`"); unicode-range: U+41-5a, u+7A, U+10?? }
-- c.wxss --
@font-face { font-family: icon; src: url(c.ttf); ascent-override: 200%; descent-override: 0%; line-gap-override: 0% }
-- a.wxml --
<text id="w">www</text><text id="z">zzz</text>
-- b.wxml --
<text id="w">www</text><text id="z">zzz</text>
-- c.wxml --
<text id="w">www</text><text id="z">zzz</text>
-- d.wxml --
<text id="w">www</text><text id="z">zzz</text>
-- a.js --
Page({})
-- b.js --
Page({})
-- c.js --
Page({})
-- d.js --
Page({})
`, nil)
	see := func(to string) (w, z, h float64) {
		t.Helper()
		if to != "" {
			s.Navigate("navigateTo", to)
			settle(t, s)
		}
		a, b := find(s, "w").Box, find(s, "z").Box
		return a[2], b[2], a[3]
	}
	boldW, boldZ, _ := see("")
	w, z, _ := see("/b")
	plainW, plainZ, plainH := see("/d")
	if boldW <= plainW || boldZ <= plainZ {
		t.Errorf("page a has widths %v %v, without a font %v %v", boldW, boldZ, plainW, plainZ)
	}
	if w-plainW > 1 || z != boldZ { // at this density fonts of the system stand on whole px
		t.Errorf("page b has widths %v %v, want about %v and %v", w, z, plainW, boldZ)
	}
	if w, z, h := see("/c"); w != plainW || z != plainZ || h != plainH {
		t.Errorf("page c has widths %v %v height %v without its file, want %v %v %v", w, z, h, plainW, plainZ, plainH)
	}
	s.Save([]string{write(t, dir, "c.ttf", string(faces[1].Data))})
	settle(t, s)
	if w, z, h := see(""); w != boldW || z != boldZ || h != 40 {
		t.Errorf("page c has widths %v %v height %v, want %v %v 40", w, z, h, boldW, boldZ)
	}
	s.Navigate("navigateBack", "")
	settle(t, s)
	if w, z, _ := see(""); w != plainW || z != plainZ {
		t.Errorf("page d has widths %v %v afterwards, want %v %v", w, z, plainW, plainZ)
	}
}
