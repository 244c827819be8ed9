package record

import (
	"archive/zip"
	"bytes"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"diorama/simulator/wire"
)

// A session file is a zip archive behind one line of text,
//
//	diorama-session 2 SHA256-OF-THE-ARCHIVE
//
// (zip programs open it all the same) with these parts; JSON for people and other
// programs, gob (encoding/gob, the types of this package and of wire) for the rest:
//
//	session.json    Meta: options, device, clock, zone, why it is incomplete
//	project.json    files of the project at the start: path, hash, size
//	storage.json    files of the storage folder, the same way
//	files/HASH      content by SHA-256; files above MaxFile are known by hash only
//	commits.json    marks: number, page, component, paths, sums
//	shots.json      hashes of pictures
//	run.gob         Hello, entries, messages to the worker, its trace
const (
	magic   = "diorama-session"
	version = 2
)

// run is the part run.gob.
type run struct {
	Hello    wire.Hello
	Entries  []Entry
	Messages []*wire.Message
	Trace    wire.Trace
}

// Write writes the session file.
func (r *Recording) Write(w io.Writer) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	text := func(name string, v any) error {
		f, err := z.Create(name)
		if err != nil {
			return err
		}
		e := json.NewEncoder(f)
		e.SetIndent("", " ")
		return e.Encode(v)
	}
	err := errors.Join(text("session.json", r.Meta), text("project.json", r.Project), text("storage.json", r.Storage),
		text("commits.json", r.Marks), text("shots.json", r.Shots))
	for _, hash := range slices.Sorted(maps.Keys(r.Blobs)) {
		f, err2 := z.Create("files/" + hash)
		if err2 == nil {
			_, err2 = f.Write(r.Blobs[hash])
		}
		err = errors.Join(err, err2)
	}
	f, err2 := z.Create("run.gob")
	if err2 == nil {
		err2 = gob.NewEncoder(f).Encode(run{r.Hello, r.Entries, r.Messages, r.Trace})
	}
	if err = errors.Join(err, err2, z.Close()); err != nil {
		return fmt.Errorf("write session: %w", err)
	}
	if _, err := fmt.Fprintf(w, "%s %d %s\n", magic, version, HashOf(b.Bytes())); err != nil {
		return fmt.Errorf("write session: %w", err)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write session: %w", err)
	}
	return nil
}

// IsSession reports whether a file that begins with these bytes means to be one.
func IsSession(head []byte) bool { return bytes.HasPrefix(head, []byte(magic+" ")) }

// Read reads a session file. Whatever the bytes are, what is wrong with them is the
// error.
func Read(b []byte) (r *Recording, err error) {
	line, _, found := bytes.Cut(b[:min(len(b), maxHead)], []byte("\n"))
	fields := strings.Fields(string(line))
	if !found || len(fields) != 3 || fields[0] != magic {
		return nil, errors.New("read session: this is not a session file of diorama")
	}
	if fields[1] != fmt.Sprint(version) {
		return nil, fmt.Errorf("read session: the file has format %q, this program reads %d", fields[1], version)
	}
	body := b[len(line)+1:]
	whole := HashOf(body) == fields[2]
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, fmt.Errorf("read session: the file is damaged: %w", err)
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("read session: %d parts, at most %d", len(z.File), maxParts)
	}
	parts, total := map[string][]byte{}, 0
	for _, f := range z.File {
		data, err := unpack(f, maxTotal-total)
		if err != nil {
			return nil, fmt.Errorf("read session: the part %q is damaged: %w", f.Name, err)
		}
		total += len(data)
		parts[f.Name] = data
	}
	if !whole {
		return nil, errors.New("read session: the file is damaged: its contents are not those that were written")
	}
	r = &Recording{Blobs: map[string][]byte{}}
	for _, p := range []struct {
		name string
		into any
	}{{"session.json", &r.Meta}, {"project.json", &r.Project}, {"storage.json", &r.Storage}, {"commits.json", &r.Marks}, {"shots.json", &r.Shots}} {
		if err := json.Unmarshal(parts[p.name], p.into); err != nil {
			return nil, fmt.Errorf("read session: part %q: %w", p.name, err)
		}
	}
	for name, data := range parts {
		if hash, ok := strings.CutPrefix(name, "files/"); ok {
			if HashOf(data) != hash {
				return nil, fmt.Errorf("read session: the part %q has another content than its name says", name)
			}
			r.Blobs[hash] = data
		}
	}
	var x run
	if err := gob.NewDecoder(bytes.NewReader(parts["run.gob"])).Decode(&x); err != nil {
		return nil, fmt.Errorf("read session: part \"run.gob\": %w", err)
	}
	r.Hello, r.Entries, r.Messages, r.Trace = x.Hello, x.Entries, x.Messages, x.Trace
	return r, r.check()
}

// unpack gives a part; room is what all parts may still take.
func unpack(f *zip.File, room int) ([]byte, error) {
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	limit := min(maxPart, room)
	data, err := io.ReadAll(io.LimitReader(rc, int64(limit)+1))
	if err == nil && len(data) > limit {
		err = fmt.Errorf("it is larger than %d MB", limit>>20)
	}
	return data, err
}

// check refuses what a replay could not follow.
func (r *Recording) check() error {
	sent := 0
	for i := range r.Entries {
		e := &r.Entries[i]
		if e.Kind == SetConditions && e.Arg != nil && e.Arg.Conditions == nil || e.Sent < sent || e.Sent > len(r.Messages) || e.Now < 0 || e.Kind == 0 || e.Kind > lastKind || needsArg[e.Kind] && e.Arg == nil {
			return fmt.Errorf("read session: entry %d makes no sense", i)
		}
		sent = e.Sent
	}
	for i, m := range r.Messages {
		if m == nil || m.Hello != nil {
			return fmt.Errorf("read session: message %d makes no sense", i)
		}
	}
	m := &r.Meta
	if m.Scale <= 0 || m.Scale > 8 || m.Device.Width <= 0 || m.Device.Height <= 0 || m.Device.Width > 10000 || m.Device.Height > 10000 || m.Now < 0 {
		return errors.New("read session: the device makes no sense")
	}
	files := slices.Concat(r.Project, r.Storage)
	for i := range r.Entries {
		if a := r.Entries[i].Arg; a != nil && r.Entries[i].Kind == Save {
			files = append(files, a.Files...)
		}
	}
	for _, f := range files {
		if !filepath.IsLocal(filepath.FromSlash(f.Path)) {
			return fmt.Errorf("read session: the path %q leads out of the project", f.Path)
		}
	}
	return nil
}

// needsArg lists the entries that are nothing without it.
var needsArg = [lastKind + 1]bool{Pointer: true, Key: true, Text: true, TapNode: true, SetScale: true, SetDevice: true, SetTheme: true,
	Control: true, Save: true, Arrived: true, Clip: true, Died: true, SetConditions: true, Edits: true}
