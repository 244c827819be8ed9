package style

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
	"unsafe"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// sharedEntry keeps the style of an element for others that cannot differ: same
// names, same context of ancestors, same inherited style, and no rule asked for
// siblings or attributes.
type sharedEntry struct {
	ctx       uint32 // of the parent
	parent    *Inherited
	kids      kidsForm
	tag, id   string
	style     string
	forced    string
	is        string
	classes   []dom.Class
	hover     []dom.Class
	state     dom.State
	scope     dom.ScopeID
	host, top bool
	internal  bool
	empty     bool // counts when :empty stands left of a combinator
	out       entry
	// next served the element visited after one that this entry served.
	// Faster: lists repeat, so it nearly always fits, without hashing.
	next *sharedEntry
}

func ptrHash[T any](p *T) uint64 { return uint64(uintptr(unsafe.Pointer(p))) }

func (s *Styler) shareHash(n *dom.Node, parent *Computed, ctx uint32) uint64 {
	var h hash
	h.u(ptrHash(parent.Inherited) ^ uint64(ctx)<<40)
	h.u(maphash.String(s.seed, n.Tag) ^ uint64(n.Scope)<<32 ^ uint64(n.State&s.index.states)<<48)
	for i := range n.Classes {
		h.u(maphash.String(s.seed, n.Classes[i].Name) + uint64(n.Classes[i].Scope))
	}
	if n.ElemID != "" {
		h.u(maphash.String(s.seed, n.ElemID))
	}
	if n.Internal {
		h.u(3)
	}
	if n.Style != "" {
		h.u(maphash.String(s.seed, n.Style) + 1)
	}
	if n.Forced != "" {
		h.u(maphash.String(s.seed, n.Forced) + 2)
	}
	return uint64(h)
}

func (e *sharedEntry) fits(n *dom.Node, parent *Computed, ctx uint32, x *index) bool {
	return e.ctx == ctx && e.parent == parent.Inherited && e.tag == n.Tag && e.scope == n.Scope && e.state == n.State&x.states && e.empty == (x.leftEmpty && empty(n)) &&
		e.id == n.ElemID && e.style == n.Style && e.forced == n.Forced && e.host == (n.Instance != 0) && e.is == n.Is &&
		e.top == (n.Parent == nil) && e.internal == n.Internal && e.kids == kidsOf(parent) && slices.Equal(e.classes, n.Classes) && slices.Equal(e.hover, n.HoverClasses)
}

// share fills e from the cache, or computes it and puts it there.
func (s *Styler) share(n *dom.Node, parent *Computed, ctx uint32, e *entry) {
	last := s.lastShared
	if last != nil {
		if x := last.next; x != nil && x.fits(n, parent, ctx, s.index) {
			*e = x.out
			s.lastShared = x
			return
		}
	}
	h := s.shareHash(n, parent, ctx)
	if x := s.shared[h]; x != nil && x.fits(n, parent, ctx, s.index) {
		*e = x.out
		s.lastShared = x
		if last != nil {
			last.next = x
		}
		return
	}
	s.lastShared = nil
	s.styleOf(n, parent, e)
	e.sig = s.signature(n)
	e.ctx = s.context(ctx, e.sig)
	if e.flags != 0 || s.attrCounts(n) {
		return
	}
	if len(s.shared) >= MaxShared {
		clear(s.shared)
	}
	x := &sharedEntry{
		ctx: ctx, parent: parent.Inherited, kids: kidsOf(parent), tag: n.Tag, id: n.ElemID, style: n.Style, forced: n.Forced,
		is: n.Is, classes: n.Classes, hover: n.HoverClasses, state: n.State & s.index.states, scope: n.Scope,
		host: n.Instance != 0, top: n.Parent == nil, internal: n.Internal, empty: s.index.leftEmpty && empty(n), out: *e,
	}
	s.shared[h] = x
	s.lastShared = x
	if last != nil {
		last.next = x
	}
}

// attrCounts: an attribute of n stands left of a combinator, so that n's signature
// depends on more than the key of the cache.
func (s *Styler) attrCounts(n *dom.Node) bool {
	x := s.index
	if x.leftFocusWithin {
		return true
	}
	if len(x.leftAttr) == 0 {
		return false
	}
	for i := range n.Attrs {
		if x.leftAttr[n.Attrs[i].Name] {
			return true
		}
	}
	return false
}

// signature names all that others' selectors can see of n; 0 for nothing.
func (s *Styler) signature(n *dom.Node) uint32 {
	x := s.index
	b := s.sigBuf[:0]
	if len(x.leftTag) > 0 {
		if t := wxss.Lower(n.Tag); x.leftTag[t] {
			b = append(append(b, 't'), t...)
			if n.Internal {
				b = append(b, 0, 'i')
			}
		}
	}
	if n.ElemID != "" && x.leftID[n.ElemID] {
		b = append(append(b, 0, '#'), n.ElemID...)
	}
	for _, list := range [2][]dom.Class{n.Classes, n.HoverClasses} {
		for i := range list {
			if x.leftClass[list[i].Name] {
				b = append(append(b, 0, '.'), list[i].Name...)
				b = binary.AppendUvarint(append(b, 0), uint64(uint32(list[i].Scope)))
			}
		}
	}
	if st := n.State & x.leftState; st != 0 {
		b = append(b, 0, ':', byte(st), byte(st>>8))
	}
	for name := range x.leftAttr {
		if name == "class" || name == "style" || name == "id" || name == "is" {
			b = append(append(b, 0, '['), name...)
			b = append(b, n.ElemID+"\x00"+n.Style+"\x00"+n.Is...)
			for i := range n.Classes {
				b = append(append(b, ' '), n.Classes[i].Name...)
			}
		}
	}
	if len(x.leftAttr) > 0 {
		for i := range n.Attrs {
			if a := &n.Attrs[i]; x.leftAttr[a.Name] {
				if t, ok := attrText(n, a.Name); ok {
					b = append(append(append(b, 0, '['), a.Name...), '=')
					b = append(b, t...)
				}
			}
		}
	}
	if x.leftFocusWithin && focusWithin(n) {
		b = append(b, 0, 'f')
	}
	if x.leftEmpty && empty(n) {
		b = append(b, 0, 'e')
	}
	if x.leftHost && n.Instance != 0 {
		b = append(append(b, 0, 'h'), n.Is...)
	}
	if len(b) > 0 || x.leftUniversal {
		b = binary.AppendUvarint(append(b, 0, 's'), uint64(uint32(n.Scope)))
	}
	s.sigBuf = b
	if len(b) == 0 {
		return 0
	}
	if id, ok := s.sigs[string(b)]; ok {
		return id
	}
	id := uint32(len(s.sigs))
	s.sigs[string(b)] = id
	return id
}

// context names the chain of signatures down to an element. Elements without a
// signature in a row count once: no selector can tell how many there are.
func (s *Styler) context(parent, sig uint32) uint32 {
	if sig == 0 && s.ctxEnds[parent] {
		return parent
	}
	key := uint64(parent)<<32 | uint64(sig)
	if id, ok := s.ctxs[key]; ok {
		return id
	}
	id := uint32(len(s.ctxEnds))
	s.ctxs[key] = id
	s.ctxEnds = append(s.ctxEnds, sig == 0)
	return id
}
