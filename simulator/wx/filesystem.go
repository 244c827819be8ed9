package wx

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/sandbox"
)

// files opens the file system on first use, nil when there can be none.
func (s *State) files() *sandbox.Files {
	if s.fileSystem == nil && !s.noFiles {
		dir := ""
		if d := s.rt.Hello().StorageDir; d != "" {
			dir = filepath.Join(d, "files")
		}
		read, pack := func(string) ([]byte, error) { return nil, fs.ErrNotExist }, ""
		if p := s.rt.Project(); p != nil {
			read, pack = p.ReadFile, filepath.Join(p.Dir, filepath.FromSlash(p.Root))
		}
		f, err := sandbox.OpenFiles(dir, read, pack)
		if err != nil {
			s.rt.Log("error", "wx.getFileSystemManager: "+err.Error())
			s.noFiles = true
			return nil
		}
		f.Changed = s.filesChanged
		s.fileSystem = f
	}
	return s.fileSystem
}

var errNoFiles = &sandbox.Fault{Code: 1300201, Text: "system error: there is no place for files"}

// fileArgs gives the arguments of a file operation by name.
type fileArgs func(name string) value.Value

func (a fileArgs) str(name string) string {
	if v := a(name); v.Kind() == value.String {
		return v.Str()
	}
	return ""
}

func (a fileArgs) num(name string, def float64) float64 {
	if v := a(name); v.Kind() == value.Number && v.Num() == v.Num() {
		return v.Num()
	}
	return def
}

// fileOp is one operation of FileSystemManager: the asynchronous form NAME with an
// object, the synchronous one NAMESync with params in order (an object when nil).
type fileOp struct {
	name   string
	params []string
	need   []param
	result string // the member that the synchronous form gives, "" undefined, "*" all
	do     func(s *State, f *sandbox.Files, a fileArgs) (value.Value, error)
	async  bool // there is no synchronous form
}

// getFileSystemManager: documentation of FileSystemManager; one object for all calls.
func getFileSystemManager(c *Call) {
	s := c.State
	if s.manager == nil {
		s.manager = &Object{Class: "FileSystemManager"}
		for _, op := range fileOps {
			s.manager.Methods = append(s.manager.Methods, API{Name: op.name, Do: op.asynchronous})
			if !op.async {
				s.manager.Methods = append(s.manager.Methods, API{Name: op.name + "Sync", Kind: Sync, Do: op.synchronous})
			}
		}
	}
	c.Return(s.manager.Value())
}

func (op fileOp) asynchronous(c *Call) {
	if !c.require(op.need...) {
		return
	}
	f := c.State.files()
	if f == nil {
		c.FailWith(errNoFiles.Text, value.M("errCode", errNoFiles.Code))
		return
	}
	res, err := op.do(c.State, f, c.Opt)
	if err != nil {
		text, code := fileFault(err)
		c.FailWith(text, value.M("errCode", code, "errno", code))
		return
	}
	c.Resolve(res)
}

func (op fileOp) synchronous(c *Call) {
	args := func(name string) value.Value { return c.Arg(0).Get(name) }
	if op.params != nil {
		args = func(name string) value.Value {
			for i, p := range op.params {
				if p == name {
					return c.Arg(i)
				}
			}
			return value.Value{}
		}
	}
	for _, p := range op.need {
		name, optional := strings.CutSuffix(p.name, "?")
		v := args(name)
		if optional && v.IsUndefined() {
			continue
		}
		if t := typeName(v); !strings.Contains("|"+p.types+"|", "|"+t+"|") {
			c.Throw(fmt.Sprintf("parameter error: parameter.%s should be %s instead of %s;", name, strings.ReplaceAll(p.types, "|", " or "), t))
			return
		}
	}
	f := c.State.files()
	if f == nil {
		c.Throw(errNoFiles.Text)
		return
	}
	res, err := op.do(c.State, f, args)
	if err != nil {
		text, _ := fileFault(err)
		c.Throw(text)
		return
	}
	switch op.result {
	case "":
	case "*":
		c.Return(res)
	default:
		c.Return(res.Get(op.result))
	}
}

func fileFault(err error) (string, int) {
	var f *sandbox.Fault
	if errors.As(err, &f) {
		return f.Text, f.Code
	}
	return err.Error(), 1300201
}

var nothingMore = value.Value{}

