package value

import (
	"math"
	"testing"
)

// Numbers print as JavaScript prints them (oracle: ECMA-262 §6.1.6.1.20 examples).
func TestNumberString(t *testing.T) {
	for _, c := range []struct {
		f    float64
		want string
	}{{0, "0"}, {math.Copysign(0, -1), "0"}, {1.5, "1.5"}, {1e21, "1e+21"}, {1e20, "100000000000000000000"}, {123456789.125, "123456789.125"}, {1e-6, "0.000001"}, {1e-7, "1e-7"}, {1.25e-9, "1.25e-9"}, {math.Nextafter(0.3, 1), "0.30000000000000004"}, {-12.5, "-12.5"}, {math.NaN(), "NaN"}, {1.5e300, "1.5e+300"}} {
		if got := NumberString(c.f); got != c.want {
			t.Errorf("NumberString(%g) = %s, want %s", c.f, got, c.want)
		}
	}
}

// A path is set by copying only the nodes on the way; the rest stays the same node.
func TestWithShares(t *testing.T) {
	v, err := ParseJSON([]byte(`{"list":[{"done":false},{"done":false}],"other":{"x":1}}`))
	if err != nil {
		t.Fatal(err)
	}
	p, err := ParsePath("list[1].done")
	if err != nil {
		t.Fatal(err)
	}
	w := v.With(p, OfBool(true))
	if got := w.JSON(); got != `{"list":[{"done":false},{"done":true}],"other":{"x":1}}` {
		t.Error(got)
	}
	if !Same(v.Get("other"), w.Get("other")) || !Same(v.Get("list").Index(0), w.Get("list").Index(0)) {
		t.Error("untouched subtrees were copied")
	}
	d := Diff(v, w, 0)
	if len(d) != 1 || d[0].Path.String() != "list[1].done" || d[0].New.ToString() != "true" {
		t.Errorf("%v", d)
	}
	if v.JSON() != `{"list":[{"done":false},{"done":false}],"other":{"x":1}}` {
		t.Error("the old value changed")
	}
}

func TestParsePath(t *testing.T) {
	for _, s := range []string{"a", "a.b", "a[0].b", "a[0][1]", "[3].x", `a\.b.c`} {
		p, err := ParsePath(s)
		if err != nil || p.String() != s {
			t.Errorf("%q: %v %v", s, p, err)
		}
	}
	for _, s := range []string{"", ".a", "a.", "a[x]", "a[1", "a[0]b", "a..b"} {
		if _, err := ParsePath(s); err == nil {
			t.Errorf("%q: no error", s)
		}
	}
}

func FuzzParsePath(f *testing.F) {
	f.Add("a.b[0].c")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePath(s)
		if err == nil {
			q, err := ParsePath(p.String())
			if err != nil || q.String() != p.String() {
				t.Fatalf("%q → %q → %v %v", s, p.String(), q, err)
			}
		}
	})
}

// Any bytes decode to an error or to a value that encodes to itself again.
func FuzzReadBinary(f *testing.F) {
	v, _ := ParseJSON([]byte(`{"a":[1,"x",null,true,{"b":2}]}`))
	b, _ := v.GobEncode()
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		v, _, err := ReadBinary(b)
		if err != nil {
			return
		}
		c, _ := v.GobEncode()
		w, rest, err := ReadBinary(c)
		if err != nil || len(rest) != 0 || !Equal(v, w) {
			t.Fatalf("%v: %v %v", v.JSON(), w.JSON(), err)
		}
	})
}
