#include "scenarios/check_timeline.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "scenarios/check.h"
#include "scenarios/check_money.h"
#include "scenarios/complete.h"
#include "scenarios/dates.h"
#include "scenarios/form.h"
#include "scenarios/from_now_on.h"
#include "scenarios/nearest.h"
#include "scenarios/settings.h"
#include "scenarios/timeline.h"
#include "scenarios/write.h"

namespace pasar {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kCanChange = "a parameter of the market or of a model that can change while a market runs";

class EventChecker {
public:
    EventChecker(const Scenario& scenario, const Json& resolved, const Origins& origins, Faults& faults)
        : scenario_(scenario), resolved_(resolved), origins_(origins), faults_(faults) {}

    void check_all() {
        if (scenario_.timeline.empty()) return;
        for (std::size_t i = 0; i < scenario_.timeline.size(); ++i) {
            pointer_ = below(below("", kTimelineField), i);
            check_days(scenario_.timeline[i]);
            check_shock(scenario_.timeline[i].shock);
            check_settings(scenario_.timeline[i]);
        }
        if (faults_.empty()) check_days_in_force();
    }

private:
    void check_days(const EventSpec& event) {
        const bool dated = !event.date.empty();
        if (dated && !is_date(event.date)) {
            refuse("date", in_quotes(event.date), std::string(kDatesAllowed));
            return;
        }
        const std::string range = fmt::format("from 0 to {}, the last day of the run", scenario_.days - 1);
        if (!dated && event.day >= scenario_.days) refuse("day", fmt::format("day {}", event.day), "a day " + range);
        if (is_calendar_day(event.date)) {
            const std::vector<std::int64_t> begins = days_of_date(event.date, scenario_.start_date, scenario_.days,
                                                                  event.day + std::max<std::int64_t>(1, event.days));
            if (begins.empty())
                refuse("date", in_quotes(event.date),
                       fmt::format("a date in the run, which begins on {} and has {} days", scenario_.start_date,
                                   scenario_.days));
        }
        if (event.until == 0) return;
        if (dated) {
            refuse("until", std::to_string(event.until), "0 beside a date: days says how long it lasts");
        } else if (event.days > 0) {
            refuse("until", std::to_string(event.until),
                   fmt::format("0 beside days ({}), which says already how long it lasts", event.days));
        } else if (event.until <= event.day) {
            refuse("until", std::to_string(event.until),
                   fmt::format("a day after day {}, on which it begins", event.day));
        } else if (event.until > scenario_.days) {
            refuse("until", std::to_string(event.until), fmt::format("at most {}, the end of the run", scenario_.days));
        }
    }

    void check_shock(const ShockSpec& shock) {
        const MarketSpec& market = scenario_.market;
        check_name("model", shock.model, scenario_.models, &ModelSpec::name);
        check_name("courier", shock.courier, market.couriers, &CourierSpec::name);
        check_name("region", shock.region, market.regions, &RegionSpec::name);
        check_name("segment", shock.segment, market.segments, &SegmentSpec::name);
    }

    template <class Entry>
    void check_name(std::string_view field, const std::string& name, const std::vector<Entry>& list,
                    std::string Entry::*entry_name) {
        if (name.empty()) return;
        std::vector<std::string> names, in_marks;
        for (const Entry& entry : list) {
            names.push_back(entry.*entry_name);
            in_marks.push_back(in_quotes(entry.*entry_name));
        }
        if (std::find(names.begin(), names.end(), name) != names.end()) return;
        refuse_at(below(below(pointer_, "shock"), field), in_quotes(name),
                  fmt::format("{}, or \"\" for all", fmt::join(in_marks, ", ")), did_you_mean(name, names));
    }

    void check_settings(const EventSpec& event) {
        Json values = resolved_;
        for (const SettingsSpec::Setting& setting : event.set.all) {
            const std::string place = below(below(pointer_, "set"), setting.path);
            for (const std::string& path : paths_meant(setting.path, scenario_.models.size()))
                if (!set_one(values, path, Json::parse(setting.value), place)) break;
            if (!faults_.keeps_more()) return;
        }
    }

