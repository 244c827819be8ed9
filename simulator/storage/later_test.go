package storage

import (
	"testing"

	"diorama/renderer/value"
)

// With Later set every change is on disk at once, for a process that is killed, and
// told once until Flush has synced it. Oracle: hand.
func TestLater(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	s.Later = func() { told++ }
	for _, k := range []string{"a", "b", "c"} {
		if err := s.Set(k, value.OfString(k)); err != nil {
			t.Fatal(err)
		}
	}
	if again, _ := Open(dir); told != 1 || len(again.Keys()) != 3 {
		t.Errorf("told %d times, only %v written", told, again.Keys())
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	if again, _ := Open(dir); len(again.Keys()) != 3 {
		t.Errorf("after Flush %v", again.Keys())
	}
	if err := s.Set("d", value.OfNull()); err != nil || told != 2 {
		t.Errorf("told %d times, %v", told, err)
	}
}
