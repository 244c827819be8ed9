package record

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"diorama/renderer/input"
	"diorama/renderer/value"
	"diorama/simulator/device"
	"diorama/simulator/wire"
)

func sample(t testing.TB) *Recording {
	d, err := device.Find("")
	if err != nil {
		t.Fatal(err)
	}
	blob := []byte("Page({})")
	p := &wire.Patch{Seq: 1, Commits: []wire.Commit{{Seq: 1, PagePath: "p", Changes: []wire.Change{{Path: "a[0].b", New: value.OfInt(1)}}}}}
	return &Recording{Meta: Meta{Project: "x", Device: d, Scale: 1, Start: time.Unix(5, 0).UTC()}, Project: []File{{"p.js", HashOf(blob), 8}},
		Blobs: map[string][]byte{HashOf(blob): blob}, Entries: []Entry{{Kind: Taken, Now: 3}, {Kind: Pointer, Now: 9, Sent: 1, Arg: &Arg{Pointer: input.Pointer{X: 4}}}},
		Messages: []*wire.Message{{Event: &wire.Event{Type: "tap", Detail: value.M("x", 1)}}}, Trace: wire.Trace{Steps: []byte("M\x02")}, Marks: Marks(p), Shots: []Shot{{1, 1, "00"}}}
}

func bytesOf(t testing.TB, r *Recording) []byte {
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is written is read. Oracle: the recording itself.
func TestFile(t *testing.T) {
	r := sample(t)
	got, err := Read(bytesOf(t, r))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Entries, r.Entries) || !reflect.DeepEqual(got.Marks, r.Marks) || !reflect.DeepEqual(got.Project, r.Project) ||
		!reflect.DeepEqual(got.Blobs, r.Blobs) || !reflect.DeepEqual(got.Meta, r.Meta) || !reflect.DeepEqual(got.Trace, r.Trace) || got.Messages[0].Event.Detail.JSON() != `{"x":1}` {
		t.Errorf("read %+v", got)
	}
}

// A file with one other byte, a part of a file and bytes by chance are refused with a
// reason, never with a panic. Oracle: the error.
func TestDamagedFile(t *testing.T) {
	whole := bytesOf(t, sample(t))
	r := rand.New(rand.NewPCG(1, 2))
	try := func(b []byte, what string) {
		t.Helper()
		if _, err := Read(b); err == nil || !strings.HasPrefix(err.Error(), "read session: ") {
			t.Errorf("%s: %v", what, err)
		}
	}
	for i := 0; i < len(whole); i += 1 + r.IntN(12) {
		b := bytes.Clone(whole)
		b[i] ^= 1 << r.IntN(8)
		if b[i] == '\t' || b[i] == '\r' || whole[i] == ' ' || whole[i] == '\n' {
			continue // white space of the first line
		}
		try(b, "a flipped bit")
	}
	for range 50 {
		try(whole[:r.IntN(len(whole))], "a part")
		b := make([]byte, r.IntN(300))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		try(b, "by chance")
		head := []byte("diorama-session 1 " + HashOf(b) + "\n")
		try(append(head, b...), "by chance, with the right sum")
	}
}

// A file that leads out of its folders or counts wrong is refused. Oracle: the error.
func TestNonsense(t *testing.T) {
	for name, change := range map[string]func(*Recording){
		"a path outside": func(r *Recording) { r.Project[0].Path = "../x" },
		"a saved path outside": func(r *Recording) {
			r.Entries = append(r.Entries, Entry{Kind: Save, Sent: 1, Arg: &Arg{Files: []File{{Path: "/etc/x"}}}})
		},
		"too many messages": func(r *Recording) { r.Entries[1].Sent = 2 },
		"no argument":       func(r *Recording) { r.Entries[1].Arg = nil },
		"no scale":          func(r *Recording) { r.Meta.Scale = 0 },
		"an empty kind":     func(r *Recording) { r.Entries[0].Kind = 0 },
	} {
		r := sample(t)
		change(r)
		if _, err := Read(bytesOf(t, r)); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// Each thing that a commit may do otherwise is named. Oracle: the texts.
func TestCompare(t *testing.T) {
	patch := func(change func(*wire.Commit)) *Mark {
		c := wire.Commit{Seq: 7, PagePath: "p", Component: "p", Changes: []wire.Change{{Path: "a", New: value.OfInt(1)}, {Path: "b", New: value.OfInt(2)}}}
		change(&c)
		return &Marks(&wire.Patch{Seq: 1, Commits: []wire.Commit{c}})[0]
	}
	want := patch(func(*wire.Commit) {})
	for text, change := range map[string]func(*wire.Commit){
		"": func(c *wire.Commit) { c.Time, c.Cost = 5, wire.Cost{JS: 3} },
		"commit 7, page p, path b: has another value":                      func(c *wire.Commit) { c.Changes[1].New = value.OfInt(3) },
		"commit 7, page p, path b: was not written here":                   func(c *wire.Commit) { c.Changes = c.Changes[:1] },
		"commit 7, page p, path c: was written as well":                    func(c *wire.Commit) { c.Changes = append(c.Changes, wire.Change{Path: "c"}) },
		"commit 7, page p: commit 8 came in its place":                     func(c *wire.Commit) { c.Seq = 8 },
		"commit 7, page p: p of page q changed instead of p":               func(c *wire.Commit) { c.PagePath = "q" },
		"commit 7, page p: the cause or the operations on the tree differ": func(c *wire.Commit) { c.Cause.Handler = "x" },
	} {
		got := ""
		if d := Compare(want, patch(change)); d != nil {
			got = d.Error()
		}
		if got != text {
			t.Errorf("%q, want %q", got, text)
		}
	}
}
