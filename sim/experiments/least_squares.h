// Linear regression, one coefficient at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace pasar {

/// A variable of a regression: a value for each observation.
using Regressor = std::vector<double>;

/// The values less their mean; with these no regression needs a constant.
[[nodiscard]] Regressor centred(Regressor values);

/// Regressors as orthonormal directions: those that are no combination of earlier ones.
class Directions {
public:
    void add(const Regressor& regressor);
    [[nodiscard]] std::size_t size() const { return directions_.size(); }
    /// What is left of the values when all that these regressors explain is taken off.
    [[nodiscard]] Regressor left_of(Regressor values) const;

private:
    std::vector<Regressor> directions_;
};

/// How a coefficient of a regression is worked out.
struct Coefficient {
    std::vector<double> weights;  ///< of the observations: the coefficient is their weighted sum
    double variance = 0.0;        ///< of the coefficient, where the residual variance is 1
};
/// The coefficient of `regressor` beside `others`; nothing where it is a combination of these. All are centred.
/// Frisch & Waugh, "Partial time regressions as compared with individual trends", Econometrica 1 (1933).
[[nodiscard]] std::optional<Coefficient> coefficient_beside(const Regressor& regressor, const Directions& others);

/// Share of the regressor's variance that the others explain, less what as many that mean nothing would explain
/// (adjusted R²): 0 to 1.
[[nodiscard]] double explained_share(const Regressor& regressor, const Directions& others);

[[nodiscard]] double dot(std::span<const double> a, std::span<const double> b);

}  // namespace pasar
