package layout

import (
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/style"
)

// containers are the boxes that out-of-flow boxes take as containing block.
type containers struct{ abs, fixed *Box }

func inlineLevel(d style.Keyword) bool {
	switch d {
	case style.DisplayInline, style.DisplayInlineBlock, style.DisplayInlineFlex,
		style.DisplayInlineGrid, style.DisplayInlineTable, style.DisplayWebkitInlineBox:
		return true
	}
	return false
}

// legacyBox reports the flexible boxes of 2009, -webkit-box and -webkit-inline-box.
func legacyBox(c *style.Computed) bool {
	return c.Display == style.DisplayWebkitBox || c.Display == style.DisplayWebkitInlineBox
}

func kindOf(c *style.Computed) kind {
	switch c.Display {
	case style.DisplayFlex, style.DisplayInlineFlex:
		return kindFlex
	case style.DisplayWebkitBox, style.DisplayWebkitInlineBox:
		// Chromium lays a vertical -webkit-box with a line clamp out as a block.
		if c.BoxOrient == 1 && c.LineClamp > 0 {
			return kindBlock
		}
		return kindFlex
	case style.DisplayGrid, style.DisplayInlineGrid:
		return kindGrid
	case style.DisplayTable, style.DisplayInlineTable:
		return kindTable
	case style.DisplayTableRowGroup, style.DisplayTableHeaderGroup, style.DisplayTableFooterGroup:
		return kindRowGroup
	case style.DisplayTableRow:
		return kindRow
	case style.DisplayTableCell:
		return kindCell
	case style.DisplayTableColumn, style.DisplayTableColumnGroup:
		return kindColumn
	case style.DisplayTableCaption:
		return kindCaption
	}
	return kindBlock
}

// tablePart reports the kinds that only live inside a table.
func tablePart(k kind) bool { return k >= kindRowGroup }

// clamps reports a block whose lines -webkit-line-clamp counts.
func clamps(c *style.Computed) bool {
	return c.LineClamp > 0 && legacyBox(c) && c.BoxOrient == 1
}

func establishesBFC(b *Box, c *style.Computed) bool {
	switch {
	case b.data.kind != kindBlock, b.Parent == nil, b.Atomic, b.data.flags&flagItem != 0:
		return true
	}
	return scrolls(c) || formatsApart(c) || c.WritingMode != b.Parent.Style.WritingMode
}

// formatsApart reports a style that makes a block a block formatting context of its own,
// overflow apart.
func formatsApart(c *style.Computed) bool {
	return c.Display == style.DisplayFlowRoot || legacyBox(c) || c.Float != style.FloatNone || c.OutOfFlow() || c.AlignContent > style.AlignNormal || c.Multicol() || c.Uncommon().ColumnSpan ||
		c.Contain&(style.ContainLayout|style.ContainPaint|style.ContainFlow) != 0
}

// containsAbsolute reports whether the box is a containing block of absolute boxes.
func containsAbsolute(c *style.Computed, inline bool) bool {
	return c.Positioned() || !inline && (c.ContainsFixed() || len(c.BackdropFilter) > 0)
}

func containsFixed(c *style.Computed, inline bool) bool {
	return !inline && c.ContainsFixed()
}

func (t *Tree) newBox() *Box {
	if len(t.slab) == 0 {
		t.slab = make([]Box, 128)
	}
	b := &t.slab[0]
	t.slab = t.slab[1:]
	return b
}

// flowBuilder makes the content of one block container, flex or grid container.
type flowBuilder struct {
	t     *Tree
	owner *Box
	items bool // children are flex or grid items
	// columns: a table-column-group, in which only columns make boxes.
	columns bool
	// legacy: a -webkit-box, whose inline-level children are no items but stand on
	// the lines of anonymous ones, as in Blink.
	legacy bool
	texts  *style.Computed // of the display:contents element whose children are added

	run      []entry // inline content not yet put anywhere
	runSig   bool    // run has something that makes a line
	runBoxes bool    // run has inline boxes that began in it
	open     []*Box  // inline boxes that are open now
	kids     []*Box  // the owner's Children and
	flow     []*Box  // its flow, so far
	mixed    bool    // a block-level box was seen
	parts    bool    // and one that is part of a table
	tables   []*Box  // anonymous ones on its lines
	outer    *outerFlow
}

