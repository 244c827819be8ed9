// Package timeline keeps what happened: every patch, every setData and the data
// after it, every route; and shows any moment of it again.
//
// Its one idea: data values and patches are immutable, so a moment is the nearest
// checkpoint plus the patches up to it, and no JavaScript runs to show it.
package timeline

import (
	"fmt"
	"slices"
	"sort"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

const (
	// checkpointEvery is the number of patches between two snapshots of all pages.
	checkpointEvery = 100
	// checkpointAtLatest is the number of patches after which a snapshot is taken
	// even of a page that is large compared with what changed on it.
	checkpointAtLatest = 5000
	// maxCommits and maxBytes bound the history; the oldest part up to a
	// checkpoint is dropped beyond them.
	maxCommits = 100000
	maxBytes   = 96 << 20
	// commitBytes is what a commit is taken to hold beside its data: itself, in the patch
	// too, and texts; changeBytes and causeBytes are for a change, and for a frame of the
	// stack or a cause.
	commitBytes, changeBytes, causeBytes = 1100, 120, 80
)

// Commit is one data change as recorded.
type Commit struct {
	wire.Commit
	// Host's cost, once known, is added to Commit.Cost.
	Patch uint64 // number of the patch that carried it
}

// Instance is a page or component instance at some moment.
type Instance struct {
	ID        dom.InstanceID
	Owner     dom.InstanceID
	Page      wire.PageID
	PagePath  string
	Component string
	Host      dom.NodeID
	Data      value.Value
	Changed   uint64 // seq of the commit that wrote it last
}

// entry is one step of the journal: a patch or a route.
type entry struct {
	patch *wire.Patch
	route *wire.Route
	bytes int
}

type checkpoint struct {
	at        int // entries[:at] are in it
	commits   int // number of commits in it
	pages     map[wire.PageID][]dom.Op
	stack     []wire.PageInfo
	instances map[dom.InstanceID]Instance
	bytes     int
}

// Journal is the history of one run. Not safe for concurrent use.
type Journal struct {
	entries     []entry
	commits     []*Commit
	checkpoints []checkpoint
	instances   liveSet         // now
	stack       []wire.PageInfo // now
	bytes       int
	dropped     int // commits dropped at the front
	sinceCheck  int // patches since the last checkpoint
	bytesSince  int // and their bytes
	pace        wire.Pace
	seen        map[wire.PageID]bool // pages that were on the stack and are not closed
}

// New gives an empty journal.
func New() *Journal {
	return &Journal{instances: liveSet{}, checkpoints: []checkpoint{{instances: map[dom.InstanceID]Instance{}}}}
}

// Patch records a flush and gives its commits.
func (j *Journal) Patch(p *wire.Patch) []*Commit {
	size := 0
	for i := range p.Pages {
		size += dom.OpsSize(p.Pages[i].Ops)
	}
	out := make([]*Commit, 0, len(p.Commits))
	for i := range p.Commits {
		c := &Commit{Commit: p.Commits[i], Patch: p.Seq}
		c.Marks = j.marks(&c.Commit)
		j.instances.apply(&c.Commit)
		size += commitBytes + changeBytes*len(c.Changes) + causeBytes*(len(c.Stack)+len(c.Trail)) + 4*(len(c.Updated)+len(c.Created)+len(c.Removed)) + c.Bytes
		j.commits = append(j.commits, c)
		out = append(out, c)
	}
	j.entries = append(j.entries, entry{patch: p, bytes: size})
	j.bytes += size
	j.sinceCheck++
	j.bytesSince += size
	return out
}

// Route records a change of the page stack.
func (j *Journal) Route(r *wire.Route) {
	j.entries = append(j.entries, entry{route: r, bytes: 200})
	j.stack = r.Stack
	j.bytes += 200
	j.look(r)
}

// Painted adds the host's cost of a patch to its last setData, or to its last
// commit when it has none.
func (j *Journal) Painted(patch uint64, cost wire.Cost) {
	var at *Commit
	for i := len(j.commits) - 1; i >= 0 && j.commits[i].Patch >= patch; i-- {
		c := j.commits[i]
		if c.Patch == patch && (at == nil || c.Kind == wire.CommitSetData) {
			if at = c; c.Kind == wire.CommitSetData {
				break
			}
		}
	}
	if at != nil {
		c := &at.Cost
		c.Style, c.Layout, c.Paint, c.Raster = cost.Style, cost.Layout, cost.Paint, cost.Raster
	}
}

// WantsCheckpoint reports that Checkpoint should be called at the next quiet moment.
// A snapshot costs what the pages hold, so it waits until about as much has changed:
// small changes of a large page do not pay for it again and again.
func (j *Journal) WantsCheckpoint() bool {
	return j.sinceCheck >= checkpointAtLatest ||
		j.sinceCheck >= checkpointEvery && j.bytesSince >= j.checkpoints[len(j.checkpoints)-1].bytes/2
}

// Checkpoint takes a snapshot of every open page's tree as it is now.
func (j *Journal) Checkpoint(pages map[wire.PageID][]dom.Op) {
	cp := checkpoint{at: len(j.entries), commits: len(j.commits), pages: pages, stack: j.stack, instances: make(map[dom.InstanceID]Instance, len(j.instances))}
	for id, in := range j.instances {
		cp.instances[id] = in.now()
	}
	for _, ops := range pages {
		cp.bytes += dom.OpsSize(ops)
	}
	j.bytes += cp.bytes
	j.checkpoints = append(j.checkpoints, cp)
	j.sinceCheck, j.bytesSince = 0, 0
	j.trim()
}

// trim drops the oldest part up to the second checkpoint while over budget.
func (j *Journal) trim() {
	for len(j.checkpoints) > 1 && (len(j.commits) > maxCommits || j.bytes > maxBytes) {
		cp := j.checkpoints[1]
		for _, e := range j.entries[:cp.at] {
			j.bytes -= e.bytes
		}
		j.bytes -= j.checkpoints[0].bytes
		j.dropped += cp.commits
		j.entries = slices.Delete(j.entries, 0, cp.at)
		j.commits = slices.Delete(j.commits, 0, cp.commits)
		j.checkpoints = slices.Delete(j.checkpoints, 0, 1)
		for i := range j.checkpoints {
			j.checkpoints[i].at -= cp.at
			j.checkpoints[i].commits -= cp.commits
		}
	}
}

// Len is the number of commits kept.
func (j *Journal) Len() int { return len(j.commits) }

// Dropped is the number of old commits that are no longer kept.
func (j *Journal) Dropped() int { return j.dropped }

// Bytes is the estimated size of the history.
func (j *Journal) Bytes() int { return j.bytes }

// At gives the i-th kept commit.
func (j *Journal) At(i int) *Commit { return j.commits[i] }

// Commits gives the kept commits from index i on; the slice must not be changed.
func (j *Journal) Commits(i int) []*Commit {
	if i >= len(j.commits) {
		return nil
	}
	return j.commits[max(i, 0):len(j.commits):len(j.commits)]
}

// Index finds the commit with that seq, -1 when it is not kept.
func (j *Journal) Index(seq uint64) int {
	i := sort.Search(len(j.commits), func(i int) bool { return j.commits[i].Seq >= seq })
	if i < len(j.commits) && j.commits[i].Seq == seq {
		return i
	}
	return -1
}

// Now gives the live instances, pages first, by id.
func (j *Journal) Now() []Instance { return j.instances.sorted() }

// Instance gives one live instance.
func (j *Journal) Instance(id dom.InstanceID) (Instance, bool) {
	in, ok := j.instances[id]
	if !ok {
		return Instance{}, false
	}
	return in.now(), true
}

// After gives the whole data of the commit's instance once the i-th kept commit was
// applied; undefined when i is none. A destroyed instance keeps its last data.
func (j *Journal) After(i int) value.Value {
	if i < 0 || i >= len(j.commits) {
		return value.Value{}
	}
	id := j.commits[i].Instance
	cp := j.checkpoint(i)
	set := liveSet{}
	if in, ok := cp.instances[id]; ok {
		set.put(in)
	}
	for _, c := range j.commits[cp.commits : i+1] {
		if c.Instance == id && c.Kind != wire.CommitDestroy {
			set.apply(&c.Commit)
		}
	}
	if in := set[id]; in != nil {
		return in.now().Data
	}
	return value.Value{}
}

// checkpoint is the last one before the commit with index i.
func (j *Journal) checkpoint(i int) *checkpoint {
	cp := &j.checkpoints[0]
	for k := range j.checkpoints {
		if j.checkpoints[k].commits <= i {
			cp = &j.checkpoints[k]
		}
	}
	return cp
}

// Stack is the page stack now.
func (j *Journal) Stack() []wire.PageInfo { return j.stack }

// Moment is the mini-program after one commit: trees without JavaScript.
type Moment struct {
	Commit    *Commit
	Stack     []wire.PageInfo
	Trees     map[wire.PageID]*dom.Tree
	Instances []Instance
}

// Moment builds the state right after the commit with index i.
func (j *Journal) Moment(i int) (*Moment, error) {
	if i < 0 || i >= len(j.commits) {
		return nil, fmt.Errorf("timeline: there is no commit %d of %d", i, len(j.commits))
	}
	target := j.commits[i]
	cp := j.checkpoint(i)
	m := &Moment{Commit: target, Stack: cp.stack, Trees: map[wire.PageID]*dom.Tree{}}
	for id, ops := range cp.pages {
		if err := m.apply(id, ops); err != nil {
			return nil, err
		}
	}
	set := make(liveSet, len(cp.instances))
	for _, in := range cp.instances {
		set.put(in)
	}
	for _, e := range j.entries[cp.at:] {
		if e.route != nil {
			m.Stack = e.route.Stack
			for _, id := range e.route.Closed {
				delete(m.Trees, id)
			}
			continue
		}
		last := e.patch.Seq == target.Patch
		for k := range e.patch.Pages {
			po := &e.patch.Pages[k]
			n := len(po.Ops)
			if last {
				n = opsUpTo(e.patch, target.Seq, po.Page, n)
			}
			if err := m.apply(po.Page, po.Ops[:n]); err != nil {
				return nil, err
			}
		}
		for k := range e.patch.Commits {
			if c := &e.patch.Commits[k]; c.Seq <= target.Seq {
				set.apply(c)
			}
		}
		if last {
			break
		}
	}
	m.Instances = set.sorted()
	return m, nil
}

// opsUpTo gives how many of a page's operations in p were made by commits up to seq.
func opsUpTo(p *wire.Patch, seq uint64, page wire.PageID, all int) int {
	n, later := 0, false
	for i := range p.Commits {
		c := &p.Commits[i]
		if c.Page != page {
			continue
		}
		if c.Seq <= seq {
			n = c.OpsAt
		} else {
			later = true
		}
	}
	if !later {
		return all
	}
	return min(max(n, 0), all)
}

func (m *Moment) apply(id wire.PageID, ops []dom.Op) error {
	t := m.Trees[id]
	if t == nil {
		t = dom.NewTree()
		m.Trees[id] = t
	}
	if err := t.Mutate().Apply(ops); err != nil {
		return fmt.Errorf("timeline: page %d: %w", id, err)
	}
	return nil
}

// Owned is the component that the instance is of, else the page.
func (in *Instance) Owned() string {
	if in.Component != "" {
		return in.Component
	}
	return in.PagePath
}
