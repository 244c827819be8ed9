package logic

import (
	"path"
	"strings"

	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// relation is one entry of relations. WeChat: documentation of relations; both
// sides must declare each other, with opposite types.
type relation struct {
	key      string // as written
	path     string // the component meant, "" when target counts
	kind     string // "parent", "child", "ancestor", "descendant"
	target   *behavior
	linked   goja.Value
	changed  goja.Value
	unlinked goja.Value
}

var opposite = map[string]string{"parent": "child", "child": "parent", "ancestor": "descendant", "descendant": "ancestor"}

func (w *Worker) readRelations(o *goja.Object) []*relation {
	from := w.owner()
	var out []*relation
	for _, k := range o.Keys() {
		d, ok := o.Get(k).(*goja.Object)
		if !ok {
			continue
		}
		r := &relation{key: k, linked: d.Get("linked"), changed: d.Get("linkChanged"), unlinked: d.Get("unlinked")}
		if t := d.Get("type"); t != nil {
			r.kind = t.String()
		}
		if opposite[r.kind] == "" {
			w.log("warn", "relations of "+from+": type of "+k+" must be parent, child, ancestor or descendant")
			continue
		}
		if t := d.Get("target"); t != nil && !goja.IsUndefined(t) && !goja.IsNull(t) {
			r.target = w.behaviorOf(t)
		} else if strings.HasPrefix(k, "/") {
			r.path = strings.TrimPrefix(path.Clean(k), "/")
		} else {
			r.path = path.Join(path.Dir(from), k)
		}
		out = append(out, r)
	}
	return out
}

// means tells whether the relation, declared by from, is about other.
func (r *relation) means(from, other *instance) bool {
	if r.target != nil {
		return other.def.root.has(r.target)
	}
	if r.path == other.def.path {
		return true
	}
	// A path of a behavior's relation is relative to the behavior's file, which is
	// unknown here: accept the same last parts.
	key := strings.TrimLeft(r.key, "./")
	return key != "" && strings.HasSuffix("/"+other.def.path, "/"+key)
}

// counterpart gives the relation of other that answers r of in.
func counterpart(in, other *instance, r *relation) *relation {
	for _, q := range other.def.relations {
		if q.kind == opposite[r.kind] && q.means(other, in) {
			return q
		}
	}
	return nil
}

// link connects a component that was attached with its parents and ancestors.
func (w *Worker) link(in *instance) {
	for _, r := range in.def.relations {
		if r.kind != "parent" && r.kind != "ancestor" {
			continue
		}
		for up := in.in.Parent(); up != nil; up = up.Parent() {
			other, _ := up.User.(*instance)
			if other == nil {
				continue
			}
			if r.means(in, other) {
				if q := counterpart(in, other, r); q != nil {
					in.addLink(r.key, other)
					other.addLink(q.key, in)
					w.linkHook(other, q.linked, "linked", in)
					w.linkHook(in, r.linked, "linked", other)
					break
				}
			}
			if r.kind == "parent" {
				break
			}
		}
	}
}

func (in *instance) addLink(key string, other *instance) {
	if in.links == nil {
		in.links = map[string][]*instance{}
	}
	in.links[key] = append(in.links[key], other)
}

func (in *instance) dropLink(key string, other *instance) bool {
	list := in.links[key]
	for i, o := range list {
		if o == other {
			in.links[key] = append(list[:i:i], list[i+1:]...)
			return true
		}
	}
	return false
}

// eachLink visits the links of in with the relations of both sides.
func (in *instance) eachLink(f func(r *relation, other *instance, q *relation)) {
	for _, r := range in.def.relations {
		for _, other := range append([]*instance(nil), in.links[r.key]...) {
			f(r, other, counterpart(in, other, r))
		}
	}
}

func (w *Worker) unlink(in *instance) {
	in.eachLink(func(r *relation, other *instance, q *relation) {
		in.dropLink(r.key, other)
		if q != nil && other.dropLink(q.key, in) {
			w.linkHook(other, q.unlinked, "unlinked", in)
		}
		w.linkHook(in, r.unlinked, "unlinked", other)
	})
}

func (w *Worker) relink(in *instance) {
	in.eachLink(func(r *relation, other *instance, q *relation) {
		if q != nil {
			w.linkHook(other, q.changed, "linkChanged", in)
		}
		w.linkHook(in, r.changed, "linkChanged", other)
	})
}

func (w *Worker) linkHook(in *instance, fn goja.Value, name string, other *instance) {
	if !isFunction(fn) {
		return
	}
	ctx := w.ctx
	ctx.cause = wire.Cause{Kind: "lifecycle", Name: name}
	ctx.instance = in.id
	w.run(ctx, func() { w.invoke(name+" of "+in.def.path, fn, in.this, other.this) })
}

// relationNodes are the linked instances of a key in document order.
func (w *Worker) relationNodes(in *instance, key string) []*instance {
	list := in.links[key]
	if len(list) < 2 || in.page == nil || in.page.view == nil {
		return list
	}
	has := make(map[*instance]bool, len(list))
	for _, x := range list {
		has[x] = true
	}
	out := make([]*instance, 0, len(list))
	in.page.view.Instances(func(vi *view.Instance) {
		if x, _ := vi.User.(*instance); x != nil && has[x] {
			out = append(out, x)
		}
	})
	return out
}
