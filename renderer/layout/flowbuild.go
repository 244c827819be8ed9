package layout

import (
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/style"
)

// inlineBox adds an inline box and its content.
func (fb *flowBuilder) inlineBox(b, parent *Box, cbs containers, depth int, n *dom.Node) {
	fb.t.loose = append(fb.t.loose, b.Children...)
	b.Children = nil
	b.data.flags &^= flagSplit
	if r := b.data.rare; r != nil {
		r.before, r.after = nil, nil
	}
	if parent.Inline {
		parent.Children = append(parent.Children, b)
	}
	fb.edge(entryOpen, b)
	fb.runBoxes = true
	fb.open = append(fb.open, b)
	inner := cbs
	if containsAbsolute(b.Style, true) {
		inner.abs = b
	}
	texts := fb.texts
	fb.texts = nil
	if b.Pseudo != style.NoPseudo {
		fb.generated(b)
	} else {
		fb.children(n, b, inner, depth+1)
	}
	fb.texts = texts
	fb.open = fb.open[:len(fb.open)-1]
	fb.edge(entryClose, b)
}

// wrapStyle styles an anonymous block a around block-level boxes of an inline box: the
// direction is that of the block outside (oracle chromium).
func (t *Tree) wrapStyle(a *Box) {
	in, d := a.Parent.Style.Inherited, a.Container.Style.Direction
	if in.Direction != d {
		own := *in
		own.Direction = d
		in = &own
	}
	t.setStyle(a, t.anonymousStyle(in, style.DisplayBlock))
	a.data.flags |= flagPctH
}

// edge adds the start or end of an inline box; one with an own width makes a line.
func (fb *flowBuilder) edge(k entryKind, b *Box) {
	fb.run = append(fb.run, entry{kind: k, box: b})
	if edgeShows(b, k) {
		fb.runSig = true
	}
}

func nonZero(l style.Length) bool { return l.Px != 0 || l.Pct != 0 || l.Fn != nil }

// place adds an atomic, floating or out-of-flow box.
func (fb *flowBuilder) place(b, parent *Box, k entryKind) {
	if parent.Inline {
		parent.Children = append(parent.Children, b)
	}
	if fb.items && k != entryAtomic {
		fb.flush()
		fb.kids = append(fb.kids, b)
		fb.flow = append(fb.flow, b)
		b.rarely().staticIn = fb.owner
		return
	}
	fb.run = append(fb.run, entry{kind: k, box: b})
}

// block adds a block-level box in flow.
func (fb *flowBuilder) block(b, parent *Box) {
	if parent.Inline && tablePart(b.data.kind) {
		fb.inlineTable(b, parent)
		return
	}
	fb.parts = fb.parts || tablePart(b.data.kind)
	if fb.items && len(fb.open) == 0 {
		fb.flush()
		fb.kids = append(fb.kids, b)
		fb.flow = append(fb.flow, b)
		return
	}
	fb.mixed = true
	if parent.Inline {
		fb.blockInInline(b, parent)
		return
	}
	fb.flush()
	fb.kids = append(fb.kids, b)
	fb.flow = append(fb.flow, b)
}

// blockInInline puts a block-level box of an inline box into an anonymous block, with the
// one before it when nothing is between: the line that such a block is is one part of the
// inline boxes around it (oracle chromium).
func (fb *flowBuilder) blockInInline(k, parent *Box) {
	var a *Box
	if n := len(parent.Children); n > 0 && !fb.runSig {
		if last := parent.Children[n-1]; last.Node == nil && !last.Inline && !last.Atomic && last.data.flags&flagWrap != 0 {
			a = last
		}
	}
	if a == nil {
		for i := len(fb.open) - 1; i >= 0; i-- {
			fb.open[i].data.flags |= flagSplit
			fb.run = append(fb.run, entry{kind: entryClose, cont: true, box: fb.open[i]})
		}
		fb.flush()
		t := fb.t
		a = t.newBox()
		a.Parent, a.Container = parent, fb.owner
		t.wrapStyle(a)
		a.data.seen, a.data.builtAt, a.depth, a.owner = t.epoch, t.epoch, k.depth, fb.owner
		a.data.flags |= flagFlow | flagWrap
		parent.Children = append(parent.Children, a)
		fb.flow = append(fb.flow, a)
		for _, o := range fb.open {
			fb.run = append(fb.run, entry{kind: entryOpen, cont: true, box: o})
		}
	}
	k.Parent, k.Container = a, a
	a.Children = append(a.Children, k)
	markInk(a, k.data.ink)
	a.data.flags |= k.data.flags & (flagOOF | flagEscape | flagRatio)
	if k.data.flags&(flagFloats|flagBFC) == flagFloats {
		a.data.flags |= flagFloats
	}
}

