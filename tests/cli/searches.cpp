// pasar break-even, map and best from outside: what they refuse, and an answer that is known beforehand.
#include <doctest/doctest.h>
#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/csv_reader.h"
#include "tests/run_program.h"
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
    check_refused({"break-even", "small.json", "--vary", kCommission, "--against", "Own shop"},
                  "--against Own shop: no such model here; there are: Marketplace, Own store");
    check_refused(
        {"sensitivity", "small.json", "--vary", kCommission, "--against", "Own store", "--model", "Own store"},
        "name the model to compare with it by --model");
}

TEST_CASE("a bound that no value can reach, or that none can miss, is refused before the search, with what was meant") {
    check_refused({"best", "small.json", "--vary", kCommission, "--subject-to", "conversion>=40"},
                  "conversion is a share of visits, from 0 to 1, so no setting has at least 40; 40 % is written 0.4");
    check_refused({"best", "small.json", "--vary", kCommission, "--subject-to", "fraud_rate<=2"},
                  "so every setting has at most 2; 2 % is written 0.02");
    check_refused({"compare", "small.json", "--worth", "conversion=5"}, "5 % is written 0.05");
}

TEST_CASE("a measure may be asked for in everyday words, and is named") {
    check_refused({"compare", "small.json", "--until-precise", "1%", "--measure", "profit"},
                  "--measure profit: no such measure; did you mean \"contribution\"");
    check_refused({"best", "small.json", "--vary", kCommission, "--measure", "churn"}, "\"churned_share\"");
    check_refused({"map", "small.json", "--vary", kCommission, "--vary", "market.trust.loss", "--measure", "sales"},
                  "\"gmv\"");
}

TEST_CASE("a search for precision that cannot begin is refused") {
    check_refused({"compare", "small.json", "--until-precise", "1%", "--most-replications", "5"},
                  "--most-replications 5: --until-precise begins with 10 replications, as fewer say too little");
    check_refused(
        {"compare", "small.json", "--until-precise", "1%", "--replications", "20", "--most-replications", "12"},
        "begins with 20 replications, as the scenario says");
    check_refused({"compare", "small.json", "--most-replications", "50"}, "say how precise");
}

TEST_CASE("of what one model never has, no command says that more replications may tell") {
    const TemporaryFolder folder;
    const Outcome even = ask(folder, {"break-even", "small.json", "--vary", kCommission, "--measure",
                                      "seller_income_gini", "--steps", "2", "--out", "even"});
    INFO(even.err);
    REQUIRE(even.exit_code == 0);
    CHECK(even.out.find("There is nothing to compare: Own store has no seller income gini") != std::string::npos);
    const CsvTable table = read_csv(folder / "even" / "break_even.csv");
    CHECK(table.text(0, table.column("answer")) == "no value");
    const Outcome map = ask(folder, {"map", "small.json", "--vary", kCommission, "--vary", "market.trust.loss=0.2:0.3",
                                     "--measure", "seller_income_gini", "--steps", "2", "--out", "map"});
    REQUIRE(map.exit_code == 0);
    std::string flowing = map.out;
    std::replace(flowing.begin(), flowing.end(), '\n', ' ');
    CHECK(flowing.find("Own store has none in any replication") != std::string::npos);
    const Outcome best =
        ask(folder, {"best", "small.json", "--model", "Own store", "--vary", "models.Own store.supply.markup=0.2:0.3",
                     "--measure", "voice_share", "--points", "3", "--out", "best"});
    CHECK(best.exit_code == 2);  // neither more nor less of it is better
    const Outcome precise = ask(folder, {"compare", "small.json", "--until-precise", "1%", "--measure",
                                         "seller_income_gini", "--out", "precise"});
    REQUIRE(precise.exit_code == 0);
    CHECK(precise.out.find("After 10 replications: seller_income_gini has a value of two models in no replication") !=
          std::string::npos);
    const CsvTable pairs = read_csv(folder / "precise" / "comparison.csv");
    for (std::size_t row = 0; row < pairs.rows(); ++row) {
        if (pairs.text(row, pairs.column("measure")) != "seller_income_gini") continue;
        CHECK(pairs.text(row, pairs.column("verdict")) == "no value");
    }
    for (const Outcome* outcome : {&even, &map, &precise})
        CHECK(outcome->out.find("More replications may tell") == std::string::npos);
}

