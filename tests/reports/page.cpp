#include "reports/page/page.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "reports/page/page_assets.h"
#include "reports/page/page_days.h"
#include "reports/page/page_parts.h"
#include "reports/page/page_source.h"
#include "reports/page/page_subscriptions.h"
#include "reports/result/tables.h"
#include "scenarios/csv_reader.h"
#include "scenarios/read.h"
#include "sim/world/run.h"
#include "tests/says.h"
#include "tests/temporary_folder.h"

using namespace pasar;
using namespace pasar::testing;
using pasar::testing::contents;
using pasar::testing::TemporaryFolder;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kHostile = "</script><img src=x onerror=alert(1)> & \\\"own\\\" 🛒";

/// A marketplace and a store for 40 days, the store's name being what somebody wrote who means no good.
LoadedScenario small_market(std::int64_t replications, std::int64_t days = 40) {
    const std::string text = R"({"name": "Which <b>one</b>?", "extends": "presets/indonesia.json", "days": )" +
                             std::to_string(days) + R"(, "market": {"buyers": 400}, "replications": )" +
                             std::to_string(replications) + R"(, "models": [
        {"name": "=Marketplace", "extends": "presets/c2c_marketplace.json"},
        {"name": ")" + kHostile +
                             R"(", "extends": "presets/online_store.json"}]})";
    return load_scenario_text(text);
}

Json manifest_for(const LoadedScenario& loaded) {
    return {{"version", "0.0"},
            {"command", "compare"},
            {"scenario_file", "market.json"},
            {"scenario_sha256", "abc"},
            {"seed", 7},
            {"replications", loaded.scenario.replications},
            {"answer", {"The <store> earns more."}},
            {"scenario", *loaded.resolved}};
}

/// Runs the models and leaves their tables in the folder, as pasar compare does.
void run_into(const TemporaryFolder& folder, const LoadedScenario& loaded) {
    ResultTables tables(folder.path(), loaded.scenario);
    ReplicateOptions options;
    for (std::size_t model = 0; model < loaded.scenario.models.size(); ++model) options.models.push_back(model);
    options.sink = [&](RunResult&& result) { tables.add(result); };
    (void)tables.finish(compare(loaded.scenario, options), loaded.scenario.models.size() > 1);
}

std::string page_of(const TemporaryFolder& folder, const Json& manifest) {
    (void)write_page(folder.path(), manifest);
    return contents(folder / "report.html");
}

std::size_t count_of(const std::string& page, std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + text.size())) ++count;
    return count;
}

std::string section_of(const std::string& page, const std::string& id) {
    const std::size_t begin = page.find("<section id=\"" + id + "\"");
    REQUIRE(begin != std::string::npos);
    return page.substr(begin, page.find("</section>", begin) - begin);
}

/// The page without its script and its data: what is read where no script runs.
std::string without_scripts(std::string page) {
    for (std::size_t begin = page.find("<script"); begin != std::string::npos; begin = page.find("<script")) {
        page.erase(begin, page.find("</script>", begin) + 9 - begin);
    }
    return page;
}

}  // namespace

TEST_CASE("the page of a comparison has every section, and a table beside each chart") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2);
    run_into(folder, loaded);
    const std::string page = without_scripts(page_of(folder, manifest_for(loaded)));
    for (const char* id : {"answer", "ranking", "differences", "days", "distributions", "visits", "journey", "cohorts",
                           "complaints", "losses", "models", "reproduce"}) {
        CAPTURE(id);
        const std::size_t begin = page.find("<section id=\"" + std::string(id) + "\"");
        REQUIRE(begin != std::string::npos);
        CHECK(says(page, "<a href=\"#" + std::string(id) + "\">"));
        const std::string section = page.substr(begin, page.find("</section>", begin) - begin);
        const bool cards = std::string_view(id) == "answer";
        CHECK(count_of(section, cards ? "<li class=\"card" : "<table>") >= 1);
        CHECK(count_of(section, "<table>") >= count_of(section, "<figure"));
        CHECK(count_of(section, "<figure") == count_of(section, "<figcaption>"));
    }
    CHECK(says(page, "<p class=\"verdict\">The &lt;store&gt; earns more.</p>"));
    CHECK(says(page, "<html lang=\"en\">"));
    CHECK(count_of(page, "<h1>") == 1);
    CHECK(count_of(page, "<caption>") == count_of(page, "<table>"));
    CHECK(says(page, "pasar run manifest.json"));
    CHECK(says(page, "protection.kind"));  // escrow here, money back there
}

