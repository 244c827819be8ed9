package wxss

import (
	"strconv"
	"strings"
)

// Layer is a cascade layer where a sheet first names it (CSS Cascade 5 §6.4).
type Layer struct {
	Name string // of all layers around it too, with dots; one without a name has one made of its place
	Pos
}

// layerNames reads a list of layer names; ok is false when one is none.
func layerNames(text string) (names []string, ok bool) {
	for part := range strings.SplitSeq(text, ",") {
		name := strings.TrimSpace(part)
		toks := Tokenize(name)
		for i, t := range toks {
			if i%2 == 0 && t.Kind != Ident || i%2 == 1 && t.Kind != Delim {
				return nil, false
			}
		}
		if len(toks)%2 == 0 || strings.ContainsAny(name, " \t\n\r\f/") {
			return nil, false
		}
		names = append(names, name)
	}
	return names, true
}

func joinLayer(outer, name string) string {
	if outer == "" || name == "" {
		return outer + name
	}
	return outer + "." + name
}

// unnamed is the name of a layer without one.
func (p *parser) unnamed(pos Pos) string {
	return "(" + p.sheet.File + ":" + strconv.Itoa(int(pos.Line)) + ":" + strconv.Itoa(int(pos.Column)) + ")"
}

func (p *parser) addLayer(name string, pos Pos) {
	if len(p.sheet.Layers) < MaxLayers {
		p.sheet.Layers = append(p.sheet.Layers, Layer{name, pos})
	}
}

// layerRule reads a @layer rule with a block.
func (p *parser) layerRule(into *block, at Token, text string, cond *Condition, parent []*Selector, depth int) {
	pos := p.pos(at.Start)
	name := p.unnamed(pos)
	if text != "" {
		names, ok := layerNames(text)
		if !ok || len(names) != 1 {
			p.report(at.Start, Error, "expected one name after @layer, its rules are left out")
			p.skipBlock()
			return
		}
		name = names[0]
	}
	outer := p.layer
	p.layer = joinLayer(outer, name)
	p.addLayer(p.layer, pos)
	p.group(into, cond, parent, depth)
	p.layer = outer
}

// layerStatement reads @layer a, b;
func (p *parser) layerStatement(at Token, text string) {
	names, ok := layerNames(text)
	if !ok {
		p.report(at.Start, Error, "expected names with commas between them after @layer")
		return
	}
	for _, n := range names {
		p.addLayer(joinLayer(p.layer, n), p.pos(at.Start))
	}
}

// importLayer takes layer or layer(name) from the start of what follows the address of an
// @import.
func (p *parser) importLayer(at Token, text string) (layer, rest string) {
	toks := Tokenize(text)
	switch {
	case len(toks) > 0 && toks[0].Is("layer"):
		return p.unnamed(p.pos(at.Start)), strings.TrimSpace(text[toks[0].End:])
	case len(toks) > 0 && toks[0].IsFunc("layer"):
		name, after, ok := strings.Cut(text[toks[0].End:], ")")
		if names, good := layerNames(name); ok && good && len(names) == 1 {
			return names[0], strings.TrimSpace(after)
		}
		p.report(at.Start, Error, "expected one name in layer()")
		return p.unnamed(p.pos(at.Start)), strings.TrimSpace(after)
	}
	return "", text
}

// before reports that a place stands before another one of the same file.
func (p Pos) before(q Pos) bool { return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column }
