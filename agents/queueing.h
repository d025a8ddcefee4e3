// Waiting lines: Erlang's formulas for servers side by side (Erlang 1917; Kleinrock 1975, ch. 3).
#pragma once

#include <cstdint>

namespace pasar {

/// Share of arrivals that find all `servers` busy when nobody waits (Erlang B). `load` is arrival rate × mean service
/// time.
[[nodiscard]] constexpr double erlang_b(std::int64_t servers, double load) {
    double blocked = 1.0;
    for (std::int64_t n = 1; n <= servers; ++n) blocked = load * blocked / (static_cast<double>(n) + load * blocked);
    return blocked;
}

/// Probability of having to wait with a queue (Erlang C). Pre: load < servers; at or past that everyone waits: 1.
[[nodiscard]] constexpr double erlang_c(std::int64_t servers, double load) {
    const auto c = static_cast<double>(servers);
    if (load >= c) return 1.0;
    const double blocked = erlang_b(servers, load);
    return c * blocked / (c - load * (1.0 - blocked));
}

struct SiteLoad {
    double response_seconds = 0.0;  ///< mean time from request to answer
    double lost_share = 0.0;        ///< share of visits beyond capacity, turned away
};
/// A site as M/M/c: below capacity everyone is served after waiting; past it the excess is lost and the rest meets the
/// queue as it stands at 99 % of capacity, since a site sheds load before its queue grows without bound.
[[nodiscard]] constexpr SiteLoad site_load(std::int64_t servers, double requests_per_second,
                                           double seconds_per_request) {
    const double load = requests_per_second * seconds_per_request;
    const double full = 0.99 * static_cast<double>(servers);
    const double served = load < full ? load : full;
    SiteLoad result;
    if (load > full) result.lost_share = 1.0 - full / load;
    result.response_seconds = seconds_per_request + (served > 0.0 ? erlang_c(servers, served) * seconds_per_request /
                                                                        (static_cast<double>(servers) - served)
                                                                  : 0.0);
    return result;
}

}  // namespace pasar
