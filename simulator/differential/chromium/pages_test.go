//go:build oracle

package chromium

import (
	"cmp"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"diorama/simulator/device"
	"diorama/simulator/project"
)

// TestPages compares every page of the projects in DIORAMA_PROJECTS (folders, colon
// between them; DIORAMA_PAGE keeps those that contain it) with Chromium: boxes of all
// elements and pixels, on the screen of DIORAMA_DEVICE. Pictures of pages that differ, or
// that DIORAMA_PAGE names, go to DIORAMA_OUT.
// Oracle: chromium.
func TestPages(t *testing.T) {
	list := filepath.SplitList(os.Getenv("DIORAMA_PROJECTS"))
	if len(list) == 0 {
		t.Skip("DIORAMA_PROJECTS names no folder")
	}
	out := os.Getenv("DIORAMA_OUT")
	phone := cmp.Or(os.Getenv("DIORAMA_DEVICE"), Device)
	screen, err := device.Find(phone)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Installed(screen.DPR)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { b.Close() }()
	for _, dir := range list {
		p, err := project.Open(dir)
		if err != nil {
			t.Error(err)
			continue
		}
		pages := p.App().Pages
		p.Close()
		var boxes, off, failed, plain, plainGood int
		var pixels []float64
		for _, page := range pages {
			if !strings.Contains(page, os.Getenv("DIORAMA_PAGE")) {
				continue
			}
			r, err := Compare(b, dir, page, phone)
			if err != nil {
				failed++
				t.Logf("%-60s not compared: %v", page, err)
				if strings.Contains(err.Error(), "deadline") || strings.Contains(err.Error(), "closed") {
					b.Close()
					if b, err = Installed(screen.DPR); err != nil {
						t.Fatal(err)
					}
				}
				continue
			}
			boxes += len(r.Boxes)
			off += r.Off
			pixels = append(pixels, r.Pixel)
			if !r.Picture {
				plain++
				if r.Pixel <= 1.5 {
					plainGood++
				}
			}
			line := fmt.Sprintf("%-60s boxes %4d off %4d  pixels %6.3f", page, len(r.Boxes), r.Off, r.Pixel)
			if d := slices.MaxFunc(r.Boxes, func(a, b BoxDiff) int { return cmp.Compare(a.Off, b.Off) }); d.Off > 1 {
				line += fmt.Sprintf("  %s %.2f / %.2f", d.Name, d.Ours, d.Theirs)
			}
			t.Log(line)
			if out != "" && (r.Off > 0 || r.Pixel > 0.5 || os.Getenv("DIORAMA_PAGE") != "") {
				base := filepath.Join(out, strings.ReplaceAll(page, "/", "_"))
				if f, err := os.Create(base + ".png"); err == nil {
					png.Encode(f, r.Side())
					f.Close()
				}
				var w strings.Builder
				for i, d := range r.Boxes {
					if d.Off > 0.02 {
						fmt.Fprintf(&w, "%d %s\n  ours   %.2f\n  theirs %.2f\n", i, d.Name, d.Ours, d.Theirs)
					}
				}
				os.WriteFile(base+".txt", []byte(w.String()), 0o644)
			}
		}
		slices.Sort(pixels)
		mid := 0.0
		if len(pixels) > 0 {
			mid = pixels[len(pixels)/2]
		}
		t.Logf("%s: %d pages, %d not compared; %d boxes, %d off by more than 1 px (%.2f %% within); mean pixel difference median %.3f; without pictures %d of %d at most 1.5",
			dir, len(pixels), failed, boxes, off, 100*float64(boxes-off)/float64(max(boxes, 1)), mid, plainGood, plain)
	}
}