// buildContent makes b's children from its node. b is no inline box.
func (t *Tree) buildContent(b *Box, cbs containers) {
	if b.data.builtAt != 0 {
		t.unbuild(b)
	}
	b.data.builtAt = t.epoch
	if b.Node == nil {
		return
	}
	if int(b.depth) >= MaxDepth {
		t.DepthExceeded = t.DepthExceeded || b.Node.First != nil
		return
	}
	if n := b.Node; n.First == nil && b.Pseudo == style.NoPseudo && b.data.kind <= kindGrid && b.Style.Display != style.DisplayListItem &&
		t.styles.Of(n, style.Before) == nil && t.styles.Of(n, style.After) == nil {
		if len(b.outOfFlow()) == 0 {
			b.data.flags |= flagEmpty
		}
		return
	}
	fb := t.builder(b)
	defer t.release(fb)
	defer t.endLetter(b, t.beginLetter(b))
	switch b.data.kind {
	case kindFlex, kindGrid:
		fb.items = true
		fb.legacy = legacyBox(b.Style)
	case kindTable, kindRowGroup, kindRow:
		fb.mixed = true
	case kindColumn:
		if b.Style.Display != style.DisplayTableColumnGroup || b.Pseudo != style.NoPseudo {
			return
		}
		fb.mixed, fb.columns = true, true
	}
	if b.Pseudo != style.NoPseudo {
		fb.generated(b)
	} else {
		fb.insideMarker(b)
		fb.children(b.Node, b, cbs, int(b.depth)+1)
	}
	fb.finish()
	for _, k := range fb.kids {
		if k.Inline {
			b.data.flags |= flagInlines
			break
		}
	}
	b.Children = t.keep(fb.kids)
	if slices.Equal(fb.kids, fb.flow) {
		b.data.flags |= flagFlow
	} else {
		b.setFlow(t.keep(fb.flow))
	}
	if k := b.data.kind; k == kindTable || k == kindRowGroup || k == kindRow {
		t.fixTableContent(b)
		if k == kindTable && b.Style.BorderCollapse {
			t.structure(b) // the table's own border is known before its size is asked for
		}
	} else if fb.parts && !fb.columns {
		t.wrapTableParts(b)
	}
}

// unbuild takes from b what an earlier buildContent made.
func (t *Tree) unbuild(b *Box) {
	t.forgetTexts(b)
	b.Children = nil
	b.setFlow(nil)
	b.data.inline = nil
	if r := b.data.rare; r != nil {
		r.before, r.after, r.memo = nil, nil, nil
		if r.tilt != nil {
			r.tilt.kept.lines = nil
		}
	}
	b.data.flags &^= flagInlines | flagEmpty
	b.Lines = nil
}

// builder takes a flowBuilder from those that are not at work.
//
// Faster: with its lists kept, building 10,000 boxes makes a third of the garbage.
func (t *Tree) builder(owner *Box) *flowBuilder {
	var fb *flowBuilder
	if n := len(t.builders); n > 0 {
		fb = t.builders[n-1]
		t.builders = t.builders[:n-1]
	} else {
		fb = &flowBuilder{t: t}
	}
	fb.owner = owner
	return fb
}

func (t *Tree) release(fb *flowBuilder) {
	*fb = flowBuilder{t: t, kids: fb.kids[:0], flow: fb.flow[:0]}
	t.builders = append(t.builders, fb)
}

// keep copies a list of boxes into a slab.
func (t *Tree) keep(list []*Box) []*Box {
	n := len(list)
	if n == 0 {
		return nil
	}
	if n > len(t.ptrs) {
		t.ptrs = make([]*Box, max(n, 1024))
	}
	out := t.ptrs[:n:n]
	t.ptrs = t.ptrs[n:]
	copy(out, list)
	return out
}

// child adds k to the children of b, the owner or an anonymous block.
func (fb *flowBuilder) child(b, k *Box) {
	if b == fb.owner {
		fb.kids = append(fb.kids, k)
	} else {
		b.Children = append(b.Children, k)
		markInk(b, k.data.ink)
		if k.data.flags&(flagEscape|flagOut) != 0 {
			b.data.flags |= flagEscape
		}
	}
}

// own gives the containing blocks for what is inside b.
func (t *Tree) ownContainers(b *Box, cbs containers) containers {
	if containsAbsolute(b.Style, b.Inline) {
		cbs.abs = b
	}
	if containsFixed(b.Style, b.Inline) {
		cbs.fixed = b
	}
	return cbs
}

