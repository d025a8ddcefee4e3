#include "viz/story.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <exception>
#include <new>
#include <numeric>
#include <utility>

#include "sim/stories/watch.h"
#include "words/language.h"

namespace pasar {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kBetweenStories{100};

const char* spoken(const char* english) { return tr(english); }

std::string told_in_words(const WatchedEvent& event, const Names& names, Teller teller) {
    return number_in(spoken_language(), in_words(event, names, teller, spoken));
}

/// What the market's categories, payments and couriers are called in the language of the window.
std::shared_ptr<const Names> names_of(const Platform& platform) {
    auto names = std::make_shared<Names>(platform);
    for (auto* const list : {&names->categories, &names->payments, &names->couriers})
        for (std::string& name : *list) name = spoken_name(name);
    return names;
}

/// "day 31: ordered …" without its day, which stands beside it in the window.
std::string without_day(const std::string& sentence) {
    const std::size_t colon = sentence.find(": ");
    return colon != std::string::npos ? sentence.substr(colon + 2) : sentence;
}

}  // namespace

/// One world as it is told.
struct BackgroundStory::Telling {
    Telling(const StoryWorld& a_world, Teller of, std::uint32_t number)
        : script(a_world.script),
          watch(of == Teller::Buyer ? std::vector{number} : std::vector<std::uint32_t>{},
                of == Teller::Seller ? std::vector{number} : std::vector<std::uint32_t>{}) {
        story.world = a_world.id;
        story.name = a_world.name;
        if (!script->platforms().empty()) story.platform = script->model();
    }
    std::shared_ptr<const Script> script;
    Watch watch;  ///< outlives the market that tells it
    LiveWorld live;
    const World* watched = nullptr;
    WorldStory story;
};

BackgroundStory::BackgroundStory(Teller of, std::uint32_t number, std::vector<StoryWorld> worlds, std::int64_t days,
                                 int threads)
    : of_(of), number_(number), worlds_(std::move(worlds)), threads_(threads), goal_(days) {
    auto beginning = std::make_shared<Story>();
    beginning->of = of;
    beginning->number = number;
    so_far_ = std::move(beginning);
    thread_ = std::thread([this] { work(); });
}

BackgroundStory::~BackgroundStory() {
    closing_ = true;
    {
        const std::lock_guard lock(mutex_);
        changed_.notify_all();
    }
    thread_.join();
}

void BackgroundStory::tell_until(std::int64_t days) {
    const std::lock_guard lock(mutex_);
    if (days <= goal_) return;
    goal_ = days;
    is_told_ = false;
    changed_.notify_all();
}

std::shared_ptr<const Story> BackgroundStory::so_far() const {
    const std::lock_guard lock(mutex_);
    return so_far_;
}

void BackgroundStory::wait() const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_told_; });
}

/// Whether there was a day to tell.
bool BackgroundStory::tell_a_day(Telling& telling) {
    std::int64_t goal = 0;
    {
        const std::lock_guard lock(mutex_);
        goal = std::min(goal_, telling.script->days());
    }
    if (telling.live.world == nullptr) telling.live = begin(*telling.script, threads_);
    if (telling.story.names == nullptr)
        telling.story.names = names_of(platform_of(*telling.live.world, *telling.script));
    if (telling.live.world->day() >= goal) return false;
    // Where something changes the market goes on as a copy, which nobody watches yet.
    if (telling.watched != telling.live.world.get())
        put_under_watch(platform_of(*telling.live.world, *telling.script), &telling.watch);
    telling.watched = telling.live.world.get();
    step(telling.live, *telling.script, threads_);
    for (WatchedEvent& event : telling.watch.take()) {
        StoryLine line{
            .day = event.day + 1, .text = without_day(told_in_words(event, *telling.story.names, of_)), .event = {}};
        line.event = std::move(event);
        telling.story.lines.push_back(std::move(line));
    }
    telling.story.told = telling.live.world->day();
    return true;
}

void BackgroundStory::publish(const std::vector<std::unique_ptr<Telling>>& tellings, const std::string& problem) {
    auto story = std::make_shared<Story>();
    story->of = of_;
    story->number = number_;
    story->problem = problem;
    std::int64_t goal = 0, told = 0, wanted = 0;
    {
        const std::lock_guard lock(mutex_);
        goal = goal_;
    }
    for (const auto& telling : tellings) {
        WorldStory& world = telling->story;
        const Platform* const platform =
            telling->live.world ? &platform_of(*telling->live.world, *telling->script) : nullptr;
        if (platform != nullptr && of_ == Teller::Buyer) {
            world.buyer = look_at_buyer(*platform, number_);
            world.is_there = world.buyer.is_there;
        } else if (platform != nullptr) {
            world.is_there = number_ < platform->sellers.size();
            if (world.is_there) world.seller = look_at_sellers(*platform)[number_];
        }
        told += world.told;
        wanted += std::min(goal, telling->script->days());
        story->worlds.push_back(world);
    }
    story->share = wanted > 0 ? std::min(1.0, static_cast<double>(told) / static_cast<double>(wanted)) : 1.0;
    align(*story);
    std::shared_ptr<const Story> next = std::move(story);
    const std::lock_guard lock(mutex_);
    so_far_.swap(next);
}

