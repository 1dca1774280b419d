package main

import (
	"container/list"
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxClients is how many clients a limiter remembers. Beyond it the one that was quiet for longest is forgotten, which
// gives it a full bucket again; the daily ceiling still stands.
const maxClients = 20_000

// A limiter gives each client a bucket of tokens that fills at a steady rate.
type limiter struct {
	now     func() time.Time
	mu      sync.Mutex
	limit   rate.Limit
	burst   int
	clients map[string]*list.Element
	recent  *list.List // of *bucket; the front was asked for last
}

type bucket struct {
	client string
	tokens *rate.Limiter
}

// perMinute returns a limiter of n requests a minute for each client, of which burst may come at once; nil if n is 0.
func perMinute(n, burst int) *limiter {
	if n <= 0 {
		return nil
	}
	return &limiter{now: time.Now, limit: rate.Every(time.Minute / time.Duration(n)), burst: burst, clients: map[string]*list.Element{}, recent: list.New()}
}

// Wait takes a token, or returns how long it takes until there is one.
func (l *limiter) Wait(_ context.Context, client string) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	reservation := l.bucket(client).ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait > 0 {
		reservation.CancelAt(now)
	}
	return wait, nil
}

func (l *limiter) bucket(client string) *rate.Limiter {
	if e := l.clients[client]; e != nil {
		l.recent.MoveToFront(e)
		return e.Value.(*bucket).tokens
	}
	if l.recent.Len() >= maxClients {
		oldest := l.recent.Back()
		delete(l.clients, l.recent.Remove(oldest).(*bucket).client)
	}
	b := &bucket{client: client, tokens: rate.NewLimiter(l.limit, l.burst)}
	l.clients[client] = l.recent.PushFront(b)
	return b.tokens
}
