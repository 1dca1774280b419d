#!/usr/bin/env bash
# Installs what the tests need beside Go, Node.js and npm: a C compiler for the race detector, and Chromium. The page's own
# packages are installed by go run ./build.
set -euo pipefail

missing=()
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
for tool in go node npm; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 1; }
done
[ ${#missing[@]} -gt 0 ] || exit 0

root=()
[ "$(id -u)" = 0 ] || root=(sudo)
command -v apt-get >/dev/null || { echo "install ${missing[*]}, or set CHROMIUM to the path of a Chromium" >&2; exit 1; }
# Without recommended packages: they drag in a desktop, and upgrades that may not go through.
"${root[@]}" apt-get update -q
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
