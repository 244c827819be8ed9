package script

import "github.com/dop251/goja/ast"

// facts are what a walk over a program found; regular expressions with \p are
// rewritten on the way.
type facts struct {
	// blockFunction: a function declared in a block, which goja does not make
	// visible outside (ECMA-262 annex B.3.3).
	blockFunction bool
}

func inspect(p *ast.Program) facts {
	w := &walker{}
	w.stmts(p.Body, false)
	return w.facts
}

type walker struct {
	facts facts
}

func (w *walker) stmts(list []ast.Statement, block bool) {
	for _, s := range list {
		if _, ok := s.(*ast.FunctionDeclaration); ok && block {
			w.facts.blockFunction = true
		}
		w.stmt(s)
	}
}

func (w *walker) block(b *ast.BlockStatement) {
	if b != nil {
		w.stmts(b.List, true)
	}
}

// body is a statement that stands alone: the branch of an if, the body of a loop.
func (w *walker) body(s ast.Statement) {
	if s != nil {
		w.stmts([]ast.Statement{s}, true)
	}
}

func (w *walker) stmt(s ast.Statement) {
	switch s := s.(type) {
	case *ast.BlockStatement:
		w.block(s)
	case *ast.DoWhileStatement:
		w.body(s.Body)
		w.expr(s.Test)
	case *ast.ExpressionStatement:
		w.expr(s.Expression)
	case *ast.ForInStatement:
		w.into(s.Into)
		w.expr(s.Source)
		w.body(s.Body)
	case *ast.ForOfStatement:
		w.into(s.Into)
		w.expr(s.Source)
		w.body(s.Body)
	case *ast.ForStatement:
		switch i := s.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			w.expr(i.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			w.bindings(i.List)
		case *ast.ForLoopInitializerLexicalDecl:
			w.bindings(i.LexicalDeclaration.List)
		}
		w.expr(s.Test)
		w.expr(s.Update)
		w.body(s.Body)
	case *ast.IfStatement:
		w.expr(s.Test)
		w.body(s.Consequent)
		w.body(s.Alternate)
	case *ast.LabelledStatement:
		w.body(s.Statement)
	case *ast.ReturnStatement:
		w.expr(s.Argument)
	case *ast.SwitchStatement:
		w.expr(s.Discriminant)
		for _, c := range s.Body {
			w.expr(c.Test)
			w.stmts(c.Consequent, true)
		}
	case *ast.ThrowStatement:
		w.expr(s.Argument)
	case *ast.TryStatement:
		w.block(s.Body)
		if s.Catch != nil {
			w.target(s.Catch.Parameter)
			w.block(s.Catch.Body)
		}
		w.block(s.Finally)
	case *ast.VariableStatement:
		w.bindings(s.List)
	case *ast.LexicalDeclaration:
		w.bindings(s.List)
	case *ast.WhileStatement:
		w.expr(s.Test)
		w.body(s.Body)
	case *ast.WithStatement:
		w.expr(s.Object)
		w.body(s.Body)
	case *ast.FunctionDeclaration:
		w.function(s.Function)
	case *ast.ClassDeclaration:
		w.class(s.Class)
	}
}

func (w *walker) into(i ast.ForInto) {
	switch i := i.(type) {
	case *ast.ForIntoVar:
		w.bindings([]*ast.Binding{i.Binding})
	case *ast.ForDeclaration:
		w.target(i.Target)
	case *ast.ForIntoExpression:
		w.expr(i.Expression)
	}
}

func (w *walker) bindings(list []*ast.Binding) {
	for _, b := range list {
		if b != nil {
			w.target(b.Target)
			w.expr(b.Initializer)
		}
	}
}

func (w *walker) target(t ast.BindingTarget) {
	if e, ok := t.(ast.Expression); ok && t != nil {
		w.expr(e)
	}
}

func (w *walker) exprs(list []ast.Expression) {
	for _, e := range list {
		w.expr(e)
	}
}

