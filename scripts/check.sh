#!/usr/bin/env bash
# The one test command: everything that must hold before a change lands. It installs what it needs, prints the name and the
# time of each step, and stops at the first that fails. It runs on a machine with Go, Node.js, npm and Debian's packages.
set -euo pipefail
cd "$(dirname "$0")/.."
export GOFLAGS="${GOFLAGS:-} -buildvcs=false" CHROMIUM="${CHROMIUM:-/usr/bin/chromium}"
passed=0

# step NAME COMMAND…: runs the command and counts it.
step() {
  local name=$1 start=$SECONDS
  shift
  printf '== %s\n' "$name"
  if ! "$@"; then
    printf '\nFAILED: %s\n%d passed, 1 failed\n' "$name" "$passed"
    exit 1
  fi
  passed=$((passed + 1))
  printf '   %d s\n' $((SECONDS - start))
}

formatted() {
  local files
  files=$(git ls-files -z --cached --others --exclude-standard '*.go' | xargs -0 gofmt -l) || return
  [ -z "$files" ] || { printf 'gofmt would change:\n%s\n' "$files"; return 1; }
}

# The engine's own tests, compiled for the module's platform, run by wazero.
engine_in_wasm() {
  go build -o .cache/wazero github.com/tetratelabs/wazero/cmd/wazero &&
    GOOS=wasip1 GOARCH=wasm go test -exec "$PWD/.cache/wazero run -mount=/:/ -env-inherit -cachedir=$PWD/.cache/wazero-code" ./engine/...
}

step 'tools' scripts/tools.sh
step 'gofmt' formatted
step 'go vet' go vet ./...
step 'go vet, wasip1' env GOOS=wasip1 GOARCH=wasm go vet ./engine/... ./wasm
step 'go mod tidy' go mod tidy -diff
step 'Go tests: engine, server, build' go test ./engine/... ./playground-server/... ./build/...
# -count=1: these build the module and read cases from outside the project, of which the test cache knows nothing.
step 'Go tests: the module under wazero' go test -count=1 ./wasm/...
step 'speed against the floor' scripts/bench.sh --short
step 'race detector' go test -race -run 'AtOnce|Answers' ./wasm ./wasm/harness ./playground-server
step 'the engine'\''s tests in WebAssembly' engine_in_wasm
step 'page and size budgets' go run ./build
step 'reproducible module and page' scripts/reproducible.sh
step 'bill of materials' scripts/sbom.sh
step 'known faults of what we use' scripts/audit.sh
step 'TypeScript' npm --prefix web run --silent typecheck
step 'page: unit tests' npm --prefix web test --silent
step 'page: Chromium' scripts/chromium.sh
printf '\n%d passed, 0 failed\n' "$passed"
