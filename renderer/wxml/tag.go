package wxml

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"diorama/renderer/expr"
)

// rawAttr is an attribute as read, before its meaning is known.
type rawAttr struct {
	name     string
	nameAt   int
	from, to int  // of the value, without quotes
	bare     bool // no =
}

// openTag reads a tag whose name starts at nameAt; p.at is at its <.
func (p *parser) openTag(nameAt int) {
	start := p.at
	p.at = nameEnd(p.src, nameAt)
	tag := p.src[nameAt:p.at]
	if k := len(tag) - 1; k > 0 && tag[k] == '.' && p.at < len(p.src) && isSpace(p.src[p.at]) {
		p.unexpected(p.at-1, ".")
		tag = tag[:k]
	}
	at := p.pos.at(start)
	if i := oddInTag(tag); i >= 0 {
		p.errorAt(nameAt+i, "the tag name "+quoted(tag)+" has a character that WeChat refuses; letters, digits, - _ and : are allowed")
	}
	closed := p.readAttrs(tag)

	switch tag {
	case "wxs":
		p.wxs(at, start, closed)
		return
	case "import":
		p.importTag(at, start)
		p.push(&Node{Pos: at}, tag, closed, false)
		return
	}
	n := p.newNode()
	n.Tag, n.Pos = tag, at
	shown := true
	switch tag {
	case "block":
		n.Kind = Block
	case "slot":
		n.Kind = Slot
	case "include":
		n.Kind = Include
	case "template":
		shown = p.templateTag(n, start)
	}
	p.sortAttrs(n, start)
	p.push(n, tag, closed, shown)
}