// inlineTable puts a part of a table that stands in an inline box into an anonymous
// inline-table, the one before it when only white space is between (CSS 2.1 §17.2.1).
func (fb *flowBuilder) inlineTable(k, parent *Box) {
	var a *Box
	for i := len(fb.run) - 1; i >= 0; i-- {
		e := &fb.run[i]
		if e.kind == entryText && e.box == parent && collapsible(e.text, parent.Style.WhiteSpace) {
			continue
		}
		if e.kind == entryAtomic && e.box.Node == nil && e.box.Parent == parent {
			a = e.box
			fb.run = fb.run[:i+1]
		}
		break
	}
	if a == nil {
		t := fb.t
		a = t.newBox()
		a.data.kind, a.Atomic = kindTable, true
		a.data.flags |= flagBFC
		t.setStyle(a, t.anonymousStyle(parent.Style.Inherited, style.DisplayInlineTable))
		a.Parent, a.Container = parent, fb.owner
		a.data.seen, a.data.builtAt, a.depth, a.owner = t.epoch, t.epoch, k.depth, fb.owner
		fb.place(a, parent, entryAtomic)
		fb.runSig = true
		fb.tables = append(fb.tables, a)
	}
	k.Parent, k.Container = a, a
	a.Children = append(a.Children, k)
	a.data.flags |= flagFlow
	markInk(a, k.data.ink)
	a.data.flags |= k.data.flags & (flagOOF | flagEscape | flagRatio)
}

// text adds a text node, or a generated text when n is nil.
func (fb *flowBuilder) text(n *dom.Node, s string, parent *Box) {
	if n != nil {
		s = n.Text
	}
	if s == "" {
		return
	}
	if collapsible(s, parent.Style.WhiteSpace) || fb.betweenParts() && blank(s) {
		if n != nil && fb.behindPart(parent) {
			return
		}
		// White space alone makes no box between blocks and among items, but it
		// separates words inside a line.
		if len(fb.run) == 0 || fb.items && !fb.runSig {
			return
		}
	} else {
		if fb.legacy && fb.items {
			fb.beginRun()
		}
		fb.runSig = true
	}
	skip := 0
	if fb.t.letter != nil && !fb.items && fb.outer == nil && !collapsible(s, parent.Style.WhiteSpace) {
		if skip = fb.takeLetter(s, parent); n == nil {
			s = s[skip:]
		}
	}
	fb.run = append(fb.run, entry{kind: entryText, box: parent, node: n, text: s, skip: skip})
}

// behindPart reports whether a part of an inline table was the last thing in the inline box
// parent: white space alone makes no box behind what is not inline (oracle chromium).
func (fb *flowBuilder) behindPart(parent *Box) bool {
	if len(fb.run) == 0 || len(fb.tables) == 0 {
		return false
	}
	e := &fb.run[len(fb.run)-1]
	return e.kind == entryAtomic && e.box.Parent == parent && e.box == fb.tables[len(fb.tables)-1]
}

// betweenParts reports whether texts stand among items of a flex or grid box or parts of a
// table, where white space alone makes no box, preserved or not (css-flexbox-1 §4, CSS 2.1
// §17.2.1).
func (fb *flowBuilder) betweenParts() bool {
	return len(fb.open) == 0 && len(fb.run) == 0 && (fb.items || fb.outer != nil || tablePart(fb.owner.data.kind) && fb.owner.data.kind != kindCell && fb.owner.data.kind != kindCaption || fb.owner.data.kind == kindTable)
}

