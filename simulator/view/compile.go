package view

import (
	"slices"
	"strconv"
	"strings"

	"diorama/renderer/wxml"
)

// compiler turns the nodes of one scope into pnodes.
type compiler struct {
	g      *program
	s      *scopeProg
	depth  int      // of includes
	open   []string // files being included
	decode bool     // inside <text decode>
	near   []nearby // imports passed on the way to what is compiled
}

func quote(s string) string { return strconv.Quote(s) }

func (c *compiler) val(v *wxml.Value) pval {
	if v == nil {
		return pval{}
	}
	var m uint64
	if v.Expr != nil {
		for _, r := range v.Expr.Paths() {
			m |= c.s.path(r)
		}
	}
	for i := range v.Parts {
		if e := v.Parts[i].Expr; e != nil {
			for _, r := range e.Paths() {
				m |= c.s.path(r)
			}
		}
	}
	return pval{v, m}
}

func (c *compiler) node(kind pkind, src *wxml.Node, f *fileProg) *pnode {
	return &pnode{kind: kind, src: src, file: f}
}

func (c *compiler) adopt(p *pnode, kids []*pnode) {
	p.kids = kids
	p.kmask = make([]uint64, len(kids))
	p.mask |= p.own
	for i, k := range kids {
		p.kmask[i] = k.mask
		p.mask |= k.mask
	}
}

func (c *compiler) block(kind pkind, src *wxml.Node, f *fileProg, nodes []*wxml.Node, imports []wxml.Ref) *pnode {
	p := c.node(kind, src, f)
	c.adopt(p, c.list(f, nodes, imports))
	return p
}

// list compiles siblings: wx:if chains become one node, loops wrap what they repeat.
// WeChat: on one element wx:for comes first and wx:if is asked for each row.
func (c *compiler) list(f *fileProg, nodes []*wxml.Node, imports []wxml.Ref) []*pnode {
	out := make([]*pnode, 0, len(nodes))
	defer c.leave(len(c.near))
	var chain *pnode
	closeChain := func() {
		if chain != nil {
			c.adopt(chain, chain.kids)
			chain = nil
		}
	}
	for i, n := range nodes {
		for len(imports) > 0 && imports[0].At <= i {
			c.pass(f, imports[0])
			imports = imports[1:]
		}
		switch {
		case n.If == wxml.Elif || n.If == wxml.Else:
			if chain == nil {
				chain = c.node(pIf, n, f)
				out = append(out, chain)
			}
			c.branch(chain, n, c.repeated(n, f))
		case n.If == wxml.If && n.For == nil:
			closeChain()
			chain = c.node(pIf, n, f)
			out = append(out, chain)
			c.branch(chain, n, c.core(n, f))
		case n.If == wxml.If:
			closeChain()
			out = append(out, c.loop(n, f, func() *pnode {
				one := c.node(pIf, n, f)
				c.branch(one, n, c.core(n, f))
				c.adopt(one, one.kids)
				return one
			}))
		default:
			closeChain()
			out = append(out, c.repeated(n, f))
		}
	}
	closeChain()
	return out
}

func (c *compiler) branch(chain *pnode, n *wxml.Node, content *pnode) {
	var cond *wxml.Value
	if n.If != wxml.Else {
		cond = n.Cond
		if cond == nil {
			cond = &wxml.Value{}
		}
	}
	b := c.node(pBranch, nil, content.file)
	c.adopt(b, []*pnode{content})
	chain.conds = append(chain.conds, cond)
	chain.kids = append(chain.kids, b)
	chain.own |= c.val(cond).mask
}

func (c *compiler) repeated(n *wxml.Node, f *fileProg) *pnode {
	if n.For == nil {
		return c.core(n, f)
	}
	return c.loop(n, f, func() *pnode { return c.core(n, f) })
}

