// Proves: a value written into a template touches nothing but itself; what cannot be
// written so is refused with the reason. Oracle: hand, byte for byte, and for any bytes
// the parser: the file says the same but for that value.
package wxml

import (
	"bytes"
	"strings"
	"testing"
)

func TestSetAttr(t *testing.T) {
	for _, c := range []struct {
		src, name, value string
		remove           bool
		want             string // "!" and the reason when refused
	}{
		{"<!-- 甲 -->\r\n  @<view  class='a  b' id='x' >\r\n</view>", "class", "c", false, "<!-- 甲 -->\r\n  <view  class='c' id='x' >\r\n</view>"},
		{"@<view class='a'/>", "class", "it's", false, `<view class="it's"/>`},
		{"@<view class='a'/>", "class", `it's "x" \`, false, `<view class='it\'s "x" \\'/>`},
		{"@<image mode />", "mode", "aspectFit", false, `<image mode="aspectFit" />`},
		{"@<view\n  bindtap='x'\n/>", "class", "c", false, "<view\n  bindtap='x' class=\"c\"\n/>"},
		{"@<view>a</view>", "style", "color:red", false, `<view style="color:red">a</view>`},
		{"@<view a='1' class='b' c='2'>a</view>", "class", "", true, `<view a='1' c='2'>a</view>`},
		{"<template name='t'>@<view class='a'/></template>", "class", "b", false, `<template name='t'><view class='b'/></template>`},
		{"@<view class='a {{b}}'/>", "class", "b", false, "!{{ }} makes this value"},
		{"<view wx:for='{{l}}' wx:key='id'>\n@<text class='a'/></view>", "class", "b", false, "!wx:for in line 1 makes several"},
		{"@<view class='a'/>", "class", "{{b}}", false, "!this text would change more"},
		{"@<view class='a'/>", "class", "a\nb", false, "!this text would change more"},
		{"@<view class='a'></vie>", "class", "b", false, "!the file has a mistake in line 1"},
		{" @ <view class='a'/>", "class", "b", false, "!the element is not where it was"},
	} {
		before, _, _ := strings.Cut(c.src, "@")
		src := strings.Replace(c.src, "@", "", 1)
		cur := cursor{src: src}
		got, err := SetAttr([]byte(src), cur.at(len(before)), c.name, c.value, c.remove)
		check(t, src, string(got), err, c.want)
	}
}

func TestSetText(t *testing.T) {
	for _, c := range []struct{ src, text, want string }{
		{"<text>@ \n 你好  </text>", " 再见 ", "<text> \n 再见  </text>"},
		{"<text>@a</text>", `a\n<`, "!this text would change more"},
		{"<text>@a</text>", `a\n`, "!this text would change more"},
		{"<text>@a</text>", "a<b/>", "!this text would change more"},
		{"<text>@a{{b}}</text>", "b", "!{{ }} makes this value"},
		{"<text wx:for='{{a}}' wx:key='b'>@a</text>", "b", "!wx:for in line 1"},
		{"<text>@a</text>", "", "!this text would change more"},
	} {
		before, _, _ := strings.Cut(c.src, "@")
		src := strings.Replace(c.src, "@", "", 1)
		cur := cursor{src: src}
		got, err := SetText([]byte(src), cur.at(len(before)), c.text)
		check(t, src, string(got), err, c.want)
	}
}

func check(t *testing.T, src, got string, err error, want string) {
	t.Helper()
	if reason, refused := strings.CutPrefix(want, "!"); refused {
		if err == nil || !strings.HasPrefix(err.Error(), reason) {
			t.Errorf("%q: %q, %v; want %q", src, got, err, reason)
		}
	} else if err != nil || got != want {
		t.Errorf("%q:\ngot  %q, %v\nwant %q", src, got, err, want)
	}
}

// FuzzSetAttr writes any value to any element of any template.
func FuzzSetAttr(f *testing.F) {
	f.Add([]byte("<view class='a' id=x>\r\n<text hidden>甲</text></view>"), 0, "class", "b\"'\\")
	f.Add([]byte("<view>\n<a b=c/>d</view>"), 1, "b", "{c")
	f.Add([]byte("<view>\n<a b=c/>d</view>"), 2, "class", "<")
	f.Fuzz(func(t *testing.T, src []byte, nth int, name, value string) {
		if name != "class" && name != "style" && name != "id" {
			name = "mode"
		}
		tm, _ := Parse("", src)
		var list []*Node
		var walk func([]*Node)
		walk = func(ns []*Node) {
			for _, n := range ns {
				list = append(list, n)
				walk(n.Children)
			}
		}
		walk(tm.Nodes)
		if nth < 0 || nth >= len(list) {
			return
		}
		n := list[nth]
		var out []byte
		var err error
		if n.Kind == Text {
			out, err = SetText(src, n.Pos, value)
		} else {
			out, err = SetAttr(src, n.Pos, name, value, nth%5 == 4)
		}
		if err != nil {
			return
		}
		// What stands before the element and behind its tag stays.
		at := offset(string(src), n.Pos)
		tail := src[at:]
		if n.Kind == Text {
			tail = tail[len(n.Value.Source):]
		} else {
			p := &parser{src: string(src), at: nameEnd(string(src), skipSpace(string(src), at+1)), template: &Template{}}
			p.pos.src = p.src
			p.readAttrs(n.Tag)
			tail = src[p.at:]
		}
		if !bytes.HasPrefix(out, src[:at]) || !bytes.HasSuffix(out, tail) {
			t.Fatalf("%q became %q", src, out)
		}
	})
}
