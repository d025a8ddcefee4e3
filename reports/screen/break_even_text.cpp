#include "reports/screen/break_even_text.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "reports/screen/text_table.h"
#include "sim/counts/measures.h"
#include "words/text.h"

namespace pasar {

namespace {

/// Everything the sentences about one measure need.
class BreakEvenWords {
public:
    BreakEvenWords(const Scenario& scenario, const BreakEven& answer, std::span<const std::string> models)
        : answer_(answer),
          model_(printable(models[answer.question.model], kLongestStudyName)),
          baseline_(printable(models[answer.question.baseline], kLongestStudyName)),
          lever_(answer.question.lever, narrowest_interval(answer)),
          measure_(differences_in_words(scenario, answer)),
          level_(levels_in_words(scenario, answer)) {}

    [[nodiscard]] std::string heading() const {
        return fmt::format("{}: {} less {}", measure_.heading(), model_, baseline_);
    }

    [[nodiscard]] std::vector<std::vector<std::string>> curve() const {
        std::vector<std::vector<std::string>> rows{{lever_.label(), level_heading(model_), level_heading(baseline_),
                                                    "difference", "95 % interval", ahead_word()}};
        const bool tells_pairs = has_incomplete_pairs();
        if (tells_pairs) rows.front().emplace_back("pairs");
        for (const CurvePoint& point : answer_.curve) {
            const PairedDifference& d = point.difference;
            const bool has_interval = !std::isnan(d.interval.low);
            rows.push_back({lever_.number(point.value), level_of(point.model_mean), level_of(point.baseline_mean),
                            measure_.difference(d.mean),
                            has_interval ? fmt::format("{} to {}", measure_.difference(d.interval.low),
                                                       measure_.difference(d.interval.high))
                                         : "–",
                            !point.known()      ? "no value"
                            : point.side() == 0 ? "~"
                                                : ahead(point.side())});
            if (tells_pairs) rows.back().push_back(fmt::format("{}", d.pairs));
        }
        return rows;
    }

    /// What the marks of the curve mean.
    [[nodiscard]] std::string notes() const {
        std::string text = "~ cannot be told apart\n";
        if (has_incomplete_pairs()) {
            text += fmt::format("pairs: of {} those in which both have the measure\n",
                                counted(answer_.question.replications, "replication"));
        }
        return text;
    }

    [[nodiscard]] std::vector<std::string> sentences() const {
        std::vector<std::string> all;
        switch (answer_.answer) {
            case BreakEvenAnswer::Identical:
                return {
                    fmt::format("{} and {} have the same {} at every value looked at: {} makes no difference "
                                "between them.",
                                model_, baseline_, measure_.name(), lever_.name())};
            case BreakEvenAnswer::NoValue:
                return {no_value()};
            case BreakEvenAnswer::NotDistinguishable:
                all.push_back(not_distinguishable());
                all.push_back(all_lose());
                if (answer_.unknown() > 0) all.push_back(passed_over());
                std::erase(all, "");
                return all;
            case BreakEvenAnswer::NoCrossing:
                all.push_back(no_crossing());
                break;
            case BreakEvenAnswer::SeveralCrossings:
                all.push_back(fmt::format("By {}, the lead changes {} times between {} {} and {}:", measure_.name(),
                                          answer_.crossings.size(), lever_.name(),
                                          lever_.number(answer_.question.lever.low),
                                          lever_.value(answer_.question.lever.high)));
                break;
            case BreakEvenAnswer::Crossing:
                break;
        }
        for (const Crossing& crossing : answer_.crossings) all.push_back(crossing_sentence(crossing));
        for (const UnclearRange& range : answer_.unclear) all.push_back(unclear_sentence(range));
        if (!answer_.crossings.empty()) all.push_back(present());
        all.push_back(all_lose());
        if (answer_.unknown() > 0) all.push_back(passed_over());
        std::erase(all, "");
        return all;
    }

private:
    static double narrowest_interval(const BreakEven& answer) {
        const Lever& lever = answer.question.lever;
        double width = (lever.high - lever.low) / 15.0;
        for (const Crossing& crossing : answer.crossings) {
            width = std::min(width, std::max(crossing.interval.values.half_width(), (lever.high - lever.low) / 1000.0));
        }
        return width;
    }

    /// Half of the narrowest interval of a difference; 0 where there is none.
    static double least_half_width(const BreakEven& answer) {
        double half_width = INFINITY;
        for (const CurvePoint& point : answer.curve) {
            const double half = point.difference.interval.half_width();
            if (half > 0.0) half_width = std::min(half_width, half);
        }
        return std::isfinite(half_width) ? half_width : 0.0;
    }
    static MeasureWords differences_in_words(const Scenario& scenario, const BreakEven& answer) {
        std::vector<double> values;
        for (const CurvePoint& point : answer.curve) values.push_back(point.difference.mean);
        return MeasureWords(scenario, answer.question.kpi, values, least_half_width(answer)).in_points();
    }
    static MeasureWords levels_in_words(const Scenario& scenario, const BreakEven& answer) {
        std::vector<double> values;
        for (const CurvePoint& point : answer.curve)
            values.insert(values.end(), {point.model_mean, point.baseline_mean});
        return MeasureWords(scenario, answer.question.kpi, values, least_half_width(answer));
    }

