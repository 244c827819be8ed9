package wxss

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Parse reads a sheet. It never fails: what cannot be understood is left out
// and told in the diagnostics (CSS Syntax 3 §5, error recovery as there).
func Parse(file string, src []byte) (*Sheet, []Diagnostic) {
	p := &parser{sheet: &Sheet{File: file}}
	if len(src) > MaxSource {
		src = src[:MaxSource]
		p.tooLong = true
	}
	text := strings.TrimPrefix(string(src), "\uFEFF")
	p.lx.src = preprocess(text)
	p.line, p.lineFrom, p.col = 1, 0, 1
	p.advance()
	p.rules()
	if p.lx.openComment {
		p.report(int32(len(p.lx.src)), Error, "a comment is not closed: expected */")
	}
	if p.tooLong {
		p.report(int32(len(p.lx.src)), Error, "the sheet is longer than "+strconv.Itoa(MaxSource)+" bytes; the rest is left out")
	}
	return p.sheet, p.diags
}

// ParseDeclarations reads the content of a style attribute.
func ParseDeclarations(src string) []Decl {
	p := &parser{sheet: &Sheet{}, inline: true}
	p.lx.src = preprocess(src)
	p.line, p.col = 1, 1
	p.advance()
	var b block
	p.block(&b, nil, nil, 0)
	return b.decls
}

// ParseSelectors reads a selector list; the string is the first mistake or "".
func ParseSelectors(src string) ([]*Selector, string) {
	src = preprocess(src)
	sp := selParser{src: src, toks: Tokenize(src), note: func(string, int32) {}}
	list := sp.list(false)
	if sp.err == "" && sp.i != len(sp.toks) {
		sp.fail("unexpected " + describe(sp.peek()))
	}
	if sp.err != "" {
		return nil, sp.err
	}
	return list, ""
}

type parser struct {
	layer   string // the cascade layer around, see Layer
	lx      lexer
	tok     Token
	sheet   *Sheet
	diags   []Diagnostic
	seen    map[string]bool
	buf     []Token
	inline  bool
	tooLong bool

	// cursor of position: the line that starts at lineFrom, col at offset at
	line, col int32
	lineFrom  int32
	at        int32
}

func (p *parser) advance() { p.tok = p.lx.next() }

// mark and back allow to read again (nested rules).
func (p *parser) back(t Token) {
	p.lx.pos = int(t.End)
	p.tok = t
}

// pos converts an offset. Faster: goes on from the last offset asked for, since
// they nearly always grow; starts over otherwise.
func (p *parser) pos(off int32) Pos {
	if off < p.at {
		if off < p.lineFrom {
			p.line, p.lineFrom = 1, 0
		}
		p.at, p.col = p.lineFrom, 1
	}
	s := p.lx.src
	for {
		i := strings.IndexByte(s[p.at:off], '\n')
		if i < 0 {
			break
		}
		p.line++
		p.at += int32(i) + 1
		p.lineFrom = p.at
		p.col = 1
	}
	p.col += int32(utf8.RuneCountInString(s[p.at:off]))
	p.at = off
	return Pos{p.line, p.col}
}

func (p *parser) report(off int32, sev Severity, msg string) {
	if p.inline || len(p.diags) >= MaxDiagnostics {
		return
	}
	at := p.pos(off)
	p.diags = append(p.diags, Diagnostic{File: p.sheet.File, Line: int(at.Line), Column: int(at.Column), Message: msg, Severity: sev})
}

// note lists a feature without effect, once per name.
func (p *parser) note(feature string, off int32) {
	if p.seen[feature] {
		return
	}
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[feature] = true
	p.sheet.Unsupported = append(p.sheet.Unsupported, Feature{Name: feature, File: p.sheet.File, Pos: p.pos(off)})
}

// rules is the top level.
func (p *parser) rules() {
	for {
		switch p.tok.Kind {
		case EOF:
			return
		case Space, CDO, CDC:
			p.advance()
		case At:
			p.atRule(nil, nil, nil, 0)
		default:
			p.qualified(nil, nil, nil, 0)
		}
		if len(p.sheet.Rules) > MaxRules {
			p.report(p.tok.Start, Error, "the sheet has more than "+strconv.Itoa(MaxRules)+" rules; the rest is left out")
			return
		}
	}
}

// component consumes one component value, brackets with all inside. broken: a bad
// string or address, or a bracket that closes nothing, is in it.
func (p *parser) component(keep *[]Token) (broken bool) {
	var closers []Kind
	for {
		t := p.tok
		if keep != nil && t.Kind != EOF {
			*keep = append(*keep, t)
		}
		switch t.Kind {
		case EOF:
			return broken
		case BadString, BadURL:
			broken = true
		case Function, OpenParen:
			closers = append(closers, CloseParen)
		case OpenSquare:
			closers = append(closers, CloseSquare)
		case OpenCurly:
			closers = append(closers, CloseCurly)
		case CloseParen, CloseSquare, CloseCurly:
			if n := len(closers); n > 0 && closers[n-1] == t.Kind {
				closers = closers[:n-1]
			} else {
				broken = true
			}
		}
		p.advance()
		if len(closers) == 0 {
			return broken
		}
	}
}

