package simulator

import (
	"runtime"
	"testing"
	"time"
)

// A step and a frame in which nothing happens allocate no more on a page of 5,000 nodes
// than on one of 200. Oracle: issue 4, hand.
func TestIdleAllocations(t *testing.T) {
	var allocs, bytes [2]float64
	for i, n := range []int{200, 5000} {
		s := openBenchWith(t, bigPage(n), func(*Options) {})
		now := time.Now()
		idle := func() {
			now = now.Add(16 * time.Millisecond)
			s.Step(now)
			s.Frame()
		}
		for range 4 {
			idle()
		}
		const runs = 20
		var a, z runtime.MemStats
		runtime.ReadMemStats(&a)
		allocs[i] = testing.AllocsPerRun(runs, idle)
		runtime.ReadMemStats(&z)
		bytes[i] = float64(z.TotalAlloc-a.TotalAlloc) / (runs + 1)
	}
	t.Logf("%.0f and %.0f allocations, %.0f and %.0f bytes", allocs[0], allocs[1], bytes[0], bytes[1])
	if allocs[1] > allocs[0] || bytes[1] > bytes[0]*1.1+512 {
		t.Errorf("%.0f allocations (%.0f bytes) on the small page, %.0f (%.0f bytes) on the large one", allocs[0], bytes[0], allocs[1], bytes[1])
	}
}
