// Package wire defines everything that host and worker say to each other.
//
// Its one idea: plain structs in one Message envelope, one direction each, and
// nobody waits: a question carries an id and its answer comes as another message.
package wire

import (
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Version of the protocol; Hello carries it and both sides must agree.
const Version = 3

// PageID names an opened page, never used twice within a worker.
type PageID int32

// Message is the envelope; exactly one field is set, and a Trace may come along.
type Message struct {
	// Host to worker.
	Hello     *Hello
	Event     *Event
	Action    *Action
	Reply     *Reply
	Env       *Env
	Control   *Control
	Committed *Committed
	Reload    *Reload
	Advance   *Advance
	Eval      *Eval
	Ask       *Ask
	Mocks     *Mocks

	// Worker to host.
	Ready     *Ready
	Patch     *Patch
	Route     *Route
	Request   *Request
	Log       *Log
	Paused    *Paused
	Idle      *Idle
	Evaluated *Evaluated
	Activity  *Activity
	Transfer  *Transfer
	Answer    *Answer
	Stale     *Stale
	Bye       *Bye
	Replayed  *Replayed
	Trace     *Trace // what led to the field beside it, or alone
}

// Hello starts the mini-program in a fresh worker.
type Hello struct {
	Version    int
	Root       string // absolute folder of the project (project.config.json or app.json)
	Entry      string // page path to open, "" the entry page
	Query      value.Value
	Scene      int
	Env        Env
	Seed       uint64
	Clock      time.Time // start of the clock; with Virtual time stands still until Advance
	Virtual    bool
	StorageDir string       // folder for wx storage and user files, "" in memory
	Stack      []RouteEntry // pages to re-open after a restart, bottom first; empty: Entry
	Mocks      []Mock       // rules that answer requests
	Throttle   Throttle     // how slow the network is
	Record     bool         // tell a Trace
	Replay     *Replay      // run this again first; nil: live from the start
}

// RouteEntry is a page with its query.
type RouteEntry struct {
	Path  string
	Query value.Value
}

// Env is what synchronous APIs answer from; pushed whenever it changes. CSS px.
type Env struct {
	Device        string // "iPhone 14"
	Brand, Model  string
	System        string // "iOS 17.0"
	Platform      string // "devtools"
	Theme         string // "light", "dark"
	SDKVersion    string
	WeChatVersion string
	DPR           float64
	ScreenWidth   float64
	ScreenHeight  float64
	WindowWidth   float64
	WindowHeight  float64
	StatusBar     float64 // height
	NavigationBar float64 // height without the status bar
	TabBar        float64 // height, 0 none
	SafeTop       float64
	SafeBottom    float64 // inset
	SafeLeft      float64
	SafeRight     float64
	Capsule       Rect    // menu button
	FontScale     float64 // fontSizeScaleFactor
	Conditions            // FontSize is never 0 here
}

// Rect in CSS px.
type Rect struct{ X, Y, W, H float64 }

// Touch is one finger; CSS px, page relative to the document, client to the viewport.
type Touch struct {
	ID               int
	PageX, PageY     float64
	ClientX, ClientY float64
}

// Hop is one handler call with the places the event object tells.
type Hop struct {
	dom.Hop
	X, Y             float64 // offsetLeft, offsetTop of the current target, CSS px
	TargetX, TargetY float64
}

// Event is an input that reaches the logic layer. The worker runs the handlers as one
// task; it finds them itself when the target is still there, else they are Hops.
type Event struct {
	Page    PageID
	Seq     uint64 // host's number of the event, for causes
	Type    string
	Target  dom.NodeID
	Bubbles bool // as touches do: passes everything above, capture handlers first
	// Hops are who listens as the host knows it, with the places of the nodes.
	Hops    []Hop
	Detail  value.Value
	Touches []Touch
	Changed []Touch
	Time    float64 // ms since the page opened
	// Model is the two-way binding that the event also writes: property and value
	// of Target's component; "" none.
	Model      string
	ModelValue value.Value
	// Page events without a node: "pulldownrefresh", "reachbottom", "pagescroll",
	// "resize", "tabitemtap": Hops empty, PageMethod set.
	PageMethod string
}

// Action asks the worker to do what a built-in or the system UI stands for.
type Action struct {
	Page PageID
	Name string      // "navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack", "themeChange", "memoryWarning", "userCaptureScreen", "shake"
	Args value.Value // as the wx API takes them
}

// Request asks the host for something that needs the screen; Reply carries ID.
// ID 0 wants no answer.
type Request struct {
	ID   int64
	Page PageID
	Name string      // "showToast", "showModal", "selectorQuery", "setNavigationBarTitle" …
	Args value.Value //
}

// Reply answers a Request.
type Reply struct {
	ID     int64
	Result value.Value
	Err    string // "" ok; else the errMsg tail: "cancel"
}

// ControlKind says what Control does.
type ControlKind uint8

// The controls of stepping.
const (
	ControlPause  ControlKind = iota + 1 // stop before the next setData is applied
	ControlApply                         // apply the pending one and stop before the next
	ControlDrop                          // drop the pending one and stop before the next
	ControlRun                           // apply and go on
	ControlStop                          // end the worker
	ControlBreaks                        // Breaks are the breakpoints from now on
	ControlLive                          // a replay is over: go on by the clock
	ControlFreeze                        // stand still: no timer, no event, no time
	ControlThaw                          // go on where ControlFreeze stopped
)

// Control steers stepping.
type Control struct {
	Kind ControlKind
	// Patch replaces the argument of the pending setData at ControlApply and ControlRun;
	// undefined leaves it.
	Patch value.Value
	// Real lets a virtual clock run with the real one from now on, of ControlLive.
	Real bool
	// Breaks are the conditions before which JavaScript stops, of ControlBreaks.
	Breaks []Condition
}

// Committed says that the host has painted everything up to Seq.
type Committed struct {
	Seq  uint64 // of the Patch
	Cost Cost
}

// Cost of one patch in µs.
type Cost struct {
	JS, View, Style, Layout, Paint, Raster float64
}

// Reload tells what changed on disk; paths project-relative with slashes.
type Reload struct {
	Files []string
	Full  bool // start all modules anew and re-open the pages
}

// Advance moves a virtual clock and runs what is due; answered by Idle. Time does not
// pass a Patch or Request that the host has not had a chance to answer: the worker
// stops there with Idle.More; the host sends Committed and Replies, then Advance again.
type Advance struct{ To time.Duration }

// Idle says that all tasks are drained.
type Idle struct {
	Now     time.Duration
	Next    time.Duration // of the next timer, -1 none
	Pending int           // requests (network, host) still open
	More    bool          // stopped before To for the host to answer; send Advance again
}

// Eval runs an expression in the logic layer (console prompt).
type Eval struct {
	ID   int64
	Code string
}

// Evaluated answers Eval.
type Evaluated struct {
	ID     int64
	Result string // inspected text
	Ref    int64  // of an object, as Log.Refs
	Err    string
}

// Ready says that the worker runs: the app's configuration and problems.
type Ready struct {
	Version     int
	Diagnostics []Diagnostic
}

// Diagnostic is a mistake of the author.
type Diagnostic struct {
	File         string
	Line, Column int // 1-based; 0 unknown
	Message      string
	Warning      bool
}

// PageOps are tree operations of one page.
type PageOps struct {
	Page PageID
	Ops  []dom.Op
}

// Patch is one flush: at the end of a JS task.
type Patch struct {
	Seq     uint64
	Pages   []PageOps
	Commits []Commit
}

// Cause says what led to a commit.
type Cause struct {
	Kind    string // "event", "timer", "lifecycle", "callback", "api", "promise", "observer", "console"
	Name    string // "tap", "onLoad", "setTimeout", "wx.request success"
	Handler string // method name, "" none
	Event   uint64 // Event.Seq for "event", else 0
	Node    dom.NodeID
	// Awaits is how many promise reactions lie between the beginning of the task and
	// what it caused.
	Awaits int
}

// Frame is one level of a JS stack, in the author's file.
type Frame struct {
	Function     string
	File         string
	Line, Column int
}

// Change is one written path with the values before and after; Noop when equal.
type Change struct {
	Path     string
	Old, New value.Value
	Noop     bool
}

// CommitKind tells how an instance's data came to be.
type CommitKind uint8

// The kinds of Commit.
const (
	CommitSetData  CommitKind = iota // a setData of the author
	CommitCreate                     // a new instance with its first data (New of the change with path "")
	CommitProperty                   // properties written by the owner's template
	CommitDestroy                    // the instance is gone
)

// Commit is one applied data change of one instance.
type Commit struct {
	Seq       uint64 // numbered over the worker's life, in order of application
	Kind      CommitKind
	Time      time.Duration // on the worker's clock since Hello
	Page      PageID
	PagePath  string
	Instance  dom.InstanceID
	Owner     dom.InstanceID // of CommitCreate: the owner instance
	Component string         // path
	Host      dom.NodeID     // host node of a component
	Cause     Cause
	Trail     []Cause // what led to Cause, the first one first
	Stack     []Frame
	Patch     value.Value // the argument of setData
	Changes   []Change
	Bytes     int
	Unbound   []string
	Updated   []dom.NodeID
	Created   []dom.NodeID
	Removed   []dom.NodeID
	Cost      Cost
	Warnings  []string
	Marks     Mark // filled in by the host
	// OpsAt is how many of the patch's operations of this page were made once this
	// commit was applied: the view can be shown between two commits of one patch.
	OpsAt int
}

// Paused says that JavaScript stands inside setData; Commit is what would be applied.
type Paused struct {
	Commit Commit
	// Waiting is false when the pause ended (Apply, Drop, Run were carried out).
	Waiting bool
	// Break is the condition that was met, "" every setData waits.
	Break string
}

// PageInfo is one page of the stack with what the window frame shows.
type PageInfo struct {
	ID       PageID
	Path     string
	Query    value.Value
	Instance dom.InstanceID
	Title    string
	Tab      bool
	Window   Window
	Sheets   []Sheet // style scopes: page first, then components as declared by OpScope
	TabBar   PageID  // the tree of the custom tab bar of a tab page, 0 none
	HideHome bool    // wx.hideHomeButton was called
}

// Sheet names a style sheet that a scope uses: project path of the .wxss.
type Sheet struct{ Path string }

// Window is the merged window configuration of a page.
type Window struct {
	NavigationBarBackgroundColor string
	NavigationBarTextStyle       string // "white", "black"
	NavigationBarTitleText       string
	NavigationStyle              string // "default", "custom"
	BackgroundColor              string
	BackgroundTextStyle          string
	EnablePullDownRefresh        bool
	DisableScroll                bool
	OnReachBottomDistance        float64
	HomeButton                   bool
	NavigationBarLoading         bool
	PageOrientation              string // "portrait" (also ""), "landscape", "auto"
}

// Route tells the page stack after a change.
type Route struct {
	Stack  []PageInfo // bottom first; the last is shown
	Kind   string     // "appLaunch", "navigateTo", "navigateBack", "redirectTo", "switchTab", "reLaunch", "update"; "restart": a reload closed all pages and opens them again, Ready ends it
	Closed []PageID
}

// Log is a line of the console.
type Log struct {
	Time  time.Duration
	Level string // "log", "info", "warn", "error", "debug", "system"
	Args  []string
	Stack []Frame
	// Error is set for uncaught errors and rejections.
	Error bool
	// API is set for calls of APIs that are not simulated: "wx.startHCE".
	API string
	// Groups is how many console.group are around the line; Args[0] is indented by two
	// spaces for each. Group is set for the line that opens one ("open", "closed"), Clear
	// for console.clear.
	Groups int
	Group  string
	Clear  bool
	// Unfold is set for console.trace and console.dir: what lies in the line is to be seen.
	Unfold bool
	// Refs are the objects among Args by number, for wire.Ask console.properties; 0
	// where an argument is none. The worker keeps the last thousand.
	Refs []int64
}

// Activity is something to show on a lane: a handler run, a lifecycle, a request.
type Activity struct {
	Kind     string // "js", "lifecycle", "event", "request", "timer"
	Name     string
	Page     PageID
	Event    uint64
	Hops     []HopRun
	Start    time.Duration
	Duration time.Duration
	Detail   string
	Commits  []uint64 // commits made meanwhile
	Input    *Input   // what handlers of an event are told, nil no event
}

// Input is what the handlers of an event are told besides where it is.
type Input struct {
	Detail           value.Value
	Touches, Changed []Touch
}

// HopRun is one handler that ran.
type HopRun struct {
	Node      dom.NodeID
	Component string
	Method    string
	Missing   bool // no such method
	Err       string
	Duration  time.Duration
	Event     string // triggered by a handler before; "" the activity's own event
	Capture   bool   // on the way down
	Stops     bool   // catch: the event goes no further
	Dataset   value.Value
}

// Bye is the worker's last word.
type Bye struct{ Reason string }