void BackgroundStory::work() {
    std::vector<std::unique_ptr<Telling>> tellings;
    for (const StoryWorld& world : worlds_) tellings.push_back(std::make_unique<Telling>(world, of_, number_));
    std::string problem;
    while (!closing_) {
        auto published = Clock::now();
        for (bool more = problem.empty(); more && !closing_;) {
            more = false;
            try {
                for (const auto& telling : tellings) {
                    if (closing_) return;
                    if (tell_a_day(*telling)) more = true;
                }
            } catch (const std::bad_alloc&) {
                problem = tr("There is not enough memory to play the worlds again.");
            } catch (const std::exception& error) {
                problem = error.what();
            }
            if (!problem.empty()) more = false;
            if (Clock::now() - published < kBetweenStories) continue;
            publish(tellings, problem);
            published = Clock::now();
        }
        if (closing_) return;
        publish(tellings, problem);
        std::unique_lock lock(mutex_);
        const auto is_done = [&] {
            return !problem.empty() || std::all_of(tellings.begin(), tellings.end(), [&](const auto& telling) {
                return telling->story.told >= std::min(goal_, telling->script->days());
            });
        };
        is_told_ = is_done();
        changed_.notify_all();
        changed_.wait(lock, [&] { return closing_ || !is_done(); });
    }
}

namespace {

/// Whether the same happened in two worlds. Of a choice its outcome counts, not how likely it was: buying nothing is
/// the same everywhere.
bool is_the_same(const StoryLine& a, const StoryLine& b) {
    if (a.event.what != Happening::Considered || b.event.what != Happening::Considered) return a.text == b.text;
    const auto chosen = [](const WatchedEvent& event) {
        return event.chosen < event.page.size() ? &event.page[event.chosen] : nullptr;
    };
    const ConsideredOffer *const mine = chosen(a.event), *const theirs = chosen(b.event);
    if (mine == nullptr || theirs == nullptr) return mine == theirs;
    return mine->seller == theirs->seller && mine->price == theirs->price;
}

}  // namespace

namespace {

/// The worlds that have the same one whose story it is.
std::vector<bool> worlds_to_compare(const Story& story) {
    std::vector<bool> compared(story.worlds.size(), false);
    for (std::size_t w = 0; w < compared.size(); ++w) {
        const WorldStory& world = story.worlds[w];
        const WorldStory* first = nullptr;
        std::size_t alike = 0;
        for (const WorldStory& other : story.worlds) {
            if (!other.is_there || other.platform != world.platform) continue;
            if (first == nullptr) first = &other;
            alike += story.of == Teller::Buyer || other.seller.is_store == first->seller.is_store ? 1 : 0;
        }
        compared[w] = world.is_there && alike > 1 &&
                      (story.of == Teller::Buyer || world.seller.is_store == first->seller.is_store);
    }
    return compared;
}

/// Of the lines of one world on a day, those that another has not.
void mark_own(const Story& story, StoryDay& day, std::size_t world, std::size_t other) {
    std::vector<std::size_t> left = day.lines[other];
    for (std::size_t i = 0; i < day.lines[world].size(); ++i) {
        const StoryLine& line = story.worlds[world].lines[day.lines[world][i]];
        const auto same = std::find_if(left.begin(), left.end(), [&](std::size_t there) {
            return is_the_same(line, story.worlds[other].lines[there]);
        });
        if (same == left.end())
            day.is_own[world][i] = true;
        else
            left.erase(same);
    }
}

void mark_differences(const Story& story, StoryDay& day) {
    for (const auto& lines : day.lines) day.is_own.emplace_back(lines.size(), false);
    for (std::size_t world = 0; world < day.lines.size(); ++world)
        for (std::size_t other = 0; other < day.lines.size(); ++other)
            if (world != other && story.is_compared[world] && story.is_compared[other] &&
                story.worlds[world].platform == story.worlds[other].platform)
                mark_own(story, day, world, other);
    day.differs = std::any_of(day.is_own.begin(), day.is_own.end(), [](const std::vector<bool>& own) {
        return std::find(own.begin(), own.end(), true) != own.end();
    });
}

}  // namespace

