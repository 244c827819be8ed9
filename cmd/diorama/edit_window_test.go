//go:build window

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Proves: a declaration is edited beside the tree by mouse and keyboard, shows without
// the file changing, and Write all changes the one value in the author's file. Oracle:
// hand, the file byte for byte. Places as in window_test.go.
func TestEditInTheWindow(t *testing.T) {
	d := startDesk(t)
	file := filepath.Join(d.app, "pages/list/list.wxss")
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	read := func() string {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	d.click(470, 113) // .hero in the tree
	time.Sleep(time.Second)
	d.click(1350, 225) // border-radius: 28rpx
	time.Sleep(300 * time.Millisecond)
	for range 3 {
		d.key("Up")
	}
	d.key("Return")
	time.Sleep(700 * time.Millisecond)
	d.shot("edit")
	if read() != string(before) {
		t.Fatal("the file changed before it was written")
	}
	want := strings.Replace(string(before), "border-radius: 28rpx; overflow", "border-radius: 31rpx; overflow", 1)
	if want == string(before) {
		t.Fatal("the demo has another first rule now")
	}
	d.click(1400, 413) // Write all
	for range 50 {
		if read() == want {
			d.shot("edit-written")
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("the file is\n%.400s", read())
}