TEST_CASE("what differs shows no value that a model has no use for") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2);
    run_into(folder, loaded);
    const std::string models = section_of(without_scripts(page_of(folder, manifest_for(loaded))), "models");
    const auto row_of = [&](const std::string& parameter) {
        const std::size_t begin = models.find(">" + parameter + "</th>");
        if (begin == std::string::npos) return std::string();
        return models.substr(begin, models.find("</tr>", begin) - begin);
    };
    CHECK(says(row_of("revenue.commission"), "<td>–</td>"));  // of the store, which has no sellers
    CHECK(says(row_of("supply.sellers"), "<td>–</td>"));
    CHECK_FALSE(says(row_of("supply.sellers"), "2,000"));  // the default, which the store has and does not use
}

TEST_CASE("each key figure is told once, and a smallest difference that matters is named") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2, 75);
    run_into(folder, loaded);
    Json manifest = manifest_for(loaded);
    manifest["options"] = {{"worth", {{"delivery_success_rate", 0.05}}}};
    const std::string page = without_scripts(page_of(folder, manifest));
    CHECK_FALSE(says(section_of(page, "ranking"), "contribution per month"));
    CHECK(says(section_of(page, "ranking"), "contribution a month"));
    CHECK(says(section_of(page, "answer"), " percentage points of delivery success rate"));
    CHECK(says(section_of(page, "differences"), " percentage points of delivery success rate"));
    CHECK_FALSE(says(section_of(page, "differences"), "-1 %"));
    CHECK(says(section_of(page, "differences"), " of 2</td>"));  // replications won
}

TEST_CASE("complained and silent add up to the failures of a row as shown, also where they are few") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(3);
    run_into(folder, loaded);
    const std::string section = section_of(without_scripts(page_of(folder, manifest_for(loaded))), "complaints");
    std::size_t rows = 0;
    for (std::size_t at = section.find("<tr><th scope=\"row\">"); at != std::string::npos;
         at = section.find("<tr><th scope=\"row\">", at + 1)) {
        const std::string row = section.substr(at, section.find("</tr>", at) - at);
        std::vector<std::string> cells;
        for (std::size_t cell = row.find("<td"); cell != std::string::npos; cell = row.find("<td", cell + 1)) {
            const std::size_t begin = row.find('>', cell) + 1;
            cells.push_back(row.substr(begin, row.find("</td>", begin) - begin));
        }
        REQUIRE(cells.size() == 8);
        const auto number = [&](std::size_t place) {
            std::string text = cells[place];
            std::erase(text, ',');
            return std::stod(text);
        };
        CHECK(number(2) == doctest::Approx(number(3) + number(4)));
        if (std::isfinite(number(2)) && number(2) > 0.0 && number(3) > 0.0) ++rows;
    }
    CHECK(rows > 0);
}

TEST_CASE("names from a scenario stay text in the page, wherever they are shown") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2);
    run_into(folder, loaded);
    const std::string page = page_of(folder, manifest_for(loaded));
    CHECK_FALSE(says(page, "<img"));
    CHECK_FALSE(says(page, "<b>"));
    CHECK(says(page, "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;own&quot;"));
    CHECK(says(page, "<title>Which &lt;b&gt;one&lt;/b&gt;?</title>"));
    CHECK_FALSE(says(page, "'=Marketplace"));  // the apostrophe is the tables' alone
    // Two script elements, the data and the bundle, or none where Pasar was built without npm.
    CHECK(count_of(page, "</script") == (page_script().empty() ? 0U : 2U));
    if (page_script().empty()) return;
    const std::size_t begin = page.find('>', page.find("<script type=\"application/json\"")) + 1;
    const Json data = Json::parse(page.substr(begin, page.find("</script>", begin) - begin));
    CHECK(data["models"][1] == "</script><img src=x onerror=alert(1)> & \"own\" 🛒");
}

