package main

import (
	"fmt"
	"io"
	"os"

	"diorama/simulator/logic"
	"diorama/simulator/wire"
)

// runWorker is the logic process: the window starts this program again with it.
// It speaks wire messages over standard input and output.
func runWorker(_ []string, _, errw io.Writer) int {
	if fi, err := os.Stdin.Stat(); err == nil && fi.Mode()&os.ModeCharDevice != 0 {
		fmt.Fprintln(errw, "diorama worker is started by the window; it is no command to call")
		return exitUsage
	}
	out := os.Stdout
	os.Stdout = os.Stderr // nothing but messages may reach the host
	conn := wire.Stream(os.Stdin, out, func() error { return out.Close() })
	if err := logic.New(nil).Run(conn); err != nil {
		_ = conn.Send(&wire.Message{Bye: &wire.Bye{Reason: err.Error()}})
		return exitInternal
	}
	return exitOK
}
