package view

import (
	"path"
	"strings"

	"diorama/renderer/wxml"
)

// program is a Definition's template, made ready to run: chains and loops are nodes
// of their own, includes are in place, and every node has a mask of the names that
// it and everything below reads.
type program struct {
	host       Host
	blockSlots bool // slot= counts on a block
	root       *scopeProg
	files      map[string]*fileProg
	includes   int // in place so far
}

// scopeProg is content whose names end in one rootScope: a file's content with its
// includes, or one <template name>.
type scopeProg struct {
	reads map[readKey]*reading
	bits  int    // given out
	root  *pnode // pBlock
}

// fileProg is one wxml file of a program.
type fileProg struct {
	t        *wxml.Template
	wxs      map[string]*wxml.Wxs
	defs     map[string]*scopeProg
	imports  []*fileProg // resolved on first use
	resolved bool
	includes []*fileProg
}

type pkind uint8

const (
	pElement pkind = iota
	pText
	pBlock
	pIf     // kids are the branches, conds their conditions
	pFor    // kids[0] is the row
	pSlot   //
	pUse    // <template is>
	pBranch // content of a branch, a row, a template
)

// pval is a value and the readings it depends on.
type pval struct {
	v    *wxml.Value
	mask uint64
}

// pattr is one attribute.
type pattr struct {
	name string // as written
	dom  string // as a plain element knows it
	prop string // camel case: as a component knows it
	// hidden: of model:, an attribute of the same name is what shows. WeChat: oracle wcc.
	hidden bool
	pval
	pos wxml.Pos
}

// plet is a name bound for the node and what is below.
type plet struct {
	name string
	from string // of slot:from="name": the slot's value; "" of let:
	pval
	reads *reading
}

// pnode is one node of a program. Nodes made from it hold their children in the
// order of kids (pElement, pBlock, pBranch).
type pnode struct {
	kind pkind
	src  *wxml.Node
	file *fileProg
	tag  string
	own  uint64 // what its own values read
	mask uint64 // own and everything below

	kids  []*pnode
	kmask []uint64 // mask of each kid, side by side for speed

	loop             *wxml.Value
	item, index, key string
	itemReads        *reading
	idxReads         *reading
	rowReads         *reading
	conds            []*wxml.Value // nil: else

	text    *wxml.Value
	decode  bool // inside <text decode>
	id      pval
	class   pval
	classes []string // constant class, split
	style   pval
	slotTo  pval
	attrs   []pattr
	data    []pattr
	dmask   uint64
	marks   []pattr
	mmask   uint64
	events  []wxml.Event
	emask   uint64
	changes []pattr
	generic []pattr
	models  []pattr
	lets    []plet
	lmask   uint64
	near    []*fileProg // of a use of a template: see compiler.nearest
	// slotMask is what below depends on the values of a dynamic slot.
	slotMask uint64
}

// program compiles the definition's template, once.
func (p *Page) program(def *Definition) *program {
	if def.prog != nil {
		return def.prog
	}
	t := def.Template
	if t == nil {
		t = &wxml.Template{File: def.Path + ".wxml"}
	}
	g := &program{host: p.host, blockSlots: def.GlassEasel, files: map[string]*fileProg{}}
	def.prog = g
	f := g.fileOf(t)
	g.root = g.scope(f, nodesOf(def, t.Nodes), t.Imports)
	g.imports(f) // says which are missing, used or not
	return g
}

func (g *program) fileOf(t *wxml.Template) *fileProg {
	if f := g.files[t.File]; f != nil && f.t == t {
		return f
	}
	f := &fileProg{t: t, defs: map[string]*scopeProg{}}
	for i := range t.Wxs {
		if f.wxs == nil {
			f.wxs = map[string]*wxml.Wxs{}
		}
		f.wxs[t.Wxs[i].Module] = &t.Wxs[i]
	}
	g.files[t.File] = f
	return f
}

func (g *program) scope(f *fileProg, nodes []*wxml.Node, imports []wxml.Ref) *scopeProg {
	s := &scopeProg{reads: map[readKey]*reading{}}
	c := compiler{g: g, s: s, open: []string{f.t.File}}
	s.root = c.block(pBranch, nil, f, nodes, imports)
	return s
}

// load gives the file that src names, seen from f.
func (g *program) load(f *fileProg, src string) *fileProg {
	file := refPath(f.t.File, src)
	if file == "" {
		return nil
	}
	t := g.host.Template(file)
	if t == nil && !strings.HasSuffix(file, ".wxml") {
		t = g.host.Template(file + ".wxml")
	}
	if t == nil {
		return nil
	}
	return g.fileOf(t)
}

// refPath resolves the src of an import or include against the file that has it;
// "" when it leaves the project.
func refPath(file, src string) string {
	if strings.HasPrefix(src, "/") {
		src = strings.TrimPrefix(path.Clean(src), "/")
	} else {
		src = path.Join(path.Dir(file), src)
	}
	if src == "" || src == "." || src == ".." || strings.HasPrefix(src, "../") {
		return ""
	}
	return src
}

// template finds <template name> as the code of f names it: in f, then in what was
// imported on the way to the use, then in the imports of f, the last one first, then in
// the imports of the files that f includes, however deep. WeChat: an included file gives no templates of its own and sees none
// of the file that includes it, and imports of imports do not count; oracle wcc.
func (g *program) template(n *Node, name string) (*scopeProg, *fileProg) {
	use := n.p
	f := use.file
	if s := g.def(f, name); s != nil {
		return s, f
	}
	for _, i := range use.near {
		if s := g.def(i, name); s != nil {
			return s, i
		}
	}
	for up := n.parent; up != nil; up = up.parent {
		if up.kind == nUse && up.p.file == f { // what was passed where the template around is used
			for _, i := range up.p.near {
				if s := g.def(i, name); s != nil {
					return s, i
				}
			}
		}
	}
	imports := g.imports(f)
	for i := len(imports) - 1; i >= 0; i-- {
		if s := g.def(imports[i], name); s != nil {
			return s, imports[i]
		}
	}
	seen := map[*fileProg]bool{f: true}
	for queue := f.includes; len(queue) > 0; queue = queue[1:] {
		inc := queue[0]
		if seen[inc] {
			continue
		}
		seen[inc] = true
		for _, i := range g.imports(inc) {
			if s := g.def(i, name); s != nil {
				return s, i
			}
		}
		queue = append(queue[:len(queue):len(queue)], inc.includes...)
	}
	return nil, nil
}

// imports loads the files that f imports, once.
func (g *program) imports(f *fileProg) []*fileProg {
	if f.resolved {
		return f.imports
	}
	f.resolved = true
	for _, r := range f.t.Imports {
		if r.Src == "" {
			continue // the parser has said so
		}
		if i := g.load(f, r.Src); i != nil {
			f.imports = append(f.imports, i)
		} else {
			g.missing(f, r)
		}
	}
	return f.imports
}

// missing says that an import has no file.
func (g *program) missing(f *fileProg, r wxml.Ref) {
	g.host.Report(wxml.Diagnostic{Severity: wxml.Warning, File: f.t.File, Pos: r.Pos, Message: "import: there is no file " + quote(r.Src) + "; check the path"})
}

func (g *program) def(f *fileProg, name string) *scopeProg {
	if s := f.defs[name]; s != nil {
		return s
	}
	n := f.t.Templates[name]
	if n == nil {
		return nil
	}
	s := g.scope(f, n.Children, n.Imports)
	f.defs[name] = s
	return s
}
