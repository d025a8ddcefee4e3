// What people really type: bare names, Windows paths, pipes, numbers with marks, names with blanks, old questions.
#include <doctest/doctest.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/csv_reader.h"
#include "tests/run_program.h"
#include "tests/says.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

/// What pasar says when it refuses.
std::string refusal(const TemporaryFolder& folder, const Words& words) {
    const Outcome outcome = run_pasar(words, folder.path());
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out == "");
    return outcome.err;
}

}  // namespace

TEST_CASE("every command finds a shipped scenario by its name, and new lists them so") {
    const TemporaryFolder folder;
    for (const Words& words :
         {Words{"validate", "c2c-or-b2c", "lemons"}, Words{"show", "c2c-or-b2c"},
          Words{"run", "lemons", "--set", "days=2", "--set", "market.buyers=50", "--replications", "2"}})
        CHECK(run_pasar(words, folder.path()).exit_code == 0);
    CHECK(fs::exists(folder / "results/lemons-run/kpis.csv"));
    const Outcome list = run_pasar({"new"}, folder.path());
    CHECK(says(list.out, "compare NAME"));
    CHECK(says(list.out, "\nc2c-or-b2c "));
    CHECK(run_pasar({"new", "presets/indonesia.json"}, folder.path()).exit_code == 0);
    CHECK(run_pasar({"new", "lemons.json"}, folder.path()).exit_code == 0);
    CHECK(says(refusal(folder, {"compare", "c2c-or-b2b"}),
               "found no such file; allowed: a JSON file; did you mean \"c2c-or-b2c\"?"));
    // A file here comes first.
    folder.write("lemons.json", small_scenario());
    CHECK(says(run_pasar({"new", "lemons", "--out", "mine.json"}, folder.path()).out, "mine.json is written"));
    CHECK(says(run_pasar({"validate", "mine.json"}, folder.path()).out, "2 models, 365 days, 10 replications"));
    CHECK(says(run_pasar({"validate", "lemons"}, folder.path()).out, "OK  lemons.json: "));
}

TEST_CASE("a path of Windows and a slip in a path are understood or told") {
    const TemporaryFolder folder;
    folder.write("scn/market.json", small_scenario());
    CHECK(run_pasar({"validate", "scn\\market.json"}, folder.path()).exit_code == 0);
    CHECK(says(refusal(folder, {"compare", "scn/markt.json"}), "did you mean \"scn/market.json\"?"));
    CHECK(says(refusal(folder, {"sweep", "scn/market.json", "--design", "sobl"}), "did you mean \"sobol\"?"));
    folder.write("points.csv", "market.buyers\n5\n");
    CHECK(says(refusal(folder, {"sweep", "scn/market.json", "--design", "point.csv"}), "did you mean \"points.csv\"?"));
    CHECK(says(refusal(folder, {"report", "resluts"}), "resluts is no folder"));
}

TEST_CASE("a pipe is a scenario as good as a file, though it is looked at more than once") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const std::string command = "cd '" + folder.path().string() + "' && mkfifo pipe && (cat small.json > pipe &)";
    REQUIRE(std::system(command.c_str()) == 0);
    const Outcome outcome = run_pasar({"why", "pipe", "--cause", "late", "--replications", "2"}, folder.path());
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
}

TEST_CASE("what the shell took apart is asked for in quotation marks") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    CHECK(says(refusal(folder, {"compare", "small.json", "--set", "models.Own", "store.supply.markup=0.2"}),
               "found store.supply.markup=0.2 after --set; what holds blanks is written in quotation marks: --set "
               "'models.Own store.supply.markup=0.2'"));
    CHECK(says(refusal(folder, {"run", "--model", "Own", "store", "small.json"}), "--model 'Own store'"));
    CHECK(says(refusal(folder, {"best", "small.json", "--vary", "models.Marketplace.revenue.commission=0.01:0.2",
                                "--subject-to", "nps"}),
               "--subject-to 'nps>=0'"));
    CHECK(says(refusal(folder, {"compare", "small.json", "other.json"}), "found other.json, one word too many"));
}

