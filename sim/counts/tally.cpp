#include "sim/counts/tally.h"

namespace pasar {
namespace {

/// Every field of these structs is a 64-bit integer, so that adding goes over them as one array; the asserts keep it
/// so.
template <class Struct>
void add_integers(Struct& into, const Struct& from, std::int64_t sign = 1) {
    static_assert(sizeof(Struct) % sizeof(std::int64_t) == 0 && std::is_trivially_copyable_v<Struct>);
    auto* sum = reinterpret_cast<std::int64_t*>(&into);
    const auto* more = reinterpret_cast<const std::int64_t*>(&from);
    for (std::size_t i = 0; i < sizeof(Struct) / sizeof(std::int64_t); ++i) add_up(sum[i], sign * more[i]);
}

}  // namespace

void GroupCounts::add(const GroupCounts& o) { add_integers(*this, o); }
void CourierCounts::add(const CourierCounts& o) { add_integers(*this, o); }

Tally::Tally(const Extent& extent)
    : segments(extent.segments),
      regions(extent.regions),
      payments(extent.payments),
      couriers(extent.couriers),
      courier_region(extent.couriers * extent.regions),
      losses(extent.payments),
      fates(extent.payments),
      reasons(extent.payments) {}

namespace {

void add_tally(Tally& sum, const Tally& more, std::int64_t sign) {
    const auto add_lists = [sign](auto& into, const auto& from) {
        for (std::size_t i = 0; i < into.size(); ++i) add_integers(into[i], from[i], sign);
    };
    add_integers(static_cast<FixedTally&>(sum), static_cast<const FixedTally&>(more), sign);
    add_lists(sum.segments, more.segments);
    add_lists(sum.regions, more.regions);
    add_lists(sum.payments, more.payments);
    add_lists(sum.couriers, more.couriers);
    add_lists(sum.courier_region, more.courier_region);
    add_lists(sum.losses, more.losses);
    add_lists(sum.fates, more.fates);
    add_lists(sum.reasons, more.reasons);
}

}  // namespace

void Tally::add(const Tally& other) { add_tally(*this, other, 1); }
void Tally::take_off(const Tally& other) { add_tally(*this, other, -1); }

void CohortTally::add(const CohortTally& other) {
    for (std::size_t i = 0; i < joined.size(); ++i) joined[i] += other.joined[i];
    for (std::size_t i = 0; i < left.size(); ++i) left[i] += other.left[i];
    for (std::size_t i = 0; i < lost.size(); ++i) lost[i] += other.lost[i];
}

}  // namespace pasar
