package logic

import (
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// control steers stepping from outside of a pause.
func (w *Worker) control(c *wire.Control) {
	switch c.Kind {
	case wire.ControlPause:
		w.stepping = true
	case wire.ControlRun:
		w.stepping = false
	case wire.ControlStop:
		w.stopped = true
	case wire.ControlBreaks:
		w.breaks = c.Breaks[:min(len(c.Breaks), maxBreaks)]
	case wire.ControlFreeze:
		w.freeze()
	}
}

// stops reports whether JavaScript waits before c, and for which breakpoint.
func (w *Worker) stops(c *wire.Commit) (broke string, stop bool) {
	c.Marks = c.OwnMarks()
	c.Cost.JS = micros(time.Since(w.taskBegan)) // nothing is applied yet: how long the task has run
	for i := range w.breaks {
		if w.breaks[i].Match(c) {
			return w.breaks[i].Text, true
		}
	}
	return "", w.stepping
}

// pause stands still inside setData until the host decides; it serves what steers
// (Control, Eval, Env, Advance) itself and keeps the rest in order. It reports
// whether the change is to be applied, and what the host writes instead; undefined
// nothing.
func (w *Worker) pause(c *wire.Commit, broke string) (instead value.Value, apply bool) {
	w.paused = true
	w.watch.Load().disarm()
	defer func() {
		w.paused = false
		w.watch.Load().arm()
	}()
	if w.inView == 0 && w.applying == 0 {
		w.flush()
	}
	w.send(&wire.Message{Paused: &wire.Paused{Commit: *c, Waiting: true, Break: broke}})
	var kept []entry
	defer func() { w.inbox.unshift(kept) }()
	for w.sendErr == nil {
		e, ok := w.take()
		if !ok {
			if w.player != nil {
				w.stopped = true // the replay cannot go on from inside setData
				return value.Value{}, false
			}
			w.tellTrace()
			w.inbox.wait(-1)
			continue
		}
		switch {
		case e.err != nil:
			kept = append(kept, e)
			w.stopped = true
			return value.Value{}, false
		case e.msg != nil && e.msg.Control != nil:
			switch e.msg.Control.Kind {
			case wire.ControlPause, wire.ControlFreeze, wire.ControlThaw:
				continue // it stands still
			case wire.ControlBreaks:
				w.control(e.msg.Control)
				continue
			case wire.ControlApply:
				apply, w.stepping = true, true
			case wire.ControlDrop:
				w.stepping = true
			case wire.ControlRun:
				apply, w.stepping = true, false
			case wire.ControlStop:
				w.stopped = true
			}
			w.send(&wire.Message{Paused: &wire.Paused{Commit: *c}})
			return e.msg.Control.Patch, apply
		case e.msg != nil && e.msg.Eval != nil:
			w.whilePaused(func() { w.eval(e.msg.Eval) })
		case e.msg != nil && e.msg.Ask != nil:
			w.whilePaused(func() { w.answer(e.msg.Ask) })
		case e.msg != nil && e.msg.Mocks != nil:
			w.setMocks(e.msg.Mocks)
		case e.msg != nil && e.msg.Env != nil:
			w.env = *e.msg.Env
		case e.msg != nil && e.msg.Advance != nil:
			// Time stands still; the host must not wait for it.
			w.send(&wire.Message{Idle: &wire.Idle{Now: w.clock.elapsed(), Next: w.clock.next(), Pending: len(w.requests) + w.background + 1}})
		default:
			kept = append(kept, e)
		}
	}
	return value.Value{}, false
}
