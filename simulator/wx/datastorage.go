package wx

import (
	"errors"
	"math"
	"strconv"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/storage"
)

// store opens the storage on first use.
func (s *State) store() *storage.Store {
	if s.storage == nil {
		st, err := storage.Open(s.rt.Hello().StorageDir)
		if err != nil {
			s.rt.Log("error", "wx.setStorage: "+err.Error())
		}
		s.storage = st
		st.Changed = s.storageChanged
		st.Later = func() { s.rt.After(storageDelay, "storage", s.flushStorage) }
	}
	return s.storage
}

// flushStorage writes what was stored since the last time.
func (s *State) flushStorage() {
	if s.storage == nil {
		return
	}
	if err := s.storage.Flush(); err != nil {
		s.rt.Log("error", "wx.setStorage: "+err.Error())
	}
}

// stored is the form in which WeChat keeps a value: a text and the name of its
// type, so that numbers, dates and undefined come back as what they were. What is
// neither a native type nor can be written as JSON becomes "".
// WeChat: documentation of wx.setStorage, "only native types, Date, and objects that
// JSON.stringify can write".
func stored(v value.Value) value.Value {
	t := typeName(v)
	text := ""
	switch t {
	case "Undefined", "Null":
	case "Date":
		text = strconv.FormatInt(v.Handle().(*Date).Time.UnixMilli(), 10)
	case "Array", "Object":
		text = plain(v).JSON()
	case "Function", "ArrayBuffer":
	default:
		text = v.ToString()
	}
	return value.M("type", t, "data", text)
}

// restored is the value behind what stored made.
func restored(v value.Value) value.Value {
	text := v.Get("data").Str()
	switch v.Get("type").Str() {
	case "Undefined":
		return value.Value{}
	case "Null":
		return value.OfNull()
	case "Boolean":
		return value.OfBool(text == "true")
	case "Number":
		switch text {
		case "NaN":
			return value.OfNumber(math.NaN())
		case "Infinity":
			return value.OfNumber(math.Inf(1))
		case "-Infinity":
			return value.OfNumber(math.Inf(-1))
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return value.OfNumber(math.NaN())
		}
		return value.OfNumber(n)
	case "Date":
		ms, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return value.OfNull()
		}
		return value.OfFunc(&Date{time.UnixMilli(ms)})
	case "Array", "Object":
		out, err := value.ParseJSON([]byte(text))
		if err != nil {
			return value.OfString("")
		}
		return out
	}
	return value.OfString(text)
}

// putStorage stores one value and gives the tail of errMsg, "" when it is stored.
func (s *State) putStorage(key string, v value.Value) string {
	err := s.store().Set(key, stored(v))
	switch {
	case err == nil:
		return ""
	case errors.Is(err, storage.ErrQuota):
		if len(key)+len(stored(v).JSON()) > storage.MaxKey {
			return "fail entry size limit reached"
		}
		return "fail exceed storage max size 10Mb"
	}
	return err.Error()
}

// storage tells what lies under key; ok false when nothing does.
func (s *State) fetchStorage(key string) (v value.Value, ok bool) {
	raw, ok := s.store().Get(key)
	if !ok {
		return value.Value{}, false
	}
	return restored(raw), true
}

// setStorage: documentation of wx.setStorage. Encryption is not done; the answer is
// the same.
func setStorage(c *Call) {
	if !c.require(param{"key", "String"}) {
		return
	}
	if c.Opt("key").Str() == "" {
		c.Fail("parameter error: parameter.key should not be empty")
		return
	}
	if msg := c.State.putStorage(c.Opt("key").Str(), c.Opt("data")); msg != "" {
		c.Fail(msg)
		return
	}
	c.Resolve(value.Value{})
}

func setStorageSync(c *Call) {
	if !c.requireArg(0, "String") {
		return
	}
	if msg := c.State.putStorage(c.Arg(0).Str(), c.Arg(1)); msg != "" {
		c.Throw(msg)
	}
}

// getStorage: documentation of wx.getStorage.
func getStorage(c *Call) {
	if !c.require(param{"key", "String"}) {
		return
	}
	v, ok := c.State.fetchStorage(c.Opt("key").Str())
	if !ok {
		c.Fail("data not found")
		return
	}
	c.Resolve(value.M("data", v))
}

// getStorageSync gives "" for a key that was never set. WeChat: as observed on
// devices; the documentation does not say.
func getStorageSync(c *Call) {
	if !c.requireArg(0, "String") {
		return
	}
	v, ok := c.State.fetchStorage(c.Arg(0).Str())
	if !ok {
		v = value.OfString("")
	}
	c.Return(v)
}

func removeStorage(c *Call) {
	if !c.require(param{"key", "String"}) {
		return
	}
	if err := c.State.store().Remove(c.Opt("key").Str()); err != nil {
		c.Fail(err.Error())
		return
	}
	c.Resolve(value.Value{})
}

func removeStorageSync(c *Call) {
	if !c.requireArg(0, "String") {
		return
	}
	if err := c.State.store().Remove(c.Arg(0).Str()); err != nil {
		c.Throw(err.Error())
	}
}

func clearStorage(c *Call) {
	if err := c.State.store().Clear(); err != nil {
		c.Fail(err.Error())
		return
	}
	c.Resolve(value.Value{})
}

func clearStorageSync(c *Call) {
	if err := c.State.store().Clear(); err != nil {
		c.Throw(err.Error())
	}
}

// storageInfo: keys, and sizes in KB.
func (s *State) storageInfo() value.Value {
	keys := s.store().Keys()
	kb := math.Ceil(float64(s.store().Size()) / 1024)
	return value.M("keys", keys, "currentSize", kb, "limitSize", storage.MaxTotal>>10)
}

func getStorageInfo(c *Call) { c.Resolve(c.State.storageInfo()) }

func getStorageInfoSync(c *Call) { c.Return(c.State.storageInfo()) }

// batchSet stores [{key, value}].
func (s *State) batchSet(list value.Value) string {
	for _, kv := range list.Items() {
		if kv.Get("key").Kind() != value.String {
			return "parameter error: parameter.kvList[].key should be String instead of " + typeName(kv.Get("key")) + ";"
		}
	}
	for _, kv := range list.Items() {
		if msg := s.putStorage(kv.Get("key").Str(), kv.Get("value")); msg != "" {
			return msg
		}
	}
	return ""
}

// batchGet gives the values in order, "" for a key that was never set.
func (s *State) batchGet(list value.Value) value.Value {
	out := make([]value.Value, list.Len())
	for i, k := range list.Items() {
		v, ok := s.fetchStorage(k.ToString())
		if !ok {
			v = value.OfString("")
		}
		out[i] = v
	}
	return value.OfList(out)
}

func batchSetStorage(c *Call) {
	if !c.require(param{"kvList", "Array"}) {
		return
	}
	if msg := c.State.batchSet(c.Opt("kvList")); msg != "" {
		c.Fail(msg)
		return
	}
	c.Resolve(value.Value{})
}

func batchSetStorageSync(c *Call) {
	if !c.requireArg(0, "Array") {
		return
	}
	if msg := c.State.batchSet(c.Arg(0)); msg != "" {
		c.Throw(msg)
	}
}

func batchGetStorage(c *Call) {
	if c.require(param{"keyList", "Array"}) {
		c.Resolve(value.M("dataList", c.State.batchGet(c.Opt("keyList"))))
	}
}

func batchGetStorageSync(c *Call) {
	if c.requireArg(0, "Array") {
		c.Return(c.State.batchGet(c.Arg(0)))
	}
}
