#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>
#include <thread>

#include "cli/arguments.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kUsualWidth = 110;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// The first number in a file, or infinity: "max" in a control group means no limit.
double number_in(const char* file) {
    std::ifstream stream(file);
    double value = 0.0;
    return stream >> value ? value : std::numeric_limits<double>::infinity();
}

double free_memory_bytes() {
    std::ifstream stream("/proc/meminfo");
    std::string name;
    double kibibytes = 0.0;
    std::string unit;
    while (stream >> name >> kibibytes) {
        if (name == "MemAvailable:") return kibibytes * 1024.0;
        std::getline(stream, unit);
    }
    return std::numeric_limits<double>::infinity();
}

}  // namespace

ScreenOptions screen_of_standard_output() {
    ScreenOptions options{.columns = kUsualWidth, .colour = false};
    if (isatty(STDOUT_FILENO) == 0) return options;
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        options.columns = std::max<std::size_t>(kNarrowest, size.ws_col);
    }
    options.colour = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    return options;
}

Language language_to_speak(std::optional<Language> asked) {
    const std::string_view variable = environment("PASAR_LANGUAGE");
    const std::string_view code = asked ? name_of(*asked) : variable;
    if (code.empty()) return Language::English;
    const char* const said_by = asked ? "--language " : "PASAR_LANGUAGE=";
    const std::optional<Language> language = language_of(code);
    if (!language) throw BadInput(fmt::format("{}{}: expected en or id", said_by, printable(code)));
    if (!is_spoken(*language)) {
        throw BadInput(
            fmt::format("{}{}: this program was built without msgfmt and speaks English only; install "
                        "Debian's gettext and build it anew",
                        said_by, code));
    }
    return *language;
}

bool standard_error_is_watched() { return isatty(STDERR_FILENO) != 0 && environment("TERM") != "dumb"; }

int available_cores() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

double available_memory_bytes() {
    const double limit = number_in("/sys/fs/cgroup/memory.max");
    const double used = number_in("/sys/fs/cgroup/memory.current");
    const double left_in_group = std::max(0.0, limit - used);
    return limit < std::numeric_limits<double>::infinity() ? std::min(free_memory_bytes(), left_in_group)
                                                           : free_memory_bytes();
}

}  // namespace pasar
