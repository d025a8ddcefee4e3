// What must hold between the values of a scenario.
#include "scenarios/check.h"

#include "tests/scenarios/helpers.h"

using namespace pasar;

TEST_CASE("the default scenario is valid once it has a model") { CHECK(faults_in_text(scenario_with("")).empty()); }

TEST_CASE("shares must add up to one, and the message names their sum") {
    const std::string halves = R"([{"name": "A", "share": 0.5}, {"name": "B", "share": 0.4}])";
    for (const std::string list : {"regions", "categories", "segments"}) {
        const std::string message = message_for(market_with("\"" + list + "\": " + halves));
        CHECK(contains(message,
                       "/market/" + list + ": found \"share\" adding up to 0.9; allowed: \"share\" adding up to 1"));
    }
    CHECK(contains(message_for(market_with(R"("payments": [{"name": "cash", "preferred": 0.7}])")),
                   "\"preferred\" adding up to 0.7"));
    CHECK(contains(message_for(market_with(R"("seller_types": [{"kind": "fraudster", "share": 0.1}])")),
                   "/market/seller_types: found \"share\" adding up to 0.1"));
}

TEST_CASE("shares may miss one by a rounding error") {
    CHECK(
        faults_in_text(market_with(R"("regions": [{"name": "A", "share": 0.3333333}, {"name": "B", "share": 0.3333333},
                                                    {"name": "C", "share": 0.3333333}])"))
            .empty());
}

TEST_CASE("whoever complains does not leave at once: the message names both places") {
    const std::string message = message_for(market_with("\"voice\": {\n\"rate\": 0.7,\n\"exit_rate\": 0.5}"));
    CHECK(
        contains(message, "/market/voice/rate: found 0.7, together 1.2 with /market/voice/exit_rate, which is 0.5 ("));
    CHECK(contains(message, "two shares that add up to at most 1"));
    // The one that was said, where the other is as by default.
    CHECK(
        contains(message_for(market_with(R"("voice": {"exit_rate": 0.5})")),
                 "/market/voice/exit_rate: found 0.5, together 1.26 with /market/voice/rate, which is 0.76 (default)"));
    CHECK(faults_in_text(market_with(R"("voice": {"rate": 0.7, "exit_rate": 0.3})")).empty());
}

TEST_CASE("some day of a run must count") {
    CHECK(faults_in_text(R"({"days": 30, "warm_up": 29, "models": [{"name": "Shop"}]})").empty());
    CHECK(contains(message_for(R"({"days": 30, "warm_up": 30, "models": [{"name": "Shop"}]})"),
                   "/warm_up: found 30; allowed: less than days (30)"));
}

TEST_CASE("names are used once in a list") {
    CHECK(contains(message_for(R"({"models": [{"name": "Shop"}, {"name": "Mart"}, {"name": "Shop"}]})"),
                   "/models/2/name: found \"Shop\" a second time"));
    CHECK(contains(message_for(market_with(R"("couriers": [{"name": "A"}, {"name": "A"}])")),
                   "/market/couriers/1/name: found \"A\" a second time"));
    CHECK(contains(message_for(market_with(R"("seller_types": [{"kind": "honest", "share": 0.5},
                                                              {"kind": "honest", "share": 0.5}])")),
                   "/market/seller_types/1/kind: found \"honest\" a second time"));
    CHECK(contains(message_for(model_with(R"("payments": ["transfer", "transfer"])")), "/models/0/payments/1"));
}

TEST_CASE("a season may come again under the same name") {
    CHECK(faults_in_text(market_with(R"("season": [{"name": "Ramadan", "day": 48}, {"name": "Ramadan", "day": 402}])"))
              .empty());
}

TEST_CASE("seasons that fall on one day multiply to no more than a clock can take") {
    const std::string two =
        R"("season": [{"name": "A", "day": 5, "days": 9, "factor": 100}, {"name": "B", "day": 13, "factor": 100})";
    CHECK(faults_in_text(market_with(two + "]")).empty());
    CHECK(contains(
        message_for(market_with(two + R"(, {"name": "C", "day": 13, "factor": 2}])")),
        "/factor: found 100; allowed: seasons that fall on one day multiplying to at most 10000; here they make "
        "20000"));
}

