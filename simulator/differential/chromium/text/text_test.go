//go:build oracle

// Package text lays random texts in random text styles out here and in Chromium and
// compares lines, widths and heights. Tests only.
//
// Its one idea: a case is a few declarations and a few strings, so that it can be
// made smaller until only what differs is left.
package text

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"diorama/assets/fonts"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/style"
	"diorama/renderer/text"
	"diorama/renderer/wxss"
	"diorama/simulator/differential"
	"diorama/simulator/differential/chromium"
)

// part is a text, in an inline box of its own when it has declarations.
type part struct {
	CSS  []string
	Text string
	Box  bool // an element without content, for inline-blocks and floats
}

// sample is one block of text.
type sample struct {
	CSS   []string
	Parts []part
}

// shape is what is compared, CSS px: the block's size and its lines' ends.
type shape struct {
	W, H  float64
	Lines [][2]float64
	clamp bool // there may be lines behind, which are not shown
}

func (s shape) String() string { return fmt.Sprintf("{%.2f %.2f %.2f}", s.W, s.H, s.Lines) }

const (
	dpr       = 2
	tolerance = 0.05 // px
)

// prelude is the sheet of both sides.
const prelude = "body{margin:0}.k{display:block;font-size:16px}"

// TestText compares DIORAMA_CASES (600) samples from DIORAMA_SEED (1) on; the
// failures are made small and listed. Oracle: chromium.
func TestText(t *testing.T) { judge(t, random) }

// TestMixed is TestText with inline-blocks and floats between the texts, clamps, and the
// scripts and long words that TestText does not draw. Oracle: chromium.
func TestMixed(t *testing.T) { judge(t, mixed) }

func judge(t *testing.T, draw func(*rand.Rand) sample) {
	b := chromium.ForTest(t, 800, 600)
	cases, seed := differential.Setting("DIORAMA_CASES", 600), differential.Setting("DIORAMA_SEED", 1)
	rnd := rand.New(rand.NewPCG(uint64(seed), 4))
	samples := make([]sample, cases)
	for i := range samples {
		samples[i] = draw(rnd)
	}
	f := newFonts(t)
	bad := failures(t, b, f, samples)
	seen, failed := map[string]int{}, map[string]int{}
	for i, s := range samples {
		for _, d := range s.all() {
			seen[d]++
			if bad[i] != "" {
				failed[d]++
			}
		}
	}
	var failing []sample
	n := 0
	for i, s := range samples {
		if bad[i] != "" {
			n++
			if len(failing) < differential.Setting("DIORAMA_SHRINK", 40) {
				failing = append(failing, s)
			}
		}
	}
	t.Logf("%d of %d texts agree (%.2f %%)", cases-n, cases, 100*float64(cases-n)/float64(cases))
	same, lines := widths(ours(t, f, samples), theirs(t, b, samples))
	t.Logf("%d of %d line widths are within %.2f px (%.2f %%)", same, lines, tolerance, 100*float64(same)/float64(max(lines, 1)))
	decls := make([]string, 0, len(failed))
	for d := range failed {
		decls = append(decls, d)
	}
	slices.SortFunc(decls, func(x, y string) int {
		return cmp.Compare(float64(failed[y])/float64(seen[y]), float64(failed[x])/float64(seen[x]))
	})
	for _, d := range decls[:min(len(decls), 25)] {
		t.Logf("%4d of %4d differ with %s", failed[d], seen[d], d)
	}
	for _, s := range shrink(t, b, f, failing) {
		t.Log(s)
	}
}

func newFonts(t *testing.T) *text.Fonts {
	f := text.NewFonts()
	f.SetDPR(dpr)
	for _, x := range fonts.Faces() {
		if _, err := f.AddFace(x.Family, x.Weight, x.Italic, x.Data, text.FaceOptions{Installed: true}); err != nil {
			t.Fatal(err)
		}
	}
	f.SetFallback(fonts.Family)
	f.SetEmoji(fonts.Emoji().Data)
	return f
}

