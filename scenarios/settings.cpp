#include "scenarios/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "scenarios/complete.h"
#include "scenarios/document.h"
#include "scenarios/form.h"
#include "scenarios/nearest.h"
#include "scenarios/timeline.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// Where a path has led so far: a value, and what is told about it.
struct Spot {
    const Json* value;
    const Form* form;    ///< of an object, else null
    const Field* field;  ///< of the value itself, null for the whole scenario and for an entry of a list
    const Field* list;   ///< the list that the value is an entry of, else null
    std::string pointer;
    std::string path;
};

Spot whole_scenario(const Json& resolved) { return {&resolved, &scenario_form(), nullptr, nullptr, "", ""}; }

std::string join_path(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : fmt::format("{}.{}", path, name);
}

[[noreturn]] void refuse(std::string_view path, std::string found, std::string allowed, std::string hint = "") {
    throw InvalidScenario({{.path = std::string(path),
                            .found = std::move(found),
                            .allowed = std::move(allowed),
                            .hint = std::move(hint)}});
}

/// Whether the name, or the name and a dot, opens the rest of a path.
bool opens(std::string_view name, std::string_view rest) {
    return !name.empty() && rest.starts_with(name) && (rest.size() == name.size() || rest[name.size()] == '.');
}

std::optional<std::size_t> entry_number(std::string_view word, std::size_t entries) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool is_number = error == std::errc() && end == word.data() + word.size();
    return is_number && number < entries ? std::optional(number) : std::nullopt;
}

/// The names by which a path may address the entries; empty for one that could be taken for an entry's number.
std::vector<std::string> entry_names(const Spot& list) {
    std::vector<std::string> names;
    for (const Json& entry : *list.value) {
        std::string name = entry_name(entry, *list.field);
        names.push_back(entry_number(name, list.value->size()) ? "" : std::move(name));
    }
    return names;
}

/// The name of an entry where a path with it leads to this entry and no other, else its number.
std::string clear_name(const std::vector<std::string>& names, std::size_t index) {
    const std::string& name = names[index];
    const auto confusing = [&](const std::string& other) { return opens(name, other) || opens(other, name); };
    const bool plain = std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == '='; });
    const bool clear = plain && !name.empty() && std::count_if(names.begin(), names.end(), confusing) == 1;
    return clear ? name : std::to_string(index);
}

Spot member(const Spot& group, const Field& field) {
    const bool is_group = field.type == FieldType::Group;
    return {&group.value->at(std::string(field.name)), is_group ? field.form.get() : nullptr, &field, nullptr,
            below(group.pointer, field.name),          join_path(group.path, field.name)};
}

Spot entry(const Spot& list, const std::vector<std::string>& names, std::size_t index) {
    return {&list.value->at(index),
            list.field->form.get(),
            nullptr,
            list.field,
            below(list.pointer, index),
            join_path(list.path, clear_name(names, index))};
}

bool is_list(const Spot& spot) {
    return spot.field != nullptr && (spot.field->type == FieldType::List || spot.field->type == FieldType::Texts);
}

/// Goes one step into a group; takes the step's name off `rest`.
Spot step_into_group(const Spot& group, std::string_view& rest, std::string_view whole_path) {
    const std::string_view name = rest.substr(0, rest.find('.'));
    const Field* field = group.form->find(name);
    if (field == nullptr) {
        const auto names = group.form->names();
        refuse(whole_path, in_quotes(name), fmt::format("{}", fmt::join(names, ", ")), did_you_mean(name, names));
    }
    rest.remove_prefix(name.size());
    return member(group, *field);
}

/// Goes one step into a list, to the entry with the longest name that fits, or else with this number.
Spot step_into_list(const Spot& list, std::string_view& rest, std::string_view whole_path) {
    const auto names = entry_names(list);
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!opens(names[i], rest)) continue;
        if (best && names[*best] == names[i]) {
            refuse(whole_path, fmt::format("more than one {}", in_quotes(names[i])),
                   fmt::format("the entry's number, from 0 to {}", names.size() - 1));
        }
        if (!best || names[i].size() > names[*best].size()) best = i;
    }
    if (best) {
        rest.remove_prefix(names[*best].size());
        return entry(list, names, *best);
    }
    const std::string_view word = rest.substr(0, rest.find('.'));
    if (const auto number = entry_number(word, names.size())) {
        rest.remove_prefix(word.size());
        return entry(list, names, *number);
    }
    std::vector<std::string> shown_names;
    for (const std::string& name : names) shown_names.push_back(in_quotes(name));
    refuse(whole_path, in_quotes(word),
           names.empty() ? "nothing, as the list is empty"
                         : fmt::format("{}, or a number from 0 to {}", fmt::join(shown_names, ", "), names.size() - 1),
           did_you_mean(word, names));
}

