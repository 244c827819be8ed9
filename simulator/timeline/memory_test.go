package timeline

import (
	"runtime"
	"testing"
)

// What the journal says it holds is what it holds, and it stays bounded however long a
// run is. Oracle: Go's own account of the heap.
func TestBytesAreTold(t *testing.T) {
	heap := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := heap()
	j := rowsJournal(100)
	for i := range 20000 {
		rowPatch(j, i%100)
	}
	held, told := heap()-before, j.Bytes()
	if told < held || told > 3*held {
		t.Errorf("%d commits hold %d bytes, %d are told", j.Len(), held, told)
	}
	runtime.KeepAlive(j)
}
