package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shot --device A,B --theme light,dark puts the screens of one run beside each other,
// after a setData too. Oracle: the pictures of separate runs.
func TestShotBeside(t *testing.T) {
	dir := t.TempDir()
	shot := func(flags ...string) image.Image {
		t.Helper()
		name := filepath.Join(dir, "p.png")
		var errw bytes.Buffer
		if code := run(append([]string{"shot", todo, "-o", name, "--dpr", "1", "--wait", "50ms", "--data", `{"title":"x"}`}, flags...), os.Stdout, &errw); code != exitOK {
			t.Fatalf("%v: exit %d: %s", flags, code, errw.String())
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		return img
	}
	all := shot("--device", "iPhone 14,Pixel 7", "--theme", "dark")
	x := gap
	for _, name := range []string{"iPhone 14", "Pixel 7"} {
		alone := shot("--device", name, "--theme", "dark")
		b := alone.Bounds()
		for py := range b.Dy() {
			for px := range b.Dx() {
				if all.At(x+px, gap+py) != alone.At(px, py) {
					t.Fatalf("%s: another pixel at %d,%d than alone", name, px, py)
				}
			}
		}
		x += b.Dx() + gap
	}
	if all.Bounds().Dx() != x {
		t.Errorf("%d px wide, expected %d", all.Bounds().Dx(), x)
	}
	for _, bad := range [][]string{{"shot", todo, "-o", "-", "--device", "iPhone 14,Pixel 7", "--size", "300x300"}, {"tree", todo, "--theme", "light,dark"}, {"shot", todo, "-o", "-", "--theme", "light,blue"}, {"shot", todo, "-o", "-", "--device", "iPhone 14,None"}} {
		var errw bytes.Buffer
		if code := run(bad, &bytes.Buffer{}, &errw); code != exitUsage || strings.TrimSpace(errw.String()) == "" {
			t.Errorf("%v: exit %d: %s", bad, code, errw.String())
		}
	}
}