// prelude consumes up to "{" (found), or up to the end, a ";" (when semi) or the
// "}" around (when nested). The tokens are in p.buf.
func (p *parser) prelude(semi, nested bool) (found bool) {
	p.buf = p.buf[:0]
	for {
		switch p.tok.Kind {
		case EOF:
			return false
		case OpenCurly:
			return true
		case Semicolon:
			if semi {
				return false
			}
		case CloseCurly:
			if nested {
				return false
			}
		}
		p.component(&p.buf)
	}
}

// block holds what a { } of a style rule gave.
type block struct {
	decls []Decl
	// rule is the place in the sheet, plus one, of the rule that the declarations belong
	// to; nested: other rules came after it, so that more declarations are a rule of
	// their own behind them (CSS Nesting 1 §4.1).
	rule   int
	nested bool
}

// add puts a declaration where it belongs.
func (p *parser) add(b *block, d Decl) {
	if b.nested && b.rule > 0 {
		r := p.sheet.Rules[b.rule-1]
		p.sheet.Rules[b.rule-1].Decls = b.decls
		r.Decls, r.Pos = nil, d.Pos
		p.sheet.Rules = append(p.sheet.Rules, r)
		b.decls, b.rule, b.nested = nil, len(p.sheet.Rules), false
	}
	b.decls = append(b.decls, d)
}

// qualified reads a style rule; parent is the list that & stands for.
func (p *parser) qualified(cond *Condition, parent []*Selector, into *block, depth int) {
	start := p.tok
	nested := into != nil || depth > 0
	if !p.prelude(into != nil, nested) {
		if p.tok.Kind == EOF && !p.inline {
			p.report(start.Start, Error, "expected { after the selector, found the end of the sheet")
		} else if into != nil {
			p.report(start.Start, Error, "expected a declaration such as width: 10rpx;")
		}
		if p.tok.Kind == Semicolon {
			p.advance()
		}
		return
	}
	rulePos := p.pos(start.Start)
	end := p.tok.Start
	sp := selParser{src: p.lx.src, toks: trimSpace(p.buf), parent: parent, nested: parent != nil, note: p.note}
	list := sp.list(parent != nil)
	if sp.err == "" && sp.i != len(sp.toks) {
		sp.fail("unexpected " + describe(sp.peek()))
	}
	if sp.err != "" {
		msg := sp.err
		if strings.HasPrefix(p.lx.src[start.Start:end], "//") {
			msg = "// starts no comment in WXSS: write /* … */"
			sp.errAt = start.Start
		}
		sev := Error
		if strings.Contains(msg, "not supported") {
			sev = Unsupported
		}
		p.report(sp.errAt, sev, msg+"; the rule is left out")
		list = nil
	}
	p.advance() // {
	if depth >= MaxNesting {
		p.report(start.Start, Error, "rules are nested more than "+strconv.Itoa(MaxNesting)+" deep")
		p.skipBlock()
		return
	}
	if list == nil {
		p.skipBlock() // with all rules inside
		return
	}
	index := len(p.sheet.Rules)
	// The place is taken now: nested rules come after their parent.
	p.sheet.Rules = append(p.sheet.Rules, Rule{Selectors: list, Cond: cond, Layer: p.layer, File: p.sheet.File, Pos: rulePos})
	b := block{rule: index + 1}
	p.block(&b, cond, list, depth+1)
	if p.tok.Kind == CloseCurly {
		p.advance()
	} else if !p.inline {
		p.report(start.Start, Error, "the rule is not closed: expected }")
	}
	p.sheet.Rules[b.rule-1].Decls = b.decls
}

func trimSpace(t []Token) []Token {
	for len(t) > 0 && t[len(t)-1].Kind == Space {
		t = t[:len(t)-1]
	}
	return t
}

// skipBlock goes behind the "}" that closes the block just opened.
func (p *parser) skipBlock() {
	for p.tok.Kind != EOF && p.tok.Kind != CloseCurly {
		p.component(nil)
	}
	if p.tok.Kind == CloseCurly {
		p.advance()
	}
}

