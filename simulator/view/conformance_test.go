package view

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"diorama/renderer/value"
)

type caseFile struct {
	Name       string
	NeedsJs    bool
	Components map[string]struct {
		Template     *string
		Templates    map[string]string
		Data         json.RawMessage
		Using        map[string]string
		Placeholders map[string]string
		Properties   json.RawMessage
		Options      map[string]bool
		Is           string
		Created      struct {
			Fn string `json:"$fn"`
		}
	}
	Steps []struct {
		Op, ID, Def, Tag, HTML, Node, Key string
		Data                              json.RawMessage
		Value                             json.RawMessage
		Args                              []json.RawMessage
	}
}

// Cases of WeChat's open component framework give the expected inner HTML and
// dataset after every step (oracle: glass-easel; where the classic runtime differs,
// exparser, see classic).
func TestConformance(t *testing.T) {
	file := filepath.Join("..", "..", "..", "shared", "conformance", "wxml", "template-cases.jsonl")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Skip("the conformance data is not beside the repository: " + err.Error())
	}
	sc := bufio.NewScanner(bytes.NewReader(src))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var c caseFile
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		t.Run(c.Name, func(t *testing.T) { runCase(t, &c) })
	}
}

// classic are places where exparser differs from the open framework: an undefined
// value is the empty string in a dataset (oracle exparser).
var classic = map[string]string{"binding expression > keywords n4": `""`, "binding expression > function call n1": `""`}

func runCase(t *testing.T, c *caseFile) {
	h := newFake(t)
	h.loaded = map[string]bool{}
	h.wxs["./scripts/abc"] = value.M("test", fn(func(a, b float64) float64 { return a + b }))
	h.wxs["./scripts/def.wxs"] = h.wxs["./scripts/abc"]
	h.wxs[`exports.test = require("./scripts/def").test`] = h.wxs["./scripts/abc"]
	h.wxs["exports.test = function (a, b) { return a - b }"] = value.M("test", fn(func(a, b float64) float64 { return a - b }))
	h.wxs["module.exports={ foo: 'foo' }"] = value.M("foo", "foo")
	for name, d := range c.Components {
		src := "<slot/>"
		if d.Template != nil {
			src = *d.Template
		}
		if len(d.Templates) > 0 {
			src = d.Templates[""]
			for f, s := range d.Templates {
				if f != "" && !strings.HasSuffix(f, ".wxs") {
					h.file(f+".wxml", s)
				}
			}
		}
		fc := h.comp(name, src)
		fc.data = jsonData(t, d.Data)
		fc.def.Using = d.Using
		fc.def.Placeholder = d.Placeholders
		fc.def.MultipleSlots, fc.def.DynamicSlots, fc.def.VirtualHost = d.Options["multipleSlots"], d.Options["dynamicSlots"], d.Options["virtualHost"]
		fc.def.GlassEasel, fc.def.External = true, d.Options["externalComponent"]
		var props map[string]struct {
			Type string `json:"$type"`
		}
		json.Unmarshal(d.Properties, &props)
		for p, typ := range props {
			fc.def.Properties[p], fc.types[p] = true, typ.Type
		}
		if strings.Contains(d.Created.Fn, "setData({ visible: false })") {
			fc.on = func(in *Instance, life string) {
				if life == "created" {
					set(in, "visible", false)
				}
			}
		}
		if d.Is == "" {
			h.loaded[name] = true
		}
	}
	var p *Page
	var s *screen
	for i, st := range c.Steps {
		switch st.Op {
		case "create":
			p = NewPage(1, h)
			p.Open(h.comps[st.Def].def)
			s = newScreen(t, p)
			p.Attach()
		case "html":
			if i > 0 && c.Steps[i-1].Op == "html" {
				for _, path := range p.Waiting() {
					h.loaded[path] = true
					p.ComponentLoaded(path)
				}
			}
			s.sync()
			if got, want := html(p.Root().Host), sortAttrs(st.HTML); got != want {
				t.Fatalf("step %d\n got %s\nwant %s\nreports %v", i+1, got, want, h.reports)
			}
		case "dataset":
			nodes := p.Root().Select("#" + st.Node)
			if len(nodes) != 1 {
				t.Fatalf("step %d: %d nodes #%s", i+1, len(nodes), st.Node)
			}
			got, want := nodes[0].Dataset().Get(st.Key), jsonValue(t, st.Value)
			if w, ok := classic[c.Name+" "+st.Node]; ok && want.IsUndefined() {
				want = jsonValue(t, []byte(w))
			}
			if !value.Equal(got, want) {
				t.Errorf("step %d: data-%s of #%s is %s (%v), want %s", i+1, st.Key, st.Node, got.JSON(), got.Kind(), st.Value)
			}
		case "setData":
			p.Root().SetData(changesOf(t, jsonData(t, st.Data)))
		case "spliceArrayDataOnPath":
			path, _ := value.ParsePath(jsonValue(t, st.Args[0]).Index(0).Str())
			at, del := int(jsonValue(t, st.Args[1]).Num()), int(jsonValue(t, st.Args[2]).Num())
			list := slices.Clone(p.Root().Data.At(path).Items())
			list = slices.Replace(list, at, min(at+del, len(list)), jsonValue(t, st.Args[3]).Items()...)
			p.Root().SetData([]Change{{path, value.OfList(list)}})
		case "updateData":
			p.Root().UpdateData(changesOf(t, jsonValue(t, st.Args[0])))
		case "data":
			if got := p.Root().Data.Get(st.Key); !value.Equal(got, jsonValue(t, st.Value)) {
				t.Errorf("step %d: %s is %s, want %s", i+1, st.Key, got.JSON(), st.Value)
			}
		case "applyDataUpdates":
		default:
			t.Fatalf("unknown step %s", st.Op)
		}
	}
}

