#include "words/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <cstdint>

#include "words/characters.h"
#include "words/figures.h"

namespace pasar {

namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

/// Combining marks, joiners and variation selectors.
constexpr std::array kZeroWide{Range{0x0300, 0x036F}, Range{0x0483, 0x0489},   Range{0x0591, 0x05BD},
                               Range{0x0610, 0x061A}, Range{0x064B, 0x065F},   Range{0x0E31, 0x0E31},
                               Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E},   Range{0x1AB0, 0x1AFF},
                               Range{0x200B, 0x200D}, Range{0x20D0, 0x20FF},   Range{0xFE00, 0xFE0F},
                               Range{0xFE20, 0xFE2F}, Range{0x1F3FB, 0x1F3FF}, Range{0xE0100, 0xE01EF}};

/// Two columns after Unicode's East Asian Width, and emoji.
constexpr std::array kTwoWide{
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x23E9, 0x23EC},   Range{0x2E80, 0x303E},
    Range{0x3041, 0xA4CF},   Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F1E6, 0x1F1FF},
    Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1FAFF}, Range{0x20000, 0x3FFFD}};

bool within(const auto& ranges, std::uint32_t character) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](Range range) { return character >= range.first && character <= range.last; });
}

std::size_t width_of(std::uint32_t code) {
    if (within(kZeroWide, code)) return 0;
    return within(kTwoWide, code) ? 2 : 1;
}

}  // namespace

std::string escape_of(std::uint32_t code) {
    switch (code) {
        case '\n':
            return "\\n";
        case '\r':
            return "\\r";
        case '\t':
            return "\\t";
        default:
            return fmt::format("\\u{{{:X}}}", code);
    }
}

std::size_t text_width(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const Character character = first_character(text);
        columns += width_of(character.code);
        text.remove_prefix(character.bytes);
    }
    return columns;
}

std::string printable(std::string_view text, std::size_t columns) {
    // One line is kept that leaves room for the …, in case the rest does not fit.
    std::string whole;
    std::string clipped;
    std::size_t used = 0;
    bool room_for_more = true;
    std::uint32_t before = 0;
    while (!text.empty()) {
        const Character character = first_character(text);
        std::string piece = !character.valid                         ? std::string("\xEF\xBF\xBD")
                            : is_unprintable(character.code, before) ? escape_of(character.code)
                                                                     : std::string(text.substr(0, character.bytes));
        before = character.code;
        text.remove_prefix(character.bytes);
        used += text_width(piece);
        if (used > columns) return clipped + "…";
        whole += piece;
        room_for_more = room_for_more && used < columns;
        if (room_for_more) clipped = whole;
        // A joiner or mark that follows belongs to what is kept; long runs of them would hide in no width at all.
        if (whole.size() > 8 * columns + 64) return clipped + "…";
    }
    return whole;
}

std::string noun_for(double number, std::string_view noun) {
    return number == 1.0 ? std::string(noun) : fmt::format("{}s", noun);
}

std::string counted(double number, std::string_view noun) {
    return fmt::format("{} {}", grouped(number), noun_for(number, noun));
}

std::string with_article(std::string_view word) {
    constexpr std::string_view kVowels = "aeioAEIO";
    // Spoken with a vowel: "hour"; not spoken with one: "one", "unit", which begin like "once" and "you".
    const bool silent = word.starts_with("hour") || word.starts_with("honest");
    const bool like_consonant = word.starts_with("one") || word.starts_with("eu");
    const bool unlike = word.starts_with("un") && !word.starts_with("uni");
    const bool vowel = !word.empty() && kVowels.find(word.front()) != std::string_view::npos;
    return fmt::format("{} {}", silent || unlike || (vowel && !like_consonant) ? "an" : "a", word);
}

std::string listed(const std::vector<std::string>& items) {
    if (items.size() < 2) return items.empty() ? std::string() : items.front();
    return fmt::format("{} and {}", fmt::join(items.begin(), items.end() - 1, ", "), items.back());
}

std::string pad_right(std::string_view text, std::size_t columns) {
    const std::size_t width = text_width(text);
    return std::string(text) + std::string(columns > width ? columns - width : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t columns) {
    const std::size_t width = text_width(text);
    return std::string(columns > width ? columns - width : 0, ' ') + std::string(text);
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
    std::string result;
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        const std::size_t width = text_width(word);
        if (used > indent && used + 1 + width > columns) {
            result += '\n' + std::string(indent, ' ');
            used = indent;
        } else if (!result.empty()) {
            result += ' ';
            ++used;
        }
        result += word;
        used += width;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::vector<std::string> lines_within(std::string_view text, std::size_t columns) {
    std::string parts;  // the text with blanks where long words must break
    std::size_t used = 0;
    while (!text.empty()) {
        const Character character = first_character(text);
        const std::size_t width = width_of(character.code);
        used = character.code == ' ' ? 0 : used + width;
        if (used > columns) {
            parts += ' ';
            used = width;
        }
        parts += text.substr(0, character.bytes);
        text.remove_prefix(character.bytes);
    }
    return lines_of(wrapped(parts, columns));
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace pasar
