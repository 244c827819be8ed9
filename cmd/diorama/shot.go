package main

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"diorama/simulator"
)

// runShot writes pages as PNG files.
func runShot(args []string, out, errw io.Writer) int {
	var target string
	var full, noChrome bool
	s, err := parse("shot", args, errw, func(fs *flag.FlagSet) {
		fs.StringVar(&target, "o", "", "PNG file, or a folder for several pages; - for standard output")
		fs.BoolVar(&full, "full", false, "the whole page, not only the screen")
		fs.BoolVar(&noChrome, "no-chrome", false, "without navigation bar and status bar")
	})
	if err == nil && target == "" {
		err = fmt.Errorf("-o FILE is needed")
	}
	if err != nil {
		return failUsage(errw, "shot", err)
	}
	s.options.NoChrome = noChrome
	pages, err := s.pageList()
	if err != nil {
		fmt.Fprintln(errw, "diorama shot:", err)
		return exitUsage
	}
	folder := len(pages) > 1 || s.all
	if folder {
		if err := os.MkdirAll(target, 0o755); err != nil {
			fmt.Fprintln(errw, "diorama shot:", err)
			return exitInternal
		}
	}
	code := exitOK
	err = s.visit(pages, func(page string, ses *simulator.Session, took time.Duration, err error) {
		if ses == nil {
			fmt.Fprintf(errw, "%s: %v\n", page, err)
			code = exitErrors
			return
		}
		for _, v := range s.values {
			if err == nil {
				err = s.setData(ses, v)
			}
		}
		r := ses.Report(page, ms(took))
		if err != nil {
			fmt.Fprintf(errw, "%s: %v\n", page, err)
		}
		complain(errw, r)
		if err != nil || !r.OK {
			code = exitErrors
		}
		img, err := picture(ses, full)
		if err != nil {
			fmt.Fprintf(errw, "%s: %v\n", page, err)
			code = exitErrors
			return
		}
		name := target
		if folder {
			name = filepath.Join(target, fileName(page)+".png")
		}
		if err := writePNG(name, img, out); err != nil {
			fmt.Fprintln(errw, "diorama shot:", err)
			code = exitInternal
		}
	})
	if err != nil {
		fmt.Fprintln(errw, "diorama shot: recording:", err)
		code = exitInternal
	}
	return code
}

// fileName makes a file name of a page path with query.
func fileName(page string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '/', '\\', '?', '&', '=', ':', '*', '"', '<', '>', '|':
			return '_'
		}
		return r
	}, strings.Trim(page, "/"))
}

func writePNG(name string, img image.Image, out io.Writer) error {
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, img); err != nil {
		return err
	}
	if name == "-" {
		_, err := out.Write(b.Bytes())
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}
