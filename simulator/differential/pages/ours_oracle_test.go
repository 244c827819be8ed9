//go:build oracle

package pages

import (
	"fmt"
	"strings"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator"
	"diorama/simulator/differential"
	"diorama/simulator/wire"
)

// limit is how long one page may take in all, and twice how long one of its tasks may run:
// several pages run beside each other on a machine that may be busy.
const limit = 60 * time.Second

// host is the other end of our worker with nothing on the screen: patches become
// trees, no layout, no pictures and so no events that follow from them, as in the judge.
type host struct {
	conn   wire.Conn
	trees  map[wire.PageID]*dom.Tree
	top    wire.PageID
	unseen []uint64
	logs   []string
	failed string // of the last Eval
	now    time.Duration
}

// ours opens a page of a project as the judge did and gives the tree before and after
// each of the judge's steps.
func ours(dir string, q job, v *verdict) (steps [][]string, logs []string, err error) {
	conn, stop, err := simulator.InProcessFor(limit / 2)()
	if err != nil {
		return nil, nil, err
	}
	end := time.AfterFunc(limit, stop)
	defer end.Stop()
	defer stop()
	props := value.M()
	if len(v.Props) > 0 {
		if props, err = value.ParseJSON(v.Props); err != nil {
			return nil, nil, err
		}
	}
	h := &host{conn: conn, trees: map[wire.PageID]*dom.Tree{}}
	err = conn.Send(&wire.Message{Hello: &wire.Hello{
		Version: wire.Version, Root: dir, Entry: q.Page, Query: props, Scene: 1001, Seed: 1, Virtual: true,
		Clock: time.Date(2024, 6, 18, 9, 41, 0, 0, time.UTC),
		Env: wire.Env{Device: "iPhone SE", Brand: "devtools", Model: "iPhone 6/7/8", System: "iOS 10.0.1", Platform: "devtools",
			Theme: "light", SDKVersion: "2.29.1", WeChatVersion: "8.0.5", DPR: 2, ScreenWidth: 375, ScreenHeight: 667, WindowWidth: 375,
			WindowHeight: 603, StatusBar: 20, NavigationBar: 44, SafeTop: 20, Conditions: wire.DefaultConditions()},
	}})
	if err != nil {
		return nil, nil, err
	}
	wait := time.Duration(q.Wait) * time.Millisecond
	for i := range v.Steps {
		if c := v.Steps[i].Call; c != nil {
			code := fmt.Sprintf("(p => { const all = p.concat(__instances.filter(x => !p.includes(x))), x = all[%d]; "+
				"if (!x) throw new Error('no instance %d'); if (x.is !== %q) throw new Error('instance %d is ' + x.is); x.setData(%s) })(getCurrentPages())", c.At, c.At, c.Is, c.At, c.Data)
			h.failed = ""
			if err := conn.Send(&wire.Message{Eval: &wire.Eval{ID: int64(i), Code: code}}); err != nil {
				return steps, h.logs, err
			}
			if err := h.advance(h.now); err != nil {
				return steps, h.logs, err
			}
			if strings.Contains(h.failed, "instance") {
				return steps, h.logs, fmt.Errorf("step %d: %s", i, h.failed)
			}
			if h.failed != "" {
				h.logs = append(h.logs, h.failed)
			}
		}
		if err := h.advance(h.now + wait); err != nil {
			return steps, h.logs, err
		}
		t := h.trees[h.top]
		if t == nil && h.top != 0 {
			t = dom.NewTree() // a page whose template makes nothing sends nothing
		}
		if t == nil {
			return steps, h.logs, fmt.Errorf("no page")
		}
		var b strings.Builder
		differential.WriteTree(&b, node(t.Root), 0)
		steps = append(steps, strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n"))
	}
	return steps, h.logs, nil
}

// advance lets virtual time go on to a moment.
func (h *host) advance(to time.Duration) error {
	h.now = to
	for {
		if err := h.conn.Send(&wire.Message{Advance: &wire.Advance{To: to}}); err != nil {
			return err
		}
		idle, err := h.receive()
		if err != nil {
			return err
		}
		if len(h.unseen) == 0 && !idle.More {
			return nil
		}
		for _, seq := range h.unseen {
			if err := h.conn.Send(&wire.Message{Committed: &wire.Committed{Seq: seq}}); err != nil {
				return err
			}
		}
		h.unseen = h.unseen[:0]
	}
}

// receive takes messages up to the next Idle.
func (h *host) receive() (*wire.Idle, error) {
	for {
		m, err := h.conn.Recv()
		if err != nil {
			return nil, fmt.Errorf("the worker ended or took longer than %v: %w", limit, err)
		}
		switch {
		case m.Idle != nil:
			return m.Idle, nil
		case m.Patch != nil:
			for _, p := range m.Patch.Pages {
				if h.trees[p.Page] == nil {
					h.trees[p.Page] = dom.NewTree()
				}
				if err := h.trees[p.Page].Mutate().Apply(p.Ops); err != nil {
					return nil, err
				}
			}
			h.unseen = append(h.unseen, m.Patch.Seq)
		case m.Route != nil:
			if k := len(m.Route.Stack); k > 0 {
				h.top = m.Route.Stack[k-1].ID
			}
		case m.Log != nil:
			if m.Log.Error || m.Log.Level == "warn" || m.Log.Level == "error" {
				h.logs = append(h.logs, strings.SplitN(strings.Join(m.Log.Args, " "), "\n", 2)[0])
			}
		case m.Ready != nil:
			for _, d := range m.Ready.Diagnostics {
				h.logs = append(h.logs, fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Column, d.Message))
			}
		case m.Evaluated != nil:
			h.failed = m.Evaluated.Err
		case m.Request != nil && m.Request.ID != 0:
			h.logs = append(h.logs, "request "+m.Request.Name)
			if err := h.conn.Send(&wire.Message{Reply: &wire.Reply{ID: m.Request.ID, Err: "fail"}}); err != nil {
				return nil, err
			}
		case m.Bye != nil:
			return nil, fmt.Errorf("the worker ended: %s", m.Bye.Reason)
		}
	}
}

// node makes of a tree what Session.Tree gives, without handlers in wxs, which the
// judge drops.
func node(n *dom.Node) *simulator.Node {
	if n.IsText() {
		return &simulator.Node{IsText: true, Text: n.Text}
	}
	out := &simulator.Node{Tag: n.Tag, Is: n.Is, ElemID: n.ElemID, Style: n.Style, Dataset: n.Dataset}
	var names []string
	for _, c := range n.Classes {
		names = append(names, c.Name)
	}
	out.Class = strings.Join(names, " ")
	var keys []string
	var vals []value.Value
	for _, a := range n.Attrs {
		keys, vals = append(keys, a.Name), append(vals, a.Value)
	}
	out.Attrs = value.OfMap(keys, vals)
	for _, x := range n.Handlers {
		if x.Via != 0 || strings.HasPrefix(x.Method, "wxs:") {
			continue
		}
		kind := [...]string{"bind:", "catch:", "mut-bind:"}[x.Kind]
		if x.Capture {
			kind = "capture-" + kind
		}
		out.Events = append(out.Events, simulator.Binding{Event: kind + x.Event, Method: x.Method})
	}
	for c := n.First; c != nil; c = c.Next {
		k := node(c)
		if j := len(out.Children) - 1; k.IsText && j >= 0 && out.Children[j].IsText {
			out.Children[j].Text += k.Text
			continue
		}
		out.Children = append(out.Children, k)
	}
	return out
}
