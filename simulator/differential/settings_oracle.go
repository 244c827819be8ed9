//go:build oracle

package differential

import (
	"os"
	"strconv"
	"testing"
)

// Setting is the number in an environment variable, or what is given when there is none.
func Setting(name string, or int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return or
}

// Runtime is the folder with WeChat's runtime (DIORAMA_EXPARSER); without it the test
// is passed over.
func Runtime(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("DIORAMA_EXPARSER")
	if dir == "" {
		t.Skip("DIORAMA_EXPARSER names no folder")
	}
	return dir
}
