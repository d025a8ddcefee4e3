#!/usr/bin/env bash
# The live window on a virtual screen, by mouse and keyboard. Usage: tests/window/test.sh PROGRAM FOLDER, under Xvfb:
# what it does is told on standard output, pictures go into FOLDER, exit code 1 when anything is not as it should be.
set -euo pipefail

program=$(readlink -f "$1")
folder=$(readlink -f "$2")
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
scenario=$here/../../scenarios/c2c-or-b2c.json
export XDG_CONFIG_HOME=$folder/config
small=(--set market.buyers=2000 --set days=120)
window=
process=
failed=0

rm -rf "$folder"/*
mkdir -p "$XDG_CONFIG_HOME"
cd "$folder"

told() { printf '%-62s %s\n' "$1" "$2"; }
expect() { # expect WHAT COMMAND...
    local what=$1
    shift
    if "$@"; then told "$what" "yes"; else
        told "$what" "NO"
        failed=1
    fi
}

# A window that is open until close_window, with these options.
open_window() {
    "$program" view "$scenario" "${small[@]}" --width 1280 --height 800 --scale 1 "$@" 2>"$folder/said.txt" &
    process=$!
    window=$(timeout 60 xdotool search --sync --onlyvisible --name '^Pasar$' | tail -n 1)
    xdotool windowmove "$window" 0 0
    sleep 3
    xdotool windowfocus "$window"
    sleep 0.5
}
runs() { kill -0 "$process" 2>/dev/null; }
# Ctrl Q, then waits for the end; fails when it does not come or is a crash.
close_window() {
    xdotool windowfocus "$window"
    xdotool key ctrl+q
    local i
    for i in $(seq 100); do
        runs || break
        sleep 0.1
    done
    if runs; then
        kill -KILL "$process"
        return 1
    fi
    wait "$process"
}
picture() { import -window "$window" "$folder/$1.png"; }
# Whether two pictures differ in a part WIDTHxHEIGHT+X+Y.
differ() {
    local count
    count=$(compare -metric AE -extract "$3" "$folder/$1.png" "$folder/$2.png" null: 2>&1 || true)
    awk -v count="$count" 'BEGIN { exit !(count + 0 > 20) }' # large ones are written like 1.2e+06
}
# Whether they are the same there.
same() { test "$(compare -metric AE -extract "$3" "$folder/$1.png" "$folder/$2.png" null: 2>&1)" = 0; }
# The mouse arrives and presses at once, as a hand on a touch pad does.
click() {
    xdotool mousemove --window "$window" "$1" "$2" click 1
    sleep 0.6
}
# Where it points at nothing, so that no tooltip is in the way.
away() {
    xdotool mousemove --window "$window" 640 40
    sleep 0.6
}
alike() { cmp --silent "$folder/$1.png" "$folder/$2.png"; }
photograph() { # photograph NAME OPTION...
    local name=$1
    shift
    "$program" view "$scenario" "${small[@]}" --fresh --fixed-dt --frames 4 --screenshot "$folder/$name.png" "$@"
}

# No display: a sentence and exit code 1.
set +e
said=$(env -u DISPLAY "$program" view "$scenario" 2>&1)
code=$?
said_of_broken=$(DISPLAY=:987 "$program" view "$scenario" 2>&1)
code_of_broken=$?
set -e
expect "without a display it says so and fails" test "$code" = 1 -a -n "$said" -a "$(wc -l <<<"$said")" = 1
expect "a display that cannot be reached is named" test "$code_of_broken" = 1 -a "${said_of_broken/:987/}" != "$said_of_broken"

# Pictures for tests and docs are the same each time.
photograph first --width 1280 --height 800 --scale 1 --day 60
photograph again --width 1280 --height 800 --scale 1 --day 60
expect "two runs give the same picture to the byte" alike first again
photograph other --width 1280 --height 800 --scale 1 --day 61
expect "another day is another picture" differ first other 1280x800+0+0
photograph large --width 1920 --height 1080 --scale 2 --day 60 --theme dark
expect "at double density and dark it has the size asked for" test "$(identify -format %wx%h "$folder/large.png")" = 1920x1080

# Where something is sold by auction, the bids of one are drawn while nobody is selected.
auctions() { # auctions NAME OPTION...
    "$program" view "$here/../../scenarios/sniping.json" --set market.buyers=5000 --fresh --fixed-dt --frames 4 --width 1280 \
        --height 800 --scale 1 --tab inside --screenshot "$folder/$1.png" "${@:2}"
}
auctions no_bids --day 0
auctions bids --day 30
expect "the bids of an auction are drawn where nobody is selected" differ no_bids bids 260x300+1000+190
auctions bids_dark --day 30 --theme dark --language id

# So are charts of subscribers and readers where there are any; where there are none they say so.
mkdir -p "$folder/charts/pasar"
subscribers() { # subscribers NAME SCENARIO OPTION...
    echo '{"charts": ["subscribers kept", "recurring revenue", "paying subscribers", "daily active"]}' >"$folder/charts/pasar/window.json"
    XDG_CONFIG_HOME=$folder/charts "$program" view "$2" --fixed-dt --frames 4 --width 1280 --height 800 --scale 1 \
        --screenshot "$folder/$1.png" "${@:3}"
}
subscribers plans_early "$here/../page/subscriptions.json" --day 70
subscribers plans "$here/../page/subscriptions.json" --day 200
expect "subscribers kept are drawn by renewal" differ plans_early plans 300x120+290+480
subscribers no_plans "$scenario" --set market.buyers=2000 --day 30
subscribers plans_dark "$here/../page/subscriptions.json" --day 200 --theme dark --language id

# Platforms that compete share one picture, in which buyers have the colour of where they last bought.
competing() { # competing NAME OPTION...
    "$program" view "$scenario" "${small[@]}" --world compete --fresh --fixed-dt --frames 4 --width 1280 --height 800 --scale 1 \
        --screenshot "$folder/$1.png" "${@:2}"
}
competing compete_early --day 3
competing compete --day 90
expect "buyers take the colour of the platform where they buy" differ compete_early compete 700x280+290+90
competing compete_again --day 90
expect "and two runs of it give the same picture" alike compete compete_again
competing compete_dark --day 90 --theme dark --language id --tab inside --buyer 40

# The pictures of the docs show the window as it is: but for a pixel in two hundred, since processors round in their ways.
resembles() { # resembles NAME
    local of_docs=$here/../../docs/pictures/$1.png count
    "$here/../../tools/window_picture.sh" "$program" "$1" "$folder/$1.png"
    test "$(identify -format %wx%h "$of_docs")" = "$(identify -format %wx%h "$folder/$1.png")" || return
    count=$(compare -metric AE -fuzz 4% "$of_docs" "$folder/$1.png" null: 2>&1 || true)
    awk -v count="$count" 'BEGIN { exit !(count + 0 < 5000) }'
}
for name in window window-compete window-inside window-lesson window-projector; do
    expect "docs/pictures/$name.png is what the window shows" resembles "$name"
done

# A broken scenario is told in the window, and does not end it; the terminal and the exit code tell it as elsewhere.
printf '{"models": [{"name": "A", "supply": {"sellers": -5}}]}' >broken.json
scenario_before=$scenario
scenario=$folder/broken.json
code=0
photograph broken --width 1280 --height 800 --scale 1 2>faults || code=$?
said=$("$program" validate "$scenario" 2>&1) || true
scenario=$scenario_before
expect "a broken scenario is shown" differ first broken 1280x800+0+0
expect "and told on the terminal as validate tells it" test "$code" = 2 -a "$(cat faults)" = "$said"

open_window
picture opened
xdotool mousemove --window "$window" 640 500
xdotool key Right
sleep 2
picture day1
expect "the right arrow plays a day: the clock says so" differ opened day1 500x40+448+5
# The button that runs: the third, wider than the others.
xdotool mousemove --window "$window" 117 27 click 1
sleep 4
picture running
expect "a click on run moves clock and charts" differ day1 running 500x40+448+5
xdotool windowsize "$window" 1000 700
sleep 1
xdotool windowsize "$window" 300 200
sleep 1
xdotool windowsize "$window" 1280 800
sleep 1
expect "it outlives being made small and large while it runs" runs
xdotool windowminimize "$window" || true
xdotool windowunmap "$window"
sleep 1
xdotool windowmap "$window"
sleep 1
expect "it outlives being hidden and shown while it runs" runs
xdotool windowmove "$window" 0 0
xdotool windowfocus "$window"
sleep 0.5
xdotool key space
sleep 1
picture paused
sleep 1
picture still
expect "the space bar pauses it" test "$(compare -metric AE -extract 500x40+448+5 paused.png still.png null: 2>&1)" = 0
xdotool key d
sleep 1
picture dark
expect "D makes it dark" differ still dark 1280x800+0+0
xdotool key F1
sleep 1
picture help
expect "F1 shows the keys" differ dark help 500x400+400+200
xdotool key Escape
# Into the search of the levers.
xdotool mousemove --window "$window" 120 405 click 1
sleep 0.5
picture before_search
xdotool type --delay 80 "commission"
sleep 1
picture search
expect "what is typed into the search shortens the list" differ before_search search 280x300+0+450
xdotool key Escape
xdotool mousemove --window "$window" 640 400 click 1
xdotool key space
sleep 1
expect "it closes during a run without a crash" close_window
expect "it said nothing" test ! -s "$folder/said.txt"
expect "it kept that it was dark" grep -q '"dark": true' "$XDG_CONFIG_HOME/pasar/window.json"
open_window
picture reopened
expect "and is dark when it is opened again" test "$(convert reopened.png -scale 1x1 -format '%[fx:intensity<0.4]' info:)" = 1

# At a slow pace parcels move on while the clock stands on a day.
xdotool key shift+Right
sleep 2
for i in 1 2 3 4; do
    xdotool key minus
    sleep 0.3
done
xdotool key space
marks_move_within_a_day() {
    local i
    for i in 1 2 3 4 5 6; do
        sleep 0.4
        picture earlier
        sleep 0.2
        picture later
        same earlier later 60x40+448+5 && differ earlier later 300x290+296+92 && return
    done
    return 1
}
expect "marks move between two evenings" marks_move_within_a_day
xdotool key space
for i in 1 2 3 4; do
    xdotool key plus
    sleep 0.3
done

# Another season like the first, and it is gone when that is undone.
sleep 1.5
away
picture one_season
xdotool mousemove --window "$window" 150 520 click 3
sleep 0.6
click 200 535
away
picture two_seasons
expect "a list has another entry like one of it" differ one_season two_seasons 240x140+15+540
click 66 105
away
picture one_again
expect "and is as it was when that is undone" same one_season one_again 240x140+15+540

# A second future of the first world from day 60 on, one lever apart.
click 640 55
sleep 3
away
picture one_future
click 588 75
away
picture branched
expect "+ opens a second future" differ one_future branched 640x24+285+64
xdotool key End
sleep 6
picture futures_alike
expect "which is played on to the end" differ branched futures_alike 500x40+448+5
click 640 55
sleep 3
click 130 134 # where a change holds: the third entry, below `in all worlds` and the first world
click 100 205
click 120 405
xdotool type --delay 80 "revenue commission"
sleep 1
xdotool mousemove --window "$window" 42 500 mousedown 1
sleep 0.3
xdotool mousemove --window "$window" 120 500
sleep 0.3
xdotool mouseup 1
sleep 1
click 640 40
xdotool key End
sleep 6
picture futures_apart
expect "a lever moved in it alone leads its line away" differ futures_alike futures_apart 200x90+380+500
expect "and leaves the first future as it was" same futures_alike futures_apart 190x185+296+100
click 695 75
away
picture closed
expect "× closes it" differ futures_apart closed 640x24+285+64

# A lesson: predict, see, and what is behind it.
xdotool key Home
sleep 2
# Several times: whether mouse and press come in one frame is a matter of chance.
each_click_opens_a_tab() {
    local i
    for i in 1 2 3 4 5 6; do
        click 968 84
        picture figures
        click 1121 84
        picture lesson
        differ figures lesson 330x300+940+100 || return 1
    done
}
expect "one click on a tab opens the lesson" each_click_opens_a_tab
click 978 287
click 1200 256
away
picture guessing
click 1010 327
away
picture guessed
expect "a prediction is taken" differ guessing guessed 330x60+940+240
click 1010 292
away
picture drawn
expect "and drawn into a chart, on the day it is of" differ guessed drawn 40x90+555+497
click 1010 292 # the day asked about
away
sleep 6
picture seen
expect "it is seen what it came to, on the last day" differ drawn seen 500x40+448+5
expect "beside the guess" differ drawn seen 330x22+940+252
click 1000 310
away
picture told
expect "and told what is behind it" differ seen told 330x60+940+305

# What a buyer chose from is told on a sheet, which Esc closes; so it does a menu.
click 1046 84
click 996 113
xdotool key ctrl+a
xdotool type --delay 40 118
click 1084 113
sleep 3
away
picture story
click 1017 348
away
picture sheet
expect "why? opens a sheet with the offers" differ story sheet 600x200+340+300
xdotool key Escape
sleep 0.6
picture sheet_closed
expect "and Esc closes it" same story sheet_closed 1280x700+0+64
click 314 24
picture menu
xdotool key Escape
sleep 0.6
away
picture menu_closed
expect "Esc closes a menu" same story menu_closed 640x700+0+64

# One panel at a time where there is room for one.
xdotool windowsize "$window" 900 600
sleep 1
xdotool windowfocus "$window"
picture one_panel
xdotool key l
sleep 0.8
picture other_panel
expect "in a narrow window L shows the levers in place of the details" differ one_panel other_panel 250x400+10+70
xdotool key i
sleep 0.8
picture one_panel_again
expect "and I the details in place of the levers" same one_panel one_panel_again 250x400+10+70

kill -TERM "$process"
for i in $(seq 50); do
    runs || break
    sleep 0.1
done
expect "it closes with its session" eval '! runs && wait "$process"'
expect "it said nothing" test ! -s "$folder/said.txt"
expect "and kept which charts it showed" grep -q '"delivery success rate"' "$XDG_CONFIG_HOME/pasar/window.json"

source "$here/questions.sh"

exit "$failed"
