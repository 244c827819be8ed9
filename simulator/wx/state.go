package wx

import (
	"time"

	"diorama/simulator/sandbox"
	"diorama/simulator/storage"
)

// State is what APIs keep between calls, one per worker: storage, files, sockets,
// login … Fields are grouped by the file that uses them.
type State struct {
	rt Runtime

	said  map[string]bool // check.go: simulated answers that were announced
	debug bool            // setEnableDebug
	known known           // tools.go

	storage *storage.Store // datastorage.go

	contexts map[nodeKey]*Object // query.go

	media    map[*Object]*mediaWatch // observer.go
	mediaSeq []*Object               // in the order in which they began

	net network // network.go

	fileSystem *sandbox.Files // filesystem.go
	noFiles    bool           // it could not be opened
	manager    *Object
	open       map[string]descriptor // descriptor.go
	lastFD     int

	session   string          // login.go: of the last login
	scopes    map[string]bool // setting.go: what the user allowed
	clipboard string          // clipboard.go: when the host keeps none

	brightness *float64 // device.go: as set, nil never
	updates    *Object  // updatemanager.go
	sockets    sockets  // socket.go
	background *Object  // audio.go

	sensors  map[string]*sensor // sensor.go: those that run, by event
	moved    float64            // beside gravity, along x, g
	turning  [3]float64         // rad/s
	turnedAt time.Duration
	resting  func() // forgets the timer that ends turning
}

// NewState makes the state of a fresh worker.
func NewState(rt Runtime) *State {
	s := &State{rt: rt, net: network{policy: sandbox.DefaultPolicy(), cassette: rt.Cassette()}}
	s.net.setLink(rt.Env())
	s.SetMocks(rt.Hello().Mocks)
	s.SetThrottle(rt.Hello().Throttle)
	return s
}

// Close ends what runs in the background; the worker calls it last.
func (s *State) Close() {
	s.flushStorage()
	s.net.close()
	s.closeFiles()
}