TEST_CASE("the page asks for nothing from outside and allows no script but its own") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(1);
    run_into(folder, loaded);
    const std::string page = page_of(folder, manifest_for(loaded));
    CHECK(says(page, "default-src 'none'"));
    for (const std::string outside :
         {"<img", "<link", "<iframe", "<object", "@import", "url(", "http://", "https://"}) {
        CAPTURE(outside);
        CHECK_FALSE(says(without_scripts(page), outside));
    }
}

TEST_CASE("the same folder gives the same bytes, and the record says what they are") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(1);
    run_into(folder, loaded);
    const FileRecord first = write_page(folder.path(), manifest_for(loaded));
    const FileRecord second = write_page(folder.path(), manifest_for(loaded));
    CHECK(first.name == "report.html");
    CHECK(first.sha256 == second.sha256);
    CHECK(first.sha256 == sha256_of(contents(folder / "report.html")));
}

TEST_CASE("a single replication has no interval, and the page says so without numbers that are none") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(1);
    run_into(folder, loaded);
    const std::string page = without_scripts(page_of(folder, manifest_for(loaded)));
    CHECK(says(page, "<li>1 replication</li>"));
    CHECK_FALSE(says(page, "nan"));
    CHECK_FALSE(says(page, "(– to –)"));
}

TEST_CASE("the days of the page are those of daily.csv: means and intervals over replications") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(3);
    run_into(folder, loaded);
    const PageSource source = read_page_source(folder.path(), manifest_for(loaded));
    const PageDays days = read_page_days(source);
    REQUIRE(days.fine.length_days == 1);
    REQUIRE(days.fine.count == 40);
    REQUIRE(period_measures()[0].label == "orders");
    std::vector<double> orders_of_day_5;
    double orders_of_run = 0.0;
    const CsvTable daily = read_csv(folder / "daily.csv");
    for (std::size_t row = 0; row < daily.rows(); ++row) {
        if (daily.text(row, daily.column("model")) != "=Marketplace") continue;
        const double orders = daily.number(row, daily.column("orders"));
        orders_of_run += orders / 3.0;
        if (daily.whole(row, daily.column("day")) == 5) orders_of_day_5.push_back(orders);
    }
    const RunningMean& cell = days.fine.at(0, 0, 5);
    CHECK(cell.count() == 3);
    CHECK(cell.mean() == doctest::Approx(mean(orders_of_day_5)));
    CHECK(cell.interval().low == doctest::Approx(student_interval(orders_of_day_5).low));
    CHECK(cell.interval().high == doctest::Approx(student_interval(orders_of_day_5).high));
    CHECK(days.total(0, "orders") == doctest::Approx(orders_of_run));
    CHECK(orders_of_run > 0.0);
    double everyone = 0.0;
    for (std::size_t stage = 0; stage < journey_stages().size(); ++stage) {
        everyone += days.stages[stage * days.fine.count + 39].mean();
    }
    CHECK(everyone == doctest::Approx(400.0));
}

TEST_CASE("the tables of a study are shown even when they are long, and tell what was left out") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(1);
    std::string curve =
        "path,value,measure,unit,model,baseline,replications,difference,confidence_low,confidence_high\n";
    for (int value = 0; value < 1000; ++value) {
        curve += "market.buyers," + std::to_string(value) + ",contribution,IDR,A,B,4,1,0,2\n";
    }
    folder.write("curve.csv", curve);
    folder.write("break_even.csv",
                 "path,measure,model,baseline,answer,crossing,confidence_low,confidence_high,direction\n"
                 "market.buyers,contribution,A,B,no crossing in this range,,,,rising\n");
    const std::string page = without_scripts(page_of(folder, manifest_for(loaded)));
    CHECK(says(page, "<section id=\"break-even\""));
    CHECK(says(page, "no crossing in this range"));
    CHECK(says(page, "300 of 1,000 rows"));
    CHECK(says(page, "<td class=\"n\">999</td>"));
}

