// Where each value of a scenario was said: by JSON pointer, the file and line.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace pasar {

/// How a number was written, where that leaves open which number it is (scenarios/typed_number.h).
enum class Writing : unsigned char {
    Plain,           ///< as JSON has it, or no number
    LikeThousands,   ///< in JSON, but as only people write it who mean thousands: 150.000
    Typed,           ///< a text that a person typed where a number is wanted
    TypedWithPoint,  ///< the same; the other cells of its column have a decimal point
    TypedWithComma   ///< or a decimal comma
};

struct Origin {
    std::string file;  ///< a file's path, "--set", or empty for a default
    int line = 0;      ///< 1-based; 0 where there is none
    Writing writing = Writing::Plain;
    bool operator==(const Origin&) const = default;
};

/// `my.json:12`, `--set` or `default`.
[[nodiscard]] std::string to_string(const Origin& origin);

/// The pointer to a member or an entry: /models + 0 is /models/0. Escapes ~ and / as RFC 6901 asks.
[[nodiscard]] std::string below(std::string_view pointer, std::string_view key);
[[nodiscard]] std::string below(std::string_view pointer, std::size_t index);

class Origins {
public:
    void set(std::string pointer, Origin origin) { places_.insert_or_assign(std::move(pointer), std::move(origin)); }
    /// Where this very value was said; the empty Origin for a default.
    [[nodiscard]] Origin of(std::string_view pointer) const;
    /// The same, or of the nearest value around it: the place to look at when something is missing.
    [[nodiscard]] Origin around(std::string_view pointer) const;
    /// Forgets a value and all below it.
    void erase(std::string_view pointer);
    /// Takes over the origins of a value, and of all below it, that now stands at `to`.
    void graft(std::string_view to, const Origins& source, std::string_view from);

private:
    std::map<std::string, Origin, std::less<>> places_;
};

}  // namespace pasar
