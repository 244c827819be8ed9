package wx

import (
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/project"
	"diorama/simulator/wire"
)

// Runtime is what APIs may ask of the worker. All methods are called on the logic
// goroutine and return at once.
type Runtime interface {
	// Hello is how the worker was started (seed, storage folder, scene, entry …).
	Hello() *wire.Hello
	// Env is what synchronous APIs answer from; it changes in place.
	Env() *wire.Env
	// Project is the mini-program, reread after reloads.
	Project() *project.Project
	// Now is the wall clock, Elapsed the time since the start; both stand still
	// within one task when the clock is virtual.
	Now() time.Time
	Elapsed() time.Duration
	// Rand gives a number in [0,1) from the seeded source of the program.
	Rand() float64

	// After runs f as a task after d; cancel forgets it.
	After(d time.Duration, name string, f func()) (cancel func())
	// Go runs work on a new goroutine, then its result as a task.
	Go(name string, work func() (done func()))
	// Outside gives what f reads from outside of the program (how far a transfer is);
	// a replay gives what was read then.
	Outside(f func() int) int
	// Cassette is where the network's answers are written down, nil nowhere.
	Cassette() *Cassette
	// Stream runs source on a new goroutine; each function it gives to post runs as a
	// task, in order. With wait a virtual clock stands still until source returns.
	Stream(name string, wait bool, source func(post func(task func())))
	// Request asks the host; reply runs as a task; nil: no answer wanted. The id
	// is 0 without reply.
	Request(page wire.PageID, name string, args value.Value, reply func(result value.Value, errMsg string)) (id int64)
	// Settled runs f when the host has been told what the running task changes, at
	// once outside of a task: what f selects is then what the host draws.
	Settled(f func())
	// Subscribe is Request for a source of many answers (observers); reply runs
	// for each until cancel, which sends the Request name+".cancel" with {id}.
	Subscribe(page wire.PageID, name string, args value.Value, reply func(value.Value)) (cancel func())

	// Emit calls the listeners that APIs of kind On added for event.
	Emit(event string, args ...value.Value)
	// EmitOn calls the listeners of an object.
	EmitOn(o *Object, event string, args ...value.Value)
	// Listening tells whether event has a listener; o nil: the event of the table.
	Listening(o *Object, event string) bool
	// Invoke calls a function that came as an argument; errors are reported as
	// uncaught, the result is undefined then.
	Invoke(f *Func, args ...value.Value) value.Value

	// CurrentPage is the page on top, 0 none; Pages the stack, bottom first.
	CurrentPage() wire.PageID
	Pages() []wire.PageInfo
	// UpdatePage changes what the window frame shows of a page (title, colours):
	// f edits a copy, a Route of kind "update" is sent. False: no such page.
	UpdatePage(page wire.PageID, f func(*wire.PageInfo)) bool

	// Select gives the nodes that match a selector in the template of ref's instance;
	// Instance 0 means the page itself. Only the first one without all.
	Select(ref Ref, selector string, all bool) []dom.NodeID
	// Element tells what the view layer knows of a node; false for an unknown one.
	Element(page wire.PageID, node dom.NodeID) (Element, bool)
	// Tag is the tag of a node as written, "" for an unknown one.
	Tag(page wire.PageID, node dom.NodeID) string

	// Log writes a console line; level as wire.Log.
	Log(level, text string)
	// Unsupported notes once per name that something is not simulated: "wx.startHCE",
	// "wx.request enableHttp2".
	Unsupported(name string)
	// Activity reports something for the lanes of the timeline (a request that ended).
	Activity(a wire.Activity)
	// Transfer reports what passes on the network; the stack is added.
	Transfer(t wire.Transfer)
	// Stale tells the devtools that what they know is out of date.
	Stale(m wire.Stale)
}

// Element is what the view layer knows of a node and its screen does not.
type Element struct {
	ID         string
	Dataset    value.Value
	Mark       value.Value // merged with those above it in its template
	Virtual    bool        // the host of a virtualHost component: it has no place
	Component  bool
	Properties value.Value // of a component: their values now
}
