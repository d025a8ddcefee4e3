// What economics says of copies, protection against them and money back on digital goods: each number is moved in a
// small market, and the measure it is there for has to move the way it should.
#include <vector>

#include "tests/oracles/lever_market.h"

using namespace pasar;
using namespace pasar::testing;

namespace {

const std::vector<std::string> kDownloads{"fulfilment.kind=digital"};
const std::vector<std::string> kCopied{"fulfilment.kind=digital", "market.piracy.willing=0.6"};
const std::vector<std::string> kLocked = beside(kCopied, {"licence.protection=0.5"});

}  // namespace

TEST_CASE("copies, protection and money back move orders, copies and what is earned the way they should") {
    const std::vector<Sense> all{
        // Who copies does not buy; copies are a rival's goods.
        {"market.piracy.willing", kStore, kDownloads, "0", "0.5", "orders", -1},
        {"market.piracy.willing", kStore, kDownloads, "0", "0.5", "contribution", -1},
        {"market.piracy.willing", kMarketplace, kDownloads, "0", "0.5", "orders", -1},
        {"market.piracy.quality", kStore, kCopied, "0.4", "0.6", "piracy_rate", +1},
        {"market.piracy.effort", kStore, kCopied, "0.1", "0.5", "piracy_rate", -1},
        {"market.piracy.risk", kStore, kCopied, "0", "0.4", "orders", +1},
        {"supply.markup", kStore, kCopied, "0.25", "0.5", "piracy_rate", +1},
        // Protection makes copies dearer and goods worse. Where nobody copies only the second is left.
        {"licence.protection", kStore, kCopied, "0", "0.5", "orders", +1},
        {"licence.protection", kStore, kCopied, "0", "1", "buyer_surplus", -1},
        {"licence.protection", kStore, kCopied, "0", "1", "mean_satisfaction", -1},
        {"licence.protection", kStore, kDownloads, "0", "1", "orders", -1},
        {"market.piracy.barrier", kStore, kLocked, "0.2", "1", "piracy_rate", -1},
        {"market.piracy.nuisance", kStore, kLocked, "0", "0.3", "orders", -1},
        // Money back: those who use and refund cost their orders' margin; the others are readier to buy.
        {"market.returns.opportunism", kStore, kCopied, "0", "0.2", "contribution", -1},
        {"market.returns.opportunism", kStore, kCopied, "0", "0.2", "return_rate", +1},
        {"protection.return_days", kStore,
         beside(kDownloads, {"market.categories.fashion.misfit=0.6", "market.categories.home.misfit=0.6"}), "0", "30",
         "orders", +1},
        {"protection.return_days", kStore, kDownloads, "0", "30", "refund_rate", +1},
        // What no download needs changes nothing, to the unit.
        {"supply.stock_up_to", kStore, beside(kDownloads, {"supply.reorder_at=0"}), "1", "100", "orders", 0},
        {"supply.picking_per_day", kStore, kDownloads, "1", "6000", "orders", 0},
        {"supply.wrong_item", kStore, kDownloads, "0", "1", "orders", 0},
        {"supply.lead_time_days", kStore, kDownloads, "0", "30", "contribution", 0},
        {"costs.handling_per_order", kStore, kDownloads, "0", "50000", "contribution", 0},
        {"protection.return_shipping", kStore, kDownloads, "0", "1", "orders", 0},
    };
    for (const Sense& sense : all) holds(sense);
}

TEST_CASE("the store's best protection lies inside the range where it both helps and hurts") {
    const auto earned = [](const std::string& protection) {
        return measured(
            kStore,
            {"models.Own store.fulfilment.kind=digital", "market.piracy.willing=0.6", "market.piracy.barrier=0.8",
             "market.piracy.nuisance=0.25", "models.Own store.licence.protection=" + protection},
            "contribution");
    };
    CHECK(paired_difference(earned("0.4"), earned("0")).interval.low > 0.0);
    CHECK(paired_difference(earned("0.4"), earned("1")).interval.low > 0.0);
}

TEST_CASE(
    "money back pays where what does not please is worth nothing and buyers mind the risk, and not where neither") {
    const auto earned = [](const char* days, const char* loss, const char* risk) {
        std::vector<std::string> settings{"models.Own store.fulfilment.kind=digital",
                                          std::string("models.Own store.protection.return_days=") + days,
                                          std::string("market.returns.misfit_loss=") + loss,
                                          std::string("market.choice.risk=") + risk, "market.sellers.cost_share=0.2"};
        for (const char* const category : {"fashion", "beauty and health", "home", "electronics"})
            settings.push_back(std::string("market.categories.") + category + ".misfit=0.3");
        return measured(kStore, settings, "contribution");
    };
    CHECK(paired_difference(earned("30", "1", "5"), earned("0", "1", "5")).interval.low > 0.0);
    CHECK(paired_difference(earned("30", "0.2", "1"), earned("0", "0.2", "1")).interval.high < 0.0);
}
