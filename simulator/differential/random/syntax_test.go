//go:build oracle

package random

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/differential"
	"diorama/simulator/view"
)

// seeds are valid and odd sources that the syntax test mangles.
var seeds = []string{
	`<view class="a {{b}}" id='x'>text {{a+1}} more</view>`,
	`<view wx:if="{{a}}">1</view><view wx:elif="{{b}}">2</view><view wx:else>3</view>`,
	`<view wx:for="{{l}}" wx:key="id" wx:for-item="it" wx:for-index="i">{{i}}:{{it}}</view>`,
	`<template name="t"><text>{{q}}</text></template><template is="t" data="{{q:1,...o}}"/>`,
	`<image src="a.png"/><input value="{{s}}" bindinput="f"/>`,
	`<!-- c --><block wx:if="{{!a}}"><view/>tail</block>`,
	`<view bindtap="f" catch:touchmove="g" data-a="1" data-aB="{{ {a:1} }}" hidden bare>x</view>`,
	`a > b & c {{ 'x<y' }} "q" 'r' &lt;`,
	"<view\n  a=\"1\"\n  b='2'\n>\n  <text>x\n  y</text>\n</view>\n",
	`<Foo-Bar someProp="{{[1,'a',b]}}" x:y="1"><slot name="n"/></Foo-Bar>`,
	`<view style="color:{{a?'red':'blue'}};">{{a?b:c}}{{a.b[0].c}}</view>`,
	`<view a="{{a}}b="c"d='e'f></view><view a="1" a="2" a/>`,
	`<view>{{ {a:1,b} }} {{[1,2][0]}} {{m.f(a,1)}}</view>`,
	`<import src="x.wxml"/><include src="y.wxml"/><view wx:for="{{3}}">{{index}}</view>`,
}

// noise goes anywhere and mostly breaks a source, harmless mostly leaves it one.
var (
	noise    = []string{"<", ">", "/", "\"", "'", "=", "{{", "}}", "{", "}", " ", "\n", "\t", "\\", "-", ":", "!", "</view>", "<view>", "<!--", "-->", "/>", "a", "1", ".", ",", "(", ")", "[", "]", "?", "中", "&", "$", "@", "#", "<view ", "</", "wx:if", "wx:else", "\r\n", "\u00a0", "_", "|", "...", "\"{{", "}}\"", "<block>", "<wxs", "%", "+", ";", "~", "*"}
	harmless = []string{" ", "\n", "\t", "\r\n", "\u00a0", "a", "1", "-", ".", "中", "&", "_", "x y", "{", "}", "\\", "'", "<!-- > -->", "{{a}}", "{{ b }}", "<view/>", "<text>t</text>", "&nbsp;", ";", "$", "@", "|", "=", ":", "/", "!"}
	// spliced go where an attribute may stand.
	spliced = []string{" c", " c='1'", ` d="{{a}}"`, ` wx:if="{{b}}"`, ` wx:if=""`, " hidden", ` data-x-y="1"`, ` bind:tap="h"`, ` class="k"`, ` id="{{s}}"`, ` style='a'`, ` e=`, ` f = "1"`, "\n", ` wx:for="{{l}}"`, ` wx:key="*this"`, ` mark:m="1"`, ` model:value="{{s}}"`, ` data-Ab="{{b}}"`, ` -g="1"`, ` h-="1"`, ` a.b="1"`, ` slot="s"`, ` catchtap`, ` bind:="f"`, ` data-=""`}
)

