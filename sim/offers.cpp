#include "sim/offers.h"

#include <algorithm>
#include <numeric>

namespace pasar {

void Shelf::lay_out(std::span<const std::uint32_t> offers, std::span<const double> shares, std::size_t page, WorldKey world, std::uint32_t day) {
    // Few offers: everyone sees all of them, each once.
    if (offers.size() <= page) {
        circle_.assign(offers.begin(), offers.end());
        places_ = circle_.size();
        return;
    }
    // Copies in proportion to exposure, at least one, and at most so many that a page holds no offer twice.
    const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
    const double wanted = 4.0 * static_cast<double>(offers.size());
    const double most = std::max(1.0, wanted / static_cast<double>(2 * page));
    copies_.resize(offers.size());
    places_ = 0;
    std::vector<double> jitter(offers.size());
    for (std::size_t i = 0; i < offers.size(); ++i) {
        Dice dice(world, Purpose::Shelf, offers[i], day);
        const double exact = std::clamp(wanted * shares[i] / total, 1.0, most);
        const auto whole = static_cast<std::uint32_t>(exact);
        copies_[i] = whole + (dice.uniform() < exact - whole ? 1U : 0U);
        jitter[i] = dice.uniform();
        places_ += copies_[i];
    }
    // Copy c of m lies at (c + jitter) / m of the circle: sort all copies by that, by counting into as many buckets as places.
    bucket_start_.assign(places_ + 1, 0);
    const auto bucket_of = [&](std::size_t i, std::uint32_t copy) {
        const auto bucket = static_cast<std::size_t>((copy + jitter[i]) / copies_[i] * static_cast<double>(places_));
        return std::min(bucket, places_ - 1);
    };
    for (std::size_t i = 0; i < offers.size(); ++i)
        for (std::uint32_t copy = 0; copy < copies_[i]; ++copy) ++bucket_start_[bucket_of(i, copy) + 1];
    std::partial_sum(bucket_start_.begin(), bucket_start_.end(), bucket_start_.begin());
    circle_.resize(places_ + page);
    // Neighbours in the list of offers must not be neighbours on the shelf for ever: the jitter is drawn anew each day.
    for (std::size_t i = 0; i < offers.size(); ++i)
        for (std::uint32_t copy = 0; copy < copies_[i]; ++copy) circle_[bucket_start_[bucket_of(i, copy)]++] = offers[i];
    for (std::size_t i = 0; i < page; ++i) circle_[places_ + i] = circle_[i % places_];
}

}  // namespace pasar
