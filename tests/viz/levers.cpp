// Levers: all of the scenario's parameters, found by words, with sliders that never leave what is allowed.
#include "viz/levers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "scenarios/currency.h"
#include "scenarios/faults.h"
#include "scenarios/folder.h"
#include "scenarios/settings.h"
#include "viz/policy_switches.h"
#include "viz/slider_scale.h"

using namespace pasar;

namespace {

LoadedScenario shipped(const std::string& name) { return load_scenario(scenario_folder().value() / name); }

WorldLever lever_at(const std::vector<WorldLever>& levers, std::string_view path) {
    const auto found = std::find_if(levers.begin(), levers.end(), [&](const WorldLever& l) { return l.path == path; });
    REQUIRE(found != levers.end());
    return *found;
}

PolicySwitch policy(const std::vector<PolicySwitch>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const PolicySwitch& p) { return p.name == name; });
    REQUIRE(found != all.end());
    return *found;
}

/// A setting for the scenario as a whole, of a path as the session has it.
std::string setting(const std::string& path, const std::string& value, std::size_t model) {
    const std::string whole = path.starts_with("model.") ? "models." + std::to_string(model) + path.substr(5) : path;
    return whole + "=" + value;
}

}  // namespace

TEST_CASE("every number of scenario, market and the world's model is a lever, and of no other model") {
    const LoadedScenario scenario = shipped("c2c-or-b2c.json");
    REQUIRE(scenario.scenario.models.size() >= 2);
    const auto levers = levers_of(scenario, scenario, 1);
    std::size_t numbers = 0;
    for (const std::string& path : numeric_paths(*scenario.resolved)) {
        const bool is_others =
            path.starts_with("models.") && !path.starts_with("models." + scenario.scenario.models[1].name);
        // The worlds of a window share one currency; events are changed in their list.
        numbers += is_others || path == "currency_digits" || path.starts_with("timeline.") ? 0 : 1;
    }
    CHECK(std::count_if(levers.begin(), levers.end(), [](const WorldLever& l) { return is_numeric(l.type); }) ==
          static_cast<std::ptrdiff_t>(numbers));
    CHECK(std::none_of(levers.begin(), levers.end(), [](const WorldLever& l) { return l.is_changed; }));

    const WorldLever commission = lever_at(levers, "model.revenue.commission");
    CHECK(commission.label == "commission");
    CHECK(commission.group == "model, revenue");
    CHECK(commission.unit == "share of price");
    CHECK(commission.says.find("platform keeps") != std::string_view::npos);
    CHECK(commission.why_only_from_day_0.empty());
    CHECK(lever_at(levers, "market.buyers").why_only_from_day_0.find("day 0") != std::string_view::npos);
}

TEST_CASE("a lever that was moved is marked, and remembers its place in the file") {
    const LoadedScenario file = shipped("c2c-or-b2c.json");
    const std::vector<std::string> sets{"models.0.revenue.commission=0.21"};
    const auto levers = levers_of(with_settings(file, sets), file, 0);
    const WorldLever commission = lever_at(levers, "model.revenue.commission");
    CHECK(commission.is_changed);
    CHECK(commission.number == 0.21);
    CHECK(commission.number_in_file == file.scenario.models[0].revenue.commission);
    CHECK(std::count_if(levers.begin(), levers.end(), [](const WorldLever& l) { return l.is_changed; }) == 1);
}

TEST_CASE("levers are found by the end of a path, by words of their sentence, by an entry's name and by a choice") {
    const LoadedScenario scenario = shipped("c2c-or-b2c.json");
    const auto levers = levers_of(scenario, scenario, 0);
    const auto first = [&](std::string_view words) {
        const auto found = find_levers(levers, words);
        REQUIRE_FALSE(found.empty());
        return levers[found.front()].path;
    };
    CHECK(first("commission") == "model.revenue.commission");
    CHECK(first("Revenue.Commission") == "model.revenue.commission");
    CHECK(first("delivery attempts goes back") == "model.fulfilment.attempts");
    CHECK(first("escrow held until delivery") == "model.protection.kind");
    const auto of_courier = find_levers(levers, "courier a loss");
    REQUIRE_FALSE(of_courier.empty());
    CHECK(levers[of_courier.front()].path == "market.couriers.Courier A.loss");
    CHECK(find_levers(levers, "").size() == levers.size());
    CHECK(find_levers(levers, "no such words at all").empty());
}

