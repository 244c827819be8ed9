// Package sensors is the panel of what is around the phone: where it is, how it is held,
// battery, network, language, and what happens to it.
//
// Its one idea: everything shown is a field of wire.Conditions; a control changes a copy
// and gives it to the session, and what the session then tells is shown.
package sensors

import (
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/simulator/wire"
)

// Panel is the Sensors panel.
type Panel struct {
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	object  *container.Split
	world   *world
	solid   *solid
	live    *control.Label
	numbers []*number
	bars    []*bar
	choices []*choice
	toggles []*toggle
	fonts   fonts
	now     wire.Conditions
	theme   string
	quiet   bool // fields are being filled
}

// number is a field for a value; bar, choice and toggle are the other forms of controls.
type number struct {
	entry *control.Entry
	value func(*wire.Conditions) *float64
}

type bar struct {
	slider *widget.Slider
	label  *control.Label
	get    func(*wire.Conditions) float64
	text   func(*wire.Conditions) string
}

type choice struct {
	buttons []*control.Button
	on      func(i int) bool
}

type toggle struct {
	button *control.Button
	value  func(*wire.Conditions) *bool
}

// New makes the panel. The map names cities in Chinese when the window speaks it.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	c := &Panel{palette: p, session: s, desk: d}
	chinese := d.T("Guangzhou") == "广州"
	c.world = newWorld(p, chinese, func(lat, lon float64) {
		c.change(func(n *wire.Conditions) { n.Place.Latitude, n.Place.Longitude = lat, lon })
	}, d.Hint)
	c.solid = newSolid(p, func(m wire.Motion) { c.change(func(n *wire.Conditions) { n.Motion = m }) })
	c.live = control.NewLabel(p, "", control.Dim, theme.Caption).Cap(60)
	left := control.Bottom(62, c.world, container.NewStack(control.NewFill(p, control.Bar, fyne.Size{}), container.New(lines{},
		c.row("Latitude", c.number(64, "north is positive; WGS 84", func(n *wire.Conditions) *float64 { return &n.Place.Latitude }), c.caption("Longitude"),
			c.number(68, "east is positive; WGS 84", func(n *wire.Conditions) *float64 { return &n.Place.Longitude }), c.places(), c.toggle("Location off", "The phone's location service is switched off: wx.getLocation fails", func(n *wire.Conditions) *bool { return &n.Place.Off })),
		c.row("Speed", c.number(48, "m/s, -1 unknown", func(n *wire.Conditions) *float64 { return &n.Place.Speed }), c.caption("Accuracy"),
			c.number(48, "m", func(n *wire.Conditions) *float64 { return &n.Place.Accuracy }), c.caption("Altitude"), c.number(48, "m", func(n *wire.Conditions) *float64 { return &n.Place.Altitude })))))
	c.object = container.NewHSplit(left, container.NewVScroll(container.New(lines{edge: 4}, c.right()...)))
	c.object.Offset = 0.5
	return c
}

