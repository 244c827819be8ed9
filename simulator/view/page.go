package view

import (
	"strconv"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/wire"
)

// Page is the view of one opened page: its instances, their shadow trees, and the
// operations that are not fetched yet.
type Page struct {
	ID   wire.PageID
	host Host
	root *Instance

	nodes     nodeTable
	instances map[dom.InstanceID]*Instance
	nextID    dom.NodeID
	scopes    map[string]dom.ScopeID

	ops     []dom.Op
	dirty   []*Node // sent elements and texts with changes
	parents []*Node // elements whose composed children may differ
	splices map[*Node]splice
	stamp   uint32
	fresh   int // elements and texts made since the last flush
	total   int // living nodes of all kinds

	stats    *Stats
	nested   int  // SetData calls on the stack
	attached bool // the page is in the tree
	closed   bool
	full     bool // MaxNodes was reported
	crowded  bool // MaxInstances was reported

	life     []lifeEvent
	held     bool // lifetimes are queued in life
	unready  []*Node
	wxsVals  map[*wxml.Wxs]value.Value
	wxsFns   []value.Value
	calls    []wxsCall
	morphing morphing
	waiting  map[string][]*Node // placeholders by component path
	late     []string           // paths among them that Inject brings
	// Available tells whether the code of a late component is there already; nil: it is not.
	Available func(path string) bool
	injected  map[string]bool
	keep      []dom.Attr // while a node is morphed: its attributes before
}

// NewPage makes an empty page.
func NewPage(id wire.PageID, host Host) *Page {
	return &Page{
		ID: id, host: host, nextID: dom.RootID,
		instances: map[dom.InstanceID]*Instance{}, scopes: map[string]dom.ScopeID{},
		wxsVals: map[*wxml.Wxs]value.Value{}, waiting: map[string][]*Node{}, stats: &Stats{},
	}
}

// Open builds the page: its instance, with the data that Host.Create gives, and the
// whole tree, children in exparser's order (see Page.instantiate). Host.Created of
// the page comes last.
func (p *Page) Open(def *Definition) *Instance {
	n := &Node{id: dom.RootID, kind: nElement, flags: fSent | fWhole, el: &element{tag: "page"}}
	p.nodes.put(n.id, n)
	in := &Instance{ID: p.host.NextInstance(), Def: def, Host: n, Page: p}
	n.el.in = in
	p.root = in
	p.instances[in.ID] = in
	if def.Isolation != dom.Shared {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpScope, Scope: 0, Name: def.Path, Isolation: def.Isolation})
	}
	in.Data = asMap(p.host.Create(in))
	var st Stats
	p.stats = &st
	p.buildShadow(in)
	p.touchKids(n)
	p.host.Created(in)
	return in
}

func asMap(v value.Value) value.Value {
	if v.Kind() != value.Map {
		return value.OfMap(nil, nil)
	}
	return v
}

// Root is the page's own instance, nil before Open.
func (p *Page) Root() *Instance { return p.root }

// Node gives the element or text with that id, nil when it is gone.
func (p *Page) Node(id dom.NodeID) *Node { return p.nodes.get(id) }

// Instance gives the component (or page) instance with that id, nil when it is gone.
func (p *Page) Instance(id dom.InstanceID) *Instance { return p.instances[id] }

// Instances calls f for every living instance in document order, the page first.
func (p *Page) Instances(f func(*Instance)) {
	if p.root == nil {
		return
	}
	var walk func(*Instance)
	walk = func(in *Instance) {
		f(in)
		if in.shadow == nil {
			return
		}
		walkElements(in.shadow.kids, func(n *Node) bool {
			if n.el.in != nil {
				walk(n.el.in)
			}
			return true
		})
	}
	walk(p.root)
}

// Attach runs attached of the page and everything in it: an instance, then its
// shadow tree, then its slot content. WeChat: oracle exparser.
func (p *Page) Attach() {
	if p.attached || p.closed || p.root == nil {
		return
	}
	p.attached = true
	p.attachTree(p.root.Host)
	p.unready = append(p.unready, p.root.Host)
	p.drain(0)
}

