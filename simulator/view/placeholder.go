package view

import (
	"diorama/renderer/wxml"
)

// Placeholders. WeChat: documentation of componentPlaceholder and of the two features
// that need it. A component whose code is not there yet is drawn as its placeholder,
// another component or a built-in, with the attributes and content of its tag; when
// the rendering is over its code is fetched and it takes its place. A tag that is
// itself somebody's placeholder cannot have one.

// component finds what a tag of in's template stands for: the component's
// definition, or a plain element under the tag it gives. waiting is the path of the
// component that a placeholder stands for.
func (p *Page) component(in *Instance, tag string) (def *Definition, path, as, waiting string) {
	path = in.pathOf(tag)
	if path == "" {
		return nil, "", tag, ""
	}
	ph := in.Def.Placeholder[tag]
	late := ph != "" && in.Def.Late[tag] && !p.injected[path] && (p.Available == nil || !p.Available(path))
	if !late {
		if def = p.host.Definition(path); def != nil {
			return def, path, tag, ""
		}
	}
	if ph == "" {
		return nil, "", tag, ""
	}
	if late {
		p.late = append(p.late, path)
	}
	if other := in.pathOf(ph); other != "" && other != path {
		if def = p.host.Definition(other); def != nil {
			return def, other, tag, path
		}
	}
	return nil, "", ph, path
}

// HasLate reports whether placeholders stand for components whose code Inject brings.
func (p *Page) HasLate() bool { return len(p.late) > 0 }

// Inject brings the code of the components that placeholders stand for and puts them
// in their place, loaded hearing of each path; call it when the frame with the
// placeholders was painted.
func (p *Page) Inject(loaded func(path string)) {
	list := p.late
	p.late = nil
	fresh := list[:0]
	for _, path := range list {
		if p.injected[path] {
			continue
		}
		if p.injected == nil {
			p.injected = map[string]bool{}
		}
		p.injected[path] = true
		fresh = append(fresh, path)
		loaded(path)
	}
	for _, path := range fresh {
		if p.closed {
			return
		}
		if p.host.Definition(path) == nil {
			p.host.Report(wxml.Diagnostic{Message: "the component " + quote(path) + " does not exist; its placeholder stays"})
			continue
		}
		p.ComponentLoaded(path)
	}
}

// ComponentLoaded replaces the placeholders that stand for the component at path,
// whose definition Host gives now. Data stays; the new instances run their lifetimes.
func (p *Page) ComponentLoaded(path string) {
	list := p.waiting[path]
	delete(p.waiting, path)
	for _, n := range list {
		if n.flags&fDead != 0 || n.el.waiting != path {
			continue
		}
		p.rebuild(n)
	}
	p.drain(0)
}

// Waiting lists the component paths that placeholders stand for.
func (p *Page) Waiting() []string {
	var out []string
	for path, list := range p.waiting {
		for _, n := range list {
			if n.flags&fDead == 0 {
				out = append(out, path)
				break
			}
		}
	}
	return out
}
