package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"diorama/simulator"
	"diorama/simulator/record"
)

// runReplay runs a session file again. With --check the exit code is 1 when a commit
// or a picture differs, and the message names the first.
func runReplay(args []string, out, errw io.Writer) int {
	var until uint64
	var check bool
	var shot, dir string
	var limit time.Duration
	fs := flag.NewFlagSet("replay", flag.ContinueOnError)
	fs.SetOutput(errw)
	fs.Usage = func() {
		fmt.Fprintln(errw, "Usage: diorama replay FILE [flags]")
		fs.PrintDefaults()
	}
	fs.Uint64Var(&until, "until", 0, "stop after this commit")
	fs.BoolVar(&check, "check", false, "fail when a commit or a picture differs")
	fs.StringVar(&shot, "shot", "", "write the screen as PNG; - for standard output")
	fs.StringVar(&dir, "project", "", "run this folder instead of the recorded files")
	fs.DurationVar(&limit, "timeout", time.Minute, "real time for all")
	file, err := one(fs, args)
	if err != nil {
		return failUsage(errw, "replay", err)
	}
	fail := func(code int, err error) int {
		fmt.Fprintln(errw, "diorama replay:", err)
		return code
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return fail(exitUsage, err)
	}
	r, err := record.Read(b)
	if err != nil {
		return fail(exitUsage, err)
	}
	// Date shows local times as where the recording was made; the worker has the zone.
	if _, err := time.LoadLocation(r.Meta.Zone); err != nil {
		fmt.Fprintf(errw, "diorama replay: this machine does not know the time zone %q of the recording; local times may differ\n", r.Meta.Zone)
	}
	if dir != "" {
		for _, name := range simulator.Changed(r, dir) {
			fmt.Fprintf(errw, "diorama replay: %s is not the recorded file\n", name)
		}
	}
	s, o, err := simulator.Replay(r, simulator.ReplayOptions{Until: until, Dir: dir, Limit: limit, Spawn: zonedSpawner(r.Meta.Zone)})
	if err != nil {
		return fail(exitErrors, err)
	}
	defer s.Close()
	if shot != "" {
		if err := writePNG(shot, s.Frame().Image, out); err != nil {
			return fail(exitInternal, err)
		}
	}
	said := out
	if shot == "-" {
		said = errw
	}
	if r.Meta.Incomplete != "" {
		fmt.Fprintln(errw, "diorama replay: the recording ends before the run did:", r.Meta.Incomplete)
	}
	code := exitOK
	if d := o.Difference; d != nil {
		fmt.Fprintf(errw, "diorama replay: the first difference: %v\n", d)
		// A commit that was asked for and not reached is a failure without --check too.
		if check || o.Commit < until {
			code = exitErrors
		}
	}
	fmt.Fprintf(said, "%d commits, %d of them compared, and %d pictures\n", o.Commit, o.Compared, o.Shots)
	return code
}

// one parses flags before and after the one argument.
func one(fs *flag.FlagSet, args []string) (string, error) {
	var found []string
	for {
		if err := fs.Parse(args); err != nil {
			return "", err
		}
		if args = fs.Args(); len(args) == 0 {
			break
		}
		found, args = append(found, args[0]), args[1:]
	}
	if len(found) != 1 {
		return "", fmt.Errorf("one file is needed, found %q", strings.Join(found, " "))
	}
	return found[0], nil
}

// saveSession writes the session file that --record asks for.
func saveSession(s *simulator.Session, name string) error {
	r := s.Recording()
	if r == nil {
		return errors.New("this run was not recorded")
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(r.Write(f), f.Close())
}
