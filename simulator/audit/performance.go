package audit

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"diorama/simulator/wire"
)

func millis(d time.Duration) string {
	return fmt.Sprintf("%d ms", d.Round(time.Millisecond).Milliseconds())
}

// scriptTimes: a phone is slower than this machine and goja slower than its engine; what
// takes a second here is long there too.
func scriptTimes(c *check) {
	if len(c.s.Runs) == 0 {
		c.nothing("no script ran")
		return
	}
	c.note = "measured on this machine with goja, not on a phone"
	for i := range c.s.Runs {
		if a := &c.s.Runs[i]; a.Kind != "request" && a.Duration > scriptTime {
			f := Finding{Text: fmt.Sprintf("%s %s took %s", a.Kind, a.Name, millis(a.Duration))}
			for _, seq := range a.Commits {
				if k := c.commit(seq); k != nil {
					f.Commit, f.Page = seq, k.PagePath
					f.File, f.Line, f.Column = at("", k.Stack).File, at("", k.Stack).Line, at("", k.Stack).Column
					break
				}
			}
			c.add(f)
		}
	}
}

func (c *check) commit(seq uint64) *wire.Commit {
	i, ok := slices.BinarySearchFunc(c.s.Commits, seq, func(k wire.Commit, seq uint64) int {
		switch {
		case k.Seq < seq:
			return -1
		case k.Seq > seq:
			return 1
		}
		return 0
	})
	if !ok {
		return nil
	}
	return &c.s.Commits[i]
}

func total(c *wire.Cost) time.Duration {
	return time.Duration((c.Style + c.Layout + c.Paint + c.Raster + c.View) * float64(time.Microsecond))
}

func firstPage(c *check) {
	for i := range c.s.Commits {
		k := &c.s.Commits[i]
		if k.PagePath == "" || k.Kind != wire.CommitCreate {
			continue
		}
		c.note = "measured on this machine, from the start of the mini-program to the first picture of its page"
		if took := k.Time + total(&k.Cost); took > firstScreen {
			c.add(Finding{Text: fmt.Sprintf("%s was there after %s", k.PagePath, millis(took)), Page: k.PagePath, Commit: k.Seq})
		}
		return
	}
	c.nothing("no page was opened")
}

func renderTimes(c *check) {
	if len(c.s.Commits) == 0 {
		c.nothing("nothing was drawn")
		return
	}
	c.note = "measured on this machine, not on a phone"
	for i := range c.s.Commits {
		k := &c.s.Commits[i]
		if t := total(&k.Cost); t > renderTime {
			f := at(fmt.Sprintf("%s: drawing took %s", k.PagePath, millis(t)), k.Stack)
			f.Page, f.Commit = k.PagePath, k.Seq
			c.add(f)
		}
	}
}

// eachSetData calls f for the author's setData; it says so when there was none.
func (c *check) eachSetData(f func(k *wire.Commit)) {
	any := false
	for i := range c.s.Commits {
		if k := &c.s.Commits[i]; k.Kind == wire.CommitSetData && k.Cause.Kind != "console" {
			any = true
			f(k)
		}
	}
	if !any {
		c.nothing("there was no setData")
	}
}

func setDataOften(c *check) {
	var window []*wire.Commit
	said := time.Duration(-1)
	c.eachSetData(func(k *wire.Commit) {
		window = append(window, k)
		for window[0].Time <= k.Time-time.Second {
			window = window[1:]
		}
		if len(window) > setDataPerSec && (said < 0 || k.Time >= said+time.Second) {
			said = k.Time
			f := at(fmt.Sprintf("more than %d setData within a second, at %s", setDataPerSec, millis(k.Time)), k.Stack)
			f.Page, f.Commit = k.PagePath, k.Seq
			c.add(f)
		}
	})
}

func setDataSize(c *check) {
	c.eachSetData(func(k *wire.Commit) {
		if k.Bytes > setDataBytes {
			f := at(fmt.Sprintf("%s in one setData", kilobytes(k.Bytes)), k.Stack)
			f.Page, f.Commit = k.PagePath, k.Seq
			c.add(f)
		}
	})
}

func kilobytes(n int) string { return fmt.Sprintf("%.0f KB", float64(n)/1024) }

func wxmlNodes(c *check) {
	if len(c.s.Pages) == 0 {
		c.nothing("no page is shown")
		return
	}
	for i := range c.s.Pages {
		p := &c.s.Pages[i]
		if n := len(p.Nodes); n >= maxNodes {
			c.add(Finding{Text: fmt.Sprintf("%s has %d nodes", p.Path, n), Page: p.Path})
		}
		depth, children := make([]int, len(p.Nodes)), make([]int, len(p.Nodes))
		deepest := -1
		for k := range p.Nodes {
			if up := p.Nodes[k].Parent; up >= 0 {
				depth[k] = depth[up] + 1
				children[up]++
			}
			if deepest < 0 || depth[k] > depth[deepest] {
				deepest = k
			}
		}
		if deepest >= 0 && depth[deepest] >= maxDepth {
			c.add(Finding{Text: fmt.Sprintf("%s lies %d levels deep", p.Nodes[deepest].Name, depth[deepest]), Page: p.Path, Node: p.Nodes[deepest].ID})
		}
		for k, n := range children {
			if n > maxChildren {
				c.add(Finding{Text: fmt.Sprintf("%s has %d children", p.Nodes[k].Name, n), Page: p.Path, Node: p.Nodes[k].ID})
			}
		}
	}
}

