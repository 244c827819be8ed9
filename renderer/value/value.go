// Package value holds mini-program data: immutable JSON-like values with
// structural sharing.
//
// Its one idea: a value never changes. Setting a path makes new nodes along the
// path only, so the state after every setData is kept for little, and subtrees
// that are the same node are equal without being looked at (Same).
package value

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Kind tells what a Value is.
type Kind uint8

// The kinds. Func is a function handle (a wxs export, or a JS function handed to
// a property); it is opaque here.
const (
	Undefined Kind = iota
	Null
	Bool
	Number
	String
	List
	Map
	Func
)

var kindNames = [...]string{"undefined", "null", "boolean", "number", "string", "array", "object", "function"}

// String gives the JavaScript name of the kind (array and object apart).
func (k Kind) String() string { return kindNames[k] }

// Value is one immutable datum; the zero Value is undefined.
type Value struct {
	kind Kind
	num  float64 // Number; Bool as 0 or 1
	str  string  // String
	ref  *node   // List, Map, Func
}

type node struct {
	keys  []string       // Map only, in insertion order
	vals  []Value        // List and Map
	long  *blocks        // a List that has its items there instead of in vals
	index map[string]int // Map with more than smallMap keys, built when made
	fn    any            // Func
}

// smallMap is the size up to which keys are searched one by one.
const smallMap = 8

// OfBool makes a Bool.
func OfBool(b bool) Value {
	if b {
		return Value{kind: Bool, num: 1}
	}
	return Value{kind: Bool}
}

// OfNumber makes a Number.
func OfNumber(f float64) Value { return Value{kind: Number, num: f} }

// OfInt makes a Number from an int.
func OfInt(i int) Value { return Value{kind: Number, num: float64(i)} }

// OfString makes a String.
func OfString(s string) Value { return Value{kind: String, str: s} }

// OfNull makes null.
func OfNull() Value { return Value{kind: Null} }

// OfList makes a List; it keeps items, which must not be changed afterwards.
func OfList(items []Value) Value { return Value{kind: List, ref: &node{vals: items}} }

// OfMap makes a Map from parallel slices, which it keeps and which must not be
// changed afterwards; keys must be unique.
func OfMap(keys []string, vals []Value) Value {
	n := &node{keys: keys, vals: vals}
	if len(keys) > smallMap {
		n.index = make(map[string]int, len(keys))
		for i, k := range keys {
			n.index[k] = i
		}
	}
	return Value{kind: Map, ref: n}
}

// OfFunc makes a Func around an opaque handle.
func OfFunc(handle any) Value { return Value{kind: Func, ref: &node{fn: handle}} }

// M makes a Map from name, value pairs in order: M("a", OfInt(1)).
func M(pairs ...any) Value {
	keys := make([]string, 0, len(pairs)/2)
	vals := make([]Value, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		keys = append(keys, pairs[i].(string))
		vals = append(vals, From(pairs[i+1]))
	}
	return OfMap(keys, vals)
}

// From converts plain Go data (nil, bool, numbers, string, []any, []string,
// map[string]any with sorted keys, Value) to a Value; anything else is undefined.
func From(x any) Value {
	switch x := x.(type) {
	case nil:
		return OfNull()
	case Value:
		return x
	case bool:
		return OfBool(x)
	case int:
		return OfInt(x)
	case int32:
		return OfNumber(float64(x))
	case int64:
		return OfNumber(float64(x))
	case float32:
		return OfNumber(float64(x))
	case float64:
		return OfNumber(x)
	case string:
		return OfString(x)
	case []string:
		items := make([]Value, len(x))
		for i, s := range x {
			items[i] = OfString(s)
		}
		return OfList(items)
	case []Value:
		return OfList(x)
	case []any:
		items := make([]Value, len(x))
		for i, s := range x {
			items[i] = From(s)
		}
		return OfList(items)
	case map[string]any:
		keys := sortedKeys(x)
		vals := make([]Value, len(keys))
		for i, k := range keys {
			vals[i] = From(x[k])
		}
		return OfMap(keys, vals)
	}
	return Value{}
}

