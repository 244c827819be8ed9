package wxss

import (
	"strconv"
	"strings"
)

// atRule reads one at-rule. into nil: it stands at the top or in a group rule.
func (p *parser) atRule(into *block, cond *Condition, parent []*Selector, depth int) {
	at := p.tok
	name := Lower(at.Text)
	p.advance()
	nested := into != nil || depth > 0
	hasBlock := p.prelude(true, nested)
	text := ""
	if len(p.buf) > 0 {
		text = trimValue(p.lx.src[p.buf[0].Start:p.buf[len(p.buf)-1].End])
	}
	if !hasBlock {
		if p.tok.Kind == Semicolon {
			p.advance()
		}
		p.statement(at, name, text, nested)
		return
	}
	p.advance() // {
	if depth >= MaxNesting {
		p.report(at.Start, Error, "rules are nested more than "+strconv.Itoa(MaxNesting)+" deep")
		p.skipBlock()
		return
	}
	switch name {
	case "media":
		m := ParseMedia(text)
		m.Pos = p.pos(at.Start)
		for i := range m.Queries {
			if m.Queries[i].Bad {
				p.report(at.Start, Error, "a query of @media "+text+" is not understood and never holds")
				break
			}
		}
		p.sheet.Media = append(p.sheet.Media, m)
		p.group(into, &Condition{Parent: cond, Media: m}, parent, depth)
	case "supports":
		s := ParseSupports(text)
		s.Pos = p.pos(at.Start)
		p.sheet.Supports = append(p.sheet.Supports, s)
		p.group(into, &Condition{Parent: cond, Supports: s}, parent, depth)
	case "layer":
		p.layerRule(into, at, text, cond, parent, depth)
	case "container":
		q, unknown := ParseContainer(text)
		if q == nil {
			p.report(at.Start, Error, "the query of @container "+text+" is not understood; its rules are left out")
			p.skipBlock()
			return
		}
		if unknown != "" {
			p.note("at-rule @container "+unknown, at.Start)
			p.report(at.Start, Unsupported, "@container "+unknown+" is not supported and never holds")
		}
		q.Pos = p.pos(at.Start)
		p.group(into, &Condition{Parent: cond, Container: q}, parent, depth)
	case "scope", "starting-style":
		p.note("at-rule @"+name, at.Start)
		p.report(at.Start, Unsupported, "@"+name+" is not supported; its rules are left out")
		p.skipBlock()
	case "keyframes", "-webkit-keyframes":
		p.keyframes(at, text, cond)
	case "font-face":
		var b block
		pos := p.pos(at.Start)
		p.block(&b, nil, nil, depth+1)
		p.closeBlock(at)
		p.sheet.FontFaces = append(p.sheet.FontFaces, FontFace{Decls: b.decls, Cond: cond, File: p.sheet.File, Pos: pos})
	default:
		if !strings.HasPrefix(name, "-moz-") && !strings.HasPrefix(name, "-ms-") && !strings.HasPrefix(name, "-o-") {
			p.note("at-rule @"+name, at.Start)
			p.report(at.Start, Unsupported, "@"+name+" is not supported and left out")
		}
		p.skipBlock()
	}
}

func (p *parser) closeBlock(at Token) {
	if p.tok.Kind == CloseCurly {
		p.advance()
		return
	}
	p.report(at.Start, Error, "@"+at.Text+" is not closed: expected }")
}

// statement is an at-rule that ends in ";".
func (p *parser) statement(at Token, name, text string, nested bool) {
	switch name {
	case "charset":
	case "import":
		if nested {
			p.report(at.Start, Error, "@import must not stand inside another rule")
			return
		}
		p.importRule(at, text)
	case "layer":
		p.layerStatement(at, text)
	default:
		p.note("at-rule @"+name, at.Start)
		p.report(at.Start, Unsupported, "@"+name+" is not supported and left out")
	}
}

