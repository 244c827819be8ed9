package wire

import (
	"time"

	"diorama/renderer/value"
)

// Transfer tells how a request, upload, download or socket of the mini-program goes.
// The first message of an ID has Begin; what comes later adds to it, End last.
type Transfer struct {
	ID     int64 // within the worker
	Begin  *TransferBegin
	Answer *TransferAnswer
	Frame  *TransferFrame
	End    *TransferEnd
}

// Header is one line of a header.
type Header struct{ Name, Value string }

// TransferBegin is what is sent.
type TransferBegin struct {
	Kind   string // the API: "request", "uploadFile", "downloadFile", "connectSocket", …
	Method string
	URL    string
	Header []Header // by name
	Body   []byte   // its first part; Size tells the whole
	Size   int      // bytes
	Page   PageID
	Time   time.Duration // on the worker's clock since Hello
	Stack  []Frame
	Resent bool // sent again from the devtools
}

// TransferAnswer is the head of the answer.
type TransferAnswer struct {
	Status int
	Text   string // "200 OK"
	Proto  string // "HTTP/2.0"
	URL    string // after redirects, "" the one that was asked
	Remote string // address:port, "" none
	Header []Header
	Mock   string // pattern of the rule that answered, "" the network
}

// TransferFrame is one message of a socket.
type TransferFrame struct {
	Time   time.Duration
	Sent   bool // by the mini-program
	Binary bool
	Data   []byte // its first part; Size tells the whole
	Size   int    // bytes
}

// TransferEnd is the rest of the answer, or why there is none.
type TransferEnd struct {
	Time   time.Duration // on the worker's clock
	Error  string        // as errMsg tells it, "" none
	Body   []byte        // its first part; Size tells the whole
	Size   int           // bytes
	Phases Phases
	Code   int    // of a socket's close
	Reason string // of a socket's close
}

// Phases are the parts of the time that a transfer took, on the machine's clock; of the
// last hop when there were redirects. 0: not passed.
type Phases struct {
	Queue   time.Duration // waiting for one of the slots for parallel requests
	DNS     time.Duration
	Connect time.Duration
	TLS     time.Duration
	Send    time.Duration // from the connection to the last byte of the request
	Wait    time.Duration // from there to the first byte of the answer
	Receive time.Duration
	Total   time.Duration // all of it, redirects too
}

// Mocks are the rules that answer requests in place of the network; the first that
// fits does. Throttle holds for what rules answer, too.
type Mocks struct {
	Rules    []Mock
	Throttle Throttle
}

// Mock is one rule.
type Mock struct {
	// Pattern of the address: * stands for any run of characters. Without a ? the query
	// is not looked at; beginning with / it fits on every host.
	Pattern string
	Method  string // "" any
	Status  int    // 0: 200
	Header  []Header
	Body    string
	Delay   time.Duration
	Off     bool
}

// Ask is a question of the devtools to the worker that runs no code of the author;
// it is answered by Answer, also while JavaScript stands in a setData.
//
//	storage.list                       → {items: [{key, type, bytes, preview}], size, limit, keyLimit}
//	storage.get {key}                  → {type, data}: data is the stored text
//	storage.set {key, type, data}      → nothing
//	storage.remove {key}, .clear       → nothing
//	files.list                         → {entries: [{path, size, time, folder}], used, quota, more}
//	files.read {path, limit}           → {data, size}: data is the first limit bytes
//	files.remove {path}                → nothing; folders with all in them
//	network.send {method, url, header, body} → nothing: as a wx.request of the devtools
//	wxml.place {page, node, name}      → {file, line, column, tag, source, has}: where a node is written, and the
//	                                     source of one of its attributes ("" name: of a text)
//	console.complete {code}            → {from, names: [{name, kind}]}: what may follow code
//	console.properties {ref, path}     → {properties: [{name, value, kind, opens}], more}
type Ask struct {
	ID   int64
	Name string
	Args value.Value
}

// Answer answers an Ask; Err "" is success.
type Answer struct {
	ID     int64
	Result value.Value
	Err    string
}

// Stale says that what the host was told last about storage or files is out of date.
// It is told once, until the host asks again.
type Stale struct{ Storage, Files bool }
