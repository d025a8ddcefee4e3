#include "window/window.h"

#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "window/application.h"
#include "window/display.h"

namespace pasar {

namespace {

/// Pictures and scenes are made anew many times a second, each of some megabytes. What they give back stays with the
/// process, up to these bytes, rather than going to the kernel and coming back page by page: a third fewer frames
/// were drawn so.
void keep_memory_at_hand() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

}  // namespace

void show_window(const WindowOptions& options) {
    keep_memory_at_hand();
    const HeldDisplay display;  // before anything of SFML is made
    Application application(options, display.scale());
    application.run();
}

}  // namespace pasar
