package script

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// wxsWalker refuses what is not wxs and renames what is, in one pass over the tree.
// WeChat: which statements and operators there are is what wcc (2020-04-13) takes;
// the documentation of wxs lists the same.
type wxsWalker struct {
	file   *file.File
	name   string
	err    *Error
	fn     int                                   // depth of functions
	decls  *[]*ast.VariableDeclaration           // of the function around
	writes bool                                  // a member is set by name
	lead   *ast.Identifier                       // the first word after return or =
	plain  map[unistring.String]unistring.String // names of freeWords: the words they stand for
}

// wxsWords cannot be names, members after a dot or keys of objects without quotes.
// Everything else can, also words that newer JavaScript reserves.
var wxsWords = map[unistring.String]bool{
	"delete": true, "void": true, "typeof": true, "null": true, "undefined": true, "NaN": true, "Infinity": true,
	"var": true, "if": true, "else": true, "true": true, "false": true, "require": true, "this": true, "function": true,
	"arguments": true, "return": true, "for": true, "while": true, "do": true, "break": true, "continue": true,
	"switch": true, "case": true, "default": true, "Math": true, "Date": true, "Number": true,
}

// wxsOwn are the names of expressions that mean the engine's own values.
var wxsOwn = map[unistring.String]bool{"undefined": true, "NaN": true, "Infinity": true, "Math": true, "Date": true, "Number": true}

func (w *wxsWalker) fail(at file.Idx, format string, args ...any) {
	if w.err != nil {
		return
	}
	p := w.file.Position(int(at) - w.file.Base())
	w.err = fail(w.name, p.Line, p.Column, format, args...)
}

// no refuses a construct that JavaScript has and wxs has not.
func (w *wxsWalker) no(at file.Idx, what, instead string) {
	if instead != "" {
		instead = "; " + instead
	}
	w.fail(at, "wxs has no %s%s", what, instead)
}

// stmts walks a list; functions declared in blocks move to the start of it as
// assignments to variables of the function around (ECMA-262 annex B.3.3).
func (w *wxsWalker) stmts(list []ast.Statement, block bool) []ast.Statement {
	var hoisted []ast.Statement
	keep := list[:0:0]
	for _, s := range list {
		if f, ok := s.(*ast.FunctionDeclaration); ok && block && f.Function != nil && f.Function.Name != nil {
			w.function(f.Function)
			id := *f.Function.Name
			at := f.Function.Function
			*w.decls = append(*w.decls, &ast.VariableDeclaration{Var: at, List: []*ast.Binding{{Target: &ast.Identifier{Name: id.Name, Idx: id.Idx}}}})
			hoisted = append(hoisted, &ast.ExpressionStatement{Expression: &ast.AssignExpression{Operator: token.ASSIGN, Left: &id, Right: f.Function}})
			continue
		}
		w.stmt(s)
		keep = append(keep, s)
	}
	if hoisted == nil {
		return list
	}
	return append(hoisted, keep...)
}

func (w *wxsWalker) block(b *ast.BlockStatement) {
	b.List = w.stmts(b.List, true)
}

// body is what belongs to an if, a loop or a case: a block or one statement.
func (w *wxsWalker) body(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case nil:
		return nil
	case *ast.BlockStatement:
		w.block(s)
		return s
	case *ast.FunctionDeclaration:
		return &ast.BlockStatement{LeftBrace: s.Idx0(), List: w.stmts([]ast.Statement{s}, true), RightBrace: s.Idx1()}
	}
	w.stmt(s)
	return s
}

func (w *wxsWalker) stmt(s ast.Statement) {
	if w.err != nil {
		return
	}
	switch s := s.(type) {
	case *ast.EmptyStatement:
	case *ast.ExpressionStatement:
		w.set(&s.Expression)
	case *ast.VariableStatement:
		w.vars(s.List)
	case *ast.FunctionDeclaration:
		w.function(s.Function)
	case *ast.ReturnStatement:
		w.lead = leading(s.Argument)
		w.set(&s.Argument)
	case *ast.IfStatement:
		w.set(&s.Test)
		s.Consequent = w.body(s.Consequent)
		s.Alternate = w.body(s.Alternate)
	case *ast.ForStatement:
		w.forStatement(s)
	case *ast.WhileStatement:
		w.set(&s.Test)
		s.Body = w.body(s.Body)
	case *ast.DoWhileStatement:
		if b, ok := s.Body.(*ast.BlockStatement); ok {
			w.block(b)
		} else {
			w.fail(s.Do, "do needs its body in braces: do { … } while (…)")
		}
		w.set(&s.Test)
	case *ast.SwitchStatement:
		w.switchStatement(s)
	case *ast.BranchStatement:
		if s.Label != nil {
			w.no(s.Idx, "labels", "")
		}
	case *ast.BlockStatement:
		w.no(s.LeftBrace, "blocks that stand alone", "write the statements without the braces")
	case *ast.LexicalDeclaration:
		w.no(s.Idx, s.Token.String(), "declare with var")
	case *ast.TryStatement:
		w.no(s.Try, "try", "test for what can go wrong before")
	case *ast.ThrowStatement:
		w.no(s.Throw, "throw", "")
	case *ast.ForInStatement:
		w.no(s.For, "for … in", "count over an array, or pass the keys")
	case *ast.ForOfStatement:
		w.no(s.For, "for … of", "count: for (var i = 0; i < list.length; i++)")
	case *ast.WithStatement:
		w.no(s.With, "with", "")
	case *ast.LabelledStatement:
		w.no(s.Label.Idx, "labels", "")
	case *ast.ClassDeclaration:
		w.no(s.Class.Class, "class", "")
	case *ast.DebuggerStatement:
		w.no(s.Debugger, "debugger", "use console.log")
	default:
		w.fail(s.Idx0(), "this statement is not part of wxs")
	}
}

