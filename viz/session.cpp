#include "viz/session.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

#include "scenarios/currency.h"
#include "scenarios/faults.h"
#include "scenarios/settings.h"
#include "sim/world/compete.h"
#include "viz/levers.h"
#include "viz/worlds.h"
#include "words/language.h"
#include "words/text.h"

namespace pasar {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLongestLabel = 80;
std::string label_of(const LeverChange& change) {
    return printable(fmt::format("{} = {}", change.path, change.value), kLongestLabel);
}

/// Worlds stand side by side under one clock, and their money in one chart.
void must_be_comparable(const Scenario& a, const Scenario& b) {
    if (a.currency != b.currency || currency_digits(a) != currency_digits(b))
        throw NotComparable(
            filled(tr("\"{}\" counts its money in {} and \"{}\" in {}: these cannot stand in one chart. "
                      "Give them one currency, or open them one by one."),
                   spoken_name(a.name), a.currency, spoken_name(b.name), b.currency));
    if (a.start_date != b.start_date)
        throw NotComparable(filled(tr("\"{}\" begins on {} and \"{}\" on {}: these cannot go by one clock. Give them "
                                      "one start_date, or open them one by one."),
                                   spoken_name(a.name), a.start_date, spoken_name(b.name), b.start_date));
}

constexpr std::chrono::milliseconds kLongestWait{200};
constexpr std::size_t kMostUndone = 50;  ///< steps that undo can go back; each keeps its scenarios

}  // namespace

/// All that belongs to the thread, and the queue to it.
class Session::Stage {
    /// All worlds as they are meant to be: what undo goes back to.
    struct UndoState {
        std::vector<WorldScript> worlds;
        std::string label;         ///< what was done to come here
        bool begins_anew = false;  ///< with another seed, on day 0
        std::int64_t left_on = 0;  ///< the day on which it was left for one that begins anew
    };

    static std::string unique_name(const std::string& wished, const std::vector<WorldScript>& worlds) {
        std::string name = wished;
        const auto taken = [&] {
            return std::any_of(worlds.begin(), worlds.end(), [&](const WorldScript& w) {
                return w.name == name || std::find(w.platforms.begin(), w.platforms.end(), name) != w.platforms.end();
            });
        };
        for (int number = 2; taken(); ++number) name = fmt::format("{} ({})", wished, number);
        return name;
    }

public:
    Stage(const std::vector<std::shared_ptr<const LoadedScenario>>& scenarios, SessionOptions options)
        : options_(std::move(options)),
          worlds_(options_.threads, options_.snapshot_bytes, options_.before_step),
          pace_(options_.days_per_second) {
        if (options_.competes) open_market(scenarios);
        for (const auto& scenario : scenarios) {
            if (options_.competes) break;
            must_be_comparable(scenarios.front()->scenario, scenario->scenario);
            for (std::size_t model = 0; model < scenario->scenario.models.size(); ++model) {
                if (now_.worlds.size() == kMostWorlds) break;
                now_.worlds.push_back({.id = next_id_++,
                                       .name = unique_name(scenario->scenario.models[model].name, now_.worlds),
                                       .script = std::make_shared<const Script>(scenario, model)});
            }
        }
        opened_ = now_.worlds;
        auto empty = std::make_shared<Scene>();
        describe(*empty);
        empty->last_day = last_day();
        empty->days_per_second = pace_;
        scene_ = std::move(empty);
        send([this] { become(now_, 0); });
        thread_ = std::thread([this] { work(); });
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage() {
        closing_ = true;
        {
            const std::lock_guard lock(mutex_);
            changed_.notify_all();
        }
        thread_.join();
    }

    void send(std::function<void()> command) {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(command));
        ++given_;
        is_settled_ = false;
        changed_.notify_all();
    }
    [[nodiscard]] std::shared_ptr<const Scene> scene() const {
        const std::lock_guard lock(scene_mutex_);
        return scene_;
    }
    [[nodiscard]] std::uint64_t commands() const {
        const std::lock_guard lock(mutex_);
        return given_;
    }
    void wait_until_settled() const {
        std::unique_lock lock(mutex_);
        settled_.wait(lock, [&] { return is_settled_; });
    }

    // What commands do, in the session's thread.

