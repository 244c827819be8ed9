package richtext

import "testing"

// Lenient HTML becomes the node list of the documentation of rich-text. Oracle:
// hand, from the HTML standard's tree for these inputs.
func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`a<b>c</b>`, `[{"type":"text","text":"a"},{"name":"b","attrs":{},"children":[{"type":"text","text":"c"}]}]`},
		{`<p class="x" style='a:b'>1<p>2`, `[{"name":"p","attrs":{"class":"x","style":"a:b"},"children":[{"type":"text","text":"1"}]},{"name":"p","attrs":{},"children":[{"type":"text","text":"2"}]}]`},
		{`<img src=a.png /><br>`, `[{"name":"img","attrs":{"src":"a.png"},"children":[]},{"name":"br","attrs":{},"children":[]}]`},
		{`1 < 2<!-- x --></i>`, `[{"type":"text","text":"1 "},{"type":"text","text":"<"},{"type":"text","text":" 2"}]`},
		{`<div><script>if(a<b){}</script>x`, `[{"name":"div","attrs":{},"children":[{"type":"text","text":"x"}]}]`},
	} {
		if got := Parse(c.in).JSON(); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "<", "<a", "<a b", `<a b="`, "</", "<!--", "<p = =>", "<a/b/c>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { Parse(s) })
}
