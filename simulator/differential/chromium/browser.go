// Package chromium shows pages of Diorama in Chromium, the browser whose layout
// WeChat's view layer uses, and compares boxes and pixels. Tests only.
//
// Its one idea: our composed tree (inner nodes of built-ins included) and our sheets
// are written as HTML and CSS with the style scopes spelled out in selectors, so that
// what is compared is style, layout, text and paint, not markup.
package chromium

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// Browser is a running Chromium that is driven over its debugging protocol. Not safe
// for concurrent use.
type Browser struct {
	cmd     *exec.Cmd
	dir     string
	conn    *websocket.Conn
	id      int
	session string

	counting bool // the counters of Work run
}

// callLimit is how long one command may take.
const callLimit = 30 * time.Second

// maxReply is the greatest message taken from the browser, bytes.
const maxReply = 256 << 20

// fontConfig makes the browser see only the fonts of one folder.
const fontConfig = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>%s</dir><cachedir>%s</cachedir>
<match target="pattern"><edit name="family" mode="append_last"><string>Noto Sans SC</string></edit></match></fontconfig>`

// Start starts program (a Chromium or Chrome) with the fonts of a folder only, for screens of
// a device pixel ratio: Blink lays out in px of the screen that it was started for.
func Start(program, fonts string, dpr float64) (*Browser, error) {
	dir, err := os.MkdirTemp("", "diorama-chromium-")
	if err != nil {
		return nil, err
	}
	b := &Browser{dir: dir}
	conf := filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(conf, fmt.Appendf(nil, fontConfig, fonts, filepath.Join(dir, "cache")), 0o644); err != nil {
		return nil, err
	}
	b.cmd = exec.Command(program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none",
		"--disable-lcd-text", fmt.Sprintf("--force-device-scale-factor=%g", dpr), "--allow-file-access-from-files", "--force-color-profile=srgb", "--disable-extensions", "--no-first-run",
		"--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-port=0", "--user-data-dir="+filepath.Join(dir, "profile"), "about:blank")
	b.cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+conf)
	pipe, err := b.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := b.cmd.Start(); err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	sc := bufio.NewScanner(pipe)
	address := ""
	for sc.Scan() {
		if _, a, ok := strings.Cut(sc.Text(), "DevTools listening on "); ok {
			address = strings.TrimSpace(a)
			break
		}
	}
	if address == "" {
		b.Close()
		return nil, errors.New("the browser did not start")
	}
	go func() { // ends with the browser
		for sc.Scan() {
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), callLimit)
	defer cancel()
	if b.conn, _, err = websocket.Dial(ctx, address, nil); err != nil {
		b.Close()
		return nil, err
	}
	b.conn.SetReadLimit(maxReply)
	var target struct{ TargetID string }
	if err := b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target); err != nil {
		b.Close()
		return nil, err
	}
	var att struct{ SessionID string }
	if err := b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &att); err != nil {
		b.Close()
		return nil, err
	}
	b.session = att.SessionID
	return b, b.call("Page.enable", nil, nil)
}

// Close ends the browser.
func (b *Browser) Close() {
	if b.conn != nil {
		b.conn.CloseNow()
	}
	b.cmd.Process.Kill()
	b.cmd.Wait()
	os.RemoveAll(b.dir)
}

func (b *Browser) call(method string, params map[string]any, out any) error {
	b.id++
	msg := map[string]any{"id": b.id, "method": method}
	if params != nil {
		msg["params"] = params
	}
	if b.session != "" {
		msg["sessionId"] = b.session
	}
	raw, err := json.Marshal(msg)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), callLimit)
	defer cancel()
	if err := b.conn.Write(ctx, websocket.MessageText, raw); err != nil {
		return err
	}
	for {
		_, data, err := b.conn.Read(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		var res struct {
			ID     int
			Result json.RawMessage
			Error  *struct{ Message string }
		}
		if err := json.Unmarshal(data, &res); err != nil {
			return err
		}
		switch {
		case res.ID != b.id:
		case res.Error != nil:
			return fmt.Errorf("%s: %s", method, res.Error.Message)
		case out != nil:
			return json.Unmarshal(res.Result, out)
		default:
			return nil
		}
	}
}

// Viewport sets the size in CSS px and the device pixel ratio.
func (b *Browser) Viewport(w, h int, dpr float64) error {
	return b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": w, "height": h, "deviceScaleFactor": dpr, "mobile": false}, nil)
}

// Open shows a file and waits until it is loaded.
func (b *Browser) Open(file string) error {
	if err := b.call("Page.navigate", map[string]any{"url": "file://" + file}, nil); err != nil {
		return err
	}
	return b.Eval(`new Promise(done => { const f = () => Promise.all([...document.fonts].map(x => x.load().catch(() => 0))).then(() => document.fonts.ready).then(() => done(true)); document.readyState === 'complete' ? f() : addEventListener('load', f) })`, nil)
}

// Show opens markup from a file, because about:blank has quirks.
func (b *Browser) Show(markup string) error {
	file := filepath.Join(b.dir, "page.html")
	if err := os.WriteFile(file, []byte(markup), 0o644); err != nil {
		return err
	}
	return b.Open(file)
}

// Eval evaluates an expression, waits for a promise, and decodes the result.
func (b *Browser) Eval(code string, out any) error {
	var res struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	if err := b.call("Runtime.evaluate", map[string]any{"expression": code, "awaitPromise": true, "returnByValue": true}, &res); err != nil {
		return err
	}
	if x := res.ExceptionDetails; x != nil {
		return errors.New(x.Text + " " + x.Exception.Description)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(res.Result.Value, out)
}

// Work is what the page's main thread spent since the page was made, CPU seconds.
type Work struct{ Style, Layout float64 }

// Work reads the counters. Style is matching and computing, with the making of boxes.
func (b *Browser) Work() (w Work, err error) {
	if !b.counting {
		// Thread time: a busy machine makes no work longer.
		if err := b.call("Performance.enable", map[string]any{"timeDomain": "threadTicks"}, nil); err != nil {
			return w, err
		}
		b.counting = true
	}
	var res struct {
		Metrics []struct {
			Name  string
			Value float64
		}
	}
	err = b.call("Performance.getMetrics", nil, &res)
	for _, m := range res.Metrics {
		switch m.Name {
		case "RecalcStyleDuration":
			w.Style = m.Value
		case "LayoutDuration":
			w.Layout = m.Value
		}
	}
	return w, err
}

// Screenshot gives the viewport as PNG.
func (b *Browser) Screenshot() ([]byte, error) {
	var res struct{ Data string }
	if err := b.call("Page.captureScreenshot", map[string]any{"format": "png"}, &res); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(res.Data)
}
