#include "sim/world/snapshot.h"

#include "sim/world/in_force.h"

namespace pasar {

std::unique_ptr<World> copy_of(const World& original, const Scenario& scenario, std::size_t model, int threads) {
    auto copy = std::make_unique<World>(original, scenario, model, threads);
    follow_new_terms(*copy, FormerTerms(original));
    return copy;
}

}  // namespace pasar
