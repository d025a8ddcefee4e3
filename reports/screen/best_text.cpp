#include "reports/screen/best_text.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "reports/screen/text_table.h"
#include "sim/counts/measures.h"
#include "words/text.h"

namespace pasar {

namespace {

/// Of the range: so near to its end counts as at its end.
constexpr double kAtTheEnd = 0.005;

class BestWords {
public:
    BestWords(const Scenario& scenario, const Best& best, const std::string& model)
        : scenario_(scenario),
          best_(best),
          model_(printable(model, kLongestStudyName)),
          measure_(scenario, best.question.kpi,
                   std::array{best.start.mean, best.found.mean, best.fresh_gain.mean, best.search_gain.mean},
                   best.found.interval.half_width()),
          // In the scale of the measure, so that a gain is not told in bare IDR beside a whole in millions of them.
          gain_(MeasureWords(scenario, best.question.kpi,
                             std::array{best.start.mean, best.found.mean, best.fresh_gain.mean, best.search_gain.mean,
                                        best.optimism},
                             best.fresh_gain.interval.half_width())
                    .in_points()) {}

    [[nodiscard]] std::vector<std::vector<std::string>> table() const {
        std::vector<std::vector<std::string>> rows{{"on fresh replications", "as it is", "best found"}};
        for (std::size_t i = 0; i < best_.question.levers.size(); ++i) {
            const LeverWords words(best_.question.levers[i]);
            rows.push_back({words.heading(), words.number(best_.search.front().values[i]), words.number(values()[i])});
        }
        rows.push_back({measure_.heading(), with_half_width(measure_, best_.start.mean, best_.start.interval),
                        with_half_width(measure_, best_.found.mean, best_.found.interval)});
        for (std::size_t i = 0; i < best_.question.constraints.size(); ++i) {
            const Constraint& constraint = best_.question.constraints[i];
            const MeasureWords words = constraint_words(i);
            rows.push_back({fmt::format("{} (wanted: {} {})", words.heading(), constraint.at_least ? "≥" : "≤",
                                        words.number(constraint.bound)),
                            with_half_width(words, best_.start.constrained[i], best_.start.constrained_intervals[i]),
                            with_half_width(words, best_.found.constrained[i], best_.found.constrained_intervals[i])});
        }
        return rows;
    }

    [[nodiscard]] std::vector<std::string> sentences() const {
        std::vector<std::string> all;
        if (!best_.has_value) return {no_value()};
        if (!best_.feasible) all.push_back(infeasible());
        all.push_back(setting());
        if (best_.best != 0) all.push_back(gain());
        for (std::size_t i = 0; i < best_.question.constraints.size(); ++i) all.push_back(constraint(i));
        for (std::size_t i = 0; i < best_.question.levers.size(); ++i) all.push_back(end_of_range(i));
        std::erase(all, "");
        return all;
    }

private:
    [[nodiscard]] const std::vector<double>& values() const { return best_.search[best_.best].values; }

    [[nodiscard]] MeasureWords constraint_words(std::size_t i) const {
        const Confirmation& found = best_.found;
        return {scenario_, best_.question.constraints[i].kpi,
                std::array{best_.start.constrained[i], found.constrained[i], best_.question.constraints[i].bound},
                found.constrained_intervals[i].half_width()};
    }

    /// "2.9 ± 0.4"; the whole interval where it is not even to both sides, as that of what is rare.
    static std::string with_half_width(const MeasureWords& words, double mean, Interval interval) {
        if (std::isnan(interval.low)) return words.number(mean);
        const bool is_even = std::abs(interval.high - mean - (mean - interval.low)) < 0.01 * interval.half_width();
        if (interval.half_width() > 0.0 && !is_even) return words.with_interval(mean, interval, false);
        return fmt::format("{} ± {}", words.number(mean), words.number(interval.half_width()));
    }

    [[nodiscard]] std::string no_value() const {
        return fmt::format("Nothing is best: {} at any of the {} tried, and more replications would give it none.",
                           without_value(model_, best_.question.kpi), counted(best_.search.size(), "setting"));
    }

    [[nodiscard]] std::string setting_in_words() const {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < values().size(); ++i) {
            const LeverWords words(best_.question.levers[i]);
            parts.push_back(fmt::format("{} {}", words.name(), words.value(values()[i])));
        }
        return fmt::format("{}", fmt::join(parts, ", "));
    }

    [[nodiscard]] std::string infeasible() const {
        const std::size_t constraints = best_.question.constraints.size();
        return fmt::format("None of the {} tried keeps {}; told here is the one that misses the least.",
                           counted(best_.search.size(), "setting"),
                           constraints == 1 ? "the constraint" : "all constraints");
    }

