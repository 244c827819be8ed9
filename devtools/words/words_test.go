// Proves: every text that the window says has its Chinese, with the same verbs; and that
// the language is chosen by name. Oracle: the code, read by go/ast; hand.
package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// said are the methods and functions whose first argument is a key.
var said = map[string]bool{"T": true, "t": true, "Key": true, "section": true, "put": true}

// keys reads all keys out of the code of the devtools.
func keys(t *testing.T) map[string]string {
	out := map[string]string{}
	files := token.NewFileSet()
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(files, "../"+name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			who := ""
			switch fun := call.Fun.(type) {
			case *ast.SelectorExpr:
				who = fun.Sel.Name
			case *ast.Ident:
				who = fun.Name
			}
			if !said[who] {
				return true
			}
			if text, ok := literal(call.Args[0]); ok && text != "" {
				out[text] = files.Position(call.Pos()).String()
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// literal gives the text of a string or of strings that are added.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		a, ok := literal(e.X)
		b, also := literal(e.Y)
		return a + b, ok && also && e.Op == token.ADD
	}
	return "", false
}

var verb = regexp.MustCompile(`%(\[\d+\])?[-+# 0]*[\d.]*[a-zA-Z%]`)

// verbs gives the verbs of a format by the argument they take.
func verbs(s string) map[int]string {
	out, next := map[int]string{}, 1
	for _, v := range verb.FindAllString(s, -1) {
		if v == "%%" {
			continue
		}
		if i := strings.IndexByte(v, '['); i >= 0 {
			end := strings.IndexByte(v, ']')
			next, _ = strconv.Atoi(v[i+1 : end])
			v = "%" + v[end+1:]
		}
		out[next] = v
		next++
	}
	return out
}

func TestChinese(t *testing.T) {
	used := keys(t)
	if len(used) < 50 {
		t.Fatalf("only %d keys were found in the code", len(used))
	}
	w := New(Chinese)
	for _, key := range slices.Sorted(maps.Keys(used)) {
		if text, ok := w.table[key]; !ok {
			t.Errorf("%s: no Chinese for %q", used[key], key)
		} else if !maps.Equal(verbs(text), verbs(key)) {
			t.Errorf("%s: %q takes other values than %q", used[key], text, key)
		} else if strings.TrimSpace(text) == "" {
			t.Errorf("%s: the Chinese of %q is empty", used[key], key)
		}
	}
	seen := map[string]string{}
	for _, table := range chinese() {
		for key, text := range table {
			if other, ok := seen[key]; ok && other != text {
				t.Errorf("%q is %q in one table and %q in another", key, text, other)
			}
			seen[key] = text
			if _, ok := used[key]; !ok {
				t.Logf("%q is not said any more", key)
			}
		}
	}
}

func TestLanguage(t *testing.T) {
	for name, want := range map[string]Language{"zh_CN.UTF-8": Chinese, "zh-Hans": Chinese, "ZH": Chinese, "en_GB": English, "": English, "C.UTF-8": English, "fr": English} {
		if got, _ := Find(name); got != want {
			t.Errorf("%q is %s", name, got)
		}
	}
	t.Setenv("LC_ALL", "")
	t.Setenv("LC_MESSAGES", "zh_TW")
	t.Setenv("LANG", "en_US")
	if got := FromEnvironment(); got != Chinese {
		t.Errorf("the environment says %s", got)
	}
	var none *Words = &Words{}
	if got := none.T("%d of %s", 1, "x"); got != "1 of x" {
		t.Error(got)
	}
}
