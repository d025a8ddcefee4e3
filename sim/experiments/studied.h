// What an experiment is about, as its tables call it: models and measures by name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pasar {

/// Whether a parameter means anything to the model whose parameters begin with `model_path`: its own do, and those that
/// are no model's.
[[nodiscard]] inline bool concerns_model(std::string_view path, std::string_view model_path) {
    const bool own =
        path.starts_with(model_path) && (path.size() == model_path.size() || path[model_path.size()] == '.');
    return own || !path.starts_with("models.");
}

struct StudiedMeasure {
    std::size_t kpi = 0;  ///< as in KeyFigures
    std::string name;
    std::string unit;  ///< money in the scenario's currency
    int better = 0;    ///< as in MeasureInfo
};

struct Studied {
    std::vector<std::string> models;  ///< by position in KeyFigures
    /// Of each, what its own parameters begin with, as settings write it: models.Own store. Where all models share one
    /// world the parameters of each move what all come to: models.
    std::vector<std::string> model_paths;
    std::vector<StudiedMeasure> measures;
};

}  // namespace pasar
