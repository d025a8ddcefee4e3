#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "reports/headlines.h"
#include "reports/period.h"
#include "reports/result/tables.h"
#include "reports/screen/screen_grid.h"
#include "reports/screen/screen_words.h"
#include "sim/counts/measures.h"
#include "sim/counts/sides.h"
#include "words/figures.h"
#include "words/text.h"

namespace pasar {

namespace {

bool is_about_earning(const std::optional<Side>& side) { return side == Side::Platform || side == Side::Firm; }

/// Whom or what a verdict is about, as it begins.
std::string beginning(const Scenario& scenario, std::size_t kpi, Language language) {
    const std::optional<Side> side = side_by_measure(kpi);
    if (!side) return filled(tr("By {}: ", language), in_words_of(language, label_of(kpi_info(kpi).name)));
    switch (*side) {
        case Side::Platform:
            return tr("For the platform: ", language);
        case Side::Sellers:
            return tr("For sellers: ", language);
        case Side::Buyers:
            return tr("For buyers: ", language);
        case Side::Couriers:
            return tr("For couriers: ", language);
        case Side::Firm:
            return filled(tr("For {}: ", language), printable(name_in(language, TextOf::Scenario, scenario.firm.name)));
        case Side::Society:
            break;
    }
    return tr("For society, which is all sides together: ", language);
}

/// The sentences about what a platform earns, and those about all else.
struct Phrases {
    const char *same_once, *more_once, *same, *practically, *more, *open, *not_distinguishable, *too_little;
};
constexpr Phrases kEarned{
    .same_once = tr_later("{} and {} earn the same in their one replication."),
    .more_once = tr_later("In its one replication {} earns {} than {}; one replication cannot tell chance from "
                          "advantage, so ask for more with --replications."),
    .same = tr_later("{} and {} earn the same."),
    .practically = tr_later("{} earns {} than {} ({}). That is practically the same, as less than {} does not matter "
                            "(--worth)."),
    .more = tr_later("{} earns {} than {} ({})."),
    .open = tr_later("{} earns {} than {} ({}). Whether it is as much as the {} that matter (--worth) cannot be told."),
    .not_distinguishable =
        tr_later("{} and {} are not distinguishable by what they earn: {} earned {} on average ({})."),
    .too_little = tr_later("{} and {} are not distinguishable by what they earn, and on average earned the same ({})."),
};
constexpr Phrases kBrought{
    .same_once = tr_later("{} and {} bring the same in their one replication."),
    .more_once = tr_later("In its one replication {} brings {} than {}; one replication cannot tell chance from "
                          "advantage, so ask for more with --replications."),
    .same = tr_later("{} and {} bring the same."),
    .practically = tr_later("{} brings {} than {} ({}). That is practically the same, as less than {} does not matter "
                            "(--worth)."),
    .more = tr_later("{} brings {} than {} ({})."),
    .open =
        tr_later("{} brings {} than {} ({}). Whether it is as much as the {} that matter (--worth) cannot be told."),
    .not_distinguishable =
        tr_later("{} and {} are not distinguishable by what they bring: {} brought {} on average ({})."),
    .too_little =
        tr_later("{} and {} are not distinguishable by what they bring, and on average brought the same ({})."),
};

/// The numbers of a pair as they are told: of the model that does better, so that more of what is bad is less.
class ToldPair {
public:
    ToldPair(const Scenario& scenario, const PairComparison& pair, const ScreenOptions& options)
        : pair_(pair),
          options_(options),
          info_(kpi_info(pair.kpi)),
          unit_(unit_in_reports(info_.unit, scenario)),
          days_(counted_days(scenario)),
          period_(period_of(scenario, info_, options.language)),
          sign_(info_.better < 0 ? -1.0 : 1.0),
          difference_(sign_ * pair.difference.mean),
          interval_(sign_ < 0.0 ? Interval{-pair.difference.interval.high, -pair.difference.interval.low}
                                : pair.difference.interval),
          scale_(scale_over(period_.factor)) {}

    [[nodiscard]] double difference() const { return difference_; }
    [[nodiscard]] const Interval& interval() const { return interval_; }

    /// "10.00 million IDR a month more"
    [[nodiscard]] std::string amount() const {
        const Language language = options_.language;
        return filled(sign_ < 0.0 ? tr("{} less", language) : tr("{} more", language), told(difference_));
    }
    /// "95 % interval 9.59 to 10.41; ahead in 3 of 3 replications; 120.0 million IDR in all 360 days"
    [[nodiscard]] std::string surely() const {
        const Language language = options_.language;
        const double share = sign_ < 0.0 ? 1.0 - pair_.difference.share_first_more : pair_.difference.share_first_more;
        const double won = share * static_cast<double>(pair_.difference.pairs);
        std::string text = filled(tr("95 % interval {} to {}; ahead in {} of {} replications", language),
                                  figure(scale_, interval_.low * period_.factor, options_),
                                  figure(scale_, interval_.high * period_.factor, options_),
                                  grouped_in(language, won, won == std::floor(won) ? 0 : 1), pair_.difference.pairs);
        if (!info_.adds_up || !tells_months(days_)) return text;
        const Scale whole = scale_over(1.0);
        const std::string number = figure(whole, difference_, options_);
        return text +
               fmt::format("; {} {}{}", number, unit_words(language, number, whole.unit), in_all_days(days_, language));
    }
    /// As it would be told.
    [[nodiscard]] bool rounds_to_nothing() const {
        return grouped(difference_ * period_.factor / scale_.divisor, scale_.decimals).find_first_of("123456789") ==
               std::string::npos;
    }
    [[nodiscard]] std::string worth() const { return told(pair_.worth); }

private:
    [[nodiscard]] Scale scale_over(double factor) const {
        return scale_for(std::array{difference_ * factor, interval_.low * factor, interval_.high * factor},
                         interval_.half_width() * factor, unit_)
            .of_differences();
    }
    [[nodiscard]] std::string told(double value) const {
        const std::string number = figure(scale_, value * period_.factor, options_);
        const std::string unit = unit_words(options_.language, number, scale_.unit);
        return fmt::format("{}{}{}{}", number, unit.empty() ? "" : " ", unit, period_.words);
    }

