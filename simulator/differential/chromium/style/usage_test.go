//go:build oracle

package style

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	ours "diorama/renderer/style"
	"diorama/simulator/differential/chromium"
)

const svg = "of SVG elements, which no template has"

// without names the properties and values that apps use and Chromium knows, and that
// change nothing here, with the reason.
var without = map[string]string{
	"-webkit-overflow-scrolling":  "every scroller glides as on a phone",
	"-webkit-font-smoothing":      "Chromium knows it and has no use for it outside of macOS",
	"-webkit-tap-highlight-color": "a web view of WeChat shows no highlight",
	"-webkit-appearance":          "the built-ins have no native look to take away",
	"appearance":                  "the built-ins have no native look to take away",
	"-webkit-user-drag":           "nothing is dragged by the system",
	"-webkit-user-modify":         "nothing but fields is edited",
	"-webkit-touch-callout":       "no system menu opens",
	"-webkit-text-size-adjust":    "texts are not enlarged",
	"text-size-adjust":            "texts are not enlarged",
	"-webkit-line-break":          "old name without a meaning of its own here",
	"-webkit-print-color-adjust":  "nothing is printed",
	"print-color-adjust":          "nothing is printed",
	"text-rendering":              "kerning and ligatures are always on",
	"touch-action":                "gestures follow the mini-program's handlers",
	"scroll-behavior":             "scripts of a mini-program scroll with a duration of their own",
	"overscroll-behavior":         "scrolling does not pass on at the end",
	"overscroll-behavior-x":       "scrolling does not pass on at the end",
	"overscroll-behavior-y":       "scrolling does not pass on at the end",
	"scroll-snap-type":            "scrollers do not snap yet",
	"scroll-snap-align":           "scrollers do not snap yet",
	"scroll-snap-stop":            "scrollers do not snap yet",
	"scrollbar-width":             "scroll bars of phones take no room",
	"scrollbar-color":             "scroll bars of phones take no room",
	"resize":                      "there is no mouse to resize with",
	"image-rendering":             "pictures are always scaled smoothly",
	"color-scheme":                "built-ins follow the theme of the app",
	"accent-color":                "built-ins of WeChat do not follow it",
	"content-visibility":          "changes no picture, what is far is not painted anyway",
	"page-break-after":            "nothing is printed",
	"page-break-before":           "nothing is printed",
	"orphans":                     "nothing is printed",
	"widows":                      "nothing is printed",
	"font-display":                "a descriptor of @font-face",
	"src":                         "a descriptor of @font-face",
	"unicode-range":               "a descriptor of @font-face",
	"speak":                       "nothing is read aloud",
	"size":                        "a descriptor of @page",
	"fill":                        svg, "fill-rule": svg, "fill-opacity": svg, "stroke": svg, "stroke-width": svg, "stroke-linecap": svg,
	"stroke-linejoin": svg, "stroke-miterlimit": svg, "stroke-dasharray": svg, "stroke-dashoffset": svg, "stroke-opacity": svg,
}

// used reads the keys of a table of usage that at least 1 % of the apps have.
func used(t *testing.T, name string) []string {
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "..", "shared", "spec", "usage", name))
	if err != nil {
		t.Skip("the tables of usage are not beside the tree")
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range rows[1:] {
		own, _ := strconv.ParseFloat(row[2], 64)
		all, _ := strconv.ParseFloat(row[4], 64)
		if own >= 1 || all >= 1 {
			out = append(out, row[0])
		}
	}
	return out
}

// TestUsage lists the properties and the values used by at least 1 % of apps that
// Chromium takes and we do not, or take without effect and without a reason above.
// Oracle: chromium (CSS.supports).
func TestUsage(t *testing.T) {
	props, values := used(t, "prop.csv"), used(t, "propval.csv")
	b := chromium.ForTest(t, viewWidth, viewHeight)
	if err := b.Show("<!doctype html>"); err != nil {
		t.Fatal(err)
	}
	type pair struct{ Name, Value string }
	var ask []pair
	for _, p := range props {
		ask = append(ask, pair{p, "inherit"})
	}
	for _, v := range values {
		if name, value, ok := strings.Cut(v, ": "); ok {
			value = strings.ReplaceAll(value, "rpx", "px")
			ask = append(ask, pair{name, strings.TrimSpace(strings.TrimSuffix(value, "!important"))})
		}
	}
	var theirs []bool
	var js strings.Builder
	js.WriteString("[")
	for i, a := range ask {
		if i > 0 {
			js.WriteString(",")
		}
		js.WriteString("CSS.supports(" + strconv.Quote(a.Name) + "," + strconv.Quote(a.Value) + ")")
	}
	js.WriteString("]")
	if err := b.Eval(js.String(), &theirs); err != nil {
		t.Fatal(err)
	}
	effect := ours.PropertyNames()
	for i, a := range ask {
		if !theirs[i] || strings.HasPrefix(a.Name, "--") {
			continue
		}
		_, has := slices.BinarySearch(effect, a.Name)
		switch {
		case !ours.Supported(a.Name, a.Value):
			t.Errorf("not taken: %s: %s", a.Name, a.Value)
		case !has && without[a.Name] == "":
			t.Errorf("without effect: %s: %s", a.Name, a.Value)
		}
	}
	t.Logf("%d properties, %d values", len(props), len(values))
}
