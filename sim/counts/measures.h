// What is counted, once. Every number that a report or a window shows comes from this list: `Count` is what happens on
// a day, as integers that can be added in any order; `Kpi` is what is worked out from a whole run's counts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace pasar {

/// In place of a number that does not exist, such as a rate of no orders.
inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

struct MeasureInfo {
    std::string_view name;  ///< snake_case, the column in reports
    std::string_view unit;
    std::string_view says;  ///< one sentence
    int better = 0;         ///< +1 more is better for the business, -1 less is, 0 neither
    bool adds_up = false;   ///< of a key figure: it grows with the days of the run, and means little without them
};

/// Unit of a count of money: the currency's smallest unit, which reports turn into the main one; key figures are in
/// that. Unit "millionth": a sum scaled by 1,000,000 and rounded.
// clang-format off
#define PASAR_COUNTS(X)                                                                                                          \
    X(Visits, visits, "visit", "purchase occasions of buyers who know the platform and come to it")                              \
    X(LostToQueue, visits_lost_to_overload, "visit", "visits turned away because the site was over capacity")                    \
    X(Abandoned, visits_abandoned, "visit", "visits given up while waiting for the site")                                        \
    X(NothingChosen, visits_without_choice, "visit", "visits in which no offer was better than not buying")                      \
    X(Copies, copies, "copy", "of visits without choice, those whose buyers made a copy of a digital good that nobody is paid for")  \
    X(DisplacedByCopies, displaced_by_copies, "millionth", "orders whose place copies took: of each copy, the chance that its maker would have bought, had it not been to be had; summed") \
    X(UsedAndRefunded, used_and_refunded, "order", "of orders returned, digital goods that their buyers had made full use of") \
    X(PaymentFailed, payments_failed, "order", "chosen orders lost because no payment method was acceptable or went through")    \
    X(Questions, questions, "question", "questions to sellers before buying")                                                     \
    X(LostToQuestions, lost_to_questions, "order", "chosen orders lost because a question was not answered in time, or the answer put the buyer off") \
    X(Orders, orders, "order", "orders placed")                                                                                  \
    X(OrdersOnDelivery, orders_on_delivery, "order", "orders to be paid in cash at the door")                                    \
    X(Units, units, "unit", "units ordered")                                                                                     \
    X(Gmv, gmv, "money", "gross merchandise value: price of goods ordered, before what the platform takes off")                       \
    X(OrderingMistakes, ordering_mistakes, "order", "orders in which the buyer mistook what to order")                           \
    X(StockOuts, stock_outs, "order", "orders cancelled and refunded as the item was sold out, or dispatch over 60 days away")   \
    X(NeverSent, never_sent, "order", "orders that the seller took and never sent")                                              \
    X(Dispatched, dispatched, "parcel", "parcels handed to a courier, or digital goods sent")                                    \
    X(CourierWaitDays, courier_wait_days, "day", "days parcels waited for couriers over capacity, summed")                       \
    X(PickingWaitDays, picking_wait_days, "day", "days orders waited for the own picking line, summed")                          \
    X(Rescued, rescued, "parcel", "parcels in trouble that monitoring rescued")                                                  \
    X(EndedOnDelivery, ended_on_delivery, "order", "cash-on-delivery orders that were handed over, refused, lost, returned or sold out") \
    X(Delivered, delivered, "order", "orders handed over to the buyer")                                                          \
    X(DeliveredOnTime, delivered_on_time, "order", "orders handed over by the promised day")                                     \
    X(DeliveryDays, delivery_days_sum, "day", "days from order to hand-over, summed")                                            \
    X(Late, late, "order", "orders handed over after the promised day")                                                          \
    X(Lost, lost, "parcel", "parcels lost by couriers")                                                                          \
    X(Damaged, damaged, "parcel", "parcels damaged, those refused for it included")                                                                             \
    X(WrongItem, wrong_item, "order", "orders in which the seller packed the wrong item")                                        \
    X(Misdescribed, misdescribed, "order", "orders of goods described better than they were")                                    \
    X(Refused, refused, "parcel", "parcels refused at the door")                                                                 \
    X(Undeliverable, undeliverable, "parcel", "parcels that went back after the last failed attempt, or that nobody collected")           \
    X(Returned, returned, "order", "orders that came as they should and were sent back, paid back when they arrived")           \
    X(Failures, failures, "order", "settled orders with any failure the buyer could feel, refusals included")                                       \
    X(Complaints, complaints, "ticket", "failures about which the buyer complained")                                             \
    X(TicketsSettled, tickets_settled, "ticket", "complaints answered")                                                          \
    X(TicketsIgnored, tickets_ignored, "ticket", "complaints that waited too long and count as ignored")                         \
    X(FirstResponseHours, first_response_hours_sum, "hour", "hours until the first answer to complaints settled, summed")        \
    X(ResolutionHours, resolution_hours_sum, "hour", "hours until complaints were settled, refund time included, summed")        \
    X(Refunds, refunds, "order", "orders paid back, wholly or in part, after a complaint, cancellation or return")                 \
    X(RefundMoney, refund_money, "money", "money paid back to buyers, chargebacks included")                                     \
    X(Chargebacks, chargebacks, "order", "losses recovered through the payment provider")                                        \
    X(ChargebackMoney, chargeback_money, "money", "money recovered through the payment provider")                                \
    X(Replacements, replacements, "order", "orders replaced after a complaint")                                                  \
    X(Settled, settled, "order", "orders whose story ended")                                                                      \
    X(SettledPayments, settled_payments, "money", "what buyers were to pay for the orders settled")                              \
    X(Satisfaction, satisfaction, "millionth", "satisfaction after settlement, summed over settled orders")                      \
    X(Reviews, reviews, "review", "honest reviews left by buyers")                                                               \
    X(PositiveReviews, positive_reviews, "review", "honest reviews that count as positive")                                      \
    X(FakeReviews, fake_reviews, "review", "reviews that sellers wrote for themselves")                                          \
    X(Stars, stars, "star", "stars of honest reviews, summed")                                                                   \
    X(SurveysSent, surveys_sent, "survey", "survey questions sent")                                                              \
    X(SurveyAnswers, survey_answers, "answer", "survey answers received")                                                        \
    X(SurveyPromoters, survey_promoters, "answer", "answers of 9 or 10 to the NPS question")                                     \
    X(SurveyDetractors, survey_detractors, "answer", "answers of 0 to 6 to the NPS question")                                    \
    X(CsatSum, csat_sum, "point", "CSAT answers (1 to 5), summed")                                                               \
    X(CesSum, ces_sum, "point", "CES answers (1 very hard to 7 very easy), summed")                                              \
    X(CsatSquares, csat_squares, "point²", "squares of CSAT answers, summed")                                                    \
    X(CesSquares, ces_squares, "point²", "squares of CES answers, summed")                                                       \
    X(BecameAware, became_aware, "buyer", "buyers who heard of the platform")                                                    \
    X(FirstOrders, first_orders, "buyer", "buyers who ordered, or read a feed, for the first time")                               \
    X(RepeatOrders, repeat_orders, "order", "orders by buyers who had ordered before")                                           \
    X(BuyersLeft, buyers_left, "buyer", "customers who left for good")                                                           \
    X(BuyersWonBack, buyers_won_back, "buyer", "customers who had left and came back")                                           \
    X(BuyersTurnedSellers, buyers_turned_sellers, "buyer", "delighted buyers who began to sell")                                 \
    X(Messages, messages, "message", "thank-you, reminder and win-back messages sent")                                           \
    X(Shares, shares, "person", "people told by delighted buyers who were asked to share")                                       \
    X(CouponsUsed, coupons_used, "order", "orders with a coupon")                                                                \
    X(PointsSpent, points_spent, "money", "loyalty points spent")                                                                \
    X(Discounts, discounts, "money", "discounts the platform gave on orders placed: promotions, coupons and points")              \
    X(SurplusUtility, surplus_utility, "millionth", "logit inclusive value of visits that saw offers less that of the outside, ln(1 + Σ exp V / outside), summed")   \
    X(BuyerSurplus, buyer_surplus, "money", "the same in money, by the buyer's own weight of the full price, put right by how orders turned out")                             \
    X(CommissionRevenue, commission_revenue, "money", "commissions and seller fees earned on settled sales of independent sellers")             \
    X(MarginRevenue, margin_revenue, "money", "price less cost of own goods sold and kept by buyers")                            \
    X(ListingRevenue, listing_revenue, "money", "listing and joining fees")                                                      \
    X(AdvertisingRevenue, advertising_revenue, "money", "advertising shown to visitors")                                         \
    X(BuyerFeeRevenue, buyer_fee_revenue, "money", "service fees paid by buyers")                                                \
    X(ShippingMargin, shipping_margin, "money", "shipping charged to buyers less what the platform pays for it, cashback included") \
    X(PaymentFees, payment_fees, "money", "fees paid to payment providers and for cash collection")                              \
    X(DiscountCost, discount_cost, "money", "discounts the platform gave")                                                       \
    X(RemedyCost, remedy_cost, "money", "refunds, replacements and compensation borne by the platform, less what couriers paid for") \
    X(SupportCost, support_cost, "money", "support desk")                                                                        \
    X(PromotionCost, promotion_cost, "money", "advertising and social media")                                                    \
    X(ProgrammeCost, programme_cost, "money", "messages, surveys, monitoring, calls and checks of addresses; discounts apart")                                            \
    X(SiteCost, site_cost, "money", "servers")                                                                                   \
    X(HandlingCost, handling_cost, "money", "packing and handling of own orders")                                                \
    X(FixedCost, fixed_cost, "money", "fixed costs")                                                                             \
    X(SellerIncome, seller_income, "money", "sales of independent sellers less cost of goods, commission, fees and shipping")    \
    X(CourierRevenue, courier_revenue, "money", "shipping and cash-collection fees of couriers, less cashback")                                 \
    X(BuyerLoss, buyer_loss, "money", "losses from failed orders that stayed with buyers")                                       \
    X(SellerEntries, seller_entries, "seller", "independent sellers who joined")                                                 \
    X(SellerExits, seller_exits, "seller", "independent sellers who gave up")                                                    \
    X(UnitsToResellers, units_to_resellers, "unit", "units of own goods that resellers bought in the store to sell on")           \
    X(SellerBans, seller_bans, "seller", "sellers banned for cheating")                                                          \
    X(SellerReturns, seller_returns, "seller", "banned sellers who came back under a new name")                                  \
    X(ExitScams, exit_scams, "seller", "patient cheats who began to cash in their reputation")                                    \
    X(AuctionsEnded, auctions_ended, "listing", "auctions that ended")                                                            \
    X(AuctionsWon, auctions_won, "listing", "auctions that ended with a winner: somebody bid, and the reserve was met")           \
    X(WonByBest, won_by_best, "listing", "auctions won by whom of all bidders the unit was worth most to")                        \
    X(AuctionsUnpaid, auctions_unpaid, "listing", "winners, second chances included, who did not pay or whose payment failed")                            \
    X(SecondChances, second_chances, "listing", "runners-up who were offered the unit because the winner did not pay")            \
    X(Bids, bids, "bid", "visits that ended in a bid, late ones that were lost included")                                         \
    X(LateBids, late_bids, "bid", "bids kept for the last minute")                                                                \
    X(LateBidsLost, late_bids_lost, "bid", "late bids that did not get through before a hard close")                              \
    X(BidsTooLow, bids_too_low, "bid", "bids below what was asked for by the time they came")                                     \
    X(Sniped, sniped, "buyer", "bidders who led until a late bid beat them")                                                      \
    X(BiddersGaveUp, bidders_gave_up, "buyer", "of these, those who had never ordered and do not come back; customers among them count as left")                                            \
    X(HammerMoney, hammer_money, "money", "prices at which auctions were won, summed")                                            \
    X(HammerIndex, hammer_index_sum, "millionth", "the same, each over its reference price")                                      \
    X(WinnerValue, winner_value, "money", "what units won were worth to their winners, summed")                                   \
    X(BookingsAsked, bookings_asked, "booking", "visits that asked for a booking")                                                \
    X(BookingsFull, bookings_full, "booking", "of these, those for which there was no room")                                      \
    X(AdvanceBookings, advance_bookings, "order", "bookings at the advance fare")                                                 \
    X(BookingsDue, bookings_due, "order", "bookings whose day came, those called off apart")                                      \
    X(PlacesOffered, places_offered, "place", "places of all providers, a day each")                                              \
    X(PlacesServed, places_served, "place", "places in which a buyer was served, a day each")                                     \
    X(Denied, denied, "order", "buyers with a booking who came and for whom there was no room")                                   \
    X(NoShows, no_shows, "order", "bookings whose buyers did not come")                                                           \
    X(BookingsCancelled, bookings_cancelled, "order", "bookings called off by their buyers")                                      \
    X(NotServed, not_served, "order", "bookings whose provider did not come")                                                     \
    X(OwnGmv, own_gmv, "money", "of gmv, the price of the platform's own goods, where sellers' stand beside them")              \
    X(ProductsEntered, products_entered, "product", "own offers opened of what sold best of sellers' goods")                      \
    X(ResellersRegistered, resellers_registered, "buyer", "delighted buyers who registered as resellers")                         \
    X(UnitsToDistributors, units_to_distributors, "unit", "units of own goods that distributors bought to sell on")               \
    X(WholesaleRevenue, wholesale_revenue, "money", "what distributors paid for own goods")  \
    X(OffPlatformUnits, off_platform_units, "unit", "units that distributors sold off the platform")  \
    X(OffPlatformSales, off_platform_sales, "money", "what people off the platform paid distributors")  \
    X(UnitsListedByDistributors, units_listed_by_distributors, "unit", "units that distributors put on their own shelves on the platform")  \
    X(DistributorIncome, distributor_income, "money", "sales of distributors less what the goods and being in business cost them")  \
    X(ReadingOccasions, reading_occasions, "occasion", "occasions at which somebody who knows a feed could visit it")             \
    X(Reads, reads, "visit", "visits in which a feed was read")                                                                   \
    X(ReadingSatisfaction, reading_satisfaction, "millionth", "satisfaction with these, summed")                                  \
    X(AdFreeReads, ad_free_reads, "visit", "of the visits that read, those without advertising")                                                 \
    X(AdsShown, ads_shown, "advertisement", "advertisements shown to readers")                                                    \
    X(Posts, posts, "post", "posts of members")                                                                                   \
    X(BadPosts, bad_posts, "post", "of these, spam, abuse and lies")                                                              \
    X(PostsRemoved, posts_removed, "post", "posts that moderation took down")                                                     \
    X(PostsWronglyRemoved, posts_wrongly_removed, "post", "of these, good ones")                                                  \
    X(Invitations, invitations, "invitation", "invitations that members sent")                                                    \
    X(InvitationsAccepted, invitations_accepted, "buyer", "buyers who got to know the platform by an invitation")                 \
    X(ContentCost, content_cost, "money", "what is made or bought to be read, and looking at posts")                                 \
    X(SignUps, sign_ups, "buyer", "buyers who began to pay for a subscription, after a trial or at once")                          \
    X(TrialsBegun, trials_begun, "buyer", "trials begun")                                                                         \
    X(TrialsRefused, trials_refused, "buyer", "visits that would have begun a trial but for the card that was asked for")         \
    X(TrialsConverted, trials_converted, "buyer", "trials after which a subscription was to be paid")                             \
    X(TrialsForgotten, trials_forgotten, "buyer", "of these, those that nobody had called off in time")                           \
    X(TrialsEnded, trials_ended, "buyer", "trials over")                                                                          \
    X(SubscriberUses, subscriber_uses, "visit", "visits of subscribers")                                                          \
    X(Bills, bills, "order", "bills of subscriptions paid")                                                                       \
    X(BillMoney, bill_money, "money", "what bills of subscriptions came to that were paid")                                       \
    X(BillsFailed, bills_failed, "order", "bills that could not be collected at the first try")                                   \
    X(BillsRecovered, bills_recovered, "order", "bills that a further try collected")                                             \
    X(SubscribersCancelled, subscribers_cancelled, "buyer", "paying subscribers who left of their own will")                      \
    X(SubscribersLapsed, subscribers_lapsed, "buyer", "paying subscribers lost because a bill could not be collected")            \
    X(PausesBegun, pauses_begun, "buyer", "subscribers who paused")                                                               \
    X(PausesEnded, pauses_ended, "buyer", "subscribers who went on after a pause")                                                \
    X(PlanChanges, plan_changes, "buyer", "subscribers who went over to another plan")                                            \
    X(SubscribersWonBack, subscribers_won_back, "buyer", "former subscribers who signed up again")                                \
    X(RecurringNew, recurring_new, "money", "recurring revenue of 30 days that came with sign-ups")                               \
    X(RecurringExpansion, recurring_expansion, "money", "that came with dearer plans and prices")                                 \
    X(RecurringContraction, recurring_contraction, "money", "that went with cheaper plans and prices")                            \
    X(RecurringCancelled, recurring_cancelled, "money", "that went with subscribers who left of their own will")                  \
    X(RecurringLapsed, recurring_lapsed, "money", "that went with subscribers whose bills could not be collected")                \
    X(RecurringPaused, recurring_paused, "money", "that went with pauses")                                                        \
    X(RecurringResumed, recurring_resumed, "money", "that came back after pauses")                                                \
    X(ServiceCost, service_cost, "money", "what serving subscribers cost, trials included: periods and uses")

