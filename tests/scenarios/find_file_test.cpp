// Files as people name them on a command line.
#include "scenarios/find_file.h"

#include "tests/scenarios/helpers.h"

using namespace pasar;

TEST_CASE("a scenario is found by its bare name in the scenario folder, after files where one stands") {
    const TemporaryFolder shipped, here;
    const ScenarioFolderIs folder(shipped.path());
    shipped.write("lemons.json", "{}");
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(here.path());
    CHECK(find_scenario("lemons") == shipped / "lemons.json");
    CHECK(find_scenario("lemons.json") == shipped / "lemons.json");
    CHECK(find_scenario("elsewhere/lemons") == "elsewhere/lemons");
    CHECK(find_scenario("none") == "none");
    CHECK(find_scenario("") == "");
    here.write("lemons/notes.txt", "");  // a folder is no scenario
    CHECK(find_scenario("lemons") == shipped / "lemons.json");
    std::filesystem::remove_all(here / "lemons");
    here.write("lemons.json", "{}");
    CHECK(find_scenario("lemons") == "lemons.json");
    CHECK(find_scenario("lemons.json") == "lemons.json");
    here.write("lemons", "{}");
    CHECK(find_scenario("lemons") == "lemons");
    here.write("inner/pears.json", "{}");
    CHECK(find_scenario("inner\\pears.json") == "inner/pears.json");
    CHECK(find_scenario("inner\\pears") == "inner/pears.json");
    here.write("a\\b.json", "{}");
    CHECK(find_scenario("a\\b.json") == "a\\b.json");
    CHECK(find_path_typed("inner\\pears.json") == "inner/pears.json");
    std::filesystem::current_path(before);
}

TEST_CASE("the beginning of a name is enough to be told the rest") {
    CHECK(hint_for_missing("auction-or-fixed", ".json") == "did you mean \"auction-or-fixed-price\"?");
}

TEST_CASE("the nearest name is told where there is nothing") {
    const TemporaryFolder shipped, here;
    const ScenarioFolderIs folder(shipped.path());
    shipped.write("c2c-or-b2c.json", "{}");
    here.write("scenarios/my-market.json", "{}");
    here.write("scenarios/notes.txt", "");
    const auto hint = [&](const char* path) { return hint_for_missing(here / path, ".json"); };
    const std::string meant = "did you mean \"" + (here / "scenarios/my-market.json").string() + "\"?";
    CHECK(hint("scenarios/my-markt.json") == meant);
    CHECK(hint("scenario/my-market.json") == meant);
    CHECK(hint("scenarios/note.txt") == "");
    CHECK(hint_for_missing("c2c-or-b2b", ".json") == "did you mean \"c2c-or-b2c\"?");
    CHECK(hint_for_missing("C:\\Users\\Ani\\my.json", ".json") == "this looks like a path of Windows");
    CHECK(hint_for_missing(here / "scenari", "") == "did you mean \"" + (here / "scenarios").string() + "\"?");
}