TEST_CASE("what waits for a season counts in how fast its days may be") {
    const std::string season =
        R"("season": [{"name": "rush", "day": 5, "days": 9, "factor": 100}, {"name": "B", "day": 5, "days": 9, "factor": 90},)";
    CHECK(faults_in_text(market_with(season + R"({"name": "C", "day": 14, "waits_share": 0.001}])")).empty());
    CHECK(contains(message_for(market_with(season + R"({"name": "C", "day": 14, "waits_share": 1}])")),
                   "/waits_share: found 1; allowed: at most 10000 times the wishes of an ordinary day with those that "
                   "wait; here they make"));
}

TEST_CASE("a model may name only what its market has") {
    CHECK(contains(message_for(model_with(R"("payments": ["transfr"])")),
                   "/models/0/payments/0: found \"transfr\"; allowed: a name of /market/payments: \"transfer\"; "
                   "did you mean \"transfer\"?"));
    CHECK(contains(
        message_for(model_with(R"("fulfilment": {"courier": "Courier B"})")),
        "/models/0/fulfilment/courier: found \"Courier B\"; allowed: a name of /market/couriers: \"Courier A\""));
    CHECK(contains(message_for(model_with(R"("promotion": {"advertising": [{"channel": "radio"}]})")),
                   "/models/0/promotion/advertising/0/channel: found \"radio\"; allowed: nothing, as "
                   "/market/awareness/channels is empty"));
}

TEST_CASE("what follows from another fault is not held against the author") {
    const auto faults = faults_in_text(R"({"market": {"couriers": 5, "regions": [{"name": "A", "share": "half"},
        {"name": "B", "share": 0.5}]}, "models": [{"fulfilment": {"courier": "JNE"}}]})");
    REQUIRE(faults.size() == 2);
    CHECK(faults[0].path == "/market/couriers");
    CHECK(faults[1].path == "/market/regions/0/share");
}

TEST_CASE("contradictions of all kinds are told together with other faults") {
    CHECK(faults_in_text(
              R"({"currency": "Rp", "start_date": "2026-02-30", "days": 0, "models": [{"name": "A"}, {"name": "A"}],
                             "market": {"regions": [{"name": "X", "share": 0.5}, {"name": "X", "share": 0.1}]}})")
              .size() == 6);
}

TEST_CASE("a model that sells other people's goods needs sellers") {
    CHECK(contains(message_for(model_with(R"("supply": {"sellers": 0})")),
                   "/models/0/supply/sellers: found zero sellers; allowed: at least 1 where kind is \"sellers\""));
    CHECK(contains(message_for(model_with(R"("supply": {"kind": "hybrid", "sellers": 0})")), "zero sellers"));
    CHECK(faults_in_text(model_with(R"("supply": {"kind": "own", "sellers": 0})")).empty());
}

TEST_CASE("a lesson predicts for a model that there is, on a scale with two ends") {
    const auto predicting = [](const std::string& prediction) {
        return scenario_with(R"("lesson": [{"title": "First", "text": "Look."}, {"prediction": )" + prediction + "}]");
    };
    CHECK(faults_in_text(predicting(R"({"measure": "orders", "model": "Shop", "low": -1, "high": 5})")).empty());
    CHECK(contains(message_for(predicting(R"({"measure": "orders", "model": "Shpo", "high": 5})")),
                   "/lesson/1/prediction/model: found \"Shpo\"; allowed: a name of /models: \"Shop\"; did you mean "
                   "\"Shop\"?"));
    CHECK(contains(message_for(predicting(R"({"measure": "orders", "model": "Shop", "low": 5, "high": 5})")),
                   "/lesson/1/prediction/high: found 5; allowed: more than low, which is 5"));
    CHECK(contains(message_for(predicting(R"({"model": "Shop", "high": 5})")),
                   "/lesson/1/prediction/measure: found no measure"));
    CHECK(contains(message_for(predicting(R"({"measures": "orders"})")), "did you mean \"measure\"?"));
}

TEST_CASE("stock is ordered again before it is full") {
    CHECK(contains(message_for(model_with(R"("supply": {"reorder_at": 60, "stock_up_to": 60})")),
                   "/models/0/supply/reorder_at: found 60; allowed: less than stock_up_to, which is 60"));
}

TEST_CASE("buyers who recommend are more satisfied than those who warn") {
    CHECK(contains(message_for(market_with(R"("word_of_mouth": {"promoter_from": 0.4, "detractor_below": 0.5})")),
                   "/market/word_of_mouth/promoter_from: found 0.4"));
}

