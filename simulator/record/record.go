// Package record holds recordings: everything that came into a run of a mini-program
// from outside, in order, and what came of it.
//
// Its one idea: a run is a function of what enters it. The worker's side is a list of
// steps (wire.Trace) over the host's messages; the host's side is a list of entries
// (input, messages of the worker taken in, frames) with the times. Fed with both, a
// fresh session does the same again, and marks of every commit prove it or name the
// first difference.
package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"slices"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/simulator/device"
	"diorama/simulator/wire"
)

// Recording is one run, from the start of a worker on.
type Recording struct {
	Meta  Meta
	Hello wire.Hello // with the folders as they were
	// Files of the project and of the storage folder when the run began.
	Project, Storage []File
	Blobs            map[string][]byte // by hash
	Entries          []Entry
	Messages         []*wire.Message // to the worker, after Hello
	Trace            wire.Trace
	Marks            []Mark
	Shots            []Shot
}

// Meta says how the session stood when the run began.
type Meta struct {
	Program    string // what recorded it
	Project    string // name
	Zone       string // of Date, as in the tz database; "" unknown
	Start      time.Time
	Now        time.Duration // the session's time at the start
	Virtual    bool
	Page       string
	Device     device.Profile
	Theme      string
	Conditions wire.Conditions
	Scale      float64 // device px per CSS px of the pictures
	// NoChrome leaves out the bars.
	NoChrome bool
	Clip     string // in the clipboard
	// Views is what a restart kept of the pages that were open.
	Views []View
	// Incomplete says why the recording ends before the run does, "" it does not.
	Incomplete string
}

// View is the scroll offsets and fields of a page, see renderer.ViewState.
type View struct {
	Path  string
	State []byte
}

// File is a file by its content.
type File struct {
	Path string // slashes, relative
	Hash string
	Size int64
}

// Entry is one thing that the session did, in order.
type Entry struct {
	Kind Kind
	Now  time.Duration // the session's time
	Sent int           // messages to the worker sent before
	Arg  *Arg          // nil none
}

// Kind says what an Entry is.
type Kind uint8

// The kinds of Entry.
const (
	Taken   Kind = iota + 1 // a message of the worker that changes something was taken in
	Tick                    // pages and frame moved to Now
	Move                    // as Tick, without events of the frame
	Frame                   // a picture was made
	Pointer                 // input
	Key
	Text
	TapNode
	SetScale
	SetDevice
	SetTheme
	PullDown
	Control // pause, apply, drop, run
	Save    // files were saved
	Arrived // a picture or font came from the network
	Clip    // the clipboard was read
	Sent    // a message was sent that nothing else leads to (Eval, Navigate)
	Died    // the worker ended
	SetConditions
	Edits    // what is laid over the pages in the devtools is now Arg.Edits
	lastKind = Edits
)

// Arg is what belongs to an Entry.
type Arg struct {
	Pointer    input.Pointer
	Key        input.Key
	Device     device.Profile
	Conditions *wire.Conditions // of SetConditions
	Text       string           // of Text, SetTheme, Clip; the address of Arrived; the reason of Died
	Number     float64
	Files      []File // of Save (Hash "" when the file is gone) and Arrived
	Edits      []Edit // of Edits, the oldest first
	Err        string
}

// Edit is something laid over the pages in the devtools; the fields are those of
// simulator.Edit that make it again.
type Edit struct {
	Kind                 uint8 // simulator.EditKind, or EditState
	File                 string
	RuleLine, RuleColumn int32 // the rule in File
	Line, Column         int32 // the declaration in it, 0 a new one
	Important, Off       bool
	Page                 wire.PageID
	Node                 dom.NodeID
	On                   bool
	Name, Value          string
	State                dom.State // of EditState
}

// EditState is the kind of an Edit that holds a state of a node, as if it were pressed.
const EditState = 255

// LastEdits gives the edits as they were noted last.
func (r *Recording) LastEdits() []Edit {
	for i := len(r.Entries) - 1; i >= 0; i-- {
		if e := &r.Entries[i]; e.Kind == Edits {
			return e.Arg.Edits
		}
	}
	return nil
}

// Mark is what one commit did, for comparison.
type Mark struct {
	Seq       uint64
	Patch     uint64
	Page      string
	Component string
	Sum       uint64   // of kind, instance, cause and the operations of its patch
	Paths     []string // of Changes, at most maxMarked
	Sums      []uint64 // beside Paths
}

// Shot is a picture after an Entry.
type Shot struct {
	Entry  int
	Commit uint64 // the last one on it
	Hash   string
}

// PictureHash names the pixels of a picture. It need not withstand anybody who means
// harm, so it is two checksums that processors compute by themselves.
//
// Faster: 12 MB, a screen of an iPhone 14, take 1.5 ms instead of 30 ms of SHA-256.
func PictureHash(pix []byte) string {
	return fmt.Sprintf("%08x%08x", crc32.Checksum(pix, crc32.MakeTable(crc32.Castagnoli)), crc32.ChecksumIEEE(pix))
}

// IsHashOf reports whether a Shot's hash is that of a picture; older session files have
// SHA-256.
func IsHashOf(hash string, pix []byte) bool {
	if len(hash) == 2*sha256.Size {
		return hash == HashOf(pix)
	}
	return hash == PictureHash(pix)
}

// HashOf names content.
func HashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Commits is the highest commit recorded.
func (r *Recording) Commits() uint64 {
	if len(r.Marks) == 0 {
		return 0
	}
	return r.Marks[len(r.Marks)-1].Seq
}

// Missing lists files whose content is not in the recording.
func (r *Recording) Missing() []string {
	var out []string
	for _, f := range slices.Concat(r.Project, r.Storage) {
		if _, ok := r.Blobs[f.Hash]; !ok {
			out = append(out, f.Path)
		}
	}
	return out
}
