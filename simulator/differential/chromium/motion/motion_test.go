//go:build oracle

package motion

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
	"diorama/simulator/differential/chromium"
)

// common is what every case stands in.
const common = `.p{display:block;position:relative;width:300px;height:200px;font-size:20px;color:#123456}
.x{display:block;position:relative;border:2px solid;border-color:black;outline:solid 3px black}.k{display:block;padding-left:1em;border-radius:.5em}
@keyframes k1{from{width:10px}to{width:90px}}@keyframes k2{from{left:0;opacity:.2}to{left:80px;opacity:1}}@keyframes k3{to{left:80px}}
`

func sheet(cases []Case) string {
	var b strings.Builder
	b.WriteString(common)
	for i, c := range cases {
		name := fmt.Sprintf("n%d", i)
		fmt.Fprintf(&b, ".c%d{%s}\n", i, strings.ReplaceAll(c.Style, "NAME", name))
		if c.To != "" {
			fmt.Fprintf(&b, ".c%d.y{%s}\n", i, strings.ReplaceAll(c.To, "NAME", name))
		}
		if c.Frames != "" {
			fmt.Fprintf(&b, "@keyframes %s{%s}\n", name, c.Frames)
		}
	}
	return b.String()
}

// perPage is how many cases are shown at once in the browser.
const perPage = 60

// moment is what happens at a time: first the classes, then the reading.
type moment struct {
	T      float64
	Toggle []int
	Read   []int
}

func moments(cases []Case) []moment {
	at := map[float64]*moment{}
	get := func(t float64) *moment {
		if at[t] == nil {
			at[t] = &moment{T: t}
		}
		return at[t]
	}
	get(0)
	for i, c := range cases {
		for _, t := range c.Toggles {
			m := get(t)
			m.Toggle = append(m.Toggle, i)
		}
		for _, t := range c.Times {
			m := get(t)
			m.Read = append(m.Read, i)
		}
	}
	var out []moment
	for _, m := range at {
		out = append(out, *m)
	}
	slices.SortFunc(out, func(a, b moment) int { return cmp.Compare(a.T, b.T) })
	return out
}

// ours gives the values: per case, per reading, per property.
func ours(t *testing.T, cases []Case) [][][]string {
	d := renderer.New(renderer.Options{Env: style.Env{Width: 375, Height: 667, ScreenWidth: 375, DPR: 2, RootFontSize: 16}, Base: "p"})
	s, _ := wxss.Parse("p.wxss", []byte(sheet(cases)))
	d.SetSheet(style.OriginPage, "p", s)
	var ops []dom.Op
	id := func(i int) dom.NodeID { return dom.NodeID(10 + 3*i) }
	class := func(i int, y bool) []dom.Class {
		out := []dom.Class{{Name: "x"}, {Name: fmt.Sprintf("c%d", i)}}
		if y {
			out = append(out, dom.Class{Name: "y"})
		}
		return out
	}
	for i := range cases {
		n := id(i)
		ops = append(ops, dom.Op{Kind: dom.OpElement, ID: n, Name: "view"}, dom.Op{Kind: dom.OpSetClass, ID: n, Classes: []dom.Class{{Name: "p"}}}, dom.Op{Kind: dom.OpInsert, ID: n, Parent: dom.RootID},
			dom.Op{Kind: dom.OpElement, ID: n + 1, Name: "view"}, dom.Op{Kind: dom.OpSetClass, ID: n + 1, Classes: class(i, false)}, dom.Op{Kind: dom.OpInsert, ID: n + 1, Parent: n},
			dom.Op{Kind: dom.OpElement, ID: n + 2, Name: "view"}, dom.Op{Kind: dom.OpSetClass, ID: n + 2, Classes: []dom.Class{{Name: "k"}}}, dom.Op{Kind: dom.OpInsert, ID: n + 2, Parent: n + 1})
	}
	if err := d.Apply(ops); err != nil {
		t.Fatal(err)
	}
	d.Move(0)
	out := make([][][]string, len(cases))
	on := make([]bool, len(cases))
	for _, m := range moments(cases) {
		now := time.Duration(m.T * float64(time.Millisecond))
		d.Move(now)
		var ops []dom.Op
		for _, i := range m.Toggle {
			on[i] = !on[i]
			ops = append(ops, dom.Op{Kind: dom.OpSetClass, ID: id(i) + 1, Classes: class(i, on[i])})
		}
		if err := d.Apply(ops); err != nil {
			t.Fatal(err)
		}
		d.Move(now)
		for _, i := range m.Read {
			n := id(i) + 1
			if cases[i].Child {
				n++
			}
			var row []string
			for _, p := range cases[i].Props {
				row = append(row, d.ComputedStyle(n, p))
			}
			out[i] = append(out[i], row)
		}
	}
	return out
}

