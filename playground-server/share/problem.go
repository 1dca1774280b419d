package share

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

// A problem is an answer that says what is wrong and what to do (RFC 9457). Its type is stable: /problems/ and the name.
type problem struct {
	name        string // of the table
	detail      string // one or two sentences; the last says what to do
	size, limit int    // bytes, of what is too large
	diagnostics []diagnostic
	retry       int // seconds after which to ask again; 0 for none
}

// A kind of problem is a row of the table.
type kind struct {
	status int
	title  string
}

// kinds holds every problem by its name, the last segment of its type.
var kinds = map[string]kind{
	"busy":               {503, "The server is busy"},
	"ceiling-reached":    {503, "No more short links today"},
	"fault":              {500, "The server failed"},
	"gone":               {410, "The share is gone"},
	"invalid-scenario":   {422, "The scenario has mistakes"},
	"invalid-share":      {422, "The request does not describe a share"},
	"malformed":          {400, "The request is not readable"},
	"method-not-allowed": {405, "The method does not exist here"},
	"not-found":          {404, "There is nothing here"},
	"not-json":           {415, "The request is not JSON"},
	"not-offered":        {501, "The format is not offered"},
	"rate-limited":       {429, "Too many requests"},
	"store-unavailable":  {503, "The store of shares does not work"},
	"too-complex":        {422, "The scenario takes too long"},
	"too-large":          {413, "The request is too large"},
	"too-slow":           {408, "The request took too long"},
	"writing-off":        {503, "No short links at the moment"},
	"wrong-token":        {403, "The delete token does not fit"},
}

// wayOut is what always works.
const wayOut = "A link that holds the whole scenario after # needs no server: the page makes one, of the form /#v1.…"

func notFound() problem {
	return problem{name: "not-found", detail: "No share or page has this address. Check that the link was copied as a whole."}
}

func gone() problem {
	return problem{name: "gone", detail: "The share expired, was deleted by whoever made it, or was taken down. Ask for a new link."}
}

func malformed(detail string) problem { return problem{name: "malformed", detail: detail} }

// write answers with the problem. Headers that the route has set stay.
func (p problem) write(w http.ResponseWriter) {
	k := kinds[p.name]
	body, err := json.Marshal(struct {
		Type        string       `json:"type"`
		Title       string       `json:"title"`
		Status      int          `json:"status"`
		Detail      string       `json:"detail"`
		Size        int          `json:"size,omitempty"`
		Limit       int          `json:"limit,omitempty"`
		RetryAfter  int          `json:"retryAfter,omitempty"`
		Diagnostics []diagnostic `json:"diagnostics,omitempty"`
	}{"/problems/" + p.name, k.title, k.status, p.detail, p.size, p.limit, p.retry, p.diagnostics})
	if err != nil {
		panic(err)
	}
	p.head(w, "application/problem+json", len(body))
	w.Write(body)
}

// head writes the header of an answer with the problem.
func (p problem) head(w http.ResponseWriter, contentType string, length int) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(length))
	h.Set("Cache-Control", "no-store")
	h.Del("Content-Disposition")
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retry))
	}
	w.WriteHeader(kinds[p.name].status)
}

var errPanic = errors.New("panic")

// fault answers for a failure on this side, and tells the operator, not the client, what it was.
func (s *server) fault(w http.ResponseWriter, doing string, err error) {
	s.Fault(doing, err)
	problem{name: "fault", detail: "This is a fault of ours, and was recorded. Trying once more may help. " + wayOut}.write(w)
}

// explainProblem is what the type of a problem leads to.
func (s *server) explainProblem(w http.ResponseWriter, r *http.Request, name string) {
	k, ok := kinds[name]
	if !ok {
		notFound().write(w)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte(k.title + ".\n\nProblems of this type come with the status " + strconv.Itoa(k.status) + "; their member \"detail\" says what to do.\n" + wayOut + "\n"))
}
