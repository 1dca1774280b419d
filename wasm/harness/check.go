package harness

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/iam-policy-playground/playground/engine/scenario"
)

// Suffix is how the names of scenario files end.
const Suffix = ".scenario.json"

// Files returns the scenario files below a folder, in lexical order.
func Files(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, Suffix) {
			files = append(files, path)
		}
		return err
	})
	return files, err
}

// A Checked scenario is one that was evaluated and compared with its own expectations.
type Checked struct {
	*Answer
	JSON     []byte             // the module's answer to the operation, as it came
	Scenario *scenario.Scenario // what could be read of it; never nil
	Cases    []Case             // its requests
}

// A Case is a request with what the scenario expects of it and what the module decided.
type Case struct {
	Result
	Title  string // the request's name; "request 2" for the second, if it has none
	Expect string // a word of scenario.md; "" if nothing is expected
}

// Check hands a scenario to an operation that answers results, and compares those with what its requests expect.
func (h *Harness) Check(ctx context.Context, op uint32, text []byte) (*Checked, error) {
	c := &Checked{}
	var err error
	if c.JSON, err = h.Call(ctx, op, text); err != nil {
		return nil, err
	}
	if c.Answer, err = decode(c.JSON); err != nil {
		return nil, err
	}
	c.Scenario, _ = scenario.Parse(string(text)) // the module reports the same problems
	if len(c.Results) != len(c.Scenario.Requests) {
		return nil, fmt.Errorf("the module answered %d requests of %d", len(c.Results), len(c.Scenario.Requests))
	}
	for i, result := range c.Results {
		request := c.Scenario.Requests[i]
		one := Case{Result: result, Title: request.Name, Expect: request.Expect}
		if one.Title == "" {
			one.Title = fmt.Sprintf("request %d", i+1)
		}
		c.Cases = append(c.Cases, one)
	}
	return c, nil
}

// Agrees says whether the decision is the expected one, or none is expected.
func (c Case) Agrees() bool {
	switch c.Expect {
	case "", c.Decision:
		return true
	case "denied":
		return c.Decision == "explicitDeny" || c.Decision == "implicitDeny"
	}
	return false
}

// Unreadable returns the errors in the scenario itself, as opposed to its policies, that none of its requests expects. A
// problem inside a request is expected if that request expects an error; one elsewhere, if any request does.
func (c *Checked) Unreadable() []Diagnostic {
	var found []Diagnostic
	for _, d := range c.Diagnostics {
		if d.Policy == nil && d.Severity == "error" && !c.expected(d) {
			found = append(found, d)
		}
	}
	return found
}

func (c *Checked) expected(d Diagnostic) bool {
	for i, one := range c.Cases {
		inside := strings.HasPrefix(d.Path, fmt.Sprintf("requests[%d]", i))
		if one.Expect == "error" && (inside || !strings.HasPrefix(d.Path, "requests[")) {
			return true
		}
	}
	return false
}
