// Command playground-server serves the built page. Everything is evaluated in the reader's browser; the server only hands
// out files, with the headers that hold the page to that.
//
//	go run ./build && go run ./playground-server
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// drain is how long requests under way may take once the server has been told to stop.
const drain = 5 * time.Second

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	web := flag.String("web", filepath.Join("web", "dist"), "folder of the built page")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *addr, *web); err != nil {
		fmt.Fprintln(os.Stderr, "playground-server:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, addr, web string) error {
	site, err := loadSite(os.DirFS(web))
	if err != nil {
		return fmt.Errorf("the built page in %s: %w (go run ./build makes it)", web, err)
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Printf("IAM Policy Playground on %s (Ctrl-C ends it)\n", address(listener))
	return serve(ctx, listener, newHandler(site))
}

// serve answers until ctx ends, and then for as long as requests under way take, but not longer than drain.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), drain)
	defer cancel()
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
