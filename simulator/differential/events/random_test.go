//go:build oracle

// Package events compares random compositions of components, slots and handlers with
// WeChat's runtime: who is called in which order with which targets, and the tree.
package events

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"diorama/simulator/differential"
)

// node is a node of a generated template.
type node struct {
	tag   string
	attrs [][2]string
	kids  []*node
}

func (n *node) write(b *strings.Builder) {
	if n.tag == "" {
		b.WriteString("t{{n}}")
		return
	}
	b.WriteString("<" + n.tag)
	for _, a := range n.attrs {
		fmt.Fprintf(b, " %s=%q", a[0], a[1])
	}
	b.WriteString(">")
	for _, k := range n.kids {
		k.write(b)
	}
	b.WriteString("</" + n.tag + ">")
}

// template is one component; index 0 is the page.
type template struct {
	root             *node
	multiple, hollow bool
	trigger          string // options of triggerEvent
}

type project struct {
	comps [4]template
	steps []string
}

var names = [4]string{"p", "a", "b", "c"}

// The page may use a, b, c; a uses b, c; b uses c.
func generate(r *rand.Rand) *project {
	p := &project{}
	for i := range p.comps {
		t := &p.comps[i]
		t.multiple, t.hollow = r.IntN(2) == 0, i > 0 && r.IntN(4) == 0
		t.trigger = fmt.Sprintf("{ bubbles: %v, composed: %v, capturePhase: %v }", r.IntN(3) > 0, r.IntN(3) > 0, r.IntN(2) == 0)
		id := 0
		t.root = &node{tag: "view", kids: kids(r, i, 0, &id)}
		if i == 0 {
			t.root.kids = append(t.root.kids, element(r, i, 1, &id, names[1+r.IntN(3)]))
		}
	}
	return p
}

func kids(r *rand.Rand, comp, depth int, id *int) []*node {
	var out []*node
	for range 1 + r.IntN(3) {
		k := r.IntN(10)
		switch {
		case depth > 3 || *id > 14:
			return out
		case k < 3 && comp > 0:
			s := &node{tag: "slot"}
			if r.IntN(2) == 0 {
				s.attrs = append(s.attrs, [2]string{"name", "s"})
			}
			place(r, s)
			if r.IntN(3) == 0 {
				*id++
				s.attrs = append(s.attrs, [2]string{"id", fmt.Sprint(names[comp], *id)})
			}
			if r.IntN(3) == 0 {
				s.attrs = append(s.attrs, [2]string{"data-d", fmt.Sprint(names[comp], "slot")})
			}
			bind(r, comp, s)
			out = append(out, s)
		case k < 4:
			out = append(out, &node{})
		case k < 5:
			out = append(out, &node{tag: "block", attrs: [][2]string{{"wx:if", "{{on}}"}}, kids: kids(r, comp, depth+1, id)})
		case k < 6:
			out = append(out, &node{tag: "block", attrs: [][2]string{{"wx:for", "{{2}}"}, {"wx:key", "*this"}}, kids: kids(r, comp, depth+1, id)})
		case k < 8 && comp < 3:
			out = append(out, element(r, comp, depth, id, names[comp+1+r.IntN(3-comp)]))
		default:
			out = append(out, element(r, comp, depth, id, "view"))
		}
	}
	return out
}

func place(r *rand.Rand, n *node) {
	switch r.IntN(24) {
	case 0, 1, 2, 3:
		n.attrs = append(n.attrs, [2]string{"slot", "s"})
	case 4: // seldom: the judge often fails when it changes
		n.attrs = append(n.attrs, [2]string{"slot", "{{f ? 's' : ''}}"})
	}
}

func element(r *rand.Rand, comp, depth int, id *int, tag string) *node {
	*id++
	n := &node{tag: tag, attrs: [][2]string{{"id", fmt.Sprint(names[comp], *id)}}}
	if r.IntN(2) == 0 {
		n.attrs = append(n.attrs, [2]string{"data-d", fmt.Sprint("{{n}}", *id)})
	}
	place(r, n)
	bind(r, comp, n)
	n.kids = kids(r, comp, depth+1, id)
	return n
}

// bind adds at most one binding of each event: the tool that drives exparser keeps no more.
func bind(r *rand.Rand, comp int, n *node) {
	for _, ev := range []string{"tap", "my"} {
		if r.IntN(3) == 0 {
			continue
		}
		kind := []string{"bind:", "bind:", "bind:", "catch:", "mut-bind:", "capture-bind:", "capture-bind:", "capture-catch:", "capture-mut-bind:"}[r.IntN(9)]
		method := "h"
		switch k := r.IntN(8); {
		case k == 0:
			method = "{{f}}"
		case k == 1:
			method = "none"
		case k < 4 && ev == "tap" && comp > 0:
			method = "go"
		case k == 4 && !strings.Contains(kind, "catch"):
			// It throws; the tool that drives exparser then forgets to stop the event.
			method = "again"
		}
		n.attrs = append(n.attrs, [2]string{kind + ev, method})
	}
}

