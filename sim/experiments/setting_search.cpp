#include "sim/experiments/setting_search.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <functional>
#include <limits>
#include <map>
#include <nlopt.hpp>
#include <stdexcept>

#include "sim/counts/measures.h"
#include "sim/experiments/statistics.h"

namespace pasar {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kGlobalShare = 0.6;        ///< of the evaluations go to the search all over
constexpr double kFirstStep = 0.1;          ///< of the ranges: how far the way downhill first reaches out
constexpr double kLastStep = 1e-3;          ///< of the ranges: where it has arrived
constexpr double kTriesPerEvaluation = 20;  ///< proposals of settings already known cost nothing, but must end

/// How far something ranged over the evaluations; 1 where it did not. The first, the scenario as it is, may lie far
/// outside the ranges and does not count.
double spread(const std::vector<Evaluation>& search, const std::function<double(const Evaluation&)>& of) {
    double low = kInfinity;
    double high = -kInfinity;
    for (std::size_t i = 1; i < search.size(); ++i) {
        const double value = of(search[i]);
        if (std::isnan(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    return high > low ? high - low : 1.0;
}

/// The scales on which misses and gains are told to NLopt, and which misses are added up.
struct Scales {
    double goal = 1.0;
    std::vector<double> constraints;

    Scales(const std::vector<Evaluation>& search, const BestQuestion& question) {
        goal = spread(search, [](const Evaluation& e) { return e.mean; });
        for (std::size_t i = 0; i < question.constraints.size(); ++i) {
            constraints.push_back(spread(search, [i](const Evaluation& e) { return e.constrained[i]; }));
        }
    }
};

double scaled_miss(const Evaluation& evaluation, const BestQuestion& question, const Scales& scales, std::size_t i) {
    const double miss = question.constraints[i].miss(evaluation.constrained[i]) / scales.constraints[i];
    return std::isnan(miss) ? kInfinity : miss;
}

double total_miss(const Evaluation& evaluation, const BestQuestion& question, const Scales& scales) {
    double sum = std::isnan(evaluation.mean) ? kInfinity : 0.0;
    for (std::size_t i = 0; i < question.constraints.size(); ++i) {
        sum += std::max(0.0, scaled_miss(evaluation, question, scales, i));
    }
    return sum;
}

/// The goal as something to make small.
double loss(const Evaluation& evaluation, const BestQuestion& question) {
    return kpi_info(question.kpi).better < 0 ? evaluation.mean : -evaluation.mean;
}

class SettingSearch {
public:
    SettingSearch(const Laboratory& laboratory, const BestQuestion& question)
        : laboratory_(laboratory), question_(question) {}

    std::vector<Evaluation> run() {
        try_start();
        const auto global =
            static_cast<std::size_t>(std::ceil(kGlobalShare * static_cast<double>(question_.evaluations)));
        budget_ = std::max<std::size_t>(2, global);
        search_all_over();
        budget_ = static_cast<std::size_t>(question_.evaluations);
        go_downhill_from_best();
        // Where the way downhill has come to its end early, what is left of the budget goes all over once more:
        // settings known already cost nothing, so it goes on where it stopped.
        search_all_over();
        go_downhill_from_best();
        return std::move(search_);
    }

private:
    enum class Towards { Goal, Feasible };
    using Unit = std::vector<double>;  ///< a setting with every range stretched to 0 … 1, as NLopt sees it

    [[nodiscard]] std::size_t levers() const { return question_.levers.size(); }

    [[nodiscard]] std::vector<double> values_of(const Unit& unit) const {
        std::vector<double> values;
        for (std::size_t i = 0; i < levers(); ++i) {
            const Lever& lever = question_.levers[i];
            const double share = std::clamp(unit[i], 0.0, 1.0);
            values.push_back(
                lever.settled(round_to_digits(lever.low + share * (lever.high - lever.low), kSettingDigits)));
        }
        return values;
    }

    [[nodiscard]] Unit unit_of(const std::vector<double>& values) const {
        Unit unit;
        for (std::size_t i = 0; i < levers(); ++i) {
            const Lever& lever = question_.levers[i];
            unit.push_back(std::clamp((values[i] - lever.low) / (lever.high - lever.low), 0.0, 1.0));
        }
        return unit;
    }

    void run_setting(std::vector<double> values, const Settings& settings) {
        const KeyFigures figures = laboratory_(std::span(&settings, 1), {0, question_.replications}).front();
        Evaluation evaluation{.values = std::move(values), .series = figures.series(question_.model, question_.kpi)};
        evaluation.mean = known_mean(evaluation.series);
        evaluation.feasible = !std::isnan(evaluation.mean);
        for (const Constraint& constraint : question_.constraints) {
            evaluation.constrained.push_back(known_mean(figures.series(question_.model, constraint.kpi)));
            evaluation.feasible = evaluation.feasible && constraint.miss(evaluation.constrained.back()) <= 0.0;
        }
        positions_[evaluation.values] = search_.size();
        search_.push_back(std::move(evaluation));
    }

    void go_downhill_from_best() {
        if (!search_[best_of(search_, question_)].feasible) go_downhill(Towards::Feasible);
        if (search_[best_of(search_, question_)].feasible) go_downhill(Towards::Goal);
        try_neighbours();
    }

    void try_start() {
        std::vector<double> now;
        for (const Lever& lever : question_.levers) now.push_back(lever.now);
        run_setting(std::move(now), {});
    }

    /// What a setting gives; runs it where it is new. Nothing when it is new and the budget is spent.
    const Evaluation* evaluate(const std::vector<double>& values) {
        const auto known = positions_.find(values);
        if (known != positions_.end()) return &search_[known->second];
        if (search_.size() >= budget_) return nullptr;
        Settings settings;
        for (std::size_t i = 0; i < levers(); ++i) settings.push_back(question_.levers[i].at(values[i]));
        run_setting(values, settings);
        return &search_.back();
    }

    // NLopt calls back through C: what the laboratory throws is kept until NLopt has come to an end.
    const Evaluation& evaluate_for_nlopt(const Unit& unit) {
        const Evaluation* evaluation = nullptr;
        try {
            evaluation = evaluate(values_of(unit));
        } catch (...) {
            failure_ = std::current_exception();
        }
        if (evaluation == nullptr) throw nlopt::forced_stop();
        return *evaluation;
    }

    /// A function of a setting that NLopt is given.
    struct Judge {
        SettingSearch* search;
        std::function<double(const Evaluation&)> value;
    };
    static double judge(const Unit& unit, Unit&, void* data) {
        const Judge& judge = *static_cast<const Judge*>(data);
        return round_to_digits(judge.value(judge.search->evaluate_for_nlopt(unit)), kSettingDigits);
    }

    void optimise(nlopt::opt& nlopt, Unit from) {
        nlopt.set_lower_bounds(0.0);
        nlopt.set_upper_bounds(1.0);
        nlopt.set_maxeval(static_cast<int>(kTriesPerEvaluation * static_cast<double>(budget_)));
        double reached = 0.0;
        try {
            (void)nlopt.optimize(from, reached);
        } catch (const nlopt::forced_stop&) {  // the budget is spent, or a run failed
        } catch (const std::runtime_error&) {  // NLopt sees no way further; what it tried is kept
        }
        if (failure_) std::rethrow_exception(failure_);
    }

    /// DIRECT takes a NaN as "not allowed here".
    void search_all_over() {
        nlopt::opt nlopt(nlopt::GN_ORIG_DIRECT_L, static_cast<unsigned>(levers()));
        Judge goal{this, [this](const Evaluation& e) { return loss(e, question_); }};
        nlopt.set_min_objective(judge, &goal);
        std::vector<Judge> judges;
        for (std::size_t i = 0; i < question_.constraints.size(); ++i) {
            judges.push_back({this, [this, i](const Evaluation& e) {
                                  const double miss = question_.constraints[i].miss(e.constrained[i]);
                                  return std::isnan(miss) ? 1.0 : miss;
                              }});
        }
        for (Judge& constraint : judges) nlopt.add_inequality_constraint(judge, &constraint);
        optimise(nlopt, Unit(levers(), 0.5));
    }

    /// From the best so far, in steps that become smaller. COBYLA wants numbers everywhere, and on like scales.
    void go_downhill(Towards where) {
        const std::size_t from = best_of(search_, question_);
        const Scales scales(search_, question_);
        const double origin = loss(search_[from], question_);
        nlopt::opt nlopt(nlopt::LN_COBYLA, static_cast<unsigned>(levers()));
        const auto finite = [](double value) { return std::isfinite(value) ? value : 10.0; };
        Judge goal{this, [&](const Evaluation& e) {
                       return finite(where == Towards::Goal ? (loss(e, question_) - origin) / scales.goal
                                                            : total_miss(e, question_, scales));
                   }};
        nlopt.set_min_objective(judge, &goal);
        std::vector<Judge> judges;
        if (where == Towards::Goal) {
            for (std::size_t i = 0; i < question_.constraints.size(); ++i) {
                judges.push_back(
                    {this, [&, i](const Evaluation& e) { return finite(scaled_miss(e, question_, scales, i)); }});
            }
        } else {
            nlopt.set_stopval(0.0);
        }
        for (Judge& constraint : judges) nlopt.add_inequality_constraint(judge, &constraint);
        Unit first_steps;
        for (const Lever& lever : question_.levers) {
            first_steps.push_back(lever.whole ? std::max(kFirstStep, 1.0 / (lever.high - lever.low)) : kFirstStep);
        }
        nlopt.set_initial_step(first_steps);
        nlopt.set_xtol_abs(kLastStep);
        optimise(nlopt, unit_of(search_[from].values));
    }

    /// The next whole numbers around the best, until none of them is better.
    void try_neighbours() {
        for (bool moved = true; moved;) {
            const std::size_t best = best_of(search_, question_);
            for (std::size_t i = 0; i < levers(); ++i) {
                if (!question_.levers[i].whole) continue;
                for (const double step : {-1.0, 1.0}) {
                    std::vector<double> values = search_[best].values;
                    values[i] = question_.levers[i].settled(values[i] + step);
                    if (evaluate(values) == nullptr) return;
                }
            }
            moved = best_of(search_, question_) != best;
        }
    }

    const Laboratory& laboratory_;
    const BestQuestion& question_;
    std::size_t budget_ = 1;
    std::vector<Evaluation> search_;
    std::map<std::vector<double>, std::size_t> positions_;
    std::exception_ptr failure_;
};

}  // namespace

std::vector<Evaluation> search_settings(const Laboratory& laboratory, const BestQuestion& question) {
    return SettingSearch(laboratory, question).run();
}

std::size_t best_of(const std::vector<Evaluation>& search, const BestQuestion& question) {
    const Scales scales(search, question);
    const auto better = [&](const Evaluation& a, const Evaluation& b) {
        if (a.feasible != b.feasible) return a.feasible;
        if (a.feasible) return loss(a, question) < loss(b, question);
        return total_miss(a, question, scales) < total_miss(b, question, scales);
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < search.size(); ++i) {
        if (better(search[i], search[best])) best = i;
    }
    return best;
}

}  // namespace pasar