    [[nodiscard]] std::string setting() const {
        if (best_.best == 0) {
            return fmt::format("None of the other {} tried {} than {} as it is ({}).",
                               counted(best_.search.size() - 1, "setting"),
                               best_.feasible ? "does better" : "misses less", model_, setting_in_words());
        }
        return fmt::format("{} for {}: {}. On fresh replications its {} is {} ({}).",
                           best_.feasible ? "Best setting found" : "Nearest setting found", model_, setting_in_words(),
                           measure_.name(), measure_.amount(best_.found.mean), measure_.interval(best_.found.interval));
    }

    [[nodiscard]] std::string gain() const {
        const PairedDifference& fresh = best_.fresh_gain;
        const bool sure = fresh.interval.excludes_zero();
        const std::string change =
            fmt::format("{} {} than as it is", gain_.amount(std::abs(fresh.mean)), fresh.mean < 0.0 ? "less" : "more");
        const Interval interval =
            fresh.mean < 0.0 ? Interval{-fresh.interval.high, -fresh.interval.low} : fresh.interval;
        const std::int64_t all = best_.question.replications;
        const std::string pairs =
            fresh.pairs < all ? fmt::format(", in {} of {}", fresh.pairs, counted(all, "replication")) : "";
        std::string text = fmt::format("That is {} ({}{}){}.", change, gain_.interval(interval), pairs,
                                       sure ? "" : ", which chance alone may explain");
        const char* verdict = best_.optimism_interval.excludes_zero() ? "surely" : "which chance alone may explain";
        if (best_.optimism > 0.0) {
            text += fmt::format(
                " On the replications it searched on, the gain looked {} larger: its own optimism ({}, {}).",
                gain_.amount(best_.optimism), gain_.interval(best_.optimism_interval), verdict);
        } else {
            text += " The search promised no more than that.";
        }
        return text;
    }

    [[nodiscard]] std::string constraint(std::size_t i) const {
        const Constraint& constraint = best_.question.constraints[i];
        const MeasureWords words = constraint_words(i);
        const double mean = best_.found.constrained[i];
        const Interval interval = best_.found.constrained_intervals[i];
        // Without an interval, as nothing of the kind was ever seen, the mean is all there is.
        const double worst = std::isnan(interval.low) ? mean : constraint.at_least ? interval.low : interval.high;
        if (std::isnan(mean)) {
            return fmt::format("Wanted {} of at {} {}: it has no value there, so that nothing is kept or missed.",
                               words.name(), constraint.at_least ? "least" : "most", words.amount(constraint.bound));
        }
        const char* verdict = !(constraint.miss(mean) <= 0.0)    ? "missed"
                              : !(constraint.miss(worst) <= 0.0) ? "kept on average, but not surely"
                                                                 : "kept";
        return fmt::format("Wanted {} of at {} {}: it is {} ({}): {}.", words.name(),
                           constraint.at_least ? "least" : "most", words.amount(constraint.bound), words.amount(mean),
                           words.interval(interval), verdict);
    }

    /// More may be found beyond a range whose end is best.
    [[nodiscard]] std::string end_of_range(std::size_t i) const {
        const Lever& lever = best_.question.levers[i];
        const double margin = kAtTheEnd * (lever.high - lever.low);
        const double value = values()[i];
        const bool low = std::abs(value - lever.low) <= margin;
        if (best_.best == 0 || (!low && std::abs(value - lever.high) > margin)) return "";
        const LeverWords words(lever);
        return fmt::format("The best {} lies at the {} end of its range; beyond it may be better.", words.name(),
                           low ? "low" : "high");
    }

    const Scenario& scenario_;
    const Best& best_;
    std::string model_;
    MeasureWords measure_;
    MeasureWords gain_;
};

}  // namespace

StudyText best_text(const Scenario& scenario, const Best& best, const std::string& model,
                    const ScreenOptions& options) {
    const BestWords words(scenario, best, model);
    StudyText text;
    const auto tried = static_cast<std::int64_t>(best.search.size());
    const std::string fewer = tried < best.question.evaluations
                                  ? fmt::format(" of {}, as no others were found", best.question.evaluations)
                                  : "";
    text.screen = study_title(scenario,
                              fmt::format("{} tried{}, then the scenario as it is and the best found "
                                          "run again on fresh replications",
                                          counted(tried, "setting"), fewer),
                              options, {.moved = best.question.levers});
    text.screen += text_table(words.table(), options) + '\n';
    for (const std::string& sentence : words.sentences()) {
        text.answer.push_back(sentence);
        text.screen += study_sentence(sentence, options);
    }
    return text;
}

}  // namespace pasar
