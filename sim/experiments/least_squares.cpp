#include "sim/experiments/least_squares.h"

#include <algorithm>
#include <cmath>

#include "sim/experiments/statistics.h"

namespace pasar {

namespace {

/// Of a regressor's own square: what is left below it is rounding.
constexpr double kNothingLeft = 1e-12;

void take_off(Regressor& values, const Regressor& direction) {
    const double along = dot(values, direction);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] -= along * direction[i];
}

}  // namespace

double dot(std::span<const double> a, std::span<const double> b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

Regressor centred(Regressor values) {
    const double centre = mean(values);
    for (double& value : values) value -= centre;
    return values;
}

Regressor Directions::left_of(Regressor values) const {
    // Twice, as what rounding leaves behind the first time may be as large as what is looked for.
    for (int round = 0; round < 2; ++round) {
        for (const Regressor& direction : directions_) take_off(values, direction);
    }
    return values;
}

void Directions::add(const Regressor& regressor) {
    Regressor left = left_of(regressor);
    const double square = dot(left, left);
    if (!(square > kNothingLeft * dot(regressor, regressor))) return;
    const double length = std::sqrt(square);
    for (double& value : left) value /= length;
    directions_.push_back(std::move(left));
}

std::optional<Coefficient> coefficient_beside(const Regressor& regressor, const Directions& others) {
    Regressor left = others.left_of(regressor);
    const double square = dot(left, left);
    if (!(square > kNothingLeft * dot(regressor, regressor))) return std::nullopt;
    for (double& value : left) value /= square;
    return Coefficient{.weights = std::move(left), .variance = 1.0 / square};
}

double explained_share(const Regressor& regressor, const Directions& others) {
    const double whole = dot(regressor, regressor);
    const Regressor left = others.left_of(regressor);
    const double unexplained = whole > 0.0 ? dot(left, left) / whole : 0.0;
    if (unexplained <= kNothingLeft) return 1.0;
    const auto observations = static_cast<double>(regressor.size());
    const double freedom = observations - 1.0 - static_cast<double>(others.size());
    if (freedom < 1.0) return 1.0;
    return std::clamp(1.0 - unexplained * (observations - 1.0) / freedom, 0.0, 1.0);
}

}  // namespace pasar
