package main_test

import (
	"strconv"
	"testing"

	"github.com/iam-policy-playground/playground/playground-server/conformance"
)

// TestConformance asks the Worker what the native server is asked.
func TestConformance(t *testing.T) { conformance.Run(t, host{}) }

type host struct{}

// public is the address of links, which is not where the Worker is asked: a client may send any Host.
const public = "https://iam.example.org"

func (host) Start(t *testing.T, s conformance.Settings) conformance.Server {
	limits := map[string]int{"CREATES": 1_000_000, "EVALUATIONS": 1_000_000}
	if s.Creates > 0 {
		limits["CREATES"] = s.Creates
	}
	vars := map[string]string{"PUBLIC_URL": public, "READ_ONLY": strconv.FormatBool(s.ReadOnly)}
	if s.Daily > 0 {
		vars["DAILY"] = strconv.Itoa(s.Daily)
	}
	r := start(t, folder, settings{limits, vars})
	return conformance.Server{URL: r.url, Public: public, Foreign: true, Exec: func(t *testing.T, statement string) { r.rows(t, statement) }}
}
