package logic

import (
	"fmt"
	"math"

	"diorama/renderer/value"

	"github.com/dop251/goja"
)

// parseObserver reads the key of an observer: "a, b.c, d[0], e.**, **". Names are
// letters, digits and _, other characters only after a backslash; spaces may stand
// around every sign. WeChat: oracle exparser, which leaves out the whole observer
// when one of its paths is wrong.
func parseObserver(key string, fn goja.Value) (*observer, error) {
	ob := &observer{fn: fn, text: key}
	r := observerReader{s: key}
	for {
		f, err := r.path()
		if err != nil {
			return nil, err
		}
		ob.fields = append(ob.fields, f)
		r.space()
		if !r.take(",") {
			break
		}
	}
	if r.i < len(r.s) {
		return nil, r.errorf("expected a comma")
	}
	return ob, nil
}

type observerReader struct {
	s string
	i int
}

func (r *observerReader) errorf(what string) error {
	return fmt.Errorf("observer %q: %s at column %d", r.s, what, r.i+1)
}

func (r *observerReader) space() {
	for r.i < len(r.s) {
		switch r.s[r.i] {
		case ' ', '\n', '\r', '\t', '\f':
			r.i++
		default:
			return
		}
	}
}

func (r *observerReader) take(sign string) bool {
	if len(r.s)-r.i < len(sign) || r.s[r.i:r.i+len(sign)] != sign {
		return false
	}
	r.i += len(sign)
	return true
}

func (r *observerReader) path() (observed, error) {
	var o observed
	r.space()
	if r.take("**") {
		o.deep = true
		return o, nil
	}
	name, err := r.name()
	if err != nil {
		return o, err
	}
	o.path = value.Path{{Name: name, Index: -1}}
	for {
		r.space()
		switch {
		case r.take("."):
			r.space()
			if r.take("**") {
				o.deep = true
				return o, nil
			}
			name, err := r.name()
			if err != nil {
				return o, err
			}
			o.path = append(o.path, value.Step{Name: name, Index: -1})
		case r.take("["):
			r.space()
			n, from := 0, r.i
			for r.i < len(r.s) && r.s[r.i] >= '0' && r.s[r.i] <= '9' && n < math.MaxInt32 {
				n = n*10 + int(r.s[r.i]-'0')
				r.i++
			}
			if r.i == from {
				return o, r.errorf("expected a whole number")
			}
			r.space()
			if !r.take("]") {
				return o, r.errorf("expected ]")
			}
			o.path = append(o.path, value.Step{Index: n})
		default:
			return o, nil
		}
	}
}

func (r *observerReader) name() (string, error) {
	var b []byte
	for r.i < len(r.s) {
		c := r.s[r.i]
		switch {
		case c == '\\':
			r.i++
			if r.i == len(r.s) {
				continue
			}
			c = r.s[r.i]
		case observable(c):
		case c >= '0' && c <= '9':
			if len(b) == 0 {
				return "", r.errorf("a name does not begin with a digit")
			}
		default:
			if len(b) == 0 {
				return "", r.errorf("expected a name of letters, digits and _")
			}
			return string(b), nil
		}
		b = append(b, c)
		r.i++
	}
	if len(b) == 0 {
		return "", r.errorf("expected a name of letters, digits and _")
	}
	return string(b), nil
}
