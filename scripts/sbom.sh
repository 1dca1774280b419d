#!/usr/bin/env bash
# Writes what ships beside our own code as a bill of materials (CycloneDX 1.5, JSON) to FILE, and fails if a component has no
# permissive licence. The page has to be built: which packages are in it is read from its licences.txt.
#
#   scripts/sbom.sh [FILE]
set -euo pipefail
cd "$(dirname "$0")/.."
file=${1:-web/gen/sbom.cdx.json}
temp=$(mktemp)
trap 'rm -f "$temp"' EXIT

go run ./build/sbom >"$temp"
cp "$temp" "$file"
printf '%d components in %s\n' "$(($(grep -c '"purl"' "$file") - 1))" "$file"
