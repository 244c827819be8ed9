package differential

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what Diorama gives as the wanted result: read the difference")

const casesDir = "testdata/cases"

// TestCases runs every case through Diorama and compares with what its oracle
// decided (the oracle test, tag oracle, holds the same texts against exparser).
func TestCases(t *testing.T) {
	cases, err := Load(casesDir)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for i, c := range cases {
		if testing.Short() && i%6 != 0 {
			continue // the race detector needs no case twice of a kind
		}
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			got, err := Ours(c)
			if err != nil {
				t.Fatalf("%v\n%s", err, got)
			}
			if *update && got != c.Want {
				rewrite(t, c, got)
				return
			}
			if d := Difference(c.Want, got); d != "" {
				t.Errorf("%s\n%s", c.Claim, d)
			}
		})
	}
}

func rewrite(t *testing.T, c *Case, got string) {
	file := filepath.Join(casesDir, filepath.FromSlash(c.Name)+".txtar")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ar := txtar.Parse(src)
	found := false
	for i := range ar.Files {
		if ar.Files[i].Name == "want" {
			ar.Files[i].Data, found = []byte(got), true
		}
	}
	if !found {
		ar.Files = append(ar.Files, txtar.File{Name: "want", Data: []byte(got)})
	}
	if out := txtar.Format(ar); !bytes.Equal(out, src) {
		if err := os.WriteFile(file, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A difference names the step, the first line that differs and both texts.
func TestDifference(t *testing.T) {
	if d := Difference("# open\npage\n", "# open\npage\n"); d != "" {
		t.Errorf("equal texts differ: %s", d)
	}
	d := Difference("# open\npage\n  view\n# tap #a\npage\n", "# open\npage\n  view\n# tap #a\npage\n  text\n")
	if !strings.Contains(d, "tap #a") || !strings.Contains(d, "text") {
		t.Errorf("the difference does not say where: %s", d)
	}
}
