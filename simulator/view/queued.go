package view

import "strconv"

// UpdateData writes changes that show, and can be read, after the next SetData only,
// which may itself change nothing. WeChat: updateData of glass-easel components.
func (in *Instance) UpdateData(changes []Change) {
	if in == nil {
		return
	}
	if room := MaxQueued - len(in.queued); len(changes) > room {
		in.Page.reportAt(nil, 0, "updateData: more than "+strconv.Itoa(MaxQueued)+" writes wait; the rest is left out; call applyDataUpdates or setData")
		changes = changes[:max(room, 0)]
	}
	in.queued = append(in.queued, changes...)
}

// TakeUpdates gives the changes that wait and forgets them, for a caller that has
// more to do with them than SetData does.
func (in *Instance) TakeUpdates() []Change {
	if in == nil { // the logic layer sets data before there is a view
		return nil
	}
	q := in.queued
	in.queued = nil
	return q
}
