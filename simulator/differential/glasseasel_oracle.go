//go:build oracle

package differential

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// GlassEaselRuntime is the folder with glass-easel, below that of all judges (DIORAMA_JUDGES);
// without it the test is passed over.
func GlassEaselRuntime(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(os.Getenv("DIORAMA_JUDGES"), "glass-easel")
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Skip("DIORAMA_JUDGES names no folder with glass-easel")
	}
	return dir
}

// handlers are those at the end of a line of a tree; a line of text or log begins otherwise.
var handlers = regexp.MustCompile(`(?m)^( *[a-z][^>\n]*?)(?: (?:capture-)?(?:bind|catch|mut-bind):[a-z]+=\w+)+$`)

// eventless is a log without the handlers of its trees, which glass-easel does not tell.
func eventless(s string) string { return handlers.ReplaceAllString(s, "$1") }
