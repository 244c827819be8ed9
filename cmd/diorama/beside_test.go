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

// shot --device A,B --theme light,dark --font-size A,B puts the screens of one run beside each other,
// after a setData too. Oracle: the pictures of separate runs.
func TestShotBeside(t *testing.T) {
	dir := t.TempDir()
	sized := t.TempDir()
	for file, data := range map[string]string{"app.json": `{"pages":["a"]}`, "a.js": "Page({})",
		"a.wxml": `<page-meta page-font-size="system" root-font-size="system"/>{{title}} text<view style="width: 3rem; height: 3rem; background: red"/>`} {
		if err := os.WriteFile(filepath.Join(sized, file), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	project := todo
	shot := func(flags ...string) image.Image {
		t.Helper()
		name := filepath.Join(dir, "p.png")
		var errw bytes.Buffer
		if code := run(append([]string{"shot", project, "-o", name, "--dpr", "1", "--wait", "50ms", "--data", `{"title":"x"}`}, flags...), os.Stdout, &errw); code != exitOK {
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
	beside := func(all image.Image, alone ...[]string) {
		t.Helper()
		x := gap
		for _, flags := range alone {
			alone := shot(flags...)
			b := alone.Bounds()
			for py := range b.Dy() {
				for px := range b.Dx() {
					if all.At(x+px, gap+py) != alone.At(px, py) {
						t.Fatalf("%v: another pixel at %d,%d than alone", flags, px, py)
					}
				}
			}
			x += b.Dx() + gap
		}
		if all.Bounds().Dx() != x {
			t.Errorf("%d px wide, expected %d", all.Bounds().Dx(), x)
		}
	}
	beside(shot("--device", "iPhone 14,Pixel 7", "--theme", "dark"), []string{"--device", "iPhone 14", "--theme", "dark"}, []string{"--device", "Pixel 7", "--theme", "dark"})
	project = sized
	beside(shot("--device", "iPhone 14,Pixel 7", "--font-size", "standard,+5"), []string{}, []string{"--font-size", "23.8"},
		[]string{"--device", "Pixel 7", "--font-size", "16px"}, []string{"--device", "Pixel 7", "--font-size", "25"})
	for _, bad := range [][]string{{"shot", todo, "-o", "-", "--device", "iPhone 14,Pixel 7", "--size", "300x300"}, {"tree", todo, "--theme", "light,dark"}, {"tree", todo, "--font-size", "standard,+3"}, {"shot", todo, "-o", "-", "--font-size", "+9"}, {"shot", todo, "-o", "-", "--theme", "light,blue"}, {"shot", todo, "-o", "-", "--device", "iPhone 14,None"}} {
		var errw bytes.Buffer
		if code := run(bad, &bytes.Buffer{}, &errw); code != exitUsage || strings.TrimSpace(errw.String()) == "" {
			t.Errorf("%v: exit %d: %s", bad, code, errw.String())
		}
	}
}