// children adds the child boxes of node n into parent (the owner or an open inline box).
func (fb *flowBuilder) children(n *dom.Node, parent *Box, cbs containers, depth int) {
	fb.pseudo(n, style.Before, parent, cbs, depth)
	for c := n.First; c != nil; c = c.Next {
		if c.IsText() {
			if fb.columns {
				continue
			}
			if !fb.contentsText(c, parent, depth) {
				fb.text(c, "", parent)
			}
			continue
		}
		st := fb.t.styles.Of(c, style.NoPseudo)
		if st == nil || st.Display == style.DisplayNone || fb.columns && st.Display != style.DisplayTableColumn {
			continue
		}
		fb.element(c, style.NoPseudo, st, parent, cbs, depth)
	}
	fb.pseudo(n, style.After, parent, cbs, depth)
}

func (fb *flowBuilder) pseudo(n *dom.Node, p style.Pseudo, parent *Box, cbs containers, depth int) {
	st := fb.t.styles.Of(n, p)
	if st == nil || !st.HasContent || st.Display == style.DisplayNone || fb.columns {
		return
	}
	b := fb.element(n, p, st, parent, cbs, depth)
	// A display:contents element has no box to remember its pseudo boxes; such
	// changes rebuild its container anyway.
	if own := fb.t.nodes.get(n.ID); own != nil && b != nil {
		if p == style.Before {
			own.rarely().before = b
		} else {
			own.rarely().after = b
		}
	}
}

// generated adds the content of a pseudo-element's box.
func (fb *flowBuilder) generated(b *Box) {
	if pictured(b.Style) {
		fb.pieces(b)
		return
	}
	if s := fb.t.generatedText(b.Node, b.Pseudo, b.Style); s != "" {
		fb.text(nil, s, b)
	}
}

// element makes or reuses the box of n and puts it where it belongs.
func (fb *flowBuilder) element(n *dom.Node, p style.Pseudo, st *style.Computed, parent *Box, cbs containers, depth int) *Box {
	t := fb.t
	if depth > MaxDepth {
		t.DepthExceeded = true
		return nil
	}
	if st.Display == style.DisplayContents {
		if p != style.NoPseudo {
			if s := t.generatedText(n, p, st); s != "" {
				fb.text(nil, s, parent)
			}
			return nil
		}
		fb.contents(n, st, parent, cbs, depth)
		return nil
	}
	oof := st.OutOfFlow()
	if fb.legacy && len(fb.open) == 0 {
		fb.legacyKid(st)
	}
	float := !oof && st.Float != style.FloatNone && !fb.items
	inline := inlineLevel(st.Display) && !oof && !float && !fb.items
	item := fb.items && !oof && !inline
	// One whose lines go another way, in a display:contents element, stands as a whole.
	isInline := inline && st.Display == style.DisplayInline && st.WritingMode == fb.owner.Style.WritingMode

	var b *Box
	var old *Box
	if p == style.NoPseudo {
		old = t.nodes.get(n.ID)
	}
	if old != nil && (old.data.flags&flagDead != 0 || old.data.seen == t.epoch || old.Node != n || t.fresh || t.letter != nil || old.data.rare != nil && old.data.rare.lent) {
		old = nil
	}
	if old != nil && old.Style == st && old.Inline == isInline && old.Atomic == (inline && !isInline) &&
		(old.data.flags&flagItem != 0) == item && (old.data.flags&flagTilted != 0) == tilts(parent, st) &&
		(old.data.flags&flagEscape == 0 || old.rarely().cbs == cbs) &&
		// The block that it was written in places what has this inline box as containing block.
		(!isInline || old.owner == fb.owner || !containsAbsolute(st, true)) {
		b = old
	} else {
		b = t.newBox()
		b.Node, b.Pseudo = n, p
		b.Inline, b.Atomic = isInline, inline && !isInline
		b.data.kind = kindOf(st)
		if isInline {
			b.data.kind = kindInline
		} else if tablePart(b.data.kind) && (fb.items || oof || st.Float != style.FloatNone) {
			b.data.kind = kindBlock
		}
		if item && !tablePart(b.data.kind) {
			b.data.flags |= flagItem
		}
		old = nil
	}
	b.data.seen = t.epoch
	b.depth = int32(depth)
	if isInline {
		b.owner = fb.owner
	}
	b.Parent, b.Container = parent, fb.owner
	markInk(parent, b.data.ink)
	if p == style.NoPseudo {
		t.nodes.set(n.ID, b)
	}
	if old == nil {
		t.setStyle(b, st)
		if !isInline && establishesBFC(b, st) {
			b.data.flags |= flagBFC
		}
		if boundary(b) {
			b.data.flags |= flagBoundary
		}
	}
	if isInline {
		fb.inlineBox(b, parent, cbs, depth, n)
		return b
	}
	if oof {
		cb := cbs.abs
		if st.Position == style.PositionFixed {
			cb = cbs.fixed
		}
		if host, r := hostOf(cb), b.rarely(); r.host != host {
			unlist(b)
			r.host = host
			h := host.rarely()
			host.data.flags &^= flagEmpty
			h.oof = append(h.oof, b)
			if !t.fresh {
				t.hosts = append(t.hosts, b) // the host itself may stay as it is
			}
		}
		b.Container = cb
		for a := parent; a != nil && a != cb && a.data.flags&flagEscape == 0; a = a.Parent {
			a.data.flags |= flagEscape
		}
	}
	if old != nil {
		fb.keepFlags(b, parent)
	} else {
		t.built++
		t.buildContent(b, t.ownContainers(b, cbs))
	}
	if b.data.flags&flagEscape != 0 {
		b.rarely().cbs = cbs
	}
	switch {
	case oof:
		fb.place(b, parent, entryOOF)
		markUp(b.Parent, flagOOF)
	case float:
		fb.place(b, parent, entryFloat)
	case inline:
		fb.place(b, parent, entryAtomic)
		fb.runSig = true
	default:
		fb.block(b, parent)
	}
	if b.data.flags&flagRatio != 0 {
		markUp(fb.owner, flagRatio)
	}
	return b
}

