package simulator

import (
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Proves: pictures that the page shows stand in the network log with their bytes; a
// throttle makes transfers wait, and offline fails them as WeChat's tools do, requests
// and pictures. Oracle: hand, against a server of this test.
func TestThrottle(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".png") {
			w.Header().Set("Content-Type", "image/png")
			_ = png.Encode(w, image.NewGray(image.Rect(0, 0, 3, 2)))
			return
		}
		_, _ = w.Write([]byte(strings.Repeat("x", 3000)))
	}))
	defer srv.Close()
	s, _ := open(t, strings.Replace(netApp, "<text>", `<image src="{{src}}"/><text>`, 1), nil)
	run(t, s, "getCurrentPages()[0].base = '"+srv.URL+"'")
	run(t, s, "getCurrentPages()[0].setData({ src: '"+srv.URL+"/a.png' })")
	last := func(kind string) Transfer {
		t.Helper()
		for range 2000 {
			s.Frame()
			s.Step(time.Now())
			list := s.Transfers(0)
			if n := len(list); n > 0 && list[n-1].Kind == kind && list[n-1].End != nil {
				return list[n-1]
			}
			select {
			case <-s.Wake():
			case <-time.After(5 * time.Millisecond):
			}
		}
		t.Fatalf("no %s: %+v", kind, s.Transfers(0))
		return Transfer{}
	}
	pic := last("image")
	if pic.End.Error != "" || pic.Answer.Status != 200 || !strings.HasPrefix(string(pic.End.Body), "\x89PNG") || pic.End.Size != len(pic.End.Body) || pic.URL != srv.URL+"/a.png" {
		t.Errorf("%+v %+v", pic, pic.End)
	}

	s.throttleBy(func(p *ThrottleProfile) { p.Latency, p.Down = 30*time.Millisecond, 100000 })
	run(t, s, "getCurrentPages()[0].ask('/slow')")
	if e := last("request").End; e.Phases.Total < 55*time.Millisecond || e.Error != "" {
		t.Errorf("3,000 bytes at 100 kB/s after 30 ms took %v %s", e.Phases.Total, e.Error)
	}
	s.SetThrottle("Offline")
	if s.State().Throttle != "Offline" {
		t.Error("the state does not tell")
	}
	run(t, s, "getCurrentPages()[0].ask('/none')")
	if e := last("request").End; !strings.Contains(e.Error, "net::ERR_INTERNET_DISCONNECTED") {
		t.Errorf("offline: %q", e.Error)
	}
	run(t, s, "getCurrentPages()[0].setData({ src: '"+srv.URL+"/b.png' })")
	if e := last("image").End; e.Error == "" {
		t.Error("a picture came although offline")
	}
	s.SetThrottle("")
	run(t, s, "getCurrentPages()[0].ask('/back')")
	if e := last("request").End; e.Error != "" {
		t.Errorf("back: %q", e.Error)
	}
}

// throttleBy sets a profile of the test's own.
func (s *Session) throttleBy(f func(*ThrottleProfile)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p ThrottleProfile
	f(&p)
	s.throttle = p.Throttle
	s.pictures.setThrottle(p.Throttle)
	s.sendMocks()
}
