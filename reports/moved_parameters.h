// The parameters that an experiment moved, as its tables name them: short names, and their values in a scale of their
// own.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/page/page_parts.h"
#include "reports/page/page_source.h"
#include "words/figures.h"

namespace pasar {

/// Whether a column of a table is named by the path of the parameter whose values stand in it.
[[nodiscard]] bool is_path(std::string_view column);
/// The column that names, in each row, the parameter whose values stand in this one; nothing for columns of other
/// things.
[[nodiscard]] std::optional<std::size_t> path_column_of(std::span<const std::string> header, std::string_view column);

/// Whether the cells of a column are paths of parameters.
[[nodiscard]] bool names_paths(std::string_view column);
/// Whether every cell of a column is a number or empty, and not all are empty.
[[nodiscard]] bool holds_numbers(const CsvTable& table, std::size_t column);

/// A parameter that an experiment moved.
struct MovedParameter {
    std::string path;
    std::string name;  ///< the end of the path that tells it from the others: "commission"
    Scale scale;       ///< of its values
    std::string says;  ///< what it is, in a sentence

    /// "commission, % of price"
    [[nodiscard]] std::string heading() const { return label_with_unit(name, scale.unit); }
};

/// All parameters of a study's tables, named so that they can be told from each other.
class MovedParameters {
public:
    MovedParameters(const std::vector<CsvTable>& tables, const PageSource& source);
    /// Null for a path that no table moves.
    [[nodiscard]] const MovedParameter* find(const std::string& path) const;
    [[nodiscard]] const std::vector<MovedParameter>& all() const { return all_; }
    /// For charts: name, unit and decimals by path.
    [[nodiscard]] nlohmann::ordered_json for_charts() const;

private:
    std::vector<MovedParameter> all_;
};

}  // namespace pasar
