package watch

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Each way of saving that editors have ends in one batch with the file: write,
// truncate and write in two steps, rename over, delete and create; and files of
// a new folder are seen (oracle: hand, the save patterns of notes/reliability.md).
func TestSaves(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "pages", "a.wxml")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Dir(file), 0o755))
	must(os.WriteFile(file, []byte("0"), 0o644))
	w, err := New(root)
	must(err)
	defer w.Close()
	expect := func(name, want string) {
		t.Helper()
		limit := time.After(5 * time.Second)
		for {
			select {
			case b := <-w.Batches:
				for _, p := range b {
					if p == want {
						return
					}
				}
			case <-limit:
				t.Fatalf("%s: no batch with %s", name, want)
			}
		}
	}
	must(os.WriteFile(file, []byte("first"), 0o644))
	expect("write", file)
	f, err := os.Create(file)
	must(err)
	_, err = f.WriteString("two ")
	must(err)
	_, err = f.WriteString("steps")
	must(err)
	must(f.Close())
	expect("two steps", file)
	must(os.WriteFile(file+".tmp", []byte("renamed over"), 0o644))
	must(os.Rename(file+".tmp", file))
	expect("rename over", file)
	must(os.Remove(file))
	must(os.WriteFile(file, []byte("made again, longer"), 0o644))
	expect("delete and create", file)
	deep := filepath.Join(root, "x", "y", "z.wxss")
	must(os.MkdirAll(filepath.Dir(deep), 0o755))
	must(os.WriteFile(deep, []byte("a"), 0o644))
	expect("new folders", deep)
	must(os.Remove(deep))
	expect("removed", deep)
}
