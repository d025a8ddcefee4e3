// How a parameter is told about: once, beside the struct that holds it. A `describe(visitor, struct)` calls the visitor
// for every field with its name and an `About`; reading, writing, validation, the JSON Schema, docs/parameters.md,
// `pasar explain` and `--set` are visitors over this one list.
//
// A visitor is callable as v(name, field, About) where field is one of: bool, std::int64_t, double, Money, std::string,
// an enumeration with NamesOf, a struct with its own describe, std::vector of such structs, std::vector<std::string>.
#pragma once

#include <limits>
#include <string_view>

namespace pasar {

/// Any amount above 0, in the main unit: no currency has a smaller unit.
inline constexpr double kLeastAmount = 1e-4;

struct About {
    std::string_view unit = "";                             ///< "" for a plain number, a name or a switch
    double min = -std::numeric_limits<double>::infinity();  ///< smallest value allowed; for lists the fewest entries
    double max = std::numeric_limits<double>::infinity();   ///< largest value allowed; for lists the most entries
    std::string_view says;                                  ///< one sentence: what it is, and what more of it does
    std::string_view source = "assumption";                 ///< where the default comes from
    bool shares_out = false;  ///< of entries of a list: what all entries have of it adds up to 1
};

}  // namespace pasar
