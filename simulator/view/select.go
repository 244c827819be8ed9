package view

import (
	"strings"
)

// selector is a selector list. cross: some part goes into components below.
type selector struct {
	list  [][]compound
	cross bool
	bad   string // the first part that was not understood
}

// compound is an id and classes, and how it hangs on the compound before it.
type compound struct {
	comb    relation
	id      string
	classes []string
}

type relation uint8

const (
	below relation = iota // white space
	child                 // >
	cross                 // >>>
)

// Select gives the elements that match in document order, of the instance's own
// template or with >>> of components below it. WeChat: documentation of
// SelectorQuery.select for the grammar; exparser for the rest: a part of the list that
// is not understood (tags, attributes, pseudo-classes) matches nothing and leaves the
// others alone, and a class is one as the class attribute names it, also where it
// stands for external classes.
func (in *Instance) Select(sel string) []*Node { return in.find(sel, false) }

// SelectFirst gives the first of them, nil when there is none.
func (in *Instance) SelectFirst(sel string) *Node {
	if list := in.find(sel, true); len(list) > 0 {
		return list[0]
	}
	return nil
}

func (in *Instance) find(text string, one bool) []*Node {
	if in.shadow == nil {
		return nil
	}
	m := matcher{sel: parseSelector(text), root: in, steps: MaxSelectSteps}
	if len(m.sel.list) == 0 {
		return nil
	}
	var out []*Node
	var walk func(kids []*Node) bool
	visit := func(n *Node) bool {
		if m.matches(n) {
			out = append(out, n)
			if one {
				return false
			}
		}
		if c := n.el.in; m.sel.cross && c != nil && c.shadow != nil && !walk(c.shadow.kids) {
			return false
		}
		return m.steps > 0
	}
	walk = func(kids []*Node) bool { return walkElements(kids, visit) }
	walk(in.shadow.kids)
	return out
}

// Matches reports whether n matches the selector within the instance's template.
func (in *Instance) Matches(n *Node, sel string) bool {
	m := matcher{sel: parseSelector(sel), root: in, steps: MaxSelectSteps}
	return n.kind == nElement && m.matches(n)
}

// BadSelector gives the first part of a selector list that is not understood, "" when
// all are.
func BadSelector(sel string) string { return parseSelector(sel).bad }

// matcher is one search.
type matcher struct {
	sel   selector
	root  *Instance
	steps int // left; >>> goes back, which a selector could make endless
}

func (m *matcher) matches(n *Node) bool {
	for _, s := range m.sel.list {
		if m.above(n, s, len(s)-1, child) {
			return true
		}
	}
	return false
}

// above reports whether compound i and all before it match at n (rel child), or at n
// or further up. WeChat: as exparser, what stands left of > is looked for at the
// nearest match only; the first compound has to be in the root's own tree.
func (m *matcher) above(n *Node, s []compound, i int, rel relation) bool {
	for n != nil {
		if m.steps--; m.steps < 0 {
			return false
		}
		match := s[i].matches(n)
		if !match && rel == child {
			return false
		}
		if match && i == 0 {
			if n.owner == m.root {
				return true
			}
			if rel != cross {
				return false
			}
			match = false
		}
		next := rel
		if match {
			next = s[i].comb
		}
		up := n.Parent()
		if up == nil && n.owner != m.root && n.owner != nil && (next == cross || rel == cross) {
			match = match && next == cross
			up = n.owner.Host
		}
		if match {
			if up != nil && m.above(up, s, i-1, next) {
				return true
			}
			if rel != cross {
				return false
			}
		}
		n = up
	}
	return false
}

func (c *compound) matches(n *Node) bool {
	if n.kind != nElement || c.id != "" && c.id != n.el.elemID {
		return false
	}
	for _, name := range c.classes {
		if !n.HasClass(name) {
			return false
		}
	}
	return true
}

// HasClass reports whether the class list as written, with what wxs code changed, has
// name now; ~ and ^ before a class do not count.
func (n *Node) HasClass(name string) bool {
	if w := n.el.wxs; w != nil {
		if indexOf(w.added, name) >= 0 {
			return true
		}
		if indexOf(w.taken, name) >= 0 {
			return false
		}
	}
	for raw := n.el.raw; ; {
		var word string
		if word, raw = nextClass(raw); word == "" {
			return false
		}
		if bareClass(word) == name {
			return true
		}
	}
}

// parseSelector reads a list; parts that it does not understand are left out. What
// stands before the first and after the last compound does not count (exparser).
func parseSelector(s string) selector {
	var out selector
	if len(s) > MaxSelector {
		out.bad = s[:64] + "…"
		return out
	}
	for part := range strings.SplitSeq(s, ",") {
		list, ok := parsePart(part)
		if !ok && out.bad == "" {
			out.bad = strings.Trim(part, " \t")
		}
		if !ok || len(list) == 0 {
			continue
		}
		out.list = append(out.list, list)
		for i := range list {
			out.cross = out.cross || list[i].comb == cross
		}
	}
	return out
}

func parsePart(s string) (list []compound, ok bool) {
	comb, given := below, false
	for s != "" {
		switch s[0] {
		case ' ', '\t':
			s = s[1:]
			continue
		case '>':
			rest := strings.TrimLeft(s, ">")
			if given {
				return nil, false
			}
			switch len(s) - len(rest) {
			case 1:
				comb = child
			case 3:
				comb = cross
			}
			given, s = true, rest
			continue
		}
		end := strings.IndexAny(s, " \t>")
		if end < 0 {
			end = len(s)
		}
		c, ok := parseCompound(s[:end])
		if !ok {
			return nil, false
		}
		c.comb = comb
		list = append(list, c)
		comb, given, s = below, false, s[end:]
	}
	return list, true
}

// parseCompound reads #id.class.class.
func parseCompound(s string) (c compound, ok bool) {
	for i, name := range strings.Split(s, ".") {
		switch {
		case i == 0 && name == "":
		case i == 0:
			if name[0] != '#' || !isName(name[1:], true) {
				return c, false
			}
			c.id = name[1:]
		case !isName(strings.TrimPrefix(name, "-"), false):
			return c, false
		default:
			c.classes = append(c.classes, name)
		}
	}
	return c, true
}

// isName reports whether s is a letter or _ and then letters, digits, _ and -, in an
// id : as well.
func isName(s string, id bool) bool {
	for i := range len(s) {
		b := s[i]
		switch {
		case b == '_' || b|0x20 >= 'a' && b|0x20 <= 'z':
		case i > 0 && (b == '-' || b >= '0' && b <= '9' || id && b == ':'):
		default:
			return false
		}
	}
	return s != ""
}
