#!/usr/bin/env bash
# Asks whether faults are known of what we use: govulncheck of the Go modules, npm audit of the npm packages that ship. Each needs a
# database on the network; where that cannot be reached it says so, and does not fail.
set -euo pipefail
cd "$(dirname "$0")/.."
export NO_UPDATE_NOTIFIER=1
failed=0
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

# ask NAME KNOWN UNREACHED COMMAND… runs the command. If it fails, its output matches KNOWN where it tells of faults, and UNREACHED
# where it could not ask.
ask() {
  local name=$1 known=$2 unreached=$3
  shift 3
  if "$@" >"$temp/said" 2>&1; then
    printf '%s: nothing is known\n' "$name"
  elif grep -qE "$known" "$temp/said" || ! grep -qE "$unreached" "$temp/said"; then
    printf '%s:\n' "$name"
    cat "$temp/said"
    failed=1
  else
    printf '%s: NOT ASKED, its database is out of reach: %s\n' "$name" "$(grep -m 1 -E "$unreached" "$temp/said")"
  fi
}

# The newest version needs a module that not every proxy has.
if GOBIN="$temp" go install golang.org/x/vuln/cmd/govulncheck@v1.1.4 2>"$temp/said"; then
  ask 'Go modules' '^Vulnerability #' 'fetching vulnerabilities' "$temp/govulncheck" ./...
else
  printf 'Go modules: NOT ASKED, govulncheck is out of reach: %s\n' "$(head -n 1 "$temp/said")"
fi
ask 'npm packages' 'severity' 'audit endpoint|ENOTFOUND|EAI_AGAIN|ECONNREFUSED' npm audit --prefix web --omit=dev --package-lock-only
exit "$failed"
