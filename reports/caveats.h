// What to know before believing an answer that the numbers cannot tell: prices that nobody in the market answers to,
// costs that were scaled to the size of the market, and markets too small for counts that must be whole.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "words/language.h"

namespace pasar {

/// A sentence for each of the parameters `paths` that sellers of this market pay and do not answer to.
[[nodiscard]] std::vector<std::string> caveats_of_levers(const MarketSpec& market, std::span<const std::string> paths);

/// The same where `models` (their numbers in the scenario) differ in such a parameter and have sellers who pay it.
[[nodiscard]] std::vector<std::string> caveats_of_models(const Scenario& scenario, std::span<const std::size_t> models,
                                                         Language language = Language::English);

/// Which of `kpis` (their numbers) some of these models do not have, and why: – stands there. Empty where all have all.
[[nodiscard]] std::string caveat_of_kinds(const Scenario& scenario, std::span<const std::size_t> models,
                                          std::span<const std::size_t> kpis, Language language = Language::English);

/// That the scenario's firm is not scaled with a market of another size than it is written for; empty where it has none
/// or nothing is scaled.
[[nodiscard]] std::string caveat_of_firm(const Scenario& scenario, Language language = Language::English);

/// Which goods of the firm bring less than they cost in which of these models, at the price that it states, after the
/// commission and the fee of a sale; in its own store after packing. Empty where all bring more.
[[nodiscard]] std::string caveat_of_firm_losses(const Scenario& scenario, std::span<const std::size_t> models,
                                                Language language = Language::English);

/// That the firm has about as many orders a day as it can dispatch, or more, so that its capacity decides what it
/// earns; empty where it has room. `orders_per_day` is in all its channels.
[[nodiscard]] std::string caveat_of_capacity(const Scenario& scenario, double orders_per_day,
                                             Language language = Language::English);

/// Which goods of the firm cost less than half or more than twice the reference price of their category; empty where
/// none do.
[[nodiscard]] std::string caveat_of_usual_prices(const Scenario& scenario, Language language = Language::English);

/// That prices which the firm states for its goods do not hold where these models sell by auction; empty where none do.
[[nodiscard]] std::string caveat_of_stated_prices(const Scenario& scenario, std::span<const std::size_t> models,
                                                  Language language = Language::English);

/// Which of these models are free to read, where who hardly comes stays a customer; empty where none is.
[[nodiscard]] std::string caveat_of_readers(const Scenario& scenario, std::span<const std::size_t> models,
                                            Language language = Language::English);

/// That so few replications tell little of how far a mean can be off; empty from kEnoughReplications on.
inline constexpr std::int64_t kEnoughReplications = 5;
[[nodiscard]] std::string caveat_of_replications(std::int64_t replications, Language language = Language::English);

/// Which models cancel many orders because what was ordered is sold out, which counts as a failure. `shares` are their
/// mean stock_out_rate, in the order of `models`; empty where none does.
[[nodiscard]] std::string caveat_of_sold_out(const Scenario& scenario, std::span<const std::size_t> models,
                                             std::span<const double> shares, Language language = Language::English);

/// That sellers are scaled with the market and own goods beside them are not; empty where that makes no difference.
[[nodiscard]] std::string caveat_of_own_goods(const Scenario& scenario, std::span<const std::size_t> models,
                                              Language language = Language::English);

/// Which costs of these models are not as the scenario writes them, because the market has more or fewer buyers than
/// they are written for, with the numbers; empty where none is.
[[nodiscard]] std::string caveat_of_scaled_costs(const Scenario& scenario, std::span<const std::size_t> models,
                                                 Language language = Language::English);

/// What a market of so many buyers no longer has to scale, because it must be whole (sized_for); empty where all of it
/// is near enough.
[[nodiscard]] std::string caveat_of_size(const Scenario& scenario, std::span<const std::size_t> models,
                                         std::int64_t buyers, Language language = Language::English);

}  // namespace pasar
