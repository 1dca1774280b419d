#!/usr/bin/env bash
# Mutation testing of the engine with gremlins: what evaluates policies and their conditions, or the files given. It prints what
# became of the mutants and fails where less than 90 % of a group are killed. It takes an hour or two, so no check runs it;
# scripts/mutation/README.md says how it works and argues for the survivors.
#
#   scripts/mutation.sh [FILE…]      such as: scripts/mutation.sh pattern.go test.go
set -euo pipefail
cd "$(dirname "$0")/.."
version=v0.6.0
work=$PWD/.cache/mutation
tool=$PWD/.cache/gremlins-$version/gremlins

[ -x "$tool" ] || GOBIN=$(dirname "$tool") go install "github.com/go-gremlins/gremlins/cmd/gremlins@$version"
go build -o .cache/mutate ./scripts/mutation
exec .cache/mutate -gremlins "$tool" -work "$work" "$@"
