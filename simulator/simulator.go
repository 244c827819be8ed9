// Package simulator runs a mini-program: a Session holds the project, the worker
// in which its JavaScript runs, a Document per page, the window frame around them,
// and the journal of all that happened.
//
// Its one idea: a Session never waits for the worker. Messages arrive whenever
// they arrive, Step takes them in, and the last good picture is always there.
package simulator

import (
	"errors"
	"fmt"
	"image"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"time"

	"diorama/renderer/text"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
	"diorama/simulator/device"
	"diorama/simulator/project"
	"diorama/simulator/record"
	"diorama/simulator/sandbox"
	"diorama/simulator/timeline"
	"diorama/simulator/watch"
	"diorama/simulator/wire"
)

// Options say how a project is opened.
type Options struct {
	Dir    string // project folder
	Page   string // page to open first, with ?query; "" the entry page
	Scene  int    // number of the scene that app.onLaunch is told, 0: 1001
	Device string // profile name, "" the default
	// Props are properties for the first page, when it is a component (listed in app.json
	// or not: a component of the project can be opened alone); Map or undefined.
	Props value.Value
	// Width and Height override the profile's screen, CSS px; 0 keeps it.
	Width, Height float64
	// DPR is the profile's device pixel ratio to override; 0 keeps it.
	DPR   float64
	Theme string // "light" (also ""), "dark"
	// Conditions are those at the start; the zero value means wire.DefaultConditions.
	Conditions wire.Conditions

	// Virtual stops the clock between Settle calls: two runs give the same bytes.
	Virtual bool
	Seed    uint64
	Clock   time.Time // start of the clock, zero: now (Virtual: a fixed day)

	// StorageDir keeps wx storage and user files; "" keeps nothing after Close.
	StorageDir string
	// Spawn starts a worker; nil runs it in this process (tests).
	Spawn Spawner
	// Watch reloads on saved files.
	Watch bool
	// NoRecord writes nothing down for a replay: for runs that nobody looks back on.
	NoRecord bool
	// NoChrome leaves out status bar, navigation bar and tab bar.
	NoChrome bool
	// SystemFonts are faces found on this machine, tried before the embedded one.
	SystemFonts []FontFile

	replay *replay // runs a recording
}

// FontFile is a font that the caller read.
type FontFile struct {
	Family string
	Weight int
	Italic bool
	Data   []byte
}

// Spawner starts a worker and gives the host's end. stop kills it; it is called
// once, also when the worker has ended by itself.
type Spawner func() (conn wire.Conn, stop func(), err error)

