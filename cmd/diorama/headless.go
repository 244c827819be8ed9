package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/simulator"
	"diorama/simulator/project"
)

// pageList gives the pages that the flags ask for.
func (s *shared) pageList() ([]string, error) {
	if s.record != "" && (s.all || len(s.pages) > 1) {
		return nil, errors.New("--record is for one page")
	}
	p, err := project.Open(s.dir)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	if s.all {
		return p.App().Pages, nil
	}
	if len(s.pages) > 0 {
		return s.pages, nil
	}
	if len(p.App().Pages) == 0 {
		text := s.dir + ": app.json lists no page"
		for _, d := range p.Diagnostics() {
			text += fmt.Sprintf("\n%s:%d:%d: %s", d.File, d.Line, d.Column, d.Message)
		}
		return nil, errors.New(text)
	}
	return p.App().Pages[:1], nil
}

// visit opens each page in a fresh run with a virtual clock and hands it over once
// it is idle. What goes wrong with one page never stops the next. The error is that
// of writing the recording.
func (s *shared) visit(pages []string, f func(page string, ses *simulator.Session, took time.Duration, err error)) (failed error) {
	// JavaScript's dates follow the worker's time zone: one zone for all machines.
	_ = os.Setenv("TZ", "UTC")
	for _, pg := range pages {
		start := time.Now()
		o := s.options
		o.Virtual, o.Page, o.Spawn = true, pg, spawner()
		o.NoRecord = s.record == ""
		ses, err := simulator.Open(o)
		if err != nil {
			f(pg, nil, time.Since(start), err)
			continue
		}
		if err = s.addViews(ses); err == nil {
			err = ses.Settle(s.wait, s.timeout)
		}
		f(pg, ses, time.Since(start), err)
		if s.record != "" {
			failed = saveSession(ses, s.record)
		}
		ses.Close()
	}
	return failed
}

// addViews shows the run on the other screens too.
func (s *shared) addViews(ses *simulator.Session) error {
	for _, a := range s.asides {
		if _, err := ses.AddView(a); err != nil {
			return err
		}
	}
	return nil
}

// setData writes a --data into the page and runs on until it is idle.
func (s *shared) setData(ses *simulator.Session, v value.Value) error {
	if err := ses.SetData(v); err != nil {
		return err
	}
	return ses.Settle(s.wait, s.timeout)
}

// complain writes the mistakes of a page to standard error.
func complain(errw io.Writer, r *simulator.Report) {
	for _, e := range r.Errors {
		if e.File != "" {
			fmt.Fprintf(errw, "%s:%d:%d: %s\n", e.File, e.Line, e.Column, e.Message)
		} else {
			fmt.Fprintf(errw, "%s: %s\n", r.Page, e.Message)
		}
	}
	if len(r.Unsupported) > 0 {
		fmt.Fprintf(errw, "%s: not simulated: %s\n", r.Page, strings.Join(r.Unsupported, ", "))
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
