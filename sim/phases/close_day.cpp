// Phase 10. The evening: what workers counted is added up, ratings and stock move, money arrives, cheats are banned,
// prices adapt, queues move on, the books are checked, and one row of the day is written.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "sim/counts/countable.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/phases/phases.h"
#include "sim/platform/rounding.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

std::size_t ring_slot(std::int64_t day) { return static_cast<std::size_t>(day % Agenda::kHorizonDays); }

void collect_from_workers(Market& m) {
    const auto told = static_cast<std::ptrdiff_t>(m.stories.size());
    for (Worker& w : m.workers) {
        m.money.add_and_clear(w.money);
        for (const Payout& payout : w.payouts) m.payouts[ring_slot(payout.day)].push_back(payout);
        w.payouts.clear();
        for (std::size_t c = 0; c < m.spec.couriers.size(); ++c) {
            m.courier_due[c] += {w.courier_due[c]};
            m.cashback_due[c] += {w.cashback_due[c]};
            w.courier_due[c] = w.cashback_due[c] = 0;
        }
        m.stories.insert(m.stories.end(), w.stories.begin(), w.stories.end());
        w.stories.clear();
    }
    // Workers log orders as they come to them; in the report they stand in an order that does not depend on threads.
    std::sort(m.stories.begin() + told, m.stories.end(), [](const OrderStory& a, const OrderStory& b) {
        return std::tie(a.buyer, a.order.wish) < std::tie(b.buyer, b.order.wish);
    });
}

/// Of those who left today the first few for each reason are kept as examples, and of earlier ones only so many.
void remember_leavers(Market& m) {
    constexpr std::size_t kADay = 3, kInAll = 30;
    std::vector<Leaver> today;
    for (Worker& w : m.workers) {
        today.insert(today.end(), w.leavers.begin(), w.leavers.end());
        w.leavers.clear();
    }
    std::sort(today.begin(), today.end(), [](const Leaver& a, const Leaver& b) { return a.buyer < b.buyer; });
    std::array<std::size_t, kCountOf<LeavingReason>> kept{};
    for (const Leaver& leaver : today) {
        const auto reason = static_cast<std::size_t>(leaver.reason);
        if (kept[reason]++ >= kADay) continue;
        std::vector<Leaver>& examples = m.leavers[reason];
        if (examples.size() == kInAll) examples.erase(examples.begin());
        examples.push_back(leaver);
    }
}

/// Sales, ratings, returns and recognised cheats of the day reach the offers and their sellers.
void update_offers(Market& m) {
    const double forgetting = m.model.reputation.system == ReputationSystem::Beta ? m.model.reputation.forgetting : 1.0;
    for (std::size_t i = 0; i < m.offers.size(); ++i) {
        OfferTally day;
        for (Worker& w : m.workers) {
            OfferTally& t = w.offers[i];
            if (t == OfferTally{}) continue;
            add_up(day.income, t.income);
            add_up(day.gmv, t.gmv);
            day.demanded += t.demanded;
            day.orders += t.orders;
            day.returned += t.returned;
            day.good += t.good;
            day.bad += t.bad;
            day.stars += t.stars;
            day.settled += t.settled;
            day.cheats += t.cheats;
            t = {};
        }
        Offer& offer = m.offers[i];
        offer.stock += day.returned;
        if (day.orders > 0) offer.last_sale_day = m.today;
        offer.sold += day.demanded;
        offer.sold_since_review += day.demanded;
        const int rated = day.good + day.bad;
        // Ratings of one day count as simultaneous: they fade what was before, not each other.
        double kept = 1.0;  // multiplied out: the C library's power differs from machine to machine
        for (int rating = 0; forgetting < 1.0 && rating < rated; ++rating) kept *= forgetting;
        offer.ratings.good = offer.ratings.good * kept + day.good;
        offer.ratings.bad = offer.ratings.bad * kept + day.bad;
        offer.ratings.stars += day.stars;
        offer.ratings.count += rated;
        offer.ratings.transactions += day.settled;
        Seller& seller = m.sellers[offer.seller];
        seller.income += {day.income};
        seller.gmv += {day.gmv};
        seller.orders_served += day.orders;
        seller.cheats_recognised += day.cheats;
    }
}

