#include "words/characters.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace pasar {

namespace {

struct CodeRange {
    std::uint32_t first;
    std::uint32_t last;
};

/// C0, DEL and C1; soft hyphen; marks and controls of direction; fillers and spaces of no width; line separators;
/// invisible operators; byte-order mark; interlinear annotations; tags.
constexpr std::array kUnprintable{CodeRange{0x00, 0x1F},     CodeRange{0x7F, 0x9F},      CodeRange{0xAD, 0xAD},
                                  CodeRange{0x034F, 0x034F}, CodeRange{0x061C, 0x061C},  CodeRange{0x115F, 0x1160},
                                  CodeRange{0x17B4, 0x17B5}, CodeRange{0x180E, 0x180E},  CodeRange{0x200B, 0x200B},
                                  CodeRange{0x200E, 0x200F}, CodeRange{0x2028, 0x202E},  CodeRange{0x2060, 0x206F},
                                  CodeRange{0x3164, 0x3164}, CodeRange{0xFEFF, 0xFEFF},  CodeRange{0xFFA0, 0xFFA0},
                                  CodeRange{0xFFF9, 0xFFFB}, CodeRange{0xE0000, 0xE007F}};

constexpr std::uint32_t kNonJoiner = 0x200C;
constexpr std::uint32_t kJoiner = 0x200D;

std::string json_escape(std::uint32_t code) {
    if (code < 0x10000) return fmt::format("\\u{:04x}", code);
    const std::uint32_t rest = code - 0x10000;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
}

}  // namespace

Character first_character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
    std::uint32_t code = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) return {};
        code = (code << 6U) | (next & 0x3FU);
    }
    const bool too_long = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
    if (too_long || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, bytes, true};
}

bool is_unprintable(std::uint32_t code, std::uint32_t before) {
    if (code >= 0x20 && code < 0x7F) return false;
    if (code == kNonJoiner || code == kJoiner) return before < 0x80;
    return std::any_of(kUnprintable.begin(), kUnprintable.end(),
                       [&](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

std::string with_json_escapes(std::string_view json) {
    std::string result;
    result.reserve(json.size());
    std::uint32_t before = 0;
    while (!json.empty()) {
        const Character character = first_character(json);
        // Outside of strings JSON has line ends and blanks only, inside of them no control characters of C0.
        const bool escape = character.valid && character.code >= 0x7F && is_unprintable(character.code, before);
        if (escape)
            result += json_escape(character.code);
        else
            result += json.substr(0, character.bytes);
        before = character.code;
        json.remove_prefix(character.bytes);
    }
    return result;
}

}  // namespace pasar
