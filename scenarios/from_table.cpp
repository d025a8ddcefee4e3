#include "scenarios/from_table.h"

#include <fmt/format.h>
#include <algorithm>

#include "scenarios/csv_reader.h"
#include "scenarios/nearest.h"
#include "scenarios/typed_number.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

/// A cell as the field would stand in JSON. What does not fit is left as text, which is refused later with its line; a
/// number stays the text that was typed until more is known of it (Origin::writing).
Json value_of(std::string_view cell, const Field& field) {
    if (field.type == FieldType::Switch) {
        std::string word(cell);
        std::transform(word.begin(), word.end(), word.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
        if (word == "true" || word == "false") return word == "true";
    }
    return std::string(cell);
}

Writing writing_of(DecimalMark mark) {
    if (mark == DecimalMark::Point) return Writing::TypedWithPoint;
    return mark == DecimalMark::Comma ? Writing::TypedWithComma : Writing::Typed;
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
            const std::string inner = below(pointer, name);
            if (field->type == FieldType::Group) {
                object(member, *field->form, inner);
            } else if (field->type == FieldType::List && member.is_array()) {
                for (std::size_t i = 0; i < member.size(); ++i) object(member[i], *field->form, below(inner, i));
            } else if (field->type == FieldType::List && member.is_object()) {
                take(member, *field, inner);
            }
        }
    }

private:
    void take(Json& value, const Field& field, const std::string& pointer) {
        const Origin origin = document_.origins.of(pointer);
        const std::string inner = below(pointer, kTable);
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
        const Origin of_name = document_.origins.of(inner);
        document_.origins.erase(pointer);
        document_.origins.set(pointer, of_name);
        const std::optional<fs::path> path = find_file_(named.at(kTable), inner, of_name);
        value = field.value;  // so that nothing else is said against it
        if (!path) return;
        try {
            value = rows(*path, field, pointer);
        } catch (const BadTable& bad) {
            faults_.add(bad.fault);
        }
    }

    struct Row {
        std::int64_t line;
        std::vector<std::string> cells;
    };

    Json rows(const fs::path& path, const Field& list, const std::string& pointer) {
        CsvReader reader(path, path.string(), LastLine::MayBeOpen, WrittenBy::People);
        const std::vector<const Field*> fields = fields_of(reader, *list.form);
        const bool names_itself = list.form->find(kNameField) != nullptr && !reader.find(kNameField);
        // One more than allowed, for the fault that says so.
        const std::vector<Row> rows = read_rows(reader, std::min(list.about.max, static_cast<double>(kMostEntries)));
        const std::vector<Writing> writings = writings_of(rows, fields, reader.separator());
        Json entries = Json::array();
        for (const Row& row : rows) {
            const std::string inner = below(pointer, entries.size());
            const Origin origin{.file = reader.name(), .line = static_cast<int>(row.line)};
            document_.origins.set(inner, origin);
            Json entry = Json::object();
            if (names_itself)
                entry[std::string(kNameField)] = fmt::format("{} {}", path.stem().string(), entries.size() + 1);
            for (std::size_t column = 0; column < fields.size(); ++column) {
                const std::string& cell = row.cells[column];
                if (fields[column] == nullptr || cell.find_first_not_of(' ') == std::string::npos) continue;
                const std::string name(fields[column]->name);
                entry[name] = value_of(cell, *fields[column]);
                document_.origins.set(below(inner, name), {origin.file, origin.line, writings[column]});
            }
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    std::vector<Row> read_rows(CsvReader& reader, double most) {
        std::vector<Row> rows;
        while (static_cast<double>(rows.size()) <= most) {
            try {
                if (!reader.next()) break;
            } catch (const BadRow& bad) {
                faults_.add(bad.fault);  // and go on, as the rows after it may have faults of their own
                continue;
            }
            rows.push_back({reader.line(), {reader.cells().begin(), reader.cells().end()}});
        }
        return rows;
    }

    /// How the numbers of each column are written; its other cells may tell what one leaves open.
    static std::vector<Writing> writings_of(const std::vector<Row>& rows, const std::vector<const Field*>& fields,
                                            char separator) {
        std::vector<Writing> writings;
        for (std::size_t column = 0; column < fields.size(); ++column) {
            const bool numbers = fields[column] != nullptr && is_numeric(fields[column]->type);
            std::vector<std::string_view> texts;
            if (numbers)
                for (const Row& row : rows) texts.emplace_back(row.cells[column]);
            writings.push_back(numbers ? writing_of(mark_of_column(texts, separator)) : Writing::Plain);
        }
        return writings;
    }

    /// The field of each column; null, with a fault, for a column that is none.
    std::vector<const Field*> fields_of(const CsvReader& reader, const Form& form) {
        std::vector<std::string_view> known;
        for (const Field& field : form.fields) {
            if (fits_a_cell(field.type)) known.push_back(field.name);
        }
        std::vector<const Field*> fields;
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
                         .hint = did_you_mean(name, known)});
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