TEST_CASE("a table that cannot be read is a fault with its place, not a page with holes") {
    const TemporaryFolder folder;
    folder.write("summary.csv",
                 "model,measure,unit,mean,standard_deviation,confidence_low,confidence_high,replications\n"
                 "A,orders,order,many,1,1,1,1\n");
    CHECK_THROWS_AS((void)write_page(folder.path(), manifest_for(small_market(1))), BadTable);
    CHECK_THROWS_AS((void)write_page(folder.path(), Json{{"command", "run"}}), BadTable);
}

namespace {

/// What a section's chart is drawn from.
Json chart_of(const std::string& page, const std::string& chart) {
    const std::size_t begin = page.find('>', page.find("<script type=\"application/json\"")) + 1;
    return Json::parse(page.substr(begin, page.find("</script>", begin) - begin))["charts"][chart];
}

}  // namespace

TEST_CASE("cards, tables and charts tell what adds up for the time of the verdict: a month") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2, 75);
    run_into(folder, loaded);
    const Json manifest = manifest_for(loaded);
    const std::string page = page_of(folder, manifest);
    CHECK(says(section_of(page, "answer"), "<h3>platform contribution a month</h3>"));
    CHECK(says(section_of(page, "answer"),
               "told by the month (30 days), and money for the whole run as well; the CSV tables hold the whole run, "
               "75 days"));
    CHECK(says(section_of(page, "ranking"), ">orders a month</th>"));
    CHECK(says(section_of(page, "visits"), "Visits and orders a month"));
    CHECK(says(section_of(page, "complaints"), "Failed orders a month"));
    const PageSource source = read_page_source(folder.path(), manifest);
    const CsvTable summary = read_csv(folder / "summary.csv");
    for (std::size_t row = 0; row < summary.rows(); ++row) {
        const bool sum = summary.text(row, 1) == "orders";
        if (!sum && summary.text(row, 1) != "conversion") continue;
        const std::size_t model = source.position_of(summary.text(row, 0));
        const double mean = summary.number(row, summary.column("mean"));
        CHECK(source.measure(summary.text(row, 1))->models[model].mean ==
              doctest::Approx(sum ? mean * 30.0 / 75.0 : mean));
    }
    // Money of the whole run stands beside it, on cards and in a table of its own.
    CHECK(says(section_of(page, "answer"), ">in all 75 days: "));
    CHECK(says(section_of(page, "ranking"), "Money in all 75 days, the best first"));
    // A short run says little of a month: then all is told for its days.
    const TemporaryFolder other;
    const LoadedScenario brief = small_market(2, 40);
    run_into(other, brief);
    CHECK(says(page_of(other, manifest_for(brief)), "<h3>platform contribution in 40 days</h3>"));
}

TEST_CASE("differences of shares are percentage points, and units agree in number") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(3);
    run_into(folder, loaded);
    const std::string page = without_scripts(page_of(folder, manifest_for(loaded)));
    const std::string differences = section_of(page, "differences");
    CHECK(says(differences, "percentage points"));
    CHECK_FALSE(says(differences, "% of visits"));
    CHECK(says(differences, "<td>points</td>"));  // NPS
    CHECK(says(differences, "<td>buyers</td>"));
    CHECK(says(section_of(page, "answer"), "<span>percentage points</span>"));
    CHECK(says(page, "<li>400 buyers</li>"));
}

TEST_CASE("every pair of four models is told, with how many pairs of runs stand behind it") {
    const TemporaryFolder folder;
    const std::string marketplace = R"({"extends": "presets/c2c_marketplace.json", "name": ")";
    const LoadedScenario loaded = load_scenario_text(
        R"({"name": "Four", "extends": "presets/indonesia.json", "days": 20, "market": {"buyers": 200}, "replications": 2,
            "models": [)" +
        marketplace + "A\"}," + marketplace + "B\"}," + marketplace + "C\"}," + marketplace + "D\"}]}");
    run_into(folder, loaded);
    Json manifest = manifest_for(loaded);
    const std::string differences = section_of(without_scripts(page_of(folder, manifest)), "differences");
    CHECK(says(differences, "6 pairs of models, each over 2 replications"));
    CHECK(count_of(differences, "<tr><th scope=\"row\">orders in 20 days</th>") == 6);
    CHECK(says(differences, ">pairs</th>"));
    manifest["options"] = {{"against", "A"}};
    CHECK(says(page_of(folder, manifest), "differs from A"));
}

