#include "sim/memory/room.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "sim/counts/result.h"
#include "sim/world/world.h"

namespace pasar {

namespace {

/// A cell of a table that a run makes, with what its text may take beside it.
constexpr double kBytesOfCell = sizeof(Cell) + 8.0;
constexpr double kCellsOfSeller = 14.0;
constexpr double kCellsOfOrder = 36.0;
constexpr double kCellsOfSellerDay = 15.0, kCellsOfAuction = 18.0, kCellsOfDistributor = 13.0;
constexpr double kCellsOfDay = 5.0 * (static_cast<double>(kAccountCount) + static_cast<double>(kCountOf<Stage>));

/// Threads, code and what else does not hang on the scenario.
constexpr double kBytesOfAnyMarket = 4e6;

double bytes_of_offer(std::size_t classes) {
    return sizeof(Offer) + sizeof(Seller) + sizeof(OfferTally) * 2.0 + sizeof(float) * static_cast<double>(classes) +
           24.0;
}

double bytes_of_day(bool tables) {
    const double kept = sizeof(DayRow) + sizeof(PlatformState::stage_moves[0]);
    return tables ? kept + sizeof(Books) + kCellsOfDay * kBytesOfCell : kept;
}

/// Months of first orders by months of leaving, and their table.
double bytes_of_months(std::int64_t days, bool tables) {
    const std::int64_t begun = (days + 29) / 30;
    const auto months = static_cast<double>(begun);
    return months * months * (2.0 * sizeof(std::int64_t) + (tables ? 2.5 * kBytesOfCell : 0.0));
}

std::string in_groups(double count) {
    std::string digits = fmt::format("{:.0f}", count);
    for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, 1, ',');
    return digits;
}

std::string amount(double count, const char* one, const char* many) {
    return in_groups(count) + ' ' + (count == 1.0 ? one : many);
}

std::string in_bytes(double bytes) {
    constexpr std::array<const char*, 5> kUnits{"kB", "MB", "GB", "TB", "PB"};
    std::size_t unit = 0;
    for (bytes /= 1000.0; bytes >= 1000.0 && unit + 1 < kUnits.size(); bytes /= 1000.0) ++unit;
    return fmt::format("{:.{}f} {}", bytes, bytes < 10.0 ? 1 : 0, kUnits[unit]);
}

/// What an offer takes besides, by how it is sold: its listing, or the places of the days that can be booked.
double bytes_of_matching(const ModelSpec& model) {
    switch (model.matching.kind) {
        case MatchingKind::Offers:
            return 0.0;
        case MatchingKind::Auction:
            return sizeof(Listing) + 2.0 * sizeof(std::uint32_t);
        case MatchingKind::Subscription:
        case MatchingKind::Feed:
            return 0.0;
        case MatchingKind::Booking:
            return 3.0 * sizeof(std::uint16_t) *
                   static_cast<double>(model.booking.horizon_days + Bookings::kLongestStay + 1);
    }
    return 0.0;
}

std::string of_model(const ModelSpec& model, const char* path) { return fmt::format("models.{}.{}", model.name, path); }

}  // namespace

std::vector<MemoryNeed> memory_needs(const Scenario& scenario, std::size_t model_index, bool tables) {
    const ModelSpec& model = scenario.models[model_index];
    const WorldPlan world(scenario, 0);
    const Plan plan(world, scenario.market, model);
    const auto buyers = static_cast<double>(scenario.market.buyers);
    const double blocks = buyers / Block::kBuyers + static_cast<double>(scenario.market.segments.size());
    // A buyer, its place in the calendar, and the orders it has under way, about one for each two weeks of wishes.
    const double under_way = std::min(3.0, scenario.market.wishes.rate_per_day * 14.0 * 0.7);
    // Who subscribes has a record that stays, and the order of its last bill.
    const double subscribed =
        plan.has_plans ? sizeof(std::uint16_t) + 0.3 * (sizeof(Subscription) + sizeof(Order) + 8.0) : 0.0;
    const double per_buyer =
        sizeof(Buyer) + sizeof(Relationship) + sizeof(std::uint16_t) + under_way * (sizeof(Order) + 16.0) + subscribed;
    const double per_offer = bytes_of_offer(world.classes.size()) + bytes_of_matching(model);
    const double listings = plan.sells_by_auction ? static_cast<double>(model.auction.listings) : 1.0;
    const double per_seller = per_offer + (tables ? kCellsOfSeller * kBytesOfCell : 0.0);
    const auto sellers = static_cast<double>(plan.sellers);
    // An offer more for what rounding up to whole offers may add.
    const double catalogue = scenario.market.sellers.catalogue_spread > 0.0
                                 ? scenario.market.sellers.catalogue + 1.0
                                 : std::ceil(scenario.market.sellers.catalogue);
    const double products = model.supply.kind == SupplyKind::Sellers ? 0.0 : static_cast<double>(model.supply.products);
    const auto days = static_cast<double>(scenario.days);
    std::vector<MemoryNeed> needs{
        {amount(buyers, "buyer", "buyers"), "market.buyers",
         buyers * per_buyer + blocks * (sizeof(Block) + sizeof(Dealings))},
        {amount(sellers, "seller", "sellers"), of_model(model, "supply.sellers"),
         sellers * (per_seller + (catalogue * listings - 1.0) * per_offer)},
        {amount(products, "product", "products"), of_model(model, "supply.products"), products * per_offer},
        {amount(days, "day", "days"), "days",
         days * (bytes_of_day(tables) + 2.0 * blocks) + bytes_of_months(scenario.days, tables) + kBytesOfAnyMarket}};
    if (const auto distributors = static_cast<double>(plan.distributors); distributors > 0.0)
        needs.push_back({amount(distributors, "distributor", "distributors"), "market.distributors.number",
                         distributors * (sizeof(Distributor) + (tables ? kCellsOfDistributor * kBytesOfCell : 0.0))});
    if (model.supply.entry.on && model.supply.kind == SupplyKind::Hybrid)
        if (const auto entered = static_cast<double>(model.supply.entry.most); entered > 0.0)
            needs.push_back({amount(entered, "own offer to be opened", "own offers to be opened"),
                             of_model(model, "supply.entry.most"), entered * per_offer});
    return needs;
}

