package style

import (
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
)

// pagePath is the path of the page's sheet: the one of scope 0, else the last set.
func (s *Styler) pagePath() string {
	if p := s.tree.Scopes[0].Path; p != "" {
		return p
	}
	return s.lastPage
}

// cssSpace is white space of Selectors 4 §6.2; a no-break space is part of a word.
func cssSpace(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' && r != '\v' }

// matcher state of one element
type matched struct {
	key   uint64 // specificity, tier, order
	rule  int32
	layer int16 // above the key
}

// What was asked of the element while matching.
const (
	flagStruct      uint8 = 1 << iota // siblings, children or index, of it or an ancestor
	flagAttr                          // attributes
	flagFocusWithin                   //
	flagUsesParent                    // style depends on more of the parent than what is inherited
)

// tier gives the tier of the sheet.
func (m matched) tier() int { return int(m.key >> tierShift & 0xF) }

const (
	specShift = 32
	tierShift = 28 // below lies the order of the rule
)

// match fills s.found with the rules for n, per pseudo-element, in cascade order.
func (s *Styler) match(n *dom.Node) {
	for i := range s.found {
		s.found[i] = s.found[i][:0]
	}
	s.asked = 0
	s.steps = 0
	info := s.scopeOf(n.Scope)
	x := s.index
	if n.ElemID != "" {
		s.try(n, info, x.byID[n.ElemID])
	}
	for i := range n.Classes {
		if !repeated(n.Classes, i) {
			s.try(n, info, x.byClass[n.Classes[i].Name])
		}
	}
	for i := range n.HoverClasses {
		if !hasName(n.Classes, n.HoverClasses[i].Name) && !repeated(n.HoverClasses, i) {
			s.try(n, info, x.byClass[n.HoverClasses[i].Name])
		}
	}
	s.try(n, info, x.byTag[wxss.Lower(n.Tag)])
	s.try(n, info, x.universal)
	if len(x.byHost) > 0 && n.Instance != 0 {
		s.try(n, info, x.byHost[n.Is])
		if n == s.tree.Root && n.Is != s.pagePath() {
			s.try(n, info, x.byHost[s.pagePath()])
		}
	}
	for i := range s.found {
		sortMatched(s.found[i])
	}
}

func repeated(c []dom.Class, i int) bool { return hasName(c[:i], c[i].Name) }

func hasName(c []dom.Class, name string) bool {
	for i := range c {
		if c[i].Name == name {
			return true
		}
	}
	return false
}

func sortMatched(m []matched) {
	for i := 1; i < len(m); i++ {
		for j := i; j > 0 && m[j].less(&m[j-1]); j-- {
			m[j], m[j-1] = m[j-1], m[j]
		}
	}
}

func (s *Styler) try(n *dom.Node, info *scopeInfo, list []int32) {
	for _, k := range list {
		r := &s.index.rules[k]
		if info.sees[r.sheet] == seesNothing || !s.bloom.has(&r.hashes) {
			continue
		}
		if s.complex(r.sel, 0, n, r.sheet) != matchYes || r.within != nil && !s.within(r.within) {
			continue
		}
		tier := uint64(tierOf[s.sheets[r.sheet].origin])
		if r.sel.Host && isHost(&r.sel.Compounds[0]) {
			tier = tierHost
		}
		key := uint64(r.sel.Specificity)<<specShift | tier<<tierShift | uint64(r.order)
		s.found[r.sel.Pseudo] = append(s.found[r.sel.Pseudo], matched{key, k, r.layer})
	}
}

type matchResult uint8

// How far a failure goes, so that no ancestor or sibling is tried in vain.
const (
	matchYes matchResult = iota
	failHere
	failSiblings
	failAll
)

// complex matches compound i of sel and all left of it, from n on.
func (s *Styler) complex(sel *wxss.Selector, i int, n *dom.Node, sheet int32) matchResult {
	if s.steps++; s.steps > MaxMatchSteps {
		return failAll
	}
	c := &sel.Compounds[i]
	if !s.compound(c, sel, n, sheet) {
		return failHere
	}
	switch c.Left {
	case wxss.None:
		return matchYes
	case wxss.Child:
		if n.Parent == nil {
			return failAll
		}
		r := s.complex(sel, i+1, n.Parent, sheet)
		if r == matchYes || r == failAll {
			return r
		}
		return failSiblings
	case wxss.Descendant:
		for p := n.Parent; p != nil; p = p.Parent {
			if r := s.complex(sel, i+1, p, sheet); r == matchYes || r == failAll {
				return r
			}
		}
		return failAll
	case wxss.NextSibling:
		s.asked |= flagStruct
		p := prevElement(n)
		if p == nil {
			return failSiblings
		}
		return s.complex(sel, i+1, p, sheet)
	}
	s.asked |= flagStruct
	for p := prevElement(n); p != nil; p = prevElement(p) {
		if r := s.complex(sel, i+1, p, sheet); r != failHere {
			return r
		}
	}
	return failSiblings
}

func prevElement(n *dom.Node) *dom.Node {
	for p := n.Prev; p != nil; p = p.Prev {
		if !p.IsText() {
			return p
		}
	}
	return nil
}

func nextElement(n *dom.Node) *dom.Node {
	for p := n.Next; p != nil; p = p.Next {
		if !p.IsText() {
			return p
		}
	}
	return nil
}

func (s *Styler) compound(c *wxss.Compound, sel *wxss.Selector, n *dom.Node, sheet int32) bool {
	if c.Tag != "" && (c.Tag != n.Tag && c.Tag != wxss.Lower(n.Tag) || n.Internal && s.sheets[sheet].origin != OriginUA) {
		return false // WeChat: inner nodes are HTML elements, to which an app's tag names do not speak
	}
	if c.ID != "" && (c.ID != n.ElemID || s.scopeOf(n.Scope).sees[sheet] != seesNames) {
		return false
	}
	host := len(c.Rest) > 0 && isHost(c)
	for _, name := range c.Classes {
		if !s.class(n.Classes, name, sheet, host) && !s.class(n.HoverClasses, name, sheet, host) {
			return false
		}
	}
	for i := range c.Rest {
		if !s.simple(&c.Rest[i], n, sheet) {
			return false
		}
	}
	return true
}

// class: a name speaks to the sheets that reach its scope.
func (s *Styler) class(list []dom.Class, name string, sheet int32, any bool) bool {
	for i := range list {
		if list[i].Name == name && (any || s.scopeOf(list[i].Scope).sees[sheet] == seesNames) {
			return true
		}
	}
	return false
}

func (s *Styler) simple(m *wxss.Simple, n *dom.Node, sheet int32) bool {
	switch m.Kind {
	case wxss.SimpleAttr:
		s.asked |= flagAttr
		return matchAttr(m, n)
	case wxss.SimpleID:
		return n.ElemID == m.Name
	case wxss.SimpleNot:
		for _, l := range m.List {
			if s.complex(l, 0, n, sheet) == matchYes {
				return false
			}
		}
		return true
	case wxss.SimpleIs:
		return s.anyOf(m.List, n, sheet)
	case wxss.SimpleHas:
		s.asked |= flagStruct
		return s.has(m.List, n, sheet)
	case wxss.SimpleAnchor:
		return n == s.anchor
	case wxss.SimpleAlways:
		return true
	case wxss.SimpleHost:
		return s.hostMatch(m, n, sheet)
	case wxss.SimpleRoot:
		return n.Parent == nil
	case wxss.SimpleEmpty:
		s.asked |= flagStruct
		return empty(n)
	case wxss.SimpleNthChild, wxss.SimpleNthLastChild, wxss.SimpleNthOfType, wxss.SimpleNthLastOfType:
		s.asked |= flagStruct
		return s.nth(m, n, sheet)
	case wxss.SimpleActive:
		return n.State&dom.StateActive != 0
	case wxss.SimpleHover:
		return n.State&dom.StateHover != 0
	case wxss.SimpleFocus:
		return n.State&dom.StateFocus != 0
	case wxss.SimpleFocusWithin:
		s.asked |= flagFocusWithin
		return focusWithin(n)
	case wxss.SimpleDisabled:
		s.asked |= flagAttr
		return disabled(n)
	case wxss.SimpleEnabled:
		s.asked |= flagAttr
		return !disabled(n)
	case wxss.SimpleChecked:
		s.asked |= flagAttr
		return n.State&dom.StateChecked != 0 || n.AttrOn("checked")
	}
	return false
}

func (s *Styler) anyOf(list []*wxss.Selector, n *dom.Node, sheet int32) bool {
	for _, l := range list {
		if l.Pseudo == wxss.NoPseudo && s.complex(l, 0, n, sheet) == matchYes {
			return true
		}
	}
	return false
}

func disabled(n *dom.Node) bool { return n.State&dom.StateDisabled != 0 || n.AttrOn("disabled") }

// hostMatch: the host of the component (or page) whose sheet it is.
func (s *Styler) hostMatch(m *wxss.Simple, n *dom.Node, sheet int32) bool {
	e := s.sheets[sheet]
	if n.Instance == 0 || n.Is != e.path && !(n.Parent == nil && e.origin == OriginPage && e.path == s.pagePath()) {
		return false
	}
	for _, l := range m.List {
		c := l.Compounds[0]
		if c.Tag != "" && c.Tag != wxss.Lower(n.Tag) || c.ID != "" && c.ID != n.ElemID {
			return false
		}
		for _, name := range c.Classes {
			if !hasName(n.Classes, name) && !hasName(n.HoverClasses, name) {
				return false
			}
		}
		for i := range c.Rest {
			if !s.simple(&c.Rest[i], n, sheet) {
				return false
			}
		}
	}
	return true
}

func focusWithin(n *dom.Node) bool {
	if n.State&dom.StateFocus != 0 {
		return true
	}
	for c := n.First; c != nil; c = c.Next {
		if !c.IsText() && focusWithin(c) {
			return true
		}
	}
	return false
}

// nth counts siblings; s.counts keeps the index of the last asked for, so that a
// long list costs one pass.
func (s *Styler) nth(m *wxss.Simple, n *dom.Node, sheet int32) bool {
	if len(m.List) > 0 && !s.anyOf(m.List, n, sheet) {
		return false
	}
	if n.Parent == nil {
		return m.Nth(1)
	}
	last := m.Kind == wxss.SimpleNthLastChild || m.Kind == wxss.SimpleNthLastOfType
	ofType := m.Kind == wxss.SimpleNthOfType || m.Kind == wxss.SimpleNthLastOfType
	step := prevElement
	if last {
		step = nextElement
	}
	if m.A == 0 && m.B == 1 && !ofType && len(m.List) == 0 {
		return step(n) == nil
	}
	plain := len(m.List) == 0
	key := nthKey{kind: m.Kind, tag: ""}
	if ofType {
		key.tag = n.Tag
	}
	count := 1
	if at, ok := s.nthSeen[key]; ok && last && plain && !ofType && at.stamp == s.stamp && at.node == prevElement(n) {
		count = at.index - 1
	} else {
		for p := step(n); p != nil; p = step(p) {
			if at, ok := s.nthSeen[key]; ok && plain && at.node == p && at.stamp == s.stamp {
				count += at.index
				break
			}
			if ofType && p.Tag != n.Tag || !plain && !s.anyOf(m.List, p, sheet) {
				continue
			}
			count++
		}
	}
	if plain {
		s.nthSeen[key] = nthAt{n, count, s.stamp}
	}
	return m.Nth(count)
}

type nthKey struct {
	kind wxss.SimpleKind
	tag  string
}

// nthAt remembers that node has that 1-based index, within one Update.
type nthAt struct {
	node  *dom.Node
	index int
	stamp uint32
}

func matchAttr(m *wxss.Simple, n *dom.Node) bool {
	var v string
	switch m.Name {
	case "class":
		if len(n.Classes) == 0 {
			return false
		}
		var b strings.Builder
		for i := range n.Classes {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(n.Classes[i].Name)
		}
		v = b.String()
	case "id":
		if n.ElemID == "" {
			return false
		}
		v = n.ElemID
	case "style":
		if n.Style == "" {
			return false
		}
		v = n.Style
	case "is":
		if n.Is == "" {
			return false
		}
		v = n.Is
	default:
		a, ok := attrText(n, m.Name)
		if !ok {
			if low := wxss.Lower(m.Name); low != m.Name { // names of HTML attributes are in lower case
				a, ok = attrText(n, low)
			}
		}
		if !ok {
			return false
		}
		v = a
	}
	want := m.Value
	if m.Fold {
		v, want = strings.ToLower(v), strings.ToLower(want)
	}
	switch m.Op {
	case 0:
		return true
	case '=':
		return v == want
	case '~':
		if want == "" || strings.ContainsFunc(want, cssSpace) {
			return false
		}
		for _, w := range strings.FieldsFunc(v, cssSpace) {
			if w == want {
				return true
			}
		}
		return false
	case '|':
		return v == want || strings.HasPrefix(v, want) && len(v) > len(want) && v[len(want)] == '-'
	case '^':
		return want != "" && strings.HasPrefix(v, want)
	case '$':
		return want != "" && strings.HasSuffix(v, want)
	case '*':
		return want != "" && strings.Contains(v, want)
	}
	return false
}

// attrText gives the text of an attribute as a selector sees it. A false boolean,
// null or undefined is no attribute; a bare or true one has no text.
func attrText(n *dom.Node, name string) (string, bool) {
	v := n.Attr(name)
	switch v.Kind() {
	case value.Undefined, value.Null, value.Func:
		return "", false
	case value.Bool:
		return "", v.Truthy()
	}
	return v.ToString(), true
}

// empty: n has no element and no text below it, as :empty asks.
func empty(n *dom.Node) bool {
	for c := n.First; c != nil; c = c.Next {
		if !c.IsText() || c.Text != "" {
			return false
		}
	}
	return true
}
