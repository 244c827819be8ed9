package sandbox

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
)

// The areas of a mini-program's files. WeChat: documentation of the file system:
// user files stay, saved files stay, temporary ones go with the run.
const (
	User  = "usr"
	Temp  = "tmp"
	Store = "store"

	// Scheme begins every path that is given out: wxfile://usr/a.txt.
	Scheme = "wxfile://"
)

// Files is the file system of one mini-program: three folders below one, opened
// through os.Root, so that no path leads out of it. Paths are as WeChat writes them:
// wxfile://usr/a.txt; the developer tools' http://usr/a.txt means the same. A path
// without scheme names a file of the package, which can only be read.
// Safe for concurrent use.
type Files struct {
	// Changed, when set, is called around each change, on the goroutine that makes it.
	Changed func()

	root    *os.Root
	dir     string
	remove  bool // the folder is the run's own and goes with it
	pack    func(name string) ([]byte, error)
	packDir string

	mu   sync.Mutex
	used int64 // bytes below usr and store
}

// Fault is an error with WeChat's number and text.
type Fault struct {
	Code int
	Text string
}

// Error implements error.
func (f *Fault) Error() string { return f.Text }

func fault(code int, format string, args ...any) *Fault {
	return &Fault{code, fmt.Sprintf(format, args...)}
}

// OpenFiles opens the files below dir, "" in a temporary folder that Close removes.
// pack reads a file of the package, packDir is the package's folder for listing it.
func OpenFiles(dir string, pack func(name string) ([]byte, error), packDir string) (*Files, error) {
	f := &Files{dir: dir, pack: pack, packDir: packDir}
	if dir == "" {
		var err error
		if f.dir, err = Scratch("files"); err != nil {
			return nil, fmt.Errorf("open files: %w", err)
		}
		f.remove = true
	}
	for _, area := range []string{User, Temp, Store} {
		if err := os.MkdirAll(filepath.Join(f.dir, area), 0o755); err != nil {
			return nil, fmt.Errorf("open files: %w", err)
		}
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, fmt.Errorf("open files: %w", err)
	}
	f.root = root
	f.sweep()
	for _, area := range []string{User, Store} {
		f.used += f.size(area)
	}
	return f, nil
}

// sweep empties the temporary area: its files belong to one run.
func (f *Files) sweep() {
	entries, err := fs.ReadDir(f.root.FS(), Temp)
	if err != nil {
		return
	}
	for _, e := range entries {
		_ = f.root.RemoveAll(filepath.Join(Temp, e.Name()))
	}
}

// Close ends the use of the folder.
func (f *Files) Close() {
	_ = f.root.Close()
	if f.remove {
		_ = os.RemoveAll(f.dir)
	}
}

// place is where a path leads: an area with a path inside it, or the package.
type place struct {
	area string // "" package
	rest string // slash path, "" the area itself
}

func (p place) name() string { return filepath.FromSlash(path.Join(p.area, p.rest)) }

// locate reads a path; what climbs out of its area is refused.
func locate(p string) (place, error) {
	if len(p) > maxPath {
		return place{}, fault(1300036, "File name too long")
	}
	rest, ok := strings.CutPrefix(p, Scheme)
	if !ok {
		for _, area := range []string{User, Temp, Store} {
			if r, found := strings.CutPrefix(p, "http://"+area); found && (r == "" || r[0] == '/') {
				rest, ok = area+r, true
			}
		}
	}
	if strings.ContainsAny(p, "\x00") || !ok && strings.Contains(p, "://") {
		return place{}, fault(1300014, "permission denied, open %s", p)
	}
	if !ok {
		clean := path.Clean(strings.TrimLeft(p, "/"))
		if clean == ".." || strings.HasPrefix(clean, "../") {
			return place{}, fault(1300014, "permission denied, open %s", p)
		}
		return place{rest: strings.TrimPrefix(clean, "./")}, nil
	}
	area, rest, _ := strings.Cut(rest, "/")
	if area != User && area != Temp && area != Store {
		// Devices give out temporary files as wxfile://tmp_0123.png.
		return place{}, fault(1300002, "no such file or directory %s", p)
	}
	if clean := path.Clean(rest); clean == ".." || strings.HasPrefix(clean, "../") {
		return place{}, fault(1301000, "permission denied, cannot access file path %s", p)
	}
	return place{area, path.Clean("/" + rest)[1:]}, nil
}