double total_bytes(const std::vector<MemoryNeed>& needs) {
    return std::accumulate(needs.begin(), needs.end(), 0.0,
                           [](double sum, const MemoryNeed& need) { return sum + need.bytes; });
}

const MemoryNeed& largest_of(const std::vector<MemoryNeed>& needs) {
    return *std::max_element(needs.begin(), needs.end(),
                             [](const MemoryNeed& one, const MemoryNeed& other) { return one.bytes < other.bytes; });
}

std::vector<MemoryNeed> memory_of(const Platform& p) {
    double orders = 0.0, of_orders = 0.0;
    double of_buyers = static_cast<double>(p.world.buyers.bytes() + p.relationships.bytes() +
                                           p.world.blocks.capacity() * (sizeof(Block) + sizeof(Dealings)));
    for (const Block& block : p.world.blocks) of_buyers += static_cast<double>(block.calendar.bytes());
    for (const Dealings& block : p.dealings) {
        of_orders += static_cast<double>(block.bytes());
        orders += static_cast<double>(block.orders.all().size());
    }
    p.payouts.for_each([&](std::int64_t, const std::vector<Payout>& day) {
        of_orders += static_cast<double>(day.capacity() * sizeof(Payout));
    });

    const double all = static_cast<double>(p.sellers.size());
    const double at_first =
        static_cast<double>(p.plan.sellers) + static_cast<double>(p.world.spec().known_sellers.size());
    const double joined = std::max(0.0, all - at_first);
    const double per_seller = bytes_of_offer(p.world.plan.classes.size()) +
                              static_cast<double>(p.threads.size()) * sizeof(OfferTally) +
                              (p.keep_tables ? kCellsOfSeller * kBytesOfCell : 0.0);
    const bool grew = joined > all / 2.0;
    const double of_ended = static_cast<double>(p.auctions.ended.capacity() * sizeof(EndedAuction));
    const double of_matching =
        static_cast<double>(p.auctions.bytes()) - of_ended + static_cast<double>(p.bookings.bytes());
    const auto ended = static_cast<double>(p.auctions.ended.size());
    const auto told = static_cast<double>(p.stories.size());
    const auto seller_days = static_cast<double>(p.seller_days.size());
    return {{amount(static_cast<double>(p.world.spec().buyers), "buyer", "buyers"), "market.buyers", of_buyers},
            {amount(orders, "order under way", "orders under way"), "market.wishes.rate_per_day", of_orders},
            {grew ? fmt::format("{}, {} of them since day 0", amount(all, "seller", "sellers"), in_groups(joined))
                  : amount(all, "seller", "sellers"),
             grew ? "market.sellers.entry_per_day or market.sellers.buyer_turns_seller"
                  : of_model(p.model(), "supply.sellers"),
             all * per_seller +
                 std::max(0.0, static_cast<double>(p.offers.size()) - all) *
                     (bytes_of_offer(p.world.plan.classes.size()) +
                      static_cast<double>(p.threads.size()) * sizeof(OfferTally)) +
                 of_matching},
            {amount(ended, "row", "rows") + " of auctions.csv", "--auctions",
             of_ended + ended * kCellsOfAuction * kBytesOfCell},
            {amount(told, "order", "orders") + " told of in orders.csv", "--orders",
             told * (sizeof(OrderStory) + kCellsOfOrder * kBytesOfCell)},
            {amount(seller_days, "row", "rows") + " of reviews.csv", "--reviews",
             seller_days * (sizeof(SellerDay) + kCellsOfSellerDay * kBytesOfCell)},
            {amount(static_cast<double>(p.world.day()), "day", "days"), "days",
             static_cast<double>(p.world.day()) * bytes_of_day(p.keep_tables) +
                 bytes_of_months(p.world.scenario().days, p.keep_tables)}};
}

std::string what_takes_the_room(const Platform& platform) {
    const std::vector<MemoryNeed> needs = memory_of(platform);
    const MemoryNeed& largest = largest_of(needs);
    return fmt::format("day {}: {} take {} of memory, the market {} in all; lower {}", platform.world.day(),
                       largest.what, in_bytes(largest.bytes), in_bytes(total_bytes(needs)), largest.parameter);
}

void check_room(const Platform& platform, double most_bytes) {
    if (total_bytes(memory_of(platform)) <= most_bytes) return;
    throw OutOfRoom(fmt::format("{}, or give it more than the {} that a run may use here",
                                what_takes_the_room(platform), in_bytes(most_bytes)));
}

}  // namespace pasar
