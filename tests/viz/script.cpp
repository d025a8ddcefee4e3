// How a world came to be: changes of one day, and of lists and their entries on different days.
#include "viz/script.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/folder.h"
#include "viz/levers.h"

using namespace pasar;

namespace {

std::shared_ptr<const Script> shipped() {
    return std::make_shared<const Script>(
        std::make_shared<const LoadedScenario>(load_scenario(scenario_folder().value() / "c2c-or-b2c.json")), 0);
}

const Scenario& on(const Script& script, std::int64_t day) { return script.scenario_on(day)->scenario; }

}  // namespace

TEST_CASE("what an entry of a list is changed to stays when the whole list is said on a later day") {
    const auto script = shipped();
    const std::vector<ListEntry> entries = list_entries(script->base(), 0);
    const auto season = std::find_if(entries.begin(), entries.end(),
                                     [](const ListEntry& entry) { return entry.list_path == "market.season"; });
    REQUIRE(season != entries.end());
    const auto longer = script->with({30, "market.season", season->with_another});
    const std::size_t seasons = on(*script, 0).market.season.size();
    CHECK(on(*longer, 30).market.season.size() == seasons + 1);
    const std::string name = on(*script, 0).market.season[0].name;
    const auto changed = longer->with({0, "market.season." + name + ".factor", "2.5"});
    CHECK(on(*changed, 0).market.season[0].factor == 2.5);
    CHECK(on(*changed, 30).market.season.size() == seasons + 1);
    CHECK(on(*changed, 30).market.season[0].factor == 2.5);
}

TEST_CASE("shares that are changed together add up, and a lever of another entry leaves them as they are") {
    const auto script = shipped();
    const auto& payments = script->base().scenario.market.payments;
    std::vector<Change> shares;
    for (const Setting& setting :
         with_others_giving_way(script->base(), "market.payments." + payments[0].name + ".preferred", "0.5"))
        shares.push_back({30, setting.path, setting.value});
    CHECK(shares.size() == payments.size());
    const auto moved = script->with(shares)->with({0, "market.payments." + payments[1].name + ".fee_rate", "0.05"});
    CHECK(on(*moved, 30).market.payments[0].preferred == 0.5);
    CHECK(on(*moved, 0).market.payments[0].preferred == payments[0].preferred);
    for (const std::int64_t day : {0, 30}) CHECK(on(*moved, day).market.payments[1].fee_rate == 0.05);
    double sum = 0.0;
    for (const auto& payment : on(*moved, 30).market.payments) sum += payment.preferred;
    CHECK(sum == doctest::Approx(1.0));
}
