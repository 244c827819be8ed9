//go:build oracle

package layout

import (
	"math/rand/v2"
)

// GenerateVertical gives tree number i of a seed with vertical writing modes in it, and
// some of its properties by their logical names.
func GenerateVertical(seed uint64, i int) (*Node, string) {
	n, topic := Generate(seed, i)
	g := &gen{r: rand.New(rand.NewPCG(seed, uint64(i)<<20|7))}
	g.tilt(n, 60)
	return n, topic
}

func (g *gen) tilt(n *Node, pct int) {
	if n.Tag == "" {
		return
	}
	if g.p(pct) {
		n.Style = append(n.Style, Decl{"writing-mode", g.one("vertical-rl", "vertical-rl", "vertical-rl", "vertical-lr", "vertical-lr", "horizontal-tb", "sideways-rl", "sideways-lr")})
		if g.p(25) {
			n.Style = append(n.Style, Decl{"text-orientation", g.one("upright", "sideways", "mixed")})
		}
	}
	for i := range n.Style {
		if !g.p(15) {
			continue
		}
		if l, ok := logicalNames[n.Style[i].Prop]; ok {
			n.Style[i].Prop = l
		}
	}
	for _, k := range n.Kids {
		g.tilt(k, 12)
	}
}

var logicalNames = map[string]string{
	"width": "inline-size", "height": "block-size", "min-width": "min-inline-size", "max-width": "max-inline-size",
	"min-height": "min-block-size", "max-height": "max-block-size", "margin-left": "margin-inline-start", "margin-top": "margin-block-start",
	"padding-left": "padding-inline-start", "padding-bottom": "padding-block-end", "left": "inset-inline-start", "top": "inset-block-start",
	"border-left": "border-inline-start", "border-right": "border-block-end", "right": "inset-inline-end", "bottom": "inset-block-end",
}
