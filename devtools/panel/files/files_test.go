// Proves: files stand in their areas and folders, one is read and shown, deleting asks
// the worker. Oracle: hand.
package files

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/renderer/value"
)

func names(c *Panel) string {
	var out []string
	for i := range c.Len() {
		out = append(out, c.Row(i).Runs[0].Text)
	}
	return strings.Join(out, "|")
}

func TestFiles(t *testing.T) {
	test.NewTempApp(t)
	s, m := fake.New(), &panel.Model{}
	s.Asked = func(name string, a value.Value) (value.Value, string) {
		if name == "files.list" {
			return value.M("entries", []any{value.M("path", "wxfile://usr/d", "folder", true), value.M("path", "wxfile://usr/d/a.json", "size", 7), value.M("path", "wxfile://usr/z.txt", "size", 3)},
				"used", 10, "more", 0), ""
		}
		return value.M("data", `{"a":1}`, "size", 7), ""
	}
	c := New(theme.Dark(), s, &fake.Desk{})
	c.Tools()
	m.Pull(s)
	c.Update(m)
	if got := names(c); got != "User files|d/|a.json|z.txt|Saved files|Temporary files" || c.quota.Text() != "10 B of 200 MB" {
		t.Fatalf("%s, %s", got, c.quota.Text())
	}
	c.Tapped(2, false)
	if c.picked != "wxfile://usr/d/a.json" || !c.side.Visible() || !s.Called("Ask files.read") {
		t.Errorf("picked %q", c.picked)
	}
	c.Tapped(1, false)
	if got := names(c); got != "User files|d/|z.txt|Saved files|Temporary files" {
		t.Errorf("closed folder: %s", got)
	}
	c.search.OnChanged("A.JS")
	if got := names(c); got != "User files|d/a.json|Saved files|Temporary files" {
		t.Errorf("filtered: %s", got)
	}
	// Its text is edited: what is wrong stays to be mended, what is right is shown again.
	if !c.editor.ok {
		t.Fatal("a text cannot be edited")
	}
	c.editor.begin()
	c.editor.text.SetText(`{"a":2}`)
	plain, wrote := s.Asked, ""
	s.Asked = func(name string, a value.Value) (value.Value, string) {
		if name != "files.write" {
			return plain(name, a)
		}
		if wrote = a.JSON(); strings.Contains(wrote, "/no") {
			return value.Value{}, "permission denied"
		}
		return value.Value{}, ""
	}
	c.editor.save()
	if wrote != `{"path":"wxfile://usr/d/a.json","data":"{\"a\":2}","new":false}` || c.editor.on || c.picked != "wxfile://usr/d/a.json" {
		t.Errorf("wrote %s, picked %q, still on %v", wrote, c.picked, c.editor.on)
	}
	c.editor.add()
	c.editor.path.SetText("wxfile://usr/no")
	c.editor.text.SetText("x")
	if c.editor.save(); !c.editor.on || c.editor.note.Text() != "permission denied" || !strings.Contains(wrote, `"new":true`) {
		t.Errorf("a refused file: on %v, %q, %s", c.editor.on, c.editor.note.Text(), wrote)
	}
	c.editor.cancel()
	if c.editor.on || c.side.Visible() {
		t.Error("cancelled, and it is still there")
	}
	c.pick("wxfile://usr/d/a.json")
	c.remove(c.picked)
	if !s.Called("Ask files.remove") || c.side.Visible() {
		t.Error("not removed")
	}
}
