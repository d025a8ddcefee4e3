// Phase 3. Buyers with a wish today come to the site, look at a page of offers, choose one or none, and pay.
#include <algorithm>
#include <utility>

#include "agents/choice.h"
#include "agents/platform_choice.h"
#include "agents/portable_math.h"
#include "sim/counts/counting.h"
#include "sim/memory/fetch_ahead.h"
#include "sim/people/stages.h"
#include "sim/people/wishes.h"
#include "sim/phases/bids.h"
#include "sim/phases/billing.h"
#include "sim/phases/browse.h"
#include "sim/phases/choose_platform.h"
#include "sim/phases/phases.h"
#include "sim/phases/purchases.h"
#include "sim/phases/services.h"
#include "sim/phases/turn.h"
#include "sim/phases/visit.h"
#include "sim/platform/rounding.h"
#include "sim/platform/settlement.h"
#include "sim/stories/watch.h"

namespace pasar {
namespace {

/// Who was turned away may come again tomorrow.
void turn_away(Visit& v) {
    v.turn.tally.count(Count::LostToQueue);
    (void)note(v.turn, Happening::TurnedAway, v.number);
    const double share = v.turn.model.site.tries_again;
    if (share > 0.0 && Dice(v.turn.key, Purpose::TryAgain, v.number, v.wish).uniform() < share)
        v.turn.dealings.try_again.push_back(v.member);
}

/// The site answers too late, or not at all. One draw decides both.
bool site_fails(Visit& v, double draw) {
    const DayConditions& conditions = v.turn.platform.conditions;
    if (draw < conditions.lost_share) {
        turn_away(v);
        return true;
    }
    const double rest = (draw - conditions.lost_share) / (1.0 - conditions.lost_share);
    if (rest < conditions.abandon[v.turn.block.segment]) {
        v.turn.tally.count(Count::Abandoned);
        if (WatchedEvent* const event = note(v.turn, Happening::GaveUpWaiting, v.number))
            event->number = conditions.response_seconds;
        return true;
    }
    return false;
}

/// A question to the seller before buying. False when it, or what is answered, ends the visit.
bool ask_seller(Visit& v, std::size_t category, std::size_t method, std::int64_t units, Chosen& chosen) {
    Turn& turn = v.turn;
    const QuestionSpec& questions = turn.spec.questions;
    if (questions.share <= 0.0) return true;
    const auto [asks, answered, waits, stays] = Dice(turn.key, Purpose::Question, v.number, v.wish).four();
    if (asks >= questions.share) return true;
    turn.tally.count(Count::Questions);
    const Offer& offer = turn.platform.offers[chosen.offer];
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const SellerTypeSpec& type = turn.spec.seller_types[offer.type];
    const double hours = offer.own ? turn.model.support.answer_hours : type.answer_hours;
    const bool in_time = answered < answered_in_time(questions.patience_hours, hours);
    bool buys = in_time || waits >= questions.gives_up;
    if (in_time) {
        const bool honest =
            offer.kind != SellerKind::Deceiver && offer.kind != SellerKind::Fraudster && offer.short_by == 0.0F;
        const double manner = offer.own ? turn.model.support.skill : type.responsiveness;
        const double news = honest ? questions.told * manner * (offer.quality - offer.inferred) : 0.0;
        chosen.expected = clamp01(offer.inferred + news);
        buys = stays < stays_chosen(-segment.quality_weight * news);
    }
    if (WatchedEvent* const event = note(turn, Happening::AskedSeller, v.number, chosen.offer)) {
        event->number = chosen.expected;
        event->flag = !buys;
    }
    if (buys) return true;
    turn.tally.count(Count::LostToQuestions);
    // The visit was counted as worth what its choice was.
    if (segment.price_weight > 0.0 && choice_decides(turn))
        turn.tally.count(Count::BuyerSurplus,
                         -fair_share(turn.spec.categories[category].reference_price * units,
                                     turn.plan.payment_chance[method] * chosen.gain / segment.price_weight,
                                     [&] { return rounding_draw(turn.key, Rounded::Unanswered, v.number, v.wish); }));
    return false;
}

/// Of whom a card is asked that it does not give for a trial: it has chosen in vain.
bool is_stopped_by_card(Visit& v, std::uint32_t offer) {
    Turn& turn = v.turn;
    if (!turn.model.subscription.trial_needs_card || !begins_with_trial(turn, v.member) ||
        !refuses_card(turn, v.member))
        return false;
    turn.tally.count(Count::TrialsRefused);
    turn.tally.count(Count::NothingChosen);
    (void)note(turn, Happening::RefusedCard, v.number, offer);
    return true;
}

/// What a visit comes to for the wish behind it.
enum class Outcome : std::uint8_t { Ended, NothingChosen, Ordered };

/// From coming to the site to a payment that goes through. When something was bought the purchase waits in
/// Scratch::purchases, so that the offer can be on its way to the cache before the order is written.
Outcome visit(Visit v, const Prospect& prospect) {
    Turn& turn = v.turn;
    Tally& t = v.turn.tally;
    ReadingVisit reading{.member = v.member,
                         .number = v.number,
                         .wish = v.wish,
                         .category = prospect.category,
                         .brought_by = v.brought_by};
    if (turn.plan.is_feed && !comes_to_read(turn, reading)) return Outcome::Ended;
    t.count(Count::Visits);
    ++t.segments[v.turn.block.segment].visits;
    ++t.regions[v.buyer.region].visits;
    if (turn.model.revenue.advertising_per_visit.units > 0 && !turn.plan.is_feed) {
        t.count(Count::AdvertisingRevenue, turn.model.revenue.advertising_per_visit);
        t.books.move(Account::Outside, Account::Platform, turn.model.revenue.advertising_per_visit);
    }
    if (v.relationship.stage == Stage::Aware) move_to(turn, v.relationship, Stage::Considering);
    if (WatchedEvent* const event = note(turn, Happening::Visited, v.number)) {
        event->category = static_cast<std::uint8_t>(prospect.category);
        event->occasion = v.brought_by;
    }
    if (site_fails(v, prospect.site_draw)) {
        if (turn.plan.is_feed) read_nothing(turn, reading);
        return Outcome::Ended;
    }
    if (turn.plan.is_feed) {
        read_feed(turn, reading);
        return Outcome::Ended;
    }
    // A subscriber uses what it pays for; who pauses, or has tried it and did not want to pay, looks at no plan.
    if (turn.plan.sells_subscriptions) {
        if (use_subscription(turn, v.member)) return Outcome::Ended;
        if (!may_sign_up(turn, v.member)) {
            t.count(Count::NothingChosen);
            return Outcome::NothingChosen;
        }
    }

    Approach way = approach(v, prospect);
    const Deal& deal = way.deal;
    std::size_t method = way.method;
    Chosen chosen = choose_offer(v, prospect, method, deal);
    if (chosen.offer == kNoOffer) {
        t.count(Count::NothingChosen);
        if (chosen.is_copied) {
            t.count(Count::Copies);
            if (WatchedEvent* const event = note(turn, Happening::MadeCopy, v.number))
                event->category = static_cast<std::uint8_t>(prospect.category);
        }
        return Outcome::NothingChosen;
    }
    if (method == turn.spec.payments.size()) {
        t.count(Count::PaymentFailed);
        if (WatchedEvent* const event = note(turn, Happening::FoundNoPayment, v.number, chosen.offer))
            event->payment = v.buyer.payment;
        return Outcome::Ended;
    }
    if (!ask_seller(v, prospect.category, method, deal.units, chosen)) return Outcome::Ended;
    if (turn.plan.sells_by_auction) {
        if (bid(turn,
                {.offer = chosen.offer,
                 .wish = v.wish,
                 .member = v.member,
                 .payment = static_cast<std::uint8_t>(method),
                 .zone = static_cast<std::uint8_t>(chosen.zone),
                 .expected = chosen.expected,
                 .mistake_draw = prospect.mistake_draw},
                chosen.odds))
            return Outcome::Ended;
        t.count(Count::NothingChosen);
        return Outcome::Ended;
    }
    if (turn.plan.sells_subscriptions && is_stopped_by_card(v, chosen.offer)) return Outcome::Ended;
    const bool is_free =
        turn.plan.sells_subscriptions && !turn.model.subscription.trial_needs_card && begins_with_trial(turn, v.member);
    if (!is_free && prospect.payment_draw >= turn.spec.payments[method].success) {
        // A second try with another method, for those who bear with it.
        const bool tries_again = way.payment.uniform() < turn.spec.ordering.switch_payment;
        if (WatchedEvent* const event =
                tries_again ? note(turn, Happening::TriedOtherPayment, v.number, chosen.offer) : nullptr)
            event->payment = static_cast<std::uint8_t>(method);
        if (tries_again) method = turn.plan.offered[turn.plan.offered_payment.pick(way.payment.uniform())];
        if (!tries_again || way.payment.uniform() >= turn.spec.payments[method].success) {
            t.count(Count::PaymentFailed);
            if (WatchedEvent* const event = note(turn, Happening::PaymentFailed, v.number, chosen.offer))
                event->payment = static_cast<std::uint8_t>(method);
            return Outcome::Ended;
        }
    }
    const Purchase purchase{.offer = chosen.offer,
                            .wish = v.wish,
                            .member = v.member,
                            .payment = static_cast<std::uint8_t>(method),
                            .zone = static_cast<std::uint8_t>(chosen.zone),
                            .units = static_cast<std::uint8_t>(deal.units),
                            .coupon_valid = way.coupon_valid,
                            .gain = chosen.gain,
                            .expected = chosen.expected,
                            .mistake_draw = prospect.mistake_draw};
    if (deal.stay) {
        ask_for_booking(turn, purchase, *deal.stay);
        return Outcome::Ended;
    }
    if (turn.plan.sells_subscriptions) {
        sign_up(turn, purchase);
        return Outcome::Ended;
    }
    fetch(turn.platform.offers[chosen.offer]);  // for when the order is written
    fetch(v.turn.outbox.offers[chosen.offer]);
    v.turn.scratch.purchases.push_back(purchase);
    return Outcome::Ordered;
}

void tell_message(Turn& turn, Happening what, std::uint32_t buyer, Occasion message, double coupon) {
    if (WatchedEvent* const event = note(turn, what, buyer)) {
        event->occasion = message;
        event->number = coupon;
    }
}

/// A customer's own interest ends, without an order.
void lapse(Turn& turn, std::uint16_t member) {
    const Relationship& b = turn.relationships[member];
    leave(turn, member);
    count_leaver(turn, {.buyer = turn.number(member),
                        .offer = kNoOffer,
                        .day = static_cast<std::uint16_t>(turn.today),
                        .satisfaction = b.satisfaction});
    if (WatchedEvent* const event = note(turn, Happening::LostInterest, turn.number(member)))
        event->until = b.last_order_day;
}

/// Keys the draws of a visit that no wish brought, apart from those of the buyer's wishes: by day and kind.
std::uint32_t key_of(Occasion kind, std::int64_t day) {
    return 0x80000000U | static_cast<std::uint32_t>(kind) << 24U | static_cast<std::uint32_t>(day);
}

/// Visits that a message brought: a coupon, a reminder, a win-back offer.
void answer_messages(Turn& turn) {
    const std::vector<Appointment> due_today = turn.dealings.appointments.take(turn.today);
    for (auto message = due_today.rbegin(); message != due_today.rend(); ++message) {
        if (message->kind == Occasion::Renewal) {
            renew(turn, message->member);
            continue;
        }
        Relationship& b = turn.relationships[message->member];
        const std::uint32_t number = turn.number(message->member);
        const std::uint32_t key = key_of(message->kind, turn.today);
        Dice dice(turn.key, Purpose::Message, number, key);
        if (message->kind == Occasion::Lapse) {
            if (b.lapses_on == turn.today && b.stage != Stage::Left) lapse(turn, message->member);
            continue;
        }
        if (message->kind == Occasion::WinBack) {
            if (b.stage != Stage::Left) continue;
            const WinBackSpec& offer = turn.model.programmes.win_back;
            turn.tally.count(Count::Messages);
            turn.tally.count(Count::ProgrammeCost, offer.cost_per_message);
            turn.tally.books.move(Account::Platform, Account::Outside, offer.cost_per_message);
            const double memory = std::min(1.0, b.satisfaction / std::max(1e-9, turn.spec.leaving.satisfaction_target));
            if (dice.uniform() >= offer.response * memory) {
                tell_message(turn, Happening::MessageIgnored, number, message->kind, offer.coupon);
                continue;
            }
            come_back(turn, message->member);
            b.take_coupon(offer.coupon, turn.today, turn.today + 1);
            tell_message(turn, Happening::CameBack, number, message->kind, offer.coupon);
        } else {
            // Each customer has one reminder and one visit for a coupon ahead: what was laid out before is void.
            std::uint16_t& due = message->kind == Occasion::Reminder ? b.remind_on : b.coupon_visit_on;
            if (due != turn.today) continue;
            due = kNever;
            if (b.stage == Stage::Left) continue;
            if (turn.plan.sells_subscriptions && !may_sign_up(turn, message->member)) continue;
            if (message->kind == Occasion::Reminder) {
                const ReminderSpec& reminder = turn.model.programmes.reminder;
                turn.tally.count(Count::Messages);
                turn.tally.count(Count::ProgrammeCost, reminder.cost_per_message);
                turn.tally.books.move(Account::Platform, Account::Outside, reminder.cost_per_message);
                if (dice.uniform() >= reminder.response) {
                    tell_message(turn, Happening::MessageIgnored, number, message->kind, 0.0);
                    continue;
                }
            } else if (!b.has_coupon(turn.today)) {
                continue;  // it has been used already
            }
        }
        visit({turn, message->member, number, key, turn.buyers[message->member], b, message->kind},
              look_ahead(turn, number, key));
        place_orders(turn);  // before the same buyer comes again
    }
}

/// Visits of those whom the site turned away yesterday. Several of one buyer are told apart by the bits of the key
/// between day and kind.
void try_again(Turn& turn) {
    constexpr std::uint32_t kMostOfOneBuyer = 256;
    if (turn.dealings.try_again.empty()) return;
    std::vector<std::uint16_t> due_today = std::exchange(turn.dealings.try_again, {});
    std::sort(due_today.begin(), due_today.end());
    std::uint32_t earlier = 0;  // of the same buyer
    for (std::size_t i = 0; i < due_today.size(); ++i) {
        const std::uint16_t member = due_today[i];
        earlier = i > 0 && due_today[i - 1] == member ? earlier + 1 : 0;
        Relationship& r = turn.relationships[member];
        if (r.stage == Stage::Left || earlier >= kMostOfOneBuyer) continue;
        const std::uint32_t number = turn.number(member);
        const std::uint32_t key = key_of(Occasion::TryAgain, turn.today) | earlier << 16U;
        visit({turn, member, number, key, turn.buyers[member], r, Occasion::TryAgain}, look_ahead(turn, number, key));
        place_orders(turn);  // before the same buyer comes again
    }
}

/// Visits of those whose wishes fall due today. Buyers are asked for twice as far ahead as their pages, which can only
/// be asked for once the buyer is there.
void answer_wishes(Turn& turn) {
    turn.block.calendar.take(static_cast<std::size_t>(turn.today), turn.scratch.members);
    const std::vector<std::uint16_t>& members = turn.scratch.members;
    constexpr std::size_t kAhead = kBuyerAhead;
    std::array<Prospect, kAhead> prospects;  // of the visits to come, in a ring
    const auto fetch_buyer = [&](std::size_t i) {
        if (i >= members.size()) return;
        fetch(turn.buyers[members[i]]);
        fetch_whole(turn.relationships[members[i]]);
    };
    const auto fetch_page = [&](std::size_t i) {
        if (i >= members.size()) return;
        const Prospect& prospect = prospects[i % kAhead] =
            look_ahead(turn, turn.number(members[i]), turn.buyers[members[i]].wish);
        fetch_all(prospect.page.places);
        fetch_all(prospect.page.weights);
        const Relationship& r = turn.relationships[members[i]];
        if (r.liked_offer == kNoOffer) return;
        fetch(turn.platform.offers[r.liked_offer]);
        fetch(turn.platform.weights[r.liked_offer * turn.world.plan.classes.size()]);
    };
    for (std::size_t i = 0; i < 2 * kAhead; ++i) fetch_buyer(i);
    for (std::size_t i = 0; i < kAhead; ++i) fetch_page(i);
    for (std::size_t i = 0; i < members.size(); ++i) {
        fetch_buyer(i + 2 * kAhead);
        Prospect& prospect = prospects[i % kAhead];
        const std::uint16_t member = members[i];
        Buyer& buyer = turn.buyers[member];
        Relationship& r = turn.relationships[member];
        const std::uint32_t number = turn.number(member);
        buyer.in_calendar = false;
        // A wish that follows an order on the same day waits for the morrow: its buyer waits for the first to arrive.
        bool ordered = false;
        for (bool first = true;
             r.stage != Stage::Left && !ordered && turn.world.season.day_of(buyer.next_wish) <= turn.today;
             first = false) {
            if (!first) prospect = look_ahead(turn, number, buyer.wish);
            ordered = visit({turn, member, number, buyer.wish, buyer, r}, prospect) == Outcome::Ordered;
            next_wish(turn.world, number, buyer);
        }
        if (r.stage != Stage::Left) put_into_calendar(turn.world, turn.block, buyer, member, turn.today + 1);
        fetch_page(i + kAhead);
    }
    place_orders(turn);
}

/// The block after this one is as a rule the next that this thread works on. Only its calendar, which never moves: its
/// orders may be growing on another thread just now.
void fetch_next_block(const Turn& turn) {
    const Block* const next = &turn.block + 1;
    if (next == turn.world.blocks.data() + turn.world.blocks.size()) return;
    fetch_all(next->calendar.memory());
}

/// What comes before the wishes of the day.
void begin_shopping(Turn& turn) {
    fetch_next_block(turn);
    turn.dealings.placed.clear();
    turn.dealings.judged.clear();
    turn.dealings.complaining.clear();
    turn.dealings.settled.clear();
    if (turn.plan.sells_by_auction) take_results(turn);
    try_again(turn);
    answer_messages(turn);
}

/// A wish on the platform that its buyer chooses, or on two that it compares.
Outcome satisfy(std::span<Turn> turns, std::uint16_t member) {
    Turn& first = turns.front();
    const Buyer& buyer = first.buyers[member];
    const std::uint32_t number = first.number(member), wish = buyer.wish;
    const PlatformChoice choice = choose_platform(turns, member, number, wish);
    if (choice.best == PlatformChoice::kNone) return Outcome::Ended;
    const auto visit_to = [&](std::size_t platform, std::optional<Beside> beside) {
        Turn& turn = turns[platform];
        const Prospect prospect = look_ahead(turn, number, wish);
        return visit({turn, member, number, wish, buyer, turn.relationships[member], Occasion::Wish, beside}, prospect);
    };
    if (choice.nothing_is_beside) return visit_to(choice.best, Beside{.outside = 0.0});
    if (!choice.compares) {
        const Outcome outcome = visit_to(choice.best, std::nullopt);
        // Who takes no plan still has its wish.
        const bool goes_on = outcome == Outcome::NothingChosen && turns[choice.best].plan.sells_subscriptions &&
                             choice.second != PlatformChoice::kNone;
        return goes_on ? visit_to(choice.second, std::nullopt) : outcome;
    }
    struct Seen {
        double page, outside;
    };
    const auto seen_at = [&](std::size_t platform) -> Seen {
        Turn& turn = turns[platform];
        const Visit thought_of{turn, member, number, wish, buyer, turn.relationships[member]};
        const Prospect prospect = look_ahead(turn, number, wish);
        return {weight_of_page(thought_of, prospect), weight_of_outside(thought_of, prospect)};
    };
    const Seen first_shop = seen_at(choice.best), second_shop = seen_at(choice.second);
    const double here = first_shop.page, there = second_shop.page;
    // What can be had without either is as good as the platform that protects it less leaves it.
    const double outside = std::max(first_shop.outside, second_shop.outside);
    const double unlike = first.spec.platforms.offers;
    const ShopsInTurn shops = shops_in_turn(here, there, unlike, outside);
    const JointPages joint = joint_pages(here, there, unlike);
    const Outcome outcome =
        visit_to(choice.best,
                 Beside{.outside = shops.at_first, .joint = joint.weight, .is_last = false, .part = joint.first_share});
    if (outcome != Outcome::NothingChosen) return outcome;
    // Only those come here who chose nothing there: each counts for all who would have come.
    const double nothing_there = 1.0 - joint.first_share * joint.weight / (outside + joint.weight);
    return visit_to(choice.second, Beside{.outside = shops.at_second,
                                          .joint = joint.weight,
                                          .is_first = false,
                                          .part = (1.0 - joint.first_share) / nothing_there});
}

/// Visits of those whose wishes fall due today, where they choose among platforms.
void answer_wishes_anywhere(std::span<Turn> turns) {
    Turn& first = turns.front();
    first.block.calendar.take(static_cast<std::size_t>(first.today), first.scratch.members);
    const std::vector<std::uint16_t>& members = first.scratch.members;
    constexpr std::size_t kAhead = 2 * kBuyerAhead;
    const auto fetch_buyer = [&](std::size_t i) {
        if (i >= members.size()) return;
        fetch(first.buyers[members[i]]);
        for (const Turn& turn : turns) fetch_whole(turn.relationships[members[i]]);
    };
    for (std::size_t i = 0; i < kAhead; ++i) fetch_buyer(i);
    for (std::size_t i = 0; i < members.size(); ++i) {
        fetch_buyer(i + kAhead);
        const std::uint16_t member = members[i];
        Buyer& buyer = first.buyers[member];
        buyer.in_calendar = false;
        // A wish that follows an order on the same day waits for the morrow: its buyer waits for the first to arrive.
        bool ordered = false;
        while (goes_anywhere(turns, member) && !ordered && first.world.season.day_of(buyer.next_wish) <= first.today) {
            ordered = satisfy(turns, member) == Outcome::Ordered;
            next_wish(first.world, first.number(member), buyer);
        }
        if (goes_anywhere(turns, member)) put_into_calendar(first.world, first.block, buyer, member, first.today + 1);
    }
    for (Turn& turn : turns) place_orders(turn);
}

}  // namespace

void shop(Turn& turn) {
    begin_shopping(turn);
    answer_wishes(turn);
}

void shop_around(std::span<Turn> turns) {
    for (Turn& turn : turns) begin_shopping(turn);
    answer_wishes_anywhere(turns);
}

}  // namespace pasar
