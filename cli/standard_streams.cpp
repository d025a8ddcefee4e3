#include "cli/standard_streams.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ext/stdio_sync_filebuf.h>
#include <iostream>
#include <new>
#include <optional>

#include "words/characters.h"
#include "words/text.h"

namespace pasar {

namespace {

constexpr char kEscape = '\x1b';

/// How long a style at the beginning of the text is; 0 where none begins, nothing where the text ends too early to
/// tell.
std::optional<std::size_t> length_of_style(std::string_view text) {
    constexpr std::size_t kLongestStyle = 16;
    if (text.size() < 2) return std::nullopt;
    if (text[1] != '[') return 0;
    for (std::size_t at = 2; at < text.size() && at < kLongestStyle; ++at) {
        if (text[at] == 'm') return at + 1;
        if ((text[at] < '0' || text[at] > '9') && text[at] != ';') return 0;
    }
    if (text.size() >= kLongestStyle) return 0;
    return std::nullopt;
}

/// Whether the text ends within its first character.
bool is_cut_character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (lead > 0xF4 || text.size() >= bytes) return false;
    for (const char next : text.substr(1)) {
        if ((static_cast<unsigned char>(next) & 0xC0U) != 0x80U) return false;
    }
    return true;
}

/// The number of bytes written; fewer than all where writing failed, with the reason in errno.
std::size_t write_all(int descriptor, std::string_view text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t written = ::write(descriptor, text.data() + done, text.size() - done);
        if (written >= 0) {
            done += static_cast<std::size_t>(written);
        } else if (errno == EAGAIN) {
            pollfd ready{.fd = descriptor, .events = POLLOUT, .revents = 0};
            (void)::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return done;
        }
    }
    return done;
}

/// What stands behind one of the two streams.
struct Way {
    int descriptor;
    bool may_fail;
    HarmlessText harmless;
};

/// The reader of our output has had enough, such as head: programs end without a word then.
void end_as_pipes_do() {
    (void)std::signal(SIGPIPE, SIG_DFL);
    (void)std::raise(SIGPIPE);
}

ssize_t write_on(void* cookie, const char* bytes, std::size_t size) {
    Way& way = *static_cast<Way*>(cookie);
    try {
        const std::string text = way.harmless({bytes, size});
        if (write_all(way.descriptor, text) < text.size() && way.may_fail) {
            if (errno == EPIPE) end_as_pipes_do();
            return 0;
        }
    } catch (const std::bad_alloc&) {
        if (way.may_fail) return 0;
    }
    return static_cast<ssize_t>(size);
}

/// A stream that leads to the descriptor. It and `way` live as long as the program, since streams are flushed at its
/// end.
std::FILE* stream_to(int descriptor, bool may_fail, Way*& way) {
    const bool is_terminal = ::isatty(descriptor) != 0;
    way = new Way{descriptor, may_fail, HarmlessText(is_terminal)};
    std::FILE* const stream =
        fopencookie(way, "w", {.read = nullptr, .write = write_on, .seek = nullptr, .close = nullptr});
    if (stream == nullptr) throw std::bad_alloc();
    const int buffering = !may_fail ? _IONBF : is_terminal ? _IOLBF : _IOFBF;
    (void)std::setvbuf(stream, nullptr, buffering, BUFSIZ);
    return stream;
}

void lead(std::ostream& stream, std::FILE* file) {
    stream.rdbuf(new __gnu_cxx::stdio_sync_filebuf<char>(file));  // as long as the program, like the stream itself
}

/// A closed stream becomes one that can neither be read nor written, as it was; its number is taken.
void take_closed_descriptors() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
        const int opened = ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        if (opened < 0 || opened == descriptor) continue;
        (void)::dup2(opened, descriptor);
        (void)::close(opened);
    }
}

}  // namespace

std::string HarmlessText::operator()(std::string_view piece) {
    std::string whole;
    if (!begun_.empty()) {
        whole = begun_ + std::string(piece);
        begun_.clear();
        piece = whole;
    }
    std::string result;
    result.reserve(piece.size());
    while (!piece.empty()) {
        if (with_styles_ && piece[0] == kEscape) {
            const std::optional<std::size_t> style = length_of_style(piece);
            if (!style) break;
            if (*style > 0) {
                result += piece.substr(0, *style);
                piece.remove_prefix(*style);
                continue;
            }
        }
        if (is_cut_character(piece)) break;
        const Character character = first_character(piece);
        if (!character.valid)
            result += "\xEF\xBF\xBD";
        else if (character.code != '\n' && character.code != '\t' && is_unprintable(character.code, before_))
            result += escape_of(character.code);
        else
            result += piece.substr(0, character.bytes);
        before_ = character.code;
        piece.remove_prefix(character.bytes);
    }
    begun_ = piece;
    return result;
}

void take_standard_streams() {
    take_closed_descriptors();
    // A run must not end because nobody reads its progress any more.
    (void)std::signal(SIGPIPE, SIG_IGN);
    // Never deleted: the C library flushes its streams after all else.
    static Way* to_output = nullptr;
    static Way* to_error = nullptr;
    stdout = stream_to(STDOUT_FILENO, /*may_fail=*/true, to_output);
    stderr = stream_to(STDERR_FILENO, /*may_fail=*/false, to_error);
    lead(std::cout, stdout);
    lead(std::cerr, stderr);
    lead(std::clog, stderr);
}

void draw_on_standard_error(std::string_view text) { (void)write_all(STDERR_FILENO, text); }

}  // namespace pasar
