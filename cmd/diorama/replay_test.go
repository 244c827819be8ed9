package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A session file written by one command is run again by another with equal commits and
// pixels, in another time zone too; a changed project, a commit that is not there, a
// damaged file and no file are told with exit codes. Oracle: the recording.
func TestReplayCommand(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.session")
	do := func(want int, args ...string) string {
		t.Helper()
		var out, errw bytes.Buffer
		if code := run(args, &out, &errw); code != want {
			t.Fatalf("%v: exit %d, want %d: %s%s", args, code, want, out.String(), errw.String())
		}
		return out.String() + errw.String()
	}
	t.Setenv("TZ", "Asia/Shanghai")
	picture := filepath.Join(dir, "a.png")
	do(exitOK, "shot", todo, "-o", picture, "--dpr", "1", "--record", file, "--data", `{"greeting":"晚安"}`)
	t.Setenv("TZ", "America/New_York")
	again := filepath.Join(dir, "b.png")
	if said := do(exitOK, "replay", file, "--check", "--shot", again); !strings.Contains(said, "compared, and 1 pictures") {
		t.Errorf("said %q", said)
	}
	a, _ := os.ReadFile(picture)
	b, _ := os.ReadFile(again)
	if len(a) == 0 || !bytes.Equal(a, b) {
		t.Error("the replay's picture is not the recorded one")
	}
	if said := do(exitOK, "replay", "--until", "1", file); !strings.Contains(said, "1 of them compared") {
		t.Errorf("said %q", said)
	}
	if said := do(exitErrors, "replay", file, "--until", "100000"); !strings.Contains(said, "there is no commit 100000") {
		t.Errorf("said %q", said)
	}

	changed := filepath.Join(dir, "changed")
	if err := os.CopyFS(changed, os.DirFS(todo)); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(changed, "pages/list/list.js")
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page, bytes.Replace(src, []byte("data: {"), []byte("data: { novelty: 1,"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if said := do(exitErrors, "replay", file, "--check", "--project", changed); !strings.Contains(said, "pages/list/list.js is not the recorded file") || !strings.Contains(said, "commit 1, page pages/list/list") {
		t.Errorf("said %q", said)
	}

	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	whole[len(whole)/2] ^= 4
	bad := filepath.Join(dir, "bad.session")
	if err := os.WriteFile(bad, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	if said := do(exitUsage, "replay", bad); !strings.Contains(said, "damaged") {
		t.Errorf("said %q", said)
	}
	do(exitUsage, "replay", filepath.Join(dir, "none"))
	do(exitUsage, "replay")
}
