// What an experiment is about, as its tables call it: models and measures by name.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pasar {

struct StudiedMeasure {
    std::size_t kpi = 0;  ///< as in KeyFigures
    std::string name;
    std::string unit;  ///< money in the scenario's currency
    int better = 0;    ///< as in MeasureInfo
};

struct Studied {
    std::vector<std::string> models;       ///< by place in KeyFigures
    std::vector<std::string> model_paths;  ///< of each, as settings write it: models.Own store
    std::vector<StudiedMeasure> measures;
};

}  // namespace pasar
