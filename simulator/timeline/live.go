package timeline

import (
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// maxPending is how many changes of an instance wait to be written into its data.
const maxPending = 256

// live is an instance whose last changes are not in Data yet. Writing list[7].x makes
// a copy of the list; done at every commit that costs what the page holds, and kept
// for every commit it would be the whole history times the list. So changes wait until
// somebody asks for the data, and are written together.
type live struct {
	Instance
	pending []wire.Change
}

// liveSet is all instances of a moment.
type liveSet map[dom.InstanceID]*live

func (s liveSet) put(in Instance) { s[in.ID] = &live{Instance: in} }

// apply carries out one commit.
func (s liveSet) apply(c *wire.Commit) {
	if c.Kind == wire.CommitDestroy {
		delete(s, c.Instance)
		return
	}
	in := s[c.Instance]
	if in == nil {
		in = &live{}
		s[c.Instance] = in
	}
	if c.Kind == wire.CommitCreate {
		*in = live{Instance: Instance{ID: c.Instance, Owner: c.Owner, Page: c.Page, PagePath: c.PagePath, Component: c.Component, Host: c.Host}}
	}
	in.Changed = c.Seq
	in.pending = append(in.pending, c.Changes...)
	if len(in.pending) > maxPending {
		in.now()
	}
}

// now gives the instance with all its data.
func (in *live) now() Instance {
	if len(in.pending) > 0 {
		var e value.Edit
		e.Begin(in.Data, len(in.pending))
		for i := range in.pending {
			ch := &in.pending[i]
			if ch.Path == "" {
				e.Set(nil, ch.New)
			} else if p, err := value.ParsePath(ch.Path); err == nil {
				e.Set(p, ch.New)
			}
		}
		in.Data, in.pending = e.Value(), nil
	}
	return in.Instance
}

// Born gives the data with which a CommitCreate made its instance.
func (c *Commit) Born() value.Value {
	set := liveSet{}
	set.apply(&wire.Commit{Kind: wire.CommitCreate, Changes: c.Changes})
	return set[0].now().Data
}

// sorted gives the instances by page and id.
func (s liveSet) sorted() []Instance {
	out := make([]Instance, 0, len(s))
	for _, in := range s {
		out = append(out, in.now())
	}
	slices.SortFunc(out, func(a, b Instance) int {
		if a.Page != b.Page {
			return int(a.Page - b.Page)
		}
		return int(a.ID - b.ID)
	})
	return out
}
