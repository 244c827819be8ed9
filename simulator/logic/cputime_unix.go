//go:build unix

package logic

import (
	"syscall"
	"time"
)

// cpuTime is the processor time that this process has had; 0 when it cannot be told.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
