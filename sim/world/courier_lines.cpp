#include "sim/world/courier_lines.h"

namespace pasar {

CourierLines::CourierLines(const Timeline& timeline, double scale) {
    for (const Timeline::Span& span : timeline.spans()) {
        const std::vector<CourierSpec>& couriers = span.scenario->market.couriers;
        capacities_.resize(couriers.size());
        for (std::size_t c = 0; c < couriers.size(); ++c) {
            const double capacity = couriers[c].capacity_per_day * scale;
            std::vector<CapacityFrom>& known = capacities_[c];
            if (known.empty() || known.back().per_day != capacity) known.push_back({span.day, capacity});
        }
    }
}

}  // namespace pasar
