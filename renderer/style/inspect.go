package style

import (
	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// MatchedRule is one rule (or the style attribute) as the Styles panel shows it.
type MatchedRule struct {
	Rule        *wxss.Rule     // nil: the style attribute or forced declarations
	Selector    *wxss.Selector // the one that matched with the highest specificity; nil as above
	Specificity wxss.Specificity
	Origin      Origin
	Path        string // of the page or component the sheet belongs to
	Inline      bool   // the style attribute
	Forced      bool   // set by the built-in component itself
	Decls       []MatchedDecl
}

// MatchedDecl is one declaration of a matched rule.
type MatchedDecl struct {
	wxss.Decl
	Overridden bool // another declaration wins for all it sets
	Unknown    bool // no such property here
	Invalid    bool // the value is not understood
}

// Matched lists the rules that apply to n (or to a pseudo-element of it), strongest
// first, as browsers' devtools show them.
func (s *Styler) Matched(n *dom.Node, pseudo Pseudo) []MatchedRule {
	if n == nil || n.IsText() || s.index == nil || s.tree == nil {
		return nil
	}
	s.chain = s.chain[:0]
	s.bloom.reset()
	var up []*dom.Node
	for p := n.Parent; p != nil; p = p.Parent {
		up = append(up, p)
	}
	for i := len(up) - 1; i >= 0; i-- {
		s.chain = append(s.chain, up[i])
	}
	s.stamp++
	s.fillBloom()
	s.match(n)
	s.chain = s.chain[:0]
	s.bloom.reset()
	var out []MatchedRule
	var blocks []*block
	if pseudo == NoPseudo {
		if n.Forced != "" {
			b := s.inlineBlock(n.Forced)
			out, blocks = append(out, MatchedRule{Forced: true, Decls: matchedDecls(b)}), append(blocks, b)
		}
		if n.Style != "" {
			b := s.inlineBlock(n.Style)
			out, blocks = append(out, MatchedRule{Inline: true, Decls: matchedDecls(b)}), append(blocks, b)
		}
	}
	found := s.found[pseudo]
	for i := len(found) - 1; i >= 0; i-- {
		r := &s.index.rules[found[i].rule]
		dup := false
		for _, b := range blocks {
			dup = dup || b == r.block // another selector of the same list
		}
		if dup {
			continue
		}
		e := s.sheets[r.sheet]
		out = append(out, MatchedRule{
			Rule: &e.sheet.Rules[r.index], Selector: r.sel, Specificity: r.sel.Specificity, Origin: e.origin, Path: e.path,
			Decls: matchedDecls(r.block),
		})
		blocks = append(blocks, r.block)
	}
	markOverridden(out, blocks)
	return out
}

func matchedDecls(b *block) []MatchedDecl {
	out := make([]MatchedDecl, len(b.decls))
	for i := range b.decls {
		out[i] = MatchedDecl{Decl: b.decls[i], Unknown: b.status[i] == declUnknown, Invalid: b.status[i] == declInvalid}
	}
	return out
}

// markOverridden finds for every longhand the declaration that wins. rules are
// strongest first; important ones of the built-in sheet are stronger than all.
func markOverridden(rules []MatchedRule, blocks []*block) {
	won := map[string]bool{}
	wins := make([][]bool, len(rules))
	for i := range rules {
		wins[i] = make([]bool, len(rules[i].Decls))
	}
	scan := func(i int, important bool) {
		b := blocks[i]
		for k := len(b.decls) - 1; k >= 0; k-- {
			if b.decls[k].Important != important || b.status[k] == declUnknown || b.status[k] == declInvalid {
				continue
			}
			for _, name := range longhandNames(b.decls[k].Name) {
				if !won[name] {
					won[name] = true
					wins[i][k] = true
				}
			}
		}
	}
	for _, important := range []bool{true, false} {
		if important {
			for i := range rules {
				if rules[i].Rule != nil && rules[i].Origin == OriginUA {
					scan(i, true)
				}
			}
		}
		for i := range rules {
			if !important || rules[i].Rule == nil || rules[i].Origin != OriginUA {
				scan(i, important)
			}
		}
	}
	for i := range rules {
		for k := range rules[i].Decls {
			d := &rules[i].Decls[k]
			d.Overridden = !wins[i][k] && !d.Unknown && !d.Invalid && blocks[i].status[k] == declOK
		}
	}
}

// longhandNames gives what a property sets.
func longhandNames(name string) []string {
	name = canonical(name)
	if sh, ok := reg.shorthands[name]; ok {
		return sh.longhands
	}
	return []string{name}
}

// Sets reports whether a declaration of one property decides about another: itself, or
// a longhand of it.
func Sets(declared, property string) bool {
	for _, n := range longhandNames(declared) {
		if n == property {
			return true
		}
	}
	return declared == property
}

// FontFace is an @font-face rule that holds in this environment.
type FontFace struct {
	*wxss.FontFace
	Origin Origin
	Path   string
}

// FontFaces lists the @font-face rules of all sheets whose conditions hold.
func (s *Styler) FontFaces() []FontFace {
	var out []FontFace
	env := s.mediaEnv()
	for _, e := range s.sheets {
		for i := range e.sheet.FontFaces {
			if f := &e.sheet.FontFaces[i]; f.Cond.Holds(env, Supported) {
				out = append(out, FontFace{f, e.origin, e.path})
			}
		}
	}
	return out
}

// Keyframes finds the @keyframes that the animation name of n means: the last of that
// name in the document, nil when there is none. WeChat: its stylesheet compiler gives
// these names no prefix, so they do not stop at scopes.
func (s *Styler) Keyframes(name string, n *dom.Node) *wxss.Keyframes {
	if s.tree == nil || n == nil {
		return nil
	}
	env := s.mediaEnv()
	info := s.scopeOf(n.Scope)
	var best *wxss.Keyframes
	bestTier := uint8(0)
	for i, e := range s.sheets {
		tier := tierOf[e.origin]
		if tier < bestTier || info.sees[i] == seesNothing {
			continue
		}
		for k := len(e.sheet.Keyframes) - 1; k >= 0; k-- {
			f := &e.sheet.Keyframes[k]
			if f.Name == name && f.Cond.Holds(env, Supported) {
				best, bestTier = f, tier
				break
			}
		}
	}
	return best
}

// Unsupported lists what the sheets use that has no effect here, each once.
func (s *Styler) Unsupported() []wxss.Feature {
	var out []wxss.Feature
	seen := map[string]bool{}
	for _, e := range s.sheets {
		if e.origin == OriginUA {
			continue
		}
		for _, f := range Check(e.sheet) {
			if !seen[f.Name] && len(out) < MaxUnsupported {
				seen[f.Name] = true
				out = append(out, f)
			}
		}
	}
	return out
}

// Apply computes the style that n would have with further declarations on top of
// its own (strongest, but for important ones): for keyframes and wx.createAnimation.
// The result is interned like all others.
func (s *Styler) Apply(n *dom.Node, decls []wxss.Decl) *Computed {
	if a := s.applyTo(n, decls); a != nil {
		return s.intern(a)
	}
	return nil
}

// Moment is Apply for a style of one moment, which is not interned: declarations that
// change with every frame fill no table.
func (s *Styler) Moment(n *dom.Node, decls []wxss.Decl) *Computed {
	a := s.applyTo(n, decls)
	if a == nil {
		return nil
	}
	c, in := *a.c, a.inh
	c.Inherited = &in
	return &c
}

func (s *Styler) applyTo(n *dom.Node, decls []wxss.Decl) *applier {
	e := s.store.get(n.ID)
	if e == nil {
		return nil
	}
	parent := s.initial
	if n.Parent != nil {
		if pe := s.store.get(n.Parent.ID); pe != nil {
			parent = s.moving(n.Parent, pe.style)
		}
	}
	s.chain = s.chain[:0]
	s.bloom.reset()
	for p := n.Parent; p != nil; p = p.Parent {
		s.chain = append(s.chain, p)
	}
	for i, j := 0, len(s.chain)-1; i < j; i, j = i+1, j-1 {
		s.chain[i], s.chain[j] = s.chain[j], s.chain[i]
	}
	s.fillBloom()
	s.match(n)
	s.chain = s.chain[:0]
	s.bloom.reset()
	list := s.sources[:0]
	for _, m := range s.found[NoPseudo] {
		o := fromAuthor
		if m.tier() == tierUA {
			o = fromUA
		}
		list = append(list, source{s.index.rules[m.rule].block, o, m.layer})
	}
	if n.Style != "" {
		list = append(list, source{s.inlineBlock(n.Style), fromInline, unlayered})
	}
	if n.Forced != "" {
		list = append(list, source{s.inlineBlock(n.Forced), fromForced, unlayered})
	}
	list = append(list, source{compileDecls(decls, s.pagePath()), fromForced, unlayered})
	s.sources = list
	return s.cascade(list, parent, n.Parent == nil)
}