// Kind tells what v is.
func (v Value) Kind() Kind { return v.kind }

// IsNil reports whether v is undefined or null.
func (v Value) IsNil() bool { return v.kind <= Null }

// IsUndefined reports whether v is undefined.
func (v Value) IsUndefined() bool { return v.kind == Undefined }

// Num gives the number of a Number, else 0.
func (v Value) Num() float64 {
	if v.kind == Number {
		return v.num
	}
	return 0
}

// Str gives the text of a String, else "".
func (v Value) Str() string { return v.str }

// Handle gives the handle of a Func, else nil.
func (v Value) Handle() any {
	if v.kind == Func {
		return v.ref.fn
	}
	return nil
}

// Len is the number of items of a List or Map, UTF-16 units of a String, else 0.
func (v Value) Len() int {
	switch v.kind {
	case List, Map:
		return v.ref.len()
	case String:
		n := 0
		for _, r := range v.str {
			n++
			if r > 0xFFFF {
				n++
			}
		}
		return n
	}
	return 0
}

// Index gives item i of a List (or the i-th value of a Map); undefined outside.
func (v Value) Index(i int) Value {
	if v.kind != List && v.kind != Map || i < 0 || i >= v.ref.len() {
		return Value{}
	}
	if v.ref.long != nil {
		return v.ref.long.at(i)
	}
	return v.ref.vals[i]
}

// Key gives the i-th key of a Map, "" outside.
func (v Value) Key(i int) string {
	if v.kind != Map || i < 0 || i >= len(v.ref.keys) {
		return ""
	}
	return v.ref.keys[i]
}

// Keys gives the keys of a Map in order; the slice must not be changed.
func (v Value) Keys() []string {
	if v.kind != Map {
		return nil
	}
	return v.ref.keys
}

// Items gives the values of a List or Map; the slice must not be changed.
func (v Value) Items() []Value {
	if v.kind != List && v.kind != Map {
		return nil
	}
	return v.ref.all()
}

func (n *node) find(key string) int {
	if n.index != nil {
		if i, ok := n.index[key]; ok {
			return i
		}
		return -1
	}
	for i, k := range n.keys {
		if k == key {
			return i
		}
	}
	return -1
}

// Lookup gives the value under key of a Map.
func (v Value) Lookup(key string) (Value, bool) {
	if v.kind != Map {
		return Value{}, false
	}
	if i := v.ref.find(key); i >= 0 {
		return v.ref.vals[i], true
	}
	return Value{}, false
}

// Get is the member access of WXML: v.key, undefined for null, undefined and
// missing members; "length" of lists and strings; numeric keys of lists and strings.
func (v Value) Get(key string) Value {
	switch v.kind {
	case Map:
		if i := v.ref.find(key); i >= 0 {
			return v.ref.vals[i]
		}
	case List:
		if key == "length" {
			return OfInt(v.ref.len())
		}
		if i, ok := ArrayIndex(key); ok {
			return v.Index(i)
		}
	case String:
		if key == "length" {
			return OfInt(v.Len())
		}
		if i, ok := ArrayIndex(key); ok {
			return charAt(v.str, i)
		}
	}
	return Value{}
}

