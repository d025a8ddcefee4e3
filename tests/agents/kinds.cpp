#include "agents/kinds.h"

#include <doctest/doctest.h>

#include <set>
#include <string_view>

using namespace pasar;

namespace {

/// Every value has a name of its own, in snake_case as scenario files want it.
template <class Enum>
bool well_named(Enum last) {
    const auto& names = NamesOf<Enum>::names;
    std::set<std::string_view> different(names.begin(), names.end());
    bool plain = true;
    for (const std::string_view name : names)
        plain &=
            !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string_view::npos;
    return plain && different.size() == names.size() && static_cast<std::size_t>(last) + 1 == kCountOf<Enum>;
}

}  // namespace

TEST_CASE("every kind has a name of its own, and as many names as kinds") {
    CHECK(well_named(SupplyKind::Hybrid));
    CHECK(well_named(MatchingKind::Feed));
    CHECK(well_named(AskedBy::Firm));
    CHECK(well_named(PlatformNest::Beside));
    CHECK(well_named(NetworkOf::Offers));
    CHECK(well_named(AuctionRule::SealedFirstPrice));
    CHECK(well_named(IncrementRule::NextBid));
    CHECK(well_named(AuctionClose::Extension));
    CHECK(well_named(BidValues::Uniform));
    CHECK(well_named(BookingLimit::Rule));
    CHECK(well_named(Ranking::Balanced));
    CHECK(well_named(FulfilmentKind::Service));
    CHECK(well_named(Handover::PickUp));
    CHECK(well_named(CourierPolicy::Smart));
    CHECK(well_named(ProtectionKind::Warranty));
    CHECK(well_named(ReputationSystem::EffectivePositive));
    CHECK(well_named(SellerKind::Opportunist));
    CHECK(well_named(SellerPricing::Margin));
    CHECK(well_named(StorePricing::Optimise));
    CHECK(well_named(EntryBy::Sales));
    CHECK(well_named(OffPlatformDemand::Linear));
    CHECK(well_named(Fate::Cancelled));
    CHECK(well_named(Reason::Used));
    CHECK(well_named(WayBack::Returned));
    CHECK(well_named(Cause::Courier));
    CHECK(well_named(FeltCause::Shop));
    CHECK(well_named(Remedy::Compensation));
    CHECK(well_named(Party::Platform));
    CHECK(well_named(Stage::Left));
    CHECK(well_named(ThankYouChannel::InShop));
    CHECK(well_named(SupportPriority::WorstFirst));
}

TEST_CASE("the rules of the treatment table call causes and failures by the names the tables use") {
    for (std::size_t i = 1; i < kCountOf<CauseRule>; ++i)
        CHECK(NamesOf<CauseRule>::names[i] == NamesOf<Cause>::names[i]);
    for (std::size_t i = 1; i < kCountOf<FeltRule>; ++i)
        CHECK(NamesOf<FeltRule>::names[i] == NamesOf<FeltCause>::names[i - 1]);
    for (std::size_t i = 1; i < kCountOf<FateRule>; ++i) CHECK(NamesOf<FateRule>::names[i] == NamesOf<Fate>::names[i]);
}
