package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"diorama/simulator"
)

// runTree writes the rendered tree of pages, one JSON object a line.
func runTree(args []string, out, errw io.Writer) int {
	var format, target string
	s, err := parse("tree", args, errw, func(fs *flag.FlagSet) {
		fs.StringVar(&format, "format", "jsonl", "jsonl or text")
		fs.StringVar(&target, "o", "", "file to write; standard output by default")
	})
	if err == nil && format != "jsonl" && format != "text" {
		err = fmt.Errorf("--format %q: expected jsonl or text", format)
	}
	if err != nil {
		return failUsage(errw, "tree", err)
	}
	pages, err := s.pageList()
	if err != nil {
		fmt.Fprintln(errw, "diorama tree:", err)
		return exitUsage
	}
	if target != "" && target != "-" {
		f, err := os.Create(target)
		if err != nil {
			fmt.Fprintln(errw, "diorama tree:", err)
			return exitInternal
		}
		defer f.Close()
		out = f
	}
	w := bufio.NewWriter(out)
	defer w.Flush()
	code := exitOK
	err = s.visit(pages, func(page string, ses *simulator.Session, took time.Duration, err error) {
		write := func(step int) {
			r := &simulator.Report{Page: page, Ms: ms(took), Errors: []simulator.ReportError{}, Unsupported: []string{}}
			if ses != nil {
				r = ses.Report(page, ms(took))
			}
			r.Step = step
			if err != nil {
				r.OK = false
				r.Errors = append(r.Errors, simulator.ReportError{Message: err.Error()})
			}
			if !r.OK {
				code = exitErrors
			}
			writeReport(w, r, format)
		}
		write(0)
		for i, v := range s.values {
			if ses == nil || err != nil {
				break
			}
			err = s.setData(ses, v)
			write(i + 1)
		}
	})
	if err != nil {
		fmt.Fprintln(errw, "diorama tree: recording:", err)
		code = exitInternal
	}
	return code
}

func writeReport(w *bufio.Writer, r *simulator.Report, format string) {
	if format == "jsonl" {
		b, err := json.Marshal(r)
		if err != nil {
			b = []byte(`{"ok":false}`)
		}
		w.Write(b)
		w.WriteByte('\n')
		return
	}
	fmt.Fprintf(w, "%s", r.Page)
	if r.Step > 0 {
		fmt.Fprintf(w, " after --data %d", r.Step)
	}
	w.WriteByte('\n')
	for _, e := range r.Errors {
		fmt.Fprintf(w, "! %s:%d:%d: %s\n", e.File, e.Line, e.Column, e.Message)
	}
	if r.Tree != nil {
		var b strings.Builder
		r.Tree.WriteText(&b, 0)
		w.WriteString(b.String())
	}
}
