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

constexpr std::int64_t kLongest = 30;  ///< days of a stretch
constexpr std::int64_t kShortest = 7;  ///< shorter ones say more of weekdays than of the market
constexpr double kTrustThatShows = 0.005;
constexpr double kShareThatShows = 0.003;
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

Lately look_back(std::span<const DayRow> days) {
    Lately lately;
    const auto count = static_cast<std::int64_t>(days.size());
    const std::int64_t length = std::min(kLongest, (count - 1) / 2);
    if (length < kShortest) return lately;
    lately.days = length;
    const auto stretch = static_cast<std::size_t>(length);
    const std::span<const DayRow> now = days.last(stretch);
    const std::span<const DayRow> before = days.subspan(days.size() - 2 * stretch, stretch);
    const DayRow& eve_of_before = days[days.size() - 2 * stretch - 1];

    lately.trust_before = trust_in(before.back());
    lately.trust_now = trust_in(now.back());
    lately.left = sum_of(now, Count::BuyersLeft);
    // A market that has just opened has too few customers to say which share of them left.
    const bool was_filling = customers_in(eve_of_before) < 0.5 * customers_in(before.back());
    lately.left_before = was_filling ? kNothing : share(sum_of(before, Count::BuyersLeft), customers_in(eve_of_before));
    lately.left_now = share(lately.left, customers_in(before.back()));
    const auto orders_before = static_cast<double>(sum_of(before, Count::Settled));
    const auto orders_now = static_cast<double>(sum_of(now, Count::Settled));
    lately.failed_before = share(sum_of(before, Count::Failures), orders_before);
    lately.failed_now = share(sum_of(now, Count::Failures), orders_now);

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

std::string most_of_them(const Lately& lately) {
    if (lately.commonest.empty()) return ".";
    return filled(tr(", the most frequent: {}."), in_words_of(spoken_language(), lately.commonest));
}

}  // namespace

std::string what_changed(std::span<const DayRow> days) {
    const Lately lately = look_back(days);
    if (lately.days == 0 || std::isnan(lately.trust_before) || std::isnan(lately.trust_now)) return {};
    const double trust = lately.trust_now - lately.trust_before;
    const std::string then = grouped_in(spoken_language(), lately.trust_before, 2),
                      now = grouped_in(spoken_language(), lately.trust_now, 2);
    std::string text =
        std::abs(trust) < kTrustThatShows || then == now
            ? filled(tr("In the last {} days trust stayed at {}"), lately.days, now)
            : filled(tr("In the last {} days trust {} from {} to {}"), lately.days, fell_or_rose(trust), then, now);
    if (std::isnan(lately.left_before))
        text += lately.left == 1 ? filled(tr(", and one customer left ({} % of them)."),
                                          grouped_in(spoken_language(), 100.0 * lately.left_now, 1))
                                 : filled(tr(", and {} customers left ({} % of them)."),
                                          grouped_in(spoken_language(), static_cast<double>(lately.left)),
                                          grouped_in(spoken_language(), 100.0 * lately.left_now, 1));
    else
        text += lately.left == 1 ? filled(tr(", and one customer left ({} % of them; {} % in the {} days before)."),
                                          grouped_in(spoken_language(), 100.0 * lately.left_now, 1),
                                          grouped_in(spoken_language(), 100.0 * lately.left_before, 1), lately.days)
                                 : filled(tr(", and {} customers left ({} % of them; {} % in the {} days before)."),
                                          grouped_in(spoken_language(), static_cast<double>(lately.left)),
                                          grouped_in(spoken_language(), 100.0 * lately.left_now, 1),
                                          grouped_in(spoken_language(), 100.0 * lately.left_before, 1), lately.days);
    const double failed = lately.failed_now - lately.failed_before;
    if (std::abs(failed) < kShareThatShows) {
        text += filled(tr(" Failures stayed at {} of 100 orders"),
                       grouped_in(spoken_language(), 100.0 * lately.failed_now, 1));
        text += most_of_them(lately);
    } else {
        text += filled(tr(" Failures {} from {} to {} of 100 orders"), fell_or_rose(failed),
                       grouped_in(spoken_language(), 100.0 * lately.failed_before, 1),
                       grouped_in(spoken_language(), 100.0 * lately.failed_now, 1));
        // What was never sent counts at once, as a failure only when its buyer gives up: for a while it is the larger.
        const bool is_ahead =
            std::max(lately.cause_before, lately.cause_now) > std::max(lately.failed_before, lately.failed_now);
        text += lately.cause.empty() ? most_of_them(lately)
                : is_ahead
                    ? filled(tr(", most of all {}."), in_words_of(spoken_language(), lately.cause))
                    : filled(tr(", most of all {}: from {} to {}."), in_words_of(spoken_language(), lately.cause),
                             grouped_in(spoken_language(), 100.0 * lately.cause_before, 1),
                             grouped_in(spoken_language(), 100.0 * lately.cause_now, 1));
    }
    return text;
}

}  // namespace pasar
