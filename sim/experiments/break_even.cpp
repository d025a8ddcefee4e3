#include "sim/experiments/break_even.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "sim/counts/measures.h"

namespace pasar {

namespace {

constexpr double kNearEnough = 0.001;  ///< of the range: how close a found value is to a measured one
constexpr int kHalvings = 60;
constexpr int kRoundsByHalf = 3;  ///< every third round bisects; regula falsi stalls on curves

/// A point of the curve with what each replication says.
struct Sample {
    CurvePoint point;
    std::vector<double> differences;

    [[nodiscard]] double value() const { return point.value; }
    [[nodiscard]] int side() const { return point.side(); }
    [[nodiscard]] int sign() const { return point.difference.mean > 0.0 ? 1 : point.difference.mean < 0.0 ? -1 : 0; }
};

/// Mean of `values` over the replications in which both have one; NaN without any.
double mean_beside(const std::vector<double>& values, const std::vector<double>& others) {
    std::vector<double> known;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isnan(values[i]) && !std::isnan(others[i])) known.push_back(values[i]);
    return known.empty() ? kNaN : mean(known);
}

double mean_of(const std::vector<double>& differences) {
    std::vector<double> known = differences;
    std::erase_if(known, [](double d) { return std::isnan(d); });
    return mean(known);
}

/// How far the interval is clear of zero on the side of `sign`; negative when it covers zero.
double clearance(const std::vector<double>& differences, int sign) {
    std::vector<double> known = differences;
    std::erase_if(known, [](double d) { return std::isnan(d); });
    const Interval interval = student_interval(known);
    return sign > 0 ? interval.low : -interval.high;
}

std::vector<double> between(const Sample& a, const Sample& b, double share) {
    std::vector<double> differences(a.differences.size());
    for (std::size_t i = 0; i < differences.size(); ++i) {
        differences[i] = a.differences[i] + share * (b.differences[i] - a.differences[i]);
    }
    return differences;
}

/// Where `holds` becomes true between two samples, every replication taken as a straight line between them. Pre: it
/// holds at b and not at a.
template <class Predicate>
double where_it_turns(const Sample& a, const Sample& b, const Predicate& holds) {
    double not_yet = 0.0;
    double already = 1.0;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (not_yet + already) / 2.0;
        (holds(between(a, b, middle)) ? already : not_yet) = middle;
    }
    return a.value() + already * (b.value() - a.value());
}

/// Where the mean changes its sign between two neighbours.
double mean_crossing(const Sample& a, const Sample& b) {
    const int sign = b.sign();
    return where_it_turns(a, b, [&](const std::vector<double>& d) { return mean_of(d) * sign > 0.0; });
}

/// Where `sure`, a sample on one side of zero, ceases to be sure on the way to its neighbour.
double end_of_certainty(const Sample& unsure, const Sample& sure) {
    const int side = sure.side();
    return where_it_turns(unsure, sure, [&](const std::vector<double>& d) { return clearance(d, side) > 0.0; });
}

/// What is looked for between two neighbours: where the sign of the mean or what can be said changes.
std::optional<double> target(const Sample& a, const Sample& b) {
    if (!a.point.known() || !b.point.known()) return std::nullopt;
    if (a.side() != b.side()) {
        if (a.side() == 0) return end_of_certainty(a, b);
        if (b.side() == 0) return end_of_certainty(b, a);
    }
    if (a.sign() * b.sign() < 0) return mean_crossing(a, b);
    return std::nullopt;
}

class Search {
public:
    Search(const Laboratory& laboratory, const BreakEvenQuestion& question)
        : laboratory_(laboratory),
          question_(question),
          near_enough_(question.lever.whole ? 0.0 : kNearEnough * (question.lever.high - question.lever.low)) {}

    std::vector<Sample> run() {
        look(evenly_spaced(question_.lever, question_.steps));
        for (int round = 1;; ++round) {
            std::vector<double> values = next_values(round);
            const std::int64_t room = question_.most_values - static_cast<std::int64_t>(samples_.size());
            values.resize(std::min(values.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, room))));
            if (values.empty()) return std::move(samples_);
            look(values);
        }
    }

