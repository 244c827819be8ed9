//go:build oracle

// Package random compares Diorama with WeChat's own compiler and component runtime
// on generated projects. Oracle: exparser (env DIORAMA_EXPARSER, a folder with
// miniprogram-simulate in node_modules). Nothing that it prints is kept.
package random

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator"
	"diorama/simulator/differential"
	"diorama/simulator/wire"
)

// runTime is how long one test goes on, at most.
const runTime = 2 * time.Minute

// oracle is a running driver.
type oracle struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func startOracle(t *testing.T) *oracle {
	dir := differential.Runtime(t)
	driver, err := filepath.Abs("testdata/driver.js")
	if err != nil {
		t.Fatal(err)
	}
	o := &oracle{cmd: exec.Command("node", driver)}
	o.cmd.Dir, o.cmd.Stderr = dir, os.Stderr
	o.in, err = o.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := o.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	o.out = bufio.NewReaderSize(out, 1<<20)
	if err := o.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.in.Close(); o.cmd.Wait() })
	return o
}

func (o *oracle) ask(q, answer any) error {
	b, err := json.Marshal(q)
	if err != nil {
		return err
	}
	if _, err := o.in.Write(append(b, '\n')); err != nil {
		return err
	}
	stop := time.AfterFunc(time.Minute, func() { o.cmd.Process.Kill() })
	line, err := o.out.ReadBytes('\n')
	stop.Stop()
	if err != nil {
		return fmt.Errorf("the driver gave no answer: %w", err)
	}
	return json.Unmarshal(line, answer)
}

type request struct {
	Cmd   string   `json:"cmd"`
	Dir   string   `json:"dir"`
	Page  string   `json:"page"`
	Files []string `json:"files"`
	Data  string   `json:"data"`
	Steps []string `json:"steps"`
	Comps bool     `json:"comps"`
}

type answer struct {
	OK            bool
	Trees, Fresh  [][]string
	Reject, Error string
}

// outcome is what both sides said about a case.
type outcome struct {
	same   bool
	kind   string // of a difference or of a case that is not comparable
	theirs string
	ours   string
	skip   bool
}

func (o outcome) outcome() differential.Outcome {
	switch {
	case o.same:
		return differential.Equal
	case o.skip:
		return differential.NotComparable
	}
	return differential.Different
}

