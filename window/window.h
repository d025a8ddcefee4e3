// pasar view: the window. It shows what a session plays (viz/session.h) and hands it commands; it decides nothing.
#pragma once

#include <stdexcept>

#include "viz/window_options.h"

namespace pasar {

/// There can be no window here; what() says why in a sentence.
struct NoWindow : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Opens the window and returns when it is closed. Throws NoWindow.
void show_window(const WindowOptions& options);

}  // namespace pasar
