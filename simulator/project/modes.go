package project

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/tailscale/hujson"

	"diorama/renderer/value"
)

// Mode is a compile mode: how the mini-program is started.
//
// WeChat: condition.miniprogram.list of project.config.json and of
// project.private.config.json, whose settings go before the other's (documentation of
// the two files; the names of the fields are those that WeChat DevTools writes).
type Mode struct {
	Name  string
	Page  string // path without a slash before it, "" the entry page
	Query string // without the question mark
	Scene int    // 0: none is named
}

// URL is page and query in one.
func (m Mode) URL() string {
	if m.Query == "" {
		return m.Page
	}
	return m.Page + "?" + m.Query
}

const (
	publicConfig  = "project.config.json"
	privateConfig = "project.private.config.json"
	// byteOrderMark may stand before a file of Windows.
	byteOrderMark = "\xef\xbb\xbf"
)

// modesPath leads to the list in both files.
var modesPath = [...]string{"condition", "miniprogram", "list"}

// Modes lists the compile modes. A file that cannot be read is an error and the modes of
// the other are given.
func (p *Project) Modes() ([]Mode, error) {
	private, err := p.readConfig(privateConfig)
	list, ok := listOf(private)
	if !ok {
		public, e := p.readConfig(publicConfig)
		list, _ = listOf(public)
		err = errors.Join(err, e)
	}
	var out []Mode
	for _, v := range list.Items() {
		if len(out) == maxModes {
			break
		}
		out = append(out, modeOf(v))
	}
	return out, err
}

func listOf(d *document) (value.Value, bool) {
	v := d.Value
	for _, name := range modesPath {
		v = v.Get(name)
	}
	return v, v.Kind() == value.List
}

func modeOf(v value.Value) Mode {
	m := Mode{Name: strOf(v.Get("name"), ""), Page: strings.TrimLeft(strOf(v.Get("pathName"), ""), "/"),
		Query: strings.TrimPrefix(strOf(v.Get("query"), ""), "?")}
	switch s := v.Get("scene"); s.Kind() {
	case value.Number:
		if n := s.Num(); n >= 0 && n <= maxScene {
			m.Scene = int(n)
		}
	case value.String:
		if n, err := strconv.Atoi(s.Str()); err == nil && n >= 0 && n <= maxScene {
			m.Scene = n
		}
	}
	return m
}

// readConfig reads one of the two files of the folder; one that is not there is empty.
func (p *Project) readConfig(name string) (*document, error) {
	none := &document{file: name, Value: value.OfMap(nil, nil)}
	src, err := readRoot(p.top, name)
	if errors.Is(err, fs.ErrNotExist) {
		return none, nil
	}
	if err != nil {
		return none, fmt.Errorf("%s: %w", name, err)
	}
	doc, d := parseJSON(name, src)
	if d != nil {
		return none, fmt.Errorf("%s:%d:%d: %s", d.File, d.Line, d.Column, d.Message)
	}
	return doc, nil
}

// ChangeMode puts a mode in the place of another: old nil adds now, now nil removes old.
// It writes project.private.config.json, changes nothing of it but that entry, and takes
// the list of project.config.json over when the private file had none.
func (p *Project) ChangeMode(old, now *Mode) error {
	src, err := readRoot(p.top, privateConfig)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", privateConfig, err)
	}
	bom := bytes.HasPrefix(src, []byte(byteOrderMark))
	src = bytes.TrimPrefix(src, []byte(byteOrderMark))
	if len(bytes.TrimSpace(src)) == 0 {
		src = []byte("{\n}\n")
	}
	doc, d := parseJSON(privateConfig, src)
	if d != nil {
		return fmt.Errorf("%s:%d:%d: %s; correct it first", d.File, d.Line, d.Column, d.Message)
	}
	var inherited value.Value
	if _, ok := listOf(doc); !ok {
		public, err := p.readConfig(publicConfig)
		if err != nil {
			return err
		}
		inherited, _ = listOf(public)
	}
	e := newEdit(doc)
	if err := e.change(old, now, inherited); err != nil {
		return err
	}
	out := e.doc.tree.Pack()
	if bom {
		out = append([]byte(byteOrderMark), out...)
	}
	return p.replaceConfig(privateConfig, out)
}

