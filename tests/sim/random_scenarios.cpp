// Markets of which every number was drawn from what is allowed: whatever the mix, a run ends, its books agree, and what
// it counts can be. PASAR_RANDOM=5000 runs that many of them; PASAR_RANDOM_FIRST=N begins with number N.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <random>

#include "scenarios/faults.h"
#include "scenarios/form.h"
#include "scenarios/read.h"
#include "scenarios/write.h"
#include "sim/counts/measures.h"
#include "sim/memory/room.h"
#include "sim/world/compete.h"
#include "sim/world/run.h"
#include "sim/world/world.h"
#include "tests/sim/markets.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

using Json = nlohmann::ordered_json;

/// Draws numbers for a scenario, the same ones for the same seed.
class Draw {
public:
    explicit Draw(std::uint32_t seed) : dice_(seed) {}

    Json scenario() {
        const bool own = chance(0.3);
        Scenario base = lively_market(own           ? SupplyKind::Own
                                      : chance(0.3) ? SupplyKind::Hybrid
                                                    : SupplyKind::Sellers,
                                      static_cast<ProtectionKind>(below(kCountOf<ProtectionKind>)));
        base.firm.goods = {FirmGoodsSpec{.name = "novel", .category = "books", .listings = 2},
                           FirmGoodsSpec{.name = "phone", .category = "phones"}};
        base.models[0].subscription = {.plans = {{.name = "month", .price = {50'000}, .cost_per_period = {10'000}},
                                                 {.name = "week", .price = {20'000}, .period_days = 7, .quality = 0.8}},
                                       .trial_days = chance(0.5) ? 5 : 0};
        if (chance(0.15)) base.models[0].matching.kind = MatchingKind::Subscription;
        Json json = write(base);
        // Most numbers stay in most markets: where all are odd at once, nothing happens any more.
        odd_ = chance(0.2) ? 0.9 : 0.05 + 0.3 * uniform();
        visit(json, scenario_form());
        keep_it_small(json);
        agree(json);
        return json;
    }

    /// Several models for one world, which take their market from the first.
    Json competition() {
        Json json = scenario();
        const std::size_t most = chance(0.1) ? kMaxPlatforms : 1 + below(4);
        const auto text = [](const Json& model, const char* group) { return model[group]["kind"].get<std::string>(); };
        const bool booked = text(json["models"][0], "matching") == "booking";
        for (std::size_t further = 1; further < most; ++further) {
            const Json other = scenario();
            Json model = other["models"][0];
            const std::string kind = text(model, "matching");
            if (kind == "feed" || (kind == "booking") != booked) continue;
            model["name"] = "Rival " + std::to_string(further);
            if (kind == "subscription") {
                json["firm"] = other["firm"];
                json["for"] = "usual";
            }
            if (text(model, "fulfilment") == "digital") json["market"]["payments"][0]["on_delivery"] = false;
            json["models"].push_back(std::move(model));
        }
        for (Json& model : json["models"]) {
            Json& competition = model["competition"];
            if (competition["opens_on"] > 0 && chance(0.8)) competition["opens_on"] = below(json["days"]);
            if (chance(0.3)) competition["initially_aware"] = uniform();
        }
        return json;
    }

private:
    double uniform() { return std::uniform_real_distribution<double>(0.0, 1.0)(dice_); }
    bool chance(double share) { return uniform() < share; }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(dice_()) % end; }

    void visit(Json& object, const Form& form) {
        for (const Field& field : form.fields) {
            Json& value = object[std::string(field.name)];
            if (field.name == kLessonField) continue;
            if (field.type == FieldType::Group) {
                visit(value, *field.form);
            } else if (field.type == FieldType::List) {
                for (Json& entry : value) visit(entry, *field.form);
            } else if (chance(odd_)) {
                if (is_numeric(field.type)) value = number(field, value.get<double>());
                if (field.type == FieldType::Switch) value = chance(0.5);
                // A kind of seller is the name of its entry.
                if (field.type == FieldType::Choice && &field != &form.fields.front())
                    value = field.choices[below(field.choices.size())];
            }
        }
    }

    Json number(const Field& field, double now) {
        const double least = field.about.min;
        const double most = std::min(field.about.max, field.type == FieldType::Money ? 1e9 : 1e7);
        double value = now;
        switch (below(6)) {
            case 0:
                value = least;
                break;
            case 1:
                value = most;
                break;
            case 2:
                value = least + (most - least) * uniform();
                break;
            case 3:
                value = now * std::exp(4.0 * uniform() - 2.0);
                break;
            case 4:
                value = least + (most - least) * std::exp(-12.0 * uniform());
                break;
            default:
                value = now == 0.0 ? least + (most - least) * 1e-3 : 0.0;
                break;
        }
        value = std::clamp(value, least, most);
        return field.type == FieldType::Number ? Json(value)
                                               : Json(static_cast<std::int64_t>(std::max(value, std::ceil(least))));
    }

    static void at_most(Json& value, double most) {
        if (value.get<double>() > most)
            value = value.is_number_integer() ? Json(static_cast<std::int64_t>(most)) : Json(most);
    }

    void keep_it_small(Json& json) {
        const std::size_t days = chance(0.1) ? 150 + below(60) : 5 + below(50);
        json["days"] = days;
        json["currency_digits"] = 0;  // amounts are drawn whole
        json["warm_up"] = chance(0.3) ? below(days) : 0;
        json["seed"] = static_cast<std::int64_t>(dice_());
        json["replications"] = 1;
        Json& market = json["market"];
        market["buyers"] = 1 + below(chance(0.1) ? 5 : 400);
        market["sized_for"] = 0;
        at_most(market["wishes"]["rate_per_day"], chance(0.1) ? 4.0 : 0.5);
        for (Json& segment : market["segments"]) at_most(segment["wishes"], 5.0);
        Json& supply = json["models"][0]["supply"];
        at_most(supply["sellers"], 100.0);
        at_most(supply["products"], 100.0);
        for (Json& goods : json["firm"]["goods"]) at_most(goods["listings"], 30.0);
        Json& sellers = market["sellers"];
        at_most(sellers["entry_per_day"], chance(0.2) ? 0.3 : 0.01);
        at_most(sellers["registers_as_reseller"], 0.05);
        at_most(market["distributors"]["number"], 40.0);
        at_most(supply["entry"]["products_per_review"], 20.0);
    }

    /// What fields must agree on.
    void agree(Json& json) {
        Json& market = json["market"];
        for (const auto& [list, share] : {std::pair{"regions", "share"},
                                          {"categories", "share"},
                                          {"segments", "share"},
                                          {"seller_types", "share"},
                                          {"payments", "preferred"}}) {
            double sum = 0.0;
            for (const Json& entry : market[list]) sum += entry[share].get<double>();
            for (Json& entry : market[list])
                entry[share] =
                    sum > 0.0 ? entry[share].get<double>() / sum : 1.0 / static_cast<double>(market[list].size());
        }
        for (Json& season : market["season"]) at_most(season["factor"], 20.0);
        Json& voice = market["voice"];
        if (const double sum = voice["rate"].get<double>() + voice["exit_rate"].get<double>(); sum > 1.0)
            for (const char* const rate : {"rate", "exit_rate"}) voice[rate] = voice[rate].get<double>() / sum;
        Json& talk = market["word_of_mouth"];
        if (talk["promoter_from"].get<double>() < talk["detractor_below"].get<double>())
            talk["promoter_from"] = talk["detractor_below"];
        if (json["firm"]["goods"].empty() && json["for"] == "firm") json["for"] = "usual";
        json["firm"]["type"] = market["seller_types"][0]["kind"];
        Json& supply = json["models"][0]["supply"];
        if (supply["sellers"] == 0) supply["sellers"] = 1;
        // What is booked is a service.
        Json &matching = json["models"][0]["matching"]["kind"], &fulfilment = json["models"][0]["fulfilment"]["kind"];
        if (fulfilment == "service") matching = "booking";
        if (matching == "booking") {
            fulfilment = "service";
            json["firm"]["capacity_per_day"] = 0;
            for (Json& goods : json["firm"]["goods"]) at_most(goods["units"], 60'000.0);
        }
        // Plans and what is read are the platform's own. Downloads and bills are not paid at the door.
        if (matching == "subscription" || matching == "feed") {
            fulfilment = "digital";
            supply["kind"] = "own";
            supply["pricing"] = "fixed";
            json["firm"] = write(lively_market())["firm"];
            if (json["for"] == "firm") json["for"] = "usual";
        }
        if (fulfilment == "digital") market["payments"][0]["on_delivery"] = false;
        for (Json& plan : json["models"][0]["subscription"]["plans"])
            if (plan["price"] == 0) plan["price"] = 1;
        if (supply["reorder_at"].get<double>() >= supply["stock_up_to"].get<double>()) supply["reorder_at"] = 0;
        if (matching != "offers") supply["entry"]["on"] = supply["wholesale"]["on"] = false;
        if (fulfilment == "digital") supply["wholesale"]["on"] = false;
        // Who registers or lists goods does so as a reseller.
        const bool some_resell =
            std::any_of(market["seller_types"].begin(), market["seller_types"].end(),
                        [](Json& type) { return type["kind"] == "reseller" || type["buys_in_store"] == true; });
        if (!some_resell) market["sellers"]["registers_as_reseller"] = market["distributors"]["sells_here"] = 0;
    }

    std::mt19937 dice_;
    double odd_ = 0.1;
};

double share_of_settled(const DayRow& row, Count what) {
    const auto settled = static_cast<double>(row.counts[static_cast<std::size_t>(Count::Settled)]);
    const auto sum = static_cast<double>(row.counts[static_cast<std::size_t>(what)]);
    return settled > 0.0 ? sum / 1e6 / settled : 0.0;
}

/// What must hold of any market after any day; empty where all does.
std::string what_is_wrong(const Platform& p) {
    const World& m = p.world;
    const DayRow& row = p.days.back();
    const auto state = [&](State which) { return row.states[static_cast<std::size_t>(which)]; };
    for (std::size_t i = 0; i < kStates.size(); ++i)
        if (row.states[i] < 0) return fmt::format("{} is {}", kStates[i].name, row.states[i]);
    std::int64_t people = 0;
    for (std::size_t i = 0; i < 7; ++i) people += row.states[i];
    if (people != m.spec().buyers) return fmt::format("{} of {} buyers are somewhere", people, m.spec().buyers);
    if (state(State::QualityBelief) > 1'000'000) return fmt::format("quality belief {}", state(State::QualityBelief));
    if (const double share = share_of_settled(row, Count::Satisfaction); share < 0.0 || share > 1.0)
        return fmt::format("satisfaction {}", share);
    const MeasureInfo* info = kCounts.data();
    for (const std::int64_t count : row.counts) {
        if (count < 0 && info->unit != "money" && info->unit != "millionth")
            return fmt::format("{} is {}", info->name, count);
        ++info;
    }
    for (const Offer& offer : p.offers) {
        if (offer.stock < 0 || offer.price.units < 0) return "an offer of less than nothing";
        if (!(offer.inferred >= 0.0F && offer.inferred <= 1.0F)) return fmt::format("inferred {}", offer.inferred);
        if (!(offer.shown >= 0.0F && offer.shown <= 1.0F)) return fmt::format("shown {}", offer.shown);
    }
    return "";
}

/// Runs the first model, or all of them as platforms of one world.
std::string run_one(std::uint32_t number, const Json& json, bool competes) {
    std::string at = fmt::format("{} {}", competes ? "competition" : "market", number);
    try {
        const LoadedScenario loaded = load_scenario_text(json.dump());
        std::vector<std::size_t> models(competes ? loaded.scenario.models.size() : 1);
        std::iota(models.begin(), models.end(), std::size_t{0});
        if (competes && !what_forbids_competing(loaded.scenario, models).empty()) return "";
        const int threads = 1 + static_cast<int>(number % 2);
        std::optional<World> world;
        if (competes)
            world.emplace(loaded.scenario, models, 0, threads);
        else
            world.emplace(loaded.scenario, 0, 0, threads);
        for (const std::unique_ptr<Platform>& platform : world->platforms) platform->orders_sample = 0.1;
        while (world->day() < loaded.scenario.days) {
            world->step();
            at = fmt::format("{} {}, day {}", competes ? "competition" : "market", number, world->day());
            for (const std::unique_ptr<Platform>& platform : world->platforms) {
                if (const std::string wrong = what_is_wrong(*platform); !wrong.empty())
                    return fmt::format("{}, {}: {}", at, platform->model().name, wrong);
                check_room(*platform, 1e9);
            }
        }
        for (const std::unique_ptr<Platform>& platform : world->platforms) {
            const RunResult result = result_of(*platform, true);
            for (std::size_t kpi = 0; kpi < result.kpis.size(); ++kpi)
                if (std::isinf(result.kpis[kpi])) return fmt::format("{}: {} is infinite", at, kpi_info(kpi).name);
            if (!std::isfinite(platform->standing.network) || !std::isfinite(platform->standing.visits_a_month))
                return at + ": a network without measure";
            for (const float weight : platform->standing.weights)
                if (!(weight >= 0.0F && std::isfinite(weight))) return fmt::format("{}: weight {}", at, weight);
        }
    } catch (const OutOfRoom&) {  // told in a sentence; here many sellers may come in
    } catch (const BeyondCounting&) {
    } catch (const InvalidScenario& error) {
        const bool beyond_counting =
            std::string_view(error.what()).find("as far as money can be counted") != std::string_view::npos;
        if (beyond_counting) return "";
        return fmt::format("{}: drawn from what is allowed, and refused: {}", at, error.what());
    } catch (const std::exception& error) {
        return fmt::format("{}: {}", at, error.what());
    }
    return "";
}

/// The same numbers on two platforms of one world, the second with sellers, a store or both. Units and money of shops
/// that share a stock are looked at every evening (check_shared_stock, check_books).
std::string run_two(std::uint32_t number) {
    Json json = Draw(number).scenario();
    Json other = json["models"][0];
    other["name"] = "Other";
    if (other["matching"]["kind"] == "offers")
        other["supply"]["kind"] = std::array{"sellers", "own", "hybrid"}[number % 3];
    other["competition"]["opens_on"] = number % 5 == 0 ? 7 : 0;
    json["models"].push_back(other);
    constexpr std::array<std::size_t, 2> kBoth{0, 1};
    try {
        const LoadedScenario loaded = load_scenario_text(json.dump());
        if (!what_forbids_competing(loaded.scenario, {kBoth.begin(), kBoth.end()}).empty()) return "";
        World world(loaded.scenario, kBoth, 0, 1 + static_cast<int>(number % 2));
        while (world.day() < loaded.scenario.days) {
            world.step();
            for (const std::unique_ptr<Platform>& p : world.platforms) {
                for (const Offer& offer : p->offers)
                    if (offer.stock < 0) return fmt::format("pair {}, day {}: less than no stock", number, world.day());
                check_room(*p, 1e9);
            }
        }
        for (const std::unique_ptr<Platform>& p : world.platforms) (void)result_of(*p, true);
    } catch (const OutOfRoom&) {
    } catch (const BeyondCounting&) {
    } catch (const InvalidScenario&) {  // what one model allows another may not
    } catch (const std::exception& error) {
        return fmt::format("pair {}: {}", number, error.what());
    }
    return "";
}

int asked(const char* variable, int otherwise) {
    const char* const value = std::getenv(variable);
    return value != nullptr ? std::atoi(value) : otherwise;
}

}  // namespace

TEST_CASE("whatever numbers a scenario has within their ranges, its market runs and adds up") {
    const int first = asked("PASAR_RANDOM_FIRST", 1);
    for (int number = first; number < first + asked("PASAR_RANDOM", 60); ++number) {
        const std::string wrong = run_one(static_cast<std::uint32_t>(number),
                                          Draw(static_cast<std::uint32_t>(number)).scenario(), /*competes=*/false);
        CHECK_MESSAGE(wrong.empty(), wrong);
    }
}

TEST_CASE("whatever numbers a scenario has within their ranges, its models compete in one world, and each adds up") {
    const int first = asked("PASAR_RANDOM_FIRST", 1);
    for (int number = first; number < first + asked("PASAR_RANDOM", 60); ++number) {
        const auto seed = static_cast<std::uint32_t>(number);
        const std::string wrong = run_one(seed, Draw(seed + 0x4000'0000U).competition(), /*competes=*/true);
        CHECK_MESSAGE(wrong.empty(), wrong);
    }
}

TEST_CASE("whatever numbers two platforms of a world have, units and money add up") {
    const int first = asked("PASAR_RANDOM_FIRST", 1);
    for (int number = first; number < first + asked("PASAR_RANDOM", 60) / 2; ++number) {
        const std::string wrong = run_two(static_cast<std::uint32_t>(number));
        CHECK_MESSAGE(wrong.empty(), wrong);
    }
}
