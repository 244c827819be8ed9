package layout

import (
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// Tree is the box tree of one page. Not safe for concurrent use.
type Tree struct {
	// Transform gives a box's own transform in the plane, from its border box; ok is false
	// without one. What sticks out is seen through it. nil: nothing is transformed.
	Transform func(*Box) (m geom.Matrix, ok bool)

	// Natural gives the natural size of a picture in generated content, device px; zero
	// while there is none. nil: pictures have no size.
	Natural func(style.Image) geom.Size

	shaper   Shaper
	styles   style.Styles
	root     *Box
	viewport geom.Size

	nodes nodeMap // principal boxes of elements
	texts nodeMap // the block whose inline content has the text node

	anonymous    map[anonymousKey]*style.Computed
	fonts        map[*style.Inherited]*font
	aliases      map[string]string // see SetFamilies
	epoch        uint32
	fresh        bool             // reuse no box in this build
	derived      [8]*derivedStyle // of the styles met last
	derivedAt    int
	derivedSlab  []derivedStyle
	slab         []Box
	measuredSlab []measured
	builders     []*flowBuilder
	jobs         []*job
	flexes       []*flexBox
	ptrs         []*Box
	breakers     []*lineBreaker
	tokens       []token
	built        int

	attempts  []*Box // dirty boxes whose parents may stay
	hosts     []*Box // dirty out-of-flow boxes
	restyled  []*dom.Node
	rebuilds  []*Box
	moved     []*Box // boxes with another transform
	pictures  []*Box // of generated content
	dead      []*Box // discarded by the last update
	loose     []*Box // children that inline boxes had before they were filled anew
	tilted    []*Box // boxes in or under vertical lines
	logicals  map[logicalKey]*derivedStyle
	flexItems []flexItem
	flexLines []flexLine

	counters counters
	letter   *pendingLetter // while boxes are made
	letters  bool           // some box has a ::first-letter

	compare bool // this update compares the styles below damage
	remake  bool // this update ends in a Build

	canvas geom.Unit // bottom edge of the page with what its margins became

	// DepthExceeded tells that boxes deeper than MaxDepth were left out.
	DepthExceeded bool
	computes      int // runs of algorithms by the last Update, for tests
	resumed       int // layouts of long blocks that began at a child, for tests
	// Performed counts the boxes that were placed anew by the last Update, for
	// tests and the performance panel.
	Performed int
}

// New makes an empty tree that shapes with sh.
func New(sh Shaper) *Tree {
	return &Tree{
		shaper:    sh,
		anonymous: map[anonymousKey]*style.Computed{},
		fonts:     map[*style.Inherited]*font{},
	}
}

// Root is the box of the page element; nil before the first Build and when the
// page is display: none.
func (t *Tree) Root() *Box { return t.root }

// Canvas is where the document ends that has the page as its body: the bottom edge of
// the page with the margins that adjoin it.
func (t *Tree) Canvas() geom.Unit { return t.canvas }

// BoxOf gives the principal box of an element; nil when it has none.
func (t *Tree) BoxOf(n *dom.Node) *Box {
	if n == nil || n.IsText() {
		return nil
	}
	b := t.nodes.get(n.ID)
	if b == nil || b.Node != n || b.data.flags&(flagDead|flagContents) != 0 {
		return nil
	}
	return b
}

// Build makes all boxes anew and lays them out.
func (t *Tree) Build(tree *dom.Tree, styles style.Styles, viewport geom.Size) {
	t.viewport = viewport
	t.Generate(tree, styles)
	t.run()
}

// Generate is the first half of Build: all boxes are made anew and stand nowhere yet. An
// Update lays them out; the damage that led here need not be in the tree any more.
func (t *Tree) Generate(tree *dom.Tree, styles style.Styles) {
	t.styles = styles
	t.epoch++
	t.fresh = true
	t.root, t.nodes, t.texts = nil, nodeMap{}, nodeMap{}
	t.rebuilds = t.rebuilds[:0]
	t.DepthExceeded = false
	t.counters = counters{}
	t.letter, t.letters = nil, false
	t.restyled = t.restyled[:0]
	t.hosts = t.hosts[:0]
	t.attempts = t.attempts[:0]
	t.tilted, t.pictures = nil, nil
	t.slab, t.ptrs, t.dead = nil, nil, nil // a slab of both trees would keep the old one
	t.buildRoot(tree.Root)
	t.fresh = false
}

func (t *Tree) buildRoot(n *dom.Node) {
	st := t.styles.Of(n, style.NoPseudo)
	if st == nil || st.Display == style.DisplayNone {
		return
	}
	b := t.newBox()
	b.Node = n
	b.data.kind = kindOf(st)
	if tablePart(b.data.kind) {
		b.data.kind = kindBlock
	}
	b.data.seen = t.epoch
	t.setStyle(b, st)
	// The page is the body of the document: its overflow is the viewport's (CSS Overflow 3
	// §3.3), and margins of its content go through it.
	if b.data.kind != kindBlock || formatsApart(st) {
		b.data.flags |= flagBFC
	}
	t.nodes.set(n.ID, b)
	t.root = b
	t.buildContent(b, containers{b, b})
}

// rootSpace is what the viewport asks of the page.
func (t *Tree) rootSpace() space {
	return space{base: base{t.viewport.W, t.viewport.H}, size: size{indef, indef}, flags: fillW}
}

// run lays out what is not clean.
func (t *Tree) run() {
	t.Performed, t.computes = 0, 0
	b := t.root
	if b == nil {
		return
	}
	view := t.viewport
	if len(t.tilted) > 0 {
		t.toLogical()
		if b.Style.WritingMode != style.HorizontalTB {
			t.viewport.W, t.viewport.H = view.H, view.W
		}
	}
	t.runAttempts()
	var bottom geom.Unit // margin below the page
	if b.Style.OutOfFlow() {
		t.placeRoot(b)
		bottom = b.Margin.Bottom
	} else {
		bottom = t.flowRoot(b)
	}
	t.runOutOfFlow()
	t.placeOutOfFlow(b)
	for _, k := range t.moved {
		if k.data.flags&flagDead == 0 {
			t.overflowUp(k)
		}
	}
	t.moved = t.moved[:0]
	t.overflow(b)
	t.canvas = b.Rect.Bottom().Add(bottom)
	t.viewport = view
	if len(t.tilted) > 0 {
		t.toUpright()
		if b.Style.WritingMode != style.HorizontalTB {
			t.canvas = b.Rect.Bottom().Add(b.Margin.Bottom)
		}
	}
}

// flowRoot lays out the page as the document's body and gives the margin below it.
func (t *Tree) flowRoot(b *Box) geom.Unit {
	var fl *flow // of the document's element around the page
	if b.data.flags&flagBFC == 0 && b.data.flags&flagFloats != 0 {
		fl = &flow{fs: &floats{}}
	}
	m := t.perform(b, t.rootSpace(), fl)
	mar := b.margins(t.viewport.W)
	top, bottom := mar.Top, mar.Bottom
	if b.data.flags&flagBFC == 0 {
		top, bottom = m.top.sum(), m.bottom.sum()
	}
	b.Margin = mar
	x := mar.Left
	if b.Style.Margin[style.Left].IsAuto() || b.Style.Margin[style.Right].IsAuto() {
		x = autoMargins(b, t.viewport.W, m.w, &b.Margin, false)
	}
	b.Rect.X, b.Rect.Y = x, top
	if b.Style.Position == style.PositionRelative {
		off := relativeOffset(b, t.viewport.W, t.viewport.H)
		b.Rect.X, b.Rect.Y = b.Rect.X+off.X, b.Rect.Y+off.Y
	}
	return bottom
}

// perform gives b its size and places everything inside it. The caller sets the
// origin of b.Rect.
func (t *Tree) perform(b *Box, s space, fl *flow) result {
	s = normalize(b, s)
	c := &b.data.cache
	if fl == nil && c.hasFinal && c.final.answers(s) {
		return c.final.out
	}
	t.Performed++
	if fl == nil && b != t.root && b.empty() {
		r := t.performLeaf(b, s)
		c.final, c.hasFinal = cacheEntry{s, r}, true
		return r
	}
	r := t.compute(b, s, fl, true)
	if fl == nil || b.data.flags&flagFloats == 0 {
		c.final, c.hasFinal = cacheEntry{s, r}, fl == nil
	}
	b.Rect.W, b.Rect.H = r.w, r.h
	return r
}

// measure gives b's size and changes no place.
func (t *Tree) measure(b *Box, s space, fl *flow) result {
	s = normalize(b, s)
	if fl != nil {
		return t.compute(b, s, fl, false)
	}
	c := &b.data.cache
	if r, ok := c.find(s); ok {
		return *r
	}
	if b != t.root && b.empty() {
		c.asked = true
		return t.leaf(b, s)
	}
	r := t.compute(b, s, nil, false)
	t.store(c, s, &r)
	return r
}

// normalize drops what the result cannot depend on, so that more questions are the same.
func normalize(b *Box, s space) space {
	if b.data.flags&flagPctH == 0 {
		s.cbH = indef
	}
	return s
}

// compute runs the algorithm of b's kind.
func (t *Tree) compute(b *Box, s space, fl *flow, perform bool) result {
	if b.data.flags&flagTurned != 0 {
		return t.turned(b, s, perform)
	}
	t.computes++
	j := t.job()
	*j = job{b: b, s: s, perform: perform, fl: fl}
	if b.data.kind == kindTable && (b.Style.BorderCollapse || b.Collapsed) {
		t.structure(b)
	}
	t.size(j)
	var r result
	switch b.data.kind {
	case kindFlex:
		r = t.flex(j)
	case kindGrid:
		r = t.grid(j)
	case kindTable:
		r = t.table(j)
	default:
		if aligns(b.Style) && b.data.kind == kindBlock {
			t.alignContent(j)
		}
		if multicol(b) {
			r = t.columns(j)
		} else {
			r = t.flowLayout(j)
		}
	}
	r.w = j.w
	if scrolls(b.Style) {
		// What scrolls has its baseline inside its border box.
		if r.first != noBaseline {
			r.first = clampSize(r.first, 0, r.h)
		}
		if s.flags&lineBase != 0 && b.data.kind == kindBlock {
			r.last = r.h + b.margins(s.cbW).Bottom
			if centred(b.Style.Inherited) {
				r.last = noBaseline
			}
		} else if r.last != noBaseline {
			r.last = clampSize(r.last, 0, r.h)
		}
	}
	if b.Style.Contain&style.ContainLayout != 0 {
		r.first, r.last = noBaseline, noBaseline
	}
	if perform {
		b.Border, b.Padding = j.fr.border, b.frameOf(s.cbW).padding
		b.Padding.Top += s.pad
		b.Rect.W, b.Rect.H = r.w, r.h
		if b.Marker() != nil || b.Style.Display == style.DisplayListItem {
			t.outsideMarker(b, r.first)
		}
		if b.entries() == nil && b.data.flags&flagInlines != 0 {
			t.splitInlines(b, j.cw, j.pctH)
		}
		if b != t.root {
			t.placeOutOfFlow(b)
			t.overflow(b)
		}
	}
	t.jobs = append(t.jobs, j)
	return r
}

// flowLayout lays out the inside of a block container.
func (t *Tree) flowLayout(j *job) result {
	if j.b.flow() == nil && j.b.entries() != nil {
		return t.inline(j)
	}
	return t.block(j)
}

// aligns reports an align-content that moves the content of a block container.
func aligns(c *style.Computed) bool {
	switch c.AlignContent {
	case style.AlignCenter, style.AlignEnd, style.AlignFlexEnd, style.AlignSpaceAround, style.AlignSpaceEvenly, style.AlignLastBaseline:
		return true
	}
	return false
}

// alignContent moves the content of a block container down into its free height
// (CSS Align 3 §5.1.1), as more padding for this run.
func (t *Tree) alignContent(j *job) {
	if j.h == indef && j.minH <= j.fr.bpH {
		return
	}
	perform, statics := j.perform, j.fl
	j.perform, j.fl = false, nil
	r := t.flowLayout(j)
	j.perform, j.fl = perform, statics
	free := r.h - j.auto
	if free <= 0 {
		return
	}
	switch j.b.Style.AlignContent {
	case style.AlignCenter, style.AlignSpaceAround, style.AlignSpaceEvenly:
		free /= 2
	}
	j.fr.padding.Top += free
	j.fr.bpH += free
}

// job takes a job from those that are not at work.
//
// Faster: jobs would escape to the heap, one for each box and question.
func (t *Tree) job() *job {
	if n := len(t.jobs); n > 0 {
		j := t.jobs[n-1]
		t.jobs = t.jobs[:n-1]
		return j
	}
	return &job{}
}
