#include "viz/snapshots.h"

#include <algorithm>
#include <set>
#include <vector>

namespace pasar {

std::size_t bytes_of(std::span<const Snapshots* const> worlds) {
    std::set<const LiveWorld*> counted;
    std::size_t sum = 0;
    for (const Snapshots* world : worlds) {
        for (const auto& [day, snapshot] : *world)
            if (counted.insert(snapshot.get()).second) sum += snapshot->world->bytes();
    }
    return sum;
}

std::size_t SnapshotPlan::thin(std::span<Snapshots* const> worlds) {
    const std::vector<const Snapshots*> read(worlds.begin(), worlds.end());
    std::size_t bytes = bytes_of(read);
    while (bytes > budget_) {
        interval_ *= 2;
        for (Snapshots* world : worlds) std::erase_if(*world, [&](const auto& entry) { return !wants(entry.first); });
        bytes = bytes_of(read);
    }
    return bytes;
}

}  // namespace pasar
