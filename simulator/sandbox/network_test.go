package sandbox

import (
	"net/netip"
	"testing"
)

// Proves which addresses a policy allows. Oracle: hand, from the registries of
// special-purpose addresses (RFC 6890).
func TestPolicy(t *testing.T) {
	tests := []struct{ addr, kind string }{
		{"127.0.0.1", "loopback"}, {"127.9.9.9", "loopback"}, {"::1", "loopback"}, {"0.0.0.0", "loopback"}, {"::ffff:127.0.0.1", "loopback"},
		{"10.1.2.3", "private"}, {"192.168.0.1", "private"}, {"172.16.0.1", "private"}, {"fd00::1", "private"}, {"100.64.0.1", "private"}, {"::ffff:10.0.0.1", "private"},
		{"169.254.169.254", "never"}, {"fe80::1", "never"}, {"224.0.0.1", "never"}, {"ff02::1", "never"}, {"255.255.255.255", "never"},
		{"8.8.8.8", "public"}, {"2606:4700::1", "public"}, {"172.32.0.1", "public"},
	}
	for _, tt := range tests {
		a := netip.MustParseAddr(tt.addr)
		for kind, p := range map[string]Policy{"loopback": {Loopback: true}, "private": {Private: true}, "public": {Public: true}} {
			if got := p.Check(a) == nil; got != (kind == tt.kind) {
				t.Errorf("%s under %s only: allowed %v", tt.addr, kind, got)
			}
		}
		if got := DefaultPolicy().Check(a) == nil; got != (tt.kind != "never") {
			t.Errorf("%s by default: allowed %v", tt.addr, got)
		}
	}
}
