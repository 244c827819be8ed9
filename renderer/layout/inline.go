package layout

import (
	"math"
	"slices"
	"strings"

	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// piece is one token, or a part of one, on a line.
type piece struct {
	tok    int
	item   int
	state  int // its inlineState
	g0, g1 int
	width  geom.Unit // advance on this line
	hang   geom.Unit // trailing space, which hangs at the line's end or is dropped
	x      geom.Unit
	apart  bool         // not joined to the text before: space was added between
	outer  geom.Insets  // margins of an atomic box
	res    result       // of an atomic box
	hyphen *text.Shaped // drawn where a soft hyphen ends the line
	own    *text.Shaped // instead of the item's: the piece is a part of a glyph of it
}

// staticMark is where an out-of-flow box would stand, relative to the block.
type staticMark struct {
	box *Box
	pos staticPos
}

// lineBreaker is one run over the inline content of a block at one width.
type lineBreaker struct {
	t  *Tree
	j  *job
	b  *Box
	ic *inlineContext
	fl *flow

	y      geom.Unit // top of the line, from the border box
	tall   geom.Unit // how far down floats count beside it; 0 until its height is known
	spare  geom.Unit // what the line before leaves under its characters
	open   []*Box    // inline boxes that are open where the line ends
	cont   int       // how many states go on from the line before
	pieces []piece
	states []inlineState
	groups []alignGroup
	hung   geom.Unit // preserved space at the line's end, which alignment does not count
	firm   bool      // it is ideographic space among such that collapses: it hangs everywhere

	lines   []Line
	items   []Item // of the line that is made
	empties []Item // inline boxes on lines that do not exist, atomic ones behind an ellipsis
	statics []staticMark
	hidden  []Line // behind the last one that -webkit-line-clamp shows
	out     inlineResult
	late    []*Box // floats that stand below the line before
	floated int    // tokens before this one have their floats placed
	clampAt int    // 0: no limit
	forced  bool   // the line before ended with a forced break
	clampOn bool   // the limit is reached with more content behind the block
	rtl     bool
}

// inline lays out a block container of inline content: CSS 2.1 §9.4.2, §10.8,
// CSS Text 3.
func (t *Tree) inline(j *job) result {
	b, fr := j.b, &j.fr
	ic := t.prepare(b)
	bfc := b.data.flags&flagBFC != 0
	fl := j.fl
	if bfc {
		fl = nil
		if b.data.flags&flagFloats != 0 {
			fl = &flow{fs: &floats{}}
		}
	}
	bl := t.wrap(j, ic, fl)
	r := result{first: bl.out.first, last: bl.out.last}
	auto := bl.out.height
	if !bl.out.any {
		if line := t.markerLine(b); line > 0 {
			auto = max(auto, line)
			r.first = fr.top() + t.fontOf(b.Style.Inherited).lead.asc
			r.last = r.first
		}
	}
	if bfc && fl != nil {
		auto = max(auto, fl.fs.bottom()-fr.top())
	}
	r.h = j.finish(auto + fr.bpH)
	m := b.margins(j.s.cbW)
	r.top.add(m.Top)
	r.bottom.add(m.Bottom)
	r.through = !bl.out.any && r.h == 0 && fr.bpH == 0 && !bfc
	if j.perform {
		t.commitLines(j, ic, bl, fl)
	}
	return r
}

// wrap gives the lines for the job's width, from the cache when nothing but the
// width matters.
func (t *Tree) wrap(j *job, ic *inlineContext, fl *flow) *builtLines {
	key := builtLines{w: j.cw, pctH: indef, origin: geom.Point{X: j.fr.left(), Y: j.fr.top()}}
	if ic.boxes {
		key.pctH = j.pctH
		key.flags = j.s.flags & wantBase
	}
	if fl == nil {
		for i := range ic.built {
			c := &ic.built[i]
			if c.ok && c.w == key.w && c.pctH == key.pctH && c.origin == key.origin && c.flags == key.flags {
				return c
			}
		}
	}
	lb := t.takeBreaker()
	lb.t, lb.j, lb.b, lb.ic, lb.fl, lb.y, lb.rtl = t, j, j.b, ic, fl, j.fr.top(), j.b.Style.Direction == style.RTL
	lb.spare = 0
	if clamps(j.b.Style) {
		lb.clampAt = j.b.Style.LineClamp
	}
	if fl != nil && fl.clamp != nil {
		lb.clampAt = max(fl.clamp.left, 0)
		lb.clampOn = lb.clampAt == fl.clamp.left && lb.clampAt > 0 && !fl.clamp.all
	}
	lb.out.first, lb.out.last = noBaseline, noBaseline
	lb.run()
	if fl != nil && fl.clamp != nil {
		fl.clamp.left -= len(lb.lines)
	}
	key.lines, key.empties, key.statics, key.out, key.ok = slices.Clone(lb.lines), lb.empties, lb.statics, lb.out, fl == nil
	key.hidden = lb.hidden
	t.breakers = append(t.breakers, lb)
	c := &ic.built[ic.next]
	ic.next = (ic.next + 1) % len(ic.built)
	*c = key
	return c
}

// takeBreaker gives a lineBreaker whose lists are empty but have the room of an
// earlier run. A box on a line makes lines of its own meanwhile, so there may be several.
// Faster: a round over 5,000 paragraphs (peers, blocks, text) allocated 263 MB, now 121.
func (t *Tree) takeBreaker() *lineBreaker {
	n := len(t.breakers)
	if n == 0 {
		return &lineBreaker{}
	}
	lb := t.breakers[n-1]
	t.breakers = t.breakers[:n-1]
	*lb = lineBreaker{open: lb.open[:0], pieces: lb.pieces[:0], states: lb.states[:0], groups: lb.groups[:0], lines: lb.lines[:0], items: lb.items[:0]}
	return lb
}

// commitLines stores the lines in the box and places what stands on them.
func (t *Tree) commitLines(j *job, ic *inlineContext, bl *builtLines, fl *flow) {
	b := j.b
	b.Lines = bl.lines
	for i := range ic.items {
		if it := &ic.items[i]; it.kind == entryOOF {
			// In case its line is not shown.
			it.box.rarely().static = staticAt(b, j.fr.left(), j.fr.left()+j.cw, j.fr.top()+bl.out.height)
		}
	}
	for i := range bl.statics {
		m := &bl.statics[i]
		m.box.rarely().static = m.pos
	}
	for i := range ic.items {
		it := &ic.items[i]
		if it.kind == entryAtomic {
			// An ellipsis or a clamp may have taken it off its line: it still has a size.
			k := it.box
			r := t.perform(k, space{base: base{j.cw, j.pctH}, size: size{indef, indef}, flags: wantBase | lineBase}, nil)
			k.Margin = k.margins(j.cw)
			k.Rect = geom.Rect{X: j.fr.left(), Y: j.fr.top(), W: r.w, H: r.h}
		}
		if it.kind == entryOpen && it.box.data.flags&flagSplit == 0 {
			it.box.Rect = geom.Rect{X: j.fr.left(), Y: j.fr.top()}
			it.box.Border, it.box.Padding = borderOf(it.box.Style), paddingOf(it.box.Style, j.cw)
			it.box.Margin = it.box.margins(j.cw)
		}
	}
	ic.empties = bl.empties
	for i := range bl.empties {
		if it := &bl.empties[i]; it.Box.data.flags&flagSplit == 0 {
			it.Box.Rect = it.Rect
		}
	}
	coverItems(bl.lines)
	coverItems(bl.hidden)
	if ic.rises {
		t.coverCulled(ic, slices.Concat(bl.lines, bl.hidden))
	}
}

// coverItems gives inline and atomic boxes the places of their parts on the lines.
func coverItems(lines []Line) {
	for l := range lines {
		for i := range lines[l].Items {
			it := &lines[l].Items[i]
			switch it.Kind {
			case ItemInline:
				if it.Box.data.flags&flagSplit == 0 {
					if it.First {
						it.Box.Rect = it.Rect
					} else {
						it.Box.Rect = it.Box.Rect.Union(it.Rect) // oracle chromium: a text that begins with a line break
					}
				}
			case ItemAtomic:
				it.Box.Rect = it.Rect
			}
		}
	}
}

func paddingOf(c *style.Computed, cbW geom.Unit) geom.Insets { return makeFrame(c, cbW).padding }

// cover is the smallest rectangle around both, empty ones included.
func cover(r, s geom.Rect) geom.Rect {
	x, y := min(r.X, s.X), min(r.Y, s.Y)
	return geom.Rect{X: x, Y: y, W: max(r.Right(), s.Right()).Add(-x), H: max(r.Bottom(), s.Bottom()).Add(-y)}
}

// hasLines reports whether the inline content of b makes any line box.
func (t *Tree) hasLines(b *Box) bool { return t.prepare(b).sig }

// edgeWidth is the margin, border and padding at the start or end of an inline box.
func edgeWidth(b *Box, k entryKind, cbW geom.Unit) (margin, inner geom.Unit) {
	c, side := b.Style, style.Left
	if (k == entryClose) != (c.Direction == style.RTL) {
		side = style.Right
	}
	fr := b.frameOf(cbW)
	if side == style.Left {
		return c.Margin[side].Resolve(cbW), fr.border.Left + fr.padding.Left
	}
	return c.Margin[side].Resolve(cbW), fr.border.Right + fr.padding.Right
}

// cursor is a place in the tokens, inside one when glyphs of it are used up.
type cursor struct {
	tok int
	cut int // glyphs of the token already used, in logical order
	sub int // bytes used of the cluster behind them
}

// run makes all lines.
func (lb *lineBreaker) run() {
	cur := cursor{}
	first := true
	for cur.tok < len(lb.ic.tokens) {
		lb.placeLate()
		was := lb.state()
		next, forced := lb.breakLine(cur, first)
		if next == cur {
			break
		}
		last := next.tok >= len(lb.ic.tokens)
		if !forced && !last {
			lb.unkern(next)
			lb.hyphenate(next)
		}
		more := lb.clampAt > 0 && len(lb.lines)+1 >= lb.clampAt && (lb.clampOn || !last && lb.restHasLines(next))
		top := lb.y
		if lb.finishLine(first, forced || last, more) {
			if lb.meetsFloats(top) {
				lb.again(was, top)
				continue
			}
			first = false
		}
		lb.tall, lb.forced = 0, forced
		cur = next
		if more {
			break
		}
	}
	lb.placeLate()
	if cur.tok < len(lb.ic.tokens) {
		if fl := lb.fl; fl != nil {
			// Floats behind the clamp still get a place, which moves nothing else.
			lb.fl = &flow{fs: &floats{}, x: fl.x, y: fl.y}
			lb.hide(cur)
			lb.placeLate()
			lb.fl = fl
		} else {
			lb.hide(cur)
		}
	}
	lb.out.height = lb.y - lb.j.fr.top()
	lb.out.any = len(lb.lines) > 0
	if n := len(lb.lines); n > 0 {
		lb.out.first, lb.out.last = lb.lines[0].Baseline, lb.lines[n-1].Baseline
	}
}

// hide makes the lines behind the clamp from cur on, which take no room.
func (lb *lineBreaker) hide(cur cursor) {
	n, y, statics := len(lb.lines), lb.y, len(lb.statics)
	lb.clampAt = 0
	for cur.tok < len(lb.ic.tokens) {
		next, forced := lb.breakLine(cur, false)
		if next == cur {
			break
		}
		lb.finishLine(false, forced || next.tok >= len(lb.ic.tokens), false)
		cur = next
	}
	lb.hidden = slices.Clone(lb.lines[n:])
	lb.lines, lb.y, lb.statics = lb.lines[:n], y, lb.statics[:statics]
}

func (lb *lineBreaker) restHasLines(c cursor) bool {
	for _, tk := range lb.ic.tokens[c.tok:] {
		switch lb.ic.items[tk.item].kind {
		case entryText, entryAtomic, entryBreak:
			return true
		}
	}
	return false
}

// limits gives the left and right end of a line at y.
func (lb *lineBreaker) limits(y geom.Unit) (l, r geom.Unit) {
	l = lb.j.fr.left()
	r = l + lb.j.cw
	if lb.fl != nil {
		bl, br := lb.fl.fs.band(y+lb.fl.y, max(1, lb.tall), l+lb.fl.x, r+lb.fl.x)
		return bl - lb.fl.x, br - lb.fl.x
	}
	return l, r
}

func (lb *lineBreaker) indent(first bool) geom.Unit {
	in := lb.b.Style.Inherited
	// Not done: hanging in a block whose first line is in another anonymous block.
	if indents(in, first && leads(lb.b), lb.forced) {
		return in.TextIndent.Resolve(lb.j.cw)
	}
	return 0
}

// indents reports whether text-indent counts for a line: the block's first, or one behind a
// forced break (CSS Text 3 §7.1).
func indents(in *style.Inherited, first, forced bool) bool {
	return (first || in.IndentEachLine && forced) != in.IndentHanging
}

// leads reports whether the first line of b is the first of its block: that of an
// anonymous block behind another child is not, and has no text-indent.
func leads(b *Box) bool {
	return b.Node != nil || b.Parent == nil || b.data.kind != kindBlock || b.data.flags&flagItem != 0 || len(b.Parent.flow()) == 0 || b.Parent.flow()[0] == b
}

// breakLine fills lb.pieces with the next line and gives where the one after begins.
func (lb *lineBreaker) breakLine(from cursor, first bool) (next cursor, forced bool) {
	for {
		next, forced, retry := lb.tryLine(from, first)
		if !retry {
			return next, forced
		}
		// Nothing fits beside the floats: go below the next one.
		lb.y, lb.tall = lb.fl.fs.below(lb.y+lb.fl.y)-lb.fl.y, 0
	}
}

func (lb *lineBreaker) tryLine(from cursor, first bool) (next cursor, forced, retry bool) {
	ic, toks := lb.ic, lb.ic.tokens
	lb.pieces = lb.pieces[:0]
	lb.placeLate()
	l, r := lb.limits(lb.y)
	avail := max(0, r-l)
	narrowed := lb.fl != nil && avail < lb.j.cw
	pos := lb.indent(first)
	var cand cursor
	candPieces := -1
	var candFloats floatMark
	content := false // something stands on the line
	var late []*Box  // floats that did not fit beside the content
	var seam cursor  // behind the last text that may be cut anywhere, so at its end too
	seamPieces := -1
	var rd rounding
	edge := geom.Unit(0) // where the edges end that nothing but space follows
	finish := func(c cursor, f bool) (cursor, bool, bool) {
		lb.late = late
		return c, f, false
	}
	if from.sub > 0 {
		q, next := lb.restOfCluster(from, avail-pos)
		lb.pieces = append(lb.pieces, q)
		if next.sub > 0 {
			return finish(next, false)
		}
		from.cut, pos, content = next.cut, pos+q.width, true
	}
	for i, cut := from.tok, from.cut; i < len(toks); i, cut = i+1, 0 {
		tk := toks[i]
		it := &ic.items[tk.item]
		p := piece{tok: i, item: int(tk.item)}
		switch it.kind {
		case entryOpen, entryClose:
			if !it.cont {
				m, in := edgeWidth(it.box, it.kind, lb.j.cw)
				p.width = m + in
			}
			pos += p.width
			if p.width > 0 {
				edge = pos
			}
			lb.pieces = append(lb.pieces, p)
			if it.kind == entryClose && !it.cont && (seamPieces == len(lb.pieces)-1 || content && cutsBehind(ic, it, lb.b)) {
				seam, seamPieces = cursor{tok: i + 1}, len(lb.pieces)
			}
			if it.kind == entryClose && !it.cont && candPieces >= 0 && lb.edgesSince(candPieces) {
				// Empty inline boxes stay on the line whose end they follow.
				candPieces, cand = len(lb.pieces), cursor{tok: i + 1}
				candFloats = lb.floatMark(len(late)) // floats between are on the line too
			} else if tk.brk && content && (pos <= avail+1 || candPieces < 0 || it.ends && pos-lb.hanging(len(toks)) <= avail+1) {
				candPieces, cand = len(lb.pieces), cursor{tok: i + 1}
				candFloats = lb.floatMark(len(late))
			}
			continue
		case entryOOF:
			stays := candPieces >= 0 && pos <= avail+1 && lb.edgesSince(candPieces)
			lb.pieces = append(lb.pieces, p)
			if stays { // on the line whose end it follows
				candPieces, cand = len(lb.pieces), cursor{tok: i + 1}
				candFloats = lb.floatMark(len(late))
			}
			continue
		case entryFloat:
			if lb.fl == nil || i < lb.floated {
				continue
			}
			lb.floated = i + 1
			m := it.box.margins(lb.j.cw)
			w := lb.t.measure(it.box, space{base: base{lb.j.cw, lb.j.pctH}, size: size{indef, indef}}, nil).w + m.Horizontal() + lb.closing(i+1)
			lower := lb.lowers(it.box)
			if (content || pos > 0) && (lower || pos+w > avail && pos-lb.hanging(i+1)+w > avail) || len(late) > 0 {
				late = append(late, it.box)
				continue
			}
			lb.t.float(lb.j, it.box, lb.fl, lb.y, lb.j.fr.left(), lb.j.fr.left()+lb.j.cw)
			l, r = lb.limits(lb.y)
			avail = max(0, r-l)
			narrowed = avail < lb.j.cw
			if candPieces == len(lb.pieces) { // it stays on the line whose end it follows
				cand, candFloats = cursor{tok: i + 1}, lb.floatMark(len(late))
			}
			continue
		case entryBreak:
			lb.pieces = append(lb.pieces, p)
			// The boxes that end right behind it end on its line.
			for i++; i < len(toks) && ic.items[toks[i].item].kind == entryClose; i++ {
				q, c := piece{tok: i, item: int(toks[i].item)}, &ic.items[toks[i].item]
				if !c.cont {
					m, in := edgeWidth(c.box, entryClose, lb.j.cw)
					q.width = m + in
				}
				lb.pieces = append(lb.pieces, q)
			}
			return finish(cursor{tok: i}, true)
		}
		// Text or an atomic box: what counts is its width and that of the ends of
		// inline boxes right behind.
		var hang geom.Unit
		switch {
		case it.kind == entryAtomic:
			lb.atomic(&p, it.box)
		case it.tab:
			p.width = lb.t.tabStop(lb.b, it, pos+lb.beside(l, r))
		default:
			p.g0, p.g1, p.width, hang = lb.rest(&tk, it, cut)
			if !content && tk.brk && (cut > 0 || len(lb.lines) > 0) {
				tk.brk = !lb.leadingHyphen(&p, it)
			}
			if !content && cut == 0 && len(lb.lines) > 0 {
				if p.width > 0 {
					p.leading(it)
				} else if hang > 0 && !tk.void && it.level&1 == 0 && collapses(it.box.Style.WhiteSpace) && !tk.keeps {
					p.g0, hang, tk.brk = p.g1, 0, false
				}
			}
		}
		pos += rd.begin(&p, it)
		need := p.width + rd.more(&p, it, hang)
		hangs := it.tab && it.box.Style.WhiteSpace == style.WhiteSpacePreWrap
		if hangs {
			need = 0 // as spaces do
		}
		need += max(0, lb.closing(i+1))
		hyphen := geom.Unit(0)
		if tk.shy && !tk.soft && (candPieces >= 0 || lb.cuts(it)) && lb.endsParagraph(i+1) {
			hyphen = lb.t.hyphen(it).Width
			if need += hyphen; pos+need > avail+1 && candPieces >= 0 {
				// A soft hyphen before a forced break asks for its room too, though it is not drawn.
				if n := lb.earlier(it, lb.indent(first), avail-hyphen); n > 0 && pos+need-hyphen <= avail+1 {
					candPieces, cand, candFloats = n, cursor{tok: lb.pieces[n-1].tok + 1}, lb.floatMark(len(late))
				}
				lb.pieces = lb.pieces[:candPieces]
				late = late[:min(len(late), candFloats.late)]
				lb.unfloat(candFloats)
				return finish(cand, false)
			}
		}
		// Space fits anywhere, but not the edge before it; unless more space hangs before that,
		// or the space itself goes at the end of the block.
		if edge > avail+1 && p.width == 0 && hang > 0 && (lb.hangsBefore() || collapses(it.box.Style.WhiteSpace) && lb.endsParagraph(i+1)) {
			edge = 0
		}
		if n := lb.opening(); edge > avail+1 && p.width == 0 && hang > 0 && candPieces < 0 && content && n > 0 && n < len(lb.pieces) {
			next, lb.pieces = cursor{tok: lb.pieces[n].tok}, lb.pieces[:n]
			return finish(next, false)
		}
		if edge > avail+1 && p.width == 0 && hang > 0 && candPieces >= 0 {
			lb.pieces = lb.pieces[:candPieces]
			late = late[:min(len(late), candFloats.late)]
			lb.unfloat(candFloats)
			return finish(cand, false)
		}
		// Characters of no width take a place all the same.
		void := tk.void && cut == 0 && p.g1 > p.g0
		if pos+need > avail+1 && (p.width > 0 && !hangs || void || it.kind == entryAtomic) { // Blink allows for 1/64 px
			if narrowed && !content && candPieces < 0 && wraps(lb.b.Style.WhiteSpace) && lb.fl.fs.below(lb.y+lb.fl.y) != lb.y+lb.fl.y && !lb.cutFits(&tk, it, cut, avail-pos) {
				return next, false, true
			}
			if it.kind == entryText && it.box.Style.LineBreak == style.LineBreakAnywhere {
				if part, sub := lb.splitCluster(cursor{tok: i, cut: cut}, 0, avail-pos, false); sub > 0 {
					lb.pieces = append(lb.pieces, part)
					return finish(cursor{tok: i, cut: cut, sub: sub}, false)
				}
			}
			if candPieces >= 0 {
				// A float behind the break belongs to a later line.
				lb.pieces = lb.pieces[:candPieces]
				late = late[:min(len(late), candFloats.late)]
				lb.unfloat(candFloats)
				return finish(cand, false)
			}
			if seamPieces >= 0 && it.kind == entryText && !lb.cuts(it) {
				lb.pieces = lb.pieces[:seamPieces]
				return finish(seam, false)
			}
			if lb.cuts(it) && it.kind == entryText && !it.tab {
				if part, sub := lb.splitCluster(cursor{tok: i, cut: cut}, 0, avail-pos, !content || lb.glued()); sub > 0 {
					lb.pieces = append(lb.pieces, part)
					return finish(cursor{tok: i, cut: cut, sub: sub}, false)
				}
				if pos+need-hyphen > avail+1 {
					hyphen = 0 // it is too wide without
				}
				room := avail - pos - hyphen
				if need > p.width+1 {
					room = min(room, p.width-1) // it fits, what closes behind it does not
				}
				if q, n := lb.cutPiece(&tk, it, cut, room, !content || lb.glued()); n > 0 {
					for room = avail - pos; q.g1 < p.g1 && lb.hangsAt(it, &q); n++ {
						q.g1, q.width = q.g1+1, q.width+it.shaped.Glyphs[q.g1].Advance
					}
					if cut+n < int(tk.g1-tk.g0) && (q.width < p.width || hyphen > 0) {
						q.tok, q.item = i, int(tk.item)
						lb.pieces = append(lb.pieces, q)
						at := cursor{tok: i, cut: cut + n}
						if part, sub := lb.splitCluster(at, 0, room-q.width, false); sub > 0 {
							lb.pieces = append(lb.pieces, part)
							at.sub = sub
						}
						return finish(at, false)
					}
				} else if content {
					at := cursor{tok: i, cut: cut}
					for n := len(lb.pieces); cut == 0 && at.tok > from.tok && n > 1 && ic.items[lb.pieces[n-1].item].kind == entryOpen; n-- {
						// What opens right before the place opens on the next line.
						at.tok, lb.pieces = lb.pieces[n-1].tok, lb.pieces[:n-1]
					}
					return finish(at, false)
				}
			}
		}
		p.hang = hang
		lb.pieces = append(lb.pieces, p)
		pos += p.width + hang
		content = true
		if p.width > 0 || it.kind == entryAtomic {
			edge = 0
		}
		if it.kind != entryText || wraps(it.box.Style.WhiteSpace) {
			seamPieces = -1
		}
		if lb.cuts(it) {
			seam, seamPieces = cursor{tok: i + 1}, len(lb.pieces)
		}
		if tk.soft && candPieces >= 0 {
			if w := lb.t.hyphen(it).Width; pos-hang+w > avail+1 {
				// The hyphen has no room: the text is broken anew with less.
				if n := lb.earlier(it, lb.indent(first), avail-w); n > 0 && pos-hang <= avail+1 {
					candPieces, cand, candFloats = n, cursor{tok: lb.pieces[n-1].tok + 1}, lb.floatMark(len(late))
				}
				continue
			}
		}
		if tk.brk && !(tk.weak && candPieces >= 0) && !(candPieces >= 0 && hang == 0 && it.kind == entryText && !it.tab && it.level&1 == 0 &&
			avail-pos < tailRoom && pos+lb.tailChange(it, p.g0, p.g1) > avail+1) {
			candPieces, cand = len(lb.pieces), cursor{tok: i + 1}
			candFloats = lb.floatMark(len(late))
		}
	}
	if narrowed && !content && pos > avail+1 && wraps(lb.b.Style.WhiteSpace) && lb.edgeAlone() && lb.fl.fs.below(lb.y+lb.fl.y) != lb.y+lb.fl.y {
		return next, false, true // edges alone make a line too
	}
	if content && pos > avail+1 {
		if candPieces >= 0 && lb.opensSince(candPieces, avail) {
			// The start of an inline box, right before a block in it, does not fit.
			lb.pieces = lb.pieces[:candPieces]
			late = late[:min(len(late), candFloats.late)]
			lb.unfloat(candFloats)
			return finish(cand, false)
		}
		if n := lb.trailing(); n >= 0 {
			// What is out of flow behind a line that is too wide would stand on the next.
			tok := lb.pieces[n].tok
			lb.pieces = lb.pieces[:n]
			return finish(cursor{tok: tok}, false)
		}
	}
	return finish(cursor{tok: len(toks)}, false)
}

// tailRoom is the free width below which a line's end is measured without the kerning to
// what follows: more than kerning takes.
const tailRoom = 8 * geom.One

// placeLate places the floats for which the line before had no room.
func (lb *lineBreaker) placeLate() {
	for _, k := range lb.late {
		lb.t.float(lb.j, k, lb.fl, lb.y, lb.j.fr.left(), lb.j.fr.left()+lb.j.cw)
	}
	lb.late = nil
}

// floatMark is a state of the floats to go back to.
type floatMark struct {
	boxes, done, late int
	top               geom.Unit
}

func (lb *lineBreaker) floatMark(late int) floatMark {
	m := floatMark{done: lb.floated, late: late}
	if lb.fl != nil {
		m.boxes, m.top = len(lb.fl.fs.boxes), lb.fl.fs.top
	}
	return m
}

func (lb *lineBreaker) unfloat(m floatMark) {
	lb.floated = m.done
	if lb.fl != nil {
		lb.fl.fs.boxes, lb.fl.fs.top = lb.fl.fs.boxes[:m.boxes], m.top
	}
}

// cuts reports whether a word of the item may be cut between any two characters.
func (lb *lineBreaker) cuts(it *inlineItem) bool {
	if it.kind != entryText {
		return false
	}
	cut, _ := breakAnywhere(it.box.Style.Inherited)
	return cut
}

// cutFits reports whether a word of the item may be cut so that some of it fits into room.
func (lb *lineBreaker) cutFits(tk *token, it *inlineItem, cut int, room geom.Unit) bool {
	if !lb.cuts(it) || it.tab {
		return false
	}
	_, n := lb.cutPiece(tk, it, cut, room, false)
	return n > 0
}

// glued reports whether the line must not end behind the pieces so far because the text
// around the place does not wrap there.
func (lb *lineBreaker) glued() bool {
	var in *style.Inherited
	for i := len(lb.pieces) - 1; i >= 0; i-- {
		it := &lb.ic.items[lb.pieces[i].item]
		switch it.kind {
		case entryClose:
			in = parentInherited(it.box, lb.b)
		case entryText:
			if in == nil {
				in = it.box.Style.Inherited
			}
			cut, _ := breakAnywhere(in)
			return !cut || holdsSpace(lb.ic, it)
		case entryAtomic:
			return in != nil && !wraps(in.WhiteSpace)
		}
	}
	return false
}

// holdsSpace reports a text that does not wrap and ends with a space: no line ends there.
func holdsSpace(ic *inlineContext, it *inlineItem) bool {
	return !wraps(it.box.Style.WhiteSpace) && strings.HasSuffix(ic.text[it.start:it.end], " ")
}

// earlier gives the pieces up to the last place in the text of it where the line may end
// within room, 0 without one.
func (lb *lineBreaker) earlier(it *inlineItem, pos, room geom.Unit) (n int) {
	for i := range lb.pieces {
		p := &lb.pieces[i]
		if pos+p.width > room+1 {
			return n
		}
		if &lb.ic.items[p.item] == it && lb.ic.tokens[p.tok].brk {
			n = i + 1
		}
		pos += p.width + p.hang
	}
	return n
}

// beside is how far from the edge of the block the line begins, beside a float.
func (lb *lineBreaker) beside(l, r geom.Unit) geom.Unit {
	if lb.rtl {
		return lb.j.fr.left() + lb.j.cw - r
	}
	return l - lb.j.fr.left()
}

// leading drops the space at the start of a line, which is there when a line could not end
// behind it: in text that does not wrap.
func (p *piece) leading(it *inlineItem) {
	if !collapses(it.box.Style.WhiteSpace) || it.level&1 == 1 || p.g1-p.g0 < 2 {
		return
	}
	if g := &it.shaped.Glyphs[p.g0]; int(g.Cluster) < len(it.shaped.Text) && it.shaped.Text[g.Cluster] == ' ' {
		p.g0++
		p.width -= g.Advance
	}
}

// rest gives the glyphs and widths of a token after cut glyphs are used up.
func (lb *lineBreaker) rest(tk *token, it *inlineItem, cut int) (g0, g1 int, w, hang geom.Unit) {
	if cut == 0 {
		return int(tk.g0), int(tk.g1), tk.width, tk.space
	}
	g0, g1, w, hang = int(tk.g0), int(tk.g1), tk.width, tk.space
	gl := it.shaped.Glyphs
	for n := 0; n < cut; n++ {
		g := g0
		if it.level&1 == 0 {
			g0++
		} else {
			g1--
			g = g1
		}
		if a := gl[g].Advance; w >= a {
			w -= a
		} else {
			hang -= a
		}
	}
	return g0, g1, w, max(0, hang)
}

// cutPiece takes as many clusters of a token as fit into avail, at least one when
// must is set, and gives the piece and its number of glyphs.
func (lb *lineBreaker) cutPiece(tk *token, it *inlineItem, cut int, avail geom.Unit, must bool) (piece, int) {
	gl := it.shaped.Glyphs
	g0, g1, _, _ := lb.rest(tk, it, cut)
	rtl := it.level&1 == 1
	var w geom.Unit
	n := 0
	for n < g1-g0 {
		// One cluster: glyphs with the same start.
		k, cw := n, geom.Unit(0)
		at := func(i int) int {
			if rtl {
				return g1 - 1 - i
			}
			return g0 + i
		}
		cl := gl[at(n)].Cluster
		for k < g1-g0 && gl[at(k)].Cluster == cl {
			cw += gl[at(k)].Advance
			k++
		}
		if w+cw > avail && !(must && n == 0) {
			break
		}
		if !rtl && n > 0 && w+cw+lb.tailChange(it, g0, g0+k) > avail+1 {
			break // without the kerning to what follows it is too wide
		}
		w += cw
		n = k
	}
	p := piece{g0: g0, g1: g0 + n, width: w}
	if rtl {
		p.g0, p.g1 = g1-n, g1
	}
	return p, n
}

// atomic measures an inline-level box.
func (lb *lineBreaker) atomic(p *piece, k *Box) {
	j := lb.j
	p.outer = k.margins(j.cw)
	p.res = lb.t.measure(k, space{base: base{j.cw, j.pctH}, size: size{indef, indef}, flags: wantBase | lineBase}, nil)
	p.width = p.res.w + p.outer.Horizontal()
}

// tabStop is the distance from pos to the next tab stop of block b, which its own font
// measures.
func (t *Tree) tabStop(b *Box, it *inlineItem, pos geom.Unit) geom.Unit {
	in := b.Style.Inherited
	space := t.spaceOf(t.fontOf(in))
	stop := float64(it.box.Style.TabSize) * space
	if px := -it.box.Style.TabSize; px > 0 {
		stop = float64(px)
	}
	if stop <= 0 {
		return 0
	}
	next := (math.Floor(pos.Float()/stop) + 1) * stop
	if next-pos.Float() < (space-float64(in.LetterSpacing)-float64(in.WordSpacing))/2 {
		next += stop // CSS Text 4 §4.3: a stop nearer than half a character is passed over
	}
	return geom.FromFloatCeil(next-1.0/4096) - pos
}
