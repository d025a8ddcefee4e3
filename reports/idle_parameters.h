// Parameters that a model has, as every model has all of them, and makes no use of: stock of its own where all goods
// are sellers'.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace pasar {

/// `path` is below the model, as in supply.sellers; `model` as the manifest's scenario holds it. `competes`: several
/// platforms share a world.
[[nodiscard]] bool is_idle(const nlohmann::ordered_json& model, std::string_view path, bool competes);

}  // namespace pasar
