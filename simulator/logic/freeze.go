package logic

import "diorama/simulator/wire"

// freeze stands still until the host says ControlThaw: time stops, no timer fires, and
// of what comes from outside only what the developer does himself is served (console,
// panels, stepping). The rest stays in order and is served afterwards.
func (w *Worker) freeze() {
	var kept []entry
	w.clock.freeze()
	defer func() {
		w.inbox.unshift(kept)
		w.clock.thaw()
	}()
	for w.sendErr == nil && !w.stopped {
		if w.player != nil && w.replayOver() {
			return // the recording ends in here
		}
		e, ok := w.take()
		switch {
		case !ok && w.player != nil:
			return
		case !ok:
			w.tellTrace()
			w.inbox.wait(-1)
		case e.err != nil:
			kept = append(kept, e)
			return
		case e.msg != nil && e.msg.Control != nil:
			switch e.msg.Control.Kind {
			case wire.ControlThaw:
				return
			case wire.ControlFreeze:
			default:
				w.control(e.msg.Control)
			}
		case e.msg != nil && (e.msg.Eval != nil || e.msg.Ask != nil || e.msg.Mocks != nil):
			_ = w.serveSafely(e) // these three give no error
		case e.msg != nil && e.msg.Advance != nil:
			// Time stands still; the host must not wait for it.
			w.send(&wire.Message{Idle: &wire.Idle{Now: w.clock.elapsed(), Next: w.clock.next(), Pending: len(w.requests) + w.background}})
		default:
			kept = append(kept, e)
		}
	}
}
