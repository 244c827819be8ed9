package style

import "testing"

// TestCounterText: numbers as counter() writes them. Oracle: CSS Counter Styles 3 and the
// page of counters that differential/chromium compared.
func TestCounterText(t *testing.T) {
	for _, c := range []struct {
		n          int
		form, want string
	}{
		{0, "decimal", "0"}, {-3, "decimal-leading-zero", "-03"}, {12, "decimal-leading-zero", "12"},
		{1, "lower-alpha", "a"}, {26, "upper-alpha", "Z"}, {27, "lower-latin", "aa"}, {703, "upper-latin", "AAA"}, {0, "lower-alpha", "0"},
		{1994, "upper-roman", "MCMXCIV"}, {4000, "lower-roman", "4000"}, {3, "lower-greek", "γ"}, {13, "cjk-earthly-branch", "13"},
		{10, "cjk-decimal", "一〇"}, {10, "cjk-ideographic", "十"}, {21, "simp-chinese-informal", "二十一"},
		{110, "simp-chinese-informal", "一百一十"}, {1005, "simp-chinese-informal", "一千零五"}, {-2, "simp-chinese-informal", "负二"},
		{0, "simp-chinese-informal", "零"}, {5, "none", ""}, {5, "disc", "•"}, {5, "bogus", "5"},
	} {
		if got := CounterText(c.n, c.form); got != c.want {
			t.Errorf("%d as %s is %q, want %q", c.n, c.form, got, c.want)
		}
	}
}
