//go:build oracle

package text

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"diorama/simulator/differential"
	"diorama/simulator/differential/chromium"
)

// breakers are characters of every class of UAX #14 that texts of everyday pages have.
var breakers = strings.Split("a A é ñ 1 9 中 文 - / . , ! ? : ; ' \" ( ) [ ] { } $ % ¥ € £ № ° ℃ ‰ ￥ ％ “ ” ‘ ’ « » „ 、 。 ， ： ； ！ ？ （ ） 《 》 「 」 【 】 … ‥ — – ‐ ～ ~ · ・ • ー っ ァ カ ｶ 々 한 ㄱ ا ש ה Σ я © × ½ ① Ⅳ ★ → √ ☺ 😀 👍🏽 🇨🇳 ❤️ ह हि ন ก + = < > & * _ \\ @ # ^ ` | ¡ ¿ ´ § ± ª µ"+
	" \u00a0 \u200b \u2060 \u00ad \u3000 \u2003 \u2009 \u200c \u200d \ufeff \u0301 \u200e \u202f \u2011 \u2012 \u2032 \u2044 \uff0f \uff3f \uff02 \uff07 \uff0d \uff0e \uff0b \uff1d \uff21 \uff11 \uff5c \uffe1 \ufe33 \u30a0 \u301c \u3005 \u303b \u309b \u02d0 \u2116 \u00b2 \u2474 \u3220 \u3380 \u25a0 \u4dc0 \u3400 \uf900 \U00020000 \u00b4 \u02c8 \u1100", " ")

var breakModes = []string{"", "word-break:break-all", "word-break:keep-all", "line-break:loose", "line-break:strict", "line-break:anywhere"}

// TestBreaks compares where lines of no width end: all pairs of breakers alone in every
// mode, then DIORAMA_CASES (4000) texts of three to five from DIORAMA_SEED (1) on.
// Oracle: chromium.
func TestBreaks(t *testing.T) {
	b := chromium.ForTest(t, 800, 600)
	cases, seed := differential.Setting("DIORAMA_CASES", 4000), differential.Setting("DIORAMA_SEED", 1)
	rnd := rand.New(rand.NewPCG(uint64(seed), 7))
	chars := append(slices.Clone(breakers), " ")
	var samples []sample
	add := func(mode, s string) {
		samples = append(samples, sample{CSS: []string{"width:0.1px;line-height:20px", mode}, Parts: []part{{Text: s}}})
	}
	for _, mode := range breakModes {
		for _, x := range chars {
			for _, y := range chars {
				add(mode, x+y)
			}
		}
	}
	for range cases {
		s := ""
		for range 3 + rnd.IntN(3) {
			s += chars[rnd.IntN(len(chars))]
		}
		add(breakModes[rnd.IntN(len(breakModes))], s)
	}
	f := newFonts(t)
	bad, shown := 0, 0
	for chunk := range slices.Chunk(samples, 4000) {
		mine, other := ours(t, f, chunk), theirs(t, b, chunk)
		for i := range chunk {
			if mine[i].H != other[i].H {
				if bad++; shown < differential.Setting("DIORAMA_SHRINK", 4000) {
					shown++
					t.Log(fmt.Sprintf("%s %+q=%s ours %v theirs %v", chunk[i].CSS[1], chunk[i].Parts[0].Text, chunk[i].Parts[0].Text, mine[i].H/20, other[i].H/20))
				}
			}
		}
	}
	t.Logf("%d of %d texts agree (%.2f %%)", len(samples)-bad, len(samples), 100*float64(len(samples)-bad)/float64(len(samples)))
}