// requests calls f for finished wx.request calls; it says so when there were none.
func (c *check) requests(f func(t *Transfer)) {
	any := false
	for i := range c.s.Transfers {
		if t := &c.s.Transfers[i]; t.Kind == "request" && t.End != nil && !t.Resent {
			any = true
			f(t)
		}
	}
	if !any {
		c.nothing("there was no finished request")
	}
}

func (t *Transfer) finding(text string) Finding {
	f := at(t.Method+" "+shorten(t.URL)+" "+text, t.Stack)
	f.Transfer = t.Number + 1
	return f
}

func shorten(u string) string {
	if len(u) > 100 {
		return strings.ToValidUTF8(u[:100], "") + "…"
	}
	return u
}

func requestTimes(c *check) {
	c.requests(func(t *Transfer) {
		if d := t.End.Phases.Total; d > requestTime {
			c.add(t.finding("took " + millis(d)))
		}
	})
}

// span is something that lasts.
type span struct {
	start, end time.Duration
	at         int
}

// together finds where more than most spans overlap, once per pile.
func together(list []span, most int, found func(s span, n int)) {
	slices.SortStableFunc(list, func(a, b span) int { return int(a.start - b.start) })
	var open []span
	told := false
	for _, s := range list {
		open = slices.DeleteFunc(open, func(o span) bool { return o.end <= s.start })
		open = append(open, s)
		if len(open) <= most {
			told = false
		} else if !told {
			told = true
			found(s, len(open))
		}
	}
}

func requestsTogether(c *check) {
	var list []span
	c.requests(func(t *Transfer) {
		if d := t.End.Phases.Total; d > requestLong {
			list = append(list, span{t.Time, t.Time + d, t.Number})
		}
	})
	together(list, requestsAtOnce, func(s span, n int) {
		for i := range c.s.Transfers {
			if t := &c.s.Transfers[i]; t.Number == s.at {
				c.add(t.finding(fmt.Sprintf("is the %dth at once", n)))
			}
		}
	})
}

// loads calls f for pictures from the network.
func (c *check) loads(f func(l *Load)) {
	if len(c.s.Loads) == 0 {
		c.nothing("no picture came from the network")
	}
	for i := range c.s.Loads {
		f(&c.s.Loads[i])
	}
}

func imagesTogether(c *check) {
	hosts := map[string][]span{}
	var names []string
	n := 0
	c.loads(func(l *Load) {
		u, err := url.Parse(l.URL)
		if err == nil && l.Took > imageLong {
			if hosts[u.Host] == nil {
				names = append(names, u.Host)
			}
			hosts[u.Host] = append(hosts[u.Host], span{l.Start, l.Start + l.Took, n})
		}
		n++
	})
	for _, h := range names {
		together(hosts[h], imagesAtOnce, func(s span, n int) {
			c.add(Finding{Text: fmt.Sprintf("%s is the %dth picture of %s at once", shorten(c.s.Loads[s.at].URL), n, h)})
		})
	}
}

func imageCache(c *check) {
	c.loads(func(l *Load) {
		cache := strings.ToLower(l.Cache)
		if !l.Failed && (cache == "" || strings.Contains(cache, "no-store") || strings.Contains(cache, "no-cache") || strings.Contains(cache, "max-age=0")) {
			text := "no Cache-Control and no Expires"
			if cache != "" {
				text = "Cache-Control: " + l.Cache
			}
			c.add(Finding{Text: shorten(l.URL) + ": " + text})
		}
	})
}

// images calls f for pictures that are shown and whose size is known.
func (c *check) images(f func(p *Page, n *Node)) {
	any := false
	for i := range c.s.Pages {
		p := &c.s.Pages[i]
		for k := range p.Nodes {
			if n := &p.Nodes[k]; n.NaturalW > 0 && n.NaturalH > 0 && n.W > 0 && n.H > 0 {
				any = true
				f(p, n)
			}
		}
	}
	if !any {
		c.nothing("no picture is shown")
	}
}

func imageSize(c *check) {
	c.images(func(p *Page, n *Node) {
		w, h := (n.W+1)*p.DPR, (n.H+1)*p.DPR // a pixel for rounding
		if float64(n.NaturalW)*float64(n.NaturalH) > w*h {
			c.add(Finding{Text: fmt.Sprintf("%s has %d × %d pixels, shown are %.0f × %.0f", shorten(n.Src), n.NaturalW, n.NaturalH, n.W*p.DPR, n.H*p.DPR), Page: p.Path, Node: n.ID})
		}
	})
}

func requestCache(c *check) {
	last := map[string]*Transfer{}
	c.requests(func(t *Transfer) {
		if t.Method != "GET" || t.End.Error != "" || t.End.Size <= cacheBytes {
			return
		}
		if o := last[t.URL]; o != nil && t.Time-o.Time < cacheTime && o.End.Size == t.End.Size && bytes.Equal(o.End.Body, t.End.Body) {
			c.add(t.finding(fmt.Sprintf("gave the same %s again after %s", kilobytes(t.End.Size), millis(t.Time-o.Time))))
		}
		last[t.URL] = t
	})
}
