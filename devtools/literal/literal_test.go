// Proves: values are written as JavaScript would, cut at a width; differences are
// the smallest paths. Oracle: hand.
package literal

import (
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

func parse(t *testing.T, s string) value.Value {
	if s == "" {
		return value.Value{}
	}
	v, err := value.ParseJSON([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		json  string
		width int
		want  string
	}{
		{`1.5`, 20, `1.5`}, {`"a\nb"`, 20, `"a⏎b"`}, {`null`, 20, `null`}, {``, 20, `undefined`},
		{`{"a":1,"b":[true]}`, 80, `{a: 1, b: [true]}`}, {`[1,2,3,4,5]`, 80, `(5) [1, 2, 3, 4, 5]`},
		{`[1,2]`, 4, `Array(2)`}, {`{"a":{"b":{"c":{"d":1}}}}`, 80, `{a: {b: {c: {1}}}}`},
		{`{"long":"xxxxxxxxxxxxxxxxxxxxxxxx","next":1,"more":2}`, 20, `{long: "xxxxxxxxxxxxxxxxxxxxxxxx", …}`},
	} {
		if got := Plain(parse(t, c.json), c.width); got != c.want {
			t.Errorf("%s in %d: %s, want %s", c.json, c.width, got, c.want)
		}
	}
	if got := Plain(value.OfString(strings.Repeat("字", 5000)), 50); len(got) > maxText+10 {
		t.Errorf("a long text gives %d bytes", len(got))
	}
}

func TestDifferences(t *testing.T) {
	ch := func(path, old, now string) wire.Change {
		return wire.Change{Path: path, Old: parse(t, old), New: parse(t, now)}
	}
	text := func(d []Difference) string {
		var out []string
		for _, e := range d {
			s := e.Path + ": " + PlainChange(e.Old, e.New, 60)
			if e.Noop {
				s = e.Path + " same"
			}
			out = append(out, s)
		}
		return strings.Join(out, "; ")
	}
	list := []wire.Change{ch("a", `{"b":1,"c":2}`, `{"b":1,"c":3}`), ch("n", `1`, `1`), ch("l", `[{"x":1}]`, `[{"x":2}]`)}
	list[1].Noop = true
	if got, want := text(Differences(list, 10)), "a.c: 2 → 3; n same; l[0].x: 1 → 2"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := text(Telling(append(list, ch("m", `[1,2]`, `[0,1,2]`)), 10)), "a.c: 2 → 3; l[0].x: 1 → 2; m: Array(2) → Array(3)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := text(Telling(list[1:2], 3)); got != "n same" {
		t.Errorf("only a no-op: %s", got)
	}
}

func TestClock(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "00:00.000", 61*time.Second + 5*time.Millisecond: "01:01.005", time.Hour + time.Second: "1:00:01.000"} {
		if got := Clock(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}
