package wxml

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"diorama/renderer/expr"
)

// Parse reads a .wxml file. It never fails: the template has what was understood,
// and every mistake is a diagnostic, in the order of the source. An Error is what
// WeChat's compiler refuses; a Warning is what it takes but does not do as written.
func Parse(file string, src []byte) (*Template, []Diagnostic) {
	p := &parser{file: file, src: string(src)}
	p.template = &Template{File: file, Templates: map[string]*Node{}}
	p.pos.src = p.src
	if len(p.src) > maxSource {
		p.src = p.src[:maxSource]
		p.errorAt(maxSource, "the file is too long: "+strconv.Itoa(maxSource)+" bytes are read, the rest is left out")
	}
	// WeChat's tools drop the byte order mark before the compiler sees the file.
	p.at = len(p.src) - len(strings.TrimPrefix(p.src, "\ufeff"))
	root := &Node{}
	p.stack = append(p.stack, frame{node: root})
	for p.at < len(p.src) {
		p.step()
	}
	for len(p.stack) > 1 {
		p.unclosed()
	}
	root.Children = p.takeChildren()
	p.finish(root)
	t := p.template
	t.Nodes, t.Roots, t.HasInclude = root.Children, root.Roots, root.HasInclude
	slices.SortStableFunc(p.diags, func(a, b Diagnostic) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return t, p.diags
}

type parser struct {
	file     string
	src      string
	at       int // offset of what comes next
	pos      cursor
	template *Template
	stack    []frame
	diags    []Diagnostic

	// Scratch memory that is used again from node to node.
	expr   expr.Parser
	parts  []Part
	roots  []string
	attrs  []rawAttr
	open   []*Node // the children so far of all open elements, outermost first
	values []Value
	nodes  []Node
	kids   []*Node
	names  []string
}

// frame is an open element.
type frame struct {
	node *Node
	from int // its children are parser.open[from:]
	tag  string
	drop bool  // import, include: what is inside is not shown
	cuts []int // how many children stood before each import and template definition
	leaf bool  // never has content
	refs []Ref // the imports in it
}

// newValue and newNode hand out memory in blocks, which halves the time of a parse.
func (p *parser) newValue() *Value {
	if len(p.values) == 0 {
		p.values = make([]Value, 32)
	}
	v := &p.values[0]
	p.values = p.values[1:]
	return v
}

func (p *parser) newNode() *Node {
	if len(p.nodes) == 0 {
		p.nodes = make([]Node, 16)
	}
	n := &p.nodes[0]
	p.nodes = p.nodes[1:]
	return n
}

func (p *parser) report(s Severity, at Pos, message string) {
	if len(p.diags) > maxDiagnostics {
		return
	}
	if len(p.diags) == maxDiagnostics {
		s, message = Error, "more than "+strconv.Itoa(maxDiagnostics)+" mistakes; the rest is not listed"
	}
	p.diags = append(p.diags, Diagnostic{Severity: s, File: p.file, Pos: at, Message: message})
}

func (p *parser) errorAt(off int, message string) {
	if len(p.diags) <= maxDiagnostics {
		p.report(Error, p.pos.at(off), message)
	}
}

func (p *parser) warnAt(off int, message string) {
	if len(p.diags) <= maxDiagnostics {
		p.report(Warning, p.pos.at(off), message)
	}
}

func (p *parser) top() *frame { return &p.stack[len(p.stack)-1] }

func (p *parser) add(n *Node) { p.open = append(p.open, n) }

// takeChildren gives the children of the innermost element as a slice of their own.
func (p *parser) takeChildren() []*Node {
	from := p.top().from
	n := len(p.open) - from
	if n == 0 {
		return nil
	}
	if len(p.kids) < n {
		p.kids = make([]*Node, max(64, n))
	}
	out := p.kids[:n:n]
	p.kids = p.kids[n:]
	copy(out, p.open[from:])
	p.open = p.open[:from]
	return out
}

// step reads one text, comment or tag.
func (p *parser) step() {
	if p.src[p.at] != '<' {
		p.text(p.at)
		return
	}
	rest := p.src[p.at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		end := strings.Index(rest[4:], "-->")
		if end < 0 {
			p.warnAt(p.at, "the comment is not closed: --> is missing")
			p.at = len(p.src)
			return
		}
		p.at += 4 + end + 3
	case strings.HasPrefix(rest, "</"):
		p.closeTag()
	case strings.HasPrefix(rest, "<!") || strings.HasPrefix(rest, "<?"):
		// WeChat: the classic compiler refuses these, the glass-easel compiler skips <! >.
		s := Error
		if rest[1] == '!' {
			s = Warning
		}
		p.report(s, p.pos.at(p.at), "<! and <? have no meaning in WXML; remove them")
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			end = len(rest) - 1
		}
		p.at += end + 1
	default:
		if name := p.tagName(p.at + 1); name > 0 {
			p.openTag(name)
			return
		}
		p.strayLess(p.at)
		p.text(p.at)
	}
}

