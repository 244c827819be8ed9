package timeline

import (
	"fmt"
	"testing"
	"time"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	rec "diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// longRun is a run with n setData.
func longRun(n int) *fake.Session {
	s := fake.New()
	base := s.Past[1]
	s.Past = s.Past[:0]
	for i := range n {
		s.Past = append(s.Past, nextCommit(base, i))
	}
	return s
}

func nextCommit(base rec.Commit, i int) rec.Commit {
	c := base
	c.Seq, c.Patch, c.Time = uint64(i+1), uint64(i+1), time.Duration(i)*16*time.Millisecond
	c.Changes = []wire.Change{{Path: fmt.Sprintf("list[%d].done", i%9), Old: value.OfInt(i), New: value.OfInt(i + 1)}}
	c.Updated = []dom.NodeID{dom.NodeID(i % 50)}
	return c
}

// BenchmarkLongRun measures what the list of 100,000 setData costs the window's own
// goroutine: when one more comes, when the oldest are dropped, when it is scrolled, and
// when a filter is typed. A frame has 16.7 ms.
func BenchmarkLongRun(b *testing.B) {
	const n = 100000
	test.NewTempApp(b)
	s, m := longRun(n), &panel.Model{}
	l := NewList(theme.Dark(), s, &fake.Desk{})
	bar := NewBar(theme.Dark(), s, &fake.Desk{})
	w := test.NewTempWindow(b, l.Content())
	w.Resize(fyne.NewSize(900, 400))
	m.Pull(s)
	l.Update(m)
	bar.Update(m)
	b.ReportMetric(float64(unsafe.Sizeof(rec.Commit{})), "B/commit")
	b.Run("one more", func(b *testing.B) {
		for b.Loop() {
			s.Past = append(s.Past, nextCommit(s.Past[0], len(s.Past)))
			m.Pull(s)
			l.Update(m)
			bar.Update(m)
		}
	})
	b.Run("oldest dropped", func(b *testing.B) {
		for b.Loop() {
			s.Past = s.Past[100:]
			for range 100 {
				s.Past = append(s.Past, nextCommit(s.Past[0], int(s.Past[len(s.Past)-1].Seq)))
			}
			s.Now.Dropped += 100
			m.Pull(s)
			l.Update(m)
			bar.Update(m)
		}
	})
	b.Run("scroll", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			l.list.ScrollTo(i * 7919 % l.Len())
		}
	})
	b.Run("show", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			s.Now.Viewing = i * 7919 % len(s.Past)
			m.Pull(s)
			l.Update(m)
			bar.Update(m)
		}
		s.Now.Viewing = -1
	})
	b.Run("filter", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			l.search([...]string{"path:list[3]", "path:list", "ms>9 cause:tap"}[i%3])
		}
	})
}
