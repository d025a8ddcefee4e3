// The keys of the window, for its help and for docs/window.md.
#pragma once

#include <array>
#include <string_view>

#include "words/language.h"

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
    KeyHelp{"R", tr_later("other random numbers: the next seed")},
    KeyHelp{"L", tr_later("show or hide the levers")},
    KeyHelp{"I", tr_later("show or hide the details")},
    KeyHelp{"P", tr_later("projector: large type, few controls")},
    KeyHelp{"D", tr_later("dark or light")},
    KeyHelp{"F2", tr_later("English or Indonesian")},
    KeyHelp{"S", tr_later("save a picture of the window")},
    KeyHelp{"F1  ?", tr_later("this list")},
    KeyHelp{tr_later("Tab, Shift Tab"), tr_later("to the next control, to the one before; Space or Enter presses it")},
    KeyHelp{"F6", tr_later("to the next panel")},
    KeyHelp{"← → ↑ ↓", tr_later("on a control: to its neighbours, or to move a slider once Space took hold of it")},
    KeyHelp{"Shift F10", tr_later("on a lever: its exact value; on an entry of a list: another one")},
    KeyHelp{"Ctrl F", tr_later("search the levers")},
    KeyHelp{"Ctrl 1 … 5", tr_later("figures, inside, why, lesson, experiments")},
    KeyHelp{"Ctrl Q", tr_later("close the window")},
    KeyHelp{"Esc", tr_later("close a menu, a sheet or this list; take back what was typed; leave the controls")},
};

}  // namespace pasar