    /// Sets a value as the event will; false, with a fault, where it cannot.
    bool set_one(Json& values, const std::string& path, Json value, const std::string& place) {
        const std::size_t before = faults_.count();
        try {
            const FoundPath found = find_path(values, path);
            if (refuse_what_stays(found, place)) return false;
            const bool is_value = found.field != nullptr && found.field->type != FieldType::Group;
            if (is_value) value = complete_value(value, *found.field, place, origins_, money_kind_of(values), faults_);
            if (faults_.count() > before) return false;
            Json changed = values;
            if (is_value)
                changed.at(Json::json_pointer(found.pointer)) = std::move(value);
            else
                set_path(changed, path, value);
            for (const OnlyFromDay0& stays : only_from_day_0(values, changed)) {
                refuse_at(place, in_quotes(path_of(values, stays.pointer)), kCanChange, std::string(stays.why));
                return false;
            }
            values = std::move(changed);
        } catch (const InvalidScenario& invalid) {
            for (const Fault& fault : invalid.faults) refuse_at(place, fault.found, fault.allowed, fault.hint);
            return false;
        }
        return true;
    }

    bool refuse_what_stays(const FoundPath& found, const std::string& place) {
        const bool is_of_day = found.pointer.starts_with("/market/") || found.pointer.starts_with("/models/");
        const bool is_name = found.field != nullptr && found.field->name == kNameField;
        std::string_view why = why_only_from_day_0(found.pointer);
        if (why.empty() && is_name) why = "Reports and other parameters go by this name for the whole run.";
        if (is_of_day && why.empty()) return false;
        refuse_at(place, in_quotes(found.path), kCanChange, std::string(why));
        return true;
    }

    /// That what is in force on each day agrees with itself. Pre: every event is right by itself.
    void check_days_in_force() {
        std::set<const Scenario*> seen;
        const Timeline timeline(scenario_);
        for (const Timeline::Span& span : timeline.spans()) {
            const bool is_known = span.scenario.get() == &timeline.base() || !seen.insert(span.scenario.get()).second;
            if (is_known) continue;
            Scenario in_force = *span.scenario;
            in_force.timeline.clear();
            Faults of_day;
            check(in_force, Origins{}, of_day);
            if (of_day.empty()) check_money(in_force, write(in_force), Origins{}, of_day);
            if (of_day.empty()) continue;
            refuse_at(below(below("", kTimelineField), event_of(span.day)),
                      fmt::format("values that contradict each other on day {}: {}", span.day,
                                  to_string(of_day.kept().front())),
                      "events after which the scenario still agrees with itself");
            return;
        }
    }

    /// The event with which something new is in force on a day.
    [[nodiscard]] std::size_t event_of(std::int64_t day) const {
        const std::vector<Occurrence> all = occurrences_of(scenario_);
        for (const bool ends : {false, true})
            for (const Occurrence& occurrence : all)
                if (std::max<std::int64_t>(0, ends ? occurrence.until : occurrence.from) == day)
                    return occurrence.event;
        return 0;
    }

    void refuse(std::string_view field, std::string found, std::string allowed) {
        refuse_at(below(pointer_, field), std::move(found), std::move(allowed));
    }
    void refuse_at(const std::string& pointer, std::string found, std::string allowed, std::string hint = "") {
        const Origin origin = origins_.around(pointer);
        faults_.add({.file = origin.file,
                     .line = origin.line,
                     .path = pointer,
                     .found = std::move(found),
                     .allowed = std::move(allowed),
                     .hint = std::move(hint)});
    }

    const Scenario& scenario_;
    const Json& resolved_;
    const Origins& origins_;
    Faults& faults_;
    std::string pointer_;  ///< of the event at hand
};

}  // namespace

void check_timeline(const Scenario& scenario, const Json& resolved, const Origins& origins, Faults& faults) {
    EventChecker(scenario, resolved, origins, faults).check_all();
}

}  // namespace pasar