    /// The model, and the unit of what it has where that is not the one of differences.
    [[nodiscard]] std::string level_heading(const std::string& model) const {
        return level_.unit() == measure_.unit() ? model : fmt::format("{}, {}", model, level_.unit());
    }
    [[nodiscard]] std::string level_of(double mean) const { return std::isnan(mean) ? "–" : level_.number(mean); }

    /// Whether what lies below zero is a loss of money.
    [[nodiscard]] bool is_profit() const {
        const MeasureInfo& info = kpi_info(answer_.question.kpi);
        return info.better > 0 && info.unit == "money";
    }

    /// How much both have where neither is ahead: the lesser evil is not yet a business.
    [[nodiscard]] std::string level_sentence(double level) const {
        if (is_profit() && level < 0.0 && level_.number(-level) != level_.number(0.0))
            return fmt::format(" There both lose {}.", level_.amount(-level));
        return fmt::format(" There both have {}.", level_.amount(level));
    }

    /// Where even who is ahead loses money at every value.
    [[nodiscard]] std::string all_lose() const {
        const bool lose =
            is_profit() && std::all_of(answer_.curve.begin(), answer_.curve.end(), [](const CurvePoint& p) {
                return !p.known() || std::max(p.model_mean, p.baseline_mean) < 0.0;
            });
        return lose ? "Both lose money at every value looked at." : "";
    }

    [[nodiscard]] bool has_incomplete_pairs() const {
        return std::any_of(answer_.curve.begin(), answer_.curve.end(), [&](const CurvePoint& point) {
            return point.difference.pairs < answer_.question.replications;
        });
    }

    /// Which of the two it is that has none.
    [[nodiscard]] std::string no_value() const {
        const auto has = [&](bool CurvePoint::*flag) {
            return std::any_of(answer_.curve.begin(), answer_.curve.end(),
                               [&](const CurvePoint& point) { return point.*flag; });
        };
        const bool model = has(&CurvePoint::model_has_value);
        const bool baseline = has(&CurvePoint::baseline_has_value);
        const std::size_t kpi = answer_.question.kpi;
        if (model && baseline)
            return fmt::format("There is nothing to compare: in no replication do {} and {} both have {} ({}).", model_,
                               baseline_, with_article(measure_.name()), kpi_info(kpi).says);
        const std::string who = model      ? without_value(baseline_, kpi)
                                : baseline ? without_value(model_, kpi)
                                           : fmt::format("Neither model has {} ({}) in any replication",
                                                         with_article(measure_.name()), kpi_info(kpi).says);
        return fmt::format("There is nothing to compare: {} at any value of {} looked at.", who, lever_.name());
    }

    [[nodiscard]] std::string passed_over() const {
        return fmt::format(
            "At {} of the {} values looked at there is nothing to compare, as not both models have {} "
            "there; these are passed over.",
            answer_.unknown(), answer_.curve.size(), with_article(measure_.name()));
    }

    [[nodiscard]] int better() const { return kpi_info(answer_.question.kpi).better; }
    [[nodiscard]] const char* ahead_word() const { return better() == 0 ? "has more" : "ahead"; }
    [[nodiscard]] std::string is_ahead() const { return better() == 0 ? "has more" : "is ahead"; }
    /// Who is ahead where the difference has this sign.
    [[nodiscard]] const std::string& ahead(int side) const {
        return (side > 0) == (better() >= 0) ? model_ : baseline_;
    }
    [[nodiscard]] const std::string& behind(int side) const { return ahead(-side); }

    [[nodiscard]] std::string interval_of(const UnclearRange& range) const {
        return fmt::format("{} to {}", lever_.number(range.values.low), lever_.value(range.values.high));
    }

    [[nodiscard]] std::string crossing_sentence(const Crossing& crossing) const {
        const int above = crossing.rising ? 1 : -1;
        const UnclearRange& range = crossing.interval;
        const bool only_one = answer_.answer == BreakEvenAnswer::Crossing;
        std::string text =
            only_one ? fmt::format("By {}, {} {} below {} of {} and {} above it (95 % interval of the break-even: {}).",
                                   measure_.name(), ahead(-above), is_ahead(), with_article(lever_.name()),
                                   lever_.value(crossing.at), ahead(above), interval_of(range))
                     : fmt::format("At {} the lead goes from {} to {} (95 % interval {}).", lever_.value(crossing.at),
                                   ahead(-above), ahead(above), interval_of(range));
        if (range.open_low || range.open_high) {
            text += fmt::format(
                " The interval reaches the {} end of the range and may go on beyond it: a wider range or "
                "more replications would tell.",
                range.open_low && range.open_high ? "low and the high"
                : range.open_low                  ? "low"
                                                  : "high");
        }
        return text + level_sentence(crossing.level);
    }

