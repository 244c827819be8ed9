package wire

import (
	"io"
	"reflect"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

func message() *Message {
	return &Message{Patch: &Patch{Seq: 3, Pages: []PageOps{{Page: 2, Ops: []dom.Op{{Kind: dom.OpText, ID: 5, Text: "x"}}}},
		Commits: []Commit{{Seq: 9, Patch: value.M("a.b", 1), Changes: []Change{{Path: "a.b", Old: value.OfNull(), New: value.OfInt(1)}}}}}}
}

// A message sent over a byte stream arrives as it was, also after others.
func TestStream(t *testing.T) {
	r, w := io.Pipe()
	out, in := Stream(nil, w, nil), Stream(r, nil, nil)
	go func() {
		for range 3 {
			if out.Send(message()) != nil {
				return
			}
		}
	}()
	for range 3 {
		m, err := in.Recv()
		if err != nil {
			t.Fatal(err)
		}
		want := message()
		if len(m.Patch.Pages) != 1 || !reflect.DeepEqual(m.Patch.Pages[0], want.Patch.Pages[0]) ||
			!value.Equal(m.Patch.Commits[0].Patch, want.Patch.Commits[0].Patch) || m.Patch.Commits[0].Changes[0].Path != "a.b" {
			t.Errorf("%+v", m.Patch)
		}
	}
}

// The host survives any bytes from a worker (oracle: hand; the worker is not trusted).
func FuzzRecv(f *testing.F) {
	var buf sliceWriter
	if err := Stream(nil, &buf, nil).Send(message()); err != nil {
		f.Fatal(err)
	}
	f.Add(buf.b)
	f.Fuzz(func(t *testing.T, b []byte) {
		c := Stream(&frameReader{b: b}, nil, nil)
		for range 4 {
			if _, err := c.Recv(); err != nil {
				return
			}
		}
	})
}

func BenchmarkRoundTrip(b *testing.B) {
	r, w := io.Pipe()
	out, in := Stream(nil, w, nil), Stream(r, nil, nil)
	m := message()
	go func() {
		for out.Send(m) == nil {
		}
	}()
	for b.Loop() {
		if _, err := in.Recv(); err != nil {
			b.Fatal(err)
		}
	}
}
