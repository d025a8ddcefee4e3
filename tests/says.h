// Whether a text holds another, for CHECK and REQUIRE: a failure shows the whole text.
#pragma once

#include <doctest/doctest.h>
#include <string>
#include <string_view>

namespace pasar::testing {

struct TextSearch {
    std::string text;
    std::string part;

    explicit operator bool() const { return text.find(part) != std::string::npos; }
};

inline doctest::String toString(const TextSearch& search) {
    return ("\"" + search.part + "\" in: " + search.text).c_str();
}

inline TextSearch says(std::string_view text, std::string_view part) {
    return {.text = std::string(text), .part = std::string(part)};
}

}  // namespace pasar::testing
