#!/usr/bin/env bash
# Compares the engine with its peers on this machine and prints medians, ratios and targets; scripts/bench/README.md says
# what each is asked. Other engines are fetched for it, pinned, and stay in scripts/bench.
#
#   scripts/bench.sh [--json FILE] [--svg FILE]   everything; some ten minutes
#   scripts/bench.sh --short                      for the checks: fails when a ratio has fallen far; no network
set -euo pipefail
cd "$(dirname "$0")/bench"

arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --short) exec go run ./short ;;
    --json | --svg) arguments+=("$1" "$(cd "$OLDPWD" && realpath -m "${2:?$1 takes a file}")") && shift 2 ;;
    *) echo "bench.sh: $1 is no option" >&2; exit 2 ;;
  esac
done

npm ci --silent --ignore-scripts --no-audit --no-fund
go run . "${arguments[@]}"
# The page's own speed, where there is a browser: what a reader waits for.
if [ -x "${CHROMIUM:-/usr/bin/chromium}" ] && [ -d ../../web/node_modules ]; then
  ../bench-page.sh first second || echo 'an aim of the page is missed'
fi
