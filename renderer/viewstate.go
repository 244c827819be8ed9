package renderer

import (
	"bytes"
	"encoding/gob"
	"slices"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// ViewState is what a hot reload keeps of a page beside its data: scroll
// offsets, texts and selections of fields, sliders, swipers, the focus. Elements
// are known by their place in the tree, as ids are new after a reload.
type ViewState struct {
	PageX, PageY float64
	parts        []keptPart
	focus        string
}

type keptPart struct {
	key    string
	x, y   float64
	value  value.Value
	scroll bool
	kept   bool
}

// savedState is ViewState in bytes, for sessions that are run again.
type savedState struct {
	PageX, PageY float64
	Parts        []savedPart
	Focus        string
}

type savedPart struct {
	Key          string
	X, Y         float64
	Value        value.Value
	Scroll, Kept bool
}

// Bytes writes the state down for ReadViewState.
func (s ViewState) Bytes() []byte {
	out := savedState{PageX: s.PageX, PageY: s.PageY, Focus: s.focus}
	for _, p := range s.parts {
		out.Parts = append(out.Parts, savedPart{p.key, p.x, p.y, p.value, p.scroll, p.kept})
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(out) != nil {
		return nil // a value that cannot be written: the state is lost, as in a fresh start
	}
	return b.Bytes()
}

// ReadViewState reads what Bytes wrote; of bytes that are something else it gives an
// empty state.
func ReadViewState(b []byte) ViewState {
	var in savedState
	if gob.NewDecoder(bytes.NewReader(b)).Decode(&in) != nil {
		return ViewState{}
	}
	s := ViewState{PageX: in.PageX, PageY: in.PageY, focus: in.Focus}
	for _, p := range in.Parts {
		s.parts = append(s.parts, keptPart{p.Key, p.X, p.Y, p.Value, p.Scroll, p.Kept})
	}
	return s
}

// ViewState takes the state down.
func (d *Document) ViewState() ViewState {
	var s ViewState
	s.PageX, s.PageY = d.pageOffset()
	d.eachKey(func(n *dom.Node, key string) {
		p := keptPart{key: key}
		if sc := d.scrollers[d.scrollTarget(n).ID]; sc != nil && n != d.tree.Root && (sc.x != 0 || sc.y != 0) {
			p.x, p.y, p.scroll = sc.x, sc.y, true
		}
		if k, ok := d.Instance(n).(builtin.Keeper); ok {
			p.value, p.kept = k.Keep(), true
		}
		if p.scroll || p.kept {
			s.parts = append(s.parts, p)
		}
		if n == d.focused {
			s.focus = key
		}
	})
	return s
}

// RestoreViewState puts a state back where the same elements are found.
// Nothing is told to the mini-program.
func (d *Document) RestoreViewState(s ViewState) {
	d.settle()
	events, actions := d.events, d.actions
	byKey := make(map[string]keptPart, len(s.parts))
	for _, p := range s.parts {
		byKey[p.key] = p
	}
	var focus *dom.Node
	d.eachKey(func(n *dom.Node, key string) {
		if key == s.focus {
			focus = n
		}
		p, ok := byKey[key]
		if !ok {
			return
		}
		if k, ok := d.Instance(n).(builtin.Keeper); ok && p.kept {
			k.Restore(p.value)
		}
		if p.scroll {
			sc := d.scrollState(d.scrollTarget(n))
			sc.x, sc.y = p.x, p.y
		}
	})
	page := d.pageScroller()
	page.x, page.y = s.PageX, s.PageY
	if focus != nil && s.focus != "" {
		d.Focus(focus)
	}
	d.settle()
	d.clampScroll()
	d.repaint = true
	d.events, d.actions = events, actions
}

// eachKey visits the page's elements with a key that stays the same over a
// reload: tags and places among the siblings of the same tag, ids taken first.
func (d *Document) eachKey(visit func(n *dom.Node, key string)) {
	var walk func(n *dom.Node, path []byte)
	walk = func(n *dom.Node, path []byte) {
		count := map[string]int{}
		var each func(p *dom.Node)
		each = func(p *dom.Node) {
			for c := p.First; c != nil; c = c.Next {
				if c.IsText() {
					continue
				}
				if c.Internal {
					each(c)
					continue
				}
				name := c.Tag
				if c.ElemID != "" {
					name += "#" + c.ElemID
				}
				i := count[name]
				count[name]++
				key := append(slices.Clone(path), '/')
				key = append(key, name...)
				key = append(key, ':', byte('0'+i%10), byte('0'+i/10%10), byte('0'+i/100%10), byte('0'+i/1000%10))
				visit(c, string(key))
				walk(c, key)
			}
		}
		each(n)
	}
	visit(d.tree.Root, "page")
	walk(d.tree.Root, []byte("page"))
}
