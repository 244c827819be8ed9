package sandbox

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
)

// Unzip unpacks an archive into a folder: names that climb out, and more than the
// quota holds, are refused.
func (f *Files) Unzip(archive, target string) error {
	data, err := f.Read(archive)
	if err != nil {
		return err
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fault(1301102, "unzip open file fail")
	}
	if len(r.File) > maxEntries {
		return fault(1301104, "unzip fail: more than %d entries", maxEntries)
	}
	target = strings.TrimRight(target, "/")
	if err := f.Mkdir(target, true); err != nil {
		if _, lerr := f.List(target); lerr != nil {
			return err
		}
	}
	total := int64(0)
	for _, e := range r.File {
		name := path.Clean(strings.ReplaceAll(e.Name, "\\", "/"))
		if name == "." || name == ".." || strings.HasPrefix(name, "../") || strings.HasPrefix(name, "/") {
			return fault(1301103, "unzip entry fail: %s", e.Name)
		}
		if e.FileInfo().IsDir() {
			if err := f.Mkdir(target+"/"+name, true); err != nil {
				return err
			}
			continue
		}
		body, err := readEntry(e, MaxFile-total)
		if err != nil {
			return err
		}
		total += int64(len(body))
		if dir := path.Dir(name); dir != "." {
			if err := f.Mkdir(target+"/"+dir, true); err != nil {
				return err
			}
		}
		if err := f.Write(target+"/"+name, body, false); err != nil {
			return err
		}
	}
	return nil
}

func readEntry(e *zip.File, limit int64) ([]byte, error) {
	rc, err := e.Open()
	if err != nil {
		return nil, fault(1301103, "unzip entry fail: %s", e.Name)
	}
	defer rc.Close()
	body, err := io.ReadAll(io.LimitReader(rc, limit+1))
	if err != nil {
		return nil, fault(1301103, "unzip entry fail: %s", e.Name)
	}
	if int64(len(body)) > limit {
		return nil, fault(1300202, "the maximum size of the file storage limit is exceeded")
	}
	return body, nil
}

// ZipEntries gives the named entries of an archive, all with an empty list.
func (f *Files) ZipEntries(archive string, names []string) (map[string][]byte, error) {
	data, err := f.Read(archive)
	if err != nil {
		return nil, err
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fault(1301102, "unzip open file fail")
	}
	want := map[string]bool{}
	for _, n := range names {
		want[n] = true
	}
	out, total := map[string][]byte{}, int64(0)
	for _, e := range r.File {
		if e.FileInfo().IsDir() || len(names) > 0 && !want[e.Name] {
			continue
		}
		body, err := readEntry(e, MaxFile-total)
		if err != nil {
			return nil, err
		}
		total += int64(len(body))
		out[e.Name] = body
	}
	return out, nil
}
