//go:build oracle

package pages

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"diorama/simulator"
	"diorama/simulator/differential"
)

// limit is the real time that one step of ours may take.
const limit = 30 * time.Second

// wxsHandler are handlers in wxs: the judge at hand drops them.
var wxsHandler = regexp.MustCompile(` (capture-)?(bind|catch|mut-bind):[\w-]+=wxs:\d+`)

// ours opens a page of a project as the judge did and gives the tree before and after
// each of the judge's steps.
func ours(dir string, q job, v *verdict) (steps [][]string, logs []string, err error) {
	s, err := simulator.Open(simulator.Options{Dir: dir, Page: q.Page, Virtual: true, Spawn: simulator.InProcess,
		Width: 375, Height: 667, DPR: 2, NoChrome: true})
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	defer func() {
		for _, l := range s.Logs(0) {
			if l.Error || l.Level == "warn" {
				logs = append(logs, strings.SplitN(strings.Join(l.Args, " "), "\n", 2)[0])
			}
		}
		for _, p := range s.State().Problems {
			logs = append(logs, fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message))
		}
	}()
	for i := range v.Steps {
		if c := v.Steps[i].Call; c != nil {
			code := fmt.Sprintf("(p => { const all = p.concat(__instances.filter(x => !p.includes(x))), x = all[%d]; "+
				"if (!x) throw new Error('no instance %d'); if (x.is !== %q) throw new Error('instance %d is ' + x.is); x.setData(%s) })(getCurrentPages())", c.At, c.At, c.Is, c.At, c.Data)
			var failed string
			s.Eval(code, func(_, errText string) { failed = errText })
			if err := s.Settle(0, limit); err != nil {
				return steps, nil, err
			}
			if strings.Contains(failed, "instance") {
				return steps, nil, fmt.Errorf("step %d: %s", i, failed)
			}
		}
		if err := s.Settle(time.Duration(q.Wait)*time.Millisecond, limit); err != nil {
			return steps, nil, err
		}
		t := s.Tree()
		if t == nil {
			return steps, nil, fmt.Errorf("no page: %v", s.State().Stopped)
		}
		var b strings.Builder
		differential.WriteTree(&b, t, 0)
		text := wxsHandler.ReplaceAllString(b.String(), "")
		steps = append(steps, strings.Split(strings.TrimSuffix(text, "\n"), "\n"))
	}
	return steps, nil, nil
}
