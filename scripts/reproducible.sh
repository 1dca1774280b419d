#!/usr/bin/env bash
# Builds engine.wasm and the page in two folders, the second time from an empty cache, and compares all files byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

go build -o "$temp/" ./build ./build/page
[ -d web/node_modules ] || npm ci --prefix web --ignore-scripts --no-audit --no-fund >/dev/null

# make_in FOLDER builds a copy of the project there, in the form for a server on the same machine: how well the page is compressed is
# no matter here.
make_in() {
  mkdir -p "$1"
  git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$1"
  cp -R web/node_modules "$1/web"
  (cd "$1" && "$temp/build" module && "$temp/page" -quick web web/dist)
}

make_in "$temp/here"
GOCACHE="$temp/cache" make_in "$temp/there/deeper in a folder"
diff -r "$temp/here/web/gen" "$temp/there/deeper in a folder/web/gen"
diff -r "$temp/here/web/dist" "$temp/there/deeper in a folder/web/dist"
printf '%d files are the same\n' "$(find "$temp/here/web/dist" "$temp/here/web/gen" -type f | wc -l)"
