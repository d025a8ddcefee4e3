// The keys of the window, for its help and for docs/window.md.
#pragma once

#include <array>
#include <string_view>

namespace pasar {

struct KeyHelp {
    std::string_view keys, does;
};
inline constexpr std::array kKeyHelp{
    KeyHelp{"Space", "run or pause"},
    KeyHelp{"→", "one day"},
    KeyHelp{"Shift →", "one month of 30 days"},
    KeyHelp{"End", "to the last day, as fast as it can"},
    KeyHelp{"←", "back one day"},
    KeyHelp{"Shift ←", "back one month"},
    KeyHelp{"Home", "back to day 0"},
    KeyHelp{"+  -", "faster, slower"},
    KeyHelp{"Ctrl Z", "undo the last change"},
    KeyHelp{"Ctrl Y", "do it again"},
    KeyHelp{"B", "a second future of the first world, from today on"},
    KeyHelp{"R", "other luck: the next seed"},
    KeyHelp{"L", "show or hide the levers"},
    KeyHelp{"I", "show or hide the details"},
    KeyHelp{"P", "projector: large type, few controls"},
    KeyHelp{"D", "dark or light"},
    KeyHelp{"S", "save a picture of the window"},
    KeyHelp{"F1  ?", "this list"},
    KeyHelp{"Ctrl Q", "close the window"},
    KeyHelp{"Esc", "close what is open on top"},
};

}  // namespace pasar
