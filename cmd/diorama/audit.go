package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"time"

	"diorama/simulator"
	"diorama/simulator/audit"
)

// runAudit opens every page (or those of --page), each in a fresh run, and scores what is
// found by WeChat's rules.
func runAudit(args []string, out, errw io.Writer) int {
	asJSON, least := false, 0
	s, err := parse("audit", args, errw, func(fs *flag.FlagSet) {
		fs.BoolVar(&asJSON, "json", false, "write the report as JSON")
		fs.IntVar(&least, "min", 0, "fail when the score is lower, 0 to 100")
	})
	if err == nil && (least < 0 || least > 100) {
		err = fmt.Errorf("--min %d: expected 0 to 100", least)
	}
	if err != nil {
		return failUsage(errw, "audit", err)
	}
	if s.all = s.all || len(s.pages) == 0 && s.record == ""; len(s.pages) > 0 {
		s.all = false
	}
	pages, err := s.pageList()
	if err != nil {
		fmt.Fprintln(errw, "diorama audit:", err)
		return exitUsage
	}
	var reports []*audit.Report
	code := exitOK
	err = s.visit(pages, func(page string, ses *simulator.Session, _ time.Duration, err error) {
		for _, v := range s.values {
			if ses == nil || err != nil {
				break
			}
			err = s.setData(ses, v)
		}
		if err != nil {
			fmt.Fprintf(errw, "%s: %v\n", page, err)
			code = exitErrors
		}
		if ses != nil {
			ses.Frame() // the cost of drawing belongs to the first page
			reports = append(reports, ses.Audit())
		}
	})
	if err != nil {
		fmt.Fprintln(errw, "diorama audit: recording:", err)
		return exitInternal
	}
	r := audit.Merge(reports)
	w := bufio.NewWriter(out)
	defer w.Flush()
	if asJSON {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		if err := e.Encode(r); err != nil {
			fmt.Fprintln(errw, "diorama audit:", err)
			return exitInternal
		}
	} else {
		writeAudit(w, r)
	}
	if r.Score < least {
		code = exitErrors
	}
	return code
}

// writeAudit writes a report for people.
func writeAudit(w io.Writer, r *audit.Report) {
	if r.Score >= 0 {
		fmt.Fprintf(w, "score %d of 100\n", r.Score)
	} else {
		fmt.Fprintln(w, "nothing was measured")
	}
	last := audit.Category("")
	for i := range r.Results {
		x := &r.Results[i]
		if x.Category != last {
			last = x.Category
			fmt.Fprintf(w, "\n%s", x.Category)
			if n, ok := r.Scores[x.Category]; ok {
				fmt.Fprintf(w, " %d", n)
			}
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "  %-18s %-18s (%d) %s\n", x.State, x.ID, x.Weight, x.Title)
		if x.Note != "" && x.State != audit.Kept {
			fmt.Fprintf(w, "      %s\n", x.Note)
		}
		for _, f := range x.Findings {
			fmt.Fprint(w, "    - ")
			switch {
			case f.Line > 0:
				fmt.Fprintf(w, "%s:%d:%d: ", f.File, f.Line, max(f.Column, 1))
			case f.File != "":
				fmt.Fprintf(w, "%s: ", f.File)
			case f.Page != "":
				fmt.Fprintf(w, "%s: ", f.Page)
			}
			fmt.Fprintln(w, f.Text)
		}
		if x.More > 0 {
			fmt.Fprintf(w, "    - and %d more\n", x.More)
		}
		if x.State == audit.Broken {
			fmt.Fprintf(w, "      %s\n", x.Advice)
		}
	}
}
