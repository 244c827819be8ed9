//go:build oracle

package chromium

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"
)

// Installed starts the Chromium of this machine, or the one that DIORAMA_CHROMIUM
// names, with the embedded fonts only, for screens of a device pixel ratio. The caller
// closes it.
func Installed(dpr float64) (*Browser, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for { // tests run in the folder of their package
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			return nil, os.ErrNotExist
		}
		dir = up
	}
	return Start(cmp.Or(os.Getenv("DIORAMA_CHROMIUM"), "chromium"), filepath.Join(dir, "assets", "fonts"), dpr)
}

// ForTest is Installed with a viewport in CSS px, until the test ends.
func ForTest(t testing.TB, width, height int) *Browser {
	t.Helper()
	b, err := Installed(DPR)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	if err := b.Viewport(width, height, DPR); err != nil {
		t.Fatal(err)
	}
	return b
}