TEST_CASE("numbers on the command line are read as people type them, or refused with both readings") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const auto show = [&](const std::string& setting) {
        return run_pasar({"show", "small.json", "--set", setting}, folder.path()).out;
    };
    CHECK(says(show("market.buyers=100.000"), "market.buyers = 100000  (--set)"));
    CHECK(says(show("models.0.revenue.commission=0,08"), "commission = 0.08  (--set)"));
    CHECK(says(refusal(folder, {"show", "small.json", "--set", "market.leaving.alpha=1.500"}),
               "can be read as 1.5 and as 1500"));
    CHECK(
        says(refusal(folder, {"compare", "small.json", "--worth", "orders=1.500"}), "can be read as 1.5 and as 1500"));
    const auto worth = [&](const std::string& value) {
        return refusal(folder, {"compare", "small.json", "--worth", value});
    };
    CHECK(says(worth("nps=Rp 5"), "found \"Rp 5\", an amount of money; nps is from -100 to 100"));
    CHECK(says(worth("contribution=USD 5"), "an amount in another currency; money of this scenario is in IDR"));
    CHECK(says(worth("conversion=5 %"), "found \"5 %\", a percentage; 5 % is written 0.05"));
    CHECK(says(refusal(folder, {"best", "small.json", "--vary", "models.Marketplace.revenue.commission=0.01:0.2",
                                "--subject-to", "nps>=Rp 5"}),
               "found \"Rp 5\", an amount of money"));
    CHECK(says(refusal(folder, {"best", "small.json", "--vary", "market.leaving.alpha=1.500:2.500"}),
               "as the low end of the range, which can be read as 1.5 and as 1500"));
    const Outcome sweep = run_pasar({"sweep", "small.json", "--vary", "market.buyers=1.000,1.500", "--replications",
                                     "2", "--set", "days=2", "--out", "swept"},
                                    folder.path());
    CHECK_MESSAGE(sweep.exit_code == 0, sweep.err);
    const CsvTable runs = read_csv(folder / "swept/runs.csv");
    CHECK(runs.number(0, runs.column("market.buyers")) >= 1000);
    folder.write("points.csv",
                 "market.buyers;models.Marketplace.revenue.commission\r\n1.000;0,08\r\n1.500;0,1\r\n;\r\n");
    const Outcome design = run_pasar({"sweep", "small.json", "--design", "points.csv", "--replications", "2", "--set",
                                      "days=2", "--out", "designed"},
                                     folder.path());
    CHECK_MESSAGE(design.exit_code == 0, design.err);
    const CsvTable designed = read_csv(folder / "designed/runs.csv");
    const std::size_t commission = designed.column("models.Marketplace.revenue.commission");
    CHECK((designed.number(0, commission) == 0.08 || designed.number(0, commission) == 0.1));
}

TEST_CASE("a market without buyers is refused by every command") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    for (const char* command : {"run", "compare", "why", "sensitivity", "show", "validate", "bench"})
        CHECK(says(refusal(folder, {command, "small.json", "--set", "market.buyers=0"}),
                   "--set: /market/buyers: found 0; allowed: a whole number from 1 to 1000000000 (buyer)"));
}

TEST_CASE("a lesson that does not fit what was set is told and left out, and the run goes on") {
    const TemporaryFolder folder;
    folder.write(
        "taught.json",
        small_scenario(
            R"("lesson": [{"title": "One", "prediction": {"measure": "orders", "model": "Own store", "high": 5}}])"));
    const Outcome outcome =
        run_pasar({"run", "taught.json", "--set", R"(models=[{"name": "Alone"}])", "--out", "r"}, folder.path());
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    CHECK(says(outcome.err, "pasar: the lesson does not fit this scenario and is left out: "));
}

