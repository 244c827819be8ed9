package style

import (
	"strings"

	"diorama/renderer/wxss"
)

// pendingProp marks an item whose value waits for var().
const pendingProp propID = 0xFFFF

// item is one longhand of a compiled declaration.
type item struct {
	prop  propID
	early bool
	decl  int32 // index in block.decls
	v     val
}

// pending is a declaration with var(); name may be a shorthand.
type pending struct {
	name, text, base string
}

type custom struct {
	name, text string
	decl       int32
}

// block is a compiled list of declarations.
type block struct {
	decls             []wxss.Decl
	status            []declStatus // per decl
	items, importants []item
	customs, icustoms []custom // icustoms: important
	hasEarly          bool     // early items, or pending ones that may be
	id                uint32
}

// declStatus is what became of a declaration.
type declStatus uint8

const (
	declOK declStatus = iota
	declQuiet
	declUnknown
	declInvalid
)

// compileDecls makes a block; base is the path of the file, for images.
func compileDecls(decls []wxss.Decl, base string) *block {
	b := &block{decls: decls, status: make([]declStatus, len(decls))}
	for i := range decls {
		d := &decls[i]
		if d.Custom() {
			c := custom{d.Name, d.Value, int32(i)}
			if d.Important {
				b.icustoms = append(b.icustoms, c)
			} else {
				b.customs = append(b.customs, c)
			}
			continue
		}
		items, st := compileValue(d.Name, d.Value, base)
		b.status[i] = st
		for _, it := range items {
			it.decl = int32(i)
			if it.early || it.prop == pendingProp {
				b.hasEarly = true
			}
			if d.Important {
				b.importants = append(b.importants, it)
			} else {
				b.items = append(b.items, it)
			}
		}
	}
	return b
}

// hasVar looks for var( in any letter case.
func hasVar(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if s[i+3] == '(' && s[i]|0x20 == 'v' && s[i+1]|0x20 == 'a' && s[i+2]|0x20 == 'r' {
			return true
		}
	}
	return false
}

func hasEnv(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if s[i+3] == '(' && s[i]|0x20 == 'e' && s[i+1]|0x20 == 'n' && s[i+2]|0x20 == 'v' {
			return true
		}
	}
	return false
}

// compileValue reads one declaration into longhands.
func compileValue(name, text, base string) ([]item, declStatus) {
	name = canonical(name)
	if !reg.known(name) {
		if quiet[name] || foreign(name) {
			return nil, declQuiet
		}
		return nil, declUnknown
	}
	if hasVar(text) {
		if !validReferences(text) {
			return nil, declInvalid
		}
		return []item{{prop: pendingProp, v: val{ref: &pending{name, text, base}}}}, declOK
	}
	items, st := parseValue(name, text, base)
	if st == declInvalid && hasEnv(text) && validReferences(text) {
		// env() stands for anything, as var() does (CSS Environment Variables 1 §3).
		return []item{{prop: pendingProp, v: val{ref: &pending{name, text, base}}}}, declOK
	}
	return items, st
}

// parseValue reads one declaration without var() of a known property.
func parseValue(name, text, base string) ([]item, declStatus) {
	id, isLong := reg.byName[name]
	sh := reg.shorthands[name]
	toks := trimTokens(wxss.Tokenize(text))
	p := &vparser{src: text, toks: toks, base: base}
	if w := cssWide(toks); w != notWide {
		return wideItems(name, w), declOK
	}
	if isLong {
		d := &reg.longhands[id]
		v, ok := d.parse(p)
		if !ok || !p.end() {
			return nil, declInvalid
		}
		return []item{{prop: id, early: d.early, v: v}}, declOK
	}
	if sh.expand == nil {
		return nil, declInvalid // all takes CSS-wide keywords only
	}
	var e expansion
	if !sh.expand(p, &e) || !p.end() {
		return nil, declInvalid
	}
	items := make([]item, len(e.names))
	for i, n := range e.names {
		id := reg.id(n)
		items[i] = item{prop: id, early: reg.longhands[id].early, v: e.vals[i]}
	}
	return items, declOK
}

func wideItems(name string, w wide) []item {
	one := func(id propID) item {
		return item{prop: id, early: reg.longhands[id].early, v: val{wide: w}}
	}
	if id, ok := reg.byName[name]; ok {
		return []item{one(id)}
	}
	if name == "all" {
		var items []item
		for i := range reg.longhands {
			if n := reg.longhands[i].name; n != "direction" && n != "unicode-bidi" {
				items = append(items, one(propID(i)))
			}
		}
		return items
	}
	var items []item
	for _, n := range reg.shorthands[name].longhands {
		items = append(items, one(reg.id(n)))
	}
	return items
}

func trimTokens(t []wxss.Token) []wxss.Token {
	for len(t) > 0 && t[0].Kind == wxss.Space {
		t = t[1:]
	}
	for len(t) > 0 && t[len(t)-1].Kind == wxss.Space {
		t = t[:len(t)-1]
	}
	return t
}

// Supported reports whether a declaration has an effect here: for @supports and
// for the audits. Properties that are right but change no picture count.
func Supported(name, value string) bool {
	name = wxss.Lower(name)
	if strings.HasPrefix(name, "--") {
		return true
	}
	_, st := compileValue(name, value, "")
	return st == declOK || st == declQuiet && !foreign(name)
}

// Check lists what of a sheet has no effect: unknown properties, and values that
// are not understood, each once, at its first place.
func Check(sheet *wxss.Sheet) []wxss.Feature {
	out := append([]wxss.Feature(nil), sheet.Unsupported...)
	seen := map[string]bool{}
	check := func(file string, decls []wxss.Decl) {
		for i := range decls {
			d := &decls[i]
			if d.Custom() {
				continue
			}
			_, st := compileValue(d.Name, d.Value, "")
			if f, ok := unsupportedDecl(d, st); ok && !seen[f] && len(out) < MaxUnsupported {
				seen[f] = true
				out = append(out, wxss.Feature{Name: f, File: file, Pos: d.Pos})
			}
		}
	}
	for i := range sheet.Rules {
		check(sheet.Rules[i].File, sheet.Rules[i].Decls)
	}
	for i := range sheet.Keyframes {
		for _, f := range sheet.Keyframes[i].Frames {
			check(sheet.Keyframes[i].File, f.Decls)
		}
	}
	return out
}

// maxValueText is how much of a value the unsupported list repeats, in bytes.
const maxValueText = 60

func unsupportedDecl(d *wxss.Decl, st declStatus) (string, bool) {
	switch st {
	case declUnknown:
		return "property " + d.Name, true
	case declInvalid:
		v := d.Value
		if len(v) > maxValueText {
			v = v[:maxValueText] + "…"
		}
		return "value " + d.Name + ": " + v, true
	}
	return "", false
}
