#!/usr/bin/env bash
# Runs the fuzz targets one after another and prints a table: how many inputs each was given, how many of them were new to it, and
# whether one failed. A failing input is left in testdata/fuzz of its package, where every later test run tries it again.
#
#   scripts/fuzz.sh [MINUTES [TARGETS]]
#
# MINUTES is the time of each target (default 10), TARGETS a regular expression over package/Target (default all). Each target
# has one worker, so that two runs of this script share two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10} wanted=${2:-.}
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# row TARGET INPUTS TIME NEW RESULT prints a line of the table.
row() { printf '%-42s %12s %8s %6s  %s\n' "$@"; }

# fuzz FOLDER NAME runs one target and prints its row.
fuzz() {
  local result=passed last inputs time new
  go test "./$1" -run '^$' -fuzz "^$2\$" -fuzztime "${minutes}m" -parallel 1 >"$log" 2>&1 || { result=FAILED failed=1; }
  last=$(grep 'execs: ' "$log" | tail -n 1)
  time=$(sed -n 's/.*elapsed: \([^,]*\),.*/\1/p' <<<"$last")
  inputs=$(sed -n 's/.*execs: \([0-9]*\).*/\1/p' <<<"$last")
  new=$(sed -n 's/.*new interesting: \([0-9]*\).*/\1/p' <<<"$last")
  row "${1#engine/}/$2" "${inputs:-0}" "${time:-0s}" "${new:-0}" "$result"
  [ "$result" = passed ] || sed '/elapsed:/d; s/^/    /' "$log"
}

row target inputs time new result
while IFS=: read -r file line; do
  name=${line#func } name=${name%%(*} folder=$(dirname "$file")
  [[ "$folder/$name" =~ $wanted ]] || continue
  fuzz "$folder" "$name"
done < <(git grep --untracked -E '^func Fuzz' -- '*_test.go')
exit "$failed"
