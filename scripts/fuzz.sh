#!/usr/bin/env bash
# Runs the fuzz targets one after another and prints a table: how many inputs each was given, how many of them were new to it, and
# whether one failed. A failing input is left in testdata/fuzz of its package, where every later test run tries it again.
#
#   scripts/fuzz.sh [MINUTES [TARGETS]]
#
# MINUTES is the time of each target (default 10), TARGETS a regular expression over folder/Target (default all). Each target has
# one worker, so that two runs of this script share two cores. Beside those of Go there is web/recognize, what the page makes of pasted
# text: it changes texts at random, from the seed FUZZ_SEED, and nothing is new to it.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10} wanted=${2:-.}
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# row TARGET INPUTS SECONDS NEW RESULT prints a line of the table.
row() { printf '%-40s %10s %8s %6s  %s\n' "$@"; }

# last NAME is the last number that go test said of inputs ("execs") or of new ones ("new interesting").
last() { { sed -n "s/.*$1: \([0-9]*\).*/\1/p" "$log" | tail -n 1; } | grep . || echo 0; }

# stalled FOLDER NAME says whether go test gave up on its worker though the input passes by itself: so it does on a machine that gives
# the worker nothing to run on for ten seconds. The input is thrown away.
stalled() {
  grep -q 'hung or terminated unexpectedly' "$log" && go test "./$1" -run "^$2\$" >/dev/null || return 1
  grep 'hung or terminated unexpectedly' "$log" | tail -n 1 >&2
  rm -f "$1/$(sed -n 's/.*Failing input written to //p' "$log")"
}

# fuzz FOLDER NAME runs one target and prints its row.
fuzz() {
  local result=passed inputs=0 new=0 stalls=0 start=$SECONDS left
  left=$(awk "BEGIN { print int($minutes * 60) }")
  local end=$((SECONDS + left))
  while [ "$left" -gt 0 ] && [ $result = passed ]; do
    if ! go test "./$1" -run '^$' -fuzz "^$2\$" -fuzztime "${left}s" -fuzzminimizetime 5s -parallel 1 >"$log" 2>&1; then
      if stalled "$1" "$2"; then stalls=$((stalls + 1)); else result=FAILED failed=1; fi
    else
      end=$SECONDS
    fi
    inputs=$((inputs + $(last execs))) new=$((new + $(last 'new interesting'))) left=$((end - SECONDS))
  done
  [ "$inputs" -gt 0 ] || result='FAILED: it was given nothing' failed=1
  [ $stalls = 0 ] || result="$result, $stalls stalls of the machine"
  row "$1/$2" "$inputs" $((SECONDS - start)) "$new" "$result"
  [[ $result != FAILED* ]] || sed '/elapsed:/d; s/^/    /' "$log"
}

# recognize tries the page's recognizer of pasted texts.
recognize() {
  local result=passed start=$SECONDS
  [ -d web/node_modules ] || npm ci --prefix web --ignore-scripts --no-audit --no-fund >/dev/null
  (cd web && npx tsc -p test && FUZZ_MINUTES=$minutes node --test --test-name-pattern='any text' gen/test/test/recognize.fuzz.test.js) >"$log" 2>&1 ||
    result=FAILED failed=1
  row web/recognize "$(sed -n 's/^# \([0-9]*\) texts.*/\1/p' "$log")" $((SECONDS - start)) - $result
  [ $result = passed ] || sed 's/^/    /' "$log"
}

row target inputs seconds new result
while IFS=: read -r file line; do
  name=${line#func } name=${name%%(*} folder=$(dirname "$file")
  [[ "$folder/$name" =~ $wanted ]] || continue
  fuzz "$folder" "$name"
done < <(git grep --untracked -E '^func Fuzz' -- '*_test.go')
if [[ web/recognize =~ $wanted ]]; then recognize; fi
exit "$failed"
