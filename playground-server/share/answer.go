package share

import (
	"bytes"
	"encoding/json"
	"errors"
)

// Operations of the engine (engine/wire, which an app in WebAssembly would have to carry along if this imported it).
const (
	evaluate = 1
	decide   = 2
)

// A result is the engine's answer to one request.
type result struct {
	Name      string       `json:"name"`
	Decision  string       `json:"decision"`
	Reason    string       `json:"reason"`
	Error     string       `json:"error"` // what a caller sees
	DependsOn []dependency `json:"dependsOn"`
	Trace     *step        `json:"trace"`
}

// A dependency is an unknown key that matters.
type dependency struct {
	Key  string `json:"key"`
	Ways []struct {
		When     string `json:"when"`
		Decision string `json:"decision"`
	} `json:"ways"`
}

// A step is one question of a trace.
type step struct {
	Answer  string   `json:"answer"`
	Say     string   `json:"say"`
	Want    string   `json:"want"`
	Got     string   `json:"got"`
	Decides bool     `json:"decides"`
	Notes   []string `json:"notes"`
	Outcome string   `json:"outcome"`
	Steps   []step   `json:"steps"`
}

// A diagnostic is a finding: about a policy's text, or, with a path, about the scenario's.
type diagnostic struct {
	Policy   *int   `json:"policy,omitempty"`
	Path     string `json:"path,omitempty"`
	Span     []int  `json:"span,omitempty"` // bytes, half open
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
}

var errAnswer = errors.New("the engine's answer is not readable")

// readAnswer reads results one by one, since traces may have megabytes, and calls each for them. The engine writes its
// version first and its diagnostics last.
func readAnswer(answer []byte, each func(index int, r *result)) (engine string, found []diagnostic, err error) {
	d := json.NewDecoder(bytes.NewReader(answer))
	if _, err := d.Token(); err != nil {
		return "", nil, errAnswer
	}
	read := false
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return "", nil, errAnswer
		}
		switch name {
		case "engine":
			err = d.Decode(&engine)
		case "results":
			read, err = true, readResults(d, each)
		case "diagnostics":
			err = d.Decode(&found)
		default:
			err = errAnswer
		}
		if err != nil {
			return "", nil, errAnswer
		}
	}
	if !read {
		return "", nil, errAnswer
	}
	return engine, found, nil
}

func readResults(d *json.Decoder, each func(index int, r *result)) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	for i := 0; d.More(); i++ {
		var r result
		if err := d.Decode(&r); err != nil {
			return err
		}
		each(i, &r)
	}
	_, err := d.Token()
	return err
}

// mistakes returns the findings for which a scenario is not accepted: errors of the scenario itself. Those of a policy's
// text are part of what one may want to show.
func mistakes(found []diagnostic) []diagnostic {
	var list []diagnostic
	for _, f := range found {
		if f.Path != "" && f.Policy == nil && f.Severity == "error" {
			list = append(list, f)
		}
	}
	return list
}
