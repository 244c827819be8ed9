package layout

// cutDead takes from the boxes that the update before this one discarded what they refer to.
//
// Boxes lie in slabs: a box that is used keeps those beside it in memory, and they keep what
// they refer to, in slabs of their own. Without the cut one row would hold on to the row
// that was there before it, that one to its predecessor, and a list that is set anew every
// second would grow for as long as its page is open. It is made an update late: the drawing
// of the last frame, which knows these boxes, is compared with the next one before.
func (t *Tree) cutDead() {
	for _, b := range t.dead {
		clear(b.Children)
		clear(b.flow())
		b.Parent, b.Container, b.Children, b.Lines = nil, nil, nil, nil
		b.data.inline, b.owner, b.data.rare = nil, nil, nil
	}
	clear(t.dead)
	t.dead = t.dead[:0]
}
