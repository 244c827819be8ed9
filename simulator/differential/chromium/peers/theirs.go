//go:build oracle

package peers

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"diorama/simulator/differential/chromium"
)

// pageScript makes three functions, each of which does one thing and forces style and
// layout in the same task, so that no frame comes between.
const pageScript = `(() => {
	document.head.innerHTML = '<style>html{text-spacing-trim:space-all;text-autospace:no-autospace}body{margin:0;font-family:"Noto Sans SC"}</style><style>' + %s + '</style>'
	const spec = %s, one = %q, toggle = %q
	let main, tree
	const make = (s, round) => {
		if (s.t) return document.createTextNode(s.t.replaceAll('#', round))
		const e = document.createElement('view')
		if (s.c) e.className = s.c
		if (s.k) for (const k of s.k) e.appendChild(make(k, round))
		return e
	}
	window.clear = () => {
		document.body.innerHTML = '<main></main>'
		main = document.body.firstChild
		main.style.width = '375px'
		return main.offsetHeight
	}
	window.first = round => {
		tree = make(spec, round)
		main.appendChild(tree)
		return tree.getBoundingClientRect().height
	}
	window.width = () => {
		main.style.width = '385px'
		return tree.getBoundingClientRect().height
	}
	window.one = round => {
		const hits = document.getElementsByClassName(one), hit = hits[hits.length >> 1]
		if (toggle) hit.classList.add(toggle)
		else hit.firstChild.data = 'changed text number ' + round + ' of it'
		return tree.getBoundingClientRect().height
	}
})()`

// peer is a side that is not ours.
type peer interface {
	run(n int) (round, error)
}

type shown struct{ b *chromium.Browser }

// boxesSpan is the part of Blink's style update in which LayoutObjects are made and put
// together.
const boxesSpan = "Document::rebuildLayoutTree"

func (p shown) run(n int) (out round, err error) {
	var height float64
	if err := p.b.Eval("clear()", &height); err != nil {
		return out, err
	}
	step := func(code string) (t took, height float64) {
		if err != nil {
			return
		}
		var a, z chromium.Work
		if a, err = p.b.Work(); err == nil {
			err = p.b.Eval(code, &height)
		}
		if err == nil {
			z, err = p.b.Work()
		}
		return took{Style: (z.Style - a.Style) * 1000, Layout: (z.Layout - a.Layout) * 1000}, height
	}
	made, traced := p.b.Trace([]string{"blink_style"}, func() error {
		out.First, out.Height = step(fmt.Sprintf("first(%d)", n))
		return err
	})
	if traced != nil {
		return out, traced
	}
	for _, s := range made {
		if s.Name == boxesSpan {
			out.First.Boxes += s.CPU / 1000
		}
	}
	if out.First.Boxes == 0 {
		return out, fmt.Errorf("the browser's trace has no time of %s", boxesSpan)
	}
	out.First.Style -= out.First.Boxes // its counter has both
	out.Width, _ = step("width()")
	out.One, _ = step(fmt.Sprintf("one(%d)", n))
	return out, err
}

// inBrowser brings the tree into the browser.
func inBrowser(b *chromium.Browser, p *page, s *spec) (peer, error) {
	css, err := json.Marshal(p.css)
	if err != nil {
		return nil, err
	}
	tree, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return shown{b}, b.Eval(fmt.Sprintf(pageScript, css, tree, p.one, p.toggle), nil)
}

//go:embed yoga.mjs
var yogaScript []byte

// yoga is a node process that answers a line for a line.
type yoga struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// newYoga starts node beside the folder in which yoga-layout is installed.
func newYoga(dir string) (*yoga, error) {
	if _, err := os.Stat(filepath.Join(dir, "node_modules/yoga-layout")); err != nil {
		return nil, err
	}
	script := filepath.Join(dir, "diorama-peer.mjs")
	if err := os.WriteFile(script, yogaScript, 0o644); err != nil {
		return nil, err
	}
	y := &yoga{cmd: exec.Command("node", script)}
	y.cmd.Stderr = os.Stderr
	var err error
	if y.in, err = y.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := y.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	y.out = bufio.NewReader(out)
	return y, y.cmd.Start()
}

func (y *yoga) close() {
	y.in.Close()
	y.cmd.Wait()
}

func (y *yoga) ask(what any, out any) error {
	raw, err := json.Marshal(what)
	if err != nil {
		return err
	}
	if _, err := y.in.Write(append(raw, '\n')); err != nil {
		return err
	}
	line, err := y.out.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("yoga: %w", err)
	}
	return json.Unmarshal(line, out)
}

func (y *yoga) load(s *spec) error {
	var ok bool
	return y.ask(map[string]any{"tree": s}, &ok)
}

func (y *yoga) run(n int) (out round, err error) {
	return out, y.ask(map[string]any{"round": n}, &out)
}
