#!/usr/bin/env bash
# Builds engine.wasm in two folders, the second time from an empty cache, and compares the bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

go build -o "$temp/build" ./build
"$temp/build" module -o "$temp/here.wasm"
mkdir "$temp/elsewhere"
cp -R go.mod go.sum engine wasm "$temp/elsewhere"
cd "$temp/elsewhere"
GOCACHE="$temp/cache" "$temp/build" module -o "$temp/there.wasm"
cmp "$temp/here.wasm" "$temp/there.wasm"
