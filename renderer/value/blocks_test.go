package value

import (
	"math/rand/v2"
	"testing"
)

// A long list that is written at indices holds what a plain copy holds, whatever was read
// in between, the lists before it stay as they were, and ListChanges names the written
// items. Oracle: hand, the same writes in a slice.
func TestLongList(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	plain := make([]Value, 3*blockSize+7)
	for i := range plain {
		plain[i] = M("id", i, "x", 0)
	}
	same := func(v Value, want []Value) {
		t.Helper()
		if !Equal(v, OfList(want)) || !Equal(OfList(want), v) || v.Len() != len(want) || v.Get("length").Num() != float64(len(want)) {
			t.Fatalf("not the same: %d items", v.Len())
		}
	}
	list := OfList(append([]Value(nil), plain...))
	for round := range 300 {
		before, was := list, append([]Value(nil), plain...)
		var e Edit
		sets := 1 + r.IntN(4)
		e.Begin(M("l", list), sets)
		written := map[int]bool{}
		for range sets {
			i := r.IntN(len(plain))
			if round%50 == 49 {
				i = len(plain) + r.IntN(3)
			}
			p := Path{{Name: "l", Index: -1}, {Index: i}, {Name: "x", Index: -1}}
			x := OfInt(r.IntN(1 << 30))
			e.Set(p, x)
			for len(plain) <= i {
				plain = append(plain, Value{})
			}
			plain[i] = plain[i].With(Path{{Name: "x", Index: -1}}, x)
			written[i] = true
		}
		list = e.Value().Get("l")
		i := r.IntN(len(plain))
		if !Equal(list.Index(i), plain[i]) {
			t.Fatalf("item %d", i)
		}
		if at, ok := ListChanges(before, list, 8); ok {
			if len(at) != len(written) {
				t.Fatalf("round %d: changed %v, written %v", round, at, written)
			}
			for _, i := range at {
				if !written[i] {
					t.Fatalf("round %d: changed %v, written %v", round, at, written)
				}
			}
		} else if before.Len() == list.Len() {
			t.Fatalf("round %d: the changes are not known", round)
		}
		if round%7 == 0 {
			same(list, plain)
		}
		same(before, was)
	}
	same(list, plain)
	b, err := ParseJSON(list.AppendJSON(nil))
	if err != nil || list.ToString() != OfList(plain).ToString() || b.Len() != len(plain) {
		t.Errorf("as text: %v", err)
	}
}

func BenchmarkWithInLongList(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		items := make([]Value, n)
		for i := range items {
			items[i] = M("x", i)
		}
		v := OfList(items)
		p := Path{{Name: "l", Index: -1}, {Index: n / 2}, {Name: "x", Index: -1}}
		v = M("l", v)
		b.Run(NumberString(float64(n)), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				v = v.With(p, OfInt(i))
			}
		})
	}
}
