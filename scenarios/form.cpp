#include "scenarios/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "scenarios/currency.h"
#include "scenarios/fact_spec.h"

namespace pasar {

namespace {

template <class Described>
Form form_with(Described& described, int digits);

/// An amount as JSON has it, in the main unit: a whole number where it is one.
nlohmann::ordered_json amount_in_json(Money amount, int digits) {
    const std::int64_t main = units_in_main(digits);
    if (amount.units % main == 0) return amount.units / main;
    return in_main_unit(static_cast<double>(amount.units), digits);
}

/// The visitor: one field after the other, each with its value, goes into the form.
struct FormMaker {
    int digits = 0;  ///< of the currency; defaults are in the main unit of any
    Form form{};

    template <class T>
    void operator()(std::string_view name, T& value, const About& about) {
        Field field{.name = name, .about = about};
        take(field, value);
        form.fields.push_back(std::move(field));
    }

private:
    void take(Field& field, bool value) { take_plain(field, FieldType::Switch, value); }
    void take(Field& field, std::int64_t value) { take_plain(field, FieldType::Whole, value); }
    void take(Field& field, double value) { take_plain(field, FieldType::Number, value); }
    void take(Field& field, Money value) { take_plain(field, FieldType::Money, amount_in_json(value, digits)); }
    void take(Field& field, std::string& value) { take_plain(field, FieldType::Text, value); }
    void take(Field& field, std::vector<std::string>& value) { take_plain(field, FieldType::Texts, value); }

    void take(Field& field, SettingsSpec& settings) {
        take_plain(field, FieldType::Settings, nlohmann::ordered_json::object());
        for (const SettingsSpec::Setting& setting : settings.all)
            field.value[setting.path] = nlohmann::ordered_json::parse(setting.value);
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void take(Field& field, Enum value) {
        take_plain(field, FieldType::Choice, std::string(name_of(value)));
        field.choices.assign(NamesOf<Enum>::names.begin(), NamesOf<Enum>::names.end());
    }

    template <class Entry>
    void take(Field& field, std::vector<Entry>& entries) {
        take_plain(field, FieldType::List, nlohmann::ordered_json::array());
        for (Entry& entry : entries) field.value.push_back(form_with(entry, digits).values());
        Entry blank;
        field.form = std::make_shared<Form>(form_with(blank, 0));
    }

    template <class Group>
    requires std::is_class_v<Group>
    void take(Field& field, Group& group) {
        field.form = std::make_shared<Form>(form_with(group, digits));
        take_plain(field, FieldType::Group, field.form->values());
    }

    template <class Value>
    static void take_plain(Field& field, FieldType type, Value&& value) {
        field.type = type;
        field.value = std::forward<Value>(value);
    }
};

template <class Described>
Form form_with(Described& described, int digits) {
    FormMaker maker{digits};
    describe(maker, described);
    return std::move(maker.form);
}

template <class Described>
Form blank_form() {
    Described defaults;
    return form_with(defaults, 0);
}

std::string range_text(const About& about, std::string_view kind, std::string_view entries = "") {
    const bool bounded_below = std::isfinite(about.min);
    const bool bounded_above = std::isfinite(about.max);
    std::string text;
    if (!entries.empty()) {
        text = bounded_above ? fmt::format("{} of {} to {} {}", kind, number_text(bounded_below ? about.min : 0.0),
                                           number_text(about.max), entries)
                             : fmt::format("{} of {}", kind, entries);
    } else if (about.min == kLeastAmount && bounded_above) {
        text = fmt::format("{} above 0, at most {}", kind, number_text(about.max));
    } else if (bounded_below && bounded_above) {
        text = fmt::format("{} from {} to {}", kind, number_text(about.min), number_text(about.max));
    } else if (bounded_below) {
        text = fmt::format("{} of at least {}", kind, number_text(about.min));
    } else if (bounded_above) {
        text = fmt::format("{} of at most {}", kind, number_text(about.max));
    } else {
        text = kind;
    }
    return about.unit.empty() ? text : fmt::format("{} ({})", text, about.unit);
}

}  // namespace

const Field* Form::find(std::string_view name) const {
    for (const Field& field : fields) {
        if (field.name == name) return &field;
    }
    return nullptr;
}

nlohmann::ordered_json Form::values() const {
    auto values = nlohmann::ordered_json::object();
    for (const Field& field : fields) values[std::string(field.name)] = field.value;
    return values;
}

std::vector<std::string_view> Form::names() const {
    std::vector<std::string_view> names;
    for (const Field& field : fields) names.push_back(field.name);
    return names;
}

std::size_t Form::count_known(const nlohmann::ordered_json& object) const {
    std::size_t known = 0;
    for (const auto& [name, value] : object.items()) known += find(name) != nullptr ? 1 : 0;
    return known;
}

const Form& scenario_form() {
    static const Form form = blank_form<Scenario>();
    return form;
}

const Form& model_form() {
    static const Form form = blank_form<ModelSpec>();
    return form;
}

const Form& facts_form() {
    static const Form form = blank_form<FactsSpec>();
    return form;
}

Form form_of(Scenario scenario) { return form_with(scenario, currency_digits(scenario)); }

bool can_be_table(const Field& field) {
    return field.type == FieldType::List && std::all_of(field.form->fields.begin(), field.form->fields.end(),
                                                        [](const Field& member) { return fits_a_cell(member.type); });
}

std::string_view name_of(FieldType type) {
    switch (type) {
        case FieldType::Switch:
            return "switch";
        case FieldType::Whole:
            return "whole number";
        case FieldType::Number:
            return "number";
        case FieldType::Money:
            return "money";
        case FieldType::Text:
            return "text";
        case FieldType::Choice:
            return "choice";
        case FieldType::Texts:
            return "list of texts";
        case FieldType::Settings:
            return "values by paths";
        case FieldType::Group:
            return "group";
        case FieldType::List:
            return "list";
    }
    return "";
}

std::string allowed_in(const Field& field) {
    switch (field.type) {
        case FieldType::Switch:
            return "true or false";
        case FieldType::Whole:
            return range_text(field.about, "a whole number");
        case FieldType::Money:
            return range_text(field.about, "an amount");
        case FieldType::Number:
            return range_text(field.about, "a number");
        case FieldType::Text:
            return allowed_text(field.name);
        case FieldType::Choice:
            return fmt::format("one of \"{}\"", fmt::join(field.choices, "\", \""));
        case FieldType::Texts:
            return range_text(field.about, "a list", "texts");
        case FieldType::Settings:
            return R"(an object of paths and their values, such as { "market.choice.price": 4 })";
        case FieldType::Group:
            return fmt::format("an object with any of {}", fmt::join(field.form->names(), ", "));
        case FieldType::List:
            return range_text(field.about, "a list", "entries");
    }
    return "";
}

std::string allowed_text(std::string_view field_name) {
    return field_name == kNameField ? fmt::format("a name of 1 to {} characters", kLongestName)
                                    : fmt::format("text of at most {} characters", kLongestText);
}

std::string number_text(double number) { return fmt::format("{}", number); }

std::string entry_name(const nlohmann::ordered_json& entry, const Field& list) {
    const nlohmann::ordered_json* name = &entry;
    if (list.type == FieldType::List) {
        const Field& first = list.form->fields.front();
        if (first.type != FieldType::Text && first.type != FieldType::Choice) return "";
        const auto found = entry.find(std::string(first.name));
        if (found == entry.end()) return "";
        name = &*found;
    }
    return name->is_string() ? name->get<std::string>() : "";
}

}  // namespace pasar
