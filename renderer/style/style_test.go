package style

import (
	"fmt"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// testUA is the little of the built-in sheet that these tests need.
const testUA = `page,view,div{display:block}`

var testEnv = Env{Width: 375, Height: 667, ScreenWidth: 375, DPR: 2, SafeArea: [4]float64{44, 0, 34, 0}, RootFontSize: 16}

func mustSheet(t testing.TB, src string) *wxss.Sheet {
	t.Helper()
	sh, diags := wxss.Parse("test.wxss", []byte(src))
	for _, d := range diags {
		if d.Severity == wxss.Error {
			t.Fatal(d)
		}
	}
	return sh
}

func newStyler(t testing.TB, page string) *Styler {
	s := New(testEnv)
	s.SetSheet(OriginUA, "", mustSheet(t, testUA))
	s.SetSheet(OriginPage, "p", mustSheet(t, page))
	return s
}

// builder makes trees for tests.
type builder struct {
	t    testing.TB
	tree *dom.Tree
	next dom.NodeID
}

func newBuilder(t testing.TB) *builder { return &builder{t, dom.NewTree(), 2} }

func (b *builder) do(ops ...dom.Op) {
	b.t.Helper()
	if err := b.tree.Mutate().Apply(ops); err != nil {
		b.t.Fatal(err)
	}
}

func classes(scope dom.ScopeID, names ...string) []dom.Class {
	var out []dom.Class
	for _, n := range names {
		out = append(out, dom.Class{Name: n, Scope: scope})
	}
	return out
}

// add appends an element of scope 0 and gives its id.
func (b *builder) add(parent dom.NodeID, tag, style string, class ...string) dom.NodeID {
	return b.addIn(0, parent, tag, style, classes(0, class...))
}

func (b *builder) addIn(scope dom.ScopeID, parent dom.NodeID, tag, style string, class []dom.Class) dom.NodeID {
	b.t.Helper()
	id := b.next
	b.next++
	b.do(dom.Op{Kind: dom.OpElement, ID: id, Name: tag, Scope: scope})
	if style != "" {
		b.do(dom.Op{Kind: dom.OpSetStyle, ID: id, Text: style})
	}
	if len(class) > 0 {
		b.do(dom.Op{Kind: dom.OpSetClass, ID: id, Classes: class})
	}
	b.do(dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent})
	return id
}

func (b *builder) text(parent dom.NodeID, s string) dom.NodeID {
	id := b.next
	b.next++
	b.do(dom.Op{Kind: dom.OpText, ID: id, Text: s}, dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent})
	return id
}

func TestFirst(t *testing.T) {
	b := newBuilder(t)
	a := b.add(1, "view", "", "a")
	c := b.add(a, "view", "padding: 10rpx; color: #f00", "c")
	s := newStyler(t, `page{font-size:32rpx}.a{display:flex;width:100px;color:rgba(1,2,3,.5)}.a .c{margin:1px 2px;border:1rpx solid}`)
	s.Update(b.tree)
	x, y := s.Of(b.tree.Node(a), NoPseudo), s.Of(b.tree.Node(c), NoPseudo)
	if x.Display != DisplayFlex || x.Width.Px != 200 || x.FontSize != 32 || x.Color != rgba(1, 2, 3, 128) {
		t.Errorf("%+v %+v", x, x.Inherited)
	}
	if y.Margin[Left].Px != 4 || y.Padding[Top].Px != 10 || y.BorderWidth[0] != 1 || y.BorderColor[0] != rgba(255, 0, 0, 255) || !y.Item {
		t.Errorf("%+v %+v", y, y.Inherited)
	}
	b.tree.ClearDamage()
	if out := s.Update(b.tree); len(out) != 0 {
		t.Error(out)
	}
}

