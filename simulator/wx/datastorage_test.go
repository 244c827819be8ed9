package wx

import (
	"math"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
)

// Proves that values come back from storage as what they were, in this run and in
// the next. Oracle: documentation of wx.setStorage; undefined, NaN and functions by
// hand, as the stored form {text, type} has it.
func TestStorageTypes(t *testing.T) {
	day := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	tests := []struct {
		in   any
		want string
	}{
		{"text", `"text"`}, {"", `""`}, {"12", `"12"`}, {12.5, "12.5"}, {0, "0"}, {math.NaN(), "NaN"}, {math.Inf(-1), "-Infinity"},
		{true, "true"}, {false, "false"}, {nil, "null"}, {value.Value{}, "undefined"},
		{value.M("a", 1, "b", []any{1, "x", nil}), `{"a":1,"b":[1,"x",null]}`}, {[]any{}, "[]"},
		{value.M("f", value.OfFunc(&Func{}), "d", value.OfFunc(&Date{day})), `{"d":"2024-05-06T07:08:09.000Z"}`},
		{day, "date 1714979289000"}, {value.OfFunc(&Func{}), `""`},
	}
	dir := t.TempDir()
	f := newFake(t)
	f.hello.StorageDir = dir
	show := func(v value.Value) string {
		if d, ok := v.Handle().(*Date); ok {
			return "date " + value.NumberString(float64(d.Time.UnixMilli()))
		}
		switch {
		case v.IsUndefined():
			return "undefined"
		case v.Kind() == value.Number:
			return v.ToString()
		}
		return v.JSON()
	}
	for i, tt := range tests {
		key := "k" + value.NumberString(float64(i))
		f.call("setStorageSync", key, tt.in)
		if got := show(f.call("getStorageSync", key).returned); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.in, got, tt.want)
		}
	}
	f.advance(time.Second)
	g := newFake(t)
	g.hello.StorageDir = dir
	for i, tt := range tests {
		o := g.call("getStorage", value.M("key", "k"+value.NumberString(float64(i))))
		o.want(t, "getStorage:ok")
		if got := show(o.result.Get("data")); got != tt.want {
			t.Errorf("%v after a restart: got %s, want %s", tt.in, got, tt.want)
		}
	}
}

// Proves errors, quotas, sizes and the batch forms of storage. Oracle: documentation;
// the texts of quota errors as apps report them.
func TestStorage(t *testing.T) {
	f := newFake(t)
	f.call("getStorage", value.M("key", "none")).want(t, "getStorage:fail data not found")
	f.call("getStorage", value.M()).want(t, "getStorage:fail parameter error: parameter.key should be String instead of Undefined;")
	f.call("setStorage", "x").want(t, "setStorage:fail parameter error: parameter should be Object instead of String;")
	if v := f.call("getStorageSync", "none").returned; v.Kind() != value.String || v.Str() != "" {
		t.Errorf("a missing key gives %s, want an empty text", v.JSON())
	}
	f.call("getStorageSync", 12)
	if n := len(f.logs); n != 1 || f.logs[0] != "error: getStorageSync:fail parameter error: parameter should be String instead of Number;" {
		t.Errorf("logs %q", f.logs)
	}
	f.call("setStorage", value.M("key", "big", "data", strings.Repeat("x", 1<<20))).want(t, "setStorage:fail entry size limit reached")
	for i := 0; i < 12; i++ {
		o := f.call("setStorageSync", "k"+value.NumberString(float64(i)), strings.Repeat("x", 1000_000))
		if want := ""; i < 10 && o.thrown != want {
			t.Errorf("%d: %q", i, o.thrown)
		} else if i == 11 && o.thrown != "setStorageSync:fail exceed storage max size 10Mb" {
			t.Errorf("%d: %q", i, o.thrown)
		}
	}
	f.call("clearStorage").want(t, "clearStorage:ok")
	f.call("batchSetStorage", value.M("kvList", []any{value.M("key", "a", "value", 1), value.M("key", "b", "value", "x")})).want(t, "batchSetStorage:ok")
	if got := f.call("batchGetStorageSync", []any{"a", "zz", "b"}).returned.JSON(); got != `[1,"","x"]` {
		t.Errorf("batchGetStorageSync gives %s", got)
	}
	if got := f.call("getStorageInfoSync").returned.JSON(); got != `{"keys":["a","b"],"currentSize":1,"limitSize":10240}` {
		t.Errorf("getStorageInfoSync gives %s", got)
	}
	f.call("removeStorage", value.M("key", "a")).want(t, "removeStorage:ok")
	f.call("removeStorageSync", "b")
	if got := f.call("getStorageInfo").result.Get("keys").JSON(); got != "[]" {
		t.Errorf("keys left: %s", got)
	}
}