// writable locates a path that is to be changed.
func writable(p string) (place, error) {
	at, err := locate(p)
	if err != nil {
		return at, err
	}
	if at.area == "" {
		return at, fault(1301004, "permission denied, open %s", p)
	}
	if at.rest == "" {
		return at, fault(1301003, "illegal operation on a directory, open %s", p)
	}
	return at, nil
}

// explain gives an error of the system WeChat's words.
func explain(err error, p string) error {
	var f *Fault
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fault(1300002, "no such file or directory %s", p)
	case errors.Is(err, syscall.ENOTEMPTY):
		return fault(1300066, "directory not empty %s", p)
	case errors.Is(err, fs.ErrExist):
		return fault(1301005, "file already exists %s", p)
	case errors.Is(err, syscall.EISDIR):
		return fault(1301003, "illegal operation on a directory, open %s", p)
	case errors.Is(err, syscall.ENOTDIR):
		return fault(1300020, "not a directory %s", p)
	case errors.Is(err, syscall.ENAMETOOLONG):
		return fault(1300036, "File name too long %s", p)
	case errors.Is(err, fs.ErrPermission), strings.Contains(err.Error(), "escapes"):
		return fault(1300013, "permission denied, open %s", p)
	}
	return fault(1300201, "system error %s", p)
}

// Read gives a whole file.
func (f *Files) Read(p string) ([]byte, error) {
	at, err := locate(p)
	if err != nil {
		return nil, err
	}
	if at.area == "" {
		data, err := f.pack(at.rest)
		if err != nil {
			if fi, serr := f.packStat(at.rest); serr == nil && fi.IsDir() {
				return nil, fault(1301003, "illegal operation on a directory, open %s", p)
			}
			return nil, fault(1300002, "no such file or directory, open %s", p)
		}
		return data, nil
	}
	file, err := f.root.Open(at.name())
	if err != nil {
		return nil, explain(err, p)
	}
	defer file.Close()
	fi, err := file.Stat()
	if err != nil {
		return nil, explain(err, p)
	}
	if fi.IsDir() {
		return nil, fault(1301003, "illegal operation on a directory, open %s", p)
	}
	if !fi.Mode().IsRegular() {
		return nil, fault(1300013, "permission denied, open %s", p)
	}
	if fi.Size() > MaxFile {
		return nil, fault(1300202, "the maximum size of the file storage limit is exceeded")
	}
	data, err := io.ReadAll(io.LimitReader(file, MaxFile))
	return data, explain(err, p)
}

// reserve books a change of size in the areas that count; it refuses what exceeds
// the quota.
func (f *Files) reserve(area string, delta int64) error {
	f.changed()
	if area == Temp {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if delta > 0 && f.used+delta > Quota {
		return fault(1300202, "the maximum size of the file storage limit is exceeded")
	}
	f.used = max(f.used+delta, 0)
	return nil
}

func (f *Files) changed() {
	if f.Changed != nil {
		f.Changed()
	}
}

// Used is how much user files and saved files take together, bytes.
func (f *Files) Used() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.used
}

// size of what lies at a name, bytes.
func (f *Files) size(name string) int64 {
	var n int64
	_ = fs.WalkDir(f.root.FS(), filepath.ToSlash(name), func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if fi, err := d.Info(); err == nil && fi.Mode().IsRegular() {
			n += fi.Size()
		}
		return nil
	})
	return n
}

// Write replaces a file whole, or adds to its end.
func (f *Files) Write(p string, data []byte, add bool) error {
	at, err := writable(p)
	if err != nil {
		return err
	}
	fi, serr := f.root.Stat(at.name())
	switch {
	case serr == nil && fi.IsDir():
		return fault(1301003, "illegal operation on a directory, open %s", p)
	case serr != nil && add:
		return fault(1300002, "no such file or directory, open %s", p)
	}
	old := int64(0)
	if serr == nil {
		old = fi.Size()
	}
	delta, flags := int64(len(data))-old, os.O_WRONLY|os.O_CREATE|os.O_TRUNC
	if add {
		delta, flags = int64(len(data)), os.O_WRONLY|os.O_APPEND
	}
	if old+delta > MaxFile {
		return fault(1300202, "the maximum size of the file storage limit is exceeded")
	}
	if err := f.reserve(at.area, delta); err != nil {
		return err
	}
	if err := f.put(at.name(), data, flags); err != nil {
		_ = f.reserve(at.area, -delta)
		return explain(err, p)
	}
	return nil
}

