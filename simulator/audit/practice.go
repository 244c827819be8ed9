package audit

import (
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strings"

	"diorama/renderer/wxss"
	"diorama/simulator/wire"
)

func jsErrors(c *check) {
	if len(c.s.Runs) == 0 && len(c.s.Commits) == 0 && len(c.s.Errors) == 0 {
		c.nothing("no script ran")
		return
	}
	for i := range c.s.Errors {
		e := &c.s.Errors[i]
		first, _, _ := strings.Cut(e.Text, "\n")
		c.add(at(shorten(first), e.Stack))
	}
}

func failedRequests(c *check) {
	if c.s.Offline {
		c.unmeasured("the simulated network is off")
		return
	}
	c.requests(func(t *Transfer) {
		switch {
		case t.End.Error != "" && t.End.Error != "abort":
			c.add(t.finding("failed: " + t.End.Error))
		case t.Answer != nil && t.Answer.Status >= 400:
			c.add(t.finding(fmt.Sprintf("was answered with %d", t.Answer.Status)))
		}
	})
}

// deprecated are APIs that the documentation says are maintained no longer, with what
// it names instead. WeChat: the pages of these APIs.
var deprecated = map[string]string{
	"getSystemInfo": "wx.getDeviceInfo, wx.getWindowInfo, wx.getAppBaseInfo", "getSystemInfoSync": "wx.getDeviceInfo, wx.getWindowInfo, wx.getAppBaseInfo",
	"chooseImage": "wx.chooseMedia", "chooseVideo": "wx.chooseMedia", "createCanvasContext": "Canvas.getContext", "canvasGetImageData": "CanvasContext.getImageData",
	"canvasPutImageData": "CanvasContext.putImageData", "createAudioContext": "wx.createInnerAudioContext", "startRecord": "wx.getRecorderManager", "stopRecord": "wx.getRecorderManager",
	"playVoice": "wx.createInnerAudioContext", "pauseVoice": "wx.createInnerAudioContext", "stopVoice": "wx.createInnerAudioContext",
	"playBackgroundAudio": "wx.getBackgroundAudioManager", "pauseBackgroundAudio": "wx.getBackgroundAudioManager", "stopBackgroundAudio": "wx.getBackgroundAudioManager",
	"seekBackgroundAudio": "wx.getBackgroundAudioManager", "getBackgroundAudioPlayerState": "wx.getBackgroundAudioManager",
	"onBackgroundAudioPlay": "wx.getBackgroundAudioManager", "onBackgroundAudioPause": "wx.getBackgroundAudioManager", "onBackgroundAudioStop": "wx.getBackgroundAudioManager",
	"saveFile": "FileSystemManager.saveFile", "getFileInfo": "FileSystemManager.getFileInfo", "getSavedFileList": "FileSystemManager.getSavedFileList",
	"getSavedFileInfo": "FileSystemManager.getSavedFileList", "removeSavedFile": "FileSystemManager.removeSavedFile",
}

func deprecatedAPIs(c *check) {
	any := false
	for i := range c.s.Files {
		f := &c.s.Files[i]
		if !isScript(f.Path) || f.Data == nil {
			continue
		}
		any = true
		for _, call := range calls(f.Data) {
			if instead, ok := deprecated[call.name]; ok {
				c.add(Finding{Text: "wx." + call.name + ": use " + instead, File: f.Path, Line: call.line, Column: call.column})
			}
		}
	}
	if !any {
		c.nothing("there is no script")
	}
}

func isScript(name string) bool {
	return strings.HasSuffix(name, ".js") || strings.HasSuffix(name, ".ts")
}

func onlyHTTPS(c *check) {
	any := false
	look := func(raw string, f Finding) {
		u, err := url.Parse(raw)
		if err != nil {
			return
		}
		any = true
		host := u.Hostname()
		if ip, err := netip.ParseAddr(host); host == "localhost" || err == nil && (ip.IsLoopback() || ip.IsPrivate()) {
			return // a server for development
		}
		if u.Scheme == "http" || u.Scheme == "ws" {
			c.add(f)
		}
	}
	for i := range c.s.Transfers {
		t := &c.s.Transfers[i]
		look(t.URL, t.finding(""))
	}
	for i := range c.s.Loads {
		look(c.s.Loads[i].URL, Finding{Text: "picture " + shorten(c.s.Loads[i].URL)})
	}
	if !any {
		c.nothing("nothing came from the network")
	}
}

