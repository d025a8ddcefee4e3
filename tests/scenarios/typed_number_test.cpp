// Numbers as people type them, in tables and after --set.
#include "scenarios/typed_number.h"

#include <array>

#include "tests/scenarios/helpers.h"

using namespace pasar;

namespace {

constexpr NumberKind kMoney{.has_decimals = false, .min = 0, .max = 1e12, .currency = "IDR"};
constexpr NumberKind kAnyNumber{};

std::string plain(std::string_view text, const NumberKind& kind, DecimalMark mark = DecimalMark::Unknown) {
    return read_typed(text, kind, mark).plain;
}
std::string doubt(std::string_view text, const NumberKind& kind, DecimalMark mark = DecimalMark::Unknown) {
    return read_typed(text, kind, mark).doubt;
}

DecimalMark mark_of(std::vector<std::string_view> texts, char separator = ',') {
    return mark_of_column(texts, separator);
}

/// A scenario whose market knows the sellers of this table.
std::filesystem::path with_sellers(const TemporaryFolder& folder, std::string_view table) {
    folder.write("sellers.csv", table);
    return folder.write("my.json", market_with(R"("known_sellers": { "table": "sellers.csv" })"));
}
std::vector<std::int64_t> prices(const TemporaryFolder& folder, std::string_view table) {
    std::vector<std::int64_t> prices;
    for (const KnownSellerSpec& seller : load_scenario(with_sellers(folder, table)).scenario.market.known_sellers)
        prices.push_back(seller.price.units);
    return prices;
}

}  // namespace

TEST_CASE("a number with one reading is read so, whatever it is for") {
    for (const NumberKind& kind : {kMoney, kAnyNumber}) {
        CHECK(plain("150000", kind) == "150000");
        CHECK(plain("1.234.567", kind) == "1234567");
        CHECK(plain("1,234,567", kind) == "1234567");
        CHECK(plain("1 234 567", kind) == "1234567");
        CHECK(plain("1\xC2\xA0"
                    "234\xE2\x80\xAF"
                    "567",
                    kind) == "");  // two kinds of blanks are no number
        CHECK(plain("1'234'567", kind) == "1234567");
        CHECK(plain("0,08", kind) == "0.08");
        CHECK(plain("0.08", kind) == "0.08");
        CHECK(plain("0,375", kind) == "0.375");
        CHECK(plain("0.375", kind) == "0.375");
        CHECK(plain("12.50", kind) == "12.50");
        CHECK(plain("1.234,5", kind) == "1234.5");
        CHECK(plain("1,234.5", kind) == "1234.5");
        CHECK(plain("-3", kind) == "-3");
        CHECK(plain("\xE2\x88\x92"
                    "3,5",
                    kind) == "-3.5");
        CHECK(plain("1e6", kind) == "1e6");
        CHECK(plain("2,5e-3", kind) == "2.5e-3");
        CHECK(plain(" 007 ", kind) == "7");
        CHECK(plain(".5", kind) == "0.5");
    }
}

TEST_CASE("what is no number stays text") {
    for (const char* text : {"", " ", "many", "1.2.3", "1,2,3", "12.34.567", "1..5", "NaN", "Infinity", "-", "1e",
                             "0x10", "1.234,567,8", "2026-01-01", "5 days", "01.234.567,"}) {
        CAPTURE(text);
        CHECK(read_typed(text, kAnyNumber).plain.empty());
        CHECK(read_typed(text, kAnyNumber).doubt.empty());
    }
}

TEST_CASE("whole numbers and money of whole units have no thousandths") {
    CHECK(plain("150.000", kMoney) == "150000");
    CHECK(plain("20,000", kMoney) == "20000");
    CHECK(plain("Rp 150.000", kMoney) == "150000");
    CHECK(plain("Rp1.234.567", kMoney) == "1234567");
    CHECK(plain("Rp. 95.000", kMoney) == "95000");
    CHECK(plain("95.000 IDR", kMoney) == "95000");
    CHECK(doubt("USD 5", kMoney) == "an amount in another currency");
    CHECK(doubt("$5", kMoney) == "an amount in another currency");
    CHECK(doubt("Rp 5", kAnyNumber) == "an amount of money");
}

TEST_CASE("where nothing decides, both readings are told") {
    const TypedNumber number = read_typed("1.500", kAnyNumber);
    CHECK(number.plain.empty());
    CHECK(number.doubt == "which can be read as 1.5 and as 1500");
    CHECK(number.hint == "write 1.5 or 1500");
    CHECK(read_typed("1,234", kAnyNumber).hint == "write 1234 or 1.2340");
    // What is advised has one reading.
    for (const char* text : {"1.5", "1500", "1.2340", "1234"}) CHECK_FALSE(plain(text, kAnyNumber).empty());
    // Money with cents: 12.50 is clear, 150.000 is not.
    const NumberKind dollars{.has_decimals = true, .min = 0, .max = 1e12, .currency = "USD"};
    CHECK(plain("USD 12.50", dollars) == "12.50");
    CHECK(doubt("150.000", dollars) == "which can be read as 150 and as 150000");
    CHECK(plain("1,234.50", dollars) == "1234.50");
}

