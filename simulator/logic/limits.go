package logic

import "time"

// maxTaskTime is how long one JavaScript task may run before it is interrupted;
// pauses do not count. notes/reliability.md names 5 s for a worker that is silent.
const maxTaskTime = 5 * time.Second

// maxInterrupts is the number of interrupted calls within one task after which the
// whole task is given up.
const maxInterrupts = 3

// maxCallStack is the depth of JavaScript calls; goja's own limit would let Go's
// stack grow until the process dies.
const maxCallStack = 2000

// maxDataDepth is the nesting of setData arguments and of API arguments.
const maxDataDepth = 500

// maxDataValues is the number of values in one setData argument or API argument: the
// members of all objects and the length of all lists, holes and what is reached twice
// counted, holes behind the end of a list a quarter each. WeChat takes 1,024 kB of JSON.
const maxDataValues = 600_000

// farIndex is how far behind the end of a list a path may write without its holes
// being counted.
const farIndex = 4096

// maxStack is the number of frames recorded with a commit or an error.
const maxStack = 24

// maxTrail is how many causes of causes are recorded with a commit.
const maxTrail = 8

// maxBreaks is the number of breakpoints that are looked at.
const maxBreaks = 200

// maxPages is WeChat's limit of the page stack.
const maxPages = 10

// bigData and hugeData are the sizes of a setData in bytes of JSON that are worth
// a warning. WeChat: documentation of setData asks for less than 1,024 kB.
const (
	bigData  = 256 << 10
	hugeData = 1024 << 10
)

// maxListChanges bounds the paths recorded with one commit; beyond, the fields that
// hold them are recorded whole.
const maxListChanges = 500

// maxInspect bounds the text of one console argument, in bytes.
const maxInspect = 20000

// maxInspectDepth and maxInspectItems bound what the console shows of a value.
const (
	maxInspectDepth = 5
	maxInspectItems = 100
)

// regexpTimeout bounds one regular expression match; then it matches nothing.
const regexpTimeout = 2 * time.Second

// backgroundWait is how long, in real time, a virtual clock waits for background
// work (files, network) before it goes on without its answer.
const backgroundWait = 10 * time.Second

// nestedTimers is the depth from which setTimeout waits at least nestedTimerMin
// (HTML, timer initialisation steps).
const (
	nestedTimers   = 5
	nestedTimerMin = 4 * time.Millisecond
	timerMin       = time.Millisecond
)

// maxText is the length of the longest text that String.prototype.repeat and the pads
// make, in bytes; V8 takes as many characters.
const maxText = 1<<29 - 24

// maxNavigations is how often pages may be opened within navigationTime of the app's
// clock; a page that navigates whenever it is shown would go on for ever. A guess:
// nobody taps that fast.
const (
	maxNavigations = 100
	navigationTime = time.Second
)

// maxTimers is the number of timers that may be waiting.
const maxTimers = 100_000

// maxRejections is the number of unhandled rejections reported per task.
const maxRejections = 100

// maxIndexTable is the number of list indices whose text is kept.
const maxIndexTable = 1 << 16

// maxIndex is the largest list index that a setData path may write.
const maxIndex = 1 << 20

// maxObserverRounds is how often the observers of one instance may mark each other
// anew, by their own setData calls, within one update.
const maxObserverRounds = 100

// maxHops is how many handlers an event tells the devtools of, those of the events that
// it triggers among them.
const maxHops = 200

// maxNoted is how many events that no input began a task tells the devtools of.
const maxNoted = 50

// maxEventDepth is how deep handlers of triggerEvent may trigger events.
const maxEventDepth = 200

// maxDescriptors is the number of ComponentDescriptors of wxs kept.
const maxDescriptors = 20000

// maxWxsRequires is how deep wxs modules may require each other.
const maxWxsRequires = 100

// maxWxsNames is the number of keys of data whose spelling in wxs is kept.
const maxWxsNames = 1 << 14

// maxLayoutWait is how long wxs waits for the host's answer about a box.
const maxLayoutWait = 500 * time.Millisecond

// maxWxsTime is how long one call of wxs may run; shorter than maxTaskTime, so that
// the loop is named and not the task around it.
const maxWxsTime = 4 * time.Second

// maxKept is how many objects that the console has shown can be looked into,
// maxProperties how many of their properties one answer gives, maxMembers how many
// are looked at, and maxPreview the bytes of one in a row.
const (
	maxKept       = 1000
	maxProperties = 200
	maxMembers    = 20000
	maxPreview    = 200
)

// maxCompleted bounds the code that is completed, bytes; maxCompletions the names given.
const (
	maxCompleted   = 4096
	maxCompletions = 100
)
