//go:build headless

package main

import (
	"fmt"
	"io"
)

// runOpen of the program without the window says so.
func runOpen(_ []string, _, errw io.Writer) int {
	fmt.Fprintln(errw, "this diorama was built without the window (-tags headless); use shot, tree or build it without the tag")
	return exitUsage
}
