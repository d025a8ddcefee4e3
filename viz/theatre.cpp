#include "viz/theatre.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

#include "reports/language.h"
#include "scenarios/faults.h"
#include "sim/snapshot.h"
#include "viz/levers.h"
#include "viz/picture_of.h"
#include "viz/snapshots.h"

namespace pasar {
namespace {

using Clock = std::chrono::steady_clock;

std::string label_of(const LeverChange& change) { return fmt::format("{} = {}", change.path, change.value); }

/// Worlds stand side by side under one clock, and their money in one chart.
void must_be_comparable(const Scenario& a, const Scenario& b) {
    if (a.currency != b.currency)
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
class Theatre::Stage {
    /// A world as it is meant to be.
    struct Seat {
        std::uint32_t id = 0;
        std::string name;
        std::shared_ptr<const Script> script;
        std::optional<std::uint32_t> branch_of{};
        std::int64_t branch_day = 0;
    };

    /// All worlds as they are meant to be: what undo goes back to.
    struct Plot {
        std::vector<Seat> seats;
        std::string label;  ///< what was done to come here
    };

    /// A world as it stands.
    struct Ongoing {
        Seat seat;
        LiveMarket live;
        Snapshots snapshots;
        World drawn;            ///< as it was last shown
        bool is_drawn = false;  ///< `drawn` shows `live`
        bool failed = false;    ///< the market contradicted itself: stands still until it is made anew

        [[nodiscard]] std::int64_t day() const { return live.market->day(); }
        /// Where it stands when all have come to `clock`.
        [[nodiscard]] std::int64_t goal(std::int64_t clock) const { return std::min(clock, seat.script->days()); }
        [[nodiscard]] bool lags(std::int64_t clock) const { return !failed && day() < goal(clock); }
    };

    static std::string unique_name(const std::string& wished, const std::vector<Seat>& seats) {
        std::string name = wished;
        const auto taken = [&] {
            return std::any_of(seats.begin(), seats.end(), [&](const Seat& s) { return s.name == name; });
        };
        for (int number = 2; taken(); ++number) name = fmt::format("{} ({})", wished, number);
        return name;
    }

public:
    Stage(const std::vector<std::shared_ptr<const LoadedScenario>>& scenarios, TheatreOptions options)
        : options_(std::move(options)), pace_(options_.days_per_second), plan_(options_.snapshot_bytes) {
        for (const auto& scenario : scenarios) {
            must_be_comparable(scenarios.front()->scenario, scenario->scenario);
            for (std::size_t model = 0; model < scenario->scenario.models.size(); ++model) {
                if (now_.seats.size() == kMostWorlds) break;
                now_.seats.push_back({.id = next_id_++,
                                      .name = unique_name(scenario->scenario.models[model].name, now_.seats),
                                      .script = std::make_shared<const Script>(scenario, model)});
            }
        }
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
        is_settled_ = false;
        changed_.notify_all();
    }
    [[nodiscard]] std::shared_ptr<const Scene> scene() const {
        const std::lock_guard lock(scene_mutex_);
        return scene_;
    }
    void wait_until_settled() const {
        std::unique_lock lock(mutex_);
        settled_.wait(lock, [&] { return is_settled_; });
    }

    // What commands do, in the theatre's thread.

    void run_to(std::int64_t day, bool as_fast_as_it_can) {
        if (day_ >= last_day()) {
            tell(filled(tr("The run is over after {} days. Restart it or go back to an earlier day."), last_day()));
            return;
        }
        const auto failed = std::find_if(places_.begin(), places_.end(), [](const Ongoing& p) { return p.failed; });
        if (failed != places_.end()) {
            refuse(
                filled(tr("{} cannot go on. Restart, or go back to an earlier day."), spoken_name(failed->seat.name)));
            return;
        }
        running_ = true;
        goal_ = std::min(day, last_day());
        hurries_ = as_fast_as_it_can;
        due_ = Clock::now();
        dirty_ = true;
    }
    [[nodiscard]] std::int64_t day() const { return day_; }
    [[nodiscard]] std::int64_t last_day() const {
        std::int64_t last = 0;
        for (const Seat& seat : now_.seats) last = std::max(last, seat.script->days());
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

    void change(const LeverChange& change) {
        // While a slider is dragged on, each of its values replaces the one before it.
        const bool replaces = change.drags_on && !past_.empty() && dragged_ == change.path;
        Plot next = replaces ? past_.back() : now_;
        const std::int64_t day = change.when == When::FromDay0 ? 0 : day_;
        bool found = false;
        for (Seat& seat : next.seats) {
            if (change.world && seat.id != *change.world) continue;
            seat.script = changed(*seat.script, change, day);
            found = true;
        }
        if (!found) return refuse(tr("That world is no longer there."));
        next.label = label_of(change);
        if (replaces)
            take_on(std::move(next), day_);
        else
            do_next(std::move(next), day_);
        dragged_ = change.path;
    }
    void set_seed(std::int64_t seed) {
        Plot next = now_;
        for (Seat& seat : next.seats)
            seat.script = seat.script->with({.day = 0, .path = "seed", .value = std::to_string(seed)});
        next.label = fmt::format("seed = {}", seed);
        running_ = false;
        do_next(std::move(next), 0);
    }
    void branch(std::uint32_t world, const std::optional<LeverChange>& change) {
        if (now_.seats.size() >= kMostWorlds)
            return refuse(filled(tr("There are {} worlds already, which is the most; close one first."), kMostWorlds));
        const auto parent =
            std::find_if(now_.seats.begin(), now_.seats.end(), [&](const Seat& s) { return s.id == world; });
        if (parent == now_.seats.end()) return refuse(tr("That world is no longer there."));
        Plot next = now_;
        Seat seat = *parent;
        seat.id = next_id_++;
        seat.branch_of = world;
        seat.branch_day = day_;
        seat.name = unique_name(fmt::format("{}{}", parent->name, kBranch), next.seats);
        if (change) seat.script = changed(*seat.script, *change, day_);
        next.label = filled(tr("branch of {}"), spoken_name(parent->name));
        next.seats.insert(next.seats.begin() + (parent - now_.seats.begin()) + 1, std::move(seat));
        do_next(std::move(next), day_);
    }
    void remove(std::uint32_t world) {
        if (now_.seats.size() < 2) return refuse(tr("The last world stays."));
        Plot next = now_;
        const auto seat =
            std::find_if(next.seats.begin(), next.seats.end(), [&](const Seat& s) { return s.id == world; });
        if (seat == next.seats.end()) return;
        next.label = filled(tr("{} closed"), spoken_name(seat->name));
        next.seats.erase(seat);
        do_next(std::move(next), day_);
    }
    void undo() {
        if (past_.empty()) return;
        future_.push_back(std::exchange(now_, std::move(past_.back())));
        past_.pop_back();
        dragged_.clear();
        become(now_, std::min(day_, last_day()));
    }
    void redo() {
        if (future_.empty()) return;
        past_.push_back(std::exchange(now_, std::move(future_.back())));
        future_.pop_back();
        dragged_.clear();
        become(now_, std::min(day_, last_day()));
    }

private:
    static std::shared_ptr<const Script> changed(const Script& script, const LeverChange& change, std::int64_t day) {
        const LoadedScenario& loaded = *script.scenario_on(day);
        const Setting setting = with_others_giving_way(loaded, full_path(change.path, script.model()), change.value);
        return script.with(
            {.day = day, .path = own_path(loaded, setting.path, script.model()), .value = setting.value});
    }

    void tell(std::string text) {
        notice_ = {.number = notice_.number + 1, .is_error = false, .text = std::move(text)};
        dirty_ = true;
    }
    void refuse(std::string text) {
        tell(std::move(text));
        notice_.is_error = true;
    }

    void do_next(Plot next, std::int64_t day) {
        past_.push_back(now_);
        if (past_.size() > kMostUndone) past_.erase(past_.begin());
        take_on(std::move(next), day);
    }
    void take_on(Plot next, std::int64_t day) {
        future_.clear();
        dragged_.clear();
        now_ = std::move(next);
        become(now_, std::min(day, last_day()));
    }

    // Playing a plot: every world is put where it stood last, at or before the day, under what holds there; the days
    // that are missing are played by the loop.

    void become(const Plot& plot, std::int64_t day) {
        std::vector<Ongoing> places(plot.seats.size());
        // New worlds first, as they take after one that is there; the others then take over what they were.
        for (const bool takes_new : {true, false}) {
            for (std::size_t i = 0; i < places.size(); ++i)
                if ((place_of(plot.seats[i].id) == nullptr) == takes_new) put_up(places[i], plot.seats[i], day);
        }
        places_ = std::move(places);
        day_ = day;
        from_ = days_missing();
        dirty_ = true;
        keep_budget();
    }

    [[nodiscard]] Ongoing* place_of(std::uint32_t id) {
        const auto found =
            std::find_if(places_.begin(), places_.end(), [&](const Ongoing& p) { return p.seat.id == id; });
        return found == places_.end() ? nullptr : &*found;
    }

    void put_up(Ongoing& place, const Seat& seat, std::int64_t day) {
        place.seat = seat;
        place.drawn.days = std::make_shared<const std::vector<DayRow>>();
        place.drawn.buyers = std::make_shared<const std::vector<BuyerPoint>>();
        try {
            if (Ongoing* before = place_of(seat.id)) {
                take_over(place, *before, day);
            } else if (const Ongoing* parent = seat.branch_of ? place_of(*seat.branch_of) : nullptr) {
                branch_off(place, *parent, day);
            }
            if (place.live.market == nullptr) start_from_snapshot(place, day);
        } catch (const std::bad_alloc&) {
            fail(place, tr("there is not enough memory"));
        }
    }
    /// The same world under its new script.
    void take_over(Ongoing& place, Ongoing& before, std::int64_t day) {
        const std::int64_t parts = place.seat.script->parts_from(*before.seat.script);
        place.snapshots = std::move(before.snapshots);
        place.drawn = std::move(before.drawn);
        std::erase_if(place.snapshots, [&](const auto& snapshot) { return snapshot.first > parts; });
        if (before.live.market == nullptr || before.failed) return;
        const std::int64_t stands = before.day();
        const bool holds = stands < parts;
        if (holds && stands <= place.goal(day) && !has_snapshot_between(place, stands, day)) {
            place.live = std::move(before.live);
            place.is_drawn = before.is_drawn;
        } else if (stands > 0 && stands <= parts && !before.seat.script->turns_on(stands)) {
            // It stands before any change of its day, so it can be come back to.
            place.snapshots.try_emplace(stands, std::make_shared<const LiveMarket>(std::move(before.live)));
        }
    }
    static bool has_snapshot_between(const Ongoing& place, std::int64_t after, std::int64_t day) {
        const auto next = place.snapshots.upper_bound(after);
        return next != place.snapshots.end() && next->first <= place.goal(day);
    }
    /// A new world that was its parent until today.
    void branch_off(Ongoing& place, const Ongoing& parent, std::int64_t day) {
        const std::int64_t parts = place.seat.script->parts_from(*parent.seat.script);
        for (const auto& [at, snapshot] : parent.snapshots)
            if (at <= parts) place.snapshots.emplace(at, snapshot);
        if (parent.live.market == nullptr || parent.failed || parent.day() > place.goal(day)) return;
        const std::int64_t stands = parent.day();
        if (stands < parts || (stands == parts && stands > 0 && !parent.seat.script->turns_on(stands)))
            place.live = go_on(parent.live, *place.seat.script, options_.threads);
    }
    void start_from_snapshot(Ongoing& place, std::int64_t day) {
        place.is_drawn = false;
        const auto later = place.snapshots.upper_bound(place.goal(day));
        place.live = later == place.snapshots.begin()
                         ? begin(*place.seat.script, options_.threads)
                         : go_on(*std::prev(later)->second, *place.seat.script, options_.threads);
    }

    void keep_budget() {
        std::vector<Snapshots*> all;
        for (Ongoing& place : places_) all.push_back(&place.snapshots);
        snapshot_bytes_ = plan_.thin(all);
    }

    // One day of one world.

    /// Whether there was anything to do.
    bool play_lagging() {
        Ongoing* last = nullptr;
        for (Ongoing& place : places_)
            if (place.lags(day_) && (last == nullptr || place.day() < last->day())) last = &place;
        if (last == nullptr) return false;
        try {
            play_day(*last);
        } catch (const std::bad_alloc&) {
            fail(*last, tr("there is not enough memory"));
        } catch (const std::exception& error) {
            fail(*last, error.what());
        }
        return true;
    }
    void play_day(Ongoing& place) {
        if (options_.before_step) options_.before_step(*place.live.market);
        const Script& script = *place.seat.script;
        place.is_drawn = false;
        place.live.market->step();
        const std::int64_t day = place.day();
        if (script.turns_on(day)) {
            auto before = std::make_shared<const LiveMarket>(std::move(place.live));
            place.live = go_on(*before, script, options_.threads);
            place.snapshots.try_emplace(day, std::move(before));
            keep_budget();
        } else if (plan_.wants(day) && !place.snapshots.contains(day)) {
            LiveMarket copy{.scenario = place.live.scenario, .market = nullptr};
            copy.market = copy_of(*place.live.market, copy.scenario->scenario, script.model(), 1);
            place.snapshots.emplace(day, std::make_shared<const LiveMarket>(std::move(copy)));
            keep_budget();
        }
        dirty_ = true;
    }
    void fail(Ongoing& place, std::string_view why) {
        place.failed = true;
        running_ = false;
        refuse(filled(tr("{} stopped after {} days: {}"), spoken_name(place.seat.name),
                      place.live.market == nullptr ? 0 : place.day(), why));
    }

    bool begin_next_day() {
        if (!running_) return false;
        if (day_ >= goal_) {
            pause();
            return true;
        }
        const auto now = Clock::now();
        if (!hurries_ && std::isfinite(pace_)) {
            if (now < due_) return false;
            const auto step = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1.0 / pace_));
            due_ = std::max(due_ + step, now);  // days that were missed are not made up for
        }
        ++day_;
        from_ = 0;
        return true;
    }

    // Scenes.

    [[nodiscard]] std::int64_t days_missing() const {
        std::int64_t missing = 0;
        for (const Ongoing& place : places_)
            if (place.lags(day_)) missing += place.goal(day_) - place.day();
        return missing;
    }
    void publish() {
        const auto started = Clock::now();
        auto scene = std::make_shared<Scene>();
        const std::int64_t missing = days_missing();
        const bool complete = missing == 0;
        describe(*scene);
        scene->last_day = last_day();
        scene->running = running_;
        scene->days_per_second = pace_;
        scene->caught_up =
            complete || from_ == 0 ? 1.0 : 1.0 - static_cast<double>(missing) / static_cast<double>(from_);
        scene->notice = notice_;
        scene->undo = past_.empty() ? "" : now_.label;
        scene->redo = future_.empty() ? "" : future_.back().label;
        for (const Ongoing& place : places_) scene->snapshots += place.snapshots.size();
        scene->snapshot_bytes = snapshot_bytes_;
        if (complete) {
            for (Ongoing& place : places_) {
                draw(place);
                scene->worlds.push_back(place.drawn);
            }
            scene->day = day_;
        } else {
            // Until all have caught up, what was shown last stays on show.
            const std::shared_ptr<const Scene> before = this->scene();
            scene->worlds = before->worlds;
            scene->day = before->day;
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
        for (const Seat& seat : now_.seats) {
            const Scenario& scenario = seat.script->scenario_on(0)->scenario;
            if (std::find(titles.begin(), titles.end(), scenario.name) == titles.end()) titles.push_back(scenario.name);
        }
        scene.title = fmt::format("{}", fmt::join(titles, " · "));
        const Scenario& first = now_.seats.front().script->scenario_on(0)->scenario;
        scene.currency = first.currency;
        scene.start_date = first.start_date;
        scene.seed = first.seed;
    }
    void draw(Ongoing& place) {
        World& world = place.drawn;
        world.id = place.seat.id;
        world.name = place.seat.name;
        world.script = place.seat.script;
        world.model = place.seat.script->model();
        world.branch_of =
            place.seat.branch_of && place_of(*place.seat.branch_of) != nullptr ? place.seat.branch_of : std::nullopt;
        world.branch_day = place.seat.branch_day;
        const std::shared_ptr<const LoadedScenario>& in_force = place.seat.script->scenario_on(place.day());
        if (world.surroundings == nullptr || world.scenario != in_force)
            world.surroundings = std::make_shared<const Surroundings>(surroundings_in(in_force->scenario));
        world.scenario = in_force;
        if (place.is_drawn || place.failed) return;
        picture(*place.live.market, world);
        place.is_drawn = true;
    }

    // The thread.

    [[nodiscard]] bool is_idle() const { return !running_ && days_missing() == 0; }

    /// In the middle of a day there is nothing new to see, but for the answer to a command.
    [[nodiscard]] bool wants_publication() const {
        if (!dirty_) return false;
        if (is_idle()) return true;
        const bool has_news = urgent_ || from_ > 0 || days_missing() == 0;
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
        }
    }
    void work() {
        while (!closing_) {
            obey();
            const bool worked = !closing_ && (play_lagging() || begin_next_day());
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

    TheatreOptions options_;

    // Of the thread alone.
    Plot now_;
    std::vector<Plot> past_, future_;
    std::string dragged_;  ///< the path of the latest change, as long as nothing else was done
    std::vector<Ongoing> places_;
    std::uint32_t next_id_ = 0;
    std::int64_t day_ = 0;   ///< the clock: where all worlds are going
    std::int64_t from_ = 0;  ///< days that were missing when the way to `day_` began, over all worlds
    bool running_ = false, hurries_ = false;
    std::int64_t goal_ = 0;
    double pace_;
    Clock::time_point due_ = Clock::now(), next_publication_ = Clock::now();
    SnapshotPlan plan_;
    std::size_t snapshot_bytes_ = 0;
    Notice notice_;
    bool dirty_ = true;    ///< the scene does not show all of this
    bool urgent_ = false;  ///< nor what a command did

    mutable std::mutex scene_mutex_;  ///< held only while a pointer changes hands
    std::shared_ptr<const Scene> scene_;

    mutable std::mutex mutex_;  ///< of the queue, never held while anything is done
    mutable std::condition_variable settled_;
    std::condition_variable changed_;
    std::vector<std::function<void()>> queue_;
    bool is_settled_ = false;
    std::atomic<bool> closing_ = false;
    std::thread thread_;
};

Theatre::Theatre(const std::vector<std::shared_ptr<const LoadedScenario>>& scenarios, TheatreOptions options)
    : stage_(std::make_unique<Stage>(scenarios, std::move(options))) {}
Theatre::~Theatre() = default;

std::shared_ptr<const Scene> Theatre::scene() const { return stage_->scene(); }
void Theatre::wait_until_settled() const { stage_->wait_until_settled(); }

void Theatre::run() {
    stage_->send([s = stage_.get()] { s->run_to(s->last_day(), false); });
}
void Theatre::pause() {
    stage_->send([s = stage_.get()] { s->pause(); });
}
void Theatre::one_day() {
    stage_->send([s = stage_.get()] { s->run_to(s->day() + 1, true); });
}
void Theatre::one_month() {
    stage_->send([s = stage_.get()] { s->run_to(s->day() + kDaysOfMonth, true); });
}
void Theatre::to_the_end() {
    stage_->send([s = stage_.get()] { s->run_to(s->last_day(), true); });
}
void Theatre::set_speed(double days_per_second) {
    stage_->send([s = stage_.get(), days_per_second] { s->set_pace(days_per_second); });
}
void Theatre::restart() {
    stage_->send([s = stage_.get()] { s->go_to(0); });
}
void Theatre::set_seed(std::int64_t seed) {
    stage_->send([s = stage_.get(), seed] { s->set_seed(seed); });
}
void Theatre::go_to(std::int64_t day) {
    stage_->send([s = stage_.get(), day] { s->go_to(day); });
}
void Theatre::change(LeverChange change) {
    stage_->send([s = stage_.get(), change = std::move(change)] { s->change(change); });
}
void Theatre::branch(std::uint32_t world, std::optional<LeverChange> change) {
    stage_->send([s = stage_.get(), world, change = std::move(change)] { s->branch(world, change); });
}
void Theatre::remove(std::uint32_t world) {
    stage_->send([s = stage_.get(), world] { s->remove(world); });
}
void Theatre::undo() {
    stage_->send([s = stage_.get()] { s->undo(); });
}
void Theatre::redo() {
    stage_->send([s = stage_.get()] { s->redo(); });
}

}  // namespace pasar