TEST_CASE("a card's means are those of the pairs, so that they differ by its difference, and says how many there are") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(5);
    folder.write("summary.csv",
                 "model,measure,unit,mean,standard_deviation,confidence_low,confidence_high,replications,few_events\n"
                 "A,nps,point,17,1,16,18,5,no\nB,nps,point,19,1,18,20,3,no\n");
    folder.write("comparison.csv",
                 "measure,unit,model,baseline,model_mean,baseline_mean,difference,confidence_low,confidence_high,"
                 "replications,share_won,correlation,variance_reduction,verdict,few_events\n"
                 "nps,point,B,A,19,27,-8,-9,-7,3,0,0.5,0.5,worse,yes\n");
    const std::string page = without_scripts(page_of(folder, manifest_for(loaded)));
    const std::string cards = section_of(page, "answer");
    CHECK(says(cards, "-8.0 <span>points</span>"));
    CHECK(says(cards, "B: 19.0 points"));
    CHECK(says(cards, "A: 27.0 points"));
    CHECK(says(cards, "95 % interval -9.0 to -7.0, approximate (few events), 3 of 5 replications"));
    CHECK(says(section_of(page, "differences"), "-8.0 (-9.0 to -7.0) ≈</td>"));
}

TEST_CASE("a month that the run cut short is marked, in cohorts and over time") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2, 75);
    run_into(folder, loaded);
    const std::string page = page_of(folder, manifest_for(loaded));
    CHECK(says(section_of(page, "days"), "60 to 74 (15 of 30 days)"));
    CHECK(says(section_of(page, "days"), ">30 to 59</td>"));
    CHECK(says(section_of(page, "cohorts"), ">2 (15 of 30 days)</td>"));
    CHECK(says(section_of(page, "cohorts"), " *</td>"));
    const Json cohorts = chart_of(page, "cohorts");
    for (const Json& cell : cohorts.at("cells")) CHECK((cell[4] == 1) == (cell[1].get<int>() + cell[2].get<int>() < 2));
    CHECK(chart_of(page, "series")["views"][0]["part"] == 15);
    // Of whole months nothing is marked.
    const TemporaryFolder whole;
    const LoadedScenario months = small_market(2, 60);
    run_into(whole, months);
    const std::string unmarked = page_of(whole, manifest_for(months));
    CHECK_FALSE(says(section_of(unmarked, "cohorts"), "*"));
    CHECK_FALSE(says(section_of(unmarked, "days"), "of 30 days)"));
}

TEST_CASE("days of warm-up are named, shaded in charts over time, and in no sum") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2, 75);
    run_into(folder, loaded);
    Json manifest = manifest_for(loaded);
    manifest["scenario"]["warm_up"] = 10;
    const std::string page = page_of(folder, manifest);
    CHECK(says(section_of(page, "answer"), "The 10 days before, days 0 to 9, are warm-up"));
    CHECK(says(section_of(page, "days"), "0 to 29, partly warm-up"));
    CHECK(chart_of(page, "series")["warm_up"] == 10);
    CHECK(chart_of(page, "journey")["warm_up"] == 10);
    const PageSource source = read_page_source(folder.path(), manifest);
    const CsvTable daily = read_csv(folder / "daily.csv");
    double orders = 0.0;
    for (std::size_t row = 0; row < daily.rows(); ++row) {
        if (daily.text(row, 0) == "=Marketplace" && daily.whole(row, daily.column("day")) >= 10)
            orders += daily.number(row, daily.column("orders")) / 2.0;
    }
    CHECK(read_page_days(source).total(0, "orders") == doctest::Approx(orders));
}