/// Refunds and charges that sellers owe. Their balances bear what they can, together and whatever the order.
void claw_back(Market& m) {
    std::vector<std::pair<std::uint32_t, std::pair<std::int64_t, std::int64_t>>> owed;  // seller: refunds, charges
    for (Worker& w : m.workers) {
        for (const Clawback& c : w.clawbacks)
            owed.push_back({c.seller, {c.is_refund ? c.amount.units : 0, c.is_refund ? 0 : c.amount.units}});
        w.clawbacks.clear();
    }
    std::sort(owed.begin(), owed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < owed.size();) {
        std::size_t end = i;
        Money refunds, charges;
        for (; end < owed.size() && owed[end].first == owed[i].first; ++end) {
            refunds += {owed[end].second.first};
            charges += {owed[end].second.second};
        }
        Seller& seller = m.sellers[owed[i].first];
        const Money pays_refunds = smaller(refunds, larger(seller.balance, {}));
        seller.balance -= pays_refunds;
        const Money pays_charges = smaller(charges, larger(seller.balance, {}));
        seller.balance -= pays_charges;
        seller.income -= pays_refunds + pays_charges;
        m.own_books.move(Account::SellerBalances, Account::RefundsDue, pays_refunds);
        m.own_books.move(Account::Platform, Account::RefundsDue, refunds - pays_refunds);
        m.own_books.move(Account::SellerBalances, Account::Platform, pays_charges);
        m.own_tally.count(Count::RemedyCost, refunds - pays_refunds);
        m.own_tally.count(Count::ShippingMargin, pays_charges);
        m.own_tally.count(Count::SellerIncome, -(pays_refunds + pays_charges));
        i = end;
    }
}

/// Money on its way that arrives today.
void move_money(Market& m) {
    const std::size_t slot = ring_slot(m.today);
    const auto arrive = [&](DayRing& ring, Account from, Account to) {
        m.own_books.move(from, to, Money{ring[slot]});
        ring[slot] = 0;
    };
    arrive(m.money.settling, Account::PaymentTransit, Account::Held);
    arrive(m.money.courier_cash, Account::CourierCash, Account::Held);
    arrive(m.money.own_sales, Account::Held, Account::Platform);
    arrive(m.money.held_refunds, Account::Held, Account::Buyers);
    arrive(m.money.refunds, Account::RefundsDue, Account::Buyers);
    const std::vector<Payout>& payouts = m.payouts[slot];
    for (std::size_t i = 0; i < payouts.size(); ++i) {
        if (i + kBuyerAhead < payouts.size()) fetch(m.sellers[payouts[i + kBuyerAhead].seller]);
        const Payout& payout = payouts[i];
        m.own_books.move(Account::Held, Account::SellerBalances, payout.to_seller);
        m.own_books.move(Account::Held, Account::Platform, payout.to_platform);
        m.sellers[payout.seller].balance += payout.to_seller;
    }
    m.payouts[slot] = std::vector<Payout>();  // gives the memory back: most days of the ring stay empty
}

void keep_calendar_payments(Market& m) {
    const std::int64_t tomorrow = m.today + 1;
    if (tomorrow % m.model.fulfilment.invoice_days == 0) {
        for (std::size_t c = 0; c < m.spec.couriers.size(); ++c) {
            m.own_books.move(Account::Platform, Account::Couriers, m.courier_due[c] - m.cashback_due[c]);
            m.courier_due[c] = m.cashback_due[c] = {};
        }
    }
    if (tomorrow % m.model.fulfilment.withdrawal_days == 0) {
        for (Seller& seller : m.sellers) {
            const Money drawn = larger(seller.balance, {});
            m.own_books.move(Account::SellerBalances, Account::Sellers, drawn);
            seller.balance -= drawn;
        }
    }
    const Money fee = m.model.revenue.listing_fee_per_month;
    if (fee.units > 0 && tomorrow % 30 == 0) {
        for (std::size_t i = m.own_offers; i < m.offers.size(); ++i) {
            if (!m.offers[i].open) continue;
            m.own_books.move(Account::Sellers, Account::Platform, fee);
            m.own_tally.count(Count::ListingRevenue, fee);
            m.own_tally.count(Count::SellerIncome, -fee);
            m.sellers[m.offers[i].seller].income -= fee;
        }
    }
    const SupportSpec& support = m.model.support;
    const Money wages = m.plan.scaled(support.cost_per_agent_day, m.today, support.agents);
    m.own_books.move(Account::Platform, Account::Outside, wages);
    m.own_tally.count(Count::SupportCost, wages);
    const Money fixed = m.plan.scaled(m.model.costs.fixed_per_day, m.today);
    m.own_books.move(Account::Platform, Account::Outside, fixed);
    m.own_tally.count(Count::FixedCost, fixed);
}