func (p *parser) importRule(at Token, text string) {
	toks := Tokenize(text)
	imp := Import{Before: len(p.sheet.Rules), BeforeKeyframes: len(p.sheet.Keyframes), BeforeFaces: len(p.sheet.FontFaces), Pos: p.pos(at.Start)}
	rest := 1
	switch {
	case len(toks) > 0 && (toks[0].Kind == String || toks[0].Kind == URL):
		imp.URL = strings.TrimSpace(toks[0].Text)
	case len(toks) > 0 && toks[0].IsFunc("url"):
		for rest < len(toks) && toks[rest].Kind != CloseParen {
			if toks[rest].Kind == String {
				imp.URL = strings.TrimSpace(toks[rest].Text)
			}
			rest++
		}
		rest++
	}
	if imp.URL == "" {
		p.report(at.Start, Error, `expected the path of a sheet in quotes after @import`)
		return
	}
	if rest < len(toks) {
		q := strings.TrimSpace(text[toks[rest-1].End:])
		if imp.Layer, q = p.importLayer(at, q); imp.Layer != "" {
			p.addLayer(imp.Layer, imp.Pos)
		}
		if q != "" {
			imp.Media = ParseMedia(q)
			imp.Media.Pos = imp.Pos
			p.sheet.Media = append(p.sheet.Media, imp.Media)
		}
	}
	if imp.Before > 0 {
		// WeChat: a guess: its compiler puts the text in place wherever the rule stands.
		p.report(at.Start, Warning, "@import should stand before all other rules")
	}
	p.sheet.Imports = append(p.sheet.Imports, imp)
}

// group reads the inside of @media and @supports.
func (p *parser) group(into *block, cond *Condition, parent []*Selector, depth int) {
	at := p.tok
	if into != nil && parent != nil {
		// Inside a style rule declarations stand for a rule with "&".
		pos := p.pos(p.tok.Start)
		p.sheet.Rules = append(p.sheet.Rules, Rule{Selectors: parent, Cond: cond, Layer: p.layer, File: p.sheet.File, Pos: pos})
		b := block{rule: len(p.sheet.Rules)}
		p.block(&b, cond, parent, depth+1)
		p.sheet.Rules[b.rule-1].Decls = b.decls
		p.closeBlock(at)
		return
	}
	for {
		switch p.tok.Kind {
		case EOF:
			p.report(at.Start, Error, "a group rule is not closed: expected }")
			return
		case CloseCurly:
			p.advance()
			return
		case Space:
			p.advance()
		case At:
			p.atRule(nil, cond, nil, depth+1)
		default:
			p.qualified(cond, nil, nil, depth+1)
		}
	}
}

func (p *parser) keyframes(at Token, text string, cond *Condition) {
	k := Keyframes{Cond: cond, File: p.sheet.File, Pos: p.pos(at.Start)}
	toks := Tokenize(text)
	if len(toks) != 1 || toks[0].Kind != Ident && toks[0].Kind != String {
		p.report(at.Start, Error, "expected one name after @keyframes")
		p.skipBlock()
		return
	}
	k.Name = toks[0].Text
	for {
		switch p.tok.Kind {
		case EOF:
			p.report(at.Start, Error, "@keyframes is not closed: expected }")
			p.sheet.Keyframes = append(p.sheet.Keyframes, k)
			return
		case CloseCurly:
			p.advance()
			p.sheet.Keyframes = append(p.sheet.Keyframes, k)
			return
		case Space, Semicolon:
			p.advance()
			continue
		}
		start := p.tok
		if !p.prelude(false, true) {
			p.report(start.Start, Error, "expected { after the keyframe's offset")
			continue
		}
		f := Keyframe{Pos: p.pos(start.Start)}
		ok := p.offsets(&f, trimSpace(p.buf))
		p.advance()
		var b block
		p.block(&b, nil, nil, 2)
		p.closeBlock(start)
		if !ok {
			p.report(start.Start, Error, "expected from, to or a percentage between 0% and 100%")
			continue
		}
		f.Decls = b.decls
		k.Frames = append(k.Frames, f)
	}
}

func (p *parser) offsets(f *Keyframe, toks []Token) bool {
	want := true
	for i := range toks {
		t := &toks[i]
		switch {
		case t.Kind == Space:
		case !want:
			if t.Kind != Comma {
				return false
			}
			want = true
		case t.Is("from"):
			f.Offsets = append(f.Offsets, 0)
			want = false
		case t.Is("to"):
			f.Offsets = append(f.Offsets, 1)
			want = false
		case t.Kind == Percentage && t.Num >= 0 && t.Num <= 100:
			f.Offsets = append(f.Offsets, t.Num/100)
			want = false
		default:
			return false
		}
	}
	return !want
}