func (s sample) all() []string {
	out := slices.Clone(s.CSS)
	for _, p := range s.Parts {
		out = append(out, p.CSS...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// apart sets the lines of a block so far from each other that the ends of each can be told.
const apart = ".apart,.apart *{line-height:100px!important;vertical-align:baseline!important}"

// page writes the samples for the browser.
func page(samples []sample) string {
	var w strings.Builder
	w.WriteString("<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><style>html{text-spacing-trim:space-all;text-autospace:no-autospace}" + prelude + apart + "</style><body>")
	for _, s := range samples {
		fmt.Fprintf(&w, `<div class=k style="%s">`, html.EscapeString(strings.Join(s.CSS, ";")))
		for _, p := range s.Parts {
			if p.CSS != nil {
				fmt.Fprintf(&w, `<span style="%s">`, html.EscapeString(strings.Join(p.CSS, ";")))
			}
			if !p.Box {
				w.WriteString("<!--t-->")
			}
			if p.CSS != nil {
				w.WriteString("</span>")
			}
		}
		w.WriteString("</div>\n")
	}
	return w.String()
}

const measure = `(texts => {
	let i = 0
	const w = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT), marks = []
	while (w.nextNode()) marks.push(w.currentNode)
	for (const m of marks) m.replaceWith(document.createTextNode(texts[i++]))
	const all = [...document.querySelectorAll('.k')], sizes = all.map(k => k.getBoundingClientRect())
	// Lines may overlap and texts of one line not meet. What line a text is on depends on
	// heights beside floats only.
	for (const k of all) if (!k.querySelector('[style*=float]')) k.classList.add('apart')
	return all.map((k, at) => {
		const box = k.getBoundingClientRect(), lines = []
		const t = document.createTreeWalker(k, NodeFilter.SHOW_TEXT)
		let bottom = -1e9
		while (t.nextNode()) {
			const r = document.createRange()
			r.selectNodeContents(t.currentNode)
			for (const q of r.getClientRects()) {
				if (q.width == 0) continue
				const l = q.left - box.left, e = q.right - box.left
				if ((q.top + q.bottom) / 2 > bottom) { lines.push([l, e]); bottom = q.bottom }
				else { const n = lines[lines.length-1]; n[0] = Math.min(n[0], l); n[1] = Math.max(n[1], e); bottom = Math.max(bottom, q.bottom) }
			}
		}
		return {W: sizes[at].width, H: sizes[at].height, Lines: lines}
	})
})`

// onePage is how many samples are laid out at a time: far down a long page the
// browser's rectangles are too coarse to be compared.
const onePage = 1000

// theirs asks the browser.
func theirs(t *testing.T, b *chromium.Browser, samples []sample) (out []shape) {
	for some := range slices.Chunk(samples, onePage) {
		out = append(out, theirsOf(t, b, some)...)
	}
	return out
}

func theirsOf(t *testing.T, b *chromium.Browser, samples []sample) []shape {
	if err := b.Show(page(samples)); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, s := range samples {
		for _, p := range s.Parts {
			if p.Box {
				continue
			}
			texts = append(texts, p.Text)
		}
	}
	arg, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	var out []shape
	if err := b.Eval(measure+"("+string(arg)+")", &out); err != nil {
		t.Fatal(err)
	}
	if len(out) != len(samples) {
		t.Fatalf("%d samples, %d in the browser", len(samples), len(out))
	}
	return out
}

// ours lays the samples out here.
func ours(t *testing.T, f *text.Fonts, samples []sample) []shape {
	tree := dom.NewTree()
	m := tree.Mutate()
	id := dom.RootID + 1
	var ops []dom.Op
	element := func(parent dom.NodeID, name string, css []string) dom.NodeID {
		ops = append(ops, dom.Op{Kind: dom.OpElement, ID: id, Name: name}, dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent},
			dom.Op{Kind: dom.OpSetStyle, ID: id, Text: strings.Join(css, ";")})
		id++
		return id - 1
	}
	ids := make([]dom.NodeID, len(samples))
	for i, s := range samples {
		ids[i] = element(dom.RootID, "k", s.CSS)
		for _, p := range s.Parts {
			parent := ids[i]
			if p.CSS != nil {
				parent = element(parent, "span", p.CSS)
			}
			if p.Box {
				continue
			}
			ops = append(ops, dom.Op{Kind: dom.OpText, ID: id, Text: p.Text}, dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent})
			id++
		}
	}
	if err := m.Apply(ops); err != nil {
		t.Fatal(err)
	}
	s := style.New(style.Env{Width: 800, Height: 600, ScreenWidth: 800, DPR: dpr})
	sheet, _ := wxss.Parse("ua", []byte("page{display:block}k{display:block;font-size:16px}"))
	s.SetSheet(style.OriginUA, "", sheet)
	s.Update(tree)
	lt := layout.New(f)
	lt.Build(tree, s, geom.Size{W: geom.FromInt(800 * dpr), H: geom.FromInt(600 * dpr)})
	out := make([]shape, len(samples))
	for i, id := range ids {
		b := lt.BoxOf(tree.Node(id))
		if b == nil {
			continue
		}
		o := shape{W: b.Rect.W.Float() / dpr, H: b.Rect.H.Float() / dpr}
		for l := range b.Lines {
			ends := [2]float64{math.Inf(1), math.Inf(-1)}
			for k := range b.Lines[l].Items {
				it := &b.Lines[l].Items[k]
				if it.Kind == layout.ItemText && it.Rect.W > 0 {
					ends[0] = min(ends[0], it.Rect.X.Float()/dpr)
					ends[1] = max(ends[1], it.Rect.Right().Float()/dpr)
				}
			}
			if n := len(b.Lines[l].Items); n > 0 && b.Lines[l].Items[n-1].Node == nil && b.Lines[l].Items[n-1].Kind == layout.ItemText {
				ends = [2]float64{math.NaN(), math.NaN()} // the browser's ranges tell of the text without an ellipsis
				o.Lines = append(o.Lines, ends)
			}
			if ends[0] <= ends[1] {
				o.Lines = append(o.Lines, ends)
			}
		}
		o.clamp = b.Style.LineClamp > 0
		out[i] = o
	}
	return out
}

// failures tells of each sample what differs, "" for nothing.
func failures(t *testing.T, b *chromium.Browser, f *text.Fonts, samples []sample) []string {
	out := make([]string, len(samples))
	if len(samples) == 0 {
		return out
	}
	mine, other := ours(t, f, samples), theirs(t, b, samples)
	for i := range samples {
		out[i] = differ(mine[i], other[i])
	}
	return out
}

func differ(o, c shape) string {
	far := func(a, b float64) bool { return math.Abs(a-b) > tolerance }
	what := ""
	if o.clamp && len(c.Lines) > len(o.Lines) {
		c.Lines = c.Lines[:len(o.Lines)] // the browser's ranges tell of all lines
	}
	switch {
	case len(o.Lines) != len(c.Lines):
		what = "lines"
	case far(o.W, c.W):
		what = "width"
	case far(o.H, c.H):
		what = "height"
	default:
		for i := range o.Lines {
			if far(o.Lines[i][0], c.Lines[i][0]) || far(o.Lines[i][1], c.Lines[i][1]) {
				what = fmt.Sprintf("line %d", i+1)
				break
			}
		}
	}
	if what == "" {
		return ""
	}
	return fmt.Sprintf("%s\n   ours %s\n theirs %s", what, o, c)
}

// widths counts the lines whose width is that of the browser's. Lines of one side only differ.
func widths(mine, other []shape) (same, all int) {
	for i := range mine {
		o, c := mine[i].Lines, other[i].Lines
		if mine[i].clamp && len(c) > len(o) {
			c = c[:len(o)]
		}
		all += max(len(o), len(c))
		for k := range min(len(o), len(c)) {
			if w := o[k][1] - o[k][0]; w != w || math.Abs(w-(c[k][1]-c[k][0])) <= tolerance {
				same++
			}
		}
	}
	return same, all
}

// shrink makes samples smaller as long as they fail, all of them together, and
// describes what is left.
func shrink(t *testing.T, b *chromium.Browser, f *text.Fonts, failing []sample) []string {
	differential.Shrink(failing, 14, sample.smaller, func(tries []sample) []bool {
		out := make([]bool, len(tries))
		for i, what := range failures(t, b, f, tries) {
			out[i] = what != ""
		}
		return out
	})
	bad := failures(t, b, f, failing)
	var out []string
	for i, s := range failing {
		d := strings.Join(s.CSS, ";")
		for _, p := range s.Parts {
			if p.Box {
				d += fmt.Sprintf("  [%s]", strings.Join(p.CSS, ";"))
				continue
			}
			d += fmt.Sprintf("  {%s}%+q", strings.Join(p.CSS, ";"), p.Text)
			if strconv.QuoteToASCII(p.Text) != strconv.Quote(p.Text) {
				d += "=" + p.Text
			}
		}
		out = append(out, d+"\n"+bad[i])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// smaller gives samples with one thing less.
func (s sample) smaller() []sample {
	var out []sample
	clone := func() sample {
		c := sample{CSS: slices.Clone(s.CSS)}
		for _, p := range s.Parts {
			c.Parts = append(c.Parts, part{slices.Clone(p.CSS), p.Text, p.Box})
		}
		return c
	}
	for i := range s.Parts {
		if len(s.Parts) > 1 {
			c := clone()
			c.Parts = slices.Delete(c.Parts, i, i+1)
			out = append(out, c)
		}
	}
	for i := range s.CSS {
		c := clone()
		c.CSS = slices.Delete(c.CSS, i, i+1)
		out = append(out, c)
	}
	for i, p := range s.Parts {
		r := []rune(p.Text)
		for step := len(r) / 2; step > 0; step /= 2 {
			for at := 0; at+step <= len(r); at += step {
				c := clone()
				c.Parts[i].Text = string(r[:at]) + string(r[at+step:])
				out = append(out, c)
			}
			if len(out) > 60 {
				break
			}
		}
		for k := range p.CSS {
			c := clone()
			c.Parts[i].CSS = slices.Delete(c.Parts[i].CSS, k, k+1)
			out = append(out, c)
		}
	}
	return out
}
