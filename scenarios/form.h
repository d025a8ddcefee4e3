// A scenario as a form to fill in: what describe() tells about every field, as a tree that is walked at run time. The
// one place that calls describe() for it is form.cpp; reader, schema, reference and settings are plain code over this
// tree.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/describe.h"
#include "scenarios/scenario.h"

namespace pasar {

enum class FieldType { Switch, Whole, Number, Money, Text, Choice, Texts, Settings, Group, List };

struct Form;

struct Field {
    std::string_view name;
    About about;
    FieldType type = FieldType::Switch;
    std::vector<std::string_view> choices;  ///< of a Choice
    std::shared_ptr<const Form> form;       ///< of a Group, or of the entries of a List
    nlohmann::ordered_json value;           ///< what the described struct holds: the default, in a blank form
};

struct Form {
    std::vector<Field> fields;
    [[nodiscard]] const Field* find(std::string_view name) const;
    [[nodiscard]] nlohmann::ordered_json values() const;
    [[nodiscard]] std::vector<std::string_view> names() const;
    /// How many names of an object are those of fields.
    [[nodiscard]] std::size_t count_known(const nlohmann::ordered_json& object) const;
};

/// The forms with every default in place.
[[nodiscard]] const Form& scenario_form();
[[nodiscard]] const Form& model_form();
/// Of a file of published facts (scenarios/facts.h).
[[nodiscard]] const Form& facts_form();
/// The form as filled in with this scenario.
[[nodiscard]] Form form_of(Scenario scenario);

/// A field of this name is what reports call the thing it belongs to; it must not be empty.
inline constexpr std::string_view kNameField = "name";
/// The list whose entries may extend presets of their own.
inline constexpr std::string_view kModelsField = "models";
/// The list of what happens on certain days.
inline constexpr std::string_view kTimelineField = "timeline";
/// The list that is for people alone: a run takes no notice of it.
inline constexpr std::string_view kLessonField = "lesson";
inline constexpr std::size_t kLongestName = 200;  ///< characters
inline constexpr std::size_t kLongestText = 10'000;

[[nodiscard]] inline bool is_numeric(FieldType type) {
    return type == FieldType::Whole || type == FieldType::Number || type == FieldType::Money;
}
/// Whether the value has room in a cell of a table: an entry's own lists and groups have not.
[[nodiscard]] inline bool fits_a_cell(FieldType type) {
    return type != FieldType::Group && type != FieldType::List && type != FieldType::Texts &&
           type != FieldType::Settings;
}
/// Whether a list may stand in a table, as every field of its entries fits a cell.
[[nodiscard]] bool can_be_table(const Field& field);
/// What stands for a list that does.
inline constexpr const char* kTableExample = R"({ "table": "a file.csv" })";
/// "whole number", "list", and so on.
[[nodiscard]] std::string_view name_of(FieldType type);
/// What may stand in this field, for messages: "a number from 0 to 1 (share)", "a list of 1 to 16 entries".
[[nodiscard]] std::string allowed_in(const Field& field);
/// What may stand in an entry of a list of texts.
[[nodiscard]] std::string allowed_text(std::string_view field_name);
/// A number without needless digits: 0.25, 1000000, 1e+15.
[[nodiscard]] std::string number_text(double number);

/// What an entry of a list is called in paths: its first field if that is a text or a choice, or the text itself.
/// Empty when it has no such name.
[[nodiscard]] std::string entry_name(const nlohmann::ordered_json& entry, const Field& list);

}  // namespace pasar
