package wx

import (
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"

	"diorama/renderer/value"
	"diorama/simulator/sandbox"
)

// maxDescriptors is how many files may be open at once.
const maxDescriptors = 256

// descriptor is a file opened with FileSystemManager.open.
type descriptor struct {
	file *os.File
	area string
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func fileOpen(s *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	if len(s.open) >= maxDescriptors {
		return nothingMore, &sandbox.Fault{Code: 1302002, Text: "excced max concurrent fd limit"}
	}
	flag := a.str("flag")
	if flag == "" {
		flag = "r"
	}
	file, area, err := f.Open(a.str("filePath"), flag)
	if err != nil {
		return nothingMore, err
	}
	if s.open == nil {
		s.open = map[string]descriptor{}
	}
	s.lastFD++
	fd := strconv.Itoa(s.lastFD + 2)
	s.open[fd] = descriptor{file, area}
	return value.M("fd", fd), nil
}

var errBadFD = &sandbox.Fault{Code: 1300009, Text: "bad file descriptor"}

func (s *State) descriptor(a fileArgs) (descriptor, error) {
	d, ok := s.open[a.str("fd")]
	if !ok {
		return d, errBadFD
	}
	return d, nil
}

func fileClose(s *State, _ *sandbox.Files, a fileArgs) (value.Value, error) {
	d, err := s.descriptor(a)
	if err != nil {
		return nothingMore, err
	}
	delete(s.open, a.str("fd"))
	if d.file.Close() != nil {
		return nothingMore, &sandbox.Fault{Code: 1300005, Text: "Input/output error"}
	}
	return nothingMore, nil
}

func fileFstat(s *State, _ *sandbox.Files, a fileArgs) (value.Value, error) {
	d, err := s.descriptor(a)
	if err != nil {
		return nothingMore, err
	}
	fi, err := d.file.Stat()
	if err != nil {
		return nothingMore, errBadFD
	}
	return value.M("stats", stats(fi)), nil
}

func fileFtruncate(s *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	d, err := s.descriptor(a)
	if err != nil {
		return nothingMore, err
	}
	n := a.num("length", 0)
	fi, err := d.file.Stat()
	if err != nil || n < 0 || n > sandbox.MaxFile {
		return nothingMore, &sandbox.Fault{Code: 1301006, Text: "value of length is out of range"}
	}
	if err := f.Grow(d.area, int64(n)-fi.Size()); err != nil {
		return nothingMore, err
	}
	if d.file.Truncate(int64(n)) != nil {
		return nothingMore, &sandbox.Fault{Code: 1302001, Text: "fail permission denied"}
	}
	return nothingMore, nil
}

// fileRead fills the caller's buffer: documentation of FileSystemManager.read.
func fileRead(s *State, _ *sandbox.Files, a fileArgs) (value.Value, error) {
	d, err := s.descriptor(a)
	if err != nil {
		return nothingMore, err
	}
	b, ok := a("arrayBuffer").Handle().(*Bytes)
	if !ok {
		return nothingMore, &sandbox.Fault{Code: 1302005, Text: "array buffer does not exist"}
	}
	target := b.Data
	if b.Shared != nil {
		target = b.Shared
	}
	offset, length := a.num("offset", 0), a.num("length", 0)
	if offset < 0 || offset > float64(len(target)) {
		return nothingMore, &sandbox.Fault{Code: 1301007, Text: "value of offset is out of range"}
	}
	if length < 0 || offset+length > float64(len(target)) {
		return nothingMore, &sandbox.Fault{Code: 1301006, Text: "value of length is out of range"}
	}
	into := target[int(offset):int(offset+length)]
	var n int
	if pos := a("position"); pos.Kind() == value.Number && pos.Num() >= 0 {
		n, err = d.file.ReadAt(into, int64(pos.Num()))
	} else {
		n, err = io.ReadFull(d.file, into)
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nothingMore, &sandbox.Fault{Code: 1302001, Text: "fail permission denied"}
	}
	return value.M("bytesRead", n, "arrayBuffer", a("arrayBuffer")), nil
}

// fileWriteAt: documentation of FileSystemManager.write.
func fileWriteAt(s *State, f *sandbox.Files, a fileArgs) (value.Value, error) {
	d, err := s.descriptor(a)
	if err != nil {
		return nothingMore, err
	}
	data, err := fileBytes(a)
	if err != nil {
		return nothingMore, err
	}
	if _, ok := AsBytes(a("data")); ok {
		offset := a.num("offset", 0)
		if offset < 0 || offset > float64(len(data)) {
			return nothingMore, &sandbox.Fault{Code: 1301007, Text: "value of offset is out of range"}
		}
		length := a.num("length", float64(len(data))-offset)
		if length < 0 || offset+length > float64(len(data)) {
			return nothingMore, &sandbox.Fault{Code: 1301006, Text: "value of length is out of range"}
		}
		data = data[int(offset):int(offset+length)]
	}
	fi, err := d.file.Stat()
	if err != nil {
		return nothingMore, errBadFD
	}
	before := fi.Size()
	if before+int64(len(data)) > sandbox.MaxFile {
		return nothingMore, &sandbox.Fault{Code: 1300202, Text: "the maximum size of the file storage limit is exceeded"}
	}
	if err := f.Grow(d.area, int64(len(data))); err != nil {
		return nothingMore, err
	}
	n := 0
	if pos := a("position"); pos.Kind() == value.Number && pos.Num() >= 0 && pos.Num() < sandbox.MaxFile {
		n, err = d.file.WriteAt(data, int64(pos.Num()))
		if errors.Is(err, os.ErrInvalid) || err != nil && n == 0 {
			n, err = d.file.Write(data) // a file opened for appending
		}
	} else {
		n, err = d.file.Write(data)
	}
	grown := int64(0)
	if fi, serr := d.file.Stat(); serr == nil {
		grown = fi.Size() - before
	}
	_ = f.Grow(d.area, grown-int64(len(data)))
	if err != nil {
		return nothingMore, &sandbox.Fault{Code: 1302001, Text: "fail permission denied"}
	}
	return value.M("bytesWritten", n), nil
}

// closeFiles closes what is still open.
func (s *State) closeFiles() {
	for _, d := range s.open {
		_ = d.file.Close()
	}
	s.open = nil
	if s.fileSystem != nil {
		s.fileSystem.Close()
		s.fileSystem = nil
	}
}
