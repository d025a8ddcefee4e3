// The market that every model of a scenario shares: buyers, what they want and how they decide, couriers, payment
// methods, kinds of sellers. Two models compared in one scenario meet exactly this market. Its parts stand in market/.
#pragma once

#include <cstdint>
#include <vector>

#include "agents/kinds.h"
#include "scenarios/describe.h"
#include "scenarios/market/awareness_spec.h"
#include "scenarios/market/bidding_spec.h"
#include "scenarios/market/browsing_spec.h"
#include "scenarios/market/choice_spec.h"
#include "scenarios/market/complaint_spec.h"
#include "scenarios/market/courier_spec.h"
#include "scenarios/market/demand_spec.h"
#include "scenarios/market/distributor_spec.h"
#include "scenarios/market/door_spec.h"
#include "scenarios/market/feedback_spec.h"
#include "scenarios/market/leaving_spec.h"
#include "scenarios/market/payment_method_spec.h"
#include "scenarios/market/piracy_spec.h"
#include "scenarios/market/platform_choice_spec.h"
#include "scenarios/market/question_spec.h"
#include "scenarios/market/satisfaction_spec.h"
#include "scenarios/market/segment_spec.h"
#include "scenarios/market/seller_spec.h"
#include "scenarios/market/service_spec.h"
#include "scenarios/market/subscribing_spec.h"

namespace pasar {

struct MarketSpec {
    std::int64_t buyers = 100000;
    std::int64_t sized_for = 0;
    std::vector<SeasonSpec> season;
    std::vector<RegionSpec> regions{{.name = "Everywhere", .share = 1.0, .island = "Everywhere"}};
    std::vector<CategorySpec> categories{{.name = "Goods", .share = 1.0}};
    std::vector<SegmentSpec> segments{{.name = "everyone", .share = 1.0}};
    WishSpec wishes;
    LeavingSpec leaving;
    ChoiceSpec choice;
    OutsideSpec outside;
    PiracySpec piracy;
    PlatformChoiceSpec platforms;
    TrustSpec trust;
    QuestionSpec questions;
    BiddingSpec bidding;
    ServiceSpec services;
    SubscribingSpec subscribing;
    BrowsingSpec browsing;
    OrderingSpec ordering;
    SatisfactionSpec satisfaction;
    DoorSpec door;
    RefusalSpec refusal;
    ReturnsSpec returns;
    BlameSpec blame;
    VoiceSpec voice;
    RecoverySpec recovery;
    ReviewSpec reviews;
    WordOfMouthSpec word_of_mouth;
    AnswerSpec answers;
    AwarenessSpec awareness;
    std::vector<PaymentMethodSpec> payments{{.name = "transfer", .preferred = 1.0}};
    std::vector<CourierSpec> couriers{{.name = "Courier A"}};
    std::vector<SellerTypeSpec> seller_types{{.kind = SellerKind::Honest, .share = 1.0}};
    SellerBehaviourSpec sellers;
    DistributorSpec distributors;
    std::vector<KnownSellerSpec> known_sellers;
    std::vector<PastOrderSpec> past_orders;
};
template <class V>
void describe(V& v, MarketSpec& m) {
    v("buyers", m.buyers,
      {.unit = "buyer", .min = 1, .max = 1e9, .says = "how many people could buy; each is simulated"});
    v("sized_for", m.sized_for,
      {.unit = "buyer",
       .min = 0,
       .max = 1e9,
       .says =
           "number of buyers that counted capacities and budgets (sellers, couriers, staff, servers, stock, "
           "advertising, fixed costs) are written for; a market of another size scales them, 0 takes them as written"});
    v("season", m.season, {.min = 0, .max = 400, .says = "days on which more or fewer wishes arise"});
    v("regions", m.regions, {.min = 1, .max = 64, .says = "where buyers and sellers live"});
    v("categories", m.categories, {.min = 1, .max = 64, .says = "what is bought"});
    v("segments", m.segments,
      {.min = 1,
       .max = 64,
       .says = "kinds of customers, each as multipliers on the traits all share",
       .source = "source 5"});
    v("wishes", m.wishes, {.says = "how often buyers want something"});
    v("leaving", m.leaving, {.says = "how buyers are lost"});
    v("choice", m.choice, {.says = "how buyers choose among offers", .source = "McFadden 1974"});
    v("outside", m.outside, {.says = "what becomes of wishes that are not met here"});
    v("piracy", m.piracy,
      {.says = "copies of digital goods, for those who would make them", .source = "Belleflamme & Peitz 2012"});
    v("platforms", m.platforms,
      {.says = "how buyers choose among platforms and sellers spread over them, where several share one world"});
    v("trust", m.trust, {.says = "how trust in the platform is won and lost"});
    v("questions", m.questions, {.says = "what buyers ask sellers before they buy"});
    v("bidding", m.bidding, {.says = "what buyers do in auctions"});
    v("services", m.services, {.says = "when buyers want a service, and whether they come"});
    v("subscribing", m.subscribing, {.says = "how people take, keep and give up subscriptions"});
    v("browsing", m.browsing, {.says = "how people read what is free, and what they post"});
    v("ordering", m.ordering, {.says = "what can go wrong before the order is placed"});
    v("satisfaction", m.satisfaction, {.says = "how an order is judged", .source = "Oliver 1980"});
    v("door", m.door, {.says = "why delivery attempts fail, and what mends that; parcel points", .source = "source 5"});
    v("refusal", m.refusal, {.says = "refusing a parcel at the door"});
    v("returns", m.returns, {.says = "sending back goods that do not fit or are not wanted after all"});
    v("blame", m.blame, {.says = "whose fault a failure is felt to be", .source = "Weiner 1985"});
    v("voice", m.voice, {.says = "exit, voice or silence after a failure", .source = "Hirschman 1970"});
    v("recovery", m.recovery, {.says = "what a remedy does", .source = "Tax, Brown & Chandrashekaran 1998"});
    v("reviews", m.reviews, {.says = "who reviews, and how honestly"});
    v("word_of_mouth", m.word_of_mouth, {.says = "who talks"});
    v("answers", m.answers, {.says = "how buyers answer surveys and notice messages", .source = "source 5"});
    v("awareness", m.awareness, {.says = "how buyers hear of the platform", .source = "Bass 1969"});
    v("payments", m.payments, {.min = 1, .max = 16, .says = "payment methods known to buyers"});
    v("couriers", m.couriers, {.min = 1, .max = 32, .says = "couriers every model may use"});
    v("seller_types", m.seller_types, {.min = 1, .max = 6, .says = "kinds of independent sellers"});
    v("sellers", m.sellers, {.says = "how sellers price, come and go"});
    v("distributors", m.distributors,
      {.says = "who buys in an own store to sell on, also off the platform", .source = "source 5 (pelanggan antara)"});
    v("known_sellers", m.known_sellers,
      {.min = 0,
       .max = 2000,
       .says = "named sellers, in business from day 0 beside those that are drawn, wherever a model has independent "
               "sellers; not scaled with the market"});
    v("past_orders", m.past_orders,
      {.min = 0,
       .max = 10000,
       .says =
           "orders that known sellers served before day 0: their ratings and sales, from which buyers infer quality. "
           "A known seller without any begins with supply.initial_ratings, true to its quality"});
}

}  // namespace pasar