// keepFlags tells the ancestors of a reused box what lies below it.
func (fb *flowBuilder) keepFlags(b, parent *Box) {
	f := b.data.flags
	if f&flagOOF != 0 {
		markUp(parent, flagOOF)
	}
	if f&flagEscape != 0 {
		markUp(parent, flagEscape)
	}
	if f&flagFloats != 0 && f&flagBFC == 0 {
		fb.floatIn(fb.owner)
	}
}

// markUp sets a flag on b and its ancestors up to the first that has it.
func markUp(b *Box, f boxFlags) {
	for ; b != nil && b.data.flags&f == 0; b = b.Parent {
		b.data.flags |= f
	}
}

// contents adds the children of a display:contents element.
func (fb *flowBuilder) contents(n *dom.Node, st *style.Computed, parent *Box, cbs containers, depth int) {
	mark := fb.t.newBox()
	mark.Node, mark.Style = n, st
	mark.data.flags |= flagContents
	mark.data.seen, mark.owner = fb.t.epoch, fb.owner
	fb.t.nodes.set(n.ID, mark)
	before := fb.texts
	fb.texts = st
	fb.children(n, parent, cbs, depth+1)
	fb.texts = before
}

// contentsText adds a text right inside a display:contents element whose style is
// not its parent box's: into an anonymous inline box that carries it. It reports
// false when the text needs none.
func (fb *flowBuilder) contentsText(n *dom.Node, parent *Box, depth int) bool {
	st := fb.texts
	if st == nil || st.Inherited == parent.Style.Inherited || n.Text == "" || collapsible(n.Text, st.WhiteSpace) || fb.betweenParts() && blank(n.Text) {
		return false
	}
	if fb.legacy && fb.items {
		fb.beginRun()
	}
	b := fb.t.newBox()
	b.Inline = true
	b.data.kind = kindInline
	b.data.seen, b.depth, b.owner = fb.t.epoch, int32(depth), fb.owner
	b.Parent, b.Container = parent, fb.owner
	fb.t.setStyle(b, fb.t.anonymousStyle(st.Inherited, style.DisplayInline))
	if parent.Inline {
		parent.Children = append(parent.Children, b)
	}
	fb.edge(entryOpen, b)
	fb.runBoxes = true
	fb.text(n, "", b)
	fb.edge(entryClose, b)
	return true
}

// boundary reports whether nothing outside depends on what the box contains: a
// place to stop when layout is redone.
func boundary(b *Box) bool {
	c := b.Style
	if b.Inline || b.data.kind != kindBlock && b.data.kind != kindFlex && b.data.kind != kindGrid {
		return false
	}
	// A scroll container has no automatic minimum size and passes on no margin; with
	// a fixed size only its baseline could show.
	return scrolls(c) && c.Width.Kind == style.Px && c.Height.Kind == style.Px && !b.Atomic &&
		c.AlignSelf != style.AlignBaseline && b.data.flags&flagItem == 0
}