// fileOps are the operations, sorted by name.
var fileOps = []fileOp{
	{name: "access", params: []string{"path"}, need: []param{{"path", "String"}}, do: fileAccess},
	{name: "appendFile", params: []string{"filePath", "data", "encoding"}, need: []param{{"filePath", "String"}, {"data", "String|ArrayBuffer"}, {"encoding?", "String"}}, do: fileAppend},
	{name: "close", need: []param{{"fd", "String"}}, do: fileClose},
	{name: "copyFile", params: []string{"srcPath", "destPath"}, need: []param{{"srcPath", "String"}, {"destPath", "String"}}, do: fileCopy},
	{name: "fstat", need: []param{{"fd", "String"}}, result: "stats", do: fileFstat},
	{name: "ftruncate", need: []param{{"fd", "String"}, {"length?", "Number"}}, do: fileFtruncate},
	{name: "getFileInfo", need: []param{{"filePath", "String"}}, async: true, do: fileInfo},
	{name: "getSavedFileList", async: true, do: fileSaved},
	{name: "mkdir", params: []string{"dirPath", "recursive"}, need: []param{{"dirPath", "String"}}, do: fileMkdir},
	{name: "open", need: []param{{"filePath", "String"}, {"flag?", "String"}}, result: "fd", do: fileOpen},
	{name: "read", need: []param{{"fd", "String"}, {"arrayBuffer", "ArrayBuffer"}}, result: "*", do: fileRead},
	{name: "readCompressedFile", need: []param{{"filePath", "String"}}, result: "data", do: func(*State, *sandbox.Files, fileArgs) (value.Value, error) {
		return nothingMore, errors.New("not simulated")
	}},
	{name: "readFile", params: []string{"filePath", "encoding", "position", "length"}, need: []param{{"filePath", "String"}, {"encoding?", "String|Null"}}, result: "data", do: fileReadAll},
	{name: "readZipEntry", need: []param{{"filePath", "String"}, {"entries", "Array|String"}}, async: true, do: fileZipEntries},
	{name: "readdir", params: []string{"dirPath"}, need: []param{{"dirPath", "String"}}, result: "files", do: fileReaddir},
	{name: "removeSavedFile", need: []param{{"filePath", "String"}}, async: true, do: fileRemoveSaved},
	{name: "rename", params: []string{"oldPath", "newPath"}, need: []param{{"oldPath", "String"}, {"newPath", "String"}}, do: fileRename},
	{name: "rmdir", params: []string{"dirPath", "recursive"}, need: []param{{"dirPath", "String"}}, do: fileRmdir},
	{name: "saveFile", params: []string{"tempFilePath", "filePath"}, need: []param{{"tempFilePath", "String"}, {"filePath?", "String"}}, result: "savedFilePath", do: fileSave},
	{name: "stat", params: []string{"path", "recursive"}, need: []param{{"path", "String"}}, result: "stats", do: fileStat},
	{name: "truncate", need: []param{{"filePath", "String"}, {"length?", "Number"}}, do: fileTruncate},
	{name: "unlink", params: []string{"filePath"}, need: []param{{"filePath", "String"}}, do: fileUnlink},
	{name: "unzip", need: []param{{"zipFilePath", "String"}, {"targetPath", "String"}}, async: true, do: fileUnzip},
	{name: "write", need: []param{{"fd", "String"}, {"data", "String|ArrayBuffer"}}, result: "*", do: fileWriteAt},
	{name: "writeFile", params: []string{"filePath", "data", "encoding"}, need: []param{{"filePath", "String"}, {"data?", "String|ArrayBuffer"}, {"encoding?", "String"}}, do: fileWrite},
}

func fileAccess(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	_, err := f.Stat(a.str("path"))
	return nothingMore, err
}

// fileBytes is the data argument in its encoding.
func fileBytes(a fileArgs) ([]byte, error) {
	if a("data").IsUndefined() {
		return nil, nil
	}
	b, err := encodeText(a("data"), a.str("encoding"))
	switch {
	case errors.Is(err, errEncoding):
		return nil, &sandbox.Fault{Code: 1300022, Text: fmt.Sprintf("invalid encoding %q", a.str("encoding"))}
	case err != nil:
		return nil, &sandbox.Fault{Code: 1300203, Text: "base64 encode error"}
	}
	return b, nil
}

