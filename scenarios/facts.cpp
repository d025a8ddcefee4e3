#include "scenarios/facts.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/complete.h"
#include "scenarios/document.h"
#include "scenarios/fill.h"
#include "scenarios/form.h"
#include "scenarios/nearest.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kMarketPrefix = "market.";

/// The numbers of a form outside of lists, by their paths.
void collect_fact_parameters(const Form& form, const std::string& prefix, std::vector<std::string>& paths) {
    for (const Field& field : form.fields) {
        const std::string path = prefix + std::string(field.name);
        if (is_numeric(field.type)) paths.push_back(path);
        if (field.type == FieldType::Group) collect_fact_parameters(*field.form, path + ".", paths);
    }
}

const std::vector<std::string>& fact_parameters() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> paths;
        collect_fact_parameters(model_form(), "", paths);
        collect_fact_parameters(*scenario_form().find("market")->form, std::string(kMarketPrefix), paths);
        return paths;
    }();
    return all;
}

/// Checks what the fields of one fact must agree on.
class OneFact {
public:
    OneFact(const Fact& fact, const std::string& pointer, const Origins& origins, Faults& faults)
        : fact_(fact), says_(fact.says), pointer_(pointer), origins_(origins), faults_(faults) {}

    void check() {
        demand("what", says_.what, "a sentence that tells what was found");
        demand("source", says_.source, "who found it");
        check_target();
        if (says_.needs.empty()) check_way();
    }

private:
    void refuse(const char* field, std::string found, std::string allowed, std::string hint = "") {
        const Origin origin = origins_.around(below(pointer_, field));
        faults_.add({.file = origin.file,
                     .line = origin.line,
                     .path = below(pointer_, field),
                     .found = std::move(found),
                     .allowed = std::move(allowed),
                     .hint = std::move(hint)});
    }
    void demand(const char* field, const std::string& text, const char* allowed) {
        if (text.empty()) refuse(field, "nothing", allowed);
    }
    /// A field that says nothing where another one decides.
    void forbid(const char* field, const std::string& text, const char* why) {
        if (!text.empty()) refuse(field, in_quotes(text), why);
    }

    void check_target() {
        const FactTarget& t = fact_.target;
        const bool has_value = t.value || t.tolerance, has_range = t.low || t.high;
        constexpr const char* kEither = "a value with its tolerance, or a range with low, high or both";
        if (has_value && has_range) refuse(t.low ? "low" : "high", "a range beside a value", kEither);
        if (!has_value && !has_range && says_.needs.empty()) refuse("value", "nothing", kEither);
        if (t.value && !t.tolerance && !has_range) refuse("tolerance", "nothing", "how far from the value is near");
        if (t.tolerance && !t.value) refuse("value", "nothing", "the value that the tolerance is about");
        if (t.low && t.high && *t.low > *t.high)
            refuse("high", number_text(*t.high), fmt::format("{} or more, as \"low\" has it", number_text(*t.low)));
    }

    /// From what it is read.
    void check_way() {
        if (says_.input) {
            if (says_.measure.empty())
                demand("parameter", says_.parameter, "the parameter, or the measure, that an input is read from");
            if (!says_.parameter.empty())
                forbid("measure", says_.measure, "nothing: an input is read from its parameter alone");
            for (const auto& [field, text] :
                 {std::pair{"over", &says_.over}, {"less", &says_.less}, {"per", &says_.per}})
                forbid(field, *text, "nothing: an input is read from its parameter or its measure alone");
        } else {
            demand("measure", says_.measure, "the key figure that it is read from (docs/measures.md lists them)");
            const int ways = (says_.over.empty() ? 0 : 1) + (says_.less.empty() ? 0 : 1) + (says_.per.empty() ? 0 : 1);
            if (ways > 1)
                refuse(says_.per.empty() ? "less" : "per", in_quotes(says_.per.empty() ? says_.less : says_.per),
                       "one of over, less and per");
            if (says_.per.empty())
                forbid("parameter", says_.parameter, "nothing, save for an input or an elasticity (per)");
            else
                demand("parameter", says_.parameter, "the parameter that is moved");
        }
        const bool moves = !says_.input && !says_.per.empty();
        if (moves && !(says_.step > 0.0))
            refuse("step", number_text(says_.step), "a number above 0 (as the parameter)");
        if (!moves && says_.step > 0.0)
            refuse("step", number_text(says_.step), "nothing, save for an elasticity (per)");
        if (!says_.parameter.empty() && find_fact_parameter(says_.parameter) == nullptr)
            refuse("parameter", in_quotes(says_.parameter),
                   "a number of a model, such as revenue.commission, or of the market, such as "
                   "market.answers.email_seen",
                   did_you_mean(says_.parameter, fact_parameters()));
    }

