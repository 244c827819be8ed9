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
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator"
	"diorama/simulator/differential"
)

// stockTime is the real time that the unchanged tool may take for a component.
const stockTime = 2 * time.Minute

// TestStock compares a sample of the libraries' components with render.js, the judge's
// tool as it is. It runs no app.js and knows no app.json, so a component stands in a
// project of its own that has the library and nothing else, on both sides. The tool's
// own wx and its update of trees stay what they are: a component is equal up to the
// state at which it throws. DIORAMA_STOCK says how many of each library, DIORAMA_SEED
// which.
func TestStock(t *testing.T) {
	per := differential.Setting("DIORAMA_STOCK", 0)
	if per <= 0 {
		t.Skip("DIORAMA_STOCK is not set")
	}
	oracle := runtimeDir(t)
	if _, err := os.Stat(filepath.Join(oracle, "render.js")); err != nil {
		t.Skip(err)
	}
	rnd := rand.New(rand.NewPCG(uint64(differential.Setting("DIORAMA_SEED", 1)), 1))
	kinds := map[string]int{}
	for _, name := range projects {
		lib := libraries[name]
		if f := os.Getenv("DIORAMA_PROJECT"); lib == "" || f != "" && f != name {
			continue
		}
		from := filepath.Join(cacheDir(), "projects", name)
		list := components(from, lib)
		rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:min(per, len(list))]
		if len(list) == 0 {
			t.Logf("%s is not there (prepare.sh), passed over", name)
			continue
		}
		dir := t.TempDir()
		if err := os.CopyFS(filepath.Join(dir, strings.Split(lib, "/")[0]), os.DirFS(filepath.Join(from, strings.Split(lib, "/")[0]))); err != nil {
			t.Fatal(err)
		}
		pages, _ := json.Marshal(map[string]any{"pages": list})
		for file, data := range map[string]string{"app.json": string(pages), "app.js": "globalThis.__instances = []; App({})"} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		tags := componentTags(dir)
		for _, c := range list {
			kind, what := stockPage(t, oracle, dir, c, tags, rnd)
			kinds[kind]++
			if kind == "different" {
				t.Errorf("%s %s: %s: %s", name, c, kind, what)
			} else {
				t.Logf("%s %s: %s: %s", name, c, kind, what)
			}
		}
	}
	t.Logf("stock: %d equal, %d different, %d not comparable", kinds["equal"], kinds["different"], kinds["not comparable"])
}

var readNames = regexp.MustCompile(`\{\{\s*!?([A-Za-z_]\w*)`)

// stockPage opens one component on both sides and writes three times to names that its
// template reads.
func stockPage(t *testing.T, oracle, dir, page string, tags []string, rnd *rand.Rand) (kind, what string) {
	src, _ := os.ReadFile(filepath.Join(dir, page+".wxml"))
	names := readNames.FindAllStringSubmatch(string(src), -1)
	values := []string{"true", "false", "0", "1", `"x"`, `""`, "[]", `["a","b"]`, "{}", "null"}
	v := &verdict{Steps: make([]step, 1)}
	args := []string{"render.js", filepath.Join(dir, page), "--root", dir}
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
	if jsonErr := json.Unmarshal(b, &out); jsonErr != nil || len(out.Steps) == 0 {
		return "not comparable", fmt.Sprintf("the tool does not open it: %v %s", err, firstLine(out.Error))
	}
	got, _, err := ours(dir, job{Page: page}, v)
	for i := range out.Steps {
		if i >= len(got) {
			return "different", fmt.Sprintf("ours stopped: %v", err)
		}
		var w strings.Builder
		differential.WriteTree(&w, stockNode(out.Steps[i].Tree, tags, true), 0)
		want := strings.Split(strings.TrimSuffix(w.String(), "\n"), "\n")
		for k := range got[i] {
			got[i][k] = styleWord.ReplaceAllString(got[i][k], "")
		}
		if d := difference(want, got[i]); d != "" {
			return "different", fmt.Sprintf("step %d %v: %s", i, args[4:], d)
		}
	}
	if !out.OK {
		return "equal", fmt.Sprintf("%d states, then the tool throws: %s", len(out.Steps), firstLine(out.Error))
	}
	return "equal", fmt.Sprintf("%d states", len(out.Steps))
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
