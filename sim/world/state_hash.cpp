#include "sim/world/state_hash.h"

#include <array>
#include <ranges>
#include <string_view>

namespace pasar {
namespace {

/// Types of records; a new one goes to the end.
enum class RecordKind : std::uint8_t {
    Buyer,
    Relationship,
    Order,
    Appointment,
    Seller,
    Offer,
    Payout,
    Cell,
    PanelMember,
    Liked,
    Ratings,
    PriceWindow,
    Listing,
    Bid,
    BookedDay,
    Distributor,
    Subscription,
    Merchant
};

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

std::uint64_t hash_of_people(const World& world) {
    std::uint64_t sum = 0;
    for (const Block& block : world.blocks) {
        const std::span<const std::uint16_t> due = block.calendar.memory();
        for (std::uint32_t member = 0; member < block.count; ++member) {
            const Buyer& buyer = world.buyers[block.first + member];
            if (buyer.knows != 0) sum += hash_of(buyer, block.first + member, due[member]);
        }
    }
    return sum;
}

std::uint64_t hash_of_dealings(const Platform& p) {
    std::uint64_t sum = 0;
    const std::int64_t today = p.world.today;
    for (std::size_t i = 0; i < p.dealings.size(); ++i) {
        const Block& block = p.world.blocks[i];
        for (std::uint32_t number = block.first; number < block.first + block.count; ++number)
            if (p.relationships[number].stage != Stage::Unaware) sum += hash_of(p.relationships[number], number);
        for (std::uint32_t member = 0; member < block.count; ++member)
            p.dealings[i].liked.for_each(static_cast<std::uint16_t>(member), [&](const LikedOffers::Entry& liked) {
                sum += record(RecordKind::Liked, block.first + member)
                           .add(liked.offer, liked.steps, liked.category)
                           .value();
            });
        const std::vector<PanelMember>& panel = p.dealings[i].panel.members();
        for (std::size_t member = 0; member < panel.size(); ++member)
            if (panel[member].orders != 0)
                sum += hash_of(panel[member], block.first + p.dealings[i].panel.number(member));
        p.dealings[i].orders.for_each_due([&](OrderBook::What what, std::int64_t day, const Order& order) {
            sum += hash_of(order, block.first + order.buyer, what, day - today);
        });
        p.dealings[i].appointments.for_each([&](std::int64_t day, const std::vector<Appointment>& due) {
            for (const Appointment& one : due) sum += hash_of(one, block.first + one.member, day - today);
        });
        for (const Subscription& s : p.dealings[i].subscriptions.all()) sum += hash_of(s, block.first + s.member);
        for (const Won& won : p.dealings[i].won)
            sum += hash_of(won.bid, 1) + hash_of(won.runner_up, won.is_second_chance ? 3 : 2) +
                   record(RecordKind::Bid, won.bid.buyer).add(won.price).value();
        for (const std::uint16_t member : p.dealings[i].sniped)
            sum += record(RecordKind::Bid, block.first + member).add(std::uint32_t{0}).value();
        for (const std::uint16_t member : p.dealings[i].try_again)
            sum += hash_of(Appointment{member, Occasion::TryAgain}, block.first + member, 1);
    }
    return sum;
}

std::uint64_t hash_of_supply(const Platform& p) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < p.sellers.size(); ++i) sum += hash_of(p.sellers[i], i);
    for (std::size_t i = 0; i < p.offers.size(); ++i) sum += hash_of(p.offers[i], i);
    for (std::size_t i = 0; i < p.ratings.size(); ++i) sum += hash_of(p.ratings[i], i);
    CellSum cells;
    cells.add("prospects", p.prospects);
    cells.add("sold at review", p.sold_at_review);
    cells.add("entered", p.entered);
    for (std::size_t i = 0; i < p.distributors.size(); ++i) sum += hash_of(p.distributors[i], i);
    sum += cells.value();
    return sum;
}