func unboundData(c *check) {
	type key struct {
		component, name string
		line            int
	}
	said := map[key]bool{}
	c.eachSetData(func(k *wire.Commit) {
		for _, name := range k.Unbound {
			f := at(fmt.Sprintf("%s: no WXML reads %s", k.Component, name), k.Stack)
			if s := (key{k.Component, name, f.Line}); !said[s] {
				said[s] = true
				f.Page, f.Commit = k.PagePath, k.Seq
				c.add(f)
			}
		}
	})
}

func baseLibrary(c *check) {
	c.unmeasured("it is set in the mini-program's administration, not in the project")
}

// unreachablePages looks for the path of each page in all sources: an address put
// together from pieces is not found, and a page that somebody names is taken to be reached.
func unreachablePages(c *check) {
	if len(c.s.App.Pages) == 0 {
		c.nothing("app.json lists no page")
		return
	}
	c.note = "a page is taken to be reached when its path or its last two names stand in any source"
	for i, pg := range c.s.App.Pages {
		if i == 0 || pg == c.s.Entry || slices.Contains(c.s.App.TabPages, pg) || slices.Contains(c.s.Visited, pg) {
			continue
		}
		names := strings.Split(pg, "/")
		short := strings.Join(names[max(0, len(names)-2):], "/")
		named := false
		for k := range c.s.Files {
			f := &c.s.Files[k]
			switch path.Ext(f.Path) {
			case ".js", ".ts", ".wxml", ".wxs", ".json":
			default:
				continue
			}
			if f.Path != "app.json" && f.Path != pg+".json" && strings.Contains(string(f.Data), short) {
				named = true
				break
			}
		}
		if !named {
			c.add(Finding{Text: pg + " is named nowhere", File: "app.json", Page: pg})
		}
	}
}

// unusedWXSS takes a rule for used when the names of one of its selectors stand as words
// anywhere in templates or scripts; names put together from pieces may be missed.
func unusedWXSS(c *check) {
	words := map[string]bool{}
	for i := range c.s.Files {
		f := &c.s.Files[i]
		switch path.Ext(f.Path) {
		case ".wxml", ".js", ".ts", ".wxs", ".json":
			eachWord(f.Data, func(w []byte) { words[string(w)] = true })
		}
	}
	c.note = "a name counts as used when it stands in any template or script"
	c.sheets(func(file *File, sh *wxss.Sheet) {
		starts := lineStarts(file.Data)
		offset := func(r *wxss.Rule) int {
			if n := int(r.Line) - 1; n >= 0 && n < len(starts) {
				return min(starts[n]+int(r.Column)-1, len(file.Data))
			}
			return len(file.Data)
		}
		unused, first := 0, -1
		for i := range sh.Rules {
			r := &sh.Rules[i]
			if r.File != file.Path || slices.ContainsFunc(r.Selectors, func(s *wxss.Selector) bool { return mayMatch(s, words) }) {
				continue
			}
			end := len(file.Data)
			if i+1 < len(sh.Rules) {
				end = offset(&sh.Rules[i+1])
			}
			if first < 0 {
				first = i
			}
			unused += max(0, end-offset(r))
		}
		if unused > unusedRules {
			f := place(&sh.Rules[first])
			f.Text = fmt.Sprintf("%.1f KB of rules for names that nothing has, the first: %s", float64(unused)/1024, selectors(&sh.Rules[first]))
			c.add(f)
		}
	})
}

func mayMatch(s *wxss.Selector, words map[string]bool) bool {
	for i := range s.Compounds {
		p := &s.Compounds[i]
		if p.ID != "" && !words[p.ID] {
			return false
		}
		for _, class := range p.Classes {
			if !words[class] && !strings.HasPrefix(class, "wx-") && !strings.HasPrefix(class, "weui-") {
				return false
			}
		}
	}
	return true
}

func timersElsewhere(c *check) {
	c.eachSetData(func(k *wire.Commit) {
		timer := k.Cause.Kind == "timer"
		for i := range k.Trail {
			timer = timer || k.Trail[i].Kind == "timer"
		}
		if timer && k.Marks&wire.MarkHidden != 0 {
			f := at(fmt.Sprintf("%s was written by %s while it was not shown", k.PagePath, k.Cause.Name), k.Stack)
			f.Page, f.Commit = k.PagePath, k.Seq
			c.add(f)
		}
	})
}
