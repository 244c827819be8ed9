package simulator

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/audit"
	"diorama/simulator/project"
)

const (
	// maxAuditNodes bounds the elements of a page that are looked at, maxAuditFile and
	// maxAuditBytes what is read of a file and of all.
	maxAuditNodes = 50000
	maxAuditFile  = 2 << 20
	maxAuditBytes = 64 << 20
)

// Audit measures the run so far and the pages that are open by WeChat's rules. It reads
// the project's files, so it may take a while: not for the UI goroutine.
func (s *Session) Audit() *audit.Report { return audit.Run(s.auditSnapshot()) }

func (s *Session) auditSnapshot() *audit.Snapshot {
	out := &audit.Snapshot{Runs: s.Activities(0)}
	for _, c := range s.History(0) {
		out.Commits = append(out.Commits, c.Commit)
	}
	for _, t := range s.Transfers(0) {
		out.Transfers = append(out.Transfers, audit.Transfer{Number: t.Number, TransferBegin: t.TransferBegin, Answer: t.Answer, End: t.End})
	}
	for _, l := range s.Logs(0) {
		if l.Error {
			out.Errors = append(out.Errors, audit.Error{Text: strings.Join(l.Args, " "), Stack: l.Stack})
		}
	}
	visited := map[string]bool{}
	for i := range out.Commits {
		if c := &out.Commits[i]; c.PagePath != "" && !visited[c.PagePath] {
			if visited[c.PagePath] = true; out.Entry == "" {
				out.Entry = c.PagePath
			}
		}
	}
	out.Visited = slices.Sorted(maps.Keys(visited))
	s.mu.Lock()
	out.Loads = s.pictures.history()
	out.SafeArea, out.Offline = s.profile.SafeBottom, s.conditions.Network == "none"
	for _, info := range s.stack {
		if p := s.pages[info.ID]; p != nil && p.doc != nil && p.filled {
			out.Pages = append(out.Pages, s.auditPage(p))
		}
	}
	dir := s.opts.Dir
	s.mu.Unlock()
	auditProject(dir, out)
	return out
}

// auditPage lays a page out and takes its tree down; called under the lock.
func (s *Session) auditPage(p *page) audit.Page {
	p.doc.Layout(s.now)
	env := s.styleEnv(p.insets)
	out := audit.Page{Path: p.info.Path, Width: env.Width, Height: env.Height, Bottom: p.insets.Bottom == 0, DPR: s.profile.DPR}
	at := p.doc.Placer()
	type entry struct {
		n      *dom.Node
		parent int
		fixed  bool
	}
	stack := []entry{{p.doc.Tree().Root, -1, false}}
	for len(stack) > 0 && len(out.Nodes) < maxAuditNodes {
		e := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if e.n.Internal { // of a built-in: what the author put into it counts
			for c := e.n.Last; c != nil; c = c.Prev {
				if !c.IsText() {
					stack = append(stack, entry{c, e.parent, e.fixed})
				}
			}
			continue
		}
		n := s.auditNode(p, at, e.n)
		n.Parent = e.parent
		if e.fixed = e.fixed || n.Fixed; e.fixed {
			n.X, n.Y, n.W, n.H = p.doc.ViewportBox(e.n.ID)
		}
		out.Nodes = append(out.Nodes, n)
		for c := e.n.Last; c != nil; c = c.Prev {
			if !c.IsText() {
				stack = append(stack, entry{c, len(out.Nodes) - 1, e.fixed})
			}
		}
	}
	return out
}

func (s *Session) auditNode(p *page, at renderer.Placer, n *dom.Node) audit.Node {
	look := p.doc.Look(n)
	out := audit.Node{ID: n.ID, Tag: n.Tag, Name: n.Tag, Tap: tapped(n), Fixed: look.Fixed, Background: look.Background, Picture: look.Picture,
		Colour: look.Colour, FontSize: look.FontSize, Bold: look.Weight >= 700}
	if n.ElemID != "" {
		out.Name += "#" + n.ElemID
	}
	for _, c := range n.Classes {
		out.Name += "." + c.Name
	}
	out.X, out.Y, out.W, out.H = at.Box(n.ID)
	for c := n.First; c != nil; c = c.Next {
		if c.IsText() {
			out.Text += c.Text
		}
	}
	if n.Tag == "image" {
		out.Src, out.Mode, out.Picture = n.Attr("src").Str(), n.Attr("mode").Str(), true
		out.NaturalW, out.NaturalH = s.pictures.size(p.doc.Resolve(n, out.Src), p.info.Path)
	}
	return out
}