TEST_CASE("a study's page speaks as its verdict does: per cent, short names, a month, units and intervals") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(1, 90);
    folder.write("curve.csv",
                 "path,value,measure,unit,model,baseline,replications,difference,confidence_low,confidence_high\n"
                 "models.=Marketplace.revenue.commission,0.05,contribution,IDR,A,B,4,30000000,21000000,39000000\n"
                 "models.=Marketplace.revenue.commission,0.2,contribution,IDR,A,B,4,-60000000,-69000000,-51000000\n"
                 "models.=Marketplace.revenue.commission,0.05,retention_rate,share per month,A,B,4,0.01,0.005,0.015\n");
    folder.write("break_even.csv",
                 "path,measure,model,baseline,answer,crossing,confidence_low,confidence_high,direction\n"
                 "models.=Marketplace.revenue.commission,contribution,A,B,crossing,0.1,0.08,0.12,falling\n");
    const std::string page = page_of(folder, manifest_for(loaded));
    const std::string section = section_of(page, "break-even");
    CHECK(says(section, "commission (% of price)"));
    CHECK(says(section, "<code>models.=Marketplace.revenue.commission</code>"));
    CHECK(says(section, ">10.0 (8.0 to 12.0)</td>"));
    CHECK(says(section, ">commission, % of price</th>"));
    CHECK(says(section, ">platform contribution a month</td>"));
    CHECK(says(section, ">million IDR a month</td>"));
    CHECK(says(section, ">+10.0 (+7.0 to +13.0)</td>"));
    CHECK(says(section, ">percentage points</td>"));
    const Json chart = chart_of(page, "curve");
    CHECK(chart["columns"]["value"] == Json({5.0, 20.0, 5.0}));
    CHECK(chart["columns"]["difference"] == Json({10.0, -20.0, 1.0}));
    CHECK(chart["parameters"]["models.=Marketplace.revenue.commission"]["name"] == "commission");
    CHECK(chart["measures"]["contribution"]["difference_amount"] == "million IDR a month");
    CHECK(chart["measures"]["retention_rate"]["difference_amount"] == "percentage points");
}

TEST_CASE("a tornado's page has the paired effects of both ends, and Sobol's shares are per cent") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(1, 90);
    folder.write(
        "tornado.csv",
        "model,baseline,measure,unit,path,path_unit,low,high,now,base,at_low,at_low_low,at_low_high,at_high,"
        "at_high_low,at_high_high,low_effect,low_effect_low,low_effect_high,high_effect,high_effect_low,"
        "high_effect_high,swing,swing_low,swing_high\n"
        "A,,retention_rate,share per month,models.A.revenue.commission,share of price,0.05,0.2,0.08,0.9,0.91,0.8,"
        "1,0.88,0.8,0.95,0.01,0.005,0.015,-0.02,-0.03,-0.01,-0.03,-0.04,-0.02\n");
    folder.write(
        "sobol.csv",
        "model,baseline,measure,unit,path,path_unit,low,high,first_order,first_order_low,first_order_high,total,"
        "total_low,total_high,variance,luck_share\n"
        "A,,retention_rate,share per month,models.A.revenue.commission,share of price,0.05,0.2,0.5,0.4,0.6,0.7,"
        "0.6,0.8,1,0.01\n");
    const std::string page = page_of(folder, manifest_for(loaded));
    const std::string section = section_of(page, "sensitivity");
    CHECK(says(section, ">91.00 (80.00 to 100.00)</td>"));
    CHECK(says(section, ">-2.00 (-3.00 to -1.00) percentage points</td>"));
    CHECK(says(section, ">low end, % of price</th>"));
    CHECK(says(section, "<td class=\"n\">5</td><td class=\"n\">20</td><td class=\"n\">8</td>"));
    CHECK(says(section, ">50.0 (40.0 to 60.0)</td>"));
    CHECK(chart_of(page, "tornado")["columns"]["high_effect"] == Json({-2.0}));
    CHECK(chart_of(page, "sobol")["columns"]["total"] == Json({70.0}));
}

TEST_CASE("any number is told to five digits with thousands separated") {
    CHECK(any_number(1234567.0) == "1,234,600");
    CHECK(any_number(12.5) == "12.5");
    CHECK(any_number(-0.000123456) == "-0.00012346");
    CHECK(any_number(0.0) == "0");
    CHECK(any_number(100.0) == "100");
}