// replaceConfig writes a file of the folder: it is whole before and after.
func (p *Project) replaceConfig(name string, data []byte) error {
	fail := func(err error) error { return fmt.Errorf("write %s: %w", name, err) }
	mode := fs.FileMode(0o644)
	if fi, err := p.top.Lstat(name); err == nil {
		if !fi.Mode().IsRegular() {
			return fail(errors.New("it is no regular file"))
		}
		mode = fi.Mode().Perm()
	}
	temporary := "." + name + ".new"
	f, err := p.top.OpenFile(temporary, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		return fail(err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = p.top.Rename(temporary, name)
	}
	if err != nil {
		_ = p.top.Remove(temporary)
		return fail(err)
	}
	return nil
}

// edit changes a JSON file and leaves every byte of the rest as it was.
type edit struct {
	doc    *document
	line   string // end of a line
	indent string // of one level
}

func newEdit(doc *document) *edit {
	e := &edit{doc: doc, line: "\n", indent: "  "}
	if bytes.Contains(doc.src, []byte("\r\n")) {
		e.line = "\r\n"
	}
	if top, ok := doc.tree.Value.(*hujson.Object); ok && len(top.Members) > 0 {
		before := string(top.Members[0].Name.BeforeExtra)
		if i := strings.LastIndexByte(before, '\n'); i >= 0 && strings.Trim(before[i+1:], " \t") == "" && i+1 < len(before) {
			e.indent = before[i+1:]
		}
	}
	return e
}

// gap is the space before something that stands alone on a line.
func (e *edit) gap(depth int) hujson.Extra {
	return hujson.Extra(e.line + strings.Repeat(e.indent, depth))
}

func (e *edit) change(old, now *Mode, inherited value.Value) error {
	at := &e.doc.tree
	for i, name := range modesPath {
		object, ok := at.Value.(*hujson.Object)
		if !ok {
			return fmt.Errorf("%s: %q is expected to be an object; correct it first", e.doc.file, strings.Join(modesPath[:i], "."))
		}
		last := i == len(modesPath)-1
		next := member(object, name)
		if next == nil || last && !isArray(next) {
			fresh := hujson.ValueTrimmed(&hujson.Object{})
			if last {
				fresh = &hujson.Array{}
			}
			if next == nil {
				next = e.add(object, i+1, name, fresh)
			} else {
				next.Value = fresh
			}
		} else if lit, ok := next.Value.(hujson.Literal); ok && string(lit) == "null" {
			next.Value = &hujson.Object{}
		}
		at = next
	}
	list := at.Value.(*hujson.Array)
	depth := len(modesPath) + 1
	for _, v := range inherited.Items() {
		if parsed, err := hujson.Parse([]byte(v.JSON())); err == nil {
			if object, ok := parsed.Value.(*hujson.Object); ok {
				e.spread(object, depth)
			}
			e.push(list, depth, parsed.Value)
		}
	}
	if old == nil {
		if len(list.Elements) >= maxModes {
			return fmt.Errorf("there are %d compile modes, more are not possible", maxModes)
		}
		e.push(list, depth, e.object(*now, depth))
		return nil
	}
	for i := range list.Elements {
		std := list.Elements[i].Clone()
		std.Standardize()
		if v, err := value.ParseJSON(std.Pack()); err != nil || modeOf(v) != *old {
			continue
		}
		if now == nil {
			e.remove(list, i)
			return nil
		}
		object, ok := list.Elements[i].Value.(*hujson.Object)
		if !ok {
			continue
		}
		e.rewrite(object, *old, *now, depth)
		return nil
	}
	return fmt.Errorf("%s has no compile mode %q any more", e.doc.file, old.Name)
}

func isArray(v *hujson.Value) bool { _, ok := v.Value.(*hujson.Array); return ok }

// member gives the value of a name, nil when there is none; of equal names the last counts.
func member(o *hujson.Object, name string) *hujson.Value {
	for i := len(o.Members) - 1; i >= 0; i-- {
		if lit, ok := o.Members[i].Name.Value.(hujson.Literal); ok && lit.String() == name {
			return &o.Members[i].Value
		}
	}
	return nil
}

// add appends a member to an object whose members stand at depth.
func (e *edit) add(o *hujson.Object, depth int, name string, v hujson.ValueTrimmed) *hujson.Value {
	m := hujson.ObjectMember{Name: hujson.Value{BeforeExtra: e.gap(depth), Value: hujson.String(name)}, Value: hujson.Value{BeforeExtra: hujson.Extra(" "), Value: v}}
	trailing := false
	if n := len(o.Members); n > 0 {
		trailing = o.Members[n-1].Value.AfterExtra != nil
	}
	o.AfterExtra = e.close(o.AfterExtra, &m.Name.BeforeExtra, depth)
	if trailing {
		m.Value.AfterExtra = hujson.Extra{}
	}
	o.Members = append(o.Members, m)
	return &o.Members[len(o.Members)-1].Value
}

// push appends an element to a list whose elements stand at depth.
func (e *edit) push(l *hujson.Array, depth int, v hujson.ValueTrimmed) {
	element := hujson.Value{BeforeExtra: e.gap(depth), Value: v}
	trailing := false
	if n := len(l.Elements); n > 0 {
		trailing = l.Elements[n-1].AfterExtra != nil
	}
	l.AfterExtra = e.close(l.AfterExtra, &element.BeforeExtra, depth)
	if trailing {
		element.AfterExtra = hujson.Extra{}
	}
	l.Elements = append(l.Elements, element)
}

// close gives the space before the closing bracket. A comment that stood there stays
// behind the value that it was written behind.
func (e *edit) close(after hujson.Extra, before *hujson.Extra, depth int) hujson.Extra {
	if text := strings.TrimRight(string(after), " \t\r\n"); text != "" {
		*before = hujson.Extra(text + string(*before))
		return e.gap(depth - 1)
	}
	if !bytes.ContainsRune(after, '\n') {
		return e.gap(depth - 1)
	}
	return after
}

func (e *edit) remove(l *hujson.Array, i int) {
	trailing := l.Elements[len(l.Elements)-1].AfterExtra
	l.Elements = append(l.Elements[:i:i], l.Elements[i+1:]...)
	if n := len(l.Elements); n > 0 {
		l.Elements[n-1].AfterExtra = trailing
	} else {
		l.AfterExtra = nil
	}
}

func sceneOf(n int) hujson.ValueTrimmed {
	if n == 0 {
		return hujson.Literal("null")
	}
	return hujson.Int(int64(n))
}

// object writes a mode as WeChat DevTools does.
func (e *edit) object(m Mode, depth int) *hujson.Object {
	o := &hujson.Object{}
	e.add(o, depth+1, "name", hujson.String(m.Name))
	e.add(o, depth+1, "pathName", hujson.String(m.Page))
	e.add(o, depth+1, "query", hujson.String(m.Query))
	e.add(o, depth+1, "launchMode", hujson.String("default"))
	e.add(o, depth+1, "scene", sceneOf(m.Scene))
	return o
}

// rewrite sets what differs.
func (e *edit) rewrite(o *hujson.Object, old, now Mode, depth int) {
	set := func(name string, differs bool, v hujson.ValueTrimmed) {
		if !differs {
			return
		}
		if have := member(o, name); have != nil {
			have.Value = v
		} else {
			e.add(o, depth+1, name, v)
		}
	}
	set("name", old.Name != now.Name, hujson.String(now.Name))
	set("pathName", old.Page != now.Page, hujson.String(now.Page))
	set("query", old.Query != now.Query, hujson.String(now.Query))
	set("scene", old.Scene != now.Scene, sceneOf(now.Scene))
}

// spread puts each member on a line of its own.
func (e *edit) spread(o *hujson.Object, depth int) {
	for i := range o.Members {
		o.Members[i].Name.BeforeExtra = e.gap(depth + 1)
		o.Members[i].Value.BeforeExtra = hujson.Extra(" ")
	}
	o.AfterExtra = e.gap(depth)
}
