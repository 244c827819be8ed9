//go:build oracle

package random

import (
	"fmt"
	"math/rand/v2"
	"os"
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

var noise = []string{"<", ">", "/", "\"", "'", "=", "{{", "}}", "{", "}", " ", "\n", "\t", "\\", "-", ":", "!", "</view>", "<view>", "<!--", "-->", "/>", "a", "1", ".", ",", "(", ")", "[", "]", "?", "中", "&", "$", "@", "#", "<view ", "</", "wx:if", "wx:else", "\r\n", "\u00a0", "_", "|", "...", "\"{{", "}}\"", "<block>", "<wxs", "%", "+", ";", "~", "*"}

func mangle(r *rand.Rand) string {
	s := seeds[r.IntN(len(seeds))]
	if r.IntN(3) == 0 {
		s += seeds[r.IntN(len(seeds))]
	}
	for range 1 + r.IntN(3) {
		i := r.IntN(len(s) + 1)
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
			piece := s[i:j]
			s = s[:i] + s[j:]
			k := r.IntN(len(s) + 1)
			s = s[:k] + piece + s[k:]
		}
	}
	return s
}

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