TEST_CASE("measures, columns, tables and commands are explained as parameters are") {
    const TemporaryFolder folder;
    const auto explained = [&](const Words& words) {
        const Outcome outcome = run_pasar(words, folder.path());
        CHECK(outcome.exit_code == 0);
        return outcome.out;
    };
    const std::string contribution = explained({"explain", "contribution"});
    CHECK(
        contribution.starts_with("contribution (key figure, in kpis.csv, summary.csv, comparison.csv and runs.csv)\n"));
    CHECK(contribution.find("column of") == std::string::npos);
    CHECK(says(explained({"explain", "retention", "rate"}), "retention_rate (key figure"));
    CHECK(explained({"explain", "profit"}).starts_with("contribution (key figure"));
    CHECK(says(explained({"explain", "orders_on_delivery"}), "orders_on_delivery (column of daily.csv"));
    CHECK(says(explained({"explain", "compare"}), "compare (command)\n    runs all models in identical worlds"));
    CHECK(says(explained({"explain", "segments.csv"}), "segments.csv (table)\n    a row is a customer segment"));
    CHECK(says(explained({"explain", "market.couriers.loss"}), "market.couriers[].loss\n"));
    CHECK(says(explained({"explain", "courier"}), "market.couriers[].loss\n"));
    CHECK(says(refusal(folder, {"explain", "contributon"}), "did you mean contribution?"));
    CHECK(says(refusal(folder, {"explain", ""}), "nothing is called"));
}

TEST_CASE("tables for a spreadsheet with a decimal comma hold the same, and are reported, resumed and made again") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const auto made = [&](const Words& words) {
        const Outcome outcome = run_pasar(words, folder.path());
        CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
        return outcome;
    };
    static_cast<void>(made({"compare", "small.json", "-q", "--out", "en"}));
    static_cast<void>(made({"compare", "small.json", "-q", "--csv-locale", "id", "--out", "id"}));
    std::size_t tables = 0;
    for (const auto& entry : fs::directory_iterator(folder / "id")) {
        if (entry.path().extension() != ".csv") continue;
        ++tables;
        const std::string name = entry.path().filename().string();
        const CsvTable comma = read_csv(entry.path()), point = read_csv(folder / "en" / name);
        CHECK_MESSAGE(comma.separator == ';', name);
        CHECK_MESSAGE(comma.header == point.header, name);
        CHECK_MESSAGE(comma.cells == point.cells, name);
    }
    CHECK(tables > 10);
    CHECK(says(contents(folder / "id/summary.csv"), ";"));
    CHECK(contents(folder / "id/summary.csv").find("0.") == std::string::npos);

    const std::string page = contents(folder / "id/report.html");
    const std::string workbook = contents(folder / "id/report.xlsx");
    static_cast<void>(made({"report", "id"}));
    CHECK(contents(folder / "id/report.html") == page);
    CHECK(contents(folder / "id/report.xlsx") == workbook);

    static_cast<void>(made({"run", "id/manifest.json", "-q", "--out", "again"}));
    CHECK(contents(folder / "again/daily.csv") == contents(folder / "id/daily.csv"));
    CHECK(contents(folder / "again/comparison.csv") == contents(folder / "id/comparison.csv"));
    CHECK(says(refusal(folder, {"compare", "small.json", "--csv-locale", "fr"}), "found fr, expected en, id or de"));
}

TEST_CASE("report of an unfinished result names --resume") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Outcome stopped =
        run_pasar_and_send(2, {"compare", "small.json", "--replications", "400", "--out", "r", "-q"}, folder.path(), 2);
    REQUIRE(stopped.exit_code == 130);
    for (const char* name : {"r", "r.unfinished", "r.unfinished/"})
        CHECK(says(refusal(folder, {"report", name}),
                   "is not finished; go on with: pasar compare --resume r.unfinished"));
}

