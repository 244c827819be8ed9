package timeline

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// The cost of painting belongs to the setData, not to the property changes it caused.
func TestPainted(t *testing.T) {
	j := New()
	cs := j.Patch(&wire.Patch{Seq: 1, Commits: []wire.Commit{{Seq: 1}, {Seq: 2}, {Seq: 3, Kind: wire.CommitProperty}}})
	j.Painted(1, wire.Cost{Layout: 5})
	if cs[0].Cost.Layout != 0 || cs[1].Cost.Layout != 5 || cs[2].Cost.Layout != 0 {
		t.Errorf("%v %v %v", cs[0].Cost, cs[1].Cost, cs[2].Cost)
	}
}

// Every moment of a long run can be shown again, from the start and from
// checkpoints, between two commits of one patch too (oracle: the trees as they were).
func TestMoments(t *testing.T) {
	j := New()
	live := dom.NewTree()
	j.Route(&wire.Route{Stack: []wire.PageInfo{{ID: 1, Path: "pages/a"}}})
	var want []string
	var data []string
	var now value.Value
	seq := uint64(0)
	push := func(patch *wire.Patch, ops ...dom.Op) {
		patch.Pages = []wire.PageOps{{Page: 1, Ops: ops}}
		done := 0
		for i := range patch.Commits {
			seq++
			c := &patch.Commits[i]
			c.Seq, c.Page, c.Instance = seq, 1, 1
			n := c.OpsAt
			if i == len(patch.Commits)-1 {
				n = len(ops)
			}
			if err := live.Mutate().Apply(ops[done:n]); err != nil {
				t.Fatal(err)
			}
			done = n
			want = append(want, dom.Dump(live.Root))
		}
		for _, c := range j.Patch(patch) {
			for _, ch := range c.Changes {
				p, _ := value.ParsePath(ch.Path)
				now = now.With(p, ch.New)
			}
			data = append(data, now.JSON())
		}
		if j.WantsCheckpoint() {
			j.Checkpoint(map[wire.PageID][]dom.Op{1: dom.Snapshot(live)})
		}
	}
	push(&wire.Patch{Seq: 1, Commits: []wire.Commit{{Kind: wire.CommitCreate, Changes: []wire.Change{{New: value.M("n", 0)}}}}},
		dom.Op{Kind: dom.OpText, ID: 2, Text: "0"}, dom.Op{Kind: dom.OpInsert, ID: 2, Parent: dom.RootID})
	for i := 1; i <= 3*checkpointEvery; i++ {
		push(&wire.Patch{Seq: uint64(i + 1), Commits: []wire.Commit{
			{OpsAt: 1, Changes: []wire.Change{{Path: "n", New: value.OfInt(i)}}},
			{OpsAt: 2, Changes: []wire.Change{{Path: "list[0].x", New: value.OfInt(i)}}},
		}},
			dom.Op{Kind: dom.OpSetText, ID: 2, Text: fmt.Sprint(i, "a")}, dom.Op{Kind: dom.OpSetText, ID: 2, Text: fmt.Sprint(i, "b")})
	}
	if len(j.checkpoints) != 4 {
		t.Errorf("%d checkpoints", len(j.checkpoints))
	}
	for _, i := range []int{0, 1, 2, 150, 199, 200, 201, 202, 333, 599, 600} {
		m, err := j.Moment(i)
		if err != nil {
			t.Fatal(err)
		}
		if got := dom.Dump(m.Trees[1].Root); got != want[i] {
			t.Errorf("moment %d:\n%swant\n%s", i, got, want[i])
		}
		if got := j.After(i).JSON(); got != data[i] {
			t.Errorf("after %d: data %s, want %s", i, got, data[i])
		}
		if got := m.Instances[0].Data.JSON(); got != data[i] {
			t.Errorf("moment %d: data %s, want %s", i, got, data[i])
		}
	}
	if !strings.Contains(data[600], `{"n":300,"list":[{"x":300}]}`) {
		t.Error(data[600])
	}
}

// Recording a change of one row costs what changed, not the list: no copy of the list
// is made, and none kept, for each commit (oracle: hand).
func TestCommitCost(t *testing.T) {
	j := rowsJournal(20000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range 1000 {
		rowPatch(j, i)
	}
	runtime.ReadMemStats(&after)
	// A copy of the list is 800 kB.
	if got := int(after.TotalAlloc-before.TotalAlloc) / 1000; got > 20000 {
		t.Errorf("%d bytes a commit", got)
	}
	if got := j.After(j.Len() - 1).Get("list").Index(999).JSON(); got != `{"t":999}` {
		t.Error(got)
	}
	if got := j.After(500).Get("list").Index(500).JSON(); got != `{}` {
		t.Error(got)
	}
}

func rowsJournal(n int) *Journal {
	j := New()
	items := make([]value.Value, n)
	for i := range items {
		items[i] = value.M()
	}
	j.Patch(&wire.Patch{Seq: 1, Commits: []wire.Commit{{Seq: 1, Instance: 1, Changes: []wire.Change{{New: value.M("list", items)}}}}})
	return j
}

func rowPatch(j *Journal, i int) {
	seq := uint64(j.Len() + 1)
	j.Patch(&wire.Patch{Seq: seq, Commits: []wire.Commit{{Seq: seq, Kind: wire.CommitSetData, Instance: 1, Changes: []wire.Change{{Path: fmt.Sprintf("list[%d].t", i), New: value.OfInt(i)}}}}})
}

// BenchmarkPatch records a change of one row of a list.
func BenchmarkPatch(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			j := rowsJournal(n)
			for i := 0; b.Loop(); i++ {
				rowPatch(j, i%n)
			}
		})
	}
}
