package logic

import (
	"diorama/renderer/value"
	"diorama/simulator/wx"
)

// installConfig makes __wxConfig, the global that the logic layer has for itself and
// that apps read all the same, most of all for envVersion. Documented nowhere; the
// members are those that app.json and the account give. A program may write into it.
func (w *Worker) installConfig(state *wx.State) {
	app := w.proj.App()
	account := wx.MiniProgram(state)
	pages := make([]value.Value, len(app.Pages))
	for i, p := range app.Pages {
		pages[i] = value.OfString(p)
	}
	keys := []any{"accountInfo", value.M("appId", account.Get("appId")), "appType", 0, "debug", app.Raw.Get("debug").Truthy(),
		"envVersion", account.Get("envVersion"), "global", value.M("window", app.Raw.Get("window")), "pages", value.OfList(pages), "platform", w.env.Platform}
	if len(app.Pages) > 0 {
		keys = append(keys, "entryPagePath", app.Pages[0]+".html")
	}
	for _, k := range []string{"networkTimeout", "permission", "requiredBackgroundModes", "subPackages", "tabBar"} {
		if v := app.Raw.Get(k); !v.IsUndefined() {
			keys = append(keys, k, v)
		}
	}
	_ = w.vm.GlobalObject().Set("__wxConfig", w.fromData(value.M(keys...)))
}
