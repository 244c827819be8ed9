package sources

import (
	"diorama/devtools/panel"
	"diorama/simulator/wire"
)

// mark is what setData called from a line did.
type mark struct {
	count int
	cost  float64 // µs
}

// places knows where setData is called, from the stacks of the commits. The last commits
// are read again: their costs arrive after them.
type places struct {
	lines map[string]map[int]mark
	files map[string]int
	seen  int // commits that are counted for good
	epoch int
	tail  int // commits behind seen that are counted, to be taken back
	last  []counted
}

type counted struct {
	file string
	line int
	cost float64
}

// settled is how many commits at the end may still change.
const settled = 64

func newPlaces() *places {
	return &places{lines: map[string]map[int]mark{}, files: map[string]int{}}
}

// update counts what is new; it reports whether anything is.
func (p *places) update(m *panel.Model) bool {
	if m.CommitEpoch != p.epoch || len(m.Commits) < p.seen {
		*p = *newPlaces()
		p.epoch = m.CommitEpoch
	}
	if len(m.Commits) == p.seen+p.tail && p.tail == 0 {
		return false
	}
	for _, c := range p.last {
		p.add(c.file, c.line, -1, -c.cost)
	}
	p.last = p.last[:0]
	firm := max(p.seen, len(m.Commits)-settled)
	for i := p.seen; i < len(m.Commits); i++ {
		c := &m.Commits[i]
		if c.Kind != wire.CommitSetData || len(c.Stack) == 0 {
			continue
		}
		f := &c.Stack[0]
		p.add(f.File, f.Line, 1, c.Cost.Total())
		if i >= firm {
			p.last = append(p.last, counted{f.File, f.Line, c.Cost.Total()})
		}
	}
	p.seen, p.tail = firm, len(m.Commits)-firm
	return true
}

func (p *places) add(file string, line, n int, cost float64) {
	lines := p.lines[file]
	if lines == nil {
		lines = map[int]mark{}
		p.lines[file] = lines
	}
	k := lines[line]
	lines[line] = mark{k.count + n, k.cost + cost}
	p.files[file] += n
}
