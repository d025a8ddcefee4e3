// Where an axis has its marks, and what stands beside them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

struct Tick {
    double value = 0.0;
    std::string label;  ///< empty for a mark without a label
    bool operator==(const Tick&) const = default;
};

struct Ticks {
    std::vector<Tick> marks;  ///< in rising order
    std::string unit;         ///< of the labels: "million IDR"
};

/// At most `most` marks at 1, 2 or 5 times a power of ten, all inside [low, high]. Pre: low <= high, both finite;
/// most >= 2. Of an empty range one mark.
[[nodiscard]] Ticks ticks(double low, double high, int most, std::string_view unit);

/// Marks of a logarithmic axis: powers of ten with labels, and 2 and 5 times these where there are few. Pre: 0 < low <=
/// high.
[[nodiscard]] Ticks log_ticks(double low, double high, int most, std::string_view unit);

/// Marks of days, at whole days, and at months of 30 days where the range is long: days counted from 0.
[[nodiscard]] Ticks day_ticks(double low, double high, int most);

/// The date of a day, where day 0 is `start` (YYYY-MM-DD): "3 May 2026". Empty where `start` is no date.
[[nodiscard]] std::string date_of(std::string_view start, std::int64_t day);
/// The same for a file: "2026-05-03".
[[nodiscard]] std::string iso_date_of(std::string_view start, std::int64_t day);

}  // namespace pasar