/// States at the end of a day, not flows.
#define PASAR_STATES(X)                                                                                                          \
    X(Unaware, unaware, "buyer", "buyers who have not heard of the platform")                                                    \
    X(Aware, aware, "buyer", "buyers who know it and have not visited")                                                          \
    X(Considering, considering, "buyer", "buyers who visited and have not ordered")                                              \
    X(OneOrderCustomers, one_order_customers, "buyer", "customers with one order who have not left")                                               \
    X(RepeatCustomers, repeat_customers, "buyer", "customers with several orders who have not left and would not recommend")     \
    X(Advocates, advocates, "buyer", "customers with several orders whose last one delighted")                                   \
    X(LeftBuyers, left_buyers, "buyer", "buyers who left")                                                                       \
    X(Sellers, sellers, "seller", "independent sellers in business, or the own store")                                           \
    X(OpenOrders, open_orders, "order", "orders whose story has not ended")                                                      \
    X(OpenTickets, open_tickets, "ticket", "complaints waiting at the support desk")                                             \
    X(CourierBacklog, courier_backlog, "parcel", "parcels waiting for couriers over capacity")                                   \
    X(PickingBacklog, picking_backlog, "order", "orders waiting for the own picking line")                                       \
    X(ResponseMilliseconds, response_milliseconds, "ms", "response time of the site in busy hours")                              \
    X(TrustMillionths, trust_sum, "millionth", "trust in the platform, summed over customers who have not left")                 \
    X(QualityBelief, quality_belief, "millionth", "average quality buyers believe in")                                           \
    X(ReputationError, reputation_error, "millionth", "mean distance between the quality buyers infer from what is shown and the true quality, over offers") \
    X(OffersInStock, offers_in_stock, "offer", "offers on sale that are in stock")                                               \
    X(MeanPriceIndex, price_index, "millionth", "mean price over reference price of offers in stock; 0 where there are none")                            \
    X(MeanQuality, offered_quality, "millionth", "mean true quality of offers in stock; 0 where there are none")                 \
    X(ScoreSlope, score_slope, "millionth", "quality for which buyers take a whole unit of the score shown, as experience taught") \
    X(CheatingOpportunists, cheating_opportunists, "seller", "opportunists in business who send worse goods than they describe, until they next look at their price") \
    X(OpenAuctions, open_auctions, "listing", "auctions open to bids")                                                            \
    X(BookedAhead, booked_ahead, "place", "places booked for days to come")                                                       \
    X(Distributors, distributors, "distributor", "distributors in business")                                                      \
    X(DistributorStock, distributor_stock, "unit", "units with distributors or on their way to them")  \
    X(DailyActive, daily_active, "person", "people who read the feed on the day")                                                 \
    X(MonthlyActive, monthly_active, "person", "people who read the feed on one of the last 30 days")                             \
    X(FeedActivity, feed_activity, "millionth", "visits to a feed over the occasions of all buyers, those who do not know it included; mean of about 30 days") \
    X(PayingSubscribers, paying_subscribers, "buyer", "subscribers who pay, those past due included, those on trial or paused not") \
    X(OnTrial, on_trial, "buyer", "buyers on trial")                                                                              \
    X(PastDueSubscribers, past_due_subscribers, "buyer", "paying subscribers whose last bill could not be collected yet")         \
    X(PausedSubscribers, paused_subscribers, "buyer", "subscribers who pause")                                                    \
    X(RecurringRevenue, recurring_money, "money", "what all paying subscribers are billed for 30 days, at list prices")