// mangle changes a source a little. Half of the changes are such that both compilers mostly
// take the result, so that trees are compared and not only refusals.
func mangle(r *rand.Rand) string {
	s := seeds[r.IntN(len(seeds))]
	if r.IntN(3) == 0 {
		s += seeds[r.IntN(len(seeds))]
	}
	gentle := r.IntN(4) > 0
	for range 1 + r.IntN(3) {
		i, piece := r.IntN(len(s)+1), ""
		if gentle {
			switch places := spots(s); r.IntN(4) {
			case 0, 1: // an attribute more
				i, piece = pick(r, places.tag), spliced[r.IntN(len(spliced))]
			case 2: // something in a text
				i, piece = pick(r, places.text), harmless[r.IntN(len(harmless))]
			case 3: // something in a value
				i, piece = pick(r, places.value), harmless[r.IntN(len(harmless))]
			}
			s = s[:i] + piece + s[i:]
			continue
		}
		switch r.IntN(6) {
		case 0, 1: // leave out some bytes
			j := min(len(s), i+1+r.IntN(3))
			s = s[:i] + s[j:]
		case 2, 3:
			s = s[:i] + noise[r.IntN(len(noise))] + s[i:]
		case 4: // another byte
			if i < len(s) {
				s = s[:i] + noise[r.IntN(len(noise))] + s[i+1:]
			}
		case 5: // move a piece
			j := min(len(s), i+r.IntN(12))
			piece = s[i:j]
			s = s[:i] + s[j:]
			k := r.IntN(len(s) + 1)
			s = s[:k] + piece + s[k:]
		}
	}
	return s
}

// places are where something more mostly leaves a source valid: in texts and between tags,
// before a space in a tag, in an attribute's value; never in {{ }}.
type places struct{ text, tag, value []int }

func spots(s string) places {
	var p places
	quote, tag := byte(0), false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if strings.HasPrefix(s[i:], "{{") {
			if k := strings.Index(s[i:], "}}"); k >= 0 {
				i += k + 1
				continue
			}
		}
		switch {
		case quote != 0:
			p.value = append(p.value, i)
			if c == quote {
				quote = 0
			}
		case tag && (c == '"' || c == '\''):
			quote = c
		case tag && (c == ' ' || c == '\n'):
			p.tag = append(p.tag, i)
		case tag && c == '>':
			tag = false
		case !tag:
			p.text = append(p.text, i)
			tag = c == '<'
		}
	}
	return p
}

// pick is one of the places, the beginning when there is none.
func pick(r *rand.Rand, list []int) int {
	if len(list) == 0 {
		return 0
	}
	return list[r.IntN(len(list))]
}

// brokenText is {{ }} with a quote that has no partner on its line.
var brokenText = regexp.MustCompile(`\{\{([^}'"\n]|'[^'\n]*'|"[^"\n]*")*('[^'\n]*|"[^"\n]*)\r?\n`)

const syntaxData = `({"a":1,"b":"x","c":null,"l":[{"id":1},{"id":2}],"o":{"q":5,"z":1},"s":"str","m":{"k":1}})`

func syntaxValue() value.Value {
	v, err := value.ParseJSON([]byte(strings.Trim(syntaxData, "()")))
	if err != nil {
		panic(err)
	}
	return v
}

// oursStatic renders one file without a logic layer.
func oursStatic(name, src string) (string, []wxml.Diagnostic) {
	t, diags := wxml.Parse(name, []byte(src))
	h := &view.StaticHost{Templates: map[string]*wxml.Template{name: t}}
	p := h.Page(name, syntaxValue())
	var b strings.Builder
	writeView(&b, p.Root().Host, 0)
	return strings.TrimSuffix(b.String(), "\n"), append(diags, h.Reports...)
}

