package simulator

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/wxss"
	"diorama/simulator/wire"
)

// EditKind says what an Edit changes.
type EditKind uint8

// The kinds of Edit.
const (
	EditDecl  EditKind = iota + 1 // a declaration of a rule
	EditClass                     // one class of a node: Name, On
	EditStyle                     // the style attribute of a node: Value
	EditAttr                      // an attribute of a node: Name, Value; On: it is there
	EditText                      // a text node: Value
)

// Edit is a change of style, class, attribute or text made in the devtools. It is laid
// over what the page says, the author's code is not told, and no file changes before
// WriteEdit.
type Edit struct {
	Number int
	Kind   EditKind

	// Of a declaration: the rule of a file and the declaration in it, by their places;
	// At zero: a new one. Number tells new ones of a rule apart. Selector is for reading.
	File      string
	Selector  string
	Rule, At  wxss.Pos
	OldName   string // what the file says, "" of a new one
	OldValue  string
	Important bool
	Off       bool // the declaration does not count

	// Of a node.
	Page wire.PageID
	Node dom.NodeID
	Tag  string // "" of a text
	On   bool

	Name, Value string
}

// edit is an Edit with where it lies in the file as it was read last.
type edit struct {
	Edit
	rule, decl int
	gone       bool // the file has no such rule any more
	saved      bool // written; it goes when the worker has reloaded
}

// edits are the changes that no file has yet, and what the sheets say without them.
type edits struct {
	list   []*edit
	number int
	clock  int                    // grows with every change of sheets and edits
	plain  map[string]*wxss.Sheet // by file
	sums   map[string][32]byte    // of the source of plain
	// waiting are writes that come after the reload of the one before.
	waiting []func()
}

// MaxEdits bounds how many edits there are at once.
const MaxEdits = 1000

var errTooMany = fmt.Errorf("there are %d edits that are not saved; save or undo some", MaxEdits)

// Edit makes a change or revises an earlier one of the same thing, and shows it. The
// number names it; 0: it is as the page has it, and there is no edit.
func (s *Session) Edit(e Edit) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.replay != nil {
		return 0, errors.New("a recording runs; edits would make it another run")
	}
	if e.Kind == EditDecl {
		return s.editDecl(e)
	}
	p := s.livePage()
	if s.moment != nil {
		return 0, errors.New("the past is shown; go back to the live page to edit")
	}
	if p == nil || p.doc == nil {
		return 0, errors.New("there is no page")
	}
	return s.editNode(p, e)
}

func (s *Session) editDecl(e Edit) (int, error) {
	sh := s.edits.plain[e.File]
	if sh == nil {
		return 0, errors.New("this rule is not part of the project's sheets")
	}
	n := edit{Edit: e, rule: -1, decl: -1}
	for i := range sh.Rules {
		if sh.Rules[i].Pos == e.Rule {
			n.rule = i
			break
		}
	}
	if n.rule < 0 {
		return 0, wxss.ErrMoved
	}
	rule := &sh.Rules[n.rule]
	n.Selector = rule.Text()
	if !strings.HasPrefix(n.Name, "--") {
		n.Name = wxss.Lower(n.Name)
	}
	if e.At != (wxss.Pos{}) {
		n.decl = slices.IndexFunc(rule.Decls, func(d wxss.Decl) bool { return d.Pos == e.At })
		if n.decl < 0 {
			return 0, wxss.ErrMoved
		}
		old := &rule.Decls[n.decl]
		n.OldName, n.OldValue = old.Name, old.Value
	}
	if err := oneDeclaration(n.Name, n.Value); err != nil && !(n.Off && n.Value == "") {
		return 0, err
	}
	same := func(o *edit) bool {
		if o.Kind != EditDecl || o.File != n.File || o.rule != n.rule || o.gone {
			return false
		}
		return n.decl >= 0 && o.decl == n.decl || n.decl < 0 && o.decl < 0 && o.Number == n.Number
	}
	untouched := n.decl >= 0 && !n.Off && n.Name == n.OldName && n.Value == n.OldValue && n.Important == rule.Decls[n.decl].Important
	number, err := s.putEdit(&n, same, untouched)
	if err == nil {
		s.reloadSheet(n.File)
		s.changed()
	}
	return number, err
}

// carry makes the edits of another run of the same project those of this one, and gives
// how many could not be: the run that was repeated has those that lay over the pages
// then, its developer wants those of now. Nodes have the same numbers in both.
func (s *Session) carry(list []Edit) (lost int) {
	s.UndoEdit(0)
	for _, e := range list {
		e.Number = 0
		if _, err := s.Edit(e); err != nil {
			lost++
		}
	}
	return lost
}