    [[nodiscard]] std::string no_crossing() const {
        const auto key = [](const CurvePoint& point) {
            if (!point.known()) return static_cast<double>(INFINITY);
            return std::isnan(least(point)) ? -static_cast<double>(INFINITY) : least(point);
        };
        const auto closest =
            std::min_element(answer_.curve.begin(), answer_.curve.end(),
                             [&](const CurvePoint& a, const CurvePoint& b) { return key(a) < key(b); });
        const auto sure =
            std::find_if(answer_.curve.begin(), answer_.curve.end(), [](const CurvePoint& p) { return p.side() != 0; });
        const Lever& lever = answer_.question.lever;
        std::string text = fmt::format("No crossing in this range: by {}, {} {} of {} from {} {} to {}",
                                       measure_.name(), ahead(sure->side()), is_ahead(), behind(sure->side()),
                                       lever_.name(), lever_.number(lever.low), lever_.value(lever.high));
        if (key(*closest) <= 0.0) return text + ", wherever the two can be told apart.";
        return text + fmt::format(", by at least {} ({} at {}).", measure_.amount(least(*closest)),
                                  measure_.interval(turned_up(closest->difference.interval)),
                                  lever_.value(closest->value));
    }

    /// The end of the interval that is nearer to zero; below zero where it covers zero.
    static double least(const CurvePoint& point) {
        return std::max(point.difference.interval.low, -point.difference.interval.high);
    }
    static Interval turned_up(Interval interval) {
        return interval.high < 0.0 ? Interval{-interval.high, -interval.low} : interval;
    }

    [[nodiscard]] std::string not_distinguishable() const {
        const Lever& lever = answer_.question.lever;
        std::string text =
            fmt::format("{} and {} cannot be told apart by {} anywhere from {} {} to {}.", model_, baseline_,
                        measure_.name(), lever_.name(), lever_.number(lever.low), lever_.value(lever.high));
        if (answer_.crossings.empty()) return text + " More replications may tell.";
        return text + fmt::format(
                          " On average they cross at {}, but the interval of that covers the whole range. More "
                          "replications or a wider range may tell.",
                          lever_.value(answer_.crossings.front().at));
    }

    [[nodiscard]] std::string unclear_sentence(const UnclearRange& range) const {
        const std::string values = interval_of(range);
        if (range.open_low || range.open_high) {
            return fmt::format(
                "From {} they cannot be told apart, so the lead may change near the {} end of the range or "
                "beyond it.",
                values, range.open_low ? "low" : "high");
        }
        return fmt::format("From {} they cannot be told apart; on both sides the same model is ahead.", values);
    }

    /// Where the scenario stands today.
    [[nodiscard]] std::string present() const {
        const Lever& lever = answer_.question.lever;
        if (lever.now < lever.low || lever.now > lever.high) return "";
        const auto inside = [&](const UnclearRange& range) {
            return lever.now >= range.values.low && lever.now <= range.values.high;
        };
        for (const Crossing& crossing : answer_.crossings) {
            if (inside(crossing.interval)) {
                return fmt::format("The scenario's own {}, {}, lies inside the interval.", lever_.name(),
                                   lever_.value(lever.now));
            }
        }
        const auto nearest = std::min_element(
            answer_.curve.begin(), answer_.curve.end(),
            [&](const CurvePoint& a, const CurvePoint& b) { return distance(a, lever.now) < distance(b, lever.now); });
        if (nearest->side() == 0) return "";
        return fmt::format("The scenario's own {} is {}, where {} {}.", lever_.name(), lever_.value(lever.now),
                           ahead(nearest->side()), is_ahead());
    }
    static double distance(const CurvePoint& point, double value) {
        return point.side() == 0 ? INFINITY : std::abs(point.value - value);
    }

    const BreakEven& answer_;
    std::string model_;
    std::string baseline_;
    LeverWords lever_;
    MeasureWords measure_;  ///< differences of it
    MeasureWords level_;    ///< the measure itself
};

}  // namespace

StudyText break_even_text(const Scenario& scenario, std::span<const BreakEven> answers,
                          std::span<const std::string> models, const ScreenOptions& options) {
    StudyText text;
    for (const BreakEven& answer : answers) {
        const BreakEvenWords words(scenario, answer, models);
        if (text.screen.empty()) {
            text.screen = study_title(
                scenario,
                fmt::format("{} moved from {} to {}", printable(answer.question.lever.path, kLongestStudyPath),
                            LeverWords(answer.question.lever).number(answer.question.lever.low),
                            LeverWords(answer.question.lever).value(answer.question.lever.high)),
                options, {.moved = std::span(&answer.question.lever, 1)});
        } else {
            text.screen += '\n';
        }
        text.screen += fmt::format("{}\n{}{}\n", words.heading(), text_table(words.curve(), options), words.notes());
        for (const std::string& sentence : words.sentences()) {
            text.answer.push_back(sentence);
            text.screen += study_sentence(sentence, options);
        }
    }
    return text;
}

}  // namespace pasar
