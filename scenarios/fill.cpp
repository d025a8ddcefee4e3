#include "scenarios/fill.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "scenarios/currency.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

struct Filler {
    const Json& object;
    int digits;  ///< of the currency

    template <class T>
    void operator()(std::string_view name, T& field, const About&) {
        take(field, object.at(std::string(name)));
    }

private:
    void take(Money& field, const Json& value) { field = money_from_main(value.get<double>(), digits); }

    static void take(SettingsSpec& field, const Json& value) {
        field.all.clear();
        for (const auto& [path, setting] : value.items()) field.all.push_back({path, setting.dump()});
    }

    template <class Plain>
    void take(Plain& field, const Json& value) {
        value.get_to(field);
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void take(Enum& field, const Json& value) {
        const auto& names = NamesOf<Enum>::names;
        const auto found = std::find(names.begin(), names.end(), value.get_ref<const std::string&>());
        field = static_cast<Enum>(found - names.begin());
    }

    template <class Group>
    requires requires(Filler& filler, Group& group) { describe(filler, group); }
    void take(Group& field, const Json& value) {
        Filler filler{value, digits};
        describe(filler, field);
    }

    template <class Entry>
    requires requires(Filler& filler, Entry& entry) { describe(filler, entry); }
    void take(std::vector<Entry>& field, const Json& value) {
        field.assign(value.size(), Entry{});
        for (std::size_t i = 0; i < field.size(); ++i) take(field[i], value[i]);
    }
};

}  // namespace

Scenario fill(const Json& resolved) {
    Scenario scenario;
    Filler filler{resolved, currency_digits(resolved.at("currency").get<std::string>(),
                                            resolved.at("currency_digits").get<std::int64_t>())};
    describe(filler, scenario);
    return scenario;
}

FactsSpec fill_facts(const Json& resolved) {
    FactsSpec facts;
    Filler filler{resolved, 0};
    describe(filler, facts);
    return facts;
}

}  // namespace pasar