// oneDeclaration makes sure that a text is one declaration and nothing more.
func oneDeclaration(name, text string) error {
	d := wxss.ParseDeclarations(name + ":" + text + ";")
	if len(d) != 1 || d[0].Name != name || strings.ContainsAny(text, "\n\r") || d[0].Value != text {
		return fmt.Errorf("%s: %s is not one declaration", name, text)
	}
	return nil
}

func (s *Session) editNode(p *page, e Edit) (int, error) {
	node := p.doc.Tree().Node(e.Node)
	if node == nil || node.Internal || node.IsText() != (e.Kind == EditText) {
		return 0, errors.New("the element is not there any more")
	}
	e.Page, e.Tag = p.id, node.Tag
	switch e.Kind {
	case EditAttr:
		switch {
		case node.Is != "":
			return 0, errors.New("properties of a component are data: change them in AppData")
		case strings.HasPrefix(e.Name, "data-"):
			return 0, errors.New("the dataset belongs to the program: change the data it comes from")
		case e.Name == "" || strings.ContainsAny(e.Name, " \t\r\n\"'<>=/{}:,;") || e.Name == "class" || e.Name == "style" || e.Name == "slot":
			return 0, fmt.Errorf("%q is no attribute that can be edited", e.Name)
		}
	case EditClass:
		if e.Name == "" || strings.ContainsAny(e.Name, " \t\r\n\"'<>{}") {
			return 0, fmt.Errorf("%q is no name of a class", e.Name)
		}
	}
	same := func(o *edit) bool {
		return o.Kind == e.Kind && o.Page == e.Page && o.Node == e.Node && o.Name == e.Name
	}
	number, err := s.putEdit(&edit{Edit: e}, same, false)
	if err != nil {
		return 0, err
	}
	s.layEdits(p)
	// What is as the page has it anyway is no edit.
	var as bool
	p.doc.Plain(func() {
		switch e.Kind {
		case EditClass:
			as = e.On == slices.ContainsFunc(node.Classes, func(c dom.Class) bool { return c.Name == e.Name })
		case EditStyle:
			as = node.Style == e.Value
		case EditText:
			as = node.Text == e.Value
		case EditAttr:
			v := node.Attr(e.Name)
			as = e.On == !v.IsUndefined() && (!e.On || v.ToString() == e.Value)
			if e.Name == "id" {
				as = node.ElemID == e.Value
			}
		}
	})
	if as {
		s.dropEdits(func(o *edit) bool { return o.Number == number })
		number = 0
	}
	s.treeEdited(p)
	return number, nil
}

// putEdit replaces the edit of the same thing or adds one.
func (s *Session) putEdit(n *edit, same func(*edit) bool, untouched bool) (int, error) {
	list := &s.edits.list
	at := slices.IndexFunc(*list, same)
	switch {
	case at >= 0 && untouched:
		*list = slices.Delete(*list, at, at+1)
		return 0, nil
	case untouched:
		return 0, nil
	case at >= 0:
		n.Number = (*list)[at].Number
		(*list)[at] = n
		return n.Number, nil
	case len(*list) >= MaxEdits:
		return 0, errTooMany
	}
	s.edits.number++
	n.Number = s.edits.number
	*list = append(*list, n)
	return n.Number, nil
}

// layEdits gives a page's document the edits of its nodes.
func (s *Session) layEdits(p *page) {
	var over []renderer.Override
	for _, e := range s.edits.list {
		if e.Kind == EditDecl || e.Page != p.id {
			continue
		}
		o := renderer.Override{Node: e.Node, Name: e.Name, Text: e.Value, On: e.On}
		switch e.Kind {
		case EditClass:
			o.Kind = renderer.OverrideClass
		case EditStyle:
			o.Kind = renderer.OverrideStyle
		case EditText:
			o.Kind = renderer.OverrideText
		case EditAttr:
			o.Kind = renderer.OverrideAttr
			if e.Name == "id" {
				o.Kind = renderer.OverrideID
			}
		}
		over = append(over, o)
	}
	for id, state := range p.forced {
		over = append(over, renderer.Override{Node: id, Kind: renderer.OverrideState, State: state})
	}
	p.doc.SetOverrides(over)
	s.follow(func(v *Session) {
		if q := v.pages[p.id]; q != nil && q.doc != nil {
			q.doc.SetOverrides(over)
		}
	})
}

// treeEdited makes the panels read the tree again.
func (s *Session) treeEdited(p *page) {
	p.treeVersion++
	s.edits.clock++
	s.changed()
	s.signal()
}

