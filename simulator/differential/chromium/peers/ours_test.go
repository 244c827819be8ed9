//go:build oracle

package peers

import (
	"fmt"
	"testing"
)

// Our side alone, for profiles: go test -tags 'headless oracle' -bench 'Ours/flex,_text/10000' -cpuprofile …
func BenchmarkOurs(b *testing.B) {
	for _, p := range pages() {
		for _, n := range p.sizes {
			b.Run(fmt.Sprintf("%s/%d", p.name, n), func(b *testing.B) {
				s, e := p.tree(n), newEngine(p.css)
				var sum round
				for i := 0; b.Loop(); i++ {
					r, err := e.run(p, s, i)
					if err != nil {
						b.Fatal(err)
					}
					sum.First.Style += r.First.Style
					sum.First.Boxes += r.First.Boxes
					sum.First.Layout += r.First.Layout
					sum.Width.Layout += r.Width.Layout
					sum.One.Layout += r.One.Layout
					sum.One.Style += r.One.Style
				}
				for name, v := range map[string]float64{"style": sum.First.Style, "boxes": sum.First.Boxes, "layout": sum.First.Layout, "width": sum.Width.Layout, "one-style": sum.One.Style, "one-layout": sum.One.Layout} {
					b.ReportMetric(v/float64(b.N), name+"-ms")
				}
			})
		}
	}
}
