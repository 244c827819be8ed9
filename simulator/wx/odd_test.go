package wx

import (
	"testing"

	"diorama/renderer/value"
)

// Proves that no API and no method of what it gives panics or ends twice, whatever
// it is called with. Oracle: hand.
func TestOddArguments(t *testing.T) {
	noop := func(...value.Value) {}
	all := value.M("url", 5, "data", nil, "filePath", "..", "src", "\x00", "title", "t", "key", "", "index", -1e300, "itemList", []any{nil}, "urls", []any{1, nil}, "length", 1e99,
		"keyList", []any{nil}, "kvList", []any{1}, "tmplIds", []any{nil}, "sources", []any{nil}, "fd", "x", "entries", []any{nil}, "count", -5, "value", 1e99, "scope", "x", "code", 1e99)
	args := [][]any{nil, {nil}, {value.M()}, {"x", "y", "z"}, {-1, 1e300, 2}, {[]any{}, []any{nil}}, {all, all}, {[]byte{1}, []byte(nil)}, {noop, noop}, {value.OfFunc(&Ref{Page: 9, Instance: 9}), value.M("thresholds", "x")}}
	for _, api := range Table() {
		for _, a := range args {
			f := newFake(t)
			try := func(this *Object, api API, a []any) *outcome {
				if api.Kind == On && (len(a) == 0 || AsFunc(arg(a[0])) == nil) {
					return nil // refused by the caller of the table
				}
				o := f.callOn(this, api, a...)
				f.settle()
				if o.settled > 1 {
					t.Errorf("%s ended %d times with %v", api.Name, o.settled, a)
				}
				return o
			}
			o := try(nil, api, a)
			if o == nil {
				continue
			}
			made := AsObject(o.returned)
			if made == nil {
				continue
			}
			for _, m := range made.Methods {
				for _, b := range [][]any{nil, {nil}, {"x", -1}, {all}, {noop, noop}} {
					if deep := try(made, m, b); deep != nil {
						if sub := AsObject(deep.returned); sub != nil && sub != made {
							for _, m := range sub.Methods {
								try(sub, m, nil)
								try(sub, m, []any{all, noop})
							}
						}
					}
				}
			}
			for _, p := range made.Props {
				p.Get()
				if p.Set != nil {
					p.Set(value.M("a", 1))
				}
			}
			f.state.Close()
		}
	}
}
