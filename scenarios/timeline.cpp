#include "scenarios/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "scenarios/dates.h"
#include "scenarios/fill.h"
#include "scenarios/settings.h"
#include "scenarios/write.h"

namespace pasar {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 2> kEveryModel{"model.", "models.*."};

/// Multiplies what a number leaves below 1: of two outages each turns away its share of those whom the other let in.
void take_share(Json& taken, double share) { taken = 1.0 - (1.0 - taken.get<double>()) * (1.0 - share); }

/// What a shock makes of the values in force. A data breach changes people and no value.
void strike(Json& values, const ShockSpec& shock) {
    Json& market = values.at("market");
    switch (shock.kind) {
        case ShockKind::CourierStrike:
            for (Json& courier : market.at("couriers")) {
                Json& capacity = courier.at("capacity_per_day");
                if (shock.courier.empty() || courier.at("name") == shock.courier)
                    capacity = capacity.get<double>() * (1.0 - shock.share);
            }
            return;
        case ShockKind::RivalCampaign: {
            Json& utility = market.at("outside").at("utility");
            utility = utility.get<double>() + shock.utility;
            return;
        }
        case ShockKind::Outage:
        case ShockKind::FeeCap:
            for (Json& model : values.at("models")) {
                if (!shock.model.empty() && model.at("name") != shock.model) continue;
                Json& commission = model.at("revenue").at("commission");
                if (shock.kind == ShockKind::Outage)
                    take_share(model.at("site").at("outage"), shock.share);
                else
                    commission = std::min(commission.get<double>(), shock.highest_commission);
            }
            return;
        case ShockKind::None:
        case ShockKind::DataBreach:
            return;
    }
}

void apply(Json& values, const EventSpec& event) {
    for (const SettingsSpec::Setting& setting : event.set.all)
        for (const std::string& path : paths_meant(setting.path, values.at("models").size()))
            set_path(values, path, Json::parse(setting.value));
    strike(values, event.shock);
}

/// Days of a run from `first` on, for an event that begins there.
Occurrence lasting(std::size_t number, const EventSpec& event, std::int64_t first, std::int64_t days) {
    const std::int64_t until = event.days > 0 ? first + event.days : event.until > 0 ? event.until : days;
    return {.event = number, .from = first, .until = std::min(until, days)};
}

}  // namespace

std::vector<Occurrence> occurrences_of(const Scenario& scenario) {
    std::vector<Occurrence> all;
    for (std::size_t i = 0; i < scenario.timeline.size(); ++i) {
        const EventSpec& event = scenario.timeline[i];
        std::vector<std::int64_t> begins{0};
        if (!event.date.empty()) {
            const std::int64_t lasts = event.day + (event.days > 0 ? event.days : scenario.days);
            begins = days_of_date(event.date, scenario.start_date, scenario.days, lasts);
        }
        for (const std::int64_t day : begins) {
            const Occurrence found = lasting(i, event, day + event.day, scenario.days);
            if (found.from < scenario.days && found.until > std::max<std::int64_t>(0, found.from)) all.push_back(found);
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Occurrence& a, const Occurrence& b) { return a.from < b.from; });
    return all;
}

std::vector<std::string> paths_meant(std::string_view path, std::size_t models) {
    for (const std::string_view every : kEveryModel) {
        if (!path.starts_with(every)) continue;
        std::vector<std::string> paths;
        for (std::size_t i = 0; i < models; ++i)
            paths.push_back(fmt::format("models.{}.{}", i, path.substr(every.size())));
        return paths;
    }
    return {std::string(path)};
}

Timeline::Timeline(const Scenario& base) {
    base_ = std::make_shared<const Scenario>(base);
    spans_.push_back({.day = 0, .scenario = base_});
    if (base.timeline.empty()) return;
    const std::vector<Occurrence> occurrences = occurrences_of(base);
    if (occurrences.empty()) return;
    std::set<std::int64_t> days{0};
    for (const Occurrence& occurrence : occurrences) {
        if (base.timeline[occurrence.event].shock.kind == ShockKind::DataBreach && occurrence.from >= 0)
            breaches_.push_back(occurrence);
        days.insert(std::max<std::int64_t>(0, occurrence.from));
        if (occurrence.until < base.days) days.insert(occurrence.until);
    }
    // Events of every year come to the same again and again.
    std::map<std::string, std::shared_ptr<const Scenario>> known;
    const Json values_of_base = write(base);
    std::string before = values_of_base.dump();
    known.emplace(before, base_);
    for (const std::int64_t day : days) {
        Json values = values_of_base;
        std::set<std::size_t> active;
        for (const Occurrence& occurrence : occurrences)
            if (occurrence.from <= day && day < occurrence.until) active.insert(occurrence.event);
        for (const std::size_t event : active) apply(values, base.timeline[event]);
        std::string text = values.dump();
        if (text == before) continue;
        std::shared_ptr<const Scenario>& scenario = known[text];
        if (scenario == nullptr) scenario = std::make_shared<const Scenario>(fill(values));
        if (day == 0)
            spans_.front().scenario = scenario;
        else
            spans_.push_back({.day = day, .scenario = scenario});
        before = std::move(text);
    }
}

const Scenario& Timeline::on(std::int64_t day) const {
    const auto after = std::upper_bound(spans_.begin(), spans_.end(), day,
                                        [](std::int64_t d, const Span& span) { return d < span.day; });
    return *(after == spans_.begin() ? after : after - 1)->scenario;
}

bool Timeline::turns_on(std::int64_t day) const {
    const auto span =
        std::lower_bound(spans_.begin(), spans_.end(), day, [](const Span& s, std::int64_t d) { return s.day < d; });
    return day > 0 && span != spans_.end() && span->day == day;
}

std::vector<ShockSpec> Timeline::breaches_on(std::int64_t day) const {
    std::vector<ShockSpec> found;
    for (const Occurrence& breach : breaches_)
        if (breach.from == day) found.push_back(base_->timeline[breach.event].shock);
    return found;
}

}  // namespace pasar
