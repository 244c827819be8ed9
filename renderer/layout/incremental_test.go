package layout

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
)

// Random changes give the same boxes incrementally and cold. Oracle: hand, because
// a layout is a function of tree, styles and viewport.

var randomStyles = []string{
	"display:flex", "display:flex;flex-direction:column", "display:flex;flex-wrap:wrap;gap:5px", "display:block", "display:inline",
	"display:inline-block", "display:none", "display:contents", "display:grid;grid-template-columns:1fr 2fr", "display:inline-flex",
	"width:50px", "height:40px", "width:50%", "height:50%", "margin:5px", "margin:-3px 0 8px", "padding:4px", "flex:1", "flex-shrink:0",
	"position:relative;top:3px", "position:absolute;left:5px;top:5px", "position:absolute", "position:fixed;right:0;bottom:0",
	"overflow:hidden", "overflow:scroll;width:80px;height:60px", "white-space:pre", "white-space:nowrap", "font-size:20px", "float:left", "float:right;width:20px;height:20px",
	"clear:both", "line-height:2", "color:red", "transform:scale(2)", "align-items:center;display:flex", "align-self:flex-end", "order:-1",
	"display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden", "text-align:center", "min-height:30px", "max-width:60px",
	"position:sticky;top:0", "vertical-align:middle", "border:1px solid", "aspect-ratio:2", "display:table", "display:table-cell", "display:table-row",
	"counter-reset:c 3", "counter-increment:c 20",
}

var randomTexts = []string{"a", " ", "hello world", "long text that wraps here", "\n", "你好世界", "", "x  y", "b\nc"}

func TestIncrementalRandom(t *testing.T) {
	rounds := 150
	if testing.Short() {
		rounds = 30
	}
	for seed := range rounds {
		if msg := randomRun(uint64(seed), 25); msg != "" {
			t.Fatalf("seed %d: %s", seed, msg)
		}
	}
}

// Seeds that once gave other boxes or a panic: a margin through a block with a percentage
// height, clear without a float, white space in display:contents that became a word, a
// page that scrolls at a fixed size, align-self of a box out of flow, an inline box that
// came into another block with absolute boxes in it, a table in a flex box whose baseline is
// asked for after it was placed, a float that was gone from a box whose lines are clamped,
// white space between blocks in an inline box that became a word.
func TestIncrementalSeeds(t *testing.T) {
	for _, seed := range []uint64{101, 332, 3874, 5266, 6229, 9452, 201208, 205066, 300273, 301569, 305288, 11848} {
		if msg := randomRun(seed, 25); msg != "" {
			t.Errorf("seed %d: %s", seed, msg)
		}
	}
}

// Long blocks are laid out from the child that changed: the same boxes. Some of the
// changes must go that way, or the test shows nothing.
func TestIncrementalLong(t *testing.T) {
	runs := 24
	if testing.Short() {
		runs = 6
	}
	resumed := 0
	for seed := range runs {
		n, msg := randomLong(uint64(seed), 25)
		if msg != "" {
			t.Fatalf("seed %d: %s", seed, msg)
		}
		resumed += n
	}
	if resumed < runs {
		t.Errorf("%d changes of %d were laid out from the child that changed", resumed, runs*25)
	}
}

func randomRun(seed uint64, steps int) string {
	_, msg := randomTree(seed, steps, 12, randomStyles)
	return msg
}

// randomLong is randomRun with many children, none of which is inline, floats or counts.
func randomLong(seed uint64, steps int) (resumed int, msg string) {
	var styles []string
	for _, s := range randomStyles {
		if !strings.Contains(s, "inline") && !strings.Contains(s, "float") && !strings.Contains(s, "contents") && !strings.Contains(s, "clamp") && !strings.Contains(s, "counter") {
			styles = append(styles, s)
		}
	}
	return randomTree(seed, steps, 120, styles)
}