TEST_CASE("the first day is a real date") {
    for (const char* date : {"2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "26-01-01", "2026/01/01",
                             "2026-1-1", "2026-01-01 ", "tomorrow", "", "2026-+1-01"}) {
        CHECK(contains(message_for(scenario_with("\"start_date\": \"" + std::string(date) + "\"")),
                       "allowed: a date of the calendar, as YYYY-MM-DD"));
    }
    CHECK(faults_in_text(scenario_with(R"("start_date": "2028-02-29")")).empty());
}

TEST_CASE("a currency is three capital letters") {
    for (const char* currency : {"", "Rp", "idr", "IDRS", "ÄÖ"}) {
        CHECK(contains(message_for(scenario_with("\"currency\": \"" + std::string(currency) + "\"")),
                       "three capital letters"));
    }
    CHECK(faults_in_text(scenario_with(R"("currency": "EUR")")).empty());
}

TEST_CASE("a name that readers of tables take for something else is refused") {
    const auto model = [](const std::string& name) { return R"({"models": [{"name": ")" + name + "\"}]}"; };
    // pandas 1.5 and 2, R 4.2 and LibreOffice 7.4 were asked.
    for (const char* name : {"NA", "N/A", "n/a", "#N/A", "null", "NULL", "NaN", "nan", "None", "<NA>"})
        CHECK(contains(message_for(model(name)), "which pandas, R and spreadsheets read as a missing value"));
    for (const char* name : {"T", "F", "TRUE", "false", "True"})
        CHECK(contains(message_for(model(name)), "read as true or false; allowed: a name that stays text in a table"));
    for (const char* name : {"007", "1.50", "1e5", "+5", ".5", "inf", "0x10", "12345678901234567"})
        CHECK_MESSAGE(contains(message_for(model(name)), "read as a number"), name);
    for (const char* name :
         {"North America (NA)", "Toko 7", "10023", "-1", "11.11", "none", "na.ja", "T-Shop", "2026-01-01"})
        CHECK_MESSAGE(faults_in_text(model(name)).empty(), name);
    CHECK(
        contains(message_for(market_with(R"("couriers": [{"name": "NA"}])")), "/market/couriers/0/name: found \"NA\""));
    CHECK(contains(message_for(market_with(R"("known_sellers": [{"name": "007"}])")), "/market/known_sellers/0/name"));
    // No table holds the names of seasons.
    CHECK(faults_in_text(market_with(R"("season": [{"name": "T", "day": 1}])")).empty());
}

TEST_CASE(
    "a lesson that does not fit what was set is left out and told, one that does not fit its own file is a fault") {
    const std::string text = scenario_with(
        R"("lesson": [{"title": "First", "prediction": {"measure": "orders", "model": "Shop", "high": 5}}])");
    const LoadedScenario other = load_scenario_text(text, std::vector<std::string>{R"(models=[{"name": "Stall"}])"});
    CHECK(other.scenario.lesson.empty());
    REQUIRE(other.notes.size() == 1);
    CHECK(contains(other.notes[0], "the lesson does not fit this scenario and is left out: "));
    CHECK(contains(other.notes[0], "/lesson/0/prediction/model: found \"Shop\""));
    const LoadedScenario fits = load_scenario_text(text, std::vector<std::string>{"days=3"});
    CHECK(fits.scenario.lesson.size() == 1);
    CHECK(fits.notes.empty());
    // What is set about the lesson itself is as good as a file's.
    CHECK(contains(message_for(text, {"lesson.First.prediction.model=Stall"}), "--set: /lesson/0/prediction/model"));

    const TemporaryFolder folder;
    folder.write("taught.json", text);
    const auto mine = folder.write("mine.json", R"({"extends": "taught.json", "models": [{"name": "Stall"}]})");
    const LoadedScenario extended = load_scenario(mine);
    CHECK(extended.scenario.lesson.empty());
    CHECK(extended.notes.size() == 1);
    const auto own = folder.write("own.json", R"({"models": [{"name": "Stall"}],
        "lesson": [{"prediction": {"measure": "orders", "model": "Shop", "high": 5}}]})");
    CHECK(contains(message_for_file(own), "/lesson/0/prediction/model: found \"Shop\""));
}

