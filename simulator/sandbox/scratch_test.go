package sandbox

// Folders of living processes stay, those of ended ones go, whatever else lies there
// stays. Oracle: hand.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestSweepScratch(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	c := exec.Command(os.Args[0], "-test.run=^$")
	if err := c.Run(); err != nil {
		t.Fatal(err)
	}
	dead := c.ProcessState.Pid()
	make := func(name string) string {
		dir := filepath.Join(os.TempDir(), name)
		if err := os.MkdirAll(filepath.Join(dir, "user", "deep"), 0o755); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	own, err := Scratch("run")
	if err != nil {
		t.Fatal(err)
	}
	gone := make(fmt.Sprintf("diorama-files-%d-1234", dead))
	stay := []string{own, make(fmt.Sprintf("other-files-%d-1234", dead)), make(fmt.Sprintf("diorama-%d-1234", dead)), make("diorama-run-x-1234"), make("diorama-window")}
	if n := SweepScratch(); n != 1 {
		t.Errorf("%d folders removed, want 1", n)
	}
	if _, err := os.Stat(gone); !os.IsNotExist(err) {
		t.Error("the folder of an ended process is there:", err)
	}
	for _, dir := range stay {
		if _, err := os.Stat(dir); err != nil {
			t.Error(err)
		}
	}
}
