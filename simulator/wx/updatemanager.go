package wx

import "diorama/renderer/value"

// getUpdateManager: documentation of UpdateManager. There is never a newer version;
// onCheckForUpdate is told so once.
func getUpdateManager(c *Call) {
	if c.State.updates == nil {
		told := false
		var o *Object
		o = &Object{Class: "UpdateManager", Methods: []API{
			{Name: "applyUpdate", Kind: Sync, Do: func(c *Call) { c.Log("warn", "UpdateManager.applyUpdate: there is no new version") }},
			{Name: "onCheckForUpdate", Kind: On, Do: func(c *Call) {
				if !told {
					told = true
					c.RT.After(0, "onCheckForUpdate", func() { c.RT.EmitOn(o, "CheckForUpdate", value.M("hasUpdate", false)) })
				}
			}},
			{Name: "onUpdateFailed", Kind: On},
			{Name: "onUpdateReady", Kind: On},
		}}
		c.State.updates = o
	}
	c.Return(c.State.updates.Value())
}