std::uint64_t hash_of_auctions(const Platform& p) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < p.auctions.listings.size(); ++i) sum += hash_of(p.auctions.listings[i], i);
    p.auctions.late.for_each([&](std::int64_t day, const std::vector<Bid>& bids) {
        for (const Bid& bid : bids) sum += hash_of(bid, day - p.world.today + 4);
    });
    CellSum cells;
    if (!p.auctions.listings.empty()) cells.add("shading", std::array{p.auctions.shading});
    cells.add("expected price", p.auctions.expected);
    return sum + cells.value();
}

/// What is booked of each day from today on.
std::uint64_t hash_of_bookings(const Platform& p) {
    const Bookings& b = p.bookings;
    std::uint64_t sum = 0;
    for (std::size_t offer = 0; b.days > 0 && offer < b.capacity.size(); ++offer)
        for (std::size_t ahead = 0; ahead < b.days; ++ahead) {
            const std::size_t at = b.at(offer, p.world.today + static_cast<std::int64_t>(ahead));
            if (b.booked[at] == 0 && b.asked[at] == 0) continue;
            sum += record(RecordKind::BookedDay, offer)
                       .add(std::uint64_t{ahead}, b.booked[at], b.asked[at], b.staying[at])
                       .value();
        }
    CellSum cells;
    cells.add("capacity", b.capacity);
    cells.add("limit", b.limit);
    cells.add("kept", b.kept);
    cells.add("demand at the full fare", b.demand);
    if (b.days > 0) cells.add("learned of bookings", std::array{b.due, b.came});
    for (std::size_t offer = 0; offer < b.sums.size(); ++offer) {
        const ProviderSums& s = b.sums[offer];
        cells.add("sums of a provider", std::array{static_cast<std::int64_t>(offer), s.offered, s.served, s.due,
                                                   s.no_shows, s.not_served, s.denied});
    }
    return sum + cells.value();
}

std::uint64_t hash_of_feed(const Platform& p) {
    CellSum cells;
    if (p.plan.is_feed) {
        cells.add("last read", p.feed.last_read);
        cells.add("posts", std::array{p.feed.good_posts, p.feed.bad_posts});
        cells.add("feed", std::array{p.feed.activity, p.feed.network_term, p.feed.fresh, p.feed.from_members,
                                     p.feed.bad, p.feed.quality});
    }
    return cells.value();
}

/// What is due on days to come, by how far ahead they are. The last day taken stands first, with nothing due.
std::vector<std::int64_t> from_today(const ByDay<std::int64_t>& amounts) {
    std::vector<std::int64_t> ahead;
    amounts.for_each([&](std::int64_t, std::int64_t amount) { ahead.push_back(amount); });
    return ahead;
}

std::uint64_t hash_of_money_under_way(const Platform& p) {
    CellSum cells;
    cells.add("settling", from_today(p.money.settling));
    cells.add("courier_cash", from_today(p.money.courier_cash));
    cells.add("own_sales", from_today(p.money.own_sales));
    cells.add("held_refunds", from_today(p.money.held_refunds));
    cells.add("refunds", from_today(p.money.refunds));
    for (std::size_t c = 0; c < p.courier_accounts.size(); ++c) {
        cells.add("courier_due", std::array{static_cast<std::int64_t>(c), p.courier_accounts[c].due.units});
        cells.add("cashback_due", std::array{static_cast<std::int64_t>(c), p.courier_accounts[c].cashback.units});
    }
    std::uint64_t sum = cells.value();
    p.payouts.for_each([&](std::int64_t day, const std::vector<Payout>& payouts) {
        for (const Payout& payout : payouts) sum += hash_of(payout, day - p.world.today);
    });
    return sum;
}