func benchTree(t testing.TB, rows int) *builder {
	b := newBuilder(t)
	for i := range rows {
		row := b.add(1, "view", "", "row", fmt.Sprint("k", i%7))
		b.add(row, "image", "", "avatar")
		body := b.add(row, "view", "", "body")
		b.text(b.add(body, "text", "", "title"), "x")
		b.text(b.add(body, "text", "", "desc", "muted"), "y")
		b.text(b.add(row, "view", "", "badge"), "z")
	}
	return b
}

func benchSheet(rules int) string {
	s := `page{font-size:28rpx;color:#333}.row{display:flex;padding:10rpx}.row .title{font-weight:bold;font-size:32rpx}.muted{color:#999}.body>.desc{line-height:1.5}.avatar{width:80rpx;height:80rpx;border-radius:50%}.badge{margin-left:auto}`
	for i := range rules - 7 {
		switch i % 4 {
		case 0:
			s += fmt.Sprintf(".u%d{width:%drpx;color:#%03d;margin:%dpx}", i, i, i%1000, i)
		case 1:
			s += fmt.Sprintf(".p%d .title{height:%drpx}", i, i)
		case 2:
			s += fmt.Sprintf(".p%d view .c%d{padding:%drpx}", i, i, i)
		default:
			s += fmt.Sprintf(".c%d.k%d{opacity:.5}", i, i%7)
		}
	}
	return s
}

func BenchmarkFirst10k(bench *testing.B) {
	b := benchTree(bench, 1700)
	s := newStyler(bench, benchSheet(500))
	bench.ReportAllocs()
	for bench.Loop() {
		s.dirty = true
		s.store = store{}
		s.Update(b.tree)
	}
	bench.ReportMetric(float64(bench.Elapsed().Nanoseconds())/float64(bench.N)/10200, "ns/node")
}

// All elements anew with warm caches: what a long list costs.
func BenchmarkShared10k(bench *testing.B) {
	b := benchTree(bench, 1700)
	s := newStyler(bench, benchSheet(500))
	s.Update(b.tree)
	for bench.Loop() {
		s.visit(b.tree.Root, s.initial, 0, forceTree)
	}
	bench.ReportMetric(float64(bench.Elapsed().Nanoseconds())/float64(bench.N)/10200, "ns/node")
}

func BenchmarkOneClass10k(bench *testing.B) { benchOneClass(bench, benchSheet(500)) }

// With a :has() in the sheets, which any change may concern.
func BenchmarkOneClassHas10k(bench *testing.B) {
	benchOneClass(bench, benchSheet(500)+".row:has(.u0)>.badge{opacity:.5}")
}

func benchOneClass(bench *testing.B, css string) {
	b := benchTree(bench, 1700)
	s := newStyler(bench, css)
	s.Update(b.tree)
	b.tree.ClearDamage()
	n := b.tree.Node(1000)
	for n.IsText() || n.First == nil || n.First.IsText() {
		n = b.tree.Node(n.ID + 1)
	}
	m := b.tree.Mutate()
	one, two := classes(0, "u0"), classes(0, "u4")
	for i := 0; bench.Loop(); i++ {
		if i%2 == 0 {
			m.SetClasses(n, one)
		} else {
			m.SetClasses(n, two)
		}
		if len(s.Update(b.tree)) == 0 {
			bench.Fatal("one node changes")
		}
		b.tree.ClearDamage()
	}
}

func BenchmarkMatchUnshared10k(bench *testing.B) {
	b := benchTree(bench, 1700)
	s := newStyler(bench, benchSheet(500))
	s.Update(b.tree)
	nodes := []*dom.Node{}
	for id := dom.NodeID(1); id < b.next; id++ {
		if n := b.tree.Node(id); !n.IsText() {
			nodes = append(nodes, n)
		}
	}
	for bench.Loop() {
		for _, n := range nodes {
			s.chain = s.chain[:0]
			s.match(n)
		}
	}
	bench.ReportMetric(float64(bench.Elapsed().Nanoseconds())/float64(bench.N)/float64(len(nodes)), "ns/node")
}
