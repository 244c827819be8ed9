//go:build oracle

package text

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math"
	"os"
	"testing"

	"diorama/simulator/differential/chromium"
)

// measuredRow is a line of the table that renderer/layout is tested with.
type measuredRow struct {
	Name  string        `json:"name"`
	CSS   string        `json:"css"`
	Parts []measuredRun `json:"parts"`
	W     float64       `json:"w"`
	H     float64       `json:"h"`
	Lines [][2]float64  `json:"lines"` // nil: not measured yet
}

type measuredRun struct {
	CSS  *string `json:"css,omitempty"`
	Text string  `json:"text"`
	Box  bool    `json:"box,omitempty"` // an element without content
}

const measuredTable = "../../../../renderer/layout/testdata/texts.jsonl"

// TestMeasured measures the rows of DIORAMA_TABLE (the one of renderer/layout) in
// Chromium: rows without lines get theirs, the others must still be what they say.
// Oracle: chromium.
func TestMeasured(t *testing.T) {
	b := chromium.ForTest(t, 800, 600)
	path := os.Getenv("DIORAMA_TABLE")
	if path == "" {
		path = measuredTable
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []measuredRow
	var samples []sample
	sc := bufio.NewScanner(bytes.NewReader(data))
	for sc.Scan() {
		var r measuredRow
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatalf("%v in %s", err, sc.Text())
		}
		s := sample{CSS: []string{r.CSS}}
		for _, p := range r.Parts {
			if p.CSS != nil {
				s.Parts = append(s.Parts, part{CSS: []string{*p.CSS}, Text: p.Text, Box: p.Box})
			} else {
				s.Parts = append(s.Parts, part{Text: p.Text})
			}
		}
		rows, samples = append(rows, r), append(samples, s)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	other, mine := theirs(t, b, samples), ours(t, newFonts(t), samples)
	for i := range rows {
		c := other[i]
		if r := &rows[i]; r.Lines == nil {
			r.W, r.H, r.Lines = cents(c.W), cents(c.H), [][2]float64{}
			for _, l := range c.Lines {
				r.Lines = append(r.Lines, [2]float64{cents(l[0]), cents(l[1])})
			}
			t.Logf("%s: theirs %s", r.Name, c)
			if d := differ(mine[i], c); d != "" {
				t.Logf("   ours %s", mine[i])
			}
		} else if d := differ(shape{W: r.W, H: r.H, Lines: r.Lines}, c); d != "" {
			t.Errorf("%s: Chromium gives something else now, %s", r.Name, d)
		}
		if err := enc.Encode(rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !t.Failed() && !bytes.Equal(out.Bytes(), data) {
		if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func cents(v float64) float64 { return math.Round(v*100) / 100 }
