package style

import (
	"strings"

	"diorama/renderer/wxss"
)

// validReferences reports that every var() and env() is well formed: a name, and
// after it nothing or a comma. What is not is refused when it is read.
func validReferences(text string) bool {
	toks := wxss.Tokenize(text)
	for i := range toks {
		isVar := toks[i].IsFunc("var")
		if !isVar && !toks[i].IsFunc("env") {
			continue
		}
		j := i + 1
		space := func() {
			for j < len(toks) && toks[j].Kind == wxss.Space {
				j++
			}
		}
		space()
		if j >= len(toks) || toks[j].Kind != wxss.Ident || isVar && (!strings.HasPrefix(toks[j].Text, "--") || len(toks[j].Text) < 3) {
			return false
		}
		j++
		space()
		for !isVar && j < len(toks) && toks[j].Kind == wxss.Number && toks[j].IsInt { // the place in a row of screens
			j++
			space()
		}
		if j < len(toks) && toks[j].Kind != wxss.Comma && toks[j].Kind != wxss.CloseParen {
			return false
		}
	}
	return true
}

// substitute puts custom properties in for var() (CSS Variables 1 §3). lookup
// gives the value of one. False: the value is invalid at computed time.
func substitute(text string, lookup func(name string) (string, bool), depth int) (string, bool) {
	if depth > MaxVarDepth {
		return "", false
	}
	toks := wxss.Tokenize(text)
	var b strings.Builder
	last := int32(0)
	for i := 0; i < len(toks); i++ {
		t := &toks[i]
		isEnv := t.IsFunc("env")
		if !isEnv && !t.IsFunc("var") {
			continue
		}
		// Find the end, the name and the fallback.
		end, level, commaAt := len(toks), 0, -1
	scan:
		for j := i + 1; j < len(toks); j++ {
			switch toks[j].Kind {
			case wxss.Function, wxss.OpenParen, wxss.OpenSquare, wxss.OpenCurly:
				level++
			case wxss.CloseParen, wxss.CloseSquare, wxss.CloseCurly:
				if level == 0 {
					end = j
					break scan
				}
				level--
			case wxss.Comma:
				if level == 0 && commaAt < 0 {
					commaAt = j
				}
			}
		}
		nameEnd := end
		if commaAt >= 0 {
			nameEnd = commaAt
		}
		name := trimTokens(toks[i+1 : nameEnd])
		if len(name) == 0 || name[0].Kind != wxss.Ident || !isEnv && (len(name) != 1 || !strings.HasPrefix(name[0].Text, "--")) {
			return "", false
		}
		if _, known := safeArea(name[0].Text); isEnv && known {
			// A length that math knows: it stays, without its fallback.
			b.WriteString(text[last:name[0].End])
			b.WriteByte(')')
			last = int32(len(text))
			if end < len(toks) {
				last = toks[end].End
			}
			i = end
			continue
		}
		v, ok := "", false
		if !isEnv {
			v, ok = lookup(name[0].Text)
		}
		if !ok {
			if commaAt < 0 {
				return "", false
			}
			fallback := ""
			if commaAt+1 < end {
				fallback = strings.TrimSpace(text[toks[commaAt+1].Start:toks[end-1].End])
			}
			if v, ok = fallback, true; hasVar(fallback) || hasEnv(fallback) {
				v, ok = substitute(fallback, lookup, depth+1)
			}
			if !ok {
				return "", false
			}
		}
		b.WriteString(text[last:t.Start])
		// An empty comment keeps the tokens on both sides apart.
		b.WriteString("/**/")
		b.WriteString(v)
		b.WriteString("/**/")
		if b.Len() > MaxVarText {
			return "", false
		}
		if end < len(toks) {
			last = toks[end].End
			i = end
		} else {
			last = int32(len(text))
			i = len(toks)
		}
	}
	b.WriteString(text[last:])
	return b.String(), b.Len() <= MaxVarText
}

// customResolver computes the custom properties of one element.
type customResolver struct {
	own    map[string]string // as written
	parent map[string]string // computed
	done   map[string]string
	state  map[string]uint8 // 1 being resolved, 2 done, 3 invalid
}

func (r *customResolver) resolve(name string, depth int) (string, bool) {
	text, mine := r.own[name]
	if !mine {
		v, ok := r.parent[name]
		return v, ok
	}
	switch r.state[name] {
	case 1: // a cycle: all in it are invalid (§2.3)
		r.state[name] = 3
		return "", false
	case 2:
		return r.done[name], true
	case 3:
		return "", false
	}
	if depth > MaxVarDepth {
		return "", false
	}
	r.state[name] = 1
	v, ok := text, true
	switch wxss.Lower(text) {
	case "initial":
		ok = false
	case "inherit", "unset", "revert", "revert-layer":
		v, ok = r.parent[name]
	default:
		if hasVar(text) {
			v, ok = substitute(text, func(n string) (string, bool) { return r.resolve(n, depth+1) }, 0)
			v = strings.ReplaceAll(v, "/**/", "")
		}
	}
	if r.state[name] == 3 {
		ok = false // a cycle came back here
	}
	if !ok {
		r.state[name] = 3
		return "", false
	}
	r.state[name] = 2
	r.done[name] = v
	return v, true
}

// computeCustoms gives the custom properties of an element whose own declarations
// are own; the parent's map itself when nothing differs.
func computeCustoms(own map[string]string, parent map[string]string) map[string]string {
	if len(own) == 0 {
		return parent
	}
	r := customResolver{own: own, parent: parent, done: map[string]string{}, state: map[string]uint8{}}
	out := make(map[string]string, len(parent)+len(own))
	for k, v := range parent {
		out[k] = v
	}
	for k := range own {
		if v, ok := r.resolve(k, 0); ok {
			out[k] = v
		} else {
			delete(out, k)
		}
	}
	return out
}