TEST_CASE("a slider at any place gives a value that may be set, and grows from left to right") {
    for (const char* name : {"c2c-or-b2c.json", "cod-and-smart-logistics.json", "lemons.json"}) {
        const LoadedScenario scenario = shipped(name);
        for (const WorldLever& lever : levers_of(scenario, scenario, 0)) {
            if (!is_numeric(lever.type)) continue;
            CAPTURE(lever.path);
            const SliderScale scale = scale_of(lever);
            double last = -INFINITY;
            for (int step = 0; step <= 40; ++step) {
                const double value = value_at(scale, step / 40.0);
                REQUIRE(value >= lever.min);
                REQUIRE(value <= lever.max);
                REQUIRE(value >= last);
                if (scale.is_whole) REQUIRE(value == std::round(value));
                last = value;
            }
            CHECK(last > value_at(scale, 0.0));
            // Where the value stands the slider comes back to it, within a step.
            const double again = value_at(scale, position_of(scale, lever.number));
            CHECK(std::abs(again - lever.number) <=
                  0.006 * std::max(std::abs(lever.number), scale.is_logarithmic ? 0.0 : scale.high - scale.low) +
                      (scale.is_whole ? 0.5 : 1e-12));
        }
    }
}

TEST_CASE("a slider over money moves by the smallest unit of its currency") {
    WorldLever price{.type = FieldType::Money, .min = 0.0, .max = 1e12, .number = 9.5, .number_in_file = 9.5};
    price.decimals = 2;
    const SliderScale cents = scale_of(price);
    CHECK_FALSE(cents.is_whole);
    for (int step = 0; step <= 200; ++step) {
        const double value = value_at(cents, step / 200.0);
        CHECK(is_amount(value, 2));
        CHECK(is_amount(std::stod(setting_text(cents, value)), 2));
    }
    CHECK(value_at(cents, position_of(cents, 9.5)) == 9.5);
    price.decimals = 0;
    CHECK(scale_of(price).is_whole);
}

TEST_CASE("a small probability has a slider that is fine where it stands; a share runs evenly over all of its range") {
    WorldLever loss{.min = 0.0, .max = 1.0, .number = 0.002, .number_in_file = 0.002};
    const SliderScale fine = scale_of(loss);
    CHECK(fine.is_logarithmic);
    CHECK(value_at(fine, 0.0) == 0.0);
    CHECK(value_at(fine, 1.0) == doctest::Approx(0.2));
    CHECK(value_at(fine, position_of(fine, 0.002)) == 0.002);
    const WorldLever share{.min = 0.0, .max = 1.0, .number = 0.5, .number_in_file = 0.5};
    CHECK_FALSE(scale_of(share).is_logarithmic);
    CHECK(value_at(scale_of(share), 0.25) == 0.25);
    loss.number = 0.9;  // set by hand beyond the slider: it grows
    CHECK(value_at(scale_of(loss), 1.0) == 0.9);
}

TEST_CASE("an entry of a list has another like it, or is taken out, and the scenario stays valid") {
    const LoadedScenario scenario = shipped("c2c-or-b2c.json");
    const std::vector<ListEntry> entries = list_entries(scenario, 0);
    CHECK(entries.size() >= 20);
    std::size_t taken_out = 0;
    for (const ListEntry& entry : entries) {
        CAPTURE(entry.group);
        if (!entry.with_another.empty()) {
            const LoadedScenario more =
                with_settings(scenario, std::vector{setting(entry.list_path, entry.with_another, 0)});
            const std::vector<ListEntry> now = list_entries(more, 0);
            CHECK(now.size() > entries.size());
            CHECK(
                std::any_of(now.begin(), now.end(), [&](const ListEntry& e) { return e.group == entry.group + " 2"; }));
        }
        try {
            const LoadedScenario less =
                with_settings(scenario, std::vector{setting(entry.list_path, entry.without, 0)});
            CHECK(list_entries(less, 0).size() < entries.size());
            ++taken_out;
        } catch (const InvalidScenario&) {  // something else names it, or it is the last one
        }
    }
    CHECK(taken_out >= 10);
    const auto ramadan = std::find_if(entries.begin(), entries.end(),
                                      [](const ListEntry& e) { return e.group == "market, season, Ramadan"; });
    REQUIRE(ramadan != entries.end());
    // What was not touched counts as unchanged, whatever its number is now.
    const LoadedScenario less = with_settings(scenario, std::vector{setting(ramadan->list_path, ramadan->without, 0)});
    for (const WorldLever& lever : levers_of(less, scenario, 0)) CHECK_MESSAGE(!lever.is_changed, lever.path);
    CHECK(ramadan->why_only_from_day_0.empty());
}

