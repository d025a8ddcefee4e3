#include "scenarios/complete.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "scenarios/currency.h"
#include "scenarios/merge.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// For each field name the groups that have it, for people who write a name in the wrong place.
using Owners = std::map<std::string_view, std::vector<std::string>, std::less<>>;

void collect_owners(const Form& form, const std::string& path, Owners& owners) {
    for (const Field& field : form.fields) {
        owners[field.name].push_back(path);
        if (!field.form) continue;
        const std::string_view suffix = field.type == FieldType::List ? "[]" : "";
        collect_owners(*field.form, fmt::format("{}{}{}{}", path, path.empty() ? "" : ".", field.name, suffix), owners);
    }
}

std::string belongs_hint(std::string_view name) {
    static const Owners owners = [] {
        Owners all;
        collect_owners(scenario_form(), "", all);
        return all;
    }();
    constexpr std::size_t kMostNamed = 3;
    const auto found = owners.find(name);
    if (found == owners.end() || found->second.size() > kMostNamed) return "";
    std::vector<std::string> groups;
    for (const std::string& path : found->second) groups.push_back(path.empty() ? "the top of the scenario" : path);
    return fmt::format("{} belongs to {}", in_quotes(name), fmt::join(groups, " or "));
}

std::string unknown_name_hint(std::string_view name, const Form& form) {
    const auto names = form.names();
    const std::string question = did_you_mean(name, names);
    const std::string place = belongs_hint(name);
    return question + (question.empty() || place.empty() ? "" : " ") + place;
}

bool text_fits(const Json& value, std::string_view field_name) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    const auto characters = static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    try {
        (void)value.dump();  // the library's own check for valid UTF-8; from a file it cannot fail, from --set it can
    } catch (const Json::type_error&) {
        return false;
    }
    if (field_name != kNameField) return characters <= kLongestText;
    return characters <= kLongestName && text.find_first_not_of(" \t\r\n") != std::string::npos;
}

std::optional<Json> number_in(const Json& value, const Field& field) {
    if (!value.is_number()) return std::nullopt;
    const double number = value.get<double>();
    if (!std::isfinite(number) || number < field.about.min || number > field.about.max) return std::nullopt;
    if (field.type == FieldType::Number) return Json(number);
    if (field.type == FieldType::Money && number != std::floor(number)) return Json(number);
    if (value.is_number_float()) {
        // Every range is far inside of int64, but a field without one must not overflow.
        constexpr double kLargest = 9.2e18;
        if (number != std::floor(number) || std::abs(number) > kLargest) return std::nullopt;
        return Json(static_cast<std::int64_t>(number));
    }
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max()) {
        return std::nullopt;
    }
    return Json(value.get<std::int64_t>());
}

bool length_fits(const Json& list, const Field& field) {
    const auto length = static_cast<double>(list.size());
    return list.is_array() && length >= field.about.min && length <= field.about.max;
}

/// The value as the field holds it, or nothing when it must not; entries of lists and members of groups are not looked
/// at.
std::optional<Json> fitting(const Json& value, const Field& field) {
    const auto when = [&](bool fits) { return fits ? std::optional<Json>(value) : std::nullopt; };
    switch (field.type) {
        case FieldType::Switch:
            return when(value.is_boolean());
        case FieldType::Whole:
        case FieldType::Money:
        case FieldType::Number:
            return number_in(value, field);
        case FieldType::Text:
            return when(text_fits(value, field.name));
        case FieldType::Choice:
            return when(value.is_string() && std::find(field.choices.begin(), field.choices.end(),
                                                       value.get_ref<const std::string&>()) != field.choices.end());
        case FieldType::Texts:
        case FieldType::List:
            return when(length_fits(value, field));
        case FieldType::Settings:
        case FieldType::Group:
            return when(value.is_object());
    }
    return std::nullopt;
}

/// The number of "8%", "8 %" or "0,5 %".
std::optional<double> percent_in(std::string_view text) {
    if (!text.ends_with('%')) return std::nullopt;
    text.remove_suffix(1);
    return typed_value(text, {.min = 0, .max = 100});
}

DecimalMark mark_of(Writing writing) {
    if (writing == Writing::TypedWithPoint) return DecimalMark::Point;
    return writing == Writing::TypedWithComma ? DecimalMark::Comma : DecimalMark::Unknown;
}

bool is_typed(Writing writing) { return writing != Writing::Plain && writing != Writing::LikeThousands; }

std::string percent_hint(double percent) { return fmt::format("{} % is written {}", percent, percent / 100.0); }