func (p *project) text() string {
	var b strings.Builder
	b.WriteString("Random. Oracle: exparser.\n")
	for i, t := range p.comps {
		file := names[i] + "/" + names[i]
		var body strings.Builder
		for _, k := range t.root.kids {
			k.write(&body)
		}
		fmt.Fprintf(&b, "-- %s.wxml --\n%s\n", file, body.String())
		using := ""
		for _, n := range names[i+1:] {
			using += fmt.Sprintf(",%q:\"/%s/%s\"", n, n, n)
		}
		fmt.Fprintf(&b, "-- %s.json --\n{\"component\":%v,\"usingComponents\":{%s}}\n", file, i > 0, strings.TrimPrefix(using, ","))
		log := fmt.Sprintf("console.log(%q, e.type, e.target.id, e.currentTarget.id, e.target.dataset.d || '-', e.currentTarget.dataset.d || '-', String(e.mut), e.detail.k || 0)", names[i])
		methods := fmt.Sprintf("h(e) { %s }, again(e) { %s; throw new Error('x') }, go(e) { %s; this.triggerEvent('my', { k: %d }, %s) }", log, log, log, i, t.trigger)
		if i == 0 {
			fmt.Fprintf(&b, "-- %s.js --\nPage({ data: { on: true, f: 'h', n: 1 }, %s })\n", file, methods)
			continue
		}
		fmt.Fprintf(&b, "-- %s.js --\nComponent({ options: { multipleSlots: %v, virtualHost: %v }, data: { on: true, f: 'h', n: 2 }, methods: { %s } })\n", file, t.multiple, t.hollow, methods)
	}
	b.WriteString("-- steps --\n" + strings.Join(p.steps, "\n") + "\n-- want --\n")
	return b.String()
}

func (p *project) parse(t *testing.T, name string) *differential.Case {
	c, err := differential.Parse(name, []byte(p.text()))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// ours runs the case; taps on what is not there are an error.
func ours(t *testing.T, p *project) (string, bool) {
	s, err := differential.Ours(p.parse(t, "random"))
	return s, err == nil
}

var idRE = regexp.MustCompile(`(?m)^ *[a-z-]+ #([a-z]\d+)`)

// walk gives the project data changes, and taps on what shows after each.
func (p *project) walk(t *testing.T, r *rand.Rand) {
	all := []string{`{"f":""}`, `{"on":false,"n":3}`, `{"on":true,"f":"h"}`, `{"f":"none"}`}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, d := range all[:2] {
		p.steps = append(p.steps, "data "+d)
	}
	out, ok := ours(t, p)
	if !ok {
		t.Fatalf("does not run: %s", out)
	}
	var steps []string
	for i, part := range strings.Split(out, "\n# ") {
		if i > 0 {
			steps = append(steps, strings.SplitN(part, "\n", 2)[0])
		}
		ids := idRE.FindAllStringSubmatch(part, -1)
		for range 4 {
			if len(ids) > 0 {
				steps = append(steps, "tap #"+ids[r.IntN(len(ids))][1])
			}
		}
	}
	p.steps = steps
}

// clean takes out what the judge prints in its own way: errors of handlers, and
// moves of texts.
func clean(s string) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if !strings.HasPrefix(l, "! ") {
			out = append(out, l)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n")) + "\n"
}

// pairs runs projects on both sides.
func pairs(t *testing.T, dir string, list []*project) []differential.Pair {
	var cases []*differential.Case
	for i, p := range list {
		cases = append(cases, p.parse(t, fmt.Sprint(i)))
	}
	out := differential.Both(t, dir, cases)
	for i, p := range out {
		out[i] = differential.Pair{Ours: clean(p.Ours), Theirs: clean(p.Theirs)}
	}
	return out
}

// TestRandomEvents compares DIORAMA_CASES (40) compositions from the seed DIORAMA_SEED
// (1) on. DIORAMA_SHRINK=1 makes the first that differs smaller, which takes minutes.
func TestRandomEvents(t *testing.T) {
	dir := differential.Runtime(t)
	seed, count := uint64(differential.Setting("DIORAMA_SEED", 1)), differential.Setting("DIORAMA_CASES", 40)
	var list []*project
	for i := range count {
		r := rand.New(rand.NewPCG(seed+uint64(i), 7))
		p := generate(r)
		p.walk(t, r)
		list = append(list, p)
	}
	tally, shrunk := differential.NewTally(t, "events"), false
	for i, pair := range pairs(t, dir, list) {
		o, what := pair.Verdict()
		if tally.Add(o, what, pair.Ours) {
			continue
		}
		p := list[i]
		if differential.Setting("DIORAMA_SHRINK", 0) != 0 && !shrunk {
			shrunk = true
			small := []*project{p}
			differential.Shrink(small, 25, (*project).smaller, func(tries []*project) []bool {
				out := make([]bool, len(tries))
				for i, pair := range pairs(t, dir, tries) {
					again, _ := pair.Verdict()
					out[i] = again == o
				}
				return out
			})
			p = small[0]
			_, what = pairs(t, dir, small)[0].Verdict()
		}
		t.Errorf("seed %d is %s\n%s\n%s", seed+uint64(i), o, p.text(), what)
	}
	tally.Done()
}

func (p *project) smaller() []*project {
	var out []*project
	for i := range p.steps {
		q := *p
		q.steps = append(append([]string(nil), p.steps[:i]...), p.steps[i+1:]...)
		out = append(out, &q)
	}
	for i := range p.comps {
		for _, root := range p.comps[i].root.without() {
			q := *p
			q.comps[i].root = root
			out = append(out, &q)
		}
	}
	return out
}

// without gives copies of n that lack one attribute or one node below it.
func (n *node) without() []*node {
	var out []*node
	for i, k := range n.kids {
		with := func(repl ...*node) {
			c := *n
			c.kids = append(append(append([]*node(nil), n.kids[:i]...), repl...), n.kids[i+1:]...)
			out = append(out, &c)
		}
		with()
		if len(k.kids) > 0 {
			with(k.kids...)
		}
		for j, a := range k.attrs {
			if a[0] == "id" || strings.HasPrefix(a[0], "wx:") {
				continue
			}
			c := *k
			c.attrs = append(append([][2]string(nil), k.attrs[:j]...), k.attrs[j+1:]...)
			with(&c)
		}
		for _, s := range k.without() {
			with(s)
		}
	}
	return out
}