    const Fact& fact_;
    const FactSpec& says_;
    const std::string& pointer_;
    const Origins& origins_;
    Faults& faults_;
};

/// Defaults stand for what was not said, so what was said is asked of the file.
FactTarget target_of(const FactSpec& says, const std::string& pointer, const Origins& origins) {
    const auto if_said = [&](const char* field, double value) {
        return origins.of(below(pointer, field)).line > 0 ? std::optional(value) : std::nullopt;
    };
    return {.value = if_said("value", says.value),
            .tolerance = if_said("tolerance", says.tolerance),
            .low = if_said("low", says.low),
            .high = if_said("high", says.high)};
}

std::vector<Fact> facts_of(const Document& document, const std::string& file, FactCheck check, Faults& faults) {
    faults.throw_if_any();
    if (!document.value.is_object() || !document.value.contains("facts")) {
        faults.add({.file = file,
                    .path = "/facts",
                    .found = "nothing",
                    .allowed = R"(a list of facts: { "facts": [ { "name": ... } ] }, as scenarios/facts.json)"});
        faults.throw_if_any();
    }
    const Json resolved = complete(document.value, facts_form(), "", document.origins, MoneyKind{}, faults);
    std::vector<Fact> facts;
    std::set<std::string> names;
    for (FactSpec& says : fill_facts(resolved).facts) {
        const std::string pointer = below("/facts", facts.size());
        Fact fact{.says = std::move(says), .target = {}};
        fact.target = target_of(fact.says, pointer, document.origins);
        if (!faults.touch(pointer)) {
            OneFact(fact, pointer, document.origins, faults).check();
            if (check != nullptr) check(fact, pointer, document.origins, faults);
        }
        if (!fact.says.name.empty() && !names.insert(fact.says.name).second) {
            const Origin origin = document.origins.around(below(pointer, "name"));
            faults.add({.file = origin.file,
                        .line = origin.line,
                        .path = below(pointer, "name"),
                        .found = in_quotes(fact.says.name) + " a second time",
                        .allowed = "each name once"});
        }
        facts.push_back(std::move(fact));
    }
    faults.throw_if_any();
    return facts;
}

}  // namespace

const Field* find_fact_parameter(std::string_view path) {
    const bool of_market = path.starts_with(kMarketPrefix);
    const Form* form = of_market ? scenario_form().find("market")->form.get() : &model_form();
    std::string_view rest = of_market ? path.substr(kMarketPrefix.size()) : path;
    while (true) {
        const std::size_t dot = rest.find('.');
        const Field* field = form->find(rest.substr(0, dot));
        if (field == nullptr) return nullptr;
        if (dot == std::string_view::npos) return is_numeric(field->type) ? field : nullptr;
        if (field->type != FieldType::Group) return nullptr;
        form = field->form.get();
        rest.remove_prefix(dot + 1);
    }
}

std::vector<Fact> load_facts(const std::filesystem::path& path, FactCheck check) {
    Faults faults;
    const Document document = read_document(path, path.string(), faults);
    return facts_of(document, path.string(), check, faults);
}

std::vector<Fact> load_facts_text(std::string_view text, const std::string& name, FactCheck check) {
    Faults faults;
    const Document document = parse_document(text, name, faults);
    return facts_of(document, name, check, faults);
}

}  // namespace pasar
