package wx

import "diorama/renderer/value"

// entryTypes are what an observer may ask for: documentation of PerformanceObserver.
var entryTypes = []string{"navigation", "render", "script", "loadPackage", "resource"}

// getPerformance: documentation of Performance. No entries are measured; times come
// from the clock of the program.
func getPerformance(c *Call) {
	empty := func(c *Call) { c.Return(value.OfList(nil)) }
	c.Return((&Object{Class: "Performance", Methods: []API{
		{Name: "createObserver", Kind: Sync, Do: func(c *Call) {
			c.Return((&Object{Class: "PerformanceObserver", Fields: value.M("supportedEntryTypes", entryTypes), Methods: []API{
				{Name: "disconnect", Kind: Sync, Do: nothing},
				{Name: "observe", Kind: Sync, Do: func(c *Call) { c.RT.Unsupported("PerformanceObserver.observe") }},
			}}).Value())
		}},
		{Name: "getEntries", Kind: Sync, Do: empty},
		{Name: "getEntriesByName", Kind: Sync, Do: empty},
		{Name: "getEntriesByType", Kind: Sync, Do: empty},
		{Name: "now", Kind: Sync, Do: func(c *Call) { c.Return(value.OfNumber(float64(c.RT.Elapsed().Microseconds()))) }},
		{Name: "setBufferSize", Kind: Sync, Do: nothing},
	}}).Value())
}
