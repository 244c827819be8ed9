package style

import (
	"hash/maphash"

	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// Styler computes and keeps the styles of one tree. Not safe for concurrent use.
type Styler struct {
	env     Env
	metrics metrics
	initial *Computed
	seed    maphash.Seed

	sheets   []*sheetEntry
	lastPage string
	dirty    bool // sheets or environment changed: everything is to be styled again
	index    *index

	tree        *dom.Tree
	scopes      map[dom.ScopeID]*scopeInfo
	sharedPaths map[string]bool // components whose sheet reaches out
	lastScope   dom.ScopeID
	lastInfo    *scopeInfo

	store      store
	interner   interner
	sigs       map[string]uint32
	sigBuf     []byte
	ctxs       map[uint64]uint32
	ctxEnds    []bool // per context: it ends in an element without any name that counts
	shared     map[uint64]*sharedEntry
	results    map[uint64]*result
	lastShared *sharedEntry
	inline     map[string]*block
	varCache   map[varKey][]item
	blockID    uint32

	// of the element at work
	found    [6][]matched
	sources  []source
	asked    uint8
	steps    int
	anchor   *dom.Node // the element that the innermost :has() asks about
	hasNodes int       // looked at for :has() in this Update
	bloom    bloom
	chain    []*dom.Node // ancestors of the element at work
	scratch  applier
	own      Computed
	nthSeen  map[nthKey]nthAt
	stamp    uint32
	out      []Restyled
	users    *dom.Node // see usersOf

	containers map[dom.NodeID]containerSize // that styles were computed with
	around     []*dom.Node                  // those above the element at work, outermost first
	cq         [2]float64                   // cqw and cqh of the element at work
	cqUsed     bool                         // some style asked for them

	// ContainerSize gives the content box of an element as it was laid out last, CSS px;
	// ok is false for one without a box. May be nil: no container query holds.
	ContainerSize func(n *dom.Node) (w, h float64, ok bool)

	// FontUnits gives ex and ch in the font of an inherited style, device px (CSS Values 4
	// §6.1.1). The style is lent: another may stand there later. May be nil: half an em.
	FontUnits func(in *Inherited) (ex, ch float64)

	// Moving gives the style of an element while an animation changes it, nil when none
	// does: children inherit from it. May be nil.
	Moving func(n *dom.Node) *Computed
}

// Restyled is a node whose style changed, and what that touches.
type Restyled struct {
	Node   *dom.Node
	Change Change
	old    entry
}

// Was gives the style that the element or one of its pseudo-elements had before; nil: none.
func (r *Restyled) Was(p Pseudo) *Computed {
	switch {
	case p == NoPseudo:
		return r.old.style
	case r.old.pseudo == nil || p > Scrollbar:
		return nil
	}
	return r.old.pseudo[p]
}

// New makes a Styler without sheets.
func New(env Env) *Styler {
	s := &Styler{seed: maphash.MakeSeed()}
	s.SetEnv(env)
	return s
}

// SetEnv changes the environment; the next Update styles everything again.
func (s *Styler) SetEnv(env Env) {
	if env.RootFontSize == 0 {
		env.RootFontSize = 16
	}
	if env.DPR == 0 {
		env.DPR = 1
	}
	if env.ScreenWidth == 0 {
		env.ScreenWidth = env.Width
	}
	if s.initial != nil && s.env == env {
		return
	}
	s.env = env
	s.metrics = newMetrics(env)
	s.initial = initialStyle(&s.metrics)
	s.dirty = true
}

// Env gives the environment.
func (s *Styler) Env() Env { return s.env }

// Initial gives the style of an element that no rule matches and that has no parent.
func (s *Styler) Initial() *Computed { return s.initial }

// SetSheet puts, replaces or (nil) removes a sheet. path is that of the page or
// component the sheet belongs to, "" for UA and App. Imports must be flattened
// (wxss.Flatten).
func (s *Styler) SetSheet(origin Origin, path string, sheet *wxss.Sheet) {
	s.dirty = true
	if origin == OriginPage && sheet != nil {
		s.lastPage = path
	}
	at := -1
	for i, e := range s.sheets {
		if e.origin == origin && e.path == path {
			at = i
		}
	}
	if sheet == nil {
		if at >= 0 {
			s.sheets = append(s.sheets[:at], s.sheets[at+1:]...)
		}
		return
	}
	e := &sheetEntry{origin: origin, path: path, sheet: sheet}
	if at >= 0 {
		s.sheets[at] = e
		return
	}
	// In the order of the origins, then as they come.
	i := len(s.sheets)
	for i > 0 && s.sheets[i-1].origin > origin {
		i--
	}
	s.sheets = append(s.sheets, nil)
	copy(s.sheets[i+1:], s.sheets[i:])
	s.sheets[i] = e
}

func (s *Styler) mediaEnv() wxss.MediaEnv {
	return wxss.MediaEnv{Width: s.env.Width, Height: s.env.Height, DeviceWidth: s.env.ScreenWidth, DPR: s.env.DPR, Dark: s.env.Dark}
}

// rebuild makes the index anew and forgets what depended on it.
func (s *Styler) rebuild() {
	s.index = newIndex()
	s.index.layers = layerOrder(s.sheets)
	env := s.mediaEnv()
	for i, e := range s.sheets {
		if e.blocks == nil {
			e.blocks = make([]*block, len(e.sheet.Rules))
			for k := range e.sheet.Rules {
				e.blocks[k] = s.newBlock(e.sheet.Rules[k].Decls, e.sheet.Rules[k].File)
			}
		}
		s.index.add(e, int32(i), env, s.seed)
	}
	s.scopes = map[dom.ScopeID]*scopeInfo{}
	s.lastInfo = nil
	s.inline = map[string]*block{}
	s.varCache = map[varKey][]item{}
	s.forget()
	s.dirty = false
}

// forget empties the caches whose keys hold contexts and pointers.
func (s *Styler) forget() {
	s.sigs = map[string]uint32{"": 0}
	s.ctxs = map[uint64]uint32{}
	s.ctxEnds = []bool{false}
	s.shared = map[uint64]*sharedEntry{}
	s.lastShared = nil
	s.results = map[uint64]*result{}
	s.interner = newInterner()
	if s.nthSeen == nil {
		s.nthSeen = map[nthKey]nthAt{}
	}
}

func (s *Styler) newBlock(decls []wxss.Decl, base string) *block {
	b := compileDecls(decls, base)
	s.blockID++
	b.id = s.blockID
	return b
}

// inlineBlock compiles a style attribute, once per text.
func (s *Styler) inlineBlock(text string) *block {
	if b := s.inline[text]; b != nil {
		return b
	}
	if len(s.inline) >= MaxInlineCache {
		clear(s.inline)
	}
	b := s.newBlock(wxss.ParseDeclarations(text), s.pagePath())
	s.inline[text] = b
	return b
}

// result is a computed style kept by what it was computed from.
type result struct {
	blocks []uint32
	parent *Inherited
	kids   kidsForm // of the parent
	root   bool
	cq     [2]float64
	style  *Computed
}

// resolve computes the style for the matched rules, n's attribute and n's forced
// declarations (pseudo-elements: rules only).
func (s *Styler) resolve(found []matched, n *dom.Node, parent *Computed, root bool) *Computed {
	list := s.sources[:0]
	for _, m := range found {
		o := fromAuthor
		if m.tier() == tierUA {
			o = fromUA
		}
		list = append(list, source{s.index.rules[m.rule].block, o, m.layer})
	}
	if n != nil && n.Style != "" {
		list = append(list, source{s.inlineBlock(n.Style), fromInline, unlayered})
	}
	if n != nil && n.Forced != "" {
		list = append(list, source{s.inlineBlock(n.Forced), fromForced, unlayered})
	}
	s.sources = list
	kids := kidsOf(parent)
	var h hash
	for _, src := range list {
		h.u(uint64(src.b.id))
	}
	h.u(ptrHash(parent.Inherited))
	if kids != plainKids {
		h.u(16 + uint64(kids))
	}
	if root {
		h.u(2)
	}
	if len(s.containers) > 0 {
		h.f(float32(s.cq[0]))
		h.f(float32(s.cq[1]))
	}
	if r := s.results[uint64(h)]; r != nil && r.parent == parent.Inherited && r.kids == kids && r.root == root && r.cq == s.cq && sameBlocks(r.blocks, list) {
		return r.style
	}
	c := s.compute(list, parent, root)
	if s.scratch.usedParent {
		s.asked |= flagUsesParent
		return c
	}
	if len(s.results) >= MaxShared {
		clear(s.results)
	}
	ids := make([]uint32, len(list))
	for i := range list {
		ids[i] = list[i].b.id
	}
	s.results[uint64(h)] = &result{ids, parent.Inherited, kids, root, s.cq, c}
	return c
}

func sameBlocks(ids []uint32, list []source) bool {
	if len(ids) != len(list) {
		return false
	}
	for i := range ids {
		if ids[i] != list[i].b.id {
			return false
		}
	}
	return true
}

// styleOf matches and computes n and its pseudo-elements into e.
func (s *Styler) styleOf(n *dom.Node, parent *Computed, e *entry) {
	s.fillBloom()
	s.measure()
	s.match(n)
	root := n.Parent == nil
	e.style = s.resolve(s.found[NoPseudo], n, parent, root)
	e.pseudo = nil
	for p := Before; p <= Scrollbar; p++ {
		if len(s.found[p]) == 0 {
			continue
		}
		c := s.resolve(s.found[p], nil, e.style, false)
		if (p == Before || p == After) && !c.HasContent {
			continue
		}
		if e.pseudo == nil {
			e.pseudo = &[Scrollbar + 1]*Computed{}
		}
		e.pseudo[p] = c
	}
	e.flags = s.asked
}

// fillBloom pushes the ancestors that are not in the filter yet.
func (s *Styler) fillBloom() {
	for len(s.bloom.starts) < len(s.chain) {
		s.bloom.push(s.chain[len(s.bloom.starts)], s.seed)
	}
}