private:
    void look(const std::vector<double>& values) {
        std::vector<Settings> points;
        for (const double value : values) points.push_back({question_.lever.at(value)});
        const std::vector<KeyFigures> figures = laboratory_(points, {0, question_.replications});
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::vector<double> model = figures[i].series(question_.model, question_.kpi);
            const std::vector<double> baseline = figures[i].series(question_.baseline, question_.kpi);
            const auto has_value = [](double value) { return !std::isnan(value); };
            Sample sample{{.value = values[i],
                           .difference = paired_difference(model, baseline),
                           .model_mean = mean_beside(model, baseline),
                           .baseline_mean = mean_beside(baseline, model),
                           .model_has_value = std::any_of(model.begin(), model.end(), has_value),
                           .baseline_has_value = std::any_of(baseline.begin(), baseline.end(), has_value)},
                          {}};
            for (std::size_t r = 0; r < model.size(); ++r) sample.differences.push_back(model[r] - baseline[r]);
            samples_.push_back(std::move(sample));
        }
        std::sort(samples_.begin(), samples_.end(),
                  [](const Sample& a, const Sample& b) { return a.value() < b.value(); });
    }

    [[nodiscard]] std::vector<double> next_values(int round) const {
        std::vector<double> values;
        for (std::size_t i = 0; i + 1 < samples_.size(); ++i) {
            const Sample& a = samples_[i];
            const Sample& b = samples_[i + 1];
            const std::optional<double> found = target(a, b);
            if (!found || *found - a.value() <= near_enough_ || b.value() - *found <= near_enough_) continue;
            const double wanted = round % kRoundsByHalf == 0 ? (a.value() + b.value()) / 2.0 : *found;
            const double value = question_.lever.settled(round_to_digits(wanted, kSettingDigits));
            if (value > a.value() && value < b.value()) {
                values.push_back(value);
            } else if (question_.lever.whole && b.value() - a.value() > 1.0) {
                values.push_back(value <= a.value() ? a.value() + 1.0 : b.value() - 1.0);
            }
        }
        return values;
    }

    const Laboratory& laboratory_;
    const BreakEvenQuestion& question_;
    const double near_enough_;
    std::vector<Sample> samples_;
};

/// What the finished curve says, read from low to high.
class Reading {
public:
    Reading(std::vector<Sample> samples, BreakEven& answer) : samples_(std::move(samples)), answer_(answer) {
        std::erase_if(samples_, [](const Sample& sample) { return !sample.point.known(); });
    }

    void read() {
        if (samples_.empty()) {
            answer_.answer = BreakEvenAnswer::NoValue;
            return;
        }
        std::optional<std::size_t> before;
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            if (samples_[i].side() == 0) continue;
            read_between(before, i);
            before = i;
        }
        read_between(before, std::nullopt);
        answer_.answer = conclusion(before.has_value());
    }

