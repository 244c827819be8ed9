package simulator

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// Comparison is what differs between the moments after two commits.
type Comparison struct {
	A, B timeline.Commit
	Data []DataDifference
	Tree []TreeDifference
	// OtherPage is set when different pages were shown; their trees are not compared.
	OtherPage bool
	// Pictures are the two pages, without the window frame; Pixels counts those that
	// differ, -1 when the pictures have different sizes.
	Pictures [2]*image.RGBA
	Pixels   int
	// More is set when there is more than the limits let through.
	More bool
}

// DataDifference is a path of an instance's data with other values; undefined where
// there is none. Came and Gone tell instances that only one moment has; their Path
// is "".
type DataDifference struct {
	Instance   dom.InstanceID
	Owned      string // component, or page
	Path       string
	Old, New   value.Value
	Came, Gone bool
}

// TreeDifference is a node that differs.
type TreeDifference struct {
	Node       dom.NodeID
	Name       string // "view.card", "text", "#text"
	What       string // "class", "text", an attribute; "" the whole node
	Old, New   string
	Came, Gone bool
}

const (
	// maxDataDifferences and maxTreeDifferences bound a Comparison.
	maxDataDifferences = 2000
	maxTreeDifferences = 2000
)

// Compare tells what differs between the moments after the commits with the numbers
// a and b.
func (s *Session) Compare(a, b uint64) (*Comparison, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var moments [2]*timeline.Moment
	var infos [2]wire.PageInfo
	c := &Comparison{}
	for k, seq := range [2]uint64{a, b} {
		i := s.journal.Index(seq)
		if i < 0 {
			return nil, fmt.Errorf("commit %d is not kept any more", seq)
		}
		m, info, err := s.momentOf(i)
		if err != nil {
			return nil, err
		}
		moments[k], infos[k] = m, info
		if c.Pictures[k], err = s.pastPicture(m, info); err != nil {
			return nil, err
		}
	}
	c.A, c.B = *moments[0].Commit, *moments[1].Commit
	c.data(moments[0].Instances, moments[1].Instances)
	if c.OtherPage = infos[0].ID != infos[1].ID; !c.OtherPage {
		c.tree(moments[0].Trees[infos[0].ID], moments[1].Trees[infos[1].ID])
	}
	c.Pixels = pixelsApart(c.Pictures[0], c.Pictures[1])
	return c, nil
}

// pastPicture draws a page as it was; pictures that are not loaded yet are missing.
func (s *Session) pastPicture(m *timeline.Moment, info wire.PageInfo) (*image.RGBA, error) {
	p, err := s.pastPage(m, info, false)
	if err != nil {
		return nil, err
	}
	img := p.doc.Frame(s.now).Image
	return &image.RGBA{Pix: slices.Clone(img.Pix), Stride: img.Stride, Rect: img.Rect}, nil
}

func pixelsApart(a, b *image.RGBA) int {
	if a.Rect != b.Rect {
		return -1
	}
	n := 0
	for i := 0; i+4 <= len(a.Pix) && i+4 <= len(b.Pix); i += 4 {
		if [4]byte(a.Pix[i:]) != [4]byte(b.Pix[i:]) {
			n++
		}
	}
	return n
}

// data compares the instances; both lists are in the order of pages and ids.
func (c *Comparison) data(a, b []timeline.Instance) {
	before := map[dom.InstanceID]*timeline.Instance{}
	for i := range a {
		before[a[i].ID] = &a[i]
	}
	add := func(d DataDifference) {
		if len(c.Data) >= maxDataDifferences {
			c.More = true
			return
		}
		c.Data = append(c.Data, d)
	}
	for i := range b {
		now := &b[i]
		old := before[now.ID]
		delete(before, now.ID)
		if old == nil {
			add(DataDifference{Instance: now.ID, Owned: now.Owned(), New: now.Data, Came: true})
			continue
		}
		for _, d := range value.Diff(old.Data, now.Data, maxDataDifferences) {
			add(DataDifference{Instance: now.ID, Owned: now.Owned(), Path: d.Path.String(), Old: d.Old, New: d.New})
		}
	}
	for i := range a {
		if before[a[i].ID] != nil {
			add(DataDifference{Instance: a[i].ID, Owned: a[i].Owned(), Old: a[i].Data, Gone: true})
		}
	}
}

