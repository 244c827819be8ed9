package icon

import "strings"

type shape struct {
	color string
	body  string // COLOR stands for the colour
}

// svg gives a data URL.
func (s shape) svg(color string) string {
	r := strings.NewReplacer("%", "%25", "#", "%23", "<", "%3C", ">", "%3E", `"`, "'")
	return "data:image/svg+xml," + r.Replace(`<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24">`+
		strings.ReplaceAll(s.body, "COLOR", color)+`</svg>`)
}

const (
	disc = `<circle cx="12" cy="12" r="10" fill="COLOR"/>`
	ring = `<circle cx="12" cy="12" r="9.2" fill="none" stroke="COLOR" stroke-width="1.5"/>`
)

func stroke(d, color, width string) string {
	return `<path d="` + d + `" fill="none" stroke="` + color + `" stroke-width="` + width + `" stroke-linecap="round" stroke-linejoin="round"/>`
}

const (
	tick   = "M7.2 12.4 L10.6 15.8 L17 8.9"
	cross  = "M8.3 8.3 L15.7 15.7 M15.7 8.3 L8.3 15.7"
	clock  = "M12 6.6 L12 12.4 L15.8 14.4"
	arrow  = "M12 6.5 L12 15.6 M8.2 12 L12 15.8 L15.8 12"
	shield = "M12 2 L20 4.8 L20 11.5 C20 16.5 16.5 20.2 12 22 C7.5 20.2 4 16.5 4 11.5 L4 4.8 Z"
)

func letterI(color string) string {
	return `<circle cx="12" cy="7.6" r="1.2" fill="` + color + `"/>` + stroke("M12 11 L12 17", color, "1.8")
}

func bang(color string) string {
	return stroke("M12 6.6 L12 13.2", color, "1.8") + `<circle cx="12" cy="16.6" r="1.2" fill="` + color + `"/>`
}

// shapes: colours are those of the documentation's examples. The forms are ours.
var shapes = map[string]shape{
	"success":           {"#09bb07", disc + stroke(tick, "#fff", "1.8")},
	"success_no_circle": {"#09bb07", stroke("M4.5 12.6 L9.6 17.7 L19.6 6.9", "COLOR", "2")},
	"success_circle":    {"#09bb07", ring + stroke(tick, "COLOR", "1.6")},
	"safe_success":      {"#09bb07", `<path d="` + shield + `" fill="COLOR"/>` + stroke(tick, "#fff", "1.8")},
	"safe_warn":         {"#ffbe00", `<path d="` + shield + `" fill="COLOR"/>` + bang("#fff")},
	"info":              {"#10aeff", disc + letterI("#fff")},
	"info_circle":       {"#09bb07", ring + letterI("COLOR")},
	"warn":              {"#f76260", disc + bang("#fff")},
	"waiting":           {"#10aeff", disc + stroke(clock, "#fff", "1.8")},
	"waiting_circle":    {"#10aeff", ring + stroke(clock, "COLOR", "1.6")},
	"cancel":            {"#f43530", ring + stroke(cross, "COLOR", "1.6")},
	"clear":             {"#b2b2b2", disc + stroke(cross, "#fff", "1.6")},
	"download":          {"#09bb07", ring + stroke(arrow, "COLOR", "1.6")},
	"circle":            {"#c9c9c9", ring},
	"search":            {"#b2b2b2", `<circle cx="10.8" cy="10.8" r="6" fill="none" stroke="COLOR" stroke-width="1.5"/>` + stroke("M15.4 15.4 L20 20", "COLOR", "1.5")},
}
