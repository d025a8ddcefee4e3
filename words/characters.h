// Characters of UTF-8 text, and which of them must not be shown as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pasar {

struct Character {
    std::uint32_t code = 0xFFFD;
    std::size_t bytes = 1;
    bool valid = false;
};

/// The first character of non-empty UTF-8 text; a byte that begins no character stands for itself, not valid.
[[nodiscard]] Character first_character(std::string_view text);

/// Whether a character does something to the screen or to the characters around it instead of being seen: control
/// characters (C0, DEL, C1), line separators, characters that change the direction, and those that show nothing.
/// `before` is the character it follows, 0 at the beginning: joiners are part of writing after a letter that joins, and
/// only hide after one of ASCII.
[[nodiscard]] bool is_unprintable(std::uint32_t code, std::uint32_t before);

/// JSON text with such characters in its strings written as escapes. It means the same.
[[nodiscard]] std::string with_json_escapes(std::string_view json);

}  // namespace pasar
