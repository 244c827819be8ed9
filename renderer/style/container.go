package style

import (
	"fmt"
	"slices"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// container-type
const (
	ContainerNormal Keyword = iota
	ContainerInline
	ContainerBoth
)

var containerWords = map[string]Keyword{"normal": ContainerNormal, "inline-size": ContainerInline, "size": ContainerBoth}

// containerSize is the content box of a container, CSS px; known once it was laid out.
type containerSize struct {
	w, h  float64
	known bool
}

// Container reports an element whose size @container and cqw look at.
func (c *Computed) Container() bool {
	return c.Rare != nil && (c.Rare.ContainerType != ContainerNormal || c.Rare.ContainerNames != nil)
}

// containerNames reads none or names.
func (p *vparser) containerNames() ([]string, bool) {
	if p.word("none") {
		return nil, true
	}
	var out []string
	for {
		p.ws()
		t := p.tok()
		if t.Kind != wxss.Ident {
			return out, len(out) > 0
		}
		switch wxss.Lower(t.Text) {
		case "none", "and", "or", "not", "default", "initial", "inherit", "unset", "revert", "revert-layer":
			return nil, false
		}
		if len(out) == MaxListItems {
			return nil, false
		}
		out = append(out, t.Text)
		p.i++
	}
}

// containerShorthand reads names and, behind a slash, the type.
func containerShorthand(p *vparser, out *expansion) bool {
	names, ok := p.containerNames()
	if !ok {
		return false
	}
	kind := ContainerNormal
	if p.slash() {
		if kind, ok = p.keyword(containerWords); !ok {
			return false
		}
	}
	out.set("container-name", val{ref: names})
	out.set("container-type", val{ref: kind})
	return true
}

// enclose makes the size of a container a part of what tells the elements below it from
// others: what was computed for another size is not shared with them.
func (s *Styler) enclose(n *dom.Node, e *entry) {
	var size containerSize
	if s.ContainerSize != nil {
		size.w, size.h, size.known = s.ContainerSize(n)
	}
	if s.containers == nil {
		s.containers = map[dom.NodeID]containerSize{}
	}
	s.containers[n.ID] = size
	r := e.style.Rare
	key := fmt.Sprint("\x00container ", r.ContainerType, size, e.style.FontSize, strings.Join(r.ContainerNames, " "))
	id, ok := s.sigs[key]
	if !ok {
		id = uint32(len(s.sigs))
		s.sigs[key] = id
	}
	e.ctx = s.context(e.ctx, id)
}

// Resized damages the containers that are of another size now than styles below them were
// computed with, and reports whether there are any.
func (s *Styler) Resized(mut *dom.Mutator) (any bool) {
	if len(s.containers) == 0 || s.ContainerSize == nil || !s.index.hasContainer && !s.cqUsed {
		return false
	}
	for id, was := range s.containers {
		n := s.tree.Node(id)
		e := s.store.get(id)
		if n == nil || e == nil || !e.style.Container() {
			delete(s.containers, id)
			continue
		}
		var now containerSize
		now.w, now.h, now.known = s.ContainerSize(n)
		if now != was {
			mut.Damage(n, dom.DamageStyle)
			any = true
		}
	}
	return any
}

// within reports whether all container queries around a rule hold for the element at work.
//
// Not done: pseudo-elements, for which the element itself may be the container.
func (s *Styler) within(queries []*wxss.ContainerQuery) bool {
	for _, q := range queries {
		if !s.holds(q) {
			return false
		}
	}
	return true
}

func (s *Styler) holds(q *wxss.ContainerQuery) bool {
	width, height := q.Axes()
	for i := len(s.around) - 1; i >= 0; i-- {
		e := s.store.get(s.around[i].ID)
		if e == nil {
			continue
		}
		c, size := e.style, s.containers[s.around[i].ID]
		r := c.Uncommon()
		if q.Name != "" && !slices.Contains(r.ContainerNames, q.Name) || width && r.ContainerType == ContainerNormal || height && r.ContainerType != ContainerBoth {
			continue
		}
		if q.Cond == nil {
			return true
		}
		env := s.mediaEnv()
		env.ViewWidth, env.ViewHeight = env.Width, env.Height
		env.Width, env.Height, env.FontSize = size.w, size.h, float64(c.FontSize)/s.env.DPR
		return size.known && q.Holds(env)
	}
	return false
}

// measure gives cqw and cqh of the nearest containers that have them.
func (s *Styler) measure() {
	s.cq = s.metrics.cq
	var width, height bool
	for i := len(s.around) - 1; i >= 0 && !(width && height); i-- {
		e, size := s.store.get(s.around[i].ID), s.containers[s.around[i].ID]
		if e == nil || !size.known {
			continue
		}
		kind := e.style.Uncommon().ContainerType
		if !width && kind != ContainerNormal {
			s.cq[0], width = size.w*s.env.DPR/100, true
		}
		if !height && kind == ContainerBoth {
			s.cq[1], height = size.h*s.env.DPR/100, true
		}
	}
}

// surround finds the containers of the chain for an element outside of an Update.
func (s *Styler) surround() {
	s.around = s.around[:0]
	if len(s.containers) > 0 {
		for _, p := range s.chain {
			if _, ok := s.containers[p.ID]; ok {
				s.around = append(s.around, p)
			}
		}
	}
	s.measure()
}