// oddInTag gives the offset of a character that WeChat refuses in a tag name, -1 for
// none. // WeChat: oracle wcc.
func oddInTag(tag string) int {
	for i := 0; i < len(tag); i++ {
		if tag[i] == '.' || tag[i] >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

// push adds n to the tree when shown, and opens it unless it is closed.
func (p *parser) push(n *Node, tag string, closed, shown bool) {
	if shown {
		p.add(n)
	} else {
		f := p.top()
		f.cuts = append(f.cuts, len(p.open)-f.from)
	}
	f := frame{node: n, from: len(p.open), tag: tag, leaf: isLeaf(tag)}
	f.drop = !shown && n.Kind != DefTemplate || n.Kind == Include || n.Kind == UseTemplate
	p.stack = append(p.stack, f)
	if closed {
		p.pop()
		return
	}
	if len(p.stack) > maxDepth {
		p.report(Error, n.Pos, "elements are nested too deep: more than "+strconv.Itoa(maxDepth)+" levels; deeper ones become siblings")
		p.pop()
	}
}

// readAttrs reads attributes up to the end of the tag into p.attrs. A repeated name
// keeps its first place and its last value. // WeChat: the last value; oracle exparser.
func (p *parser) readAttrs(tag string) (closed bool) {
	p.attrs = p.attrs[:0]
	src := p.src
	for {
		p.at = skipSpace(src, p.at)
		if p.at >= len(src) {
			p.errorAt(p.at, "the tag <"+tag+" is not finished: > is missing")
			return false
		}
		switch c := src[p.at]; {
		case c == '>':
			p.at++
			return false
		case c == '/':
			p.at++
			if p.at < len(src) && src[p.at] == '>' {
				p.at++
				return true
			}
			if end := skipSpace(src, p.at); end > p.at && end < len(src) && src[end] == '>' {
				p.errorAt(p.at, "/ and > belong together: />")
				p.at = end + 1
				return true
			}
			p.errorAt(p.at-1, "unexpected / in the tag <"+tag)
			continue
		case c == '<':
			if p.strayAngle() {
				continue
			}
			p.errorAt(p.at, "the tag <"+tag+" is not finished: > is missing")
			return false
		case c == '=' || c == '"' || c == '\'' || c == ',' || c == ';':
			p.unexpected(p.at, string(c))
			p.at++
			continue
		}
		p.readAttr()
	}
}

// strayAngle passes over a < right after the name of a tag or attribute and before white
// space, which begins no tag. WeChat: passed over too; oracle wcc.
func (p *parser) strayAngle() bool {
	src := p.src
	if at := p.at; src[at-1] >= utf8.RuneSelf || classes[src[at-1]]&(nameStart|namePart) == 0 || at+1 >= len(src) || !isSpace(src[at+1]) {
		return false
	}
	p.unexpected(p.at, "<")
	p.at++
	return true
}

// unexpected reports a character at that has no meaning between attributes.
// WeChat: one right after a name and before white space is passed over; oracle wcc.
func (p *parser) unexpected(at int, c string) {
	message := "unexpected " + c + " between attributes; remove it"
	src := p.src
	if at > 0 && at+1 < len(src) && classes[src[at-1]]&(nameStart|namePart) != 0 && src[at-1] < utf8.RuneSelf && isSpace(src[at+1]) && c != "=" {
		p.warnAt(at, message)
		return
	}
	p.errorAt(at, message)
}

// readAttr reads name, name=value or name="value".
func (p *parser) readAttr() {
	src := p.src
	a := rawAttr{nameAt: p.at, bare: true}
	var seen class
	for p.at < len(src) {
		c := classes[src[p.at]]
		if c&attrEnd != 0 {
			break
		}
		seen |= c
		p.at++
	}
	a.name = src[a.nameAt:p.at]
	if k := len(a.name) - 1; classes[a.name[k]] == oddInAttr && a.name[k] < utf8.RuneSelf && p.at < len(src) && isSpace(src[p.at]) && classes[src[p.at-2]]&(nameStart|namePart) != 0 {
		p.unexpected(p.at-1, a.name[k:])
		if k == 0 {
			return // right after the name of the tag
		}
		a.name = a.name[:k]
		if strings.IndexFunc(a.name, func(r rune) bool { return r >= utf8.RuneSelf || classes[byte(r)]&oddInAttr != 0 }) < 0 {
			seen = 0
		}
	}
	// WeChat: names are letters, digits, - _ : ; others end the compilation.
	if seen&oddInAttr != 0 || a.name[0] >= '0' && a.name[0] <= '9' {
		p.errorAt(a.nameAt, "the attribute name "+quoted(a.name)+" has a character that WeChat refuses; letters, digits, - _ and : are allowed")
	}
	if eq := skipSpace(src, p.at); eq < len(src) && src[eq] == '=' {
		p.at = skipSpace(src, eq+1)
		if rest := src[p.at:]; p.at > eq+1 && rest != "" && (isNameStart(rest[0]) || rest[0] == '>' || strings.HasPrefix(rest, "/>")) {
			p.warnAt(a.nameAt, "the value of "+a.name+" is missing; the attribute is left out")
			return // WeChat: a= b is b alone, and a= > nothing; oracle wcc
		}
		a.bare = false
		p.attrValue(&a)
	}
	if len(p.attrs) >= maxAttributes {
		if len(p.attrs) == maxAttributes {
			p.errorAt(a.nameAt, "the tag has more than "+strconv.Itoa(maxAttributes)+" attributes; the rest is left out")
			p.attrs = append(p.attrs, rawAttr{})
		}
		return
	}
	for i := range p.attrs {
		if p.attrs[i].name == a.name {
			p.warnAt(a.nameAt, "the attribute "+a.name+" is written twice; the last one counts")
			p.attrs[i] = a
			return
		}
	}
	p.attrs = append(p.attrs, a)
}

// attrValue reads what follows = into a.from and a.to.
func (p *parser) attrValue(a *rawAttr) {
	src := p.src
	if p.at >= len(src) || src[p.at] != '"' && src[p.at] != '\'' {
		p.unquoted(a)
		return
	}
	q := src[p.at]
	open := p.at
	from := open + 1
	n := closing(src[from:], q)
	if n < 0 || strayQuote(src[from:from+n]) {
		p.errorAt(open, "the value of "+a.name+" is not closed: "+string(q)+" is missing")
		n = strings.IndexAny(src[from:], ">\n")
		if n < 0 {
			n = len(src) - from
		}
		if n > 0 && src[from+n-1] == '/' {
			n--
		}
		a.from, a.to, p.at = from, from+n, from+n
		return
	}
	if end, ok := p.quoteInside(src, from, n, q); ok {
		p.errorAt(from+n, "a "+string(q)+" within a value between "+string(q)+"; use the other quote in the expression")
		n = end - from
	}
	a.from, a.to, p.at = from, from+n, from+n+1
	if i := strings.IndexByte(src[from:from+n], '\n'); i >= 0 {
		p.warnAt(from+i, "a line break within the value of "+a.name+": WeChat's older compiler refuses it; write the value on one line")
	}
}

// unquoted reads a value without quotes, which ends at white space or the tag's end.
func (p *parser) unquoted(a *rawAttr) {
	src := p.src
	from := p.at
	i := from
	for i < len(src) && !isSpace(src[i]) && src[i] != '>' && src[i] != '<' && src[i] != '"' && src[i] != '\'' {
		if src[i] == '/' && i+1 < len(src) && src[i+1] == '>' {
			break
		}
		if strings.HasPrefix(src[i:], "{{") {
			reach := src[i+2 : min(len(src), i+2+maxReach)]
			if n, balanced := exprEnd(reach); balanced {
				i += n + 4
				continue
			}
		}
		i++
	}
	if from < len(src) && isNameStart(src[from]) && (i == len(src) || src[i] != '"') {
		i = lateQuote(src, from, i)
	}
	if i < len(src) && src[i] == '"' && isNameStart(src[from]) {
		// WeChat: a=b" and a=b c" are taken; oracle wcc.
		p.warnAt(from, "the value of "+a.name+" must stand in quotes: \" is missing before it")
		a.from, a.to, p.at = from, i, i+1
		return
	}
	if i == from {
		p.errorAt(from, "the value of "+a.name+" is missing")
	} else {
		p.errorAt(from, "the value of "+a.name+" must stand in quotes")
	}
	a.from, a.to, p.at = from, i, i
}

// lateQuote gives the place of the " that ends a value without an opening one which has
// white space or > in it: a " on the same line with what may follow a value. Else it gives i.
func lateQuote(src string, from, i int) int {
	n := strings.IndexAny(src[from:], "\"\n")
	if n < 0 || src[from+n] != '"' {
		return i
	}
	end := from + n
	if rest := src[end+1:]; rest == "" || !isSpace(rest[0]) && rest[0] != '>' && !strings.HasPrefix(rest, "/>") {
		return i
	}
	return end
}

// strayQuote tells that a value has swallowed other tags because its closing quote
// is missing: it has a line break and, outside of {{ }}, a <.
func strayQuote(v string) bool {
	if strings.IndexByte(v, '\n') < 0 || strings.IndexByte(v, '<') < 0 {
		return false
	}
	for {
		open := strings.Index(v, "{{")
		if open < 0 {
			return strings.IndexByte(v, '<') >= 0
		}
		if strings.IndexByte(v[:open], '<') >= 0 {
			return true
		}
		n, _ := exprEnd(v[open+2:])
		if n < 0 {
			return strings.IndexByte(v[open:], '<') >= 0
		}
		v = v[open+2+n+2:]
	}
}

// quoteInside repairs a="{{b == "c"}}": the value src[from:from+n] ends within {{,
// and an expression that parses ends soon after. It gives the true end.
func (p *parser) quoteInside(src string, from, n int, q byte) (end int, ok bool) {
	v := src[from : from+n]
	open := strings.LastIndex(v, "{{")
	if open < 0 || strings.Contains(v[open:], "}}") {
		return 0, false
	}
	reach := src[from+open+2 : min(len(src), from+open+2+maxReach)]
	k, balanced := exprEnd(reach)
	if !balanced || open+2+k <= n {
		return 0, false
	}
	if _, err := p.expr.Parse(reach[:k], expr.Options{ObjectAllowed: true}); err != nil {
		return 0, false
	}
	rest := from + open + 2 + k + 2
	m := closing(src[rest:], q)
	if m < 0 || strings.ContainsAny(src[rest:rest+m], "<>\n") {
		return 0, false
	}
	return rest + m, true
}

func (p *parser) parses(src string) bool {
	_, err := p.expr.Parse(src, inText.options())
	return err == nil
}

// literal gives the value of the attribute name as written, and whether it is there.
func (p *parser) literal(name string) (string, *rawAttr) {
	for i := range p.attrs {
		if a := &p.attrs[i]; a.name == name {
			return unescapeAttr(p.src[a.from:a.to]), a
		}
	}
	return "", nil
}

// importTag reads <import src>. WeChat: within an element it is for what follows it
// there, and with a condition for nothing; oracle wcc.
func (p *parser) importTag(at Pos, start int) {
	src, _ := p.literal("src")
	if src == "" {
		p.warnAt(start, "<import> needs a src")
		return
	}
	for _, a := range p.attrs {
		if a.name == "wx:if" || a.name == "wx:elif" || a.name == "wx:else" || a.name == "wx:for" {
			p.warnAt(start, "<import> with "+a.name+" brings nothing; write it without, it costs nothing when it is not used")
			return
		}
	}
	f := p.top()
	ref := Ref{Src: src, Pos: at, At: len(p.open) - f.from}
	if len(p.stack) > 1 {
		f.refs = append(f.refs, ref)
		return
	}
	p.template.Imports = append(p.template.Imports, ref)
}

// templateTag reads the name or the use of a <template>; shown is false for what
// has no place in the tree. // WeChat: with name and is both it is a definition, and
// the last definition of a name counts; oracle exparser.
func (p *parser) templateTag(n *Node, start int) (shown bool) {
	if name, a := p.literal("name"); a != nil && !a.bare {
		n.Kind = DefTemplate
		if p.template.Templates[name] != nil {
			p.warnAt(start, "the template "+quoted(name)+" is defined twice; the last one counts")
		}
		p.template.Templates[name] = n
		return false
	}
	if _, a := p.literal("is"); a != nil {
		n.Kind = UseTemplate
		return true
	}
	p.warnAt(start, "<template> needs a name (to define) or is (to use)")
	return false
}

// wxs reads a <wxs> module; inline code is everything up to </wxs.
func (p *parser) wxs(at Pos, start int, closed bool) {
	module, _ := p.literal("module")
	src, _ := p.literal("src")
	w := Wxs{Module: module, Src: src, Pos: at}
	if !closed {
		from := p.at
		w.Code0 = p.pos.at(from)
		end := strings.Index(p.src[from:], "</wxs")
		if end < 0 {
			p.warnAt(start, "<wxs> is not closed: </wxs> is missing; the rest of the file is taken for its code")
			end = len(p.src) - from
			p.at = len(p.src)
		} else {
			p.at = from + end + len("</wxs")
			if end := skipSpace(p.src, p.at); end < len(p.src) && p.src[end] != '>' {
				p.errorAt(end, "> is missing after </wxs")
			}
			if i := strings.IndexByte(p.src[p.at:], '>'); i >= 0 {
				p.at += i + 1
			} else {
				p.at = len(p.src)
			}
		}
		w.Code = p.src[from : from+end]
		if isBlank(w.Code) {
			w.Code = ""
		}
	}
	if w.Code != "" && w.Src != "" {
		p.warnAt(start, "<wxs> has a src, so its code is not used")
		w.Code = ""
	}
	if module == "" {
		if _, a := p.literal("module"); a == nil {
			p.errorAt(start, "<wxs> needs a module name")
		} else {
			p.warnAt(start, "<wxs> needs a module name")
		}
		return
	}
	if !moduleName(module) {
		p.errorAt(start, "the module name "+quoted(module)+" has a character that WeChat refuses; letters, digits and _ are allowed")
	}
	for i := range p.template.Wxs {
		if p.template.Wxs[i].Module == module {
			p.warnAt(start, "the wxs module "+quoted(module)+" is defined twice; the last one counts")
			p.template.Wxs[i] = w
			return
		}
	}
	p.template.Wxs = append(p.template.Wxs, w)
}

// moduleName reports whether s can name a wxs module. // WeChat: oracle wcc.
func moduleName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c|32 < 'a' || c|32 > 'z' {
			if c != '_' && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}

func quoted(s string) string {
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:60], "") + "…"
	}
	return `"` + s + `"`
}
