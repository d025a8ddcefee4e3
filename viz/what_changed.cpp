#include "viz/what_changed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "words/figures.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr std::array<std::int64_t, 3> kStretches{30, 14, 7};  ///< days; shorter ones say more of weekdays
constexpr double kTrustThatShows = 0.005;
constexpr double kShareThatShows = 0.003;
constexpr double kErrorsThatShow = 2.0;  ///< standard errors: a smaller difference may be chance
constexpr double kRiseToExplain = 0.02, kRefundsThatExplain = 0.3;  ///< why trust does not follow failures
constexpr double kOrdersThatShow = 0.1;                             ///< of what they were
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

struct Failure {
    Count count;
    const char* name;
};
constexpr std::array<Failure, kFailureKinds> kFailures{
    {{Count::Late, tr_later("late deliveries")},
     {Count::Lost, tr_later("lost parcels")},
     {Count::Damaged, tr_later("damaged goods")},
     {Count::WrongItem, tr_later("wrong items")},
     {Count::Misdescribed, tr_later("goods that were described too well")},
     {Count::NeverSent, tr_later("orders that were never sent")},
     {Count::StockOuts, tr_later("sold-out items")},
     {Count::Refused, tr_later("parcels refused at the door")},
     {Count::Undeliverable, tr_later("parcels that could not be delivered")}}};

std::int64_t sum_of(std::span<const DayRow> days, Count what) {
    std::int64_t sum = 0;
    for (const DayRow& row : days) sum += row.counts[static_cast<std::size_t>(what)];
    return sum;
}

std::int64_t state_of(const DayRow& row, State what) { return row.states[static_cast<std::size_t>(what)]; }

double customers_in(const DayRow& row) {
    return static_cast<double>(state_of(row, State::OneOrderCustomers) + state_of(row, State::RepeatCustomers) +
                               state_of(row, State::Advocates));
}

double trust_in(const DayRow& row) {
    const double customers = customers_in(row);
    return customers > 0.0 ? static_cast<double>(state_of(row, State::TrustMillionths)) / 1e6 / customers : kNothing;
}

double share(std::int64_t part, double whole) { return whole > 0.0 ? static_cast<double>(part) / whole : 0.0; }

std::string fell_or_rose(double change) { return change < 0.0 ? tr("fell") : tr("rose"); }

/// The days [end - length, end) of all.
Stretch stretch_of(std::span<const DayRow> all, std::int64_t end, std::int64_t length) {
    const auto begin = static_cast<std::size_t>(end - length);
    const std::span<const DayRow> days = all.subspan(begin, static_cast<std::size_t>(length));
    Stretch stretch;
    stretch.trust = trust_in(days.back());
    stretch.left = sum_of(days, Count::BuyersLeft);
    const double customers = begin > 0 ? customers_in(all[begin - 1]) : 0.0;
    // A market that has just opened has too few customers to say which share of them left.
    const bool is_filling = customers < 0.5 * customers_in(days.back());
    stretch.left_share = is_filling ? kNothing : share(stretch.left, customers);
    stretch.orders = sum_of(days, Count::Orders);
    stretch.settled = sum_of(days, Count::Settled);
    const auto settled = static_cast<double>(stretch.settled);
    const std::int64_t failures = sum_of(days, Count::Failures);
    stretch.failed_share = share(failures, settled);
    for (std::size_t kind = 0; kind < kFailures.size(); ++kind)
        stretch.kinds[kind] = share(sum_of(days, kFailures[kind].count), settled);
    stretch.made_good =
        share(sum_of(days, Count::Refunds) + sum_of(days, Count::Replacements), static_cast<double>(failures));
    stretch.bans = sum_of(days, Count::SellerBans);
    stretch.sellers = state_of(days.back(), State::Sellers);
    return stretch;
}

/// The longest stretch for which there is room; 0 for none.
std::int64_t longest_in(std::int64_t room) {
    for (const std::int64_t days : kStretches)
        if (days <= room) return days;
    return 0;
}

/// The difference of two shares beyond what chance explains.
double beyond_draw(double before, double before_of, double now, double now_of) {
    if (before_of <= 0.0 || now_of <= 0.0) return 0.0;
    const double pooled = (before * before_of + now * now_of) / (before_of + now_of);
    const double error = std::sqrt(std::max(0.0, pooled * (1.0 - pooled)) * (1.0 / before_of + 1.0 / now_of));
    return std::abs(now - before) < std::max(kShareThatShows, kErrorsThatShow * error) ? 0.0 : now - before;
}

double failures_beyond_draw(const Lately& lately) {
    return beyond_draw(lately.before.failed_share, static_cast<double>(lately.before.settled), lately.now.failed_share,
                       static_cast<double>(lately.now.settled));
}

}  // namespace

