// Entry of the platform into what sells well of its sellers' goods.
#pragma once

#include "sim/platform/platform.h"

namespace pasar {

/// Every `supply.entry.review_days` the platform looks at what independent sellers have sold since it last looked, and
/// opens own offers of the goods that did best and of which it has none yet: most units or money, times the quality
/// that buyers infer. Goods bought in its own store to be sold on are its own already.
void enter_what_sells(Platform& platform);

}  // namespace pasar