Spot find(const Json& resolved, std::string_view path);

/// What is told about the value of an event's setting: what is told about the parameter that it is a value of. Null
/// where that has values of its own.
const Field* field_of_setting(const Json& resolved, std::string_view setting) {
    const Field* field = find(resolved, paths_meant(setting, 1).front()).field;
    return field == nullptr || field->type == FieldType::Group ? nullptr : field;
}

/// Goes from the settings of an event to the value of the one whose path is all that is left.
Spot step_into_settings(const Json& resolved, const Spot& settings, std::string_view& rest,
                        std::string_view whole_path) {
    std::vector<std::string> paths;
    for (const auto& [path, value] : settings.value->items()) paths.push_back(path);
    const auto found = std::find(paths.begin(), paths.end(), rest);
    const Field* field = found == paths.end() ? nullptr : field_of_setting(resolved, rest);
    if (field == nullptr) {
        std::vector<std::string> shown_paths;
        for (const std::string& path : paths) shown_paths.push_back(in_quotes(path, 200));
        refuse(whole_path, in_quotes(rest, 200),
               paths.empty() ? "nothing, as the event sets nothing" : fmt::format("{}", fmt::join(shown_paths, ", ")),
               did_you_mean(rest, paths));
    }
    rest = {};
    return {&settings.value->at(*found),     nullptr, field, nullptr, below(settings.pointer, *found),
            join_path(settings.path, *found)};
}

bool is_settings(const Spot& spot) { return spot.field != nullptr && spot.field->type == FieldType::Settings; }

Spot find(const Json& resolved, std::string_view path) {
    Spot spot = whole_scenario(resolved);
    std::string_view rest = path;
    while (true) {
        if (spot.form != nullptr) {
            spot = step_into_group(spot, rest, path);
        } else if (is_list(spot)) {
            spot = step_into_list(spot, rest, path);
        } else if (is_settings(spot)) {
            spot = step_into_settings(resolved, spot, rest, path);
        } else {
            refuse(path, fmt::format("more after {}", in_quotes(spot.path)), in_quotes(spot.path));
        }
        if (rest.empty()) return spot;
        rest.remove_prefix(1);  // the dot
    }
}

void put_at(Json& resolved, const Spot& spot, const Json& given, const Origins& origins, Faults& faults) {
    const MoneyKind currency = money_kind_of(resolved);
    Json& target = resolved.at(Json::json_pointer(spot.pointer));
    if (spot.form != nullptr && given.is_object()) {
        Json merged = target;
        merged.merge_patch(given);
        target = complete(merged, *spot.form, spot.pointer, origins, currency, faults);
    } else if (spot.field != nullptr) {
        target = complete_value(given, *spot.field, spot.pointer, origins, currency, faults);
    } else if (spot.form != nullptr) {
        const Origin origin = origins.around(spot.pointer);
        faults.add({.file = origin.file, .path = spot.pointer, .found = found_text(given), .allowed = "an object"});
    } else {
        target = complete_text(given, spot.list->name, spot.pointer, origins, faults);
    }
}

/// `said` tells how the values were written, by their place below `from`.
void note_origin(Origins& origins, const std::string& pointer, const Json& value, const Origins& said,
                 const std::string& from) {
    if (!value.is_object()) origins.erase(pointer);
    origins.set(pointer, {kSettingOrigin, 0, said.of(from).writing});
    if (value.is_object()) {
        for (const auto& [name, member] : value.items())
            note_origin(origins, below(pointer, name), member, said, below(from, name));
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            note_origin(origins, below(pointer, i), value[i], said, below(from, i));
    }
}

