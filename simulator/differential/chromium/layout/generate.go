//go:build oracle

package layout

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// gen makes random trees. A topic is what the tree is mostly about.
type gen struct {
	r     *rand.Rand
	topic string
	left  int
}

// Topics are the kinds of trees.
var Topics = []string{"block", "inline", "flex", "grid", "table", "absolute", "float", "mixed"}

func (g *gen) one(list ...string) string { return list[g.r.IntN(len(list))] }
func (g *gen) p(pct int) bool            { return g.r.IntN(100) < pct }

// Generate gives tree number i of a seed.
func Generate(seed uint64, i int) (*Node, string) {
	g := &gen{r: rand.New(rand.NewPCG(seed, uint64(i)))}
	g.topic = Topics[i%len(Topics)]
	g.left = 3 + g.r.IntN(12)
	return g.element("", 0), g.topic
}

var words = []string{"中文", "文字内容", "Hello", "a", "world wide", "你好，世界", "long-word", "x y z", "提交 OK", "价格 12.50元", "Lorem ipsum dolor sit"}

func (g *gen) text() *Node {
	n := 1 + g.r.IntN(3)
	var s []string
	for range n {
		s = append(s, g.one(words...))
	}
	return &Node{Text: strings.Join(s, g.one(" ", " ", "", "\n  "))}
}

func (g *gen) length() string {
	switch g.r.IntN(10) {
	case 0, 1:
		return g.one("10%", "25%", "50%", "75%", "100%", "33.3%")
	case 2:
		return g.one("calc(100% - 20px)", "calc(50% + 5px)", "2em", "1.5em")
	}
	return fmt.Sprintf("%dpx", []int{0, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 280}[g.r.IntN(15)])
}

func (g *gen) width() string {
	if g.p(12) {
		return g.one("min-content", "max-content", "fit-content", "-webkit-fill-available")
	}
	return g.length()
}

func (g *gen) height() string {
	if g.p(5) {
		return g.one("min-content", "max-content", "fit-content")
	}
	return g.length()
}

func (g *gen) margin() string {
	switch g.r.IntN(10) {
	case 0:
		return g.one("-5px", "-10px", "-20px")
	case 1, 2:
		return "auto"
	case 3:
		return g.one("5%", "10%")
	}
	return g.one("5px", "10px", "20px", "1em")
}

func (g *gen) display(parent string) string {
	switch g.topic {
	case "block":
		return g.one("", "", "", "block", "inline-block", "flow-root", "inline", "none", "contents")
	case "inline":
		return g.one("inline", "inline", "inline", "inline-block", "inline-block", "block", "inline-flex", "inline-table", "-webkit-box", "inline-grid", "contents")
	case "flex":
		if parent == "" || g.p(30) {
			return g.one("flex", "flex", "flex", "inline-flex", "-webkit-box")
		}
		return g.one("", "", "block", "inline", "inline-block", "flex", "grid", "none", "contents")
	case "grid":
		if parent == "" || g.p(20) {
			return g.one("grid", "grid", "inline-grid")
		}
		return g.one("", "", "block", "inline", "flex", "grid", "contents", "none")
	case "table":
		switch parent {
		case "table", "inline-table":
			return g.one("table-row", "table-row", "table-row", "table-row-group", "table-header-group", "table-footer-group", "table-caption", "table-cell", "block")
		case "table-row-group", "table-header-group", "table-footer-group":
			return g.one("table-row", "table-row", "table-row", "table-cell")
		case "table-row":
			return g.one("table-cell", "table-cell", "table-cell", "table-cell", "block", "inline")
		case "":
			return g.one("table", "table", "table", "inline-table", "block", "flex")
		}
		return g.one("", "block", "inline", "inline-block", "table", "table-cell", "table-row", "inline-table", "flex")
	case "absolute":
		return g.one("", "", "block", "inline", "inline-block", "flex", "grid", "table", "inline-flex")
	case "float":
		return g.one("", "", "block", "inline", "inline-block", "flow-root", "flex", "table")
	}
	return g.one("", "", "block", "block", "inline", "inline-block", "flex", "flex", "inline-flex", "grid", "inline-grid", "table", "inline-table",
		"table-cell", "table-row", "-webkit-box", "contents", "none", "flow-root")
}