// Session is a running mini-program. All methods may be called from any
// goroutine. It owns these goroutines: one reader per worker (started by Open and
// Restart, ends with the connection, blocks on it and on a Session that takes no
// mail), one per picture being loaded (ends with the load or Close), and the
// Watcher's with one that forwards its batches (end at Close).
type Session struct {
	opts    Options
	project *project.Project
	fonts   *text.Fonts
	wake    chan struct{}

	mailMu sync.Mutex
	mail   []mail        // from the goroutines, taken in by Step
	taken  chan struct{} // receives when mail was taken in

	mu         sync.Mutex
	closed     bool
	closing    chan struct{}  // closed by Close
	device     device.Profile // as SetDevice was told it, upright
	profile    device.Profile // as the shown page has it: upright or turned
	theme      string
	conditions wire.Conditions
	scale      float64 // device px per CSS px of the pictures we make
	start      time.Time
	now        time.Duration // since start
	epoch      int           // worker generation: late mail of an old worker is dropped

	worker     *workerLink
	state      State
	version    uint64
	pages      map[wire.PageID]*page
	lastPage   wire.PageID // the highest that a route told
	stack      []wire.PageInfo
	kept       []*kept                // view state of closed pages that a reload opens again
	sheets     map[string]*wxss.Sheet // flattened, by file
	goodSheets map[string]*wxss.Sheet // the last without errors
	// sheetProblems is what is wrong in a sheet, by its file.
	sheetProblems map[string][]wire.Diagnostic
	builtin       *wxss.Sheet
	webFonts      webFonts
	sheetUses     map[string][]string // file → sheets that import it
	breakpoints   []Breakpoint
	auto, autoAt  time.Duration // between two steps that are made by themselves, 0 off; the next
	pictures      *pictures
	system        *system
	journal       *timeline.Journal
	moment        *moment // shown instead of the live pages
	screen        *image.RGBA
	screenOld     bool // everything must be drawn
	logs          []LogLine
	logFrom       int          // number of the first line after the last reload
	logNumber     int          // of the next line
	after         []func()     // callbacks of callers, run once the lock is released
	ghost         *page        // last page of a worker that is gone, shown until there is a new one
	reopening     bool         // a reload opens the pages again: the ghost stays until Ready
	app           *project.App // the last one that could be read
	onTabBar      bool         // the finger that is down went down on the custom tab bar
	readies       int          // Ready messages: one at the start, one after each reload
	tabTap        value.Value  // detail for the page that a tapped tab opens
	acts          []wire.Activity
	watcher       *watch.Watcher
	eventSeq      uint64
	requests      requests
	alarms        []alarm
	evals         map[int64]func(wire.Evaluated)
	evalSeq       int64
	asks          map[int64]func(result value.Value, errText string)
	network       network
	mocks         mocks
	patchSeq      uint64
	patchEpoch    int
	flashes       []Flash
	unpainted     []uint64 // patches applied but not on the screen yet
	lastCost      wire.Cost
	problems      []wire.Diagnostic // of the worker
	saved         time.Time         // of the batch being shown, zero none
	savedShows    bool              // the worker has carried the batch out
	savedDrawn    time.Duration     // from the save to the last new pixels
	clipboard     Clipboard
	clip          string // stands in for the clipboard when there is none
	sent          int    // messages to the worker since the last Advance (Settle)
	advancing     bool   // an Advance has no Idle yet
	idle          *wire.Idle
	rec           *recorder // of the running worker, nil none
	replay        *replay   // runs a recording, nil live
	edits         edits
	throttle      wire.Throttle
	scratch       string // StorageDir of a run that keeps nothing, removed by Close
	copied        bool   // the project is a copy of recorded files

	sides   []*Session    // shown beside, see SideView
	lead    *Session      // of a side view: the one that it stands beside
	font    float64       // of a side view: its owner's font size, CSS px; 0 as on the first screen
	touched time.Duration // of a side view: until when its events are the hand's doing
}

// Clipboard is the machine's clipboard.
type Clipboard interface {
	Get() string
	Set(string)
}

// State is what the window shows of the run as a whole.
type State struct {
	Version    uint64       // grows with every change of anything
	Running    bool         // the worker lives
	Stopped    string       // why it does not, "" it does
	Pausing    bool         // the next setData will wait
	Paused     *wire.Commit // the setData that waits, nil none
	Break      string       // the breakpoint that it waits for, "" each one does
	AutoStep   time.Duration
	Frozen     bool // the run stands still, see Session.Freeze
	Replaying  bool // it stands where a replay ended, see Session.Resume
	Run        Run  // which of Runs it is
	Viewing    int  // index of the commit shown, -1 live
	Stack      []wire.PageInfo
	Commits    int
	Dropped    int
	Logs       int
	Errors     int // error lines in the log
	Acts       int
	Tree       uint64        // grows when the shown tree changes
	Styles     int           // grows when sheets, edits or what they depend on change
	Edits      int           // how many edits are not saved
	Reload     time.Duration // from the last save to its pixels, 0 none
	Cost       wire.Cost     // of the last frame, µs
	Problems   []wire.Diagnostic
	Device     device.Profile // as it is shown: upright or lying
	Held       device.Profile // as it was set, for SetDevice
	Theme      string
	Conditions wire.Conditions // around the phone
	HeapBytes  int             // of history and recording, estimated
	// Recorded is what the recording of the run holds beside files, bytes (estimated, at
	// most record.MaxRun); RecordEnded says why it goes no further, "" it does.
	Recorded    int
	RecordEnded string
	// Transfers grows with every change of the network log, Cleared when it was emptied.
	Transfers uint64
	Cleared   int
	Throttle  string // name of the network profile, "" as fast as it goes
	Mocks     int    // grows when the rules that answer requests change
	// Storage and Files grow when what an Ask told of them is out of date.
	Storage, Files int
}

