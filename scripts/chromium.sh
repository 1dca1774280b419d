#!/usr/bin/env bash
# Tests the page in Chromium, at a server that is started as a reader starts it and has to end cleanly when it is told to.
set -euo pipefail
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

go build -o "$temp/build" ./build
coproc server { exec "$temp/build" serve -addr 127.0.0.1:0; }
pid=$server_PID out=${server[0]} url=
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$temp"' EXIT
while [ -z "$url" ] && read -r -u "$out" line; do
  url=$(grep -o 'http://[^ ]*' <<<"$line") || url=
done
[ -n "$url" ] || { echo 'the server did not start'; exit 1; }

PLAYGROUND_URL=$url npm --prefix web run --silent test:browser
kill "$pid"
wait "$pid" || { echo "the server ended with status $?"; exit 1; }
