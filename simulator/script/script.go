// Package script turns the author's sources into programs that goja runs:
// TypeScript, ES modules and syntax goja lacks go through esbuild, everything
// else is compiled as it stands.
//
// Its one idea: a module is compiled lazily, by content, into an immutable
// Program that evaluates to function(exports, require, module), and positions
// always lead back to the author's file.
package script

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"diorama/simulator/wire"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
	"github.com/evanw/esbuild/pkg/api"
)

const (
	modulePrefix = "(function(exports,require,module){"
	moduleSuffix = "\n})"
)

// Unit is one compiled file.
type Unit struct {
	File    string // project path
	Program *goja.Program
	// Mapped is set when esbuild rewrote the source: positions come through a
	// source map, with columns from 0.
	Mapped bool
	// Prefix is the number of characters put before the first line.
	Prefix int
	// Writes is set for wxs that sets members by name, other than those of module.exports.
	Writes bool
}

// Cache keeps units by content. Safe for concurrent use; share it between workers
// of one process.
type Cache struct {
	mu    sync.Mutex
	units map[cacheKey]*Unit
}

type cacheKey struct {
	file string
	wxs  bool
	sum  [32]byte
}

// NewCache makes an empty cache.
func NewCache() *Cache { return &Cache{units: map[cacheKey]*Unit{}} }

func (c *Cache) get(k cacheKey) *Unit {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.units[k]
}

func (c *Cache) put(k cacheKey, u *Unit) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.units) >= maxCached {
		clear(c.units)
	}
	c.units[k] = u
}

// Error is a source that does not compile.
type Error struct{ Diagnostic wire.Diagnostic }

// Error gives "file:line:column: message".
func (e *Error) Error() string {
	d := e.Diagnostic
	return fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Column, d.Message)
}

func fail(file string, line, col int, format string, args ...any) *Error {
	return &Error{wire.Diagnostic{File: file, Line: line, Column: col, Message: fmt.Sprintf(format, args...)}}
}

// Module compiles a .js or .ts file to a function(exports, require, module); the
// error is an *Error.
func (c *Cache) Module(file string, src []byte) (*Unit, error) {
	key := cacheKey{file: file, sum: sha256.Sum256(src)}
	if u := c.get(key); u != nil {
		return u, nil
	}
	u, err := compileModule(file, src)
	if err != nil {
		return nil, err
	}
	c.put(key, u)
	return u, nil
}

func compileModule(file string, src []byte) (*Unit, error) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if err := guard(file, src); err != nil {
		return nil, err
	}
	text := string(src)
	if strings.HasPrefix(text, "#!") {
		text = "//" + text[2:]
	}
	typed := strings.HasSuffix(file, ".ts")
	if !typed && !needsTransform(text) {
		// Faster: a file that goja takes as it stands skips esbuild (0.6 ms each).
		if prog, err := parse(file, modulePrefix+text+moduleSuffix, nil); err == nil {
			facts := inspect(prog)
			if !facts.blockFunction {
				p, err := goja.CompileAST(prog, false)
				if err == nil {
					return &Unit{File: file, Program: p, Prefix: len(modulePrefix)}, nil
				}
			}
		}
	}
	code, sourceMap, err := transform(file, text, typed)
	if err != nil {
		return nil, err
	}
	if err := guard(file, []byte(code)); err != nil {
		return nil, err
	}
	prog, perr := parse(file, modulePrefix+code+moduleSuffix+"\n//# sourceMappingURL=map", sourceMap)
	if perr != nil {
		return nil, syntaxError(file, perr, 0)
	}
	inspect(prog)
	p, cerr := goja.CompileAST(prog, false)
	if cerr != nil {
		return nil, syntaxError(file, cerr, 0)
	}
	return &Unit{File: file, Program: p, Mapped: true, Prefix: len(modulePrefix)}, nil
}

