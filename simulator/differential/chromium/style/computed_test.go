//go:build oracle

package style

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	ours "diorama/renderer/style"
	"diorama/simulator/differential/chromium"
)

// usage is where the use of properties by real apps is written down.
const usage = "/work/shared/spec/usage"

// batch is how many declarations go to the browser at once.
const batch = 2000

// tally counts what became of the declarations of one property.
type tally struct {
	equal, spelling, different, refused, extra, unknown int
	list                                                []string
}

func (c *tally) note(f string, args ...any) { c.list = append(c.list, fmt.Sprintf(f, args...)) }

// column reads the first column of a table of usage whose second share is at least 1 %.
func column(file string) []string {
	f, err := os.Open(filepath.Join(usage, file))
	if err != nil {
		return nil
	}
	defer f.Close()
	rows, _ := csv.NewReader(f).ReadAll()
	var out []string
	for _, r := range rows[min(1, len(rows)):] {
		if v, err := strconv.ParseFloat(r[4], 64); err == nil && v >= 1 {
			out = append(out, r[0])
		}
	}
	return out
}

// TestComputed sets declarations on an element in Chromium and here and compares all
// computed values: every property that apps use with every value of the pool, then
// values put together at random from those that the property takes. DIORAMA_PROP keeps
// properties that contain it; the list goes to DIORAMA_OUT/computed.txt.
// Oracle: chromium.
func TestComputed(t *testing.T) {
	b := start(t)
	p := newProbe(t)
	base := p.computed("")
	names := slices.Sorted(maps.Keys(base))
	names = slices.DeleteFunc(names, func(n string) bool { return strings.HasPrefix(n, "--") })
	var theirBase []string
	call(t, b, "start", names, &theirBase)
	w := &work{t: t, b: b, p: p, base: base, names: names, theirs: theirBase, tallies: map[string]*tally{}, taken: map[string][]string{}}

	props := ours.PropertyNames()
	for _, n := range column("prop.csv") {
		if !strings.HasPrefix(n, "--") {
			props = append(props, n)
		}
	}
	slices.Sort(props)
	props = slices.Compact(props)
	// all: <anything with var()> is set on every property there, which no specification says.
	props = slices.DeleteFunc(props, func(n string) bool { return n == "all" })
	props = slices.DeleteFunc(props, func(n string) bool { return !strings.Contains(n, os.Getenv("DIORAMA_PROP")) })
	var decls []decl
	for _, d := range column("propval.csv") {
		if n, v, ok := strings.Cut(d, ": "); ok && slices.Contains(props, n) && !strings.Contains(v, "rpx") {
			decls = append(decls, decl{n, v})
		}
	}
	for _, n := range props {
		for _, v := range pool {
			decls = append(decls, decl{n, v})
		}
	}
	w.run(decls)
	rounds, _ := strconv.Atoi(cmp.Or(os.Getenv("DIORAMA_ROUNDS"), "60"))
	rng := rand.New(rand.NewPCG(4, uint64(rounds)))
	decls = decls[:0]
	for _, n := range props {
		for range rounds {
			if v := w.mix(rng, n); v != "" {
				decls = append(decls, decl{n, v})
			}
		}
	}
	w.run(decls)
	w.report()
}

type decl struct{ name, value string }

// work is one comparison.
type work struct {
	t       *testing.T
	b       *chromium.Browser
	p       *probe
	base    map[string]string
	names   []string
	theirs  []string
	tallies map[string]*tally
	taken   map[string][]string // values that Chromium took, per property
}

// mix puts values that the property takes together with the separators of CSS.
func (w *work) mix(rng *rand.Rand, name string) string {
	list := w.taken[name]
	if len(list) < 2 {
		return ""
	}
	var s strings.Builder
	for i := range 1 + rng.IntN(4) {
		if i > 0 {
			s.WriteString([]string{" ", " ", " ", ", ", " / ", " /**/ "}[rng.IntN(6)])
		}
		s.WriteString(list[rng.IntN(len(list))])
	}
	return s.String()
}