private:
    /// The samples from one that is sure, or the low end, to the next that is, or the high end.
    void read_between(std::optional<std::size_t> from, std::optional<std::size_t> to) {
        const bool neighbours = from && to && *to == *from + 1 && samples_[*from].side() == samples_[*to].side();
        if (neighbours || (from && !to && *from + 1 == samples_.size()) || (to && !from && *to == 0)) return;
        UnclearRange range{.values = {}, .open_low = !from, .open_high = !to};
        range.values.low = from ? end_of_certainty(samples_[*from + 1], samples_[*from]) : samples_.front().value();
        range.values.high = to ? end_of_certainty(samples_[*to - 1], samples_[*to]) : samples_.back().value();
        if (answer_.question.lever.whole) {
            range.values.low = std::floor(range.values.low);
            range.values.high = std::ceil(range.values.high);
        }
        const std::vector<double> crossings = mean_crossings(from.value_or(0), to.value_or(samples_.size() - 1));
        // An even number of crossings of the mean leads back to the same side: noise around zero.
        if (crossings.size() % 2 == 0) {
            answer_.unclear.push_back(range);
            return;
        }
        const double at = std::clamp(crossings[crossings.size() / 2], range.values.low, range.values.high);
        answer_.crossings.push_back({.at = at, .level = level_at(at), .interval = range, .rising = rises(from, to)});
    }

    [[nodiscard]] bool rises(std::optional<std::size_t> from, std::optional<std::size_t> to) const {
        if (to) return samples_[*to].side() > 0;
        if (from) return samples_[*from].side() < 0;
        return last_sign(samples_.size() - 1) > 0;
    }

    /// What the two have where their means are alike.
    [[nodiscard]] double level_at(double at) const {
        const auto level = [](const Sample& sample) {
            return (sample.point.model_mean + sample.point.baseline_mean) / 2.0;
        };
        const auto above =
            std::find_if(samples_.begin(), samples_.end(), [at](const Sample& s) { return s.value() >= at; });
        if (above == samples_.end()) return level(samples_.back());
        if (above == samples_.begin() || above->value() == at) return level(*above);
        const Sample& below = *(above - 1);
        const double share = (at - below.value()) / (above->value() - below.value());
        return level(below) + share * (level(*above) - level(below));
    }

    [[nodiscard]] int last_sign(std::size_t index) const {
        while (index > 0 && samples_[index].sign() == 0) --index;
        return samples_[index].sign();
    }

    [[nodiscard]] std::vector<double> mean_crossings(std::size_t first, std::size_t last) const {
        std::vector<double> crossings;
        std::optional<std::size_t> before;
        for (std::size_t i = first; i <= last; ++i) {
            if (samples_[i].sign() == 0) continue;
            if (before && samples_[*before].sign() != samples_[i].sign()) {
                // Between them may lie samples of exactly zero; then the crossing is in their middle.
                crossings.push_back(i == *before + 1 ? mean_crossing(samples_[*before], samples_[i])
                                                     : (samples_[*before + 1].value() + samples_[i - 1].value()) / 2.0);
            }
            before = i;
        }
        return crossings;
    }

    [[nodiscard]] BreakEvenAnswer conclusion(bool anything_sure) const {
        if (!anything_sure) {
            const bool identical = std::all_of(samples_.begin(), samples_.end(), [](const Sample& sample) {
                return std::all_of(sample.differences.begin(), sample.differences.end(),
                                   [](double d) { return d == 0.0 || std::isnan(d); });
            });
            return identical ? BreakEvenAnswer::Identical : BreakEvenAnswer::NotDistinguishable;
        }
        if (answer_.crossings.empty()) return BreakEvenAnswer::NoCrossing;
        return answer_.crossings.size() == 1 ? BreakEvenAnswer::Crossing : BreakEvenAnswer::SeveralCrossings;
    }

    std::vector<Sample> samples_;
    BreakEven& answer_;
};

// ---------------------------------------------------------------------------------------------------------- tables

void add_curve(Table& table, const BreakEven& answer, std::span<const std::string> models) {
    const BreakEvenQuestion& question = answer.question;
    const MeasureInfo& info = kpi_info(question.kpi);
    for (const CurvePoint& point : answer.curve) {
        const PairedDifference& d = point.difference;
        const Cell row[] = {question.lever.path,
                            point.value,
                            std::string(info.name),
                            std::string(info.unit),
                            models[question.model],
                            models[question.baseline],
                            d.pairs,
                            d.mean,
                            d.interval.low,
                            d.interval.high,
                            point.model_mean,
                            point.baseline_mean};
        table.cells.insert(table.cells.end(), std::begin(row), std::end(row));
    }
}

/// The model that is ahead where the difference has this sign.
std::string ahead(const BreakEvenQuestion& question, std::span<const std::string> models, int sign) {
    if (sign == 0) return "";
    const bool model_leads = (sign > 0) == (kpi_info(question.kpi).better >= 0);
    return models[model_leads ? question.model : question.baseline];
}

