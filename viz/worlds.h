// The worlds themselves as they stand: each goes along its script, is put back to an earlier day from a snapshot, takes
// over another script or branches off another world. What should be is planned; what is follows, day by day. Belongs to
// one thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/scene.h"
#include "viz/script.h"
#include "viz/snapshots.h"

namespace pasar {

/// A world as it is meant to be.
struct WorldScript {
    std::uint32_t id = 0;
    std::string name;
    std::shared_ptr<const Script> script;  ///< of its first platform, where several compete
    std::optional<std::uint32_t> branch_of{};
    std::int64_t branch_day = 0;
    /// Names of its platforms where several compete, whose ids follow each other from `id` on; else empty.
    std::vector<std::string> platforms{};

    [[nodiscard]] std::size_t seen() const { return std::max<std::size_t>(1, platforms.size()); }
    /// Whether a world of a scene is this one or a platform of it.
    [[nodiscard]] bool holds(std::uint32_t seen_id) const { return seen_id >= id && seen_id < id + seen(); }
};

class Worlds {
public:
    /// `before_step` is called before each day of each market; may be empty.
    Worlds(int threads, std::size_t snapshot_bytes, std::function<void(World&)> before_step);

    /// Puts every world where it stood last, at or before the day, under what holds there; the days that are missing
    /// are played by play_a_day().
    void become(const std::vector<WorldScript>& plans, std::int64_t day);
    /// The clock moves: all are to come to this day.
    void go_on_to(std::int64_t day) { day_ = day; }
    [[nodiscard]] std::int64_t day() const { return day_; }
    /// Until all have come to the day, over all worlds.
    [[nodiscard]] std::int64_t days_missing() const;
    /// One day of the world that is furthest behind. False when none is.
    bool play_a_day();

    /// Why a world came to a stop since the last call, in a sentence; nothing when none did.
    [[nodiscard]] std::optional<std::string> take_complaint();
    /// The plan of a world that stands still until it is made anew; null when there is none.
    [[nodiscard]] const WorldScript* failed() const;

    /// The worlds as they stand, for a scene. Pre: no days are missing.
    void draw(std::vector<SeenWorld>& into);
    [[nodiscard]] std::size_t snapshots() const;
    [[nodiscard]] std::size_t snapshot_bytes() const { return snapshot_bytes_; }

private:
    /// A world as it stands.
    struct Ongoing {
        WorldScript plan;
        LiveWorld live;
        Snapshots snapshots;
        std::vector<SeenWorld> drawn;                ///< as it was last shown, a platform each
        std::shared_ptr<const Script> drawn_script;  ///< under which script
        bool is_drawn = false;                       ///< `drawn` shows `live`
        bool failed = false;  ///< the market contradicted itself: stands still until it is made anew

        [[nodiscard]] std::int64_t day() const { return live.world->day(); }
        /// Where it stands when all have come to `clock`.
        [[nodiscard]] std::int64_t goal(std::int64_t clock) const { return std::min(clock, plan.script->days()); }
        [[nodiscard]] bool lags(std::int64_t clock) const { return !failed && day() < goal(clock); }
    };

    [[nodiscard]] Ongoing* find(std::uint32_t id);
    void put_up(Ongoing& world, const WorldScript& plan, std::int64_t day);
    void take_over(Ongoing& world, Ongoing& before, std::int64_t day);
    void branch_off(Ongoing& world, const Ongoing& parent, std::int64_t day);
    void start_from_snapshot(Ongoing& world, std::int64_t day);
    void keep_budget();
    void step_on(Ongoing& world);
    void fail(Ongoing& world, std::string_view why);
    void draw(Ongoing& world);
    void name(Ongoing& world);

    const int threads_;
    const std::function<void(World&)> before_step_;
    std::vector<Ongoing> worlds_;
    std::int64_t day_ = 0;  ///< the clock: where all worlds are going
    SnapshotPlan plan_;
    std::size_t snapshot_bytes_ = 0;
    std::string complaint_;
};

}  // namespace pasar
