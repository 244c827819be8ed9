package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// Pictures in generated content (content: url()) are boxes without a node that stand on
// the line as a whole: of the picture's natural size, with the picture as background. One
// that has not come yet is a box of no size.

// pictured reports a picture in the content of a pseudo-element.
func pictured(c *style.Computed) bool {
	for i := range c.Content {
		if c.Content[i].URL != "" {
			return true
		}
	}
	return false
}

// pieces adds the content of a pseudo-element with pictures in it.
func (fb *flowBuilder) pieces(b *Box) {
	from := 0
	list := b.Style.Content
	text := func(to int) {
		if from == to {
			return
		}
		part := *b.Style
		part.Content = list[from:to]
		s := ""
		if countersIn(&part) {
			fb.t.ensureCounted(b.Node)
			s = fb.t.counters.texts[counterAt{b.Node, b.Pseudo}] // Not done: counters on both sides of a picture
		} else {
			s = contentText(b.Node, &part, nil)
		}
		if s != "" {
			fb.text(nil, s, b)
		}
	}
	for i := range list {
		if list[i].URL == "" {
			continue
		}
		text(i)
		from = i + 1
		fb.picture(style.Image{URL: list[i].URL, Base: list[i].Base}, b)
	}
	text(len(list))
}

func (fb *flowBuilder) picture(im style.Image, parent *Box) {
	t := fb.t
	k := t.newBox()
	k.Atomic = true
	k.data.seen, k.depth, k.owner = t.epoch, parent.depth+1, fb.owner
	k.data.flags |= flagBFC | flagEmpty
	k.Parent, k.Container = parent, fb.owner
	c := *t.anonymousStyle(parent.Style.Inherited, style.DisplayInlineBlock)
	var size geom.Size
	if t.Natural != nil {
		size = t.Natural(im)
	}
	c.Width = style.Length{Kind: style.Px, Px: float32(size.W.Float())}
	c.Height = style.Length{Kind: style.Px, Px: float32(size.H.Float())}
	full := style.Length{Kind: style.Percent, Pct: 100}
	c.Background = []style.Layer{{Image: im, X: style.Length{Kind: style.Px}, Y: style.Length{Kind: style.Px}, SizeW: full, SizeH: full,
		RepeatX: style.NoRepeat, RepeatY: style.NoRepeat, Origin: style.PaddingBox, Clip: style.BorderBox}}
	t.setStyle(k, &c)
	t.pictures = append(t.pictures, k)
	fb.place(k, parent, entryAtomic)
	fb.runSig = true
}

// PicturesChanged has generated content with pictures made anew at the next Update, as
// when one came. It reports whether there is any.
func (t *Tree) PicturesChanged() bool {
	live := t.pictures[:0]
	for _, k := range t.pictures {
		if k.data.flags&flagDead == 0 && k.Parent != nil && k.Parent.data.flags&flagDead == 0 {
			live = append(live, k)
			t.markRebuild(t.containerOf(k.Parent.Node))
		}
	}
	clear(t.pictures[len(live):])
	t.pictures = live
	return len(live) > 0
}