void align(Story& story) {
    story.days.clear();
    story.parts_on.reset();
    story.is_compared = worlds_to_compare(story);
    if (story.worlds.empty()) return;
    std::int64_t told = story.worlds.front().told;
    for (const WorldStory& world : story.worlds) told = std::min(told, world.told);
    std::vector<std::size_t> next(story.worlds.size(), 0);
    while (true) {
        std::int64_t day = told + 1;
        for (std::size_t i = 0; i < next.size(); ++i) {
            const auto& lines = story.worlds[i].lines;
            if (next[i] < lines.size()) day = std::min(day, lines[next[i]].day);
        }
        if (day > told) return;
        StoryDay row{.day = day, .lines = std::vector<std::vector<std::size_t>>(next.size()), .is_own = {}};
        for (std::size_t i = 0; i < next.size(); ++i) {
            const auto& lines = story.worlds[i].lines;
            for (; next[i] < lines.size() && lines[next[i]].day == day; ++next[i]) row.lines[i].push_back(next[i]);
        }
        mark_differences(story, row);
        if (row.differs && !story.parts_on) story.parts_on = day;
        story.days.push_back(std::move(row));
    }
}

// ---- choices

namespace {

struct Term {
    std::string_view name;
    double ConsideredOffer::*value;
};
constexpr std::array kTerms{
    Term{tr_later("any offer"), &ConsideredOffer::level},
    Term{tr_later("expected quality"), &ConsideredOffer::quality},
    Term{tr_later("price"), &ConsideredOffer::price_term},
    Term{tr_later("shipping and fee"), &ConsideredOffer::charges},
    Term{tr_later("seller's risk"), &ConsideredOffer::seller_risk},
    Term{tr_later("promised days"), &ConsideredOffer::delay},
    Term{tr_later("own experience"), &ConsideredOffer::own_experience},
    Term{tr_later("trust in platform"), &ConsideredOffer::trust},
    Term{tr_later("payment risk"), &ConsideredOffer::payment_risk},
    Term{tr_later("discount"), &ConsideredOffer::discount},
};

std::string percent(double share) { return fmt::format("{:.0f} %", 100.0 * share); }

/// The best offer but this one.
const ConsideredOffer* rival_of(const WatchedEvent& event) {
    const ConsideredOffer* best = nullptr;
    for (std::size_t i = 0; i < event.page.size(); ++i) {
        const ConsideredOffer& offer = event.page[i];
        if (i == event.chosen || offer.is_barred) continue;
        if (best == nullptr || offer.total > best->total) best = &offer;
    }
    return best;
}

std::string tipping_sentence(const WatchedEvent& event, const Names& names) {
    if (event.chosen >= event.page.size())
        return filled(tr("Nothing was bought; that had a chance of {}."), percent(event.number));
    const ConsideredOffer& chosen = event.page[event.chosen];
    const std::string chance = filled(tr("{} was chosen, with a chance of {}."), names.seller(chosen.seller, spoken),
                                      percent(chosen.probability));
    const ConsideredOffer* const rival = rival_of(event);
    if (rival == nullptr) return chance;
    const Term* main = nullptr;
    const bool was_better = chosen.total >= rival->total;
    const auto gain = [&](const Term& term) {
        const double more = chosen.*term.value - rival->*term.value;
        return was_better ? more : -more;
    };
    for (const Term& term : kTerms)
        if (main == nullptr || gain(term) > gain(*main)) main = &term;
    if (gain(*main) < 0.005) return filled(tr("{} {} looked as good."), chance, names.seller(rival->seller, spoken));
    const std::string rest =
        filled(tr("mostly by {} ({:+.2f})"), in_words_of(spoken_language(), main->name), gain(*main));
    return was_better ? filled(tr("{} Above {}, the next best, it stood {}."), chance,
                               names.seller(rival->seller, spoken), rest)
                      : filled(tr("{} {} looked better, {}; a choice is partly chance."), chance,
                               names.seller(rival->seller, spoken), rest);
}

}  // namespace

ChoiceTable choice_of(const WatchedEvent& event, const Names& names) {
    ChoiceTable table;
    for (const Term& term : kTerms) table.terms.push_back(term.name);
    std::vector<std::size_t> order(event.page.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return event.page[a].total > event.page[b].total; });
    for (const std::size_t i : order) {
        const ConsideredOffer& offer = event.page[i];
        ChoiceTable::Row row{.offer = filled(tr("{} at {}"), names.seller(offer.seller, spoken),
                                             money_in_words(offer.price, names.currency)),
                             .terms = {},
                             .total = offer.total,
                             .probability = offer.probability,
                             .is_chosen = i == event.chosen,
                             .is_barred = offer.is_barred,
                             .is_remembered = offer.is_remembered};
        for (const Term& term : kTerms) row.terms.push_back(offer.*term.value);
        table.rows.push_back(std::move(row));
    }
    table.nothing = event.number;
    table.sentence = number_in(spoken_language(), tipping_sentence(event, names));
    return table;
}

}  // namespace pasar
