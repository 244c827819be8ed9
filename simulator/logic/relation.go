package logic

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// relation is one entry of relations. WeChat: documentation of relations; both
// sides must declare each other, with opposite types.
type relation struct {
	key      string    // as written
	file     string    // whose folder a path starts from: the script that called Component or Behavior
	path     string    // the component meant, "" when target counts
	kind     string    // "parent", "child", "ancestor", "descendant"
	target   *behavior // nil when path counts
	linked   goja.Value
	changed  goja.Value
	unlinked goja.Value
	oneSided bool       // it was said that the other component does not declare it
	failed   goja.Value // linkFailed: nothing to link with; the runtime has it, the documentation does not
}

// link is what a child or descendant is linked with.
type link struct {
	to  *instance
	key string // of the relation of to that answers
}

var opposite = map[string]string{"parent": "child", "child": "parent", "ancestor": "descendant", "descendant": "ancestor"}

func (w *Worker) readRelations(o *goja.Object) []*relation {
	from := w.owner()
	file := from
	if n := len(w.modules.running); n > 0 {
		file = w.modules.running[n-1]
	}
	var out []*relation
	for _, k := range o.Keys() {
		d, ok := o.Get(k).(*goja.Object)
		if !ok {
			continue
		}
		r := &relation{key: k, file: file, linked: d.Get("linked"), changed: d.Get("linkChanged"), unlinked: d.Get("unlinked"), failed: d.Get("linkFailed")}
		if t := d.Get("type"); t != nil {
			r.kind = t.String()
		}
		if opposite[r.kind] == "" {
			w.log("warn", "relations of "+from+": type of "+k+" must be parent, child, ancestor or descendant")
			continue
		}
		if t := d.Get("target"); t != nil && !goja.IsUndefined(t) && !goja.IsNull(t) {
			if s, ok := t.(goja.String); ok && !strings.HasPrefix(s.String(), "wx://") {
				r.path = relativePath(file, s.String())
			} else {
				r.target = w.behaviorOf(t)
			}
		} else {
			r.path = relativePath(file, k)
		}
		out = append(out, r)
	}
	return out
}

func relativePath(file, key string) string {
	if strings.HasPrefix(key, "/") {
		return strings.TrimPrefix(path.Clean(key), "/")
	}
	return path.Join(path.Dir(file), key)
}

// mergeRelations lays the relations of a behavior over those of the behaviors before
// it: one with the same key takes its place. WeChat: oracle exparser.
func (w *Worker) mergeRelations(d *definition, list []*relation) {
	for _, r := range list {
		if r.target == nil && r.path != "" && !w.isComponent(r.path) {
			// A path in a behavior starts from the behavior's file. WeChat does not say
			// so; where nothing is there, it may be meant from the component that uses it.
			if p := relativePath(d.path, r.key); w.isComponent(p) {
				c := *r
				c.path = p
				r = &c
			}
		}
		found := false
		for i, old := range d.relations {
			if old.key == r.key {
				d.relations[i], found = r, true
			}
		}
		if !found {
			d.relations = append(d.relations, r)
		}
	}
}

func (w *Worker) isComponent(p string) bool {
	return w.reg.defs[p] != nil || w.proj.Exists(p+".wxml") || w.proj.Exists(p+".js") || w.proj.Exists(p+".ts")
}

// means tells whether the relation is about other.
func (r *relation) means(other *instance) bool {
	if r.target != nil {
		return other.def.root.has(r.target)
	}
	return r.path != "" && r.path == other.def.path
}

// answer gives the relation of other that answers r of in, nil for none.
func (r *relation) answer(in, other *instance) *relation {
	for _, q := range other.def.relations {
		if q.kind == opposite[r.kind] && q.means(in) {
			return q
		}
	}
	return nil
}

// relate brings the links of a component to its parents and ancestors up to date
// after it was attached, moved or (gone) detached. WeChat (oracle exparser): only the
// template that wrote both counts; a parent is the element directly around, blocks
// seen through, so that a view between them parts child and parent; first all parent,
// then all ancestor relations; the upper side hears first.
func (w *Worker) relate(in *instance, gone bool) {
	for _, kind := range []string{"parent", "ancestor"} {
		for _, r := range in.def.relations {
			if r.kind == kind {
				w.relateOne(in, r, gone)
			}
		}
	}
}

