package chromium

import (
	"context"
	"encoding/json"
	"fmt"
)

// Span is one piece of work that the browser wrote into its trace.
type Span struct {
	Name string
	Dur  float64 // of the wall clock, microseconds
	CPU  float64 `json:"tdur"` // of the thread, microseconds; 0 where the browser does not tell
}

// Trace runs f and gives the spans of the categories that the browser
// traced meanwhile, in every process.
func (b *Browser) Trace(categories []string, f func() error) ([]Span, error) {
	if err := b.call("Tracing.start", map[string]any{"transferMode": "ReportEvents", "traceConfig": map[string]any{
		"excludedCategories": []string{"*"}, "includedCategories": categories, "recordMode": "recordAsMuchAsPossible"}}, nil); err != nil {
		return nil, err
	}
	failed := f()
	if err := b.call("Tracing.end", nil, nil); err != nil {
		return nil, err
	}
	var out []Span
	ctx, cancel := context.WithTimeout(context.Background(), callLimit)
	defer cancel()
	for {
		_, data, err := b.conn.Read(ctx)
		if err != nil {
			return nil, fmt.Errorf("the trace: %w", err)
		}
		var msg struct {
			Method string
			Params struct{ Value []Span }
		}
		if err := json.Unmarshal(data, &msg); err != nil {
			return nil, err
		}
		switch msg.Method {
		case "Tracing.dataCollected":
			out = append(out, msg.Params.Value...)
		case "Tracing.tracingComplete":
			return out, failed
		}
	}
}
