package dom

import "strings"

// Dashed turns backgroundColor into background-color, the name of a property or an
// attribute in JavaScript into that in a style or a template. Custom properties
// (--myColor) keep their letters: case counts in them.
func Dashed(name string) string {
	if strings.HasPrefix(name, "--") {
		return name
	}
	out := make([]byte, 0, len(name)+4)
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			out = append(out, '-')
			c += 'a' - 'A'
		}
		out = append(out, c)
	}
	return string(out)
}
