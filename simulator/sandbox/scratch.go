package sandbox

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// scratchPrefix begins the names of all temporary folders; kind and process follow.
const scratchPrefix = "diorama-"

// Scratch makes a temporary folder that names this process, so that SweepScratch finds it
// when the process ends without removing it. kind has no hyphen.
func Scratch(kind string) (string, error) {
	dir, err := os.MkdirTemp("", fmt.Sprintf("%s%s-%d-", scratchPrefix, kind, os.Getpid()))
	if err != nil {
		return "", fmt.Errorf("temporary folder: %w", err)
	}
	return dir, nil
}

// SweepScratch removes the temporary folders of processes that ended without doing so
// (killed, crashed) and tells how many.
func SweepScratch() int {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), scratchPrefix+"*-*-*"))
	n := 0
	for _, dir := range dirs {
		part := strings.Split(filepath.Base(dir), "-")
		if len(part) != 4 {
			continue
		}
		pid, err := strconv.Atoi(part[2])
		fi, e := os.Lstat(dir)
		if err != nil || e != nil || pid <= 0 || !fi.IsDir() || alive(pid) {
			continue
		}
		if os.RemoveAll(dir) == nil {
			n++
		}
	}
	return n
}
