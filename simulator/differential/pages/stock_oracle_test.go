//go:build oracle

package pages

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator"
	"diorama/simulator/differential"
	"diorama/simulator/project"
)

// stockTime is the real time that the unchanged tool may take for a page: it compiles
// the templates of the whole project each time.
const stockTime = 3 * time.Minute

// TestStock compares a sample of pages with render.js, the judge's tool as it is: no
// app.json, no app.js and its own wx, so only pages that need none of them can agree.
// DIORAMA_STOCK says how many pages of each project, DIORAMA_SEED which.
func TestStock(t *testing.T) {
	per, _ := strconv.Atoi(os.Getenv("DIORAMA_STOCK"))
	oracle := os.Getenv("DIORAMA_EXPARSER")
	if per <= 0 || oracle == "" {
		t.Skip("DIORAMA_STOCK and DIORAMA_EXPARSER are not set")
	}
	t.Setenv("TZ", "UTC")
	seed, _ := strconv.ParseUint(os.Getenv("DIORAMA_SEED"), 10, 64)
	rnd := rand.New(rand.NewPCG(seed, 1))
	for _, name := range projects {
		if f := os.Getenv("DIORAMA_PROJECT"); f != "" && f != name {
			continue
		}
		dir := filepath.Join(cacheDir(), "projects", name)
		p, err := project.Open(dir)
		if err != nil {
			t.Logf("%s: %v", name, err)
			continue
		}
		tags := componentTags(dir)
		pages := p.App().Pages
		p.Close()
		rnd.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
		for _, page := range pages[:min(per, len(pages))] {
			stockPage(t, oracle, dir, name, page, tags, rnd)
		}
	}
}

var readNames = regexp.MustCompile(`\{\{\s*!?([A-Za-z_]\w*)`)

// stockPage opens one page on both sides and writes three times to names that its template reads.
func stockPage(t *testing.T, oracle, dir, name, page string, tags []string, rnd *rand.Rand) {
	src, _ := os.ReadFile(filepath.Join(dir, page+".wxml"))
	names := readNames.FindAllStringSubmatch(string(src), -1)
	values := []string{"true", "false", "0", "1", `"x"`, `""`, "[]", `["a","b"]`, "{}", "null"}
	v := &verdict{Steps: make([]step, 1)}
	args := []string{"render.js", filepath.Join(dir, page), "--root", dir, "--lifecycle"}
	for range 3 {
		if len(names) == 0 {
			break
		}
		data := fmt.Sprintf(`{%q:%s}`, names[rnd.IntN(len(names))][1], values[rnd.IntN(len(values))])
		args = append(args, "--data", data)
		v.Steps = append(v.Steps, step{Call: &call{Is: page, Data: json.RawMessage(data)}})
	}
	ctx, stop := context.WithTimeout(t.Context(), stockTime)
	defer stop()
	cmd := exec.CommandContext(ctx, "node", args...)
	cmd.Dir = oracle
	b, err := cmd.Output()
	var out struct {
		OK    bool
		Error string
		Steps []struct{ Tree json.RawMessage }
	}
	if jsonErr := json.Unmarshal(b, &out); jsonErr != nil || !out.OK {
		t.Logf("%s %s: not comparable: the tool does not open it: %v %s", name, page, err, firstLine(out.Error))
		return
	}
	got, _, err := ours(dir, job{Page: page}, v)
	for i := range out.Steps {
		if i >= len(got) {
			t.Errorf("%s %s: ours stopped: %v", name, page, err)
			return
		}
		var w strings.Builder
		differential.WriteTree(&w, stockNode(out.Steps[i].Tree, tags, true), 0)
		want := strings.Split(strings.TrimSuffix(w.String(), "\n"), "\n")
		for k := range got[i] {
			got[i][k] = styleWord.ReplaceAllString(got[i][k], "")
		}
		if d := difference(want, got[i]); d != "" {
			t.Errorf("%s %s: different at step %d %v: %s", name, page, i, args[5:], d)
			return
		}
	}
	t.Logf("%s %s: equal, %d states", name, page, len(out.Steps))
}

// styleWord is left out: the tool makes px of rpx.
var styleWord = regexp.MustCompile(` style="(?:[^"\\]|\\.)*"`)

// stockNode reads the tree of render.js. Class names lose the prefix that the tool gives them.
func stockNode(b json.RawMessage, tags []string, root bool) *simulator.Node {
	var text string
	if json.Unmarshal(b, &text) == nil {
		return &simulator.Node{IsText: true, Text: text}
	}
	var in struct {
		Tag      string
		ID       string
		Attrs    map[string]string
		Props    map[string]json.RawMessage
		Dataset  map[string]json.RawMessage
		Events   map[string]any
		Children []json.RawMessage
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return &simulator.Node{Tag: "! " + err.Error()}
	}
	n := &simulator.Node{Tag: strings.TrimPrefix(in.Tag, "wx-"), ElemID: in.ID, Attrs: stockMap(in.Props), Dataset: stockMap(in.Dataset)}
	if root {
		n.Tag = "page"
	}
	for c := range strings.FieldsSeq(in.Attrs["class"]) {
		for _, tag := range tags {
			if rest, ok := strings.CutPrefix(c, tag+"--"); ok {
				c = rest
				break
			}
		}
		n.Class += " " + c
	}
	for k, x := range in.Events {
		if s, ok := x.(string); ok {
			n.Events = append(n.Events, simulator.Binding{Event: k, Method: s})
		}
	}
	for _, c := range in.Children {
		k := stockNode(c, tags, false)
		if j := len(n.Children) - 1; k.IsText && j >= 0 && n.Children[j].IsText {
			n.Children[j].Text += k.Text
			continue
		}
		n.Children = append(n.Children, k)
	}
	return n
}

func stockMap(m map[string]json.RawMessage) value.Value {
	var keys []string
	var vals []value.Value
	for k, b := range m {
		if v, err := value.ParseJSON(b); err == nil && !strings.Contains(k, ":") && !strings.HasPrefix(k, "data-") && !strings.HasPrefix(k, "$") {
			keys, vals = append(keys, k), append(vals, v)
		}
	}
	return value.OfMap(keys, vals)
}

// componentTags are the prefixes that class names may have, the longest first.
func componentTags(dir string) []string {
	seen := map[string]bool{"main": true}
	_ = filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".json" {
			return nil
		}
		b, _ := os.ReadFile(p)
		var c struct{ UsingComponents map[string]any }
		if json.Unmarshal(b, &c) == nil {
			for k := range c.UsingComponents {
				seen[k] = true
			}
		}
		return nil
	})
	var out []string
	for k := range seen {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool { return len(out[i]) > len(out[j]) || len(out[i]) == len(out[j]) && out[i] < out[j] })
	return out
}