TEST_CASE("a side stands for its measure, in every experiment that asks for one") {
    const Words even{"break-even", "small.json", "--vary", kCommission};
    const auto with = [](Words words, const Words& more) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    check_refused(with(even, {"--for", "buyer"}),
                  "--for buyer: no such side; did you mean \"buyers\"? there are: platform, sellers, buyers, couriers, "
                  "society");
    check_refused(with(even, {"--for", "xyz"}), "--for xyz: no such side; there are: platform");
    check_refused(
        with(even, {"--for", "buyers", "--measure", "orders"}),
        "--for buyers is short for --measure buyer_surplus, and --measure says orders; give one or the other");
    const TemporaryFolder folder;
    const Words small{"--set", "market.buyers=600", "--set", "days=20", "--replications", "2"};
    const auto measures_in = [&](const Words& words, const std::string& out, const std::string& table) {
        const Outcome outcome = ask(folder, with(with(words, small), {"--out", out, "--quiet"}));
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        const CsvTable read = read_csv(folder / out / (table + ".csv"));
        REQUIRE(read.rows() > 0);
        return read.text(0, read.column("measure"));
    };
    CHECK(measures_in(with(even, {"--for", "society", "--steps", "2"}), "even", "curve") == "total_surplus");
    CHECK(measures_in(with(even, {"--for", "sellers", "--measure", "seller_profit", "--steps", "2"}), "same",
                      "curve") == "seller_income");
    CHECK(measures_in({"why", "small.json", "--for", "buyers", "--cause", "late"}, "why", "attribution") ==
          "buyer_surplus");
    CHECK(measures_in({"best", "small.json", "--for", "couriers", "--vary", kCommission, "--points", "3"}, "best",
                      "best") == "courier_profit");
    CHECK(measures_in({"sweep", "small.json", "--measure", "platform_contribution", "--vary", kCommission}, "sweep",
                      "points") == "contribution");
    // The manifest remembers it, and another side may be asked for.
    CHECK(measures_in({"sweep", "small.json", "--for", "buyers", "--vary", kCommission}, "first", "points") ==
          "buyer_surplus");
    CHECK(measures_in({"sweep", "first/manifest.json"}, "second", "points") == "buyer_surplus");
    CHECK(measures_in({"sweep", "first/manifest.json", "--for", "sellers"}, "third", "points") == "seller_income");
}

