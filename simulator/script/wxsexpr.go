package script

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

func (w *wxsWalker) exprs(list []ast.Expression) {
	for i, e := range list {
		w.expr(e)
		list[i] = w.own(e)
	}
}

// own replaces this by a call that keeps the global object out of sight.
func (w *wxsWalker) own(e ast.Expression) ast.Expression {
	if t, ok := e.(*ast.ThisExpression); ok {
		return &ast.CallExpression{Callee: &ast.Identifier{Name: WxsThis, Idx: t.Idx}, LeftParenthesis: t.Idx, ArgumentList: []ast.Expression{t}, RightParenthesis: t.Idx}
	}
	return e
}

// set walks the expression in a place and puts back what it becomes.
func (w *wxsWalker) set(place *ast.Expression) {
	w.expr(*place)
	*place = w.own(*place)
}

// initial is the right side of an assignment. WeChat: wcc takes this with a member
// after it and as an argument, but not as the whole right side.
func (w *wxsWalker) initial(e ast.Expression) {
	if t, ok := e.(*ast.ThisExpression); ok {
		w.fail(t.Idx, "this cannot be assigned in wxs; use its members")
	}
	if o, ok := e.(*ast.ObjectLiteral); ok && len(o.Value) > 0 {
		if p, ok := o.Value[0].(*ast.PropertyShort); ok {
			w.noShort(p)
		}
	}
	w.expr(e)
}

// noShort refuses { name }. WeChat: wcc takes it as the only member of an object that
// is an argument or returned; Vant Weapp 1.11 has that.
func (w *wxsWalker) noShort(p *ast.PropertyShort) {
	w.no(p.Name.Idx, "short properties here", "write "+p.Name.Name.String()+": "+p.Name.Name.String())
}

// leading is the name that an expression begins with, nil if it begins otherwise.
func leading(e ast.Expression) *ast.Identifier {
	for {
		switch x := e.(type) {
		case *ast.Identifier:
			return x
		case *ast.BinaryExpression:
			e = x.Left
		case *ast.ConditionalExpression:
			e = x.Test
		case *ast.CallExpression:
			e = x.Callee
		case *ast.DotExpression:
			e = x.Left
		case *ast.BracketExpression:
			e = x.Left
		default:
			return nil
		}
	}
}

func (w *wxsWalker) expr(e ast.Expression) {
	if w.err != nil {
		return
	}
	switch e := e.(type) {
	case nil, *ast.BooleanLiteral, *ast.NullLiteral, *ast.ThisExpression:
	case *ast.Identifier:
		w.use(e)
	case *ast.NumberLiteral:
		w.number(e)
	case *ast.StringLiteral:
		e.Value = wxsString(e.Literal)
	case *ast.ArrayLiteral:
		w.exprs(e.Value)
	case *ast.ObjectLiteral:
		w.object(e)
	case *ast.FunctionLiteral:
		w.function(e)
	case *ast.CallExpression:
		w.call(e)
	case *ast.DotExpression:
		w.dot(e)
	case *ast.BracketExpression:
		w.bracket(e)
	case *ast.UnaryExpression:
		switch e.Operator {
		case token.INCREMENT, token.DECREMENT, token.DELETE:
			w.written(e.Operand)
		}
		w.set(&e.Operand)
	case *ast.BinaryExpression:
		w.binary(e)
	case *ast.AssignExpression:
		w.written(e.Left)
		w.set(&e.Left)
		w.lead = leading(e.Right)
		w.initial(e.Right)
		switch e.Operator {
		case token.EXPONENT, token.COALESCE, token.LOGICAL_AND, token.LOGICAL_OR:
			w.no(e.Idx0(), "operator "+e.Operator.String()+"=", "")
		}
	case *ast.ConditionalExpression:
		w.set(&e.Test)
		w.set(&e.Consequent)
		w.set(&e.Alternate)
	case *ast.SequenceExpression:
		w.exprs(e.Sequence)
	case *ast.NewExpression:
		w.no(e.New, "new", "getDate() makes a date, getRegExp() a regular expression")
	case *ast.RegExpLiteral:
		w.no(e.Idx, "regular expressions between slashes", "write getRegExp('pattern', 'flags')")
	case *ast.TemplateLiteral:
		w.no(e.OpenQuote, "template texts", "join with +")
	case *ast.ArrowFunctionLiteral:
		w.no(e.Start, "arrow functions", "write function (…) { return … }")
	case *ast.ClassLiteral:
		w.no(e.Class, "class", "")
	case *ast.OptionalChain:
		w.no(e.Idx0(), "operator ?.", "")
	case *ast.SpreadElement:
		w.no(e.Idx0(), "spread", "")
	case *ast.AwaitExpression, *ast.YieldExpression:
		w.no(e.Idx0(), "await and yield", "")
	default:
		w.fail(e.Idx0(), "this expression is not part of wxs")
	}
}