// needsTransform finds what only esbuild makes right although goja would take it,
// and saves the attempt for what is most likely an ES module; everything else that
// goja cannot parse goes to esbuild anyway.
func needsTransform(src string) bool {
	for _, word := range []string{"process.env", "<!--", "\nimport ", "\nexport ", "\nimport{", "\nexport{", "\n-->"} {
		if strings.Contains(src, word) {
			return true
		}
	}
	return strings.HasPrefix(src, "import ") || strings.HasPrefix(src, "export ")
}

// parse runs goja's parser; a panic in it (there are none known) becomes an error.
func parse(file, src string, sourceMap []byte) (prog *ast.Program, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("parser stopped: %v", x)
		}
	}()
	opt := parser.WithDisableSourceMaps
	if sourceMap != nil {
		opt = parser.WithSourceMapLoader(func(string) ([]byte, error) { return sourceMap, nil })
	}
	return parser.ParseFile(nil, file, src, 0, opt)
}

var esbuildEngine = map[string]bool{"async-generator": false, "for-await": false, "dynamic-import": false}

// transform runs esbuild: ES modules to CommonJS, types away, async generators lowered.
func transform(file, src string, typed bool) (code string, sourceMap []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fail(file, 0, 0, "esbuild stopped: %v", x)
		}
	}()
	opt := api.TransformOptions{
		Format: api.FormatCommonJS, Target: api.ESNext, Supported: esbuildEngine,
		Sourcemap: api.SourceMapExternal, SourcesContent: api.SourcesContentExclude,
		Loader: api.LoaderJS, Sourcefile: path.Base(file), Charset: api.CharsetUTF8,
		Define:      map[string]string{"process.env.NODE_ENV": `"development"`},
		TsconfigRaw: `{"compilerOptions":{"experimentalDecorators":true,"useDefineForClassFields":false}}`,
		LogLevel:    api.LogLevelSilent,
	}
	if typed {
		opt.Loader = api.LoaderTS
	}
	r := api.Transform(src, opt)
	if len(r.Errors) > 0 {
		m := r.Errors[0]
		line, col := 0, 0
		if m.Location != nil {
			line = m.Location.Line
			col = utf8.RuneCountInString(m.Location.LineText[:min(m.Location.Column, len(m.Location.LineText))]) + 1
		}
		return "", nil, fail(file, line, col, "%s", m.Text)
	}
	return string(r.Code), r.Map, nil
}

// syntaxError turns an error of goja's parser or compiler into a place. prefix is
// the number of characters before the first line.
func syntaxError(file string, err error, prefix int) *Error {
	switch e := err.(type) {
	case parser.ErrorList:
		if len(e) > 0 {
			return syntaxError(file, e[0], prefix)
		}
	case *parser.Error:
		col := e.Position.Column
		if e.Position.Line == 1 {
			col = max(col-prefix, 1)
		}
		return fail(file, e.Position.Line, col, "SyntaxError: %s", e.Message)
	case *goja.CompilerSyntaxError:
		line, col := 0, 0
		if e.File != nil {
			p := e.File.Position(e.Offset)
			line, col = p.Line, p.Column
			if line == 1 {
				col = max(col-prefix, 1)
			}
		}
		return fail(file, line, col, "SyntaxError: %s", e.Message)
	}
	return fail(file, 0, 0, "%s", err)
}

// JSON compiles a .json file required as a module: the value it holds.
func JSON(file string, src []byte) (string, error) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if err := guard(file, src); err != nil {
		return "", err
	}
	var x any
	if err := json.Unmarshal(src, &x); err != nil {
		line, col := 0, 0
		if se, ok := err.(*json.SyntaxError); ok {
			before := src[:min(int(se.Offset), len(src))]
			line = bytes.Count(before, []byte("\n")) + 1
			col = utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
		}
		return "", fail(file, line, max(col, 1), "JSON: %s", err)
	}
	return string(src), nil
}
