package view

// classNames divides a class attribute. WeChat: exparser takes ~ or some ^, a -, and
// then letters of ASCII, digits, _ and -; what else stands there divides names, so
// that a list in {{ }} gives its items, and names in other scripts give nothing.
func classNames(s string) []string {
	var out []string
	for rest := s; ; {
		var name string
		if name, rest = nextClass(rest); name == "" {
			return out
		}
		out = append(out, name)
	}
}

// nextClass gives the first name of s and what follows it; "" when there is none.
func nextClass(s string) (name, rest string) {
	for i := 0; i < len(s); i++ {
		at := i
		switch s[at] {
		case '~':
			at++
		case '^':
			for at < len(s) && s[at] == '^' {
				at++
			}
		}
		if at < len(s) && s[at] == '-' {
			at++
		}
		if at == len(s) || s[at] == '-' || !classByte(s[at]) {
			continue
		}
		for at < len(s) && classByte(s[at]) {
			at++
		}
		return s[i:at], s[at:]
	}
	return "", ""
}

func classByte(b byte) bool {
	return b == '-' || b == '_' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// bareClass is a name without the ~ or ^ before it.
func bareClass(name string) string {
	for i := range len(name) {
		if name[i] != '~' && name[i] != '^' {
			return name[i:]
		}
	}
	return ""
}
