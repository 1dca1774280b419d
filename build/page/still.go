package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
)

// A still is the first visit as a picture: the page's own components, rendered without a browser, with what the module says
// of the first example.
type still struct {
	HTML     string
	Prepared json.RawMessage // the module's answer, for the page that takes the picture's place
}

// forbidden is what the page's Content-Security-Policy would refuse in the picture.
var forbidden = regexp.MustCompile(`<(script|style)\b| (style|on[a-z]+)="`)

// makeStill renders the first visit, in Node.js, which the build needs for npm anyway.
func makeStill(sources string) (still, error) {
	var made still
	dir, err := os.MkdirTemp("", "still")
	if err != nil {
		return made, err
	}
	defer os.RemoveAll(dir)
	script := filepath.Join(dir, "still.mjs")
	if err := bundleFor(sources, "src/still.ts", script); err != nil {
		return made, err
	}
	cmd := exec.Command("node", script, filepath.Join(sources, "gen", "engine.wasm"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return made, fmt.Errorf("still.ts: %w\n%s", err, stderr.Bytes())
	}
	if err := json.Unmarshal(out, &made); err != nil {
		return made, fmt.Errorf("still.ts: %w", err)
	}
	if made.HTML == "" || len(made.Prepared) == 0 {
		return made, errors.New("still.ts made no picture")
	}
	if found := forbidden.FindString(made.HTML); found != "" {
		return made, fmt.Errorf("still.ts: the picture has %q, which the page's policy forbids", found)
	}
	return made, nil
}

// stillPlace is where index.html takes the picture.
const stillPlace = `<p class="before">The playground is loading.</p>`

// putStill puts the picture into the page of the first visit.
func putStill(page []byte, picture still) ([]byte, error) {
	if bytes.Count(page, []byte(stillPlace)) != 1 {
		return nil, errors.New("index.html has no place for the picture of the first visit")
	}
	return bytes.Replace(page, []byte(stillPlace), []byte(picture.HTML), 1), nil
}