// right is the column of everything but the place.
func (c *Panel) right() []fyne.CanvasObject {
	d, p := c.desk, c.palette
	motion := func(m wire.Motion) func() { return func() { c.change(func(n *wire.Conditions) { n.Motion = m }) } }
	held := func(label, hint string, m wire.Motion) fyne.CanvasObject {
		return control.NewButton(p, "", d.T(label), d.T(hint), d, motion(m)).Outlined()
	}
	themes := []string{"light", "dark"}
	return []fyne.CanvasObject{
		c.head("Motion"),
		container.NewBorder(nil, nil, nil, container.New(lines{width: 148},
			c.row("alpha", c.number(62, "turned about the axis out of the screen, 0 to 360", func(n *wire.Conditions) *float64 { return &n.Motion.Alpha })),
			c.row("beta", c.number(62, "the top edge up, -180 to 180", func(n *wire.Conditions) *float64 { return &n.Motion.Beta })),
			c.row("gamma", c.number(62, "the right edge down, -90 to 90", func(n *wire.Conditions) *float64 { return &n.Motion.Gamma })),
			control.Tools(-1, control.NewButton(p, "", d.T("Shake"), d.T("wx.onAccelerometerChange sees the phone swing from side to side"), d, c.signal("shake", 0)).Outlined()),
		), c.solid),
		control.Tools(0, c.live),
		control.Tools(-1, held("Flat", "On the table, screen up", wire.Motion{}), held("In the hand", "As it is held for reading", wire.Motion{Beta: 50}), held("Upright", "Top edge up", wire.Motion{Beta: 90}),
			held("On its side", "Left edge up, screen to the south", wire.Motion{Alpha: 90, Beta: 0, Gamma: 90}), held("Face down", "Screen on the table", wire.Motion{Beta: 180})),
		c.head("Network"),
		c.choose(wire.Networks(), "What wx.getNetworkType says; with none requests and pictures fail", func(n *wire.Conditions) *string { return &n.Network }),
		control.Tools(-1, c.toggle("Throttle", "Requests are as slow as that network usually is", func(n *wire.Conditions) *bool { return &n.Throttle }),
			c.toggle("Weak", "wx.onNetworkWeakChange; with throttle a second later and a quarter as fast", func(n *wire.Conditions) *bool { return &n.Weak })),
		c.head("Battery"),
		c.bar(100, func(n *wire.Conditions) float64 { return float64(n.Battery) }, func(n *wire.Conditions, v float64) { n.Battery = int(v) },
			func(n *wire.Conditions) string { return strconv.Itoa(n.Battery) + " %" }),
		control.Tools(-1, c.toggle("Charging", "isCharging of wx.getBatteryInfo", func(n *wire.Conditions) *bool { return &n.Charging }),
			c.toggle("Low power mode", "isLowPowerModeEnabled of wx.getBatteryInfo", func(n *wire.Conditions) *bool { return &n.LowPower })),
		c.head("Settings"),
		c.row("Theme", c.pick(themes, "wx.onThemeChange; needs darkmode in app.json", func(i int) bool { return c.theme == themes[i] }, func(i int) {
			c.session.SetTheme(themes[i])
			c.desk.Changed()
		})),
		c.row("Language", c.choose(wire.Languages(), "What wx.getAppBaseInfo says", func(n *wire.Conditions) *string { return &n.Language })),
		c.row("Font size", c.fontSizes()),
		control.Tools(0, c.fonts.told),
		c.row("Brightness", c.bar(100, func(n *wire.Conditions) float64 { return math.Round(n.Brightness * 100) }, func(n *wire.Conditions, v float64) { n.Brightness = v / 100 },
			func(n *wire.Conditions) string { return strconv.Itoa(int(n.Brightness*100+0.5)) + " %" })),
		c.head("Happens"),
		control.Tools(-1, c.toggle("In the background", "App.onHide now, App.onShow when it comes back", func(n *wire.Conditions) *bool { return &n.Hidden }),
			control.NewButton(p, "", d.T("Screenshot taken"), d.T("wx.onUserCaptureScreen"), d, c.signal("userCaptureScreen", 0)).Outlined()),
		c.row("Memory warning", control.NewButton(p, "", "5", d.T("level 5, TRIM_MEMORY_RUNNING_MODERATE; iOS tells none"), d, c.signal("memoryWarning", 5)).Outlined(),
			control.NewButton(p, "", "10", d.T("level 10, TRIM_MEMORY_RUNNING_LOW; iOS tells none"), d, c.signal("memoryWarning", 10)).Outlined(),
			control.NewButton(p, "", "15", d.T("level 15, TRIM_MEMORY_RUNNING_CRITICAL; iOS tells none"), d, c.signal("memoryWarning", 15)).Outlined()),
	}
}

// Content is what the window shows.
func (c *Panel) Content() fyne.CanvasObject { return c.object }

// Tools stands in the tab bar.
func (c *Panel) Tools() fyne.CanvasObject {
	return control.Tools(-1, control.NewButton(c.palette, control.Restart, c.desk.T("Defaults"), c.desk.T("As in a fresh run"), c.desk, func() {
		c.change(func(n *wire.Conditions) { *n = wire.DefaultConditions() })
	}))
}

// Update takes in the model.
func (c *Panel) Update(m *panel.Model) {
	if !c.object.Visible() || m.State.Conditions == c.now && m.State.Theme == c.theme && m.State.Held == c.fonts.device {
		return
	}
	c.now, c.theme = m.State.Conditions, m.State.Theme
	c.quiet = true
	defer func() { c.quiet = false }()
	n := &c.now
	c.world.show(n.Place.Latitude, n.Place.Longitude, n.Place.Off)
	c.solid.show(n.Motion)
	x, y, z := n.Motion.Rotation()
	c.live.Set(c.desk.T("accelerometer %s, %s, %s    compass %s°", short(-x[2]), short(-y[2]), short(-z[2]), strconv.Itoa(int(n.Motion.Heading()+0.5)%360)))
	for _, f := range c.numbers {
		if v, err := strconv.ParseFloat(strings.TrimSpace(f.entry.Text), 64); err != nil || v != *f.value(n) {
			f.entry.SetText(strconv.FormatFloat(*f.value(n), 'f', -1, 64))
		}
	}
	for _, b := range c.bars {
		b.slider.SetValue(b.get(n))
		b.label.Set(b.text(n))
	}
	for _, ch := range c.choices {
		for i, b := range ch.buttons {
			b.SetActive(ch.on(i))
		}
	}
	c.showFonts(m.State.Held)
	for _, t := range c.toggles {
		t.button.SetActive(*t.value(n))
	}
}

// Repaint draws the map and the phone in the colours of now.
func (c *Panel) Repaint() {
	c.world.Refresh()
	c.solid.Refresh()
}

