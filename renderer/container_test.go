package renderer

import (
	"testing"

	"diorama/renderer/dom"
)

// @container follows the size of the nearest container that is asked for, also when it
// changes; cqw and cqh count from the nearest container with that axis. Oracle: chromium
// (simulator/differential/chromium/style, TestContainers).
func TestContainerQueries(t *testing.T) {
	p := newPage(t, `<view id="a" class="a"><view id="b" class="b"><view id="k" class="k"></view></view></view><view id="o" class="k"></view>`,
		`.a{container:outer / size;width:300px;height:100px} .a.small{width:200px}
		.b{container-type:inline-size;width:50%}
		.k{width:10cqw;height:10cqh;order:0}
		@container (min-width:140px){.k{order:1}}
		@container outer (width >= 250px) and (orientation:landscape){.k{z-index:7}}
		@container (height > 1px){.k{margin-top:3px}}
		@container nobody (width){.k{margin-top:9px}}
		@container (width > 1px) or (bogus){.k{margin-top:8px}}
		@media (min-width:1px){@container outer (height:100px){.k{padding-top:2px}}}`)
	p.frame()
	check := func(when, id string, want map[string]string) {
		t.Helper()
		for prop, v := range want {
			if got := p.ComputedStyle(p.find(id).ID, prop); got != v {
				t.Errorf("%s: %s of %s is %q, want %q", when, prop, id, got, v)
			}
		}
	}
	check("at first", "k", map[string]string{"width": "15px", "height": "10px", "order": "1", "z-index": "7", "margin-top": "3px", "padding-top": "2px"})
	check("outside", "o", map[string]string{"width": "37.5px", "order": "0", "z-index": "auto", "margin-top": "0px", "padding-top": "0px"})
	p.do(dom.Op{Kind: dom.OpSetClass, ID: p.find("a").ID, Classes: []dom.Class{{Name: "a"}, {Name: "small"}}})
	p.frame()
	check("smaller", "k", map[string]string{"width": "10px", "height": "10px", "order": "0", "z-index": "auto", "margin-top": "3px"})
	p.do(dom.Op{Kind: dom.OpSetClass, ID: p.find("a").ID, Classes: []dom.Class{{Name: "a"}}})
	p.frame()
	check("again", "k", map[string]string{"width": "15px", "order": "1", "z-index": "7"})
}
