package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// version is set by the release build; a build from a checkout says "devel".
var version = "devel"

func runVersion(_ []string, out, _ io.Writer) int {
	rev := ""
	if bi, ok := debug.ReadBuildInfo(); ok {
		for _, s := range bi.Settings {
			if s.Key == "vcs.revision" && len(s.Value) > 12 {
				rev = " " + s.Value[:12]
			}
		}
	}
	fmt.Fprintf(out, "diorama %s%s %s %s/%s\n", version, rev, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return exitOK
}
