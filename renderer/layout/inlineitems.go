package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// inlineContext is the inline content of a block, prepared once: white space
// collapsed, text shaped, opportunities found. Another width only wraps anew.
type inlineContext struct {
	text   string
	items  []inlineItem
	tokens []token
	marks  bool // some text has emphasis marks
	bidi   bool // some item has a level above 0
	boxes  bool // atomic boxes, floats or shifts by a percentage: results depend on more than the width
	sig    bool // there is something that makes a line
	rises  bool // a part of an inline box sticks out of the one around

	built   [2]builtLines
	next    int
	empties []Item // of the lines that were placed last
}

// builtLines is a result of wrapping.
type builtLines struct {
	ok      bool
	w, pctH geom.Unit
	origin  geom.Point // of the content box
	flags   spaceFlags
	lines   []Line
	hidden  []Line // behind the last line that -webkit-line-clamp shows: boxes have places there
	empties []Item
	statics []staticMark
	out     inlineResult
}

type inlineResult struct {
	height      geom.Unit // content height
	first, last geom.Unit // baselines from the border box
	any         bool      // there are line boxes
}

// inlineItem is one thing of the content: a run of one text with one level, an edge
// of an inline box, a box.
type inlineItem struct {
	kind       entryKind
	cont       bool
	level      uint8
	box        *Box
	node       *dom.Node
	start, end int // bytes in inlineContext.text
	shaped     *text.Shaped
	from       int // byte offset of shaped.Text in inlineContext.text
	g0, g1     int // its glyphs in shaped
	font       *font
	tab        bool // a run of tabs
	small      bool // small capitals made of small letters
	ends       bool // a line may end behind it: space that wraps followed space that does not
}

// token is what line breaking places as a whole, unless it must be cut.
type token struct {
	item  int32
	g0    int32 // glyphs of the item's Shaped
	g1    int32
	width geom.Unit // without the space that hangs at a line's end
	space geom.Unit
	brk   bool // a line may end after it
	soft  bool // a soft hyphen is its end
	shy   bool // so it is of its word, whether or not a line may end there
	void  bool // its word is of no width, or belongs to a glyph of the token before
	keeps bool // its space is ideographic: it hangs at the line's end and is not dropped
}

// ideographicSpace hangs at the end of a line, as other spaces that do not collapse (CSS
// Text 3 §4.1.2).
const ideographicSpace = "\u3000"

// zeroWidthSpace is a place to break a line.
const zeroWidthSpace = "\u200b"

// softHyphen is where a word may be cut with a hyphen.
const softHyphen = "\u00ad"

// wraps reports the values of white-space that allow soft breaks.
func wraps(ws style.Keyword) bool { return ws != style.WhiteSpaceNowrap && ws != style.WhiteSpacePre }

// collapses reports the values that collapse spaces.
func collapses(ws style.Keyword) bool {
	return ws == style.WhiteSpaceNormal || ws == style.WhiteSpaceNowrap || ws == style.WhiteSpacePreLine
}

// prepare makes the inline context of b.
func (t *Tree) prepare(b *Box) *inlineContext {
	if ic := b.items(); ic != nil {
		return ic
	}
	if b.data.inline == nil {
		b.data.inline = &inlineData{}
	}
	in := b.data.inline
	ic := &inlineContext{items: make([]inlineItem, 0, len(in.entries))}
	in.items = ic
	c := collapser{t: t, space: true}
	for i := range in.entries {
		e := &in.entries[i]
		it := inlineItem{kind: e.kind, cont: e.cont, box: e.box, node: e.node, start: c.sb.Len()}
		switch e.kind {
		case entryText:
			c.add(ic, e)
			continue
		case entryAtomic:
			c.sb.WriteString("\uFFFC")
			c.space = false
			ic.boxes, ic.sig = true, true
		case entryFloat:
			ic.boxes = true
		case entryOpen, entryClose:
			if !e.cont && edgeShows(e.box, e.kind) {
				ic.sig = true
			}
			if in := &e.box.Style.Inset; e.box.Style.Position == style.PositionRelative && (in[style.Top].HasPercent() || in[style.Bottom].HasPercent()) {
				ic.boxes = true
			}
			ic.rises = ic.rises || e.kind == entryOpen && rises(e.box)
			if e.box.Style.UnicodeBidi != style.BidiNormal {
				// The controls part letters where lines break, as in Blink.
				o, end := bidiControls(e.box.Style)
				if e.kind == entryClose {
					o = end
				}
				c.sb.WriteString(string(o))
			}
		}
		it.end = c.sb.Len()
		ic.items = append(ic.items, it)
	}
	ic.text = c.sb.String()
	t.shapeItems(ic, b)
	t.tokenize(ic, b)
	return ic
}

