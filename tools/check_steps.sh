#!/usr/bin/env bash
# The steps of ./check, one function each. Usage: tools/check_steps.sh STEP
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/prepare.sh"
cd "$repository"

results=build/check/results
main_scenario=scenarios/c2c-or-b2c.json
small=(--set market.buyers=50000 --set days=200 --orders=0.01 --replications)

# simulate PRESET FOLDER COMMAND SCENARIO [OPTION...]: the program of a build, its tables written to a fresh folder. Asked
# to be quiet, it must say nothing. Instead of a preset, the program itself may be named, as release/pasar_portable.
simulate() {
    local program=build/$1 folder=$results/$2 said
    [[ -d $program ]] && program+=/pasar
    shift 2
    rm -rf "$folder" "$folder.unfinished"
    mkdir -p "$(dirname "$folder")"
    said=$("$program" "$@" --quiet --out "$folder" 2>&1) || fail "$said"
    [[ -z $said ]] || fail "$program $* --quiet said: $said"
}

# same_bytes FOLDER FOLDER: but for manifest.json, which tells the time and the command, both hold the same files.
same_bytes() {
    local tables
    tables=$(find "$results/$1" -name '*.csv' | wc -l)
    ((tables > 0)) || fail "$1 holds no tables"
    diff --recursive --brief --exclude=manifest.json "$results/$1" "$results/$2"
    echo "$tables tables are the same in $1 and $2"
}

# command_for SCENARIO: what it is written for: compare, compete, or run where there is nothing to compare.
command_for() {
    case $(basename "$1" .json) in
        reference-market) echo run ;;
        my-shop | new-rival | reseller | tipping | two-platforms) echo compete ;;
        *) echo compare ;;
    esac
}

# same_hashes PROGRAM [WORD...]: what it makes of the shipped scenarios, run small, is what is expected to the last bit.
same_hashes() {
    tools/hashes.sh "$@" | diff tests/oracles/state_hashes.txt - || fail "$* comes to other markets than expected"
    echo "the markets of $* are those that are expected"
}

# The experiments, each small, with the two models of the main scenario.
experiments=(
    "sweep --vary models.0.revenue.commission=0.05:0.12 --vary market.leaving.alpha=0.5:2 --design sobol --points 5"
    "break-even --vary models.0.revenue.commission=0.02:0.6 --steps 5"
    "map --vary models.0.revenue.commission=0.05:0.5 --vary models.1.supply.markup=0.05:0.3 --steps 3"
    "why --measure retention_rate --cause fraud --cause late --cause lost"
    "sensitivity --vary models.0.revenue.commission=0.05:0.2 --vary market.trust.loss=0.1:0.4 --points 4"
    "sensitivity --vary models.0.revenue.commission=0.05:0.2 --vary market.trust.loss=0.1:0.4 --points 4 --method sobol"
    "scorecard"
    "break-even --world compete --vary models.0.revenue.commission=0.02:0.4 --steps 3"
    "best --model Marketplace --vary models.0.revenue.commission=0.02:0.3 --points 8 --subject-to nps>=-90"
)

# simulate_experiments PRESET FOLDER [OPTION...]: all of them, a folder each.
simulate_experiments() {
    local preset=$1 folder=$2 number words
    shift 2
    for number in "${!experiments[@]}"; do
        read -ra words <<<"${experiments[number]}"
        simulate "$preset" "$folder/$number-${words[0]}" "${words[0]}" "$main_scenario" "${words[@]:1}" \
            --set market.buyers=2000 --set days=60 --replications 3 "$@"
    done
}

# The shipped scenarios: beside them stand the published facts.
scenario_files() {
    local file
    for file in scenarios/*.json; do
        [[ $file == */facts.json ]] || echo "$file"
    done
}

# at_length PRESET FOLDER: every shipped scenario at some length, and the experiments.
at_length() {
    local scenario
    rm -rf "${results:?}/$2" # what an earlier list of scenarios and experiments left
    for scenario in $(scenario_files); do
        simulate "$1" "$2/$(basename "$scenario" .json)" "$(command_for "$scenario")" "$scenario" "${small[@]}" 2 \
            --set market.buyers=20000
    done
    simulate_experiments "$1" "$2/experiments"
}

# What the ordinary build makes of them, made once for the steps that compare others with it.
reference() {
    local made=$results/reference.made
    [[ -e $made && -z $(find build/release/pasar scenarios tools/check_steps.sh -newer "$made") ]] && return
    at_length release reference
    touch "$made"
}

# Every source file of the name pattern in these folders, whether git knows it yet or not.
sources() {
    local pattern=$1
    shift
    find "$@" -path ./build -prune -o -name "$pattern" -print | sort
}

build() {
    configure release -DCMAKE_COMPILE_WARNING_AS_ERROR=ON
    compile release
}

tests() {
    ctest --test-dir build/release --parallel "$(nproc)" --output-on-failure
}