// clang-format on

enum class Count : std::uint16_t {
#define PASAR_ENUM(id, name, unit, says) id,
    PASAR_COUNTS(PASAR_ENUM)
#undef PASAR_ENUM
};
enum class State : std::uint16_t {
#define PASAR_ENUM(id, name, unit, says) id,
    PASAR_STATES(PASAR_ENUM)
#undef PASAR_ENUM
};

#define PASAR_INFO(id, name, unit, says) MeasureInfo{#name, unit, says},
inline constexpr std::array kCounts{PASAR_COUNTS(PASAR_INFO)};
inline constexpr std::array kStates{PASAR_STATES(PASAR_INFO)};
#undef PASAR_INFO

using DayCounts = std::array<std::int64_t, kCounts.size()>;
using States = std::array<std::int64_t, kStates.size()>;

/// One day of one market: what happened, and how things stood in the evening.
struct DayRow {
    DayCounts counts{};
    States states{};
};

/// Key figures of a whole run; NaN where there is nothing to divide by. In the order of `kKpis`.
extern const std::size_t kKpiCount;
[[nodiscard]] const MeasureInfo& kpi_info(std::size_t kpi);
/// Index of a key figure by name, or kKpiCount when there is none.
[[nodiscard]] std::size_t find_kpi(std::string_view name);

}  // namespace pasar
