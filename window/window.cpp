#include "window/window.h"

#include "window/application.h"
#include "window/display.h"

namespace pasar {

void show_window(const WindowOptions& options) {
    require_display();  // before anything of SFML is made
    Application application(options);
    application.run();
}

}  // namespace pasar
