package window

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"diorama/devtools/control"
	"diorama/devtools/film"
	"diorama/devtools/literal"
)

// newFile makes a file for a picture of the phone that there is not yet.
func (w *Window) newFile(what string) (*os.File, error) {
	dir := w.opts.Pictures
	if dir == "" {
		dir = os.TempDir()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, w.name) + "-" + time.Now().Format("20060102-150405")
	for i := range maxSameSecond {
		end := what + ".png"
		if i > 0 {
			end = fmt.Sprintf("%s-%d.png", what, i+1)
		}
		f, err := os.OpenFile(filepath.Join(dir, name+end), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err == nil || !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, fs.ErrExist
}

// savePicture writes the phone's screen at its true pixels into a file and says where.
func (w *Window) savePicture() {
	f, err := w.newFile("")
	if err != nil {
		w.status.fail(err.Error())
		return
	}
	go func() { // drawing at full size and packing take longer than a frame
		err := png.Encode(f, w.session.Picture(0))
		if e := f.Close(); err == nil {
			err = e
		}
		w.opts.Post.Post(func() {
			if err != nil {
				w.status.fail(err.Error())
				return
			}
			w.tell(w.T("The picture is in %s", f.Name()))
		})
	}()
}

// put hands a picture of the loop to the phone and to a film. On the loop's goroutine.
func (w *Window) put(img *image.RGBA, damage []image.Rectangle) {
	w.phone.Put(img, damage)
	if f := w.film.Load(); f != nil {
		f.Put(img, damage)
	}
}

// toggleFilm begins to record the phone, or ends that and says where the file is.
func (w *Window) toggleFilm() {
	if w.film.Load() != nil {
		w.endFilm()
		return
	}
	file, err := w.newFile("-film")
	if err != nil {
		w.status.fail(err.Error())
		return
	}
	began := time.Now()
	tick := time.NewTicker(film.FrameTime)
	w.filmFile, w.filmTick = file, tick
	f := film.Start(file, func() time.Duration { return time.Since(began) }, tick.C, func() { w.opts.Post.Post(w.endFilm) })
	w.film.Store(f)
	w.loop.whole.Store(true)
	w.loop.Poke()
	w.toolbar.film.SetActive(true)
	w.toolbar.film.SetIcon(control.Stop)
	w.tell(w.T("The phone is recorded, for %d seconds at most; click again to end it", int(film.MaxTime.Seconds())))
}

// endFilm ends the recording, if there is one.
func (w *Window) endFilm() {
	f := w.film.Swap(nil)
	if f == nil {
		return
	}
	w.filmTick.Stop()
	frames, length, ended, err := f.Stop()
	file := w.filmFile
	size, _ := file.Seek(0, 2)
	if e := file.Close(); err == nil {
		err = e
	}
	w.toolbar.film.SetActive(false)
	w.toolbar.film.SetIcon(control.Record)
	if err != nil {
		_ = os.Remove(file.Name())
		w.status.fail(w.T("The recording failed: %v", err))
		return
	}
	why := ""
	switch ended {
	case film.EndedTime:
		why = w.T("It has its full length. ")
	case film.EndedBytes:
		why = w.T("It has its full size. ")
	case film.EndedResize:
		why = w.T("It ended because the screen has another size now. ")
	}
	w.tell(why + w.T("The animated picture of %.1f s (%d frames, %s) is in %s", length.Seconds(), frames, literal.Bytes(int(size)), file.Name()))
}
