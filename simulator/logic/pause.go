package logic

import (
	"diorama/simulator/wire"
)

// control steers stepping from outside of a pause.
func (w *Worker) control(k wire.ControlKind) {
	switch k {
	case wire.ControlPause:
		w.stepping = true
	case wire.ControlRun:
		w.stepping = false
	case wire.ControlStop:
		w.stopped = true
	}
}

// pause stands still inside setData until the host decides; it serves what steers
// (Control, Eval, Env, Advance) itself and keeps the rest in order. It reports
// whether the change is to be applied.
func (w *Worker) pause(c *wire.Commit) (apply bool) {
	if w.paused {
		return true // setData called from the console while paused
	}
	w.paused = true
	w.watch.Load().disarm()
	defer func() {
		w.paused = false
		w.watch.Load().arm()
	}()
	if w.inView == 0 && w.applying == 0 {
		w.flush()
	}
	w.send(&wire.Message{Paused: &wire.Paused{Commit: *c, Waiting: true}})
	var kept []entry
	defer func() { w.inbox.unshift(kept) }()
	for w.sendErr == nil {
		e, ok := w.inbox.take()
		if !ok {
			w.inbox.wait(-1)
			continue
		}
		switch {
		case e.err != nil:
			kept = append(kept, e)
			w.stopped = true
			return false
		case e.msg != nil && e.msg.Control != nil:
			switch e.msg.Control.Kind {
			case wire.ControlPause:
				continue // it is paused
			case wire.ControlApply:
				apply = true
			case wire.ControlDrop:
			case wire.ControlRun:
				apply, w.stepping = true, false
			case wire.ControlStop:
				w.stopped = true
			}
			w.send(&wire.Message{Paused: &wire.Paused{Commit: *c}})
			return apply
		case e.msg != nil && e.msg.Eval != nil:
			w.eval(e.msg.Eval)
		case e.msg != nil && e.msg.Env != nil:
			w.env = *e.msg.Env
		case e.msg != nil && e.msg.Advance != nil:
			// Time stands still; the host must not wait for it.
			w.send(&wire.Message{Idle: &wire.Idle{Now: w.clock.elapsed(), Next: w.clock.next(), Pending: len(w.requests) + w.background + 1}})
		default:
			kept = append(kept, e)
		}
	}
	return false
}
