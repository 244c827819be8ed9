//go:build replay && unix

package simulator

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"diorama/renderer/value"
)

// Recording costs a setData at most 5 % of its processor time, the goroutine that makes
// marks included. Oracle: the kernel's account of this process, over blocks of setData
// of one text on a page of 100 nodes to its pixels, with and without in turns. What
// else runs on the machine only adds to a block, so the fastest tenth is compared. The
// collector runs between the blocks: its work is not that of the block it falls into,
// and what it will have to do is told by the bytes allocated, which are held too. With
// equal sessions the ratio lies within 3 % on a busy machine, so three tries are made.
func TestRecordingCost(t *testing.T) {
	const limit = 1.05
	for range 3 {
		if time, memory := recordingCost(t); time <= limit && memory <= limit {
			return
		}
	}
	t.Errorf("recording costs more than %.0f %%", (limit-1)*100)
}

// recordingCost gives processor time and bytes allocated as shares of those without.
func recordingCost(t *testing.T) (ratio, memory float64) {
	const blocks, each = 300, 20
	var sessions [2]*Session
	for i := range sessions {
		sessions[i] = openBenchWith(t, bigPage(100), func(o *Options) { o.NoRecord = i == 0 })
	}
	processor := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			t.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	allocated := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.TotalAlloc
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	n := 0
	var took [2][]time.Duration
	var bytes [2]uint64
	for k := range blocks {
		if k%10 == 0 {
			runtime.GC()
		}
		for i := range sessions {
			i = (i + k) % 2 // who begins has other caches
			memory, before := allocated(), processor()
			for range each {
				n++
				if err := sessions[i].SetData(value.M("title", fmt.Sprint("title ", n))); err != nil {
					t.Fatal(err)
				}
				if err := sessions[i].Settle(0, time.Minute); err != nil {
					t.Fatal(err)
				}
			}
			took[i] = append(took[i], processor()-before)
			bytes[i] += allocated() - memory
		}
	}
	without, with := quantile(took[0], .1), quantile(took[1], .1)
	ratio, memory = float64(with)/float64(without), float64(bytes[1])/float64(bytes[0])
	t.Logf("a setData takes %v of processor time and %d bytes; recorded, %.3f and %.3f times that", (without / each).Round(time.Microsecond), bytes[0]/(blocks*each), ratio, memory)
	return ratio, memory
}
