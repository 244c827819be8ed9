package layout

import "diorama/renderer/style"

// outerFlow is what a flowBuilder has of a -webkit-box while it makes one of the
// anonymous blocks in it.
type outerFlow struct {
	owner        *Box
	kids, flow   []*Box
	mixed, parts bool
}

// legacyKid begins or ends an anonymous block for a child of a -webkit-box with style st.
// Inline-level children and parts of tables that follow each other are no items: they stand
// in one, a block container of its own (oracle chromium).
func (fb *flowBuilder) legacyKid(st *style.Computed) {
	if st.OutOfFlow() || st.Float != style.FloatNone || !inlineLevel(st.Display) && !tablePart(kindOf(st)) {
		fb.endRun()
	} else if fb.items {
		fb.beginRun()
	}
}

// beginRun makes an anonymous item the owner of what follows.
func (fb *flowBuilder) beginRun() {
	t, owner := fb.t, fb.owner
	a := t.newBox()
	a.Parent, a.Container = owner, owner
	t.setStyle(a, t.anonymousStyle(owner.Style.Inherited, style.DisplayBlock))
	a.data.seen, a.data.builtAt, a.depth, a.owner = t.epoch, t.epoch, owner.depth+1, owner
	a.data.flags |= flagPctH | flagItem | flagBFC
	fb.outer = &outerFlow{owner, fb.kids, fb.flow, fb.mixed, fb.parts}
	fb.owner, fb.items = a, false
	fb.kids, fb.flow, fb.mixed, fb.parts = nil, nil, false, false
}

// endRun finishes the anonymous item, if there is one.
func (fb *flowBuilder) endRun() {
	o := fb.outer
	if o == nil {
		return
	}
	fb.finishRun()
	t, a := fb.t, fb.owner
	kids, flow, parts := fb.kids, fb.flow, fb.parts
	fb.outer, fb.owner, fb.items = nil, o.owner, true
	fb.kids, fb.flow, fb.mixed, fb.parts = o.kids, o.flow, o.mixed, o.parts
	if len(kids) == 0 && len(flow) == 0 && a.entries() == nil {
		return
	}
	for _, list := range [][]*Box{kids, flow} {
		for _, k := range list {
			markInk(a, k.data.ink)
			a.data.flags |= k.data.flags & (flagOOF | flagEscape | flagRatio)
			if k.data.flags&flagOut != 0 {
				a.data.flags |= flagEscape
			}
			if !k.Parent.Inline {
				k.Parent = a
			}
			if k.Inline {
				a.data.flags |= flagInlines
			}
		}
	}
	a.Children = t.keep(kids)
	a.setFlow(t.keep(flow))
	if parts {
		t.wrapTableParts(a)
	}
	fb.kids, fb.flow = append(fb.kids, a), append(fb.flow, a)
}
