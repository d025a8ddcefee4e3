#include "sim/platform/offers.h"

#include <algorithm>
#include <numeric>

namespace pasar {
namespace {

/// Places per offer on an average shelf. More would follow small differences in exposure more finely; what is left over
/// is rounded at random, anew each day.
constexpr double kPlacesPerOffer = 2.0;

}  // namespace

void Shelf::lay_out(std::span<const std::uint32_t> offers, std::span<const double> shares, std::size_t page,
                    const std::vector<Offer>& market, std::span<const float> weights, std::size_t classes,
                    WorldKey world, std::uint32_t day) {
    const auto place_of = [&](std::uint32_t offer) { return Place{offer, market[offer].region}; };
    if (offers.size() <= page) return lay_out_all(offers, page, market, weights, classes);
    // Copies in proportion to exposure, at least one or the part of it that its size gives, and at most so many
    // that a page hardly ever holds an offer twice.
    const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
    const double wanted = kPlacesPerOffer * static_cast<double>(offers.size());
    const double most = std::max(1.0, static_cast<double>(offers.size()) / static_cast<double>(2 * page));
    copies_.resize(offers.size());
    jitter_.resize(offers.size());
    places_ = 0;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        Dice draw(world, Purpose::Shelf, offers[i], day);  // the offer's own, whoever else is in stock
        const double least = std::min(1.0, static_cast<double>(market[offers[i]].exposure));
        const double exact = std::clamp(wanted / total * shares[i], least, most);
        const auto whole = static_cast<std::uint32_t>(exact);
        copies_[i] = whole + (draw.uniform() < exact - whole ? 1U : 0U);
        jitter_[i] = static_cast<float>(draw.uniform());
        places_ += copies_[i];
    }
    if (places_ <= page) return lay_out_all(offers, page, market, weights, classes);
    // Copy c of m lies at (c + jitter) / m of the circle: sort all copies by that, by counting into as many buckets
    // as places. The jitter is new each day, so that neighbours on the shelf are not neighbours for ever.
    buckets_.clear();
    bucket_start_.assign(places_ + 1, 0);
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const double distance = static_cast<double>(places_) / copies_[i];
        for (std::uint32_t copy = 0; copy < copies_[i]; ++copy) {
            const auto bucket =
                std::min(static_cast<std::size_t>((copy + static_cast<double>(jitter_[i])) * distance), places_ - 1);
            buckets_.push_back(static_cast<std::uint32_t>(bucket));
            ++bucket_start_[bucket + 1];
        }
    }
    std::partial_sum(bucket_start_.begin(), bucket_start_.end(), bucket_start_.begin());
    circle_.resize(places_ + page);
    std::size_t next = 0;
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const Place place = place_of(offers[i]);
        for (std::uint32_t copy = 0; copy < copies_[i]; ++copy) circle_[bucket_start_[buckets_[next++]]++] = place;
    }
    for (std::size_t i = 0; i < page; ++i) circle_[places_ + i] = circle_[i % places_];
    weigh(weights, classes);
}

void Shelf::lay_out_all(std::span<const std::uint32_t> offers, std::size_t page, const std::vector<Offer>& market,
                        std::span<const float> weights, std::size_t classes) {
    circle_.clear();
    for (const std::uint32_t offer : offers) circle_.push_back(Place{offer, market[offer].region});
    places_ = circle_.size();
    // A buyer who reads fewer than all starts anywhere, so that the circle runs on here too.
    for (std::size_t i = 0; places_ > 0 && i < page; ++i) circle_.push_back(Place{circle_[i % places_]});
    weigh(weights, classes);
}

void Shelf::weigh(std::span<const float> weights, std::size_t classes) {
    weights_.resize(classes * circle_.size());
    for (std::size_t place = 0; place < circle_.size(); ++place)
        for (std::size_t c = 0; c < classes; ++c)
            weights_[c * circle_.size() + place] = weights[circle_[place].offer * classes + c];
}

}  // namespace pasar
