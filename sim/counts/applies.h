// Which key figures exist for which kind of business: a service ships nothing, and only auctions have bids.
#pragma once

#include <string_view>

#include "scenarios/scenario.h"

namespace pasar {

/// Why a model has no such key figure, as a clause ("nothing is shipped"); empty where it has one. Reports show –
/// there, and say this. To be translated.
[[nodiscard]] std::string_view why_none(std::string_view kpi, const ModelSpec& model);

/// Whether it is a key figure of platforms that compete. Results in which none do leave it out of their tables.
[[nodiscard]] bool is_of_competition(std::string_view kpi);

}  // namespace pasar
