package simulator

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"diorama/simulator/record"
)

// Branch runs what was recorded again up to a commit and gives a session that goes on
// from there, with the real state of JavaScript; this one goes on as well.
func (s *Session) Branch(seq uint64, spawn Spawner) (*Session, error) {
	b, out, err := s.Again(ReplayOptions{Until: seq, Spawn: spawn})
	if err != nil {
		return nil, err
	}
	if out.Difference != nil {
		b.Close()
		return nil, fmt.Errorf("the run could not be repeated: %w", out.Difference)
	}
	return b, b.Resume()
}

// Again replays what this session has recorded, or what it replays itself, in a fresh
// one; this one goes on as it is. The fresh one runs on the project's folder when the
// files are still those of then, else on a copy.
func (s *Session) Again(o ReplayOptions) (*Session, *Outcome, error) {
	r := s.Recording()
	if r == nil {
		return nil, nil, errors.New("this run is not recorded")
	}
	if n := r.Commits(); o.Until > n && r.Meta.Incomplete != "" {
		return nil, nil, fmt.Errorf("commit %d came after the recording ended: %s", o.Until, r.Meta.Incomplete)
	}
	o.SystemFonts = s.opts.SystemFonts
	if !s.copied && len(Changed(r, s.project.Dir)) == 0 && !slices.ContainsFunc(r.Entries, func(e record.Entry) bool { return e.Kind == record.Save }) {
		o.Dir, o.watch = s.project.Dir, s.opts.Watch
	}
	return Replay(r, o)
}

// Changed lists the files of a folder that are not as a recording had them, at most
// maxChanged.
func Changed(r *record.Recording, dir string) []string {
	c := newRecorder(&record.Recording{Blobs: map[string][]byte{}})
	now := map[string]string{}
	for _, f := range c.read(dir) {
		now[f.Path] = f.Hash
	}
	var out []string
	for _, f := range r.Project {
		if now[f.Path] != f.Hash {
			out = append(out, f.Path)
		}
		delete(now, f.Path)
	}
	for p := range now {
		out = append(out, p)
	}
	slices.SortFunc(out, strings.Compare)
	return out[:min(len(out), maxChanged)]
}

// maxChanged is how many changed files are told.
const maxChanged = 1000
