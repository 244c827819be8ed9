//go:build !unix

package sandbox

import "os"

// alive reports whether a process is there.
func alive(pid int) bool {
	p, err := os.FindProcess(pid) // Windows: opens it
	if err == nil {
		_ = p.Release()
	}
	return err == nil
}