func (g *gen) element(parent string, depth int) *Node {
	g.left--
	n := &Node{Tag: g.one("view", "view", "text")}
	if g.topic == "inline" && g.p(40) {
		n.Tag = "text"
	}
	set := func(p, v string) {
		if v != "" {
			n.Style = append(n.Style, Decl{p, v})
		}
	}
	d := g.display(parent)
	set("display", d)
	eff := d
	if d == "" || d == "contents" {
		eff = parent
		if d == "" {
			eff = map[string]string{"view": "block", "text": "inline"}[n.Tag]
		}
	}
	g.box(parent, set)
	g.container(eff, set)
	g.item(parent, set)
	if g.p(map[string]int{"absolute": 40, "mixed": 10, "flex": 6, "grid": 6, "inline": 4}[g.topic]) {
		set("position", g.one("relative", "relative", "absolute", "absolute", "absolute", "fixed"))
		for _, s := range []string{"left", "top", "right", "bottom"} {
			if g.p(35) {
				set(s, g.one("0", "10px", "20px", "-5px", "10%", "50%"))
			}
		}
	}
	if g.p(map[string]int{"float": 45, "mixed": 6, "inline": 4}[g.topic]) {
		set("float", g.one("left", "right"))
	}
	if g.p(map[string]int{"float": 20, "mixed": 3}[g.topic]) {
		set("clear", g.one("left", "right", "both"))
	}
	g.inherited(set)
	if d != "none" {
		kids := g.r.IntN(5)
		if depth == 0 {
			kids = 2 + g.r.IntN(4)
		}
		for range kids {
			if g.left <= 0 || depth > 5 {
				break
			}
			if g.p(map[string]int{"inline": 50, "float": 35, "grid": 15, "flex": 20}[g.topic] + 10) {
				g.left--
				n.Kids = append(n.Kids, g.text())
				continue
			}
			n.Kids = append(n.Kids, g.element(eff, depth+1))
		}
	}
	return n
}

// box sets what any box may have.
func (g *gen) box(parent string, set func(p, v string)) {
	if g.p(35) {
		set("width", g.width())
	}
	if g.p(30) {
		set("height", g.height())
	}
	if g.p(6) {
		set("min-width", g.width())
	}
	if g.p(6) {
		set("max-width", g.width())
	}
	if g.p(6) {
		set("min-height", g.height())
	}
	if g.p(6) {
		set("max-height", g.height())
	}
	if g.p(5) {
		set("aspect-ratio", g.one("1", "2", "16/9", "0.5", "auto 1"))
	}
	if g.p(20) {
		set("box-sizing", "border-box")
	}
	switch g.r.IntN(8) {
	case 0:
		set("margin", g.margin())
	case 1:
		set("margin-"+g.one("left", "right", "top", "bottom"), g.margin())
	case 2:
		set("margin", g.one("0 auto", "10px 5px", "10px auto 0", "5px 0 -5px"))
	}
	switch g.r.IntN(7) {
	case 0:
		set("padding", g.one("5px", "10px", "5%", "10px 5px"))
	case 1:
		set("padding-"+g.one("left", "right", "top", "bottom"), g.one("5px", "10px", "10%"))
	}
	switch g.r.IntN(8) {
	case 0:
		set("border", g.one("1px solid", "2px solid", "5px solid"))
	case 1:
		set("border-"+g.one("left", "right", "top", "bottom"), g.one("1px solid", "4px solid"))
	}
	if g.p(8) {
		set("overflow", g.one("hidden", "hidden", "auto", "scroll", "visible"))
	}
}

func (g *gen) tracks() string {
	return g.one("1fr 1fr", "50px 1fr", "1fr 2fr", "auto auto", "auto 1fr", "repeat(3,1fr)", "repeat(2,40px)", "repeat(auto-fill,60px)",
		"repeat(auto-fit,minmax(50px,1fr))", "repeat(auto-fill,minmax(70px,1fr))", "minmax(30px,auto) 1fr", "min-content max-content", "fit-content(80px) 1fr",
		"20% auto", "minmax(0,1fr) 50px", "[a] 30px [b] 1fr [c]", "minmax(min-content,60px) auto")
}

func (g *gen) container(d string, set func(p, v string)) {
	flex := strings.HasSuffix(d, "flex")
	grid := strings.HasSuffix(d, "grid")
	if flex {
		if g.p(35) {
			set("flex-direction", g.one("column", "column", "column", "row-reverse", "column-reverse"))
		}
		if g.p(30) {
			set("flex-wrap", g.one("wrap", "wrap", "wrap", "wrap-reverse"))
		}
	}
	if grid {
		if g.p(70) {
			set("grid-template-columns", g.tracks())
		}
		if g.p(30) {
			set("grid-template-rows", g.tracks())
		}
		if g.p(15) {
			set("grid-template-areas", g.one("'p q' 'r r'", "'p p' 'q r'", "'p q'"))
		}
		if g.p(15) {
			set("grid-auto-flow", g.one("column", "dense", "column dense"))
		}
		if g.p(15) {
			set("grid-auto-rows", g.one("20px", "minmax(20px,auto)", "1fr"))
		}
		if g.p(8) {
			set("grid-auto-columns", g.one("20px", "minmax(20px,auto)", "1fr"))
		}
		if g.p(20) {
			set("justify-items", g.one("start", "end", "center", "stretch", "baseline"))
		}
	}
	if flex || grid {
		if g.p(25) {
			set("gap", g.one("5px", "10px", "5px 10px", "5%"))
		}
		if g.p(35) {
			set("justify-content", g.one("center", "center", "space-between", "space-between", "space-around", "space-evenly", "flex-end", "end", "start", "right", "stretch"))
		}
		if g.p(40) {
			set("align-items", g.one("center", "center", "center", "flex-start", "flex-end", "baseline", "stretch", "start", "end"))
		}
		if g.p(15) {
			set("align-content", g.one("center", "space-between", "flex-end", "flex-start", "stretch", "space-around"))
		}
	}
	if d == "-webkit-box" {
		if g.p(50) {
			set("-webkit-box-orient", g.one("vertical", "vertical", "horizontal"))
		}
		if g.p(30) {
			set("-webkit-line-clamp", g.one("1", "2", "3"))
			set("overflow", "hidden")
		}
		if g.p(25) {
			set("-webkit-box-pack", g.one("center", "end", "justify"))
		}
		if g.p(25) {
			set("-webkit-box-align", g.one("center", "end", "start", "baseline"))
		}
	}
	if strings.HasSuffix(d, "table") {
		if g.p(30) {
			set("table-layout", g.one("fixed", "auto"))
		}
		if g.p(30) {
			set("border-collapse", g.one("collapse", "separate"))
		}
		if g.p(30) {
			set("border-spacing", g.one("2px", "5px 10px"))
		}
	}
	if d == "table-caption" && g.p(30) {
		set("caption-side", "bottom")
	}
}

func (g *gen) item(parent string, set func(p, v string)) {
	flex := strings.HasSuffix(parent, "flex")
	grid := strings.HasSuffix(parent, "grid")
	if flex {
		if g.p(30) {
			set("flex", g.one("1", "1", "1", "none", "auto", "0 0 auto", "1 1 50px", "0 0 50%", "2", "1 0 auto"))
		} else if g.p(15) {
			set(g.one("flex-grow", "flex-shrink"), g.one("0", "1", "0.5"))
		} else if g.p(8) {
			set("flex-basis", g.one("50px", "0", "30%", "auto", "content"))
		}
	}
	if grid {
		if g.p(15) {
			set("grid-area", g.one("p", "q", "r"))
		} else if g.p(20) {
			set("grid-column", g.one("1", "2", "span 2", "1 / 3", "1 / -1", "2 / span 2", "a / c"))
			if g.p(40) {
				set("grid-row", g.one("1", "2", "span 2", "1 / 3"))
			}
		}
		if g.p(12) {
			set("justify-self", g.one("start", "end", "center", "stretch"))
		}
	}
	if (flex || grid) && g.p(15) {
		set("align-self", g.one("center", "flex-end", "flex-start", "stretch", "baseline", "end"))
	}
	if (flex || grid) && g.p(5) {
		set("order", g.one("-1", "1", "2"))
	}
	if parent == "-webkit-box" && g.p(30) {
		set("-webkit-box-flex", "1")
	}
	va := map[string]int{"inline": 35, "table": 20, "mixed": 6, "block": 5}[g.topic]
	if g.p(va) {
		set("vertical-align", g.one("middle", "middle", "top", "bottom", "text-top", "text-bottom", "sub", "super", "5px", "-20%"))
	}
}

func (g *gen) inherited(set func(p, v string)) {
	k := 3
	if g.topic == "inline" {
		k = 12
	}
	if g.p(k) {
		set("white-space", g.one("nowrap", "pre", "pre-wrap", "pre-line"))
	}
	if g.p(k) {
		set("line-height", g.one("1", "1.5", "30px", "normal", "0", "200%"))
	}
	if g.p(k) {
		set("font-size", g.one("12px", "24px", "0", "10px"))
	}
	if g.p(k) {
		set("text-align", g.one("center", "right", "justify", "left", "end"))
	}
	if g.p(k / 2) {
		set("direction", "rtl")
	}
	if g.p(k / 3) {
		set("word-break", g.one("break-all", "keep-all", "break-word"))
	}
	if g.p(k / 3) {
		set("text-indent", g.one("2em", "-10px"))
	}
	if g.p(k / 3) {
		set("text-overflow", "ellipsis")
	}
}
