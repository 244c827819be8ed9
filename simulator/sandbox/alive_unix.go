//go:build unix

package sandbox

import (
	"errors"
	"syscall"
)

// alive reports whether a process is there; one of somebody else is.
func alive(pid int) bool { return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }
