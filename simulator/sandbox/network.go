// Package sandbox says what a mini-program's code may reach: network addresses that
// a policy allows, and files below one folder.
//
// Its one idea: the check sits at the last moment, where the system is asked: an
// address is judged when it is dialled, after names were resolved and redirects
// followed, and a path is opened through os.Root.
package sandbox

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Policy names the kinds of network addresses that may be dialled.
type Policy struct {
	Loopback bool // this machine
	Private  bool // networks of the house: 10/8, 172.16/12, 192.168/16, fc00::/7, 100.64/10
	Public   bool // the internet
}

// DefaultPolicy allows all three: the back end under work stands on the developer's
// machine, beside it or on the internet. What remains refused are link-local
// addresses, where clouds keep their credentials, and multicast.
func DefaultPolicy() Policy { return Policy{Loopback: true, Private: true, Public: true} }

// Refused is the error for an address that the policy does not allow.
type Refused struct {
	Addr string
	Kind string // "loopback", "private", "link-local or multicast", "public"
}

// Error implements error.
func (r *Refused) Error() string {
	return r.Addr + " is a " + r.Kind + " address, which is not allowed here"
}

// carrierNAT is the shared address space of RFC 6598.
var carrierNAT = netip.MustParsePrefix("100.64.0.0/10")

// Check tells whether an address may be dialled; the error is a *Refused.
func (p Policy) Check(addr netip.Addr) error {
	addr = addr.Unmap()
	ok, kind := false, ""
	switch {
	case addr.IsLoopback(), addr.IsUnspecified():
		ok, kind = p.Loopback, "loopback"
	case addr.IsPrivate(), carrierNAT.Contains(addr):
		ok, kind = p.Private, "private"
	case addr.IsLinkLocalUnicast(), addr.IsMulticast(), addr.IsInterfaceLocalMulticast(), !addr.IsValid(), addr == netip.AddrFrom4([4]byte{255, 255, 255, 255}):
		kind = "link-local or multicast"
	default:
		ok, kind = p.Public, "public"
	}
	if ok {
		return nil
	}
	return &Refused{addr.String(), kind}
}

// Dialer gives a dialer that asks the policy for every address right before it
// connects.
func (p Policy) Dialer() *net.Dialer {
	return &net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second,
		ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
			ap, err := netip.ParseAddrPort(address)
			if err != nil {
				return &Refused{address, network}
			}
			return p.Check(ap.Addr())
		}}
}

// Transport gives an HTTP transport under the policy; CloseIdleConnections ends it.
func (p Policy) Transport() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           p.Dialer().DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          maxIdleConns,
		MaxIdleConnsPerHost:   maxIdleConns,
		IdleConnTimeout:       30 * time.Second,
		TLSHandshakeTimeout:   dialTimeout,
		ExpectContinueTimeout: time.Second,
	}
}
