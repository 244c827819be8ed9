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
	// Oracle: exparser, which is lenient.
	for s, want := range map[string]string{".a": "a", "a.": "a", "a[1": "a[1]", "a[0]b": "a[0].b", "a..b": "a.b", `a\b`: `a\\b`, " a b": " a b", "a]": `a\]`} {
		if p, err := ParsePath(s); err != nil || p.String() != want {
			t.Errorf("%q: %v %v, want %s", s, p, err, want)
		}
	}
	for _, s := range []string{"", ".", "a[x]", "a[]", "a[-1]", "a[1.5]", "a[0x]"} {
		if _, err := ParsePath(s); err == nil {
			t.Errorf("%q: no error", s)
		}
	}
}

// What lies on the way is replaced when it has the wrong form. Oracle: exparser.
func TestWithReplaces(t *testing.T) {
	for path, want := range map[string]string{
		"m[1]": `{"m":[null,1],"l":[1,2],"s":"x"}`, "l.x": `{"m":{"a":1},"l":{"x":1},"s":"x"}`,
		"l.0": `{"m":{"a":1},"l":{"0":1},"s":"x"}`, "s.x": `{"m":{"a":1},"l":[1,2],"s":{"x":1}}`,
		"l[3]": `{"m":{"a":1},"l":[1,2,null,1],"s":"x"}`, "m.b[0].c": `{"m":{"a":1,"b":[{"c":1}]},"l":[1,2],"s":"x"}`,
		"[0]": `{"m":{"a":1},"l":[1,2],"s":"x","0":1}`,
	} {
		v, _ := ParseJSON([]byte(`{"m":{"a":1},"l":[1,2],"s":"x"}`))
		p, err := ParsePath(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.With(p, OfInt(1)).JSON(); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
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
