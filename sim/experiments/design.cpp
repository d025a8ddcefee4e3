#include "sim/experiments/design.h"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <limits>
#include <numeric>

namespace pasar {

namespace {

/// The middle of the 2^-53 part of the unit interval that the highest bits of the word name.
double on_unit(std::uint64_t word) { return (static_cast<double>(word >> 11U) + 0.5) * 0x1p-53; }

double squared_distance(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0.0;
    for (std::size_t d = 0; d < a.size(); ++d) sum += (a[d] - b[d]) * (a[d] - b[d]);
    return sum;
}

}  // namespace

Dice design_dice(std::uint32_t seed, std::uint32_t what_for) { return {WorldKey{seed, 0}, Purpose::Design, what_for}; }

std::vector<std::size_t> shuffled(std::size_t n, Dice& dice) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t left = n; left > 1; --left) {
        const auto pick = static_cast<std::size_t>(dice.uniform() * static_cast<double>(left));
        std::swap(order[left - 1], order[pick]);
    }
    return order;
}

double grid_size(std::span<const std::size_t> levels) {
    double size = 1.0;
    for (const std::size_t n : levels) size *= static_cast<double>(n);
    return size;
}

UnitPoints full_grid(std::span<const std::size_t> levels) {
    const auto size = static_cast<std::size_t>(grid_size(levels));
    UnitPoints points(size, std::vector<double>(levels.size()));
    for (std::size_t i = 0; i < size; ++i) {
        std::size_t rest = i;
        for (std::size_t d = levels.size(); d-- > 0; rest /= levels[d]) {
            points[i][d] = (static_cast<double>(rest % levels[d]) + 0.5) / static_cast<double>(levels[d]);
        }
    }
    return points;
}

UnitPoints latin_hypercube(std::size_t points, std::size_t axes, Dice dice) {
    UnitPoints result(points, std::vector<double>(axes));
    for (std::size_t d = 0; d < axes; ++d) {
        const std::vector<std::size_t> parts = shuffled(points, dice);
        for (std::size_t i = 0; i < points; ++i) {
            result[i][d] = (static_cast<double>(parts[i]) + dice.uniform()) / static_cast<double>(points);
        }
    }
    return result;
}

UnitPoints sobol_sequence(std::size_t points, std::size_t axes, std::optional<Dice> shift) {
    UnitPoints result(points, std::vector<double>(axes));
    if (axes == 0) return result;
    std::vector<std::uint64_t> shifts(axes, 0);
    if (shift) {
        for (std::uint64_t& each : shifts) {
            const std::uint64_t high = (*shift)();
            each = high << 32U | (*shift)();
        }
    }
    boost::random::sobol sequence(axes);
    for (std::vector<double>& point : result) {
        for (std::size_t d = 0; d < axes; ++d) point[d] = on_unit(sequence() ^ shifts[d]);
    }
    return result;
}

std::vector<std::size_t> balanced_order(const UnitPoints& points) {
    std::vector<std::size_t> order;
    if (points.empty()) return order;
    std::vector<std::size_t> left(points.size());
    std::iota(left.begin(), left.end(), std::size_t{0});
    for (const std::vector<double>& target : sobol_sequence(points.size(), points.front().size())) {
        std::size_t nearest = 0;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < left.size(); ++i) {
            const double distance = squared_distance(points[left[i]], target);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        order.push_back(left[nearest]);
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(nearest));
    }
    return order;
}

}  // namespace pasar
