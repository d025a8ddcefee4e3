#include "scenarios/schema.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/form.h"
#include "scenarios/from_table.h"
#include "scenarios/merge.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kDraft = "http://json-schema.org/draft-07/schema#";

Json object_schema(const Form& form);

Json text_schema(std::string_view field_name) {
    Json schema{{"type", "string"}};
    if (field_name == kNameField) schema["minLength"] = 1;
    schema["maxLength"] = field_name == kNameField ? kLongestName : kLongestText;
    return schema;
}

void add_range(Json& schema, const About& about, const char* least, const char* most) {
    if (std::isfinite(about.min)) schema[least] = about.min;
    if (std::isfinite(about.max)) schema[most] = about.max;
}

void add_length(Json& schema, const About& about) {
    schema["minItems"] = std::isfinite(about.min) ? static_cast<std::int64_t>(about.min) : 0;
    if (std::isfinite(about.max)) schema["maxItems"] = static_cast<std::int64_t>(about.max);
}

std::string description(const About& about) {
    return fmt::format("{}{} [{}]", about.says, about.unit.empty() ? "" : fmt::format(" ({})", about.unit),
                       about.source);
}

/// Either the entries, or, where they fit one, a CSV file whose rows they are.
Json list_schema(const Field& field) {
    Json entries{{"type", "array"}, {"items", object_schema(*field.form)}};
    add_length(entries, field.about);
    if (!can_be_table(field)) return entries;
    Json name{{"type", "string"},
              {"minLength", 1},
              {"description", "CSV file beside this one or in the scenario folder: a column a field, a row an entry"}};
    Json table{{"type", "object"},
               {"properties", {{kTable, std::move(name)}}},
               {"required", {kTable}},
               {"additionalProperties", false}};
    return {{"anyOf", {std::move(entries), std::move(table)}}};
}

Json field_schema(const Field& field) {
    Json schema = Json::object();
    switch (field.type) {
        case FieldType::Switch:
            schema["type"] = "boolean";
            break;
        case FieldType::Whole:
            schema["type"] = "integer";
            break;
        case FieldType::Money:
        case FieldType::Number:
            schema["type"] = "number";
            break;
        case FieldType::Text:
            schema = text_schema(field.name);
            break;
        case FieldType::Choice:
            schema["enum"] = field.choices;
            break;
        case FieldType::Group:
            schema = object_schema(*field.form);
            break;
        case FieldType::Settings:
            schema["type"] = "object";
            break;
        case FieldType::Texts:
            schema = {{"type", "array"}, {"items", text_schema("")}};
            break;
        case FieldType::List:
            schema = list_schema(field);
            break;
    }
    if (is_numeric(field.type)) add_range(schema, field.about, "minimum", "maximum");
    if (field.type == FieldType::Texts) add_length(schema, field.about);
    schema["description"] = description(field.about);
    if (field.type != FieldType::Group) schema["default"] = field.value;
    return schema;
}

Json object_schema(const Form& form) {
    Json schema{{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
    for (const Field& field : form.fields) schema["properties"][std::string(field.name)] = field_schema(field);
    return schema;
}

void allow_extends(Json& object) {
    object["properties"][kExtends] = {
        {"type", "string"},
        {"minLength", 1},
        {"description",
         "file that is taken first, beside this one or in the scenario folder; this one says what differs"}};
}

std::string whole_file(const Json& object, std::string_view title) {
    Json schema{{kSchema, kDraft}, {"title", title}};
    schema.update(object);
    schema["properties"][kSchema] = {{"type", "string"}};
    allow_extends(schema);
    return schema.dump(2) + "\n";
}

}  // namespace

std::string scenario_schema() {
    Json scenario = object_schema(scenario_form());
    allow_extends(scenario["properties"][std::string(kModelsField)]["items"]);
    return whole_file(scenario, "Pasar scenario");
}

std::string model_schema() { return whole_file(object_schema(model_form()), "Pasar business model"); }

}  // namespace pasar
