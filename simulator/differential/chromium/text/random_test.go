//go:build oracle

package text

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// words are what texts are made of, the frequent kinds more often.
var words = [][]string{
	{"中文", "你好世界", "小程序", "的", "我们今天去公园", "一二三四五六七八九十", "测试文字换行"},
	{"中文", "开发者工具", "页面", "按钮点击"},
	{"，", "。", "、", "“", "”", "《", "》", "（", "）", "！", "？", "：", "；", "…", "——", "「", "」", "·", "～", "【", "】", "％", "￥"},
	{"Hello", "world", "a", "WeChat", "mini-program", "internationalization", "don't", "e.g.", "AV", "To", "foo/bar", "https://example.com/a/b?c=d&e=f", "x_y", "A4", "iPhone15"},
	{"1", "2024", "12:30", "3.14", "1,000", "50%", "$99", "¥12.50", "-5", "2024-01-02", "+86", "№5", "10px", "1/2", "(3)"},
	{" ", " ", " ", "  ", "   "},
	{"\n", " \n", "\n\n", "\tx", "\n  "},
	{",", ".", "!", "?", "-", "--", "/", "(", ")", "[", "]", "{", "}", "\"", "'", ":", ";", "@", "#", "&", "*", "+", "=", "<", ">", "|", "~", "%", "\\", "^", "_", "`"},
	{"\u00a0", "\u00ad", "\u200b", "\u2060", "\u3000", "\u200d", "\u2014", "\u2026", "\u2013", "é", "e\u0301", "ñ", "€", "©", "×", "°", "•", "→", "①", "Ⅳ", "½"},
	{"😀", "👍🏽", "❤️", "👨‍👩‍👧", "🇨🇳", "☺︎", "★"},
	{"العربية", "שלום", "مرحبا", "עברית"},
	{"straße", "İstanbul", "ıiI", "ﬁn", "ŉa", "ΣΑΣ", "ǆ", "ﬀ", "Ωmega", "ядро"},
	{"\u200c", "\u200e", "\u200f", "\ufeff", "\u00a0\u00a0", "\u2009", "\u2003"},
	{"http://a.b/c-d_e/f.html#g", "user@example.com", "C:\\dir\\x", "/usr/lib/x.so", "a&amp;b", "&nbsp;", "👩🏽\u200d💻", "🇺🇸🇨🇳", "✂︎"},
	{"“引用”", "‘单’", "……", "——中", "《书》，", "（注）。", "！？", "“，”", "、、", "·中·", "～～", "％。"},
	{"カタカナ", "ひらがな", "ー", "っ", "한국어", "한글", "ｶﾅ"},
}

// often says of 100 how many words come from each list.
var often = []int{23, 9, 14, 11, 8, 12, 4, 5, 3, 2, 2, 1, 1, 2, 2, 1}

func randomText(r *rand.Rand, n int) string {
	var w strings.Builder
	for range n {
		k := r.IntN(100)
		for i, o := range often {
			if k < o {
				w.WriteString(words[i][r.IntN(len(words[i]))])
				break
			}
			k -= o
		}
	}
	return w.String()
}

// choice is a property with its values; of 100 texts, share have it.
type choice struct {
	share  int
	name   string
	values []string
}

var blockChoices = []choice{
	{40, "white-space", []string{"normal", "nowrap", "pre", "pre-wrap", "pre-line", "break-spaces"}},
	{30, "word-break", []string{"normal", "break-all", "keep-all", "break-word"}},
	{25, "overflow-wrap", []string{"normal", "anywhere", "break-word"}},
	{12, "line-break", []string{"auto", "loose", "normal", "strict", "anywhere"}},
	{40, "text-align", []string{"left", "right", "center", "justify", "start", "end"}},
	{8, "text-align-last", []string{"auto", "left", "right", "center", "justify", "start", "end"}},
	{15, "text-indent", []string{"2em", "10%", "-1em", "20px"}},
	{15, "direction", []string{"rtl"}},
	{6, "tab-size", []string{"4", "2", "20px", "0"}},
	{50, "line-height", []string{"normal", "1.5", "24px", "150%", "1", "2em", "1.37"}},
	{6, "text-overflow", []string{"ellipsis", "clip"}},
	{10, "overflow", []string{"hidden"}},
	{8, "hyphens", []string{"none", "manual"}},
	{8, "text-decoration", []string{"underline 3px", "line-through wavy red", "underline dotted"}},
	{4, "text-underline-offset", []string{"5px", "-0.2em"}},
}

var textChoices = []choice{
	{50, "font-size", []string{"12px", "14px", "13.5px", "20px", "15px", "11px", "17.3px"}},
	{20, "letter-spacing", []string{"1px", "-0.5px", "0.1em", "2.3px"}},
	{10, "word-spacing", []string{"4px", "-1px", "0.5em"}},
	{12, "text-transform", []string{"uppercase", "lowercase", "capitalize"}},
	{15, "font-weight", []string{"bold", "600", "300"}},
	{8, "font-style", []string{"italic"}},
	{8, "font-variant-numeric", []string{"tabular-nums"}},
	{5, "font-kerning", []string{"none"}},
	{4, "font-feature-settings", []string{`'tnum'`, `'kern' 0`, `'palt'`}},
}

var inlineChoices = []choice{
	{10, "unicode-bidi", []string{"embed", "isolate", "bidi-override", "plaintext", "isolate-override"}},
	{12, "direction", []string{"rtl", "ltr"}},
	{10, "white-space", []string{"nowrap", "pre-wrap", "normal"}},
	{10, "padding", []string{"0 4px", "0 10px 0 0"}},
	{6, "margin", []string{"0 5px"}},
	{6, "word-break", []string{"break-all", "keep-all"}},
	{25, "vertical-align", []string{"middle", "top", "-3px", "super", "sub", "bottom", "text-top", "text-bottom", "20%", "0.3em"}},
	{20, "line-height", []string{"normal", "1.5", "24px", "150%", "1", "2em", "0.8", "0", "40px"}},
	{5, "overflow-wrap", []string{"anywhere", "normal"}},
}

func draw(r *rand.Rand, from []choice, css []string) []string {
	for _, c := range from {
		if r.IntN(100) < c.share {
			css = append(css, c.name+":"+c.values[r.IntN(len(c.values))])
		}
	}
	return css
}

// random makes a sample.
func random(r *rand.Rand) sample {
	s := sample{}
	switch k := r.IntN(10); {
	case k < 8:
		s.CSS = append(s.CSS, fmt.Sprintf("width:%dpx", []int{20, 60, 90, 120, 150, 181, 200, 251, 300, 375}[r.IntN(10)]))
	case k == 8:
		s.CSS = append(s.CSS, "width:min-content")
	default:
		s.CSS = append(s.CSS, "width:max-content")
	}
	s.CSS = draw(r, blockChoices, s.CSS)
	s.CSS = draw(r, textChoices, s.CSS)
	n := 1
	if r.IntN(3) == 0 {
		n = 2 + r.IntN(3)
	}
	for i := range n {
		p := part{Text: randomText(r, 3+r.IntN(16))}
		if i%2 == 1 {
			p.CSS = draw(r, inlineChoices, []string{})
			if r.IntN(3) == 0 {
				p.CSS = draw(r, textChoices, p.CSS)
			}
		}
		s.Parts = append(s.Parts, p)
	}
	return s
}
