#include "cli/interrupt.h"

#include <csignal>

namespace pasar {

namespace {

std::atomic<bool> stop = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

extern "C" {
static void request_stop(int) { stop.store(true); }
}

}  // namespace

void listen_for_interrupts() {
    struct sigaction action {};
    action.sa_handler = request_stop;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    (void)std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files (ulimit -f) is told like a full disk
}

const std::atomic<bool>& stop_requested() { return stop; }

}  // namespace pasar
