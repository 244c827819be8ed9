package wxss

import "slices"

// Change is another state of one declaration of a sheet, as the devtools show it
// before anything is written to a file.
type Change struct {
	Rule int // index in Sheet.Rules
	Decl int // index in the rule's Decls; negative: a new declaration at the end
	// Name, Value and Important are what it says now.
	Name, Value string
	Important   bool
	Off         bool // the declaration does not count
}

// Override gives s with changes laid over it; s stays as it is. Declarations keep the
// places where they are written; new ones have none. Of two changes of one declaration
// the later counts.
func Override(s *Sheet, changes []Change) *Sheet {
	if len(changes) == 0 {
		return s
	}
	out := *s
	out.Rules = slices.Clone(s.Rules)
	byRule := map[int][]Change{}
	for _, c := range changes {
		if c.Rule >= 0 && c.Rule < len(s.Rules) {
			byRule[c.Rule] = append(byRule[c.Rule], c)
		}
	}
	for i, list := range byRule {
		old := s.Rules[i].Decls
		last := make([]*Change, len(old))
		for k := range list {
			if d := list[k].Decl; d >= 0 && d < len(old) {
				last[d] = &list[k]
			}
		}
		decls := make([]Decl, 0, len(old)+1)
		for k, d := range old {
			if c := last[k]; c != nil {
				if c.Off {
					continue
				}
				d.Name, d.Value, d.Important = c.Name, c.Value, c.Important
			}
			decls = append(decls, d)
		}
		for _, c := range list {
			if c.Decl < 0 && !c.Off {
				decls = append(decls, Decl{Name: c.Name, Value: c.Value, Important: c.Important})
			}
		}
		out.Rules[i].Decls = decls
	}
	return &out
}

// Text writes the rule's selectors as a list.
func (r *Rule) Text() string {
	n := 0
	for _, s := range r.Selectors {
		n += len(s.Text) + 2
	}
	b := make([]byte, 0, n)
	for i, s := range r.Selectors {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, s.Text...)
	}
	return string(b)
}

// Counterpart finds in another state of the same file the rule that stands for rule i
// of s: the one with the same selectors and as many of the same before it; -1 none.
func Counterpart(s *Sheet, i int, other *Sheet) int {
	text, nth := s.Rules[i].Text(), 0
	for k := range s.Rules[:i] {
		if s.Rules[k].Text() == text {
			nth++
		}
	}
	for k := range other.Rules {
		if other.Rules[k].Text() == text {
			if nth == 0 {
				return k
			}
			nth--
		}
	}
	return -1
}

// DeclCounterpart does the same for declaration k of rule r within a rule.
func DeclCounterpart(r *Rule, k int, other *Rule) int {
	nth := 0
	for i := range r.Decls[:k] {
		if r.Decls[i].Name == r.Decls[k].Name {
			nth++
		}
	}
	for i := range other.Decls {
		if other.Decls[i].Name == r.Decls[k].Name {
			if nth == 0 {
				return i
			}
			nth--
		}
	}
	return -1
}
