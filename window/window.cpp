#include "window/window.h"

#include "window/application.h"
#include "window/display.h"

namespace pasar {

void show_window(const WindowOptions& options) {
    const HeldDisplay display;  // before anything of SFML is made
    Application application(options, display.scale());
    application.run();
}

}  // namespace pasar