func (c *compiler) loop(n *wxml.Node, f *fileProg, content func() *pnode) *pnode {
	p := c.node(pFor, n, f)
	p.loop, p.item, p.index = n.For, n.Item, n.Index
	if p.item == "" {
		p.item = "item"
	}
	if p.index == "" {
		p.index = "index"
	}
	p.itemReads, p.idxReads, p.rowReads = c.s.name(p.item), c.s.name(p.index), c.s.name(rowPlace[0].Name)
	p.key = keyName(n.Key, p.item)
	p.own = c.val(n.For).mask
	row := c.node(pBranch, nil, f)
	c.adopt(row, []*pnode{content()})
	c.adopt(p, []*pnode{row})
	return p
}

// keyName reads wx:key. The mistake wx:key="{{item.id}}" (38 % of apps) is taken as
// meant: "id"; the official compiler warns and then has no key.
func keyName(key, item string) string {
	key = strings.TrimSpace(key)
	if in, ok := strings.CutPrefix(key, "{{"); ok {
		key = strings.TrimSpace(strings.TrimSuffix(in, "}}"))
		if key == item {
			return "*this"
		}
	}
	if rest, ok := strings.CutPrefix(key, item+"."); ok {
		return rest
	}
	return key
}

func (c *compiler) core(n *wxml.Node, f *fileProg) *pnode {
	switch n.Kind {
	case wxml.Text:
		p := c.node(pText, n, f)
		v := c.val(n.Value)
		p.text, p.own, p.mask, p.decode = v.v, v.mask, v.mask, c.decode
		return p
	case wxml.Include:
		return c.include(n, f)
	case wxml.UseTemplate:
		p := c.node(pUse, n, f)
		p.own = c.val(n.Is).mask | c.val(n.Value).mask
		p.mask = p.own
		p.near = c.nearest(f)
		return p
	case wxml.Slot:
		p := c.node(pSlot, n, f)
		c.attributes(p, n)
		p.mask = p.own
		return p
	case wxml.Block:
		p := c.node(pBlock, n, f)
		if n.SlotTo != nil && !c.g.blockSlots {
			c.g.host.Report(wxml.Diagnostic{Severity: wxml.Warning, File: f.t.File, Pos: n.Pos, Message: "slot on a block has no effect; put it on what is in the block"})
			plain := *n
			plain.SlotTo = nil
			n = &plain
		}
		c.attributes(p, n)
		c.adopt(p, c.list(f, n.Children, n.Imports))
		return p
	case wxml.DefTemplate:
		return c.node(pBlock, n, f)
	}
	p := c.node(pElement, n, f)
	p.tag = n.Tag
	c.attributes(p, n)
	was := c.decode
	c.decode = n.Tag == "text" && hasAttr(n, "decode")
	c.adopt(p, c.list(f, n.Children, n.Imports))
	c.decode = was
	p.slotMask = c.s.name(slotValues[0].Name).bit
	return p
}

func hasAttr(n *wxml.Node, name string) bool {
	for i := range n.Attrs {
		if n.Attrs[i].Name == name {
			v := n.Attrs[i].Value
			return v == nil || !v.IsConst() || v.Bare || v.Const != ""
		}
	}
	return false
}

// include puts the content of the file in place. WeChat: everything but templates
// and wxs; names are those of the file that includes (documentation of include).
func (c *compiler) include(n *wxml.Node, f *fileProg) *pnode {
	empty := c.node(pBlock, n, f)
	bad := func(msg string) *pnode {
		c.g.host.Report(wxml.Diagnostic{Severity: wxml.Warning, File: f.t.File, Pos: n.Pos, Message: "include: " + msg})
		return empty
	}
	if n.Src == "" {
		return empty // the parser has said so
	}
	inc := c.g.load(f, n.Src)
	if inc == nil {
		return bad("there is no file " + quote(n.Src) + "; check the path")
	}
	if c.including(inc.t.File) {
		return bad("the file " + quote(inc.t.File) + " includes itself; take one of the includes out")
	}
	if c.depth >= MaxIncludeDepth {
		return bad("files are included more than " + strconv.Itoa(MaxIncludeDepth) + " deep")
	}
	if c.g.includes >= MaxIncludes {
		if c.g.includes == MaxIncludes {
			c.g.includes++
			return bad("more than " + strconv.Itoa(MaxIncludes) + " files are included, the same ones again counted; the rest is left out")
		}
		return empty
	}
	c.g.includes++
	// WeChat: only an include that stands in no element lends its imports; oracle wcc.
	if slices.Contains(f.t.Nodes, n) {
		f.includes = append(f.includes, inc)
	}
	c.depth++
	c.open = append(c.open, inc.t.File)
	empty.kids = nil
	c.adopt(empty, c.list(inc, inc.t.Nodes, inc.t.Imports))
	c.open = c.open[:len(c.open)-1]
	c.depth--
	return empty
}

