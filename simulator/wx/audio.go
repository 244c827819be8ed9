package wx

import (
	"diorama/renderer/value"
)

// player is the state of an InnerAudioContext or of the background audio: what the
// author reads back. No sound is made, and time stands still.
type player struct {
	rt      Runtime
	object  *Object
	fields  map[string]value.Value
	playing bool
}

// playerEvents are what a player tells; one that makes no sound tells the first few.
var playerEvents = []string{"Canplay", "Play", "Pause", "Stop", "Ended", "TimeUpdate", "Error", "Waiting", "Seeking", "Seeked", "Next", "Prev"}

func newPlayer(rt Runtime, class string, defaults value.Value) *Object {
	p := &player{rt: rt, object: &Object{Class: class}, fields: map[string]value.Value{}}
	o := p.object
	for i, k := range defaults.Keys() {
		p.fields[k] = defaults.Index(i)
		o.Props = append(o.Props, Prop{Name: k, Get: func() value.Value { return p.fields[k] }, Set: func(v value.Value) { p.set(k, v) }})
	}
	for _, k := range []string{"duration", "currentTime", "buffered"} {
		o.Props = append(o.Props, Prop{Name: k, Get: func() value.Value { return value.OfInt(0) }})
	}
	o.Props = append(o.Props, Prop{Name: "paused", Get: func() value.Value { return value.OfBool(!p.playing) }})
	for _, e := range playerEvents {
		o.Methods = append(o.Methods, API{Name: "on" + e, Kind: On}, API{Name: "off" + e, Kind: Off})
	}
	o.Methods = append(o.Methods,
		API{Name: "destroy", Kind: Sync, Do: func(*Call) { p.playing = false }},
		API{Name: "pause", Kind: Sync, Do: func(*Call) { p.turn(false, "Pause") }},
		API{Name: "play", Kind: Sync, Do: func(*Call) { p.turn(true, "Play") }},
		API{Name: "seek", Kind: Sync, Do: func(*Call) { p.tell("Seeking"); p.tell("Seeked") }},
		API{Name: "stop", Kind: Sync, Do: func(*Call) { p.turn(false, "Stop") }})
	return o
}

func (p *player) set(name string, v value.Value) {
	p.fields[name] = v
	if name != "src" || v.ToString() == "" {
		return
	}
	p.tell("Canplay")
	if p.fields["autoplay"].Truthy() || p.object.Class == "BackgroundAudioManager" {
		p.turn(true, "Play")
	}
}

// tell emits an event as a task of its own.
func (p *player) tell(event string) {
	p.rt.After(0, p.object.Class+" "+event, func() { p.rt.EmitOn(p.object, event, value.M()) })
}

func (p *player) turn(on bool, event string) {
	if on {
		p.rt.Unsupported(p.object.Class + ".play (no sound is made)")
	}
	p.playing = on
	p.tell(event)
}

// createInnerAudioContext: documentation of InnerAudioContext.
func createInnerAudioContext(c *Call) {
	c.Return(newPlayer(c.RT, "InnerAudioContext", value.M("src", "", "startTime", 0, "autoplay", false, "loop", false, "obeyMuteSwitch", true,
		"volume", 1, "playbackRate", 1, "referrerPolicy", "no-referrer")).Value())
}

// getBackgroundAudioManager: documentation of BackgroundAudioManager; one object.
func getBackgroundAudioManager(c *Call) {
	if c.State.background == nil {
		c.State.background = newPlayer(c.RT, "BackgroundAudioManager", value.M("src", "", "startTime", 0, "title", "", "epname", "", "singer", "",
			"coverImgUrl", "", "webUrl", "", "protocol", "http", "playbackRate", 1, "referrerPolicy", "no-referrer"))
	}
	c.Return(c.State.background.Value())
}

// getAvailableAudioSources: documentation of the API; one source.
func getAvailableAudioSources(c *Call) { c.Resolve(value.M("audioSources", []string{"auto"})) }
