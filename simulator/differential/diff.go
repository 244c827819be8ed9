package differential

import (
	"fmt"
	"strings"
)

// Difference compares two printed results and says at which step and line they
// part, with both texts of that step; empty when they are equal.
func Difference(want, got string) string {
	if want == got {
		return ""
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	step := ""
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		if strings.HasPrefix(w[i], "# ") {
			step = w[i]
		}
		i++
	}
	line := func(l []string) string {
		if i < len(l) {
			return l[i]
		}
		return "(end)"
	}
	return fmt.Sprintf("after %q, line %d:\n  want %s\n  got  %s\n--- want\n%s--- got\n%s", step, i+1, line(w), line(g), section(w, i), section(g, i))
}

// section is the step around line i.
func section(lines []string, i int) string {
	from := min(i, len(lines)-1)
	for from > 0 && !strings.HasPrefix(lines[from], "# ") {
		from--
	}
	to := from + 1
	for to < len(lines) && !strings.HasPrefix(lines[to], "# ") {
		to++
	}
	return strings.Join(lines[from:to], "\n") + "\n"
}
