package simulator

import (
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// Reading is one place (a binding) of the shown page that is written from data.
type Reading struct {
	Node     dom.NodeID
	Place    string // "text", "class", "wx:if", "wx:for", the name of an attribute
	Code     string // as written in the template
	Instance dom.InstanceID
	Paths    []string // of the instance's data
	Names    []string // what it depends on beside: data of a template, wxs, an index
}

// EditData makes a setData of an instance, in the journal with a cause that says it was
// made by hand. done gets what was wrong, "" nothing, on the goroutine that calls Step.
func (s *Session) EditData(in dom.InstanceID, path string, v value.Value, done func(errText string)) {
	s.Ask("data.set", value.M("instance", int(in), "path", path, "value", v), func(_ value.Value, e string) { done(e) })
}

// EditGlobal writes into app.globalData; no setData belongs to it.
func (s *Session) EditGlobal(path string, v value.Value, done func(errText string)) {
	s.Ask("data.setGlobal", value.M("path", path, "value", v), func(_ value.Value, e string) { done(e) })
}

// Global asks for app.globalData, undefined when there is none.
func (s *Session) Global(done func(v value.Value, errText string)) {
	s.Ask("data.global", value.Value{}, done)
}

// Bindings asks what a node of the page on top shows of the data, its texts and the
// conditions and loops around it included.
func (s *Session) Bindings(node dom.NodeID, done func(list []Reading, errText string)) {
	s.mu.Lock()
	page := wire.PageID(0)
	if p := s.top(); p != nil {
		page = p.id
	}
	s.mu.Unlock()
	s.Ask("data.bindings", value.M("page", int(page), "node", int(node)), func(v value.Value, e string) { done(readings(v), e) })
}

// Readers asks which bindings show a data path of an instance.
func (s *Session) Readers(in dom.InstanceID, path string, done func(list []Reading, errText string)) {
	s.Ask("data.readers", value.M("instance", int(in), "path", path), func(v value.Value, e string) { done(readings(v), e) })
}

func readings(v value.Value) []Reading {
	out := make([]Reading, v.Len())
	for i := range out {
		b := v.Index(i)
		out[i] = Reading{Node: dom.NodeID(b.Get("node").ToNumber()), Place: b.Get("place").Str(), Code: b.Get("code").Str(), Instance: dom.InstanceID(b.Get("instance").ToNumber())}
		for k := range b.Get("paths").Len() {
			out[i].Paths = append(out[i].Paths, b.Get("paths").Index(k).Str())
		}
		for k := range b.Get("names").Len() {
			out[i].Names = append(out[i].Names, b.Get("names").Index(k).Str())
		}
	}
	return out
}

// Written is one commit that changed a path.
type Written struct {
	Seq   uint64
	Index int // in History
	Value value.Value
}

// PathHistory lists the kept commits that changed what lies at a path of an instance,
// the oldest first, with the value after each; at most the last max of them.
func (s *Session) PathHistory(in dom.InstanceID, path string, max int) []Written {
	p, err := value.ParsePath(path)
	if err != nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return pathHistory(s.journal, in, p, max)
}

// pathHistory goes back from the newest commit. The value after a commit follows from
// its own change when that lies at or above the path; where it lies below, it is
// computed from the data.
func pathHistory(j *timeline.Journal, in dom.InstanceID, p value.Path, max int) []Written {
	var out []Written
	for i := j.Len() - 1; i >= 0 && len(out) < max; i-- {
		c := j.At(i)
		if c.Instance != in || c.Kind == wire.CommitDestroy {
			continue
		}
		v, changed := valueAt(c.Changes, p)
		if changed && v == nil {
			now := j.After(i).At(p)
			v = &now
		}
		if changed {
			out = append(out, Written{Seq: c.Seq, Index: i, Value: *v})
		}
		if c.Kind == wire.CommitCreate {
			break
		}
	}
	for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
		out[a], out[b] = out[b], out[a]
	}
	return out
}

// valueAt tells whether changes make another value at a path, and which; nil when they
// change something below it.
func valueAt(changes []wire.Change, p value.Path) (v *value.Value, changed bool) {
	for k := range changes {
		ch := &changes[k]
		if ch.Noop || ch.Path != "" && len(p) > 0 && !strings.HasPrefix(ch.Path, p[0].Name) {
			continue // Faster: most changes are of other names
		}
		var q value.Path
		if ch.Path != "" {
			var err error
			if q, err = value.ParsePath(ch.Path); err != nil {
				continue
			}
		}
		switch {
		case len(q) <= len(p) && samePath(q, p[:len(q)]):
			old, now := ch.Old.At(p[len(q):]), ch.New.At(p[len(q):])
			if !value.Equal(old, now) {
				v, changed = &now, true
			}
		case len(q) > len(p) && samePath(p, q[:len(p)]):
			v, changed = nil, true
		}
	}
	return v, changed
}

func samePath(a, b value.Path) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