void add_answer(Table& table, const BreakEven& answer, std::span<const std::string> models) {
    const BreakEvenQuestion& question = answer.question;
    const auto add_row = [&](double at, Interval interval, std::string direction, int below, int above, double level) {
        const Cell row[] = {question.lever.path,
                            std::string(kpi_info(question.kpi).name),
                            models[question.model],
                            models[question.baseline],
                            std::string(name_of(answer.answer)),
                            at,
                            interval.low,
                            interval.high,
                            std::move(direction),
                            ahead(question, models, below),
                            ahead(question, models, above),
                            level,
                            std::string(kpi_info(question.kpi).unit)};
        table.cells.insert(table.cells.end(), std::begin(row), std::end(row));
    };
    for (const Crossing& crossing : answer.crossings) {
        const UnclearRange& range = crossing.interval;
        const int above = crossing.rising ? 1 : -1;
        add_row(crossing.at, {range.open_low ? kNaN : range.values.low, range.open_high ? kNaN : range.values.high},
                crossing.rising ? "rising" : "falling", range.open_low ? 0 : -above, range.open_high ? 0 : above,
                crossing.level);
    }
    if (!answer.crossings.empty()) return;
    const auto sure = std::find_if(answer.curve.begin(), answer.curve.end(),
                                   [](const CurvePoint& point) { return point.side() != 0; });
    const int side = sure == answer.curve.end() ? 0 : sure->side();
    add_row(kNaN, {kNaN, kNaN}, "", side, side, kNaN);
}

}  // namespace

std::size_t BreakEven::unknown() const {
    return static_cast<std::size_t>(
        std::count_if(curve.begin(), curve.end(), [](const CurvePoint& point) { return !point.known(); }));
}

BreakEven find_break_even(const Laboratory& laboratory, const BreakEvenQuestion& question) {
    if (question.replications < 2 || question.steps < 2) {
        throw std::logic_error("find_break_even: at least two replications and two steps");
    }
    const std::vector<Sample> samples = Search(laboratory, question).run();
    BreakEven answer{.question = question, .crossings = {}, .unclear = {}, .curve = {}};
    for (const Sample& sample : samples) answer.curve.push_back(sample.point);
    Reading(samples, answer).read();
    return answer;
}

std::vector<Table> break_even_outlines() {
    Table curve{.file = "curve", .row_is = "a value of the parameter and a measure", .columns = {}, .cells = {}};
    curve.columns = {{"path", "", "the parameter that is moved"},
                     {"value", "", "what it is set to, in its own unit"},
                     {"measure", "", "name of the key figure"},
                     {"unit", "", "unit of the difference"},
                     {"model", "", "the model whose measure comes first"},
                     {"baseline", "", "the model whose measure is taken off"},
                     {"replications", "run", "pairs of runs with the same random numbers"},
                     {"difference", "unit", "mean of model less baseline over the pairs"},
                     {"confidence_low", "unit", "low end of its 95 % Student interval"},
                     {"confidence_high", "unit", "high end of its 95 % Student interval"},
                     {"model_mean", "unit", "mean of the model over the same pairs"},
                     {"baseline_mean", "unit", "mean of the baseline over the same pairs"}};
    Table answer{
        .file = "break_even", .row_is = "a crossing, or the answer where there is none", .columns = {}, .cells = {}};
    answer.columns = {
        {"path", "", "the parameter that is moved"},
        {"measure", "", "name of the key figure"},
        {"model", "", "the model whose measure comes first"},
        {"baseline", "", "the model whose measure is taken off"},
        {"answer", "",
         "crossing, several crossings, no crossing in this range, not distinguishable (the two cannot be "
         "told apart anywhere in the range), identical, or no value (in no replication do both have the measure)"},
        {"crossing", "", "value of the parameter at which the mean difference is zero"},
        {"confidence_low", "",
         "low end of its 95 % interval: all values at which the difference may be zero; empty where the "
         "interval goes on below the range"},
        {"confidence_high", "", "high end of the same; empty where it goes on above the range"},
        {"direction", "", "rising where model less baseline goes from below zero to above, else falling"},
        {"ahead_below", "", "the model that does better below the interval; empty: not known"},
        {"ahead_above", "", "the model that does better above it; empty: not known"},
        {"level", "unit", "mean of the measure where the two cross, the same for both; empty without a crossing"},
        {"unit", "", "unit of the level"}};
    return {std::move(curve), std::move(answer)};
}

std::vector<Table> break_even_tables(std::span<const BreakEven> answers, std::span<const std::string> models) {
    std::vector<Table> tables = break_even_outlines();
    for (const BreakEven& answer : answers) {
        add_curve(tables[0], answer, models);
        add_answer(tables[1], answer, models);
    }
    return tables;
}

}  // namespace pasar