/// Patient cheats who have built a name begin to cash it in; cheats caught too often are banned; who never sells gives
/// up.
void police_sellers(Market& m) {
    for (std::size_t i = m.own_offers; i < m.offers.size(); ++i) {
        Offer& offer = m.offers[i];
        if (!offer.open) continue;
        Seller& seller = m.sellers[offer.seller];
        const SellerTypeSpec& type = m.spec.seller_types[seller.type];
        if (seller.state == SellerState::Active && type.patience_orders > 0 &&
            seller.orders_served >= type.patience_orders) {
            seller.state = SellerState::CashingIn;
            offer.cashing_in = true;
            m.own_tally.count(Count::ExitScams);
        }
        if (seller.cheats_recognised >= m.model.policing.cheats_to_ban) {
            seller.state = SellerState::Banned;
            offer.open = false;
            m.own_tally.count(Count::SellerBans);
            Dice dice(m.plan.world, Purpose::Policing, offer.seller, 0xFFFFFFFFU);
            if (dice.uniform() < m.model.policing.return_under_new_name)
                seller.returns_on = static_cast<std::uint16_t>(
                    std::min<std::int64_t>(m.today + 1 + m.model.policing.return_days, kNever - 1));
        } else if (static_cast<double>(m.today - offer.last_sale_day) >= m.spec.sellers.idle_days_to_exit &&
                   offer.stock > 0) {
            seller.state = SellerState::Gone;
            offer.open = false;
            m.own_tally.count(Count::SellerExits);
        }
    }
}

/// Independent sellers look at their price every so many days: cheaper where sales miss the goal, dearer where they
/// beat it by half; never below cost. A seller out of stock learns nothing from not selling.
void adapt_prices(Market& m) {
    const SellerBehaviourSpec& behaviour = m.spec.sellers;
    if (behaviour.price_step <= 0.0) return;
    const double goal = behaviour.sales_goal_per_week * static_cast<double>(behaviour.price_review_days) / 7.0;
    for (std::size_t i = m.own_offers; i < m.offers.size(); ++i) {
        Offer& offer = m.offers[i];
        // Not all on the same day.
        if (!offer.open || (m.today + static_cast<std::int64_t>(i)) % behaviour.price_review_days != 0) continue;
        const auto sold = static_cast<double>(offer.sold_since_review);
        // A price of few units cannot take a step of 2 %, but one unit every so many times.
        const auto stepped = [&](double step) {
            return fair_share(offer.price, 1.0 + step, [&] {
                return rounding_draw(m.plan.world, Rounded::Price, static_cast<std::uint32_t>(i),
                                     static_cast<std::uint32_t>(m.today));
            });
        };
        if (sold > 1.5 * goal)
            offer.price = stepped(behaviour.price_step);
        else if (sold < goal && offer.stock > 0)
            offer.price = larger(offer.floor, stepped(-behaviour.price_step));
        offer.sold_since_review = 0;
    }
}

/// What common experience teaches, and how the queues stand tomorrow morning.
void learn(Market& m, const Tally& before) {
    const std::int64_t experiences = m.total.experiences - before.experiences;
    if (experiences > 0) {
        const double mean =
            static_cast<double>(m.total.experienced - before.experienced) / 1e6 / static_cast<double>(experiences);
        m.conditions.quality_belief += m.spec.choice.belief_learning * (mean - m.conditions.quality_belief);
        const double rating_inflation =
            static_cast<double>(m.total.inflated - before.inflated) / 1e6 / static_cast<double>(experiences);
        m.conditions.rating_inflation +=
            m.spec.choice.belief_learning * (rating_inflation - m.conditions.rating_inflation);
    }
    for (std::size_t c = 0; c < m.spec.couriers.size(); ++c) {
        double parcels = 0.0;
        for (Worker& w : m.workers) {
            parcels += static_cast<double>(w.courier_parcels[c]);
            w.courier_parcels[c] = 0;
        }
        m.conditions.courier_yesterday[c] = parcels;
        m.conditions.courier_wait_parcels[c] =
            std::max(0.0, m.conditions.courier_wait_parcels[c] + parcels - m.plan.courier_capacity[c]);
    }
    m.conditions.support_yesterday = static_cast<double>(m.total.people_tickets - before.people_tickets);
    m.conditions.support_backlog =
        std::max(0.0, m.conditions.support_backlog + m.conditions.support_yesterday - m.plan.support_capacity);
    // Complaints that waited too long are given up, so the line is never longer than that.
    m.conditions.support_backlog =
        std::min(m.conditions.support_backlog, m.plan.support_capacity * m.model.support.give_up_days);
    m.conditions.picking_yesterday = static_cast<double>(m.total.own_orders - before.own_orders);
    m.conditions.picking_backlog =
        std::max(0.0, m.conditions.picking_backlog + m.conditions.picking_yesterday - m.plan.picking_capacity);
}