func short(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', 2, 64) }

// change gives the session changed conditions.
func (c *Panel) change(f func(*wire.Conditions)) {
	if c.quiet {
		return
	}
	n := c.session.State().Conditions
	f(&n)
	c.session.SetConditions(n)
	c.desk.Changed()
}

func (c *Panel) signal(name string, level int) func() {
	return func() {
		c.session.Signal(name, level)
		c.desk.Changed()
	}
}

func (c *Panel) head(title string) fyne.CanvasObject {
	return control.Tools(-1, control.NewLabel(c.palette, c.desk.T(title), control.Text, theme.Text).Bold())
}

func (c *Panel) caption(text string) fyne.CanvasObject {
	return control.NewLabel(c.palette, c.desk.T(text), control.Dim, theme.Caption)
}

// row is a caption and what belongs to it.
// captionWidth puts what stands under each other at the same place, units.
const captionWidth = 66

func (c *Panel) row(caption string, o ...fyne.CanvasObject) fyne.CanvasObject {
	return control.Tools(-1, append([]fyne.CanvasObject{control.Width(captionWidth, c.caption(caption))}, o...)...)
}

func (c *Panel) number(width float32, hint string, value func(*wire.Conditions) *float64) fyne.CanvasObject {
	f := &number{value: value}
	f.entry = control.NewEntry("0", c.desk, func(text string) {
		v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err == nil && v != *value(&c.now) {
			c.change(func(n *wire.Conditions) { *value(n) = v })
		}
	}).Help(c.desk, c.desk.T(hint))
	c.numbers = append(c.numbers, f)
	return control.Width(width, f.entry)
}

func (c *Panel) toggle(label, hint string, value func(*wire.Conditions) *bool) fyne.CanvasObject {
	b := control.NewButton(c.palette, "", c.desk.T(label), c.desk.T(hint), c.desk, func() {
		c.change(func(n *wire.Conditions) { *value(n) = !*value(n) })
	}).Outlined()
	c.toggles = append(c.toggles, &toggle{b, value})
	return b
}

// pick is a row of buttons of which one is on.
func (c *Panel) pick(names []string, hint string, on func(i int) bool, tapped func(i int)) fyne.CanvasObject {
	ch := &choice{on: on}
	var row []fyne.CanvasObject
	for i, name := range names {
		b := control.NewButton(c.palette, "", name, c.desk.T(hint), c.desk, func() { tapped(i) }).Outlined()
		ch.buttons, row = append(ch.buttons, b), append(row, b)
	}
	c.choices = append(c.choices, ch)
	return control.Tools(-1, row...)
}

func (c *Panel) choose(names []string, hint string, value func(*wire.Conditions) *string) fyne.CanvasObject {
	return c.pick(names, hint, func(i int) bool { return *value(&c.now) == names[i] }, func(i int) {
		c.change(func(n *wire.Conditions) { *value(n) = names[i] })
	})
}

func (c *Panel) bar(most float64, get func(*wire.Conditions) float64, set func(*wire.Conditions, float64), text func(*wire.Conditions) string) fyne.CanvasObject {
	b := &bar{slider: widget.NewSlider(0, most), label: control.NewLabel(c.palette, "100 %", control.Dim, theme.Caption), get: get, text: text}
	b.slider.OnChanged = func(v float64) { c.change(func(n *wire.Conditions) { set(n, v) }) }
	c.bars = append(c.bars, b)
	return control.Tools(-1, control.Width(150, b.slider), b.label)
}

// places is the button that offers cities.
func (c *Panel) places() fyne.CanvasObject {
	var b *control.Button
	b = control.NewButton(c.palette, "", c.desk.T("Places"), c.desk.T("Well-known places"), c.desk, func() {
		var items []*fyne.MenuItem
		for i := range cities {
			p := &cities[i]
			name := p.name
			if c.world.chinese {
				name = p.chinese
			}
			items = append(items, fyne.NewMenuItem(name, func() {
				c.change(func(n *wire.Conditions) { n.Place.Latitude, n.Place.Longitude = p.latitude, p.longitude })
			}))
		}
		c.desk.Menu(fyne.CurrentApp().Driver().AbsolutePositionForObject(b), items...)
	})
	return b
}

// lines puts objects below each other, each as high as it wants to be and as wide as
// there is room.
type lines struct{ edge, width float32 }

const lineGap = 3

func (l lines) Layout(o []fyne.CanvasObject, s fyne.Size) {
	y := l.edge
	for _, x := range o {
		h := x.MinSize().Height
		x.Move(fyne.NewPos(0, y))
		x.Resize(fyne.NewSize(s.Width, h))
		y += h + lineGap
	}
}

func (l lines) MinSize(o []fyne.CanvasObject) fyne.Size {
	out := fyne.NewSize(max(60, l.width), 2*l.edge)
	for i, x := range o {
		m := x.MinSize()
		if out.Height += m.Height; i > 0 {
			out.Height += lineGap
		}
	}
	return out
}
