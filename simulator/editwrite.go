package simulator

import (
	"crypto/sha256"
	"errors"
	"slices"
	"strings"

	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/renderer/wxss"
)

var errChanged = errors.New("the file was changed meanwhile; look again and save once more")

// WriteEdit writes an edit into the author's file: the bytes of the one declaration,
// attribute or text, and nothing else. done gets "" or why it cannot be; it is called
// on the goroutine that calls Step, or at once. The reload of the file makes the edit
// part of the page.
func (s *Session) WriteEdit(number int, done func(errText string)) {
	s.mu.Lock()
	defer s.unlock()
	at := slices.IndexFunc(s.edits.list, func(e *edit) bool { return e.Number == number && !e.saved })
	tell := func(err error) {
		text := ""
		if err != nil {
			text = err.Error()
		}
		s.after = append(s.after, func() { done(text) })
	}
	if at < 0 {
		tell(errors.New("there is no such edit any more"))
		return
	}
	e := s.edits.list[at]
	if e.Kind == EditDecl {
		tell(s.writeDecl(e))
		return
	}
	name := e.Name
	switch e.Kind {
	case EditClass:
		name = "class"
	case EditStyle:
		name = "style"
	}
	s.after = append(s.after, func() {
		s.Ask("wxml.place", value.M("page", int(e.Page), "node", int(e.Node), "name", name), func(v value.Value, fault string) {
			s.mu.Lock()
			defer s.unlock()
			if fault != "" {
				s.after = append(s.after, func() { done(fault) })
				return
			}
			if s.closed || !slices.Contains(s.edits.list, e) {
				return
			}
			if slices.ContainsFunc(s.edits.list, func(o *edit) bool { return o.saved }) {
				// The worker does not know yet what was written before: once it does.
				s.edits.waiting = append(s.edits.waiting, func() { s.WriteEdit(number, done) })
				return
			}
			tell(s.writeNode(e, name, v))
		})
	})
}

func (s *Session) writeDecl(e *edit) error {
	if why := s.project.Fixed(e.File); why != "" {
		return errors.New(why)
	}
	src, err := s.project.ReadFile(e.File)
	if err != nil {
		return err
	}
	if sha256.Sum256(src) != s.edits.sums[e.File] {
		return errChanged
	}
	out, err := wxss.Write(src, s.edits.plain[e.File], wxss.Change{Rule: e.rule, Decl: e.decl, Name: e.Name, Value: e.Value, Important: e.Important, Off: e.Off})
	if err != nil {
		return err
	}
	if err := s.project.WriteFile(e.File, out); err != nil {
		return err
	}
	s.edits.list = slices.DeleteFunc(s.edits.list, func(o *edit) bool { return o == e })
	if s.watcher != nil {
		s.reloadSheet(e.File) // shown now, told by the watcher soon
		s.changed()
	} else {
		s.save([]string{s.project.AbsFile(e.File)})
	}
	return nil
}

// writeNode writes to the template; v is where the worker says the node stands.
func (s *Session) writeNode(e *edit, name string, v value.Value) error {
	file := v.Get("file").Str()
	if why := s.project.Fixed(file); why != "" {
		return errors.New(why)
	}
	src, err := s.project.ReadFile(file)
	if err != nil {
		return err
	}
	at := wxml.Pos{Line: int(v.Get("line").ToNumber()), Column: int(v.Get("column").ToNumber())}
	tag, source, literal, has, err := wxml.Written(src, at, name)
	if err != nil {
		return err
	}
	if tag != v.Get("tag").Str() || source != v.Get("source").Str() || has != v.Get("has").Truthy() {
		return errChanged
	}
	var out []byte
	switch e.Kind {
	case EditText:
		// Several texts of one place would all become this one.
		if strings.Contains(source, "{{") {
			return wxml.ErrBound
		}
		out, err = wxml.SetText(src, at, e.Value)
	case EditClass:
		if strings.Contains(source, "{{") {
			return wxml.ErrBound
		}
		out, err = wxml.SetAttr(src, at, name, withClass(literal, e.Name, e.On), false)
	case EditStyle:
		out, err = wxml.SetAttr(src, at, name, e.Value, e.Value == "")
	default:
		out, err = wxml.SetAttr(src, at, name, e.Value, !e.On)
	}
	if err != nil {
		return err
	}
	if err := s.project.WriteFile(file, out); err != nil {
		return err
	}
	e.saved = true
	s.changed()
	if s.watcher == nil {
		s.save([]string{s.project.AbsFile(file)})
	}
	return nil
}

// withClass adds a class to a written list or takes it out; the others stay as they are.
func withClass(list, name string, on bool) string {
	if on {
		if slices.Contains(strings.Fields(list), name) {
			return list
		}
		if list == "" {
			return name
		}
		if strings.HasSuffix(list, " ") {
			return list + name
		}
		return list + " " + name
	}
	for at := 0; ; {
		i := strings.Index(list[at:], name)
		if i < 0 {
			return list
		}
		i += at
		end := i + len(name)
		if (i == 0 || list[i-1] == ' ') && (end == len(list) || list[end] == ' ') {
			// With the space before it, of the first with the one behind.
			if i > 0 {
				return withClass(list[:i-1]+list[end:], name, false)
			}
			return withClass(strings.TrimPrefix(list[end:], " "), name, false)
		}
		at = end
	}
}
