package renderer

import (
	"runtime"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/input"
)

// A frame allocates no more on a page of 5,000 nodes than on one of 200 (9 nodes a row):
// neither one in which nothing changed nor one that draws a little of the page again.
// Counted are allocations and bytes. Oracle: issue 4, hand.
func TestFrameAllocations(t *testing.T) {
	if testing.Short() {
		t.Skip("under the race detector sync.Pool forgets at random")
	}
	type cost struct{ allocs, bytes float64 }
	frames := []struct {
		name string
		make func(p *testPage) func(i int)
	}{
		{"idle", func(p *testPage) func(int) { return func(int) {} }},
		{"text", func(p *testPage) func(int) {
			id := p.find("t3").First.ID
			text := []string{"changed 0", "changed 1"}
			ops := []dom.Op{{Kind: dom.OpSetText, ID: id}}
			return func(i int) { ops[0].Text = text[i&1]; p.Apply(ops) }
		}},
		{"class", func(p *testPage) func(int) {
			id := p.find("t3").ID
			ops := []dom.Op{{Kind: dom.OpSetClass, ID: id}}
			lists := [][]dom.Class{{{Name: "title"}}, {{Name: "desc"}}}
			return func(i int) { ops[0].Classes = lists[i&1]; p.Apply(ops) }
		}},
		{"colour", func(p *testPage) func(int) {
			id := p.find("t3").ID
			ops := []dom.Op{{Kind: dom.OpSetStyle, ID: id}}
			css := []string{"color:red", "color:blue"}
			return func(i int) { ops[0].Text = css[i&1]; p.Apply(ops) }
		}},
		{"transition", func(p *testPage) func(int) {
			id := p.find("t3").ID
			p.Apply([]dom.Op{{Kind: dom.OpSetStyle, ID: id, Text: "transition:opacity 1000s linear,transform 1000s linear,color 1000s linear"}})
			p.Frame(p.now)
			p.Apply([]dom.Op{{Kind: dom.OpSetStyle, ID: id, Text: "transition:opacity 1000s linear,transform 1000s linear,color 1000s linear;opacity:0;transform:translateX(100px);color:red"}})
			return func(int) { p.now += 500 * ms }
		}},
		{"scroll", func(p *testPage) func(int) {
			return func(i int) {
				p.now += ms
				p.Pointer(input.Pointer{Kind: input.Wheel, X: 100, Y: 100, DY: []float64{7, -7}[i&1], Time: p.now})
			}
		}},
	}
	for _, f := range frames {
		t.Run(f.name, func(t *testing.T) {
			var got [2]cost
			for k, rows := range []int{200 / 9, 5000 / 9} {
				p := bigPage(t, rows)
				change := f.make(p)
				i := 0
				frame := func() { change(i); p.Frame(p.now); i++ }
				for range 8 { // caches are warm
					frame()
				}
				const runs = 20
				for try := range 3 { // the least: the collector and the race detector allocate too
					var a, z runtime.MemStats
					runtime.ReadMemStats(&a)
					n := testing.AllocsPerRun(runs, frame)
					runtime.ReadMemStats(&z)
					bytes := float64(z.TotalAlloc-a.TotalAlloc) / (runs + 1)
					if try == 0 || n < got[k].allocs {
						got[k].allocs = n
					}
					if try == 0 || bytes < got[k].bytes {
						got[k].bytes = bytes
					}
				}
			}
			t.Logf("%.0f and %.0f allocations, %.0f and %.0f bytes", got[0].allocs, got[1].allocs, got[0].bytes, got[1].bytes)
			if got[1].allocs > got[0].allocs {
				t.Errorf("%.0f allocations on the small page, %.0f on the large one", got[0].allocs, got[1].allocs)
			}
			if got[1].bytes > got[0].bytes*1.1+512 {
				t.Errorf("%.0f bytes on the small page, %.0f on the large one", got[0].bytes, got[1].bytes)
			}
		})
	}
}
