// Proves: what is clicked and typed beside the tree becomes edits of the run, is marked
// as not saved, written and taken back; the computed list says why. Oracle: hand, from
// the fake run.
package wxml

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
	"diorama/simulator"
)

// rows writes a table; selected parts of rows are marked: * not saved, - struck through.
func rows(t *table) string {
	var b strings.Builder
	for i := range t.Len() {
		r := t.Row(i)
		if r.Strike {
			b.WriteByte('-')
		}
		for _, run := range r.Runs {
			b.WriteString(run.Text)
		}
		for _, run := range r.Right {
			b.WriteString(" | " + run.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestStyles(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{}, &panel.Model{}
	sheet, _ := wxss.Parse("pages/list/list.wxss", []byte(".title{color:red;top:1px}"))
	r := &sheet.Rules[0]
	in := s.Boxes[3]
	in.Rules = []style.MatchedRule{{Rule: r, Selector: r.Selectors[0], Origin: style.OriginPage, Decls: []style.MatchedDecl{{Decl: r.Decls[0]}, {Decl: r.Decls[1], Overridden: true}}}}
	in.Computed = []style.Property{{Name: "color", Value: "rgb(255, 0, 0)"}, {Name: "top", Value: "0px"}, {Name: "left", Value: "auto"}}
	s.Boxes[3] = in
	w := New(theme.Dark(), s, d)
	win := test.NewTempWindow(t, w.Styles().Content())
	win.Resize(fyne.NewSize(360, 500))
	m.Pull(s)
	w.Update(m)
	w.Select(3)
	st := w.Styles()
	want := `element.style {
}  +
.title { | list.wxss:1
color: red
-top: 1px
}  +
`
	if got := rows(st.rules); got != want {
		t.Errorf("rules:\n%s\nwant:\n%s", got, want)
	}

	st.rules.TappedAt(3, 10) // the box before color
	if len(s.Changed) != 1 || !s.Changed[0].Off || s.Changed[0].Name != "color" || s.Changed[0].At != r.Decls[0].Pos {
		t.Fatalf("edits %+v", s.Changed)
	}
	if got := rows(st.rules); !strings.Contains(got, "color: red | not saved\n") || !st.bar.object.Visible() {
		t.Errorf("not marked:\n%s", got)
	}
	st.undo(0)
	if len(s.Changed) != 0 || st.bar.object.Visible() {
		t.Error("undo leaves edits")
	}

	f := st.field[0]
	st.rules.TappedAt(3, 200)
	if !f.editing() || f.entry.Text != "color: red" {
		t.Fatalf("field: %v %q", f.editing(), f.entry.Text)
	}
	f.entry.SetText("color: tomat")
	f.entry.CursorColumn = 12
	f.suggest()
	f.key(fyne.KeyTab)
	if len(s.Changed) != 1 || s.Changed[0].Value != "tomato" || f.entry.Text != "color: tomato" {
		t.Errorf("%q %+v", f.entry.Text, s.Changed)
	}
	f.key(fyne.KeyReturn)
	if f.editing() {
		t.Error("Enter does not close the field")
	}
	s.Refuse = "because"
	st.write(s.Changed[0].Number)
	st.tabs.Show(tabEdits)
	if got := rows(st.edits); !strings.Contains(got, "because") {
		t.Errorf("the reason is not told:\n%s", got)
	}
	s.Refuse = ""
	st.writeAll()
	if len(s.Changed) != 0 {
		t.Error("not written")
	}

	st.tabs.Show(tabStyles)
	st.rules.TappedAt(5, 50) // a new declaration
	f.entry.SetText("top: 2px")
	f.key(fyne.KeyUp)
	if len(s.Changed) != 1 || s.Changed[0].At.Line != 0 || s.Changed[0].File != r.File {
		t.Errorf("new: %+v", s.Changed)
	}
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyEscape)
	if len(s.Changed) != 0 {
		t.Errorf("Escape leaves %+v", s.Changed)
	}

	st.states.Tapped(nil)
	st.rules.TappedAt(0, 30)
	if s.States[3] != dom.StateActive {
		t.Errorf("forced %v", s.States)
	}
	st.states.Tapped(nil)
	st.classes.Tapped(nil)
	st.rules.TappedAt(0, 30)
	f.entry.SetText(".wide tall")
	f.key(fyne.KeyReturn)
	if len(s.Changed) != 2 || s.Changed[1].Kind != simulator.EditClass || s.Changed[1].Name != "tall" || !s.Changed[1].On {
		t.Errorf("classes %+v", s.Changed)
	}
	st.undo(0)

	st.tabs.Show(tabComputed)
	st.values.TappedAt(0, 50)
	if got := rows(st.values); !strings.Contains(got, "colorrgb(255, 0, 0)\nred   .title | list.wxss:1\ntop0px\n") {
		t.Errorf("why:\n%s", got)
	}

	w.Select(4)
	st.tabs.Show(tabNode)
	for i := range st.props.Len() {
		if st.props.Row(i).Runs[0].Text == "text" {
			st.props.TappedAt(i, 150)
		}
	}
	st.field[1].entry.SetText("新")
	if len(s.Changed) != 1 || s.Changed[0].Node != 5 || s.Changed[0].Value != "新" {
		t.Errorf("text: %+v", s.Changed)
	}
}
