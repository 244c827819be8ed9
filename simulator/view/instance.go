package view

import (
	"strconv"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Instance is one page or component: its data as the view has it, and its shadow tree.
type Instance struct {
	ID    dom.InstanceID
	Def   *Definition
	Data  value.Value // the view's copy; pure data fields are kept but not bound
	Host  *Node       // the element it hangs on; the page element for a page
	Owner *Instance   // the instance whose template wrote Host, nil for a page
	Page  *Page
	User  any // the logic layer's own

	elements int  // living ones of its template
	vast     bool // templateElements was reported

	prog    *program // the shadow tree's; Def's at the time it was made
	path    string   // component path by which it was asked for
	shadow  *Node
	scope   dom.ScopeID
	slots   []*Node // of the shadow tree, document order unless stale
	stale   bool
	ext     map[string][]dom.Class // external classes: name → classes of the outer scope
	extUses []*Node                // nodes of the shadow tree whose classes depend on ext
	generic map[string]string      // tag → component path, from generic:
	depth   int

	syncing   bool     // syncDynamic runs
	resync    bool     // and slots changed meanwhile
	busy      bool     // its tree is being built or walked
	queued    []Change // by UpdateData
	newSlots  bool     // slots were made during the walk
	listening bool     // slots of the shadow tree have bindings
	pending   uint64   // what was written meanwhile
	attached  bool
	ready     bool
	dead      bool
}

// Path is the component path by which the instance was made (Is of the composed node).
func (in *Instance) Path() string { return in.path }

// Attached reports whether the instance is in the tree.
func (in *Instance) Attached() bool { return in.attached }

// Alive reports whether the instance was not removed.
func (in *Instance) Alive() bool { return !in.dead }

// ShadowRoot gives the top elements and texts of the instance's own template.
func (in *Instance) ShadowRoot() []*Node {
	if in.shadow == nil {
		return nil
	}
	return in.shadow.Children()
}

// SetData writes changes into Data and brings the tree up to date at once; TakeOps
// has the operations. It may be called while an update runs (from observers and
// lifetimes): for an instance that is itself being updated the data is there at once
// and the tree follows when the running update has come round, at most MaxRounds
// times; the Stats are then those of the outer call.
func (in *Instance) SetData(changes []Change) Stats {
	p := in.Page
	var st Stats
	if len(in.queued) > 0 {
		changes = append(in.TakeUpdates(), changes...)
	}
	before := in.Data
	var edit value.Edit
	edit.Begin(before, len(changes))
	var roots []string // written
	var known map[string]bool
	last := ""
	for _, c := range changes {
		if len(c.Path) == 0 {
			continue
		}
		key := c.Path[0].Name
		if key == "" && c.Path[0].Index >= 0 {
			key = strconv.Itoa(c.Path[0].Index)
		}
		edit.Set(c.Path, c.Value)
		if len(roots) > 0 && key == last {
			continue
		}
		last = key
		if len(roots) == 16 {
			known = make(map[string]bool, len(changes))
			for _, r := range roots {
				known[r] = true
			}
		}
		if known == nil && indexOf(roots, key) >= 0 || known[key] {
			continue
		}
		roots = append(roots, key)
		if known != nil {
			known[key] = true
		}
		if !in.binds(key) {
			st.Unbound = append(st.Unbound, key)
		}
	}
	in.Data = asMap(edit.Value())
	var mask uint64
	if in.prog != nil {
		for _, key := range roots {
			if !in.Def.NoObserver[key] {
				mask |= in.prog.root.changedName(key, before.Get(key), in.Data.Get(key))
			}
		}
	}
	if mask == 0 || in.dead || in.shadow == nil && !in.busy || p.closed {
		return st
	}
	if in.busy {
		in.pending |= mask
		return st
	}
	if p.nested >= MaxNested {
		p.reportAt(in.shadow.p, 0, "setData calls of components lead to each other more than "+strconv.Itoa(MaxNested)+" deep; an observer or a lifetime sets what made it run")
		in.pending |= mask
		return st
	}
	outer := p.stats
	p.stats = &st
	p.nested++
	mark := len(p.life)
	defer func() {
		p.nested--
		p.stats = outer
	}()
	in.run(mask)
	p.drain(mark)
	return st
}

// run walks the shadow tree until nothing is pending.
func (in *Instance) run(mask uint64) {
	in.busy = true
	defer func() { in.busy = false }()
	for round := 0; ; round++ {
		if round >= MaxRounds {
			in.Page.reportAt(in.shadow.p, 0, "the update does not come to rest after "+strconv.Itoa(MaxRounds)+" rounds: setting a property leads to a setData that changes it again")
			in.pending = 0
			return
		}
		mask |= in.pending
		in.pending = 0
		if in.dead {
			return
		}
		in.Page.updateKids(in.shadow, mask)
		if in.newSlots {
			in.newSlots = false
			in.Page.slotsChanged(in)
		}
		in.Page.runCalls()
		if mask = in.pending; mask == 0 {
			return
		}
	}
}

// binds reports whether a binding of the template reads the data key.
func (in *Instance) binds(key string) bool {
	if in.Def.NoObserver[key] {
		return false
	}
	if in.prog == nil {
		return in.Def.Template != nil && contains(in.Def.Template.Roots, key)
	}
	return in.prog.reads(in.prog.root.root.file, key, nil)
}

func (g *program) reads(f *fileProg, key string, seen map[*fileProg]bool) bool {
	if contains(f.t.Roots, key) {
		return true
	}
	if len(f.includes) == 0 || seen[f] {
		return false
	}
	if seen == nil {
		seen = map[*fileProg]bool{}
	}
	seen[f] = true
	for _, i := range f.includes {
		if g.reads(i, key, seen) {
			return true
		}
	}
	return false
}

// contains searches a sorted list.
func contains(sorted []string, s string) bool {
	lo, hi := 0, len(sorted)
	for lo < hi {
		m := (lo + hi) / 2
		if sorted[m] < s {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo < len(sorted) && sorted[lo] == s
}

// OwnerInstance is the instance whose template wrote this one's tag.
func (in *Instance) OwnerInstance() *Instance { return in.Owner }

// Parent is the nearest component around this one in the template that wrote both,
// nil when there is none: what relations of type parent and ancestor look at.
func (in *Instance) Parent() *Instance {
	if in.Owner == nil {
		return nil
	}
	for n := in.Host.Parent(); n != nil; n = n.Parent() {
		if n.el.in != nil {
			return n.el.in
		}
	}
	return nil
}

// ComposedParent is the nearest component around this one in the composed tree; for
// a component at the top of a page it is the page.
func (in *Instance) ComposedParent() *Instance {
	for n := eventParent(in.Host, true); n != nil; n = eventParent(n, true) {
		if n.el.in != nil {
			return n.el.in
		}
	}
	return nil
}

// Light calls f for the elements of the instance's content in document order, as its
// owner's template has them; below an element only when f says so.
func (in *Instance) Light(f func(*Node) bool) { lightElements(in.Host.kids, f) }

func lightElements(kids []*Node, f func(*Node) bool) {
	for _, k := range kids {
		if k != nil && (k.kind != nElement || f(k)) {
			lightElements(k.kids, f)
		}
	}
}

// Children are the components of which this one is Parent, in document order.
func (in *Instance) Children() []*Instance { return nearest(nil, in.Host.kids) }

// ShadowComponents calls f for every component whose tag stands in the instance's own
// template, in document order, those in the content of others included.
func (in *Instance) ShadowComponents(f func(*Instance)) {
	if in.shadow == nil {
		return
	}
	var list []*Instance
	walkElements(in.shadow.kids, func(n *Node) bool {
		if n.el.in != nil {
			list = append(list, n.el.in)
		}
		return true
	})
	for _, c := range list {
		f(c)
	}
}

// PropertyName is the property that an attribute name in dash form stands for.
func PropertyName(attr string) string { return camel(attr) }

// ShadowChildren are the outermost components of the instance's own template.
func (in *Instance) ShadowChildren() []*Instance {
	if in.shadow == nil {
		return nil
	}
	return nearest(nil, in.shadow.kids)
}

func nearest(dst []*Instance, kids []*Node) []*Instance {
	for _, k := range kids {
		if k == nil {
			continue
		}
		if k.kind == nElement && k.el.in != nil {
			dst = append(dst, k.el.in)
			continue
		}
		dst = nearest(dst, k.kids)
	}
	return dst
}
