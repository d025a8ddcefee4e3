// How buyers choose among platforms where several share one world, and how sellers spread over them. A world with one
// platform draws nothing of this.
#pragma once

#include <cstdint>

#include "agents/kinds.h"
#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct PlatformChoiceSpec {
    PlatformNest nothing = PlatformNest::Within;
    double offers = 0.5;
    double habit = 1.0;
    double first_account = 0.3;
    double compare_shops = 0.3;
    double network = 0.0;
    NetworkOf network_of = NetworkOf::Buyers;
    double network_size = 100.0;
    double seller_overlap = 0.5;
    std::int64_t listing_review_days = 30;
    Money listing_costs{50'000};
    Money listing_noise{300'000};
};
template <class V>
void describe(V& v, PlatformChoiceSpec& p) {
    v("nothing", p.nothing,
      {.says = "where buying nothing stands: within, a buyer goes to a platform and then may leave it with nothing; "
               "beside, nothing is weighed against all platforms, and who goes to one chooses something there",
       .source = "McFadden 1978"});
    v("offers", p.offers,
      {.unit = "weight",
       .min = 0,
       .max = 1,
       .says =
           "how much of what a platform's offers are worth counts in choosing the platform; of two shops compared, "
           "how unlike their offers are: at 1 each offer is a chance of its own, at 0 what one has the other has too",
       .source = "McFadden 1978 (the parameter of a nest)"});
    v("habit", p.habit,
      {.unit = "",
       .min = 0,
       .max = 1000,
       .says = "how alike buyers are in their own tastes for platforms, which are ln of Gamma(habit × the platform's "
               "share): small numbers make each loyal to one, large ones all alike; 0: no tastes of their own",
       .source = "Goodhardt, Ehrenberg & Chatfield 1984 (S); the size is an assumption: 1 makes about half of all "
                 "buyers use two or more of three platforms"});
    v("first_account", p.first_account,
      {.unit = "utility",
       .min = 0,
       .max = 50,
       .says = "what speaks against a platform on which a buyer has never ordered: an account, an address, a card",
       .source = "assumption"});
    v("compare_shops", p.compare_shops,
      {.unit = "share of wishes",
       .min = 0,
       .max = 1,
       .says = "share of wishes for which a buyer looks at the best two platforms and chooses among the offers of both",
       .source = "assumption"});
    v("network", p.network,
      {.unit = "utility per ln",
       .min = 0,
       .max = 3,
       .says = "weight of the network: this times the logarithm of a platform's buyers or offers speaks for it; from 1 "
               "on a market whose buyers have no habits tips",
       .source = "Brock & Durlauf 2001; nobody has measured it: show results from 0 to 0.9"});
    v("network_of", p.network_of, {.says = "what draws buyers to a platform: buyers who are there, or offers"});
    v("network_size", p.network_size,
      {.unit = "buyer or offer",
       .min = 1,
       .max = 1e9,
       .says = "size at which the network speaks neither for nor against a platform, and that platforms of day 0 begin "
               "with where it is buyers, counted as visits in 30 days; only where nothing stands beside does it matter "
               "beyond the beginning"});
    v("seller_overlap", p.seller_overlap,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says =
           "share of a later model's independent sellers of day 0 who are on the first model with sellers too, with "
           "the same goods and one stock",
       .source = "APJII 2023: small firms named 1.6 platforms on average"});
    v("listing_review_days", p.listing_review_days,
      {.unit = "day", .min = 1, .max = 3650, .says = "days after which a seller thinks again about listing elsewhere"});
    v("listing_costs", p.listing_costs,
      {.unit = "money per 30 days",
       .min = 0,
       .max = 1e12,
       .says = "what keeping up a listing on a further platform costs a seller, for each offer of its size"});
    v("listing_noise", p.listing_noise,
      {.unit = "money per 30 days",
       .min = 0,
       .max = 1e12,
       .says = "spread of what else speaks for and against listing on a further platform, for each offer of a seller's "
               "size: the scale of a logistic; 0: profit alone decides",
       .source = "assumption"});
}

}  // namespace pasar
