package simulator

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"diorama/renderer/picture"
	"diorama/simulator/audit"
	"diorama/simulator/wire"
)

const (
	// maxPictureBytes bounds a picture file or download.
	maxPictureBytes = 30 << 20
	// maxPictureMemory bounds what decoded pictures keep together.
	maxPictureMemory = 512 << 20
	pictureTimeout   = 20 * time.Second
)

// pictures loads and keeps pictures by their resolved address.
type pictures struct {
	s      *Session
	client *http.Client

	mu      sync.Mutex
	loaded  map[string]*picture.Picture // nil: failed
	failed  map[string]string
	loading map[string]bool
	ctx     context.Context
	cancel  func()
	memory  int
	closed  bool
	offline bool            // the simulated network is gone
	missed  map[string]bool // failed for that reason
	loads   []audit.Load    // what came from the network, at most maxLoads
	// replayed gives what an address gave when it was recorded; nil live.
	replayed func(key string) (data []byte, err error, ok bool)
	throttle wire.Throttle
	calls    int64 // made by the host
}

func newPictures(s *Session) *pictures {
	ctx, cancel := context.WithCancel(context.Background())
	return &pictures{s: s, ctx: ctx, cancel: cancel, client: &http.Client{Timeout: pictureTimeout}, loaded: map[string]*picture.Picture{}, failed: map[string]string{}, missed: map[string]bool{}, loading: map[string]bool{}}
}

// close forgets what is still loading.
func (p *pictures) close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.cancel()
}

// errOffline is why nothing is loaded without a network.
var errOffline = errors.New("the simulated phone has no network")

// setOffline says whether there is a network. What failed without one is tried again
// the next time it is drawn.
func (p *pictures) setOffline(off bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.offline = off; !off {
		for key := range p.missed {
			delete(p.failed, key)
		}
		clear(p.missed)
	}
}

// maxLoads bounds the loads that an audit knows.
const maxLoads = 10000

// history gives what came from the network, by the time at which it began.
func (p *pictures) history() []audit.Load {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := slices.Clone(p.loads)
	slices.SortStableFunc(out, func(a, b audit.Load) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// size is that of a loaded picture, px; zeros when it is not there.
func (p *pictures) size(src, base string) (w, h int) {
	if src == "" {
		return 0, 0
	}
	key := p.resolve(src, base)
	p.mu.Lock()
	defer p.mu.Unlock()
	if pic := p.loaded[key]; pic != nil && pic.SVG == nil {
		return pic.W, pic.H
	}
	return 0, 0
}

// resolve gives the address of a picture as written in a file of the project.
func (p *pictures) resolve(src, base string) string {
	switch {
	case strings.HasPrefix(src, "data:"), strings.Contains(src, "://"):
		return src
	case strings.HasPrefix(src, "//"):
		return "https:" + src
	case strings.HasPrefix(src, "/"):
		return path.Clean(src[1:])
	}
	return path.Join(path.Dir(base), src)
}

// get gives a picture, nil while it loads or when it cannot be had.
func (p *pictures) get(src, base string) *picture.Picture {
	if src == "" {
		return nil
	}
	key := p.resolve(src, base)
	p.mu.Lock()
	defer p.mu.Unlock()
	if pic, ok := p.loaded[key]; ok {
		return pic
	}
	if p.loading[key] || p.closed {
		return nil
	}
	if _, bad := p.failed[key]; bad {
		return nil
	}
	if _, user := cutScheme(key); user || !strings.HasPrefix(key, "http:") && !strings.HasPrefix(key, "https:") {
		// Local ones are read at once: the first frame then shows them, the same
		// on every run.
		data, err := p.read(key)
		return p.store(key, data, err)
	}
	p.loading[key] = true
	go func() {
		data, err := p.download("image", key)
		p.s.post(mail{from: key, data: data, bad: err, run: func() {
			p.mu.Lock()
			delete(p.loading, key)
			p.store(key, data, err)
			p.mu.Unlock()
			p.s.pictureReady(src)
		}})
	}()
	return nil
}

// store keeps a picture or why there is none; called under the lock.
func (p *pictures) store(key string, data []byte, err error) *picture.Picture {
	var pic *picture.Picture
	if err == nil {
		pic, err = picture.Decode(data, picture.Options{})
	}
	if err == nil && p.memory+size(pic) > maxPictureMemory {
		err = fmt.Errorf("pictures together take more than %d MB", maxPictureMemory>>20)
	}
	if err != nil {
		p.failed[key] = err.Error()
		if err.Error() == errOffline.Error() { // a replay has only its text
			p.missed[key] = true
		}
		name := key
		if len(name) > 80 {
			name = name[:80] + "…"
		}
		p.s.post(mail{run: func() {
			p.s.addLog(wire.Log{Time: p.s.now, Level: "warn", Args: []string{"image " + name + ": " + err.Error()}})
		}})
		return nil
	}
	p.memory += size(pic)
	p.loaded[key] = pic
	return pic
}

// size is what a decoded picture takes, bytes.
func size(p *picture.Picture) int {
	n := 0
	for _, f := range p.Frames {
		n += len(f.Image.Pix)
	}
	return n
}

// forget drops a project file's picture so that it is read again.
func (p *pictures) forget(file string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if pic := p.loaded[file]; pic != nil {
		p.memory -= size(pic)
	}
	delete(p.loaded, file)
	delete(p.failed, file)
}

// forgetFailed lets everything be tried again that could not be had.
func (p *pictures) forgetFailed() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.failed)
}

