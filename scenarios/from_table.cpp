#include "scenarios/from_table.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "scenarios/csv_reader.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

std::string_view without_blanks(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// A cell as the field would stand in JSON. What does not fit is left as text, which is refused later with its line.
Json value_of(std::string_view cell, const Field& field) {
    if (field.type == FieldType::Text || field.type == FieldType::Choice) return std::string(cell);
    const std::string_view text = without_blanks(cell);
    if (field.type == FieldType::Switch) {
        if (text == "true" || text == "false") return text == "true";
        return std::string(cell);
    }
    std::int64_t whole = 0;
    const char* end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc{} && read.ptr == end)
        return whole;
    double number = 0.0;
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end && std::isfinite(number)) return number;
    return std::string(cell);
}

class TableTaker {
public:
    TableTaker(Document& document, const FindFile& find_file, Faults& faults)
        : document_(document), find_file_(find_file), faults_(faults) {}

    void object(Json& value, const Form& form, const std::string& pointer) {
        if (!value.is_object()) return;
        for (const auto& [name, member] : value.items()) {
            const Field* field = form.find(name);
            if (field == nullptr || !field->form) continue;
            const std::string place = below(pointer, name);
            if (field->type == FieldType::Group) {
                object(member, *field->form, place);
            } else if (field->type == FieldType::List && member.is_array()) {
                for (std::size_t i = 0; i < member.size(); ++i) object(member[i], *field->form, below(place, i));
            } else if (field->type == FieldType::List && member.is_object()) {
                take(member, *field, place);
            }
        }
    }

private:
    void take(Json& value, const Field& field, const std::string& pointer) {
        const Origin origin = document_.origins.of(pointer);
        const std::string place = below(pointer, kTable);
        const Json named = value;
        value = Json::array();
        if (!can_be_table(field) || named.size() != 1 || !named.contains(kTable)) {
            faults_.add({.file = origin.file,
                         .line = origin.line,
                         .path = pointer,
                         .found = "an object",
                         .allowed = allowed_in(field) +
                                    (can_be_table(field) ? fmt::format(", or {} alone", kTableExample) : "")});
            value = field.value;
            return;
        }
        const Origin of_name = document_.origins.of(place);
        document_.origins.erase(pointer);
        document_.origins.set(pointer, of_name);
        const std::optional<fs::path> path = find_file_(named.at(kTable), place, of_name);
        value = field.value;  // so that nothing else is said against it
        if (!path) return;
        try {
            value = rows(*path, field, pointer);
        } catch (const BadTable& bad) {
            faults_.add(bad.fault);
        }
    }

    Json rows(const fs::path& path, const Field& list, const std::string& pointer) {
        CsvReader reader(path, path.string());
        const std::vector<const Field*> fields = fields_of(reader, *list.form);
        const bool names_itself = list.form->find(kNameField) != nullptr && !reader.find(kNameField);
        // One more than allowed, for the fault that says so.
        const double most = std::min(list.about.max, static_cast<double>(kMostEntries));
        Json entries = Json::array();
        while (static_cast<double>(entries.size()) <= most) {
            try {
                if (!reader.next()) break;
            } catch (const BadRow& bad) {
                faults_.add(bad.fault);  // and go on, as the rows after it may have faults of their own
                continue;
            }
            const std::string place = below(pointer, entries.size());
            const Origin origin{.file = reader.name(), .line = static_cast<int>(reader.line())};
            document_.origins.set(place, origin);
            Json entry = Json::object();
            if (names_itself)
                entry[std::string(kNameField)] = fmt::format("{} {}", path.stem().string(), entries.size() + 1);
            for (std::size_t column = 0; column < fields.size(); ++column) {
                const std::string_view cell = reader.text(column);
                if (fields[column] == nullptr || cell.empty()) continue;
                const std::string name(fields[column]->name);
                entry[name] = value_of(cell, *fields[column]);
                document_.origins.set(below(place, name), origin);
            }
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    /// The field of each column; null, with a fault, for a column that is none.
    std::vector<const Field*> fields_of(const CsvReader& reader, const Form& form) {
        std::vector<std::string_view> known;
        for (const Field& field : form.fields) {
            if (fits_a_cell(field.type)) known.push_back(field.name);
        }
        std::vector<const Field*> fields;
        const std::string header_hint = hint_on_separators(reader.header());
        for (const std::string& name : reader.header()) {
            const Field* field = form.find(name);
            if (field != nullptr && !fits_a_cell(field->type)) field = nullptr;
            fields.push_back(field);
            if (field != nullptr) continue;
            faults_.add({.file = reader.name(),
                         .line = 1,
                         .path = "column " + name,
                         .found = "an unknown column",
                         .allowed = fmt::format("{}", fmt::join(known, ", ")),
                         .hint = header_hint.empty() ? did_you_mean(name, known) : header_hint});
        }
        return fields;
    }

    Document& document_;
    const FindFile& find_file_;
    Faults& faults_;
};

}  // namespace

void take_tables(Document& document, const Form& form, const FindFile& find_file, Faults& faults) {
    TableTaker(document, find_file, faults).object(document.value, form, "");
}

}  // namespace pasar
