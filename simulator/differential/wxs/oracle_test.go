//go:build oracle

package wxs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"diorama/simulator/differential"
)

// TestOracle runs random modules, eight to a page, in WeChat's runtime and here, and
// wants the same texts. DIORAMA_EXPARSER names the folder with the runtime;
// DIORAMA_CASES is the number of pages (40 unless told) and DIORAMA_SEED the first.
func TestOracle(t *testing.T) {
	dir := differential.Runtime(t)
	rounds, first := differential.Setting("DIORAMA_CASES", 40), differential.Setting("DIORAMA_SEED", 1)
	var cases []*differential.Case
	for i := range rounds {
		src := page(rand.New(rand.NewPCG(uint64(first+i), 0)))
		c, err := differential.Parse("seed "+strconv.Itoa(first+i), []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	tally, lines := differential.NewTally(t, "wxs"), 0
	for i, p := range differential.Both(t, dir, cases) {
		c := cases[i]
		w, g := texts(p.Theirs), texts(p.Ours)
		o, what := differential.Equal, ""
		switch {
		case len(w) == 0:
			o, what = differential.NotComparable, strings.TrimSpace(p.Theirs)
		case len(w) != len(g):
			o, what = differential.Different, fmt.Sprintf("%d texts here, %d in WeChat's runtime\n%s", len(g), len(w), p.Theirs)
		}
		for i := 0; i < len(w) && o == differential.Equal; i++ {
			if lines++; w[i] != g[i] {
				o, what = differential.Different, fmt.Sprintf("  want %s\n  got  %s", w[i], g[i])
			}
		}
		if !tally.Add(o, what, p.Ours) {
			t.Errorf("%s is %s:\n%s", c.Name, o, what)
			if os.Getenv("DIORAMA_SHOW") != "" {
				t.Logf("%s", c.Files[0].Data)
			}
		}
	}
	tally.Done()
	t.Logf("pages of %d modules each; %d results", modules, lines)
}

// texts drops what is not compared: the words of errors, which are the engine's.
func texts(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if strings.HasPrefix(strings.TrimSpace(l), `"`) {
			out = append(out, l)
		}
	}
	return out
}

const modules = 8

func page(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("Random wxs. Oracle: wcc.\n-- p/p.wxml --\n")
	var views strings.Builder
	for i := range modules {
		src, names := Module(r)
		fmt.Fprintf(&b, "<wxs module=\"m%d\">\n%s</wxs>\n", i, src)
		for _, n := range names {
			for _, args := range []string{"1, 'abc'", "list, obj", "text, 2.5"} {
				fmt.Fprintf(&views, "<view>m%d.%s(%s) {{m%d.%s(%s)}}</view>\n", i, n, args, i, n, args)
			}
		}
	}
	b.WriteString(views.String())
	b.WriteString("-- p/p.js --\nPage({data: {list: [3, 'b', [1], null], obj: {x: 1, y: {z: 'q'}, 1: 'one'}, text: ' a1, b2 '}})\n")
	return b.String()
}
