package wire

// Trace is what a worker that records did since the last one. With the messages that
// the host sent, in their order, it is all that a fresh worker needs to do the same
// again: nothing else comes in from outside.
type Trace struct {
	// Steps is a piece of the list of what was served, with the times; the logic layer
	// writes and reads it (logic/trace.go).
	Steps []byte
	// Net is what came from the network meanwhile.
	Net []NetPiece
}

// NetPiece is one thing that the network said in answer to a request: its head, a
// piece of its body, or the end.
type NetPiece struct {
	Transfer int64 // number of the transfer, in the order in which they began
	Hop      int   // redirects before
	Kind     NetKind
	Method   string // of NetHead: what was asked
	URL      string
	Status   int
	Text     string              // of NetHead: the status line; of NetEnd: the error as the API tells it, "" none
	Header   map[string][]string // of NetHead
	Length   int64               // of NetHead: Content-Length, -1 unknown
	Errno    int                 // of NetEnd
	Data     []byte              // of NetBody: what one read gave
}

// NetKind says what a NetPiece is.
type NetKind uint8

// The kinds of NetPiece.
const (
	NetHead NetKind = iota + 1
	NetBody
	NetEnd
)

// Replay asks a fresh worker to do again what a Trace tells. The host sends the
// recorded messages after Hello; when the end is reached the worker says Replayed and
// waits for ControlLive.
type Replay struct {
	Trace Trace
	Until uint64 // Seq of the commit after whose task the replay ends; 0: all
}

// Replayed ends a replay.
type Replayed struct {
	Err       string // what could not be done again, "" nothing
	Offset    int    // in Trace.Steps: what was done
	Transfers int64  // transfers begun so far
}