// block reads declarations and nested rules up to the closing "}" or the end:
// CSS Syntax 3 §5.4.4. parent nil: nested rules are faulty and left out.
func (p *parser) block(b *block, cond *Condition, parent []*Selector, depth int) {
	for {
		switch p.tok.Kind {
		case EOF:
			return
		case CloseCurly:
			if !p.inline || depth > 0 {
				return
			}
			p.advance() // a stray } in a style attribute
		case Space, Semicolon:
			p.advance()
		case At:
			p.atRule(b, cond, parent, depth)
			b.nested = b.rule > 0 && len(p.sheet.Rules) > b.rule
		case Ident:
			start := p.tok
			if p.declaration(b) {
				continue
			}
			p.back(start)
			p.nested(b, cond, parent, depth)
			b.nested = b.rule > 0 && len(p.sheet.Rules) > b.rule
		default:
			p.nested(b, cond, parent, depth)
			b.nested = b.rule > 0 && len(p.sheet.Rules) > b.rule
		}
	}
}

// nested reads what is no declaration.
func (p *parser) nested(b *block, cond *Condition, parent []*Selector, depth int) {
	if parent != nil {
		p.qualified(cond, parent, b, depth)
		return
	}
	// A bad declaration (or a rule where none may stand): up to ";" or over { }.
	start := p.tok
	if p.prelude(true, !p.inline) {
		p.advance()
		p.skipBlock()
	} else if p.tok.Kind == Semicolon {
		p.advance()
	} else if p.inline && p.tok.Kind == CloseCurly {
		p.advance()
	}
	p.report(start.Start, Error, "expected a declaration such as width: 10rpx;")
}

// declaration reads name : value. False: it is none, and the caller reads again.
func (p *parser) declaration(b *block) bool {
	name := p.tok
	p.advance()
	for p.tok.Kind == Space {
		p.advance()
	}
	if p.tok.Kind != Colon {
		return false
	}
	p.advance()
	for p.tok.Kind == Space {
		p.advance()
	}
	custom := strings.HasPrefix(name.Text, "--") && len(name.Text) > 2
	first := p.tok
	last := Token{End: first.Start}
	var bang, imp Token // the last two tokens of weight
	curly, other, bad, bangs := false, false, false, 0
	for p.tok.Kind != EOF && p.tok.Kind != Semicolon && p.tok.Kind != CloseCurly {
		t := p.tok
		switch t.Kind {
		case Space:
			p.advance()
			continue
		case OpenCurly:
			curly = true
			other = other || first != t
			bad = p.component(nil) || bad
		case Function, OpenParen, OpenSquare:
			other = true
			bad = p.component(nil) || bad
		case BadString, BadURL, CloseParen, CloseSquare:
			bad = true
			other = true
			p.advance()
		default:
			other = true
			p.advance()
		}
		if t.IsDelim('!') {
			bangs++
		}
		bang, imp = imp, t
		last = Token{Start: t.Start, End: int32(min(p.lx.pos, int(p.tok.Start)))}
		if p.tok.Kind == EOF {
			last.End = int32(len(p.lx.src))
		}
	}
	if curly && other && !custom {
		return false
	}
	d := Decl{Name: name.Text, Pos: p.pos(name.Start), ValuePos: p.pos(first.Start)}
	if !custom {
		d.Name = Lower(name.Text)
	}
	value := p.lx.src[first.Start:last.End]
	if bang.IsDelim('!') && imp.Is("important") {
		d.Important = true
		value = p.lx.src[first.Start:bang.Start]
		bangs--
	}
	d.Value = trimValue(value)
	switch {
	case bad:
		p.report(first.Start, Error, "the value of "+d.Name+" is broken: a string, address or bracket is not closed")
	case bangs > 0:
		p.report(first.Start, Error, "the value of "+d.Name+" has a ! that is not !important")
	case d.Value == "" && !custom:
		p.report(name.Start, Error, d.Name+" has no value")
	default:
		p.add(b, d)
	}
	if p.tok.Kind == Semicolon {
		p.advance()
	}
	return true
}

// trimValue drops white space and comments at both ends.
func trimValue(v string) string {
	for {
		v = strings.Trim(v, " \n\t")
		switch {
		case strings.HasSuffix(v, "*/"):
			i := strings.LastIndex(v, "/*")
			if i < 0 || strings.ContainsAny(v[:i], `"'(`) {
				return v // it may stand inside a string or address
			}
			v = v[:i]
		case strings.HasPrefix(v, "/*"):
			i := strings.Index(v[2:], "*/")
			if i < 0 {
				return ""
			}
			v = v[i+4:]
		default:
			return v
		}
	}
}

// cutImportant splits a trailing !important off a value.
func cutImportant(v string, toks []Token) (string, bool) {
	toks = trimSpace(toks)
	n := len(toks)
	if n == 0 || !toks[n-1].Is("important") {
		return v, false
	}
	rest := trimSpace(toks[:n-1])
	if len(rest) == 0 || !rest[len(rest)-1].IsDelim('!') {
		return v, false
	}
	return trimValue(v[:rest[len(rest)-1].Start]), true
}
