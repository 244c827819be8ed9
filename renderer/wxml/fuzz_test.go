package wxml

// Proves that any bytes parse without panic, in linear time, with true positions,
// and that printing and parsing again a file without errors changes nothing.
// Oracle: hand.

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range ar.Files {
			if strings.HasSuffix(x.Name, ".wxml") {
				f.Add(string(x.Data))
			}
		}
	}
	f.Add("<a b='\\'{{'\\\\'}}'>{{{{}}}}}")
	f.Fuzz(func(t *testing.T, src string) {
		_, diags := Parse("a.wxml", []byte(src))
		lines := strings.Split(src, "\n")
		for _, d := range diags {
			if d.Line < 1 || d.Line > len(lines) || d.Column < 1 || d.Column > len([]rune(lines[d.Line-1]))+1 {
				t.Fatalf("%q: place %d:%d does not exist: %s", src, d.Line, d.Column, d.Message)
			}
		}
		// What was repaired may not be printed in a form that is right at once.
		if !slices.ContainsFunc(diags, func(d Diagnostic) bool { return d.Severity == Error }) {
			checkRoundTrip(t, src)
		} else {
			tree, _ := Parse("a.wxml", []byte(src))
			Print(tree)
		}
	})
}

// TestHostile: patterns that make careless parsers slow or deep. The bound is far
// above the time that is needed (some 10 ms each).
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("times are for a run without the race detector")
	}
	const size = 1 << 18
	for _, unit := range []string{"{{", "{{{ ", "{{ { }} ", "{{ ' }} ", `{{ ' }}{{ " }}`, "{{ {' }} {{ {\" }} ", "<", "< ", "<a ", "<a>", "</a>", "<a b=", "<a b='", "<a b='{{\" ",
		"<a b='{{' ", "<view wx:if='{{a", "<view>{{a</view>", "<!-", "<!--", "<a/>\n", "<block wx:for='{{a}}'>{{b}}", "{{a<b", "{{ </ ", "{{'</a ", "\\", "<wxs>", "<a \n='<'", "<template name='a'>", "a='1' ", "<a b=\"{{ '<\n", "{{[", "{{a+(", "{{!", "{{a?", "{{a[", "{{-"} {
		src := strings.Repeat(unit, size/len(unit))
		// The best of three: a machine that stalls makes one try slow, a parser all of them.
		best := time.Hour
		for try := 0; try < 3 && best > 2*time.Second; try++ {
			start := time.Now()
			tree, _ := Parse("a.wxml", []byte(src))
			best = min(best, time.Since(start))
			_ = Print(tree)
		}
		if best > 2*time.Second {
			t.Errorf("%q repeated: %v", unit, best)
		} else if testing.Verbose() {
			t.Logf("%q repeated: %v", unit, best)
		}
	}
}

// TestLimits: every limit is a diagnostic.
func TestLimits(t *testing.T) {
	tree, diags := Parse("a.wxml", []byte(strings.Repeat("<a>", maxDepth+10)+"x"))
	depth := 0
	for n := tree.Nodes; len(n) > 0; n = n[0].Children {
		depth++
	}
	if depth > maxDepth+1 || !strings.Contains(dumpDiags(diags), "nested too deep") {
		t.Errorf("depth %d, %d diagnostics", depth, len(diags))
	}
	_, diags = Parse("a.wxml", []byte(strings.Repeat("</a>", 1000)))
	if len(diags) != maxDiagnostics+1 {
		t.Errorf("%d diagnostics", len(diags))
	}
	if last := diags[len(diags)-1]; last.Message != "more than 200 mistakes; the rest is not listed" {
		t.Error(last.Message)
	}
}

const page = `<view class="card {{item.active ? 'on' : ''}}" wx:for="{{list}}" wx:key="id" bindtap="open" data-id="{{item.id}}">
  <image class="pic" src="{{item.pic}}" mode="aspectFill"></image>
  <view class="body">
    <text class="title">{{index + 1}}. {{item.title}}</text>
    <text class="price" wx:if="{{item.price > 0}}">¥{{item.price}}</text>
    <text wx:else>免费</text>
  </view>
</view>
`

func BenchmarkParse(b *testing.B) {
	src := []byte(strings.Repeat(page, 200))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("a.wxml", src)
	}
}
