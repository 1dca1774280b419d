// Command playground-server serves the built page, and keeps shares in a SQLite file.
//
//	go run ./build && go run ./playground-server -db shares.db
//
// Without -db there are no short links; everything else works. The page evaluates in the reader's browser; this server
// evaluates what its API is asked, and public shares, which it shows without JavaScript.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/iam-policy-playground/playground/playground-server/share"
)

// drain is how long requests under way may take once the server has been told to stop.
const drain = 5 * time.Second

// otherFiles is how many files are open besides connections, at most: the database's readers have three each.
const otherFiles = 64

// A config is what the flags say.
type config struct {
	addr, web, db        string
	public, report       string
	clientHeader         string
	creates, evaluations int // a minute and client; 0 for no limit
	daily                int
	connections          int
	readOnly, quiet      bool
	deny, allow          string           // ids: change the deny list, and end
	clock                func() time.Time // nil but in tests
}

func main() {
	c := config{}
	flag.StringVar(&c.addr, "addr", "127.0.0.1:8080", "address to listen on; port 0 takes a free one")
	flag.StringVar(&c.web, "web", filepath.Join("web", "dist"), "folder of the built page")
	flag.StringVar(&c.db, "db", "", "file of the shares; without it there are no short links")
	flag.StringVar(&c.public, "url", "", "scheme and host of links, as https://iam.example.org; without it, the address that is listened on")
	flag.StringVar(&c.report, "report", "", "address behind the report link of shares, mailto: or https:; without it, abuse@ the host of -url")
	flag.StringVar(&c.clientHeader, "client-header", "", "header in which a trusted proxy names the client, as X-Forwarded-For; its last value counts")
	flag.IntVar(&c.creates, "creates", 10, "shares that one client may create in a minute; 0 for no limit")
	flag.IntVar(&c.evaluations, "evaluations", 300, "evaluations that one client may ask for in a minute; 0 for no limit")
	flag.IntVar(&c.daily, "daily", share.DefaultDaily, "shares that all clients may create in a day, UTC")
	flag.IntVar(&c.connections, "connections", 1000, "connections at once; beyond it those on which nothing is asked make room")
	flag.BoolVar(&c.readOnly, "read-only", false, "create no shares")
	flag.BoolVar(&c.quiet, "quiet", false, "write no access log")
	flag.StringVar(&c.deny, "deny", "", "put the share with this id on the deny list of -db, and end; a running server follows at once")
	flag.StringVar(&c.allow, "undeny", "", "take the share with this id off the deny list, and end")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends at once
	if err := run(ctx, c, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "playground-server:", err)
		os.Exit(1)
	}
}

// run does what the flags say until ctx ends. It writes where it listens to out, and the log to log.
func run(ctx context.Context, c config, out, log io.Writer) (err error) {
	if c.deny != "" || c.allow != "" {
		return changeDenyList(ctx, c)
	}
	site, err := loadSite(os.DirFS(c.web))
	if err != nil {
		return fmt.Errorf("the built page in %s: %w (go run ./build makes it)", c.web, err)
	}
	listener, err := net.Listen("tcp", c.addr)
	if err != nil {
		return err
	}
	o, end, err := c.options(ctx, address(listener), log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, end()) }()
	handler := newHandler(site, o)
	if !c.quiet {
		handler = logged(log, c.clientHeader, handler)
	}
	if most := openFiles() - otherFiles; c.connections > most {
		fmt.Fprintf(log, "%d connections at once: the system lets this program open no more files; ulimit -n raises that\n", most)
		c.connections = most
	}
	fmt.Fprintf(out, "IAM Policy Playground on %s (Ctrl-C ends it)\n", address(listener))
	return serve(ctx, listener, c.connections, handler)
}

// options makes of the flags what package share asks for. end closes what was opened.
func (c *config) options(ctx context.Context, own string, log io.Writer) (o share.Options, end func() error, err error) {
	if c.public == "" {
		c.public = own
	}
	if u, err := url.Parse(c.public); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" && u.Path != "/" || u.RawQuery != "" {
		return o, nil, fmt.Errorf("-url %s: it is a scheme and a host, as https://iam.example.org", c.public)
	}
	o = share.Options{
		PublicURL: c.public, Report: c.report, Daily: c.daily, ReadOnly: c.readOnly, Clock: c.clock,
		Client: func(r *http.Request) string { return clientOf(r, c.clientHeader) },
		Fault: func(doing string, err error) {
			fmt.Fprintf(log, "%s fault: %s: %q\n", time.Now().UTC().Format(time.RFC3339), doing, err.Error())
		},
	}
	if l := perMinute(c.creates, max(c.creates, 1)); l != nil {
		o.Creates = l
	}
	if l := perMinute(c.evaluations, max(c.evaluations/3, 1)); l != nil {
		o.Evaluations = l
	}
	if c.db == "" {
		return o, func() error { return nil }, nil
	}
	db, err := openStore(ctx, c.db)
	if err != nil {
		return o, nil, err
	}
	store := share.NewSQL(db)
	stopKeeping := keep(db, store, c.clock, o.Fault)
	o.Store = store
	return o, func() error { stopKeeping(); return db.Close() }, nil
}

// changeDenyList is what -deny and -undeny do.
func changeDenyList(ctx context.Context, c config) error {
	if c.db == "" {
		return errors.New("-deny and -undeny change the file that -db names")
	}
	db, err := openStore(ctx, c.db)
	if err != nil {
		return err
	}
	store := share.NewSQL(db)
	if c.deny != "" {
		err = store.Deny(ctx, c.deny, true)
	}
	if c.allow != "" {
		err = errors.Join(err, store.Deny(ctx, c.allow, false))
	}
	return errors.Join(err, db.Close())
}
