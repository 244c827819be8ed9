package dom

import (
	"encoding/binary"
	"errors"
	"unsafe"

	"diorama/renderer/value"
)

var errOps = errors.New("dom: malformed operations")

// AppendOps appends a compact form of ops: per op its kind, a mask of the fields
// that are set, and those fields.
func AppendOps(b []byte, ops []Op) []byte {
	b = binary.AppendUvarint(b, uint64(len(ops)))
	for i := range ops {
		op := &ops[i]
		var mask uint16
		set := func(bit int, on bool) {
			if on {
				mask |= 1 << bit
			}
		}
		set(0, op.Parent != 0)
		set(1, op.Before != 0)
		set(2, op.Instance != 0)
		set(3, op.Owner != 0)
		set(4, op.Scope != 0)
		set(5, op.Isolation != 0)
		set(6, op.Name != "")
		set(7, op.Is != "")
		set(8, op.Text != "")
		set(9, !op.Value.IsUndefined())
		set(10, len(op.Classes) > 0)
		set(11, len(op.Handlers) > 0)
		set(12, op.Form != 0)
		b = append(b, byte(op.Kind))
		b = binary.LittleEndian.AppendUint16(b, mask)
		b = binary.AppendVarint(b, int64(op.ID))
		for bit, n := range [...]int64{int64(op.Parent), int64(op.Before), int64(op.Instance), int64(op.Owner), int64(op.Scope), int64(op.Isolation)} {
			if mask&(1<<bit) != 0 {
				b = binary.AppendVarint(b, n)
			}
		}
		for bit, s := range [...]string{op.Name, op.Is, op.Text} {
			if mask&(1<<(6+bit)) != 0 {
				b = appendString(b, s)
			}
		}
		if mask&(1<<9) != 0 {
			b, _ = op.Value.AppendBinary(b)
		}
		if mask&(1<<10) != 0 {
			b = binary.AppendUvarint(b, uint64(len(op.Classes)))
			for _, c := range op.Classes {
				b = binary.AppendVarint(appendString(b, c.Name), int64(c.Scope))
			}
		}
		if mask&(1<<11) != 0 {
			b = binary.AppendUvarint(b, uint64(len(op.Handlers)))
			for _, h := range op.Handlers {
				b = appendString(appendString(b, h.Event), h.Method)
				f := flags(h.Capture, h.Wxs)
				if h.Via != 0 {
					f |= 4
				}
				b = append(b, byte(h.Kind), f)
				if h.Via != 0 {
					b = binary.AppendVarint(binary.AppendVarint(b, int64(h.Via)), int64(h.Owner))
				}
			}
		}
		if mask&(1<<12) != 0 {
			b = append(b, byte(op.Form))
		}
	}
	return b
}

func flags(a, b bool) byte {
	var f byte
	if a {
		f |= 1
	}
	if b {
		f |= 2
	}
	return f
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// opReader reads fields until the first error, which sticks.
type opReader struct {
	b   []byte
	bad bool
}

func (r *opReader) int() int64 {
	n, w := binary.Varint(r.b)
	if w <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[w:]
	return n
}

func (r *opReader) count() int {
	n, w := binary.Uvarint(r.b)
	if w <= 0 || n > uint64(len(r.b)) {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[w:]
	return int(n)
}

func (r *opReader) string() string {
	n := r.count()
	if n > len(r.b) {
		r.bad, r.b = true, nil
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *opReader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

// ReadOps reads what AppendOps wrote. Any other bytes give an error, never a
// panic, and memory in proportion to their number.
func ReadOps(b []byte) ([]Op, error) {
	r := &opReader{b: b}
	n := r.count()
	ops := make([]Op, 0, min(n, len(b)/4+1))
	for range n {
		var op Op
		op.Kind = OpKind(r.byte())
		mask := uint16(r.byte())
		mask |= uint16(r.byte()) << 8
		op.ID = NodeID(r.int())
		num := func(bit int) int64 {
			if mask&(1<<bit) == 0 {
				return 0
			}
			return r.int()
		}
		text := func(bit int) string {
			if mask&(1<<bit) == 0 {
				return ""
			}
			return r.string()
		}
		op.Parent, op.Before = NodeID(num(0)), NodeID(num(1))
		op.Instance, op.Owner = InstanceID(num(2)), InstanceID(num(3))
		op.Scope, op.Isolation = ScopeID(num(4)), Isolation(num(5))
		op.Name, op.Is, op.Text = text(6), text(7), text(8)
		if mask&(1<<9) != 0 {
			v, rest, err := value.ReadBinary(r.b)
			if err != nil {
				return nil, err
			}
			op.Value, r.b = v, rest
		}
		if mask&(1<<10) != 0 {
			for range r.count() {
				op.Classes = append(op.Classes, Class{Name: r.string(), Scope: ScopeID(r.int())})
			}
		}
		if mask&(1<<11) != 0 {
			for range r.count() {
				h := Handler{Event: r.string(), Method: r.string(), Kind: HandlerKind(r.byte())}
				f := r.byte()
				h.Capture, h.Wxs = f&1 != 0, f&2 != 0
				if f&4 != 0 {
					h.Via = NodeID(r.int())
					h.Owner = InstanceID(r.int())
				}
				op.Handlers = append(op.Handlers, h)
			}
		}
		if mask&(1<<12) != 0 {
			op.Form = FormRole(r.byte())
		}
		if r.bad {
			return nil, errOps
		}
		ops = append(ops, op)
	}
	if len(r.b) != 0 {
		return nil, errOps
	}
	return ops, nil
}

// OpsSize estimates the memory of ops in bytes, for budgets.
func OpsSize(ops []Op) int {
	n := len(ops) * int(unsafe.Sizeof(Op{}))
	for i := range ops {
		n += len(ops[i].Text) + 24*len(ops[i].Classes) + 48*len(ops[i].Handlers)
	}
	return n
}
