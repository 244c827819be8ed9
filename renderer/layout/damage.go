package layout

import (
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// Update brings boxes and places up to date with the damage that tree carries and
// with the styles, which are compared by pointer wherever damage may have changed
// them. Damage is read, not cleared.
func (t *Tree) Update(tree *dom.Tree, styles style.Styles, viewport geom.Size) {
	t.update(tree, styles, viewport, nil, true)
}

// Apply is Update with the Styler's list of what changed, so that no style needs to
// be compared elsewhere.
func (t *Tree) Apply(tree *dom.Tree, styles style.Styles, viewport geom.Size, restyled []style.Restyled) {
	t.update(tree, styles, viewport, restyled, false)
}

func (t *Tree) update(tree *dom.Tree, styles style.Styles, viewport geom.Size, restyled []style.Restyled, deep bool) {
	if t.root == nil || t.root.Node != tree.Root {
		t.Build(tree, styles, viewport)
		return
	}
	if viewport != t.viewport {
		t.turnedDirty(t.tilted) // their lines may be as long as the page
	}
	t.styles, t.viewport = styles, viewport
	t.epoch++
	t.cutDead()
	t.compare = deep
	t.remake = false
	if tree.Root.Damage != 0 {
		t.scan(tree.Root, false)
	}
	for i := range restyled {
		if n := restyled[i].Node; !n.IsText() && !t.remake {
			t.scanNode(n)
		}
	}
	for _, n := range t.restyled {
		if !t.remake && t.inTree(n) {
			t.scanNode(n)
		}
	}
	t.restyled = t.restyled[:0]
	if t.remake {
		t.Build(tree, styles, viewport)
		return
	}
	t.recount(tree.Root)
	t.rebuildMarked()
	t.run()
}

// Restyled tells, before Update or Apply, of a node whose style changed though it
// carries no damage: by an animation, for instance.
func (t *Tree) Restyled(n *dom.Node) {
	if t.root != nil && !n.IsText() {
		t.restyled = append(t.restyled, n)
	}
}

// ResetText forgets shaped text and metrics, as after a font was loaded.
func (t *Tree) ResetText() {
	clear(t.fonts)
	if t.root != nil {
		t.resetText(t.root)
	}
}

func (t *Tree) resetText(b *Box) {
	b.dropItems()
	b.data.cache.clear()
	b.forgetMemo()
	for _, k := range b.Children {
		t.resetText(k)
	}
}

// inTree reports whether n hangs in the tree of the root box.
func (t *Tree) inTree(n *dom.Node) bool {
	for n.Parent != nil {
		n = n.Parent
	}
	return n == t.root.Node
}

// scan finds what changed at and below n. deep: compare every style below.
func (t *Tree) scan(n *dom.Node, deep bool) {
	inherited, ok := t.scanNode(n)
	if !ok || t.remake {
		return
	}
	if n.Damage&dom.DamageChildren != 0 {
		t.markRebuild(t.containerOf(n))
	}
	if t.compare && (inherited || n.Damage&(dom.DamageChildren|dom.DamageSubtree) != 0) {
		deep = true
	}
	if !deep && n.Damage&(dom.DamageChild|dom.DamageChildren) == 0 {
		return
	}
	if k := n.LoneDamaged(); k != nil && !deep && !t.compare {
		if !k.IsText() {
			t.scan(k, false)
		} else if k.Damage&dom.DamageText != 0 {
			t.textChanged(k)
		}
		return
	}
	later := false // a sibling before was restyled: + and ~ rules may reach this one
	for c := n.First; c != nil; c = c.Next {
		if c.IsText() {
			if c.Damage&dom.DamageText != 0 {
				t.textChanged(c)
			}
			continue
		}
		if deep || later || c.Damage != 0 {
			t.scan(c, deep || later)
		}
		later = later || t.compare && c.Damage&(dom.DamageStyle|dom.DamageSubtree) != 0
	}
}

// scanNode compares the style of n and its pseudo-elements with the boxes. ok is
// false when nothing below needs a look: n has no box or gets a new one.
func (t *Tree) scanNode(n *dom.Node) (inherited, ok bool) {
	b := t.nodes.get(n.ID)
	if b != nil && (b.Node != n || b.data.flags&flagDead != 0) {
		b = nil
	}
	st := t.styles.Of(n, style.NoPseudo)
	shown := st != nil && st.Display != style.DisplayNone
	if b == nil || !shown {
		if n == t.root.Node {
			t.remake = true
		} else if shown || b != nil {
			t.markRebuild(t.containerOf(n.Parent))
		}
		// A new element may hold moved ones, whose boxes are used again.
		return false, shown
	}
	if st != b.Style {
		inherited = st.Inherited != b.Style.Inherited
		if !t.restyle(n, b, st) {
			// Its container is made anew, but boxes below may be reused: look on.
			return inherited, true
		}
	}
	var before, after *Box
	if r := b.data.rare; r != nil {
		before, after = r.before, r.after
	}
	t.scanPseudo(n, b, style.Before, before)
	t.scanPseudo(n, b, style.After, after)
	t.letterChanged(n, b)
	return inherited, true
}

func (t *Tree) scanPseudo(n *dom.Node, b *Box, p style.Pseudo, old *Box) {
	st := t.styles.Of(n, p)
	if st != nil && (!st.HasContent || st.Display == style.DisplayNone) {
		st = nil
	}
	switch {
	case st == nil && old == nil:
	case st == nil || old == nil:
		t.markRebuild(t.containerOf(n))
	case st != old.Style:
		if difference(old.Style, st)&style.ChangeBox != 0 {
			t.markRebuild(t.containerOf(n))
			return
		}
		t.apply(old, st)
	default:
		for i := range st.Content {
			if st.Content[i].Attr != "" && n.Damage != 0 {
				t.markRebuild(t.containerOf(n))
			}
		}
	}
}

// containerOf gives the box whose content must be made anew when children of n
// change: the nearest box around n, n's own included, that is no inline box.
func (t *Tree) containerOf(n *dom.Node) *Box {
	for ; n != nil; n = n.Parent {
		b := t.nodes.get(n.ID)
		if b == nil || b.Node != n || b.data.flags&(flagDead|flagContents) != 0 {
			continue
		}
		if b.Inline {
			b = b.owner
		}
		for b != nil && b.Node == nil {
			b = b.Parent
		}
		return b
	}
	return t.root
}

func (t *Tree) markRebuild(b *Box) {
	t.eachLetter(b, t.mark)
	t.mark(b)
}

func (t *Tree) mark(b *Box) {
	if b == nil || b.data.flags&flagRebuild != 0 {
		return
	}
	b.data.flags |= flagRebuild
	t.rebuilds = append(t.rebuilds, b)
}

// restyle takes a new style for b; false when the box must be made anew.
func (t *Tree) restyle(n *dom.Node, b *Box, st *style.Computed) bool {
	if b.data.flags&flagContents != 0 {
		t.markRebuild(t.containerOf(n.Parent))
		return false
	}
	d := difference(b.Style, st)
	if d&style.ChangeBox == 0 && b.data.flags&flagOOF != 0 &&
		(containsAbsolute(b.Style, b.Inline) != containsAbsolute(st, b.Inline) || containsFixed(b.Style, b.Inline) != containsFixed(st, b.Inline)) {
		d |= style.ChangeBox
	}
	if d&style.ChangeBox != 0 {
		if b == t.root {
			t.remake = true
			return false
		}
		t.kill(b)
		t.markRebuild(t.containerOf(n.Parent))
		return false
	}
	t.apply(b, st)
	return true
}

// apply stores a style that needs no new boxes and marks layout when it matters.
func (t *Tree) apply(b *Box, st *style.Computed) {
	d := difference(b.Style, st)
	if t.Transform != nil && d&style.ChangeLayout == 0 && !slices.Equal(b.Style.Transform, st.Transform) {
		t.moved = append(t.moved, b)
	}
	inherited := b.Style.Inherited != st.Inherited
	aligned := b.Style.AlignSelf != st.AlignSelf || b.Style.JustifySelf != st.JustifySelf ||
		b.Style.GridColStart != st.GridColStart || b.Style.GridColEnd != st.GridColEnd ||
		b.Style.GridRowStart != st.GridRowStart || b.Style.GridRowEnd != st.GridRowEnd
	shows := b.Inline && (edgeShows(b, entryOpen) || edgeShows(b, entryClose))
	t.setStyle(b, st)
	if inherited {
		for _, k := range b.Children {
			t.inheritAnonymous(k, b)
		}
		if b.Node != nil && b.Pseudo == style.NoPseudo {
			for c := b.Node.First; c != nil; c = c.Next {
				// Whether the text in it needs a box of its own depends on the parent.
				if m := t.nodes.get(c.ID); m != nil && m.Node == c && m.data.flags&flagContents != 0 {
					t.markRebuild(t.containerOf(b.Node))
				}
			}
		}
	}
	if d&style.ChangeLayout == 0 {
		return
	}
	if b.data.flags&flagBoundary != 0 != boundary(b) {
		b.data.flags ^= flagBoundary
	}
	if b.data.flags&flagRatio != 0 {
		markUp(b.Parent, flagRatio)
	}
	if b.Inline {
		if b.data.flags&flagSplit != 0 || shows != (edgeShows(b, entryOpen) || edgeShows(b, entryClose)) {
			t.markRebuild(t.containerOf(b.Node))
			return
		}
		b.Container.dropItems()
		t.dirty(b.Container)
		return
	}
	b.dropItems()
	if aligned && b.data.flags&flagOut != 0 && b.rarely().staticIn != nil {
		t.dirty(b.rarely().staticIn) // which says where it would stand
	}
	t.dirtySelf(b)
	if len(t.tilted) > 0 {
		t.turnedDirty(b.Children) // its max-height limits their lines
	}
}

// inheritAnonymous passes an inherited style on to anonymous boxes.
func (t *Tree) inheritAnonymous(k, b *Box) {
	if k.Node != nil || k.Inline {
		return
	}
	if k.data.flags&flagWrap != 0 {
		t.wrapStyle(k)
	} else if k.Marker() != nil {
		t.insideSymbol(k, b)
	} else {
		t.setStyle(k, t.anonymousStyle(b.Style.Inherited, k.Style.Display))
	}
	if k.data.kind == kindBlock {
		k.data.flags |= flagPctH
	}
	k.dropItems()
	t.dirtySelf(k)
	for _, kk := range k.Children {
		t.inheritAnonymous(kk, k)
	}
}

// textChanged redoes the inline content that has text node c.
func (t *Tree) textChanged(c *dom.Node) {
	host := t.texts.get(c.ID)
	if host == nil || host.data.flags&flagDead != 0 {
		if c.Text != "" {
			t.markRebuild(t.containerOf(c.Parent))
		}
		return
	}
	if blank(c.Text) || t.lends(host) {
		// White space alone may make the line, or its anonymous block, go away.
		t.markRebuild(t.containerOf(c.Parent))
		return
	}
	if m := t.nodes.get(c.Parent.ID); m != nil && m.data.flags&flagContents != 0 && m.Style.Inherited != host.Style.Inherited {
		t.markRebuild(t.containerOf(c.Parent)) // as white space it had no box that carries the style
		return
	}
	host.dropItems()
	t.dirty(host)
}

// layoutParent is the box whose layout asks b for its size.
func layoutParent(b *Box) *Box {
	if b.Node == nil && b.Container == nil {
		return b.Parent
	}
	return b.Container
}

// dirty forgets results of b and of all whose results depend on it.
func (t *Tree) dirty(b *Box) {
	for b != nil {
		tryFirst := b.data.cache.hasFinal && b.data.flags&(flagBoundary|flagEscape) == flagBoundary || t.contained(b)
		b.forget()
		if b.data.flags&flagOut != 0 && b != t.root {
			t.hosts = append(t.hosts, b)
			return
		}
		if tryFirst {
			t.attempts = append(t.attempts, b)
			return
		}
		p := layoutParent(b)
		if p != nil {
			p.childChanged(b)
		}
		b = p
	}
}

// contained reports whether b's parent used nothing of b but the result of its final
// layout, so that an equal result leaves the parent as it is.
//
// Faster: a changed text in one of 10,000 nodes does not visit all its siblings.
func (t *Tree) contained(b *Box) bool {
	p := layoutParent(b)
	if p == nil || b.Node == nil || b.data.flags&(flagOut|flagEscape|flagFloats|flagItem) != 0 || b.Style.Float != style.FloatNone ||
		b.Atomic || p.data.kind != kindBlock || p.data.flags&flagFloats != 0 || p.entries() != nil || clamps(p.Style) {
		return false
	}
	c, pc := &b.data.cache, &p.data.cache
	return c.hasFinal && !c.hasIntr && !c.asked && c.n == 0 && pc.hasFinal && !pc.hasIntr && pc.n == 0
}

// runAttempts redoes boxes whose parents may not need it, and passes the damage on
// where the result is another one.
func (t *Tree) runAttempts() {
	for i := 0; i < len(t.attempts); i++ {
		b := t.attempts[i]
		c := &b.data.cache
		if b.data.flags&flagDead != 0 || c.hasFinal {
			continue
		}
		in, out, ovf, pos := c.final.in, c.final.out, b.data.ovf, b.Rect
		r := t.perform(b, in, nil)
		b.Rect.X, b.Rect.Y = pos.X, pos.Y
		if r != out {
			if p := layoutParent(b); p != nil { // else b is the page, which scrolls at a fixed size
				p.childChanged(b)
				t.dirty(p)
			}
		} else if b.data.ovf != ovf {
			t.overflowUp(b)
		}
	}
	t.attempts = t.attempts[:0]
}

func (b *Box) forget() {
	b.data.cache.clear()
	if ic := b.items(); ic != nil {
		for i := range ic.built {
			ic.built[i].ok = false
		}
	}
}

// dirtySelf is dirty where b's own style changed, so that its parent is touched in
// any case.
func (t *Tree) dirtySelf(b *Box) {
	b.forget()
	b.forgetMemo()
	if b.data.flags&flagOut != 0 && b != t.root {
		t.hosts = append(t.hosts, b)
		return
	}
	if p := layoutParent(b); p != nil {
		p.childChanged(b)
		t.dirty(p)
	}
}

// rebuildMarked makes the content of the marked boxes anew, reusing what it can.
func (t *Tree) rebuildMarked() {
	// Outer boxes first: what they drop needs no work.
	slices.SortStableFunc(t.rebuilds, func(a, b *Box) int { return int(a.depth - b.depth) })
	for _, b := range t.rebuilds {
		b.data.flags &^= flagRebuild
		if b.data.flags&flagDead != 0 || b.data.builtAt == t.epoch {
			continue
		}
		cbs := containers{t.root, t.root}
		seenAbs, seenFixed := false, false
		for a := b; a != nil; a = a.Parent {
			if !seenAbs && containsAbsolute(a.Style, a.Inline) {
				cbs.abs, seenAbs = a, true
			}
			if !seenFixed && containsFixed(a.Style, a.Inline) {
				cbs.fixed, seenFixed = a, true
			}
		}
		var old []*Box
		old = collect(old, b)
		kids, flow := b.Children, b.flow()
		t.buildContent(b, cbs)
		// What an inline box had that came here from a box that is gone is in no list of old.
		old = append(old, t.loose...)
		clear(t.loose)
		t.loose = t.loose[:0]
		for _, k := range old {
			if k.data.seen != t.epoch {
				t.discard(k)
			}
		}
		clear(kids) // they lie in a slab, beside lists that go on
		clear(flow)
		b.forget()
		t.dirty(b)
	}
	t.rebuilds = t.rebuilds[:0]
}

// collect lists the boxes that b's content is made of, through inline and
// anonymous boxes.
func collect(out []*Box, b *Box) []*Box {
	for _, k := range b.Children {
		out = append(out, k)
		if k.Inline || k.Node == nil {
			out = collect(out, k)
		}
	}
	return out
}

// discard forgets a box that the tree no longer has, with all below it.
func (t *Tree) discard(b *Box) {
	if b.data.flags&flagDead == 0 {
		t.kill(b)
	}
	unlist(b)
	t.forgetTexts(b)
	for _, k := range b.Children {
		if k.data.seen != t.epoch {
			t.discard(k)
		}
	}
}

// forgetTexts drops b as the host of its texts.
func (t *Tree) forgetTexts(b *Box) {
	entries := b.entries()
	for i := range entries {
		if e := &entries[i]; e.node != nil && t.texts.get(e.node.ID) == b {
			t.texts.set(e.node.ID, nil)
		}
	}
}

// kill takes a box out of the node map.
func (t *Tree) kill(b *Box) {
	if b.data.flags&flagDead == 0 {
		b.data.flags |= flagDead
		t.dead = append(t.dead, b)
	}
	if b.Node != nil && b.Pseudo == style.NoPseudo && t.nodes.get(b.Node.ID) == b {
		t.nodes.set(b.Node.ID, nil)
	}
}

// hostOf is the box that places out-of-flow boxes of containing block cb.
func hostOf(cb *Box) *Box {
	if cb.Inline {
		return cb.owner
	}
	return cb
}

// unlist takes an out-of-flow box from its host's list.
func unlist(o *Box) {
	if o.data.rare == nil || o.data.rare.host == nil {
		return
	}
	h := o.data.rare.host
	o.data.rare.host = nil
	if i := slices.Index(h.outOfFlow(), o); i >= 0 {
		h.data.rare.oof = slices.Delete(h.data.rare.oof, i, i+1)
	}
}

// runOutOfFlow lays out the dirty out-of-flow boxes whose surroundings need no layout.
func (t *Tree) runOutOfFlow() {
	slices.SortStableFunc(t.hosts, func(a, b *Box) int { return int(a.depth - b.depth) })
	for _, o := range t.hosts {
		if o.data.flags&flagDead != 0 || o.Container == nil {
			continue
		}
		host := hostOf(o.Container)
		if o.rarely().staticIn != nil && host.data.flags&flagDead == 0 {
			t.placeAbsolute(host, o)
			t.overflowUp(o)
		}
	}
	t.hosts = t.hosts[:0]
}

// overflowUp refreshes the overflow of what holds b.
func (t *Tree) overflowUp(b *Box) {
	for a := b.Container; a != nil; a = a.Container {
		if m := a.memo(); m != nil {
			m.covers = false
		}
		if !a.Inline && a != t.root {
			t.overflow(a)
		}
	}
}