TEST_CASE("a firm is a side by its own name, where the scenario has one") {
    const Words even{"break-even", "small.json", "--vary", kCommission};
    const auto with = [](Words words, const Words& more) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    };
    check_refused(with(even, {"--for", "firm"}), "--for firm: the scenario has no firm; pasar new firm writes one");
    const TemporaryFolder folder;
    folder.write("shop.json", small_scenario(R"("firm": {"name": "My shop", "goods": [
        {"name": "shirt", "category": "fashion", "cost": 70000, "price": 100000}]})"));
    folder.write("cheap.json", small_scenario(R"("firm": {"name": "My shop", "goods": [
        {"name": "shirt", "category": "fashion", "cost": 70000, "price": 60000}]})"));
    const Outcome cheap = run_pasar(
        {"run", "cheap.json", "--set", "market.buyers=50", "--set", "days=2", "--replications", "1", "--out", "cheap"},
        folder.path());
    CHECK(cheap.exit_code == 0);
    CHECK_MESSAGE(
        cheap.err.find("\"My shop\" asks 60000 for \"shirt\", which is less than the 70000 that a unit costs") !=
            std::string::npos,
        cheap.err);
    const auto refusal = [&](const Words& more) {
        const Outcome outcome =
            run_pasar(with({"break-even", "shop.json", "--vary", kCommission}, more), folder.path());
        CHECK(outcome.exit_code == 2);
        return outcome.err;
    };
    const std::string none = refusal({"--for", "Myshop"});
    CHECK_MESSAGE(
        none.find("--for Myshop: no such side; did you mean \"My shop\"? there are: platform, sellers, buyers, "
                  "couriers, society, firm or \"My shop\"") != std::string::npos,
        none);
    CHECK(refusal({"--for", "my shop", "--measure", "orders"})
              .find("--for my shop is short for --measure firm_profit, and --measure says orders") !=
          std::string::npos);
    const Words small{"--set", "market.buyers=600", "--set", "days=20", "--replications", "2"};
    const auto measure_in = [&](const Words& words, const std::string& out, const std::string& table) {
        const Outcome outcome = run_pasar(with(with(words, small), {"--out", out, "--quiet"}), folder.path());
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        const CsvTable read = read_csv(folder / out / (table + ".csv"));
        REQUIRE(read.rows() > 0);
        return read.text(0, read.column("measure"));
    };
    const Words sweep{"sweep", "shop.json", "--vary", "firm.goods.0.price=80000:120000"};
    CHECK(measure_in(with(sweep, {"--for", "MY SHOP"}), "named", "points") == "firm_profit");
    CHECK(measure_in(with(sweep, {"--for", "firm"}), "firm", "points") == "firm_profit");
    CHECK(measure_in(with(sweep, {"--for", "buyers"}), "buyers", "points") == "buyer_surplus");
    CHECK(measure_in({"sweep", "buyers/manifest.json", "--for", "my shop"}, "again", "points") == "firm_profit");
    // Whoever writes a firm asks for it.
    CHECK(measure_in(sweep, "unsaid", "points") == "firm_profit");
    const Outcome best = run_pasar(with({"best", "shop.json", "--vary", "firm.goods.0.price=80000:120000", "--points",
                                         "3", "--model", "Marketplace", "--out", "best"},
                                        small),
                                   folder.path());
    CHECK_MESSAGE(best.exit_code == 0, best.err);
    CHECK(best.out.find("firm profit") != std::string::npos);
    const Outcome compared = run_pasar(with({"compare", "shop.json", "--out", "compared"}, small), folder.path());
    REQUIRE(compared.exit_code == 0);
    CHECK(compared.out.find("For My shop: ") != std::string::npos);
    CHECK(compared.out.find("For the platform: ") != std::string::npos);
    CHECK(compared.out.find("My shop in 20 days") != std::string::npos);
    CHECK(contents(folder / "compared" / "report.html").find("id=\"firm\"") != std::string::npos);
}

