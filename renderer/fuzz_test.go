package renderer

import (
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

// Any sequence of fingers, keys, patches and time leaves a page that draws, and a
// picture kept by damage that equals one drawn anew.
func FuzzDocument(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Add([]byte{0, 10, 20, 1, 10, 200, 2, 10, 200, 3, 9, 9, 7, 7, 7, 30, 31, 32, 33})
	f.Add([]byte{0, 50, 225, 2, 50, 225, 6, 6, 5, 5, 4, 8, 8, 12, 40, 41, 42, 90, 91, 120})
	f.Fuzz(runScript)
}

func runScript(t *testing.T, script []byte) {
	{
		p := newPage(t, gallery, "view:active{opacity:.5}view:nth-child(2n){transition:all .2s}", func(o *Options) { o.Env.DPR = 1 })
		p.Frame(0)
		var ids []dom.NodeID
		for id := dom.NodeID(2); id < p.nextID; id++ {
			ids = append(ids, id)
		}
		names := []string{"value", "checked", "disabled", "current", "focus", "hidden", "mode", "circular", "autoplay", "type", "scroll-top", "min", "auto-height", "animation"}
		vals := []value.Value{value.OfBool(true), value.OfBool(false), value.OfInt(0), value.OfInt(-7), value.OfNumber(1e300), value.OfString(""), value.OfString("x y\n中😀"), value.OfNull(), {},
			value.OfList([]value.Value{value.OfInt(1)}), value.M("actions", value.OfList([]value.Value{value.M("animates", value.OfList([]value.Value{value.M("type", "rotate", "args", value.OfList([]value.Value{value.OfInt(9)}))}))}))}
		keys := []string{"Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Delete", "Enter", "A", "X", "V", "Z", "Escape"}
		for i := 0; i+2 < len(script) && i < 300; i += 3 {
			a, b, c := script[i], script[i+1], script[i+2]
			x, y := float64(b)*1.5, float64(c)*2.7
			id := ids[(int(b)*256+int(c))%len(ids)]
			switch a % 16 {
			case 0, 1:
				p.pointer(input.Down, x, y, time.Duration(c)*ms)
			case 2, 3:
				p.pointer(input.Move, x, y, time.Duration(b%40)*ms)
			case 4:
				p.pointer(input.Up, x, y, ms)
			case 5:
				p.pointer(input.Cancel, x, y, ms)
			case 6:
				p.now += ms
				p.Pointer(input.Pointer{Kind: input.Wheel, X: x, Y: y, DY: float64(int8(b)), DX: float64(int8(c)), Time: p.now})
			case 7:
				p.Key(input.Key{Name: keys[int(b)%len(keys)], Shift: c&1 != 0, Ctrl: c&2 != 0})
			case 8:
				p.Text(string(script[i:min(len(script), i+5)]))
			case 9:
				p.tickTo(time.Duration(b) * 10 * ms)
			case 10:
				if p.Tree().Node(id) != nil && !p.Tree().Node(id).IsText() {
					p.do(dom.Op{Kind: dom.OpSetAttr, ID: id, Name: names[int(a/16)%len(names)], Value: vals[int(c)%len(vals)]})
				}
			case 11:
				if n := p.Tree().Node(id); n != nil && c%4 == 0 {
					p.do(dom.Op{Kind: dom.OpRemove, ID: id})
				}
			case 12:
				to := ids[int(c)%len(ids)]
				_ = p.Apply([]dom.Op{{Kind: dom.OpInsert, ID: id, Parent: to}}) // a cycle is an error, nothing more
			case 13:
				p.FocusNode(id)
				p.ComponentResult(id, vals[int(c)%len(vals)])
			case 14:
				e := p.Env()
				e.Width, e.Dark = float64(200+int(b)), c&1 != 0
				p.SetEnv(e)
			case 15:
				p.RestoreViewState(p.ViewState())
				p.Query(id, Fields{Rect: true, Size: true, ScrollOffset: true, ComputedStyle: []string{"width"}})
				p.Inspect(id)
			}
			if a&16 != 0 {
				p.frame()
			}
		}
		f := p.frame()
		kept := append([]byte(nil), f.Image.Pix...)
		p.redraw = true
		for i, b := range p.frame().Image.Pix {
			if kept[i] != b {
				t.Fatalf("the picture kept by damage differs at %d,%d", i%f.Image.Stride/4, i/f.Image.Stride)
			}
		}
	}
}