// blank reports whether s is nothing but white space.
func blank(s string) bool { return strings.Trim(s, " \t\n\r\f") == "" }

// collapsible reports whether s is only white space that makes no line by itself.
func collapsible(s string, ws style.Keyword) bool {
	switch ws {
	case style.WhiteSpaceNormal, style.WhiteSpaceNowrap:
		return blank(s)
	case style.WhiteSpacePreLine:
		return strings.Trim(s, " \t\r\f") == ""
	}
	return false
}

// finish puts the last run.
func (fb *flowBuilder) finish() {
	fb.endRun()
	fb.finishRun()
}

func (fb *flowBuilder) finishRun() {
	b := fb.owner
	for _, a := range fb.tables {
		fb.t.fixTableContent(a)
	}
	fb.tables = nil
	if fb.mixed || fb.items || len(fb.flow) > 0 {
		fb.flush()
		return
	}
	if fb.runSig || fb.runBoxes {
		fb.adopt(b)
		return
	}
	fb.flush()
}

// adopt makes the run the inline content of b.
func (fb *flowBuilder) adopt(b *Box) {
	b.data.inline = &inlineData{entries: fb.run}
	depth := 0
	for i := range fb.run {
		e := &fb.run[i]
		switch e.kind {
		case entryText:
			if e.node != nil {
				fb.t.texts.set(e.node.ID, b)
			}
		case entryOpen:
			if e.cont {
				depth++
				break
			}
			split := e.box.data.flags&flagSplit != 0
			if !split {
				e.box.Container = b
			}
			if depth == 0 {
				if split && b != fb.owner {
					e.box.Parent = fb.owner
					fb.kids = append(fb.kids, e.box)
				} else {
					e.box.Parent = b
					fb.child(b, e.box)
				}
			}
			depth++
		case entryClose:
			depth--
		default:
			if depth == 0 {
				e.box.Parent = b
				fb.child(b, e.box)
			}
			if e.kind == entryOOF {
				e.box.rarely().staticIn = b
			} else {
				e.box.Container = b
			}
			if e.kind == entryFloat {
				fb.floatIn(b)
			}
		}
	}
	fb.run, fb.runSig, fb.runBoxes = nil, false, false
}

// floatIn marks the blocks up to the one that makes the formatting context.
func (fb *flowBuilder) floatIn(b *Box) {
	for ; b != nil; b = layoutParent(b) {
		b.data.flags |= flagFloats
		if b.data.flags&flagBFC != 0 {
			return
		}
	}
}

// flush ends the run: into an anonymous block, or away when it makes no line.
func (fb *flowBuilder) flush() {
	if len(fb.run) == 0 {
		return
	}
	owner := fb.owner
	if fb.runSig || fb.runBoxes {
		// An empty inline box has a place too, on a line of no height.
		a := fb.t.newBox()
		a.Parent, a.Container = owner, owner
		fb.t.setStyle(a, fb.t.anonymousStyle(owner.Style.Inherited, style.DisplayBlock))
		a.data.seen, a.depth, a.owner = fb.t.epoch, owner.depth+1, owner
		// Percentages of heights inside look through to the owner.
		a.data.flags |= flagPctH
		if fb.items {
			a.data.flags |= flagItem | flagBFC
		}
		fb.kids = append(fb.kids, a)
		fb.flow = append(fb.flow, a)
		fb.adopt(a)
		if a.data.flags&flagFloats != 0 {
			fb.floatIn(owner)
		}
		return
	}
	depth := 0
	for i := range fb.run {
		e := &fb.run[i]
		switch e.kind {
		case entryOpen:
			if depth == 0 && !e.cont && !e.box.Parent.Inline {
				fb.kids = append(fb.kids, e.box)
			}
			depth++
		case entryClose:
			depth--
		case entryFloat, entryOOF:
			if !e.box.Parent.Inline {
				fb.kids = append(fb.kids, e.box)
			}
			fb.flow = append(fb.flow, e.box)
			if e.kind == entryOOF {
				e.box.rarely().staticIn = owner
			} else {
				fb.floatIn(owner)
			}
		}
	}
	fb.run, fb.runSig, fb.runBoxes = nil, false, false
}