func (w *wxsWalker) forStatement(s *ast.ForStatement) {
	switch i := s.Initializer.(type) {
	case *ast.ForLoopInitializerExpression:
		w.set(&i.Expression)
	case *ast.ForLoopInitializerVarDeclList:
		w.vars(i.List)
	case *ast.ForLoopInitializerLexicalDecl:
		w.no(i.LexicalDeclaration.Idx, i.LexicalDeclaration.Token.String(), "declare with var")
	}
	w.set(&s.Test)
	w.set(&s.Update)
	s.Body = w.body(s.Body)
}

func (w *wxsWalker) switchStatement(s *ast.SwitchStatement) {
	w.set(&s.Discriminant)
	for i, c := range s.Body {
		if c.Test == nil && i < len(s.Body)-1 {
			w.fail(c.Case, "default stands last in a switch of wxs")
		}
		if c.Test != nil && !simpleCase(c.Test) {
			w.fail(c.Test.Idx0(), "case takes a name, a number, a text, true or false in wxs")
		}
		w.expr(c.Test)
		var list []ast.Statement
		for _, x := range c.Consequent {
			if b, ok := x.(*ast.BlockStatement); ok {
				w.block(b)
				list = append(list, b)
				continue
			}
			list = append(list, w.stmts([]ast.Statement{x}, true)...)
		}
		c.Consequent = list
	}
}

// simpleCase is what wcc takes after case.
func simpleCase(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		return !wxsOwn[e.Name]
	case *ast.NumberLiteral, *ast.StringLiteral, *ast.BooleanLiteral:
		return true
	case *ast.UnaryExpression:
		_, number := e.Operand.(*ast.NumberLiteral)
		return number && e.Operator == token.MINUS
	}
	return false
}

// rename checks the name of a variable, function or parameter and prefixes it.
func (w *wxsWalker) rename(id *ast.Identifier) {
	if id == nil || strings.HasPrefix(string(id.Name), WxsPrefix) {
		return
	}
	if wxsWords[id.Name] {
		w.fail(id.Idx, "%s cannot be the name of something in wxs", id.Name)
	}
	w.spelling(id.Name, id.Idx)
	id.Name = WxsPrefix + w.word(id.Name)
}

// spelling: letters, digits and the underscore of ASCII.
func (w *wxsWalker) spelling(name unistring.String, at file.Idx) {
	for _, r := range name.String() {
		if r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			w.fail(at, "%q cannot stand in a name of wxs; names have letters a-z and A-Z, digits and _", string(r))
			return
		}
	}
}

func (w *wxsWalker) vars(list []*ast.Binding) {
	for _, b := range list {
		w.bind(b.Target)
		w.initial(b.Initializer)
	}
}

func (w *wxsWalker) bind(t ast.BindingTarget) {
	if id, ok := t.(*ast.Identifier); ok {
		w.rename(id)
		return
	}
	w.no(t.Idx0(), "destructuring", "")
}

func (w *wxsWalker) function(f *ast.FunctionLiteral) {
	if f == nil || w.err != nil {
		return
	}
	if f.Async || f.Generator {
		w.no(f.Function, "async functions and generators", "")
	}
	w.rename(f.Name)
	decls := w.decls
	w.decls = &f.DeclarationList
	w.fn++
	if p := f.ParameterList; p != nil {
		if p.Rest != nil {
			w.no(p.Rest.Idx0(), "rest parameters", "use arguments")
		}
		for _, b := range p.List {
			w.bind(b.Target)
			w.initial(b.Initializer)
		}
	}
	if f.Body != nil {
		f.Body.List = w.stmts(f.Body.List, false)
	}
	w.fn--
	w.decls = decls
}
