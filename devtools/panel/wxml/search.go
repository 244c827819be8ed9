package wxml

import (
	"strings"

	"fyne.io/fyne/v2"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
	"diorama/simulator"
)

// search finds nodes by a selector, or by what stands in tag, class, id, component path,
// attributes and text.
type search struct {
	query string
	hits  []*simulator.Node
	at    int // the hit shown, -1 none
}

// maxHits bounds how many hits are kept.
const maxHits = 5000

// find gives the nodes that a query means, in the order of the tree.
func find(root *simulator.Node, query string) []*simulator.Node {
	query = strings.TrimSpace(query)
	if root == nil || query == "" {
		return nil
	}
	if hits := bySelector(root, query); len(hits) > 0 {
		return hits
	}
	return byText(root, strings.ToLower(query))
}

func byText(root *simulator.Node, query string) []*simulator.Node {
	var hits []*simulator.Node
	has := func(s string) bool { return strings.Contains(strings.ToLower(s), query) }
	var walk func(n *simulator.Node)
	walk = func(n *simulator.Node) {
		if len(hits) >= maxHits {
			return
		}
		hit := has(n.Tag) || has(n.Class) || has(n.ElemID) || has(n.Is) || has("<"+n.Tag)
		for i := 0; i < n.Attrs.Len() && !hit; i++ {
			hit = has(n.Attrs.Key(i)+"=\""+n.Attrs.Index(i).ToString()+"\"") || has(n.Attrs.Index(i).ToString())
		}
		for _, c := range n.Children {
			hit = hit || c.IsText && has(c.Text)
		}
		if hit {
			hits = append(hits, n)
		}
		for _, c := range n.Children {
			if !c.IsText {
				walk(c)
			}
		}
	}
	walk(root)
	return hits
}

// bySelector matches without regard to style scopes: whoever searches wants what stands
// there, in whatever component.
func bySelector(root *simulator.Node, query string) []*simulator.Node {
	list, wrong := wxss.ParseSelectors(query)
	if wrong != "" {
		return nil
	}
	var hits []*simulator.Node
	m := matcher{parent: map[*simulator.Node]*simulator.Node{}}
	var walk func(n *simulator.Node)
	walk = func(n *simulator.Node) {
		if len(hits) >= maxHits {
			return
		}
		for _, s := range list {
			if s.Pseudo == wxss.NoPseudo && m.from(s.Compounds, n) {
				hits = append(hits, n)
				break
			}
		}
		for _, c := range n.Children {
			if !c.IsText {
				m.parent[c] = n
				walk(c)
			}
		}
	}
	walk(root)
	return hits
}

type matcher struct {
	parent map[*simulator.Node]*simulator.Node
}

// from matches compounds, the rightmost first, from n to the left.
func (m *matcher) from(c []wxss.Compound, n *simulator.Node) bool {
	if !m.compound(&c[0], n) {
		return false
	}
	if len(c) == 1 {
		return true
	}
	switch c[0].Left {
	case wxss.Child:
		p := m.parent[n]
		return p != nil && m.from(c[1:], p)
	case wxss.Descendant:
		for p := m.parent[n]; p != nil; p = m.parent[p] {
			if m.from(c[1:], p) {
				return true
			}
		}
	case wxss.NextSibling, wxss.LaterSibling:
		all, i := m.siblings(n)
		for i--; i >= 0; i-- {
			if m.from(c[1:], all[i]) {
				return true
			}
			if c[0].Left == wxss.NextSibling {
				break
			}
		}
	}
	return false
}

// siblings gives the elements beside n and its place among them.
func (m *matcher) siblings(n *simulator.Node) (all []*simulator.Node, at int) {
	p := m.parent[n]
	if p == nil {
		return []*simulator.Node{n}, 0
	}
	for _, c := range p.Children {
		if !c.IsText {
			if c == n {
				at = len(all)
			}
			all = append(all, c)
		}
	}
	return all, at
}

func (m *matcher) compound(c *wxss.Compound, n *simulator.Node) bool {
	if c.Tag != "" && c.Tag != strings.ToLower(n.Tag) || c.ID != "" && c.ID != n.ElemID {
		return false
	}
	for _, name := range c.Classes {
		if !hasWord(n.Class, name) {
			return false
		}
	}
	for i := range c.Rest {
		if !m.simple(&c.Rest[i], n) {
			return false
		}
	}
	return true
}

func hasWord(list, word string) bool {
	for _, w := range strings.Fields(list) {
		if w == word {
			return true
		}
	}
	return false
}

