package timeline

import "diorama/simulator/wire"

// marks gives what is wrong with a commit, also seen with those before it.
func (j *Journal) marks(c *wire.Commit) wire.Mark {
	if c.Kind != wire.CommitSetData {
		return 0
	}
	m := c.OwnMarks()
	if j.pace.Next(c.Time) {
		m |= wire.MarkFrequent
	}
	if n := len(j.stack); n > 0 && j.seen[c.Page] && c.Page != j.stack[n-1].ID {
		m |= wire.MarkHidden
	}
	return m
}

// look keeps which pages there are. A page that opens is not on the stack yet, and a
// custom tab bar never is: neither is hidden.
func (j *Journal) look(r *wire.Route) {
	if j.seen == nil {
		j.seen = map[wire.PageID]bool{}
	}
	for i := range r.Stack {
		j.seen[r.Stack[i].ID] = true
	}
	for _, id := range r.Closed {
		delete(j.seen, id)
	}
}
