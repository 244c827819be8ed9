//go:build oracle

package style

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"diorama/renderer"
	"diorama/renderer/dom"
	ours "diorama/renderer/style"
	"diorama/renderer/wxss"
	"diorama/simulator/differential/chromium"
)

// containerPage is a random tree of containers and rules that ask of them: per element
// its parent (-1: the page) and its style attribute.
type containerPage struct {
	sheet   string
	parents []int
	styles  []string
}

func newContainerPage(r *rand.Rand) containerPage {
	of := func(s ...string) string { return s[r.IntN(len(s))] }
	var p containerPage
	for i := range 4 + r.IntN(8) {
		p.parents = append(p.parents, r.IntN(i+1)-1)
		st := "display:block;"
		if r.IntN(2) == 0 {
			st += of("container-type:inline-size;", "container-type:size;", "container:a / inline-size;", "container:b/size;", "container-name:a b;", "container:a;")
		}
		if r.IntN(2) == 0 {
			st += "width:" + of("100px", "50%", "240px", "10em", "30cqw", "50cqi", "20cqmin", "40cqmax", "calc(10cqw + 5px)") + ";"
		}
		if r.IntN(2) == 0 {
			st += "height:" + of("80px", "50px", "30cqh", "20cqb", "50cqw", "10cqmin") + ";"
		}
		st += of("", "", "", "padding:3px 7px;", "font-size:30px;", "border:2px solid;box-sizing:border-box;", "display:flex;", "float:left;", "position:absolute;", "display:grid;")
		p.styles = append(p.styles, st)
	}
	feature := func() string {
		return of("(min-width:200px)", "(width > 150px)", "(100px <= width < 250px)", "(max-height:60px)", "(height > 40px)", "(orientation:landscape)", "(aspect-ratio > 3/2)", "(inline-size >= 10em)", "(block-size < 20vw)", "(width)", "(bogus:3px)")
	}
	var b strings.Builder
	for i := range 3 + r.IntN(4) {
		q := of("", "", "a ", "b ", "c ")
		switch r.IntN(5) {
		case 0:
			q += feature() + " " + of("and", "or") + " " + feature()
		case 1:
			q += "not " + feature()
		case 2:
			q += "(" + feature() + " or (not " + feature() + "))"
		default:
			q += feature()
		}
		fmt.Fprintf(&b, "@container %s{.x{%s}}\n", q, of(fmt.Sprintf("order:%d", i+1), "margin-left:3cqw", "padding-top:10cqh", "width:40cqi!important", fmt.Sprintf("z-index:%d", i)))
	}
	p.sheet = b.String()
	return p
}

var containerProps = []string{"order", "z-index", "width", "height", "margin-left", "padding-top"}

func (p *containerPage) ours(t *testing.T) [][]string {
	d := renderer.New(renderer.Options{Env: ours.Env{Width: viewWidth, Height: viewHeight, ScreenWidth: viewWidth, DPR: chromium.DPR, RootFontSize: 16}, Base: "p"})
	s, _ := wxss.Parse("p.wxss", []byte(p.sheet))
	d.SetSheet(ours.OriginPage, "p", s)
	id := func(i int) dom.NodeID {
		if i < 0 {
			return dom.RootID
		}
		return dom.NodeID(10 + i)
	}
	var ops []dom.Op
	for i, parent := range p.parents {
		ops = append(ops, dom.Op{Kind: dom.OpElement, ID: id(i), Name: "view"}, dom.Op{Kind: dom.OpSetClass, ID: id(i), Classes: []dom.Class{{Name: "x"}}},
			dom.Op{Kind: dom.OpSetStyle, ID: id(i), Text: p.styles[i]}, dom.Op{Kind: dom.OpInsert, ID: id(i), Parent: id(parent)})
	}
	if err := d.Apply(ops); err != nil {
		t.Fatal(err)
	}
	d.Move(0)
	var out [][]string
	for i := range p.parents {
		var row []string
		for _, prop := range containerProps {
			row = append(row, d.ComputedStyle(id(i), prop))
		}
		out = append(out, row)
	}
	return out
}

func (p *containerPage) theirs(t *testing.T, b *chromium.Browser) (out [][]string) {
	kids := map[int][]int{}
	for i, parent := range p.parents {
		kids[parent] = append(kids[parent], i)
	}
	var h strings.Builder
	h.WriteString("<!doctype html><meta charset=utf-8><style>body{margin:0}" + p.sheet + "</style><body>")
	var write func(i int)
	write = func(i int) {
		fmt.Fprintf(&h, "<div class=x id=e%d style=%q>", i, p.styles[i])
		for _, k := range kids[i] {
			write(k)
		}
		h.WriteString("</div>")
	}
	for _, k := range kids[-1] {
		write(k)
	}
	props, _ := json.Marshal(containerProps)
	if err := b.Show(h.String()); err != nil {
		t.Fatal(err)
	}
	if err := b.Eval(fmt.Sprintf("[...Array(%d).keys()].map(i=>{const s=getComputedStyle(document.getElementById('e'+i));return %s.map(p=>s.getPropertyValue(p))})", len(p.parents), props), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestContainers compares trees of random containers with rules that ask for their sizes
// and lengths in their units. DIORAMA_SEED, DIORAMA_CASES. Oracle: chromium.
func TestContainers(t *testing.T) {
	b := chromium.ForTest(t, viewWidth, viewHeight)
	seed, _ := strconv.ParseUint(os.Getenv("DIORAMA_SEED"), 10, 64)
	n, _ := strconv.Atoi(cmp.Or(os.Getenv("DIORAMA_CASES"), "300"))
	r := rand.New(rand.NewPCG(seed+1, 9))
	values, off, bad := 0, 0, 0
	for range n {
		p := newContainerPage(r)
		us, they := p.ours(t), p.theirs(t, b)
		first := ""
		for i := range they {
			for k, v := range they[i] {
				values++
				x, _ := strconv.ParseFloat(strings.TrimSuffix(us[i][k], "px"), 64)
				y, err := strconv.ParseFloat(strings.TrimSuffix(v, "px"), 64)
				if us[i][k] == v || err == nil && math.Abs(x-y) < 0.05 {
					continue
				}
				off++
				if first == "" {
					first = fmt.Sprintf("element %d %s: %q, chromium %q", i, containerProps[k], us[i][k], v)
				}
			}
		}
		if first != "" {
			if bad++; bad <= 8 {
				var s strings.Builder
				for i := range p.parents {
					fmt.Fprintf(&s, "\n    %d in %d: %s", i, p.parents[i], p.styles[i])
				}
				t.Logf("%s\n%s%s", first, p.sheet, s.String())
			}
		}
	}
	t.Logf("%d of %d pages agree, %d of %d values", n-bad, n, values-off, values)
}
