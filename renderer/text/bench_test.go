package text

import (
	"fmt"
	"strings"
	"testing"
)

func benchShape(b *testing.B, s string) {
	f := embedded(b)
	st := &Style{Size: 28}
	s = strings.Repeat(s, 1000/len([]rune(s))+1)
	s = string([]rune(s)[:1000])
	f.Shape(s, st)
	b.ReportAllocs()
	for b.Loop() {
		f.raw.clear()
		f.sized.clear()
		f.Shape(s, st)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/rune")
}

func BenchmarkShapeHan(b *testing.B) {
	benchShape(b, "小程序是一种不需要下载安装即可使用的应用，它实现了应用触手可及的梦想。")
}
func BenchmarkShapeLatin(b *testing.B) {
	benchShape(b, "The quick brown fox jumps over the lazy dog. ")
}
func BenchmarkShapeMixed(b *testing.B) { benchShape(b, "订单 Order 已付款 paid 共3件 items，") }

func BenchmarkLabelCached(b *testing.B) {
	f := embedded(b)
	st := &Style{Families: []string{"PingFang SC", "sans-serif"}, Size: 28}
	f.Shape("共 3 件商品，合计：¥128.00", st)
	b.ReportAllocs()
	for b.Loop() {
		f.Shape("共 3 件商品，合计：¥128.00", st)
	}
}

func BenchmarkLabelNew(b *testing.B) {
	f := embedded(b)
	st := &Style{Size: 28}
	i := 0
	for b.Loop() {
		i++
		f.Shape(fmt.Sprintf("共 %d 件商品，合计：¥128.00", i), st)
	}
}

func BenchmarkBreaksNew(b *testing.B) {
	f := NewFonts()
	s := strings.Repeat("小程序是一种不需要 download 即可使用的应用，", 40)
	for b.Loop() {
		f.findBreaks(s, BreakOptions{})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len([]rune(s))), "ns/rune")
}

func BenchmarkBreaksSimple(b *testing.B) {
	s := strings.Repeat("小程序是一种不需要 download 即可使用的应用，", 40)
	for b.Loop() {
		simpleBreaks(s)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len([]rune(s))), "ns/rune")
}

func BenchmarkMaskNew32(b *testing.B) {
	f := embedded(b)
	g := f.Shape("愣", &Style{Size: 32}).Glyphs[0]
	for b.Loop() {
		f.masks.clear()
		f.Mask(g.Face, g.ID, 32, 0, false, false)
	}
}

func BenchmarkMaskCached(b *testing.B) {
	f := embedded(b)
	g := f.Shape("愣", &Style{Size: 32}).Glyphs[0]
	for b.Loop() {
		f.Mask(g.Face, g.ID, 32, 0, false, false)
	}
}

func BenchmarkAddFace(b *testing.B) {
	for b.Loop() {
		embedded(b)
	}
}
