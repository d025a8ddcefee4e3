# What is asked before anything is lost, and all of it by keyboard. Sourced by test.sh, whose functions it uses.

# Waits until a command succeeds; fails when it does not within a minute.
until_true() {
    local i
    for i in $(seq 300); do
        "$@" && return
        sleep 0.2
    done
    return 1
}
keys() { # keys KEY...: one after the other, each in a frame of its own
    local key
    for key in "$@"; do
        xdotool key "$key"
        sleep 0.3
    done
    sleep 0.5
}
# The window says what it is about to lose in its middle.
has_question() {
    picture question
    differ before_question question 300x60+490+370
}

# A desktop without a browser.
mkdir -p "$folder/bin"
printf '#!/bin/sh\nexit 3\n' >"$folder/bin/xdg-open"
chmod +x "$folder/bin/xdg-open"
PATH=$folder/bin:$PATH

# The ring of the keyboard: it is seen, it presses what it is on, and while it is there the keys are its own.
open_window --fresh
keys Right
sleep 1
away
picture no_ring
keys F6
picture ring
expect "F6 shows where the keyboard is" differ no_ring ring 1280x800+0+0
# On to the bar, where it comes to the first button; one day is the fourth.
until_bar() {
    picture ring
    differ no_ring ring 40x40+8+4 && return
    keys F6
    return 1
}
expect "F6 comes to the bar" until_true until_bar
keys Tab Tab Tab
picture at_day
keys space
sleep 1
picture pressed
expect "Space presses the button that Tab came to" differ at_day pressed 500x40+448+5
keys Right
sleep 1
picture pressed_and_right
expect "while the ring is there an arrow plays no day" same pressed pressed_and_right 60x40+448+5
keys Escape Right
sleep 1
picture left_ring
expect "Esc gives the arrows back to the days" differ pressed left_ring 60x40+448+5
click 314 24
picture list_open
keys d l i
picture list_still_open
expect "letters do nothing while a list is open" same list_open list_still_open 1280x400+0+400
keys Escape

# A lever of which the worlds differ: which of them are meant is asked, and only that one is changed.
keys ctrl+f
xdotool type --delay 80 "revenue commission"
sleep 1
away
picture two_values
xdotool mousemove --window "$window" 42 500 mousedown 1
sleep 0.3
xdotool mousemove --window "$window" 120 500
sleep 0.3
xdotool mouseup 1
sleep 1
picture which_worlds
expect "where the worlds differ a drag asks which are meant" differ two_values which_worlds 300x200+130+510
keys Escape
away
picture unanswered
expect "without an answer nothing is changed" same two_values unanswered 270x120+0+460
keys ctrl+f Tab Tab space Right Right Right Right Right Right space
picture by_keyboard
expect "by keyboard it is moved and asks as well" differ two_values by_keyboard 270x60+0+480
keys Down Return
sleep 1
away
picture answered
expect "the answer is carried out" differ two_values answered 270x60+0+480

# Closing asks, saves, and then closes at once.
keys Escape Escape
picture before_question
xdotool key ctrl+q
expect "closing asks while changes are in no file" until_true has_question
keys Escape
expect "and Esc stays" runs
picture before_question
xdotool key ctrl+q
until_true has_question || true
keys Right Return Tab Tab Return
saved=$folder/c2c-or-b2c-changed.json
expect "the changes are saved by keyboard" until_true test -s "$saved"
expect "they are of the one world that was meant" test "$(grep -c '"commission"' "$saved")" = 1
keys Escape Escape
expect "then it closes unasked" close_window
expect "it said nothing" test ! -s "$folder/said.txt"

# A lesson begins again for the next class.
open_window --fresh
keys ctrl+4 Escape
away
picture first_step
keys ctrl+4 Tab Return Escape # behind its tab comes the first button of the lesson
away
picture second_step
expect "the next step of a lesson is reached by keyboard" differ first_step second_step 330x200+940+100
# Back over the tabs before it to the first control of the panel, from there to its last, the tab of experiments, and
# before that stands the last button of the lesson.
keys ctrl+4 shift+Tab shift+Tab shift+Tab shift+Tab shift+Tab Return Escape
sleep 1
away
picture first_again
expect "and its last button begins the lesson again" same first_step first_again 330x300+940+100

# An experiment: its page that no browser opens, and one that is closed in the middle and gone on with.
rm -rf "$folder/results"
to_last_control() { keys ctrl+5 shift+Tab shift+Tab shift+Tab shift+Tab shift+Tab; }
to_last_control
keys Return
expect "an experiment is begun by keyboard" until_true test -e "$folder/results"
expect "and ends" until_true test -s "$folder/results/c2c-or-b2c-compare/report.html"
keys Escape
sleep 1
away
picture done_experiment
to_last_control
keys Return Escape
away
told_of_browser() {
    picture no_browser
    differ done_experiment no_browser 330x260+940+500
}
expect "a page that could not be opened is said not to be" until_true told_of_browser
expect "it closes after an experiment" close_window

# One that is closed in the middle is kept, and the next window goes on with it.
rm -rf "$folder/results"
unfinished=$folder/results/c2c-or-b2c-compare.unfinished
open_window --fresh
picture before_question
to_last_control
keys shift+Tab shift+Tab shift+Tab ctrl+a # the field of replications, before its two buttons
xdotool type --delay 80 900
keys Return
to_last_control
keys Return
expect "a long experiment is begun" until_true test -s "$unfinished/journal"
keys Escape
xdotool key ctrl+q
expect "closing asks while it is at work" until_true has_question
keys Right Return
expect "it closes once that is answered" until_true eval '! runs'
wait "$process" || true
expect "what the experiment has done is kept" test -s "$unfinished/journal"
before=$(stat -c %s "$unfinished/journal")
open_window --fresh
to_last_control
keys Return
goes_on() { test "$(stat -c %s "$unfinished/journal")" -gt "$before"; }
expect "the next window goes on with it" until_true goes_on
kill -TERM "$process"
expect "a session that ends closes it unasked" until_true eval '! runs'