func fileWrite(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	b, err := fileBytes(a)
	if err != nil {
		return nothingMore, err
	}
	return nothingMore, f.Write(a.str("filePath"), b, false)
}

func fileAppend(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	b, err := fileBytes(a)
	if err != nil {
		return nothingMore, err
	}
	return nothingMore, f.Write(a.str("filePath"), b, true)
}

func fileReadAll(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	data, err := f.Read(a.str("filePath"))
	if err != nil {
		return nothingMore, err
	}
	size := float64(len(data))
	from, n := a.num("position", 0), a.num("length", -1)
	if from < 0 || from > size || from != float64(int(from)) || from == size && size > 0 {
		return nothingMore, &sandbox.Fault{Code: 1301009, Text: "value of position is out of range"}
	}
	if n < 0 && a("length").Kind() != value.Number {
		n = size - from
	}
	if n < 0 || n > size-from || n != float64(int(n)) || n == 0 && size > 0 {
		return nothingMore, &sandbox.Fault{Code: 1301006, Text: "value of length is out of range"}
	}
	v, err := decodeText(data[int(from):int(from+n)], a.str("encoding"))
	if err != nil {
		return nothingMore, &sandbox.Fault{Code: 1300022, Text: fmt.Sprintf("invalid encoding %q", a.str("encoding"))}
	}
	return value.M("data", v), nil
}

func fileCopy(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	return nothingMore, f.Copy(a.str("srcPath"), a.str("destPath"))
}

func fileRename(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	return nothingMore, f.Rename(a.str("oldPath"), a.str("newPath"))
}

func fileMkdir(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	return nothingMore, f.Mkdir(a.str("dirPath"), a("recursive").Truthy())
}

func fileRmdir(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	return nothingMore, f.Rmdir(a.str("dirPath"), a("recursive").Truthy())
}

func fileUnlink(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	return nothingMore, f.Unlink(a.str("filePath"))
}

func fileTruncate(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	return nothingMore, f.Truncate(a.str("filePath"), int64(a.num("length", 0)))
}

func fileReaddir(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	names, err := f.List(a.str("dirPath"))
	if err != nil {
		return nothingMore, err
	}
	return value.M("files", names), nil
}

func fileUnzip(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	return nothingMore, f.Unzip(a.str("zipFilePath"), a.str("targetPath"))
}

func fileZipEntries(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	var names []string
	encodings := map[string]string{}
	if list := a("entries"); list.Kind() == value.List {
		for _, e := range list.Items() {
			names = append(names, e.Get("path").ToString())
			encodings[e.Get("path").ToString()] = e.Get("encoding").Str()
		}
		if names == nil {
			return value.M("entries", value.M()), nil
		}
	}
	got, err := f.ZipEntries(a.str("filePath"), names)
	if err != nil {
		return nothingMore, err
	}
	if names == nil {
		names = sortedNames(got)
	}
	var pairs []any
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n] {
			continue
		}
		seen[n] = true
		body, ok := got[n]
		if !ok {
			pairs = append(pairs, n, value.M("data", value.Value{}, "errMsg", "fail no such file or directory"))
			continue
		}
		enc := a.str("encoding")
		if e := encodings[n]; e != "" {
			enc = e
		}
		v, err := decodeText(body, enc)
		if err != nil {
			pairs = append(pairs, n, value.M("errMsg", "fail invalid encoding"))
			continue
		}
		pairs = append(pairs, n, value.M("data", v, "errMsg", "ok"))
	}
	return value.M("entries", value.M(pairs...)), nil
}

// stats makes a Stats object: documentation of Stats.
func stats(fi fs.FileInfo) value.Value {
	mode, kind := 0o100000|uint32(fi.Mode().Perm()), "file"
	if fi.IsDir() {
		mode, kind = 0o040000|uint32(fi.Mode().Perm()), "directory"
	}
	at := fi.ModTime().Unix()
	is := func(name, want string) API {
		return API{Name: name, Kind: Sync, Do: func(c *Call) { c.Return(value.OfBool(kind == want)) }}
	}
	return (&Object{Class: "Stats", Methods: []API{is("isDirectory", "directory"), is("isFile", "file")},
		Fields: value.M("mode", int(mode), "size", fi.Size(), "lastAccessedTime", at, "lastModifiedTime", at)}).Value()
}

