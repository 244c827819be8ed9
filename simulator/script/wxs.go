package script

import (
	"bytes"
	"crypto/sha256"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// WxsConstructor is the property that constructor means in compiled wxs. There it
// is the name of the type ("Array", "Object" …), not a function; under a name of its
// own the engine keeps using the real one.
// WeChat: documentation of wxs, data types.
const WxsConstructor = "constructor (wxs)"

// Wxs compiles wxs code to a function(exports, require, module). file is what
// positions name; for inline code that is the .wxml, and line and column (1-based)
// say where the code starts in it. Positions of the unit are those of the file.
//
// WeChat: the documentation of wxs allows ES5 and a few statements only; here
// whatever goja takes as a script runs.
func (c *Cache) Wxs(file string, src []byte, line, column int) (*Unit, error) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	pad := modulePrefix
	prefix := len(modulePrefix)
	if line > 1 {
		pad = strings.Repeat("\n", line-1)
		prefix = 0
		if column > len(modulePrefix) {
			pad += strings.Repeat(" ", column-1-len(modulePrefix))
		}
		pad += modulePrefix
	}
	text := pad + string(src) + moduleSuffix
	key := cacheKey{file: file, wxs: true, sum: sha256.Sum256([]byte(text))}
	if u := c.get(key); u != nil {
		return u, nil
	}
	if err := guard(file, src); err != nil {
		return nil, err
	}
	prog, err := parse(file, text, nil)
	if err != nil {
		return nil, syntaxError(file, err, prefix)
	}
	inspect(prog, true)
	p, err := goja.CompileAST(prog, false)
	if err != nil {
		return nil, syntaxError(file, err, prefix)
	}
	u := &Unit{File: file, Program: p, Prefix: prefix}
	c.put(key, u)
	return u, nil
}

// rawPattern takes the backslashes of a text written as the pattern of getRegExp
// as they stand: '\d' is a digit there, and '\\n' a backslash and an n.
// WeChat: programs in the wild rely on both; the documentation is silent.
func rawPattern(call *ast.CallExpression) {
	f, ok := call.Callee.(*ast.Identifier)
	if !ok || f.Name != "getRegExp" || len(call.ArgumentList) == 0 {
		return
	}
	if s, ok := call.ArgumentList[0].(*ast.StringLiteral); ok && len(s.Literal) >= 2 {
		s.Value = unistring.NewFromString(s.Literal[1 : len(s.Literal)-1])
	}
}
