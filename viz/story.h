// Looking inside: what happened to one buyer or seller, in words, in every world, side by side by day. The worlds are
// played again from day 0 with the one under watch, in a thread of their own; watching changes nothing in a market.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "sim/counts/observe.h"
#include "sim/stories/in_words.h"
#include "sim/stories/watched_event.h"
#include "viz/script.h"

namespace pasar {

/// One thing that happened.
struct StoryLine {
    std::int64_t day = 0;  ///< counted from 1, as on the clock of the window
    std::string text;      ///< a sentence without the day and without a full stop
    WatchedEvent event;
};

/// What happened in one world.
struct WorldStory {
    std::uint32_t world = 0;  ///< its id
    std::string name;
    std::optional<std::size_t> platform;  ///< of platforms that compete, which of them; those of a market are no
                                          ///< futures of each other, so only the same one is compared
    std::int64_t told = 0;                ///< days of it that are told
    std::vector<StoryLine> lines;         ///< by day
    bool is_there = false;                ///< false where this world has no such buyer or seller
    SeenBuyer buyer;                      ///< as it stood after `told` days; of a buyer's story
    SeenSeller seller;                    ///< likewise, of a seller's
    std::shared_ptr<const Names> names;   ///< what the events' numbers are called; null before the first day
};

/// One day on which something happened in any of the worlds.
struct StoryDay {
    std::int64_t day = 0;                         ///< counted from 1
    std::vector<std::vector<std::size_t>> lines;  ///< by world, indices into its lines
    std::vector<std::vector<bool>> is_own;        ///< of these, which did not happen likewise in each other world
    bool differs = false;                         ///< any of them
};

struct Story {
    Teller of = Teller::Buyer;
    std::uint32_t number = 0;
    std::vector<WorldStory> worlds;
    std::vector<StoryDay> days;            ///< as far as all worlds are told
    std::optional<std::int64_t> parts_on;  ///< the first day that differs
    std::vector<bool> is_compared;         ///< by world: the same buyer or seller is there, and elsewhere too
    double share = 0.0;                    ///< told of what was asked for, 0 to 1
    std::string problem;                   ///< why no more will come; empty when all is well
};

/// A world to be told of.
struct StoryWorld {
    std::uint32_t id = 0;
    std::string name;
    std::shared_ptr<const Script> script;
};

class BackgroundStory {
public:
    /// The first `days` days of these worlds.
    BackgroundStory(Teller of, std::uint32_t number, std::vector<StoryWorld> worlds, std::int64_t days,
                    int threads = 1);
    BackgroundStory(const BackgroundStory&) = delete;
    BackgroundStory& operator=(const BackgroundStory&) = delete;
    /// Ends within the day that is being worked on.
    ~BackgroundStory();

    /// Goes on telling up to this day, should it be later than what is told.
    void tell_until(std::int64_t days);
    /// What there is so far; never null, never changed afterwards.
    [[nodiscard]] std::shared_ptr<const Story> so_far() const;
    /// Waits until all that was asked for is told. For tests and pictures.
    void wait() const;

private:
    struct Telling;
    void work();
    bool tell_a_day(Telling& telling);
    void publish(const std::vector<std::unique_ptr<Telling>>& tellings, const std::string& problem);

    const Teller of_;
    const std::uint32_t number_;
    const std::vector<StoryWorld> worlds_;
    const int threads_;
    std::atomic<bool> closing_ = false;
    mutable std::mutex mutex_;  ///< held only while what it guards changes hands
    mutable std::condition_variable changed_;
    std::int64_t goal_;
    bool is_told_ = false;
    std::shared_ptr<const Story> so_far_;
    std::thread thread_;
};

/// Puts the worlds' lines side by side, up to the day that all of them are told, and marks what differs: line by line,
/// in whatever order a day has them, and only between worlds that have this very buyer or seller. An own store and a
/// seller who has its number elsewhere are not the same.
void align(Story& story);

/// Why an offer was chosen, or none: the utility of each offer on the page, term by term.
struct ChoiceTable {
    struct Row {
        std::string offer;          ///< "seller 88 at 120,000 IDR"
        std::vector<double> terms;  ///< in the order of `terms`, in units of utility
        double total = 0.0;
        double probability = 0.0;
        bool is_chosen = false, is_barred = false, is_remembered = false;
    };
    std::vector<std::string_view> terms;
    std::vector<Row> rows;  ///< best first
    double nothing = 0.0;   ///< probability of buying nothing
    std::string sentence;   ///< what tipped it, for readers in a hurry
};
/// Of an event that is Happening::Considered.
[[nodiscard]] ChoiceTable choice_of(const WatchedEvent& event, const Names& names);

}  // namespace pasar