std::int64_t stage_count(const Market& m, Stage stage) {
    std::int64_t count = 0;
    for (std::size_t other = 0; other < kCountOf<Stage>; ++other)
        count += m.total.moves[other][static_cast<std::size_t>(stage)] -
                 m.total.moves[static_cast<std::size_t>(stage)][other];
    return count;
}

void write_row(Market& m, const Tally& before) {
    DayRow row;
    for (std::size_t i = 0; i < row.counts.size(); ++i)
        row.counts[i] = saturated_sum(m.total.counts[i], -before.counts[i]);
    const auto state = [&row](State which, std::int64_t value) { row.states[static_cast<std::size_t>(which)] = value; };
    state(State::Unaware, m.spec.buyers + stage_count(m, Stage::Unaware));
    state(State::Aware, stage_count(m, Stage::Aware));
    state(State::Considering, stage_count(m, Stage::Considering));
    state(State::OneOrderCustomers, stage_count(m, Stage::Customer));
    state(State::RepeatCustomers, stage_count(m, Stage::Repeat));
    state(State::Advocates, stage_count(m, Stage::Advocate));
    state(State::LeftBuyers, stage_count(m, Stage::Left));
    state(State::OpenOrders, m.total.open_orders);
    state(State::OpenTickets, m.total.open_tickets);
    double backlog = 0.0;
    for (const double parcels : m.conditions.courier_wait_parcels) backlog += parcels;
    state(State::CourierBacklog, whole_part(backlog));
    state(State::PickingBacklog, whole_part(m.conditions.picking_backlog));
    state(State::ResponseMilliseconds, whole_part(m.conditions.response_seconds * 1000.0 + 0.5));
    state(State::TrustMillionths, m.total.trust);
    state(State::QualityBelief, millionths(m.conditions.quality_belief));
    double error = 0.0, price = 0.0, quality = 0.0, open = 0.0, stocked = 0.0;
    for (const Offer& offer : m.offers) {
        if (!offer.open) continue;
        open += 1.0;
        error += std::fabs(offer.inferred - offer.quality);
        if (offer.stock <= 0) continue;
        stocked += 1.0;
        price += static_cast<double>(offer.price.units) / static_cast<double>(offer.reference.units);
        quality += offer.quality;
    }
    const std::int64_t independents = static_cast<std::int64_t>(open) - static_cast<std::int64_t>(m.own_offers);
    state(State::Sellers, independents + (m.own_offers > 0 ? 1 : 0));
    state(State::ReputationError, open > 0.0 ? millionths(error / open) : 0);
    state(State::OffersInStock, static_cast<std::int64_t>(stocked));
    state(State::MeanPriceIndex, stocked > 0.0 ? millionths(price / stocked) : 0);
    state(State::MeanQuality, stocked > 0.0 ? millionths(quality / stocked) : 0);
    m.days.push_back(row);

    std::array<std::array<std::int64_t, 2>, kCountOf<Stage>> moves{};
    for (std::size_t from = 0; from < kCountOf<Stage>; ++from) {
        for (std::size_t to = 0; to < kCountOf<Stage>; ++to) {
            const std::int64_t moved = m.total.moves[from][to] - before.moves[from][to];
            moves[to][0] += moved;
            moves[from][1] += moved;
        }
    }
    m.stage_moves.push_back(moves);
    if (m.keep_tables) m.books_by_day.push_back(m.total.books);
}

