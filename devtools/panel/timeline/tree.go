package timeline

import (
	"diorama/devtools/literal"
	"diorama/renderer/value"
)

// branch is a data path of a commit's differences, in the tree that the paths make.
// Steps with nothing beside them are one branch.
type branch struct {
	label string
	path  string
	diff  *literal.Difference // what lies here differs; nil only below
	kids  []*branch
}

// grow makes the tree of differences; the order in which paths were written stays.
func grow(d []literal.Difference) *branch {
	root := &branch{}
	for i := range d {
		p, err := value.ParsePath(d[i].Path)
		if err != nil {
			root.kids = append(root.kids, &branch{label: d[i].Path, path: d[i].Path, diff: &d[i]})
			continue
		}
		at := root
		for k := range p {
			label := p[k : k+1].String()
			var next *branch
			// Paths of a list come one after the other: the last one is nearly always it.
			for n := len(at.kids) - 1; n >= max(0, len(at.kids)-maxLook) && next == nil; n-- {
				if at.kids[n].label == label {
					next = at.kids[n]
				}
			}
			if next == nil {
				next = &branch{label: label, path: p[:k+1].String()}
				at.kids = append(at.kids, next)
			}
			at = next
		}
		at.diff = &d[i]
	}
	root.fold()
	return root
}

// maxLook is how many neighbours are looked at for a path that was begun before.
const maxLook = 64

// fold joins branches that have nothing of their own with their only one.
func (b *branch) fold() {
	for i, k := range b.kids {
		for k.diff == nil && len(k.kids) == 1 {
			only := k.kids[0]
			only.label = literal.Join(k.label, only.label)
			k = only
		}
		k.fold()
		b.kids[i] = k
	}
}

// count is how many differences lie in a branch.
func (b *branch) count() int {
	n := 0
	if b.diff != nil {
		n = 1
	}
	for _, k := range b.kids {
		n += k.count()
	}
	return n
}