TEST_CASE("events of the timeline have a table and marks in charts over days; without a timeline there is neither") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2);
    run_into(folder, loaded);
    Json manifest = manifest_for(loaded);
    const std::string without = page_of(folder, manifest);
    CHECK(count_of(without, "id=\"events\"") == 0);
    CHECK_FALSE(chart_of(without, "series").contains("events"));
    CHECK_FALSE(says(without_scripts(without), "timeline"));
    manifest["scenario"]["timeline"] = Json::parse(R"([
        {"name": "<b>strike</b>", "day": 10, "until": 20, "shock": {"kind": "courier_strike"}},
        {"name": "stolen", "date": "01-15", "shock": {"kind": "data_breach", "model": "=Marketplace"}}])");
    const std::string page = page_of(folder, manifest);
    const std::string section = section_of(page, "events");
    CHECK(says(section, "&lt;b&gt;strike&lt;/b&gt;"));
    CHECK(says(section, "days 10 to 19"));
    CHECK(says(section, "2026-01-15"));
    CHECK(says(section, "courier strike (share 1)"));
    for (const char* const chart : {"series", "journey"}) {
        const Json events = chart_of(page, chart)["events"];
        REQUIRE(events.size() == 2);
        CHECK(events[0]["day"] == 10);
        CHECK(events[0]["until"] == 20);
        CHECK(events[0]["models"].empty());
        CHECK(events[1]["day"] == 14);
        CHECK_FALSE(events[1].contains("until"));
        CHECK(events[1]["models"] == Json::array({0}));
    }
}

TEST_CASE("the bids of one auction of each model that sells by auction stand in a section of their own") {
    const LoadedScenario loaded = load_scenario_text(
        R"({"name": "Auction or not", "extends": "presets/indonesia.json", "days": 40, "market": {"buyers": 4000},
            "replications": 2, "models": [
            {"name": "Fixed", "extends": "presets/c2c_marketplace.json"},
            {"name": "Hammer", "extends": "presets/auction_house.json"}]})");
    const TemporaryFolder folder;
    run_into(folder, loaded);
    Json manifest = manifest_for(loaded);
    const std::string page = page_of(folder, manifest);
    const std::string section = section_of(without_scripts(page), "auctions");
    // As many rows as bids, of the replication that has more of them.
    std::array<std::size_t, 2> bids{};
    CsvReader reader(folder / "bids.csv");
    while (reader.next()) {
        CHECK(reader.text(reader.column("model")) == "Hammer");
        ++bids.at(static_cast<std::size_t>(reader.whole(reader.column("replication")) - 1));
    }
    const std::size_t most = std::max(bids[0], bids[1]);
    REQUIRE(most > 1);
    CHECK(count_of(section, "<tr>") == most + 1);
    CHECK(says(section, "Hammer ("));
    CHECK(says(section, std::to_string(most) + " bids of "));
    CHECK(says(section, fmt::format("of replication {}", bids[1] > bids[0] ? 2 : 1)));
    CHECK_FALSE(says(section, "Fixed"));
    CHECK(says(page, "\"auctions\":[{\"model\":1,"));
    CHECK_FALSE(says(section, "nan"));
}

TEST_CASE("a page on which nothing is sold by auction does not speak of bids") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2);
    run_into(folder, loaded);
    const std::string page = without_scripts(page_of(folder, manifest_for(loaded)));
    CHECK_FALSE(says(page, "auctions\""));
    CHECK_FALSE(says(page, "chart-bids"));
    CHECK_FALSE(says(page, "Bids of"));
}

namespace {

/// Plans whose bills fail, a feed, and a store that has neither, for 100 days.
LoadedScenario plans_and_feed() {
    return load_scenario_text(
        R"({"name": "Plans or feed", "extends": "presets/indonesia.json", "days": 100, "timeline": [], "replications": 2,
            "market": {"buyers": 3000, "sized_for": 3000, "season": [], "wishes": {"rate_per_day": 0.2},
                       "categories": [{"name": "film", "share": 1, "reference_price": 20000}]},
            "models": [
            {"name": "Plans", "extends": "presets/subscription.json", "subscription": {"trial_days": 0, "retries": 0,
             "plans": [{"name": "Month", "price": 50000, "quality": 0.7, "cost_per_period": 20000}]}},
            {"name": "Feed", "extends": "presets/content_community.json"},
            {"name": "Store", "extends": "presets/online_store.json"}]})");
}

}  // namespace