Lately look_back(std::span<const DayRow> days, std::int64_t changed_on) {
    Lately lately;
    const auto count = static_cast<std::int64_t>(days.size());
    const bool has_change = changed_on > kStretches.back() && count - changed_on >= kStretches.back();
    // Both stretches, and the evening before the first of them.
    lately.days = longest_in(has_change ? std::min(changed_on - 1, count - changed_on) : (count - 1) / 2);
    if (lately.days == 0) return lately;
    if (has_change) {
        lately.against = Against::BeforeChange;
        lately.changed_on = changed_on;
    }
    lately.before = stretch_of(days, has_change ? changed_on : count - lately.days, lately.days);
    lately.now = stretch_of(days, count, lately.days);
    return lately;
}

Lately look_aside(std::span<const DayRow> days, std::span<const DayRow> other, std::int64_t parted_on) {
    Lately lately{.against = Against::OtherWorld};
    const auto count = static_cast<std::int64_t>(std::min(days.size(), other.size()));
    lately.days = longest_in(count - parted_on);
    if (lately.days == 0) return lately;
    lately.before = stretch_of(other, count, lately.days);
    lately.now = stretch_of(days, count, lately.days);
    return lately;
}

std::size_t main_cause(const Lately& lately) {
    const double change = failures_beyond_draw(lately);
    if (change == 0.0) return kFailureKinds;
    std::size_t main = 0;
    double most = 0.0;  // of the change
    for (std::size_t kind = 0; kind < kFailureKinds; ++kind) {
        const double part = (lately.now.kinds[kind] - lately.before.kinds[kind]) / change;
        if (part <= most) continue;
        most = part;
        main = kind;
    }
    // Kinds are counted on the day they happen and not on the day the order ends: what is out of step explains nothing.
    if (most < 0.5 || most > 1.5) return kFailureKinds;
    return main;
}

