// The capacity of the web shop.
#pragma once

#include <cstdint>

#include "agents/money.h"
#include "scenarios/describe.h"

namespace pasar {

struct SiteSpec {
    std::int64_t servers = 4;
    double seconds_per_request = 0.25;
    double requests_per_visit = 20;
    double peak_factor = 4.0;
    double outage = 0.0;
    double tries_again = 0.0;
    Money cost_per_server_month{3000000};
};
template <class V>
void describe(V& v, SiteSpec& s) {
    v("servers", s.servers,
      {.unit = "server",
       .min = 1,
       .max = 1e7,
       .says = "servers that answer requests side by side (at the market's sized_for)"});
    v("seconds_per_request", s.seconds_per_request,
      {.unit = "s", .min = 0, .max = 600, .says = "mean time a server works on one request"});
    v("requests_per_visit", s.requests_per_visit,
      {.unit = "request per visit", .min = 0, .max = 10000, .says = "requests a visit makes"});
    v("peak_factor", s.peak_factor,
      {.unit = "×", .min = 0.01, .max = 100, .says = "how many times the day's mean load the busy hours bring"});
    v("outage", s.outage,
      {.unit = "share of visits",
       .min = 0,
       .max = 1,
       .says = "visits turned away because the site is down, whatever its load"});
    v("tries_again", s.tries_again,
      {.unit = "share of visits turned away",
       .min = 0,
       .max = 1,
       .says = "visits turned away, by an outage or a full queue, whose buyers come again the next day, and the day "
               "after where they are turned away again; the others are lost"});
    v("cost_per_server_month", s.cost_per_server_month,
      {.unit = "money per 30 days", .min = 0, .max = 1e12, .says = "what one server costs"});
}

}  // namespace pasar