/// A value as messages show it; where a person wrote it otherwise than JSON does, as that and as what it is.
std::string found_number(const Json& written, const Json& value) {
    const bool as_written = written == value || !written.is_string();
    if (as_written || Json::parse(written.get_ref<const std::string&>(), nullptr, false) == value)
        return found_text(value);
    return fmt::format("{}, read as {}", found_text(written), found_text(value));
}

class Completer {
public:
    Completer(const Origins& origins, const MoneyKind& currency, Faults& faults)
        : origins_(origins), currency_(currency), faults_(faults) {}

    Json object(const Json& given, const Form& form, std::string_view pointer) {
        std::vector<std::optional<Json>> values(form.fields.size());
        for (const auto& [name, value] : given.items()) {
            if (const Field* field = form.find(name)) {
                values[static_cast<std::size_t>(field - form.fields.data())] =
                    this->value(value, *field, below(pointer, name));
            } else {
                refuse_name(name, form, below(pointer, name));
            }
        }
        Json whole = Json::object();
        for (std::size_t i = 0; i < form.fields.size(); ++i) {
            const Field& field = form.fields[i];
            // Where there was no base to be had, what it would have said is not missing.
            const bool may_be_missing = fitting(field.value, field) || faults_.touch(below(pointer, kExtends));
            if (!values[i] && !may_be_missing) {
                refuse(below(pointer, field.name), "nothing", allowed_in(field));
            }
            Json& place = whole[std::string(field.name)];
            if (values[i])
                place = std::move(*values[i]);
            else
                place = field.value;
        }
        return whole;
    }

    Json value(const Json& written, const Field& field, const std::string& pointer) {
        const std::optional<Json> clear = is_numeric(field.type) ? clear_number(written, field, pointer) : written;
        if (!clear) return field.value;
        const Json& given = *clear;
        std::optional<Json> fits = fitting(given, field);
        if (!fits) {
            // A table that could not be taken has been told, and stands here as the field's default.
            if (given == field.value && faults_.touch(pointer)) return field.value;
            if (faults_.keeps_more()) {
                refuse(pointer, found_number(written, given), allowed_in(field), value_hint(given, field));
            } else {
                faults_.add({});
            }
            return field.value;
        }
        if (field.type == FieldType::Group) return object(given, *field.form, pointer);
        if (field.type == FieldType::Texts) return texts(given, field, pointer);
        if (field.type == FieldType::List) return entries(given, field, pointer);
        return std::move(*fits);
    }

    Json text(const Json& given, std::string_view field_name, const std::string& pointer) {
        if (text_fits(given, field_name)) return given;
        refuse(pointer, found_text(given), allowed_text(field_name));
        return "";
    }

private:
    /// What was written for a number, once it is clear which number that is; nothing, with a fault, where it is not.
    std::optional<Json> clear_number(const Json& written, const Field& field, const std::string& pointer) {
        const Writing writing = origins_.of(pointer).writing;
        const NumberKind kind = kind_of(field, currency_);
        TypedNumber number;
        std::string found;
        if (is_typed(writing) && written.is_string()) {
            found = found_text(written);
            number = read_typed(written.get_ref<const std::string&>(), kind, mark_of(writing));
        } else if (writing == Writing::LikeThousands && written.is_number_float() && !kind.has_decimals) {
            found = fmt::format("{:.3f}", written.get<double>());
            number = doubt_thousands(written.get<double>());
        }
        if (!number.doubt.empty()) {
            refuse(pointer, fmt::format("{}, {}", found, number.doubt), allowed_in(field), number.hint);
            return std::nullopt;
        }
        if (number.plain.empty()) return written;
        Json plain = Json::parse(number.plain, nullptr, false);
        return plain.is_discarded() ? written : plain;
    }

    Json texts(const Json& given, const Field& field, const std::string& pointer) {
        Json list = Json::array();
        for (std::size_t i = 0; i < given.size(); ++i) list.push_back(text(given[i], field.name, below(pointer, i)));
        return list;
    }

    Json entries(const Json& given, const Field& field, const std::string& pointer) {
        Json list = Json::array();
        for (std::size_t i = 0; i < given.size(); ++i) {
            const std::string place = below(pointer, i);
            if (given[i].is_object()) {
                list.push_back(object(given[i], *field.form, place));
            } else {
                refuse(place, found_text(given[i]),
                       fmt::format("an object with any of {}", fmt::join(field.form->names(), ", ")));
                list.push_back(field.form->values());
            }
        }
        return list;
    }

