package script

import (
	"bytes"
	"crypto/sha256"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"
)

// WxsPrefix stands before every name that wxs code writes: variables, members and
// the keys of objects. What the language has no name for does not exist in it that
// way: only what the runtime defines under a prefixed name is there (no Object, no
// substr), and a member asked for by number is another one than the same in quotes.
// The dot cannot be written in a name, so nothing of the engine is reached by chance.
// WeChat: wcc does the same with a prefix of its own.
const WxsPrefix = "."

// Names that compiled wxs uses and its author cannot write.
const (
	WxsKey  = "#key"  // function: the member name of a[x] when x is no number
	WxsThis = "#this" // function: this, where the global object is a fresh object
	wxsTemp = "#t"
)

// Wxs compiles wxs code to a function(require, module, #key, #this) that gives
// module.exports. file is what positions name; for inline code that is the .wxml,
// and line and column (1-based) say where the code starts in it. Positions of the
// unit are those of the file. The error is an *Error.
//
// WeChat: what wcc takes is taken, what it refuses is refused; see wxswalk.go.
func (c *Cache) Wxs(name string, src []byte, line, column int) (*Unit, error) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	line, column = min(max(line, 1), MaxSource), min(max(column, 1), MaxSource)
	text := strings.Repeat("\n", line-1) + strings.Repeat(" ", column-1) + string(src)
	key := cacheKey{file: name, wxs: true, sum: sha256.Sum256([]byte(text))}
	if u := c.get(key); u != nil {
		return u, nil
	}
	if err := guard(name, []byte(text)); err != nil {
		return nil, err
	}
	prog, err := parse(name, text, nil)
	var plain map[unistring.String]unistring.String
	if err != nil {
		if free, words := freeWords(text); words != nil {
			if p, again := parse(name, free, nil); again == nil {
				prog, err, plain = p, nil, words
			}
		}
	}
	if err != nil {
		return nil, wxsSyntaxError(name, err)
	}
	w := wxsWalker{file: prog.File, name: name, plain: plain}
	if err := w.module(prog); err != nil {
		return nil, err
	}
	p, err := goja.CompileAST(prog, false)
	if err != nil {
		return nil, syntaxError(name, err, 0)
	}
	u := &Unit{File: name, Program: p, Writes: w.writes}
	c.put(key, u)
	return u, nil
}

// wxsSyntaxError says what to do instead where the parser does not.
func wxsSyntaxError(name string, err error) *Error {
	e := syntaxError(name, err, 0)
	if strings.Contains(e.Diagnostic.Message, "Illegal return") {
		e.Diagnostic.Message = "return stands outside of a function; a wxs module sets module.exports"
	}
	return e
}

// module makes one function of the program:
// function(require, module, #key, #this, #t) { …; return module.exports }.
func (w *wxsWalker) module(prog *ast.Program) *Error {
	w.decls = &prog.DeclarationList
	prog.Body = w.stmts(prog.Body, false)
	if w.err != nil {
		return w.err
	}
	end := file.Idx(prog.File.Base() + len(prog.File.Source()))
	id := func(n string) *ast.Identifier { return &ast.Identifier{Name: unistring.String(n), Idx: end} }
	body := append(prog.Body, &ast.ReturnStatement{Return: end, Argument: &ast.DotExpression{Left: id(WxsPrefix + "module"), Identifier: *id(WxsPrefix + "exports")}})
	fn := &ast.FunctionLiteral{
		Function: file.Idx(prog.File.Base()), ParameterList: &ast.ParameterList{},
		Body: &ast.BlockStatement{LeftBrace: file.Idx(prog.File.Base()), List: body, RightBrace: end}, DeclarationList: prog.DeclarationList,
	}
	for _, n := range []string{"require", WxsPrefix + "module", WxsKey, WxsThis, wxsTemp} {
		fn.ParameterList.List = append(fn.ParameterList.List, &ast.Binding{Target: id(n)})
	}
	prog.Body = []ast.Statement{&ast.ExpressionStatement{Expression: fn}}
	prog.DeclarationList = nil
	return nil
}

// wxsString is the value of a text as written. WeChat: wcc keeps \n, \r, \t and a
// backslash before a backslash or a quote, writes other backslashes, quotes, < and >
// by their code, and the engine reads the outcome. So '\d' has its backslash, '\\n'
// is a backslash and an n, but '\\' alone is \x5c and an escaped quote \x27.
func wxsString(literal string) unistring.String {
	if len(literal) < 2 {
		return ""
	}
	s := literal[1 : len(literal)-1]
	if strings.IndexByte(s, '\\') < 0 {
		return unistring.NewFromString(s)
	}
	var out strings.Builder // as wcc writes it
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("nrt\\'\"", s[i+1]) >= 0:
			out.WriteByte(c)
		case c == '\\':
			out.WriteString(`\x5c`)
		case c == '\'':
			out.WriteString(`\x27`)
		case c == '"':
			out.WriteString(`\x22`)
		default:
			out.WriteByte(c)
		}
	}
	written := out.String()
	var b strings.Builder // as the engine reads it
	for i := 0; i < len(written); i++ {
		if written[i] != '\\' || i+1 == len(written) {
			b.WriteByte(written[i])
			continue
		}
		i++
		switch c := written[i]; c {
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case 'x': // of the three above
			code := map[string]byte{"5c": '\\', "27": '\'', "22": '"'}
			b.WriteByte(code[written[i+1:i+3]])
			i += 2
		default:
			b.WriteByte(c)
		}
	}
	return unistring.NewFromString(b.String())
}
