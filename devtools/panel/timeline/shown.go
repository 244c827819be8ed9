package timeline

import "fmt"

// Shown tells what the lanes show as lines of text, for tests of the real window: the name
// of each lane and how many bars the whole run has on it.
func (l *Lanes) Shown() []string {
	var count [laneCount]int
	spans(l.palette, l.model, 0, l.end+1, func(s span) { count[s.lane]++ })
	var out []string
	for i, name := range laneNames {
		out = append(out, fmt.Sprintf("%s\t%d", name, count[i]))
	}
	return out
}

// Shown tells the texts of the bar, then its lanes.
func (b *Bar) Shown() []string {
	return append([]string{b.title.Text(), b.change.Text(), b.facts.Text(), b.mode.Text()}, b.lanes.Shown()...)
}