// edgeShows reports whether the start or end of an inline box makes a line exist.
func edgeShows(b *Box, k entryKind) bool {
	c, side := b.Style, style.Left
	if (k == entryClose) != (c.Direction == style.RTL) {
		side = style.Right
	}
	return nonZero(c.Margin[side]) || nonZero(c.Padding[side]) || c.BorderWidth[side] != 0 && c.BorderStyle[side] > style.BorderHidden
}

// collapser carries white space state across texts (CSS Text 3 §4.1.1).
type collapser struct {
	t     *Tree
	sb    strings.Builder
	space bool // the output ends with a collapsible space, or is at a line's start
	held  bool // that space does not wrap
}

// add appends the text of e as items: runs, tabs and forced breaks.
func (c *collapser) add(ic *inlineContext, e *entry) {
	s := e.text
	if e.node != nil {
		s = e.node.Text[min(e.skip, len(e.node.Text)):]
	}
	in := e.box.Style.Inherited
	s = transformText(s, in.TextTransform)
	caps := c.t.madeCaps(in)
	all := caps == style.CapsAllSmall
	if all {
		s = strings.ToUpper(s)
	}
	ws := in.WhiteSpace
	coll := collapses(ws)
	keepNL := ws != style.WhiteSpaceNormal && ws != style.WhiteSpaceNowrap
	start := c.sb.Len()
	c.sb.Grow(len(s))
	end := func(kind entryKind, tab bool) {
		if c.sb.Len() > start {
			ic.items = append(ic.items, inlineItem{kind: kind, box: e.box, node: e.node, start: start, end: c.sb.Len(), tab: tab, small: all && kind == entryText})
			if kind == entryText {
				ic.sig = true
			}
			start = c.sb.Len()
		}
	}
	small := func(word string) {
		for word != "" {
			run, shrinks := capsRun(word)
			word = word[len(run):]
			if !shrinks {
				c.sb.WriteString(run)
				continue
			}
			end(entryText, false)
			c.sb.WriteString(strings.ToUpper(run))
			end(entryText, false)
			ic.items[len(ic.items)-1].small = true
		}
	}
	for i := 0; i < len(s); {
		ch := s[i]
		if ch != ' ' && ch != '\t' && ch != '\n' && ch != '\r' {
			n := i + 1
			for n < len(s) && s[n] > ' ' {
				n++
			}
			if caps != style.CapsSmall {
				c.sb.WriteString(s[i:n])
			} else {
				small(s[i:n])
			}
			c.space = false
			i = n
			continue
		}
		if !coll {
			i++
			switch ch {
			case '\n':
				end(entryText, false)
				c.sb.WriteByte('\n')
				ic.sig = true
				end(entryBreak, false)
				c.space = true
			case '\t':
				end(entryText, false)
				c.sb.WriteByte('\t')
				end(entryText, true)
				c.space = false
			case '\r':
			default:
				c.sb.WriteByte(' ')
				c.space = false
			}
			continue
		}
		// A run of white space that collapses.
		n, newline := i, 0
		for n < len(s) && (s[n] == ' ' || s[n] == '\t' || s[n] == '\n' || s[n] == '\r') {
			if s[n] == '\n' {
				newline++
			}
			n++
		}
		nulled := newline > 0 && !keepNL && (strings.HasPrefix(s[n:], zeroWidthSpace) || strings.HasSuffix(s[:i], zeroWidthSpace))
		i = n
		if nulled {
			continue // a segment break beside it goes (CSS Text 3 §4.1.3)
		}
		if newline > 0 && keepNL {
			end(entryText, false)
			for ; newline > 0; newline-- {
				c.sb.WriteByte('\n')
				ic.sig = true
				end(entryBreak, false)
			}
			c.space = true
			continue
		}
		if !c.space {
			c.sb.WriteByte(' ')
			c.space, c.held = true, !wraps(ws)
		} else if n := len(ic.items); c.held && wraps(ws) && n > 0 && c.sb.Len() == start {
			ic.items[n-1].ends, c.held = true, false
		}
	}
	end(entryText, false)
}

// wide reports East Asian wide and fullwidth characters other than Hangul.
func wide(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r >= 0x3130 && r <= 0x318F, r >= 0xA960 && r <= 0xA97F, r >= 0xAC00 && r <= 0xD7FF, r >= 0xFFA0 && r <= 0xFFDC:
		return false
	case r <= 0xA4CF, r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFFEF, r >= 0x20000 && r <= 0x3FFFF:
		return true
	}
	return false
}

func transformText(s string, k style.Keyword) string {
	switch k {
	case style.TransformUpper:
		return upperCase(s)
	case style.TransformLower:
		return lowerCase(s)
	case style.TransformCapitalize:
		return capitalize(s)
	}
	return s
}