// tree compares node by node: an id names the same node in both.
func (c *Comparison) tree(a, b *dom.Tree) {
	if a == nil || b == nil {
		return
	}
	add := func(d TreeDifference) {
		if len(c.Tree) >= maxTreeDifferences {
			c.More = true
			return
		}
		c.Tree = append(c.Tree, d)
	}
	known := func(t *dom.Tree, n *dom.Node) *dom.Node { return t.Node(n.ID) }
	for n := b.Root; n != nil; {
		old := known(a, n)
		if old == nil {
			add(TreeDifference{Node: n.ID, Name: nodeName(n), New: brief(n), Came: true})
			n = after(n, b.Root) // what is in it came with it
			continue
		}
		compareNode(old, n, add)
		n = following(n, b.Root)
	}
	for n := a.Root; n != nil; {
		if known(b, n) == nil {
			add(TreeDifference{Node: n.ID, Name: nodeName(n), Old: brief(n), Gone: true})
			n = after(n, a.Root)
			continue
		}
		n = following(n, a.Root)
	}
}

// following is the next node in document order, after the next one behind n's subtree.
func following(n, root *dom.Node) *dom.Node {
	if n.First != nil {
		return n.First
	}
	return after(n, root)
}

func after(n, root *dom.Node) *dom.Node {
	for ; n != nil && n != root; n = n.Parent {
		if n.Next != nil {
			return n.Next
		}
	}
	return nil
}

func compareNode(a, b *dom.Node, add func(TreeDifference)) {
	differ := func(what, old, now string) {
		if old != now {
			add(TreeDifference{Node: b.ID, Name: nodeName(b), What: what, Old: old, New: now})
		}
	}
	differ("text", a.Text, b.Text)
	differ("tag", a.Tag, b.Tag)
	differ("id", a.ElemID, b.ElemID)
	differ("class", classes(a), classes(b))
	differ("style", a.Style, b.Style)
	differ("slot", a.Slot, b.Slot)
	if !value.Equal(a.Dataset, b.Dataset) {
		differ("dataset", a.Dataset.JSON(), b.Dataset.JSON())
	}
	parent := func(n *dom.Node) dom.NodeID {
		if n.Parent == nil {
			return 0
		}
		return n.Parent.ID
	}
	if p, q := parent(a), parent(b); p != q {
		differ("parent", fmt.Sprintf("node %d", p), fmt.Sprintf("node %d", q))
	}
	for i := range b.Attrs {
		if old := a.Attr(b.Attrs[i].Name); !value.Equal(old, b.Attrs[i].Value) {
			differ(b.Attrs[i].Name, attrText(old), attrText(b.Attrs[i].Value))
		}
	}
	for i := range a.Attrs {
		if v := b.Attr(a.Attrs[i].Name); v.IsUndefined() && !a.Attrs[i].Value.IsUndefined() {
			differ(a.Attrs[i].Name, attrText(a.Attrs[i].Value), "undefined")
		}
	}
}

func attrText(v value.Value) string {
	if v.IsUndefined() {
		return "undefined"
	}
	return v.JSON()
}

func classes(n *dom.Node) string {
	var out []string
	for _, c := range n.Classes {
		out = append(out, c.Name)
	}
	return strings.Join(out, " ")
}

func nodeName(n *dom.Node) string {
	if n.IsText() {
		return "#text"
	}
	s := n.Tag
	if n.ElemID != "" {
		s += "#" + n.ElemID
	}
	for _, c := range n.Classes {
		s += "." + c.Name
	}
	return s
}

// brief is the text in a node, as far as one row shows it.
func brief(n *dom.Node) string {
	const most = 80
	var b strings.Builder
	for m := n; m != nil && b.Len() < most; m = following(m, n) {
		if t := strings.TrimSpace(m.Text); t != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(t)
		}
	}
	return b.String()
}