/// The text after the = as a value: JSON where it is, but where text is wanted 2026 is text as well, and what a person
/// typed for a number is told as such.
Document value_of(std::string_view text, const Spot& spot, SaidBy said_by) {
    const auto as_text = [&](Writing writing) {
        Document document{.value = std::string(text), .origins = {}};
        document.origins.set("", {kSettingOrigin, 0, writing});
        return document;
    };
    const bool wants_number = spot.field != nullptr && is_numeric(spot.field->type);
    if (wants_number && said_by == SaidBy::Person) {
        const NumberReadings readings = readings_of(text);
        if (readings.with_point || readings.with_comma) return as_text(Writing::Typed);
    }
    std::optional<Document> parsed = parse_value(text);
    const bool wants_text = spot.field == nullptr ? spot.form == nullptr : spot.field->type == FieldType::Text;
    if (!parsed || (wants_text && !parsed->value.is_string())) return as_text(Writing::Plain);
    return std::move(*parsed);
}

void collect_numbers(const Spot& spot, std::vector<std::string>& paths) {
    if (spot.form != nullptr) {
        for (const Field& field : spot.form->fields) {
            const bool for_people = spot.pointer.empty() && field.name == kLessonField;
            if (!for_people) collect_numbers(member(spot, field), paths);
        }
    } else if (is_list(spot)) {
        const auto names = entry_names(spot);
        for (std::size_t i = 0; i < names.size(); ++i) collect_numbers(entry(spot, names, i), paths);
    } else if (is_settings(spot)) {
        for (const auto& [path, value] : spot.value->items())
            if (value.is_number()) paths.push_back(join_path(spot.path, path));
    } else if (spot.field != nullptr && is_numeric(spot.field->type)) {
        paths.push_back(spot.path);
    }
}

/// A step of a JSON pointer without the escapes of RFC 6901.
std::string unescaped(std::string_view step) {
    std::string text;
    for (std::size_t i = 0; i < step.size(); ++i) {
        const bool is_escape = step[i] == '~' && i + 1 < step.size();
        text += is_escape ? (step[++i] == '1' ? '/' : '~') : step[i];
    }
    return text;
}

}  // namespace

FoundPath find_path(const Json& resolved, std::string_view path) {
    Spot spot = find(resolved, path);
    return {std::move(spot.pointer), std::move(spot.path), spot.field};
}

Json get_path(const Json& resolved, std::string_view path) { return *find(resolved, path).value; }

void set_path(Json& resolved, std::string_view path, const Json& value) {
    const Spot spot = find(resolved, path);
    Faults faults;
    Json changed = resolved;
    put_at(changed, spot, value, Origins{}, faults);
    faults.throw_if_any();
    resolved = std::move(changed);
}

void apply_setting(Json& resolved, Origins& origins, std::string_view setting, SaidBy said_by, Faults& faults) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string_view::npos) {
        faults.add({.file = kSettingOrigin, .found = in_quotes(setting), .allowed = "path=value"});
        return;
    }
    const std::size_t models = resolved.contains("models") ? resolved.at("models").size() : 0;
    try {
        for (const std::string& path : paths_meant(setting.substr(0, equals), models)) {
            const Spot spot = find(resolved, path);
            const Document given = value_of(setting.substr(equals + 1), spot, said_by);
            note_origin(origins, spot.pointer, given.value, given.origins, "");
            put_at(resolved, spot, given.value, origins, faults);
        }
    } catch (const InvalidScenario& invalid) {
        for (Fault fault : invalid.faults) {
            fault.file = kSettingOrigin;
            faults.add(std::move(fault));
        }
    }
}

std::vector<std::string> numeric_paths(const Json& resolved) {
    std::vector<std::string> paths;
    collect_numbers(whole_scenario(resolved), paths);
    return paths;
}

std::string path_of(const Json& resolved, std::string_view pointer) {
    Spot spot = whole_scenario(resolved);
    while (spot.pointer.size() < pointer.size()) {
        const std::string_view rest = pointer.substr(spot.pointer.size() + 1);
        const std::string_view step = rest.substr(0, rest.find('/'));
        if (spot.form != nullptr && spot.form->find(step) != nullptr) {
            spot = member(spot, *spot.form->find(step));
        } else if (const auto number = entry_number(step, spot.value->size()); is_list(spot) && number) {
            spot = entry(spot, entry_names(spot), *number);
        } else if (is_settings(spot)) {
            return join_path(spot.path, unescaped(step));
        } else {
            break;
        }
    }
    return spot.path;
}

}  // namespace pasar
