package layout

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
)

// Boxes of public layout suites as Chromium 156 measures them. Oracle: chromium.
// A case passes when every box lies within 1 px of its place.

type confNode struct {
	Tag      string
	Style    string
	Class    string
	Box      []float64
	Text     *string
	Scroll   []float64
	Children []*confNode
}

type confCase struct {
	Name, Suite, Group string
	Viewport           struct{ Width, Height float64 }
	Font               struct {
		Size, LineHeight float32
	}
	Features []string
	Tree     *confNode
}

// confFloors are pass rates reached before, in percent; less is a failure.
var confFloors = map[string]float64{"yoga": 99.3, "taffy": 99.4, "float-pigment": 99.3}

// confReasons are the cases that are known to differ, and why.
var confReasons = map[string]string{
	"taffy/flex/intrinsic_sizing_main_size_min_size":   "its boxes were measured in a container that the case does not have",
	"taffy/flex/balance_column_line_count_cross_space": "items of a balanced column do not share the width by flex-line-count before they are measured",
	"yoga/YGIntrinsicSizeTest/fit_content_max_height":  "max-height: fit-content counts as content, not as the room that is left",
	"yoga/YGIntrinsicSizeTest/fit_content_min_height":  "min-height: fit-content counts as content, not as the room that is left",
}

func TestConformance(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "conformance", "layout")
	files, _ := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if len(files) == 0 {
		t.Skip("the folder ../shared/conformance/layout is absent beside the repository: Chromium's boxes are not compared")
	}
	only := os.Getenv("LAYOUT_CASE")
	for _, file := range files {
		suite := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		type rate struct{ ok, all int }
		groups := map[string]*rate{}
		total, scroll := rate{}, rate{}
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<24)
		var failed []string
		for sc.Scan() {
			var c confCase
			if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
				t.Fatal(err)
			}
			if only != "" && !strings.Contains(c.Name, only) {
				continue
			}
			g := groups[c.Group]
			if g == nil {
				g = &rate{}
				groups[c.Group] = g
			}
			g.all++
			total.all++
			msg, sOK, sAll := runCase(&c)
			scroll.ok, scroll.all = scroll.ok+sOK, scroll.all+sAll
			if msg == "" {
				if r := confReasons[c.Name]; r != "" {
					t.Errorf("%s passes now: take it off the list of reasons", c.Name)
				}
				g.ok++
				total.ok++
			} else {
				if r := confReasons[c.Name]; r != "" {
					msg += " (" + r + ")"
				}
				failed = append(failed, c.Name+": "+msg)
			}
		}
		f.Close()
		names := make([]string, 0, len(groups))
		for n := range groups {
			names = append(names, n)
		}
		sort.Strings(names)
		pct := 100 * float64(total.ok) / math.Max(1, float64(total.all))
		t.Logf("%s: %d of %d pass (%.1f %%); scroll sizes %d of %d", suite, total.ok, total.all, pct, scroll.ok, scroll.all)
		for _, n := range names {
			if g := groups[n]; g.ok != g.all || testing.Verbose() && only != "" {
				t.Logf("  %-40s %d/%d", n, g.ok, g.all)
			}
		}
		for _, m := range failed {
			t.Logf("  failed %s", m)
		}
		if only == "" && pct < confFloors[suite] {
			t.Errorf("%s: %.1f %% pass, %.1f %% passed before", suite, pct, confFloors[suite])
		}
	}
}