func (c *compiler) including(file string) bool {
	for _, o := range c.open {
		if o == file {
			return true
		}
	}
	return false
}

func (c *compiler) attributes(p *pnode, n *wxml.Node) {
	for _, a := range n.Lets {
		l := plet{pval: c.val(a.Value)}
		if name, ok := strings.CutPrefix(a.Name, "slot:"); ok {
			l.from, l.name, l.pval = name, name, pval{mask: c.s.path(slotValues)}
			if a.Value != nil && !a.Value.Bare && a.Value.Const != "" {
				l.name = strings.TrimSpace(a.Value.Const)
			}
		} else {
			l.name = strings.TrimPrefix(a.Name, "let:")
		}
		l.reads = c.s.name(l.name)
		p.lets = append(p.lets, l)
		p.lmask |= l.mask
	}
	p.id, p.class, p.style, p.slotTo = c.val(n.ID), c.val(n.Class), c.val(n.Style), c.val(n.SlotTo)
	if n.Class != nil && n.Class.IsConst() && !n.Class.Bare {
		p.classes = classNames(n.Class.Const)
	}
	var emask uint64
	for _, e := range n.Events {
		emask |= c.val(e.Value).mask
	}
	p.events, p.emask = n.Events, emask
	attr := func(a wxml.Attr) pattr {
		return pattr{name: a.Name, dom: domName(n.Tag, a.Name), prop: camel(a.Name), pval: c.val(a.Value), pos: a.Pos}
	}
	for _, a := range n.Attrs {
		p.attrs = append(p.attrs, attr(a))
		p.own |= p.attrs[len(p.attrs)-1].mask
	}
	// Two spellings of one property: the compiler sorts names, so the greatest comes
	// last and counts, and an attribute without = counts least. // WeChat: oracle wcc.
	for i := range p.attrs {
		for j := i + 1; j < len(p.attrs); j++ {
			a, b := &p.attrs[i], &p.attrs[j]
			if a.prop == b.prop && !a.v.Bare && (b.v.Bare || a.name > b.name) {
				*a, *b = *b, *a
			}
		}
	}
	for _, a := range n.Models {
		m := attr(a)
		m.hidden = slices.ContainsFunc(p.attrs, func(b pattr) bool { return b.prop == m.prop })
		m.mask |= c.s.path(rowPlace) // the data path that it writes to
		p.models = append(p.models, m)
		p.own |= m.mask
	}
	for _, a := range n.Dataset {
		d := attr(a)
		if a.Name != "" {
			d.prop = "data" + strings.ToUpper(a.Name[:1]) + a.Name[1:]
		}
		p.data = append(p.data, d)
		p.dmask |= d.mask
	}
	for _, a := range n.Marks {
		p.marks = append(p.marks, attr(a))
		p.mmask |= p.marks[len(p.marks)-1].mask
	}
	for _, a := range n.Changes {
		p.changes = append(p.changes, attr(a))
		p.own |= p.changes[len(p.changes)-1].mask
	}
	for _, a := range n.Generic {
		p.generic = append(p.generic, attr(a))
	}
	p.own |= p.id.mask | p.class.mask | p.style.mask | p.slotTo.mask | p.emask | p.dmask | p.mmask | p.lmask
}
