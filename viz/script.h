// How a world came to be: the scenario it began with and every change made to it since, each with its day. Played from
// day 0 a script always gives the same market, so going back, undoing and branching are edits of scripts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/read.h"
#include "sim/world/world.h"

namespace pasar {

/// A change that cannot be made as it was asked for; what() says why in a sentence for users.
struct RefusedChange : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// From the morning of `day` on, the parameter has this value.
struct Change {
    std::int64_t day = 0;
    std::string path;   ///< as in --set; "model." opens a path into the world's own model, whichever that is
    std::string value;  ///< as in --set: JSON, or else text
    bool operator==(const Change&) const = default;
};

inline constexpr std::int64_t kNoDay = std::numeric_limits<std::int64_t>::max();

class Script {
public:
    /// Model number `model` of the scenario, unchanged: in a world of its own, or as one of these `platforms` of one
    /// world that compete for its people, models in ascending order.
    Script(std::shared_ptr<const LoadedScenario> base, std::size_t model, std::vector<std::size_t> platforms = {});

    /// The same with one more change, in place of those of the same parameter on that day and later; a list that is
    /// said whole on a later day takes it over. Throws
    /// InvalidScenario, and RefusedChange where a parameter would have to change in a running market that cannot.
    [[nodiscard]] std::shared_ptr<const Script> with(Change change) const {
        return with(std::vector{std::move(change)});
    }
    /// The same with several changes at once, which need to be right together only. Pre: all of one day.
    [[nodiscard]] std::shared_ptr<const Script> with(const std::vector<Change>& wanted) const;

    [[nodiscard]] const LoadedScenario& base() const { return *base_; }
    [[nodiscard]] std::size_t model() const { return model_; }
    /// Models that compete in this world; empty where the model has it to itself.
    [[nodiscard]] const std::vector<std::size_t>& platforms() const { return platforms_; }
    /// The same world told of another of its platforms, whose own paths open with "model.". Pre: one of platforms().
    [[nodiscard]] std::shared_ptr<const Script> seen_by(std::size_t model) const;
    /// Whether both tell of platforms of the same world.
    [[nodiscard]] bool shares_world_with(const Script& other) const;
    [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }
    [[nodiscard]] std::int64_t days() const { return spans_.front().scenario->scenario.days; }
    /// What holds after `days_done` days. Never null.
    [[nodiscard]] const std::shared_ptr<const LoadedScenario>& scenario_on(std::int64_t days_done) const;
    /// Whether anything changes in the running market after just so many days.
    [[nodiscard]] bool turns_on(std::int64_t days_done) const;
    /// The first day from whose morning on the other script says something else; kNoDay when it never does.
    [[nodiscard]] std::int64_t parts_from(const Script& other) const;

private:
    Script(const Script& other, std::vector<Change> changes);
    void stage(const Script* sibling);

    struct Span {
        std::int64_t day;
        std::shared_ptr<const LoadedScenario> scenario;
    };
    std::shared_ptr<const LoadedScenario> base_;
    std::size_t model_;
    std::vector<std::size_t> platforms_;
    std::vector<Change> changes_;  ///< by day, then in the order they were made
    std::vector<Span> spans_;      ///< by day; the first on day 0
};

/// A path that opens with "model." as one of the whole scenario.
[[nodiscard]] std::string full_path(const std::string& path, std::size_t model);
/// The reverse: a path into model number `model`, in numbers or by the model's name, with "model." in front; others
/// stay. Throws InvalidScenario where the path leads nowhere.
[[nodiscard]] std::string own_path(const LoadedScenario& loaded, const std::string& path, std::size_t model);

/// The platform that a script tells of, in its world.
[[nodiscard]] Platform& platform_of(World& world, const Script& script);

/// A market with the scenario it refers to. Goes along a script: see begin() and the others.
struct LiveWorld {
    std::shared_ptr<const LoadedScenario> scenario;
    std::unique_ptr<World> world;
};

/// The market of a script on day 0, in the world of a replication. Throws std::bad_alloc.
[[nodiscard]] LiveWorld begin(const Script& script, int threads, std::int64_t replication = 0);
/// A copy of a market of the same script as it stood before the changes of its day; these are made in the copy.
[[nodiscard]] LiveWorld go_on(const LiveWorld& before, const Script& script, int threads);
/// One day, and the changes of the next morning. Throws Contradiction, std::bad_alloc.
void step(LiveWorld& live, const Script& script, int threads);

}  // namespace pasar
