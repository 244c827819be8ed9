//go:build oracle

package suites

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"diorama/simulator/differential/chromium"
	"diorama/simulator/differential/chromium/layout"
)

// TestSuites compares every box of the HTML files below the folder DIORAMA_SUITES with
// Chromium and prints the rates of each sub-folder: within 1 px, and within 0.1 px.
// DIORAMA_VARIANTS are classes of the body, apart by commas: the files are measured once
// with each. DIORAMA_PAGE keeps the files whose path has it, and prints their trees if
// there are at most three. Oracle: chromium.
func TestSuites(t *testing.T) {
	dir := os.Getenv("DIORAMA_SUITES")
	if dir == "" {
		t.Skip("DIORAMA_SUITES names no folder of HTML fixtures")
	}
	files, err := fixtures(dir)
	if err != nil {
		t.Fatal(err)
	}
	only := os.Getenv("DIORAMA_PAGE")
	files = slices.DeleteFunc(files, func(f string) bool { return !strings.Contains(f, only) })
	ahem, err := filepath.Abs(filepath.Join("..", "..", "..", "..", "..", "shared", "conformance", "layout", "Ahem.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	e := layout.NewEngine()
	data, err := os.ReadFile(ahem)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Ahem", "ahem"} {
		if err := e.AddFont(name, data); err != nil {
			t.Fatal(err)
		}
	}
	b := chromium.ForTest(t, viewportW, viewportH)
	type rate struct{ close, exact, all int }
	rates := map[string]*rate{}
	skipped := map[string]int{}
	var failed []string
	for _, file := range files {
		name, _ := filepath.Rel(dir, file)
		group := filepath.Dir(name)
		if err := open(b, file, ahem); err != nil {
			failed = append(failed, name+": "+err.Error())
			continue
		}
		for variant := range strings.SplitSeq(os.Getenv("DIORAMA_VARIANTS"), ",") {
			d, err := measure(b, variant)
			if err != nil {
				failed = append(failed, name+": "+err.Error())
				continue
			}
			if len(d.Skip) > 0 {
				for _, s := range d.Skip {
					skipped[s]++
				}
				continue
			}
			root, theirs, names := d.tree()
			ours := e.Boxes(root, layout.Screen{W: viewportW, H: viewportH, Sheet: userAgent + d.Sheet, Rem: d.Rem})
			for i, n := range names { // a line break has no box of its own here
				if strings.HasSuffix(n, "br") {
					ours[i] = theirs[i]
				}
			}
			r := rates[group]
			if r == nil {
				r = &rate{}
				rates[group] = r
			}
			r.all++
			if layout.Differ(ours, theirs, 0.1) < 0 {
				r.exact++
			}
			at := layout.Differ(ours, theirs, 1)
			if at < 0 {
				r.close++
			} else {
				failed = append(failed, fmt.Sprintf("%s %s: %s is %.5g, want %.5g", name, variant, names[at], ours[at], theirs[at]))
			}
			if only != "" && len(files) <= 3 {
				t.Logf("%s %s\n%s", name, variant, drawn(d.Tree, ours))
			}
		}
	}
	total := rate{}
	for _, g := range slices.Sorted(maps.Keys(rates)) {
		r := rates[g]
		total.close, total.exact, total.all = total.close+r.close, total.exact+r.exact, total.all+r.all
		t.Logf("%-38s %5d of %5d (%.1f %%) within 1 px, %d within 0.1 px", g, r.close, r.all, 100*float64(r.close)/float64(r.all), r.exact)
	}
	t.Logf("%-38s %5d of %5d within 1 px, %d within 0.1 px", "all", total.close, total.all, total.exact)
	for _, s := range slices.SortedFunc(maps.Keys(skipped), func(a, b string) int {
		return cmp.Or(cmp.Compare(skipped[b], skipped[a]), cmp.Compare(a, b))
	}) {
		t.Logf("not compared: %4d with %s", skipped[s], s)
	}
	for _, f := range failed {
		t.Log("differs ", f)
	}
}

// drawn writes a tree, an element a line, with our box and theirs where they differ.
func drawn(root *element, ours []layout.Box) string {
	var b strings.Builder
	i := 0
	var walk func(e *element, depth int)
	walk = func(e *element, depth int) {
		indent := strings.Repeat("  ", depth)
		if e.Tag == "" {
			if s := strings.TrimSpace(e.Text); s != "" {
				fmt.Fprintf(&b, "  %s%q\n", indent, s)
			}
			return
		}
		mark := " "
		if layout.Differ([]layout.Box{ours[i]}, []layout.Box{e.Box}, 1) >= 0 {
			mark = "!"
		}
		fmt.Fprintf(&b, "%s %s<%s> %.6g", mark, indent, e.Tag, e.Box)
		if mark == "!" {
			fmt.Fprintf(&b, " ours %.6g", ours[i])
		}
		fmt.Fprintf(&b, " %s\n", e.Style)
		i++
		for _, k := range e.Kids {
			walk(k, depth+1)
		}
	}
	walk(root, 0)
	return b.String()
}