func changesOf(t *testing.T, d value.Value) []Change {
	var ch []Change
	for i, k := range d.Keys() {
		path, err := value.ParsePath(k)
		if err != nil {
			t.Fatal(err)
		}
		ch = append(ch, Change{path, d.Index(i)})
	}
	return ch
}

func fn(f func(a, b float64) float64) value.Value {
	return value.OfFunc(goFunc(func(args []value.Value) value.Value {
		if len(args) < 2 {
			return value.Value{}
		}
		return value.OfNumber(f(args[0].ToNumber(), args[1].ToNumber()))
	}))
}

func jsonData(t *testing.T, raw json.RawMessage) value.Value {
	if len(raw) == 0 {
		return value.M()
	}
	return asMap(jsonValue(t, raw))
}

// jsonValue reads the data's JSON, in which {"$undefined":1}, {"$num":"NaN"} and
// {"$fn":…} stand for what JSON has not.
func jsonValue(t *testing.T, raw []byte) value.Value {
	v, err := value.ParseJSON(raw)
	if err != nil {
		t.Fatal(err)
	}
	return special(v)
}

func special(v value.Value) value.Value {
	switch v.Kind() {
	case value.Map:
		switch v.Key(0) {
		case "$undefined":
			return value.Value{}
		case "$num":
			return value.OfNumber(value.OfString(v.Index(0).Str()).ToNumber())
		case "$fn":
			return fn(func(a, b float64) float64 { return a + b })
		}
		vals := make([]value.Value, v.Len())
		for i := range vals {
			vals[i] = special(v.Index(i))
		}
		return value.OfMap(v.Keys(), vals)
	case value.List:
		vals := make([]value.Value, v.Len())
		for i := range vals {
			vals[i] = special(v.Index(i))
		}
		return value.OfList(vals)
	}
	return v
}

var tagRE = regexp.MustCompile(`<([\w-]+)((?: [\w-]+="[^"]*")+)>`)
var attrRE = regexp.MustCompile(` [\w-]+="[^"]*"`)

func sortAttrs(s string) string {
	return tagRE.ReplaceAllStringFunc(s, func(tag string) string {
		m := tagRE.FindStringSubmatch(tag)
		attrs := attrRE.FindAllString(m[2], -1)
		slices.Sort(attrs)
		return "<" + m[1] + strings.Join(attrs, "") + ">"
	})
}

func htmlAttrs(n *Node) string {
	var attrs []string
	add := func(name string, v value.Value) {
		switch {
		case v.Kind() == value.Bool && !v.Truthy():
			return
		case v.Kind() == value.Bool || v.IsNil():
			v = value.OfString("")
		}
		attrs = append(attrs, " "+name+"=\""+v.ToString()+"\"")
	}
	if n.p.class.v != nil {
		add("class", value.OfString(n.el.raw))
	}
	if n.p.style.v != nil {
		add("style", value.OfString(n.Style()))
	}
	for i, k := range n.Dataset().Keys() {
		add("data-"+k, n.Dataset().Index(i))
	}
	for _, a := range n.Attrs() {
		add(a.Name, a.Value)
	}
	slices.Sort(attrs)
	return strings.Join(attrs, "")
}
