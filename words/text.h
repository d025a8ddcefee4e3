// Text that came from a scenario, made fit for a terminal: how wide it is, without control characters, not too long.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

/// Columns that UTF-8 text takes on a terminal: East Asian and emoji characters two, combining marks none.
[[nodiscard]] std::size_t text_width(std::string_view text);

/// A character that must not be shown as it is, as it is shown instead: \n, \u{202E}.
[[nodiscard]] std::string escape_of(std::uint32_t code);

/// The text with control, direction and unseen characters (words/characters.h) written as escapes and broken UTF-8
/// as �, and no more than `columns` wide, the last being … where something was left out.
[[nodiscard]] std::string printable(std::string_view text, std::size_t columns = 60);

/// "1 replication", "2 replications", "20,000 buyers": a number and what it counts, which agree.
[[nodiscard]] std::string counted(double number, std::string_view noun);
template <std::integral Whole>
[[nodiscard]] std::string counted(Whole number, std::string_view noun) {
    return counted(static_cast<double>(number), noun);
}
/// The noun alone, as a number asks for it: "replication" of 1, else "replications".
[[nodiscard]] std::string noun_for(double number, std::string_view noun);

/// "a commission", "an initially": with the article that the word is spoken with.
[[nodiscard]] std::string with_article(std::string_view word);

/// "A, B and C"
[[nodiscard]] std::string listed(const std::vector<std::string>& items);

/// The text followed or preceded by blanks up to `columns`.
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t columns);
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t columns);

/// Broken into lines of at most `columns` at blanks; every line after the first begins with `indent` blanks.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent = 0);

/// Lines of at most `columns`, broken at blanks, and within words that are longer by themselves.
[[nodiscard]] std::vector<std::string> lines_within(std::string_view text, std::size_t columns);

/// The lines of a text, without their ends and without empty ones.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

}  // namespace pasar
