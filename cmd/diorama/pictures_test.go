//go:build window

// Makes the pictures of assets/pictures: every panel of the real window on the demo,
// dark and light. Proves nothing by itself: a person looks at them. It runs when
// DIORAMA_PICTURES names the folder (make pictures).
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// photo is a window whose pictures are kept.
type photo struct {
	*desk
	into, look string
}

// take keeps a picture of the whole window with a palette of its own: a fifth of the
// bytes, and the interface has few colours.
func (p *photo) take(name string) {
	p.t.Helper()
	p.xdo("mousemove", "1496", "936") // nothing is hovered
	p.settle()
	file := filepath.Join(p.into, name+"-"+p.look+".png")
	c := exec.Command("timeout", "30", "import", "-window", "root", "-dither", "None", "-colors", "64", "-define", "png:compression-level=9", "-define", "png:compression-filter=0", "-strip", "PNG8:"+file)
	c.Env = append(os.Environ(), "DISPLAY="+p.display)
	if out, err := c.CombinedOutput(); err != nil {
		p.t.Fatalf("import: %v %s", err, out)
	}
}

// settle waits until the screen stays the same for a while.
func (p *photo) settle() {
	p.t.Helper()
	last := ""
	for range 12 {
		time.Sleep(250 * time.Millisecond)
		c := exec.Command("sh", "-c", "timeout 20 import -window root rgb:- | cksum")
		c.Env = append(os.Environ(), "DISPLAY="+p.display)
		out, err := c.Output()
		if err != nil {
			p.t.Fatal(err)
		}
		if string(out) == last {
			return
		}
		last = string(out)
	}
}

// command runs what the list of commands finds first.
func (p *photo) command(text string) {
	p.t.Helper()
	p.key("ctrl+shift+p")
	time.Sleep(500 * time.Millisecond)
	p.text(text)
	time.Sleep(400 * time.Millisecond)
	p.key("Return")
	time.Sleep(600 * time.Millisecond)
}

func (p *photo) text(s string) { p.t.Helper(); p.xdo("type", "--delay", "45", s) }

// say runs a line in the console's prompt.
func (p *photo) say(js string) {
	p.t.Helper()
	p.click(1000, prompt)
	p.text(js)
	p.key("Escape") // the list of names
	p.key("Return")
	time.Sleep(700 * time.Millisecond)
}

// prompt is where the console's prompt stands.
const prompt = 762

func TestPictures(t *testing.T) {
	into := os.Getenv("DIORAMA_PICTURES")
	if into == "" {
		t.Skip("DIORAMA_PICTURES is not set: make pictures")
	}
	srv := httptest.NewServer(goods())
	defer srv.Close()
	for _, look := range [...]string{"dark", "light"} {
		t.Run(look, func(t *testing.T) { takeAll(t, into, look, srv.URL) })
	}
}