// Ready runs ready of every instance that is attached and did not have it: its
// shadow tree, then itself, then its slot content (oracle exparser). Call it when
// the first frame is painted, and again after later ones (see NeedsReady).
func (p *Page) Ready() {
	for len(p.unready) > 0 {
		list := p.unready
		p.unready = nil
		for _, n := range list {
			p.readyTree(n)
		}
	}
}

// NeedsReady reports whether attached instances wait for Ready.
func (p *Page) NeedsReady() bool { return len(p.unready) > 0 }

// Close runs detached: slot content, then the shadow tree, then the instance
// (oracle exparser). The page makes no operations afterwards.
func (p *Page) Close() {
	if p.closed || p.root == nil {
		return
	}
	p.drain(0)
	p.closed = true
	if p.attached {
		p.detachTree(p.root.Host)
	}
	p.attached = false
	p.ops, p.dirty, p.parents, p.splices, p.unready = nil, nil, nil, nil, nil
	p.root.kill()
}

// TakeOps gives the operations since the last call and forgets them. The first call
// after Open gives the whole page.
func (p *Page) TakeOps() []dom.Op {
	if p.closed {
		return nil
	}
	p.flush()
	ops := p.ops
	p.ops = nil
	if p.nested == 0 {
		p.stats = &Stats{}
	}
	return ops
}

// OpCount is how many operations TakeOps would give now: where in the patch a
// setData that was just applied ends.
func (p *Page) OpCount() int {
	if p.closed {
		return 0
	}
	p.flush()
	return len(p.ops)
}

func (p *Page) newNode(kind nkind, pn *pnode, in *Instance, e *env, parent *Node) *Node {
	n := &Node{kind: kind, p: pn, owner: in, parent: parent, env: e}
	if p.total >= MaxNodes {
		if !p.full {
			p.full = true
			p.report(n, "the page has more than "+strconv.Itoa(MaxNodes)+" nodes; the rest is left out")
		}
		n.kind = nVoid
		return n
	}
	p.total++
	if in != nil && (kind == nElement || kind == nSlot) {
		if in.elements++; in.elements == templateElements && !in.vast {
			in.vast = true
			p.reportAt(pn, wxml.Warning, "this template has "+strconv.Itoa(templateElements)+` elements: WeChat stops there with "Dom limit exceeded" and does not show the update; show fewer rows at a time`)
		}
	}
	if kind <= nText {
		p.fresh++
		p.nextID++
		n.id = p.nextID
		p.nodes.put(n.id, n)
		p.stats.Created = append(p.stats.Created, n.id)
	}
	return n
}

// report sends a diagnostic that points to n's tag.
func (p *Page) report(n *Node, msg string) { p.reportAt(n.p, wxml.Error, msg) }

func (p *Page) reportAt(pn *pnode, s wxml.Severity, msg string) {
	d := wxml.Diagnostic{Severity: s, Message: msg}
	if pn != nil && pn.src != nil {
		d.Pos = pn.src.Pos
	}
	if pn != nil && pn.file != nil {
		d.File = pn.file.t.File
	}
	p.host.Report(d)
}

// touch lists a changed node for the next flush and for Stats.
func (p *Page) touch(n *Node) {
	p.stats.update(n.id)
	if n.flags&(fSent|fDirty) == fSent {
		n.flags |= fDirty
		p.dirty = append(p.dirty, n)
	}
}

func (s *Stats) update(id dom.NodeID) {
	if k := len(s.Updated); k > 0 && s.Updated[k-1] == id {
		return
	}
	s.Updated = append(s.Updated, id)
}

// touchKids lists an element whose composed children may differ.
func (p *Page) touchKids(n *Node) {
	n.flags &^= fSpliced
	if n.flags&(fSent|fKids) == fSent {
		n.flags |= fKids
		p.parents = append(p.parents, n)
	}
}
