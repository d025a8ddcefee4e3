#include "sim/counts/measure_range.h"

#include <fmt/format.h>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace pasar {

namespace {

constexpr std::string_view kShare = "share";

/// What is counted or lasts: never less than none.
constexpr std::array<std::string_view, 13> kCounted{"visit",  "order", "parcel", "ticket", "survey",
                                                    "answer", "buyer", "seller", "person", "message",
                                                    "review", "day",   "hour"};

bool is_counted(std::string_view unit) {
    for (const std::string_view counted : kCounted)
        if (unit == counted) return true;
    return false;
}

/// "-100 to 100"
std::optional<MeasureRange> written_range(std::string_view unit) {
    const std::size_t to = unit.find(" to ");
    if (to == std::string_view::npos) return std::nullopt;
    const std::string_view low = unit.substr(0, to);
    const std::string_view high = unit.substr(to + 4);
    MeasureRange range;
    const auto read_low = std::from_chars(low.data(), low.data() + low.size(), range.low);
    const auto read_high = std::from_chars(high.data(), high.data() + high.size(), range.high);
    const bool whole = read_low.ec == std::errc{} && read_low.ptr == low.data() + low.size() &&
                       read_high.ec == std::errc{} && read_high.ptr == high.data() + high.size();
    return whole ? std::optional(range) : std::nullopt;
}

}  // namespace

MeasureRange range_of(const MeasureInfo& info) {
    if (info.unit.starts_with(kShare)) return {0.0, 1.0};
    if (const auto range = written_range(info.unit)) return *range;
    if (info.unit == "star") return {1.0, 5.0};
    if (info.unit == "point") return {-100.0, 100.0};  // of a Net Promoter Score
    if (is_counted(info.unit)) return {.low = 0.0};
    return {};
}

std::string range_in_words(const MeasureInfo& info) {
    const MeasureRange range = range_of(info);
    if (info.unit.starts_with(kShare)) return fmt::format("a {}, from 0 to 1", info.unit);
    if (std::isfinite(range.high)) return fmt::format("from {:g} to {:g}", range.low, range.high);
    if (std::isfinite(range.low)) return fmt::format("a number of {}s, at least {:g}", info.unit, range.low);
    return {};
}

std::string meant_within_range(const MeasureInfo& info, double value) {
    const bool percent = info.unit.starts_with(kShare) && value > 1.0 && value <= 100.0;
    return percent ? fmt::format("{:g}", value / 100.0) : std::string();
}

}  // namespace pasar