// breakOptions gives the opportunities rule of an inherited style.
func breakOptions(in *style.Inherited) text.BreakOptions {
	return text.BreakOptions{BreakAll: in.WordBreak == style.WordBreakAll, KeepAll: in.WordBreak == style.WordBreakKeepAll,
		Characters: in.LineBreak == style.LineBreakAnywhere, Loose: in.LineBreak == style.LineBreakLoose,
		Strict: in.LineBreak == style.LineBreakStrict, NoHyphens: in.NoHyphens}
}

// breakAnywhere reports whether a word may be cut when it does not fit; min that
// this counts for the min-content width too.
func breakAnywhere(in *style.Inherited) (cut, min bool) {
	if !wraps(in.WhiteSpace) {
		return false, false
	}
	min = in.OverflowWrap == style.OverflowWrapAnywhere || in.WordBreak == style.WordBreakWord
	return min || in.OverflowWrap == style.OverflowWrapBreakWord || in.LineBreak == style.LineBreakAnywhere, min
}

// tokenize cuts the items at the break opportunities.
func (t *Tree) tokenize(ic *inlineContext, b *Box) {
	type optBreaks struct {
		opt text.BreakOptions
		br  []text.Break
		i   int
	}
	var sets []optBreaks
	breaksFor := func(in *style.Inherited) *optBreaks {
		o := breakOptions(in)
		for i := range sets {
			if sets[i].opt == o {
				return &sets[i]
			}
		}
		sets = append(sets, optBreaks{opt: o, br: t.shaper.Breaks(ic.text, o)})
		return &sets[len(sets)-1]
	}
	// next gives the first opportunity after byte from and up to byte to.
	next := func(in *style.Inherited, from, to int) (int, bool) {
		ob := breaksFor(in)
		for ob.i > 0 && ob.br[ob.i-1].At > from {
			ob.i--
		}
		for ob.i < len(ob.br) && ob.br[ob.i].At <= from {
			ob.i++
		}
		if ob.i < len(ob.br) && ob.br[ob.i].At <= to && ob.br[ob.i].At < len(ic.text) {
			return ob.br[ob.i].At, true
		}
		return to, false
	}
	allowed := func(in *style.Inherited, at int) bool {
		_, ok := next(in, at-1, at)
		return ok
	}
	t.tokens = t.tokens[:0]
	for i := range ic.items {
		if i > 0 && ic.items[i-1].ends && len(t.tokens) > 0 {
			t.tokens[len(t.tokens)-1].brk = true
		}
		it := &ic.items[i]
		tk := token{item: int32(i)}
		switch it.kind {
		case entryText:
			if it.tab {
				in := it.box.Style.Inherited
				tk.brk = wraps(in.WhiteSpace) && allowed(in, it.end)
				t.tokens = append(t.tokens, tk)
				continue
			}
			t.tokenizeText(ic, i, next)
		case entryAtomic:
			in := parentInherited(it.box, b)
			tk.brk = wraps(in.WhiteSpace) && allowed(in, it.end)
			t.tokens = append(t.tokens, tk)
		default:
			if it.start < it.end {
				// A line may end before the control that opens and behind the one that closes.
				in := parentInherited(it.box, b)
				brk := wraps(in.WhiteSpace) && allowed(in, it.end)
				switch n := len(t.tokens); {
				case it.kind == entryClose:
					tk.brk = brk
				case n > 0:
					t.tokens[n-1].brk = t.tokens[n-1].brk || brk
				}
			} else if it.kind == entryClose && !it.cont && !wraps(it.box.Style.WhiteSpace) {
				// A line may end behind an inline box that holds its own text together.
				in := parentInherited(it.box, b)
				tk.brk = wraps(in.WhiteSpace) && !strings.HasSuffix(ic.text[:it.start], " ") && allowed(in, it.start)
			}
			t.tokens = append(t.tokens, tk)
		}
	}
	if n := len(ic.items); n > 0 && ic.items[n-1].kind == entryClose && ic.items[n-1].cont {
		t.breakAtBlock(ic, b)
	}
	ic.tokens = slices.Clone(t.tokens)
}

// breakAtBlock lets a line end behind the last text or atomic box before a block in an
// inline box: it is a box of its own there.
func (t *Tree) breakAtBlock(ic *inlineContext, b *Box) {
	for i := len(t.tokens) - 1; i >= 0; i-- {
		tk := &t.tokens[i]
		switch it := &ic.items[tk.item]; it.kind {
		case entryText:
			tk.brk = wraps(it.box.Style.WhiteSpace)
			return
		case entryAtomic:
			tk.brk = wraps(parentInherited(it.box, b).WhiteSpace)
			return
		case entryBreak:
			return
		}
	}
}

