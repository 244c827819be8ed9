package layout

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"diorama/assets/fonts"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
	"diorama/renderer/wxss"
)

// textRow is a line of testdata/texts.jsonl: one block of text in the program's own
// font at 16 px and two device px per CSS px, 800 px wide unless its CSS says otherwise.
type textRow struct {
	Name  string
	CSS   string
	Parts []struct { // texts, in a span of its own where CSS is not null
		CSS  *string
		Text string
		Box  bool // an element without content
	}
	W, H  float64      // the block's size, CSS px
	Lines [][2]float64 // left and right end of every line's text, CSS px
}

// Texts that random runs against Chromium brought to light: size of the block and the
// ends of its lines. Oracle chromium: TestMeasured of simulator/differential/chromium/text
// measures the rows.
func TestTextsChromium(t *testing.T) {
	const dpr, near = 2, 0.05
	file, err := os.Open("testdata/texts.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f := text.NewFonts()
	f.SetDPR(dpr)
	for _, x := range fonts.Faces() {
		if _, err := f.AddFace(x.Family, x.Weight, x.Italic, x.Data, text.FaceOptions{Installed: true}); err != nil {
			t.Fatal(err)
		}
	}
	f.SetFallback(fonts.Family)
	f.SetEmoji(fonts.Emoji().Data)

	var rows []textRow
	var ops []dom.Op
	var ids []dom.NodeID
	id := dom.RootID
	node := func(parent dom.NodeID, op dom.Op) dom.NodeID {
		id++
		op.ID = id
		ops = append(ops, op, dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent})
		return id
	}
	sc := bufio.NewScanner(file)
	for sc.Scan() {
		var r textRow
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatalf("%v in %s", err, sc.Text())
		}
		k := node(dom.RootID, dom.Op{Kind: dom.OpElement, Name: "k"})
		ops = append(ops, dom.Op{Kind: dom.OpSetStyle, ID: k, Text: r.CSS})
		for _, p := range r.Parts {
			parent := k
			if p.CSS != nil {
				parent = node(k, dom.Op{Kind: dom.OpElement, Name: "span"})
				ops = append(ops, dom.Op{Kind: dom.OpSetStyle, ID: parent, Text: *p.CSS})
			}
			if !p.Box {
				node(parent, dom.Op{Kind: dom.OpText, Text: p.Text})
			}
		}
		rows, ids = append(rows, r), append(ids, k)
	}
	if sc.Err() != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), sc.Err())
	}
	tree := dom.NewTree()
	if err := tree.Mutate().Apply(ops); err != nil {
		t.Fatal(err)
	}
	s := style.New(style.Env{Width: 800, Height: 600, ScreenWidth: 800, DPR: dpr})
	sheet, _ := wxss.Parse("ua", []byte("page{display:block}k{display:block;font-size:16px}"))
	s.SetSheet(style.OriginUA, "", sheet)
	s.Update(tree)
	lt := New(f)
	lt.Build(tree, s, geom.Size{W: geom.FromInt(800 * dpr), H: geom.FromInt(600 * dpr)})
	for i, r := range rows {
		b := lt.BoxOf(tree.Node(ids[i]))
		ends := textEnds(b, dpr)
		same := len(ends) == len(r.Lines) && math.Abs(b.Rect.W.Float()/dpr-r.W) <= near && math.Abs(b.Rect.H.Float()/dpr-r.H) <= near
		for l := 0; same && l < len(ends); l++ {
			same = math.Abs(ends[l][0]-r.Lines[l][0]) <= near && math.Abs(ends[l][1]-r.Lines[l][1]) <= near
		}
		if !same {
			t.Errorf("%s:\n got  %.2f×%.2f %.2f\n want %.2f×%.2f %.2f", r.Name, b.Rect.W.Float()/dpr, b.Rect.H.Float()/dpr, ends, r.W, r.H, r.Lines)
		}
		if strings.TrimSpace(r.Name) == "" {
			t.Errorf("row %d has no name", i+1)
		}
	}
}

// textEnds gives where the text of each line begins and ends; lines without are left out.
func textEnds(b *Box, dpr float64) [][2]float64 {
	var out [][2]float64
	for l := range b.Lines {
		ends := [2]float64{math.Inf(1), math.Inf(-1)}
		for k := range b.Lines[l].Items {
			if it := &b.Lines[l].Items[k]; it.Kind == ItemText && it.Rect.W > 0 {
				ends[0] = min(ends[0], it.Rect.X.Float()/dpr)
				ends[1] = max(ends[1], it.Rect.Right().Float()/dpr)
			}
		}
		if ends[0] <= ends[1] {
			out = append(out, ends)
		}
	}
	return out
}