func (w *work) run(decls []decl) {
	for part := range slices.Chunk(decls, batch) {
		texts := make([]string, len(part))
		for i, d := range part {
			texts[i] = d.name + ": " + d.value
		}
		var theirs []map[string]string
		call(w.t, w.b, "all", texts, &theirs)
		type open struct {
			c                       *tally
			decl, name, ours, their string
		}
		var ask [][3]string
		var opens []open
		bad := make([]bool, len(part))
		spelled := make([]bool, len(part))
		index := []int{}
		for i, d := range part {
			c := w.tallies[d.name]
			if c == nil {
				c = &tally{}
				w.tallies[d.name] = c
			}
			if theirs[i] != nil && len(d.value) < 60 {
				w.taken[d.name] = append(w.taken[d.name], d.value)
			}
			taken := ours.Supported(d.name, strings.TrimSpace(important(d.value)))
			switch {
			case theirs[i] != nil && !taken:
				bad[i] = true
				if slices.Contains(ours.PropertyNames(), d.name) {
					c.refused++
					c.note("refused   %s", texts[i])
				} else {
					c.unknown++
				}
				continue
			case theirs[i] == nil && taken:
				// Not taken there: nothing may change here.
				if diff := w.changed(texts[i]); diff != "" {
					bad[i] = true
					c.extra++
					c.note("extra     %s => %s", texts[i], diff)
				}
				continue
			}
			got := w.p.computed(texts[i])
			for k, n := range w.names {
				want := w.theirs[k]
				if v, ok := theirs[i][n]; ok {
					want = v
				}
				if want == "" || got[n] == want || got[n] == w.base[n] && want == w.theirs[k] {
					continue
				}
				ask = append(ask, [3]string{texts[i], n, got[n]})
				opens = append(opens, open{c, texts[i], n, got[n], want})
				index = append(index, i)
			}
		}
		if len(ask) > 0 {
			var same []bool
			call(w.t, w.b, "again", ask, &same)
			for k, o := range opens {
				if same[k] {
					spelled[index[k]] = true
					continue
				}
				bad[index[k]] = true
				o.c.different++
				o.c.note("different %s => %s: %s, chromium %s", o.decl, o.name, o.ours, o.their)
			}
		}
		for i, d := range part {
			switch {
			case bad[i]:
			case spelled[i]:
				w.tallies[d.name].spelling++
			default:
				w.tallies[d.name].equal++
			}
		}
	}
}

func important(v string) string {
	if i := strings.IndexByte(v, '!'); i >= 0 {
		return v[:i]
	}
	return v
}

// changed tells the first property that a declaration changes here.
func (w *work) changed(decl string) string {
	got := w.p.computed(decl)
	for _, n := range w.names {
		if got[n] != w.base[n] {
			return n + ": " + got[n]
		}
	}
	return ""
}

func (w *work) report() {
	var sum tally
	var list strings.Builder
	for _, n := range slices.Sorted(maps.Keys(w.tallies)) {
		c := w.tallies[n]
		sum.equal += c.equal
		sum.spelling += c.spelling
		sum.different += c.different
		sum.refused += c.refused
		sum.extra += c.extra
		sum.unknown += c.unknown
		if c.different+c.refused+c.extra+c.unknown > 0 {
			fmt.Fprintf(&list, "## %s: equal %d, spelling %d, different %d, refused %d, extra %d, unknown %d\n", n, c.equal, c.spelling, c.different, c.refused, c.extra, c.unknown)
			for _, l := range c.list {
				list.WriteString(l + "\n")
			}
		}
	}
	w.t.Logf("%d properties: equal %d, other spelling %d, different %d, refused %d, extra %d, property unknown %d",
		len(w.tallies), sum.equal, sum.spelling, sum.different, sum.refused, sum.extra, sum.unknown)
	if out := os.Getenv("DIORAMA_OUT"); out != "" {
		if err := os.WriteFile(filepath.Join(out, "computed.txt"), []byte(list.String()), 0o644); err != nil {
			w.t.Fatal(err)
		}
	}
}