TEST_CASE("money after --worth and --subject-to may have its currency beside it") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const Words short_run{"--set", "days=4", "--set", "market.buyers=300", "--replications", "2"};
    Words compare{"compare", "small.json", "--worth", "contribution=Rp 150.000.000.000", "--out", "compared"};
    compare.insert(compare.end(), short_run.begin(), short_run.end());
    const Outcome compared = run_pasar(compare, folder.path());
    CHECK_MESSAGE(compared.exit_code == 0, compared.err);
    CHECK(says(compared.out, "practically the same"));
    const CsvTable table = read_csv(folder / "compared/comparison.csv");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text(row, 0) != "contribution") continue;
        CHECK(table.number(row, table.column("worth")) == 150e9);
        CHECK(table.text(row, table.column("verdict")) == "practically the same");
    }
    Words best{"best",     "small.json", "--vary",       "models.Marketplace.revenue.commission=0.01:0.2",
               "--points", "3",          "--subject-to", "gmv>=Rp 1.000",
               "--out",    "set"};
    best.insert(best.end(), short_run.begin(), short_run.end());
    const Outcome found = run_pasar(best, folder.path());
    CHECK_MESSAGE(found.exit_code == 0, found.err);
    CHECK(says(found.out, "Wanted GMV of at least"));
}

TEST_CASE("an answer that hangs on what nobody in the market answers to, or on too small a market, says so") {
    const TemporaryFolder folder;
    folder.write("small.json", small_scenario());
    const std::string commission = "models.Marketplace.revenue.commission=0.02:0.3";
    const auto told = [&](Words words) {
        words.insert(words.end(),
                     {"--set", "days=3", "--replications", "2", "--set", "market.sellers.gives_up_per_day=0"});
        const Outcome outcome = run_pasar(words, folder.path());
        CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
        std::string text = outcome.out;
        std::replace(text.begin(), text.end(), '\n', ' ');
        return text;
    };
    const auto fixed = [](Words words) {
        words.insert(words.end(), {"--set", "market.sellers.pricing=fixed"});
        return words;
    };
    constexpr const char* kSellers = "Sellers neither raise prices nor leave because of commission";
    for (const Words& words : {Words{"sweep", "small.json", "--vary", commission + ":2"},
                               Words{"best", "small.json", "--vary", commission, "--points", "3"},
                               Words{"break-even", "small.json", "--vary", commission, "--steps", "2"},
                               Words{"map", "small.json", "--vary", commission, "--vary",
                                     "models.Own store.supply.markup=0.1:0.2", "--steps", "2"}})
        CHECK(says(told(fixed(words)), kSellers));
    CHECK(told({"sweep", "small.json", "--vary", commission + ":2"}).find(kSellers) ==
          std::string::npos);  // there they pass it on
    const std::string markup = told({"sweep", "small.json", "--vary", "models.Own store.supply.markup=0.1,0.2"});
    CHECK(markup.find(kSellers) == std::string::npos);
    // 2,000 of the 100,000 buyers that the preset is sized for.
    CHECK(says(markup, "2,000 of the 100,000 buyers"));
    const std::string compared = told({"compare", "small.json"});
    CHECK(says(compared, "1 server instead of 0.08"));
    CHECK(compared.find(kSellers) == std::string::npos);  // a store has no commission to differ in
    CHECK(told({"compare", "small.json", "--set", "market.sized_for=0"}).find("sized_for") == std::string::npos);
    // Two marketplaces that differ by it.
    folder.write("two.json", R"({"name": "Two", "extends": "presets/indonesia.json", "market": {"buyers": 500},
        "models": [{"name": "Eight", "extends": "presets/c2c_marketplace.json"},
                   {"name": "Twelve", "extends": "presets/c2c_marketplace.json", "revenue": {"commission": 0.12}}]})");
    CHECK(says(told(fixed({"compare", "two.json"})), kSellers));
}
