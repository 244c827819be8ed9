package value

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// An Edit of many paths gives what With gives one after the other and leaves the
// value it began with alone (oracle: With).
func TestEdit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	names := strings.Split("a b c d e f g h i j 0 1 length", " ")
	for range 3000 {
		start := M("a", []any{1, map[string]any{"x": 1}}, "b", map[string]any{"c": 1}, "c", "text")
		was := start.JSON()
		want := start
		var e Edit
		e.Begin(start, 9)
		for range 1 + r.IntN(12) {
			p := Path{{Name: names[r.IntN(len(names))], Index: -1}}
			for range r.IntN(4) {
				if r.IntN(2) == 0 {
					p = append(p, Step{Index: r.IntN(5)})
				} else {
					p = append(p, Step{Name: names[r.IntN(len(names))], Index: -1})
				}
			}
			x := OfInt(r.IntN(3))
			if r.IntN(3) == 0 {
				x = want.At(Path{{Name: names[r.IntN(3)], Index: -1}})
			}
			want = want.With(p, x)
			e.Set(p, x)
		}
		got := e.Value()
		if got.JSON() != want.JSON() || !Equal(got, want) || start.JSON() != was {
			t.Fatalf("got %s\nwant %s", got.JSON(), want.JSON())
		}
	}
}

// Any bytes parse to an error or to a value whose JSON is read as the same value.
func FuzzParseJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,-2.5e9,"x\u0000\ud83d",null,true,{"b":{}}],"a":1}`, `[`, `{"a"`, `1 2`, "\xff", `"\ud800"`, `1e999`, ``} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := ParseJSON(b)
		if err != nil {
			return
		}
		w, err := ParseJSON([]byte(v.JSON()))
		if err != nil || w.JSON() != v.JSON() {
			t.Fatalf("%q is %s, and that is %s %v", b, v.JSON(), w.JSON(), err)
		}
	})
}
