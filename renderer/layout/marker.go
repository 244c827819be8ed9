package layout

import (
	"strconv"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// Marker is what stands beside a list item (CSS Lists 3): a text, or a symbol.
type Marker struct {
	Symbol string // disc, circle, square; "" for a text
	Item   Item   // of a text; the Rect of a symbol is where it is drawn
}

// listItemCounter is the counter that list items count by themselves.
const listItemCounter = "list-item"

// numberPseudo is where counters keep the number of a list item.
const numberPseudo = style.Pseudo(255)

// symbolMarker reports a list-style-type that is drawn and not written.
func symbolMarker(kind string) bool { return kind == "disc" || kind == "circle" || kind == "square" }

// listNumber runs the list-item counter for n: what HTML's ol, ul and li do beside what
// sheets say.
func (w *counting) listNumber(n *dom.Node, st *style.Computed, level int) {
	attr := func(name string) (int, bool) {
		v := n.Attr(name)
		if v.IsUndefined() {
			return 0, false
		}
		i, err := strconv.Atoi(v.ToString())
		return i, err == nil
	}
	if n.Tag == "ol" {
		if i, ok := attr("start"); ok {
			w.set(listItemCounter, level, i-1, true)
		}
	}
	if st.Display != style.DisplayListItem {
		return
	}
	own := false
	for _, c := range st.Uncommon().CounterIncrement {
		own = own || c.Name == listItemCounter
	}
	if !own {
		w.set(listItemCounter, level, w.value(listItemCounter)+1, false)
	}
	if n.Tag == "li" {
		if i, ok := attr("value"); ok {
			w.set(listItemCounter, level, i, false)
		}
	}
	if kind := st.ListStyle; kind != "none" && kind != "" && !symbolMarker(kind) && kind[0] != '"' {
		w.texts[counterAt{n, numberPseudo}] = style.CounterText(w.value(listItemCounter), kind) + markerSuffix(kind)
	}
}

// markerSuffix is what predefined counter styles put behind a number.
func markerSuffix(kind string) string {
	switch kind {
	case "cjk-decimal", "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-earthly-branch", "cjk-heavenly-stem":
		return "、"
	case "disclosure-open", "disclosure-closed":
		return " "
	}
	return ". "
}

// markerText is what the marker of list item b says, "" for a symbol or none.
func (t *Tree) markerText(b *Box) string {
	kind := b.Style.ListStyle
	switch {
	case kind == "none" || kind == "" || symbolMarker(kind):
		return ""
	case kind[0] == '"':
		return kind[1:]
	}
	t.ensureCounted(b.Node)
	return t.counters.texts[counterAt{b.Node, numberPseudo}]
}

// listItem reports a box that has a marker.
func listItem(b *Box) bool {
	return b.Style.Display == style.DisplayListItem && b.Node != nil && !b.Inline && b.data.kind == kindBlock && b.Style.ListStyle != "none" && b.Style.ListStyle != ""
}

// insideMarker puts the marker of a list item in front of its content.
func (fb *flowBuilder) insideMarker(b *Box) {
	if !listItem(b) || !b.Style.ListInside {
		return
	}
	if s := fb.t.markerText(b); s != "" {
		fb.run = append(fb.run, entry{kind: entryText, box: b, text: s})
		fb.runSig = true
		return
	}
	if !symbolMarker(b.Style.ListStyle) {
		return // an empty string
	}
	t := fb.t
	k := t.newBox()
	k.Atomic = true
	k.data.seen, k.depth, k.owner = t.epoch, b.depth+1, b
	k.data.flags |= flagBFC | flagEmpty
	k.Parent, k.Container = b, b
	t.insideSymbol(k, b)
	fb.place(k, b, entryAtomic)
	fb.runSig = true
}

// insideSymbol makes k, on the first line of list item b, the room for its symbol: no
// higher than the baseline, so that it does not tell in the line's height. Widths and
// places: as Blink's ListMarker has them.
func (t *Tree) insideSymbol(k, b *Box) {
	f := t.fontOf(b.Style.Inherited)
	asc := f.met.Ascent.Round()
	size := geom.FromInt((asc*2/3 + 1) / 2)
	c := *t.anonymousStyle(b.Style.Inherited, style.DisplayInlineBlock)
	// The symbol with a px on either side, one less before it, and an em behind.
	w := size + geom.FromInt(1) + geom.FromFloat(float64(f.ts.Size))
	c.Width, c.Height = style.Length{Kind: style.Px, Px: float32(w.Float())}, style.Length{Kind: style.Px}
	t.setStyle(k, &c)
	m := &Marker{Symbol: b.Style.ListStyle}
	m.Item.Rect = geom.Rect{Y: geom.FromInt(3*(asc-asc*2/3)/2) - f.met.Ascent, W: size, H: size}
	if b.Style.Direction == style.RTL {
		m.Item.Rect.X = w - size
	}
	k.rarely().marker = m
}

// markerLine gives the height of the line that the marker of a list item stands on where
// nothing in it has one; 0 without a marker outside (oracle chromium).
func (t *Tree) markerLine(b *Box) geom.Unit {
	if b.Style.Display != style.DisplayListItem || !listItem(b) || b.Style.ListInside || b.Style.ListStyle == `"` {
		return 0
	}
	lead := t.fontOf(b.Style.Inherited).lead
	return lead.asc + lead.desc
}

// symbolGap is the room between a symbol and the text, px.
const symbolGap = 8

// outsideMarker puts the marker of a list item beside its first line, whose baseline is
// first. Where symbols stand: as Blink's ListMarker has it.
func (t *Tree) outsideMarker(b *Box, first geom.Unit) {
	if b.Node == nil {
		return // it is the room for a symbol, see insideSymbol
	}
	b.rarely().marker = nil
	if !listItem(b) || b.Style.ListInside {
		return
	}
	f := t.fontOf(b.Style.Inherited)
	if first == noBaseline {
		first = b.Border.Top + b.Padding.Top + f.lead.asc
	}
	left, right := b.Border.Left+b.Padding.Left, b.Rect.W-b.Border.Right-b.Padding.Right
	rtl := b.Style.Direction == style.RTL
	m := &Marker{}
	if s := t.markerText(b); s != "" {
		sh := t.shaper.Shape(s, f.ts)
		m.Item = Item{Box: b, Text: sh, End: len(sh.Glyphs), TextStyle: f.ts, Kind: ItemText, Baseline: first}
		m.Item.Rect = geom.Rect{X: left - sh.Width, Y: first - f.met.Ascent, W: sh.Width, H: f.met.Ascent + f.met.Descent}
		if rtl {
			m.Item.Rect.X = right
		}
	} else if symbolMarker(b.Style.ListStyle) {
		asc := f.met.Ascent.Round()
		offset, size := asc*2/3, geom.FromInt((asc*2/3+1)/2)
		m.Symbol = b.Style.ListStyle
		y := first - f.met.Ascent + geom.FromInt(3*(asc-asc*2/3)/2)
		m.Item.Rect = geom.Rect{X: left - geom.FromInt(offset+symbolGap), Y: y, W: size, H: size}
		if rtl {
			m.Item.Rect.X = right + geom.FromInt(offset+symbolGap) - size
		}
	} else {
		return
	}
	b.rarely().marker = m
}
