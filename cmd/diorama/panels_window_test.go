//go:build window

// Proves: the Network, Storage and Files panels and the console's prompt in the real
// window: a request is sent again by a button, a stored key is removed by another, the
// prompt completes and runs. Oracle: hand, told by a server of this test, the file that
// keeps the storage, and the window's --status file.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"
)

const panelsPage = `Page({ data: { text: 'ask' }, onLoad() {
  wx.setStorageSync('first', { a: 1 })
  wx.setStorageSync('second', 2)
  wx.getFileSystemManager().writeFileSync(wx.env.USER_DATA_PATH + '/a.json', '{"x":[1]}')
  console.log('object', { deep: { x: 1 } })
  wx.request({ url: 'ADDRESS/api/goods', success: r => { for (let i = 0; i < 6; i++) this.setData({ text: r.data.name + i }) } })
} })`

func TestPanels(t *testing.T) {
	var asked atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		fmt.Fprint(w, `{"name":"耳机"}`)
	}))
	defer srv.Close()
	d := openDesk(t, fstest.MapFS{
		"app.json":             {Data: []byte(`{"pages":["pages/list/list"]}`)},
		"pages/list/list.wxml": {Data: []byte(`<text>{{text}}</text>`)},
		"pages/list/list.js":   {Data: []byte(strings.Replace(panelsPage, "ADDRESS", srv.URL, 1))},
	})
	eventually := func(what string, ok func() bool) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				d.shot("failed")
				t.Fatal("waited in vain for " + what)
			}
		}
	}
	d.click(473, 48) // Network
	d.shot("panels-1-network")
	d.click(490, 128) // the request
	d.shot("panels-2-request")
	d.click(1419, 107) // send again
	eventually("the second request", func() bool { return asked.Load() == 2 })
	d.shot("panels-3-again")

	d.click(550, 48) // Storage
	d.shot("panels-4-storage")
	d.click(450, 98) // the first key
	time.Sleep(time.Second)
	d.shot("panels-5-value")
	eventually("the removed key", func() bool {
		d.click(1449, 78) // remove it; the value may still be on its way
		for _, name := range deepFind(d.cache, "storage.json") {
			if b, err := os.ReadFile(name); err == nil && !strings.Contains(string(b), "first") && strings.Contains(string(b), "second") {
				return true
			}
		}
		return false
	})
	d.click(608, 48) // Files
	time.Sleep(time.Second)
	d.click(450, 89)
	d.shot("panels-6-files")

	d.click(890, 453)  // Console
	d.click(1000, 762) // its prompt
	d.xdo("type", "--delay", "40", "getCurrentPages()[0].setD")
	d.shot("panels-7-complete")
	before := d.last()
	d.key("Tab")
	d.xdo("type", "--delay", "40", "({text:1})")
	d.key("Return")
	d.wait("the setData of the prompt", func(s seen) bool { return s.Commits > before.Commits })
	d.shot("panels-8-prompt")
}

// deepFind gives the files of a name below a folder.
func deepFind(dir, name string) (out []string) {
	_ = filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err == nil && e.Name() == name {
			out = append(out, p)
		}
		return nil
	})
	return out
}
