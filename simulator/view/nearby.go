package view

import "diorama/renderer/wxml"

// nearby is an import that was passed on the way to what is compiled: those before it
// in its file that stand in no element, and those before it in the elements around it.
// WeChat: an import is executed where it stands and forgotten at the end of the element;
// oracle wcc. So a template that is used sees also what was passed where it is used.
type nearby struct {
	by, file *fileProg
	nested   bool // it stands in an element
}

// pass notes an import of f.
func (c *compiler) pass(f *fileProg, r wxml.Ref) {
	nested := true
	for i := range f.t.Imports {
		nested = nested && f.t.Imports[i].Pos != r.Pos
	}
	file := c.g.load(f, r.Src)
	if file != nil {
		c.near = append(c.near, nearby{f, file, nested})
	} else if nested { // the others are said by program.imports
		c.g.missing(f, r)
	}
}

// leave forgets the imports that were passed in an element.
func (c *compiler) leave(n int) { c.near = c.near[:n] }

// nearest gives the imports that a use of a template in f sees before those of the
// whole file, the last one first; nil when they are the same.
func (c *compiler) nearest(f *fileProg) []*fileProg {
	var out []*fileProg
	nested := false
	for i := len(c.near) - 1; i >= 0; i-- {
		if c.near[i].by == f {
			out = append(out, c.near[i].file)
			nested = nested || c.near[i].nested
		}
	}
	if !nested && len(out) == len(c.g.imports(f)) {
		return nil
	}
	return out
}
