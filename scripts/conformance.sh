#!/usr/bin/env bash
# Asks every host of the engine the same scenarios and compares the answers byte for byte: the library, the module under
# wazero, in Node.js, in Chromium and in workerd, and the native server.
#
#   scripts/conformance.sh [GENERATED [SEED]]
#
# The scenarios are the project's own, those of a folder that CASES names, and so many generated ones (default 10000).
set -euo pipefail
cd "$(dirname "$0")/.."
generated=${1:-10000} seed=${2:-1}
temp=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$temp"' EXIT

# address FD: reads lines until one has the address of a server.
address() {
  local line url=
  while [ -z "$url" ] && read -r -u "$1" line; do url=$(grep -o 'http://[^ ",/]*' <<<"$line") || url=; done
  [ -n "$url" ] || { echo 'a server did not start' >&2; return 1; }
  printf '%s/\n' "$url"
}

go run ./build worker # which makes the page, too
places=(own=engine/testdata)
if [ -d "${CASES:-}" ]; then places+=(cases="$CASES"); fi
if [ "$generated" -gt 0 ]; then
  go run ./engine/internal/reference/scenarios -count "$generated" -seed "$seed" >"$temp/generated"
  places+=(generated="$temp/generated")
fi
go run ./build/conformance "$temp/corpus.json" "${places[@]}"

go build -o "$temp/server" ./playground-server
coproc page { exec "$temp/server" -addr 127.0.0.1:0 -evaluations 0 -quiet; }
pids+=("$page_PID")
PLAYGROUND_URL=$(address "${page[0]}")
[ -d playground-server/worker/node_modules ] || npm ci --prefix playground-server/worker --ignore-scripts --no-audit --no-fund >/dev/null
mkfifo "$temp/commands" "$temp/said"
node playground-server/worker/runner.mjs web/dist-worker '{"limits": {"EVALUATIONS": 1000000}}' <"$temp/commands" >"$temp/said" 2>"$temp/workerd.log" &
pids+=("$!")
exec 8>"$temp/commands" 9<"$temp/said"
WORKER_URL=$(address 9)
export PLAYGROUND_URL WORKER_URL
(cd web && npx tsc -p test && node gen/test/bench/conformance.js "$temp/corpus.json")