    void run_to(std::int64_t day, bool as_fast_as_it_can) {
        if (today() >= last_day()) {
            tell(filled(tr(last_day() == 1 ? "The run is over after {} day. Restart it or go back to an earlier day."
                                           : "The run is over after {} days. Restart it or go back to an earlier day."),
                        last_day()));
            return;
        }
        if (const WorldScript* failed = worlds_.failed()) {
            refuse(filled(tr("{} cannot go on. Restart, or go back to an earlier day."), spoken_name(failed->name)));
            return;
        }
        running_ = true;
        goal_ = std::min(day, last_day());
        hurries_ = as_fast_as_it_can;
        due_ = Clock::now();
        dirty_ = true;
    }
    [[nodiscard]] std::int64_t today() const { return worlds_.day(); }
    [[nodiscard]] std::int64_t last_day() const {
        std::int64_t last = 0;
        for (const WorldScript& plan : now_.worlds) last = std::max(last, plan.script->days());
        return last;
    }
    void pause() {
        running_ = false;
        dirty_ = true;
    }
    void set_pace(double days_per_second) {
        if (!(days_per_second > 0.0)) return;
        pace_ = days_per_second;
        due_ = Clock::now();
        dirty_ = true;
    }
    void go_to(std::int64_t day) {
        pause();
        become(now_, std::clamp<std::int64_t>(day, 0, last_day()));
    }

    /// Pre: at least one.
    void change_each(const std::vector<LeverChange>& changes) {
        // While a slider is dragged on, each of its values replaces the one before it.
        const LeverChange& first = changes.front();
        const bool replaces = first.drags_on && !past_.empty() && dragged_ == first.path;
        UndoState next = replaces ? past_.back() : now_;
        next.begins_anew = false;
        for (const LeverChange& change : changes) {
            const std::int64_t day = change.when == When::FromDay0 ? 0 : today();
            bool found = false;
            for (WorldScript& plan : next.worlds) {
                if (change.world && !plan.holds(*change.world)) continue;
                for (const std::size_t model : models_meant(plan, change))
                    plan.script = changed(*plan.script, change, day, model);
                found = true;
            }
            if (!found) return refuse(tr("That world is no longer there."));
        }
        next.label = label_of(first);
        if (replaces)
            take_on(std::move(next), today());
        else
            do_next(std::move(next), today());
        dragged_ = first.path;
    }
    void begin_anew() {
        UndoState next{.worlds = opened_, .label = tr("as in the file, from day 0"), .begins_anew = true};
        running_ = false;
        now_.left_on = today();
        do_next(std::move(next), 0);
    }
    void set_seed(std::int64_t seed) {
        UndoState next = now_;
        next.begins_anew = false;
        for (WorldScript& plan : next.worlds)
            plan.script = plan.script->with({.day = 0, .path = "seed", .value = std::to_string(seed)});
        next.label = fmt::format("seed = {}", seed);
        next.begins_anew = true;
        running_ = false;
        now_.left_on = today();
        do_next(std::move(next), 0);
    }
    void branch(std::uint32_t world, const std::optional<LeverChange>& change) {
        const std::size_t seen = seen_in(now_.worlds);
        if (options_.competes && seen + now_.worlds.front().seen() > kMostPlatformsSeen)
            return refuse(filled(tr("There are {} platforms already; the most is {}: close a market first."), seen,
                                 kMostPlatformsSeen));
        if (!options_.competes && seen >= kMostWorlds)
            return refuse(filled(tr("There are {} worlds already, which is the most; close one first."), kMostWorlds));
        const auto parent =
            std::find_if(now_.worlds.begin(), now_.worlds.end(), [&](const WorldScript& w) { return w.holds(world); });
        if (parent == now_.worlds.end()) return refuse(tr("That world is no longer there."));
        UndoState next = now_;
        next.begins_anew = false;
        WorldScript plan = *parent;
        plan.id = next_id_;
        next_id_ += static_cast<std::uint32_t>(plan.seen());
        plan.branch_of = parent->id;
        plan.branch_day = today();
        plan.name = unique_name(fmt::format("{}{}", parent->name, kBranch), next.worlds);
        for (std::string& name : plan.platforms) name = unique_name(fmt::format("{}{}", name, kBranch), next.worlds);
        if (change) {
            LeverChange own = *change;
            own.world = plan.id + (world - parent->id);
            for (const std::size_t model : models_meant(plan, own))
                plan.script = changed(*plan.script, own, today(), model);
        }
        if (today() >= last_day())
            tell(tr("The run is over: to see a second future, go back to an earlier day, or change it from day 0."));
        next.label = filled(tr("branch of {}"), spoken_name(parent->name));
        // Behind its parent and the futures that this one has already.
        auto position = next.worlds.begin() + (parent - now_.worlds.begin()) + 1;
        while (position != next.worlds.end() && position->branch_of == parent->id) ++position;
        next.worlds.insert(position, std::move(plan));
        do_next(std::move(next), today());
    }
    void remove(std::uint32_t world) {
        if (now_.worlds.size() < 2) return refuse(tr("The last world stays."));
        UndoState next = now_;
        next.begins_anew = false;
        const auto closed =
            std::find_if(next.worlds.begin(), next.worlds.end(), [&](const WorldScript& w) { return w.holds(world); });
        if (closed == next.worlds.end()) return;
        next.label = filled(tr("{} closed"), spoken_name(closed->name));
        next.worlds.erase(closed);
        do_next(std::move(next), today());
    }
    void undo() {
        if (past_.empty()) return;
        const bool began_anew = now_.begins_anew;
        future_.push_back(std::exchange(now_, std::move(past_.back())));
        past_.pop_back();
        dragged_.clear();
        become(now_, std::min(began_anew ? now_.left_on : today(), last_day()));
    }
    void redo() {
        if (future_.empty()) return;
        now_.left_on = today();
        past_.push_back(std::exchange(now_, std::move(future_.back())));
        future_.pop_back();
        dragged_.clear();
        become(now_, now_.begins_anew ? 0 : std::min(today(), last_day()));
    }

private:
    /// `model`: the one that a path which opens with "model." leads into.
    static std::shared_ptr<const Script> changed(const Script& script, const LeverChange& change, std::int64_t day,
                                                 std::size_t model) {
        const LoadedScenario& loaded = *script.scenario_on(day);
        std::vector<Change> changes;
        for (const Setting& setting : with_others_giving_way(loaded, full_path(change.path, model), change.value)) {
            std::string path = setting.path;
            // One name for each parameter, so that a later change of it takes the place of this one.
            if (!script.platforms().empty())
                path = path_of(*loaded.resolved, find_path(*loaded.resolved, path).pointer);
            changes.push_back({.day = day, .path = own_path(loaded, path, script.model()), .value = setting.value});
        }
        return script.with(changes);
    }

