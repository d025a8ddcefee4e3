// The markets that the window shows, in a thread of their own: up to four worlds with the same random numbers and one
// clock. Commands go in and are done in their order; scenes come out. A caller never waits for a market.
//
// Whatever is changed is a change of scripts (see script.h): going back takes the nearest snapshot and plays the days
// from there, undoing plays another script. So the market on a day depends on the scripts alone, never on how one came
// there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "viz/scene.h"
#include "viz/script.h"

namespace pasar {

inline constexpr std::size_t kMostWorlds = 4;
/// Platforms of all markets together: a market of four may have a second future.
inline constexpr std::size_t kMostPlatformsSeen = 2 * kMostCompeting;
inline constexpr double kAsFastAsItCan = std::numeric_limits<double>::infinity();
inline constexpr std::int64_t kDaysOfMonth = 30;

/// Scenarios that cannot share one clock and one chart; what() says why in a sentence for users.
struct NotComparable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct SessionOptions {
    int threads = 1;                                       ///< of the simulation
    std::size_t snapshot_bytes = std::size_t{512} << 20U;  ///< that snapshots may take together
    double days_per_second = 20.0;
    double scenes_per_second = 30.0;            ///< at most
    bool competes = false;                      ///< the models of each scenario are platforms of one market
    std::function<void(World&)> before_step{};  ///< called in the session's thread before each day of each market
};

/// From when on a change holds.
enum class When { FromNowOn, FromDay0 };

/// A change of a lever.
struct LeverChange {
    std::string path;   ///< see Change::path
    std::string value;  ///< see Change::value
    When when = When::FromNowOn;
    std::optional<std::uint32_t> world{};  ///< its id; nothing for all worlds. What platforms of a market share is
                                           ///< changed for all of them
    bool drags_on = false;  ///< the same drag of a slider goes on: this takes the place of the change before it
};

/// Whether there is room in a scene for a second future of one of its worlds.
[[nodiscard]] bool can_branch(const Scene& scene, const SeenWorld& world);

class Session {
public:
    /// One world for each model of each scenario, the first four of them; or one market of the first four models of one
    /// scenario, each of which is seen as a world. Pre: at least one scenario.
    /// Markets are made in the session's thread: until then the scene has no worlds.
    /// Throws NotComparable where scenarios differ in their currency or their first day, and where models cannot
    /// compete.
    explicit Session(const std::vector<std::shared_ptr<const LoadedScenario>>& scenarios, SessionOptions options = {});
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    /// Ends within the day that is being worked on.
    ~Session();

    /// The latest scene; never null, never changed afterwards.
    [[nodiscard]] std::shared_ptr<const Scene> scene() const;

    // Commands. Each returns at once; what is wrong with one is told in Scene::notice.
    void run();        ///< until the last day, at the speed that is set
    void pause();      ///< after the day that is being worked on
    void one_day();    ///< then pauses
    void one_month();  ///< thirty days as fast as it can, then pauses
    void to_the_end();
    void set_speed(double days_per_second);  ///< above 0, or kAsFastAsItCan
    void restart();                          ///< to day 0; changes stay as they are
    void set_seed(std::int64_t seed);        ///< other random numbers in all worlds, from day 0
    void go_to(std::int64_t day);            ///< back to exactly what was there, or on; then pauses
    void change(LeverChange change) { change_each({std::move(change)}); }
    /// Several changes as one step, such as one with a value of its own for each world. One that fails leaves all as
    /// they were.
    void change_each(std::vector<LeverChange> changes);
    /// All worlds as they were opened, on day 0; undone like a change.
    void begin_anew();
    /// A second future of a world beside it from today on, optionally with a change of its own; of a platform its
    /// whole market's.
    void branch(std::uint32_t world, std::optional<LeverChange> change = {});
    void remove(std::uint32_t world);  ///< the last one stays
    void undo();  ///< the last change, branch or removal, the day stays; or seed, back to the day it was set on
    void redo();

    /// How many commands have been given; a scene whose `commands` is as many shows what came of all of them.
    [[nodiscard]] std::uint64_t commands() const;

    /// Waits until all commands given so far are done, nothing moves any more, and the scene shows it. For tests and
    /// for pictures that must be the same each time; while it runs at a speed this waits for the last day.
    void wait_until_settled() const;

private:
    class Stage;
    std::unique_ptr<Stage> stage_;
};

}  // namespace pasar