// mail is something that a goroutine leaves for Step.
type mail struct {
	epoch int
	msg   *wire.Message
	err   error
	run   func() // on the session, under the lock
	// from is the address of a download that run takes in, with what came.
	from string
	data []byte
	bad  error
}

const (
	// maxLogs and maxActs bound what the console and the lanes keep.
	maxLogs = 100000
	maxActs = 100000
	// maxMail is how many messages of a worker may wait for Step; its reader waits then.
	maxMail = 20000
	// silence is how long a worker may be busy before the window says so.
	silence = 5 * time.Second
)

// Open opens a project and starts its worker. It fails only when the folder is no
// mini-program or no worker can be started.
func Open(o Options) (*Session, error) {
	profile, err := device.Find(o.Device)
	if err != nil {
		return nil, err
	}
	if o.Width > 0 {
		profile.Width = o.Width
	}
	if o.Height > 0 {
		profile.Height = o.Height
	}
	if o.DPR > 0 {
		profile.DPR = o.DPR
	}
	if o.Width > 0 || o.Height > 0 {
		profile.Corner, profile.Notch = 0, device.NoNotch
	}
	p, err := project.Open(o.Dir)
	if err != nil {
		return nil, err
	}
	if o.Theme == "" {
		o.Theme = "light"
	}
	if o.Clock.IsZero() {
		o.Clock = time.Now()
		if o.Virtual {
			o.Clock = time.Date(2024, 6, 18, 9, 41, 0, 0, time.UTC)
		}
	}
	if o.Seed == 0 {
		o.Seed = 1
		if !o.Virtual {
			o.Seed = rand.Uint64()
		}
	}
	if o.Spawn == nil {
		o.Spawn = InProcess
	}
	if o.Conditions == (wire.Conditions{}) {
		o.Conditions = wire.DefaultConditions()
	}
	p.SetTheme(o.Theme)
	scratch := ""
	if o.StorageDir == "" {
		// User files lie in a folder that both sides read: pictures of the program's
		// own making are shown also in runs that keep nothing.
		if dir, err := sandbox.Scratch("run"); err == nil {
			scratch, o.StorageDir = dir, dir
		}
	}
	s := &Session{
		scratch: scratch,
		opts:    o, project: p, device: profile, profile: profile, theme: o.Theme, conditions: o.Conditions.Clamp(), scale: profile.DPR, start: time.Now(),
		wake: make(chan struct{}, 1), taken: make(chan struct{}, 1), closing: make(chan struct{}), pages: map[wire.PageID]*page{}, sheets: map[string]*wxss.Sheet{},
		goodSheets: map[string]*wxss.Sheet{}, sheetProblems: map[string][]wire.Diagnostic{},
		sheetUses: map[string][]string{}, journal: timeline.New(), evals: map[int64]func(wire.Evaluated){},
		asks: map[int64]func(value.Value, string){},
	}
	s.state.Viewing = -1
	s.app = p.App()
	s.fonts = newFonts(o.SystemFonts)
	s.pictures = newPictures(s)
	s.pictures.setOffline(s.conditions.Network == "none")
	s.pictures.setThrottle(s.conditions.Link())
	if o.replay != nil {
		s.opts.replay = nil
		o.replay.prepare(s)
	}
	if s.system, err = newSystem(s); err != nil {
		p.Close()
		_ = os.RemoveAll(scratch)
		return nil, err
	}
	if o.Watch {
		s.watch()
	}
	s.mu.Lock()
	err = s.launch(s.entryStack())
	s.mu.Unlock()
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Close ends the worker and everything that runs.
func (s *Session) Close() {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.closed = true
	close(s.closing)
	s.stopWorker()
	s.stopRecording()
	s.dropEvals("the mini-program was closed")
	s.dropAsks("the mini-program was closed")
	w := s.watcher
	s.unlock()
	if w != nil {
		w.Close()
	}
	s.pictures.close()
	for _, v := range s.sides {
		v.undress()
		v.closed = true
	}
	s.sides = nil
	s.project.Close()
	if s.scratch != "" {
		_ = os.RemoveAll(s.scratch)
	}
}

// Wake receives when something arrived and Step should be called.
func (s *Session) Wake() <-chan struct{} { return s.wake }

// unlock releases the lock and calls back who asked for it: a callback may use the
// session again.
func (s *Session) unlock() {
	after := s.after
	s.after = nil
	s.mu.Unlock()
	for _, f := range after {
		f()
	}
}

// later calls f without the lock, soon.
func (s *Session) later(f func()) {
	s.after = append(s.after, f)
	s.signal()
}

func (s *Session) signal() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// post leaves mail for Step and gives how much waits.
func (s *Session) post(m mail) int {
	s.mailMu.Lock()
	s.mail = append(s.mail, m)
	n := len(s.mail)
	s.mailMu.Unlock()
	s.signal()
	return n
}

func (s *Session) takeMail() []mail {
	s.mailMu.Lock()
	defer s.mailMu.Unlock()
	m := s.mail
	s.mail = nil
	select {
	case s.taken <- struct{}{}:
	default:
	}
	return m
}

// changed marks that panels have something new to show.
func (s *Session) changed() { s.version++ }

// Step takes in what arrived and moves everything that moves by itself to now.
// It gives when it wants to be called again at the latest; negative: not before
// the next Wake or input. With a virtual clock use Settle instead.
func (s *Session) Step(now time.Time) time.Duration {
	s.mu.Lock()
	defer s.unlock()
	if s.closed {
		return -1
	}
	if s.timePasses() {
		s.now = max(s.now, now.Sub(s.start)) // an input may have been later
	}
	s.receive()
	if s.state.Frozen {
		return -1
	}
	return s.tick()
}

// Until gives how long it is to a moment of the session's clock, as Step and
// Frame.Next give it; negative moments stay negative: never.
func (s *Session) Until(at time.Duration) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at < 0 || s.state.Frozen {
		return -1
	}
	return max(0, at-time.Since(s.start))
}

