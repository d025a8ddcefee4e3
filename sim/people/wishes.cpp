#include "sim/people/wishes.h"

#include <algorithm>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "agents/portable_math.h"
#include "sim/memory/fetch.h"
#include "sim/world/world.h"

namespace pasar {
namespace {

/// A step that visits 0..n-1 in a scattered order when taken round and round: coprime to n, near the golden section.
std::uint64_t scattering_step(std::uint64_t n) {
    auto step = static_cast<std::uint64_t>(static_cast<double>(n) * 0.6180339887498949);
    if (step == 0) step = 1;
    while (std::gcd(step, n) != 1) ++step;
    return step;
}

double gap(const World& world, std::uint32_t number, std::uint32_t wish, double rate) {
    return exponential_gap(Dice(world.plan.key, Purpose::Wish, number, wish).uniform(), rate);
}

/// Traits from the person's own dice: where it lives, how it likes to pay, how often it buys. How readily it leaves a
/// platform is drawn when that first matters.
Buyer born(const World& world, std::uint32_t number, std::size_t segment) {
    Buyer b;
    Dice traits(world.plan.key, Purpose::Traits, number);
    b.region = static_cast<std::uint8_t>(world.plan.region.pick(traits.uniform()));
    b.payment = static_cast<std::uint8_t>(world.plan.payment.pick(traits.uniform()));
    b.wish_rate = wish_rate_of(world, number, segment);
    b.next_wish = world.spec().wishes.first_on_day_0 ? 0.0F : static_cast<float>(gap(world, number, 0, b.wish_rate));
    return b;
}

/// The moment of a pending wish under the pace of today, when it was `b.next_wish` under that of `before`.
float moment_at_new_pace(const World& world, const PaceBefore& before, std::uint32_t number, const Buyer& b,
                         float rate) {
    const double now = world.season.start_of(world.today);
    const double left = static_cast<double>(b.next_wish) - before.season.start_of(world.today);
    // An overdue wish, such as one that waits for the morrow, keeps its place.
    if (left <= 0.0 || rate == b.wish_rate) return static_cast<float>(now + left);
    if (b.wish_rate <= 0.0F || rate <= 0.0F) return static_cast<float>(now + gap(world, number, b.wish, rate));
    return static_cast<float>(now + left * static_cast<double>(b.wish_rate) / static_cast<double>(rate));
}

/// Who hears of the first platform: 0..n-1 in even steps round the segment.
class EvenOrder {
public:
    EvenOrder(std::uint64_t n, std::uint64_t from) : n_(n), step_(scattering_step(n)), at_(from % n * step_ % n) {}
    [[nodiscard]] std::uint64_t at() const { return at_; }
    void next() { at_ = at_ + step_ < n_ ? at_ + step_ : at_ + step_ - n_; }

private:
    std::uint64_t n_, step_, at_;
};

/// Who hears of a further platform: 0..n-1 shuffled anew for each, so that who knows one is no likelier to know
/// another. A Feistel network on the least even number of bits that holds n, walked until it falls below n (Black &
/// Rogaway 2002).
class ShuffledOrder {
public:
    ShuffledOrder(std::uint64_t n, std::uint64_t from, std::uint64_t key) : n_(n), index_(from % n), key_(key) {
        while ((std::uint64_t{1} << (2 * half_)) < n) ++half_;
    }
    [[nodiscard]] std::uint64_t at() const {
        std::uint64_t place = index_;
        do place = shuffled(place);
        while (place >= n_);
        return place;
    }
    void next() { index_ = index_ + 1 < n_ ? index_ + 1 : 0; }

private:
    [[nodiscard]] std::uint64_t shuffled(std::uint64_t place) const {
        const std::uint64_t mask = (std::uint64_t{1} << half_) - 1;
        std::uint64_t left = place >> half_, right = place & mask;
        for (std::uint64_t round = 0; round < 4; ++round) {
            // The finaliser of SplitMix64 as round function.
            std::uint64_t z = (right + 1) * 0x9E3779B97F4A7C15U + key_ + round * 0xD1B54A32D192ED03U;
            z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
            z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
            const std::uint64_t mixed = left ^ ((z ^ (z >> 31U)) & mask);
            left = right;
            right = mixed;
        }
        return left << half_ | right;
    }

    std::uint64_t n_, index_, key_;
    unsigned half_ = 1;
};

/// The next `count` buyers of a segment in this order hear of a platform.
template <class Order>
void make_aware_in_order(World& world, Platform& platform, std::size_t segment, std::int64_t count, Order order) {
    const SegmentPlan& plan = world.plan.segments[segment];
    const auto block_of = [&](std::uint64_t at) -> Block& {
        return world.blocks[plan.first_block + at / Block::kBuyers];
    };
    // Blocks are asked for sixteen turns in advance, the buyer's own memory, which they name, eight.
    Order order_later = order, order_much_later = order;
    for (int i = 0; i < 8; ++i) order_later.next();
    for (int i = 0; i < 16; ++i) order_much_later.next();
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t place = order.at(), later = order_later.at(), much_later = order_much_later.at();
        fetch(block_of(much_later).calendar);
        const std::uint64_t number_later = block_of(later).first + later % Block::kBuyers;
        fetch(world.buyers[number_later]);
        fetch(platform.relationships[number_later]);
        fetch(block_of(later).calendar.memory()[later % Block::kBuyers]);
        Block& block = block_of(place);
        const auto member = static_cast<std::uint16_t>(place % Block::kBuyers);
        const std::uint32_t number = block.first + member;
        Buyer& buyer = world.buyers[number];
        if (buyer.knows == 0) buyer = born(world, number, segment);
        buyer.knows = static_cast<std::uint16_t>(buyer.knows | platform.bit);
        Relationship relationship;
        relationship.trust = static_cast<float>(world.spec().trust.initial);
        relationship.stage = Stage::Aware;
        platform.relationships[number] = relationship;
        resume_wishes(world, block, buyer, member, world.today);
        order.next();
        order_later.next();
        order_much_later.next();
    }
    platform.aware[segment] += count;
}

void make_segment_aware(World& world, Platform& platform, std::size_t segment, std::int64_t count) {
    const auto n = static_cast<std::uint64_t>(world.plan.segments[segment].buyers);
    if (n == 0 || count == 0) return;
    const auto known = static_cast<std::uint64_t>(platform.aware[segment]);
    const std::size_t place = world.competes ? platform.number : 0;
    if (place == 0)
        make_aware_in_order(world, platform, segment, count, EvenOrder(n, known));
    else
        make_aware_in_order(world, platform, segment, count,
                            ShuffledOrder(n, known, (place * 64 + segment) * 0xA0761D6478BD642FU));
}

}  // namespace