func (w *walker) function(f *ast.FunctionLiteral) {
	if f == nil {
		return
	}
	w.params(f.ParameterList)
	if f.Body != nil {
		w.stmts(f.Body.List, false)
	}
}

func (w *walker) params(p *ast.ParameterList) {
	if p != nil {
		w.bindings(p.List)
		w.expr(p.Rest)
	}
}

func (w *walker) class(c *ast.ClassLiteral) {
	if c == nil {
		return
	}
	w.expr(c.SuperClass)
	for _, e := range c.Body {
		switch e := e.(type) {
		case *ast.FieldDefinition:
			w.expr(e.Key)
			w.expr(e.Initializer)
		case *ast.MethodDefinition:
			w.expr(e.Key)
			w.function(e.Body)
		case *ast.ClassStaticBlock:
			if e.Block != nil {
				w.stmts(e.Block.List, false)
			}
		}
	}
}

func (w *walker) props(list []ast.Property) {
	for _, p := range list {
		switch p := p.(type) {
		case *ast.PropertyShort:
			w.expr(p.Initializer)
		case *ast.PropertyKeyed:
			w.expr(p.Key)
			w.expr(p.Value)
		case *ast.SpreadElement:
			w.expr(p.Expression)
		}
	}
}

func (w *walker) expr(e ast.Expression) {
	switch e := e.(type) {
	case nil:
	case *ast.YieldExpression:
		w.expr(e.Argument)
	case *ast.AwaitExpression:
		w.expr(e.Argument)
	case *ast.ArrayLiteral:
		w.exprs(e.Value)
	case *ast.ArrayPattern:
		w.exprs(e.Elements)
		w.expr(e.Rest)
	case *ast.AssignExpression:
		w.expr(e.Left)
		w.expr(e.Right)
	case *ast.BinaryExpression:
		// Long chains a + b + … lean to the left: walk them without recursion.
		w.expr(e.Right)
		left := e.Left
		for {
			b, ok := left.(*ast.BinaryExpression)
			if !ok {
				break
			}
			w.expr(b.Right)
			left = b.Left
		}
		w.expr(left)
	case *ast.BracketExpression:
		w.expr(e.Left)
		w.expr(e.Member)
	case *ast.CallExpression:
		w.expr(e.Callee)
		w.exprs(e.ArgumentList)
	case *ast.ConditionalExpression:
		w.expr(e.Test)
		w.expr(e.Consequent)
		w.expr(e.Alternate)
	case *ast.DotExpression:
		w.expr(e.Left)
	case *ast.PrivateDotExpression:
		w.expr(e.Left)
	case *ast.OptionalChain:
		w.expr(e.Expression)
	case *ast.Optional:
		w.expr(e.Expression)
	case *ast.FunctionLiteral:
		w.function(e)
	case *ast.ClassLiteral:
		w.class(e)
	case *ast.ArrowFunctionLiteral:
		w.params(e.ParameterList)
		switch b := e.Body.(type) {
		case *ast.BlockStatement:
			w.stmts(b.List, false)
		case *ast.ExpressionBody:
			w.expr(b.Expression)
		}
	case *ast.NewExpression:
		w.expr(e.Callee)
		w.exprs(e.ArgumentList)
	case *ast.ObjectLiteral:
		w.props(e.Value)
	case *ast.ObjectPattern:
		w.props(e.Properties)
		w.expr(e.Rest)
	case *ast.SpreadElement:
		w.expr(e.Expression)
	case *ast.RegExpLiteral:
		if p := ExpandProperties(e.Pattern, e.Flags); p != e.Pattern {
			e.Pattern = p
			e.Literal = "/" + p + "/" + e.Flags
		}
	case *ast.SequenceExpression:
		w.exprs(e.Sequence)
	case *ast.TemplateLiteral:
		w.expr(e.Tag)
		w.exprs(e.Expressions)
	case *ast.UnaryExpression:
		w.expr(e.Operand)
	case *ast.Binding:
		w.target(e.Target)
		w.expr(e.Initializer)
	}
}
