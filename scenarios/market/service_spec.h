// When people want a service, and whether they come.
#pragma once

#include <cstdint>

#include "scenarios/describe.h"

namespace pasar {

struct ServiceSpec {
    double lead_days = 7.0;
    double short_notice = 0.4;
    std::int64_t short_days = 1;
    double short_notice_price = 1.0;
    double nights = 1.0;
    double no_show = 0.05;
    double cancels = 0.1;
};
template <class V>
void describe(V& v, ServiceSpec& s) {
    v("lead_days", s.lead_days,
      {.unit = "day",
       .min = 0,
       .max = 365,
       .says = "mean days from the wish to the day of the service, beyond short_days, of those who plan ahead "
               "(geometric)"});
    v("short_notice", s.short_notice,
      {.unit = "share of wishes", .min = 0, .max = 1, .says = "wishes for a service today or within short_days"});
    v("short_days", s.short_days,
      {.unit = "day", .min = 0, .max = 60, .says = "days ahead of a wish at short notice, 0 to so many alike"});
    v("short_notice_price", s.short_notice_price,
      {.unit = "×",
       .min = 0,
       .max = 10,
       .says = "multiplies the weight of the price at short notice: below 1 they pay more easily"});
    v("nights", s.nights,
      {.unit = "day",
       .min = 1,
       .max = 60,
       .says = "mean days of a stay (geometric, at most 60); 1 is one day for all"});
    v("no_show", s.no_show,
      {.unit = "share of bookings", .min = 0, .max = 1, .says = "buyers with a booking who do not come"});
    v("cancels", s.cancels,
      {.unit = "share of bookings",
       .min = 0,
       .max = 1,
       .says = "bookings called off on a day before the service, any of those left alike"});
}

}  // namespace pasar
