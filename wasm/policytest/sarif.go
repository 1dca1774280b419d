package main

import (
	"context"
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/iam-policy-playground/playground/engine"
	"github.com/iam-policy-playground/playground/wasm/harness"
)

// The types below are the parts of SARIF that the command writes: Static Analysis Results Interchange Format, version 2.1.0,
// an OASIS standard that code hosts and editors read.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		ShortDescription sarifText `json:"shortDescription"`
		Help             sarifText `json:"help"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID     string          `json:"ruleId"`
		RuleIndex  int             `json:"ruleIndex"`
		Level      string          `json:"level"`
		Message    sarifText       `json:"message"`
		Locations  []sarifLocation `json:"locations"`
		Fixes      []sarifFix      `json:"fixes,omitempty"`
		Properties sarifProperties `json:"properties"`
	}
	sarifProperties struct {
		Severity string `json:"severity"` // as IAM Access Analyzer ranks it, which has one more than SARIF
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct { // columns count characters from 1; the end is the column behind the last
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// sarif writes the findings as one run, with the rules that they are of.
func (l *linter) sarif(ctx context.Context, out io.Writer) error {
	var about struct {
		Engine string
		Codes  map[string]struct{ Means, Page string }
	}
	answer, err := l.harness.Call(ctx, harness.OpAbout, nil)
	if err == nil {
		err = json.Unmarshal(answer, &about)
	}
	if err != nil {
		return err
	}
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "policytest", Version: about.Engine, InformationURI: "https://github.com/iam-policy-playground/playground", Rules: []sarifRule{}}
	var codes []string
	for i := range l.found {
		codes = append(codes, l.found[i].Code)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for _, code := range codes {
		means := about.Codes[code].Means
		help := strings.TrimSpace(means + " AWS: " + about.Codes[code].Page + ".")
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{code, sarifText{means}, sarifText{help}})
	}
	for i := range l.found {
		f := &l.found[i]
		rule, _ := slices.BinarySearch(codes, f.Code)
		run.Results = append(run.Results, f.result(rule))
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

func (f *located) result(rule int) sarifResult {
	r := sarifResult{RuleID: f.Code, RuleIndex: rule, Level: levels[f.Severity], Message: sarifText{f.Message}, Properties: sarifProperties{f.Severity}}
	artifact := sarifArtifact{uri(f.file)}
	r.Locations = []sarifLocation{{sarifPhysical{artifact, region(f.text, f.start, f.end)}}}
	for _, fix := range f.Fixes {
		change := sarifChange{Artifact: artifact}
		for _, e := range fix.Edits {
			change.Replacements = append(change.Replacements, sarifReplacement{region(f.text, f.shift+e.Span[0], f.shift+e.Span[1]), sarifText{e.Text}})
		}
		if f.exact {
			r.Fixes = append(r.Fixes, sarifFix{sarifText{fix.Title}, []sarifChange{change}})
		}
	}
	return r
}

// levels are SARIF's words for the severities.
var levels = map[string]string{"error": "error", "securityWarning": "warning", "warning": "warning", "suggestion": "note"}

// uri names a file: relative to where the command runs, if it was given so.
func uri(file string) string {
	if file == "-" {
		return "stdin"
	}
	u := url.URL{Path: filepath.ToSlash(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
		u.Path = "/" + strings.TrimPrefix(u.Path, "/")
	}
	return u.String()
}

func region(text string, start, end int) sarifRegion {
	var r sarifRegion
	r.StartLine, r.StartColumn = characters(text, start)
	r.EndLine, r.EndColumn = characters(text, end)
	return r
}

// characters returns the line of a byte, and its column in characters.
func characters(text string, offset int) (line, column int) {
	line, bytes := engine.LineCol(text, offset)
	offset = min(max(offset, 0), len(text))
	return line, utf8.RuneCountInString(text[offset-(bytes-1):offset]) + 1
}