func fileStat(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	p := a.str("path")
	fi, err := f.Stat(p)
	if err != nil {
		return nothingMore, err
	}
	if !a("recursive").Truthy() || !fi.IsDir() {
		return value.M("stats", stats(fi)), nil
	}
	entries, err := f.Walk(p)
	if err != nil {
		return nothingMore, err
	}
	list := make([]value.Value, len(entries))
	for i, e := range entries {
		list[i] = value.M("path", "/"+e.Path, "stats", stats(e.Info))
	}
	return value.M("stats", value.OfList(list)), nil
}

// fileSave moves a temporary file to the user's files, or to the store under a name
// of its own.
func fileSave(s *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	from, to := a.str("tempFilePath"), a.str("filePath")
	if _, err := f.Stat(from); err != nil {
		return nothingMore, &sandbox.Fault{Code: 1301112, Text: "tempFilePath file not exist"}
	}
	if to == "" {
		to = sandbox.Scheme + sandbox.Store + "/" + s.fileName(path.Ext(from))
	}
	data, err := f.Read(from)
	if err != nil {
		return nothingMore, err
	}
	if err := f.Write(to, data, false); err != nil {
		return nothingMore, err
	}
	if strings.Contains(from, "/"+sandbox.Temp+"/") {
		_ = f.Unlink(from)
	}
	return value.M("savedFilePath", to), nil
}

// fileName makes a name for a new file from the run's random source.
func (s *State) fileName(ext string) string {
	if len(ext) > 12 || strings.ContainsAny(ext, "/\\?&#% ") {
		ext = ""
	}
	return s.hex(32) + ext
}

// hex gives n random hexadecimal digits.
func (s *State) hex(n int) string {
	const digits = "0123456789abcdef"
	b := make([]byte, n)
	for i := range b {
		b[i] = digits[int(s.rt.Rand()*16)&15]
	}
	return string(b)
}

func fileSaved(_ *State, f *sandbox.Files, _ fileArgs) (value.Value, error) {
	names, err := f.List(sandbox.Scheme + sandbox.Store)
	if err != nil {
		return nothingMore, err
	}
	var list []value.Value
	for _, n := range names {
		p := sandbox.Scheme + sandbox.Store + "/" + n
		if fi, err := f.Stat(p); err == nil && !fi.IsDir() {
			list = append(list, value.M("filePath", p, "size", fi.Size(), "createTime", fi.ModTime().Unix()))
		}
	}
	return value.M("fileList", value.OfList(list)), nil
}

func fileRemoveSaved(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	p := a.str("filePath")
	if !strings.HasPrefix(strings.TrimPrefix(strings.TrimPrefix(p, sandbox.Scheme), "http://"), sandbox.Store+"/") {
		return nothingMore, &sandbox.Fault{Code: 1300002, Text: "no such file or directory " + p}
	}
	return nothingMore, f.Unlink(p)
}

func fileInfo(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	data, err := f.Read(a.str("filePath"))
	if err != nil {
		return nothingMore, err
	}
	var digest string
	switch alg := a.str("digestAlgorithm"); strings.ToLower(alg) {
	case "", "md5":
		d := md5.Sum(data)
		digest = hex.EncodeToString(d[:])
	case "sha1":
		d := sha1.Sum(data)
		digest = hex.EncodeToString(d[:])
	case "sha256":
		d := sha256.Sum256(data)
		digest = hex.EncodeToString(d[:])
	default:
		return nothingMore, &sandbox.Fault{Code: 1300022, Text: fmt.Sprintf("invalid digestAlgorithm %q", alg)}
	}
	return value.M("size", len(data), "digest", digest), nil
}

// savedFileInfo: documentation of wx.getSavedFileInfo (deprecated).
func savedFileInfo(_ *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	fi, err := f.Stat(a.str("filePath"))
	if err != nil {
		return nothingMore, err
	}
	return value.M("size", fi.Size(), "createTime", fi.ModTime().Unix()), nil
}

// fileAPI is a deprecated member of wx that moved to FileSystemManager.
func fileAPI(name string) func(*Call) {
	if name == "getSavedFileInfo" {
		return fileOp{name: name, need: []param{{"filePath", "String"}}, do: savedFileInfo}.asynchronous
	}
	for _, op := range fileOps {
		if op.name == name {
			return op.asynchronous
		}
	}
	return nil
}
