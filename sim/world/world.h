// The world: people, time, and the platforms that they deal with.
//
// In a phase by block a thread reads what stood in the morning and writes only its own block and its own counts (see
// Turn); between phases one thread adds these up. All that is shared and changes is an integer or is worked out by one
// thread in a fixed order, so a run gives the same bytes on any number of threads.
#pragma once

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/scenario.h"
#include "scenarios/timeline.h"
#include "sim/memory/pages.h"
#include "sim/people/block.h"
#include "sim/people/buyer.h"
#include "sim/people/calendar.h"
#include "sim/platform/platform.h"
#include "sim/world/courier_lines.h"
#include "sim/world/merchants.h"
#include "sim/world/plan.h"

namespace pasar {

struct Turn;
/// A phase that each block of buyers goes through by itself.
struct BlockPhase {
    std::size_t number;  ///< in the order of the day, from 1
    void (*work)(Turn&);
};

/// All of the people that changes from day to day.
struct WorldState {
    std::int64_t today = 0;
    ZeroedPages<Buyer> buyers;
    std::vector<Block> blocks;
    Merchants merchants;  ///< empty where a world has one platform
};

class World : public WorldState {
public:
    /// The world of a scenario, with one of its models as the only platform.
    World(const Scenario& scenario, std::size_t model, std::int64_t replication, int threads);
    /// The same with these of its models as platforms that compete for its people: in ascending order, at most
    /// kMaxPlatforms in the scenario. With one, its place being 0, the world is that of `run`.
    World(const Scenario& scenario, std::span<const std::size_t> models, std::int64_t replication, int threads);
    /// Stands where `other` stands and goes on under `scenario`: see copy_of in snapshot.h. `model` counts for nothing
    /// where platforms compete.
    World(const World& other, const Scenario& scenario, std::size_t model, int threads);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// One day. Throws Contradiction when the books do not agree with what stands behind them, and
    /// BeyondCounting when sums grow too large.
    void step();

    /// What is in force today.
    [[nodiscard]] const Scenario& scenario() const { return *scenario_; }
    [[nodiscard]] const MarketSpec& spec() const { return scenario_->market; }
    [[nodiscard]] std::int64_t day() const { return today; }
    [[nodiscard]] std::int64_t replication() const { return plan.key.replication; }
    /// The only one, or the first.
    [[nodiscard]] Platform& platform() { return *platforms.front(); }
    [[nodiscard]] const Platform& platform() const { return *platforms.front(); }
    [[nodiscard]] Extent extent() const;
    [[nodiscard]] std::size_t bytes() const;

    const bool competes;                             ///< its platforms are those of a competition, be it one of one
    const std::shared_ptr<const Timeline> timeline;  ///< what is in force when

private:
    const Scenario* scenario_;  ///< one of the timeline's, as a rule

public:
    WorldPlan plan;
    Season season;
    const CourierLines courier_lines;
    std::vector<std::unique_ptr<Platform>> platforms;
    std::vector<double> parcels;  ///< handed to each courier today, on all platforms; worked out in the evening

    /// Lets another scenario hold from this morning on, in place of the one that did: plans are made anew, and what was
    /// drawn or worked out from what changed is brought in line (see in_force.h). Pre: between two days;
    /// only_from_day_0 of both is empty; `scenario` outlives the world or the next call.
    void put_in_force(const Scenario& scenario);

    /// Runs `work(block, thread)` over the numbers of all blocks on all threads.
    template <class Work>
    void for_each_block(Work work) const {
        arena_.execute([&] {
            tbb::parallel_for(std::size_t{0}, blocks.size(), [&](std::size_t block) {
                work(block, static_cast<std::size_t>(tbb::this_task_arena::current_thread_index()));
            });
        });
    }
    /// Runs `work(begin, end)` over ranges of [0, size) on all threads. The work must not depend on how it is cut.
    template <class Work>
    void for_ranges(std::size_t size, std::size_t grain, Work work) const {
        arena_.execute([&] {
            tbb::parallel_for(tbb::blocked_range<std::size_t>(0, size, grain),
                              [&](const auto& r) { work(r.begin(), r.end()); });
        });
    }

private:
    World(WorldState state, const Scenario& scenario, bool competes, std::int64_t replication, int threads);
    World(const Scenario& scenario, std::span<const std::size_t> models, bool competes, std::int64_t replication,
          int threads);
    [[nodiscard]] Turn turn_of(Platform& platform, std::size_t block, std::size_t thread);
    /// Takes every block through these phases, one after the other while it is at hand in the cache.
    void through_blocks(Platform& platform, std::span<const BlockPhase> phases);
    /// Phase 3 where platforms compete: every block's visits to all of them.
    void go_shopping();
    void count_parcels();

    /// Lets a run have more threads than the machine has cores, when it is asked to. Of several limits the least holds
    /// for all markets of the program, so a market that needs none sets none.
    std::optional<tbb::global_control> allowed_;
    mutable tbb::task_arena arena_;
};

}  // namespace pasar