    /// The models that a change is about: of platforms that compete the one that it names, or all of them.
    static std::vector<std::size_t> models_meant(const WorldScript& plan, const LeverChange& change) {
        const std::vector<std::size_t>& platforms = plan.script->platforms();
        if (platforms.empty()) return {plan.script->model()};
        if (change.world) return {platforms[*change.world - plan.id]};
        return platforms;
    }

    static std::size_t seen_in(const std::vector<WorldScript>& worlds) {
        std::size_t seen = 0;
        for (const WorldScript& world : worlds) seen += world.seen();
        return seen;
    }

    /// One market whose platforms are the first models of the scenario.
    void open_market(const std::vector<std::shared_ptr<const LoadedScenario>>& scenarios) {
        if (scenarios.size() > 1)
            throw NotComparable(tr("Platforms that compete are models of one scenario: open one file at a time."));
        const Scenario& scenario = scenarios.front()->scenario;
        WorldScript market{.id = next_id_, .name = {}, .script = nullptr};
        std::vector<std::size_t> models;
        for (std::size_t model = 0; model < std::min(kMostCompeting, scenario.models.size()); ++model) {
            models.push_back(model);
            market.platforms.push_back(scenario.models[model].name);
        }
        if (const std::vector<std::string> reasons = what_forbids_competing(scenario, models); !reasons.empty())
            throw NotComparable(fmt::format("{}.", fmt::join(reasons, ". ")));
        market.name = fmt::format("{}", fmt::join(market.platforms, " · "));
        market.script = std::make_shared<const Script>(scenarios.front(), models.front(), models);
        next_id_ += static_cast<std::uint32_t>(market.seen());
        now_.worlds.push_back(std::move(market));
    }

    void tell(std::string text) {
        notice_ = {.number = notice_.number + 1, .is_error = false, .text = std::move(text)};
        dirty_ = true;
    }
    void refuse(std::string text) {
        tell(std::move(text));
        notice_.is_error = true;
    }

    void do_next(UndoState next, std::int64_t day) {
        past_.push_back(now_);
        if (past_.size() > kMostUndone) past_.erase(past_.begin());
        take_on(std::move(next), day);
    }
    void take_on(UndoState next, std::int64_t day) {
        future_.clear();
        dragged_.clear();
        now_ = std::move(next);
        become(now_, std::min(day, last_day()));
    }