func (m *matcher) simple(s *wxss.Simple, n *simulator.Node) bool {
	any := func() bool {
		for _, x := range s.List {
			if m.from(x.Compounds, n) {
				return true
			}
		}
		return false
	}
	switch s.Kind {
	case wxss.SimpleAttr:
		return attrMatches(s, n)
	case wxss.SimpleID:
		return n.ElemID == s.Name
	case wxss.SimpleNot:
		return !any()
	case wxss.SimpleIs:
		return any()
	case wxss.SimpleHost:
		return n.Is != ""
	case wxss.SimpleRoot:
		return m.parent[n] == nil
	case wxss.SimpleEmpty:
		return len(n.Children) == 0
	case wxss.SimpleNthChild, wxss.SimpleNthLastChild, wxss.SimpleNthOfType, wxss.SimpleNthLastOfType:
		all, at := m.siblings(n)
		place := 1
		after := s.Kind == wxss.SimpleNthLastChild || s.Kind == wxss.SimpleNthLastOfType
		typed := s.Kind == wxss.SimpleNthOfType || s.Kind == wxss.SimpleNthLastOfType
		for i, o := range all {
			if (i < at) != after && i != at && (!typed || o.Tag == n.Tag) {
				place++
			}
		}
		return s.Nth(place) && (len(s.List) == 0 || any())
	case wxss.SimpleAlways:
		return true
	}
	return false // states and :has()
}

// attrMatches looks at attributes as they are written: class, style, id and data- too.
func attrMatches(s *wxss.Simple, n *simulator.Node) bool {
	var v string
	has := false
	switch {
	case s.Name == "class":
		v, has = n.Class, n.Class != ""
	case s.Name == "style":
		v, has = n.Style, n.Style != ""
	case s.Name == "id":
		v, has = n.ElemID, n.ElemID != ""
	case strings.HasPrefix(s.Name, "data-"):
		x := n.Dataset.Get(s.Name[len("data-"):])
		v, has = x.ToString(), !x.IsUndefined()
	default:
		x := n.Attrs.Get(s.Name)
		v, has = x.ToString(), !x.IsUndefined()
	}
	if !has || s.Op == 0 {
		return has
	}
	want := s.Value
	if s.Fold {
		v, want = strings.ToLower(v), strings.ToLower(want)
	}
	switch s.Op {
	case '=':
		return v == want
	case '~':
		return want != "" && hasWord(v, want)
	case '|':
		return v == want || strings.HasPrefix(v, want+"-")
	case '^':
		return want != "" && strings.HasPrefix(v, want)
	case '$':
		return want != "" && strings.HasSuffix(v, want)
	}
	return want != "" && strings.Contains(v, want)
}

// Find puts a text into the search field.
func (w *Panel) Find(text string) { w.search.SetText(text) }

// look is called after each edit of the search field: all hits are outlined on the
// phone and the first is picked.
func (w *Panel) look(text string) {
	w.found = search{query: text, hits: find(w.root, text), at: -1}
	w.step(1)
}

// step goes to the next hit (1) or the one before (-1).
func (w *Panel) step(dir int) {
	f := &w.found
	if len(f.hits) == 0 {
		w.desk.Hover(0)
		w.count.Set("")
		if strings.TrimSpace(f.query) != "" {
			w.count.Set("0")
		}
		return
	}
	f.at = (f.at + dir + len(f.hits)) % len(f.hits)
	w.count.Set(w.desk.T("%d of %d", f.at+1, len(f.hits)))
	w.desk.Pick(f.hits[f.at].ID)
	ids := make([]dom.NodeID, len(f.hits))
	for i, n := range f.hits {
		ids[i] = n.ID
	}
	w.desk.Hover(ids...)
}

// searchKey takes the keys of the search field: Enter goes on, Shift+Enter back, Escape ends.
func (w *Panel) searchKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if w.found.query != w.search.Text {
			w.look(w.search.Text)
		} else if steps() == 10 { // Shift
			w.step(-1)
		} else {
			w.step(1)
		}
	case fyne.KeyEscape:
		if w.search.Text == "" {
			return false
		}
		w.search.SetText("")
	default:
		return false
	}
	return true
}

// Key moves through the tree: up and down, left to close or to the parent, right to
// open or to the first child. It reports whether it used the key.
func (w *Panel) Key(name fyne.KeyName) bool {
	at := -1
	for i := range w.lines {
		if l := &w.lines[i]; l.node.ID == w.picked && !l.end && !l.shadow && w.picked != 0 {
			at = i
			break
		}
	}
	if at < 0 {
		return false
	}
	l := w.lines[at]
	move := func(dir int) {
		for i := at + dir; i >= 0 && i < len(w.lines); i += dir {
			if n := &w.lines[i]; !n.end && !n.shadow && !n.node.IsText {
				w.desk.Pick(n.node.ID)
				return
			}
		}
	}
	switch name {
	case fyne.KeyUp:
		move(-1)
	case fyne.KeyDown:
		move(1)
	case fyne.KeyLeft:
		if l.open {
			w.open[l.node.ID] = false
			w.flatten()
		} else if p := w.parents[w.picked]; p != nil {
			w.desk.Pick(p.ID)
		}
	case fyne.KeyRight:
		if l.opens && !l.open {
			w.open[l.node.ID] = true
			w.flatten()
		} else if l.open {
			move(1)
		}
	default:
		return false
	}
	return true
}
