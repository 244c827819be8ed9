package simulator

import (
	"encoding/json"
	"strconv"
	"strings"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Node is a node of the composed tree as the machine interface gives it
// (DESIGN §8). It marshals to the documented JSON, a text to a string.
type Node struct {
	Text     string // of a text node; all else is empty then
	IsText   bool
	ID       dom.NodeID
	Tag      string
	Is       string
	ElemID   string
	Class    string
	Style    string
	Attrs    value.Value // Map or undefined
	Dataset  value.Value
	Events   []Binding
	Box      [4]float64 // x y w h, CSS px from the top left of the page content
	Children []*Node
	Instance dom.InstanceID
	Owner    dom.InstanceID // the instance whose template wrote it
	Slot     string
}

// Binding is one event binding: "bind:tap" → "onTap".
type Binding struct{ Event, Method string }

// Tree gives the composed tree of the page that is shown, laid out; nil when
// there is no page.
func (s *Session) Tree() *Node {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.shownPage()
	if p == nil {
		return nil
	}
	p.doc.Layout(s.now)
	return s.node(p.doc.Placer(), p.doc.Tree().Root)
}

func (s *Session) node(at renderer.Placer, n *dom.Node) *Node {
	out := &Node{ID: n.ID, Tag: n.Tag, Is: n.Is, ElemID: n.ElemID, Style: n.Style, Dataset: n.Dataset, Instance: n.Instance, Owner: n.Owner, Slot: n.Slot}
	names := make([]string, len(n.Classes))
	for i, c := range n.Classes {
		names[i] = c.Name
	}
	out.Class = strings.Join(names, " ")
	if len(n.Attrs) > 0 {
		keys, vals := make([]string, 0, len(n.Attrs)), make([]value.Value, 0, len(n.Attrs))
		for _, a := range n.Attrs {
			keys, vals = append(keys, a.Name), append(vals, a.Value)
		}
		out.Attrs = value.OfMap(keys, vals)
	}
	for _, h := range n.Handlers {
		if h.Via != 0 {
			continue // written on a virtual host around the node
		}
		out.Events = append(out.Events, Binding{bindingName(h), h.Method})
	}
	x, y, w, h := at.Box(n.ID)
	out.Box = [4]float64{x, y, w, h}
	s.children(at, n, out)
	return out
}

func bindingName(h dom.Handler) string {
	kind := [...]string{"bind", "catch", "mut-bind"}[h.Kind]
	if h.Capture {
		kind = "capture-" + kind
	}
	return kind + ":" + h.Event
}

// children skips the inner nodes of built-ins but keeps what the author put into them.
func (s *Session) children(at renderer.Placer, n *dom.Node, out *Node) {
	for c := n.First; c != nil; c = c.Next {
		switch {
		case c.Internal && c.IsText():
		case c.Internal:
			s.children(at, c, out)
		case c.IsText():
			if k := len(out.Children); k > 0 && out.Children[k-1].IsText {
				out.Children[k-1].Text += c.Text
			} else {
				out.Children = append(out.Children, &Node{IsText: true, Text: c.Text, ID: c.ID, Owner: c.Owner})
			}
		default:
			out.Children = append(out.Children, s.node(at, c))
		}
	}
}

// MarshalJSON writes the documented form.
func (n *Node) MarshalJSON() ([]byte, error) { return n.appendJSON(nil), nil }

func (n *Node) appendJSON(b []byte) []byte {
	if n.IsText {
		return value.OfString(n.Text).AppendJSON(b)
	}
	b = append(b, `{"id":`...)
	b = strconv.AppendInt(b, int64(n.ID), 10)
	text := func(key, s string) {
		if s != "" {
			b = append(b, ',', '"')
			b = append(b, key...)
			b = append(b, '"', ':')
			b = value.OfString(s).AppendJSON(b)
		}
	}
	text("tag", n.Tag)
	text("is", n.Is)
	text("elementId", n.ElemID)
	text("class", n.Class)
	text("style", n.Style)
	if n.Attrs.Len() > 0 {
		b = append(b, `,"attrs":`...)
		b = n.Attrs.AppendJSON(b)
	}
	if n.Dataset.Len() > 0 {
		b = append(b, `,"dataset":`...)
		b = n.Dataset.AppendJSON(b)
	}
	if len(n.Events) > 0 {
		b = append(b, `,"events":{`...)
		for i, e := range n.Events {
			if i > 0 {
				b = append(b, ',')
			}
			b = value.OfString(e.Event).AppendJSON(b)
			b = append(b, ':')
			b = value.OfString(e.Method).AppendJSON(b)
		}
		b = append(b, '}')
	}
	b = append(b, `,"box":[`...)
	for i, v := range n.Box {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, value.NumberString(v)...)
	}
	b = append(b, `],"children":[`...)
	for i, c := range n.Children {
		if i > 0 {
			b = append(b, ',')
		}
		b = c.appendJSON(b)
	}
	return append(b, ']', '}')
}