func randomTree(seed uint64, steps, first int, styles []string) (resumed int, msg string) {
	r := rand.New(rand.NewPCG(seed, 7))
	tree := dom.NewTree()
	m := tree.Mutate()
	styler := style.New(style.Env{Width: 200, Height: 300, DPR: 1})
	sheet, _ := wxss.Parse("ua", []byte("page,view{display:block}page{font-size:10px;line-height:1}.p::before{content:'P' counter(c)}.q::after{content:'';display:block;height:3px}"))
	styler.SetSheet(style.OriginUA, "", sheet)
	id := dom.NodeID(2)
	var nodes []*dom.Node
	pick := func() *dom.Node {
		if len(nodes) == 0 || r.IntN(8) == 0 || len(nodes) < first && first > 12 && r.IntN(4) > 0 {
			return tree.Root
		}
		return nodes[r.IntN(len(nodes))]
	}
	element := func() *dom.Node {
		for {
			if n := pick(); !n.IsText() {
				return n
			}
		}
	}
	pool := func() string {
		var s []string
		for range r.IntN(3) + 1 {
			s = append(s, styles[r.IntN(len(styles))])
		}
		return strings.Join(s, ";")
	}
	insert := func() {
		p := element()
		var ops []dom.Op
		if r.IntN(3) == 0 {
			ops = append(ops, dom.Op{Kind: dom.OpText, ID: id, Text: randomTexts[r.IntN(len(randomTexts))]})
		} else {
			ops = append(ops, dom.Op{Kind: dom.OpElement, ID: id, Name: []string{"view", "text", "span"}[r.IntN(3)]}, dom.Op{Kind: dom.OpSetStyle, ID: id, Text: pool()})
		}
		_ = m.Apply(append(ops, dom.Op{Kind: dom.OpInsert, ID: id, Parent: p.ID}))
		nodes = append(nodes, tree.Node(id))
		id++
	}
	for range first {
		insert()
	}
	size := geom.Size{W: geom.FromInt(200), H: geom.FromInt(300)}
	lt := New(&ahem{})
	var log []string
	for step := range steps {
		edits := r.IntN(3) + 1
		if first > 12 {
			edits = 1
		}
		for range edits {
			n := pick()
			k := r.IntN(10)
			if first > 12 && r.IntN(4) > 0 && n != tree.Root {
				k = 9 // a style or text
			}
			switch {
			case k < 3:
				insert()
				log = append(log, "insert")
			case k < 5 && n != tree.Root:
				m.Remove(n)
				alive := nodes[:0]
				for _, x := range nodes {
					if tree.Node(x.ID) == x {
						alive = append(alive, x)
					}
				}
				nodes = alive
				log = append(log, fmt.Sprint("remove ", n.ID))
			case k < 6 && n != tree.Root:
				p := element()
				if err := m.Insert(n, p, p.First); err == nil {
					log = append(log, fmt.Sprint("move ", n.ID, " into ", p.ID))
				}
			case n.IsText():
				m.SetText(n, randomTexts[r.IntN(len(randomTexts))])
				log = append(log, fmt.Sprint("text ", n.ID))
			case k < 7:
				m.SetClasses(n, [][]dom.Class{nil, {{Name: "p"}}, {{Name: "q"}}}[r.IntN(3)])
				log = append(log, fmt.Sprint("class ", n.ID))
			default:
				s := pool()
				m.SetStyle(n, s)
				log = append(log, fmt.Sprint("style ", n.ID, " ", s))
			}
		}
		if r.IntN(10) == 0 {
			size.W = geom.FromInt(150 + r.IntN(100))
		}
		restyled := styler.Update(tree)
		if r.IntN(2) == 0 {
			lt.Apply(tree, styler, size, restyled)
		} else {
			lt.Update(tree, styler, size)
		}
		tree.ClearDamage()
		cold := New(&ahem{})
		cold.Build(tree, styler, size)
		if a, b := dump(lt.Root()), dump(cold.Root()); a != b {
			return lt.resumed, fmt.Sprintf("step %d (%s): the incremental layout differs\n%s\n%s\n--- incremental\n%s--- cold\n%s",
				step, strings.Join(log, "; "), firstDifference(a, b), dom.Dump(tree.Root), a, b)
		}
		log = log[:0]
	}
	return lt.resumed, ""
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("  is   %s\n  want %s", x[i], y[i])
		}
	}
	return "  lengths differ"
}

// A tree deeper than the limit is cut, never a crash.
func TestDeepTree(t *testing.T) {
	for _, css := range []string{"display:block", "display:flex", "display:inline", "display:flex;flex-direction:column", "display:grid", "display:contents"} {
		tree := dom.NewTree()
		m := tree.Mutate()
		parent := tree.Root
		st := &fixedStyles{c: map[string]*style.Computed{}}
		st.mini = newMini(dom.NewTree(), 10, 1, 200, 300)
		for i := range 100000 {
			id := dom.NodeID(i + 2)
			_ = m.Apply([]dom.Op{{Kind: dom.OpElement, ID: id, Name: "view"}})
			n := tree.Node(id)
			n.Style = css
			// Linked by hand: Insert looks for cycles, which is quadratic here.
			n.Parent, parent.First, parent.Last, parent.Children = parent, n, n, 1
			parent = n
		}
		lt := New(&ahem{})
		lt.Build(tree, st, geom.Size{W: geom.FromInt(200), H: geom.FromInt(300)})
		if !lt.DepthExceeded {
			t.Errorf("%s: the depth limit was not noticed", css)
		}
	}
}

// fixedStyles gives every element with the same style attribute the same style.
type fixedStyles struct {
	c    map[string]*style.Computed
	mini *miniStyles
}

func (s *fixedStyles) Of(n *dom.Node, p style.Pseudo) *style.Computed {
	if p != style.NoPseudo {
		return nil
	}
	c := s.c[n.Style]
	if c == nil {
		c = s.mini.compute(n, &style.Inherited{FontSize: 10, LineHeight: style.Length{Kind: style.Number, Pct: 1}, FontFamily: []string{"Ahem"}})
		s.c[n.Style] = c
	}
	return c
}

func FuzzIncremental(f *testing.F) {
	for seed := range uint64(3) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		if msg := randomRun(seed, 10); msg != "" {
			t.Error(msg)
		}
	})
}
