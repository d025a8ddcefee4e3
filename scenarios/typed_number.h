// Numbers as people type them into a spreadsheet or after --set: 150.000, 20,000, 0,08, Rp 1.234.567, 1 000 000.
//
// Such a text has up to two readings: one with a decimal point, one with a decimal comma. 0,08 and 1.234.567 have one;
// 150.000 has two, a thousand times apart. What is known beside the text decides between them: the decimal mark of the
// column it stands in, or what the parameter can be. Where nothing decides, the number is refused with both readings.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pasar {

enum class DecimalMark : unsigned char { Unknown, Point, Comma };

/// The readings of a text, each as JSON writes the number, with as many decimals as the text has. Both are the same
/// where the text has no mark.
struct NumberReadings {
    std::optional<std::string> with_point;
    std::optional<std::string> with_comma;
};
/// Blanks around the number are passed over, and so is the name of a currency, such as Rp or USD, before or after it.
[[nodiscard]] NumberReadings readings_of(std::string_view text);

/// The decimal mark of a column: that of the first text with one reading only. Where there is none, cells that are
/// separated by semicolons have a comma, because that is why spreadsheets write semicolons.
[[nodiscard]] DecimalMark mark_of_column(std::span<const std::string_view> texts, char separator);

/// What a number can be.
struct NumberKind {
    bool has_decimals = true;  ///< false for whole numbers, and for money without minor units
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    std::string_view currency{};  ///< of money, its ISO 4217 code: no other may stand beside the number
};

struct TypedNumber {
    std::string plain;  ///< as JSON writes it; empty where it cannot be told
    std::string doubt;  ///< why not: "which can be read as 1.5 and as 1500"; empty for what is no number at all
    std::string hint;   ///< what to write instead
};
[[nodiscard]] TypedNumber read_typed(std::string_view text, const NumberKind& kind,
                                     DecimalMark mark = DecimalMark::Unknown);

/// The value of TypedNumber::plain; nothing where it is empty or beyond double.
[[nodiscard]] std::optional<double> plain_value(std::string_view plain);

/// What to say of a number with three decimals, all 0, that stands in JSON where a whole number is wanted: 150.000.
[[nodiscard]] TypedNumber doubt_thousands(double value);

/// A number for read_typed(), in a form that has no other reading: 1.1250 for 1.125.
[[nodiscard]] std::string undoubted(double value);

/// The number of a text; nothing where it is none or is not clear.
[[nodiscard]] std::optional<double> typed_value(std::string_view text, const NumberKind& kind,
                                                DecimalMark mark = DecimalMark::Unknown);

}  // namespace pasar