// goods is a server with something to see in the Network panel.
func goods() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("/api/goods", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(120 * time.Millisecond)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"total":2,"list":[{"id":1001,"name":"无线蓝牙耳机","price":199},{"id":1002,"name":"机械键盘 87键","price":429}]}`)
	})
	m.HandleFunc("/api/user", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(40 * time.Millisecond)
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"name": "Li", "vip": true})
	})
	m.HandleFunc("/api/gone", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no such thing", http.StatusNotFound) })
	m.HandleFunc("/live", func(w http.ResponseWriter, r *http.Request) {
		c, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
		if err != nil {
			return
		}
		_ = c.Write(r.Context(), websocket.MessageText, []byte(`{"price":199}`))
		_, _, _ = c.Read(r.Context()) // until it is closed
	})
	m.HandleFunc("/file.bin", func(w http.ResponseWriter, r *http.Request) {
		for range 4 {
			_, _ = w.Write(make([]byte, 20_000))
			time.Sleep(60 * time.Millisecond)
		}
	})
	return m
}

func takeAll(t *testing.T, into, look, server string) {
	d := newDesk(t, os.DirFS(todo))
	p := &photo{desk: d, into: into, look: look}
	config := filepath.Join(d.cache, "config")
	if err := os.MkdirAll(config, 0o755); err != nil {
		t.Fatal(err)
	}
	left, _ := json.Marshal(map[string]any{"recent": []string{d.app}})
	if err := os.WriteFile(filepath.Join(config, "settings.json"), left, 0o644); err != nil {
		t.Fatal(err)
	}
	d.run("open", "--config", config, "--appearance", look, "--language", "en")
	time.Sleep(3 * time.Second)
	p.take("start")
	d.click(560, 287)
	d.wait("the project", func(s seen) bool { return s.Page == "pages/list/list" && s.Frames > 0 })
	time.Sleep(time.Second)

	// Something happens: taps, typing, a task added, logs, transfers.
	before := d.last()
	d.click(firstCheck[0], firstCheck[1])
	d.wait("the tap", func(s seen) bool { return s.Commits > before.Commits })
	d.click(field[0], field[1])
	d.xdo("type", "--delay", "120", "buy milk")
	d.key("Return")
	time.Sleep(time.Second)
	d.click(secondCheck[0], secondCheck[1])
	time.Sleep(500 * time.Millisecond)
	p.take("timeline")

	p.command("panel console")
	for _, js := range [...]string{
		"wx.request({url:'" + server + "/api/goods?page=1'});wx.request({url:'" + server + "/api/user',method:'POST',data:{id:7}})",
		"wx.request({url:'" + server + "/api/gone'});wx.downloadFile({url:'" + server + "/file.bin'})",
		"wx.connectSocket({url:'" + strings.Replace(server, "http", "ws", 1) + "/live'})",
		"wx.setStorageSync('user',{name:'Li',tags:['a','b']});wx.getFileSystemManager().writeFileSync(wx.env.USER_DATA_PATH+'/note.json','{\"x\":[1,2]}')",
		"console.warn('the list is long',{count:42});for(let i=0;i<3;i++)console.log('again')",
		"console.error(new TypeError('cannot read id'))",
		"getCurrentPages()[0].data.counts",
	} {
		p.say(js)
	}
	d.click(1000, prompt)
	p.text("getCurrentPages()[0].da")
	p.take("console")
	d.key("Escape")
	d.key("ctrl+a")
	d.key("BackSpace")

	p.command("panel events")
	d.click(1410, 453) // its filter
	p.text("tap")
	time.Sleep(300 * time.Millisecond)
	d.click(712, 498) // the triangle of the first tap
	p.take("events")
	d.click(1410, 453)
	d.key("ctrl+a")
	d.key("BackSpace")

	p.command("panel network")
	p.take("network")
	d.click(490, 128)
	p.take("network-request")
	p.command("panel storage")
	time.Sleep(500 * time.Millisecond)
	d.click(450, 98)
	p.take("storage")
	p.command("panel files")
	time.Sleep(500 * time.Millisecond)
	d.click(450, 89)
	p.take("files")
	p.command("panel sensors")
	d.click(500, 150)
	p.take("sensors")
	p.command("panel audits")
	time.Sleep(500 * time.Millisecond)
	d.click(1470, 48) // measures
	time.Sleep(2 * time.Second)
	p.take("audits")
	p.command("panel sources")
	time.Sleep(time.Second)
	p.take("sources")

	p.command("panel wxml")
	d.click(470, 113) // .hero
	p.take("wxml")
	p.command("panel setData")
	d.click(430, 494) // a value of AppData
	p.take("appdata")
	p.command("panel setData")
	d.click(1290, 480) // Compare
	d.click(790, 560)
	time.Sleep(500 * time.Millisecond)
	d.click(1211, 509) // Pin A
	d.click(790, 765)
	time.Sleep(500 * time.Millisecond)
	d.click(1257, 509) // Pin B
	p.take("compare")
	d.key("Escape")

	d.key("F8")
	d.click(thirdCheck[0], thirdCheck[1])
	d.wait("a pause before setData", func(s seen) bool { return s.Paused })
	p.take("paused")
	d.key("F8")
	d.wait("running", func(s seen) bool { return !s.Paused })
	d.key("shift+F10")
	d.wait("the past", func(s seen) bool { return s.Viewing >= 0 })
	d.key("ctrl+g")
	d.wait("the journey", func(s seen) bool { return s.Frozen })
	p.take("replay")
	d.key("F8")
	d.wait("the branch", func(s seen) bool { return !s.Frozen })

	d.key("ctrl+shift+p")
	time.Sleep(500 * time.Millisecond)
	p.text("open")
	p.take("commands")
	d.key("Escape")
	p.command("editor that opens")
	p.take("settings")
	d.key("Escape")
	for range 3 { // a slow machine: the list was not there yet
		p.command("language zh")
		time.Sleep(1500 * time.Millisecond)
		if b, _ := os.ReadFile(filepath.Join(config, "settings.json")); strings.Contains(string(b), `"language": "zh"`) {
			break
		}
		d.key("Escape")
	}
	time.Sleep(8 * time.Second) // the window is built anew, and drawn by the processor
	p.take("chinese")
	for _, view := range [...]string{"Pixel 7 dark", "iPad mini light"} {
		d.key("ctrl+shift+d")
		time.Sleep(600 * time.Millisecond)
		p.text(view)
		time.Sleep(400 * time.Millisecond)
		d.key("Return")
		time.Sleep(1500 * time.Millisecond)
	}
	p.take("views")
}