TEST_CASE("turning a policy switch and turning it back is the file again") {
    const LoadedScenario file = shipped("cod-and-smart-logistics.json");
    for (const PolicySwitch& one : policy_switches(file, file, 0)) {
        CAPTURE(one.name);
        REQUIRE(one.why_not.empty());
        const std::vector<std::string> turn{setting(one.path, one.turned, 0)};
        const LoadedScenario turned = with_settings(file, turn);
        const PolicySwitch now = policy(policy_switches(turned, file, 0), one.name);
        CHECK(now.is_on != one.is_on);
        const std::vector<std::string> turn_back{setting(now.path, now.turned, 0)};
        const PolicySwitch back = policy(policy_switches(with_settings(turned, turn_back), file, 0), one.name);
        CHECK(back.is_on == one.is_on);
    }
    const LoadedScenario without = shipped("fraud-and-escrow.json");
    CHECK_FALSE(policy(policy_switches(without, without, 0), "Cash on delivery").is_on);
    CHECK_FALSE(policy(policy_switches(without, without, 0), "Escrow").is_on);
    CHECK(policy(policy_switches(without, without, 1), "Escrow").is_on);
}

TEST_CASE("levers are called and found in Indonesian, and in English as well") {
    if (!is_spoken(Language::Indonesian)) return;
    const LoadedScenario scenario = shipped("c2c-or-b2c.json");
    const auto levers = levers_of(scenario, scenario, 0);
    const auto found = [&](std::string_view words) {
        std::vector<std::string> paths;
        for (const std::size_t i : find_levers(levers, words, Language::Indonesian)) paths.push_back(levers[i].path);
        return paths;
    };
    const auto holds = [](const std::vector<std::string>& paths, std::string_view path) {
        return std::find(paths.begin(), paths.end(), path) != paths.end();
    };
    CHECK(holds(found("komisi"), "model.revenue.commission"));
    CHECK(holds(found("Commission"), "model.revenue.commission"));
    CHECK(holds(found("kurir A hilang"), "market.couriers.Courier A.capacity_per_day") == false);
    CHECK(holds(found("kurir A rusak"), "market.couriers.Courier A.damage"));
    CHECK(holds(found("rekening bersama"), "model.protection.kind"));
    CHECK(find_levers(levers, "rekening bersama").empty());

    const WorldLever damage = lever_at(levers, "market.couriers.Courier A.damage");
    CHECK(damage.group == "market, couriers, Courier A");
    const LeverNames words = words_of(damage, Language::Indonesian);
    CHECK(words.label == "kerusakan");
    CHECK(words.group == "pasar, kurir, Kurir A");
    CHECK(words.unit == "per paket");
    CHECK(allowed_in(Language::Indonesian, damage) == "bilangan dari 0 sampai 1");
    CHECK(words_of(damage, Language::English).group == damage.group);
    CHECK(allowed_in(Language::English, damage) == damage.allowed);
    const WorldLever handover = lever_at(levers, "model.fulfilment.handover");
    CHECK(allowed_in(Language::Indonesian, handover) == "antar sendiri, dijemput");
    CHECK(choice_in(Language::English, "drop_off") == "drop_off");
    CHECK(words_of(lever_at(levers, "market.seller_types.honest.units"), Language::Indonesian).group ==
          "pasar, jenis penjual, jujur");
}
