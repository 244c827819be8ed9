package wire

import (
	"io"
	"reflect"
	"strconv"
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

// BenchmarkEncode writes patches of one text and of whole pages, by operations.
func BenchmarkEncode(b *testing.B) {
	for _, n := range []int{1, 1000, 10000, 100000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			var ops []dom.Op
			for i := range n {
				ops = append(ops, dom.Op{Kind: dom.OpSetText, ID: dom.NodeID(i + 2), Text: "some text"})
			}
			m := &Message{Patch: &Patch{Seq: 1, Pages: []PageOps{{Page: 1, Ops: ops}}}}
			var size counter
			out := Stream(nil, &size, nil)
			b.ReportAllocs()
			for b.Loop() {
				if err := out.Send(m); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(size) / int64(b.N))
		})
	}
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
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
