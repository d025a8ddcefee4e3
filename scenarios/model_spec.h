// A business model: five choices that combine freely (supply, matching, revenue, fulfilment, protection) and the
// policies on top of them. What a model does not say is the default here. Its parts stand in model/.
#pragma once

#include <string>
#include <vector>

#include "scenarios/describe.h"
#include "scenarios/firm_spec.h"
#include "scenarios/model/auction_spec.h"
#include "scenarios/model/booking_spec.h"
#include "scenarios/model/competition_spec.h"
#include "scenarios/model/feed_spec.h"
#include "scenarios/model/fulfilment_spec.h"
#include "scenarios/model/licence_spec.h"
#include "scenarios/model/own_rates_spec.h"
#include "scenarios/model/programmes_spec.h"
#include "scenarios/model/promotion_spec.h"
#include "scenarios/model/protection_spec.h"
#include "scenarios/model/reputation_spec.h"
#include "scenarios/model/revenue_spec.h"
#include "scenarios/model/site_spec.h"
#include "scenarios/model/subscription_spec.h"
#include "scenarios/model/supply_spec.h"
#include "scenarios/model/support_spec.h"

namespace pasar {

struct ModelSpec {
    std::string name = "Model";
    std::string about;
    SupplySpec supply;
    MatchingSpec matching;
    AuctionSpec auction;
    BookingSpec booking;
    SubscriptionSpec subscription;
    FeedSpec feed;
    RevenueSpec revenue;
    FulfilmentSpec fulfilment;
    LicenceSpec licence;
    ProtectionSpec protection;
    ReputationSpec reputation;
    std::vector<std::string> payments;
    SiteSpec site;
    SupportSpec support;
    std::vector<TreatmentSpec> treatment;
    ProgrammesSpec programmes;
    PromotionSpec promotion;
    PolicingSpec policing;
    CostsSpec costs;
    OwnRatesSpec own_rates;
    CompetitionSpec competition;
    FirmInModelSpec firm;
    /// Whether it is meant as one of several platforms of a world: no parameter, but what a command does with the
    /// scenario. Reports ask it which key figures there are.
    bool competes = false;
};
template <class V>
void describe(V& v, ModelSpec& m) {
    v("name", m.name, {.says = "how reports call this model"});
    v("about", m.about, {.says = "what kind of business this is"});
    v("supply", m.supply, {.says = "first choice: who owns the goods"});
    v("matching", m.matching, {.says = "second choice: how buyers and goods meet"});
    v("auction", m.auction, {.says = "how auctions are held, where matching is by auction", .source = "source 3"});
    v("booking", m.booking, {.says = "how places are booked, where matching is by booking", .source = "source 3"});
    v("subscription", m.subscription,
      {.says =
           "plans and how they are billed, where matching is by subscription; of a feed, those that free a reader of "
           "advertising",
       .source = "source 5"});
    v("feed", m.feed,
      {.says = "what is read and what advertising stands beside it, where matching is by feed", .source = "source 3"});
    v("revenue", m.revenue, {.says = "third choice: what the platform earns by, besides the margin on own goods"});
    v("fulfilment", m.fulfilment, {.says = "fourth choice: how goods reach buyers"});
    v("licence", m.licence, {.says = "on what terms digital goods are sold, where fulfilment is digital"});
    v("protection", m.protection, {.says = "fifth choice: what stands behind a failed order"});
    v("reputation", m.reputation, {.says = "what buyers see of sellers"});
    v("payments", m.payments,
      {.min = 0, .max = 8, .says = "names of the payment methods offered; empty offers all of the market"});
    v("site", m.site, {.says = "the web shop's capacity", .source = "source 4"});
    v("support", m.support, {.says = "the support desk", .source = "source 3 (after-sales service)"});
    v("treatment", m.treatment,
      {.min = 0,
       .max = 64,
       .says = "what a complaint gets: the first line that fits holds; where none fits, an apology",
       .source = "source 4"});
    v("programmes", m.programmes, {.says = "what is done to keep customers", .source = "source 5"});
    v("promotion", m.promotion, {.says = "what is done to become known", .source = "sources 2 and 3"});
    v("policing", m.policing, {.says = "what is done against cheating sellers", .source = "source 1"});
    v("costs", m.costs, {.says = "further costs"});
    v("own_rates", m.own_rates, {.says = "what is known of this model as a rate, in place of the market's"});
    v("competition", m.competition,
      {.says = "when it opens, who knows it, and how it stands among other platforms of one world"});
    v("firm", m.firm, {.says = "what the scenario's firm does otherwise in this model"});
}

}  // namespace pasar
