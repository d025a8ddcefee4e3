#include "window/display.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "window/window.h"

// After all others: its macros are in the way of their names.
#include <X11/Xlib.h>

namespace pasar {

HeldDisplay::HeldDisplay() : connection_(nullptr) {
    const char* name = std::getenv("DISPLAY");
    if (name == nullptr || *name == '\0') {
        throw NoWindow(
            "there is no display to open a window on (DISPLAY is not set). `pasar compare` answers the same "
            "questions in a terminal; under Wayland the window needs XWayland");
    }
    connection_ = XOpenDisplay(nullptr);
    if (connection_ == nullptr) {
        throw NoWindow(fmt::format(
            "the display {} cannot be reached, so no window can be opened; `pasar compare` answers the same questions "
            "in a terminal",
            name));
    }
}

HeldDisplay::~HeldDisplay() { XCloseDisplay(static_cast<Display*>(connection_)); }

float HeldDisplay::scale() const {
    const char* said = XGetDefault(static_cast<Display*>(connection_), "Xft", "dpi");
    const double dpi = said != nullptr ? std::atof(said) : 96.0;
    return static_cast<float>(std::clamp(std::round(dpi / 96.0 * 4.0) / 4.0, 1.0, 4.0));
}

}  // namespace pasar