func (w *Worker) relateOne(in *instance, r *relation, gone bool) {
	old, had := in.links[r.key]
	var now link
	var q *relation
	if !gone {
		var mute *instance
		if now, q, mute = in.search(r); q == nil && mute != nil && !r.oneSided {
			r.oneSided = true
			w.log("warn", fmt.Sprintf("relations of %s: %s declares no %s relation to it, so nothing is linked by %q; both components declare a relation", in.def.path, mute.def.path, opposite[r.kind], r.key))
		}
	}
	if had && old != now {
		delete(in.links, r.key)
		delete(old.to.below, lower{in, old.key})
	}
	if q != nil && (!had || old != now) {
		if in.links == nil {
			in.links = map[string]link{}
		}
		in.links[r.key] = now
		now.to.linkSeq++
		if now.to.below == nil {
			now.to.below = map[lower]uint64{}
		}
		now.to.below[lower{in, now.key}] = now.to.linkSeq
	}
	if had && old.to != now.to {
		if oq := old.to.relation(old.key); oq != nil {
			w.linkHook(old.to, oq.unlinked, "unlinked", in)
		}
		w.linkHook(in, r.unlinked, "unlinked", old.to)
	}
	switch {
	case q == nil:
		if !gone {
			w.linkHook(in, r.failed, "linkFailed", nil)
		}
	case had && old.to == now.to:
		w.linkHook(now.to, q.changed, "linkChanged", in)
		w.linkHook(in, r.changed, "linkChanged", now.to)
	default:
		w.linkHook(now.to, q.linked, "linked", in)
		w.linkHook(in, r.linked, "linked", now.to)
	}
}

// search finds what r of in links with; mute is one that it means but that does not
// declare the relation.
func (in *instance) search(r *relation) (l link, q *relation, mute *instance) {
	for n := in.in.Host.Parent(); n != nil; n = n.Parent() {
		if other := instanceAt(n); other != nil && r.means(other) {
			if q := r.answer(in, other); q != nil {
				return link{other, q.key}, q, nil
			}
			mute = other
		}
		if r.kind == "parent" {
			break
		}
	}
	return link{}, nil, mute
}

func (in *instance) relation(key string) *relation {
	for _, r := range in.def.relations {
		if r.key == key {
			return r
		}
	}
	return nil
}

func (w *Worker) linkHook(in *instance, fn goja.Value, name string, other *instance) {
	if !isFunction(fn) {
		return
	}
	ctx := w.ctx.then(wire.Cause{Kind: "lifecycle", Name: name})
	ctx.instance = in.id
	w.run(ctx, func() {
		if other == nil {
			w.invoke(name+" of "+in.def.path, fn, in.this)
			return
		}
		w.invoke(name+" of "+in.def.path, fn, in.this, other.this)
	})
}

// lower is the child or descendant of a link, with the key of the upper side.
type lower struct {
	in  *instance
	key string
}

// relationNodes are the linked instances of a key in document order, nil when the
// key is no relation. Of several that are removed together, those whose unlinked is
// still to come are linked, where they were linked. WeChat: oracle exparser, which
// removes one after the other.
func (in *instance) relationNodes(key string) []*instance {
	r := in.relation(key)
	if r == nil {
		return nil
	}
	out := []*instance{}
	if r.kind == "parent" || r.kind == "ancestor" {
		if l, ok := in.links[key]; ok {
			out = append(out, l.to)
		}
		return out
	}
	in.in.Light(func(n *view.Node) bool {
		if x := instanceAt(n); x != nil {
			for _, l := range x.links {
				if l.to == in && l.key == key {
					out = append(out, x)
					break
				}
			}
		}
		return r.kind == "descendant"
	})
	return in.withLeaving(key, out)
}

// withLeaving adds what is linked but out of the tree to the linked instances.
func (in *instance) withLeaving(key string, here []*instance) []*instance {
	linked := 0
	for l := range in.below {
		if l.key == key {
			linked++
		}
	}
	if linked == len(here) {
		return here
	}
	present := make(map[*instance]bool, len(here))
	for _, x := range here {
		present[x] = true
	}
	var leaving []*instance
	for l := range in.below {
		if l.key == key && !present[l.in] {
			leaving = append(leaving, l.in)
		}
	}
	seq := func(x *instance) uint64 { return in.below[lower{x, key}] }
	slices.SortFunc(leaving, func(a, b *instance) int { return cmp.Compare(seq(a), seq(b)) })
	out := make([]*instance, 0, len(here)+len(leaving))
	for _, x := range here {
		for len(leaving) > 0 && seq(leaving[0]) < seq(x) {
			out, leaving = append(out, leaving[0]), leaving[1:]
		}
		out = append(out, x)
	}
	return append(out, leaving...)
}