const script = `
const known = new Map();
function at(t) {
  for (const a of document.getAnimations({subtree:true})) if (!known.has(a)) { known.set(a, {start: now, held: a.playState === 'paused'}); a.pause(); }
  // Reading brings the styles up to date, so all of it comes before the writing.
  for (const [a, k] of known) { k.idle = a.playState === 'idle'; k.end = a.effect.getComputedTiming().endTime }
  for (const [a, k] of known) {
    if (k.idle) { known.delete(a); continue }
    if (k.held) continue;
    const local = t - k.start;
    if (a.constructor.name === 'CSSTransition' && local >= k.end) { a.finish(); known.delete(a); continue }
    a.currentTime = local;
  }
}
let now = 0;
function run(moments, cases) {
  const out = cases.map(() => []);
  const el = i => document.querySelector('.c' + i);
  document.body.offsetTop; at(0);
  for (const m of moments) {
    at(m.T); now = m.T; getComputedStyle(el(0)).left;
    for (const i of m.Toggle || []) el(i).classList.toggle('y');
    at(m.T);
    for (const i of m.Read || []) {
      let e = el(i); if (cases[i].Child) e = e.firstChild;
      const cs = getComputedStyle(e);
      out[i].push(cases[i].Props.map(p => cs.getPropertyValue(p)));
    }
  }
  return out;
}`

var rpx = regexp.MustCompile(`(-?[\d.]+)rpx`)

func theirs(t *testing.T, b *chromium.Browser, cases []Case) [][][]string {
	css := rpx.ReplaceAllStringFunc(sheet(cases), func(s string) string {
		v, _ := strconv.ParseFloat(strings.TrimSuffix(s, "rpx"), 64)
		return strconv.FormatFloat(v/2, 'f', -1, 64) + "px"
	})
	var h strings.Builder
	h.WriteString("<!doctype html><meta charset=utf-8><style>body{margin:0}" + css + "</style><body>")
	for i := range cases {
		fmt.Fprintf(&h, "<div class=p><div class='x c%d'><div class=k></div></div></div>", i)
	}
	ms, _ := json.Marshal(moments(cases))
	cs, _ := json.Marshal(cases)
	fmt.Fprintf(&h, "<script>%s\nconst result = run(%s,%s)</script>", script, ms, cs)
	if err := b.Show(h.String()); err != nil {
		t.Fatal(err)
	}
	var out [][][]string
	if err := b.Eval("result", &out); err != nil {
		t.Fatal(err)
	}
	return out
}

var number = regexp.MustCompile(`-?\d*\.?\d+(e-?\d+)?`)

var opaque = regexp.MustCompile(`rgba\(([^)]*), 1\)`)

var (
	sum      = regexp.MustCompile(`calc\((-?[\d.]+)% ([+-]) ([\d.]+)px\)`)
	flat     = regexp.MustCompile(`^matrix3d\(([^,]*), ([^,]*), 0, 0, ([^,]*), ([^,]*), 0, 0, 0, 0, 1, 0, ([^,]*), ([^,]*), (?:0|[\d.-]+e-1\d), 1\)$`)
	clear    = regexp.MustCompile(`rgba\(\d+, \d+, \d+, 0\)`)
	nothing  = regexp.MustCompile(`(^|[ (,])-?0%`)
	fraction = regexp.MustCompile(`^(\d+) / (\d+)$`)
)

