package console

import (
	"fmt"
	"image/color"
	"strconv"

	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/renderer/value"
)

// object is a value that the worker keeps, or a part of one; it is looked into when
// it is opened, as it is then.
type object struct {
	ref         int64
	path        []string
	name        string // "" of what was logged itself
	text, kind  string
	opens, open bool
	more        int // this row stands for so many further properties of its owner
	owner       *object
	depth       int
	asked       bool
	children    []*object
}

// objectsOf are the objects among what was logged.
func objectsOf(refs []int64, texts []string) []*object {
	var out []*object
	for i, ref := range refs {
		if ref != 0 && i < len(texts) {
			out = append(out, &object{ref: ref, text: texts[i], kind: "object", opens: true})
		}
	}
	return out
}

// walk calls f for an object and all that is open below it.
func (o *object) walk(f func(*object)) {
	f(o)
	if o.open {
		for _, c := range o.children {
			c.walk(f)
		}
	}
}

// look asks for the properties of o from one on.
func (c *Panel) look(o *object, from int) {
	path := make([]value.Value, len(o.path))
	for i, s := range o.path {
		path[i] = value.OfString(s)
	}
	o.asked = true
	c.session.Ask("console.properties", value.M("ref", float64(o.ref), "path", value.OfList(path), "from", from), func(v value.Value, fault string) {
		c.desk.Post(func() {
			if n := len(o.children); n > 0 && o.children[n-1].more > 0 {
				o.children = o.children[:n-1]
			}
			if fault != "" {
				o.children = append(o.children, &object{text: fault, kind: "fault", depth: o.depth + 1})
			}
			for _, p := range v.Get("properties").Items() {
				o.children = append(o.children, &object{ref: o.ref, path: append(o.path[:len(o.path):len(o.path)], p.Get("step").Str()), name: p.Get("name").Str(),
					text: p.Get("value").Str(), kind: p.Get("kind").Str(), opens: p.Get("opens").Truthy(), depth: o.depth + 1, owner: o})
			}
			if n := int(v.Get("more").ToNumber()); n > 0 {
				o.children = append(o.children, &object{more: n, owner: o, depth: o.depth + 1})
			}
			c.flatten()
		})
	})
}

// tapObject opens or closes an object, or shows more of its owner.
func (c *Panel) tapObject(o *object) {
	switch {
	case o.more > 0:
		c.look(o.owner, len(o.owner.children)-1)
		return
	case !o.opens:
		return
	}
	if o.open = !o.open; o.open && !o.asked {
		c.look(o, 0)
	}
	c.flatten()
}

// objectRow is one row of an object.
func (c *Panel) objectRow(o *object) row.Row {
	p := c.palette
	r := row.Row{Depth: 1 + o.depth}
	if o.more > 0 {
		r.Runs = []row.Run{{Text: fmt.Sprintf("… %s more", strconv.Itoa(o.more)), Color: p.Accent}}
		return r
	}
	if o.opens {
		r.Twisty = row.Closed
		if o.open {
			r.Twisty = row.Open
		}
	}
	if o.name != "" {
		name := color.Color(p.Key)
		if o.name == "[[Prototype]]" {
			name = p.Faint
		}
		r.Runs = append(r.Runs, row.Run{Text: literal.Line(o.name), Color: name}, row.Run{Text: ": ", Color: p.Dim})
	}
	col := color.Color(p.Text)
	switch o.kind {
	case "string":
		col = p.String
	case "number":
		col = p.Number
	case "boolean":
		col = p.Bool
	case "function":
		col = p.Purple
	case "getter", "undefined":
		col = p.Faint
	case "fault":
		col = p.Amber
	}
	r.Runs = append(r.Runs, row.Run{Text: literal.Line(o.text), Color: col})
	return r
}