func (p *parser) strayLess(at int) {
	p.errorAt(at, `a < that starts no tag; write {{"<"}} to show the character`)
}

// tagName gives the offset of the tag name after <, which may follow spaces, or 0.
// WeChat: "< view>" is a tag; oracle exparser.
func (p *parser) tagName(at int) int {
	i := skipSpace(p.src, at)
	if i >= len(p.src) || !isNameStart(p.src[i]) {
		return 0
	}
	if i > at {
		// "a < b" in a text: no tag unless it is closed before the next one.
		end := strings.IndexAny(p.src[i:], "<>")
		if end < 0 || p.src[i+end] == '<' {
			return 0
		}
	}
	return i
}

// text reads a text node that starts at from; a < at from itself belongs to it.
func (p *parser) text(from int) {
	p.at = p.textEnd(from)
	raw := p.src[from:p.at]
	// WeChat: text of only white space is dropped, other text is kept as it is,
	// inside view as inside text; a comment divides it. Oracle exparser.
	if isBlank(raw) || p.top().drop {
		return
	}
	v := p.value(from, p.at, inText)
	if v.IsConst() && v.Const == "" {
		return
	}
	n := p.newNode()
	n.Kind, n.Pos, n.Value = Text, v.Pos, v
	if !v.IsConst() {
		n.Roots = p.uniqueRoots(v.AppendRoots(p.roots[:0]))
	}
	p.add(n)
}

// textEnd finds the end of the text that starts at from: the next tag that is not
// within {{ }}.
func (p *parser) textEnd(from int) int {
	i := from
	if p.src[i] == '<' {
		i++
	}
	for i < len(p.src) {
		lt := strings.IndexByte(p.src[i:], '<')
		if lt < 0 {
			return len(p.src)
		}
		if lt > 0 && p.src[i+lt-1] == '{' && p.takesNext(i, i+lt-1) {
			p.warnAt(i+lt-1, "a { takes the < after it for text; write {{'{'}} to show the character")
			i += lt + 1
			continue
		}
		open := strings.Index(p.src[i:i+lt], "{{")
		if open < 0 {
			// {{ may begin with the last byte before <, but then < is in the expression.
			i += lt
			if p.startsMarkup(i) {
				return i
			}
			p.strayLess(i)
			i++
			continue
		}
		body := i + open + 2
		n, _ := exprEnd(p.src[body:])
		if n > lt && hasTag(p.src[body:body+n]) && !p.parses(p.src[body:body+n]) {
			n = -1
		}
		if n < 0 {
			i = body
			continue
		}
		i = body + n + 2
	}
	return i
}

// takesNext reports whether the { at i, in a text that is read up to from, makes the
// < after it text. // WeChat: the character after a lone { is not looked at; oracle
// wcc. Before </ it ends the compilation, and the tag is what is meant.
func (p *parser) takesNext(from, i int) bool {
	open := i
	for open > from && p.src[open-1] == '{' {
		open--
	}
	// {{ begins an expression, of which < is a part.
	if (i-open)%2 != 0 || strings.Contains(p.src[from:open], "{{") {
		return false
	}
	if strings.HasPrefix(p.src[i+1:], "</") {
		p.errorAt(i, "a { right before a closing tag, which WeChat takes for text; write {{'{'}} to show the character")
		return false
	}
	return true
}