// dropEdits forgets edits and shows what is under them.
func (s *Session) dropEdits(which func(*edit) bool) {
	files, pages := map[string]bool{}, map[wire.PageID]bool{}
	s.edits.list = slices.DeleteFunc(s.edits.list, func(e *edit) bool {
		if !which(e) {
			return false
		}
		if e.Kind == EditDecl {
			files[e.File] = true
		} else {
			pages[e.Page] = true
		}
		return true
	})
	for f := range files {
		s.reloadSheet(f)
	}
	for id := range pages {
		if p := s.pages[id]; p != nil && p.doc != nil {
			s.layEdits(p)
			s.treeEdited(p)
		}
	}
	if len(files)+len(pages) > 0 {
		s.changed()
		s.signal()
	}
}

// unsaved counts the edits that are in no file.
func (k *edits) unsaved() int {
	n := 0
	for _, e := range k.list {
		if !e.saved {
			n++
		}
	}
	return n
}

// Edits lists the edits that are not saved, the oldest first.
func (s *Session) Edits() []Edit {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Edit, 0, len(s.edits.list))
	for _, e := range s.edits.list {
		if !e.saved && !e.gone {
			out = append(out, e.Edit)
		}
	}
	return out
}

// UndoEdit takes one edit back, 0 all.
func (s *Session) UndoEdit(number int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropEdits(func(e *edit) bool { return number == 0 || e.Number == number })
}

// ForceState shows a node as if it were pressed, hovered or focused; 0 ends it.
func (s *Session) ForceState(id dom.NodeID, state dom.State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.livePage()
	if p == nil || p.doc == nil || s.moment != nil || s.replay != nil {
		return
	}
	if p.forced == nil {
		p.forced = map[dom.NodeID]dom.State{}
	}
	if state == 0 {
		delete(p.forced, id)
	} else {
		p.forced[id] = state & (dom.StateActive | dom.StateHover | dom.StateFocus)
	}
	s.layEdits(p)
	s.treeEdited(p)
}

// Forced gives the states that ForceState holds on a node.
func (s *Session) Forced(id dom.NodeID) dom.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.livePage(); p != nil && s.moment == nil {
		return p.forced[id]
	}
	return 0
}

// knownSheet takes in a file that was read: edits follow their rules to where they are
// now, and the result shows them.
func (s *Session) knownSheet(file string, src []byte, sh *wxss.Sheet) *wxss.Sheet {
	k := &s.edits
	if k.plain == nil {
		k.plain, k.sums = map[string]*wxss.Sheet{}, map[string][32]byte{}
	}
	old, sum := k.plain[file], sha256.Sum256(src)
	same := old != nil && k.sums[file] == sum
	k.plain[file], k.sums[file] = sh, sum
	var changes []wxss.Change
	for _, e := range k.list {
		if e.Kind != EditDecl || e.File != file || e.gone {
			continue
		}
		if !same && old != nil {
			e.follow(old, sh)
		}
		if e.gone {
			s.log("warn", fmt.Sprintf("%s changed: the edit of %s in %s is gone with its rule", file, e.Name, e.Selector))
			continue
		}
		changes = append(changes, wxss.Change{Rule: e.rule, Decl: e.decl, Name: e.Name, Value: e.Value, Important: e.Important, Off: e.Off})
	}
	k.list = slices.DeleteFunc(k.list, func(e *edit) bool { return e.gone })
	return wxss.Override(sh, changes)
}

// follow finds an edit's rule and declaration in the new state of its file.
func (e *edit) follow(old, now *wxss.Sheet) {
	rule := wxss.Counterpart(old, e.rule, now)
	if rule < 0 {
		e.gone = true
		return
	}
	was, is := &old.Rules[e.rule], &now.Rules[rule]
	if e.decl >= 0 {
		decl := wxss.DeclCounterpart(was, e.decl, is)
		if decl < 0 {
			e.gone = true
			return
		}
		e.decl, e.At = decl, is.Decls[decl].Pos
		e.OldName, e.OldValue = is.Decls[decl].Name, is.Decls[decl].Value
	}
	e.rule, e.Rule = rule, is.Pos
}

// reloadedEdits forgets what the worker has taken in from the files.
func (s *Session) reloadedEdits() {
	s.dropEdits(func(e *edit) bool { return e.saved })
	for _, f := range s.edits.waiting {
		s.later(f)
	}
	s.edits.waiting = nil
}

// dropPageEdits forgets the edits of a page that is gone.
func (s *Session) dropPageEdits(id wire.PageID) {
	s.edits.list = slices.DeleteFunc(s.edits.list, func(e *edit) bool { return e.Kind != EditDecl && e.Page == id })
}
