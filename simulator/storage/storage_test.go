package storage

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diorama/renderer/value"
)

// What was set is there after opening again; quotas refuse and change nothing; a
// damaged file is set aside and said (oracle: documentation of wx.setStorage; hand).
func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s")
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"b", "a"} {
		if err := s.Set(k, value.M("x", k)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Set("a", value.OfInt(7)); err != nil {
		t.Fatal(err)
	}
	if err := s.Set("big", value.OfString(strings.Repeat("x", MaxKey))); !errors.Is(err, ErrQuota) {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, tempMark+"1"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := s.Get("a"); v.Num() != 7 || strings.Join(s.Keys(), " ") != "b a" || s.Size() == 0 {
		t.Error(v.JSON(), s.Keys())
	}
	if _, err := os.Stat(filepath.Join(dir, tempMark+"1")); err == nil {
		t.Error("a stray was left")
	}
	if err := s.Remove("b"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fileName), []byte(`{"a":`), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = Open(dir)
	if err == nil || !strings.Contains(err.Error(), "damaged") || len(s.Keys()) != 0 {
		t.Error(err, s.Keys())
	}
	if err := s.Set("c", value.OfBool(true)); err != nil {
		t.Error(err)
	}
	if err := s.Clear(); err != nil || s.Size() != 0 {
		t.Error(err, s.Size())
	}
}
