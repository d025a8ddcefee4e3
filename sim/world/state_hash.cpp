#include "sim/world/state_hash.h"

#include <array>
#include <ranges>
#include <string_view>

namespace pasar {
namespace {

/// Types of records; a new one goes to the end.
enum class RecordKind : std::uint8_t { Buyer, Order, Seller, Offer, Payout, Cell };

RecordHash record(RecordKind kind, std::uint64_t number) { return {static_cast<std::uint64_t>(kind), number}; }

/// FNV-1a.
constexpr std::uint64_t hash_of_name(std::string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
}

/// The sum over numbers that stand in arrays: each that is not zero by where it stands. So an array may grow at its end
/// without a change while nothing stands there.
class CellSum {
public:
    template <class T>
    void add(std::string_view name, const T& cells) {
        add_at(hash_of_name(name), cells);
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

private:
    template <class T>
    void add_at(std::uint64_t place, const T& cell) {
        if constexpr (std::ranges::range<T>) {
            std::uint64_t index = 0;
            for (const auto& part : cell) add_at(record(RecordKind::Cell, place).add(index++).value(), part);
        } else if constexpr (std::is_class_v<T> && !std::is_same_v<T, Money>) {
            static_assert(std::has_unique_object_representations_v<T> && sizeof(T) % sizeof(std::int64_t) == 0,
                          "counts are structs of 64-bit integers");
            add_at(place, std::bit_cast<std::array<std::int64_t, sizeof(T) / sizeof(std::int64_t)>>(cell));
        } else if (RecordHash::bits_of(cell) != 0) {
            value_ += record(RecordKind::Cell, place).add(cell).value();
        }
    }

    std::uint64_t value_ = 0;
};

std::uint64_t hash_of_people(const Market& market) {
    std::uint64_t sum = 0;
    for (const Block& block : market.blocks) {
        const std::span<const std::uint16_t> due = block.calendar.memory();
        for (std::uint32_t member = 0; member < block.count; ++member) {
            const Buyer& buyer = market.buyers[block.first + member];
            if (buyer.stage != Stage::Unaware) sum += hash_of(buyer, block.first + member, due[member]);
        }
        block.agenda.for_each_due(market.today, [&](Agenda::What what, std::int64_t days_ahead, const Order& order) {
            sum += hash_of(order, block.first + order.buyer, what, days_ahead);
        });
    }
    return sum;
}

std::uint64_t hash_of_supply(const Market& market) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < market.sellers.size(); ++i) sum += hash_of(market.sellers[i], i);
    for (std::size_t i = 0; i < market.offers.size(); ++i) sum += hash_of(market.offers[i], i);
    return sum;
}

/// What stands in a ring of days, by how far ahead its day is.
template <class Ring>
Ring from_today(const Ring& ring, std::int64_t today) {
    Ring turned{};
    for (std::size_t ahead = 0; ahead < ring.size(); ++ahead)
        turned[ahead] = ring[(static_cast<std::size_t>(today) + ahead) % ring.size()];
    return turned;
}

std::uint64_t hash_of_money_under_way(const Market& market) {
    CellSum cells;
    cells.add("settling", from_today(market.money.settling, market.today));
    cells.add("courier_cash", from_today(market.money.courier_cash, market.today));
    cells.add("own_sales", from_today(market.money.own_sales, market.today));
    cells.add("held_refunds", from_today(market.money.held_refunds, market.today));
    cells.add("refunds", from_today(market.money.refunds, market.today));
    cells.add("courier_due", market.courier_due);
    cells.add("cashback_due", market.cashback_due);
    std::uint64_t sum = cells.value();
    for (std::size_t ahead = 0; ahead < market.payouts.size(); ++ahead) {
        const std::size_t slot = (static_cast<std::size_t>(market.today) + ahead) % market.payouts.size();
        for (const Payout& payout : market.payouts[slot]) sum += hash_of(payout, static_cast<std::int64_t>(ahead));
    }
    return sum;
}

std::uint64_t hash_of_conditions(const DayConditions& day) {
    CellSum cells;
    cells.add("response_seconds", day.response_seconds);
    cells.add("lost_share", day.lost_share);
    cells.add("abandon", day.abandon);
    cells.add("quality_belief", day.quality_belief);
    cells.add("rating_inflation", day.rating_inflation);
    cells.add("delay_factor", day.delay_factor);
    cells.add("courier_wait_parcels", day.courier_wait_parcels);
    cells.add("courier_yesterday", day.courier_yesterday);
    cells.add("best_courier", day.best_courier);
    cells.add("support_backlog", day.support_backlog);
    cells.add("support_yesterday", day.support_yesterday);
    cells.add("picking_backlog", day.picking_backlog);
    cells.add("picking_yesterday", day.picking_yesterday);
    cells.add("adstock", day.adstock);
    return cells.value();
}

/// What workers hold beyond the end of a day, summed over them, and the counts of all together.
std::uint64_t hash_of_counts(const Market& market) {
    CellSum cells;
    cells.add("today", market.today);
    cells.add("aware", market.aware);
    cells.add("own_offers", market.own_offers);
    cells.add("first_known_seller", market.first_known_seller);
    EndedOrders ended;
    std::array<std::int64_t, kMaxRegions> new_sellers{};
    for (const Worker& w : market.workers) {
        ended.add(w.ended);
        for (const std::uint8_t region : w.new_sellers) ++new_sellers[region];
    }
    const CohortTally cohorts = market.cohorts();
    cells.add("ended", ended.ages());
    cells.add("new_sellers", new_sellers);
    cells.add("cohorts joined", cohorts.joined);
    cells.add("cohorts left", cohorts.left);
    cells.add("cohorts lost", cohorts.lost);
    return cells.value() + hash_of(market.total);
}

}  // namespace

