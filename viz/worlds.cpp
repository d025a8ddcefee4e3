#include "viz/worlds.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <new>
#include <utility>

#include "sim/world/snapshot.h"
#include "viz/picture_of.h"
#include "words/language.h"

namespace pasar {

namespace {

bool has_snapshot_between(const Snapshots& snapshots, std::int64_t after, std::int64_t until) {
    const auto next = snapshots.upper_bound(after);
    return next != snapshots.end() && next->first <= until;
}

}  // namespace

Worlds::Worlds(int threads, std::size_t snapshot_bytes, std::function<void(World&)> before_step)
    : threads_(threads), before_step_(std::move(before_step)), plan_(snapshot_bytes) {}

void Worlds::become(const std::vector<WorldScript>& plans, std::int64_t day) {
    std::vector<Ongoing> worlds(plans.size());
    // New worlds first, as they take after one that is there; the others then take over what they were.
    for (const bool takes_new : {true, false}) {
        for (std::size_t i = 0; i < worlds.size(); ++i)
            if ((find(plans[i].id) == nullptr) == takes_new) put_up(worlds[i], plans[i], day);
    }
    worlds_ = std::move(worlds);
    day_ = day;
    keep_budget();
}

Worlds::Ongoing* Worlds::find(std::uint32_t id) {
    const auto found = std::find_if(worlds_.begin(), worlds_.end(), [&](const Ongoing& w) { return w.plan.id == id; });
    return found == worlds_.end() ? nullptr : &*found;
}

void Worlds::put_up(Ongoing& world, const WorldScript& plan, std::int64_t day) {
    world.plan = plan;
    world.drawn.resize(plan.seen());
    for (SeenWorld& drawn : world.drawn) {
        drawn.days = std::make_shared<const std::vector<DayRow>>();
        drawn.buyers = std::make_shared<const std::vector<BuyerPoint>>();
    }
    try {
        if (Ongoing* before = find(plan.id)) {
            take_over(world, *before, day);
        } else if (const Ongoing* parent = plan.branch_of ? find(*plan.branch_of) : nullptr) {
            branch_off(world, *parent, day);
        }
        if (world.live.world == nullptr) start_from_snapshot(world, day);
    } catch (const std::bad_alloc&) {
        fail(world, tr("there is not enough memory"));
    } catch (const std::exception& error) {
        fail(world, error.what());
    }
}

/// The same world under its new script.
void Worlds::take_over(Ongoing& world, Ongoing& before, std::int64_t day) {
    const std::int64_t parts = world.plan.script->parts_from(*before.plan.script);
    world.snapshots = std::move(before.snapshots);
    world.drawn = std::move(before.drawn);
    world.drawn_script = std::move(before.drawn_script);
    std::erase_if(world.snapshots, [&](const auto& snapshot) { return snapshot.first > parts; });
    if (before.live.world == nullptr || before.failed) return;
    const std::int64_t stands = before.day();
    const bool holds = stands < parts;
    if (holds && stands <= world.goal(day) && !has_snapshot_between(world.snapshots, stands, world.goal(day))) {
        world.live = std::move(before.live);
        world.is_drawn = before.is_drawn;
    } else if (stands > 0 && stands <= parts && !before.plan.script->turns_on(stands)) {
        // It stands before any change of its day, so it can be come back to.
        world.snapshots.try_emplace(stands, std::make_shared<const LiveWorld>(std::move(before.live)));
    }
}

/// A new world that was its parent until today.
void Worlds::branch_off(Ongoing& world, const Ongoing& parent, std::int64_t day) {
    const std::int64_t parts = world.plan.script->parts_from(*parent.plan.script);
    for (const auto& [at, snapshot] : parent.snapshots)
        if (at <= parts) world.snapshots.emplace(at, snapshot);
    if (parent.live.world == nullptr || parent.failed || parent.day() > world.goal(day)) return;
    const std::int64_t stands = parent.day();
    if (stands < parts || (stands == parts && stands > 0 && !parent.plan.script->turns_on(stands)))
        world.live = go_on(parent.live, *world.plan.script, threads_);
}

void Worlds::start_from_snapshot(Ongoing& world, std::int64_t day) {
    world.is_drawn = false;
    const auto later = world.snapshots.upper_bound(world.goal(day));
    world.live = later == world.snapshots.begin() ? begin(*world.plan.script, threads_)
                                                  : go_on(*std::prev(later)->second, *world.plan.script, threads_);
}

void Worlds::keep_budget() {
    std::vector<Snapshots*> all;
    for (Ongoing& world : worlds_) all.push_back(&world.snapshots);
    snapshot_bytes_ = plan_.thin(all);
}

bool Worlds::play_a_day() {
    Ongoing* last = nullptr;
    for (Ongoing& world : worlds_)
        if (world.lags(day_) && (last == nullptr || world.day() < last->day())) last = &world;
    if (last == nullptr) return false;
    try {
        step_on(*last);
    } catch (const std::bad_alloc&) {
        fail(*last, tr("there is not enough memory"));
    } catch (const std::exception& error) {
        fail(*last, error.what());
    }
    return true;
}

void Worlds::step_on(Ongoing& world) {
    if (before_step_) before_step_(*world.live.world);
    const Script& script = *world.plan.script;
    world.is_drawn = false;
    world.live.world->step();
    const std::int64_t day = world.day();
    if (script.turns_on(day)) {
        auto before = std::make_shared<const LiveWorld>(std::move(world.live));
        world.live = go_on(*before, script, threads_);
        world.snapshots.try_emplace(day, std::move(before));
        keep_budget();
    } else if (plan_.wants(day) && !world.snapshots.contains(day)) {
        LiveWorld copy{.scenario = world.live.scenario, .world = nullptr};
        copy.world = copy_of(*world.live.world, copy.scenario->scenario, script.model(), 1);
        world.snapshots.emplace(day, std::make_shared<const LiveWorld>(std::move(copy)));
        keep_budget();
    }
}

void Worlds::fail(Ongoing& world, std::string_view why) {
    world.failed = true;
    const std::int64_t days = world.live.world == nullptr ? 0 : world.day();
    complaint_ = filled(tr(days == 1 ? "{} stopped after {} day: {}" : "{} stopped after {} days: {}"),
                        spoken_name(world.plan.name), days, why);
}

std::optional<std::string> Worlds::take_complaint() {
    if (complaint_.empty()) return std::nullopt;
    return std::exchange(complaint_, {});
}

const WorldScript* Worlds::failed() const {
    const auto failed = std::find_if(worlds_.begin(), worlds_.end(), [](const Ongoing& w) { return w.failed; });
    return failed == worlds_.end() ? nullptr : &failed->plan;
}

std::size_t Worlds::snapshots() const {
    std::size_t count = 0;
    for (const Ongoing& world : worlds_) count += world.snapshots.size();
    return count;
}

void Worlds::draw(std::vector<SeenWorld>& into) {
    for (Ongoing& world : worlds_) {
        draw(world);
        into.insert(into.end(), world.drawn.begin(), world.drawn.end());
    }
}

/// Who the worlds are: all but what the market itself says.
void Worlds::name(Ongoing& world) {
    const WorldScript& plan = world.plan;
    const std::int64_t day = world.live.world == nullptr ? 0 : world.day();  // there was no memory for it
    const std::shared_ptr<const LoadedScenario>& in_force = plan.script->scenario_on(day);
    const std::vector<std::size_t>& platforms = plan.script->platforms();
    const bool is_parent_there = plan.branch_of && find(*plan.branch_of) != nullptr;
    for (std::uint32_t i = 0; i < world.drawn.size(); ++i) {
        SeenWorld& drawn = world.drawn[i];
        drawn.id = plan.id + i;
        drawn.market = plan.id;
        drawn.competes = !platforms.empty();
        drawn.name = platforms.empty() ? plan.name : plan.platforms[i];
        drawn.model = platforms.empty() ? plan.script->model() : platforms[i];
        // The same script for as long as nothing changes: it is what others go by.
        if (drawn.script == nullptr || world.drawn_script != plan.script)
            drawn.script = drawn.model == plan.script->model() ? plan.script : plan.script->seen_by(drawn.model);
        drawn.branch_of = is_parent_there ? std::optional(*plan.branch_of + i) : std::nullopt;
        drawn.is_branch = plan.branch_of.has_value();
        drawn.branch_day = plan.branch_day;
        if (drawn.surroundings == nullptr || drawn.scenario != in_force)
            drawn.surroundings = i > 0 ? world.drawn.front().surroundings
                                       : std::make_shared<const Surroundings>(surroundings_in(in_force->scenario));
        drawn.scenario = drawn.wanted = in_force;
    }
    world.drawn_script = plan.script;
}

void Worlds::draw(Ongoing& world) {
    name(world);
    if (world.is_drawn || world.failed) return;
    World& market = *world.live.world;
    const auto custom = market.competes ? custom_of(market) : nullptr;
    for (SeenWorld& drawn : world.drawn) {
        picture(platform_of(market, *drawn.script), drawn);
        drawn.custom = custom;
    }
    world.is_drawn = true;
}

std::int64_t Worlds::days_missing() const {
    std::int64_t missing = 0;
    for (const Ongoing& world : worlds_)
        if (world.lags(day_)) missing += world.goal(day_) - world.day();
    return missing;
}

}  // namespace pasar