threads() {
    local command count
    local -A replications=([run]=1 [compare]=3 [compete]=2) # one replication leaves more threads to each market, three fewer
    for command in run compare compete; do
        local base=("$command" "$main_scenario" "${small[@]}" "${replications[$command]}")
        simulate release "threads/$command-1" "${base[@]}" --threads 1
        for count in 2 3 8; do
            simulate release "threads/$command-$count" "${base[@]}" --threads "$count"
            same_bytes "threads/$command-1" "threads/$command-$count"
        done
    done
    for count in 1 3; do
        simulate_experiments release "threads/experiments-$count" --threads "$count"
    done
    same_bytes threads/experiments-1 threads/experiments-3
}

scenarios() {
    local scenario preset begun=$results/begun.json
    # shellcheck disable=SC2046
    build/release/pasar validate $(scenario_files)
    for scenario in $(scenario_files); do
        echo "$scenario"
        simulate release "scenarios/$(basename "$scenario" .json)" "$(command_for "$scenario")" "$scenario" \
            --set days=60 --replications 2
    done
    for preset in scenarios/presets/*.json; do
        rm -f "$begun"
        build/release/pasar new "$(basename "$preset" .json)" --out "$begun"
        build/release/pasar validate "$begun"
    done
}

clang() {
    configure clang -DCMAKE_COMPILE_WARNING_AS_ERROR=ON
    compile clang pasar
}

compilers() {
    local here there
    same_hashes build/clang/pasar
    here=$(build/release/pasar --version) there=$(build/clang/pasar --version)
    [[ $here == "$there" ]] || fail "of the same sources, g++ makes \"$here\" and clang++ \"$there\""
    reference
    at_length clang compilers
    same_bytes reference compilers
}

# Headers of vector instructions, inline assembly, and what g++ and clang++ have for one processor alone.
no_processor_is_named() {
    local named
    named=$(sources '*.h' agents words scenarios sim reports viz window cli &&
        sources '*.cpp' agents words scenarios sim reports viz window cli)
    named=$(grep --line-number --extended-regexp '[a-z]mmintrin\.h|arm_neon\.h|\b_mm[0-9]*_|\b(__)?asm(__)?\b|__builtin_ia32|__(x86_64|aarch64|SSE|AVX)' \
        $named || true)
    [[ -z $named ]] || fail "Sources that are for one processor: $named"
}

# PASAR_PORTABLE is read by one file alone, sim/memory/pages.cpp.
portable_is_one_file() {
    local read
    read=$({ sources '*.h' agents words scenarios sim reports viz window cli &&
        sources '*.cpp' agents words scenarios sim reports viz window cli; } | xargs grep --files-with-matches PASAR_PORTABLE || true)
    [[ $read == sim/memory/pages.cpp ]] || fail "PASAR_PORTABLE is for sim/memory/pages.cpp alone, but read by: $read"
}

# Whether a program takes its memory from Linux itself.
# (grep --quiet would end early, and nm fail for it.)
asks_linux_for_memory() { nm --dynamic --undefined-only "$1" | grep --word-regexp madvise >/dev/null; }

# The release with PASAR_PORTABLE: what that changes is one file, so the program is linked of the release's objects and of
# that file, compiled with it. Its tests are those of that memory; all else is held by its bytes.
portable() {
    no_processor_is_named
    portable_is_one_file
    configure release
    compile release pasar pasar_portable pasar_portable_tests
    asks_linux_for_memory build/release/pasar || fail "pasar does not ask for huge pages: nothing is left to compare."
    asks_linux_for_memory build/release/pasar_portable && fail "pasar_portable takes its memory from Linux."
    same_hashes build/release/pasar_portable
    build/release/pasar_portable_tests \
        --source-file='*/tests/sim/pages.cpp,*/tests/sim/memory.cpp,*/tests/sim/snapshot.cpp,*/tests/sim/state_hash.cpp'
    reference
    at_length release/pasar_portable portable
    same_bytes reference portable
}

# The C library computes exp, log and their kin in another way where the processor has fused multiply-add. Its tunables
# hide that from it; the names with _Usable are those of versions before 2.33.
without_fma() {
    GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-FMA4_Usable,-AVX2,-FMA,-FMA4 "$@"
}

fma() {
    # CPUID leaf 1, register ecx, bit 12: what the C library believes about FMA.
    local ecx='s/^x86\.cpu_features\.features\[0x0\]\.active\[0x2\]=//p'
    local loader=/lib64/ld-linux-x86-64.so.2 with without
    with=$("$loader" --list-diagnostics | sed -n "$ecx")
    without=$(without_fma "$loader" --list-diagnostics | sed -n "$ecx")
    (( (with >> 12) & 1 )) || echo "This processor has no FMA: the comparison below proves nothing."
    (( (without >> 12) & 1 )) && fail "FMA could not be hidden from this C library."

    without_fma same_hashes build/release/pasar
    reference
    without_fma at_length release fma
    same_bytes reference fma
}

