#include "scenarios/from_now_on.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "scenarios/write.h"

namespace pasar {
namespace {

using Json = nlohmann::ordered_json;

/// A pattern of pointers, in which * stands for the number of an entry, and what is to be said of what it fits.
struct Rule {
    std::string_view pattern;
    std::string_view says;
};

constexpr std::string_view kListStands =
    "Buyers, sellers and orders under way refer to the entries of this list, so it stays as it was on day 0.";
constexpr std::string_view kFirstSellers =
    "The sellers of day 0 are there already, with their goods and their ratings.";
constexpr std::string_view kCatalogue = "The own store's catalogue was bought before day 0.";
constexpr std::string_view kFirmIsThere = "The firm is there since day 0, with its goods and its ratings.";
constexpr std::string_view kDistributorsAreThere = "Who could be a distributor was settled on day 0.";
constexpr std::string_view kPast = "This tells of the time before day 0.";

constexpr std::array kOnlyFromDay0{
    Rule{"/currency", "All money so far is counted in it."},
    Rule{"/currency_digits", "All money so far is counted in units of it."},
    Rule{"/days", "Wishes, months and messages are laid out over all days when a market begins."},
    Rule{"/warm_up", "From which day on things are counted was settled when the market began."},
    Rule{"/start_date", "Dates are counted from it, also those that are over."},
    Rule{"/seed", "All random numbers hang on the seed, also those that buyers and sellers were made with."},
    Rule{"/replications", "This says how many runs an experiment makes, and nothing about one that is under way."},
    Rule{"/models", "The models are there since day 0, each in a market of its own or as platforms of one."},
    Rule{"/market/buyers", "All buyers have their places since day 0, also those who have not heard of the platform."},
    Rule{"/market/sized_for", "The sellers of day 0 and the first stock were counted out by it."},
    Rule{"/market/regions", kListStands},
    Rule{"/market/regions/*/share", "Buyers and sellers have moved in by it."},
    Rule{"/market/categories", kListStands},
    Rule{"/market/segments", kListStands},
    Rule{"/market/segments/*/share", "Buyers were dealt out to the segments by it on day 0."},
    Rule{"/market/wishes/first_on_day_0", "Day 0 is over."},
    Rule{"/market/choice/prior_quality", "Buyers believed this before any experience; by now they have learned."},
    Rule{"/market/awareness/initially_aware", "This is the share of buyers who knew a platform on its first day."},
    Rule{"/market/platforms/network_size", "Platforms of day 0 began with this size."},
    Rule{"/market/platforms/seller_overlap", kFirstSellers},
    Rule{"/market/payments", kListStands},
    Rule{"/market/payments/*/on_delivery", "Orders under way were paid at once, or are to be paid at the door."},
    Rule{"/market/couriers", kListStands},
    Rule{"/market/seller_types", kListStands},
    Rule{"/market/seller_types/*/kind", "Sellers of this type are there already."},
    Rule{"/market/distributors/number", kDistributorsAreThere},
    Rule{"/market/distributors/visits_spread", kDistributorsAreThere},
    Rule{"/market/distributors/sells_here", kDistributorsAreThere},
    Rule{"/market/known_sellers", kPast},
    Rule{"/market/past_orders", kPast},
    Rule{"/firm/name", "Tables call it so since day 0."},
    Rule{"/firm/type", kFirmIsThere},
    Rule{"/firm/region", kFirmIsThere},
    Rule{"/firm/ratings", kFirmIsThere},
    Rule{"/firm/goods", kFirmIsThere},
    Rule{"/firm/channels", kFirmIsThere},
    Rule{"/firm/goods/*/name", kFirmIsThere},
    Rule{"/firm/goods/*/category", kFirmIsThere},
    Rule{"/firm/goods/*/quality", kFirmIsThere},
    Rule{"/firm/goods/*/cost", "The goods in stock were bought at the cost of day 0."},
    Rule{"/firm/goods/*/listings", kFirmIsThere},
    Rule{"/models/*/supply/kind", "Who owns the goods was settled when sellers moved in on day 0."},
    Rule{"/models/*/matching/kind", "Bids, bookings and stock of the days before belong to the kind that there was."},
    Rule{"/models/*/competition/opens_on", "On which day it opens was settled when the market began."},
    Rule{"/models/*/competition/initially_aware", "This is the share of buyers who knew it on its first day."},
    Rule{"/models/*/subscription/plans", kListStands},
    Rule{"/models/*/booking/horizon_days", "Days to come are laid out by it when a market begins."},
    Rule{"/models/*/supply/sellers", kFirstSellers},
    Rule{"/models/*/supply/initial_ratings", kFirstSellers},
    Rule{"/models/*/supply/products", kCatalogue},
    Rule{"/models/*/supply/quality_alpha", kCatalogue},
    Rule{"/models/*/supply/quality_beta", kCatalogue},
    Rule{"/models/*/supply/unit_cost_advantage", "The goods in stock were bought at the cost of day 0."},
    Rule{"/models/*/reputation/reading_slope",
         "Buyers read scores so before any experience; by now they have learned."},
    Rule{"/models/*/fulfilment/kind", "Parcels under way cannot become downloads, nor the other way round."},
};
/// Of these also all that stands below them.
constexpr std::array<std::string_view, 2> kWithAllBelow{"/market/known_sellers/", "/market/past_orders/"};

constexpr std::string_view kNewSellers = "sellers who join from now on";
constexpr std::array kReachesOnly{
    Rule{"/market/categories/*/price_spread", kNewSellers},
    Rule{"/market/seller_types/*/share", kNewSellers},
    Rule{"/market/seller_types/*/quality_alpha", kNewSellers},
    Rule{"/market/seller_types/*/quality_beta", kNewSellers},
    Rule{"/market/seller_types/*/units", kNewSellers},
    Rule{"/market/seller_types/*/store_markup", kNewSellers},
    Rule{"/market/sellers/cost_share", kNewSellers},
    Rule{"/market/sellers/cost_of_quality", kNewSellers},
    Rule{"/market/sellers/markup", kNewSellers},
    Rule{"/models/*/auction/listings", kNewSellers},
    Rule{"/models/*/supply/entry/likeness", "goods entered from now on"},
    Rule{"/market/trust/initial", "buyers who hear of the platform from now on"},
    Rule{"/market/payments/*/preferred", "buyers who hear of the platform from now on, and who changes the method"},
};

/// Takes the next name or number off a pointer.
std::string_view next_step(std::string_view& rest) {
    rest.remove_prefix(1);  // the slash
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view step = rest.substr(0, end);
    rest.remove_prefix(end);
    return step;
}

bool is_number(std::string_view step) { return !step.empty() && step.find_first_not_of("0123456789") == step.npos; }

bool fits(std::string_view pattern, std::string_view pointer) {
    while (!pattern.empty() && !pointer.empty()) {
        const std::string_view wanted = next_step(pattern), step = next_step(pointer);
        if (wanted == "*" ? !is_number(step) : wanted != step) return false;
    }
    return pattern.empty() && pointer.empty();
}

template <std::size_t n>
std::string_view said_of(const std::array<Rule, n>& rules, std::string_view pointer) {
    for (const Rule& rule : rules)
        if (fits(rule.pattern, pointer)) return rule.says;
    return {};
}

void collect(const Json& now, const Json& wished, const std::string& pointer, std::vector<OnlyFromDay0>& found) {
    if (now == wished) return;
    const bool same_shape = now.type() == wished.type() && now.is_structured() && now.size() == wished.size();
    if (same_shape && now.is_object()) {
        for (const auto& [name, value] : now.items()) collect(value, wished.at(name), pointer + "/" + name, found);
    } else if (same_shape) {
        for (std::size_t i = 0; i < now.size(); ++i)
            collect(now[i], wished[i], pointer + "/" + std::to_string(i), found);
    } else if (const std::string_view why = why_only_from_day_0(pointer); !why.empty()) {
        found.push_back({pointer, why});
    }
}

}  // namespace

std::string_view why_only_from_day_0(std::string_view pointer) {
    for (const std::string_view above : kWithAllBelow)
        if (pointer.starts_with(above)) return kPast;
    return said_of(kOnlyFromDay0, pointer);
}

std::string_view reaches_only(std::string_view pointer) { return said_of(kReachesOnly, pointer); }

std::vector<OnlyFromDay0> only_from_day_0(const Scenario& now, const Scenario& wished) {
    return only_from_day_0(write(now), write(wished));
}

std::vector<OnlyFromDay0> only_from_day_0(const Json& now, const Json& wished) {
    std::vector<OnlyFromDay0> found;
    collect(now, wished, "", found);
    return found;
}

}  // namespace pasar