// catchUp moves the session's clock to now, before an input is taken in: between
// two Steps it may stand still for long, and a press would look like a long one.
func (s *Session) catchUp() {
	if s.timePasses() {
		s.now = max(s.now, time.Since(s.start))
	}
}

// receive handles all waiting mail.
func (s *Session) receive() {
	for _, m := range s.takeMail() {
		switch {
		case m.from != "" && s.replay != nil:
			s.replay.arrived[m.from] = m.run // its turn comes
		case m.run != nil:
			if m.from != "" {
				s.noteArrival(m.from, m.data, m.bad)
			}
			m.run()
		case m.epoch != s.epoch:
		case s.replay != nil:
			s.replay.mail(s, m)
		case m.err != nil:
			s.workerDied(m.err)
		default:
			s.handle(m.msg)
		}
	}
}

// tick advances pages and system layer and gives the time to the next tick.
func (s *Session) tick() time.Duration {
	if s.moment == nil {
		s.note(record.Tick, nil)
	}
	next := time.Duration(-1)
	sooner := func(d time.Duration) {
		if d >= 0 && (next < 0 || d < next) {
			next = d
		}
	}
	for _, p := range []*page{s.shownPage(), s.tabBar()} {
		if p != nil {
			events, actions := p.doc.Tick(s.now)
			s.deliver(p, events, actions)
		}
	}
	s.follow(func(v *Session) { sooner(v.tickSide()) })
	sooner(s.ring())
	sooner(s.system.tick())
	sooner(s.checkSilence())
	sooner(s.autoStep())
	return next
}

