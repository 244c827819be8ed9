package style

import (
	"maps"
	"slices"

	"diorama/renderer/wxss"
)

// common are words that no table of keywords holds, each tried.
var common = [...]string{"auto", "none", "normal", "0", "100%", "min-content", "max-content", "fit-content", "currentcolor", "transparent",
	"bold", "bolder", "lighter", "italic", "oblique", "wrap", "nowrap", "wrap-reverse", "underline", "line-through", "overline", "small", "medium", "large",
	"thin", "thick", "cover", "contain", "repeat", "no-repeat", "repeat-x", "repeat-y", "center", "top", "right", "bottom", "left", "baseline", "middle",
	"ease", "ease-in", "ease-out", "ease-in-out", "linear", "infinite", "alternate", "forwards", "backwards", "both", "all",
	"serif", "sans-serif", "monospace", "border-box", "padding-box", "content-box", "circle"}

// everywhere are the keywords that every property takes (CSS Cascading 5 §7.3).
var everywhere = [...]string{"inherit", "initial", "unset", "revert"}

// Keywords lists what the value of a property may be as a single word, colours
// included, for completion: its own words, then colours, then those that every
// property takes. Nil for an unknown one.
func Keywords(property string) []string {
	if !reg.known(property) {
		return nil
	}
	own := map[string]bool{}
	for _, name := range longhandNames(property) {
		if id, ok := reg.byName[name]; ok {
			for _, w := range reg.longhands[id].words {
				own[w] = true
			}
		}
	}
	fits := func(w string) bool {
		items, st := compileValue(property, w, "")
		return st == declOK && len(items) > 0
	}
	if !fits("no-such-word") { // names of fonts, animations … are anything
		for _, w := range common {
			own[w] = own[w] || fits(w)
		}
	}
	out := slices.Sorted(maps.Keys(own))
	out = slices.DeleteFunc(out, func(w string) bool { return !own[w] || !fits(w) })
	if fits("rebeccapurple") {
		for _, w := range slices.Sorted(maps.Keys(namedColors)) {
			if !own[w] {
				out = append(out, w)
			}
		}
	}
	return append(out, everywhere[:]...)
}

// FindColor finds the first colour within a value: its bytes, and what it is. Colours
// that depend on others (currentcolor, var()) are passed over.
func FindColor(value string) (from, to int, c Color, ok bool) {
	p := &vparser{src: value, toks: wxss.Tokenize(value)}
	for p.i < len(p.toks) {
		at := p.i
		s, ok := p.color()
		if ok && !s.current && s.mix == nil && p.i > at {
			for p.toks[at].Kind == wxss.Space {
				at++
			}
			from, to = int(p.toks[at].Start), int(p.toks[p.i-1].End)
			if to <= len(value) {
				return from, to, s.c, true
			}
		}
		p.i = max(p.i, at+1)
	}
	return 0, 0, Color{}, false
}
