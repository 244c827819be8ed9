package wxml

import (
	"strings"

	"diorama/renderer/expr"
)

// branchAttrs gathers wx:if, wx:elif and wx:else of one node.
type branchAttrs struct {
	cond   [Else + 1]*Value
	offset [Else + 1]int
	seen   [Else + 1]bool
}

func (b *branchAttrs) set(p *parser, br Branch, a *rawAttr) {
	b.seen[br], b.offset[br] = true, a.nameAt
	if br == Else {
		return
	}
	if a.bare {
		p.errorAt(a.nameAt, a.name+` needs a value, as in `+a.name+`="{{ok}}"`)
	}
	b.cond[br] = p.attrValueOf(a)
}

// apply writes the branch to n; of several the first in the order if, elif, else counts.
func (b *branchAttrs) apply(p *parser, n *Node) {
	for br := If; br <= Else; br++ {
		if !b.seen[br] {
			continue
		}
		if n.If != NoIf {
			p.errorAt(b.offset[br], "a node has one of wx:if, wx:elif and wx:else, not several")
			continue
		}
		n.If, n.Cond = br, b.cond[br]
	}
}

// directive handles wx:name.
func (p *parser) directive(n *Node, a *rawAttr, name string, branch *branchAttrs) {
	switch name {
	case "if":
		branch.set(p, If, a)
	case "elif":
		branch.set(p, Elif, a)
	case "else":
		branch.set(p, Else, a)
	case "for", "for-items":
		if a.bare {
			p.errorAt(a.nameAt, a.name+` needs a value, as in `+a.name+`="{{list}}"`)
		}
		if name == "for" && n.For != nil {
			// WeChat: wx:for-items counts, whatever the order; oracle wcc.
			p.warnAt(a.nameAt, "wx:for has no effect beside wx:for-items")
			return
		}
		n.For = p.attrValueOf(a)
		p.noticeSpace(n.For, a)
	case "for-item":
		n.Item = p.loopName(a)
	case "for-index":
		n.Index = p.loopName(a)
	case "key":
		n.HasKey = true
		if !a.bare {
			n.Key = unescapeAttr(p.src[a.from:a.to])
		}
		p.checkKey(n.Key, a)
	default:
		p.warnAt(a.nameAt, "there is no directive "+a.name+"; it is left out")
	}
}

// wxDash handles wx-name. // WeChat: wx-if, wx-elif and wx-else work like those with
// a colon, any other wx- name has no effect; oracle exparser.
func (p *parser) wxDash(n *Node, a *rawAttr, branch *branchAttrs) {
	name := a.name[len("wx-"):]
	switch name {
	case "if", "elif", "else":
		p.warnAt(a.nameAt, "write wx:"+name+" with a colon")
		p.directive(n, a, name, branch)
	default:
		p.warnAt(a.nameAt, a.name+" has no effect; did you mean wx:"+name+"?")
	}
}

// loopName reads the name of wx:for-item and wx:for-index.
func (p *parser) loopName(a *rawAttr) string {
	name := unescapeAttr(p.src[a.from:a.to])
	if strings.Contains(name, "{{") {
		p.warnAt(a.nameAt, a.name+" is a plain name without {{ }}")
	}
	return name
}

// noticeSpace warns of wx:for="{{list}} ", whose value is text.
func (p *parser) noticeSpace(v *Value, a *rawAttr) {
	if v.Parts != nil {
		p.warnAt(a.from, a.name+" has text beside {{ }}, so it goes over the characters of a text")
	}
}

// checkKey warns of a key that is no property name. // WeChat: warns too, and such a
// key finds nothing; oracle exparser.
func (p *parser) checkKey(key string, a *rawAttr) {
	if key == "*this" {
		return
	}
	if inner, ok := strings.CutPrefix(key, "{{"); ok {
		inner = strings.TrimSpace(strings.TrimSuffix(inner, "}}"))
		hint := ""
		if e, err := p.expr.Parse(inner, expr.Options{}); err == nil {
			if path, ok := e.StaticPath(); ok {
				hint = `; did you mean wx:key="` + path[len(path)-1].Name + `"?`
				if len(path) == 1 {
					hint = `; did you mean wx:key="*this"?`
				}
			}
		}
		p.warnAt(a.nameAt, "wx:key is the name of a property without {{ }}"+hint)
		return
	}
	if key == "" || strings.ContainsAny(key, " \t\r\n{}\"'") {
		p.warnAt(a.nameAt, `wx:key is the name of a property, or "*this"`)
	}
}