    void become(const UndoState& plot, std::int64_t day) {
        worlds_.become(plot.worlds, day);
        from_ = worlds_.days_missing();
        dirty_ = true;
        hear_complaints();
    }
    /// Whether there was anything to do.
    bool play_a_day() {
        if (!worlds_.play_a_day()) return false;
        dirty_ = true;
        hear_complaints();
        return true;
    }
    void hear_complaints() {
        if (auto complaint = worlds_.take_complaint()) {
            running_ = false;
            refuse(*std::move(complaint));
        }
    }

    bool begin_next_day() {
        if (!running_) return false;
        if (today() >= goal_) {
            pause();
            return true;
        }
        const auto now = Clock::now();
        if (!hurries_ && std::isfinite(pace_)) {
            if (now < due_) return false;
            const auto step = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1.0 / pace_));
            due_ = std::max(due_ + step, now);  // days that were missed are not made up for
        }
        worlds_.go_on_to(today() + 1);
        from_ = 0;
        return true;
    }

    // Scenes.

    void publish() {
        const auto started = Clock::now();
        auto scene = std::make_shared<Scene>();
        const std::int64_t missing = worlds_.days_missing();
        const bool complete = missing == 0;
        describe(*scene);
        scene->last_day = last_day();
        scene->running = running_;
        scene->days_per_second = pace_;
        scene->caught_up =
            complete || from_ == 0 ? 1.0 : 1.0 - static_cast<double>(missing) / static_cast<double>(from_);
        scene->notice = notice_;
        scene->commands = done_;
        scene->undo = past_.empty() ? "" : now_.label;
        scene->redo = future_.empty() ? "" : future_.back().label;
        scene->snapshots = worlds_.snapshots();
        scene->snapshot_bytes = worlds_.snapshot_bytes();
        if (complete) {
            worlds_.draw(scene->worlds);
            scene->day = today();
        } else {
            // Until all have caught up, what was shown last stays on show.
            const std::shared_ptr<const Scene> before = this->scene();
            scene->worlds = before->worlds;
            scene->day = before->day;
            for (SeenWorld& world : scene->worlds)
                for (const WorldScript& plan : now_.worlds)
                    if (plan.holds(world.id)) world.wanted = plan.script->scenario_on(today());
        }
        dirty_ = !complete;
        urgent_ = false;
        const auto interval = std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(1.0 / std::max(1.0, options_.scenes_per_second)));
        // A picture of a large market takes its time; three quarters of it are for the market.
        next_publication_ = Clock::now() + std::max(interval, 3 * (Clock::now() - started));
        std::shared_ptr<const Scene> old = std::move(scene);
        const std::lock_guard lock(scene_mutex_);
        scene_.swap(old);
    }
    /// What all worlds share.
    void describe(Scene& scene) const {
        std::vector<std::string_view> titles;
        for (const WorldScript& plan : now_.worlds) {
            const Scenario& scenario = plan.script->scenario_on(0)->scenario;
            if (std::find(titles.begin(), titles.end(), scenario.name) == titles.end()) titles.push_back(scenario.name);
        }
        scene.competes = options_.competes;
        scene.title = fmt::format("{}", fmt::join(titles, " · "));
        const Scenario& first = now_.worlds.front().script->scenario_on(0)->scenario;
        scene.currency = first.currency;
        scene.currency_digits = currency_digits(first);
        scene.start_date = first.start_date;
        scene.seed = first.seed;
    }
    // The thread.

    [[nodiscard]] bool is_idle() const { return !running_ && worlds_.days_missing() == 0; }

    /// In the middle of a day there is nothing new to see, but for the answer to a command.
    [[nodiscard]] bool wants_publication() const {
        if (!dirty_) return false;
        if (is_idle()) return true;
        const bool has_news = urgent_ || from_ > 0 || worlds_.days_missing() == 0;
        return has_news && Clock::now() >= next_publication_;
    }

    void obey() {
        std::vector<std::function<void()>> commands;
        {
            const std::lock_guard lock(mutex_);
            commands.swap(queue_);
        }
        for (const auto& command : commands) {
            if (closing_) return;
            urgent_ = dirty_ = true;
            try {
                command();
            } catch (const std::bad_alloc&) {
                refuse(tr("There is not enough memory for that."));
            } catch (const std::exception& error) {
                refuse(error.what());
            }
            ++done_;
        }
    }
    void work() {
        while (!closing_) {
            obey();
            const bool worked = !closing_ && (play_a_day() || begin_next_day());
            if (closing_) return;
            if (wants_publication()) publish();
            if (!worked) rest();
        }
    }
    void rest() {
        std::unique_lock lock(mutex_);
        if (!queue_.empty() || closing_) return;
        is_settled_ = is_idle() && !dirty_;
        if (is_settled_) {
            settled_.notify_all();
            changed_.wait(lock, [&] { return closing_ || !queue_.empty(); });
            return;
        }
        auto until = Clock::now() + kLongestWait;
        if (running_) until = std::min(until, due_);
        if (dirty_) until = std::min(until, next_publication_);
        changed_.wait_until(lock, until, [&] { return closing_ || !queue_.empty(); });
    }

    SessionOptions options_;

    // Of the thread alone.
    Worlds worlds_;
    UndoState now_;
    std::vector<WorldScript> opened_;  ///< the worlds as they were at first
    std::vector<UndoState> past_, future_;
    std::string dragged_;  ///< the path of the latest change, as long as nothing else was done
    std::uint32_t next_id_ = 0;
    std::uint64_t done_ = 0;  ///< commands
    std::int64_t from_ = 0;   ///< days that were missing when the way to the day of the clock began, over all worlds
    bool running_ = false, hurries_ = false;
    std::int64_t goal_ = 0;
    double pace_;
    Clock::time_point due_ = Clock::now(), next_publication_ = Clock::now();
    Notice notice_;
    bool dirty_ = true;    ///< the scene does not show all of this
    bool urgent_ = false;  ///< nor what a command did

    mutable std::mutex scene_mutex_;  ///< held only while a pointer changes hands
    std::shared_ptr<const Scene> scene_;

    mutable std::mutex mutex_;  ///< of the queue, never held while anything is done
    mutable std::condition_variable settled_;
    std::condition_variable changed_;
    std::vector<std::function<void()>> queue_;
    std::uint64_t given_ = 0;  ///< commands so far
    bool is_settled_ = false;
    std::atomic<bool> closing_ = false;
    std::thread thread_;
};