std::uint64_t hash_of_conditions(const DayConditions& day) {
    CellSum cells;
    cells.add("response_seconds", day.response_seconds);
    cells.add("lost_share", day.lost_share);
    cells.add("abandon", day.abandon);
    cells.add("quality_belief", day.quality_belief);
    cells.add("rating_inflation", day.rating_inflation);
    cells.add("scores", day.scores.state());
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

std::uint64_t hash_of_beliefs(const PriceBeliefs& beliefs) {
    CellSum cells;
    for (std::size_t g = 0; g < beliefs.segments.size(); ++g) {
        const PriceBeliefs::Segment& of = beliefs.segments[g];
        cells.add("demand", std::array{static_cast<double>(g + 1), of.visits, of.views, of.orders, of.units});
    }
    for (std::size_t i = 0; i < beliefs.trade.size(); ++i) {
        const PriceBeliefs::Trade& of = beliefs.trade[i];
        cells.add(i == 0 ? "trade" : "own trade", std::array{of.goods, of.units, of.costs, of.refunds});
    }
    cells.add("store_orders", beliefs.store_orders);
    std::uint64_t sum = cells.value();
    for (std::size_t seller = 0; seller < beliefs.windows.size(); ++seller) {
        const PriceBeliefs::Window& of = beliefs.windows[seller];
        sum += record(RecordKind::PriceWindow, seller).add(of.views, of.orders, of.days).value();
    }
    return sum;
}

/// What threads have counted, summed over them, and the counts of all together.
std::uint64_t hash_of_counts(const Platform& p) {
    CellSum cells;
    cells.add("aware", p.aware);
    if (p.world.competes) cells.add("visits_a_month", p.standing.visits_a_month);
    Arrivals arrivals = p.threads.front().counts.arrivals;
    for (std::size_t i = 1; i < p.threads.size(); ++i) arrivals.add(p.threads[i].counts.arrivals);
    cells.add("arrivals", arrivals.orders);
    cells.add("own_offers", p.own_offers);
    cells.add("first_known_seller", p.first_known_seller);
    if (p.firm.seller != kNoFirm) {
        cells.add("firm", std::array{p.firm.seller, p.firm.first_offer});
        cells.add("firm goods", p.firm.goods);
        cells.add("firm asked", p.firm.asked);
        cells.add("firm line", std::array{p.firm.backlog, p.firm.arriving});
        if (p.firm.shares_line) cells.add("firm line of all channels", p.firm.placed);
    }
    cells.add("new_sellers", std::array{p.new_sellers.size()});
    for (std::size_t i = 0; i < p.new_sellers.size(); ++i)
        cells.add("a new seller",
                  std::array{i, std::size_t{p.new_sellers[i].buyer}, std::size_t{p.new_sellers[i].region},
                             std::size_t{p.new_sellers[i].registers}});
    EndedOrders ended;
    for (const Platform::Thread& thread : p.threads) ended.add(thread.counts.ended);
    const CohortTally cohorts = p.cohorts();
    cells.add("ended", ended.ages());
    cells.add("ladder", p.ladder().days());
    cells.add("subscribers", p.subscriber_cohorts().cells());
    cells.add("cohorts joined", cohorts.joined);
    cells.add("cohorts left", cohorts.left);
    cells.add("cohorts lost", cohorts.lost);
    return cells.value() + hash_of(p.total);
}

/// Transfers between the first twelve accounts in rows of twelve, then those of accounts that came later: a new account
/// changes no hash of a market that makes no use of it.
std::vector<std::int64_t> transfers_in_order(const Books& books) {
    constexpr std::size_t kFirst = 12;
    std::vector<std::int64_t> transfers;
    const auto add = [&](std::size_t from, std::size_t to) {
        transfers.push_back(books.moved(static_cast<Account>(from), static_cast<Account>(to)).units);
    };
    for (std::size_t from = 0; from < kFirst; ++from)
        for (std::size_t to = 0; to < kFirst; ++to) add(from, to);
    for (std::size_t later = kFirst; later < kAccountCount; ++later) {
        for (std::size_t to = 0; to <= later; ++to) add(later, to);
        for (std::size_t from = 0; from < later; ++from) add(from, later);
    }
    return transfers;
}

/// Of those who have several shops.
std::uint64_t hash_of_merchants(const World& world) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < world.merchants.all.size(); ++i) {
        const Merchant& merchant = world.merchants.all[i];
        if (merchant.outlets.size() < 2) continue;
        RecordHash hash = record(RecordKind::Merchant, i);
        hash.add(merchant.identity, merchant.offers, merchant.main);
        for (const Outlet& outlet : merchant.outlets)
            hash.add(world.platforms[outlet.platform]->bit, outlet.seller, outlet.first_offer, outlet.shares_stock,
                     outlet.is_closed, outlet.below_others);
        for (const SharedGood& good : merchant.goods) hash.add(good.stock, good.bought, good.returned);
        sum += hash.value();
    }
    return sum;
}

}  // namespace

