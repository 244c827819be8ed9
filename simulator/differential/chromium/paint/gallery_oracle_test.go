//go:build oracle

package paint

import (
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diorama/simulator/differential/chromium"
)

// The gallery's cells, CSS px.
const (
	cellW, cellH = 92, 92
	columns      = 4
	rows         = 7
)

// limit is the greatest mean difference of a feature's boxes that passes, 0…255.
const limit = 1.5

// TestGallery compares the boxes of every feature (DIORAMA_PAGE keeps features whose
// name contains it; DIORAMA_SEED is the seed, 1). Pictures go to DIORAMA_OUT.
// Oracle: chromium.
func TestGallery(t *testing.T) {
	seed := uint64(1)
	fmt.Sscan(os.Getenv("DIORAMA_SEED"), &seed)
	out := os.Getenv("DIORAMA_OUT")
	dir := t.TempDir()
	write := writer(t, dir)
	var pages []string
	styles := map[string][]string{}
	var chosen []feature
	for _, f := range features {
		if !strings.Contains(f.name, os.Getenv("DIORAMA_PAGE")) {
			continue
		}
		chosen = append(chosen, f)
		page := "p/" + f.name
		pages = append(pages, `"`+page+`"`)
		r := rand.New(rand.NewPCG(seed, 7))
		var w strings.Builder
		for i := range columns * rows {
			c := cell{dice: dice{r}}
			inner := f.cell(&c)
			x, y := i%columns*cellW, i/columns*cellH
			fmt.Fprintf(&w, `<view class="cell" style="left:%dpx;top:%dpx;%s">%s</view>`+"\n", x, y, c.ground, inner)
			styles[f.name] = append(styles[f.name], c.ground+" "+inner)
		}
		write(page+".wxml", w.String())
		write(page+".wxss", sheet)
		write(page+".js", "Page({})")
	}
	write("app.json", `{"pages":[`+strings.Join(pages, ",")+`]}`)
	b := chromium.ForTest(t, chromium.Width, chromium.Height)
	for _, f := range chosen {
		r, err := chromium.Compare(b, dir, "p/"+f.name, chromium.Device)
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		total, worst, at := 0.0, 0.0, 0
		most := 0
		var list strings.Builder
		for i := range columns * rows {
			m, x := differ(r, i)
			total += m
			most = max(most, x)
			if m > worst {
				worst, at = m, i
			}
			fmt.Fprintf(&list, "%2d (%d,%d) mean %.2f max %d  %s\n", i, i%columns, i/columns, m, x, styles[f.name][i])
		}
		total /= columns * rows
		mark := ""
		if total > limit {
			mark = "  !"
		}
		t.Logf("%-18s mean %6.3f  worst box %2d %6.3f  max %3d%s", f.name, total, at, worst, most, mark)
		if out != "" {
			os.MkdirAll(out, 0o755)
			if w, err := os.Create(filepath.Join(out, f.name+".png")); err == nil {
				png.Encode(w, r.Side())
				w.Close()
			}
			os.WriteFile(filepath.Join(out, f.name+".txt"), []byte(list.String()), 0o644)
		}
		if total > limit {
			t.Errorf("%s: mean difference %.3f is over %.1f; the worst box is\n%s", f.name, total, limit, styles[f.name][at])
		}
	}
}

// sheet is the style of a gallery's page.
const sheet = ".cell{position:absolute;width:92px;height:92px;overflow:hidden}\n.cell view,.cell text{box-sizing:border-box}"

// writer writes files below dir, the pictures first.
func writer(t *testing.T, dir string) func(name, text string) {
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(name), 0o755)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range pictures() {
		write("i/"+name, string(data))
	}
	return write
}

// TestShrink makes a cell smaller that differs: the one in the file DIORAMA_CELL, as
// the gallery wrote it. What is left differs by more than limit still.
// Oracle: chromium.
func TestShrink(t *testing.T) {
	name := os.Getenv("DIORAMA_CELL")
	if name == "" {
		t.Skip("DIORAMA_CELL names no file")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	best := strings.TrimSpace(string(data))
	b := chromium.ForTest(t, chromium.Width, chromium.Height)
	dir := t.TempDir()
	write := writer(t, dir)
	write("app.json", `{"pages":["p/p"]}`)
	write("p/p.wxss", sheet)
	write("p/p.js", "Page({})")
	try := func(list []string) int {
		var w strings.Builder
		for i, s := range list {
			fmt.Fprintf(&w, `<view class="cell" style="left:%dpx;top:%dpx">%s</view>`+"\n", i%columns*cellW, i/columns*cellH, s)
		}
		write("p/p.wxml", w.String())
		r, err := chromium.Compare(b, dir, "p/p", chromium.Device)
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			if m, _ := differ(r, i); m > limit {
				return i
			}
		}
		return -1
	}
	for again := true; again; {
		again = false
		list := smaller(best)
		for len(list) > 0 {
			n := min(len(list), columns*rows)
			if i := try(list[:n]); i >= 0 {
				best, again = list[i], true
				break
			}
			list = list[n:]
		}
	}
	t.Log(best)
}

// differ gives mean and greatest channel difference of cell i.
func differ(r *chromium.Result, i int) (mean float64, most int) {
	const d = chromium.DPR
	x, y := i%columns*cellW*d, i/columns*cellH*d
	area := image.Rect(x, y, x+cellW*d, y+cellH*d).Intersect(r.Ours.Rect).Intersect(r.Theirs.Rect)
	sum, n := 0, 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			p, q := r.Ours.RGBAAt(x, y), r.Theirs.RGBAAt(x, y)
			for _, k := range [3][2]uint8{{p.R, q.R}, {p.G, q.G}, {p.B, q.B}} {
				v := int(max(k[0], k[1])) - int(min(k[0], k[1]))
				sum += v
				most = max(most, v)
				n++
			}
		}
	}
	return float64(sum) / float64(max(n, 1)), most
}
