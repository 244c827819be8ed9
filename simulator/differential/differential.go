// Package differential holds cases about the template and component model with
// their expected trees, and runs them through Diorama and through judges that we
// did not write. It is used by tests only.
//
// A case is a txtar file: a sentence of what is proved and the oracle, the files of a
// small mini-program whose page p/p is under test, optional steps, and what is
// wanted after each of them. See testdata/cases.
package differential

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"
)

// Page is the path of the page that a case is about.
const Page = "p/p"

// Case is one parsed case.
type Case struct {
	Name  string // topic/name
	Claim string // first lines of the file
	Files []txtar.File
	Steps []Step
	Want  string
	Judge Judge
}

// Judge says who decides what is wanted.
type Judge uint8

// The judges; the word after "Oracle:" in the claim.
const (
	Exparser      Judge = iota // WeChat's own compiler and component runtime
	Documentation              // what the runtime at hand does not have
	Hand                       // reasoned by hand, with the reason in the claim
	GlassEasel                 // WeChat's other component framework, which app.json asks for
)

// Step is one thing done to the open page.
type Step struct {
	Text string            // as written
	Do   string            // "data", "call", "tap", "wait"
	Name string            // method of call, id of tap
	Args []json.RawMessage // of call; the one object of data
}

// Parse reads a case; name is used in messages.
func Parse(name string, src []byte) (*Case, error) {
	ar := txtar.Parse(src)
	c := &Case{Name: name, Claim: strings.TrimSpace(string(ar.Comment))}
	_, judge, ok := strings.Cut(c.Claim, "Oracle:")
	judge = strings.TrimSpace(judge)
	switch {
	case !ok:
		return nil, fmt.Errorf("%s: the first lines name no `Oracle:`", name)
	case strings.HasPrefix(judge, "exparser"), strings.HasPrefix(judge, "wcc"):
		c.Judge = Exparser
	case strings.HasPrefix(judge, "glass-easel"):
		c.Judge = GlassEasel
	case strings.HasPrefix(judge, "documentation"):
		c.Judge = Documentation
	case strings.HasPrefix(judge, "hand"):
		c.Judge = Hand
	default:
		return nil, fmt.Errorf("%s: unknown oracle %q: exparser, wcc, glass-easel, documentation or hand", name, judge)
	}
	hasApp := false
	for _, f := range ar.Files {
		switch f.Name {
		case "steps":
			for i, line := range strings.Split(string(f.Data), "\n") {
				if line = strings.TrimSpace(line); line == "" {
					continue
				}
				s, err := parseStep(line)
				if err != nil {
					return nil, fmt.Errorf("%s: step %d: %w", name, i+1, err)
				}
				c.Steps = append(c.Steps, s)
			}
		case "want":
			c.Want = string(f.Data)
		default:
			hasApp = hasApp || f.Name == "app.json"
			c.Files = append(c.Files, f)
		}
	}
	if !hasApp {
		c.Files = append(c.Files, txtar.File{Name: "app.json", Data: []byte(`{"pages":["` + Page + `"]}`)})
	}
	return c, nil
}

func parseStep(line string) (Step, error) {
	do, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	s := Step{Text: line, Do: do}
	switch do {
	case "wait":
	case "tap":
		s.Name = strings.TrimPrefix(rest, "#")
		if s.Name == "" || s.Name == rest {
			return s, fmt.Errorf("%q: expected `tap #id`", line)
		}
	case "data", "call":
		if do == "call" {
			s.Name, rest, _ = strings.Cut(rest, " ")
		}
		dec := json.NewDecoder(strings.NewReader(rest))
		for dec.More() {
			var m json.RawMessage
			if err := dec.Decode(&m); err != nil {
				return s, fmt.Errorf("%q: %w", line, err)
			}
			s.Args = append(s.Args, m)
		}
		if do == "data" && len(s.Args) != 1 {
			return s, fmt.Errorf("%q: expected `data {…}`", line)
		}
	default:
		return s, fmt.Errorf("%q: expected data, call, tap or wait", line)
	}
	return s, nil
}

// Write puts the mini-program into an empty folder. It always makes app.json,
// app.js and the json files that a page needs.
func (c *Case) Write(dir string) error {
	have := map[string]bool{}
	for _, f := range c.Files {
		have[f.Name] = true
		if err := write(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data); err != nil {
			return err
		}
	}
	for name, data := range map[string]string{Page + ".json": "{}", Page + ".js": "Page({})", "app.js": "App({})"} {
		if !have[name] {
			if err := write(filepath.Join(dir, filepath.FromSlash(name)), []byte(data)); err != nil {
				return err
			}
		}
	}
	return nil
}

func write(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

// Load reads all cases under a folder, sorted by name.
func Load(dir string) ([]*Case, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.txtar"))
	if err != nil {
		return nil, err
	}
	var out []*Case
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(dir, f)
		if err != nil {
			return nil, err
		}
		c, err := Parse(strings.TrimSuffix(filepath.ToSlash(rel), ".txtar"), src)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Source is a case as one text: its files and steps.
func (c *Case) Source() string {
	text := ""
	for _, f := range c.Files {
		text += "-- " + f.Name + " --\n" + string(f.Data)
		if n := len(f.Data); n > 0 && f.Data[n-1] != '\n' {
			text += "\n"
		}
	}
	text += "-- steps --\n"
	for _, s := range c.Steps {
		text += s.Text + "\n"
	}
	return text
}
