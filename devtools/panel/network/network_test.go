// Proves: transfers are rows that filters pick, one is shown from every side, can be
// copied, sent again and made a rule, messages of a socket are listed, and many
// rows are shown at once. Oracle: hand.
package network

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/simulator"
	"diorama/simulator/wire"
)

func rows(s row.Source) string {
	var b strings.Builder
	for i := range s.Len() {
		for _, run := range append(s.Row(i).Runs, s.Row(i).Right...) {
			b.WriteString(run.Text + " ")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func transfer(n int, kind, method, url string, status int, body string) simulator.Transfer {
	t := simulator.Transfer{Number: n, Changed: uint64(n + 1)}
	t.Kind, t.Method, t.URL, t.Time = kind, method, url, time.Duration(n)*time.Second
	t.Header = []wire.Header{{Name: "X-Token", Value: "t"}}
	if status > 0 {
		t.Answer = &wire.TransferAnswer{Status: status, Text: "200 OK", Header: []wire.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Date", Value: "now"}}}
	}
	t.End = &wire.TransferEnd{Body: []byte(body), Size: len(body), Phases: wire.Phases{Wait: 20 * time.Millisecond, Total: 25 * time.Millisecond}}
	return t
}

func TestNetwork(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{}, &panel.Model{}
	n := New(theme.Dark(), s, d)
	n.Tools()
	socket := transfer(2, "connectSocket", "GET", "ws://h/ws", 101, "")
	socket.End = nil
	socket.Frames = []wire.TransferFrame{{Sent: true, Data: []byte("hi"), Size: 2}, {Data: []byte{0, 1}, Size: 2, Binary: true}}
	bad := transfer(3, "request", "GET", "http://h/refused", 0, "")
	bad.End.Error = "net::ERR_CONNECTION_REFUSED"
	s.Passed = []simulator.Transfer{transfer(0, "request", "GET", "http://h:8/api/goods?id=1", 200, `{"a":{"b":1}}`), transfer(1, "uploadFile", "POST", "http://h/up", 500, "no"), socket, bad}
	s.Now.Transfers = 4
	update := func() { m.Pull(s); n.Update(m) }
	update()
	if got, want := rows(n), `200 GET goods?id=1   h:8/api request 13 B 25.0 00:00.000 
500 POST up   h upload 0 B 25.0 00:01.000 
open GET ws   h socket 2 msg 00:02.000 
failed GET refused   h request 25.0 00:03.000 
`; got != want {
		t.Errorf("rows:\n%s\nwant:\n%s", got, want)
	}
	// The table is 1,000 wide: the waterfall has 272.69 of it, 3.025 s from edge to edge.
	n.list.Resize(fyne.NewSize(1000, 300))
	if c := columnsOf(1000); n.span != (span{0, 3025 * time.Millisecond}) || c.width < leastFall || c.fall+c.width != 990 {
		t.Errorf("the waterfall shows %v in %+v", n.span, c)
	} else {
		unit := (c.width - 2) / 3025
		for i, want := range [...]row.Bar{
			{X: c.fall, Width: max(2, 20*unit), Color: theme.Dark().Green},
			{X: c.fall + 1000*unit, Width: max(2, 20*unit), Color: theme.Dark().Green},
			{X: c.fall + 2000*unit, Width: 1025 * unit, Inset: 3, Color: theme.Dark().Line},
			{X: c.fall + 3000*unit, Width: max(2, 20*unit), Color: theme.Dark().Green},
		} {
			bars := n.Row(i).Bars
			if !slices.ContainsFunc(bars, func(b row.Bar) bool {
				return math.Abs(float64(b.X-want.X)) < 0.1 && math.Abs(float64(b.Width-want.Width)) < 0.1 && b.Inset == want.Inset && b.Color == want.Color
			}) {
				t.Errorf("row %d has the bars %+v, none is %+v", i, bars, want)
			}
		}
	}
	if narrow := columnsOf(600); narrow.width != 0 {
		t.Errorf("a table of 600 has a waterfall: %+v", narrow)
	}
	for filter, want := range map[string]int{"goods": 1, "-goods": 3, "status:5": 1, "method:post": 1, "kind:so": 1, "status:failed": 1, "goods refused": 0} {
		n.search.OnChanged(filter)
		if n.Len() != want {
			t.Errorf("%q leaves %d rows, want %d", filter, n.Len(), want)
		}
	}
	n.search.OnChanged("")
	n.buttons[4].Tapped(nil)
	if n.Len() != 2 {
		t.Errorf("%d failed", n.Len())
	}
	n.buttons[0].Tapped(nil)

	n.Tapped(0, false)
	if got := rows(n.detail); !strings.Contains(got, "X-Token t") || !strings.Contains(got, "Query \nid 1") || !n.detail.object.Visible() {
		t.Errorf("headers:\n%s", got)
	}
	n.detail.turn(sideTiming)
	if got := rows(n.detail); !strings.Contains(got, "waiting for the answer 20.0 ms") {
		t.Errorf("timing:\n%s", got)
	}
	n.detail.turn(sidePreview)
	n.detail.again.Tapped(nil)
	if !s.Called("Resend http://h:8/api/goods?id=1") {
		t.Error("not sent again")
	}
	n.detail.mock.Tapped(nil)
	if n.mocks.pattern.Text != "/api/goods" || n.mocks.body.Text != "{\n  \"a\": {\n    \"b\": 1\n  }\n}" || n.mocks.header.Text != "Content-Type: application/json\n" {
		t.Errorf("the rule: %q %q %q", n.mocks.pattern.Text, n.mocks.header.Text, n.mocks.body.Text)
	}
	n.mocks.delay.SetText("x")
	n.mocks.save()
	if len(s.Rules) != 0 || !strings.Contains(n.mocks.note.Text(), "found x") {
		t.Errorf("a wrong delay was kept, or not said: %q", n.mocks.note.Text())
	}
	n.mocks.delay.SetText("30")
	n.mocks.save()
	if len(s.Rules) != 1 || s.Rules[0].Delay != 30*time.Millisecond || s.Rules[0].Status != 200 || n.mocks.Len() != 1 {
		t.Errorf("rules %+v", s.Rules)
	}
	n.mocks.remove.Tapped(nil)
	if len(s.Rules) != 0 {
		t.Errorf("not deleted: %+v", s.Rules)
	}

	n.Tapped(2, false)
	if got := rows(n.detail); got != "00:00.000 out hi 2 B \n00:00.000 in  00 01 2 B \n" {
		t.Errorf("messages:\n%s", got)
	}
	s.ClearTransfers()
	update()
	if n.Len() != 0 || n.detail.object.Visible() && n.side.Visible() {
		t.Error("not cleared")
	}
}

// Many transfers: what one more costs does not grow with them.
const many = 20000

func TestManyRows(t *testing.T) {
	test.NewTempApp(t)
	s, m := fake.New(), &panel.Model{}
	n := New(theme.Dark(), s, &fake.Desk{})
	for i := range many {
		s.Passed = append(s.Passed, transfer(i, "request", "GET", "http://h/a", 200, ""))
	}
	s.Now.Transfers = many
	a := time.Now()
	m.Pull(s)
	b := time.Now()
	n.Update(m)
	t.Logf("pull %v, update %v", b.Sub(a), time.Since(b))
	if n.Len() != many {
		t.Fatalf("%d rows", n.Len())
	}
	s.Passed = append(s.Passed, transfer(many, "request", "GET", "http://h/b", 200, ""))
	s.Now.Transfers++
	m.Pull(s)
	n.Update(m)
	if last := n.model.Transfers[n.rows[n.Len()-1]]; last.URL != "http://h/b" || n.Len() != many+1 {
		t.Errorf("the last is %s of %d", last.URL, n.Len())
	}
}
