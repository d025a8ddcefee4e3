#include "sim/people/wishes.h"

#include <algorithm>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "agents/portable_math.h"
#include "sim/memory/fetch.h"

namespace pasar {
namespace {

/// A step that visits 0..n-1 in a scattered order when taken round and round: coprime to n, near the golden section.
std::uint64_t scattering_step(std::uint64_t n) {
    auto step = static_cast<std::uint64_t>(static_cast<double>(n) * 0.6180339887498949);
    if (step == 0) step = 1;
    while (std::gcd(step, n) != 1) ++step;
    return step;
}

double gap(const Market& m, std::uint32_t number, std::uint32_t wish, double rate) {
    return exponential_gap(Dice(m.plan.world, Purpose::Wish, number, wish).uniform(), rate);
}

/// Traits from the buyer's own dice: where it lives, how it likes to pay, how often it buys. How readily it leaves is
/// drawn when that first matters.
Buyer born(const Market& m, std::uint32_t number, std::size_t segment) {
    Buyer b;
    Dice traits(m.plan.world, Purpose::Traits, number);
    b.region = static_cast<std::uint8_t>(m.plan.region.pick(traits.uniform()));
    b.payment = static_cast<std::uint8_t>(m.plan.payment.pick(traits.uniform()));
    b.trust = static_cast<float>(m.spec.trust.initial);
    b.wish_rate = wish_rate_of(m, number, segment);
    b.next_wish = m.spec.wishes.first_on_day_0 ? 0.0F : static_cast<float>(gap(m, number, 0, b.wish_rate));
    b.stage = Stage::Aware;
    return b;
}

/// The moment of a pending wish under the pace of `m`, when it was `b.next_wish` under the seasons `before`.
float moment_at_new_pace(const Market& m, const Season& before, std::uint32_t number, const Buyer& b, float rate) {
    const double now = m.season.start_of(m.today);
    const double left = static_cast<double>(b.next_wish) - before.start_of(m.today);
    // An overdue wish, such as one that waits for the morrow, keeps its place.
    if (left <= 0.0 || rate == b.wish_rate) return static_cast<float>(now + left);
    if (b.wish_rate <= 0.0F || rate <= 0.0F) return static_cast<float>(now + gap(m, number, b.wish, rate));
    return static_cast<float>(now + left * static_cast<double>(b.wish_rate) / static_cast<double>(rate));
}

}  // namespace

float wish_rate_of(const Market& m, std::uint32_t number, std::size_t segment) {
    const double mean = m.plan.segments[segment].wish_rate;
    if (mean <= 0.0) return 0.0F;
    Dice dice(m.plan.world, Purpose::WishRate, number);
    boost::random::gamma_distribution<double> gamma(m.spec.wishes.shape, mean / m.spec.wishes.shape);
    return static_cast<float>(gamma(dice));  // rounds away the last bits, in which C libraries differ
}

float innate_dropout_odds(const Market& m, std::uint32_t number) {
    Dice dice(m.plan.world, Purpose::Dropout, number);
    boost::random::beta_distribution<double> beta(m.spec.leaving.alpha, m.spec.leaving.beta);
    return static_cast<float>(log_odds(beta(dice)));
}

void next_wish(const Market& m, std::uint32_t number, Buyer& b) {
    ++b.wish;
    const float next = b.next_wish + static_cast<float>(gap(m, number, b.wish, b.wish_rate));
    // Late in a long run a gap may be too small for the moment to move: then by the least that can be told.
    b.next_wish = next > b.next_wish ? next : std::nextafter(b.next_wish, std::numeric_limits<float>::infinity());
}

void put_into_calendar(Market& m, Block& block, std::uint16_t member, std::int64_t earliest) {
    Buyer& b = m.buyer(block, member);
    const std::int64_t day = std::max(earliest, m.season.day_of(b.next_wish));
    if (b.in_calendar || day >= m.season.days()) return;
    block.calendar.add(static_cast<std::size_t>(day), member);
    b.in_calendar = true;
}

void resume_wishes(Market& m, Block& block, std::uint16_t member, std::int64_t day) {
    const std::uint32_t number = block.first + member;
    Buyer& b = m.buyers[number];
    if (b.in_calendar || day >= m.season.days()) return;
    while (b.next_wish < m.season.start_of(day)) next_wish(m, number, b);
    put_into_calendar(m, block, member, day);
}

void make_aware(Market& m, std::size_t segment, std::int64_t count) {
    const SegmentPlan& plan = m.plan.segments[segment];
    const auto n = static_cast<std::uint64_t>(plan.buyers);
    if (n == 0 || count == 0) return;
    const std::uint64_t step = scattering_step(n);
    const std::uint64_t first = static_cast<std::uint64_t>(m.aware[segment]) % n * step % n;
    const auto next_place = [=](std::uint64_t place) { return place + step < n ? place + step : place + step - n; };
    const auto block_of = [&](std::uint64_t at) -> Block& { return m.blocks[plan.first_block + at / Block::kBuyers]; };
    // Blocks are asked for sixteen turns in advance, the buyer's own memory, which they name, eight.
    std::uint64_t place = first, later = (first + 8 * step) % n, much_later = (first + 16 * step) % n;
    for (std::int64_t i = 0; i < count; ++i) {
        fetch(block_of(much_later).calendar);
        fetch(m.buyer(block_of(later), static_cast<std::uint16_t>(later % Block::kBuyers)));
        fetch(block_of(later).calendar.memory()[later % Block::kBuyers]);
        Block& block = block_of(place);
        const auto member = static_cast<std::uint16_t>(place % Block::kBuyers);
        m.buyers[block.first + member] = born(m, block.first + member, segment);
        resume_wishes(m, block, member, m.today);
        place = next_place(place);
        later = next_place(later);
        much_later = next_place(much_later);
    }
    m.aware[segment] += count;
}

WishPace wish_pace_of(const Market& m) {
    WishPace pace{.season = m.season, .shape = m.spec.wishes.shape, .rates = {}};
    for (const SegmentPlan& segment : m.plan.segments) pace.rates.push_back(segment.wish_rate);
    return pace;
}

void pace_wishes_anew(Market& m, const WishPace& before) {
    const bool same_seasons = m.season == before.season;
    const bool same_shape = m.spec.wishes.shape == before.shape;
    m.for_each_block([&](Block& block, Worker&) {
        const bool same_rates = same_shape && m.plan.segments[block.segment].wish_rate == before.rates[block.segment];
        if (same_seasons && same_rates) return;
        for (std::uint32_t member = 0; member < block.count; ++member) {
            const std::uint32_t number = block.first + member;
            if (m.buyers[number].stage == Stage::Unaware) continue;  // only read: its page may never have been touched
            Buyer& b = m.buyers[number];
            const float rate = same_rates ? b.wish_rate : wish_rate_of(m, number, block.segment);
            b.next_wish = moment_at_new_pace(m, before.season, number, b, rate);
            b.wish_rate = rate;
            // Who left has no wishes in the calendar, unless one was there when it left.
            if (b.stage == Stage::Left && !b.in_calendar) continue;
            block.calendar.remove(static_cast<std::uint16_t>(member));
            b.in_calendar = false;
            put_into_calendar(m, block, static_cast<std::uint16_t>(member), m.today);
        }
    });
}

}  // namespace pasar