func writeView(b *strings.Builder, n *view.Node, depth int) {
	text := ""
	flush := func() {
		if text != "" {
			b.WriteString(strings.Repeat("  ", depth) + differential.Literal(value.OfString(text)) + "\n")
		}
		text = ""
	}
	for _, k := range n.Composed() {
		if k.IsText() {
			text += k.Text()
			continue
		}
		flush()
		b.WriteString(strings.Repeat("  ", depth) + k.Tag())
		if id := k.ElemID(); id != "" && id != "true" {
			b.WriteString(" #" + id)
		}
		for _, c := range k.Classes() {
			if c.Name != "true" {
				b.WriteString(" ." + c.Name)
			}
		}
		if s := k.Style(); s != "" && s != "true" {
			b.WriteString(" style=" + differential.Literal(value.OfString(s)))
		}
		var words, data, events []string
		for _, a := range k.Attrs() {
			if !strings.HasPrefix(a.Name, "model:") {
				words = append(words, strings.ToLower(differential.Camel(a.Name))+"="+differential.Literal(a.Value))
			}
		}
		if k.Dataset().Kind() == value.Map {
			for _, name := range k.Dataset().Keys() {
				data = append(data, "data:"+name+"="+differential.Literal(k.Dataset().Get(name)))
			}
		}
		for _, e := range k.Handlers() {
			name := [...]string{dom.Bind: "bind", dom.Catch: "catch", dom.MutBind: "mut-bind"}[e.Kind]
			if e.Capture {
				name = "capture-" + name
			}
			if e.Method == "true" {
				e.Method = ""
			}
			events = append(events, name+":"+e.Event+"="+e.Method)
		}
		for _, list := range [][]string{words, data, events} {
			sort.Strings(list)
			for _, w := range list {
				b.WriteString(" " + w)
			}
		}
		b.WriteByte('\n')
		writeView(b, k, depth+1)
	}
	flush()
}

// TestSyntax feeds mangled sources to the compiler and to our parser.
func TestSyntax(t *testing.T) {
	o := startOracle(t)
	first, count, show := sizes()
	end := time.Now().Add(runTime)
	tally, shown, both := differential.NewTally(t, "syntax"), map[string]int{}, 0
	const batch = 100
	for i := 0; i < count && time.Now().Before(end); i += batch {
		dir, err := os.MkdirTemp("", "diorama-syntax-")
		if err != nil {
			t.Fatal(err)
		}
		var src []string
		files := map[string]string{}
		q := request{Cmd: "syntax", Dir: dir, Data: syntaxData}
		for k := range batch {
			s := mangle(rand.New(rand.NewPCG(first+uint64(i+k), 11)))
			name := fmt.Sprintf("f%d.wxml", k)
			src = append(src, s)
			files[name] = s
			q.Files = append(q.Files, name)
		}
		writeCase(t, dir, files)
		var a struct {
			Results []struct {
				OK            bool
				Tree          []string
				Reject, Error string
			}
		}
		err = o.ask(q, &a)
		os.RemoveAll(dir)
		if err != nil {
			t.Fatal(err)
		}
		for k, r := range a.Results {
			tree, diags := oursStatic(q.Files[k], src[k])
			tree = string([]rune(tree)) // a byte that is no UTF-8, as the judge shows it
			refused := ""
			for _, d := range diags {
				if d.Severity == wxml.Error {
					refused = fmt.Sprintf("%d:%d: %s", d.Line, d.Column, d.Message)
					break
				}
			}
			theirs := strings.Join(r.Tree, "\n")
			outcome, kind := differential.Different, "tree"
			switch {
			case r.Reject != "" && len(diags) > 0:
				outcome, kind = differential.Equal, "refused by both"
				both++
			case r.Reject != "" && newerOnly(r.Reject):
				outcome, kind = differential.NotComparable, onlyNewer
			case r.Reject != "":
				kind, theirs = "wcc refuses, we say nothing", r.Reject
			case r.Error != "":
				outcome, kind = differential.NotComparable, "the runtime fails: "+short(r.Error)
			case refused != "":
				kind, tree = "we refuse, wcc takes it", refused
			case tree == theirs:
				outcome = differential.Equal
			}
			if outcome == differential.Different && brokenText.MatchString(src[k]) {
				outcome, kind = differential.NotComparable, "a line break within quotes in {{ }}"
			}
			if tally.Add(outcome, kind, tree) {
				continue
			}
			if shown[kind]++; shown[kind] <= show {
				t.Errorf("seed %d is %s: %s\n%s\n--- theirs\n%s\n--- ours\n%s", first+uint64(i+k), outcome, kind, src[k], theirs, tree)
			}
		}
	}
	tally.Done()
	t.Logf("  of the equal %d are refused by both", both)
}