func (f *Files) put(name string, data []byte, flags int) error {
	file, err := f.root.OpenFile(name, flags, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if cerr := file.Close(); err == nil {
		err = cerr
	}
	return err
}

// Create opens a new temporary file for writing and gives its path.
func (f *Files) Create(name string) (p string, file *os.File, err error) {
	f.changed()
	file, err = f.root.OpenFile(filepath.Join(Temp, name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	return Scheme + Temp + "/" + name, file, explain(err, name)
}

func (f *Files) packStat(name string) (fs.FileInfo, error) {
	root, err := os.OpenRoot(f.packDir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if name == "" {
		name = "."
	}
	return root.Stat(filepath.FromSlash(name))
}

// Stat tells about a file or folder.
func (f *Files) Stat(p string) (fs.FileInfo, error) {
	at, err := locate(p)
	if err != nil {
		return nil, err
	}
	var fi fs.FileInfo
	if at.area == "" {
		fi, err = f.packStat(at.rest)
	} else {
		fi, err = f.root.Stat(at.name())
	}
	return fi, explain(err, p)
}

// Entry is one file or folder below another, with its path from there.
type Entry struct {
	Path string // "" the folder itself
	Info fs.FileInfo
}

// Walk gives a folder and everything below it, at most maxEntries.
func (f *Files) Walk(p string) ([]Entry, error) {
	at, err := locate(p)
	if err != nil {
		return nil, err
	}
	root, base := f.root, filepath.ToSlash(at.name())
	if at.area == "" {
		if root, err = os.OpenRoot(f.packDir); err != nil {
			return nil, explain(err, p)
		}
		defer root.Close()
		base = path.Join(".", at.rest)
	}
	var out []Entry
	err = fs.WalkDir(root.FS(), base, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if len(out) >= maxEntries {
			return fs.SkipAll
		}
		fi, err := d.Info()
		if err != nil {
			return nil
		}
		out = append(out, Entry{strings.TrimPrefix(strings.TrimPrefix(name, base), "/"), fi})
		return nil
	})
	return out, explain(err, p)
}

// List gives the names in a folder, sorted.
func (f *Files) List(p string) ([]string, error) {
	fi, err := f.Stat(p)
	if err != nil {
		return nil, err
	}
	if !fi.IsDir() {
		return nil, fault(1300020, "not a directory %s", p)
	}
	at, _ := locate(p)
	root, base := f.root, filepath.ToSlash(at.name())
	if at.area == "" {
		if root, err = os.OpenRoot(f.packDir); err != nil {
			return nil, explain(err, p)
		}
		defer root.Close()
		base = path.Join(".", at.rest)
	}
	entries, err := fs.ReadDir(root.FS(), base)
	if err != nil {
		return nil, explain(err, p)
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		if len(names) < maxEntries {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// Mkdir makes a folder, with all its parents when asked.
func (f *Files) Mkdir(p string, parents bool) error {
	at, err := writable(p)
	if err != nil {
		return err
	}
	if strings.Count(at.rest, "/") > maxDepth {
		return fault(1300036, "File name too long")
	}
	f.changed()
	if parents {
		return explain(f.root.MkdirAll(at.name(), 0o755), p)
	}
	err = f.root.Mkdir(at.name(), 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		return fault(1300002, "no such file or directory %s", p)
	}
	return explain(err, p)
}

// Rmdir removes a folder; with all it holds when asked.
func (f *Files) Rmdir(p string, recursive bool) error {
	at, err := writable(p)
	if err != nil {
		return err
	}
	fi, err := f.root.Lstat(at.name())
	if err != nil {
		return explain(err, p)
	}
	if !fi.IsDir() {
		return fault(1300020, "not a directory %s", p)
	}
	f.changed()
	if !recursive {
		return explain(f.root.Remove(at.name()), p)
	}
	n := f.size(at.name())
	if err := f.root.RemoveAll(at.name()); err != nil {
		return explain(err, p)
	}
	return f.reserve(at.area, -n)
}

// Unlink removes a file.
func (f *Files) Unlink(p string) error {
	at, err := writable(p)
	if err != nil {
		return err
	}
	fi, err := f.root.Lstat(at.name())
	if err != nil {
		return explain(err, p)
	}
	if fi.IsDir() {
		return fault(1300001, "operation not permitted, unlink %s", p)
	}
	if err := f.root.Remove(at.name()); err != nil {
		return explain(err, p)
	}
	return f.reserve(at.area, -fi.Size())
}

// Copy copies a file.
func (f *Files) Copy(from, to string) error {
	data, err := f.Read(from)
	if err != nil {
		return err
	}
	return f.Write(to, data, false)
}

// Rename moves a file or folder.
func (f *Files) Rename(from, to string) error {
	a, err := writable(from)
	if err != nil {
		return err
	}
	b, err := writable(to)
	if err != nil {
		return err
	}
	n := f.size(a.name())
	if _, err := f.root.Stat(a.name()); err != nil {
		return explain(err, from)
	}
	replaced := int64(0)
	if fi, err := f.root.Stat(b.name()); err == nil && fi.Mode().IsRegular() && a != b {
		replaced = fi.Size()
	}
	if err := f.reserve(b.area, n-replaced); err != nil {
		return err
	}
	if err := f.root.Rename(a.name(), b.name()); err != nil {
		_ = f.reserve(b.area, replaced-n)
		return explain(err, to)
	}
	return f.reserve(a.area, -n)
}

// Truncate makes a file so long, filling with zeros.
func (f *Files) Truncate(p string, length int64) error {
	at, err := writable(p)
	if err != nil {
		return err
	}
	fi, err := f.root.Stat(at.name())
	if err != nil {
		return explain(err, p)
	}
	if length < 0 || length > MaxFile {
		return fault(1301006, "value of length is out of range")
	}
	if err := f.reserve(at.area, length-fi.Size()); err != nil {
		return err
	}
	file, err := f.root.OpenFile(at.name(), os.O_WRONLY, 0)
	if err != nil {
		return explain(err, p)
	}
	err = file.Truncate(length)
	if cerr := file.Close(); err == nil {
		err = cerr
	}
	return explain(err, p)
}

// openFlags are the legal flags of open. WeChat: documentation of
// FileSystemManager.open.
var openFlags = map[string]int{
	"a": os.O_WRONLY | os.O_APPEND | os.O_CREATE, "ax": os.O_WRONLY | os.O_APPEND | os.O_CREATE | os.O_EXCL,
	"a+": os.O_RDWR | os.O_APPEND | os.O_CREATE, "ax+": os.O_RDWR | os.O_APPEND | os.O_CREATE | os.O_EXCL,
	"as": os.O_WRONLY | os.O_APPEND | os.O_CREATE, "as+": os.O_RDWR | os.O_APPEND | os.O_CREATE,
	"r": os.O_RDONLY, "r+": os.O_RDWR,
	"w": os.O_WRONLY | os.O_CREATE | os.O_TRUNC, "wx": os.O_WRONLY | os.O_CREATE | os.O_EXCL,
	"w+": os.O_RDWR | os.O_CREATE | os.O_TRUNC, "wx+": os.O_RDWR | os.O_CREATE | os.O_EXCL,
}

// Open opens a file for reading and writing by descriptor. The caller books growth
// with Grow.
func (f *Files) Open(p, flag string) (file *os.File, area string, err error) {
	mode, ok := openFlags[flag]
	if !ok {
		return nil, "", fault(1302003, "invalid flag %q", flag)
	}
	at, err := writable(p)
	if err != nil {
		return nil, "", err
	}
	f.changed()
	file, err = f.root.OpenFile(at.name(), mode, 0o644)
	if err != nil {
		return nil, "", explain(err, p)
	}
	if fi, err := file.Stat(); err == nil && fi.IsDir() {
		file.Close()
		return nil, "", fault(1301003, "illegal operation on a directory, open %s", p)
	}
	return file, at.area, nil
}

// Grow books n more bytes in an area.
func (f *Files) Grow(area string, n int64) error { return f.reserve(area, n) }
