package layout

import (
	"diorama/renderer/dom"
	"diorama/renderer/style"
)

// counters holds what counter() and counters() say in generated content. Nothing is
// counted before the first box that asks for it.
type counters struct {
	used  bool // a box with counters was made
	epoch uint32
	texts map[counterAt]string
}

// counterAt is one pseudo-element.
type counterAt struct {
	node   *dom.Node
	pseudo style.Pseudo
}

// scope is one instance of a counter. level is the depth of the element that made it:
// the instance lives as long as that element's parent is open.
type scope struct {
	level, value int
}

// counting walks a tree in document order.
// https://drafts.csswg.org/css-lists-3/#auto-numbering
type counting struct {
	styles style.Styles
	open   map[string][]scope
	made   []made // instances in the order they came
	texts  map[counterAt]string
}

type made struct {
	name  string
	level int
}

func (w *counting) set(name string, level, value int, reset bool) {
	list := w.open[name]
	n := len(list)
	switch {
	case reset && n > 0 && list[n-1].level == level:
		list[n-1].value = value // a sibling's instance is replaced
	case reset || n == 0:
		w.open[name] = append(list, scope{level, value})
		w.made = append(w.made, made{name, level})
	default:
		list[n-1].value = value
	}
}

// apply runs the counter properties of one element or pseudo-element.
func (w *counting) apply(st *style.Computed, level int) {
	r := st.Rare
	if r == nil {
		return
	}
	for _, c := range r.CounterReset {
		w.set(c.Name, level, c.Value, true)
	}
	for _, c := range r.CounterIncrement {
		w.set(c.Name, level, w.value(c.Name)+c.Value, false)
	}
	for _, c := range r.CounterSet {
		w.set(c.Name, level, c.Value, false)
	}
}

func (w *counting) value(name string) int {
	if l := w.open[name]; len(l) > 0 {
		return l[len(l)-1].value
	}
	return 0
}

// leave ends what was made deeper than level.
func (w *counting) leave(level int) {
	for n := len(w.made); n > 0 && w.made[n-1].level > level; n-- {
		name := w.made[n-1].name
		w.open[name] = w.open[name][:len(w.open[name])-1]
		w.made = w.made[:n-1]
	}
}

func (w *counting) element(n *dom.Node, level int) {
	st := w.styles.Of(n, style.NoPseudo)
	if st == nil || st.Display == style.DisplayNone || level > MaxDepth {
		return
	}
	w.apply(st, level)
	w.listNumber(n, st, level)
	w.pseudo(n, style.Before, level+1)
	for c := n.First; c != nil; c = c.Next {
		if !c.IsText() {
			w.element(c, level+1)
		}
	}
	w.pseudo(n, style.After, level+1)
	w.leave(level)
}

func (w *counting) pseudo(n *dom.Node, p style.Pseudo, level int) {
	st := w.styles.Of(n, p)
	if st == nil || !st.HasContent || st.Display == style.DisplayNone {
		return
	}
	w.apply(st, level)
	if countersIn(st) {
		w.texts[counterAt{n, p}] = contentText(n, st, w.open)
	}
}

// countersIn reports whether generated content shows a counter.
func countersIn(st *style.Computed) bool {
	for i := range st.Content {
		if st.Content[i].Counter != "" {
			return true
		}
	}
	return false
}

// contentText writes generated content; open are the counters there.
func contentText(n *dom.Node, st *style.Computed, open map[string][]scope) string {
	s := ""
	for i := range st.Content {
		c := &st.Content[i]
		s += c.Text
		if c.Attr != "" {
			if v := n.Attr(c.Attr); !v.IsUndefined() {
				s += v.ToString()
			}
		}
		if c.Counter == "" {
			continue
		}
		list := open[c.Counter]
		if len(list) == 0 {
			list = []scope{{}}
		}
		if !c.All {
			list = list[len(list)-1:]
		}
		for k, sc := range list {
			if k > 0 {
				s += c.Separator
			}
			s += style.CounterText(sc.value, c.Form)
		}
	}
	return s
}

// count brings the texts of all pseudo-elements with counters up to date.
func (t *Tree) count(root *dom.Node) {
	w := &counting{styles: t.styles, open: map[string][]scope{}, texts: map[counterAt]string{}}
	w.element(root, 0)
	t.counters.texts, t.counters.epoch, t.counters.used = w.texts, t.epoch, true
}

// recount finds the pseudo-elements whose counters say something else now.
func (t *Tree) recount(root *dom.Node) {
	if !t.counters.used {
		return
	}
	old := t.counters.texts
	t.count(root)
	for at, s := range t.counters.texts {
		if was, ok := old[at]; !ok || was != s {
			t.markRebuild(t.containerOf(at.node))
		}
	}
	t.counters.used = len(t.counters.texts) > 0
}

// generatedText is what the content property of b's pseudo-element says.
func (t *Tree) generatedText(n *dom.Node, p style.Pseudo, st *style.Computed) string {
	if !countersIn(st) {
		return contentText(n, st, nil)
	}
	t.ensureCounted(n)
	return t.counters.texts[counterAt{n, p}]
}

// ensureCounted counts the tree of n if that was not done since it changed.
func (t *Tree) ensureCounted(n *dom.Node) {
	if t.counters.epoch == t.epoch && t.counters.used {
		return
	}
	for n.Parent != nil {
		n = n.Parent
	}
	t.count(n)
}
