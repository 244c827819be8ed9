package differential

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/simulator"
)

// stepWait is the virtual time that passes after each step.
const stepWait = 50 * time.Millisecond

// settleLimit is the real time that a step may take.
const settleLimit = 20 * time.Second

// Ours runs a case in Diorama and gives what it prints, in the form of Case.Want.
func Ours(c *Case) (string, error) {
	dir, err := os.MkdirTemp("", "diorama-case-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	if err := c.Write(dir); err != nil {
		return "", err
	}
	s, err := simulator.Open(simulator.Options{Dir: dir, Page: Page, Virtual: true, Spawn: simulator.InProcess,
		Width: 375, Height: 667, DPR: 2, NoChrome: true})
	if err != nil {
		return "", err
	}
	defer s.Close()
	var b strings.Builder
	logs := 0
	snap := func(title string) error {
		if err := s.Settle(stepWait, settleLimit); err != nil {
			return fmt.Errorf("%s: %w", title, err)
		}
		b.WriteString("# " + title + "\n")
		lines := s.Logs(0)
		for _, l := range lines[min(logs, len(lines)):] {
			if l.Level == "log" {
				for line := range strings.SplitSeq(strings.Join(l.Args, " "), "\n") {
					b.WriteString("> " + line + "\n")
				}
			} else if l.Error {
				b.WriteString("! " + strings.SplitN(strings.Join(l.Args, " "), "\n", 2)[0] + "\n")
			}
		}
		logs = len(lines)
		if t := s.Tree(); t != nil {
			WriteTree(&b, t, 0)
		}
		return nil
	}
	if err := snap("open"); err != nil {
		return b.String(), err
	}
	for _, st := range c.Steps {
		if err := do(s, st); err != nil {
			return b.String(), fmt.Errorf("%s: %w", st.Text, err)
		}
		if err := snap(st.Text); err != nil {
			return b.String(), err
		}
	}
	return b.String(), nil
}

func do(s *simulator.Session, st Step) error {
	switch st.Do {
	case "data":
		v, err := value.ParseJSON(st.Args[0])
		if err != nil {
			return err
		}
		return s.SetData(v)
	case "call":
		args, err := json.Marshal(st.Args)
		if err != nil {
			return err
		}
		if st.Args == nil {
			args = []byte("[]")
		}
		var failed error
		s.Eval(fmt.Sprintf("(p => { p[%q](...%s) })(getCurrentPages().slice(-1)[0])", st.Name, args), func(_, errText string) {
			if errText != "" {
				failed = fmt.Errorf("%s", errText)
			}
		})
		if err := s.Settle(0, settleLimit); err != nil {
			return err
		}
		return failed
	case "tap":
		n := find(s.Tree(), st.Name)
		if n == nil {
			return fmt.Errorf("no node has the id %q", st.Name)
		}
		s.TapNode(n.ID)
	}
	return nil
}

func find(n *simulator.Node, id string) *simulator.Node {
	if n == nil || n.ElemID == id {
		return n
	}
	for _, c := range n.Children {
		if f := find(c, id); f != nil {
			return f
		}
	}
	return nil
}
