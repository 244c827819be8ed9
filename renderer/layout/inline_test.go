package layout

import (
	"os"
	"testing"
)

// Inline layout: wrapping, white space, alignment. Oracle: hand, from CSS 2.1 §9.4.2
// and §10.8 and CSS Text 3, with Ahem at 10px (each glyph 10×10, baseline at 8).
func TestInline(t *testing.T) {
	for _, c := range []struct{ name, markup, want string }{
		{"wrap", `<view style="width:100px">hello world again</view>`, "0,0 hello | 0,10 world | 0,20 again"},
		{"collapse", "<view>  a \n b\t c </view>", "0,0 a b c"},
		{"pre", "<view style=\"white-space:pre\">a  b\n c</view>", "0,0 a  b | 0,10  c"},
		{"pre-line", "<view style=\"white-space:pre-line\">a  b \n c\n\nd</view>", "0,0 a b | 0,10 c |  | 0,30 d"},
		{"pre-wrap", "<view style=\"white-space:pre-wrap;width:50px\">aaa  bbb</view>", "0,0 aaa   | 0,10 bbb"},
		{"nowrap", `<view style="white-space:nowrap;width:50px">aaa bbb ccc</view>`, "0,0 aaa bbb ccc"},
		{"cjk newline", "<view>你\n好 a\nb</view>", "0,0 你 好 a b"},
		{"span edges", `<view style="width:80px">ab<text style="padding:0 5px;margin:0 3px">cd ef</text>gh</view>`, "0,0 ab; 23,0 span( 25×10; 28,0 cd | 0,10 span) 25×10; 0,10 ef; 28,10 gh"},
		{"center", `<view style="width:100px;text-align:center">abc</view>`, "35,0 abc"},
		{"right", `<view style="width:100px;text-align:right">abc def ghi</view>`, "30,0 abc def | 70,10 ghi"},
		{"justify", `<view style="width:70px;text-align:justify">ab cd ef gh</view>`, "0,0 ab ; 50,0 cd | 0,10 ef gh"},
		{"justify han", `<view style="width:35px;text-align:justify">你好世界</view>`, "0,0 你; 12.5,0 好; 25,0 世 | 0,10 界"},
		{"indent", `<view style="width:60px;text-indent:20px">abc def</view>`, "20,0 abc | 0,10 def"},
		{"break-all", `<view style="width:35px;word-break:break-all">abcdefgh</view>`, "0,0 abc | 0,10 def | 0,20 gh"},
		{"break-word", `<view style="width:35px;word-wrap:break-word">ab cdefgh</view>`, "0,0 ab | 0,10 cde | 0,20 fgh"},
		{"overflowing word", `<view style="width:35px">abcdef gh</view>`, "0,0 abcdef | 0,10 gh"},
		{"atomic baseline", `<view>a<view style="display:inline-block;width:20px;height:30px"></view>b</view>`, "0,22 a; 10,0 [20×30]; 30,22 b"},
		{"atomic text baseline", `<view>a<view style="display:inline-block;padding:5px">x</view>b</view>`, "0,5 a; 10,0 [20×20]; 30,5 b | 15,5 x"},
		{"atomic wraps", `<view style="width:50px"><view style="display:inline-block;width:30px;height:10px"></view><view style="display:inline-block;width:30px;height:10px"></view></view>`, "0,0 [30×10] | 0,12 [30×10]"},
		{"vertical-align middle", `<view>a<view style="display:inline-block;width:20px;height:30px;vertical-align:middle"></view></view>`, "0,11 a; 10,0 [20×30]"},
		{"vertical-align top bottom", `<view>a<view style="display:inline-block;width:10px;height:40px;vertical-align:top"></view><view style="display:inline-block;width:10px;height:20px;vertical-align:bottom"></view></view>`, "0,0 a; 10,0 [10×40]; 20,20 [10×20]"},
		{"vertical-align sub", `<view>a<text style="vertical-align:sub">b</text><text style="vertical-align:5px">c</text></view>`, "0,5 a; 10,8 span() 10×10; 10,8 b; 20,0 span() 10×10; 20,0 c"},
		{"line-height", `<view style="line-height:25px">a</view>`, "0,7 a"},
		{"bigger span", `<view>a<text style="font-size:20px">b</text></view>`, "0,8 a; 10,0 span() 20×20; 10,0 b"},
		{"ellipsis", `<view style="width:60px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis">abc def ghi</view>`, "0,0 abc d; 50,0 …"},
		{"clamp", `<view style="width:60px;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden">abc def ghi jkl mno pqr</view>`, "0,0 abc | 0,10 def; 30,10 …"},
		{"letter-spacing", `<view style="width:70px;letter-spacing:5px">abc d</view>`, "0,0 abc | 0,10 d"},
		{"text-transform", `<view><text style="text-transform:uppercase">ab</text><text style="text-transform:capitalize">cd ef</text></view>`, "0,0 span() 20×10; 0,0 AB; 20,0 span() 50×10; 20,0 Cd Ef"},
		{"relative inline", `<view>a<text style="position:relative;top:3px;left:2px">b</text>c</view>`, "0,0 a; 12,3 span() 10×10; 12,3 b; 20,0 c"},
		{"space between spans", `<view style="width:50px"><text>aa</text> <text>bb </text> <text>cc</text></view>`, "0,0 span() 20×10; 0,0 aa; 20,0  ; 30,0 span() 20×10; 30,0 bb | 0,10 span() 20×10; 0,10 cc"},
		{"block in inline", `<view>a<text style="padding:0 2px">b<view>c</view>d</text>e</view>`, "0,0 a; 10,0 span( 12×10; 12,0 b | 0,10 c | 0,20 span) 12×10; 0,20 d; 12,20 e"},
		{"empty inline", `<view><text></text></view><view>x</view>`, "0,0 x"},
		{"float beside text", `<view style="width:60px"><view style="float:left;width:20px;height:15px"></view>aa bb cc dd</view>`, "20,0 aa | 20,10 bb | 0,20 cc dd"},
		{"rtl", `<view style="width:60px;direction:rtl">ab</view>`, "40,0 ab"},
		{"tab", "<view style=\"white-space:pre;tab-size:4\">a\tb</view>", "0,0 a; 40,0 b"},
		{"forced break at end", "<view style=\"white-space:pre-wrap\">a\n</view><view>b</view>", "0,0 a | 0,10 b"},
		{"absolute in line", `<view>ab<text style="position:absolute">c</text>d</view>`, "0,0 ab; 20,0 d | 20,0 c"},
	} {
		lt, _ := page(t, "", c.markup, 200, 300)
		got := lines(lt.Root())
		if os.Getenv("LAYOUT_PRINT") != "" {
			t.Logf("%s: %s\n%s", c.name, got, dump(lt.Root()))
			continue
		}
		if got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}
