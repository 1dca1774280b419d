package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/iam-policy-playground/playground/playground-server/share"
	"github.com/iam-policy-playground/playground/wasm/module"
)

// answers is what the entry module knows of the server's handler: whatever it answers without the app, it answers alike.
type answers struct {
	Version     string            `json:"version"`
	Digest      string            `json:"digest"`
	Pages       map[string]string `json:"pages"`
	Evaluated   recorded          `json:"evaluated"`
	ModuleFile  recorded          `json:"moduleFile"`
	RateLimited recorded          `json:"rateLimited"`
	Busy        recorded          `json:"busy"`
	Fault       recorded          `json:"fault"`
}

type recorded struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

type options = share.Options

// period is that of the rate limits in wrangler.jsonc.
const period = time.Minute

// record asks the handler for each answer, in a situation in which it gives it.
func record(page string, engine, app []byte) (answers, error) {
	own, err := os.ReadFile(filepath.Join(page, "new.html"))
	if err != nil {
		return answers{}, fmt.Errorf("no new.html: %w", err)
	}
	told := answers{Digest: module.Digest(engine), Pages: map[string]string{"/new": string(own)}}
	embed, err := os.ReadFile(filepath.Join(page, "embed.html"))
	if err == nil {
		told.Pages["/embed.html"] = string(embed)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return answers{}, err
	}
	sum := sha256.New()
	for _, part := range [][]byte{own, embed, engine, app} {
		sum.Write(part)
	}
	told.Version = hex.EncodeToString(sum.Sum(nil)[:8])

	told.Evaluated = keep(ask(options{}, evaluation(context.Background())))
	told.ModuleFile = keep(ask(options{Site: http.HandlerFunc(engineFile)}, get("/engine-00000000.wasm")))
	told.RateLimited = keep(ask(options{Evaluations: never{}}, evaluation(context.Background())))
	told.Fault = keep(ask(options{Evaluate: func(uint32, []byte) []byte { panic("asked to") }}, evaluation(context.Background())))
	told.Busy = busy()
	return told, nil
}

func engineFile(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/wasm")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
}

// never is a limiter that lets nobody through.
type never struct{}

func (never) Wait(context.Context, string) (time.Duration, error) { return period, nil }

// busy asks for an evaluation that cannot wait while another is under way.
func busy() recorded {
	begun, end := make(chan struct{}), make(chan struct{})
	handler := share.New(options{Parallel: 1, Evaluate: func(uint32, []byte) []byte {
		close(begun)
		<-end
		return nil
	}})
	go handler.ServeHTTP(httptest.NewRecorder(), evaluation(context.Background()))
	<-begun
	defer close(end)
	impatient, cancel := context.WithCancel(context.Background())
	cancel()
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, evaluation(impatient))
	return keep(answer)
}

func ask(o options, r *http.Request) *httptest.ResponseRecorder {
	if o.Evaluate == nil {
		o.Evaluate = func(uint32, []byte) []byte { return nil }
	}
	answer := httptest.NewRecorder()
	share.New(o).ServeHTTP(answer, r)
	return answer
}

func get(address string) *http.Request { return httptest.NewRequest("GET", address, nil) }

func evaluation(ctx context.Context) *http.Request {
	r := httptest.NewRequest("POST", "/api/evaluate", strings.NewReader("{}"))
	r.Header.Set("Content-Type", "application/json")
	return r.WithContext(ctx)
}

// keep takes an answer, but for its length, which is that of what the entry module sends.
func keep(answer *httptest.ResponseRecorder) recorded {
	headers := map[string]string{}
	for name := range answer.Header() {
		if name != "Content-Length" {
			headers[name] = answer.Header().Get(name)
		}
	}
	return recorded{answer.Code, headers, answer.Body.String()}
}
