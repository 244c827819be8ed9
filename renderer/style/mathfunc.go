package style

import (
	"math"

	"diorama/renderer/wxss"
)

// mathNames are the math functions (CSS Values 4 §10) and those that stand for a
// length of the surroundings.
var mathNames = map[string]bool{
	"calc": true, "-webkit-calc": true, "min": true, "max": true, "clamp": true, "env": true, "constant": true,
	"round": true, "mod": true, "rem": true, "abs": true, "sign": true, "hypot": true, "sqrt": true, "pow": true, "log": true,
	"exp": true, "sin": true, "cos": true, "tan": true, "asin": true, "acos": true, "atan": true, "atan2": true,
}

// mathFunc reports whether t starts a math function.
func mathFunc(t *wxss.Token) bool { return t.Kind == wxss.Function && mathNames[wxss.Lower(t.Text)] }

// mathOps names the operations that may wait for lengths and percentages.
var mathOps = map[byte]string{
	'm': "min", 'M': "max", 'n': "round", 'u': "round-up", 'd': "round-down", 'z': "round-to-zero",
	'o': "mod", 'R': "rem", 'h': "hypot", 'a': "abs",
}

var mathConstants = map[string]float64{
	"pi": math.Pi, "e": math.E, "infinity": math.Inf(1), "-infinity": math.Inf(-1), "nan": math.NaN(),
}

// maxLength bounds lengths and percentages, as the engine's fixed point numbers do.
const maxLength = 33554428

// finite censors what math gives: NaN is 0 (CSS Values 4 §10.9.1).
func finite(v float32) float32 {
	if v != v {
		return 0
	}
	return max(-maxLength, min(maxLength, v))
}

// evalMath evaluates the operation of that name; n is at least 1.
func evalMath(name string, n int, arg func(i int) float64) float64 {
	v := arg(0)
	switch name {
	case "min":
		for i := 1; i < n; i++ {
			v = min(v, arg(i))
		}
	case "max":
		for i := 1; i < n; i++ {
			v = max(v, arg(i))
		}
	case "sum":
		for i := 1; i < n; i++ {
			v += arg(i)
		}
	case "abs":
		v = math.Abs(v)
	case "hypot":
		v = math.Abs(v)
		for i := 1; i < n; i++ {
			v = math.Hypot(v, arg(i))
		}
	}
	if n != 2 {
		return v
	}
	by := arg(1)
	switch name {
	case "scale":
		return v * by
	case "round":
		return stepped(v, by, func(q float64) float64 { return math.Floor(q + 0.5) })
	case "round-up":
		return stepped(v, by, math.Ceil)
	case "round-down":
		return stepped(v, by, math.Floor)
	case "round-to-zero":
		return stepped(v, by, math.Trunc)
	case "mod":
		return v - by*math.Floor(v/by)
	case "rem":
		return math.Mod(v, by)
	}
	return v
}

// stepped rounds v to whole steps.
func stepped(v, step float64, round func(float64) float64) float64 {
	if math.IsInf(step, 0) {
		return 0
	}
	step = math.Abs(step)
	return round(v/step) * step
}

// roundStrategy takes the first argument of round() when it is a word.
func (p *vparser) roundStrategy() byte {
	op := byte('n')
	switch {
	case p.word("nearest"):
	case p.word("up"):
		op = 'u'
	case p.word("down"):
		op = 'd'
	case p.word("to-zero"):
		op = 'z'
	default:
		return op
	}
	if !p.comma() {
		p.i = len(p.toks) // no argument follows: what comes next fails
	}
	return op
}

func constant(v float64) (*calc, calcType, bool) {
	c := &calc{op: '+'}
	c.lin[uNumber] = float32(v)
	return c, typeNumber, true
}

// ratio gives the one number that a sum holds, whatever its unit.
func (c *calc) ratio() (float64, unit, bool) {
	u, n := uNumber, 0
	for i, v := range c.lin {
		if v != 0 {
			u, n = unit(i), n+1
		}
	}
	if c.op != '+' || len(c.terms) > 0 || n > 1 {
		return 0, 0, false
	}
	return float64(c.lin[u]), u, true
}

// mathOf makes the functions beside the sums: CSS Values 4 §10.3 to §10.6.
// Not done: sign() and atan2() over more than one unit.
func mathOf(name string, strategy byte, args []*calc, ty calcType) (*calc, calcType, bool) {
	n := len(args)
	switch name {
	case "round":
		if n == 1 && ty == typeNumber {
			one, _, _ := constant(1)
			args, n = append(args, one), 2
		}
		return &calc{op: strategy, args: args}, ty, n == 2
	case "mod":
		return &calc{op: 'o', args: args}, ty, n == 2
	case "rem":
		return &calc{op: 'R', args: args}, ty, n == 2
	case "abs":
		return &calc{op: 'a', args: args}, ty, n == 1
	case "hypot":
		return &calc{op: 'h', args: args}, ty, true
	case "sign":
		v, _, ok := args[0].ratio()
		if ty == typeNumber {
			v, ok = args[0].flat(uNumber), true
		}
		if !ok || n != 1 {
			return nil, 0, false
		}
		if v != 0 {
			v = math.Copysign(1, v)
		}
		return constant(v)
	case "atan2":
		if n != 2 {
			return nil, 0, false
		}
		y, u, ok := args[0].ratio()
		x, w, ok2 := args[1].ratio()
		if ty == typeNumber {
			y, x, u, w, ok, ok2 = args[0].flat(uNumber), args[1].flat(uNumber), 0, 0, true, true
		}
		return degrees(math.Atan2(y, x), ok && ok2 && (u == w || x == 0 || y == 0))
	}
	if name == "sin" || name == "cos" || name == "tan" {
		v := 0.0
		switch ty {
		case typeNumber:
			v = args[0].flat(uNumber)
		case typeAngle:
			v = args[0].flat(uDeg) * math.Pi / 180
		default:
			return nil, 0, false
		}
		f := map[string]func(float64) float64{"sin": math.Sin, "cos": math.Cos, "tan": math.Tan}[name]
		c, t, _ := constant(f(v))
		return c, t, n == 1
	}
	if ty != typeNumber {
		return nil, 0, false
	}
	v := args[0].flat(uNumber)
	switch {
	case name == "pow" && n == 2:
		return constant(math.Pow(v, args[1].flat(uNumber)))
	case name == "log" && n == 2:
		return constant(math.Log(v) / math.Log(args[1].flat(uNumber)))
	case n != 1:
		return nil, 0, false
	}
	switch name {
	case "sqrt":
		return constant(math.Sqrt(v))
	case "exp":
		return constant(math.Exp(v))
	case "log":
		return constant(math.Log(v))
	case "asin":
		return degrees(math.Asin(v), true)
	case "acos":
		return degrees(math.Acos(v), true)
	case "atan":
		return degrees(math.Atan(v), true)
	}
	return nil, 0, false
}

func degrees(rad float64, ok bool) (*calc, calcType, bool) {
	c := &calc{op: '+'}
	c.lin[uDeg] = float32(rad * 180 / math.Pi)
	return c, typeAngle, ok
}
