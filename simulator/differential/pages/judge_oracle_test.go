//go:build oracle

package pages

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// job is one page for the judge.
type job struct {
	Page      string `json:"page"`
	Seed      int    `json:"seed"`
	Steps     int    `json:"steps"`
	Wait      int    `json:"wait"`                // ms of virtual time after each step
	Component bool   `json:"component,omitempty"` // shown alone, with random properties
}

// verdict is what the judge answers.
type verdict struct {
	Page     string
	Props    json.RawMessage // of a component alone
	OK       bool
	Error    string
	Steps    []step
	Log      []string
	Files    []string // templates and scripts that the page reaches
	Generics []string // components with generics among them
	Missing  []string // components without a template
}

// step is one state of a page: the setData before it, none for the first, and the
// tree in the notation of differential.WriteTree.
type step struct {
	Call *call
	Tree []string
	Data []instanceData
}

type call struct {
	At   int // instance by creation, the page first
	Is   string
	Data json.RawMessage
}

type instanceData struct {
	Is   string
	Data json.RawMessage
}

// judge asks WeChat's runtime about the pages of one project, each question once: the
// answers lie in a folder under a hash of everything that they follow from.
type judge struct {
	oracle, project, cache string
	stamp                  string // hash of the project and of the judge's programs
}

func newJudge(oracle, project, cache string) (*judge, error) {
	h := sha256.New()
	for _, f := range []string{"judge.js", "environment.js", filepath.Join(oracle, "package-lock.json"), filepath.Join(oracle, "node_modules", ".package-lock.json")} {
		b, _ := os.ReadFile(f)
		fmt.Fprintf(h, "%s %d\n", filepath.Base(f), len(b))
		h.Write(b)
	}
	err := filepath.WalkDir(project, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Ext(p) {
		case ".js", ".json", ".wxml", ".wxs":
		default:
			return nil
		}
		b, err := os.ReadFile(p)
		fmt.Fprintf(h, "%s %d\n", strings.TrimPrefix(p, project), len(b))
		h.Write(b)
		return err
	})
	return &judge{oracle: oracle, project: project, cache: cache, stamp: hex.EncodeToString(h.Sum(nil))}, err
}

func (j *judge) file(q job) string {
	b, _ := json.Marshal(q)
	sum := sha256.Sum256(append([]byte(j.stamp), b...))
	return filepath.Join(j.cache, hex.EncodeToString(sum[:])+".json")
}

// ask gives the verdicts on the jobs to take, in their order; new says how many were
// not known from earlier.
func (j *judge) ask(jobs []job, take func(int, *verdict)) (fresh int, err error) {
	if err := os.MkdirAll(j.cache, 0o755); err != nil {
		return 0, err
	}
	var open []int
	for i, q := range jobs {
		if b, err := os.ReadFile(j.file(q)); err == nil {
			v := new(verdict)
			if json.Unmarshal(b, v) == nil {
				take(i, v)
				continue
			}
		}
		open = append(open, i)
	}
	for len(open) > 0 {
		n, err := j.run(jobs, open, take)
		fresh += n
		if err == nil {
			return fresh, nil
		}
		if n >= len(open) {
			return fresh, err
		}
		// The process died of a page: that page has no verdict, the others go on.
		take(open[n], &verdict{Page: jobs[open[n]].Page, Error: "the judge died: " + err.Error()})
		open = open[n+1:]
	}
	return fresh, nil
}

// run asks one process and gives how many it answered.
func (j *judge) run(jobs []job, open []int, take func(int, *verdict)) (int, error) {
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, i := range open {
		if err := enc.Encode(jobs[i]); err != nil {
			return 0, err
		}
	}
	cmd := exec.Command("node", "--max-old-space-size=3000", "judge.js", j.oracle, j.project)
	cmd.Stdin = &in
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	r := bufio.NewReaderSize(out, 1<<20)
	n := 0
	for ; n < len(open); n++ {
		line, err := r.ReadBytes('\n')
		if err != nil {
			break
		}
		v := new(verdict)
		if err := json.Unmarshal(line, v); err != nil {
			break
		}
		if err := os.WriteFile(j.file(jobs[open[n]]), line, 0o644); err != nil {
			return n, err
		}
		take(open[n], v)
	}
	_, _ = io.Copy(io.Discard, r)
	if err := cmd.Wait(); err != nil {
		return n, fmt.Errorf("node: %w: %s", err, complaints.Bytes())
	}
	if n < len(open) {
		return n, fmt.Errorf("node: ended early: %s", complaints.Bytes())
	}
	return n, nil
}
