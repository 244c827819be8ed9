package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// lastText is the item of the last text when nothing but edges of inline boxes follows
// it, else one behind the last item.
func (ic *inlineContext) lastText() int {
	for i := len(ic.items) - 1; i >= 0; i-- {
		switch ic.items[i].kind {
		case entryOpen, entryClose:
		case entryText:
			return i
		default:
			return len(ic.items)
		}
	}
	return len(ic.items)
}

// cutsBehind reports whether a line may end behind an inline box that closes and does not
// wrap, because the text around it may be cut anywhere.
func cutsBehind(ic *inlineContext, it *inlineItem, b *Box) bool {
	if wraps(it.box.Style.WhiteSpace) || it.start == 0 || ic.text[it.start-1] == ' ' {
		return false
	}
	cut, _ := breakAnywhere(parentInherited(it.box, b))
	return cut
}

// inlineIntrinsic gives the content widths of inline content.
func (t *Tree) inlineIntrinsic(b *Box) minmax {
	ic := t.prepare(b)
	var in minmax
	indent := geom.Unit(0)
	if indents(b.Style.Inherited, leads(b), false) {
		indent = b.Style.TextIndent.Resolve(0)
	}
	var word, line, hang, wordHang, floatsW geom.Unit
	line, word = indent, indent
	over := false // the word has ended, but for the edges that close behind it
	// The indent where the text at hand begins, which counts for all words of it as in Blink,
	// and that of a line behind a soft break.
	lead, soft := geom.Unit(0), geom.Unit(0)
	if indents(b.Style.Inherited, false, false) {
		soft = b.Style.TextIndent.Resolve(0)
	}
	endWord := func() {
		if word > 0 {
			word += lead
		}
		in.min, word, wordHang, over = max(in.min, word), 0, 0, false
	}
	// Blink asks the last text for its widest word only, behind what stands on a line before
	// it: the edges that end there are added to that word (oracle chromium).
	lastText, widest := ic.lastText(), geom.Unit(0)
	keep := false // the space at the end is preserved, and only hangs where it does not fit
	endLine := func() {
		endWord()
		if keep {
			line += hang
		}
		in.max, line, hang, lead = max(in.max, line), 0, 0, 0
		if indents(b.Style.Inherited, false, true) {
			line = b.Style.TextIndent.Resolve(0)
			if word = line; soft != 0 {
				word, lead = 0, line
			}
		}
	}
	for i := range ic.tokens {
		tk := &ic.tokens[i]
		it := &ic.items[tk.item]
		var w, space geom.Unit
		if over && it.kind != entryClose && it.kind != entryOOF {
			endWord()
			if i > 0 && ic.tokens[i-1].item != tk.item {
				lead = soft
			}
		}
		switch it.kind {
		case entryOpen, entryClose:
			if it.cont {
				continue
			}
			m, e := edgeWidth(it.box, it.kind, 0)
			_, cutsLeast := breakAnywhere(parentInherited(it.box, b))
			if int(tk.item) > lastText {
				word, widest = max(word, widest), 0
			}
			// Space before a closing edge still hangs when the line ends behind it.
			word, line = word+m+e, line+m+e
			over = over || tk.brk || it.kind == entryClose && cutsLeast && cutsBehind(ic, it, b)
			continue
		case entryOOF:
			continue
		case entryFloat:
			c := t.contribution(it.box)
			m := it.box.margins(0).Horizontal()
			in.min = max(in.min, c.min+m)
			floatsW += c.max + m
			continue
		case entryBreak:
			endLine()
			continue
		case entryAtomic:
			c := t.contribution(it.box)
			m := it.box.margins(0).Horizontal()
			word += wordHang + c.min + m
			line += hang + c.max + m
			hang, wordHang = 0, 0
			over = tk.brk
			continue
		}
		if it.tab {
			pos := line + hang
			w = t.tabStop(b, it, pos)
			if it.box.Style.WhiteSpace == style.WhiteSpacePreWrap {
				w, space = 0, w // it hangs
			}
		} else {
			w, space = tk.width, tk.space
			if tk.keeps {
				w, space = w+space, 0
			}
			keep = !collapses(it.box.Style.WhiteSpace)
		}
		_, cut := breakAnywhere(it.box.Style.Inherited)
		if tk.shy {
			in.min = max(in.min, t.hyphen(it).Width)
			if !cut {
				in.min = max(in.min, lead+word+wordHang+w+t.hyphen(it).Width)
			}
		}
		if !cut && int(tk.item) == lastText && word == 0 {
			widest = max(widest, w)
		}
		if cut && !it.tab {
			if w > 0 {
				gl := it.shaped.Glyphs
				for g := tk.g0; g < tk.g1; {
					cluster := geom.Unit(0)
					for n := gl[g].Cluster; g < tk.g1 && gl[g].Cluster == n; g++ {
						cluster += gl[g].Advance
					}
					if over {
						endWord()
					}
					if int(tk.item) == lastText && word == 0 {
						widest = max(widest, cluster)
					}
					word, wordHang, over = word+wordHang+cluster, 0, true
				}
			}
		} else if w > 0 || !tk.brk {
			least := w
			if it.tab && w > 0 {
				least = t.tabStop(b, it, word+wordHang)
			} else if word == 0 && wordHang == 0 && line > 0 && w > 0 && it.shaped != nil {
				p := piece{g0: int(tk.g0), g1: int(tk.g1), width: w}
				p.leading(it)
				least = p.width
			}
			word += wordHang + least
			wordHang = space
		}
		if w > 0 || tk.void {
			line += hang + w
			hang = space
		} else {
			hang += space
		}
		over = over || tk.brk
	}
	endLine()
	in.max += floatsW
	in.max = max(in.max, in.min)
	return in
}
