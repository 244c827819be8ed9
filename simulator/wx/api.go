// Package wx holds the wx.* APIs of the logic layer as small Go functions.
//
// Its one idea: an API sees a Call (plain values in, one result out) and a
// Runtime (clock, host, background work), never JavaScript. Callbacks success,
// fail and complete, promises, errMsg, listeners and returned objects are made in
// one place, by the caller of the table (simulator/logic).
//
// Everything here runs on the logic goroutine, as part of a JavaScript task;
// only the function given to Call.Go runs elsewhere and must touch nothing but
// what it captured.
package wx

import (
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Kind is the calling convention of an API.
type Kind uint8

const (
	// Async takes one options object with success, fail and complete; without
	// success, fail and complete it gives a promise, unless Call.Return was used.
	Async Kind = iota
	// Sync takes positional arguments and gives what Call.Return was called with.
	Sync
	// On adds the first argument, a function, to the listeners of Event.
	On
	// Off removes the first argument from the listeners of Event, or all.
	Off
)

// API is one row of the table.
type API struct {
	// Name without "wx.": "setStorageSync".
	Name string
	Kind Kind
	// Event that On and Off mean, as Runtime.Emit names it; "" is Name without
	// its "on" or "off".
	Event string
	// AtOnce: the callbacks of an Async call that is settled by Do run before it returns,
	// not as a task of their own.
	AtOnce bool
	// Do does the work. For On and Off it may be nil; when set it runs after the
	// listener was added or removed (to start or stop a source of events).
	Do func(c *Call)
}

// Prop is a computed property of an Object. A nil Set makes it read-only.
type Prop struct {
	Name string
	Get  func() value.Value
	Set  func(value.Value)
}

// Object is what an API returns when plain data is not enough: a task, a context,
// a manager. Make one, give it to Call.Return or put Object.Value into a result;
// the same Object is always the same JavaScript object.
type Object struct {
	// Class for logs: "RequestTask".
	Class string
	// Methods use the same conventions as the table; Call.This is the object. On
	// and Off listen to the events of this object (Runtime.EmitOn).
	Methods []API
	Props   []Prop
	// Fields is a Map of plain fields that the author may read and write.
	Fields value.Value
	// Data is the API's own state.
	Data any
	// JS is the logic layer's handle; not to be touched here.
	JS any
	// Inert makes every unknown member a method that only logs "not simulated".
	Inert bool
}

// Value makes the object a value that can lie in results and arguments.
func (o *Object) Value() value.Value { return value.OfFunc(o) }

// AsObject gives the Object in v, nil when there is none.
func AsObject(v value.Value) *Object {
	o, _ := v.Handle().(*Object)
	return o
}

// Func is a JavaScript function that came as an argument; call it with Runtime.Invoke.
type Func struct {
	// JS is the logic layer's handle; not to be touched here.
	JS any
}

// AsFunc gives the function in v, nil when there is none.
func AsFunc(v value.Value) *Func {
	f, _ := v.Handle().(*Func)
	return f
}

// Ref is a page or component instance that came as an argument
// (createSelectorQuery().in(this), createCanvasContext(id, this)).
type Ref struct {
	Page     wire.PageID
	Instance dom.InstanceID
}

// AsRef gives the instance in v.
func AsRef(v value.Value) (Ref, bool) {
	r, ok := v.Handle().(*Ref)
	if !ok {
		return Ref{}, false
	}
	return *r, true
}

// Bytes is an ArrayBuffer or the bytes of a typed array or DataView. Data that
// came as an argument is a copy.
type Bytes struct {
	Data []byte
	// Shared is the memory of an ArrayBuffer that came as an argument, for APIs that
	// fill it; only during the call, nil otherwise.
	Shared []byte
	// JS is the logic layer's handle of that buffer; not to be touched here.
	JS any
}

// OfBytes makes an ArrayBuffer value; it keeps b.
func OfBytes(b []byte) value.Value { return value.OfFunc(&Bytes{Data: b}) }

// AsBytes gives the bytes in v.
func AsBytes(v value.Value) ([]byte, bool) {
	b, ok := v.Handle().(*Bytes)
	if !ok {
		return nil, false
	}
	return b.Data, true
}

// Call is one call of an API.
type Call struct {
	// Name of the API, "showToast", or of the method, "readFile"; errMsg begins with it.
	Name string
	// Options of an Async call: the first argument, callbacks removed; an empty
	// Map when none was given. Functions under other names are Func.
	Options value.Value
	// Args are all arguments as given. Functions are *Func, page and component
	// instances *Ref, buffers *Bytes, returned objects *Object: use AsFunc and so on.
	Args []value.Value
	// This is the object of a method call.
	This *Object
	// Page whose code calls, as far as known: the page of the running task, else
	// the one on top; 0 before the first page.
	Page wire.PageID
	// Instance of the running task, 0 none.
	Instance dom.InstanceID
	// Listener is set for On and Off: whether any listener is left.
	Listener bool

	RT    Runtime
	State *State

	reply   Replier
	settled bool
}

// Replier takes the outcome of a call; the caller of the table implements it.
type Replier interface {
	// Resolve ends the call well; result is a Map or undefined, errMsg is added.
	Resolve(result value.Value)
	// Reject ends it badly; errMsg is the whole text, extra a Map or undefined.
	Reject(errMsg string, extra value.Value)
	// Return sets the value that the call itself gives.
	Return(v value.Value)
	// Throw makes the call throw an Error with this message.
	Throw(message string)
}

// NewCall is for the caller of the table.
func NewCall(name string, rt Runtime, state *State, reply Replier) *Call {
	return &Call{Name: name, RT: rt, State: state, reply: reply, Options: value.OfMap(nil, nil)}
}

// Arg gives argument i, undefined when missing.
func (c *Call) Arg(i int) value.Value {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return value.Value{}
}

// Opt gives a member of Options.
func (c *Call) Opt(name string) value.Value { return c.Options.Get(name) }

// Resolve ends an Async call with success: result (a Map, or undefined for
// nothing) plus errMsg "NAME:ok". Only the first Resolve or Fail counts.
func (c *Call) Resolve(result value.Value) {
	if !c.settled {
		c.settled = true
		c.reply.Resolve(result)
	}
}

// Fail ends an Async call with errMsg "NAME:fail MSG" ("NAME:fail" when msg is
// ""). A msg that starts with "fail" is taken whole: "fail cancel".
func (c *Call) Fail(msg string) { c.FailWith(msg, value.Value{}) }

// FailWith is Fail with more members in the result (errno, errCode …).
func (c *Call) FailWith(msg string, extra value.Value) {
	if !c.settled {
		c.settled = true
		c.reply.Reject(c.errMsg(msg), extra)
	}
}

func (c *Call) errMsg(msg string) string {
	switch {
	case msg == "":
		return c.Name + ":fail"
	case len(msg) >= 4 && msg[:4] == "fail":
		return c.Name + ":" + msg
	}
	return c.Name + ":fail " + msg
}

// Settled reports whether Resolve or Fail was called.
func (c *Call) Settled() bool { return c.settled }

// Return sets what the call gives back to JavaScript at once.
func (c *Call) Return(v value.Value) { c.reply.Return(v) }

// Throw makes a Sync call throw an Error "NAME:fail MSG".
func (c *Call) Throw(msg string) { c.reply.Throw(c.errMsg(msg)) }

// Host asks the host (screen, system UI) and hands the answer to reply as a task
// of its own; errMsg is "" for success, else the tail ("cancel"). A nil reply
// sends without an answer.
func (c *Call) Host(name string, args value.Value, reply func(result value.Value, errMsg string)) {
	c.RT.Request(c.Page, name, args, reply)
}

// Forward asks the host and ends the call with its answer.
func (c *Call) Forward(name string, args value.Value) {
	c.Host(name, args, func(result value.Value, errMsg string) {
		if errMsg != "" {
			c.FailWith(errMsg, result)
			return
		}
		c.Resolve(result)
	})
}

// Go runs work on a goroutine of its own and what it returns (may be nil) on the
// logic goroutine afterwards. With a virtual clock the worker is not idle before.
func (c *Call) Go(work func() (done func())) { c.RT.Go(c.Name, work) }

// Log writes a console line of the system: level "info", "warn" or "error".
func (c *Call) Log(level, text string) { c.RT.Log(level, text) }
