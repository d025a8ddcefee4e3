#!/usr/bin/env bash
# Prints the state hash (sim/world/state_hash.h) of each model of each shipped scenario, run small: what stands in
# tests/oracles/state_hashes.txt. Usage: tools/hashes.sh PROGRAM [WORD...]
#
#   tools/hashes.sh build/release/pasar >tests/oracles/state_hashes.txt     after a change that moves results
#   tools/hashes.sh build/clang/pasar | diff tests/oracles/state_hashes.txt -
set -euo pipefail
export LC_ALL=C # scenarios in the order of their bytes
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

size=(--set market.buyers=4000 --set days=150 --replications 1)
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

echo "# Hashes of the shipped scenarios, made by tools/hashes.sh: ${size[*]}"
for scenario in scenarios/*.json; do
    name=$(basename "$scenario" .json)
    [[ $name == facts ]] && continue # published facts, no scenario
    "$@" run "$scenario" "${size[@]}" --quiet --hash --out "$results/$name" | sed "s/^/$name /"
done