// use is a name that stands as a value.
func (w *wxsWalker) use(id *ast.Identifier) {
	switch {
	case id.Name == "arguments":
		if w.fn == 0 {
			w.fail(id.Idx, "arguments stands outside of a function")
		}
	case id.Name == "require":
		w.fail(id.Idx, "require takes the path of a .wxs file as a text: require('./a.wxs')")
	case wxsOwn[id.Name] || strings.HasPrefix(string(id.Name), WxsPrefix) || strings.HasPrefix(string(id.Name), "#"):
	default:
		w.spelling(id.Name, id.Idx)
		id.Name = WxsPrefix + w.word(id.Name)
	}
}

// number: digits and a fraction.
func (w *wxsWalker) number(n *ast.NumberLiteral) {
	digits := strings.Trim(n.Literal, "0123456789")
	if n.Literal == "" || n.Literal[0] == '.' || digits != "" && digits != "." {
		w.fail(n.Idx, "%s is not a number of wxs; it has digits and a fraction only: 10, 0.5", n.Literal)
	}
}

// quoted tells 'a' from a where both are keys.
func quoted(s *ast.StringLiteral) bool {
	return s.Literal != "" && (s.Literal[0] == '\'' || s.Literal[0] == '"')
}

func (w *wxsWalker) object(o *ast.ObjectLiteral) {
	if len(o.Value) == 1 {
		if p, ok := o.Value[0].(*ast.PropertyShort); ok && p.Initializer == nil {
			name := p.Name
			o.Value[0] = &ast.PropertyKeyed{Key: &ast.StringLiteral{Idx: name.Idx, Literal: name.Name.String(), Value: name.Name}, Kind: ast.PropertyKindValue, Value: &name}
		}
	}
	for _, p := range o.Value {
		k, ok := p.(*ast.PropertyKeyed)
		if !ok {
			switch p := p.(type) {
			case *ast.PropertyShort:
				w.noShort(p)
			default:
				w.no(p.Idx0(), "spread", "")
			}
			return
		}
		key, isText := k.Key.(*ast.StringLiteral)
		switch {
		case k.Computed:
			w.no(k.Key.Idx0(), "computed keys", "assign after: a[key] = value")
		case k.Kind != ast.PropertyKindValue:
			w.no(k.Key.Idx0(), "methods, getters and setters", "write key: function () { … }")
		case !isText:
			w.fail(k.Key.Idx0(), "a key of an object is a name or a text in wxs")
		case quoted(key):
			key.Value = WxsPrefix + wxsString(key.Literal)
		case wxsWords[key.Value]:
			w.fail(key.Idx, "%s cannot be a key without quotes in wxs", key.Value)
		default:
			w.spelling(key.Value, key.Idx)
			key.Value = WxsPrefix + w.word(key.Value)
		}
		w.set(&k.Value)
	}
}

func (w *wxsWalker) call(c *ast.CallExpression) {
	if id, ok := c.Callee.(*ast.Identifier); ok {
		switch id.Name {
		case "require":
			w.require(c)
			return
		case "Math", "Date", "Number", "undefined", "NaN", "Infinity":
			// WeChat: wcc takes the call where a return or an assignment begins with it;
			// TDesign 1.16 has return Number(x).
			if id != w.lead {
				w.fail(c.LeftParenthesis, "%s cannot be called here in wxs; +x makes a number, getDate() a date", id.Name)
				return
			}
		}
	}
	w.set(&c.Callee)
	w.exprs(c.ArgumentList)
}

