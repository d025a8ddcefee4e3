// Lists of a scenario that stand in a table of their own: where a scenario file says { "table": "couriers.csv" }
// instead of a list, each row of that CSV file is an entry, and each column one of its fields.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "scenarios/document.h"
#include "scenarios/faults.h"
#include "scenarios/form.h"

namespace pasar {

/// The key that stands for a table where a list is expected.
inline constexpr const char* kTable = "table";

/// Finds the file that a value of the document names; nothing, with a fault, where there is none to take.
using FindFile = std::function<std::optional<std::filesystem::path>(const nlohmann::ordered_json& name,
                                                                    const std::string& pointer, const Origin& origin)>;

/// Puts the entries of every table that the document names in its place, so that the document says all itself. Each
/// value's origin is its line of the table. Columns are named as the fields of an entry; those left out, and empty
/// cells, keep the default. Where an entry has a name and the table no column for it, the entry is named by table and
/// row.
void take_tables(Document& document, const Form& form, const FindFile& find_file, Faults& faults);

}  // namespace pasar
