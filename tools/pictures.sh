#!/usr/bin/env bash
# Makes the pictures of the docs anew, in docs/pictures/: runs what docs/experiments.md tells about and takes pictures of
# the pages and of the window. Takes some minutes. Usage: tools/pictures.sh
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/prepare.sh"
cd "$repository"

results=build/pictures
scenario=scenarios/c2c-or-b2c.json

install_missing "${packages_to_build[@]}"
prepare_charts
configure release
compile release pasar
tools/check_steps.sh prepare_browser

rm -rf "$results"
mkdir -p "$results"

# shown NAME COMMAND [OPTION...]: the result NAME, of the main scenario with a tenth of its buyers.
shown() {
    local name=$1 command=$2
    shift 2
    echo "$name"
    build/release/pasar "$command" "$scenario" --set market.buyers=10000 "$@" --quiet --out "$results/$name"
}

echo compare
build/release/pasar compare "$scenario" --quiet --out "$results/compare"
shown sweep sweep --vary models.0.revenue.commission=0.02:0.2:10 --replications 5
shown break-even break-even --vary models.0.revenue.commission=0.02:0.4 --replications 5
shown map map --vary models.0.revenue.commission=0.05:0.4 --vary models.1.supply.markup=0.2:1.2 --steps 7 --replications 4
shown why why --measure retention_rate --replications 4
shown sensitivity sensitivity --replications 3 --points 6
shown best best --model Marketplace --vary models.0.revenue.commission=0.02:0.4 --replications 4 --points 40

node build/check/page/pictures.mjs "$results" docs/pictures

# The window, on a screen that nobody sees.
install_missing "${packages_for_window[@]}" xvfb xauth
for name in window window-compete window-inside window-lesson window-projector; do
    echo "$name"
    LIBGL_ALWAYS_SOFTWARE=1 xvfb-run --auto-servernum --server-args="-screen 0 1920x1200x24" \
        tools/window_picture.sh build/release/pasar "$name" "docs/pictures/$name.png"
done
