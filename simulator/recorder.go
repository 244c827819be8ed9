package simulator

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// recorder writes down what enters the run of one worker (package record). All but
// snapshot and digest run under the session's lock. It owns one goroutine, which
// reads the project's files once and makes the marks of commits; it ends with stop,
// blocks on files and on the channel of patches.
type recorder struct {
	r       *record.Recording
	bytes   int // of the run
	content int // of files
	ended   bool
	shotAt  uint64 // the last commit on a recorded picture
	patches chan []*wire.Patch
	done    chan struct{} // closed when the goroutine has ended
	files   chan struct{} // closed when the files were read
	waiting []*wire.Patch // not taken by the goroutine yet
	seen    uint64        // Seq of the last commit
	clock   int           // of the edits as noted last
}

const (
	// shotEvery is how many commits lie between two pictures whose hash is kept: a hash
	// costs a few ms.
	shotEvery = 200
	// replyBytes is what an answer to the worker is taken to hold.
	replyBytes = 600
	// maxRecordedFiles bounds the files of a folder that are taken down.
	maxRecordedFiles = 20000
	// patchesAtOnce is how many patches the marks are made of together, patchesUnderWay how
	// many such lots may wait.
	patchesAtOnce, patchesUnderWay = 64, 64
)

// startRecording begins a fresh recording for the worker that h starts; called under
// the lock.
func (s *Session) startRecording(h *wire.Hello) {
	s.stopRecording()
	if s.opts.NoRecord {
		return
	}
	h.Record = true
	r := &record.Recording{Hello: *h, Blobs: map[string][]byte{}, Meta: record.Meta{
		Program: "diorama", Project: s.project.Name, Zone: zone(), Start: s.opts.Clock, Now: s.now, Virtual: s.opts.Virtual, Page: s.opts.Page,
		Device: s.device, Theme: s.theme, Conditions: s.conditions, Scale: s.scale, NoChrome: s.opts.NoChrome, Clip: s.clip,
	}}
	for _, k := range s.kept {
		r.Meta.Views = append(r.Meta.Views, record.View{Path: k.path, State: k.state.Bytes()})
	}
	s.rec = newRecorder(r)
	// The worker may change the storage folder at once, so this is read first.
	if s.scratch == "" {
		r.Storage = s.rec.read(s.opts.StorageDir)
	}
	go s.rec.work(s.project.Dir)
}

// zone names the time zone that the worker's dates have, "" when it is not known.
func zone() string {
	if tz := os.Getenv("TZ"); tz != "" {
		return strings.TrimPrefix(tz, ":")
	}
	if link, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(filepath.ToSlash(link), "zoneinfo/"); ok {
			return name
		}
	}
	return ""
}

func newRecorder(r *record.Recording) *recorder {
	return &recorder{r: r, patches: make(chan []*wire.Patch, patchesUnderWay), done: make(chan struct{}), files: make(chan struct{})}
}

func (s *Session) stopRecording() {
	if s.rec != nil {
		close(s.rec.patches)
		s.rec = nil
	}
}

// work reads the files of the project, then makes marks until patches is closed.
func (c *recorder) work(dir string) {
	defer close(c.done)
	if dir != "" {
		c.r.Project = c.read(dir)
	}
	close(c.files)
	for list := range c.patches {
		for _, p := range list {
			c.r.Marks = append(c.r.Marks, record.Marks(p)...)
		}
	}
}

// read takes a folder down; what is too large is known by its hash only.
func (c *recorder) read(dir string) []record.File {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	var out []record.File
	_ = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case d.Type().IsRegular() && len(out) < maxRecordedFiles:
			if b, err := root.ReadFile(name); err == nil {
				out = append(out, c.keep(name, b))
			}
		}
		return nil
	})
	return out
}

// keep puts content into the recording.
func (c *recorder) keep(name string, b []byte) record.File {
	f := record.File{Path: filepath.ToSlash(name), Hash: record.HashOf(b), Size: int64(len(b))}
	if c.r.Blobs[f.Hash] == nil && len(b) <= record.MaxFile && c.content+len(b) <= record.MaxBlobs {
		if b == nil {
			b = []byte{}
		}
		c.r.Blobs[f.Hash] = b
		c.content += len(b)
	}
	return f
}

// note writes an entry down; called under the lock.
func (s *Session) note(k record.Kind, a *record.Arg) {
	c := s.rec
	if c == nil || c.ended || s.replay != nil {
		return
	}
	s.noteEdits()
	c.r.Entries = append(c.r.Entries, record.Entry{Kind: k, Now: s.now, Sent: len(c.r.Messages), Arg: a})
	c.grow(40)
	if a != nil {
		c.grow(200 + len(a.Text))
	}
}

// grow counts what the recording holds, and ends it when that is too much.
func (c *recorder) grow(n int) {
	if c.bytes += n; c.bytes > record.MaxRun && !c.ended {
		c.end("the recording is full")
	}
}

// end writes nothing down any more.
func (c *recorder) end(why string) {
	c.ended = true
	c.r.Meta.Incomplete = why
}

