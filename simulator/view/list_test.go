package view

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

func rows(ids ...int) value.Value {
	items := make([]value.Value, len(ids))
	for i, id := range ids {
		items[i] = value.M("id", id, "t", fmt.Sprintf("t%d", id))
	}
	return value.OfList(items)
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func backwards(n int) []int {
	out := upTo(n)
	slices.Reverse(out)
	return out
}

func countOps(ops []dom.Op) map[dom.OpKind]int {
	m := map[dom.OpKind]int{}
	for _, op := range ops {
		m[op.Kind]++
	}
	return m
}

// Keyed lists make, move and remove as few rows as possible, and rows keep their
// nodes (oracle: hand, the least number of operations that gives the list).
func TestKeyedCost(t *testing.T) {
	for _, c := range []struct {
		name                    string
		from, to                []int
		created, moved, removed int
		evaluated               int // -1: not asked
	}{
		{"prepend one to 1,000", upTo(1001)[1:], upTo(1001), 1, 0, 0, 3},
		{"append one", upTo(1000), upTo(1001), 1, 0, 0, 3},
		{"insert in the middle", slices.Concat(upTo(500), []int{2000}, upTo(1000)[501:]), slices.Concat(upTo(500), []int{3000, 2000}, upTo(1000)[501:]), 1, 0, 0, 3},
		{"remove the first", upTo(100), upTo(100)[1:], 0, 0, 1, 1},
		{"last to front", []int{1, 2, 3, 4, 5}, []int{5, 1, 2, 3, 4}, 0, 1, 0, -1},
		{"front to last", []int{1, 2, 3, 4, 5}, []int{2, 3, 4, 5, 1}, 0, 1, 0, -1},
		{"swap", []int{1, 2, 3, 4}, []int{1, 3, 2, 4}, 0, 1, 0, -1},
		{"oracle's mix", []int{1, 2, 3}, []int{3, 1, 4, 2}, 1, 1, 0, -1},
		{"reverse", upTo(100), backwards(100), 0, 99, 0, -1},
		{"one of 1,000 far away", upTo(1000), slices.Concat([]int{900}, upTo(900), upTo(1000)[901:]), 0, 1, 0, -1},
		{"swap of two far apart", upTo(100), slices.Concat([]int{99}, upTo(99)[1:], []int{0}), 0, 2, 0, -1},
		{"shuffle, the longest run stays", upTo(8), []int{3, 0, 6, 1, 7, 2, 5, 4}, 0, 4, 0, -1},
		{"replace all", []int{1, 2, 3}, []int{4, 5}, 2, 0, 3, -1},
		{"clear", []int{1, 2, 3}, nil, 0, 0, 3, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newFake(t)
			p, s := h.open(`<view wx:for="{{list}}" wx:key="id" data-id="{{item.id}}">{{item.t}}</view>`, value.M("list", rows(c.from...)))
			was := map[string]*Node{}
			for _, n := range p.Root().ShadowRoot() {
				was[n.Dataset().Get("id").ToString()] = n
			}
			// The same items, as a setData that copies its argument would bring them
			// back unchanged, and new ones.
			old := p.Root().Data.Get("list")
			items := make([]value.Value, len(c.to))
			for i, id := range c.to {
				items[i] = rows(id).Index(0)
				for _, it := range old.Items() {
					if it.Get("id").Num() == float64(id) {
						items[i] = it
					}
				}
			}
			st := set(p.Root(), "list", items)
			ops := countOps(s.sync())
			if len(st.Created) != 2*c.created || len(st.Removed) != c.removed || ops[dom.OpElement] != c.created || ops[dom.OpRemove] != c.removed || ops[dom.OpInsert] != 2*c.created+c.moved {
				t.Errorf("created %d removed %d, operations %v", len(st.Created), len(st.Removed), ops)
			}
			if c.evaluated >= 0 && st.Evaluated != c.evaluated {
				t.Errorf("%d bindings were evaluated, want %d", st.Evaluated, c.evaluated)
			}
			for i, n := range p.Root().ShadowRoot() {
				id := n.Dataset().Get("id").ToString()
				if id != fmt.Sprint(c.to[i]) || was[id] != nil && was[id] != n {
					t.Errorf("row %d is %s or lost its node", i, id)
				}
			}
		})
	}
}

