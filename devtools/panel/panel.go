// Package panel is what panels of the window have in common: the run as they see
// it, what they may ask of the window, and a Model of all that is recorded.
//
// Its one idea: the window pulls what is new into one Model, twenty times a second
// at most, and hands it to every panel; panels keep no copies and import no other.
package panel

import (
	"sort"
	"time"

	"fyne.io/fyne/v2"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator"
	"diorama/simulator/audit"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// Session is the run; *simulator.Session is one.
type Session interface {
	State() simulator.State
	History(from int) []timeline.Commit
	After(commit uint64) value.Value
	Instances() []timeline.Instance
	Activities(from int) []wire.Activity
	Logs(from int) []simulator.LogLine
	ClearLogs()
	Tree() *simulator.Node
	Inspect(dom.NodeID) (renderer.Inspection, bool)
	Box(dom.NodeID) (x, y, w, h float64, ok bool)
	Evaluate(code string, done func(wire.Evaluated))
	View(i int) error
	StepBack()
	StepForward()
	Live()
	Pause()
	Apply()
	Drop()
	Run()
	Restart() error
	Ask(name string, args value.Value, done func(result value.Value, errText string))
	Transfers(after uint64) []simulator.Transfer
	ClearTransfers()
	Resend(t *simulator.Transfer, done func(errText string))
	Mocks() []wire.Mock
	SetMocks([]wire.Mock) error
	Breakpoints() []simulator.Breakpoint
	AddBreakpoint(condition string) error
	EnableBreakpoint(condition string, on bool)
	RemoveBreakpoint(condition string)
	ApplyEdited(data value.Value) error
	AutoStep(every time.Duration)
	Compare(a, b uint64) (*simulator.Comparison, error)
	SetThrottle(name string)
	Edit(simulator.Edit) (int, error)
	Edits() []simulator.Edit
	UndoEdit(number int)
	WriteEdit(number int, done func(errText string))
	ForceState(dom.NodeID, dom.State)
	Forced(dom.NodeID) dom.State
	Audit() *audit.Report
	Sources() []simulator.SourceFile
	Source(path string) (string, error)
	FindInSources(text string, stop func() bool) (found []simulator.SourcePlace, more bool)
	SetConditions(wire.Conditions)
	SetTheme(string)
	Signal(name string, level int)
	EditData(in dom.InstanceID, path string, v value.Value, done func(errText string))
	EditGlobal(path string, v value.Value, done func(errText string))
	Global(done func(v value.Value, errText string))
	Bindings(node dom.NodeID, done func(list []simulator.Reading, errText string))
	Readers(in dom.InstanceID, path string, done func(list []simulator.Reading, errText string))
	PathHistory(in dom.InstanceID, path string, max int) []simulator.Written
}

// Desk is the window as panels see it. All calls are made on the UI goroutine.
type Desk interface {
	// T says an English text in the language of the window, see words.Words.T.
	T(text string, args ...any) string
	// Open shows a project file in the editor; line 0 is the top.
	Open(file string, line, column int)
	// Show views the commit with that index; the last one is the live page.
	Show(commit int)
	// Travel goes to the commit with that index with the state that JavaScript had there.
	Travel(commit int)
	// RunsMenu lists the runs of the mini-program at a place of the window.
	RunsMenu(at fyne.Position)
	// Pick selects a node everywhere, 0 none; Hover outlines nodes while the mouse is on
	// what stands for them.
	Pick(dom.NodeID)
	Hover(...dom.NodeID)
	// Name writes a node of the shown page as a selector, "node 7" when it has none.
	Name(dom.NodeID) string
	// Target names what F9 makes a breakpoint of, and Break makes or removes one.
	Target(condition string)
	Break(condition string)
	// Filter shows the setData that a condition holds for.
	Filter(condition string)
	// Menu opens a context menu at a place of the window.
	Menu(at fyne.Position, items ...*fyne.MenuItem)
	// Copy puts a text on the clipboard.
	Copy(string)
	// Hint explains what is under the mouse, "" nothing.
	Hint(string)
	// Changed tells that the panel changed the run and all should be shown anew.
	Changed()
	// Post runs f on the UI goroutine.
	Post(f func())
	// FunctionKey and WindowShortcut are the window's keys, for fields with the focus.
	FunctionKey(fyne.KeyName) bool
	WindowShortcut(fyne.Shortcut) bool
}

// Model is everything recorded, as of the last Pull.
type Model struct {
	State      simulator.State
	Commits    []timeline.Commit
	SetData    []int // indices of the commits that are a setData, ascending
	Activities []wire.Activity
	Logs       []simulator.LogLine
	Transfers  []simulator.Transfer // numbered without a gap
	Dropped    int                  // setData commits that are no longer kept
	// Epochs grow when the list behind was made anew instead of continued.
	CommitEpoch, LogEpoch, ActivityEpoch, TransferEpoch int
	// Shift grows by one for each old commit that was dropped: indices moved down by it.
	Shift int

	dropped  int
	network  uint64 // State.Transfers as of the last pull
	cleared  int
	ordinals []int
}

// Reset forgets everything: the next Pull reads another run.
func (m *Model) Reset() {
	*m = Model{CommitEpoch: m.CommitEpoch + 1, LogEpoch: m.LogEpoch + 1, ActivityEpoch: m.ActivityEpoch + 1, Shift: m.Shift, TransferEpoch: m.TransferEpoch + 1}
}

// overlap is how many commits are read again: their costs arrive after them.
const overlap = 48

// Pull reads what is new.
func (m *Model) Pull(s Session) {
	m.State = s.State()
	m.pullCommits(s)
	m.pullLogs(s)
	m.pullActivities(s)
	m.pullTransfers(s)
}

// pullCommits reads what is new. The oldest commits may have been dropped meanwhile:
// what is left keeps its numbers and moves down. Only when the list behind is another
// one all of it is read.
func (m *Model) pullCommits(s Session) {
	dropped := m.State.Dropped
	for range 3 {
		m.shift(dropped - m.dropped)
		m.dropped = dropped
		from := max(0, len(m.Commits)-overlap)
		fresh := s.History(from)
		if len(m.Commits) == 0 || len(fresh) > 0 && fresh[0].Seq == m.Commits[from].Seq && fresh[0].Time == m.Commits[from].Time {
			m.take(from, fresh)
			return
		}
		if dropped = s.State().Dropped; dropped == m.dropped {
			break
		} // more were dropped between the two calls
	}
	m.Commits, m.SetData, m.ordinals, m.Dropped = m.Commits[:0], m.SetData[:0], m.ordinals[:0], 0
	m.CommitEpoch++
	m.take(0, s.History(0))
}

// shift forgets the n oldest commits.
func (m *Model) shift(n int) {
	if n <= 0 || n > len(m.Commits) {
		return // another run, which is seen by its commits
	}
	gone := 0
	for gone < len(m.SetData) && m.SetData[gone] < n {
		gone++
	}
	m.Commits, m.ordinals, m.SetData = m.Commits[n:], m.ordinals[n:], m.SetData[gone:]
	for i := range m.SetData {
		m.SetData[i] -= n
	}
	m.Dropped += gone
	m.Shift += n
}

// take puts fresh commits in the place of those from an index on.
func (m *Model) take(from int, fresh []timeline.Commit) {
	m.Commits = append(m.Commits[:from], fresh...)
	for len(m.SetData) > 0 && m.SetData[len(m.SetData)-1] >= from {
		m.SetData = m.SetData[:len(m.SetData)-1]
	}
	if len(m.ordinals) > from {
		m.ordinals = m.ordinals[:from]
	}
	for i := from; i < len(m.Commits); i++ {
		if m.Commits[i].Kind == wire.CommitSetData {
			m.SetData = append(m.SetData, i)
		}
		m.ordinals = append(m.ordinals, m.Dropped+len(m.SetData))
	}
}

func (m *Model) pullLogs(s Session) {
	same := func(a, b *simulator.LogLine) bool { return a.Number == b.Number && a.Time == b.Time }
	m.Logs = pull(m.Logs, s.Logs, same, &m.LogEpoch)
}

func (m *Model) pullActivities(s Session) {
	same := func(a, b *wire.Activity) bool { return a.Start == b.Start && a.Name == b.Name }
	m.Activities = pull(m.Activities, s.Activities, same, &m.ActivityEpoch)
}

// pull adds what is new to a list that only grows. When its last item is another one
// than it was, the list behind was made anew: all of it is read and the epoch grows.
func pull[T any](have []T, read func(from int) []T, same func(a, b *T) bool, epoch *int) []T {
	from := max(0, len(have)-1)
	fresh := read(from)
	if len(have) > 0 && (len(fresh) == 0 || !same(&fresh[0], &have[from])) {
		from, fresh = 0, read(0)
		*epoch++
	}
	return append(have[:from], fresh...)
}

// pullTransfers lays what changed over what is there.
func (m *Model) pullTransfers(s Session) {
	if m.State.Cleared != m.cleared {
		m.cleared, m.network, m.Transfers = m.State.Cleared, 0, nil
		m.TransferEpoch++
	}
	if m.State.Transfers == m.network {
		return
	}
	fresh := s.Transfers(m.network)
	m.network = m.State.Transfers
	if len(m.Transfers) == 0 { // all at once
		m.Transfers = fresh
		return
	}
	for _, t := range fresh {
		i := 0
		if len(m.Transfers) > 0 {
			i = t.Number - m.Transfers[0].Number
		}
		switch {
		case i >= 0 && i < len(m.Transfers):
			m.Transfers[i] = t
		case i == len(m.Transfers):
			m.Transfers = append(m.Transfers, t)
		case i > len(m.Transfers): // what lies between was dropped already
			m.Transfers = append(m.Transfers[:0], t)
			m.TransferEpoch++
		}
	}
	if n := len(m.Transfers) - simulator.MaxTransfers; n > simulator.MaxTransfers/10 {
		m.Transfers = append(m.Transfers[:0:0], m.Transfers[n:]...)
		m.TransferEpoch++
	}
}

// Shown is the index of the commit on the screen: the one viewed, else the last
// setData; -1 when there is none.
func (m *Model) Shown() int {
	if m.State.Viewing >= 0 && m.State.Viewing < len(m.Commits) {
		return m.State.Viewing
	}
	if n := len(m.SetData); n > 0 {
		return m.SetData[n-1]
	}
	return -1
}

// Ordinal numbers the setData commits from 1; a birth or property change has the
// number of the setData before it.
func (m *Model) Ordinal(i int) int {
	if i < 0 || i >= len(m.ordinals) {
		return 0
	}
	return m.ordinals[i]
}

// Index finds a commit by its seq, -1 when it is not kept.
func (m *Model) Index(seq uint64) int {
	i := sort.Search(len(m.Commits), func(i int) bool { return m.Commits[i].Seq >= seq })
	if i < len(m.Commits) && m.Commits[i].Seq == seq {
		return i
	}
	return -1
}

// Effects gives the indices of the commits that commit i led to, itself first: the
// properties, births and deaths that follow it in the same patch.
func (m *Model) Effects(i int) []int {
	if i < 0 || i >= len(m.Commits) {
		return nil
	}
	out := []int{i}
	for k := i + 1; k < len(m.Commits) && m.Commits[k].Patch == m.Commits[i].Patch && m.Commits[k].Kind != wire.CommitSetData; k++ {
		out = append(out, k)
	}
	return out
}
