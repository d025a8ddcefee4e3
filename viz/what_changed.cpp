#include "viz/what_changed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "reports/figures.h"
#include "reports/language.h"

namespace pasar {

namespace {

constexpr std::array<std::int64_t, 3> kStretches{30, 14, 7};  ///< days; shorter ones say more of weekdays
constexpr double kTrustThatShows = 0.005;
constexpr double kShareThatShows = 0.003;
constexpr double kRiseToExplain = 0.02, kRefundsThatExplain = 0.3;  ///< why trust does not follow failures
constexpr double kOrdersThatShow = 0.1;  ///< of what they were
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

struct Failure {
    Count count;
    const char* name;
};
constexpr std::array<Failure, 9> kFailures{{{Count::Late, tr_later("late deliveries")},
                                            {Count::Lost, tr_later("lost parcels")},
                                            {Count::Damaged, tr_later("damaged goods")},
                                            {Count::WrongItem, tr_later("wrong items")},
                                            {Count::Misdescribed, tr_later("goods that were described too well")},
                                            {Count::NeverSent, tr_later("orders that were never sent")},
                                            {Count::StockOuts, tr_later("sold-out items")},
                                            {Count::Refused, tr_later("parcels refused at the door")},
                                            {Count::Undeliverable, tr_later("parcels that found nobody at home")}}};

std::int64_t sum_of(std::span<const DayRow> days, Count what) {
    std::int64_t sum = 0;
    for (const DayRow& row : days) sum += row.counts[static_cast<std::size_t>(what)];
    return sum;
}

std::int64_t state_of(const DayRow& row, State what) { return row.states[static_cast<std::size_t>(what)]; }

double customers_in(const DayRow& row) {
    return static_cast<double>(state_of(row, State::Customers) + state_of(row, State::RepeatCustomers) +
                               state_of(row, State::Advocates));
}

double trust_in(const DayRow& row) {
    const double customers = customers_in(row);
    return customers > 0.0 ? static_cast<double>(state_of(row, State::TrustMillionths)) / 1e6 / customers : kNothing;
}

double share(std::int64_t part, double whole) { return whole > 0.0 ? static_cast<double>(part) / whole : 0.0; }

std::string fell_or_rose(double change) { return change < 0.0 ? tr("fell") : tr("rose"); }

}  // namespace

Lately look_back(std::span<const DayRow> days, std::int64_t changed_on) {
    Lately lately;
    const auto count = static_cast<std::int64_t>(days.size());
    const bool has_change = changed_on > kStretches.back() && count - changed_on >= kStretches.back();
    const std::int64_t end_of_before = has_change ? changed_on : 0;
    // Both stretches, and the evening before the first of them.
    const std::int64_t room = has_change ? std::min(changed_on - 1, count - changed_on) : (count - 1) / 2;
    const auto longest = std::find_if(kStretches.begin(), kStretches.end(), [&](auto days_of) { return days_of <= room; });
    if (longest == kStretches.end()) return lately;
    lately.days = *longest;
    lately.changed_on = end_of_before;
    const auto length = static_cast<std::size_t>(*longest);
    const std::size_t begin_of_before =
        has_change ? static_cast<std::size_t>(end_of_before) - length : days.size() - 2 * length;
    const std::span<const DayRow> now = days.last(length);
    const std::span<const DayRow> before = days.subspan(begin_of_before, length);
    const DayRow& eve_of_before = days[begin_of_before - 1];
    const DayRow& eve_of_now = days[days.size() - length - 1];

    lately.trust_before = trust_in(before.back());
    lately.trust_now = trust_in(now.back());
    lately.left = sum_of(now, Count::BuyersLeft);
    // A market that has just opened has too few customers to say which share of them left.
    const bool was_filling = customers_in(eve_of_before) < 0.5 * customers_in(before.back());
    lately.left_before = was_filling ? kNothing : share(sum_of(before, Count::BuyersLeft), customers_in(eve_of_before));
    lately.left_now = share(lately.left, customers_in(eve_of_now));
    lately.orders_before = static_cast<double>(sum_of(before, Count::Orders)) / static_cast<double>(length);
    lately.orders_now = static_cast<double>(sum_of(now, Count::Orders)) / static_cast<double>(length);
    lately.bans_before = sum_of(before, Count::SellerBans);
    lately.bans = sum_of(now, Count::SellerBans);
    lately.sellers_before = state_of(before.back(), State::Sellers);
    lately.sellers = state_of(now.back(), State::Sellers);
    const auto orders_before = static_cast<double>(sum_of(before, Count::Settled));
    const auto orders_now = static_cast<double>(sum_of(now, Count::Settled));
    lately.failed_before = share(sum_of(before, Count::Failures), orders_before);
    lately.failed_now = share(sum_of(now, Count::Failures), orders_now);
    lately.refunded_now = share(sum_of(now, Count::Refunds) + sum_of(now, Count::Replacements),
                                static_cast<double>(sum_of(now, Count::Failures)));

    // With trust falling or failures rising it is the failure that rose most, else the one that fell most.
    const double direction = lately.failed_now >= lately.failed_before ? 1.0 : -1.0;
    double most = 0.0, greatest = 0.0;
    for (const Failure& failure : kFailures) {
        const double then = share(sum_of(before, failure.count), orders_before);
        const double today = share(sum_of(now, failure.count), orders_now);
        if (today > greatest) lately.commonest = failure.name;
        greatest = std::max(greatest, today);
        if ((today - then) * direction <= most) continue;
        most = (today - then) * direction;
        lately.cause = failure.name;
        lately.cause_before = then;
        lately.cause_now = today;
    }
    return lately;
}

namespace {

std::string number(double value, int decimals) { return grouped_in(spoken_language(), value, decimals); }
std::string of_100(double share_of) { return number(100.0 * share_of, 1); }

/// "In the last 30 days", or what they are set against.
std::string stretch_in_words(const Lately& lately) {
    if (lately.changed_on == 0) return filled(tr("In the last {} days"), lately.days);
    return filled(tr("In the last {} days, against the {} before the change of day {},"), lately.days, lately.days,
                  lately.changed_on);
}

std::string trust_in_words(const Lately& lately) {
    const double change = lately.trust_now - lately.trust_before;
    const std::string then = number(lately.trust_before, 2), now = number(lately.trust_now, 2);
    if (std::abs(change) < kTrustThatShows || then == now) return filled(tr(" trust stayed at {}"), now);
    return filled(tr(" trust {} from {} to {}"), fell_or_rose(change), then, now);
}

std::string leavers_in_words(const Lately& lately) {
    const std::string who = lately.left == 1
                                ? std::string(tr(", and one customer left"))
                                : filled(tr(", and {} customers left"), number(static_cast<double>(lately.left), 0));
    return who + (std::isnan(lately.left_before)
                      ? filled(tr(" ({} % of them)."), of_100(lately.left_now))
                      : filled(tr(" ({} % of them; {} % before)."), of_100(lately.left_now), of_100(lately.left_before)));
}

std::string orders_in_words(const Lately& lately) {
    const double change = lately.orders_now - lately.orders_before;
    if (std::abs(change) < kOrdersThatShow * lately.orders_before || lately.orders_before <= 0.0) return {};
    return filled(tr(" Orders {} from {} to {} a day."), fell_or_rose(change), number(lately.orders_before, 1),
                  number(lately.orders_now, 1));
}

std::string most_of_them(const Lately& lately) {
    if (lately.commonest.empty()) return ".";
    return filled(tr(", the most frequent: {}."), in_words_of(spoken_language(), lately.commonest));
}

std::string failures_in_words(const Lately& lately) {
    const double change = lately.failed_now - lately.failed_before;
    if (std::abs(change) < kShareThatShows)
        return filled(tr(" Failures stayed at {} of 100 orders"), of_100(lately.failed_now)) + most_of_them(lately);
    const std::string text = filled(tr(" Failures {} from {} to {} of 100 orders"), fell_or_rose(change),
                                    of_100(lately.failed_before), of_100(lately.failed_now));
    if (lately.cause.empty()) return text + most_of_them(lately);
    const std::string cause = in_words_of(spoken_language(), lately.cause);
    // What was never sent counts at once, as a failure only when its buyer gives up: for a while it is the larger.
    const bool is_ahead =
        std::max(lately.cause_before, lately.cause_now) > std::max(lately.failed_before, lately.failed_now);
    return text + (is_ahead ? filled(tr(", most of all {}."), cause)
                            : filled(tr(", most of all {}: from {} to {}."), cause, of_100(lately.cause_before),
                                     of_100(lately.cause_now)));
}

/// Why trust need not follow failures: their money came back.
std::string refunds_in_words(const Lately& lately) {
    const bool is_of_interest = lately.failed_now - lately.failed_before >= kRiseToExplain &&
                                lately.trust_now > lately.trust_before - kTrustThatShows;
    if (!is_of_interest || lately.refunded_now < kRefundsThatExplain) return {};
    return filled(tr(" Trust held all the same: for {} of 100 failures the money or the goods came."),
                  number(100.0 * std::min(1.0, lately.refunded_now), 0));
}

std::string sellers_in_words(const Lately& lately) {
    if (lately.bans == 0 || lately.bans < 2 * lately.bans_before) return {};
    const std::string banned = lately.bans == 1 ? std::string(tr(" One seller was banned for cheating"))
                                                : filled(tr(" {} sellers were banned for cheating"),
                                                         number(static_cast<double>(lately.bans), 0));
    return banned + filled(tr("; {} are in business, {} were before."), number(static_cast<double>(lately.sellers), 0),
                           number(static_cast<double>(lately.sellers_before), 0));
}

}  // namespace

std::string what_changed(std::span<const DayRow> days, std::int64_t changed_on) {
    const Lately lately = look_back(days, changed_on);
    if (lately.days == 0 || std::isnan(lately.trust_before) || std::isnan(lately.trust_now)) return {};
    return stretch_in_words(lately) + trust_in_words(lately) + leavers_in_words(lately) + orders_in_words(lately) +
           failures_in_words(lately) + refunds_in_words(lately) + sellers_in_words(lately);
}

}  // namespace pasar
