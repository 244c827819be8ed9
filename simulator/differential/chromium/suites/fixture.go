//go:build oracle

// Package suites compares the boxes of folders of HTML fixtures with Chromium. Tests only.
//
// Its one idea: the browser itself resolves a fixture's sheets and scripts, so what our
// engine gets is a tree of elements with their declarations, and the comparison is one
// of layout alone. The fixtures are public suites that the user has fetched; none of
// them is a part of this repository.
package suites

import (
	_ "embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"diorama/simulator/differential/chromium"
	"diorama/simulator/differential/chromium/layout"
)

// The viewport of all fixtures, CSS px.
const (
	viewportW = 800
	viewportH = 600
)

//go:embed export.js
var export string

//go:embed html.css
var userAgent string

// element is a node as export.js writes it.
type element struct {
	Tag, Style, ID, Text string
	Attrs                map[string]string
	Kids                 []*element
	Box                  layout.Box
}

// document is what export.js gives.
type document struct {
	Tree  *element
	Sheet string   // rules of pseudo-elements
	Rem   float64  // the font size of the root, px
	Skip  []string // what in it has no counterpart in a mini-program
}

// fixtures gives the HTML files below dir in order; reference pages are not tests.
func fixtures(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := d.Name()
		ext := filepath.Ext(name)
		if !slices.Contains([]string{".html", ".htm", ".xht"}, ext) || strings.HasSuffix(strings.TrimSuffix(name, ext), "-ref") {
			return nil
		}
		out = append(out, path)
		return nil
	})
	slices.Sort(out)
	return out, err
}

// open shows a fixture in standards mode, with Ahem where it is asked for and without
// room for scroll bars.
func open(b *chromium.Browser, file, ahem string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := strings.TrimPrefix(string(raw), "\ufeff")
	if strings.Contains(strings.ToLower(text[:min(len(text), 300)]), "<!doctype") || filepath.Ext(file) == ".xht" {
		err = b.Open(file)
	} else {
		err = b.Show(fmt.Sprintf("<!doctype html><base href=\"file://%s/\">%s", filepath.Dir(file), text))
	}
	if err != nil {
		return err
	}
	return b.Eval(fmt.Sprintf(`(async () => {
		const s = document.createElementNS('http://www.w3.org/1999/xhtml', 'style'); s.dataset.judge = 1;
		s.textContent = %q + (document.fonts.check('10px Ahem', 'X') && [...document.fonts].some(f => /ahem/i.test(f.family) && f.status === 'loaded') ? '' : %q);
		document.documentElement.appendChild(s);
		await document.fonts.load('10px Ahem'); await document.fonts.ready; await new Promise(f => requestAnimationFrame(() => setTimeout(f)));
		return true })()`,
		"html{text-spacing-trim:space-all;text-autospace:no-autospace;text-rendering:geometricPrecision}*::-webkit-scrollbar{width:0!important;height:0!important}",
		"@font-face{font-family:Ahem;src:url('file://"+ahem+"')}"), nil)
}

// measure gives the tree and the boxes of the page that is shown, with the body's
// class set first where there is one.
func measure(b *chromium.Browser, class string) (d document, err error) {
	if class != "" {
		if err := b.Eval(fmt.Sprintf("document.body.className = %q", class), nil); err != nil {
			return d, err
		}
	}
	return d, b.Eval(export, &d)
}

// tree makes the tree of our engine, and the boxes and names of all elements in order.
func (d *document) tree() (root *layout.Node, boxes []layout.Box, names []string) {
	var walk func(e *element, path string) *layout.Node
	walk = func(e *element, path string) *layout.Node {
		n := &layout.Node{Tag: e.Tag, Text: e.Text, More: e.Style, ID: e.ID, Attrs: e.Attrs}
		if e.Tag == "" {
			return n
		}
		boxes = append(boxes, e.Box)
		names = append(names, path)
		for i, k := range e.Kids {
			n.Kids = append(n.Kids, walk(k, fmt.Sprintf("%s/%d%s", path, i, k.Tag)))
		}
		return n
	}
	return walk(d.Tree, ""), boxes, names
}
