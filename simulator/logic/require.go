package logic

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"

	"diorama/simulator/script"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// modules are the CommonJS modules of the mini-program, one per file.
type modules struct {
	cache map[string]*module
	// running are the files being executed, innermost last: Component() and Page()
	// belong to the innermost one that is a page or component.
	running []string
	users   map[string]map[string]bool // file → files that require it, for reloads
}

type module struct {
	object *goja.Object // with exports
	ready  bool
}

func (w *Worker) installModules(g *goja.Object) {
	w.modules = modules{cache: map[string]*module{}, users: map[string]map[string]bool{}}
	_ = g.Set("requirePlugin", w.native("requirePlugin", func(c goja.FunctionCall) goja.Value {
		name := "plugin://" + c.Argument(0).String()
		w.Unsupported(name)
		return w.inertObject(name)
	}))
	_ = g.Set("requireMiniProgram", w.native("requireMiniProgram", func(goja.FunctionCall) goja.Value {
		w.Unsupported("requireMiniProgram")
		return goja.Undefined()
	}))
}

// legacyMatch finds the use of what RegExp itself keeps of the last match.
var legacyMatch = regexp.MustCompile("RegExp\\s*(\\.\\s*|\\[\\s*[\"'])(\\$[1-9&`'+_]|lastMatch|lastParen|leftContext|rightContext|input)")

var errNoModule = errors.New("no such module")

// resolve finds the file that require(ref) in from means.
func (w *Worker) resolve(from, ref string) (string, error) {
	file, ok := w.proj.ResolveModule(from, ref)
	if ok && strings.HasSuffix(strings.ToLower(file), ".wxml") {
		ok = false
	}
	if !ok {
		name := ref
		if strings.HasPrefix(ref, ".") {
			name = path.Join(path.Dir(from), ref)
		}
		name = strings.TrimPrefix(name, "/")
		if path.Ext(name) == "" {
			name += ".js"
		}
		// WeChat: the text of its module loader.
		return "", fmt.Errorf("module '%s' is not defined, require args is '%s': %w", name, ref, errNoModule)
	}
	return file, nil
}

// require gives module.exports of file; JavaScript errors come back as *goja.Exception.
func (w *Worker) require(from, file string) (goja.Value, error) {
	if from != "" {
		u := w.modules.users[file]
		if u == nil {
			u = map[string]bool{}
			w.modules.users[file] = u
		}
		u[from] = true
	}
	if m := w.modules.cache[file]; m != nil {
		return m.object.Get("exports"), nil
	}
	src, err := w.proj.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(file, ".json") {
		text, err := script.JSON(file, src)
		if err != nil {
			return nil, err
		}
		v, err := w.js.jsonParse(goja.Undefined(), w.vm.ToValue(text))
		if err != nil {
			return nil, err
		}
		m := &module{object: w.vm.NewObject(), ready: true}
		_ = m.object.Set("exports", v)
		w.modules.cache[file] = m
		return v, nil
	}
	if !w.js.matching && legacyMatch.Match(src) {
		w.js.matching = true
		if _, err := w.js.matches(goja.Undefined()); err != nil {
			return nil, err
		}
	}
	u, err := w.scripts.Module(file, src)
	if err != nil {
		return nil, err
	}
	w.units[file] = u
	m := &module{object: w.vm.NewObject()}
	exports := w.vm.NewObject()
	_ = m.object.Set("exports", exports)
	_ = m.object.Set("id", file)
	w.modules.cache[file] = m
	w.modules.running = append(w.modules.running, file)
	err = w.execute(u, m, exports)
	w.modules.running = w.modules.running[:len(w.modules.running)-1]
	if err != nil {
		delete(w.modules.cache, file)
		return nil, err
	}
	m.ready = true
	return m.object.Get("exports"), nil
}

func (w *Worker) execute(u *script.Unit, m *module, exports *goja.Object) error {
	v, err := w.vm.RunProgram(u.Program)
	if err != nil {
		return err
	}
	f, ok := goja.AssertFunction(v)
	if !ok {
		return fmt.Errorf("%s: the module is no function", u.File)
	}
	_, err = f(exports, exports, w.requireFunc(u.File), m.object)
	return err
}

