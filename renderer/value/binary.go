package value

import (
	"encoding/binary"
	"errors"
	"math"
)

var errBinary = errors.New("value: malformed binary data")

// AppendBinary appends a compact form of v; functions become undefined.
func (v Value) AppendBinary(b []byte) ([]byte, error) { return v.appendBinary(b), nil }

func (v Value) appendBinary(b []byte) []byte {
	k := v.kind
	if k == Func {
		k = Undefined
	}
	b = append(b, byte(k))
	switch k {
	case Bool:
		return append(b, byte(v.num))
	case Number:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.num))
	case String:
		return appendText(b, v.str)
	case List, Map:
		b = binary.AppendUvarint(b, uint64(v.ref.len()))
		for i, x := range v.ref.all() {
			if k == Map {
				b = appendText(b, v.ref.keys[i])
			}
			b = x.appendBinary(b)
		}
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// ReadBinary reads what AppendBinary wrote from the start of b and gives the rest.
// It accepts any bytes: an error, never a panic, and no more memory than b's size implies.
func ReadBinary(b []byte) (v Value, rest []byte, err error) {
	var s binaryShapes
	return s.read(b, 0)
}

// binaryShapes are the last keys read. The rows of a list have the same ones, so their
// texts are compared where they lie and not made anew.
type binaryShapes struct {
	Shapes
	keys [8][]string // of the last map at each depth
}

// key gives the text of a key, the i-th of its map; guess are likely keys.
func (s *binaryShapes) key(b []byte, i int, guess []string) (string, []byte, error) {
	n, w := binary.Uvarint(b)
	if w <= 0 || n > uint64(len(b)-w) {
		return "", nil, errBinary
	}
	t, rest := b[w:w+int(n)], b[w+int(n):]
	if i < len(guess) && guess[i] == string(t) {
		return guess[i], rest, nil
	}
	return string(t), rest, nil
}

func (s *binaryShapes) read(b []byte, depth int) (Value, []byte, error) {
	if len(b) == 0 || depth > MaxDepth {
		return Value{}, nil, errBinary
	}
	k := Kind(b[0])
	b = b[1:]
	switch k {
	case Undefined, Null:
		return Value{kind: k}, b, nil
	case Bool:
		if len(b) < 1 {
			return Value{}, nil, errBinary
		}
		return OfBool(b[0] != 0), b[1:], nil
	case Number:
		if len(b) < 8 {
			return Value{}, nil, errBinary
		}
		return OfNumber(math.Float64frombits(binary.LittleEndian.Uint64(b))), b[8:], nil
	case String:
		s, b, err := readText(b)
		return OfString(s), b, err
	case List, Map:
		n, w := binary.Uvarint(b)
		if w <= 0 || n > uint64(len(b)) {
			return Value{}, nil, errBinary
		}
		b = b[w:]
		vals := make([]Value, 0, n)
		var keys []string
		if k == Map {
			keys = make([]string, 0, n)
		}
		for i := range n {
			var err error
			var x Value
			if k == Map {
				var key string
				if key, b, err = s.key(b, int(i), s.keys[depth%len(s.keys)]); err != nil {
					return Value{}, nil, err
				}
				keys = append(keys, key)
			}
			if x, b, err = s.read(b, depth+1); err != nil {
				return Value{}, nil, err
			}
			vals = append(vals, x)
		}
		if k == Map {
			known := s.find(keys) != nil
			m := s.Map(keys, vals)
			for i := 0; !known && i < len(keys); i++ {
				if m.ref.find(keys[i]) != i {
					s.Shapes = Shapes{}
					return Value{}, nil, errBinary // a key twice
				}
			}
			s.keys[depth%len(s.keys)] = m.ref.keys
			return m, b, nil
		}
		return OfList(vals), b, nil
	}
	return Value{}, nil, errBinary
}

func readText(b []byte) (string, []byte, error) {
	n, w := binary.Uvarint(b)
	if w <= 0 || n > uint64(len(b)-w) {
		return "", nil, errBinary
	}
	return string(b[w : w+int(n)]), b[w+int(n):], nil
}

// GobEncode makes values travel in gob streams.
func (v Value) GobEncode() ([]byte, error) { return v.appendBinary(nil), nil }

// GobDecode reads GobEncode's bytes.
func (v *Value) GobDecode(b []byte) error {
	x, rest, err := ReadBinary(b)
	if err == nil && len(rest) > 0 {
		err = errBinary
	}
	if err == nil {
		*v = x
	}
	return err
}
