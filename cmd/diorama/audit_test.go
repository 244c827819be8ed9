package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// Proves that the command scores all pages, writes both forms, and fails below --min.
// Oracle: hand.
func TestAudit(t *testing.T) {
	var out, errw bytes.Buffer
	if code := run([]string{"audit", "../../assets/demos/todo", "--json"}, &out, &errw); code != exitOK {
		t.Fatalf("exit %d: %s", code, errw.String())
	}
	var r struct {
		Score int
		Rules []struct {
			ID, State string
			Findings  []struct{ Page string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	pages := map[string]bool{}
	for _, x := range r.Rules {
		for _, f := range x.Findings {
			pages[f.Page] = true
		}
	}
	if len(r.Rules) < 34 || r.Score < 90 || !pages["pages/list/list"] || !pages["pages/edit/edit"] {
		t.Errorf("%d rules, score %d, pages %v", len(r.Rules), r.Score, pages)
	}
	out.Reset()
	if code := run([]string{"audit", "../../assets/demos/todo", "--page", "pages/list/list"}, &out, &errw); code != exitOK || !strings.Contains(out.String(), "broken             contrast") {
		t.Errorf("exit %d:\n%s", code, out.String())
	}
	for _, bad := range [][]string{{"audit", "../../assets/demos/todo", "--min", "101"}, {"audit"}, {"audit", "/nowhere"}} {
		if code := run(bad, &out, &errw); code != exitUsage {
			t.Errorf("%v: exit %d", bad, code)
		}
	}
}
