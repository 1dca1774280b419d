#!/usr/bin/env bash
# Measures the page's speed in Chromium: builds it as the world gets it, serves it, and prints each figure beside its aim.
# Arguments choose among size, typing, first, own and second; RUNS and KEYS say how often.
set -euo pipefail
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'kill "$server_PID" 2>/dev/null || true; rm -rf "$temp"' EXIT
go run ./build
go build -o "$temp/server" ./playground-server
coproc server { exec "$temp/server" -addr 127.0.0.1:0; }
url=
while [ -z "$url" ] && read -r -u "${server[0]}" line; do
  url=$(grep -o 'http://[^ ]*' <<<"$line") || url=
done
(cd web && npx tsc -p test && PLAYGROUND_URL=$url node gen/test/bench/speed.js "$@")
