package logic

import (
	"sync"
	"time"

	"github.com/dop251/goja"
)

// watchdog interrupts JavaScript that runs longer than maxTaskTime. What counts is the
// processor time that the process had, up to maxWaitFactor times the limit: on a busy
// machine a task that is merely slow goes on. Safe for concurrent use; a nil watchdog
// does nothing.
type watchdog struct {
	mu    sync.Mutex
	vm    *goja.Runtime
	timer *time.Timer
	armed bool
	ended bool // the host wants an end: every call is interrupted
	limit time.Duration
	since time.Time     // when it was armed
	used  time.Duration // processor time then
}

// maxWaitFactor bounds how much longer than its limit a task may take on the wall.
const maxWaitFactor = 12

type timeout struct{ d time.Duration }

func newWatchdog(vm *goja.Runtime, limit time.Duration) *watchdog {
	d := &watchdog{vm: vm, limit: limit}
	d.timer = time.AfterFunc(time.Hour, d.bark)
	d.timer.Stop()
	return d
}

func (d *watchdog) bark() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.armed {
		if had := cpuTime() - d.used; d.used > 0 && had < d.limit && time.Since(d.since) < maxWaitFactor*d.limit {
			d.timer.Reset(d.limit - had)
			return
		}
		d.vm.Interrupt(timeout{d.limit})
	}
}

func (d *watchdog) arm() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.armed, d.since, d.used = true, time.Now(), cpuTime()
	d.timer.Reset(d.limit)
}

func (d *watchdog) disarm() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.armed = false
	d.timer.Stop()
	if !d.ended {
		d.vm.ClearInterrupt()
	}
}

// stop ends the running JavaScript for good.
func (d *watchdog) stop() {
	if d == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ended = true
	d.vm.Interrupt(errStopped)
}
