package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// serve answers until ctx ends, and then for as long as requests under way take, but not longer than drain. At most that many
// connections are open at once; 0 is no bound.
func serve(ctx context.Context, listener net.Listener, connections int, handler http.Handler) error {
	quiet := newQuietConns()
	server := &http.Server{
		ConnState:         quiet.note,
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       30 * time.Second,
		MaxHeaderBytes:    16 << 10,
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(limitConnections(listener, connections, quiet)) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), drain)
	defer cancel()
	// Shutdown waits five seconds for each connection that nothing was asked on yet. A request that arrives just now was not
	// answered, so nobody relies on it.
	server.RegisterOnShutdown(quiet.closeAll)
	if err := server.Shutdown(ending); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}

// address is how a browser on this machine reaches the listener.
func address(listener net.Listener) string {
	tcp := listener.Addr().(*net.TCPAddr)
	host := tcp.IP.String()
	if tcp.IP.IsLoopback() || tcp.IP.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(tcp.Port))
}
