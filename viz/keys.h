// The keys of the window, for its help and for docs/window.md.
#pragma once

#include <array>
#include <string_view>

#include "reports/language.h"

namespace pasar {

struct KeyHelp {
    std::string_view keys, does;  ///< both to be translated
};
inline constexpr std::array kKeyHelp{
    KeyHelp{tr_later("Space"), tr_later("run or pause")},
    KeyHelp{"→", tr_later("one day")},
    KeyHelp{"Shift →", tr_later("one month of 30 days")},
    KeyHelp{"End", tr_later("to the last day, as fast as it can")},
    KeyHelp{"←", tr_later("back one day")},
    KeyHelp{"Shift ←", tr_later("back one month")},
    KeyHelp{"Home", tr_later("back to day 0")},
    KeyHelp{"+  -", tr_later("faster, slower")},
    KeyHelp{"Ctrl Z", tr_later("undo the last change")},
    KeyHelp{"Ctrl Y", tr_later("do it again")},
    KeyHelp{"B", tr_later("a second future of the first world, from today on")},
    KeyHelp{"R", tr_later("other luck: the next seed")},
    KeyHelp{"L", tr_later("show or hide the levers")},
    KeyHelp{"I", tr_later("show or hide the details")},
    KeyHelp{"P", tr_later("projector: large type, few controls")},
    KeyHelp{"D", tr_later("dark or light")},
    KeyHelp{"F2", tr_later("English or Indonesian")},
    KeyHelp{"S", tr_later("save a picture of the window")},
    KeyHelp{"F1  ?", tr_later("this list")},
    KeyHelp{"Ctrl Q", tr_later("close the window")},
    KeyHelp{"Esc", tr_later("close a menu, a sheet or this list; take back what was typed")},
};

}  // namespace pasar