TEST_CASE("compare says for whom, on the screen, in the manifest and on the page") {
    const TemporaryFolder folder;
    const Outcome outcome = ask(folder, {"compare", "small.json", "--for", "buyers", "--out", "buyers"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    for (const std::string& text :
         {outcome.out, contents(folder / "buyers" / "manifest.json"), contents(folder / "buyers" / "report.html")})
        CHECK(text.find("For buyers: ") != std::string::npos);
    CHECK(outcome.out.find("For the platform: ") == std::string::npos);
    // A scenario may say so itself, and --for has the last word.
    CHECK(ask(folder, {"compare", "small.json", "--set", "for=sellers", "--out", "said"}).out.find("\nFor sellers: ") !=
          std::string::npos);
    CHECK(ask(folder, {"compare", "small.json", "--set", "for=sellers", "--out", "asked", "--for", "buyers"})
              .out.find("\nFor buyers: ") != std::string::npos);
    const Outcome no_firm = ask(folder, {"compare", "small.json", "--set", "for=firm"});
    CHECK(no_firm.exit_code == 2);
    CHECK(no_firm.err.find("as the scenario has no firm") != std::string::npos);
    CHECK(ask(folder, {"compare", "small.json", "--out", "usual"}).out.find("\nFor the platform: ") !=
          std::string::npos);
}

TEST_CASE("a planner of three models chooses the one that the others are compared with") {
    const TemporaryFolder folder;
    folder.write("three.json", R"({"name": "Three", "extends": "presets/indonesia.json", "days": 20, "replications": 3,
        "market": {"buyers": 1000}, "models": [
            {"name": "One", "extends": "presets/online_store.json", "costs": {"fixed_per_day": 100}},
            {"name": "Two", "extends": "presets/online_store.json", "costs": {"fixed_per_day": 700000}},
            {"name": "Three", "extends": "presets/online_store.json", "costs": {"fixed_per_day": 400000}}]})");
    // Fixed costs go with the size of the market, 1,000 buyers of 100,000: a hundredth of them for 20 days.
    const Outcome compared = run_pasar({"compare", "three.json", "--against", "Two", "--out", "pairs"}, folder.path());
    INFO(compared.err);
    REQUIRE(compared.exit_code == 0);
    CHECK(compared.out.find("One earns 139,980 IDR in 20 days more than Two") != std::string::npos);
    CHECK(compared.out.find("Three earns 60,000 IDR in 20 days more than Two") != std::string::npos);
    CHECK(compared.out.find("more than Three") == std::string::npos);
    CHECK(compared.out.find("difference from Two") != std::string::npos);
    // Every pair is in the table, those with the chosen one turned so that it is taken off.
    const CsvTable pairs = read_csv(folder / "pairs" / "comparison.csv");
    std::size_t against_two = 0, others = 0;
    for (std::size_t row = 0; row < pairs.rows(); ++row) {
        if (pairs.text(row, pairs.column("measure")) != "contribution") continue;
        CHECK(pairs.number(row, pairs.column("model_mean")) - pairs.number(row, pairs.column("baseline_mean")) ==
              doctest::Approx(pairs.number(row, pairs.column("difference"))));
        const bool is_against_two = pairs.text(row, pairs.column("baseline")) == "Two";
        against_two += is_against_two ? 1 : 0;
        others += is_against_two ? 0 : 1;
        if (is_against_two) CHECK(pairs.number(row, pairs.column("difference")) > 0.0);
    }
    CHECK(against_two == 2);
    CHECK(others == 1);
    // The same from the manifest, which remembers it.
    REQUIRE(run_pasar({"compare", "pairs/manifest.json", "--out", "again", "-q"}, folder.path()).exit_code == 0);
    CHECK(contents(folder / "pairs/comparison.csv") == contents(folder / "again/comparison.csv"));

    const Outcome even = run_pasar({"break-even", "three.json", "--against", "Two", "--vary",
                                    "models.Two.costs.fixed_per_day=0:2000000", "--out", "even"},
                                   folder.path());
    REQUIRE(even.exit_code == 0);
    const CsvTable crossings = read_csv(folder / "even" / "break_even.csv");
    REQUIRE(crossings.rows() == 2);
    CHECK(crossings.text(0, crossings.column("model")) == "One");
    CHECK(crossings.number(0, crossings.column("crossing")) == doctest::Approx(100).epsilon(0.02));
    CHECK(crossings.text(1, crossings.column("model")) == "Three");
    CHECK(crossings.number(1, crossings.column("crossing")) == doctest::Approx(400'000).epsilon(1e-6));
    const Outcome swings =
        run_pasar({"sensitivity", "three.json", "--method", "tornado", "--model", "Three", "--against", "One", "--vary",
                   "models.Three.costs.fixed_per_day", "--out", "swings"},
                  folder.path());
    REQUIRE(swings.exit_code == 0);
    const CsvTable tornado = read_csv(folder / "swings" / "tornado.csv");
    CHECK(tornado.text(0, tornado.column("model")) == "Three");
    CHECK(tornado.text(0, tornado.column("baseline")) == "One");
}
