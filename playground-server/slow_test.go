package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestSlowClientsAreCut opens connections that send next to nothing. They cost a place each, for seconds, and others are
// answered meanwhile.
func TestSlowClientsAreCut(t *testing.T) {
	server := start(t, config{connections: 100})
	host := strings.TrimPrefix(server.url, "http://")
	var group sync.WaitGroup
	for i := range 40 {
		group.Go(func() {
			conn, err := net.Dial("tcp", host)
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			begun := time.Now()
			fmt.Fprint(conn, "POST /api/evaluate HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n")
			if i%2 == 0 {
				fmt.Fprint(conn, "Content-Length: 1000000\r\n\r\n{")
			}
			go trickle(conn)
			conn.SetReadDeadline(time.Now().Add(20 * time.Second))
			response, err := http.ReadResponse(bufio.NewReader(conn), nil)
			took := time.Since(begun)
			if took > 12*time.Second {
				t.Errorf("kept for %s", took)
			}
			if i%2 == 0 && (err != nil || response.StatusCode != http.StatusRequestTimeout) {
				t.Errorf("a slow body: %v %v, want the problem too-slow", response, err)
			}
		})
	}
	for range 20 {
		begun := time.Now()
		if _, status, err := post(http.DefaultClient, server.url+"/api/shares", aShare); err != nil || status != http.StatusCreated {
			t.Errorf("others meanwhile: %d %v", status, err)
		}
		if took := time.Since(begun); took > 2*time.Second {
			t.Errorf("others wait %s", took)
		}
	}
	group.Wait()
}

// trickle sends a byte now and then.
func trickle(conn net.Conn) {
	for {
		time.Sleep(500 * time.Millisecond)
		if _, err := conn.Write([]byte("x")); err != nil {
			return
		}
	}
}

// TestBrokenClientsCostNothing cuts a request off after each of its bytes, half of the time without a word, and hangs up on
// answers. Nobody else notices, no connection stays, and nothing is told as a fault of the server.
func TestBrokenClientsCostNothing(t *testing.T) {
	server := launch(t, filepath.Join(t.TempDir(), "shares.db"), "-evaluations", "0")
	host := strings.TrimPrefix(server.url, "http://")
	body := `{"kind":"sealed","sealed":"` + strings.Repeat("A", 400) + `"}`
	create := fmt.Sprintf("POST /api/shares HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	askAll(t, server.url)
	files := openOf(t, server)
	for cut := range len(create) + 1 {
		conn := dial(t, host).(*net.TCPConn)
		if cut%2 == 0 {
			conn.SetLinger(0) // closing resets
		}
		fmt.Fprint(conn, create[:cut])
		conn.Close()
	}
	for range 50 { // a large answer that nobody reads
		conn := dial(t, host).(*net.TCPConn)
		conn.SetReadBuffer(1)
		conn.SetLinger(0)
		fmt.Fprint(conn, strings.Repeat("GET /scenario.schema.json HTTP/1.1\r\nHost: h\r\n\r\n", 20))
		conn.Close()
	}
	askAll(t, server.url)
	wantFiles(t, server, files)
	if said := fmt.Sprint(server.cmd.Stderr); strings.Contains(said, "fault") || strings.Contains(said, "panic") {
		t.Errorf("the operator is told of %s", said)
	}
}

func TestLimiterGivesEachClientItsBucket(t *testing.T) {
	l := perMinute(60, 3)
	for client, want := range map[string]int{"a": 3, "b": 3} {
		got := 0
		for range 10 {
			if wait, err := l.Wait(context.Background(), client); err == nil && wait == 0 {
				got++
			} else if wait > 1100*time.Millisecond {
				t.Errorf("waits %s, though one comes each second", wait)
			}
		}
		if got != want {
			t.Errorf("%s: %d let through, want %d", client, got, want)
		}
	}
	for i := range maxClients + 100 {
		l.Wait(context.Background(), fmt.Sprint(i))
	}
	if len(l.clients) > maxClients || l.recent.Len() != len(l.clients) {
		t.Errorf("%d clients remembered", len(l.clients))
	}
	if perMinute(0, 1) != nil {
		t.Error("0 is no limit")
	}
}

func TestClientIsANetworkOfIPv6(t *testing.T) {
	for _, test := range []struct{ remote, header, want string }{
		{"192.0.2.7:80", "", "192.0.2.7"}, {"[2001:db8::1:2:3:4]:80", "", "2001:db8::"}, {"[fe80::1%eth0]:80", "", "fe80::"},
		{"192.0.2.7:80", "203.0.113.5", "203.0.113.5"}, {"192.0.2.7:80", "6.6.6.6, 203.0.113.5", "203.0.113.5"}, {"192.0.2.7:80", "2001:db8:0:1::9", "2001:db8:0:1::"},
		{"192.0.2.7:80", "x", "unknown"}, {"nonsense", "", "unknown"},
	} {
		r := &http.Request{RemoteAddr: test.remote, Header: http.Header{}}
		name := ""
		if test.header != "" {
			name = "X-Real-Client"
			r.Header.Set(name, test.header)
		}
		if got := clientOf(r, name); got != test.want {
			t.Errorf("%s %s: %s, want %s", test.remote, test.header, got, test.want)
		}
	}
}
