package style

import (
	"diorama/renderer/dom"
)

// changeAll is the change of a node that had no style.
const changeAll = ChangeBox | ChangeLayout | ChangePaint

// look is how an element is to be looked at, as bits.
type look uint8

const (
	passOn     look = 0         // by its damage only
	checkShape look = 1 << iota // also when its style depends on siblings or children
	checkHas                    // so it and all below
	forceOne                    // match again
	forceTree                   // and all below
)

// Update styles what the damage marks say, or everything when sheets, environment
// or scopes changed. Damage stays as it is. The result is valid until the next
// Update; nodes come in tree order.
func (s *Styler) Update(tree *dom.Tree) []Restyled {
	s.out = s.out[:0]
	full := s.dirty || s.tree != tree
	if s.tree != tree {
		s.tree = tree
		s.store = store{}
	}
	if s.dirty || s.index == nil {
		s.rebuild()
	}
	full = s.checkScopes() || full
	full = s.tidy() || full
	s.hasNodes = 0
	s.stamp++
	clear(s.nthSeen)
	s.chain = s.chain[:0]
	s.bloom.reset()
	s.around = s.around[:0]
	mode := passOn
	switch {
	case full:
		mode = forceTree
	case s.index.hasHas && tree.Root.Damage != 0:
		// What :has() sees lies below or behind, so any change may change it: for all
		// elements of which it was asked, or of an ancestor or sibling of theirs.
		mode = checkHas
	}
	s.visit(tree.Root, s.initial, 0, mode)
	s.bloom.reset()
	return s.out
}

// checkScopes notices scopes that were declared anew or differently.
func (s *Styler) checkScopes() bool {
	shared := map[string]bool{}
	for id, sc := range s.tree.Scopes {
		if id != 0 && sc.Isolation.Shares() {
			shared[sc.Path] = true
		}
	}
	changed := false
	for p := range shared {
		changed = changed || !s.sharedPaths[p]
	}
	for id, info := range s.scopes {
		if sc, ok := s.tree.Scopes[id]; !ok || sc != info.scope {
			changed = true
		}
	}
	if changed {
		for p := range s.sharedPaths {
			shared[p] = true // a style that reaches out once stays, as a sheet in a page does
		}
		s.sharedPaths = shared
		s.scopes = map[dom.ScopeID]*scopeInfo{}
		s.lastInfo = nil
		s.forget()
	}
	return changed
}

// tidy keeps memory in proportion to the tree: styles of passing moments and
// entries of removed nodes are dropped.
func (s *Styler) tidy() (full bool) {
	live := s.tree.Len()
	if s.interner.count < 4096+4*live && s.store.pages()*pageSize < 4096+8*live && len(s.ctxEnds) < 1<<20 && len(s.sigs) < 1<<18 {
		return false
	}
	fresh := len(s.ctxEnds) >= 1<<20 || len(s.sigs) >= 1<<18
	s.shared = map[uint64]*sharedEntry{}
	s.lastShared = nil
	s.results = map[uint64]*result{}
	s.interner = newInterner()
	s.store.sweep(s.tree, func(e *entry) {
		s.interner.adopt(e.style)
		if e.pseudo != nil {
			for _, c := range e.pseudo {
				if c != nil {
					s.interner.adopt(c)
				}
			}
		}
	})
	if fresh {
		s.forget() // contexts are numbered anew
	}
	return fresh
}

// adopt takes over a style that is in use.
func (n *interner) adopt(c *Computed) {
	ih := hashInherited(c.Inherited)
	known := false
	for _, x := range n.inherited[ih] {
		known = known || x == c.Inherited
	}
	if !known {
		n.inherited[ih] = append(n.inherited[ih], c.Inherited)
	}
	h := hashComputed(c, ih)
	for _, x := range n.computed[h] {
		if x == c {
			return
		}
	}
	n.computed[h] = append(n.computed[h], c)
	n.count++
}

