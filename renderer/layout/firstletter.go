package layout

import (
	"unicode"
	"unicode/utf8"

	"diorama/renderer/dom"
	"diorama/renderer/style"
)

// pendingLetter is a ::first-letter that no text has been given yet.
type pendingLetter struct {
	node  *dom.Node // the block it belongs to
	style *style.Computed
}

// hasFirstLetter reports the boxes that ::first-letter applies to: block containers.
func hasFirstLetter(b *Box) bool {
	return b.Node != nil && b.Pseudo == style.NoPseudo && !b.Inline && (b.data.kind == kindBlock || b.data.kind == kindCell || b.data.kind == kindCaption)
}

// beginLetter asks for the first letter of b's content; the result is what was asked
// before, to be given back to endLetter.
func (t *Tree) beginLetter(b *Box) *pendingLetter {
	outer := t.letter
	if r := b.data.rare; r != nil {
		r.lent = false
	}
	switch {
	case b.data.flags&flagOut != 0 || b.Style.Float != style.FloatNone, b.data.kind != kindBlock && t.letter != nil, b.Atomic:
		t.letter = nil
	}
	if hasFirstLetter(b) {
		st := t.styles.Of(b.Node, style.FirstLetter)
		if r := b.data.rare; st != nil || r != nil && r.letter != nil {
			b.rarely().letter = st
		}
		if st != nil {
			t.letters = true
			t.letter = &pendingLetter{b.Node, st}
		}
	}
	return outer
}

// endLetter goes back to the letter that was asked for around b. What stands in b's own
// flow takes part in the line of the block around it, what is out of it does not.
func (t *Tree) endLetter(b *Box, outer *pendingLetter) {
	switch {
	case outer == nil || b.data.flags&flagOut != 0 || b.Style.Float != style.FloatNone && !b.Inline:
		t.letter = outer
	case b.Atomic || b.data.kind != kindBlock:
		t.letter = nil // something else comes first
	case t.letter != nil && t.letter.node == b.Node:
		t.letter = outer // b had no text
	}
}

// letterOf cuts text after its first letter with the punctuation around it: start is
// where it begins, end where it ends; end is 0 when there is none.
// https://drafts.csswg.org/css-pseudo-4/#first-letter-pattern
func letterOf(s string, collapse bool) (start, end int) {
	if collapse {
		for start < len(s) && (s[start] == ' ' || s[start] == '\n' || s[start] == '\t' || s[start] == '\r' || s[start] == '\f') {
			start++
		}
	}
	i, letter := start, false
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf, unicode.Po):
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) && letter:
		case letter, unicode.IsSpace(r):
			return start, i
		default:
			letter = true
		}
		i += n
	}
	return start, i
}

// takeLetter gives the first letter of a text to a box of its own and returns how many
// bytes of it are used up.
func (fb *flowBuilder) takeLetter(s string, parent *Box) int {
	t := fb.t
	_, end := letterOf(s, collapses(parent.Style.WhiteSpace))
	ask := t.letter
	for a := fb.owner; a != nil && a.Node != ask.node; a = a.Parent {
		a.rarely().lent = true
	}
	t.letter = nil
	if end == 0 {
		return 0
	}
	b := t.newBox()
	b.Node, b.Pseudo = ask.node, style.FirstLetter
	b.data.seen, b.depth, b.owner = t.epoch, parent.depth+1, fb.owner
	b.Parent, b.Container = parent, fb.owner
	t.setStyle(b, ask.style)
	if ask.style.Float != style.FloatNone {
		b.data.kind = kindBlock
		b.data.flags |= flagBFC
		inner := t.builder(b)
		inner.text(nil, s[:end], b)
		inner.finish()
		b.Children = t.keep(inner.kids)
		b.setFlow(b.Children)
		t.release(inner)
		fb.place(b, parent, entryFloat)
		return end
	}
	b.Inline = true
	b.data.kind = kindInline
	if parent.Inline {
		parent.Children = append(parent.Children, b)
	}
	fb.edge(entryOpen, b)
	fb.runBoxes = true
	fb.run = append(fb.run, entry{kind: entryText, box: b, text: s[:end]})
	fb.runSig = true
	fb.edge(entryClose, b)
	return end
}

// letterChanged marks what must be made anew when the ::first-letter of n changed.
func (t *Tree) letterChanged(n *dom.Node, b *Box) {
	if b == nil || !hasFirstLetter(b) {
		return
	}
	var old *style.Computed
	if r := b.data.rare; r != nil {
		old = r.letter
	}
	if t.styles.Of(n, style.FirstLetter) != old {
		t.markRebuild(b)
	}
}

// eachLetter calls f with the boxes, b among them, whose ::first-letter may stand in b.
func (t *Tree) eachLetter(b *Box, f func(*Box)) {
	if !t.letters {
		return
	}
	for a := b; a != nil && (a.data.kind == kindBlock || a.data.kind == kindInline || a.data.kind == kindCell || a.data.kind == kindCaption); a = a.Parent {
		if r := a.data.rare; r != nil && r.letter != nil {
			f(a)
		}
	}
}

// lends reports whether a ::first-letter may stand in b.
func (t *Tree) lends(b *Box) bool {
	any := false
	t.eachLetter(b, func(*Box) { any = true })
	return any
}