func (p *pictures) pending() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.loading)
}

func (p *pictures) read(key string) ([]byte, error) {
	if strings.HasPrefix(key, "data:") {
		_, data, ok := picture.DataURI(key)
		if !ok {
			return nil, fmt.Errorf("malformed data URI")
		}
		return data, nil
	}
	if rest, ok := cutScheme(key); ok {
		if p.s.opts.StorageDir == "" {
			return nil, fmt.Errorf("no user files are kept in this run")
		}
		root, err := os.OpenRoot(filepath.Join(p.s.opts.StorageDir, "files"))
		if err != nil {
			return nil, err
		}
		defer root.Close()
		f, err := root.Open(filepath.FromSlash(rest))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(io.LimitReader(f, maxPictureBytes))
	}
	name, err := url.PathUnescape(key)
	if err != nil || !p.s.project.Exists(name) {
		name = key
	}
	data, err := p.s.project.ReadFile(name)
	if os.IsNotExist(err) {
		return nil, fmt.Errorf("the file does not exist in the project")
	}
	return data, err
}

// cutScheme recognises user files: wxfile://usr/x and http://tmp/x.
func cutScheme(key string) (rest string, ok bool) {
	for _, prefix := range []string{"wxfile://", "http://tmp/", "http://usr/", "http://store/"} {
		if r, found := strings.CutPrefix(key, prefix); found {
			if strings.HasPrefix(prefix, "http") {
				r = strings.TrimPrefix(prefix, "http://") + r
			}
			return r, true
		}
	}
	return "", false
}

// setThrottle makes what is fetched from now on slower.
func (p *pictures) setThrottle(t wire.Throttle) {
	p.mu.Lock()
	p.throttle = t
	p.mu.Unlock()
}

// download fetches a picture or a font ("image", "font").
func (p *pictures) download(kind, key string) ([]byte, error) {
	p.mu.Lock()
	again, offline := p.replayed, p.offline
	p.mu.Unlock()
	if again != nil {
		if data, err, ok := again(key); ok {
			return data, err
		}
	}
	if offline {
		return nil, errOffline
	}
	load := audit.Load{URL: key, Start: time.Since(p.s.start), Failed: true}
	p.mu.Lock()
	p.calls++
	c := &hostCall{s: p.s, kind: kind, id: -p.calls, throt: p.throttle}
	p.mu.Unlock()
	defer func() {
		load.Took = time.Since(p.s.start) - load.Start
		p.mu.Lock()
		if len(p.loads) < maxLoads {
			p.loads = append(p.loads, load)
		}
		p.mu.Unlock()
	}()
	data, status, text, err := c.get(p.ctx, p.client, key, maxPictureBytes+1)
	load.Failed = err != nil || status != http.StatusOK
	load.Cache = c.caching()
	if err == nil && status != http.StatusOK {
		return nil, fmt.Errorf("the server answered %s", text)
	}
	if err == nil && len(data) > maxPictureBytes {
		err = fmt.Errorf("larger than %d MB", maxPictureBytes>>20)
	}
	return data, err
}

// pictureReady tells the pages that a picture came (or failed); "" that any may have.
func (s *Session) pictureReady(src string) {
	for _, p := range s.everyPage() {
		p.doc.PictureReady(src)
	}
	s.system.doc.PictureReady(src)
	s.follow(func(v *Session) { v.system.doc.PictureReady(src) })
	s.changed()
}