// State gives a copy of what the window shows.
func (s *Session) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.state
	st.Version = s.version
	st.Running = s.worker != nil
	st.Stack = s.shownStack()
	st.Commits, st.Dropped = s.journal.Len(), s.journal.Dropped()
	st.Logs, st.Acts = len(s.logs), len(s.acts)
	st.Transfers, st.Cleared = s.network.clock, s.network.clears
	st.Cost = s.lastCost
	st.Problems = s.allProblems()
	st.Device, st.Held, st.Theme, st.Conditions = s.profile, s.device, s.theme, s.conditions
	st.AutoStep, st.Replaying = s.auto, s.replay != nil
	st.Styles, st.Edits = s.edits.clock, s.edits.unsaved()
	st.HeapBytes = s.journal.Bytes()
	if s.rec != nil {
		st.HeapBytes += s.rec.bytes
		st.Recorded, st.RecordEnded = s.rec.bytes, s.rec.r.Meta.Incomplete
	}
	if p := s.shownPage(); p != nil {
		st.Tree = p.treeVersion
	}
	return st
}

// allProblems lists what both sides found wrong, each once.
func (s *Session) allProblems() []wire.Diagnostic {
	seen := map[wire.Diagnostic]bool{}
	var out []wire.Diagnostic
	list := append(s.project.Diagnostics(), s.problems...)
	for _, file := range slices.Sorted(maps.Keys(s.sheetProblems)) {
		list = append(list, s.sheetProblems[file]...)
	}
	for _, d := range list {
		if !seen[d] {
			seen[d] = true
			out = append(out, d)
		}
	}
	return out
}

// Project is the opened project.
func (s *Session) Project() *project.Project { return s.project }

// Commits gives the recorded data changes from index i on.
func (s *Session) Commits(i int) []*timeline.Commit {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*timeline.Commit(nil), s.journal.Commits(i)...)
}

// History gives copies of the recorded commits from index i on. The journal adds
// costs to its own ones when they are painted; the copies stay as they are.
func (s *Session) History(i int) []timeline.Commit {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.journal.Commits(i)
	out := make([]timeline.Commit, len(list))
	for k, c := range list {
		out[k] = *c
	}
	return out
}

// After gives the whole data of a commit's instance once the commit was applied;
// undefined for a commit that is not kept. It is computed from the history.
func (s *Session) After(seq uint64) value.Value {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.journal.After(s.journal.Index(seq))
}

// Instances gives the pages and components with their data: live, or as they
// were at the commit shown.
func (s *Session) Instances() []timeline.Instance {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.moment != nil {
		return s.moment.Instances
	}
	return s.journal.Now()
}

// entryStack is the page to open first.
func (s *Session) entryStack() []wire.RouteEntry {
	path, query := splitQuery(s.opts.Page)
	if pages := s.project.App().Pages; path == "" && s.opts.Props.Len() > 0 && len(pages) > 0 {
		path = pages[0]
	}
	if path == "" {
		return nil
	}
	for i, k := range s.opts.Props.Keys() {
		query = query.With(value.Path{{Name: k, Index: -1}}, s.opts.Props.Index(i))
	}
	return []wire.RouteEntry{{Path: path, Query: query}}
}

var (
	errNoPage          = errors.New("the page did not open")
	errNoObject        = errors.New("setData takes an object")
	errNotPaused       = errors.New("no setData waits")
	errNoCondition     = errors.New("a breakpoint needs a condition: " + wire.ConditionHelp)
	errManyBreakpoints = fmt.Errorf("there are %d breakpoints, more are not possible", maxBreakpoints)
)

// SetData applies a setData to the page on top, as an automation client does.
func (s *Session) SetData(data value.Value) error {
	if data.Kind() != value.Map {
		return fmt.Errorf("setData takes an object, found %s", data.Kind())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.worker == nil || s.top() == nil {
		return errNoPage
	}
	s.eval("getCurrentPages().slice(-1)[0].setData("+data.JSON()+")", func(_, errText string) {
		if errText != "" {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.addLog(wire.Log{Time: s.now, Level: "error", Args: []string{"setData: " + errText}, Error: true})
		}
	})
	return nil
}