// plain writes one way what may be written in several: a sum with nothing on one side,
// a matrix in space that lies in the plane, what cannot be seen, a ratio, a list that repeats itself.
func plain(prop, s string) string {
	s = sum.ReplaceAllStringFunc(s, func(t string) string {
		m := sum.FindStringSubmatch(t)
		pct, _ := strconv.ParseFloat(m[1], 64)
		px, _ := strconv.ParseFloat(m[3], 64)
		switch {
		case pct == 0 && m[2] == "-":
			return "-" + m[3] + "px"
		case pct == 0:
			return m[3] + "px"
		case px == 0:
			return m[1] + "%"
		}
		return t
	})
	s = nothing.ReplaceAllString(s, "${1}0px")
	s = clear.ReplaceAllString(s, "rgba(0, 0, 0, 0)")
	s = flat.ReplaceAllString(s, "matrix($1, $2, $3, $4, $5, $6)")
	if m := fraction.FindStringSubmatch(s); m != nil {
		a, _ := strconv.ParseFloat(m[1], 64)
		b, _ := strconv.ParseFloat(m[2], 64)
		s = fmt.Sprint(a/b, " / 1")
	}
	if strings.HasPrefix(prop, "background-") && !strings.Contains(s, "(") {
		list := strings.Split(s, ", ")
		for n := 1; n < len(list); n++ {
			if len(list)%n == 0 && slices.Equal(list[n:], list[:len(list)-n]) {
				return strings.Join(list[:n], ", ")
			}
		}
	}
	return s
}

// equal compares two values: numbers nearly, the rest exactly.
func equal(prop, a, b string) bool {
	if a == b {
		return true
	}
	a, b = plain(prop, a), plain(prop, b)
	// An opaque colour between two is written as rgba by Chromium.
	a, b = opaque.ReplaceAllString(a, "rgb($1)"), opaque.ReplaceAllString(b, "rgb($1)")
	clean := func(s string) string { return strings.NewReplacer(" ", "", "+-", "-").Replace(s) }
	na, nb := number.FindAllString(a, -1), number.FindAllString(b, -1)
	if len(na) != len(nb) || number.ReplaceAllString(clean(a), "#") != number.ReplaceAllString(clean(b), "#") {
		return false
	}
	tol := 0.02
	if strings.Contains(prop, "color") || strings.Contains(prop, "shadow") {
		tol = 1.01
	}
	for i := range na {
		x, _ := strconv.ParseFloat(na[i], 64)
		y, _ := strconv.ParseFloat(nb[i], 64)
		if math.Abs(x-y) > tol+1e-4*math.Abs(x) {
			return false
		}
	}
	return true
}

// TestMotion compares computed styles of transitions and keyframe animations at several
// times. DIORAMA_FEATURE keeps the features that contain it; DIORAMA_SEED is the seed.
// Oracle: chromium.
func TestMotion(t *testing.T) {
	b := chromium.ForTest(t, 375, 667)
	seed, _ := strconv.ParseUint(os.Getenv("DIORAMA_SEED"), 10, 64)
	var cases []Case
	for _, c := range Cases(seed+1, 150) {
		if strings.Contains(c.Feature, os.Getenv("DIORAMA_FEATURE")) {
			cases = append(cases, c)
		}
	}
	us := ours(t, cases)
	var they [][][]string
	for part := range slices.Chunk(cases, perPage) {
		they = append(they, theirs(t, b, part)...)
	}
	type count struct{ values, off, cases, bad int }
	counts := map[string]*count{}
	var names []string
	shown := map[string]int{}
	for i, c := range cases {
		n := counts[c.Feature]
		if n == nil {
			n = &count{}
			counts[c.Feature] = n
			names = append(names, c.Feature)
		}
		n.cases++
		bad := ""
		for k, row := range they[i] {
			for j, v := range row {
				n.values++
				if !equal(c.Props[j], us[i][k][j], v) {
					n.off++
					if bad == "" {
						bad = fmt.Sprintf("at %v %s: %q, chromium %q", c.Times[k], c.Props[j], us[i][k][j], v)
					}
				}
			}
		}
		if bad != "" {
			n.bad++
			if shown[c.Feature]++; shown[c.Feature] <= 12 || os.Getenv("DIORAMA_FEATURE") != "" {
				t.Logf("%s | %s | %s | %s | %v\n    %s", c.Feature, c.Style, c.To, c.Frames, c.Toggles, bad)
			}
		}
	}
	for _, f := range names {
		n := counts[f]
		t.Logf("%-28s %4d of %4d cases agree, %5d of %5d values", f, n.cases-n.bad, n.cases, n.values-n.off, n.values)
	}
}
