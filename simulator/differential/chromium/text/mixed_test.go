//go:build oracle

package text

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// mixedWords are texts that words lacks: other scripts, long words and runs of one kind.
var mixedWords = []string{
	"https://mp.weixin.qq.com/s?__biz=MzA3MDQ4MzQzMg==&mid=2665690435#rd", "12345678901234567890", "0.123456789", "2024/01/02-03:04",
	"，，，", "。。。", "「『」』", "！！！？？？", "（（（）））", "《》《》", "、。，", "……——", "“”‘’",
	"हिन्दी", "নমস্কার", "Ελληνικά", "Русский", "Việt", "ñandú", "שלום עולם", "مرحبا بالعالم",
	"👨\u200d👩\u200d👧\u200d👦", "👩🏽\u200d🚀", "🏴\u200d☠\ufe0f", "1️⃣", "🇨🇳🇺🇸", "\u200b\u200b", "\u00a0中\u00a0", "\u3000\u3000中", "a\u3000b",
	"antidisestablishmentarianism", "Donaudampfschiff\u00adfahrts\u00adgesellschaft", "super-cali-fragil-istic", "foo_bar_baz_qux", "a.b.c.d.e.f",
}

var mixedBlock = []choice{
	{15, "display", []string{"-webkit-box;-webkit-box-orient:vertical;overflow:hidden;-webkit-line-clamp:2", "-webkit-box;-webkit-box-orient:vertical;overflow:hidden;-webkit-line-clamp:3"}},
	{10, "overflow", []string{"hidden"}},
	{8, "text-indent", []string{"2em hanging", "2em each-line", "2em hanging each-line"}},
	{10, "text-align-last", []string{"justify", "right", "center"}},
}

var boxChoices = []choice{
	{60, "vertical-align", []string{"top", "middle", "bottom", "text-top", "text-bottom", "5px", "-20%", "super", "sub"}},
	{30, "margin", []string{"0 4px", "3px", "-2px 0", "0 0 6px", "0 -3px"}},
	{15, "padding", []string{"2px", "0 5px"}},
	{15, "border", []string{"1px solid"}},
}

// mixed makes a sample with boxes between its texts.
func mixed(r *rand.Rand) sample {
	s := random(r)
	s.CSS = draw(r, mixedBlock, s.CSS)
	var parts []part
	for _, p := range s.Parts {
		if r.IntN(3) == 0 {
			p.Text += mixedWords[r.IntN(len(mixedWords))] + []string{"", " ", "中"}[r.IntN(3)]
		}
		parts = append(parts, p)
		if r.IntN(3) != 0 {
			continue
		}
		css := []string{"display:inline-block", fmt.Sprintf("width:%dpx", 4+r.IntN(40)), fmt.Sprintf("height:%dpx", r.IntN(40))}
		if r.IntN(5) == 0 && !strings.Contains(strings.Join(s.CSS, ";"), "clamp") {
			css[0] = []string{"float:left", "float:right"}[r.IntN(2)]
		}
		parts = append(parts, part{CSS: draw(r, boxChoices, css), Box: true})
	}
	if last := parts[len(parts)-1]; last.Box {
		parts = append(parts, part{Text: randomText(r, 3+r.IntN(8))})
	}
	s.Parts = parts
	return s
}
