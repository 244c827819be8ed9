//go:build oracle

package layout

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"diorama/simulator/differential"
	"diorama/simulator/differential/chromium"
)

// batch is how many trees stand in one document.
const batch = 1000

// compare gives for every tree the first element that differs (-1: none) with both boxes.
func compare(t *testing.T, b *chromium.Browser, e *Engine, list []*Node) (at []int, us, them [][]Box) {
	t.Helper()
	for len(list) > 0 {
		n := min(len(list), batch)
		got, err := theirs(b, list[:n])
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range list[:n] {
			o := e.ours(c)
			at, us, them = append(at, differ(o, got[i])), append(us, o), append(them, got[i])
		}
		list = list[n:]
	}
	return at, us, them
}

// browser starts Chromium with an empty page in standards mode.
func browser(t *testing.T) *chromium.Browser {
	t.Helper()
	b := chromium.ForTest(t, 375, 667)
	if err := b.Show("<!doctype html><html><head></head><body></body></html>"); err != nil {
		t.Fatal(err)
	}
	return b
}

// TestMarkup prints the boxes on both sides of the trees in the file LAYOUT_MARKUP,
// one a line, in the form that TestRandom prints. Oracle: chromium.
func TestMarkup(t *testing.T) {
	raw, err := os.ReadFile(os.Getenv("LAYOUT_MARKUP"))
	if err != nil {
		t.Skip("LAYOUT_MARKUP names no file")
	}
	var list []*Node
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, &Node{Tag: "view", Kids: parse(line)})
		}
	}
	at, us, them := compare(t, browser(t), NewEngine(), list)
	for i, n := range list {
		mark := "="
		if at[i] >= 0 {
			mark = "!"
		}
		var b strings.Builder
		for _, k := range n.Kids {
			k.markup(&b)
		}
		t.Logf("%s %s\n  ours   %.5g\n  theirs %.5g", mark, b.String(), us[i][1:], them[i][1:])
	}
}

// parse reads markup as Node.String writes it.
func parse(markup string) []*Node {
	stack := []*Node{{}}
	for markup != "" {
		top := stack[len(stack)-1]
		if markup[0] != '<' {
			i := strings.IndexByte(markup, '<')
			if i < 0 {
				i = len(markup)
			}
			top.Kids = append(top.Kids, &Node{Text: strings.ReplaceAll(markup[:i], "\\n", "\n")})
			markup = markup[i:]
			continue
		}
		tag, rest, _ := strings.Cut(markup[1:], ">")
		markup = rest
		if tag != "" && tag[0] == '/' {
			stack = stack[:max(1, len(stack)-1)]
			continue
		}
		name, attrs, _ := strings.Cut(tag, " ")
		n := &Node{Tag: name}
		if _, v, ok := strings.Cut(attrs, `"`); ok {
			for d := range strings.SplitSeq(strings.TrimSuffix(v, `"`), ";") {
				if p, v, ok := strings.Cut(d, ":"); ok {
					n.Style = append(n.Style, Decl{p, v})
				}
			}
		}
		top.Kids = append(top.Kids, n)
		stack = append(stack, n)
	}
	return stack[0].Kids
}

// TestRandom compares DIORAMA_CASES (2000) random trees of DIORAMA_SEED (1) with
// Chromium, shrinks those that differ and prints the causes, most frequent first.
// LAYOUT_TOPIC keeps one topic. Oracle: chromium.
func TestRandom(t *testing.T) { random(t, Generate) }

// TestVertical does the same with trees of which parts are set vertically.
func TestVertical(t *testing.T) { random(t, GenerateVertical) }

