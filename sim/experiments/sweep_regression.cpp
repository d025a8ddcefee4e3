// The effects of a sweep by least squares: an additive model of lines, parabolas and steps.
#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/experiments/sweep_values.h"

namespace pasar {

namespace {

/// Degrees of freedom that parabolas must leave to judge them by; lines alone are fitted where they do not.
constexpr std::int64_t kLeastFreedom = 8;

/// A regressor and what it stands for.
struct ModelTerm {
    std::size_t path = 0;
    std::size_t level = 0;  ///< of a step
    bool is_parabola = false;
    double mean = 0.0;  ///< taken off
    Regressor values;
};

class AdditiveModel {
public:
    AdditiveModel(const SweepEstimator& estimator, const KnownValues& known, const std::vector<PathLevels>& paths)
        : estimator_(estimator), known_(known), paths_(paths) {
        make_terms(/*with_parabolas=*/true);
        if (freedom(terms_.size()) < kLeastFreedom) make_terms(/*with_parabolas=*/false);
        Directions all;
        for (const ModelTerm& term : terms_) all.add(term.values);
        freedom_ = freedom(all.size());
        const std::vector<double> means = known_.means();
        const Regressor left = all.left_of(centred(means));
        const double squares = dot(left, left);
        const double nothing = estimator_.nothing() * estimator_.nothing() * static_cast<double>(left.size());
        if (freedom_ > 0 && squares > nothing) residual_variance_ = squares / static_cast<double>(freedom_);
        overall_ = mean(means);
    }

    [[nodiscard]] std::vector<SweepEffect> effects() const {
        std::vector<SweepEffect> effects;
        for (std::size_t path = 0; path < paths_.size(); ++path) {
            const PathLevels& levels = paths_[path];
            if (levels.size() < 2) continue;
            if (levels.numbers) {
                effects.push_back(effect_of_numbers(path));
            } else {
                for (std::size_t to = 1; to < levels.size(); ++to) effects.push_back(effect_of_step(path, to));
            }
        }
        return effects;
    }

private:
    [[nodiscard]] std::int64_t freedom(std::size_t terms) const {
        return static_cast<std::int64_t>(known_.points.size()) - 1 - static_cast<std::int64_t>(terms);
    }

    void add_term(ModelTerm term) {
        term.mean = mean(term.values);
        term.values = centred(std::move(term.values));
        terms_.push_back(std::move(term));
    }

    void make_terms(bool with_parabolas) {
        terms_.clear();
        for (std::size_t path = 0; path < paths_.size(); ++path) {
            const PathLevels& levels = paths_[path];
            if (levels.size() < 2) continue;
            if (!levels.numbers) {
                for (std::size_t level = 1; level < levels.size(); ++level) {
                    ModelTerm step{.path = path, .level = level};
                    for (const std::size_t of : levels.of_point) step.values.push_back(of == level ? 1.0 : 0.0);
                    add_term(std::move(step));
                }
                continue;
            }
            // From -1 at the least to 1 at the largest, so that the parabola (3 z² - 1) / 2 is 1 at both.
            ModelTerm line{.path = path};
            ModelTerm parabola{.path = path, .is_parabola = true};
            for (const std::size_t of : levels.of_point) {
                const double z =
                    2.0 * (levels.values[of] - levels.values.front()) / (levels.values.back() - levels.values.front()) -
                    1.0;
                line.values.push_back(z);
                parabola.values.push_back((3.0 * z * z - 1.0) / 2.0);
            }
            add_term(std::move(line));
            if (with_parabolas && levels.size() > 2) add_term(std::move(parabola));
        }
    }

    [[nodiscard]] std::optional<Coefficient> coefficient_of(const ModelTerm& term) const {
        Directions others;
        for (const ModelTerm& other : terms_)
            if (&other != &term) others.add(other.values);
        return coefficient_beside(term.values, others);
    }

    [[nodiscard]] const ModelTerm* term_of(std::size_t path, bool is_parabola, std::size_t level = 0) const {
        for (const ModelTerm& term : terms_)
            if (term.path == path && term.is_parabola == is_parabola && term.level == level) return &term;
        return nullptr;
    }

