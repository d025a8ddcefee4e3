#!/usr/bin/env bash
# Makes the numbers of the docs anew, after a change that moves results: the output blocks of README.md and docs
# (tools/captured_output.mjs), the tables of docs/lessons (tests/oracles/lesson_numbers.cpp) and the hashes that shipped
# scenarios are expected to come to (tools/hashes.sh). Then read `git diff`:
# sentences around these numbers are written by people. Takes some minutes. Usage: tools/lessons.sh [FILE.md...]
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/prepare.sh"
cd "$repository"

files=("$@")
(($#)) || files=(README.md docs/*.md docs/lessons/*.md)

install_missing "${packages_to_build[@]}" r-base-core python3-pandas # the README reads its tables with both
export PATH=/usr/bin:$PATH
prepare_charts
configure release
compile release
node tools/captured_output.mjs build/release/pasar scenarios "${files[@]}"
(($#)) && exit
hashes=$(tools/hashes.sh build/release/pasar)
printf '%s\n' "$hashes" >tests/oracles/state_hashes.txt
PASAR_RENEW_LESSONS=1 build/release/pasar_tests --source-file='*/oracles/lesson_numbers.cpp'