func random(t *testing.T, generate func(seed uint64, i int) (*Node, string)) {
	b := browser(t)
	e := NewEngine()
	seed, count := differential.Setting("DIORAMA_SEED", 1), differential.Setting("DIORAMA_CASES", 2000)
	type rate struct{ ok, all int }
	rates := map[string]*rate{}
	var list []*Node
	var topics []string
	for i := range count {
		n, topic := generate(uint64(seed), i)
		if only := os.Getenv("LAYOUT_TOPIC"); only == "" || only == topic {
			list, topics = append(list, n), append(topics, topic)
		}
	}
	at, _, _ := compare(t, b, e, list)
	var bad []*Node
	good := 0
	for i, n := range list {
		names := append(features(n), "topic "+topics[i])
		for _, f := range names {
			if rates[f] == nil {
				rates[f] = &rate{}
			}
			rates[f].all++
			if at[i] < 0 {
				rates[f].ok++
			}
		}
		if at[i] < 0 {
			good++
		} else {
			bad = append(bad, n)
		}
	}
	t.Logf("%d of %d trees equal", good, len(list))
	var names []string
	for f := range rates {
		names = append(names, f)
	}
	slices.SortFunc(names, func(x, y string) int {
		return cmp.Or(cmp.Compare(rates[y].all-rates[y].ok, rates[x].all-rates[x].ok), cmp.Compare(x, y))
	})
	var line []string
	for _, f := range names {
		line = append(line, fmt.Sprintf("%s %d/%d", f, rates[f].ok, rates[f].all))
	}
	t.Log(strings.Join(line, "; "))
	if most := differential.Setting("LAYOUT_SHRINK", 200); len(bad) > most {
		bad = bad[:most]
	}
	differential.Shrink(bad, 40, smaller, func(all []*Node) []bool {
		at, _, _ := compare(t, b, e, all)
		out := make([]bool, len(all))
		for i, a := range at {
			out[i] = a >= 0
		}
		return out
	})
	causes := map[string][]*Node{}
	for _, n := range bad {
		k := strings.Join(features(n), " ")
		causes[k] = append(causes[k], n)
	}
	keys := make([]string, 0, len(causes))
	for k := range causes {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int {
		return cmp.Or(cmp.Compare(len(causes[y]), len(causes[x])), cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
	})
	for _, k := range keys {
		n := slices.MinFunc(causes[k], func(x, y *Node) int { return cmp.Compare(len(x.String()), len(y.String())) })
		at, us, them := compare(t, b, e, []*Node{n})
		if at[0] < 0 {
			continue
		}
		t.Logf("%d× %s\n  element %d ours %.2f theirs %.2f", len(causes[k]), n, at[0], us[0][at[0]], them[0][at[0]])
	}
}

// features names the properties and display forms that a tree uses.
func features(n *Node) []string {
	seen := map[string]bool{}
	var walk func(n *Node)
	walk = func(n *Node) {
		for _, d := range n.Style {
			switch d.Prop {
			case "display", "position":
				seen[d.Value] = true
			default:
				seen[d.Prop] = true
			}
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(n)
	out := make([]string, 0, len(seen))
	for f := range seen {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

// smaller gives the forms of a tree with one thing less, the greatest steps first.
func smaller(root *Node) []*Node {
	var out []*Node
	var paths [][]int
	var walk func(n *Node, path []int)
	walk = func(n *Node, path []int) {
		paths = append(paths, slices.Clone(path))
		for i, k := range n.Kids {
			walk(k, append(path, i))
		}
	}
	walk(root, nil)
	at := func(r *Node, path []int) *Node {
		for _, i := range path {
			r = r.Kids[i]
		}
		return r
	}
	change := func(path []int, f func(n *Node) bool) {
		c := root.clone()
		if f(at(c, path)) {
			out = append(out, c)
		}
	}
	for _, k := range root.Kids {
		if k.Tag != "" {
			out = append(out, k.clone())
		}
	}
	for _, p := range paths {
		if len(p) > 0 {
			last := p[len(p)-1]
			change(p[:len(p)-1], func(n *Node) bool { n.Kids = slices.Delete(n.Kids, last, last+1); return true })
			change(p[:len(p)-1], func(n *Node) bool {
				k := n.Kids[last]
				n.Kids = slices.Replace(n.Kids, last, last+1, k.Kids...)
				return k.Tag != ""
			})
		}
	}
	for _, p := range paths {
		n := at(root, p)
		for i := range n.Style {
			change(p, func(n *Node) bool { n.Style = slices.Delete(n.Style, i, i+1); return true })
		}
		if n.Tag == "" && n.Text != "a" {
			change(p, func(n *Node) bool { n.Text = "a"; return true })
			if w := strings.Fields(n.Text); len(w) > 1 {
				change(p, func(n *Node) bool { n.Text = w[0]; return true })
				change(p, func(n *Node) bool { n.Text = strings.Join(w[1:], " "); return true })
			}
		}
		if n.Tag == "text" {
			change(p, func(n *Node) bool { n.Tag = "view"; return true })
		}
	}
	return out
}
