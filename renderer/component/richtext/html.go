package richtext

import (
	"html"
	"strings"

	"diorama/renderer/value"
)

const (
	// maxDepth is how deep nodes may nest; deeper ones are left out.
	maxDepth = 64
	// maxNodes is how many nodes one rich-text shows.
	maxNodes = 20000
)

func decode(s string) string { return html.UnescapeString(s) }

var void = map[string]bool{"area": true, "br": true, "col": true, "hr": true, "img": true, "input": true, "link": true, "meta": true, "wbr": true}

type element struct {
	name     string
	attrs    value.Value
	children []value.Value
}

func (e *element) close() value.Value {
	return value.M("name", e.name, "attrs", e.attrs, "children", value.OfList(e.children))
}

// Parse reads HTML text leniently into the list of nodes that rich-text takes.
// Unclosed elements end with their parent; unknown end tags are ignored.
func Parse(s string) value.Value {
	stack := []*element{{}}
	top := func() *element { return stack[len(stack)-1] }
	pop := func() {
		e := top()
		stack = stack[:len(stack)-1]
		top().children = append(top().children, e.close())
	}
	made := 0
	text := func(t string) {
		if t != "" && !(strings.TrimSpace(t) == "" && strings.Contains(t, "\n")) {
			made++
			top().children = append(top().children, value.M("type", "text", "text", t))
		}
	}
	for s != "" && made <= maxNodes {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			text(s)
			break
		}
		text(s[:i])
		s = s[i:]
		switch {
		case strings.HasPrefix(s, "<!--"):
			end := strings.Index(s, "-->")
			if end < 0 {
				s = ""
			} else {
				s = s[end+3:]
			}
			continue
		case strings.HasPrefix(s, "<!") || strings.HasPrefix(s, "<?"):
			end := strings.IndexByte(s, '>')
			if end < 0 {
				s = ""
			} else {
				s = s[end+1:]
			}
			continue
		case strings.HasPrefix(s, "</"):
			end := strings.IndexByte(s, '>')
			if end < 0 {
				s = ""
				continue
			}
			name := strings.ToLower(strings.TrimSpace(s[2:end]))
			s = s[end+1:]
			for k := len(stack) - 1; k > 0; k-- {
				if stack[k].name == name {
					for len(stack) > k {
						pop()
					}
					break
				}
			}
			continue
		}
		if len(s) < 2 || !isLetter(s[1]) {
			text("<")
			s = s[1:]
			continue
		}
		name, attrs, closed, rest := openTag(s[1:])
		s = rest
		made++
		if name == "p" && top().name == "p" || name == "li" && top().name == "li" {
			pop()
		}
		e := &element{name: name, attrs: attrs}
		if closed || void[name] || len(stack) > maxDepth {
			top().children = append(top().children, e.close())
			continue
		}
		if name == "script" || name == "style" {
			end := strings.Index(strings.ToLower(s), "</"+name)
			if end < 0 {
				s = ""
			} else {
				s = s[end:]
				if gt := strings.IndexByte(s, '>'); gt >= 0 {
					s = s[gt+1:]
				}
			}
			continue
		}
		stack = append(stack, e)
	}
	for len(stack) > 1 {
		pop()
	}
	return value.OfList(stack[0].children)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// openTag reads name and attributes after '<'.
func openTag(s string) (name string, attrs value.Value, closed bool, rest string) {
	i := 0
	for i < len(s) && !isSpace(s[i]) && s[i] != '>' && s[i] != '/' {
		i++
	}
	name = strings.ToLower(s[:i])
	var keys []string
	var vals []value.Value
	for i < len(s) {
		for i < len(s) && (isSpace(s[i]) || s[i] == '/') {
			closed = s[i] == '/'
			i++
		}
		if i >= len(s) || s[i] == '>' {
			break
		}
		closed = false
		start := i
		for i < len(s) && !isSpace(s[i]) && s[i] != '=' && s[i] != '>' && s[i] != '/' {
			i++
		}
		key := strings.ToLower(s[start:i])
		for i < len(s) && isSpace(s[i]) {
			i++
		}
		val := ""
		if i < len(s) && s[i] == '=' {
			i++
			for i < len(s) && isSpace(s[i]) {
				i++
			}
			if i < len(s) && (s[i] == '"' || s[i] == '\'') {
				q := s[i]
				i++
				start = i
				for i < len(s) && s[i] != q {
					i++
				}
				val = s[start:i]
				if i < len(s) {
					i++
				}
			} else {
				start = i
				for i < len(s) && !isSpace(s[i]) && s[i] != '>' {
					i++
				}
				val = s[start:i]
			}
		}
		if key != "" {
			keys, vals = append(keys, key), append(vals, value.OfString(html.UnescapeString(val)))
		} else if i == start && i < len(s) {
			i++ // a stray '=': no endless loop
		}
	}
	if i < len(s) {
		i++ // '>'
	}
	return name, value.OfMap(keys, vals), closed, s[i:]
}