/// The last evening of the warm-up: what has been summed up so far does not count.
void begin_counting(Market& m) {
    auto before = std::make_shared<BeforeCounting>();
    before->tally = m.total;
    for (const Seller& seller : m.sellers) before->sellers.push_back({seller.orders_served, seller.income, seller.gmv});
    m.before_counting = std::move(before);
}

/// What stands behind the books is added up in more than 64 bits, or a sum that wraps would agree with one that wraps.
[[noreturn]] void contradiction(const Market& m, const std::string& what, WideUnits books, WideUnits behind) {
    throw Contradiction("day " + std::to_string(m.today) + ": " + what + " is " + fmt::format("{}", books) +
                        " in the books, but " + fmt::format("{}", behind) + " stands behind it");
}

WideUnits sum(const DayRing& ring) {
    WideUnits total = 0;
    for (const std::int64_t amount : ring) total += amount;
    return total;
}

/// The books against what stands behind them.
void check_books(const Market& m) {
    const auto balance = [&](Account account) -> WideUnits { return m.total.books.balance(account).units; };
    WideUnits all = 0;
    for (std::size_t a = 0; a < kAccountCount; ++a) all += balance(static_cast<Account>(a));
    if (all != 0) contradiction(m, "the sum of all accounts", all, 0);
    if (const WideUnits on_the_way = sum(m.money.settling); balance(Account::PaymentTransit) != on_the_way)
        contradiction(m, "money in transit", balance(Account::PaymentTransit), on_the_way);
    if (const WideUnits cash = sum(m.money.courier_cash); balance(Account::CourierCash) != cash)
        contradiction(m, "cash with couriers", balance(Account::CourierCash), cash);
    if (const WideUnits due = sum(m.money.refunds); balance(Account::RefundsDue) != due)
        contradiction(m, "refunds due", balance(Account::RefundsDue), due);
    WideUnits balances = 0;
    for (const Seller& seller : m.sellers) balances += seller.balance.units;
    if (balance(Account::SellerBalances) != balances)
        contradiction(m, "sellers' balances", balance(Account::SellerBalances), balances);
    // Buyers' money that belongs to nobody yet: of open orders, of payouts and refunds on their way.
    WideUnits owed = m.total.held_open;
    owed += sum(m.money.own_sales) + sum(m.money.held_refunds);
    for (const auto& day : m.payouts)
        for (const Payout& payout : day) owed += WideUnits{payout.to_seller.units} + payout.to_platform.units;
    const WideUnits held = balance(Account::Held) + balance(Account::PaymentTransit) + balance(Account::CourierCash);
    if (held != owed) contradiction(m, "buyers' money held", held, owed);
    if (m.total.open_orders < 0 || m.total.open_tickets < 0)
        contradiction(m, "open orders or tickets", m.total.open_orders, m.total.open_tickets);
}

/// Counts open orders and their held money anew. Costs a walk over all of them, so only now and then.
void recount_orders(const Market& m) {
    std::int64_t open = 0;
    WideUnits held = 0;
    for (const Block& block : m.blocks) {
        for (const Order& order : block.agenda.all()) {
            if (order.entry != Entry::Order) continue;
            ++open;
            if (!order.has(order_flag::kPaidOut) && !m.spec.payments[order.payment].on_delivery)
                held += order.paid.units;
        }
    }
    if (open != m.total.open_orders) contradiction(m, "the number of open orders", m.total.open_orders, open);
    if (held != m.total.held_open) contradiction(m, "money of open orders", m.total.held_open, held);
}

}  // namespace

void close_day(Market& m) {
    const Tally before = m.total;
    collect_from_workers(m);
    remember_leavers(m);
    update_offers(m);
    move_money(m);
    claw_back(m);
    keep_calendar_payments(m);
    police_sellers(m);
    adapt_prices(m);
    m.total = m.own_tally;
    m.total.books.add(m.own_books);
    for (const Worker& w : m.workers) m.total.add(w.tally);
    learn(m, before);
    write_row(m, before);
    check_countable(m);
    if (m.today + 1 == m.scenario.warm_up) begin_counting(m);
    check_books(m);
    if (m.watch != nullptr) look_round(m);
    if (m.today % 30 == 29 || m.today + 1 == m.scenario.days) recount_orders(m);
}

}  // namespace pasar
