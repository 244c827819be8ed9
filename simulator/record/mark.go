package record

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Marks gives the marks of a patch's commits. What a machine adds (times, costs) is
// not part of them.
func Marks(p *wire.Patch) []Mark {
	if len(p.Commits) == 0 {
		return nil
	}
	// The operations belong to the patch's last commit: until then nothing is shown.
	h := fnv.New64a()
	var b []byte
	for i := range p.Pages {
		b = dom.AppendOps(binary.AppendVarint(b[:0], int64(p.Pages[i].Page)), p.Pages[i].Ops)
		h.Write(b)
	}
	ops := h.Sum64()
	out := make([]Mark, len(p.Commits))
	for i := range p.Commits {
		c := &p.Commits[i]
		m := Mark{Seq: c.Seq, Patch: p.Seq, Page: c.PagePath, Component: c.Component}
		h.Reset()
		b = append(b[:0], byte(c.Kind))
		b = binary.AppendVarint(b, int64(c.Page))
		b = binary.AppendVarint(b, int64(c.Instance))
		b = append(b, c.Cause.Kind...)
		b = append(b, c.Cause.Handler...)
		for k := range c.Changes {
			ch := &c.Changes[k]
			if k < maxMarked {
				m.Paths, m.Sums = append(m.Paths, ch.Path), append(m.Sums, sum(ch.New))
			} else {
				b = binary.LittleEndian.AppendUint64(append(b, ch.Path...), sum(ch.New))
			}
		}
		if i == len(p.Commits)-1 {
			b = binary.LittleEndian.AppendUint64(b, ops)
		}
		h.Write(b)
		m.Sum = h.Sum64()
		out[i] = m
	}
	return out
}

func sum(v value.Value) uint64 {
	h := fnv.New64a()
	b, _ := v.GobEncode()
	h.Write(b)
	return h.Sum64()
}

// Difference is the first thing in which a replay differs.
type Difference struct {
	Commit uint64 // Seq, 0 none
	Page   string
	Path   string // in the data, "" when that is equal
	What   string
}

// Error implements error: a difference is what a check finds wrong.
func (d *Difference) Error() string {
	s := ""
	if d.Commit > 0 {
		s = fmt.Sprintf("commit %d", d.Commit)
		if d.Page != "" {
			s += ", page " + d.Page
		}
		if d.Path != "" {
			s += ", path " + d.Path
		}
		s += ": "
	}
	return s + d.What
}

// Compare gives how a commit differs from the recorded one, nil when it does not.
func Compare(want, got *Mark) *Difference {
	d := &Difference{Commit: want.Seq, Page: want.Page}
	switch {
	case want.Seq != got.Seq:
		d.What = fmt.Sprintf("commit %d came in its place", got.Seq)
	case want.Page != got.Page || want.Component != got.Component:
		d.What = fmt.Sprintf("%s of page %s changed instead of %s", got.Component, got.Page, want.Component)
	default:
		for i, p := range want.Paths {
			if i >= len(got.Paths) || got.Paths[i] != p {
				d.Path, d.What = p, "was not written here"
				return d
			}
			if got.Sums[i] != want.Sums[i] {
				d.Path, d.What = p, "has another value"
				return d
			}
		}
		if len(got.Paths) > len(want.Paths) {
			d.Path, d.What = got.Paths[len(want.Paths)], "was written as well"
			return d
		}
		if want.Sum == got.Sum && slices.Equal(want.Sums, got.Sums) {
			return nil
		}
		d.What = "the cause or the operations on the tree differ"
	}
	return d
}