// confTree makes the dom tree of a case and gives its nodes.
func confTree(c *confCase) (*dom.Tree, map[*confNode]*dom.Node) {
	tree := dom.NewTree()
	m := tree.Mutate()
	id := dom.NodeID(2)
	nodes := map[*confNode]*dom.Node{}
	var add func(n *confNode, parent dom.NodeID)
	text := func(s string, parent dom.NodeID) {
		_ = m.Apply([]dom.Op{{Kind: dom.OpText, ID: id, Text: s}, {Kind: dom.OpInsert, ID: id, Parent: parent}})
		id++
	}
	add = func(n *confNode, parent dom.NodeID) {
		if n.Tag == "" {
			if n.Text != nil {
				text(*n.Text, parent)
			}
			return
		}
		my := id
		id++
		_ = m.Apply([]dom.Op{{Kind: dom.OpElement, ID: my, Name: n.Tag}, {Kind: dom.OpSetStyle, ID: my, Text: n.Style},
			{Kind: dom.OpInsert, ID: my, Parent: parent}})
		nodes[n] = tree.Node(my)
		if n.Text != nil {
			text(*n.Text, my)
		}
		for _, k := range n.Children {
			add(k, my)
		}
	}
	add(c.Tree, dom.RootID)
	return tree, nodes
}

// boxOrigin is the origin of b's border box relative to the page.
func boxOrigin(b *Box) (x, y float64) {
	for ; b != nil; b = b.Container {
		x += b.Rect.X.Float()
		y += b.Rect.Y.Float()
	}
	return x, y
}

func runCase(c *confCase) (msg string, scrollOK, scrollAll int) {
	tree, nodes := confTree(c)
	st := confStyles(tree, c)
	lt := New(&ahem{})
	lt.Build(tree, st, geom.Size{W: geom.FromFloat(c.Viewport.Width), H: geom.FromFloat(c.Viewport.Height)})
	var walk func(n *confNode, path string)
	walk = func(n *confNode, path string) {
		if n.Tag == "" {
			return
		}
		var x, y, w, h float64
		if b := lt.BoxOf(nodes[n]); b != nil {
			x, y = boxOrigin(b)
			w, h = b.Rect.W.Float(), b.Rect.H.Float()
			if n.Scroll != nil {
				scrollAll++
				ow, oh := b.data.ovf.Right()-b.Border.Left, b.data.ovf.Bottom()-b.Border.Top
				if b.Overflow() != (geom.Rect{}) {
					ow, oh = b.Overflow().W, b.Overflow().H
				} else {
					ow = max(ow, b.Rect.W-b.Border.Horizontal())
					oh = max(oh, b.Rect.H-b.Border.Vertical())
				}
				if math.Abs(ow.Float()-n.Scroll[0]) <= 1 && math.Abs(oh.Float()-n.Scroll[1]) <= 1 {
					scrollOK++
				} else if os.Getenv("LAYOUT_SCROLL") != "" {
					fmt.Printf("%s %s: scroll size %g×%g, want %v\n", c.Name, path, ow.Float(), oh.Float(), n.Scroll)
				}
			}
		}
		if d := n.Box; len(d) == 4 && msg == "" {
			if math.Abs(x-d[0]) > 1 || math.Abs(y-d[1]) > 1 || math.Abs(w-d[2]) > 1 || math.Abs(h-d[3]) > 1 {
				msg = fmt.Sprintf("%s is %.5g,%.5g %.5g×%.5g, want %.5g,%.5g %.5g×%.5g", path, x, y, w, h, d[0], d[1], d[2], d[3])
			}
		}
		for i, k := range n.Children {
			walk(k, fmt.Sprintf("%s/%d", path, i))
		}
	}
	walk(c.Tree, "")
	return msg, scrollOK, scrollAll
}

// confStyles styles a case with the style package: view and div are blocks, and
// the initial font is the case's.
func confStyles(tree *dom.Tree, c *confCase) style.Styles {
	s := style.New(style.Env{Width: c.Viewport.Width, Height: c.Viewport.Height, DPR: 1})
	ua := fmt.Sprintf("page,view,div{display:block}page{font-family:Ahem;font-size:%gpx;line-height:%g}", c.Font.Size, c.Font.LineHeight)
	sheet, _ := wxss.Parse("ua", []byte(ua))
	s.SetSheet(style.OriginUA, "", sheet)
	s.Update(tree)
	return s
}