func parentInherited(k, b *Box) *style.Inherited {
	if k.Parent != nil && k.Parent.Inline {
		return k.Parent.Style.Inherited
	}
	return b.Style.Inherited
}

func (t *Tree) tokenizeText(ic *inlineContext, i int, next func(*style.Inherited, int, int) (int, bool)) {
	it := &ic.items[i]
	in := it.box.Style.Inherited
	wrap := wraps(in.WhiteSpace)
	spaces := in.WhiteSpace == style.WhiteSpaceBreakSpaces
	hang := in.WhiteSpace != style.WhiteSpacePre && !spaces
	gl := it.shaped.Glyphs
	rtl := it.level&1 == 1
	g := it.g0
	if rtl {
		g = it.g1
	}
	start := it.start
	for start < it.end {
		// The next opportunity, or the item's end.
		at, brk := it.end, false
		if wrap {
			at, brk = next(in, start, it.end)
			for brk && !rtl && in.LineBreak == style.LineBreakAnywhere && at < it.end && insideCluster(gl[g:it.g1], int32(at-it.from)) {
				at, brk = next(in, at, it.end) // see splitCluster
			}
			for brk && in.WhiteSpace == style.WhiteSpacePreWrap && ic.text[at-1] == ' ' && strings.HasPrefix(ic.text[at:it.end], ideographicSpace) {
				at, brk = next(in, at, it.end) // preserved spaces hang together
			}
			if spaces {
				p := firstSpace(ic.text[start:at])
				if n := strings.IndexByte(ic.text[start:at], ' '); n > 0 && in.LineBreak == style.LineBreakAnywhere {
					p = n // before it too
				}
				if p > 0 && start+p < len(ic.text) {
					at, brk = start+p, true
				}
			}
		}
		tk := token{item: int32(i), brk: brk}
		word := at
		if hang {
			word, tk.keeps = trailing(ic.text, start, at, wrap, collapses(in.WhiteSpace))
		}
		tk.shy = wrap && !in.NoHyphens && strings.HasSuffix(ic.text[start:word], softHyphen)
		tk.soft = tk.shy && brk
		local, localWord := int32(at-it.from), int32(word-it.from)
		if !rtl {
			tk.g0 = int32(g)
			for g < it.g1 && (gl[g].Cluster < local || at == it.end) {
				if gl[g].Cluster < localWord {
					tk.width += gl[g].Advance
				} else {
					tk.space += gl[g].Advance
				}
				g++
			}
			tk.g1 = int32(g)
		} else {
			tk.g1 = int32(g)
			for g > it.g0 && (gl[g-1].Cluster < local || at == it.end) {
				if gl[g-1].Cluster < localWord {
					tk.width += gl[g-1].Advance
				} else {
					tk.space += gl[g-1].Advance
				}
				g--
			}
			tk.g0 = int32(g)
		}
		tk.void = word > start && tk.width == 0
		if n := len(ic.text) - 1; tk.keeps && at > n && ic.text[n] == ' ' && collapses(in.WhiteSpace) && tk.g1 > tk.g0 {
			// Space that collapses is not there at the end of the block.
			if rtl {
				tk.space -= gl[tk.g0].Advance
				tk.g0++
			} else {
				tk.g1--
				tk.space -= gl[tk.g1].Advance
			}
		}
		t.tokens = append(t.tokens, tk)
		start = at
	}
}

// firstSpace gives the end of the first space of s that break-spaces breaks behind, 0 without one.
func firstSpace(s string) int {
	for i, r := range s {
		if r == ' ' || r == '\u3000' {
			return i + utf8.RuneLen(r)
		}
	}
	return 0
}

// trailing gives where the space begins that hangs at the end of a token, and whether it is
// kept there because some of it is ideographic.
func trailing(s string, start, at int, wrap, coll bool) (word int, keeps bool) {
	word = at
	for word > start && s[word-1] == ' ' {
		word--
	}
	if !wrap || !strings.HasSuffix(s[start:word], ideographicSpace) {
		return word, false
	}
	first := word
	for {
		switch {
		case strings.HasSuffix(s[start:word], ideographicSpace):
			word -= len(ideographicSpace)
		case word > start && s[word-1] == ' ':
			word--
		case word == start && start > 0 && s[start-1] == ' ' && coll:
			return first, false // behind a space that collapses it begins a word
		default:
			return word, true
		}
	}
}

// insideCluster reports whether no glyph of gl, in order of clusters, begins at byte at.
func insideCluster(gl []text.Glyph, at int32) bool {
	_, found := slices.BinarySearchFunc(gl, at, func(g text.Glyph, at int32) int { return int(g.Cluster) - int(at) })
	return !found
}
