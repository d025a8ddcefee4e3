#include "sim/counts/ended_orders.h"

#include <algorithm>
#include <cmath>

namespace pasar {

void EndedOrders::grow(std::size_t ages) { ages_.resize(ages); }

void EndedOrders::add(const EndedOrders& other) {
    ages_.resize(std::max(ages_.size(), other.ages_.size()));
    for (std::size_t age = 0; age < other.ages_.size(); ++age)
        for (std::size_t what = 0; what < kOfOrder; ++what) add_up(ages_[age][what], other.ages_[age][what]);
}

// Kaplan & Meier, "Nonparametric estimation from incomplete observations", 1958; shares by kind of end after Aalen &
// Johansen 1978. That an open order hands its weight on to the right is Efron's way to say the same, 1967.
WeighedOrders::WeighedOrders(const EndedOrders& ended, std::span<const std::int64_t> open)
    : ages_(ended.ages().begin(), ended.ages().end()),
      weights_(ages_.size(), 0.0),
      open_share_(std::nan("")),
      unseen_share_(std::nan("")) {
    const auto ended_at = [this](std::size_t age) { return ages_[age][static_cast<std::size_t>(OfOrder::Ended)]; };
    std::int64_t all_ended = 0, all_open = 0;
    for (std::size_t age = 0; age < ages_.size(); ++age) all_ended += ended_at(age);
    for (const std::int64_t orders : open) all_open += orders;
    if (all_ended + all_open == 0) return;
    open_share_ = static_cast<double>(all_open) / static_cast<double>(all_ended + all_open);
    double surviving = 1.0;                       // share of orders that are open when they reach this age
    std::int64_t watched = all_ended + all_open;  // orders that were open at this age and seen to the end of its day
    for (std::size_t age = 0; age < ages_.size() && watched > 0; ++age) {
        weights_[age] = surviving / static_cast<double>(watched);
        surviving -= weights_[age] * static_cast<double>(ended_at(age));
        watched -= ended_at(age) + (age < open.size() ? open[age] : 0);
    }
    // Where all have ended nothing is left but the error of rounding.
    unseen_share_ = all_open == 0 || surviving < 0.0 ? 0.0 : surviving;
}

double WeighedOrders::of(OfOrder what) const {
    constexpr double kMostUnseen = 0.5;
    if (!(unseen_share_ < kMostUnseen)) return std::nan("");
    double sum = 0.0;
    for (std::size_t age = 0; age < ages_.size(); ++age)
        sum += weights_[age] * static_cast<double>(ages_[age][static_cast<std::size_t>(what)]);
    return sum;
}

double WeighedOrders::ratio(OfOrder part, OfOrder whole) const {
    const double over = of(whole);
    return over > 0.0 ? of(part) / over : std::nan("");
}

double WeighedOrders::equal_weights(OfOrder what) const {
    double sum = 0.0, squares = 0.0;
    for (std::size_t age = 0; age < ages_.size(); ++age) {
        const auto orders = static_cast<double>(ages_[age][static_cast<std::size_t>(what)]);
        sum += weights_[age] * orders;
        squares += weights_[age] * weights_[age] * orders;
    }
    return squares > 0.0 ? sum * sum / squares : 0.0;
}

}  // namespace pasar