func (w *wxsWalker) require(c *ast.CallExpression) {
	if len(c.ArgumentList) == 1 {
		if s, ok := c.ArgumentList[0].(*ast.StringLiteral); ok {
			s.Value = wxsString(s.Literal)
			if !strings.HasSuffix(s.Value.String(), ".wxs") {
				w.fail(s.Idx, "require takes .wxs files in wxs, written with the ending")
			}
			return
		}
	}
	w.fail(c.LeftParenthesis, "require takes the path of a .wxs file as a text: require('./a.wxs')")
}

func (w *wxsWalker) dot(d *ast.DotExpression) {
	w.set(&d.Left)
	name := &d.Identifier
	if isArguments(d.Left) && name.Name == "length" {
		return
	}
	if strings.HasPrefix(string(name.Name), WxsPrefix) {
		return
	}
	if wxsWords[name.Name] {
		w.fail(name.Idx, "%s cannot follow a dot in wxs; write ['%s']", name.Name, name.Name)
	}
	w.spelling(name.Name, name.Idx)
	name.Name = WxsPrefix + w.word(name.Name)
}

func isArguments(e ast.Expression) bool {
	id, ok := e.(*ast.Identifier)
	return ok && id.Name == "arguments"
}

// bracket: a number is an index, anything else the prefixed name.
func (w *wxsWalker) bracket(b *ast.BracketExpression) {
	w.set(&b.Left)
	w.set(&b.Member)
	m := b.Member
	if s, ok := m.(*ast.StringLiteral); ok {
		if !isArguments(b.Left) || s.Value != "length" {
			s.Value = WxsPrefix + s.Value
		}
		return
	}
	if isNumber(m) {
		return
	}
	at := m.Idx0()
	id := func(n unistring.String) *ast.Identifier { return &ast.Identifier{Name: n, Idx: at} }
	// (t = m, typeof t === 'number' ? t : key(t)); t is read before anything else can set it.
	b.Member = &ast.SequenceExpression{Sequence: []ast.Expression{
		&ast.AssignExpression{Operator: token.ASSIGN, Left: id(wxsTemp), Right: m},
		&ast.ConditionalExpression{
			Test: &ast.BinaryExpression{Operator: token.STRICT_EQUAL, Comparison: true,
				Left:  &ast.UnaryExpression{Operator: token.TYPEOF, Idx: at, Operand: id(wxsTemp)},
				Right: &ast.StringLiteral{Idx: at, Literal: "'number'", Value: "number"}},
			Consequent: id(wxsTemp),
			Alternate:  &ast.CallExpression{Callee: id(WxsKey), LeftParenthesis: at, ArgumentList: []ast.Expression{id(wxsTemp)}, RightParenthesis: at},
		},
	}}
}

// isNumber reports expressions that always give a number.
func isNumber(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.NumberLiteral:
		return true
	case *ast.UnaryExpression:
		switch e.Operator {
		case token.MINUS, token.PLUS, token.BITWISE_NOT, token.INCREMENT, token.DECREMENT:
			return true
		}
	case *ast.BinaryExpression:
		switch e.Operator {
		case token.MINUS, token.MULTIPLY, token.SLASH, token.REMAINDER, token.AND, token.OR, token.EXCLUSIVE_OR, token.SHIFT_LEFT, token.SHIFT_RIGHT, token.UNSIGNED_SHIFT_RIGHT:
			return true
		}
	}
	return false
}

// binary walks long chains a + b + … without recursion: they lean to the left.
func (w *wxsWalker) binary(e *ast.BinaryExpression) {
	for {
		switch e.Operator {
		case token.IN, token.INSTANCEOF:
			w.no(e.Right.Idx0(), "operator "+e.Operator.String(), "")
		case token.EXPONENT:
			w.no(e.Right.Idx0(), "operator **", "use Math.pow")
		case token.COALESCE:
			w.no(e.Right.Idx0(), "operator ??", "")
		}
		w.set(&e.Right)
		left, ok := e.Left.(*ast.BinaryExpression)
		if !ok {
			break
		}
		e = left
	}
	w.set(&e.Left)
}

// written notes a member that is set by name, other than one of module.exports.
func (w *wxsWalker) written(target ast.Expression) {
	switch t := target.(type) {
	case *ast.DotExpression:
		if id := leading(t); id == nil || id.Name != "module" {
			w.writes = true
		}
	case *ast.BracketExpression:
		if _, ok := t.Member.(*ast.StringLiteral); ok {
			w.writes = true
		}
	}
}
