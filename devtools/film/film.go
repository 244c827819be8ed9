// Package film writes what happens on the phone into an animated picture.
//
// Its one idea: an animated PNG, not a GIF. It loses nothing (a GIF has 256 colours a
// frame, which shows in gradients and round edges), holds only what changed, and is
// shown by every browser and by GitHub; what knows no animation shows its first frame.
package film

import (
	"errors"
	"fmt"
	"image"
	"image/draw"
	"io"
	"sync"
	"time"
)

// Film is being made. Put is called for every picture of the screen, on any goroutine; it
// copies and never waits for the disk. One goroutine packs and writes, from Start until
// Stop or a limit; it blocks on the file.
type Film struct {
	mu      sync.Mutex
	screen  *image.RGBA // as Put told it last
	changed image.Rectangle
	came    bool
	resized bool

	stop  chan struct{}
	once  sync.Once
	done  chan struct{}
	ended string // why it ended by itself, "" it was stopped
	err   error

	clock  func() time.Duration
	began  time.Duration
	w      *writer
	file   io.WriteSeeker
	held   *image.RGBA // what the frame that waits shows
	part   image.Rectangle
	shown  time.Duration // since when
	frames int
}

// Why a film ended by itself.
const (
	EndedTime   = "time"
	EndedBytes  = "bytes"
	EndedResize = "resize" // a file has one size
)

// Start begins a film in a file. The first picture put must be whole. tick makes the
// film look for what changed, clock says since when it does; over is called when it ends
// by itself, on the film's goroutine.
func Start(file io.WriteSeeker, clock func() time.Duration, tick <-chan time.Time, over func()) *Film {
	f := newFilm(file, clock)
	go func() {
		defer close(f.done)
		f.run(tick)
		if f.ended != "" || f.err != nil {
			over()
		}
	}()
	return f
}

func newFilm(file io.WriteSeeker, clock func() time.Duration) *Film {
	return &Film{file: file, clock: clock, began: clock(), stop: make(chan struct{}), done: make(chan struct{})}
}

// Put hands over a picture, whose damaged parts are copied.
func (f *Film) Put(img *image.RGBA, damage []image.Rectangle) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.screen == nil {
		f.screen = image.NewRGBA(img.Rect)
		damage = []image.Rectangle{img.Rect}
	}
	if img.Rect != f.screen.Rect {
		f.resized = true
		return
	}
	for _, d := range damage {
		d = d.Intersect(img.Rect)
		draw.Draw(f.screen, d, img, d.Min, draw.Src)
		f.changed = f.changed.Union(d)
	}
	f.came = true
}

// Stop ends the film and the file. ended says why it had ended by itself before, "" it
// had not.
func (f *Film) Stop() (frames int, length time.Duration, ended string, err error) {
	f.once.Do(func() { close(f.stop) })
	<-f.done
	return f.frames, f.shown - f.began, f.ended, f.err
}

func (f *Film) run(tick <-chan time.Time) {
	for {
		select {
		case <-f.stop:
			if f.err = f.look(); f.err == nil {
				f.err = f.finish()
			}
			return
		case <-tick:
		}
		err := f.look()
		if err == nil && f.ended == "" {
			continue
		}
		f.err = err
		if e := f.finish(); f.err == nil {
			f.err = e
		}
		return
	}
}

// look takes in what changed since the last frame.
func (f *Film) look() error {
	now := f.clock()
	f.mu.Lock()
	if f.resized {
		f.ended = EndedResize
	}
	if now-f.began >= MaxTime {
		f.ended = EndedTime
	}
	if !f.came || f.ended != "" {
		f.mu.Unlock()
		return nil
	}
	f.came = false
	part := f.changed
	f.changed = image.Rectangle{}
	if f.held != nil {
		part = differing(f.held, f.screen, part)
	}
	if part.Empty() {
		f.mu.Unlock()
		return nil
	}
	copied := image.NewRGBA(part)
	draw.Draw(copied, part, f.screen, part.Min, draw.Src)
	f.mu.Unlock()

	if f.held == nil {
		if part.Dx() > maxSide || part.Dy() > maxSide {
			return fmt.Errorf("the screen has %d × %d px; a film has at most %d", part.Dx(), part.Dy(), maxSide)
		}
		w, err := newWriter(f.file, part.Size())
		if err != nil {
			return err
		}
		f.w, f.held, f.part, f.shown = w, copied, part, now
		return nil
	}
	// The frame before is shown until now.
	if err := f.flush(now); err != nil {
		return err
	}
	draw.Draw(f.held, part, copied, part.Min, draw.Src)
	f.part, f.shown = part, now
	if f.w.bytes >= MaxBytes {
		f.ended = EndedBytes
	}
	return nil
}

// flush writes the frame that waits: until now it was not known how long it is shown.
func (f *Film) flush(now time.Duration) error {
	f.frames++
	return f.w.frame(f.held, f.part, now-f.shown)
}

var errNothing = errors.New("nothing was drawn")

func (f *Film) finish() error {
	if f.w == nil {
		return errNothing
	}
	now := f.clock()
	if err := f.flush(now); err != nil {
		return err
	}
	f.shown = now
	return f.w.close()
}

// differing is the part of r where two pictures of one size differ.
func differing(a, b *image.RGBA, r image.Rectangle) image.Rectangle {
	r = r.Intersect(a.Rect).Intersect(b.Rect)
	row := func(y int) (from, to int) { // in px, from == to when they are equal
		p, q := a.Pix[a.PixOffset(r.Min.X, y):][:4*r.Dx()], b.Pix[b.PixOffset(r.Min.X, y):][:4*r.Dx()]
		n := len(p)
		i := 0
		for i < n && p[i] == q[i] {
			i++
		}
		if i == n {
			return 0, 0
		}
		for p[n-1] == q[n-1] {
			n--
		}
		return i / 4, (n + 3) / 4
	}
	out := image.Rectangle{}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		if from, to := row(y); from != to {
			out = out.Union(image.Rect(r.Min.X+from, y, r.Min.X+to, y+1))
		}
	}
	return out
}