    /// An estimate that is `factor` times a coefficient.
    struct Told {
        double value = kNaN;
        Interval interval{kNaN, kNaN};
    };
    [[nodiscard]] Told told(const std::optional<Coefficient>& coefficient, double factor) const {
        if (!coefficient) return {};
        std::vector<double> weights = coefficient->weights;
        for (double& weight : weights) weight *= factor;
        const std::vector<double> series = estimator_.series(weights);
        // Without points to spare nothing is known of what the model leaves unexplained.
        if (freedom_ < 1) return {.value = mean(series)};
        return {mean(series),
                estimator_.interval(series, {factor * factor * coefficient->variance * residual_variance_, freedom_})};
    }

    void add_entanglement(SweepEffect& effect) const {
        std::vector<const ModelTerm*> own;
        for (const ModelTerm& term : terms_)
            if (term.path == effect.path && !term.is_parabola) own.push_back(&term);
        const auto share = [&](const auto& is_among) {
            Directions others;
            for (const ModelTerm& term : terms_)
                if (term.path != effect.path && is_among(term)) others.add(term.values);
            double largest = 0.0;
            for (const ModelTerm* const term : own) largest = std::max(largest, explained_share(term->values, others));
            return largest;
        };
        effect.entangled = share([](const ModelTerm&) { return true; });
        double most = kEntangled;
        for (std::size_t path = 0; path < paths_.size(); ++path) {
            if (path == effect.path) continue;
            const double by_this = share([&](const ModelTerm& term) { return term.path == path; });
            if (by_this < most) continue;
            most = by_this;
            effect.entangled_with = path;
        }
    }

    [[nodiscard]] SweepEffect effect_of_numbers(std::size_t path) const {
        const PathLevels& levels = paths_[path];
        const ModelTerm& line = *term_of(path, false);
        const ModelTerm* const parabola = term_of(path, true);
        const Told change = told(coefficient_of(line), 2.0);
        const Told bend = parabola == nullptr ? Told{} : told(coefficient_of(*parabola), -1.0);
        SweepEffect effect{.path = path,
                           .from = levels.texts.front(),
                           .to = levels.texts.back(),
                           .change = change.value,
                           .interval = change.interval,
                           .between = bend.value,
                           .between_interval = bend.interval};
        const double curve = parabola == nullptr || std::isnan(bend.value) ? 0.0 : -bend.value * (1.0 - parabola->mean);
        effect.at_from = overall_ + change.value / 2.0 * (-1.0 - line.mean) + curve;
        effect.at_to = overall_ + change.value / 2.0 * (1.0 - line.mean) + curve;
        add_entanglement(effect);
        return effect;
    }

    [[nodiscard]] SweepEffect effect_of_step(std::size_t path, std::size_t to) const {
        const PathLevels& levels = paths_[path];
        const Told change = told(coefficient_of(*term_of(path, false, to)), 1.0);
        SweepEffect effect{.path = path,
                           .from = levels.texts.front(),
                           .to = levels.texts[to],
                           .at_from = overall_,
                           .change = change.value,
                           .interval = change.interval,
                           .between_interval = {kNaN, kNaN}};
        for (std::size_t level = 1; level < levels.size(); ++level) {
            const ModelTerm& step = *term_of(path, false, level);
            effect.at_from -= step.mean * told(coefficient_of(step), 1.0).value;
        }
        effect.at_to = effect.at_from + change.value;
        add_entanglement(effect);
        return effect;
    }

    const SweepEstimator& estimator_;
    const KnownValues& known_;
    const std::vector<PathLevels>& paths_;
    std::vector<ModelTerm> terms_;
    std::int64_t freedom_ = 0;
    double residual_variance_ = 0.0;
    double overall_ = 0.0;
};

}  // namespace

std::vector<SweepEffect> effects_by_regression(const SweepEstimator& estimator, const KnownValues& known,
                                               const std::vector<PathLevels>& paths) {
    return AdditiveModel(estimator, known, paths).effects();
}

}  // namespace pasar