// startsMarkup reports whether the < at i begins a tag or comment.
func (p *parser) startsMarkup(i int) bool {
	if i+1 >= len(p.src) {
		return false
	}
	c := p.src[i+1]
	return c == '/' || c == '!' || c == '?' || isNameStart(c) || isSpace(c) && p.tagName(i+1) > 0
}

// closeTag reads </name>.
func (p *parser) closeTag() {
	start := p.at
	from := skipSpace(p.src, start+2)
	to := nameEnd(p.src, from)
	name := p.src[from:to]
	end := skipSpace(p.src, to)
	if end < len(p.src) && p.src[end] == '>' {
		end++
	} else {
		p.errorAt(end, "> is missing after </"+name)
		if i := strings.IndexAny(p.src[end:], "<>"); i < 0 {
			end = len(p.src)
		} else if end += i; p.src[end] == '>' {
			end++
		}
	}
	p.at = end
	for i := len(p.stack) - 1; i > 0; i-- {
		if p.stack[i].tag != name {
			continue
		}
		for len(p.stack)-1 > i {
			p.unclosed()
		}
		p.pop()
		return
	}
	if len(p.stack) > 1 && strings.EqualFold(p.top().tag, name) {
		p.errorAt(start, "</"+name+"> does not match <"+p.top().tag+">: tag names are case sensitive")
		p.pop()
		return
	}
	p.errorAt(start, "</"+name+"> has no opening tag; remove it")
}

// unclosed ends the innermost element, which has no closing tag.
func (p *parser) unclosed() {
	f := p.top()
	p.report(Error, f.node.Pos, "<"+f.tag+"> is not closed: </"+f.tag+"> is missing")
	if f.leaf {
		// <image src="a"> <view/>: what seems inside are the siblings, and it
		// already stands after the image in p.open.
		f.from = len(p.open)
	}
	p.pop()
}

// pop ends the innermost element.
func (p *parser) pop() {
	f := p.top()
	if f.drop {
		p.open = p.open[:f.from]
	}
	f.node.Children = p.takeChildren()
	for len(f.refs) > 0 && f.refs[len(f.refs)-1].At >= len(f.node.Children) {
		f.refs = f.refs[:len(f.refs)-1] // nothing follows it
	}
	f.node.Imports = f.refs
	p.finish(f.node)
	p.stack = p.stack[:len(p.stack)-1]
}

// isLeaf says which tags never have content, so that a missing closing tag, which is
// common with them, is repaired right after the opening tag.
func isLeaf(tag string) bool {
	switch tag {
	case "image", "input", "icon", "progress", "slider", "switch", "checkbox", "radio", "textarea",
		"import", "include", "ad", "open-data", "web-view", "official-account", "br", "hr", "img":
		return true
	}
	return false
}

// class is what a byte can be in markup, as bits.
type class uint8

const (
	spaceByte class = 1 << iota
	nameStart       // of a tag name
	namePart        // of a tag name
	attrEnd         // ends an attribute name
	oddInAttr       // WeChat refuses it in an attribute name
)

var classes = func() (t [256]class) {
	for c := range t {
		t[c] = oddInAttr
		switch b := byte(c); {
		case b|32 >= 'a' && b|32 <= 'z' || b == '_' || b == ':' || b == '-':
			t[c] = nameStart | namePart
		case b >= '0' && b <= '9':
			t[c] = namePart
		case b == '.':
			t[c] |= namePart
		case b >= utf8.RuneSelf:
			t[c] |= nameStart | namePart
		case b == ' ' || b == '\t' || b == '\n' || b == '\r':
			t[c] = spaceByte | attrEnd
		case b == '=' || b == '>' || b == '/' || b == '"' || b == '\'' || b == '<':
			t[c] = attrEnd
		}
	}
	return t
}()

func isSpace(c byte) bool { return classes[c]&spaceByte != 0 }

func isBlank(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isSpace(s[i]) {
			return false
		}
	}
	return true
}

func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

func isNameStart(c byte) bool { return classes[c]&nameStart != 0 }

func nameEnd(s string, i int) int {
	for i < len(s) && classes[s[i]]&namePart != 0 {
		i++
	}
	return i
}