// requireFunc makes the require of one file: require(ref[, done[, failed]]) and
// require.async(ref).
func (w *Worker) requireFunc(file string) goja.Value {
	f := w.native("require", func(c goja.FunctionCall) goja.Value {
		v, err := w.requireRef(file, c.Argument(0))
		done, isAsync := goja.AssertFunction(c.Argument(1))
		if !isAsync {
			if err != nil {
				panic(w.jsError(err))
			}
			return v
		}
		failed, _ := goja.AssertFunction(c.Argument(2))
		ctx := w.apiContext("require")
		w.clock.add(0, 0, func() {
			w.run(ctx, func() {
				if err == nil {
					w.report(done(goja.Undefined(), v))
				} else if failed != nil {
					w.report(failed(goja.Undefined(), w.jsError(err)))
				} else {
					w.requireFailed(err)
				}
			})
		})
		return goja.Undefined()
	}).(*goja.Object)
	_ = f.Set("async", w.native("async", func(c goja.FunctionCall) goja.Value {
		p, resolve, reject := w.vm.NewPromise()
		if v, err := w.requireRef(file, c.Argument(0)); err != nil {
			_ = reject(w.jsError(err))
		} else {
			_ = resolve(v)
		}
		return w.vm.ToValue(p)
	}))
	return f
}

func (w *Worker) requireRef(from string, ref goja.Value) (goja.Value, error) {
	s, ok := ref.(goja.String)
	if !ok {
		return nil, fmt.Errorf("require args must be a string, got %s", w.inspect(ref))
	}
	file, err := w.resolve(from, s.String())
	if err != nil {
		return nil, err
	}
	return w.require(from, file)
}

// report shows an uncaught error of a plain call.
func (w *Worker) report(_ goja.Value, err error) {
	if err != nil {
		w.uncaught(err, "")
	}
}

// jsError makes what a native function throws for err: JavaScript errors go on as
// they are.
func (w *Worker) jsError(err error) goja.Value {
	var ex *goja.Exception
	if errors.As(err, &ex) {
		return ex.Value()
	}
	var stop *goja.InterruptedError
	var over *goja.StackOverflowError
	if errors.As(err, &stop) || errors.As(err, &over) {
		panic(err)
	}
	var se *script.Error
	if errors.As(err, &se) {
		w.problem(se.Diagnostic)
		return w.newError("SyntaxError", se.Error())
	}
	return w.newError("Error", strings.TrimSuffix(err.Error(), ": "+errNoModule.Error()))
}

// newError makes an Error of the named class.
func (w *Worker) newError(class, msg string) *goja.Object {
	o, err := w.vm.New(w.vm.Get(class), w.vm.ToValue(msg))
	if err != nil {
		return w.vm.NewTypeError(msg)
	}
	return o
}

// requireFailed reports a module of the framework's own (app, page, component)
// that could not be run.
func (w *Worker) requireFailed(err error) {
	var se *script.Error
	if errors.As(err, &se) {
		w.problem(se.Diagnostic)
		return
	}
	w.uncaught(err, "")
}

// load runs the script of the app, a page or a component, .js before .ts; ok is
// false when there is none or it failed (reported).
func (w *Worker) load(component string) (found, ok bool) {
	for _, ext := range []string{".js", ".ts"} {
		if file := component + ext; w.proj.Exists(file) {
			_, err := w.require("", file)
			if err != nil {
				w.requireFailed(err)
			}
			return true, err == nil
		}
	}
	return false, false
}

// owner is the page or component whose script is running, "" none.
func (w *Worker) owner() string {
	for i := len(w.modules.running) - 1; i >= 0; i-- {
		p := strings.TrimSuffix(strings.TrimSuffix(w.modules.running[i], ".js"), ".ts")
		if w.reg.wanted[p] || w.proj.HasPage(p) {
			return p
		}
	}
	return ""
}

// diagnose reports a mistake in file once.
func (w *Worker) diagnose(warning bool, file, format string, args ...any) {
	w.problem(wire.Diagnostic{File: file, Message: fmt.Sprintf(format, args...), Warning: warning})
}
