//go:build oracle

package random

import (
	"slices"
	"testing"
)

// shrink cuts a failing case down: it drops steps, data, nodes, attributes and parts
// of expressions as long as the same kind of difference stays.
func shrink(t testing.TB, o *oracle, p *project, r outcome) (*project, outcome) {
	tries := 0
	bad := func() bool {
		if tries++; tries > 400 {
			return false
		}
		n := judge(t, o, p)
		if n.same || n.skip || n.kind != r.kind {
			return false
		}
		r = n
		return true
	}
	for again := true; again && tries < 400; {
		again = false
		again = drop(&p.steps, bad) || again
		for i := range p.steps {
			again = drop(&p.steps[i], bad) || again
		}
		names := make([]string, 0, len(p.wxml))
		for n := range p.wxml {
			names = append(names, n)
		}
		slices.Sort(names)
		for _, n := range names {
			list := p.wxml[n]
			put := func() bool { p.wxml[n] = list; return bad() }
			again = shrinkNodes(&list, put) || again
			p.wxml[n] = list
		}
		again = drop(&p.data, bad) || again
	}
	return p, r
}

// drop takes items out of list as long as bad stays true.
func drop[T any](list *[]T, bad func() bool) bool {
	did := false
	for i := 0; i < len(*list); {
		old := *list
		*list = slices.Delete(slices.Clone(old), i, i+1)
		if bad() {
			did = true
			continue
		}
		*list = old
		i++
	}
	return did
}

func shrinkNodes(list *[]*element, bad func() bool) bool {
	did := drop(list, bad)
	for i := 0; i < len(*list); i++ {
		n := (*list)[i]
		if len(n.kids) > 0 && n.tag != "wxs" { // the content instead of the element
			old := *list
			*list = slices.Concat(old[:i:i], n.kids, old[i+1:])
			if bad() {
				did = true
				i--
				continue
			}
			*list = old
		}
		if n.tag == "wxs" {
			continue
		}
		did = drop(&n.attrs, bad) || did
		for _, a := range n.attrs {
			did = shrinkParts(&a.parts, bad) || did
			if a.tight {
				a.tight = false
				if !bad() {
					a.tight = true
				}
			}
		}
		did = shrinkParts(&n.text, bad) || did
		kids := n.kids
		put := func() bool { n.kids = kids; return bad() }
		did = shrinkNodes(&kids, put) || did
		n.kids = kids
	}
	return did
}

func shrinkParts(parts *[]part, bad func() bool) bool {
	did := false
	if len(*parts) > 1 {
		did = drop(parts, bad)
	}
	for i := range *parts {
		if p := &(*parts)[i]; p.ex != nil {
			for shrinkExpr(&p.ex, bad) {
				did = true
			}
		}
	}
	return did
}

func shrinkExpr(e **expression, bad func() bool) bool {
	old := *e
	for _, k := range old.kids {
		*e = k
		if bad() {
			return true
		}
	}
	*e = old
	for i := range old.kids {
		if shrinkExpr(&old.kids[i], bad) {
			return true
		}
	}
	return false
}
