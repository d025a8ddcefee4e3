// A copy as one more alternative of the logit (McFadden 1974; Belleflamme & Peitz 2012): who chooses what, what it does
// to the best price (Anderson, de Palma & Thisse 1992, one product), and what protection is worth.
#include <array>
#include <cmath>

#include "tests/oracles/oracle.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

RunResult beside_copies(const std::vector<std::string>& sets = {}) { return run_market(oracle("piracy", sets), 0, 0); }
Estimate per_visit(const RunResult& result, Count what) {
    return proportion(static_cast<double>(total(result, what)), static_cast<double>(total(result, Count::Visits)));
}
/// Where a visit ends otherwise for buyers who would copy, by `apart`, than for the others: which buyers these are is
/// drawn, too.
Estimate of_drawn_buyers(Estimate found, double willing, double apart) {
    constexpr double kBuyers = 10'000;
    found.standard_error = std::hypot(found.standard_error, apart * std::sqrt(willing * (1.0 - willing) / kBuyers));
    return found;
}
/// Weight of the store's product, of a copy: utility 2 - 3 of all that it costs.
double weight_at(double price) { return std::exp(2.0 - 3.0 * price); }

}  // namespace

TEST_CASE("store, copy and neither share out as the logit says, for those who would copy and for all") {
    const double own = weight_at(1.0), copy = weight_at(0.5);
    const double among_honest = own / (1.0 + own), among_others = own / (1.0 + own + copy);
    const double copied = copy / (1.0 + own + copy);
    CHECK(among_honest == doctest::Approx(0.268941).epsilon(1e-5));
    CHECK(among_others == doctest::Approx(0.121952).epsilon(1e-5));
    for (const double willing : {0.0, 0.4, 1.0}) {
        CAPTURE(willing);
        const RunResult result = beside_copies({"market.piracy.willing=" + std::to_string(willing)});
        const auto agree = [&](const char* what, Count count, double known, double apart) {
            const Estimate found = of_drawn_buyers(per_visit(result, count), willing, apart);
            INFO(what << ": found " << found.mean << " ± " << found.standard_error << ", known " << known);
            CHECK(std::fabs(found.mean - known) <= 3.0 * found.standard_error);
            CHECK(found.standard_error < 0.004);
        };
        agree("orders", Count::Orders, willing * among_others + (1.0 - willing) * among_honest,
              among_honest - among_others);
        agree("copies", Count::Copies, willing * copied, copied);
        // Whoever copies does not buy, and is counted among those who do not.
        CHECK(total(result, Count::Orders) + total(result, Count::NothingChosen) == total(result, Count::Visits));
        const double uses = willing * (among_others + copied) + (1.0 - willing) * among_honest;
        CHECK(kpi(result, "piracy_rate") == doctest::Approx(willing * copied / uses).epsilon(0.03));
        // Of ten copies not three cost the store a sale: the others would have gone without.
        if (willing > 0.0) CHECK(kpi(result, "displacement_rate") == doctest::Approx(among_honest).epsilon(1e-4));
    }
}

TEST_CASE("what copies cost in orders is what is said of them, to the chance") {
    const RunResult without = beside_copies({"market.piracy.willing=0"}), with = beside_copies();
    // By visit: who has ordered comes back a little later.
    const double lost = per_visit(without, Count::Orders).mean - per_visit(with, Count::Orders).mean;
    const double told = per_visit(with, Count::DisplacedByCopies).mean / 1e6;
    CHECK(lost == doctest::Approx(told).epsilon(0.02));
}

TEST_CASE("segments and categories differ in who would copy, and in what can be copied") {
    const std::string two = R"(market.segments=[{"name":"never","share":0.5,"copying":0},)"
                            R"({"name":"twice","share":0.5,"copying":2}])";
    const double copied = weight_at(0.5) / (1.0 + weight_at(1.0) + weight_at(0.5));
    agrees("half of the buyers, all of whom would",
           per_visit(beside_copies({two, "market.piracy.willing=0.5"}), Count::Copies), 0.5 * copied, Of::Probability);
    const double half_there = 0.5 * weight_at(0.5);
    agrees("copies of half of the goods", per_visit(beside_copies({"market.categories.0.copied=0.5"}), Count::Copies),
           half_there / (1.0 + weight_at(1.0) + half_there), Of::Probability);
    CHECK(total(beside_copies({"market.categories.0.copied=0"}), Count::Copies) == 0);
    // What comes by courier cannot be copied.
    CHECK(total(beside_copies({"models.0.fulfilment.kind=couriers"}), Count::Copies) == 0);
}

TEST_CASE("the best price falls with copies at hand to what the logit's monopoly asks against a larger outside") {
    // p = c + 1 / (3 (1 - s)), s = e^V / (1 + copy + e^V): solved apart from the program.
    struct Known {
        const char* willing;
        const char* protection;
        double price, share;
    };
    const std::array<Known, 3> all{
        {{"0", "0", 1.041579, 0.245134}, {"1", "0", 0.982173, 0.127795}, {"1", "0.5", 1.005539, 0.178048}}};
    for (const Known& known : all) {
        CAPTURE(known.willing);
        CAPTURE(known.protection);
        const RunResult result = beside_copies({"models.0.supply.pricing=optimise", "days=64",
                                                std::string("market.piracy.willing=") + known.willing,
                                                std::string("models.0.licence.protection=") + known.protection});
        const auto days = static_cast<std::int64_t>(result.days.size());
        double price = 0.0;
        for (std::int64_t day = days - 21; day < days; ++day)
            price += static_cast<double>(evening(result, day, State::MeanPriceIndex)) / 1e6 / 21.0;
        // A copy costs 0.5 + 0.6 protection: half of it adds 0.3.
        CHECK(price == doctest::Approx(known.price).epsilon(0.003));
        agrees("share", per_visit(result, Count::Orders), known.share, Of::Probability);
    }
    // And it is the best: a tenth more or less earns less, by the same random numbers.
    const auto earned = [](const char* markup) {
        return kpi(beside_copies({std::string("models.0.supply.markup=") + markup}), "contribution");
    };
    const double best = earned("0.637");
    CHECK(best > earned("0.47"));
    CHECK(best > earned("0.80"));
}

TEST_CASE("surplus is over what buyers have without the store, so that protection is a loss to those who copy") {
    const double own = weight_at(1.0), copy = weight_at(0.5), dearer = weight_at(0.5 + 0.6);
    CHECK(kpi(beside_copies(), "buyer_surplus_per_visit") ==
          doctest::Approx(std::log((1.0 + copy + own) / (1.0 + copy))).epsilon(1e-4));
    const double locked = std::log((1.0 + dearer + own) / (1.0 + copy));
    CHECK(locked < 0.0);
    const RunResult result = beside_copies({"models.0.licence.protection=1"});
    CHECK(kpi(result, "buyer_surplus_per_visit") == doctest::Approx(locked).epsilon(1e-4));
    agrees("orders", per_visit(result, Count::Orders), own / (1.0 + dearer + own), Of::Probability);
    agrees("copies", per_visit(result, Count::Copies), dearer / (1.0 + dearer + own), Of::Probability);
}
