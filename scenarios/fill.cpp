#include "scenarios/fill.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <type_traits>

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

struct Filler {
    const Json& object;

    template <class T>
    void operator()(std::string_view name, T& field, const About&) {
        take(field, object.at(std::string(name)));
    }

private:
    static void take(Money& field, const Json& value) { field.units = value.get<std::int64_t>(); }

    template <class Plain>
    static void take(Plain& field, const Json& value) {
        value.get_to(field);
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    static void take(Enum& field, const Json& value) {
        const auto& names = NamesOf<Enum>::names;
        const auto found = std::find(names.begin(), names.end(), value.get_ref<const std::string&>());
        field = static_cast<Enum>(found - names.begin());
    }

    template <class Group>
    requires requires(Filler& filler, Group& group) { describe(filler, group); }
    static void take(Group& field, const Json& value) {
        Filler filler{value};
        describe(filler, field);
    }

    template <class Entry>
    requires requires(Filler& filler, Entry& entry) { describe(filler, entry); }
    static void take(std::vector<Entry>& field, const Json& value) {
        field.assign(value.size(), Entry{});
        for (std::size_t i = 0; i < field.size(); ++i) take(field[i], value[i]);
    }
};

}  // namespace

Scenario fill(const Json& resolved) {
    Scenario scenario;
    Filler filler{resolved};
    describe(filler, scenario);
    return scenario;
}

}  // namespace pasar
