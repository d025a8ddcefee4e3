// How unevenly an amount is spread over those who have some of it: what the few at the top make of the whole.
#pragma once

#include <vector>

namespace pasar {

/// The part of the sum that the fifth with the largest amounts has. Where a fifth is no whole number, the last of them
/// counts in part, so that amounts that are all alike give 0.2. Amounts of 0 are left out. NaN where nothing is left.
[[nodiscard]] double share_of_top_fifth(std::vector<double> amounts);

/// The fewest that together have half of the sum, over the fewest that have nine tenths of it. Free of the number of
/// those who have little: Amazon's 33,000 sellers of half over 300,000 of nine tenths. NaN where there is nothing.
[[nodiscard]] double fewest_for_half_over_nine_tenths(std::vector<double> amounts);

}  // namespace pasar
