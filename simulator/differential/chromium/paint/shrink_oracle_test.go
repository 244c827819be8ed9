//go:build oracle

package paint

import (
	"regexp"
	"strings"
)

// element is a view of a cell, taken apart to be made smaller.
type element struct {
	style []string
	text  string
	kids  []*element
}

var opening = regexp.MustCompile(`^<view style="([^"]*)">`)

// parseCell reads what a feature wrote; nil when it holds more than views.
func parseCell(s string) []*element {
	list, rest := parseViews(s)
	if rest != "" {
		return nil
	}
	return list
}

func parseViews(s string) (list []*element, rest string) {
	for {
		m := opening.FindStringSubmatch(s)
		if m == nil {
			return list, s
		}
		e := &element{}
		for _, d := range strings.Split(m[1], ";") {
			if d != "" {
				e.style = append(e.style, d)
			}
		}
		e.kids, s = parseViews(s[len(m[0]):])
		e.text, s, _ = strings.Cut(s, "</view>")
		list = append(list, e)
	}
}

func writeCell(list []*element) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(`<view style="` + strings.Join(e.style, ";") + `">` + writeCell(e.kids) + e.text + "</view>")
	}
	return b.String()
}

// smaller gives the cell with one thing less, each way.
func smaller(s string) []string {
	root := &element{kids: parseCell(s)}
	var out []string
	var walk func(e *element)
	walk = func(e *element) {
		kids := e.kids
		for i, k := range kids {
			rest := append(append([]*element(nil), kids[:i]...), kids[i+1:]...)
			e.kids = rest
			out = append(out, writeCell(root.kids))
			e.kids = append(append(append([]*element(nil), kids[:i]...), k.kids...), kids[i+1:]...)
			out = append(out, writeCell(root.kids))
			e.kids = kids
			walk(k)
		}
		style := e.style
		for i := range style {
			e.style = append(append([]string(nil), style[:i]...), style[i+1:]...)
			out = append(out, writeCell(root.kids))
			e.style = style
		}
	}
	walk(root)
	return out
}
