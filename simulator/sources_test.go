package simulator

import (
	"fmt"
	"strings"
	"testing"
)

// Proves that files are listed and read, that what is no text, too deep or outside is
// refused, and that places are found with their lines. Oracle: hand.
func TestSources(t *testing.T) {
	s, dir := open(t, auditGood, func(o *Options) {
		write(t, o.Dir, "a.bin", "\x00\x01")
		write(t, o.Dir, "node_modules/x.js", "setData")
	})
	var names []string
	for _, f := range s.Sources() {
		names = append(names, f.Path)
	}
	if got := strings.Join(names, " "); got != "a.bin app.js app.json p.js p.json p.wxml p.wxss" {
		t.Error(got)
	}
	if text, err := s.Source("/app.js"); err != nil || text != "App({})\n" {
		t.Errorf("%q, %v", text, err)
	}
	for _, bad := range []string{"a.bin", "../" + dir, "gone.js", "node_modules"} {
		if text, err := s.Source(bad); err == nil {
			t.Errorf("%s gives %q", bad, text)
		}
	}
	found, more := s.FindInSources("SETDATA", func() bool { return false })
	if len(found) != 1 || more || found[0].Path != "p.js" || found[0].Line != 1 || !strings.Contains(found[0].Text, "this.setData") {
		t.Error(fmt.Sprint(found, more))
	}
	if found, _ := s.FindInSources("e", func() bool { return true }); len(found) != 0 {
		t.Error("a stopped search goes on")
	}
}
