package wx

import "diorama/renderer/value"

// Cloud development needs WeChat's servers: calls fail, and say so; chains of the
// database build up so that the failure comes where the data would.

// cloudCall is a member of wx.cloud or of the database that fails.
func cloudCall(name, full string) API {
	return API{Name: name, Do: func(c *Call) {
		c.Name = full
		c.RT.Unsupported("wx." + full)
		c.FailWith("not simulated", value.M("errCode", -1))
	}}
}

// chain gives the object itself for every name.
func chain(o *Object, names ...string) {
	for _, n := range names {
		o.Methods = append(o.Methods, API{Name: n, Kind: Sync, Do: func(c *Call) { c.Return(o.Value()) }})
	}
}

func cloud() *Object {
	o := &Object{Class: "wx.cloud", Inert: true}
	for _, n := range []string{"callContainer", "callFunction", "connectContainer", "deleteFile", "downloadFile", "getTempFileURL", "uploadFile"} {
		o.Methods = append(o.Methods, cloudCall(n, "cloud."+n))
	}
	o.Methods = append(o.Methods,
		API{Name: "database", Kind: Sync, Do: func(c *Call) { c.Return(database().Value()) }},
		API{Name: "init", Kind: Sync, Do: func(c *Call) { c.simulatedAs("cloud.init", "calls of wx.cloud fail") }})
	return o
}

// simulatedAs is simulated under another name.
func (c *Call) simulatedAs(name, what string) {
	old := c.Name
	c.Name = name
	c.simulated(what)
	c.Name = old
}

func database() *Object {
	db := &Object{Class: "Database", Inert: true}
	command := &Object{Class: "Command", Inert: true}
	chain(command, "eq", "neq", "lt", "lte", "gt", "gte", "in", "nin", "and", "or", "not", "nor", "exists", "mod", "all", "elemMatch", "size",
		"set", "remove", "inc", "mul", "min", "max", "rename", "push", "pop", "unshift", "shift", "pull", "pullAll", "addToSet", "geoNear", "geoWithin", "geoIntersects")
	db.Fields = value.M("command", command.Value(), "Geo", (&Object{Class: "Geo", Inert: true}).Value())
	db.Methods = []API{
		{Name: "collection", Kind: Sync, Do: func(c *Call) { c.Return(collection().Value()) }},
		cloudCall("createCollection", "cloud.database.createCollection"),
		{Name: "RegExp", Kind: Sync, Do: func(c *Call) {
			c.Return((&Object{Class: "RegExp", Fields: value.M("regexp", c.Arg(0).Get("regexp"))}).Value())
		}},
		cloudCall("runTransaction", "cloud.database.runTransaction"),
		{Name: "serverDate", Kind: Sync, Do: func(c *Call) { c.Return((&Object{Class: "ServerDate"}).Value()) }},
		cloudCall("startTransaction", "cloud.database.startTransaction"),
	}
	return db
}

func collection() *Object {
	o := &Object{Class: "Collection", Inert: true}
	chain(o, "where", "orderBy", "limit", "skip", "field", "aggregate", "match", "lookup", "group", "sort", "project", "unwind", "addFields", "sample", "replaceRoot")
	for _, n := range []string{"add", "count", "end", "get", "remove", "update"} {
		o.Methods = append(o.Methods, cloudCall(n, "cloud.database.collection."+n))
	}
	o.Methods = append(o.Methods,
		API{Name: "doc", Kind: Sync, Do: func(c *Call) {
			d := &Object{Class: "Document", Inert: true}
			chain(d, "field")
			for _, n := range []string{"get", "remove", "set", "update"} {
				d.Methods = append(d.Methods, cloudCall(n, "cloud.database.doc."+n))
			}
			c.Return(d.Value())
		}},
		API{Name: "watch", Kind: Sync, Do: func(c *Call) {
			c.RT.Unsupported("wx.cloud.database.collection.watch")
			if f := AsFunc(c.Arg(0).Get("onError")); f != nil {
				c.RT.After(0, "watch", func() { c.RT.Invoke(f, value.M("errCode", -1, "errMsg", "watch:fail not simulated")) })
			}
			c.Return((&Object{Class: "Watcher", Methods: []API{{Name: "close", Do: done}}}).Value())
		}})
	return o
}