std::uint64_t hash_of(const Buyer& b, std::uint32_t number, std::uint16_t due) {
    RecordHash hash = record(RecordKind::Buyer, number);
    hash.add(b.next_wish, b.wish_rate, b.wish, b.knows, b.region, b.payment, b.in_calendar, due);
    if (b.bought_on != kNowhere) hash.add(b.bought_on);
    return hash.value();
}

std::uint64_t hash_of(const Relationship& r, std::uint32_t buyer) {
    return record(RecordKind::Relationship, buyer)
        .add(r.dropout_odds, r.trust, r.satisfaction, r.liked_steps, r.lapses_on, r.liked_offer, r.barred_offer,
             r.points, r.remind_on, r.coupon_visit_on, r.orders, r.last_order_day, r.coupon_until)
        .add(std::uint32_t{r.coupon}, Talk{r.talk}, std::uint32_t{r.first_month}, std::uint32_t{r.changed_month},
             std::uint32_t{r.was_customer}, Stage{r.stage})
        .value();
}

std::uint64_t hash_of(const Order& o, std::uint32_t buyer, OrderBook::What what, std::int64_t days_ahead) {
    return record(RecordKind::Order, buyer)
        .add(o.goods, o.paid, o.discount, o.shipping, o.offer, o.wish, o.satisfaction, o.expected_steps, o.gain_steps,
             o.buyer, o.placed, o.promised, o.ended, o.units, std::uint8_t{o.payment}, Reason{o.reason}, o.courier,
             o.region, o.flags)
        .add(Fate{o.fate}, Cause{o.cause}, FeltCause{o.felt}, Remedy{o.remedy}, bool{o.is_open},
             std::uint32_t{o.stars} | (o.is_shaded ? 8U : 0U) | (o.is_short_notice ? 16U : 0U), what, days_ahead)
        .value();
}

std::uint64_t hash_of(const Appointment& appointment, std::uint32_t buyer, std::int64_t days_ahead) {
    return record(RecordKind::Appointment, buyer).add(appointment.member, appointment.kind, days_ahead).value();
}

std::uint64_t hash_of(const Seller& s, std::size_t number) {
    RecordHash hash = record(RecordKind::Seller, number);
    hash.add(s.kind, s.type, s.region, s.state, s.joined, s.returns_on, s.orders_served, s.cheats_recognised, s.balance,
             s.income, s.judged, s.gmv)
        .add(s.offers, s.first_offer, s.identity, s.size, s.profit_per_day, s.outside_income_per_day, s.is_store,
             s.stays, s.last_sale_day)
        .add(s.ledger.sales, s.ledger.commission, s.ledger.fees, s.ledger.shipping, s.ledger.goods, s.ledger.returns,
             s.ledger.advertising, s.ledger.fixed);
    if (s.distributor != kNoDistributor) hash.add(s.distributor);
    if (s.merchant != kNoMerchant) hash.add(s.merchant);
    return hash.value();
}

std::uint64_t hash_of(const Offer& o, std::size_t number) {
    RecordHash hash = record(RecordKind::Offer, number);
    hash.add(o.seller, o.category, o.region, o.kind, o.type, o.own, o.open, o.cashing_in, o.is_slack, o.is_listed,
             o.short_by, o.quality, o.inferred, o.described, o.shown, o.cost, o.price, o.reference, o.stock, o.floor,
             o.asks_for, o.up_to, o.reorder_at, o.ordered, o.restock_day, o.sold_since_review, o.sold)
        .add(o.siblings, o.first, o.rated, o.exposure);
    if (o.is_copied) hash.add(o.is_copied);
    return hash.value();
}

