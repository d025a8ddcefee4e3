#include "window/display.h"

#include <X11/Xlib.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "window/window.h"

namespace pasar {

void require_display() {
    const char* name = std::getenv("DISPLAY");
    if (name == nullptr || *name == '\0') {
        throw NoWindow(
            "there is no display to open a window on (DISPLAY is not set). `pasar compare` answers the same "
            "questions in a terminal; under Wayland the window needs XWayland");
    }
    Display* display = XOpenDisplay(nullptr);
    if (display == nullptr) {
        throw NoWindow(
            fmt::format("the display {} cannot be reached, so no window can be opened; `pasar compare` "
                        "answers the same questions in a terminal",
                        name));
    }
    XCloseDisplay(display);
}

float scale_of_screen() {
    Display* display = XOpenDisplay(nullptr);
    if (display == nullptr) return 1.0F;
    const char* said = XGetDefault(display, "Xft", "dpi");
    const double dpi = said != nullptr ? std::atof(said) : 96.0;
    XCloseDisplay(display);
    return static_cast<float>(std::clamp(std::round(dpi / 96.0 * 4.0) / 4.0, 1.0, 4.0));
}

}  // namespace pasar