TEST_CASE("what a parameter can be decides") {
    const NumberKind share{.min = 0, .max = 1};
    CHECK(plain("1.000", share) == "1.000");
    const NumberKind factor{.min = 0, .max = 100};
    CHECK(plain("1,500", factor) == "1.500");
    const NumberKind large{.min = 1000, .max = 1e9};
    CHECK(plain("1,500", large) == "1500");
}

TEST_CASE("one cell tells the decimal mark of its column, and a cell against it is refused") {
    CHECK(mark_of({"150.000", "1.234.567", "95.000"}) == DecimalMark::Comma);
    CHECK(mark_of({"150,000", "0.5"}) == DecimalMark::Point);
    CHECK(mark_of({"1.500", "0,5"}) == DecimalMark::Comma);
    CHECK(mark_of({"150.000", "95.000"}) == DecimalMark::Unknown);
    CHECK(mark_of({"150.000", "95.000"}, ';') == DecimalMark::Comma);
    CHECK(mark_of({"150.000", "0.5"}, ';') == DecimalMark::Point);
    CHECK(plain("1.500", kAnyNumber, DecimalMark::Comma) == "1500");
    CHECK(plain("1.500", kAnyNumber, DecimalMark::Point) == "1.500");
    CHECK(doubt("0.5", kAnyNumber, DecimalMark::Comma) == "in a column whose numbers have a decimal comma");
    // Three decimals and no decimals cannot both be right.
    CHECK(doubt("150.000", kMoney, DecimalMark::Point) == "which can be read as 150 and as 150000");
}

TEST_CASE("numbers of the program have one reading") {
    for (const double value : {1.125, 150.0, 1500.0, 0.5, 1e-7, 1234567.5, -2.375, 1e21}) {
        CAPTURE(value);
        CHECK(typed_value(undoubted(value), kAnyNumber) == value);
    }
}

TEST_CASE("prices from a spreadsheet are what they were there") {
    const TemporaryFolder folder;
    CHECK(prices(folder, "name,price\nA,150.000\nB,95.000\n") == std::vector<std::int64_t>{150000, 95000});
    CHECK(prices(folder, "name;quality;price\nA;0,7;150.000\nB;0,65;\"Rp 1.234.567\"\n") ==
          std::vector<std::int64_t>{150000, 1234567});
    CHECK(prices(folder, "name\tprice\nA\t\"150,000\"\n") == std::vector<std::int64_t>{150000});
    CHECK(prices(folder, "name,price\nA,\"150,000\"\n,,\nB,95000\n,\n") == std::vector<std::int64_t>{150000, 95000});
    CHECK(prices(folder, "name,price,,\nA,150.000,,\n,,,\n") == std::vector<std::int64_t>{150000});
}

TEST_CASE("a share in a table of semicolons has a decimal comma") {
    const TemporaryFolder folder;
    folder.write("season.csv", "day;factor\n1;1,5\n2;2\n");
    const auto file = folder.write("my.json", market_with(R"("season": { "table": "season.csv" })"));
    const MarketSpec market = load_scenario(file).scenario.market;
    REQUIRE(market.season.size() == 2);
    CHECK(market.season[0].factor == 1.5);
    folder.write("season.csv", "day,factor\n1,0.5\n2,\"1,5\"\n");
    CHECK(contains(message_for_file(file),
                   "season.csv:3: /market/season/1/factor: found \"1,5\", in a column whose "
                   "numbers have a decimal point; allowed: a number from 0 to 100"));
}

TEST_CASE("--set takes a hundred thousand as it is typed, and never for a hundred") {
    const auto buyers = [](const std::string& text) {
        return load_scenario_text(scenario_with(""), std::vector{"market.buyers=" + text}).scenario.market.buyers;
    };
    for (const char* text : {"100.000", "100,000", "100 000", "1e5", "100000"}) CHECK(buyers(text) == 100'000);
    const auto commission =
        load_scenario_text(scenario_with(""), std::vector<std::string>{"models.0.revenue.commission=0,08"});
    CHECK(commission.scenario.models[0].revenue.commission == 0.08);
    CHECK(contains(message_for(scenario_with(""), {"market.leaving.alpha=1.500"}),
                   "found \"1.500\", which can be read as 1.5 and as 1500; allowed: "));
    CHECK(
        contains(message_for(scenario_with(""), {"market.buyers=-1.000"}), "found \"-1.000\", read as -1000; allowed"));
}

TEST_CASE("the program's own settings are JSON") {
    const LoadedScenario base = load_scenario_text(scenario_with(""));
    CHECK(with_settings(base, std::vector<std::string>{"market.leaving.alpha=1.125"}).scenario.market.leaving.alpha ==
          1.125);
}

TEST_CASE("100.000 in JSON is a hundred to JSON and a hundred thousand to its author, so it is refused") {
    CHECK(contains(message_for(market_with("\"buyers\": 100.000")),
                   "my.json:1: /market/buyers: found 100.000, which can be read as 100 and as 100000; allowed: a whole "
                   "number from 1 to 1000000000 (buyer); write 100 or 100000"));
    CHECK(contains(message_for(scenario_with(""), {R"(market={"buyers": 100.000})"}), "which can be read as 100"));
    CHECK(load_scenario_text(market_with("\"buyers\": 100.0")).scenario.market.buyers == 100);
    CHECK(load_scenario_text(market_with("\"leaving\": { \"alpha\": 1.000 }")).scenario.market.leaving.alpha == 1.0);
}
