package simulator

import (
	"maps"
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// Edits say nothing to the program, but they change what is on the screen: where a finger
// hits, how far a page scrolls, the pixels. So a recording has them, as the whole list
// whenever it is another one, and a replay lays them where they lay.

// noteEdits takes the edits down when they are others than before; called before
// everything else that is noted.
func (s *Session) noteEdits() {
	c := s.rec
	if c == nil || c.ended || s.replay != nil || c.clock == s.edits.clock {
		return
	}
	c.clock = s.edits.clock
	list := s.editsNow()
	if slices.Equal(list, c.r.LastEdits()) {
		return
	}
	c.r.Entries = append(c.r.Entries, record.Entry{Kind: record.Edits, Now: s.now, Sent: len(c.r.Messages), Arg: &record.Arg{Edits: list}})
	c.grow(40)
	for i := range list {
		c.grow(200 + len(list[i].Value))
	}
}

// editsNow lists what is laid over the pages: edits, then forced states.
func (s *Session) editsNow() []record.Edit {
	var out []record.Edit
	for _, e := range s.edits.list {
		if !e.gone {
			out = append(out, e.recorded())
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.pages)) {
		forced := s.pages[id].forced
		for _, n := range slices.Sorted(maps.Keys(forced)) {
			out = append(out, record.Edit{Kind: record.EditState, Page: id, Node: n, State: forced[n]})
		}
	}
	return out
}

// recorded is the edit as a recording keeps it.
func (e *edit) recorded() record.Edit {
	return record.Edit{Kind: uint8(e.Kind), File: e.File, RuleLine: e.Rule.Line, RuleColumn: e.Rule.Column, Line: e.At.Line, Column: e.At.Column,
		Important: e.Important, Off: e.Off, Page: e.Page, Node: e.Node, On: e.On, Name: e.Name, Value: e.Value}
}

// editsAgain lays the edits of a recording; what does not fit shows as other pixels.
func (s *Session) editsAgain(list []record.Edit) {
	var forced []record.Edit
	kept := make([]bool, len(list))
	s.dropEdits(func(e *edit) bool {
		i := slices.Index(list, e.recorded())
		if i >= 0 {
			kept[i] = true
		}
		return i < 0
	})
	for i := range list {
		e := &list[i]
		switch {
		case e.Kind == record.EditState:
			forced = append(forced, *e)
		case kept[i]:
		case EditKind(e.Kind) == EditDecl:
			_, _ = s.editDecl(Edit{Kind: EditDecl, File: e.File, Rule: wxss.Pos{Line: e.RuleLine, Column: e.RuleColumn}, At: wxss.Pos{Line: e.Line, Column: e.Column},
				Important: e.Important, Off: e.Off, Name: e.Name, Value: e.Value})
		default:
			if p := s.pages[e.Page]; p != nil && p.doc != nil {
				_, _ = s.editNode(p, Edit{Kind: EditKind(e.Kind), Node: e.Node, On: e.On, Name: e.Name, Value: e.Value})
			}
		}
	}
	s.forceAgain(forced)
}

// forceAgain holds the states of the list and no others.
func (s *Session) forceAgain(list []record.Edit) {
	want := map[wire.PageID]map[dom.NodeID]dom.State{}
	for _, e := range list {
		if want[e.Page] == nil {
			want[e.Page] = map[dom.NodeID]dom.State{}
		}
		want[e.Page][e.Node] = e.State
	}
	for id, p := range s.pages {
		if p.doc != nil && !maps.Equal(p.forced, want[id]) {
			p.forced = want[id]
			s.layEdits(p)
			s.treeEdited(p)
		}
	}
}
