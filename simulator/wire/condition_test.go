package wire

import (
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
)

func sample() *Commit {
	old := value.M("n", 1, "done", false)
	return &Commit{Kind: CommitSetData, PagePath: "pages/cart/cart", Component: "components/Card/card", Bytes: 70 << 10, Time: 2500 * time.Millisecond,
		Cause: Cause{Kind: "event", Name: "tap", Handler: "onAdd"}, Cost: Cost{JS: 4000, View: 3000}, Stack: []Frame{{File: "pages/cart/Cart.js", Line: 12}, {File: "utils/store.js", Line: 3}}, Unbound: []string{"tick"}, Marks: MarkUnbound,
		Changes: []Change{{Path: "list[0]", Old: old, New: value.M("n", 2, "done", false)}, {Path: "total", Old: value.OfInt(1), New: value.OfInt(1), Noop: true}, {Path: "tick"}}}
}

// Proves: every term of the grammar, its opposite, and that all terms must hold.
// Oracle: hand.
func TestCondition(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "card": true, "CART": true, "onadd": true, "list[0]": true, "nothing": false,
		"path:LIST": true, "path:lost": false, "-path:list": false, "-path:lost": true,
		"path=list[0]": true, "path=list[0].n": true, "path=list[0].done": false, "path=list": true, "path=list[1]": false, "path=total": false, "path=lis": false,
		"comp:card": true, "comp=components/Card/card": true, "comp=/components/Card/card": true, "comp=card": false, "page:cart": true,
		"handler=onAdd": true, "handler=onadd": false, "handler:add": true, "cause:tap": true, "cause=event": true, "cause:timer": false,
		"size>64k": true, "size>71680": false, "size<1m": true, "size>64kb": true, "bytes>10": true,
		"ms>6.9": true, "ms>7": false, "ms<16.7ms": true, "time>2.4": true, "time<2500ms": false, "time>0:02.4": true, "time<1:00": true,
		"at:cart.js": true, "at:cart.js:12": true, "at=pages/cart/Cart.js:12": true, "at=pages/cart/Cart.js:1": false, "at=/utils/store.js": true, "at=store.js": false, "at:cart.js:3": false,
		"is:unbound": true, "is:warning": true, "is:hidden": false, "-is:hidden": true,
		"comp:card size>64k cause:tap": true, "comp:card size>640k": false, `"onAdd"`: true, `path:"list[0]" tap`: true,
	} {
		c, err := ParseCondition(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := c.Match(sample()); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	for text, want := range map[string]string{
		"pth:x": `there is no "pth"`, "size:4": "expected > or <", "path>4": "expected : or =", "size>many": "is no number", "is:odd": "known are is:warning",
		"ms>": "something is missing", "path=a[": "a[", "time>1:-2": "is no number", strings.Repeat("x ", maxTerms+1): "more than 32 terms", strings.Repeat("x", maxConditionText+1): "at most 4096",
	} {
		if _, err := ParseCondition(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, want %s", text, err, want)
		}
	}
}

// Proves: any text is read without a panic, and what was read can be read again.
func FuzzCondition(f *testing.F) {
	f.Add(`-path="a b" size>64k is:big x`)
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCondition(s)
		if err != nil {
			return
		}
		again, err := ParseCondition(c.Text)
		if err != nil || again.Match(sample()) != c.Match(sample()) {
			t.Errorf("%q: %v", s, err)
		}
	})
}

// Proves: the marks of one commit, and of too many within a second. Oracle: WeChat's
// audit (documentation).
func TestMarks(t *testing.T) {
	c := sample()
	if got := c.OwnMarks(); got != MarkUnbound|MarkUnchanged {
		t.Errorf("marks %b", got)
	}
	c.Marks = c.OwnMarks() | MarkHidden | MarkFrequent
	if got := strings.Join(c.Notes(), "; "); got != "more than 20 setData within a second; WeChat's audit asks for less; no WXML reads tick; what the view does not show need not be in data; set to what it was: total; the page is not on the screen: pages/cart/cart" {
		t.Error(got)
	}
	for bytes, want := range map[int]Mark{256 << 10: 0, 256<<10 + 1: MarkBig, 1024<<10 + 1: MarkHuge} {
		if got := (&Commit{Bytes: bytes}).OwnMarks(); got != want {
			t.Errorf("%d bytes: %b", bytes, got)
		}
	}
	var p Pace
	for i := range 60 {
		at := time.Duration(i) * 49 * time.Millisecond // 20.4 a second
		if got := p.Next(at); got != (i >= 20) {
			t.Errorf("setData %d at %v: %v", i, at, got)
		}
	}
	if p.Next(0) {
		t.Error("time began anew")
	}
}