TEST_CASE("subscribers and readers have sections that speak of those models alone that have any") {
    const LoadedScenario loaded = plans_and_feed();
    const TemporaryFolder folder;
    run_into(folder, loaded);
    const Json manifest = manifest_for(loaded);
    const std::string page = page_of(folder, manifest);
    const PageSource source = read_page_source(folder.path(), manifest);
    const std::vector<ShownSubscriptions> shown = read_shown_subscriptions(source);
    REQUIRE(shown.size() == 1);
    CHECK(shown[0].model == 0);
    CHECK(shown[0].replications == 2);
    REQUIRE(shown[0].months.size() == 4);  // the last is of ten days

    // What the tables hold, added up here: first payments are the sum over replications and months.
    double first_payments = 0.0, ends = 0.0;
    CsvReader cohorts(folder / "subscriber_cohorts.csv");
    while (cohorts.next())
        if (cohorts.text(cohorts.column("model")) == "Plans" && cohorts.whole(cohorts.column("renewal")) == 0)
            first_payments += cohorts.number(cohorts.column("renewed"));
    CsvReader months(folder / "subscriptions.csv");
    while (months.next())
        if (months.text(months.column("model")) == "Plans" && months.whole(months.column("month")) == 3)
            ends += months.number(months.column("bridge_end"));
    const std::vector<RetentionPoint> curve = shown[0].curve();
    REQUIRE(curve.size() >= 3);
    CHECK(first_payments > 100.0);
    CHECK(curve[0].due == first_payments);
    CHECK(curve[2].kept < curve[2].without_failures);  // no bill that failed was tried again
    CHECK(shown[0].months[3].end == doctest::Approx(ends / 2.0));
    double at = shown[0].months[0].start;
    for (const RevenueBridge& month : shown[0].months)
        for (std::size_t step = 0; step < kRevenueSteps; ++step) at += month.change(step);
    CHECK(at == doctest::Approx(shown[0].months[3].end));

    const std::string subscribers = section_of(without_scripts(page), "subscribers");
    CHECK(says(subscribers, "Plans: "));
    CHECK(says(subscribers, "if no bill had failed"));
    CHECK(says(subscribers, "3 (10 of 30 days)"));
    CHECK(says(subscribers, "days 0 to 99"));
    CHECK_FALSE(says(subscribers, "Feed: "));
    CHECK_FALSE(says(subscribers, "nan"));
    CHECK(count_of(subscribers, "<figure") == 4);
    CHECK(count_of(subscribers, "<table") == 3);
    const std::string readers = section_of(without_scripts(page), "readers");
    CHECK(count_of(readers, "<figure") == 1);
    CHECK(count_of(readers, "<table") == 1);
    CHECK(says(readers, "stickiness, % of readers"));
    // Of three measures four periods each, and neither plans nor a store have readers.
    CHECK(count_of(readers, "<tr>") == 1 + 3 * 4);
    CHECK(count_of(readers, ">–<") == 2 * 3 * 4);
    // They are not among the measures of all.
    CHECK_FALSE(says(section_of(without_scripts(page), "days"), "stickiness"));
    CHECK_FALSE(says(section_of(without_scripts(page), "days"), "paying subscribers"));
}

TEST_CASE("where there are no plans and no feed, the page does not speak of subscribers or readers") {
    const TemporaryFolder folder;
    const LoadedScenario loaded = small_market(2);
    run_into(folder, loaded);
    const std::string page = without_scripts(page_of(folder, manifest_for(loaded)));
    for (const char* const word : {"\"subscribers\"", "\"readers\"", "chart-retention", "chart-revenue"})
        CHECK_FALSE_MESSAGE(says(page, word), word);
}
