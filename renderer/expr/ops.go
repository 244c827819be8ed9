package expr

import (
	"math"
	"unicode/utf8"

	"diorama/renderer/value"
)

// unaryValue computes o v. https://tc39.es/ecma262/#sec-unary-operators, with one
// departure. WeChat (wcc): -x is 0-x, so that no zero has a sign.
func unaryValue(o op, v value.Value) value.Value {
	switch o {
	case opNot:
		return value.OfBool(!v.Truthy())
	case opBitNot:
		return value.OfNumber(float64(^toInt32(v)))
	case opPlus:
		return value.OfNumber(v.ToNumber())
	case opMinus:
		return value.OfNumber(0 - v.ToNumber())
	case opTypeof:
		return value.OfString(typeOf(v))
	}
	return value.Value{}
}

func typeOf(v value.Value) string {
	switch v.Kind() {
	case value.Null, value.List, value.Map:
		return "object"
	}
	return v.Kind().String()
}

// binaryValue computes a o b for the operators that need both values.
func binaryValue(o op, a, b value.Value) value.Value {
	switch o {
	case opAdd:
		return add(a, b)
	case opSub:
		return value.OfNumber(a.ToNumber() - b.ToNumber())
	case opMul:
		return value.OfNumber(a.ToNumber() * b.ToNumber())
	case opDiv:
		return value.OfNumber(a.ToNumber() / b.ToNumber())
	case opMod:
		return value.OfNumber(math.Mod(a.ToNumber(), b.ToNumber()))
	case opShl:
		return value.OfNumber(float64(toInt32(a) << (uint32(toInt32(b)) & 31)))
	case opShr:
		return value.OfNumber(float64(toInt32(a) >> (uint32(toInt32(b)) & 31)))
	case opUshr:
		return value.OfNumber(float64(uint32(toInt32(a)) >> (uint32(toInt32(b)) & 31)))
	case opBitAnd:
		return value.OfNumber(float64(toInt32(a) & toInt32(b)))
	case opBitOr:
		return value.OfNumber(float64(toInt32(a) | toInt32(b)))
	case opBitXor:
		return value.OfNumber(float64(toInt32(a) ^ toInt32(b)))
	case opEq:
		return value.OfBool(looselyEqual(a, b))
	case opNe:
		return value.OfBool(!looselyEqual(a, b))
	case opSame:
		return value.OfBool(strictlyEqual(a, b))
	case opNotSame:
		return value.OfBool(!strictlyEqual(a, b))
	case opLess:
		return value.OfBool(compare(a, b) == less)
	case opLessEq:
		c := compare(a, b)
		return value.OfBool(c == less || c == equal)
	case opMore:
		return value.OfBool(compare(a, b) == more)
	case opMoreEq:
		c := compare(a, b)
		return value.OfBool(c == more || c == equal)
	}
	// instanceof: data has no constructors, so nothing is an instance of anything.
	return value.OfBool(false)
}

func isObject(v value.Value) bool { return v.Kind() >= value.List }

// primitive is ToPrimitive: objects become their text.
func primitive(v value.Value) value.Value {
	if isObject(v) {
		return value.OfString(v.ToString())
	}
	return v
}

// add is +. https://tc39.es/ecma262/#sec-applystringornumericbinaryoperator
func add(a, b value.Value) value.Value {
	a, b = primitive(a), primitive(b)
	if a.Kind() == value.String || b.Kind() == value.String {
		return value.OfString(a.ToString() + b.ToString())
	}
	return value.OfNumber(a.ToNumber() + b.ToNumber())
}

// toInt32 is https://tc39.es/ecma262/#sec-toint32
func toInt32(v value.Value) int32 {
	f := v.ToNumber()
	if i := int32(f); float64(i) == f {
		return i
	}
	if f != f || math.IsInf(f, 0) {
		return 0
	}
	f = math.Mod(math.Trunc(f), 1<<32)
	if f < 0 {
		f += 1 << 32
	}
	return int32(uint32(f))
}

// strictlyEqual is ===: NaN differs from itself; lists and maps are equal when
// they are the same node.
func strictlyEqual(a, b value.Value) bool {
	if a.Kind() == value.Number && b.Kind() == value.Number {
		return a.Num() == b.Num()
	}
	return value.Same(a, b)
}

// looselyEqual is https://tc39.es/ecma262/#sec-islooselyequal
func looselyEqual(a, b value.Value) bool {
	if a.Kind() == b.Kind() {
		return strictlyEqual(a, b)
	}
	if a.IsNil() || b.IsNil() {
		return a.IsNil() && b.IsNil()
	}
	if isObject(a) && isObject(b) {
		return false
	}
	a, b = primitive(a), primitive(b)
	if a.Kind() == value.String && b.Kind() == value.String {
		return a.Str() == b.Str()
	}
	return a.ToNumber() == b.ToNumber()
}

type order uint8

const (
	unordered order = iota // one is NaN
	less
	equal
	more
)

// compare orders a and b as < does. https://tc39.es/ecma262/#sec-islessthan
func compare(a, b value.Value) order {
	a, b = primitive(a), primitive(b)
	if a.Kind() == value.String && b.Kind() == value.String {
		return compareText(a.Str(), b.Str())
	}
	x, y := a.ToNumber(), b.ToNumber()
	switch {
	case x < y:
		return less
	case x > y:
		return more
	case x == y:
		return equal
	}
	return unordered
}

// compareText orders by UTF-16 units: characters above U+FFFF come before those
// from U+E000 on.
func compareText(a, b string) order {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case i == len(a) && i == len(b):
		return equal
	case i == len(a):
		return less
	case i == len(b):
		return more
	}
	for i > 0 && !utf8.RuneStart(a[i]) {
		i--
	}
	x, _ := utf8.DecodeRuneInString(a[i:])
	y, _ := utf8.DecodeRuneInString(b[i:])
	if x > 0xFFFF && y >= 0xE000 && y <= 0xFFFF {
		return less
	}
	if y > 0xFFFF && x >= 0xE000 && x <= 0xFFFF {
		return more
	}
	if x < y {
		return less
	}
	return more
}
