#!/usr/bin/env bash
# A picture of the live window for docs/window.md; the same each time, which tests/window/test.sh looks at.
# Usage, on a display: tools/window_picture.sh PROGRAM NAME FILE
set -euo pipefail
program=$1 name=$2 file=$3
scenario=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")/scenarios/c2c-or-b2c.json
picture=(--set market.buyers=20000 --fresh --fixed-dt --frames 6 --scale 1 --day 120 --screenshot "$file")
case $name in
window) picture+=(--width 1440 --height 900) ;;
window-inside) picture+=(--width 1280 --height 800 --tab inside --buyer 40 --theme dark) ;;
window-lesson) picture+=(--width 1280 --height 800 --tab lesson --language id) ;;
window-compete) picture+=(--width 1280 --height 800 --world compete) ;;
window-projector) picture+=(--width 1280 --height 800 --projector) ;;
*)
    echo "There is no picture called $name." >&2
    exit 1
    ;;
esac
exec "$program" view "$scenario" "${picture[@]}"