// tapped reports whether a node is there to be tapped.
func tapped(n *dom.Node) bool {
	switch n.Tag {
	case "button", "navigator", "checkbox", "radio", "switch", "slider", "picker", "input", "textarea":
		return true
	}
	for i := range n.Handlers {
		switch n.Handlers[i].Event {
		case "tap", "longpress", "longtap":
			return true
		}
	}
	return false
}

// textFile tells what a rule may want to read.
func textFile(name string) bool {
	switch path.Ext(name) {
	case ".js", ".ts", ".json", ".wxml", ".wxss", ".wxs", ".less", ".scss", ".sass":
		return true
	}
	return false
}

// auditProject reads the mini-program's files and configuration, by a Project of its own:
// what it finds wrong is not told twice.
func auditProject(dir string, out *audit.Snapshot) {
	p, err := project.Open(dir)
	if err != nil {
		return
	}
	defer p.Close()
	app := p.App()
	out.App = audit.App{Pages: app.Pages, Raw: app.Raw}
	for _, k := range app.SubPackages {
		out.App.Roots = append(out.App.Roots, k.Root)
	}
	if app.TabBar != nil {
		for _, t := range app.TabBar.List {
			out.App.TabPages = append(out.App.TabPages, t.PagePath)
		}
	}
	if len(app.Using) > 0 {
		out.App.Components = append(out.App.Components, audit.Component{Using: app.Using, File: "app.json"})
	}
	seen := map[string]bool{}
	queue := slices.Clone(app.Pages)
	for _, tag := range slices.Sorted(maps.Keys(app.Using)) {
		queue = append(queue, app.Using[tag])
	}
	for len(queue) > 0 && len(seen) < maxAuditNodes {
		name := queue[0]
		if queue = queue[1:]; seen[name] || name == "" {
			continue
		}
		seen[name] = true
		c := p.Component(name)
		k := audit.Component{Path: name, File: name + ".json", Using: map[string]string{}}
		for _, tag := range c.Raw.Get("usingComponents").Keys() {
			if to, ok := c.Using[tag]; ok {
				k.Using[tag] = to
				queue = append(queue, to)
			}
		}
		for _, to := range c.Generics {
			queue = append(queue, to)
		}
		out.App.Components = append(out.App.Components, k)
	}
	out.Files = auditFiles(p)
}

func auditFiles(p *project.Project) []audit.File {
	root, err := os.OpenRoot(p.AbsFile(""))
	if err != nil {
		return nil
	}
	defer root.Close()
	ignored := ignoredFiles(root)
	var out []audit.File
	bytes := 0
	_ = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
		case d.IsDir():
			if strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || ignored(name, true) {
				return fs.SkipDir
			}
		case d.Type().IsRegular() && !ignored(name, false) && len(out) < maxAuditNodes:
			info, err := d.Info()
			if err != nil {
				return nil
			}
			f := audit.File{Path: name, Size: int(info.Size())}
			if textFile(name) && f.Size <= maxAuditFile && bytes+f.Size <= maxAuditBytes {
				if f.Data, err = root.ReadFile(name); err == nil {
					bytes += len(f.Data)
				}
			}
			out = append(out, f)
		}
		return nil
	})
	return out
}

// ignoredFiles reads packOptions.ignore of project.config.json. WeChat: documentation of
// packOptions: type folder, file, suffix, prefix; glob and regexp are not looked at.
func ignoredFiles(root *os.Root) func(name string, dir bool) bool {
	b, _ := root.ReadFile("project.config.json")
	v, _ := value.ParseJSON(b)
	list := v.Get("packOptions").Get("ignore").Items()
	return func(name string, dir bool) bool {
		for _, x := range list {
			want := strings.Trim(strings.TrimPrefix(x.Get("value").Str(), "./"), "/")
			if want == "" {
				continue
			}
			hit := false
			switch x.Get("type").Str() {
			case "folder":
				hit = dir && name == want
			case "file":
				hit = !dir && name == want
			case "suffix":
				hit = !dir && strings.HasSuffix(name, want)
			case "prefix":
				hit = strings.HasPrefix(path.Base(name), want)
			}
			if hit {
				return true
			}
		}
		return false
	}
}
