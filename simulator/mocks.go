package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/project"
	"diorama/simulator/storage"
	"diorama/simulator/wire"
)

const (
	// MocksFile lies beside project.config.json and holds the rules that answer requests:
	// {"rules": [{"url", "method", "status", "header", "body", "delay", "off"}]}; delay in
	// ms, body a text or any JSON. Comments are allowed while it is edited by hand.
	MocksFile = "diorama.mocks.json"
	// maxMocks bounds the rules, maxMocksFile the file, bytes.
	maxMocks     = 1000
	maxMocksFile = 16 << 20
)

// mocks are the rules and what the file was like when they were read.
type mocks struct {
	rules []wire.Mock
	time  time.Time
	size  int64
}

func (s *Session) mocksPath() string { return filepath.Join(s.project.Dir, MocksFile) }

// readMocks reads the file when it has changed and tells whether it had.
func (s *Session) readMocks() bool {
	m := &s.mocks
	fi, err := os.Stat(s.mocksPath())
	if err != nil || !fi.Mode().IsRegular() {
		had := len(m.rules) > 0
		*m = mocks{}
		return had
	}
	if fi.ModTime().Equal(m.time) && fi.Size() == m.size {
		return false
	}
	m.time, m.size = fi.ModTime(), fi.Size()
	if fi.Size() > maxMocksFile {
		s.log("warn", fmt.Sprintf("%s: %d bytes, at most %d are read", MocksFile, fi.Size(), maxMocksFile))
		return false
	}
	src, err := os.ReadFile(s.mocksPath())
	if err != nil {
		s.log("warn", "mocks: "+err.Error())
		return false
	}
	v, d := project.ReadJSON(MocksFile, src)
	if d != nil {
		s.log("warn", fmt.Sprintf("%s:%d:%d: %s; the rules before it stay", d.File, d.Line, d.Column, d.Message))
		return false
	}
	rules, complaints := parseMocks(v)
	for _, c := range complaints {
		s.log("warn", MocksFile+": "+c)
	}
	m.rules = rules
	return true
}

// parseMocks reads the rules of the file; one that is wrong is left out and said.
func parseMocks(v value.Value) (rules []wire.Mock, complaints []string) {
	list := v.Get("rules")
	if list.Kind() != value.List {
		return nil, []string{`expected {"rules": [ … ]}`}
	}
	for i, r := range list.Items() {
		bad := func(text string) { complaints = append(complaints, fmt.Sprintf("rules[%d]: %s", i, text)) }
		if len(rules) >= maxMocks {
			bad(fmt.Sprintf("at most %d rules", maxMocks))
			break
		}
		m := wire.Mock{Pattern: r.Get("url").Str(), Method: strings.ToUpper(r.Get("method").Str()), Off: r.Get("off").Truthy()}
		if m.Pattern == "" {
			bad(`expected "url", a pattern like "/api/*"`)
			continue
		}
		if st := r.Get("status"); !st.IsNil() {
			if m.Status = int(st.ToNumber()); m.Status < 100 || m.Status > 999 {
				bad("status " + st.JSON() + " is none; write 100 to 999")
				continue
			}
		}
		if d := r.Get("delay").ToNumber(); d > 0 {
			m.Delay = time.Duration(min(d, 1e6) * float64(time.Millisecond))
		}
		h := r.Get("header")
		for k, name := range h.Keys() {
			m.Header = append(m.Header, wire.Header{Name: name, Value: h.Index(k).ToString()})
		}
		switch b := r.Get("body"); b.Kind() {
		case value.Undefined:
		case value.String:
			m.Body = b.Str()
		default:
			m.Body = b.JSON()
		}
		rules = append(rules, m)
	}
	return rules, complaints
}

// writeMocks is the file's text. A body that is an object or a list is written as
// JSON, so that it can be read and edited; all others as text.
func writeMocks(rules []wire.Mock) []byte {
	list := make([]value.Value, len(rules))
	for i, m := range rules {
		v := value.M("url", m.Pattern)
		set := func(name string, x any) { v = v.With(value.Path{{Name: name, Index: -1}}, value.From(x)) }
		if m.Method != "" {
			set("method", m.Method)
		}
		if m.Status != 0 {
			set("status", m.Status)
		}
		if m.Delay > 0 {
			set("delay", float64(m.Delay.Milliseconds()))
		}
		if len(m.Header) > 0 {
			var keys []string
			var vals []value.Value
			for _, h := range m.Header {
				keys, vals = append(keys, h.Name), append(vals, value.OfString(h.Value))
			}
			set("header", value.OfMap(keys, vals))
		}
		if b, err := value.ParseJSON([]byte(m.Body)); err == nil && (b.Kind() == value.Map || b.Kind() == value.List) {
			set("body", b)
		} else {
			set("body", m.Body)
		}
		if m.Off {
			set("off", true)
		}
		list[i] = v
	}
	compact := value.M("rules", value.OfList(list)).AppendJSON(nil)
	var out bytes.Buffer
	if err := json.Indent(&out, compact, "", "  "); err != nil {
		return compact
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// Mocks gives the rules that answer requests in place of the network.
func (s *Session) Mocks() []wire.Mock {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refreshMocks()
	return append([]wire.Mock(nil), s.mocks.rules...)
}

// SetMocks replaces the rules and writes them to MocksFile; without rules the file goes.
func (s *Session) SetMocks(rules []wire.Mock) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(rules) > maxMocks {
		return fmt.Errorf("%d rules, at most %d", len(rules), maxMocks)
	}
	name := s.mocksPath()
	if len(rules) == 0 {
		if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("mocks: %w", err)
		}
	} else if err := storage.WriteFile(name, writeMocks(rules)); err != nil {
		return fmt.Errorf("mocks: %w", err)
	}
	s.mocks = mocks{rules: append([]wire.Mock(nil), rules...)}
	if fi, err := os.Stat(name); err == nil {
		s.mocks.time, s.mocks.size = fi.ModTime(), fi.Size()
	}
	s.sendMocks()
	return nil
}

// refreshMocks takes over a file that was edited.
func (s *Session) refreshMocks() {
	if s.readMocks() {
		s.sendMocks()
	}
}

func (s *Session) sendMocks() {
	s.state.Mocks++
	s.send(&wire.Message{Mocks: &wire.Mocks{Rules: s.mocks.rules, Throttle: s.throttle}})
	s.changed()
}