TEST_CASE("what is booked is a service, and a service is booked") {
    CHECK(
        contains(message_for(model_with(R"("matching": {"kind": "booking"})")),
                 "/models/0/fulfilment/kind: found \"couriers\"; allowed: \"service\" where /models/0/matching/kind is "
                 "\"booking\""));
    CHECK(contains(message_for(model_with(R"("fulfilment": {"kind": "service"})")),
                   "/models/0/matching/kind: found \"offers\"; allowed: \"booking\" where /models/0/fulfilment/kind is "
                   "\"service\""));
    CHECK(contains(message_for(model_with(R"("matching": {"kind": "auction"}, "fulfilment": {"kind": "service"})")),
                   "/models/0/matching/kind: found \"auction\"; allowed: \"booking\""));
    CHECK(faults_in_text(model_with(R"("matching": {"kind": "booking"}, "fulfilment": {"kind": "service"})")).empty());
}

TEST_CASE("what is free to read is the platform's own, goes over the net, and no firm sells there") {
    const std::string feed =
        R"("matching": {"kind": "feed"}, "supply": {"kind": "own"}, "fulfilment": {"kind": "digital"})";
    CHECK(faults_in_text(model_with(feed)).empty());
    CHECK(contains(
        message_for(model_with(R"("matching": {"kind": "feed"}, "fulfilment": {"kind": "digital"})")),
        "/models/0/supply/kind: found \"sellers\"; allowed: \"own\" where /models/0/matching/kind is \"feed\""));
    CHECK(contains(message_for(model_with(R"("matching": {"kind": "feed"}, "supply": {"kind": "own"})")),
                   "/models/0/fulfilment/kind: found \"couriers\"; allowed: \"digital\""));
    CHECK(contains(message_for(R"({"market": {"categories": [{"name": "news", "share": 1}]},
                                   "firm": {"name": "Inn", "goods": [{"name": "room", "category": "news"}]},
                                   "models": [{"name": "Site", )" +
                               feed + "}]}"),
                   "/firm/name: found \"Inn\"; allowed: no firm where"));
}

TEST_CASE("plans that are subscribed to are there, are the platform's own, have a price, and are paid in advance") {
    const auto with = [](const std::string& more) {
        return model_with(R"("matching": {"kind": "subscription"}, "fulfilment": {"kind": "digital"}, )" + more);
    };
    const std::string own = R"("supply": {"kind": "own"})",
                      plans = R"("subscription": {"plans": [{"name": "Month", "price": 50000}]})";
    CHECK(faults_in_text(with(own + ", " + plans)).empty());
    CHECK(contains(message_for(with(own)),
                   "/models/0/subscription/plans: found no plans; allowed: at least one entry "
                   "where /models/0/matching/kind is \"subscription\""));
    CHECK(contains(message_for(with(own + R"(, "subscription": {"plans": [{"name": "Month"}]})")),
                   "/models/0/subscription/plans/0/price: found 0, or no price; allowed: more than 0"));
    CHECK(contains(message_for(with(plans)), "/models/0/supply/kind: found \"sellers\"; allowed: \"own\""));
    CHECK(contains(message_for(with(R"("supply": {"kind": "own", "pricing": "match"}, )" + plans)),
                   "/models/0/supply/pricing: found \"match\"; allowed: \"fixed\""));
    CHECK(contains(message_for(model_with(R"("matching": {"kind": "subscription"}, )" + own + ", " + plans)),
                   "/models/0/fulfilment/kind: found \"couriers\"; allowed: \"digital\""));
}

TEST_CASE("a firm whose services are booked has as many places as units, and no other capacity") {
    const auto firm_with = [](const std::string& capacity, const std::string& units, const std::string& models) {
        return R"({"market": {"categories": [{"name": "stay", "share": 1}]}, "firm": {"name": "Inn", "capacity_per_day": )" +
               capacity + R"(, "goods": [{"name": "room", "category": "stay", "units": )" + units +
               R"(}]}, "models": [)" + models + "]}";
    };
    const std::string booked =
        R"({"name": "Site", "matching": {"kind": "booking"}, "fulfilment": {"kind": "service"}})";
    CHECK(faults_in_text(firm_with("0", "20", booked)).empty());
    CHECK(contains(message_for(firm_with("5", "20", booked)),
                   "/firm/capacity_per_day: found 5; allowed: 0 where kind is \"booking\" in all models"));
    CHECK(faults_in_text(firm_with("5", "20", booked + R"(, {"name": "Shop"})")).empty());
    CHECK(contains(message_for(firm_with("0", "70000", booked)),
                   "/firm/goods/0/units: found 70000; allowed: at most 60000"));
}
