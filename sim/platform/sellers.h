// Sellers coming and going.
#pragma once

#include "sim/platform/platform.h"

namespace pasar {

/// The own store (where the model has one) with its catalogue, and the independent sellers of day 0 with their past.
void open_sellers(World& world, Platform& platform);

/// Ratings of a past that was true to the goods.
[[nodiscard]] Ratings past_true_to(const Platform& platform, double quality, std::int64_t ratings);

/// Those who come in this morning: buyers who would sell and others, if it pays; banned cheats under new names.
void let_sellers_in(World& world, Platform& platform);
/// Opens a shop here for somebody who sells on `from`, with the goods it has there.
void open_further_shop(World& world, Platform& platform, const Platform& from, const Seller& seller);

/// A distributor's own shelf on the platform: a seller with one offer of the product it deals in, nothing on it yet.
/// Returns the seller. Pre: Plan::reseller_type is one.
std::uint32_t open_shelf_of_distributor(Platform& platform, std::size_t distributor);

/// An own offer of the goods of the seller's offer `number`, stocked and priced as other own goods are.
void open_own_copy(Platform& platform, std::size_t number);
/// Offers of plans, which stand before all others: one for each plan and category, plan by plan.
[[nodiscard]] std::size_t plan_offers(const Platform& platform);
/// The plan that an offer is of. Pre: offer < plan_offers().
[[nodiscard]] const SubscriptionPlanSpec& plan_of(const Platform& platform, std::size_t offer);
/// Price, quality and cost as the scenario has them now. Pre: likewise.
void set_terms_of_plan(Platform& platform, std::size_t offer);

}  // namespace pasar
