package simulator

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// bigPage is a page with n elements in rows as an app has them: picture, two lines
// of text, badge.
func bigPage(n int) string {
	return fmt.Sprintf(`
-- app.json --
{"pages": ["a"]}
-- a.wxml --
<view class="hero">{{title}}</view>
<view wx:for="{{list}}" wx:key="id" class="row"><view class="pic"></view><view class="body"><view class="t">{{item.title}}</view><view class="d">{{item.text}}</view></view><view class="badge">{{item.n}}</view></view>
-- a.wxss --
page { background-color: #f5f5f5 }
.hero { height: 100rpx; line-height: 100rpx; background: linear-gradient(90deg, #07c160, #1273a8); color: white }
.row { display: flex; align-items: center; padding: 20rpx; margin: 10rpx; background-color: white; border-radius: 16rpx; box-shadow: 0 2px 8px rgba(0,0,0,.1) }
.pic { width: 80rpx; height: 80rpx; border-radius: 50%%; background-color: #ddd }
.body { flex: 1; margin: 0 20rpx } .t { font-weight: 600 } .d { color: #888; font-size: 24rpx }
.badge { padding: 0 12rpx; border-radius: 20rpx; background-color: #fa5151; color: white; font-size: 22rpx }
-- a.js --
const list = []
for (let i = 0; i < %d; i++) list.push({ id: i, title: '第' + i + '行 row', text: '这是一段说明文字 with some Latin', n: i %% 99 })
Page({ data: { title: 'start', list } })
`, n/9)
}

func quantile(d []time.Duration, q float64) time.Duration {
	sort.Slice(d, func(i, j int) bool { return d[i] < d[j] })
	return d[min(len(d)-1, int(float64(len(d))*q))]
}

// BenchmarkSetDataToPixels changes one text and draws: the whole way but for the
// process border. "without-js" leaves out what setData itself ran, which DESIGN §9's
// goal, p95 1 ms on 1,000 nodes, does not count; what the call came through, a script that
// is compiled each time, is in it.
func BenchmarkSetDataToPixels(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := openBench(b, bigPage(n))
			var took []time.Duration
			i := 0
			var style, layout, paint, raster float64
			for b.Loop() {
				i++
				start := time.Now()
				if err := s.SetData(value.M("title", fmt.Sprint("title ", i))); err != nil {
					b.Fatal(err)
				}
				if err := s.Settle(0, time.Minute); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			commits := s.Commits(0)
			for _, c := range commits {
				style, layout, paint, raster = style+c.Cost.Style, layout+c.Cost.Layout, paint+c.Cost.Paint, raster+c.Cost.Raster
			}
			var without []time.Duration
			for i := 1; i <= min(len(took), len(commits)); i++ {
				js := commits[len(commits)-i].Cost.JS
				without = append(without, took[len(took)-i]-time.Duration(js*float64(time.Microsecond)))
			}
			b.ReportMetric(float64(quantile(without, .5).Microseconds())/1000, "p50-ms-without-js")
			b.ReportMetric(float64(quantile(without, .95).Microseconds())/1000, "p95-ms-without-js")
			b.ReportMetric(float64(quantile(took, .5).Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(quantile(took, .95).Microseconds())/1000, "p95-ms")
			for name, v := range map[string]float64{"style-µs": style, "layout-µs": layout, "paint-µs": paint, "raster-µs": raster} {
				b.ReportMetric(v/float64(max(1, len(took))), name)
			}
		})
	}
}

// BenchmarkPatch takes patches of one text into a page of that many nodes: tree,
// journal and its checkpoints, without a picture.
func BenchmarkPatch(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := openBench(b, bigPage(9))
			pg := s.top()
			ops := make([]dom.Op, 0, 2*n)
			for i := range n {
				id := dom.NodeID(1<<20 + i)
				ops = append(ops, dom.Op{Kind: dom.OpText, ID: id, Text: "x"}, dom.Op{Kind: dom.OpInsert, ID: id, Parent: dom.RootID})
			}
			seq := s.patchSeq + 1
			s.patch(&wire.Patch{Seq: seq, Pages: []wire.PageOps{{Page: pg.id, Ops: ops}}})
			b.ReportAllocs()
			for b.Loop() {
				seq++
				s.patch(&wire.Patch{Seq: seq, Pages: []wire.PageOps{{Page: pg.id, Ops: []dom.Op{{Kind: dom.OpSetText, ID: 1<<20 + 1, Text: fmt.Sprint(seq)}}}}})
			}
		})
	}
}

func openBench(b *testing.B, src string) *Session {
	b.Helper()
	return openBenchWith(b, src, func(*Options) {})
}

func openBenchWith(b testing.TB, src string, change func(*Options)) *Session {
	b.Helper()
	dir := b.TempDir()
	for _, f := range parse(src) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, f.Name)), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	o := Options{Dir: dir, Virtual: true, Width: 375, Height: 812, DPR: 2}
	change(&o)
	s, err := Open(o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	if err := s.Settle(0, time.Minute); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkOpen opens a page of that size: project to first picture, worker in
// this process.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{10, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				openBench(b, bigPage(n)).Close()
			}
		})
	}
}

// BenchmarkSaveToPixels writes a file and waits until the change is on the screen,
// the watcher's quiet time included.
func BenchmarkSaveToPixels(b *testing.B) {
	for _, ext := range []string{"wxss", "wxml", "js"} {
		b.Run(ext, func(b *testing.B) {
			dir := b.TempDir()
			for _, f := range parse(bigPage(1000)) {
				if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
					b.Fatal(err)
				}
			}
			s, err := Open(Options{Dir: dir, Watch: true, Width: 375, Height: 812, DPR: 2})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			pump := func(until func() bool) {
				limit := time.Now().Add(20 * time.Second)
				for !until() {
					s.Step(time.Now())
					s.Frame()
					select {
					case <-s.Wake():
					case <-time.After(time.Millisecond):
					}
					if time.Now().After(limit) {
						b.Fatal("the change did not show")
					}
				}
			}
			pump(func() bool { return s.State().Commits > 0 && len(s.State().Stack) > 0 })
			file := filepath.Join(dir, "a."+ext)
			src, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			var took []time.Duration
			i := 0
			for b.Loop() {
				i++
				text := string(src) + fmt.Sprintf("\n.x%d { color: red } .hero { height: %drpx }", i, 100+i%2)
				switch ext {
				case "wxml":
					text = strings.Replace(string(src), "{{title}}", fmt.Sprintf("{{title}} %d", i), 1)
				case "js":
					text = string(src) + fmt.Sprintf("\nPage({ data: {}, m%d() {} })", i)
				}
				seen := s.State().Reload
				start := time.Now()
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					b.Fatal(err)
				}
				if ext == "js" {
					version := s.reloads()
					pump(func() bool { return s.reloads() != version })
				} else {
					pump(func() bool { return s.State().Reload != seen })
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric(float64(quantile(took, .5).Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(quantile(took, .95).Microseconds())/1000, "p95-ms")
		})
	}
}

// reloads counts the answers of the worker to Reload.
func (s *Session) reloads() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.readies
}