namespace {

std::string number(double value, int decimals) { return grouped_in(spoken_language(), value, decimals); }
std::string counted(std::int64_t count) { return number(static_cast<double>(count), 0); }
std::string of_100(double share_of) { return number(100.0 * share_of, 1); }
std::string a_day(std::int64_t orders, const Lately& lately) {
    return number(static_cast<double>(orders) / static_cast<double>(lately.days), 1);
}
std::string name_of_failure(std::size_t kind) { return in_words_of(spoken_language(), kFailures[kind].name); }

std::string stretch_in_words(const Lately& lately) {
    if (lately.against == Against::BeforeChange)
        return filled(tr("In the last {} days, against the {} before the change of day {},"), lately.days, lately.days,
                      lately.changed_on);
    return filled(tr("In the last {} days"), lately.days);
}

std::string trust_in_words(const Lately& lately) {
    const double change = lately.now.trust - lately.before.trust;
    const std::string then = number(lately.before.trust, 2), now = number(lately.now.trust, 2);
    if (std::abs(change) < kTrustThatShows || then == now) return filled(tr(" trust stayed at {}"), now);
    return filled(tr(" trust {} from {} to {}"), fell_or_rose(change), then, now);
}

std::string leavers_in_words(const Lately& lately) {
    const std::string who = lately.now.left == 1 ? std::string(tr(", and one customer left"))
                                                 : filled(tr(", and {} customers left"), counted(lately.now.left));
    if (std::isnan(lately.now.left_share)) return who + ".";
    if (std::isnan(lately.before.left_share))
        return who + filled(tr(" ({} % of them)."), of_100(lately.now.left_share));
    return who + filled(lately.against == Against::OtherWorld ? tr(" ({} % of them; there {} %).")
                                                              : tr(" ({} % of them; {} % before)."),
                        of_100(lately.now.left_share), of_100(lately.before.left_share));
}

std::string orders_in_words(const Lately& lately) {
    const auto before = static_cast<double>(lately.before.orders), now = static_cast<double>(lately.now.orders);
    const double draw = kErrorsThatShow * std::sqrt(before + now);
    if (before <= 0.0 || std::abs(now - before) < std::max(kOrdersThatShow * before, draw)) return {};
    return filled(tr(" Orders {} from {} to {} a day."), fell_or_rose(now - before),
                  a_day(lately.before.orders, lately), a_day(lately.now.orders, lately));
}

/// The kind that is most frequent now.
std::string commonest_in_words(const Lately& lately) {
    const auto most = std::max_element(lately.now.kinds.begin(), lately.now.kinds.end());
    if (*most <= 0.0) return ".";
    return filled(tr(", the most frequent: {}."),
                  name_of_failure(static_cast<std::size_t>(most - lately.now.kinds.begin())));
}

std::string failures_in_words(const Lately& lately) {
    const double change = failures_beyond_draw(lately);
    if (change == 0.0)
        return filled(tr(" Failures stayed at {} of 100 orders"), of_100(lately.now.failed_share)) +
               commonest_in_words(lately);
    const std::string text = filled(tr(" Failures {} from {} to {} of 100 orders"), fell_or_rose(change),
                                    of_100(lately.before.failed_share), of_100(lately.now.failed_share));
    const std::size_t cause = main_cause(lately);
    if (cause == kFailureKinds) return text + commonest_in_words(lately);
    return text + filled(tr(", most of all {}: from {} to {}."), name_of_failure(cause),
                         of_100(lately.before.kinds[cause]), of_100(lately.now.kinds[cause]));
}

/// Why trust need not follow failures: their money came back.
std::string refunds_in_words(const Lately& lately) {
    const bool is_of_interest =
        failures_beyond_draw(lately) >= kRiseToExplain && lately.now.trust > lately.before.trust - kTrustThatShows;
    if (!is_of_interest || lately.now.made_good < kRefundsThatExplain) return {};
    return filled(tr(" Trust held all the same: for {} of 100 failures the money or the goods came."),
                  number(100.0 * std::min(1.0, lately.now.made_good), 0));
}

std::string sellers_in_words(const Lately& lately) {
    if (lately.now.bans == 0 || lately.now.bans < 2 * lately.before.bans) return {};
    const std::string banned = lately.now.bans == 1
                                   ? std::string(tr(" One seller was banned for cheating"))
                                   : filled(tr(" {} sellers were banned for cheating"), counted(lately.now.bans));
    return banned + filled(tr("; {} are in business, {} were before."), counted(lately.now.sellers),
                           counted(lately.before.sellers));
}

std::string against_other_in_words(const Lately& lately) {
    std::string text =
        stretch_in_words(lately) +
        filled(tr(" trust stands at {}, there at {}"), number(lately.now.trust, 3), number(lately.before.trust, 3)) +
        leavers_in_words(lately) +
        filled(tr(" Orders: {} a day, there {}. Failures: {} of 100 orders, there {}"),
               a_day(lately.now.orders, lately), a_day(lately.before.orders, lately), of_100(lately.now.failed_share),
               of_100(lately.before.failed_share));
    const std::size_t cause = main_cause(lately);
    text += cause == kFailureKinds ? "."
                                   : filled(tr(", most of all {}: {}, there {}."), name_of_failure(cause),
                                            of_100(lately.now.kinds[cause]), of_100(lately.before.kinds[cause]));
    if (lately.now.bans != lately.before.bans)
        text += filled(tr(" Sellers banned for cheating: {}, there {}."), counted(lately.now.bans),
                       counted(lately.before.bans));
    return text;
}

/// How many days were done when something was last changed in a world; 0 where nothing was since it began.
std::int64_t last_change(const SeenWorld& world) {
    std::int64_t last = 0;
    for (const Change& change : world.script->changes())
        if (change.day < world.day) last = std::max(last, change.day);
    return last;
}

}  // namespace

std::string in_sentences(const Lately& lately) {
    if (lately.days == 0 || std::isnan(lately.before.trust)) return {};
    if (std::isnan(lately.now.trust)) return tr("There are no customers any more.");
    if (lately.against == Against::OtherWorld) return against_other_in_words(lately);
    const std::string text = stretch_in_words(lately) + trust_in_words(lately) + leavers_in_words(lately) +
                             orders_in_words(lately) + failures_in_words(lately) + refunds_in_words(lately) +
                             sellers_in_words(lately);
    if (lately.against == Against::Earlier) return text;
    return text + tr(" Growth and season are in this too: a second future (+) beside this one tells them apart.");
}

std::string what_changed(const Scene& scene, const SeenWorld& world) {
    if (world.days == nullptr) return {};
    const auto parent = std::find_if(scene.worlds.begin(), scene.worlds.end(),
                                     [&](const SeenWorld& other) { return other.id == world.branch_of; });
    if (parent == scene.worlds.end() || parent->days == nullptr)
        return in_sentences(look_back(*world.days, last_change(world)));
    const std::string there = spoken_name(parent->name);
    const std::int64_t parted_on = world.script->parts_from(*parent->script);
    if (parted_on >= world.day) return filled(tr("So far the same as {}."), there);
    const Lately lately = look_aside(*world.days, *parent->days, parted_on);
    if (lately.days == 0)
        return filled(tr("Apart from {} since day {}: after a week there is something to say."), there, parted_on);
    return filled(tr("Apart from {} (\"there\") since day {}. "), there, parted_on) + in_sentences(lately);
}

}  // namespace pasar
