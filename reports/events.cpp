#include "reports/events.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "scenarios/complete.h"
#include "scenarios/dates.h"
#include "scenarios/faults.h"
#include "scenarios/fill.h"
#include "scenarios/form.h"
#include "scenarios/origins.h"
#include "scenarios/settings.h"
#include "scenarios/timeline.h"
#include "scenarios/write.h"
#include "words/text.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

/// The sentences of a shock in one language.
class ShockInWords {
public:
    ShockInWords(const ShockSpec& shock, Language language) : shock_(shock), language_(language) {}

    [[nodiscard]] std::string text() {
        switch (shock_.kind) {
            case ShockKind::None:
                return "";
            case ShockKind::DataBreach:
                name("region", shock_.region);
                name("segment", shock_.segment);
                number("share", shock_.share);
                number("trust loss", shock_.trust_loss);
                break;
            case ShockKind::CourierStrike:
                name("courier", shock_.courier);
                number("share", shock_.share);
                break;
            case ShockKind::Outage:
                number("share", shock_.share);
                break;
            case ShockKind::RivalCampaign:
                number("utility", shock_.utility);
                break;
            case ShockKind::FeeCap:
                number("highest commission", shock_.highest_commission);
                break;
        }
        std::string kind(name_of(shock_.kind));
        std::replace(kind.begin(), kind.end(), '_', ' ');
        return fmt::format("{} ({})", in_words_of(language_, TextOf::Choice, kind), fmt::join(fields_, ", "));
    }

private:
    void name(std::string_view field, const std::string& value) {
        if (!value.empty()) add(field, name_in(language_, TextOf::Scenario, value));
    }
    void number(std::string_view field, double value) {
        add(field, number_in(language_, fmt::format("{:.6g}", value)));
    }
    void add(std::string_view field, const std::string& value) {
        fields_.push_back(fmt::format("{} {}", in_words_of(language_, TextOf::Parameter, field), value));
    }

    const ShockSpec& shock_;
    Language language_;
    std::vector<std::string> fields_;
};

std::string sets_in_words(const EventSpec& event, Language language) {
    constexpr std::size_t kMostColumns = 60;
    std::vector<std::string> texts;
    for (const SettingsSpec::Setting& setting : event.set.all)
        texts.push_back(fmt::format("{} = {}", setting.path, printable(setting.value, kMostColumns)));
    if (event.shock.kind != ShockKind::None) texts.push_back(ShockInWords(event.shock, language).text());
    return fmt::format("{}", fmt::join(texts, ", "));
}

/// Whether a shock of this kind asks which model it is meant for.
bool may_hit_one_model(ShockKind kind) {
    return kind == ShockKind::DataBreach || kind == ShockKind::Outage || kind == ShockKind::FeeCap;
}

/// The model that a path leads into; the number of models where it leads to all.
std::size_t model_of_path(const Scenario& scenario, const Json& values, const std::string& path) {
    constexpr std::string_view kModels = "/models/";
    try {
        const std::string pointer = find_path(values, path).pointer;
        if (pointer.starts_with(kModels)) return std::stoul(pointer.substr(kModels.size()));
    } catch (const InvalidScenario&) {
        return scenario.models.size();  // it leads to what an event before it made
    }
    return scenario.models.size();
}

std::vector<std::string> models_of(const Scenario& scenario, const Json& values, const EventSpec& event) {
    std::set<std::size_t> places;
    for (const SettingsSpec::Setting& setting : event.set.all)
        places.insert(setting.path.starts_with("models.") ? model_of_path(scenario, values, setting.path)
                                                          : scenario.models.size());
    if (event.shock.kind != ShockKind::None) {
        const auto named = std::find_if(scenario.models.begin(), scenario.models.end(),
                                        [&](const ModelSpec& model) { return model.name == event.shock.model; });
        const bool is_of_one = may_hit_one_model(event.shock.kind) && !event.shock.model.empty();
        places.insert(is_of_one ? static_cast<std::size_t>(named - scenario.models.begin()) : scenario.models.size());
    }
    std::vector<std::string> names;
    if (places.contains(scenario.models.size()) || places.size() == scenario.models.size()) return names;
    for (const std::size_t place : places) names.push_back(scenario.models[place].name);
    return names;
}

}  // namespace

bool ToldEvent::concerns(const std::string& model) const {
    return models.empty() || std::find(models.begin(), models.end(), model) != models.end();
}

std::vector<ToldEvent> told_events(const Scenario& scenario, Language language) {
    std::vector<ToldEvent> told;
    if (scenario.timeline.empty()) return told;
    const Json values = write(scenario);
    for (const Occurrence& occurrence : occurrences_of(scenario)) {
        const EventSpec& event = scenario.timeline[occurrence.event];
        ToldEvent one{.name = name_in(language, TextOf::Scenario, event.name),
                      .day = std::max<std::int64_t>(0, occurrence.from),
                      .until = occurrence.until,
                      .is_for_good = event.days == 0 && event.until == 0,
                      .models = models_of(scenario, values, event),
                      .sets = sets_in_words(event, language)};
        if (event.shock.kind == ShockKind::DataBreach && event.set.all.empty()) {
            if (occurrence.from < 0) continue;
            one.until = one.day + 1;  // it does nothing after its first day
            one.is_for_good = false;
        }
        told.push_back(std::move(one));
    }
    return told;
}

std::vector<ToldEvent> told_events_of_manifest(const Json& scenario) {
    constexpr const char* kTimeline = "timeline";
    if (!scenario.is_object() || !scenario.contains(kTimeline) || scenario[kTimeline].empty()) return {};
    Faults faults;
    const Json resolved = complete(scenario, scenario_form(), "", Origins{}, money_kind_of(scenario), faults);
    if (!faults.empty()) return {};
    const Scenario filled = fill(resolved);
    const bool has_dates = is_calendar_day(filled.start_date) &&
                           std::all_of(filled.timeline.begin(), filled.timeline.end(), [](const EventSpec& event) {
                               return event.date.empty() || is_date(event.date);
                           });
    return has_dates ? told_events(filled) : std::vector<ToldEvent>();
}

std::string dates_in_words(const ToldEvent& event, std::string_view start_date, Language language) {
    const std::string first = date_of_day(start_date, event.day);
    if (event.is_for_good) return filled(tr("from {} on", language), first);
    if (!event.is_span()) return first;
    return filled(tr("{} to {}", language), first, date_of_day(start_date, event.until - 1));
}

std::string days_in_words(const ToldEvent& event, Language language) {
    if (event.is_for_good) return filled(tr("from day {} on", language), event.day);
    if (!event.is_span()) return filled(tr("day {}", language), event.day);
    return filled(tr("days {} to {}", language), event.day, event.until - 1);
}

}  // namespace pasar
