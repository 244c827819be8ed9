package wx

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/sandbox"
	"diorama/simulator/storage"
	"diorama/simulator/wire"
)

// known says what the devtools were told and still believe.
type known struct{ storage, files bool }

func (s *State) storageChanged() {
	if s.known.storage {
		s.known.storage = false
		s.rt.Stale(wire.Stale{Storage: true})
	}
}

func (s *State) filesChanged() {
	if s.known.files {
		s.known.files = false
		s.rt.Stale(wire.Stale{Files: true})
	}
}

// tools are the questions of wire.Ask about what lies in State.
var tools = map[string]func(s *State, args value.Value) (value.Value, error){
	"storage.list": (*State).toolStorage,
	"storage.get":  (*State).toolStored,
	"storage.set":  (*State).toolStore,
	"storage.remove": func(s *State, a value.Value) (value.Value, error) {
		return emptyOr(s.store().Remove(a.Get("key").Str()))
	},
	"storage.clear": func(s *State, _ value.Value) (value.Value, error) { return emptyOr(s.store().Clear()) },
	"files.list":    (*State).toolFiles,
	"files.read":    (*State).toolRead,
	"files.remove":  (*State).toolRemove,
	"files.write":   (*State).toolWrite,
	"network.send": func(s *State, a value.Value) (value.Value, error) {
		if msg := s.resend(a.Get("method").Str(), a.Get("url").Str(), a.Get("header"), []byte(a.Get("body").Str())); msg != "" {
			return value.Value{}, errors.New(msg)
		}
		return emptyOr(nil)
	},
}

// Ask answers a question of the devtools; see wire.Ask.
func (s *State) Ask(name string, args value.Value) (value.Value, error) {
	f := tools[name]
	if f == nil {
		return value.Value{}, errors.New("the worker does not know " + name)
	}
	return f(s, args)
}

func emptyOr(err error) (value.Value, error) { return nothingMore, err }

// preview is the first part of a text, on a border between characters.
func preview(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "") + "…"
}

func (s *State) toolStorage(value.Value) (value.Value, error) {
	st := s.store()
	items := make([]value.Value, 0, len(st.Keys()))
	for _, k := range st.Keys() {
		raw, _ := st.Get(k)
		text := raw.Get("data").Str()
		items = append(items, value.M("key", k, "type", raw.Get("type"), "bytes", len(k)+len(raw.JSON()), "preview", preview(text, previewBytes)))
	}
	s.known.storage = true
	return value.M("items", items, "size", st.Size(), "limit", storage.MaxTotal, "keyLimit", storage.MaxKey), nil
}

func (s *State) toolStored(a value.Value) (value.Value, error) {
	raw, ok := s.store().Get(a.Get("key").Str())
	if !ok {
		return value.Value{}, errors.New("there is no such key any more")
	}
	return value.M("type", raw.Get("type"), "data", raw.Get("data")), nil
}

// toolStore stores a text as a value of a type.
func (s *State) toolStore(a value.Value) (value.Value, error) {
	key, kind, text := a.Get("key").Str(), a.Get("type").Str(), a.Get("data").Str()
	if key == "" {
		return value.Value{}, errors.New("a key is needed")
	}
	switch kind {
	case "String":
	case "Number":
		n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			return value.Value{}, errors.New("expected a number, found " + strconv.Quote(preview(text, 40)))
		}
		text = value.NumberString(n)
	case "Boolean":
		if text = strings.TrimSpace(text); text != "true" && text != "false" {
			return value.Value{}, errors.New("expected true or false, found " + strconv.Quote(preview(text, 40)))
		}
	case "Date":
		t := strings.TrimSpace(text)
		if _, err := strconv.ParseInt(t, 10, 64); err != nil {
			at, err := time.Parse(time.RFC3339, t)
			if err != nil {
				return value.Value{}, errors.New("expected milliseconds or 2006-01-02T15:04:05Z, found " + strconv.Quote(preview(t, 40)))
			}
			t = strconv.FormatInt(at.UnixMilli(), 10)
		}
		text = t
	case "Null", "Undefined":
		text = ""
	case "Object", "Array":
		v, err := value.ParseJSON([]byte(text))
		if err != nil {
			var at *json.SyntaxError
			if errors.As(err, &at) {
				return value.Value{}, errors.New("not valid JSON at byte " + strconv.FormatInt(at.Offset, 10) + ": " + err.Error())
			}
			return value.Value{}, errors.New("not valid JSON: " + err.Error())
		}
		if want := map[string]value.Kind{"Object": value.Map, "Array": value.List}[kind]; v.Kind() != want {
			return value.Value{}, errors.New("expected JSON of an " + strings.ToLower(kind))
		}
		text = v.JSON()
	default:
		return value.Value{}, errors.New("values of type " + kind + " cannot be stored")
	}
	return emptyOr(s.store().Set(key, value.M("type", kind, "data", text)))
}

func (s *State) toolFiles(value.Value) (value.Value, error) {
	f := s.files()
	if f == nil {
		return value.Value{}, errNoFiles
	}
	var entries []value.Value
	more := 0
	for _, area := range []string{sandbox.User, sandbox.Store, sandbox.Temp} {
		list, err := f.Walk(sandbox.Scheme + area)
		if err != nil {
			continue
		}
		for _, e := range list {
			if e.Path == "" {
				continue
			}
			if len(entries) >= maxToolFiles {
				more++
				continue
			}
			size := e.Info.Size()
			if e.Info.IsDir() {
				size = 0
			}
			entries = append(entries, value.M("path", sandbox.Scheme+area+"/"+e.Path, "size", float64(size), "time", float64(e.Info.ModTime().UnixMilli()), "folder", e.Info.IsDir()))
		}
	}
	s.known.files = true
	return value.M("entries", value.OfList(entries), "used", float64(f.Used()), "quota", sandbox.Quota, "more", more), nil
}

func (s *State) toolRead(a value.Value) (value.Value, error) {
	f := s.files()
	if f == nil {
		return value.Value{}, errNoFiles
	}
	data, err := f.Read(a.Get("path").Str())
	if err != nil {
		return value.Value{}, err
	}
	return value.M("data", string(head(data, max(int(a.Get("limit").ToNumber()), 0))), "size", len(data)), nil
}

// toolWrite puts text into a file; a new one must not be there, and gets its folders.
func (s *State) toolWrite(a value.Value) (value.Value, error) {
	f := s.files()
	if f == nil {
		return value.Value{}, errNoFiles
	}
	p := a.Get("path").Str()
	if a.Get("new").Truthy() {
		if _, err := f.Stat(p); err == nil {
			return value.Value{}, errors.New("there is a file of this name")
		}
		if at := strings.LastIndexByte(p, '/'); at > len(sandbox.Scheme) {
			if fi, err := f.Stat(p[:at]); err != nil || !fi.IsDir() {
				if err := f.Mkdir(p[:at], true); err != nil {
					return value.Value{}, err
				}
			}
		}
	}
	return emptyOr(f.Write(p, []byte(a.Get("data").Str()), false))
}

func (s *State) toolRemove(a value.Value) (value.Value, error) {
	f := s.files()
	if f == nil {
		return value.Value{}, errNoFiles
	}
	p := a.Get("path").Str()
	for _, area := range []string{sandbox.User, sandbox.Store, sandbox.Temp} {
		if strings.TrimRight(p, "/") == sandbox.Scheme+area {
			return value.Value{}, errors.New("the area itself stays")
		}
	}
	if fi, err := f.Stat(p); err == nil && fi.IsDir() {
		return emptyOr(f.Rmdir(p, true))
	}
	return emptyOr(f.Unlink(p))
}
