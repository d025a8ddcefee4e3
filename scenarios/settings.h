// Values set from outside by a path such as market.buyers or models.Own store.revenue.commission: --set, sweeps,
// searches and sliders. An entry of a list is addressed by its name or its number, counted from 0.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/faults.h"
#include "scenarios/origins.h"

namespace pasar {

struct Field;

/// What stands for the file of a value that was set from outside.
inline constexpr const char* kSettingOrigin = "--set";

/// A path found in a resolved scenario. Where entry names hold dots the longest name that fits is meant.
struct FoundPath {
    std::string pointer;  ///< JSON pointer, such as /market/couriers/0/loss
    std::string path;     ///< the same for people: market.couriers.Courier A.loss
    const Field* field;   ///< what is told about the value; null for the whole scenario and for an entry of a list
};
/// Throws InvalidScenario, with the nearest known name, when there is no such path.
[[nodiscard]] FoundPath find_path(const nlohmann::ordered_json& resolved, std::string_view path);

/// The value at a path. Throws InvalidScenario.
[[nodiscard]] nlohmann::ordered_json get_path(const nlohmann::ordered_json& resolved, std::string_view path);
/// Sets the value at a path, checked like a value in a file; objects are merged, lists replaced. Throws
/// InvalidScenario.
void set_path(nlohmann::ordered_json& resolved, std::string_view path, const nlohmann::ordered_json& value);

/// Who wrote a setting. A person's 150.000 may be 150 thousand (scenarios/typed_number.h); the program's is 150.
enum class SaidBy { Person, Program };

/// Applies `path=value`, the value being JSON, or else text. Adds to `faults` and `origins` instead of throwing.
void apply_setting(nlohmann::ordered_json& resolved, Origins& origins, std::string_view setting, SaidBy said_by,
                   Faults& faults);

/// The paths of all numbers of a resolved scenario that a run uses (so none of its lesson), entries by their names
/// where these are clear.
[[nodiscard]] std::vector<std::string> numeric_paths(const nlohmann::ordered_json& resolved);

/// The path for people, market.couriers.Courier A.loss, of a JSON pointer such as /market/couriers/0/loss.
[[nodiscard]] std::string path_of(const nlohmann::ordered_json& resolved, std::string_view pointer);

}  // namespace pasar