float wish_rate_of(const World& world, std::uint32_t number, std::size_t segment) {
    const double mean = world.plan.segments[segment].wish_rate;
    if (mean <= 0.0) return 0.0F;
    Dice dice(world.plan.key, Purpose::WishRate, number);
    const double shape = world.spec().wishes.shape;
    boost::random::gamma_distribution<double> gamma(shape, mean / shape);
    return static_cast<float>(gamma(dice));  // rounds away the last bits, in which C libraries differ
}

float innate_dropout_odds(const Platform& platform, std::uint32_t number) {
    const World& world = platform.world;
    Dice dice(platform.key, Purpose::Dropout, number);
    boost::random::beta_distribution<double> beta(world.spec().leaving.alpha, world.spec().leaving.beta);
    return static_cast<float>(log_odds(beta(dice)));
}

double days_until_lapse(const Platform& platform, std::uint32_t number, std::int64_t from) {
    const LeavingSpec& leaving = platform.world.spec().leaving;
    Dice nature(platform.key, Purpose::Lapse, number, 0xFFFFFFFFU);
    boost::random::gamma_distribution<double> gamma(leaving.lapse_shape, 1.0 / leaving.lapse_days);
    const auto rate = static_cast<float>(gamma(nature));
    Dice moment(platform.key, Purpose::Lapse, number, static_cast<std::uint32_t>(from));
    return exponential_gap(moment.uniform(), static_cast<double>(rate));
}

void next_wish(const World& world, std::uint32_t number, Buyer& b) {
    ++b.wish;
    const float next = b.next_wish + static_cast<float>(gap(world, number, b.wish, b.wish_rate));
    // Late in a long run a gap may be too small for the moment to move: then by the least that can be told.
    b.next_wish = next > b.next_wish ? next : std::nextafter(b.next_wish, std::numeric_limits<float>::infinity());
}

void put_into_calendar(const World& world, Block& block, Buyer& b, std::uint16_t member, std::int64_t earliest) {
    const std::int64_t day = std::max(earliest, world.season.day_of(b.next_wish));
    if (b.in_calendar || day >= world.season.days()) return;
    block.calendar.add(static_cast<std::size_t>(day), member);
    b.in_calendar = true;
}

void resume_wishes(const World& world, Block& block, Buyer& b, std::uint16_t member, std::int64_t day) {
    if (b.in_calendar || day >= world.season.days()) return;
    while (b.next_wish < world.season.start_of(day)) next_wish(world, block.first + member, b);
    put_into_calendar(world, block, b, member, day);
}

void make_aware(World& world, Platform& platform, std::span<const std::int64_t> counts) {
    world.for_ranges(counts.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t g = begin; g < end; ++g) make_segment_aware(world, platform, g, counts[g]);
    });
}

PaceBefore pace_of(const World& world) {
    PaceBefore pace{world.season, world.spec().wishes.shape, {}};
    for (const SegmentPlan& segment : world.plan.segments) pace.rates.push_back(segment.wish_rate);
    return pace;
}

void pace_wishes_anew(World& world, const PaceBefore& before) {
    const bool same_seasons = world.season == before.season;
    const bool same_shape = world.spec().wishes.shape == before.shape;
    const World& read = world;  // so that pages nobody touched stay so
    world.for_each_block([&](std::size_t block_number, std::size_t) {
        Block& block = world.blocks[block_number];
        const bool same_rates =
            same_shape && world.plan.segments[block.segment].wish_rate == before.rates[block.segment];
        if (same_seasons && same_rates) return;
        for (std::uint32_t i = 0; i < block.count; ++i) {
            const auto member = static_cast<std::uint16_t>(i);
            const std::uint32_t number = block.first + i;
            if (read.buyers[number].knows == 0) continue;
            Buyer& b = world.buyers[number];
            const float rate = same_rates ? b.wish_rate : wish_rate_of(world, number, block.segment);
            b.next_wish = moment_at_new_pace(world, before, number, b, rate);
            b.wish_rate = rate;
            // A buyer who left has no wishes in the calendar, unless one was there when it left.
            const bool has_left = std::all_of(world.platforms.begin(), world.platforms.end(),
                                              [number](const std::unique_ptr<Platform>& platform) {
                                                  const Stage stage = platform->relationships[number].stage;
                                                  return stage == Stage::Unaware || stage == Stage::Left;
                                              });
            if (has_left && !b.in_calendar) continue;
            block.calendar.remove(member);
            b.in_calendar = false;
            put_into_calendar(world, block, b, member, world.today);
        }
    });
}

}  // namespace pasar
