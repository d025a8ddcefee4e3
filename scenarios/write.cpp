#include "scenarios/write.h"

#include <nlohmann/json.hpp>

#include "scenarios/form.h"
#include "words/characters.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// The members of an entry that are not as in a blank one. Its first field stays: it is what the entry goes by.
Json without_defaults(const Json& given, const Form& form, bool keeps_first) {
    Json said = Json::object();
    for (const Field& field : form.fields) {
        const std::string name(field.name);
        const Json& value = given.at(name);
        const bool is_kept = keeps_first && &field == &form.fields.front();
        if (value == field.value && !is_kept) continue;
        if (field.type == FieldType::Group) {
            said[name] = without_defaults(value, *field.form, false);
        } else if (field.type == FieldType::List) {
            said[name] = Json::array();
            for (const Json& entry : value) said[name].push_back(without_defaults(entry, *field.form, true));
        } else {
            said[name] = value;
        }
    }
    return said;
}

Json difference_in(const Form& base, const Form& changed) {
    Json patch = Json::object();
    for (std::size_t i = 0; i < changed.fields.size(); ++i) {
        const Field& field = changed.fields[i];
        if (field.value == base.fields[i].value) continue;
        const std::string name(field.name);
        if (field.type == FieldType::Group) {
            patch[name] = difference_in(*base.fields[i].form, *field.form);
        } else if (field.type == FieldType::List) {
            patch[name] = Json::array();
            for (const Json& entry : field.value) patch[name].push_back(without_defaults(entry, *field.form, true));
        } else {
            patch[name] = field.value;
        }
    }
    return patch;
}

}  // namespace

Json write(Scenario scenario) { return form_of(std::move(scenario)).values(); }

std::string write_text(const Scenario& scenario) { return with_json_escapes(write(scenario).dump(2)) + "\n"; }

Json difference(const Scenario& base, const Scenario& changed) {
    return difference_in(form_of(base), form_of(changed));
}

}  // namespace pasar
