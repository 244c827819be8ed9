package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// program builds the headless program once for a benchmark.
func program(b *testing.B) string {
	b.Helper()
	exe := filepath.Join(b.TempDir(), "diorama")
	cmd := exec.Command("go", "build", "-tags", "headless", "-o", exe, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return exe
}

// BenchmarkStartToPNG is the whole command: process start to written picture
// (DESIGN §9: 0.3 s for a hello page).
func BenchmarkStartToPNG(b *testing.B) {
	exe := program(b)
	hello := b.TempDir()
	for name, text := range map[string]string{"app.json": `{"pages": ["a"]}`, "a.wxml": `<view>hello</view>`, "a.js": `Page({})`} {
		if err := os.WriteFile(filepath.Join(hello, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct{ name, dir string }{{"hello", hello}, {"todo", todo}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if out, err := exec.Command(exe, "shot", c.dir, "-o", filepath.Join(hello, "a.png")).CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
			}
		})
	}
}
