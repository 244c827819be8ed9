// Proves: values are listed, shown, changed, added and removed through the worker, a
// refusal is said, and nothing is asked while the panel is hidden. Oracle: hand.
package storage

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/renderer/value"
)

func TestStorage(t *testing.T) {
	test.NewTempApp(t)
	s, m := fake.New(), &panel.Model{}
	kinds, data := map[string]string{"user": "Object", "n": "Number"}, map[string]string{"user": `{"a":1}`, "n": "5"}
	keys := []string{"user", "n"}
	s.Asked = func(name string, a value.Value) (value.Value, string) {
		key := a.Get("key").Str()
		switch name {
		case "storage.list":
			var items []any
			for _, k := range keys {
				items = append(items, value.M("key", k, "type", kinds[k], "bytes", 9, "preview", data[k]))
			}
			return value.M("items", items, "size", 2048), ""
		case "storage.get":
			return value.M("type", kinds[key], "data", data[key]), ""
		case "storage.set":
			if a.Get("data").Str() == "bad" {
				return value.Value{}, "refused"
			}
			if data[key] == "" {
				keys = append(keys, key)
			}
			kinds[key], data[key] = a.Get("type").Str(), a.Get("data").Str()
		case "storage.remove":
			keys = keys[1:]
		}
		return value.Value{}, ""
	}
	c := New(theme.Light(), s, &fake.Desk{})
	c.Tools()
	update := func() { m.Pull(s); c.Update(m) }
	c.Content().Hide()
	update()
	if s.Called("Ask storage.list") {
		t.Error("asked while hidden")
	}
	c.Content().Show()
	update()
	if c.Len() != 2 || c.quota.Text() != "2.0 kB of 10 MB, 1 MB a key" || c.Row(0).Runs[3].Text != `{"a":1}` {
		t.Fatalf("%d rows, %s, %+v", c.Len(), c.quota.Text(), c.Row(0))
	}
	c.Tapped(0, false)
	if c.text.Text != "{\n  \"a\": 1\n}" || types[c.kind] != "Object" || !c.side.Visible() {
		t.Errorf("the form has %q as %s", c.text.Text, types[c.kind])
	}
	c.text.SetText("bad")
	c.save()
	if c.note.Text() != "refused" {
		t.Errorf("the refusal is not said: %q", c.note.Text())
	}
	c.text.SetText(`{"a":2}`)
	c.save()
	update()
	if data["user"] != `{"a":2}` || c.Row(0).Runs[3].Text != `{"a":2}` {
		t.Errorf("stored %q, shown %q", data["user"], c.Row(0).Runs[3].Text)
	}
	// What the mini-program stores meanwhile is shown, also in the form.
	data["user"] = `{"a":3}`
	s.Now.Storage++
	update()
	if c.text.Text != "{\n  \"a\": 3\n}" {
		t.Errorf("the form still has %q", c.text.Text)
	}
	c.remove.Tapped(nil)
	update()
	if c.Len() != 1 || c.side.Visible() {
		t.Errorf("%d rows after removing", c.Len())
	}
}
