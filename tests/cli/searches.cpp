// pasar break-even, map and best from outside: what they refuse, and an answer that is known beforehand.
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "scenarios/csv_reader.h"
#include "tests/cli/program.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

using Words = std::vector<std::string>;

const std::string kCommission = "models.Marketplace.revenue.commission=0.02:0.9";

Outcome ask(const TemporaryFolder& folder, const Words& words) {
    folder.write("small.json", small_scenario());
    return run_pasar(words, folder.path());
}

void check_refused(const Words& words, std::string_view reason) {
    const TemporaryFolder folder;
    const Outcome outcome = ask(folder, words);
    CHECK(outcome.exit_code == 2);
    INFO(outcome.err);
    CHECK(outcome.err.find(reason) != std::string::npos);
    CHECK(folder.names().size() == 1);  // the scenario alone
}

}  // namespace

TEST_CASE("the same store with other fixed costs breaks even where the fixed costs are the same") {
    // Two equal stores in the same world differ by nothing but what the lever says: 0.7 million a day.
    const TemporaryFolder folder;
    folder.write("twins.json", R"({"extends": "presets/indonesia.json", "days": 20, "replications": 3,
        "market": {"buyers": 1000}, "models": [
            {"name": "One", "extends": "presets/online_store.json", "costs": {"fixed_per_day": 100}},
            {"name": "Two", "extends": "presets/online_store.json", "costs": {"fixed_per_day": 700000}}]})");
    const Outcome outcome =
        run_pasar({"break-even", "twins.json", "--vary", "models.One.costs.fixed_per_day=0:2000000", "--out", "answer"},
                  folder.path());
    REQUIRE(outcome.exit_code == 0);
    CHECK(outcome.out.find("One is ahead below a fixed per day of") != std::string::npos);
    const CsvTable curve = read_csv(folder / "answer" / "curve.csv");
    CHECK(curve.text(0, curve.column("unit")) == "IDR");
    const CsvTable table = read_csv(folder / "answer" / "break_even.csv");
    REQUIRE(table.rows() == 1);
    CHECK(table.text(0, table.column("answer")) == "crossing");
    CHECK(table.number(0, table.column("crossing")) == doctest::Approx(700'000).epsilon(1e-9));
    CHECK(table.number(0, table.column("confidence_low")) == doctest::Approx(700'000).epsilon(1e-5));
    CHECK(table.text(0, table.column("ahead_below")) == "One");
    CHECK(table.text(0, table.column("ahead_above")) == "Two");
}

TEST_CASE("arguments that cannot be used are refused in a sentence, before anything is written") {
    check_refused({"break-even", "small.json"}, "give --vary PATH=low:high once");
    check_refused({"break-even", "small.json", "--vary", kCommission, "--model", "Marketplace"},
                  "name two with --model");
    check_refused({"break-even", "small.json", "--vary", kCommission, "--replications", "1"},
                  "at least two replications");
    check_refused({"map", "small.json", "--vary", kCommission}, "give --vary PATH=low:high twice");
    check_refused({"map", "small.json", "--vary", kCommission, "--vary", kCommission}, "two different parameters");
    check_refused({"best", "small.json"}, "best needs a parameter to set");
    check_refused({"best", "small.json", "--vary", kCommission, "--vary", kCommission}, "is given twice");
    check_refused({"best", "small.json", "--model", "Own store", "--vary", kCommission},
                  "a parameter of another model than Own store");
    check_refused({"best", "small.json", "--vary", kCommission, "--subject-to", "nps=0"}, "expected MEASURE>=VALUE");
    check_refused({"best", "small.json", "--vary", kCommission, "--subject-to", "nbs>=0"}, "did you mean \"nps\"?");
    check_refused({"best", "small.json", "--vary", kCommission, "--measure", "voice_share"}, "neither more nor less");
    check_refused({"best", "small.json", "--vary", "models.Marketplace.revenue.comission=0:1"},
                  "did you mean \"commission\"?");
}
