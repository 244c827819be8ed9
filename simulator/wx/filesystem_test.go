package wx

import (
	"testing"

	"diorama/renderer/value"
)

// Proves files in their asynchronous and synchronous forms, encodings and errors.
// Oracle: documentation of FileSystemManager.
func TestFileSystem(t *testing.T) {
	f := newFake(t)
	m := f.call("getFileSystemManager").returned
	if AsObject(f.call("getFileSystemManager").returned) != AsObject(m) {
		t.Error("every call gives another manager")
	}
	u := "wxfile://usr/"
	f.method(m, "writeFile", value.M("filePath", u+"a.txt", "data", "héllo", "encoding", "utf8")).want(t, "writeFile:ok")
	for enc, want := range map[string]string{"utf8": "héllo", "base64": "aMOpbGxv", "hex": "68c3a96c6c6f", "latin1": "hÃ©llo", "ascii": "hC)llo"} {
		o := f.method(m, "readFile", value.M("filePath", u+"a.txt", "encoding", enc))
		o.want(t, "readFile:ok")
		if got := o.result.Get("data").Str(); got != want {
			t.Errorf("%s: %q, want %q", enc, got, want)
		}
		f.method(m, "writeFileSync", u+"b.txt", want, enc)
		if got := f.method(m, "readFileSync", u+"b.txt", "utf8").returned.Str(); enc != "ascii" && got != "héllo" {
			t.Errorf("%s there and back: %q", enc, got)
		}
	}
	if b, ok := AsBytes(f.method(m, "readFileSync", u+"a.txt").returned); !ok || string(b) != "héllo" {
		t.Errorf("no encoding: %q", b)
	}
	if got := f.method(m, "readFileSync", u+"a.txt", "utf8", 3, 2).returned.Str(); got != "ll" {
		t.Errorf("a piece: %q", got)
	}
	if got := f.method(m, "readFileSync", "data/greeting.txt", "utf8").returned.Str(); got != "hello\n" {
		t.Errorf("package file: %q", got)
	}
	for _, tt := range []struct {
		method string
		args   []any
		want   string
	}{
		{"readFileSync", []any{u + "none.txt"}, "readFileSync:fail no such file or directory wxfile://usr/none.txt"},
		{"readFileSync", []any{u + "a.txt", "klingon"}, `readFileSync:fail invalid encoding "klingon"`},
		{"readFileSync", []any{12}, "readFileSync:fail parameter error: parameter.filePath should be String instead of Number;"},
		{"readFileSync", []any{u + "a.txt", "utf8", 99}, "readFileSync:fail value of position is out of range"},
		{"writeFileSync", []any{"app.json", "x"}, "writeFileSync:fail permission denied, open app.json"},
		{"writeFileSync", []any{"wxfile://usr/../../x", "x"}, "writeFileSync:fail permission denied, cannot access file path wxfile://usr/../../x"},
		{"mkdirSync", []any{u + "p/q"}, "mkdirSync:fail no such file or directory wxfile://usr/p/q"},
		{"accessSync", []any{u + "zzz"}, "accessSync:fail no such file or directory wxfile://usr/zzz"},
		{"unlinkSync", []any{u + "zzz"}, "unlinkSync:fail no such file or directory wxfile://usr/zzz"},
		{"closeSync", []any{value.M("fd", "99")}, "closeSync:fail bad file descriptor"},
	} {
		if got := f.method(m, tt.method, tt.args...).thrown; got != tt.want {
			t.Errorf("%s%v throws %q, want %q", tt.method, tt.args, got, tt.want)
		}
	}
	o := f.method(m, "access", value.M("path", u+"zzz"))
	o.want(t, "access:fail no such file or directory wxfile://usr/zzz")
	if o.result.Get("errCode").Num() != 1300002 {
		t.Errorf("errCode %v", o.result.Get("errCode").JSON())
	}
	f.method(m, "mkdirSync", u+"p/q", true)
	f.method(m, "copyFileSync", u+"a.txt", u+"p/c.txt")
	f.method(m, "renameSync", u+"p/c.txt", u+"p/q/d.txt")
	if got := f.method(m, "readdirSync", u+"p/q").returned.JSON(); got != `["d.txt"]` {
		t.Errorf("readdirSync %s", got)
	}
	st := f.method(m, "statSync", u+"a.txt").returned
	if o := AsObject(st); o == nil || o.Fields.Get("size").Num() != 6 || !f.method(st, "isFile").returned.Truthy() || f.method(st, "isDirectory").returned.Truthy() {
		t.Errorf("stat %+v", o)
	}
	if list := f.method(m, "statSync", u+"p", true).returned; list.Len() != 3 || list.Index(2).Get("path").Str() != "/q/d.txt" {
		t.Errorf("recursive stat %s", list.JSON())
	}
	saved := f.method(m, "saveFile", value.M("tempFilePath", u+"a.txt"))
	saved.want(t, "saveFile:ok")
	if got := f.method(m, "getSavedFileList").result.Get("fileList").Index(0).Get("filePath").Str(); got != saved.result.Get("savedFilePath").Str() || got == "" {
		t.Errorf("saved as %q, listed %q", saved.result.Get("savedFilePath").Str(), got)
	}
	if got := f.call("getFileInfo", value.M("filePath", u+"a.txt")).result.JSON(); got != `{"size":6,"digest":"be50e8478cf24ff3595bc7307fb91b50"}` {
		t.Errorf("getFileInfo %s", got)
	}
}

// Proves descriptors: the caller's buffer is filled, positions move, growth is
// bounded. Oracle: documentation of FileSystemManager.open, read and write.
func TestDescriptors(t *testing.T) {
	f := newFake(t)
	m := f.call("getFileSystemManager").returned
	p := "wxfile://usr/d.bin"
	fd := f.method(m, "openSync", value.M("filePath", p, "flag", "w+")).returned
	if got := f.method(m, "writeSync", value.M("fd", fd, "data", "abcdef")).returned.Get("bytesWritten").Num(); got != 6 {
		t.Errorf("%v bytes written", got)
	}
	f.method(m, "writeSync", value.M("fd", fd, "data", OfBytes([]byte("xyz")), "offset", 1, "length", 1, "position", 2))
	memory := make([]byte, 5)
	buf := value.OfFunc(&Bytes{Data: append([]byte(nil), memory...), Shared: memory})
	res := f.method(m, "readSync", value.M("fd", fd, "arrayBuffer", buf, "offset", 1, "length", 4, "position", 1)).returned
	if string(memory) != "\x00byde" || res.Get("bytesRead").Num() != 4 {
		t.Errorf("read %q, %v", memory, res.JSON())
	}
	if got := f.method(m, "readSync", value.M("fd", fd, "arrayBuffer", buf, "length", 9)).thrown; got != "readSync:fail value of length is out of range" {
		t.Errorf("too long: %q", got)
	}
	f.method(m, "ftruncateSync", value.M("fd", fd, "length", 2))
	if got := AsObject(f.method(m, "fstatSync", value.M("fd", fd)).returned).Fields.Get("size").Num(); got != 2 {
		t.Errorf("size %v after ftruncate", got)
	}
	f.method(m, "close", value.M("fd", fd)).want(t, "close:ok")
	f.method(m, "close", value.M("fd", fd)).want(t, "close:fail bad file descriptor")
	f.method(m, "open", value.M("filePath", p, "flag", "zz")).want(t, `open:fail invalid flag "zz"`)
	f.method(m, "open", value.M("filePath", p, "flag", "wx")).want(t, "open:fail file already exists wxfile://usr/d.bin")
}