std::uint64_t hash_of(const Distributor& d, std::size_t number) {
    return record(RecordKind::Distributor, number)
        .add(d.product, d.seller, d.lists_here, d.is_in_business, d.visits_factor, d.stock, d.ordered, d.arrives,
             d.stock_value, d.ordered_value, d.price, d.cash)
        .add(d.income, d.judged, d.profit_per_day, d.bought, d.sold_off, d.listed, d.paid, d.taken)
        .value();
}

std::uint64_t hash_of(const Subscription& s, std::uint32_t buyer) {
    return record(RecordKind::Subscription, buyer)
        .add(s.price, s.weighed, s.came_for, s.recurring, s.offer, s.wish, s.gain, s.expected, s.member, s.due, s.began,
             s.cohort, s.bills, s.all_bills, s.uses, s.state, s.payment, s.tries)
        .add(s.forgot, s.fails_hard, s.declined, s.coupon)
        .value();
}

std::uint64_t hash_of(const Bid& b, std::int64_t days_ahead) {
    return record(RecordKind::Bid, b.buyer)
        .add(b.offer, b.wish, b.turn, b.most, b.value, b.expected, b.payment, b.zone, b.is_late, b.by_hand, days_ahead)
        .value();
}

std::uint64_t hash_of(const Listing& l, std::size_t number) {
    return record(RecordKind::Listing, number)
        .add(l.auction.start, l.auction.price, l.auction.highest, l.auction.second, l.reserve, l.increment,
             l.best_value)
        .add(l.opened, l.closes, l.bidders, l.bids, l.late, l.late_lost, l.unpaid_units, l.is_open)
        .add(hash_of(l.leader, 0), hash_of(l.runner_up, 0))
        .value();
}

std::uint64_t hash_of(const Ratings& r, std::size_t number) {
    return record(RecordKind::Ratings, number).add(r.good, r.bad, r.stars, r.count, r.transactions).value();
}

std::uint64_t hash_of(const Payout& p, std::int64_t days_ahead) {
    return record(RecordKind::Payout, p.seller).add(p.day, p.to_seller, p.to_platform, days_ahead).value();
}

std::uint64_t hash_of(const PanelMember& member, std::uint32_t buyer) {
    return record(RecordKind::PanelMember, buyer).add(member.orders, member.spent).value();
}

std::uint64_t hash_of(const Tally& t) {
    CellSum cells;
    cells.add("counts", t.counts);
    cells.add("books", transfers_in_order(t.books));
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
    cells.add("praise", t.praise);
    cells.add("trust", t.trust);
    cells.add("experienced", t.experienced);
    cells.add("inflated", t.inflated);
    cells.add("experiences", t.experiences);
    cells.add("signal", t.signal);
    cells.add("surprise", t.surprise);
    cells.add("signal_squared", t.signal_squared);
    cells.add("signal_by_surprise", t.signal_by_surprise);
    cells.add("people_tickets", t.people_tickets);
    cells.add("own_orders", t.own_orders);
    cells.add("open_orders", t.open_orders);
    cells.add("open_tickets", t.open_tickets);
    cells.add("held_open", t.held_open);
    cells.add("trade", t.trade);
    cells.add("subscriptions", t.subscriptions);
    cells.add("recurring", t.recurring);
    return cells.value();
}

std::uint64_t state_hash(const World& world) {
    CellSum cells;
    cells.add("today", world.today);
    std::uint64_t sum = cells.value() + hash_of_people(world) + hash_of_merchants(world);
    for (const std::unique_ptr<Platform>& p : world.platforms)
        sum += record(RecordKind::Cell, p->bit)
                   .add(hash_of_dealings(*p) + hash_of_supply(*p) + hash_of_money_under_way(*p) +
                        hash_of_conditions(p->conditions) + hash_of_beliefs(p->price_beliefs) + hash_of_auctions(*p) +
                        hash_of_bookings(*p) + hash_of_feed(*p) + hash_of_counts(*p))
                   .value();
    return sum;
}

}  // namespace pasar
