package layout

import (
	"fmt"
	"strings"
)

// dump writes boxes with their places, for comparisons.
func dump(b *Box) string {
	var sb strings.Builder
	dumpBox(&sb, b, 0)
	return sb.String()
}

func dumpBox(sb *strings.Builder, b *Box, depth int) {
	if b == nil {
		sb.WriteString("nothing\n")
		return
	}
	name := "anonymous"
	if b.Node != nil {
		name = fmt.Sprintf("%s#%d", b.Node.Tag, b.Node.ID)
	}
	if b.Pseudo != 0 {
		name += fmt.Sprintf("::%d", b.Pseudo)
	}
	fmt.Fprintf(sb, "%s%s %g,%g %g×%g", strings.Repeat(" ", depth), name, b.Rect.X.Float(), b.Rect.Y.Float(), b.Rect.W.Float(), b.Rect.H.Float())
	if o := b.Overflow(); o.W != 0 || o.H != 0 {
		fmt.Fprintf(sb, " overflow %g,%g %g×%g", o.X.Float(), o.Y.Float(), o.W.Float(), o.H.Float())
	}
	sb.WriteByte('\n')
	for _, l := range b.Lines {
		fmt.Fprintf(sb, "%s line %g,%g %g×%g base %g:", strings.Repeat(" ", depth), l.Rect.X.Float(), l.Rect.Y.Float(), l.Rect.W.Float(), l.Rect.H.Float(), l.Baseline.Float())
		for _, it := range l.Items {
			switch it.Kind {
			case ItemText:
				from, to := 0, len(it.Text.Text)
				if it.Start < len(it.Text.Glyphs) {
					from = int(it.Text.Glyphs[it.Start].Cluster)
				}
				if it.End < len(it.Text.Glyphs) {
					to = int(it.Text.Glyphs[it.End].Cluster)
				}
				s := it.Text.Text
				if from <= to {
					s = s[from:to]
				}
				fmt.Fprintf(sb, " %q", s)
			case ItemInline:
				sb.WriteString(" inline")
			case ItemAtomic:
				sb.WriteString(" box")
			}
			fmt.Fprintf(sb, " %g,%g %g×%g", it.Rect.X.Float(), it.Rect.Y.Float(), it.Rect.W.Float(), it.Rect.H.Float())
		}
		sb.WriteByte('\n')
	}
	for _, k := range b.Children {
		dumpBox(sb, k, depth+1)
	}
}