std::uint64_t hash_of(const Buyer& b, std::uint32_t number, std::uint16_t due) {
    return record(RecordKind::Buyer, number)
        .add(b.next_wish, b.wish_rate, b.dropout_odds, b.trust, b.satisfaction, b.liked_by, b.liked_offer,
             b.barred_offer, b.wish, b.remind_on, b.coupon_visit_on, b.points, b.orders, b.coupon, b.coupon_until,
             b.last_order_day, b.first_month, b.region, b.payment, b.stage, b.talk)
        .add(std::uint16_t{b.changed_month}, std::uint16_t{b.was_customer}, std::uint16_t{b.in_calendar}, due)
        .value();
}

std::uint64_t hash_of(const Order& o, std::uint32_t buyer, Agenda::What what, std::int64_t days_ahead) {
    return record(RecordKind::Order, buyer)
        .add(o.goods, o.paid, o.discount, o.shipping, o.offer, o.wish, o.expectation, o.satisfaction, o.buyer, o.placed,
             o.promised, o.ended, o.units, o.payment, o.courier, o.region, o.flags)
        .add(Fate{o.fate}, Cause{o.cause}, FeltCause{o.felt}, Remedy{o.remedy}, Entry{o.entry}, what, days_ahead)
        .value();
}

std::uint64_t hash_of(const Seller& s, std::size_t number) {
    return record(RecordKind::Seller, number)
        .add(s.kind, s.type, s.region, s.state, s.joined, s.returns_on, s.orders_served, s.cheats_recognised, s.balance,
             s.income, s.gmv)
        .value();
}

std::uint64_t hash_of(const Offer& o, std::size_t number) {
    return record(RecordKind::Offer, number)
        .add(o.seller, o.category, o.region, o.kind, o.type, o.own, o.open, o.cashing_in, o.quality, o.inferred,
             o.described, o.shown, o.cost, o.price, o.reference, o.stock, o.floor, o.up_to, o.reorder_at, o.ordered,
             o.restock_day, o.sold_since_review, o.sold, o.last_sale_day)
        .add(o.ratings.good, o.ratings.bad, o.ratings.stars, o.ratings.count, o.ratings.transactions)
        .value();
}

std::uint64_t hash_of(const Payout& p, std::int64_t days_ahead) {
    return record(RecordKind::Payout, p.seller).add(p.day, p.to_seller, p.to_platform, days_ahead).value();
}

std::uint64_t hash_of(const Tally& t) {
    CellSum cells;
    cells.add("counts", t.counts);
    cells.add("books", t.books);
    cells.add("segments", t.segments);
    cells.add("regions", t.regions);
    cells.add("payments", t.payments);
    cells.add("seller_kinds", t.seller_kinds);
    cells.add("couriers", t.couriers);
    cells.add("courier_region", t.courier_region);
    cells.add("complaints", t.complaints);
    cells.add("leavers", t.leavers);
    cells.add("losses", t.losses);
    cells.add("fates", t.fates);
    cells.add("moves", t.moves);
    cells.add("promoters", t.promoters);
    cells.add("detractors", t.detractors);
    cells.add("detraction", t.detraction);
    cells.add("trust", t.trust);
    cells.add("experienced", t.experienced);
    cells.add("inflated", t.inflated);
    cells.add("experiences", t.experiences);
    cells.add("people_tickets", t.people_tickets);
    cells.add("own_orders", t.own_orders);
    cells.add("open_orders", t.open_orders);
    cells.add("open_tickets", t.open_tickets);
    cells.add("held_open", t.held_open);
    return cells.value();
}

std::uint64_t state_hash(const Market& market) {
    return hash_of_people(market) + hash_of_supply(market) + hash_of_money_under_way(market) +
           hash_of_conditions(market.conditions) + hash_of_counts(market);
}

}  // namespace pasar
