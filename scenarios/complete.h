// Checks what a file gives against the form, field by field, and completes it with the defaults.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "scenarios/faults.h"
#include "scenarios/form.h"
#include "scenarios/origins.h"
#include "scenarios/typed_number.h"

namespace pasar {

/// What amounts of money are in.
struct MoneyKind {
    std::string code;
    int digits = 0;  ///< of its smaller unit, in which money is counted
};
/// That of a scenario, given or by default.
[[nodiscard]] MoneyKind money_kind_of(const nlohmann::ordered_json& scenario);

/// The given object with every field of the form, in its order and of its type (1e6 becomes 1000000 where a whole
/// number is wanted, 2 becomes 2.0 where any number is, and so does a text whose origin says that a person typed it).
/// What is at fault is added to `faults` and replaced by the default. `currency` is that of the scenario.
[[nodiscard]] nlohmann::ordered_json complete(const nlohmann::ordered_json& given, const Form& form,
                                              std::string_view pointer, const Origins& origins,
                                              const MoneyKind& currency, Faults& faults);
/// The same for the value of one field.
[[nodiscard]] nlohmann::ordered_json complete_value(const nlohmann::ordered_json& given, const Field& field,
                                                    std::string_view pointer, const Origins& origins,
                                                    const MoneyKind& currency, Faults& faults);
/// The same for an entry of a list of texts.
[[nodiscard]] nlohmann::ordered_json complete_text(const nlohmann::ordered_json& given, std::string_view field_name,
                                                   std::string_view pointer, const Origins& origins, Faults& faults);

/// What a number typed for a field can be.
[[nodiscard]] NumberKind kind_of(const Field& field, const MoneyKind& currency);

/// What may have been meant by a value that the field cannot hold; or empty.
[[nodiscard]] std::string value_hint(const nlohmann::ordered_json& value, const Field& field);

/// A value as messages show it: -5, "selers", a list of 3.
[[nodiscard]] std::string found_text(const nlohmann::ordered_json& value);

}  // namespace pasar