func writeCase(t testing.TB, dir string, files map[string]string) []string {
	var names []string
	for name, s := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".wxml") || strings.HasSuffix(name, ".wxs") {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// judge runs a case on both sides.
func judge(t testing.TB, o *oracle, p *project) outcome {
	return judgeAll(t, o, []*project{p})[0]
}

// judgeAll runs cases on both sides: each is a folder of one project, so that our
// session is opened once.
func judgeAll(t testing.TB, o *oracle, list []*project) []outcome {
	dir, err := os.MkdirTemp("", "diorama-random-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	theirs := make([]answer, len(list))
	var steps [][]string
	pages := make([]string, len(list))
	for i, p := range list {
		sub := fmt.Sprintf("c%d", i)
		pages[i] = sub + "/p/p"
		here := map[string]string{}
		for name, src := range p.files() {
			if name != "app.json" && name != "app.js" {
				here[sub+"/"+name] = strings.NewReplacer(`"/p/`, `"/`+sub+`/p/`, `'/p/`, `'/`+sub+`/p/`).Replace(src)
			}
		}
		writeCase(t, dir, here)
		steps = append(steps, p.stepTexts())
	}
	app, _ := json.Marshal(map[string]any{"pages": pages})
	writeCase(t, dir, map[string]string{"app.json": string(app), "app.js": "App({})"})
	done := make(chan error)
	go func() {
		for i, p := range list {
			var names []string
			for name := range p.files() {
				if strings.HasSuffix(name, ".wxml") || strings.HasSuffix(name, ".wxs") {
					names = append(names, fmt.Sprintf("c%d/%s", i, name))
				}
			}
			sort.Strings(names)
			q := request{Cmd: "case", Dir: dir, Page: pages[i], Files: names, Data: p.dataText(), Steps: steps[i], Comps: p.comps}
			if err := o.ask(q, &theirs[i]); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	trees, problems, err := ours(dir, pages, steps)
	if e := <-done; e != nil {
		t.Fatal(e)
	}
	out := make([]outcome, len(list))
	for i, p := range list {
		if err != nil {
			out[i] = outcome{kind: "we fail", ours: err.Error()}
			continue
		}
		var mine []wire.Diagnostic
		for _, d := range problems {
			if strings.HasPrefix(d.File, fmt.Sprintf("c%d/", i)) {
				mine = append(mine, d)
			}
		}
		out[i] = compare(p, theirs[i], trees[i], mine)
	}
	return out
}

// onlyNewer is said of a source in which {{ }} uses what wcc does not know: we take the
// grammar of the newer compiler too, by design.
const onlyNewer = "an expression that only the newer compiler takes"

// bothRefuse is the outcome of a source that is wrong: neither compiler takes it.
const bothRefuse = "refused by both"

func compare(p *project, a answer, trees []string, problems []wire.Diagnostic) outcome {
	if a.Reject != "" {
		for name, src := range p.files() {
			if strings.HasSuffix(name, ".wxml") {
				if _, diags := wxml.Parse(name, []byte(src)); len(diags) > 0 {
					problems = append(problems, wire.Diagnostic{})
				}
			}
		}
	}
	switch {
	case a.Reject != "":
		if len(problems) == 0 && newerOnly(a.Reject) {
			return outcome{skip: true, kind: onlyNewer}
		}
		if len(problems) == 0 {
			return outcome{kind: "wcc refuses, we say nothing", theirs: a.Reject, ours: strings.Join(trees, "\n")}
		}
		return outcome{same: true, kind: bothRefuse}
	case a.Error != "":
		return outcome{skip: true, kind: "the runtime fails: " + short(a.Error), theirs: a.Error}
	}
	for _, d := range problems {
		if !d.Warning {
			return outcome{kind: "we refuse, wcc takes it", ours: fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Column, d.Message)}
		}
	}
	for i := range a.Trees {
		theirs := strings.Join(a.Trees[i], "\n")
		if i < len(trees) && trees[i] == theirs {
			continue
		}
		if i < len(trees) && i < len(a.Fresh) && strings.Join(a.Fresh[i], "\n") == trees[i] {
			return outcome{skip: true, kind: "the runtime's update differs from its own first rendering"}
		}
		ours := "nothing"
		if i < len(trees) {
			ours = trees[i]
		}
		return outcome{kind: "tree", theirs: fmt.Sprintf("# step %d\n%s", i, theirs), ours: ours}
	}
	return outcome{same: true}
}

// ours runs the pages one after the other in one session of Diorama.
func ours(dir string, pages []string, steps [][]string) (trees [][]string, problems []wire.Diagnostic, err error) {
	s, err := simulator.Open(simulator.Options{Dir: dir, Page: pages[0], Virtual: true, Spawn: simulator.InProcess, Width: 375, Height: 667, DPR: 1, NoChrome: true})
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	trees = make([][]string, len(pages))
	for i := range pages {
		if i > 0 {
			s.Navigate("reLaunch", "/"+pages[i])
		}
		snap := func() error {
			if err := s.Settle(0, 20*time.Second); err != nil {
				return err
			}
			var b strings.Builder
			if t := s.Tree(); t != nil {
				for _, c := range t.Children {
					writeTree(&b, c, 0)
				}
			}
			trees[i] = append(trees[i], strings.TrimSuffix(b.String(), "\n"))
			return nil
		}
		if err := snap(); err != nil {
			return nil, nil, err
		}
		for _, st := range steps[i] {
			var failed string
			s.Eval("getCurrentPages().slice(-1)[0].setData("+st+")", func(_, errText string) { failed = errText })
			if err := snap(); err != nil {
				return nil, nil, err
			}
			if failed != "" {
				return nil, nil, fmt.Errorf("setData: %s", failed)
			}
		}
		problems = append(problems, s.State().Problems...)
	}
	return trees, problems, nil
}

func writeTree(b *strings.Builder, n *simulator.Node, depth int) {
	if n.IsText && n.Text == "" {
		return
	}
	b.WriteString(strings.Repeat("  ", depth))
	if n.IsText {
		b.WriteString(differential.Literal(value.OfString(n.Text)) + "\n")
		return
	}
	b.WriteString(n.Tag)
	if n.ElemID != "" && n.ElemID != "true" {
		b.WriteString(" #" + n.ElemID)
	}
	for c := range strings.FieldsFuncSeq(n.Class, func(r rune) bool { return r < 128 && strings.ContainsRune(" \t\r\n\f", r) }) {
		if c != "true" {
			b.WriteString(" ." + c)
		}
	}
	// A bare attribute and {{true}} are the same there.
	if n.Style != "" && n.Style != "true" {
		b.WriteString(" style=" + differential.Literal(value.OfString(n.Style)))
	}
	var words, data, events []string
	if n.Is == "" && n.Attrs.Kind() == value.Map {
		for _, k := range n.Attrs.Keys() {
			words = append(words, strings.ToLower(differential.Camel(k))+"="+differential.Literal(n.Attrs.Get(k)))
		}
	}
	if n.Dataset.Kind() == value.Map {
		for _, k := range n.Dataset.Keys() {
			data = append(data, "data:"+k+"="+differential.Literal(n.Dataset.Get(k)))
		}
	}
	for _, e := range n.Events {
		if e.Method == "true" {
			e.Method = ""
		}
		events = append(events, e.Event+"="+e.Method)
	}
	for _, list := range [][]string{words, data, events} {
		sort.Strings(list)
		for _, w := range list {
			b.WriteString(" " + w)
		}
	}
	b.WriteByte('\n')
	for _, c := range n.Children {
		writeTree(b, c, depth+1)
	}
}

// sizes are the seed of the first case (DIORAMA_SEED, 1), how many there are
// (DIORAMA_CASES, 1000), and how many differences are printed (DIORAMA_SHOW, 5).
func sizes() (seed uint64, count, show int) {
	return uint64(differential.Setting("DIORAMA_SEED", 1)), differential.Setting("DIORAMA_CASES", 1000), differential.Setting("DIORAMA_SHOW", 5)
}

// TestRandom compares generated projects, see sizes; every fourth has components.
func TestRandom(t *testing.T) {
	o := startOracle(t)
	first, count, show := sizes()
	end := time.Now().Add(runTime)
	type tally struct{ same, differ, skip int }
	byFeature := map[string]*tally{}
	total, shown, both := differential.NewTally(t, "template"), 0, 0
	const batch = 25
	for i := 0; i < count && time.Now().Before(end); i += batch {
		var list []*project
		for k := range min(batch, count-i) {
			seed := first + uint64(i+k)
			g := &generator{r: rand.New(rand.NewPCG(seed, 7))}
			list = append(list, g.project(seed%4 == 3))
		}
		for k, r := range judgeAll(t, o, list) {
			p, seed := list[k], first+uint64(i+k)
			if r.outcome() == differential.Different {
				r = byDesign(t, o, p, r)
			}
			if r.kind == bothRefuse {
				both++
			}
			for _, f := range p.features() {
				c := byFeature[f]
				if c == nil {
					c = &tally{}
					byFeature[f] = c
				}
				switch {
				case r.skip:
					c.skip++
				case r.same:
					c.same++
				default:
					c.differ++
				}
			}
			if total.Add(r.outcome(), r.kind+"\n"+r.theirs, r.ours) {
				continue
			}
			if shown >= show {
				t.Errorf("seed %d is %s: %s: %s", seed, r.outcome(), r.kind, firstLine(r))
				continue
			}
			shown++
			small, r := shrink(t, o, p, r)
			t.Errorf("seed %d is %s: %s\n%s\n--- theirs\n%s\n--- ours\n%s", seed, r.outcome(), r.kind, small.text(), r.theirs, r.ours)
		}
	}
	var names []string
	for f := range byFeature {
		names = append(names, f)
	}
	sort.Strings(names)
	for _, f := range names {
		c := byFeature[f]
		t.Logf("%-22s equal %5d  different %4d  not comparable %4d", f, c.same, c.differ, c.skip)
	}
	total.Done()
	t.Logf("  of the equal %d are refused by both", both)
}

func (p *project) text() string {
	files := p.files()
	used := strings.Join([]string{files["p/p.wxml"], files["p/inc1.wxml"], files["p/inc2.wxml"], files["p/t1.wxml"]}, "")
	var names []string
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	var b strings.Builder
	for _, n := range names {
		base := strings.TrimSuffix(filepath.Base(n), filepath.Ext(n))
		if n == "p/p.js" || strings.HasSuffix(n, "wxml") && n != "p/p.wxml" && (files[n] == "" || !strings.Contains(used, base)) || !strings.HasSuffix(n, "wxml") && n != "p/p.js" {
			if n != "p/p.js" {
				continue
			}
		}
		fmt.Fprintf(&b, "-- %s --\n%s\n", n, files[n])
	}
	for _, s := range p.steps {
		b.WriteString("setData " + object(s) + "\n")
	}
	return b.String() + strconv.Itoa(len(p.steps)) + " steps"
}

// short is a refusal without its place.
func short(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	_, s, _ = strings.Cut(s, ": ")
	return s
}

// firstLine gives the first line in which the two sides differ.
func firstLine(r outcome) string {
	a, b := strings.Split(r.theirs, "\n"), strings.Split(r.ours, "\n")
	step := ""
	if strings.HasPrefix(a[0], "# step") {
		step, a = a[0], a[1:]
	}
	for i := 0; i < max(len(a), len(b)); i++ {
		x, y := "(nothing)", "(nothing)"
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return step + "\n   theirs " + x + "\n   ours   " + y
		}
	}
	return step
}

// newerOnly reports whether a refusal is about the grammar of {{ }}, which is wider
// in the newer compiler and, by design, here.
func newerOnly(reject string) bool {
	return strings.Contains(reject, "with message: ") && (strings.Contains(reject, "token `") || strings.Contains(reject, "` at pos"))
}