func charAt(s string, i int) Value {
	n := 0
	for _, r := range s {
		if n == i {
			return OfString(string(r))
		}
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return Value{}
}

// ArrayIndex reads a canonical array index ("0", "12").
func ArrayIndex(key string) (int, bool) {
	if key == "" || len(key) > 9 || key[0] == '0' && len(key) > 1 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(key); i++ {
		c := key[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// Truthy is JavaScript's Boolean(v).
func (v Value) Truthy() bool {
	switch v.kind {
	case Undefined, Null:
		return false
	case Bool:
		return v.num != 0
	case Number:
		return v.num != 0 && v.num == v.num
	case String:
		return v.str != ""
	}
	return true
}

// ToNumber is JavaScript's Number(v).
func (v Value) ToNumber() float64 {
	switch v.kind {
	case Null:
		return 0
	case Bool, Number:
		return v.num
	case String:
		return stringToNumber(v.str)
	case List:
		return stringToNumber(v.ToString())
	}
	return math.NaN()
}

func stringToNumber(s string) float64 {
	s = strings.TrimFunc(s, isJSSpace)
	if s == "" {
		return 0
	}
	if len(s) > 2 && s[0] == '0' {
		base := 0
		switch s[1] {
		case 'x', 'X':
			base = 16
		case 'o', 'O':
			base = 8
		case 'b', 'B':
			base = 2
		}
		if base != 0 {
			n, err := strconv.ParseUint(s[2:], base, 64)
			if err != nil {
				return math.NaN()
			}
			return float64(n)
		}
	}
	switch s {
	case "Infinity", "+Infinity":
		return math.Inf(1)
	case "-Infinity":
		return math.Inf(-1)
	}
	if strings.ContainsAny(s, "xXpP_iInN") {
		return math.NaN()
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return math.NaN()
	}
	return f
}

func isJSSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', 0xA0, 0xFEFF, 0x2028, 0x2029, 0x3000, 0x1680, 0x202F, 0x205F:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// ToString is JavaScript's String(v).
func (v Value) ToString() string {
	switch v.kind {
	case Undefined:
		return "undefined"
	case Null:
		return "null"
	case Bool:
		if v.num != 0 {
			return "true"
		}
		return "false"
	case Number:
		return NumberString(v.num)
	case String:
		return v.str
	case List:
		var b strings.Builder
		for i, x := range v.ref.all() {
			if i > 0 {
				b.WriteByte(',')
			}
			if !x.IsNil() {
				b.WriteString(x.ToString())
			}
		}
		return b.String()
	case Map:
		return "[object Object]"
	}
	return "[function]"
}

// NumberString is JavaScript's Number.prototype.toString (ECMA-262 §6.1.6.1.20).
func NumberString(f float64) string {
	switch {
	case f != f:
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		return "0"
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.FormatInt(int64(f), 10)
	}
	neg := ""
	if f < 0 {
		neg, f = "-", -f
	}
	s := strconv.FormatFloat(f, 'e', -1, 64) // d.ddde±xx
	mant, exps, _ := strings.Cut(s, "e")
	exp, _ := strconv.Atoi(exps)
	digits := strings.Replace(mant, ".", "", 1)
	k, n := len(digits), exp+1
	switch {
	case k <= n && n <= 21:
		return neg + digits + strings.Repeat("0", n-k)
	case 0 < n && n <= 21:
		return neg + digits[:n] + "." + digits[n:]
	case -6 < n && n <= 0:
		return neg + "0." + strings.Repeat("0", -n) + digits
	}
	sign := "+"
	if n-1 < 0 {
		sign = "-"
		n = 2 - n
	}
	if k == 1 {
		return neg + digits + "e" + sign + strconv.Itoa(n-1)
	}
	return neg + digits[:1] + "." + digits[1:] + "e" + sign + strconv.Itoa(n-1)
}

// Same reports whether a and b are the same without looking into lists and maps:
// equal scalars (NaN equals NaN), or the very same node.
func Same(a, b Value) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case Bool, Number:
		return a.num == b.num || a.num != a.num && b.num != b.num
	case String:
		return a.str == b.str
	case List, Map, Func:
		return a.ref == b.ref
	}
	return true
}

// Equal compares deeply; the order of map keys does not count.
func Equal(a, b Value) bool {
	if Same(a, b) {
		return true
	}
	if a.kind != b.kind || a.kind != List && a.kind != Map || a.ref.len() != b.ref.len() {
		return false
	}
	if a.kind == List {
		other := b.ref.all()
		for i, x := range a.ref.all() {
			if !Equal(x, other[i]) {
				return false
			}
		}
		return true
	}
	for i, k := range a.ref.keys {
		y, ok := b.Lookup(k)
		if !ok || !Equal(a.ref.vals[i], y) {
			return false
		}
	}
	return true
}

// MarshalJSON writes JSON as JSON.stringify does: undefined and functions are
// dropped from maps and null in lists, NaN and infinities are null.
func (v Value) MarshalJSON() ([]byte, error) { return v.AppendJSON(nil), nil }

// AppendJSON appends the JSON of v to b.
func (v Value) AppendJSON(b []byte) []byte {
	switch v.kind {
	case Bool:
		if v.num != 0 {
			return append(b, "true"...)
		}
		return append(b, "false"...)
	case Number:
		if v.num != v.num || math.IsInf(v.num, 0) {
			return append(b, "null"...)
		}
		return append(b, NumberString(v.num)...)
	case String:
		return appendJSONString(b, v.str)
	case List:
		b = append(b, '[')
		for i, x := range v.ref.all() {
			if i > 0 {
				b = append(b, ',')
			}
			b = x.AppendJSON(b)
		}
		return append(b, ']')
	case Map:
		b = append(b, '{')
		first := true
		for i, x := range v.ref.vals {
			if x.kind == Undefined || x.kind == Func {
				continue
			}
			if !first {
				b = append(b, ',')
			}
			first = false
			b = appendJSONString(b, v.ref.keys[i])
			b = append(b, ':')
			b = x.AppendJSON(b)
		}
		return append(b, '}')
	}
	return append(b, "null"...)
}

func appendJSONString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		start = i + 1
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// JSON gives the JSON text of v.
func (v Value) JSON() string { return string(v.AppendJSON(nil)) }

// UnmarshalJSON reads JSON into v, keeping the order of keys.
func (v *Value) UnmarshalJSON(b []byte) error {
	x, err := ParseJSON(b)
	if err != nil {
		return err
	}
	*v = x
	return nil
}

// MaxDepth is the nesting that ParseJSON accepts.
const MaxDepth = 10000

// ParseJSON reads one JSON value, keeping the order of keys; a repeated key keeps
// its first place and its last value.
func ParseJSON(b []byte) (Value, error) {
	dec := json.NewDecoder(strings.NewReader(string(b)))
	dec.UseNumber()
	v, err := parseToken(dec, 0)
	if err != nil {
		return Value{}, fmt.Errorf("parse JSON: %w", err)
	}
	if dec.More() {
		return Value{}, fmt.Errorf("parse JSON: text after the value at byte %d", dec.InputOffset())
	}
	return v, nil
}

func parseToken(dec *json.Decoder, depth int) (Value, error) {
	if depth > MaxDepth {
		return Value{}, fmt.Errorf("nested deeper than %d", MaxDepth)
	}
	t, err := dec.Token()
	if err != nil {
		return Value{}, err
	}
	switch t := t.(type) {
	case nil:
		return OfNull(), nil
	case bool:
		return OfBool(t), nil
	case json.Number:
		f, err := t.Float64()
		if err != nil && !math.IsInf(f, 0) {
			return Value{}, err
		}
		return OfNumber(f), nil
	case string:
		return OfString(t), nil
	case json.Delim:
		if t == '[' {
			items := []Value{}
			for dec.More() {
				x, err := parseToken(dec, depth+1)
				if err != nil {
					return Value{}, err
				}
				items = append(items, x)
			}
			_, err = dec.Token()
			return OfList(items), err
		}
		keys, vals, seen := []string{}, []Value{}, map[string]int{}
		for dec.More() {
			kt, err := dec.Token()
			if err != nil {
				return Value{}, err
			}
			k, _ := kt.(string)
			x, err := parseToken(dec, depth+1)
			if err != nil {
				return Value{}, err
			}
			if i, ok := seen[k]; ok {
				vals[i] = x
				continue
			}
			seen[k] = len(keys)
			keys, vals = append(keys, k), append(vals, x)
		}
		_, err = dec.Token()
		return OfMap(keys, vals), err
	}
	return Value{}, fmt.Errorf("unexpected %v", t)
}