// noteSent takes a message to the worker down.
func (s *Session) noteSent(m *wire.Message) {
	if c := s.rec; c != nil && !c.ended && m.Hello == nil {
		c.r.Messages = append(c.r.Messages, m)
		n := 100
		if e := m.Event; e != nil {
			n += 200*len(e.Hops) + 100*len(e.Touches)
		}
		if e := m.Eval; e != nil {
			n += len(e.Code)
		}
		if m.Reply != nil {
			n += replyBytes
		}
		c.grow(n)
	}
}

// noteTrace takes down what the worker tells of itself.
func (s *Session) noteTrace(t *wire.Trace) {
	if c := s.rec; c != nil && !c.ended && s.replay == nil {
		r := &c.r.Trace
		r.Steps, r.Net = append(r.Steps, t.Steps...), append(r.Net, t.Net...)
		n := len(t.Steps)
		for i := range t.Net {
			n += 100 + len(t.Net[i].Data)
		}
		c.grow(n)
	}
}

// changes reports whether a message of the worker changes what a replay must do at
// the same place.
func changes(m *wire.Message) bool {
	return m.Patch != nil || m.Route != nil || m.Request != nil || m.Paused != nil || m.Ready != nil || m.Log != nil && m.Log.Error
}

// notePatch has the marks of a patch made.
func (s *Session) notePatch(p *wire.Patch) {
	c := s.rec
	if c == nil || c.ended {
		return
	}
	if n := len(p.Commits); n > 0 {
		c.seen = p.Commits[n-1].Seq
	}
	c.grow(100 * len(p.Commits))
	c.waiting = append(c.waiting, p)
	// Faster: to wake the goroutine for each patch costs as much as its marks.
	if len(c.waiting) >= patchesAtOnce {
		select {
		case c.patches <- c.waiting:
			c.waiting = nil
		default: // the goroutine is behind; the window does not wait for it
		}
	}
}

// noteShot keeps the hash of the picture on the screen now and then, so that a replay
// compares pixels too; always says now.
func (s *Session) noteShot(always bool) {
	c := s.rec
	if c == nil || c.ended || s.replay != nil || s.moment != nil || s.screen == nil || len(s.unpainted) > 0 {
		return
	}
	if always || c.seen >= c.shotAt+shotEvery {
		c.shotAt = c.seen
		c.r.Shots = append(c.r.Shots, record.Shot{Entry: len(c.r.Entries), Commit: c.seen, Hash: record.PictureHash(s.screen.Pix)})
	}
}

// noteSave takes saved files down as they are now.
func (s *Session) noteSave(files []string) {
	c := s.rec
	if c == nil || c.ended || s.replay != nil {
		return
	}
	var list []record.File
	for _, abs := range files {
		rel, err := filepath.Rel(s.project.Dir, abs)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		<-c.files // what stood there before is read by now, or was never seen
		f := record.File{Path: filepath.ToSlash(rel)}
		if b, err := s.readTop(rel); err == nil {
			f = c.keep(rel, b)
		}
		list = append(list, f)
	}
	s.note(record.Save, &record.Arg{Files: list})
}

// readTop reads a file of the opened folder.
func (s *Session) readTop(rel string) ([]byte, error) {
	root, err := os.OpenRoot(s.project.Dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(rel)
}

// noteArrival takes down what came from the network for a page.
func (s *Session) noteArrival(key string, data []byte, err error) {
	c := s.rec
	if c == nil || c.ended || s.replay != nil {
		return
	}
	a := &record.Arg{Text: key}
	if err != nil {
		a.Err = err.Error()
	} else {
		<-c.files
		a.Files = []record.File{c.keep("picture", data)}
	}
	s.note(record.Arrived, a)
}

// Recording gives what was recorded since the worker began, nil when nothing is. The
// hash of the picture on the screen is part of it. It may wait for files being read.
func (s *Session) Recording() *record.Recording {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.replay != nil {
		return s.replay.r
	}
	c := s.rec
	if c == nil {
		return nil
	}
	if s.moment == nil && s.replay == nil && !c.ended {
		s.noteEdits()
		s.frame()
		s.noteShot(true)
	}
	<-c.files
	c.drain()
	r := *c.r
	r.Entries, r.Messages, r.Shots = slices.Clip(r.Entries), slices.Clip(r.Messages), slices.Clip(r.Shots)
	r.Trace.Steps, r.Trace.Net = slices.Clip(r.Trace.Steps), slices.Clip(r.Trace.Net)
	r.Blobs = make(map[string][]byte, len(c.r.Blobs))
	for k, v := range c.r.Blobs {
		r.Blobs[k] = v
	}
	return &r
}

// drain makes the marks of all patches that are known, and starts the goroutine anew.
func (c *recorder) drain() {
	close(c.patches)
	<-c.done
	for _, p := range c.waiting {
		c.r.Marks = append(c.r.Marks, record.Marks(p)...)
	}
	c.r.Marks = slices.Clip(c.r.Marks)
	c.waiting = nil
	c.patches, c.done = make(chan []*wire.Patch, patchesUnderWay), make(chan struct{})
	c.files = make(chan struct{})
	go c.work("")
}
