package style

import (
	"hash/maphash"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// Origin tells what a sheet is in the cascade.
type Origin uint8

// The origins. A component's sheet belongs to its path.
const (
	OriginUA Origin = iota
	OriginApp
	OriginPage
	OriginComponent
)

// sheetEntry is one sheet with its place in the cascade.
type sheetEntry struct {
	origin Origin
	path   string
	sheet  *wxss.Sheet
	blocks []*block // per rule, compiled once
}

// rule is one selector of one rule, in the index.
type rule struct {
	sel    *wxss.Selector
	block  *block
	sheet  int32
	index  int32 // in Sheet.Rules
	order  uint32
	layer  int16     // unlayered or a number of index.layers
	hashes [4]uint32 // names that must be above the element; 0: none
	within []*wxss.ContainerQuery
}

// index finds the rules that may match an element by their rightmost part.
type index struct {
	rules     []rule
	byID      map[string][]int32
	byClass   map[string][]int32
	byTag     map[string][]int32
	byHost    map[string][]int32
	universal []int32
	layers    map[string]int16 // nil: none

	// Names that stand left of a combinator (or as sibling): an element's change
	// touches others only when one of these is concerned.
	leftClass, leftTag, leftID, leftAttr map[string]bool
	leftState                            dom.State
	leftFocusWithin, leftHost            bool
	leftUniversal                        bool // a compound without any name
	states                               dom.State
	hasSibling, hasNthOf, hasEmpty       bool
	hasFocusWithin, hasHas               bool
	leftStructural, leftEmpty            bool
	hasContainer                         bool
}

func newIndex() *index {
	return &index{
		byID: map[string][]int32{}, byClass: map[string][]int32{}, byTag: map[string][]int32{}, byHost: map[string][]int32{},
		leftClass: map[string]bool{}, leftTag: map[string]bool{}, leftID: map[string]bool{}, leftAttr: map[string]bool{},
	}
}

// add puts all rules of a sheet in whose conditions hold.
func (x *index) add(e *sheetEntry, sheet int32, env wxss.MediaEnv, seed maphash.Seed) {
	var last *wxss.Condition
	holds := true
	var within []*wxss.ContainerQuery
	for i := range e.sheet.Rules {
		r := &e.sheet.Rules[i]
		if r.Cond != last {
			last = r.Cond
			holds, within = r.Cond.Holds(env, Supported), r.Cond.Containers()
		}
		if !holds || len(r.Decls) == 0 {
			continue
		}
		for _, sel := range r.Selectors {
			if sel.Pseudo == wxss.OtherPseudo {
				continue
			}
			k := int32(len(x.rules))
			ru := rule{sel: sel, block: e.blocks[i], sheet: sheet, index: int32(i), order: uint32(k), layer: x.layerOf(r.Layer), within: within}
			x.hasContainer = x.hasContainer || within != nil
			ru.above(seed)
			x.rules = append(x.rules, ru)
			x.place(sel, e, k)
			x.collect(sel, true)
		}
	}
}

func (x *index) place(sel *wxss.Selector, e *sheetEntry, k int32) {
	c := &sel.Compounds[0]
	switch {
	case c.ID != "":
		x.byID[c.ID] = append(x.byID[c.ID], k)
	case len(c.Classes) > 0:
		n := c.Classes[len(c.Classes)-1]
		x.byClass[n] = append(x.byClass[n], k)
	case isHost(c):
		x.byHost[e.path] = append(x.byHost[e.path], k)
	case c.Tag != "":
		x.byTag[c.Tag] = append(x.byTag[c.Tag], k)
	default:
		x.universal = append(x.universal, k)
	}
}

func isHost(c *wxss.Compound) bool {
	for i := range c.Rest {
		if c.Rest[i].Kind == wxss.SimpleHost {
			return true
		}
	}
	return false
}

// above gathers names that ancestors must have.
func (r *rule) above(seed maphash.Seed) {
	n := 0
	put := func(s string) {
		if s != "" && n < len(r.hashes) {
			r.hashes[n] = nameHash(seed, s)
			n++
		}
	}
	comps := r.sel.Compounds
	for i := 1; i < len(comps); i++ {
		if l := comps[i-1].Left; l != wxss.Descendant && l != wxss.Child {
			continue
		}
		put(comps[i].ID)
		for _, c := range comps[i].Classes {
			put(c)
		}
		put(comps[i].Tag)
	}
}

// nameHash is never 0.
func nameHash(seed maphash.Seed, s string) uint32 {
	return uint32(maphash.String(seed, s)) | 1
}

// collect gathers what the selector asks of other elements than the subject.
func (x *index) collect(sel *wxss.Selector, subject bool) {
	for i := range sel.Compounds {
		c := &sel.Compounds[i]
		left := i > 0 || !subject
		if c.Left == wxss.NextSibling || c.Left == wxss.LaterSibling {
			x.hasSibling = true
			if left {
				x.leftStructural = true
			}
		}
		if left {
			if c.ID == "" && len(c.Classes) == 0 && c.Tag == "" {
				x.leftUniversal = true
			}
			if c.ID != "" {
				x.leftID[c.ID] = true
			}
			if c.Tag != "" {
				x.leftTag[c.Tag] = true
			}
			for _, n := range c.Classes {
				x.leftClass[n] = true
			}
		}
		for j := range c.Rest {
			x.collectSimple(&c.Rest[j], left)
		}
	}
}

func (x *index) collectSimple(m *wxss.Simple, left bool) {
	state := dom.State(0)
	switch m.Kind {
	case wxss.SimpleAttr:
		if left {
			x.leftAttr[m.Name] = true
			x.leftAttr[wxss.Lower(m.Name)] = true
		}
	case wxss.SimpleID:
		if left {
			x.leftID[m.Name] = true
		}
	case wxss.SimpleHost:
		x.leftHost = x.leftHost || left
	case wxss.SimpleActive:
		state = dom.StateActive
	case wxss.SimpleHover:
		state = dom.StateHover
	case wxss.SimpleFocus:
		state = dom.StateFocus
	case wxss.SimpleDisabled, wxss.SimpleEnabled:
		state = dom.StateDisabled
		if left {
			x.leftAttr["disabled"] = true
		}
	case wxss.SimpleChecked:
		state = dom.StateChecked
		if left {
			x.leftAttr["checked"] = true
		}
	case wxss.SimpleHas:
		x.hasHas = true
	case wxss.SimpleFocusWithin:
		x.hasFocusWithin = true
		x.leftFocusWithin = x.leftFocusWithin || left
	case wxss.SimpleEmpty:
		x.hasEmpty = true
		x.leftEmpty = x.leftEmpty || left
		x.leftStructural = x.leftStructural || left
	case wxss.SimpleNthChild, wxss.SimpleNthLastChild, wxss.SimpleNthOfType, wxss.SimpleNthLastOfType:
		x.leftStructural = x.leftStructural || left
	}
	x.states |= state
	if left {
		x.leftState |= state
	}
	nth := m.Kind == wxss.SimpleNthChild || m.Kind == wxss.SimpleNthLastChild
	if nth && len(m.List) > 0 {
		x.hasNthOf = true
	}
	for _, s := range m.List {
		x.collect(s, !left && !nth)
	}
}

// bloom counts names of ancestors in 4096 counters.
type bloom struct {
	counts [4096]uint16
	hashes []uint32 // of the pushed elements, in order
	starts []int32  // where each element's hashes start
}

func (b *bloom) push(n *dom.Node, seed maphash.Seed) {
	b.starts = append(b.starts, int32(len(b.hashes)))
	b.add(nameHash(seed, wxss.Lower(n.Tag)))
	if n.ElemID != "" {
		b.add(nameHash(seed, n.ElemID))
	}
	for i := range n.Classes {
		b.add(nameHash(seed, n.Classes[i].Name))
	}
	for i := range n.HoverClasses {
		b.add(nameHash(seed, n.HoverClasses[i].Name))
	}
}

func (b *bloom) add(h uint32) {
	b.hashes = append(b.hashes, h)
	b.counts[h>>1&4095]++
	b.counts[h>>16&4095]++
}

func (b *bloom) pop() {
	from := b.starts[len(b.starts)-1]
	for _, h := range b.hashes[from:] {
		b.counts[h>>1&4095]--
		b.counts[h>>16&4095]--
	}
	b.hashes = b.hashes[:from]
	b.starts = b.starts[:len(b.starts)-1]
}

func (b *bloom) reset() {
	for len(b.starts) > 0 {
		b.pop()
	}
}

// has reports whether all names may be there.
func (b *bloom) has(hs *[4]uint32) bool {
	for _, h := range hs {
		if h == 0 {
			return true
		}
		if b.counts[h>>1&4095] == 0 || b.counts[h>>16&4095] == 0 {
			return false
		}
	}
	return true
}
