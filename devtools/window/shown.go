package window

import (
	"strings"

	"diorama/devtools/control"
	"diorama/devtools/row"
)

// shown writes what the panels in front show, by their English names: a line per row, its
// columns parted by tabs, the last maxShown of them. For tests of the real window.
func (w *Window) shown() map[string][]string {
	out := map[string][]string{}
	tell := func(t *control.Tabs, sources ...row.Source) {
		if at := t.Current(); at < len(sources) && sources[at] != nil {
			out[t.Shown()] = texts(sources[at])
		}
	}
	tell(w.upper, w.wxml, w.network, w.storage, w.files, nil, w.audits, w.sources.Tree())
	switch w.upper.Current() {
	case tabWXML:
		out["Styles"] = texts(w.wxml.Styles().Shown())
	case tabSensors:
		out["Sensors"] = w.sensors.Shown()
	case tabSources:
		out["Source"] = texts(w.sources.View())
	}
	out["Timeline"] = w.bar.Shown()
	tell(w.data, w.appdata)
	tell(w.lower, w.commits, w.events, w.console, w.problems)
	return out
}

// texts are the rows of a list as text.
func texts(s row.Source) []string {
	n := s.Len()
	out := make([]string, 0, min(n, maxShown))
	for i := max(0, n-maxShown); i < n; i++ {
		r := s.Row(i)
		var b strings.Builder
		for k, run := range append(append([]row.Run(nil), r.Runs...), r.Right...) {
			if k > 0 && run.X > 0 || k == len(r.Runs) {
				b.WriteByte('\t')
			}
			b.WriteString(run.Text)
		}
		out = append(out, b.String())
	}
	return out
}
