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