// visit brings n and all below it up to date. It reports whether what other
// elements' selectors can see of n changed.
func (s *Styler) visit(n *dom.Node, parent *Computed, ctx uint32, mode look) (seen bool) {
	e := s.store.get(n.ID)
	need := e == nil || mode&(forceOne|forceTree) != 0 || n.Damage&(dom.DamageStyle|dom.DamageSubtree) != 0
	if !need {
		need = e.flags&flagStruct != 0 && (mode&(checkShape|checkHas) != 0 || n.Damage&dom.DamageChildren != 0 || s.textDamage(n)) ||
			e.flags&flagFocusWithin != 0 && n.Damage&dom.DamageChild != 0 ||
			s.index.leftFocusWithin && n.Damage&dom.DamageChild != 0 ||
			s.index.leftEmpty && (n.Damage&dom.DamageChildren != 0 || s.textDamage(n))
	}
	kids := passOn
	if mode&checkShape != 0 && s.index.leftStructural {
		kids = checkShape
	}
	kids |= mode & (forceTree | checkHas)
	if need {
		var old entry
		if e != nil {
			old = *e
		}
		e = s.store.slot(n.ID)
		s.share(n, parent, ctx, e)
		if e.style.Container() {
			s.enclose(n, e)
		}
		if ch := s.changed(&old, e); ch != 0 {
			s.out = append(s.out, Restyled{n, ch, old})
		}
		seen = old.style == nil || old.sig != e.sig
		switch {
		case old.style == nil || old.ctx != e.ctx:
			kids |= forceTree
		case old.style.Inherited != e.style.Inherited || kidsOf(old.style) != kidsOf(e.style):
			kids |= forceOne
		case old.style != e.style:
			s.usersOf(n)
		}
	}
	if n.First == nil || kids == passOn && n.Damage&(dom.DamageChild|dom.DamageChildren) == 0 && !s.hasUsers(n) {
		return seen
	}
	s.visitKids(n, e, kids)
	return seen
}

func (s *Styler) visitKids(n *dom.Node, e *entry, mode look) {
	if len(s.chain) >= MaxDepth {
		return
	}
	style, ctx := s.moving(n, e.style), e.ctx
	s.chain = append(s.chain, n)
	container := e.style.Container()
	if container {
		s.around = append(s.around, n)
	}
	if n.Damage&dom.DamageChildren != 0 {
		mode |= checkShape
	}
	users := s.users == n
	if users {
		s.users = nil
	}
	after := passOn // raised once an earlier sibling changed
	again := false
	first := n.First
	lone := n.LoneDamaged()
	if lone != nil && mode == passOn && !users {
		first = lone
	} else {
		lone = nil
	}
	for c := first; c != nil; c = c.Next {
		if lone != nil && c != lone && after == passOn {
			break
		}
		if c.IsText() {
			continue
		}
		m := mode | after
		if m == passOn && c.Damage == 0 && !users {
			continue // Faster: most siblings of a changed element
		}
		if users {
			if k := s.store.get(c.ID); k != nil && k.flags&flagUsesParent != 0 {
				m |= forceOne
			}
		}
		if s.visit(c, style, ctx, m) {
			if s.index.hasSibling || s.index.hasNthOf {
				after = checkShape
			}
			again = again || s.index.hasNthOf
		}
	}
	if again {
		for c := n.First; c != nil; c = c.Next {
			if !c.IsText() {
				s.visit(c, style, ctx, checkShape)
			}
		}
	}
	s.chain = s.chain[:len(s.chain)-1]
	if container {
		s.around = s.around[:len(s.around)-1]
	}
	if len(s.bloom.starts) > len(s.chain) {
		s.bloom.pop()
	}
}

// moving gives the style that n hands down: with what animations do to it.
func (s *Styler) moving(n *dom.Node, c *Computed) *Computed {
	if s.Moving != nil {
		if m := s.Moving(n); m != nil {
			return m
		}
	}
	return c
}

// usersOf notes that n's own style changed while what it hands down did not:
// children that say inherit of other properties must look again.
func (s *Styler) usersOf(n *dom.Node) { s.users = n }

func (s *Styler) hasUsers(n *dom.Node) bool { return s.users == n }

// textDamage: a text child changed, which :empty can see.
func (s *Styler) textDamage(n *dom.Node) bool {
	if !s.index.hasEmpty || n.Damage&dom.DamageChild == 0 {
		return false
	}
	for c := n.First; c != nil; c = c.Next {
		if c.IsText() && c.Damage&dom.DamageText != 0 {
			return true
		}
	}
	return false
}

// changed compares what an element had with what it has.
func (s *Styler) changed(old, now *entry) Change {
	if old.style == nil {
		return changeAll
	}
	ch := Diff(old.style, now.style)
	if old.pseudo == now.pseudo {
		return ch
	}
	for p := Before; p <= Scrollbar; p++ {
		var a, b *Computed
		if old.pseudo != nil {
			a = old.pseudo[p]
		}
		if now.pseudo != nil {
			b = now.pseudo[p]
		}
		switch {
		case a == b:
		case a == nil || b == nil:
			ch |= changeAll
		default:
			ch |= Diff(a, b)
		}
	}
	return ch
}

// Of gives the style of an element or pseudo-element: nil for a text, a node that
// no Update has seen, and a pseudo-element without rules or (before and after) content.
func (s *Styler) Of(n *dom.Node, p Pseudo) *Computed {
	e := s.store.get(n.ID)
	if e == nil {
		return nil
	}
	if p == NoPseudo {
		return e.style
	}
	if e.pseudo == nil || p > Scrollbar {
		return nil
	}
	return e.pseudo[p]
}
