//go:build oracle

package peers

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"diorama/simulator/differential/chromium"
)

// goal is a ratio of DESIGN.md §9, or of notes/rendering.md §7 where that is silent.
type goal struct {
	page, work string
	most       float64
}

var goals = []goal{
	{"flex", "layout", 0.15},
	{"flex", "boxes+layout", 0.15},
	{"500 rules", "style", 0.25},
	{"flex, text", "layout", 0.5},
	{"flex, text", "boxes+layout", 0.5},
	{"flex, text", "width", 0.3},
	{"flex, text", "one", 0.1},
	{"flex", "one", 0.1},
}

// From this size on the goals count.
const goalSize = 1000

// works are the rows of a tree.
var works = []struct {
	name string
	of   func(r round) float64
}{
	{"style", func(r round) float64 { return r.First.Style }},
	{"boxes", func(r round) float64 { return r.First.Boxes }},
	{"layout", func(r round) float64 { return r.First.Layout }},
	{"boxes+layout", func(r round) float64 { return r.First.Boxes + r.First.Layout }},
	{"all", func(r round) float64 { return r.First.Style + r.First.Boxes + r.First.Layout }},
	{"width", func(r round) float64 { return r.Width.Style + r.Width.Layout }},
	{"one", func(r round) float64 { return r.One.Style + r.One.Layout }},
}

// budget is the time of all rounds of one tree, and the bounds of their number; the
// first is not counted: caches are warm then.
const (
	budget    = 4 * time.Second
	minRounds = 4
	maxRounds = 24
)

// TestPeers prints what style and layout cost here, in Chromium and in Yoga, on the same
// trees in one run: medians, and the least in brackets, in milliseconds of CPU, and ratios
// of the medians. It fails when
// the sides do not lay out the same: then the numbers mean nothing. PEERS_PAGE and
// PEERS_SIZE narrow it. Oracle: chromium.
func TestPeers(t *testing.T) {
	b := browser(t)
	y, err := newYoga(os.Getenv("DIORAMA_YOGA"))
	if err != nil {
		t.Log("without Yoga:", err)
	} else {
		defer y.close()
	}
	only, _ := strconv.Atoi(os.Getenv("PEERS_SIZE"))
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "tree\telements\twork\tours\tChromium\tYoga\tto Chromium\tto Yoga\tgoal\t")
	for _, p := range pages() {
		if v := os.Getenv("PEERS_PAGE"); v != "" && v != p.name {
			continue
		}
		for _, n := range p.sizes {
			if only == 0 || only == n {
				measure(t, w, b, y, p, n)
			}
		}
	}
	w.Flush()
	t.Log("\n" + out.String())
}

func measure(t *testing.T, w *tabwriter.Writer, b *chromium.Browser, y *yoga, p *page, n int) {
	t.Helper()
	s := p.tree(n)
	them, err := inBrowser(b, p, s)
	if err != nil {
		t.Fatal(p.name, err)
	}
	peers := []peer{them}
	if p.yoga && y != nil {
		if err := y.load(s); err != nil {
			t.Fatal(err)
		}
		peers = append(peers, y)
	}
	e := newEngine(p.css)
	rounds := make([][]round, 1+len(peers))
	start := time.Now()
	for i := 0; i < minRounds || i < maxRounds && time.Since(start) < budget; i++ {
		r, err := e.run(p, s, i)
		if err != nil {
			t.Fatal(err)
		}
		got := []round{r}
		for _, x := range peers {
			if r, err = x.run(i); err != nil {
				t.Fatal(p.name, n, err)
			}
			if off := math.Abs(r.Height - got[0].Height); off > 1+got[0].Height/2000 {
				t.Fatalf("%s, %d elements: %v px high, a peer says %v", p.name, n, got[0].Height, r.Height)
			}
			got = append(got, r)
		}
		for k := range got {
			if i > 0 {
				rounds[k] = append(rounds[k], got[k])
			}
		}
	}
	for _, work := range works {
		cells := []string{"", "", ""}
		mid := make([]float64, 3)
		for k, list := range rounds {
			if k == 2 && work.name != "layout" && work.name != "width" && work.name != "one" {
				continue // Yoga has no style, and its nodes are boxes already
			}
			var v []float64
			for _, r := range list {
				v = append(v, work.of(r))
			}
			slices.Sort(v)
			mid[k] = v[len(v)/2]
			cells[k] = fmt.Sprintf("%.3g (%.3g)", mid[k], v[0])
		}
		ratio := []string{"", ""}
		for k := range ratio {
			if mid[k+1] > 0 {
				ratio[k] = fmt.Sprintf("%.2f", mid[0]/mid[k+1])
			}
		}
		aim := ""
		for _, g := range goals {
			if g.page == p.name && g.work == work.name && n >= goalSize {
				aim = fmt.Sprint(g.most, " missed")
				if mid[0] <= g.most*mid[1] && (mid[2] == 0 || mid[0] <= g.most*mid[2]) {
					aim = fmt.Sprint(g.most, " met")
				}
			}
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", p.name, n, work.name, cells[0], cells[1], cells[2], ratio[0], ratio[1], aim)
	}
}

// browser starts Chromium with an empty page in standards mode.
func browser(t *testing.T) *chromium.Browser {
	t.Helper()
	b := chromium.ForTest(t, viewW, viewH)
	blank := filepath.Join(t.TempDir(), "page.html") // about:blank has quirks
	if err := os.WriteFile(blank, []byte("<!doctype html><html><head></head><body></body></html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := b.Open(blank); err != nil {
		t.Fatal(err)
	}
	return b
}
