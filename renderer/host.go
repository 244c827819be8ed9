package renderer

import (
	"path"
	"slices"
	"strings"
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/picture"
	"diorama/renderer/style"
	"diorama/renderer/value"
)

// The methods below are builtin.Host: what a Document does for its components.
var _ builtin.Host = (*Document)(nil)

// Now is the time of the input or frame being handled.
func (d *Document) Now() time.Duration { return d.now }

// Dom gives the writer of the tree to components; nobody else should use it.
func (d *Document) Dom() *dom.Mutator { return d.mut }

// Emit puts an event of a component into the queue.
func (d *Document) Emit(n *dom.Node, e builtin.Emit) {
	ev := Event{Type: e.Type, Target: n.ID, Bubbles: e.Bubbles, Detail: e.Detail, Time: d.now, Model: e.Model, ModelValue: e.ModelValue}
	if e.Type != "" {
		ev.Hops = d.hops(n, e.Type, e.Bubbles)
	}
	if len(ev.Hops) == 0 && ev.Model == "" {
		return // nobody listens
	}
	d.push(ev)
}

// Act puts a request of a component into the queue.
func (d *Document) Act(n *dom.Node, name string, args value.Value) {
	a := Action{Name: name, Args: args}
	if n != nil {
		a.Node = n.ID
	}
	d.actions = append(d.actions, a)
}

// Instance gives the state of an element, nil for none.
func (d *Document) Instance(n *dom.Node) builtin.Instance {
	if in := d.instanceOf(n); in != nil {
		return in.inst
	}
	return nil
}

// Border gives the border box of n in the viewport, CSS px, transforms and
// scrolling included; zero when it has none.
func (d *Document) Border(n *dom.Node) builtin.Rect { return d.viewportBox(n, borderBox) }

// Content gives the content box of n in the viewport.
func (d *Document) Content(n *dom.Node) builtin.Rect { return d.viewportBox(n, contentBox) }

// Inner is the size of n's content box, transforms left out.
func (d *Document) Inner(n *dom.Node) (w, h float64) {
	b := d.boxes.BoxOf(n)
	if b == nil {
		return 0, 0
	}
	r := local(b, contentBox)
	return d.css(r.W), d.css(r.H)
}

// Resolve makes a src written in n's template a project path or an address.
func (d *Document) Resolve(n *dom.Node, src string) string {
	src = strings.TrimSpace(src)
	if src == "" || strings.HasPrefix(src, "/") || strings.HasPrefix(src, "data:") || strings.Contains(src, "://") {
		return src
	}
	base := d.opt.Base
	if s, ok := d.tree.Scopes[n.Scope]; ok && s.Path != "" {
		base = s.Path
	}
	return path.Join("/", path.Dir(base), src)
}

// Picture gives the state and natural size of a resolved src.
func (d *Document) Picture(src string) (w, h float64, state builtin.PictureState) {
	if p := d.lookup(src, ""); p != nil {
		return float64(p.W), float64(p.H), builtin.PictureReady
	}
	if strings.HasPrefix(src, "data:") || d.failed[src] {
		return 0, 0, builtin.PictureFailed
	}
	return 0, 0, builtin.PictureLoading
}

// lookup gives a picture for painting: data: addresses are decoded here, once.
func (d *Document) lookup(src, base string) *picture.Picture {
	if strings.HasPrefix(src, "data:") {
		p, ok := d.pictures[src]
		if !ok {
			if len(d.pictures) >= maxPictures {
				clear(d.pictures)
			}
			if _, data, good := picture.DataURI(src); good {
				p, _ = picture.Decode(data, picture.Options{}) // a broken one stays nil
			}
			d.pictures[src] = p
		}
		return p
	}
	if d.opt.Picture == nil || src == "" {
		return nil
	}
	return d.opt.Picture(src, base)
}

// StyleV2 reports "style": "v2" in app.json.
func (d *Document) StyleV2() bool { return d.opt.StyleV2 }

// Missing notes something that is not simulated.
func (d *Document) Missing(what string) { d.miss(what) }

// Focused is the element with the focus.
func (d *Document) Focused() *dom.Node { return d.focused }

// Focus gives n the focus, or nobody.
func (d *Document) Focus(n *dom.Node) {
	if n == d.focused {
		return
	}
	if n != nil {
		e, ok := d.Instance(n).(builtin.Editor)
		if !ok || !e.CanFocus() {
			return
		}
	}
	old := d.focused
	d.focused = n
	if old != nil {
		if e, ok := d.Instance(old).(builtin.Editor); ok {
			e.Focus(false)
		}
	}
	if d.focused != n {
		return // the blur handler moved the focus
	}
	if n == nil {
		d.Act(old, "hideKeyboard", value.Value{})
		return
	}
	if e, ok := d.Instance(n).(builtin.Editor); ok {
		e.Focus(true)
	}
	d.Act(n, "keyboard", value.M("type", builtin.Str(n, "type", "text"), "confirmType", builtin.Str(n, "confirm-type", "done")))
}

// placeholderProps are the properties that ::placeholder may set (CSS Pseudo 4 §4.3).
var placeholderProps = []string{"color", "font-family", "font-size", "font-style", "font-weight", "letter-spacing", "line-height", "opacity", "text-transform"}

// Placeholder gives what ::placeholder rules say for n as declarations: those
// that differ from n's own style.
func (d *Document) Placeholder(n *dom.Node) string {
	c, own := d.styler.Of(n, style.Placeholder), d.styler.Of(n, style.NoPseudo)
	if c == nil || own == nil {
		return ""
	}
	var b strings.Builder
	theirs := style.Describe(own, d.opt.Env.DPR)
	for i, p := range style.Describe(c, d.opt.Env.DPR) {
		if slices.Contains(placeholderProps, p.Name) && (i >= len(theirs) || theirs[i] != p) {
			b.WriteString(p.Name + ":" + p.Value + ";")
		}
	}
	return b.String()
}
