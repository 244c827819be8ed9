// Package audit measures a mini-program by the rules that WeChat's developer tools score:
// 体验评分 (performance, experience, best practice), and the parts of its code quality
// check and performance diagnosis that a file alone shows.
//
// Its one idea: a rule is a function from a Snapshot, which is everything a run knows, to
// findings; what the snapshot cannot tell is said and does not count as kept.
package audit

import (
	"image/color"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Snapshot is what is audited. Lists that a run does not have are empty.
type Snapshot struct {
	Commits   []wire.Commit // with costs in µs and marks
	Runs      []wire.Activity
	Transfers []Transfer
	Loads     []Load // pictures from the network
	Errors    []Error
	Pages     []Page
	Entry     string   // page that was opened first
	Visited   []string // pages that were open at some time
	SafeArea  float64  // height of the home indicator's area, CSS px; 0: the device has none
	Offline   bool     // the simulated network was off
	Files     []File   // of the mini-program
	App       App
}

// App is what of the configuration matters here.
type App struct {
	Pages      []string
	TabPages   []string
	Roots      []string // of sub-packages
	Components []Component
	Raw        value.Value // app.json
}

// Component is a page or component of the project, with what its json declares itself.
type Component struct {
	Path  string
	Using map[string]string // tag → component path
	File  string            // where it is declared
}

// File is a file of the mini-program; Data is nil when it is no text or too large.
type File struct {
	Path string
	Size int
	Data []byte
}

// Transfer is a request, upload, download or socket.
type Transfer struct {
	Number int
	wire.TransferBegin
	Answer *wire.TransferAnswer
	End    *wire.TransferEnd
}

// Load is a picture that was fetched from the network.
type Load struct {
	URL         string
	Start, Took time.Duration
	Cache       string // Cache-Control, else "expires" when there is an Expires header
	Failed      bool
}

// Error is an uncaught error of JavaScript.
type Error struct {
	Text  string
	Stack []wire.Frame
}

// Page is the tree of a page, laid out.
type Page struct {
	Path          string
	Width, Height float64 // of the viewport, CSS px
	Bottom        bool    // the viewport reaches the lower edge of the screen
	DPR           float64
	Nodes         []Node // elements, parents first
}

// Node is an element. Boxes are CSS px of the viewport.
type Node struct {
	ID         dom.NodeID
	Parent     int // index, -1 none
	Tag, Name  string
	Text       string // of its own text nodes
	Tap        bool   // it listens to taps, or is made for them
	X, Y, W, H float64
	Fixed      bool
	Picture    bool // its background is a picture
	Colour     color.NRGBA
	Background color.NRGBA
	FontSize   float64
	Bold       bool
	Src, Mode  string // of images
	NaturalW   int    // px, 0 not known
	NaturalH   int
}

// Category groups rules.
type Category string

// The categories.
const (
	Performance Category = "performance"
	Experience  Category = "experience"
	Practice    Category = "best practice"
	Quality     Category = "code quality"
)

// State is what became of a rule.
type State string

// The states.
const (
	Kept       State = "kept"
	Broken     State = "broken"
	Nothing    State = "nothing to measure" // the run had no occasion
	Unmeasured State = "not measured"       // it cannot be told here; Note says why
)

// Finding is one place that breaks a rule; what is not known is zero.
type Finding struct {
	Text     string     `json:"text"`
	File     string     `json:"file,omitempty"`
	Line     int        `json:"line,omitempty"`
	Column   int        `json:"column,omitempty"`
	Page     string     `json:"page,omitempty"`
	Node     dom.NodeID `json:"node,omitempty"`
	Commit   uint64     `json:"commit,omitempty"`
	Transfer int        `json:"transfer,omitempty"` // number + 1
}

// Result is what became of a rule.
type Result struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Advice   string    `json:"advice"`
	Category Category  `json:"category"`
	Weight   int       `json:"weight"`
	State    State     `json:"state"`
	Note     string    `json:"note,omitempty"`
	Findings []Finding `json:"findings,omitempty"`
	More     int       `json:"more,omitempty"` // findings left out
}

// Report is the result of all rules in the order of the table.
type Report struct {
	Results []Result         `json:"rules"`
	Scores  map[Category]int `json:"scores"` // 0 to 100 by weight of what was measured; a category of which nothing was is missing
	Score   int              `json:"score"`  // of all, -1 nothing was measured
}

// check is what a rule says.
type check struct {
	s        *Snapshot
	state    State
	note     string
	findings []Finding
	more     int
}

func (c *check) add(f Finding) {
	c.state = Broken
	if len(c.findings) < maxFindings {
		c.findings = append(c.findings, f)
	} else {
		c.more++
	}
}

// at is a finding at the place in the author's code where a stack begins.
func at(text string, stack []wire.Frame) Finding {
	f := Finding{Text: text}
	if len(stack) > 0 {
		f.File, f.Line, f.Column = stack[0].File, stack[0].Line, stack[0].Column
	}
	return f
}

func (c *check) nothing(why string) { c.state, c.note = Nothing, why }

func (c *check) unmeasured(why string) { c.state, c.note = Unmeasured, why }

// rule is one row of the table.
type rule struct {
	id            string
	category      Category
	weight        int
	title, advice string
	measure       func(c *check)
}

// Run measures every rule.
func Run(s *Snapshot) *Report {
	r := &Report{}
	for _, rule := range rules() {
		c := &check{s: s, state: Kept}
		rule.measure(c)
		r.Results = append(r.Results, Result{ID: rule.id, Title: rule.title, Advice: rule.advice, Category: rule.category, Weight: rule.weight,
			State: c.state, Note: c.note, Findings: c.findings, More: c.more})
	}
	r.score()
	return r
}

// Merge joins the reports of several runs of one mini-program: a rule is broken when any
// run broke it, else kept when any kept it.
func Merge(list []*Report) *Report {
	if len(list) == 0 {
		return Run(&Snapshot{})
	}
	rank := map[State]int{Broken: 3, Kept: 2, Unmeasured: 1, Nothing: 0}
	out := &Report{Results: append([]Result(nil), list[0].Results...)}
	for i := range out.Results {
		all := &out.Results[i]
		known := map[Finding]bool{}
		all.Findings, all.More = nil, 0
		for _, r := range list {
			one := &r.Results[i]
			if rank[one.State] > rank[all.State] {
				all.State, all.Note = one.State, one.Note
			}
			all.More += one.More
			for _, f := range one.Findings {
				key := f
				if f.File != "" {
					key = Finding{Text: f.Text, File: f.File, Line: f.Line, Column: f.Column} // the same place in another run
				}
				switch {
				case known[key]:
				case len(all.Findings) < maxFindings:
					known[key] = true
					all.Findings = append(all.Findings, f)
				default:
					all.More++
				}
			}
		}
	}
	out.score()
	return out
}

// score: each rule gives all of its weight or nothing. WeChat: documentation of 体验评分.
func (r *Report) score() {
	won, all := map[Category]int{}, map[Category]int{}
	for i := range r.Results {
		x := &r.Results[i]
		if x.State == Kept || x.State == Broken {
			all[x.Category] += x.Weight
			if x.State == Kept {
				won[x.Category] += x.Weight
			}
		}
	}
	r.Scores = map[Category]int{}
	sum, total := 0, 0
	for c, n := range all {
		if n > 0 {
			r.Scores[c] = (100*won[c] + n/2) / n
			sum, total = sum+won[c], total+n
		}
	}
	if r.Score = -1; total > 0 {
		r.Score = (100*sum + total/2) / total
	}
}