    void refuse_name(std::string_view name, const Form& form, const std::string& pointer) {
        if (faults_.keeps_more()) {
            refuse(pointer, "an unknown name", fmt::format("{}", fmt::join(form.names(), ", ")),
                   unknown_name_hint(name, form));
        } else {
            faults_.add({});  // only counted: a hint for each of a thousand would take long
        }
    }

    void refuse(const std::string& pointer, std::string found, std::string allowed, std::string hint = "") {
        const Origin origin = origins_.around(pointer);
        faults_.add({.file = origin.file,
                     .line = origin.line,
                     .path = pointer,
                     .found = std::move(found),
                     .allowed = std::move(allowed),
                     .hint = std::move(hint)});
    }

    const Origins& origins_;
    const MoneyKind& currency_;
    Faults& faults_;
};

}  // namespace

std::string value_hint(const Json& value, const Field& field) {
    if (field.type == FieldType::Choice && value.is_string()) {
        return did_you_mean(value.get_ref<const std::string&>(), field.choices);
    }
    if (field.type == FieldType::Text && value.is_number()) return "write it in quotation marks";
    if (can_be_table(field) && !value.is_array())
        return fmt::format("in a scenario file {} may stand for the list", kTableExample);
    const bool wants_no_text = is_numeric(field.type) || field.type == FieldType::Switch;
    if (wants_no_text && value.is_string()) {
        const Json inside = Json::parse(value.get_ref<const std::string&>(), nullptr, false);
        if (!inside.is_discarded() && fitting(inside, field)) return "write it without quotation marks";
        if (const auto percent = percent_in(value.get_ref<const std::string&>());
            percent && field.type == FieldType::Number && fitting(Json(*percent / 100.0), field))
            return percent_hint(*percent);
        if (is_numeric(field.type) && inside.is_discarded()) return "write the number alone, such as 39000 or 0.5";
    }
    if (field.type == FieldType::Texts && value.is_string())
        return fmt::format("a list stands in brackets: [{}]", value.dump());
    if (field.type == FieldType::Number && field.about.max == 1.0 && value.is_number()) {
        const double number = value.get<double>();
        const bool is_mark = field.about.unit == "0 to 1" || field.about.unit == "quality";
        if (is_mark && number > 1.0 && number <= 10.0)
            return fmt::format("{} of 10 is written {}", number, number / 10.0);
        if (number > 1.0 && number <= 100.0) return percent_hint(number);
    }
    return "";
}

NumberKind kind_of(const Field& field, const MoneyKind& currency) {
    const bool is_money = field.type == FieldType::Money;
    return {.has_decimals = field.type == FieldType::Number || (is_money && currency.digits > 0),
            .min = field.about.min,
            .max = field.about.max,
            .currency = is_money ? std::string_view(currency.code) : ""};
}

MoneyKind money_kind_of(const Json& scenario) {
    const auto given_or_default = [&scenario](const char* field) -> const Json& {
        const auto given = scenario.find(field);
        return given == scenario.end() ? scenario_form().find(field)->value : *given;
    };
    const Json& currency = given_or_default("currency");
    const Json& digits = given_or_default("currency_digits");
    MoneyKind kind{.code = currency.is_string() ? currency.get<std::string>() : ""};
    kind.digits = currency_digits(kind.code, digits.is_number_integer() ? digits.get<std::int64_t>() : -1);
    return kind;
}

Json complete(const Json& given, const Form& form, std::string_view pointer, const Origins& origins,
              const MoneyKind& currency, Faults& faults) {
    return Completer(origins, currency, faults).object(given, form, pointer);
}

Json complete_value(const Json& given, const Field& field, std::string_view pointer, const Origins& origins,
                    const MoneyKind& currency, Faults& faults) {
    return Completer(origins, currency, faults).value(given, field, std::string(pointer));
}

Json complete_text(const Json& given, std::string_view field_name, std::string_view pointer, const Origins& origins,
                   Faults& faults) {
    return Completer(origins, MoneyKind{}, faults).text(given, field_name, std::string(pointer));
}

std::string found_text(const Json& value) {
    switch (value.type()) {
        case Json::value_t::string:
            return in_quotes(value.get_ref<const std::string&>());
        case Json::value_t::number_float:
            return number_text(value.get<double>());
        case Json::value_t::array:
            return value.empty() ? "an empty list" : fmt::format("a list of {}", value.size());
        case Json::value_t::object:
            return "an object";
        default:
            return value.dump();
    }
}

}  // namespace pasar