// maxTextIndent is the deepest level that WriteText shows by spaces; what lies deeper
// has its level in front. 100,000 nodes 512 deep would take 100 MB of spaces.
const maxTextIndent = 40

// WriteText writes the tree as indented lines, for reading.
func (n *Node) WriteText(b *strings.Builder, depth int) {
	indent := strings.Repeat("  ", min(depth, maxTextIndent))
	if depth > maxTextIndent {
		indent += strconv.Itoa(depth) + ": "
	}
	if n.IsText {
		b.WriteString(indent + strconv.Quote(n.Text) + "\n")
		return
	}
	b.WriteString(indent + "<" + n.Tag)
	if n.ElemID != "" {
		b.WriteString(" #" + n.ElemID)
	}
	if n.Class != "" {
		b.WriteString(" ." + strings.Join(strings.Fields(n.Class), "."))
	}
	b.WriteString(">")
	for _, v := range n.Box {
		b.WriteString(" " + strconv.FormatFloat(v, 'f', -1, 64))
	}
	b.WriteString("\n")
	for _, c := range n.Children {
		c.WriteText(b, depth+1)
	}
}

// Report is one line of `diorama tree`.
type Report struct {
	Page        string            `json:"page"`
	Step        int               `json:"step,omitempty"`
	OK          bool              `json:"ok"`
	Ms          float64           `json:"ms"`
	Errors      []ReportError     `json:"errors"`
	Unsupported []string          `json:"unsupported"`
	Tree        *Node             `json:"tree"`
	Problems    []wire.Diagnostic `json:"-"`
}

// ReportError is a mistake of the mini-program.
type ReportError struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// Report gives the state of the shown page for the machine interface; path is the
// page that was asked for.
func (s *Session) Report(path string, took float64) *Report {
	r := &Report{Page: path, Ms: took, Errors: []ReportError{}, Unsupported: []string{}, Tree: s.Tree()}
	st := s.State()
	known := map[ReportError]bool{}
	add := func(e ReportError) {
		if !known[e] {
			known[e] = true
			r.Errors = append(r.Errors, e)
		}
	}
	for _, d := range st.Problems {
		if !d.Warning {
			add(ReportError{d.File, d.Line, d.Column, d.Message})
		}
	}
	seen := map[string]bool{}
	s.mu.Lock()
	from := s.logFrom
	s.mu.Unlock()
	for _, l := range s.Logs(0) {
		if l.Error && l.Number >= from {
			e := ReportError{Message: strings.Join(l.Args, " ")}
			if len(l.Stack) > 0 {
				e.File, e.Line, e.Column = l.Stack[0].File, l.Stack[0].Line, l.Stack[0].Column
			}
			add(e)
		}
		if l.API != "" && !seen[l.API] {
			seen[l.API] = true
			r.Unsupported = append(r.Unsupported, l.API)
		}
	}
	for _, u := range s.Unsupported() {
		if !seen[u] {
			seen[u] = true
			r.Unsupported = append(r.Unsupported, u)
		}
	}
	if st.Stopped != "" {
		add(ReportError{Message: st.Stopped})
	}
	r.OK = len(r.Errors) == 0 && r.Tree != nil
	return r
}

// Unsupported lists the features of the shown page that are not simulated.
func (s *Session) Unsupported() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.shownPage(); p != nil {
		return p.doc.Unsupported()
	}
	return nil
}

var _ json.Marshaler = (*Node)(nil)
