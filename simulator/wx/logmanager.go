package wx

import (
	"strings"

	"diorama/renderer/value"
)

// logged is an argument as the log shows it.
func logged(v value.Value) string {
	if v.Kind() == value.String {
		return v.Str()
	}
	if v.Kind() == value.Map || v.Kind() == value.List || v.Kind() == value.Func {
		return plain(v).JSON()
	}
	return v.ToString()
}

// logMethod writes its arguments to the console under a label.
func logMethod(name, level, label string) API {
	return API{Name: name, Kind: Sync, Do: func(c *Call) {
		parts := make([]string, 0, len(c.Args)+1)
		parts = append(parts, "["+label+"]")
		for _, a := range c.Args {
			parts = append(parts, logged(a))
		}
		c.Log(level, strings.Join(parts, " "))
	}}
}

// getLogManager: documentation of LogManager; the log is the console.
func getLogManager(c *Call) {
	c.Return((&Object{Class: "LogManager", Methods: []API{
		logMethod("debug", "debug", "LogManager"), logMethod("info", "info", "LogManager"), logMethod("log", "log", "LogManager"), logMethod("warn", "warn", "LogManager"),
	}}).Value())
}

// getRealtimeLogManager: documentation of RealtimeLogManager; nothing is sent.
func getRealtimeLogManager(c *Call) {
	c.Return(realtimeLog("RealtimeLogManager").Value())
}

func realtimeLog(label string) *Object {
	return &Object{Class: "RealtimeLogManager", Methods: []API{
		{Name: "addFilterMsg", Kind: Sync, Do: nothing},
		logMethod("error", "error", label),
		{Name: "getCurrentState", Kind: Sync, Do: func(c *Call) {
			c.Return(value.M("size", 0, "maxSize", 5120, "logCount", 0, "maxLogCount", 200))
		}},
		{Name: "in", Kind: Sync, Do: func(c *Call) { c.Return(c.This.Value()) }},
		logMethod("info", "info", label),
		{Name: "setFilterMsg", Kind: Sync, Do: nothing},
		{Name: "tag", Kind: Sync, Do: func(c *Call) { c.Return(realtimeLog(label + " " + c.Arg(0).ToString()).Value()) }},
		logMethod("warn", "warn", label),
	}}
}
