package view

import (
	"strings"
)

// selector is one alternative of a selector list: compounds from left to right.
type selector []compound

type compound struct {
	comb    byte // how it hangs on the one before: ' ', '>', 'x' for >>>, 0 first
	tag     string
	id      string
	classes []string
}

// Select gives the elements of the instance's own template that match, in document
// order: #id, .class, tag, *, compounds, descendants, children (>), alternatives
// (,) and >>>, which goes into the components below. WeChat: documentation of
// SelectorQuery.select and selectComponent. A selector that cannot be read matches
// nothing.
func (in *Instance) Select(sel string) []*Node {
	list, ok := parseSelector(sel)
	if !ok || in.shadow == nil {
		return nil
	}
	deep := false
	for _, s := range list {
		for _, c := range s {
			deep = deep || c.comb == 'x'
		}
	}
	var out []*Node
	var walk func(kids []*Node) bool
	visit := func(n *Node) bool {
		for _, s := range list {
			if matches(n, s, in) {
				out = append(out, n)
				break
			}
		}
		if c := n.el.in; deep && c != nil && c.shadow != nil {
			walk(c.shadow.kids)
		}
		return true
	}
	walk = func(kids []*Node) bool { return walkElements(kids, visit) }
	walk(in.shadow.kids)
	return out
}

// Matches reports whether n matches the selector within the instance's template.
func (in *Instance) Matches(n *Node, sel string) bool {
	list, ok := parseSelector(sel)
	if !ok || n.kind != nElement {
		return false
	}
	for _, s := range list {
		if matches(n, s, in) {
			return true
		}
	}
	return false
}

func matches(n *Node, s selector, in *Instance) bool {
	last := len(s) - 1
	if last < 0 || !s[last].matches(n) {
		return false
	}
	if last == 0 {
		return n.owner == in
	}
	rest := s[:last]
	switch s[last].comb {
	case '>':
		up := n.Parent()
		return up != nil && matches(up, rest, in)
	case 'x':
		for up := eventParent(n, true); up != nil; up = eventParent(up, true) {
			if matches(up, rest, in) {
				return true
			}
		}
		// Content without a slot has no composed parent; its own template still holds it.
		fallthrough
	default:
		for up := n.Parent(); up != nil; up = up.Parent() {
			if matches(up, rest, in) {
				return true
			}
		}
	}
	return false
}

func (c *compound) matches(n *Node) bool {
	if n.kind != nElement || c.tag != "" && c.tag != n.el.tag && (n.p == nil || c.tag != n.p.tag) || c.id != "" && c.id != n.el.elemID {
		return false
	}
	for _, name := range c.classes {
		if !n.HasClass(name) && !hasWord(n.el.raw, name) {
			return false
		}
	}
	return true
}

// hasWord reports whether name is a word of the class attribute as written, so that
// names of external classes are found too.
func hasWord(raw, name string) bool {
	for raw != "" {
		i := strings.Index(raw, name)
		if i < 0 {
			return false
		}
		end := i + len(name)
		if (i == 0 || raw[i-1] <= ' ') && (end == len(raw) || raw[end] <= ' ') {
			return true
		}
		raw = raw[end:]
	}
	return false
}

func parseSelector(s string) ([]selector, bool) {
	if len(s) > MaxSelector {
		return nil, false
	}
	var list []selector
	for _, part := range strings.Split(s, ",") {
		var sel selector
		comb := byte(0)
		for i := 0; i < len(part); {
			switch c := part[i]; {
			case c <= ' ':
				if comb == 0 && len(sel) > 0 {
					comb = ' '
				}
				i++
			case strings.HasPrefix(part[i:], ">>>"):
				comb = 'x'
				i += 3
			case c == '>':
				comb = '>'
				i++
			default:
				cp, n := parseCompound(part[i:])
				if n == 0 {
					return nil, false
				}
				if len(sel) > 0 {
					cp.comb = comb
				} else if comb != 0 {
					return nil, false
				}
				sel = append(sel, cp)
				comb = 0
				i += n
			}
		}
		if len(sel) == 0 || comb != 0 && comb != ' ' {
			return nil, false
		}
		list = append(list, sel)
	}
	return list, true
}

func parseCompound(s string) (c compound, n int) {
	for n < len(s) {
		kind := s[n]
		start := n
		switch {
		case kind == '#' || kind == '.':
			start++
		case kind == '*':
			n++
			continue
		case !nameByte(kind):
			if kind <= ' ' || kind == '>' {
				return c, n
			}
			return c, 0
		}
		end := start
		for end < len(s) && nameByte(s[end]) {
			if s[end] == '\\' && end+1 < len(s) {
				end++
			}
			end++
		}
		if end == start {
			return c, 0
		}
		name := s[start:end]
		if strings.IndexByte(name, '\\') >= 0 {
			name = strings.ReplaceAll(name, "\\", "")
		}
		switch kind {
		case '#':
			c.id = name
		case '.':
			c.classes = append(c.classes, name)
		default:
			c.tag = name
		}
		n = end
	}
	return c, n
}

func nameByte(b byte) bool {
	return b >= 0x80 || b == '-' || b == '_' || b == '\\' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}
