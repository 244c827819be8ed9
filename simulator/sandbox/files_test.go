package sandbox

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func openTest(t *testing.T) (*Files, string) {
	t.Helper()
	dir, pack := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(pack, "app.json"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := OpenFiles(dir, func(name string) ([]byte, error) {
		if name != "app.json" {
			return nil, fs.ErrNotExist
		}
		return []byte("{}"), nil
	}, pack)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f, dir
}

func code(err error) int {
	var f *Fault
	if errors.As(err, &f) {
		return f.Code
	}
	return 0
}

// Proves that no path leads out of the three areas and that the package is never
// written. Oracle: hand.
func TestFilesPaths(t *testing.T) {
	f, dir := openTest(t)
	secret := filepath.Join(filepath.Dir(dir), "secret.txt")
	if err := os.WriteFile(secret, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "usr", "link")); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := os.Symlink(filepath.Dir(secret), filepath.Join(dir, "usr", "up")); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"wxfile://usr/../../secret.txt", "wxfile://usr/link", "wxfile://usr/up/secret.txt", "wxfile://../secret.txt", "wxfile://usr/../tmp/../../secret.txt",
		"../secret.txt", "/../secret.txt", "file:///etc/passwd", "http://usr/../../secret.txt", "wxfile://usr/\x00", "wxfile:///etc/passwd", "https://usr/x"} {
		if data, err := f.Read(p); err == nil {
			t.Errorf("%s can be read: %q", p, data)
		}
		if err := f.Write(p, []byte("x"), false); err == nil {
			t.Errorf("%s can be written", p)
		}
		_ = f.Unlink(p)
		_ = f.Rename("wxfile://usr/link", p)
		_ = f.Mkdir(p+"/d", true)
	}
	if data, err := os.ReadFile(secret); err != nil || string(data) != "secret" {
		t.Errorf("the file outside is now %q, %v", data, err)
	}
	for _, p := range []string{"app.json", "/app.json", "", "/", "wxfile://usr", "wxfile://usr/"} {
		if err := f.Write(p, []byte("x"), false); code(err) == 0 {
			t.Errorf("%q can be written: %v", p, err)
		}
	}
	if data, err := f.Read("/app.json"); err != nil || string(data) != "{}" {
		t.Errorf("package file: %q %v", data, err)
	}
}

// Proves reading, writing, folders, quota and their errors. Oracle: documentation of
// FileSystemManager, table of error codes.
func TestFiles(t *testing.T) {
	f, dir := openTest(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	wantCode := func(err error, want int) {
		t.Helper()
		if code(err) != want {
			t.Errorf("got %v (%d), want %d", err, code(err), want)
		}
	}
	u := "wxfile://usr/"
	must(f.Write(u+"a.txt", []byte("one"), false))
	must(f.Write("http://usr/a.txt", []byte("two"), true))
	if data, _ := f.Read(u + "a.txt"); string(data) != "onetwo" {
		t.Errorf("read %q", data)
	}
	wantCode(f.Write(u+"none.txt", nil, true), 1300002)
	_, err := f.Read(u + "none.txt")
	wantCode(err, 1300002)
	wantCode(f.Write(u+"no/dir.txt", []byte("x"), false), 1300002)
	must(f.Mkdir(u+"d", false))
	wantCode(f.Mkdir(u+"d", false), 1301005)
	wantCode(f.Mkdir(u+"x/y", false), 1300002)
	must(f.Mkdir(u+"x/y/z", true))
	must(f.Copy(u+"a.txt", u+"x/y/b.txt"))
	wantCode(f.Rmdir(u+"x", false), 1300066)
	wantCode(f.Unlink(u+"x"), 1300001)
	wantCode(f.Rmdir(u+"a.txt", false), 1300020)
	_, err = f.List(u + "a.txt")
	wantCode(err, 1300020)
	must(f.Rename(u+"x/y/b.txt", u+"d/c.txt"))
	names, err := f.List(u)
	if err != nil || !slices.Equal(names, []string{"a.txt", "d", "x"}) {
		t.Errorf("list %q %v", names, err)
	}
	all, err := f.Walk(u + "x")
	if err != nil || len(all) != 3 || all[2].Path != "y/z" {
		t.Errorf("walk %v %v", all, err)
	}
	if f.used != 12 {
		t.Errorf("%d bytes used, want 12", f.used)
	}
	must(f.Rmdir(u+"d", true))
	must(f.Truncate(u+"a.txt", 100))
	if f.used != 100 {
		t.Errorf("%d bytes used, want 100", f.used)
	}
	f.used = Quota - 10
	wantCode(f.Write(u+"big", make([]byte, 11), false), 1300202)
	if _, err := f.Stat(u + "big"); err == nil {
		t.Error("a file over the quota is there")
	}
	must(f.Write("wxfile://tmp/free", make([]byte, 11), false))
	f.Close()
	g, err := OpenFiles(dir, nil, "")
	must(err)
	defer g.Close()
	if g.used != 100 {
		t.Errorf("%d bytes used after opening again, want 100", g.used)
	}
	if _, err := g.Stat("wxfile://tmp/free"); err == nil {
		t.Error("temporary files outlive the run")
	}
}

// Proves that archives are unpacked and that hostile ones are refused. Oracle: hand.
func TestUnzip(t *testing.T) {
	f, _ := openTest(t)
	pack := func(names ...string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, n := range names {
			e, err := w.Create(n)
			if err != nil {
				t.Fatal(err)
			}
			e.Write([]byte("in " + n))
		}
		w.Close()
		return b.Bytes()
	}
	for name, data := range map[string][]byte{"ok": pack("a.txt", "d/b.txt"), "evil": pack("../../evil.txt"), "abs": pack("/evil.txt"), "broken": []byte("PK")} {
		if err := f.Write("wxfile://tmp/"+name+".zip", data, false); err != nil {
			t.Fatal(err)
		}
		err := f.Unzip("wxfile://tmp/"+name+".zip", "wxfile://usr/out")
		if (err == nil) != (name == "ok") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if data, err := f.Read("wxfile://usr/out/d/b.txt"); err != nil || string(data) != "in d/b.txt" {
		t.Errorf("unpacked %q %v", data, err)
	}
	got, err := f.ZipEntries("wxfile://tmp/ok.zip", []string{"a.txt"})
	if err != nil || len(got) != 1 || string(got["a.txt"]) != "in a.txt" {
		t.Errorf("entries %q %v", got, err)
	}
}

// Proves that any path is refused or stays inside. Oracle: hand.
func FuzzLocate(f *testing.F) {
	for _, s := range []string{"wxfile://usr/a", "wxfile://usr/../x", "http://tmp/..", "/a/../../b", "wxfile://usr//..//..//x", "a\x00b", "wxfile://store/%2e%2e/x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, p string) {
		at, err := locate(p)
		if err != nil {
			return
		}
		if strings.HasPrefix(at.rest, "/") || at.rest == ".." || strings.HasPrefix(at.rest, "../") || strings.Contains(at.rest, "/../") {
			t.Errorf("%q leads to %q", p, at.rest)
		}
	})
}