bool can_branch(const Scene& scene, const SeenWorld& world) {
    if (!scene.competes) return scene.worlds.size() < kMostWorlds;
    const auto platforms =
        static_cast<std::size_t>(std::count_if(scene.worlds.begin(), scene.worlds.end(),
                                               [&](const SeenWorld& other) { return other.market == world.market; }));
    return scene.worlds.size() + platforms <= kMostPlatformsSeen;
}

Session::Session(const std::vector<std::shared_ptr<const LoadedScenario>>& scenarios, SessionOptions options)
    : stage_(std::make_unique<Stage>(scenarios, std::move(options))) {}
Session::~Session() = default;

std::shared_ptr<const Scene> Session::scene() const { return stage_->scene(); }
void Session::wait_until_settled() const { stage_->wait_until_settled(); }
std::uint64_t Session::commands() const { return stage_->commands(); }

void Session::run() {
    stage_->send([s = stage_.get()] { s->run_to(s->last_day(), false); });
}
void Session::pause() {
    stage_->send([s = stage_.get()] { s->pause(); });
}
void Session::one_day() {
    stage_->send([s = stage_.get()] { s->run_to(s->today() + 1, true); });
}
void Session::one_month() {
    stage_->send([s = stage_.get()] { s->run_to(s->today() + kDaysOfMonth, true); });
}
void Session::to_the_end() {
    stage_->send([s = stage_.get()] { s->run_to(s->last_day(), true); });
}
void Session::set_speed(double days_per_second) {
    stage_->send([s = stage_.get(), days_per_second] { s->set_pace(days_per_second); });
}
void Session::restart() {
    stage_->send([s = stage_.get()] { s->go_to(0); });
}
void Session::set_seed(std::int64_t seed) {
    stage_->send([s = stage_.get(), seed] { s->set_seed(seed); });
}
void Session::go_to(std::int64_t day) {
    stage_->send([s = stage_.get(), day] { s->go_to(day); });
}
void Session::change_each(std::vector<LeverChange> changes) {
    if (changes.empty()) return;
    stage_->send([s = stage_.get(), changes = std::move(changes)] { s->change_each(changes); });
}
void Session::begin_anew() {
    stage_->send([s = stage_.get()] { s->begin_anew(); });
}
void Session::branch(std::uint32_t world, std::optional<LeverChange> change) {
    stage_->send([s = stage_.get(), world, change = std::move(change)] { s->branch(world, change); });
}
void Session::remove(std::uint32_t world) {
    stage_->send([s = stage_.get(), world] { s->remove(world); });
}
void Session::undo() {
    stage_->send([s = stage_.get()] { s->undo(); });
}
void Session::redo() {
    stage_->send([s = stage_.get()] { s->redo(); });
}

}  // namespace pasar
