// Package wxss reads WXSS: bytes to a Sheet of rules with positions, and
// diagnostics.
//
// Its one idea: nothing is lost on the way: the parser recovers as CSS Syntax 3
// says, values stay the text that was written (with a position, for the devtools)
// and are given a meaning by package style; rpx is a unit like any other.
package wxss

// Sheet is one parsed style sheet.
type Sheet struct {
	File        string
	Rules       []Rule // in source order, conditional groups and nested rules flattened
	Media       []*MediaList
	Supports    []*SupportsCondition
	Keyframes   []Keyframes
	FontFaces   []FontFace
	Imports     []Import
	Layers      []Layer   // in the order in which they are named; some repeatedly
	Unsupported []Feature // selectors and at-rules without effect, each once
}

// Rule is one style rule.
type Rule struct {
	Selectors []*Selector
	Decls     []Decl
	Cond      *Condition // nil: applies always
	Layer     string     // the cascade layer it stands in, as in Sheet.Layers; "" none
	File      string
	Pos
}

// Decl is one declaration. Value is the source text without !important and
// without white space around it.
type Decl struct {
	Name      string // lower case, but custom properties as written
	Value     string
	Important bool
	Pos       // of the name
	ValuePos  Pos
}

// Custom reports a custom property.
func (d *Decl) Custom() bool { return len(d.Name) > 2 && d.Name[0] == '-' && d.Name[1] == '-' }

// Condition is what must hold for a rule: the group rule around it, and the ones
// around that.
type Condition struct {
	Parent    *Condition
	Media     *MediaList         // or
	Supports  *SupportsCondition // or
	Container *ContainerQuery    // one of them
}

// Holds evaluates c with all around it but for container queries, which every element
// answers for itself; supports judges one declaration or selector.
func (c *Condition) Holds(env MediaEnv, supports func(name, value string) bool) bool {
	for ; c != nil; c = c.Parent {
		if c.Media != nil && !c.Media.Match(env) || c.Supports != nil && !c.Supports.Match(supports) {
			return false
		}
	}
	return true
}

// Keyframes is one @keyframes rule.
type Keyframes struct {
	Name   string
	Frames []Keyframe
	Cond   *Condition
	File   string
	Pos
}

// Keyframe is one block of a @keyframes rule.
type Keyframe struct {
	Offsets []float64 // 0…1
	Decls   []Decl
	Pos
}

// FontFace is one @font-face rule; its descriptors as written.
type FontFace struct {
	Decls []Decl
	Cond  *Condition
	File  string
	Pos
}

// Descriptor gives the last descriptor of that name, "" when absent.
func (f *FontFace) Descriptor(name string) string {
	for i := len(f.Decls) - 1; i >= 0; i-- {
		if f.Decls[i].Name == name {
			return f.Decls[i].Value
		}
	}
	return ""
}

// Import is one @import. Before tells in front of which index of Rules it stands
// (0 in a valid sheet), and BeforeKeyframes, BeforeFaces the same for those lists.
type Import struct {
	URL                                  string
	Media                                *MediaList // nil: always
	Layer                                string     // "" none
	Before, BeforeKeyframes, BeforeFaces int
	Pos
}

// Feature is something a sheet uses that has no effect here: a property, a
// selector, an at-rule. Listed once per name.
type Feature struct {
	Name string // "property columns", "selector :has()", "at-rule @layer"
	File string
	Pos
}

// MaxImports bounds how many sheets one sheet may pull in.
const MaxImports = 1000

// Flatten gives s with all @imports put in place, in the order in which they
// stand. load finds the sheet for an address written in file from; nil passes it
// over. A sheet that imports itself is taken once per way to it.
func Flatten(s *Sheet, load func(url, from string) *Sheet) *Sheet {
	out := &Sheet{File: s.File}
	count := 0
	flatten(out, s, nil, "", load, map[*Sheet]bool{}, &count)
	return out
}

func flatten(out, s *Sheet, cond *Condition, layer string, load func(url, from string) *Sheet, busy map[*Sheet]bool, count *int) {
	if busy[s] || *count > MaxImports {
		return
	}
	*count++
	busy[s] = true
	rule, frames, face, layers := 0, 0, 0, 0
	layersUpTo := func(before func(Pos) bool) {
		for ; layers < len(s.Layers) && before(s.Layers[layers].Pos) && len(out.Layers) < MaxLayers; layers++ {
			out.Layers = append(out.Layers, Layer{joinLayer(layer, s.Layers[layers].Name), s.Layers[layers].Pos})
		}
	}
	upTo := func(r, k, f int) {
		for ; rule < r && rule < len(s.Rules); rule++ {
			x := s.Rules[rule]
			x.Cond = under(x.Cond, cond)
			x.Layer = joinLayer(layer, x.Layer)
			out.Rules = append(out.Rules, x)
		}
		for ; frames < k && frames < len(s.Keyframes); frames++ {
			x := s.Keyframes[frames]
			x.Cond = under(x.Cond, cond)
			out.Keyframes = append(out.Keyframes, x)
		}
		for ; face < f && face < len(s.FontFaces); face++ {
			x := s.FontFaces[face]
			x.Cond = under(x.Cond, cond)
			out.FontFaces = append(out.FontFaces, x)
		}
	}
	for _, imp := range s.Imports {
		upTo(imp.Before, imp.BeforeKeyframes, imp.BeforeFaces)
		sub := load(imp.URL, s.File)
		if sub == nil {
			continue
		}
		c := cond
		if imp.Media != nil {
			c = &Condition{Parent: cond, Media: imp.Media}
			out.Media = append(out.Media, imp.Media)
		}
		layersUpTo(func(p Pos) bool { return !imp.Pos.before(p) })
		flatten(out, sub, c, joinLayer(layer, imp.Layer), load, busy, count)
	}
	layersUpTo(func(Pos) bool { return true })
	upTo(len(s.Rules), len(s.Keyframes), len(s.FontFaces))
	out.Media = append(out.Media, s.Media...)
	out.Supports = append(out.Supports, s.Supports...)
	out.Unsupported = append(out.Unsupported, s.Unsupported...)
	busy[s] = false
}

// under puts the chain c below outer.
func under(c, outer *Condition) *Condition {
	if outer == nil {
		return c
	}
	if c == nil {
		return outer
	}
	n := *c
	n.Parent = under(c.Parent, outer)
	return &n
}