address() {
    configure asan -DCMAKE_COMPILE_WARNING_AS_ERROR=ON
    compile asan
    # What reads files and command lines, has memory of its own or writes tables is run here. Left out are the oracles (by the
    # preset) and tests of many runs over code that the others pass through as well: they tell whether numbers are right.
    # The background of the window is watched by the step race. 50 spoilt files are read instead of 120.
    PASAR_FUZZ=50 ctest --test-dir build/asan --parallel "$(nproc)" --output-on-failure --exclude-regex \
        'cli/(resume|standard_streams|full_disk|answers|searches)|viz/(background|lever_worlds)|agents/auction$|sim/(from_now_on|money|common_random_numbers|currency|calendar|timeline|selling_on|merchants|catalogues|returns)$|sim/experiments/(sensitivity|causes|why|attribution)'
    simulate asan address/compare compare "$main_scenario" --set market.buyers=3000 --set days=90 --replications 2
    simulate asan address/compete compete scenarios/reseller.json --set market.buyers=3000 --set days=90 --replications 2
}

race() {
    configure tsan
    compile tsan pasar pasar_tests
    export TSAN_OPTIONS=halt_on_error=1
    simulate tsan race/run run "$main_scenario" --set market.buyers=20000 --set days=60 --replications 1 --threads 4
    simulate tsan race/compare compare "$main_scenario" --set market.buyers=3000 --set days=60 --replications 4 --threads 4
    simulate tsan race/compete compete "$main_scenario" --set market.buyers=10000 --set days=60 --replications 1 --threads 4
    # The session and all that goes on behind the window.
    build/tsan/pasar_tests --source-file='*/tests/viz/*'
}

# What drives Chromium, in a folder of its own with the scripts of tests/page/.
prepare_browser() {
    command -v chromium >/dev/null || install_missing chromium
    command -v npm >/dev/null || fail "npm is missing: Debian's packages are nodejs and npm."
    mkdir -p build/check/page
    cp tests/page/*.mjs tests/page/*.json build/check/page
    (cd build/check/page && npm ci --no-audit --no-fund)
}

# Results of every kind for the page to be looked at: small, but with every section and chart.
simulate_for_page() {
    simulate release page/compare compare "$main_scenario" --set market.buyers=5000 --replications 5
    simulate release page/single run "$main_scenario" --model Marketplace --set market.buyers=1000 --set days=90 --set timeline=[] --replications 1
    simulate release page/events compare scenarios/courier-strike.json --set market.buyers=1000 --set days=200 --replications 2 --set \
        'timeline=[{"name":"Strike","date":"05-01","days":10,"shock":{"kind":"courier_strike"}},{"name":"Stolen","date":"06-01","days":1,"shock":{"kind":"data_breach","model":"Choice of couriers"}}]'
    simulate release page/auctions compare scenarios/sniping.json --set market.buyers=3000 --set days=60 --replications 2
    simulate release page/subscriptions compare tests/page/subscriptions.json
    simulate release page/platforms compete tests/page/platforms.json
    simulate release page/hostile compare tests/page/hostile.json
    simulate release page/thousand compare "$main_scenario" --set market.buyers=100 --set days=40 --replications 500
    simulate_experiments release page/studies
}

page() {
    prepare_browser
    simulate_for_page
    node build/check/page/test.mjs "$results/page"
}

# The window on a screen of its own that nobody sees; drawn by the processor, so that any machine draws alike.
window() {
    install_missing xvfb xauth xdotool imagemagick
    mkdir -p "$results/window"
    LIBGL_ALWAYS_SOFTWARE=1 xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24" \
        tests/window/test.sh build/release/pasar "$results/window"
}

# Two types of one name in one namespace are mixed up by the linker, and no compiler sees it.
types_have_names_of_their_own() {
    local twice
    twice=$(sources '*.h' agents words scenarios sim reports viz window cli |
        xargs grep --no-filename --extended-regexp '^(struct|class|enum class) (alignas\(.*\) )?[A-Za-z]+( |$)' |
        grep --invert-match ';$' | sed --regexp-extended 's/^(enum class|struct|class) (alignas\(.*\) )?([A-Za-z]+).*/\3/' |
        sort | uniq --repeated)
    [[ -z $twice ]] || fail "Types of one name, in two headers: $twice"
}

# So that "market.h" is one file, to a reader as to an include path.
headers_have_names_of_their_own() {
    local twice
    twice=$(sources '*.h' agents words scenarios sim reports viz window cli tests | sed 's|.*/||' | sort | uniq --repeated)
    [[ -z $twice ]] || fail "Headers of one name: $twice"
}

format() {
    types_have_names_of_their_own
    headers_have_names_of_their_own
    sources '*.h' . | xargs clang-format --dry-run --Werror
    sources '*.cpp' . | xargs clang-format --dry-run --Werror
}

# Everything but the tests, whose names are sentences and whose faults show when they run. Headers take most of the
# time, so sources are read many at a time, as the preset lint groups them.
lint() {
    configure lint
    find build/lint/CMakeFiles -path '*/Unity/*.cxx' -not -path '*/pasar_tests.dir/*' | sort |
        xargs --max-procs="$(nproc)" --max-args=1 clang-tidy -p build/lint --quiet
}

"$1"