    const PairComparison& pair_;
    const ScreenOptions& options_;
    const MeasureInfo& info_;
    std::string unit_;
    std::int64_t days_;
    Period period_;
    double sign_;
    double difference_;
    Interval interval_;
    Scale scale_;
};

/// How `model` fares against `baseline`, for a model that did at least as well on average.
std::string sentence(const Scenario& scenario, const Comparison& comparison, const PairComparison& pair,
                     const ScreenOptions& options) {
    const Language language = options.language;
    const Phrases& phrases = is_about_earning(side_by_measure(pair.kpi)) ? kEarned : kBrought;
    const auto say = [&](const char* phrase, const auto&... values) {
        return beginning(scenario, pair.kpi, language) + filled(tr(phrase, language), values...);
    };
    const std::string better = name_of_position(scenario, comparison, pair.model, language);
    const std::string other = name_of_position(scenario, comparison, pair.baseline, language);
    if (pair.verdict == Verdict::NoValue)
        return beginning(scenario, pair.kpi, language) +
               filled(tr("no replication has a value for both {} and {}.", language), better, other);
    const ToldPair told(scenario, pair, options);
    const Interval& interval = told.interval();
    if (pair.difference.pairs < 2) {
        if (told.difference() == 0.0) return say(phrases.same_once, better, other);
        return say(phrases.more_once, better, told.amount(), other);
    }
    if (told.difference() == 0.0 && interval.low == 0.0 && interval.high == 0.0)
        return say(phrases.same, better, other);
    const std::string amount = told.amount(), surely = told.surely();
    if (pair.verdict == Verdict::PracticallyTheSame)
        return say(phrases.practically, better, amount, other, surely, told.worth());
    if (pair.verdict != Verdict::NotDistinguishable) return say(phrases.more, better, amount, other, surely);
    if (interval.excludes_zero()) return say(phrases.open, better, amount, other, surely, told.worth());
    if (told.rounds_to_nothing()) return say(phrases.too_little, better, other, surely);
    return say(phrases.not_distinguishable, better, other, better, amount, surely);
}

/// About one key figure.
std::string verdict_by(std::size_t kpi, const Scenario& scenario, const Comparison& comparison,
                       const ScreenOptions& options) {
    const std::size_t models = comparison.figures.models.size();
    const double sign = kpi_info(kpi).better < 0 ? -1.0 : 1.0;
    std::vector<std::size_t> order(models);
    for (std::size_t position = 0; position < models; ++position) order[position] = position;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto brought = [&](std::size_t position) {
            const double mean = sign * comparison.summary(position, kpi).mean;
            return std::isnan(mean) ? -std::numeric_limits<double>::infinity() : mean;
        };
        return brought(a) > brought(b);
    });
    std::string text;
    const auto tell = [&](const PairComparison& pair) {
        text += coloured(wrapped(sentence(scenario, comparison, pair, options), options.columns), kBoldText, options);
        text += '\n';
    };
    if (comparison.against) {
        // Each against the baseline that was chosen, the one that does better first.
        for (const std::size_t position : order) {
            if (position == *comparison.against) continue;
            const PairComparison pair = comparison.pair(position, *comparison.against, kpi);
            tell(sign * pair.difference.mean < 0.0 ? comparison.pair(*comparison.against, position, kpi) : pair);
        }
    } else {
        for (std::size_t rank = 1; rank < models; ++rank) tell(comparison.pair(order.front(), order[rank], kpi));
    }
    const std::optional<Side> side = side_by_measure(kpi);
    if (side && comparison.summary(order.front(), kpi).mean < 0.0) {
        const Language language = options.language;
        const bool earning = is_about_earning(side);
        if (models == 2)
            text += wrapped(filled(earning ? tr("{} and {} both lose money.", language)
                                           : tr("{} and {} both bring a loss.", language),
                                   name_of_position(scenario, comparison, order[0], language),
                                   name_of_position(scenario, comparison, order[1], language)),
                            options.columns);
        else
            text += earning ? tr("All of them lose money.", language) : tr("All of them bring a loss.", language);
        text += '\n';
    }
    return text;
}

}  // namespace

std::string verdict_text(const Scenario& scenario, const Comparison& comparison, const ScreenOptions& options,
                         std::span<const std::size_t> kpis) {
    if (comparison.figures.models.size() < 2) return {};
    std::vector<std::size_t> usual;
    if (scenario.firm.is_there()) usual.push_back(measure_of(Side::Firm));
    usual.push_back(measure_of(Side::Platform));
    std::string text;
    for (const std::size_t kpi : kpis.empty() ? std::span<const std::size_t>(usual) : kpis)
        if (kpi < comparison.figures.kpis) text += verdict_by(kpi, scenario, comparison, options);
    return text;
}

}  // namespace pasar
