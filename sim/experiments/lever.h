// A number of the scenario that an experiment moves within a range.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/read.h"

namespace pasar {

/// Significant digits of the values that experiments choose.
inline constexpr int kSettingDigits = 9;

struct Lever {
    std::string path;        ///< as people write it: models.Marketplace.revenue.commission
    double low = 0.0;        ///< smallest value it is moved to
    double high = 0.0;       ///< largest
    double now = 0.0;        ///< value in the scenario as it is; may lie outside the range
    bool whole = false;      ///< takes whole numbers only
    std::string unit;        ///< of the parameter; money in the scenario's currency
    std::int64_t parts = 0;  ///< of one that it takes: 100 of money with cents; 0: it takes any number, or see whole

    /// The nearest value that the parameter takes, whatever the range.
    [[nodiscard]] double rounded(double value) const;
    [[nodiscard]] bool takes(double value) const { return rounded(value) == value; }
    /// The value as it can be set: clamped to the range, and rounded where it must be whole.
    [[nodiscard]] double settled(double value) const;
    /// "path=value" with the settled value, in the fewest digits that read back the same.
    [[nodiscard]] std::string at(double value) const;
};

/// The lever that `text` describes: "PATH=low:high", or "PATH" alone for 20 % either side of the present value, within
/// what is allowed. Throws InvalidScenario for an unknown path, one that is no number, a range that is empty, reversed,
/// or not allowed.
[[nodiscard]] Lever find_lever(const LoadedScenario& scenario, std::string_view text);

/// `steps` values from low to high at equal distances, both ends among them, in 9 significant digits; fewer where whole
/// numbers are fewer. Pre: steps >= 2.
[[nodiscard]] std::vector<double> evenly_spaced(const Lever& lever, std::int64_t steps);

}  // namespace pasar