// Fresh copies of the same items (a setData of a rebuilt list) keep all nodes and
// send nothing; a changed field sends that text only.
func TestKeyedCopies(t *testing.T) {
	h := newFake(t)
	p, s := h.open(`<view wx:for="{{list}}" wx:key="id"><text>{{item.t}}</text></view>`, value.M("list", rows(upTo(100)...)))
	set(p.Root(), "list", rows(upTo(100)...))
	if ops := s.sync(); len(ops) != 0 {
		t.Errorf("equal items sent %d operations", len(ops))
	}
	st := set(p.Root(), "list[7].t", "new")
	if ops := s.sync(); len(ops) != 1 || ops[0].Text != "new" || st.Evaluated != 2 || len(st.Updated) != 1 {
		t.Errorf("%v %+v", ops, st)
	}
}

// A list knows its rows' places although rows that show nothing new are not told them
// (oracle: hand): between two neighbours, in a block, next to another list, twice before
// the operations are taken, and for what reads index.
func TestKeyedPlaces(t *testing.T) {
	for _, src := range []string{
		`<view wx:for="{{list}}" wx:key="id">{{item.t}}</view>`,
		`<text>a</text><block><view wx:for="{{list}}" wx:key="id">{{item.t}}</view></block><text>b</text>`,
		`<view><block wx:for="{{list}}" wx:key="id"><view wx:if="{{item.id%2}}">{{item.t}}</view></block><view wx:for="{{list}}" wx:key="id">{{index}}{{item.t}}</view></view>`,
		`<block wx:for="{{list}}" wx:key="id"><text wx:for="{{list}}" wx:key="id" wx:for-item="i">{{i.t}}</text></block>`,
	} {
		h := newFake(t)
		p, s := h.open(src, value.M("list", rows(1, 2, 3, 4)))
		for _, ids := range [][]int{{9, 1, 2, 3, 4}, {9, 1, 2, 3, 4, 8}, {9, 1, 7, 3, 4, 8}, {1, 7, 3, 4}, {4, 3, 7, 1}, nil, {1, 2}, {2}} {
			set(p.Root(), "list", rows(ids...))
			if len(ids) == 4 {
				set(p.Root(), "list", rows(append(ids, 11)...))
				ids = append(ids, 11)
			}
			s.sync()
			cold, _ := newFake(t).open(src, value.M("list", rows(ids...)))
			if got, want := p.Root().Host.Dump(), cold.Root().Host.Dump(); got != want {
				t.Errorf("%s: %v\ngot\n%s\nwant\n%s", src, ids, got, want)
			}
		}
	}
}

// Duplicate keys are reported and still show every item (oracle: hand).
func TestDuplicateKeys(t *testing.T) {
	h := newFake(t)
	p, s := h.open(`<view wx:for="{{list}}" wx:key="id">{{item.t}}</view>`, value.M("list", rows(1, 1, 2)))
	set(p.Root(), "list", rows(2, 1, 1, 1))
	s.sync()
	var got []string
	for _, n := range p.Root().ShadowRoot() {
		got = append(got, n.Children()[0].Text())
	}
	if strings.Join(got, " ") != "t2 t1 t1 t1" {
		t.Error(got)
	}
	if len(h.reports) == 0 || !strings.Contains(h.reports[0], `more than one item has the key "1"`) {
		t.Error(h.reports)
	}
}

