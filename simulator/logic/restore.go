package logic

import (
	"strconv"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"
)

// memory is what the instances of a page held before the modules ran anew, so that
// the page comes back as it was. An instance is known again by its place: its
// component path and its number among the instances of that path in its owner's
// template.
type memory map[string]held

type held struct {
	data  value.Value
	attrs []dom.Attr // what the owner's template gave
}

// remember takes the data of a page's instances.
func remember(p *page) memory {
	m := memory{}
	if p.root == nil {
		return m
	}
	eachPlace(p.root.in, "", func(vi *view.Instance, place string) {
		m[place] = held{data: vi.Data, attrs: vi.Host.Attrs()}
	})
	return m
}

// eachPlace calls f for an instance and then for those in its template, which f may
// have changed.
func eachPlace(vi *view.Instance, place string, f func(*view.Instance, string)) {
	f(vi, place)
	count := map[string]int{}
	vi.ShadowComponents(func(c *view.Instance) {
		k := count[c.Path()]
		count[c.Path()]++
		if c.Alive() {
			eachPlace(c, place+"/"+c.Path()+":"+strconv.Itoa(k), f)
		}
	})
}

// restore gives a page that was opened again, and its components, the data they had,
// field by field, owners first. A property comes back only where the owner's template
// still gives what it gave: then the component had set it itself.
func (w *Worker) restore(p *page, m memory) {
	eachPlace(p.root.in, "", func(vi *view.Instance, place string) {
		in, _ := vi.User.(*instance)
		h, ok := m[place]
		if in == nil || !ok {
			return
		}
		var changes []view.Change
		for i, k := range h.data.Keys() {
			now, ok := vi.Data.Lookup(k)
			if !ok || value.Equal(now, h.data.Index(i)) {
				continue
			}
			if in.def.props[k] != nil && vi.Owner != nil && !value.Equal(given(h.attrs, k), given(vi.Host.Attrs(), k)) {
				continue
			}
			changes = append(changes, view.Change{Path: value.Path{{Name: k, Index: -1}}, Value: h.data.Index(i)})
		}
		if len(changes) > 0 {
			w.apply(in, changes, w.newCommit(wire.CommitSetData, in))
		}
	})
}

// given is the attribute that stands for a property.
func given(attrs []dom.Attr, prop string) value.Value {
	for i := range attrs {
		if view.PropertyName(attrs[i].Name) == prop {
			return attrs[i].Value
		}
	}
	return value.Value{}
}
