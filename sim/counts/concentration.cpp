#include "sim/counts/concentration.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>

#include "sim/counts/measures.h"

namespace pasar {
namespace {

/// Those above 0, the largest first.
std::vector<double> from_the_largest(std::vector<double> amounts) {
    std::erase_if(amounts, [](double amount) { return amount <= 0.0; });
    std::sort(amounts.begin(), amounts.end(), std::greater<>());
    return amounts;
}

double sum_of(const std::vector<double>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), 0.0); }

/// How many of the first it takes to come to `part` of the sum.
std::size_t fewest_for(const std::vector<double>& from_largest, double part) {
    const double goal = part * sum_of(from_largest);
    double so_far = 0.0;
    std::size_t count = 0;
    while (count < from_largest.size() && so_far < goal) so_far += from_largest[count++];
    return count;
}

}  // namespace

double share_of_top_fifth(std::vector<double> amounts) {
    const std::vector<double> sorted = from_the_largest(std::move(amounts));
    if (sorted.empty()) return kNoValue;
    const std::size_t whole = sorted.size() / 5;
    const double rest = static_cast<double>(sorted.size() % 5) / 5.0;
    const double top = std::accumulate(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(whole), 0.0) +
                       (rest > 0.0 ? rest * sorted[whole] : 0.0);
    return top / sum_of(sorted);
}

double fewest_for_half_over_nine_tenths(std::vector<double> amounts) {
    const std::vector<double> sorted = from_the_largest(std::move(amounts));
    if (sorted.empty()) return kNoValue;
    return static_cast<double>(fewest_for(sorted, 0.5)) / static_cast<double>(fewest_for(sorted, 0.9));
}

}  // namespace pasar