// A key with braces means the property (oracle: hand; 38 % of apps write it so).
func TestKeyName(t *testing.T) {
	for in, want := range map[string]string{"id": "id", "{{item.id}}": "id", "{{ item }}": "*this", "*this": "*this", "": "", "item.id": "id", "{{id}}": "id"} {
		if got := keyName(in, "item"); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func benchPage(b *testing.B, n int) (*fakeHost, *Definition, value.Value) {
	h := newFake(b)
	// Three nodes a row: view, text, and the text's text; and a title.
	c := h.comp("page", `<view class="title">{{title}}</view><view wx:for="{{list}}" wx:key="id" class="row {{item.on?'on':''}}" bindtap="tap" data-id="{{item.id}}"><text>{{item.t}}</text></view>`)
	c.data = value.M("title", "t", "list", rows(upTo(n/3)...))
	return h, c.def, c.data
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			h, def, _ := benchPage(b, n)
			for b.Loop() {
				p := NewPage(1, h)
				p.Open(def)
				p.TakeOps()
			}
		})
	}
}

func BenchmarkTextChange(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			h, def, _ := benchPage(b, n)
			p := NewPage(1, h)
			in := p.Open(def)
			p.TakeOps()
			path := value.Path{{Name: "title", Index: -1}}
			for i := 0; b.Loop(); i++ {
				in.SetData([]Change{{path, value.OfInt(i)}})
				if len(p.TakeOps()) != 1 {
					b.Fatal("more than one operation")
				}
			}
		})
	}
}

func BenchmarkRowTextChange(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			h, def, _ := benchPage(b, n)
			p := NewPage(1, h)
			in := p.Open(def)
			p.TakeOps()
			path := value.Path{{Name: "list", Index: -1}, {Index: n / 6}, {Name: "t", Index: -1}}
			for i := 0; b.Loop(); i++ {
				in.SetData([]Change{{path, value.OfInt(i)}})
				if len(p.TakeOps()) != 1 {
					b.Fatal("more than one operation")
				}
			}
		})
	}
}

// BenchmarkPrepend prepends a row and takes it away again.
func BenchmarkPrepend(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			h, def, data := benchPage(b, n)
			p := NewPage(1, h)
			in := p.Open(def)
			p.TakeOps()
			list := data.Get("list")
			more := value.OfList(append([]value.Value{rows(1 << 20).Index(0)}, list.Items()...))
			path := value.Path{{Name: "list", Index: -1}}
			for b.Loop() {
				in.SetData([]Change{{path, more}})
				p.TakeOps()
				in.SetData([]Change{{path, list}})
				p.TakeOps()
			}
		})
	}
}

// A long list of which items are written by their index shows what a page opened with
// that data shows, with keys and without, also when a key changes and when a list grows
// or the writes are many. Oracle: hand, the first rendering.
func TestLongListWrites(t *testing.T) {
	const src = `<view wx:for="{{list}}" wx:key="id" class="{{item.id}}">{{index}} {{item.t}} {{n}}<text wx:if="{{item.on}}">on</text></view><text wx:for="{{list}}">{{item.t}}{{list[7].t}}</text>`
	r := rand.New(rand.NewPCG(5, 6))
	data := value.M("list", rows(upTo(600)...), "n", 0)
	p, s := newFake(t).open(src, data)
	for step := range 12 {
		var ch []Change
		for range []int{1, 2, 100}[step%3] {
			i := r.IntN(600)
			path, v := fmt.Sprintf("list[%d].%s", i, []string{"t", "on", "t", "id"}[r.IntN(4)]), value.OfInt(r.IntN(600))
			switch r.IntN(20) {
			case 0:
				path = "n"
			case 1:
				path, v = "list[602]", value.M("id", 1000+step)
			}
			pp, _ := value.ParsePath(path)
			data = data.With(pp, v)
			ch = append(ch, Change{pp, v})
		}
		p.Root().SetData(ch)
		s.sync()
		cold, _ := newFake(t).open(src, data)
		if full(p.Root().Host) != full(cold.Root().Host) {
			t.Fatalf("step %d: %v", step, ch)
		}
	}
}
