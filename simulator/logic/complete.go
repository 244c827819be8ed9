package logic

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"diorama/renderer/value"

	"github.com/dop251/goja"
)

// complete tells what may stand at the end of code: {from, names: [{name, kind}]};
// from is the byte where the word begins that a name replaces. What stands before
// the word is looked up, not run: names, members and elements, and calls of
// getApp() and getCurrentPages(), which change nothing.
func (w *Worker) complete(code string) value.Value {
	code = code[:min(len(code), maxCompleted)]
	from := len(code) - len(lastWord(code))
	word := code[from:]
	list := map[string]choice{}
	rest, dot := strings.CutSuffix(code[:from], ".")
	switch {
	case dot:
		if chain, ok := lastChain(rest); ok {
			if ex := w.vm.Try(func() {
				if o, ok := w.lookUp(chain).(*goja.Object); ok {
					w.names(o, word, list)
				}
			}); ex != nil {
				clear(list)
			}
		}
	case word != "":
		if ex := w.vm.Try(func() { w.names(w.vm.GlobalObject(), word, list) }); ex != nil {
			clear(list)
		}
	}
	names := sortedKeys(list)
	slices.SortStableFunc(names, func(a, b string) int { // as typed before other case, own before inherited
		return cmp.Or(-cmp.Compare(b2i(strings.HasPrefix(a, word)), b2i(strings.HasPrefix(b, word))), cmp.Compare(list[a].depth, list[b].depth))
	})
	if len(names) > maxCompletions {
		names = names[:maxCompletions]
	}
	out := make([]value.Value, len(names))
	for i, n := range names {
		out[i] = value.M("name", n, "kind", list[n].kind)
	}
	return value.M("from", from, "names", value.OfList(out))
}

// choice is what a name stands for, and how many prototypes up it was found.
type choice struct {
	kind  string
	depth int
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func wordRune(r rune) bool {
	return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// lastWord is the identifier, or its beginning, at the end of s.
func lastWord(s string) string {
	i := len(s)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !wordRune(r) {
			break
		}
		i -= n
	}
	return s[i:]
}

// lastChain reads a.b[0]['c'] at the end of s backwards into its steps.
func lastChain(s string) (steps []string, ok bool) {
	for {
		switch {
		case strings.HasSuffix(s, "]"):
			open := strings.LastIndexByte(s, '[')
			if open < 0 {
				return nil, false
			}
			key := s[open+1 : len(s)-1]
			if n := len(key); n >= 2 && (key[0] == '"' || key[0] == '\'') && key[n-1] == key[0] && !strings.ContainsAny(key[1:n-1], "\\\"'") {
				key = key[1 : n-1]
			} else if _, err := strconv.ParseUint(key, 10, 31); err != nil {
				return nil, false
			}
			steps, s = append(steps, key), s[:open]
			continue
		case strings.HasSuffix(s, "()"):
			name := lastWord(s[:len(s)-2])
			if name != "getApp" && name != "getCurrentPages" || strings.HasSuffix(s[:len(s)-2-len(name)], ".") {
				return nil, false
			}
			steps = append(steps, name+"()")
			slices.Reverse(steps)
			return steps, true
		}
		word := lastWord(s)
		if word == "" || unicode.IsDigit(rune(word[0])) {
			return nil, false
		}
		steps, s = append(steps, word), s[:len(s)-len(word)]
		if !strings.HasSuffix(s, ".") {
			slices.Reverse(steps)
			return steps, true
		}
		s = strings.TrimSuffix(strings.TrimSuffix(s, "."), "?")
	}
}

// lookUp follows the steps of a chain; nil when one leads nowhere or to a getter.
func (w *Worker) lookUp(steps []string) goja.Value {
	var v goja.Value
	for i, step := range steps {
		if i == 0 {
			x, err := w.evalCode(step) // an identifier, or one of the two calls
			if err != nil {
				return nil
			}
			v = x
			continue
		}
		if v == nil || goja.IsNull(v) || goja.IsUndefined(v) {
			return nil
		}
		v = w.plainMember(v.ToObject(w.vm), step)
	}
	if v == nil || goja.IsNull(v) || goja.IsUndefined(v) {
		return nil
	}
	return v.ToObject(w.vm)
}

// plainMember is a property without running a getter.
func (w *Worker) plainMember(o *goja.Object, name string) goja.Value {
	for p := o; p != nil; p = p.Prototype() {
		if v := w.ownValue(p, name); v != nil {
			return v
		}
	}
	return nil
}

// names collects the properties of o and its prototypes that begin with word, letter
// case apart.
func (w *Worker) names(o *goja.Object, word string, into map[string]choice) {
	seen := 0
	low := strings.ToLower(word)
	depth := 0
	for p := o; p != nil; p = p.Prototype() {
		for _, name := range p.GetOwnPropertyNames() {
			if seen++; seen > maxMembers {
				return
			}
			if _, known := into[name]; known || lastWord(name) != name || name == "" || unicode.IsDigit(rune(name[0])) || !strings.HasPrefix(strings.ToLower(name), low) {
				continue
			}
			kind := "getter"
			if v := w.ownValue(p, name); v != nil {
				kind = kindOf(v)
			}
			into[name] = choice{kind, depth}
		}
		depth++
	}
}
