package main

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// quietConns are the connections on which nothing is under way: the header of a request is not there yet, or all that was
// asked is answered. Browsers open some ahead of need and keep others for half a minute, so that most connections are quiet.
type quietConns struct {
	mu     sync.Mutex
	order  *list.List // of net.Conn; the front has been quiet for longest
	places map[net.Conn]*list.Element
	more   chan struct{} // holds a token if one became quiet since somebody looked
}

func newQuietConns() *quietConns {
	return &quietConns{order: list.New(), places: map[net.Conn]*list.Element{}, more: make(chan struct{}, 1)}
}

// note is told of every change of a connection.
func (q *quietConns) note(c net.Conn, state http.ConnState) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.forget(c)
	if state != http.StateNew && state != http.StateIdle {
		return
	}
	q.places[c] = q.order.PushBack(c)
	select {
	case q.more <- struct{}{}:
	default:
	}
}

func (q *quietConns) forget(c net.Conn) {
	if place := q.places[c]; place != nil {
		q.order.Remove(place)
		delete(q.places, c)
	}
}

// closeOldest closes the connection that has been quiet for longest, and says whether there was one.
func (q *quietConns) closeOldest() bool {
	q.mu.Lock()
	oldest := q.order.Front()
	if oldest == nil {
		q.mu.Unlock()
		return false
	}
	c := oldest.Value.(net.Conn)
	q.forget(c)
	q.mu.Unlock()
	c.Close()
	return true
}

func (q *quietConns) closeAll() {
	for q.closeOldest() {
	}
}

// limitConnections bounds how many connections are open at once. For a new one beyond that, one that is quiet is closed;
// where all are at work, the new one waits, and those behind it wait in the system's queue. 0 is no bound.
func limitConnections(l net.Listener, n int, quiet *quietConns) net.Listener {
	if n <= 0 {
		return l
	}
	return &limitedListener{Listener: l, quiet: quiet, open: make(chan struct{}, n), closed: make(chan struct{})}
}

type limitedListener struct {
	net.Listener
	quiet  *quietConns
	open   chan struct{} // holds one token for each open connection
	closed chan struct{}
	once   sync.Once
}

func (l *limitedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	if !l.enter() {
		c.Close()
		return nil, net.ErrClosed
	}
	return &limitedConn{Conn: c, leave: func() { <-l.open }}, nil
}

// enter takes a place for a connection; false if the listener was closed meanwhile.
func (l *limitedListener) enter() bool {
	for {
		select {
		case l.open <- struct{}{}:
			return true
		default:
		}
		if l.quiet.closeOldest() {
			continue
		}
		select {
		case l.open <- struct{}{}:
			return true
		case <-l.quiet.more:
		case <-l.closed:
			return false
		}
	}
}

func (l *limitedListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

type limitedConn struct {
	net.Conn
	once  sync.Once
	leave func()
}

func (c *limitedConn) Close() error {
	err := c.Conn.Close()
	c.once.Do(c.leave)
	return err
}
