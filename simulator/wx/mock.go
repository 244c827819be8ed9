package wx

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"diorama/simulator/wire"
)

// SetMocks takes over the rules that answer requests in place of the network.
func (s *State) SetMocks(rules []wire.Mock) { s.net.mocks.Store(&rules) }

// mock finds the first rule for a request, nil none. Sockets have none.
func (n *network) mock(req *http.Request) *wire.Mock {
	list := n.mocks.Load()
	if list == nil || strings.EqualFold(req.Header.Get("Upgrade"), "websocket") {
		return nil
	}
	for i := range *list {
		if m := &(*list)[i]; !m.Off && (m.Method == "" || strings.EqualFold(m.Method, req.Method)) && fitsURL(m.Pattern, req) {
			return m
		}
	}
	return nil
}

// fitsURL tells whether a pattern of wire.Mock means this address.
func fitsURL(pattern string, req *http.Request) bool {
	u := *req.URL
	u.Fragment, u.RawFragment = "", ""
	if !strings.Contains(pattern, "?") {
		u.RawQuery, u.ForceQuery = "", false
	}
	s := u.String()
	if strings.HasPrefix(pattern, "/") {
		u.Scheme, u.Host, u.User = "", "", nil
		s = u.String()
	}
	return glob(pattern, s)
}

// glob matches * with any run of characters and all else with itself, in linear
// time in the length of both but for the last star's retries.
func glob(pattern, s string) bool {
	star, mark := -1, 0
	i, k := 0, 0
	for k < len(s) {
		switch {
		case i < len(pattern) && pattern[i] == '*':
			star, mark = i, k
			i++
		case i < len(pattern) && pattern[i] == s[k]:
			i++
			k++
		case star >= 0:
			mark++
			i, k = star+1, mark
		default:
			return false
		}
	}
	for i < len(pattern) && pattern[i] == '*' {
		i++
	}
	return i == len(pattern)
}

// answerMock makes the answer of a rule, after its delay.
func answerMock(m *wire.Mock, req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		_, _ = io.Copy(io.Discard, req.Body) // progress of an upload
		req.Body.Close()
	}
	if d := min(m.Delay, maxTimeout); d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
	status := m.Status
	if status < 100 || status > 999 {
		status = http.StatusOK
	}
	h := http.Header{}
	for _, l := range m.Header {
		if validHeader(l.Name, l.Value) {
			h.Add(l.Name, l.Value)
		}
	}
	body := []byte(m.Body)
	if h.Get("Content-Type") == "" && len(body) > 0 {
		h.Set("Content-Type", "text/plain; charset=utf-8")
		if json.Valid(body) {
			h.Set("Content-Type", "application/json; charset=utf-8")
		}
	}
	if req.Method == http.MethodHead {
		body = nil
	}
	return &http.Response{Status: strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status)), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: h, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: req}, nil
}
