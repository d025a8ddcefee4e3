#include "viz/difference.h"

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <utility>

#include "sim/experiments/statistics.h"
#include "words/language.h"

namespace pasar {

BackgroundDifference::BackgroundDifference(std::shared_ptr<const Script> first, std::shared_ptr<const Script> second,
                                           std::int64_t days, std::int64_t wanted, int threads)
    : first_(std::move(first)), second_(std::move(second)), days_(days), wanted_(wanted), threads_(threads) {
    auto nothing = std::make_shared<PairedDays>();
    nothing->wanted = wanted;
    so_far_ = std::move(nothing);
    thread_ = std::thread([this] { work(); });
}

BackgroundDifference::~BackgroundDifference() {
    closing_ = true;
    thread_.join();
}

std::shared_ptr<const PairedDays> BackgroundDifference::so_far() const {
    const std::lock_guard lock(mutex_);
    return so_far_;
}

void BackgroundDifference::publish(PairedDays days) {
    std::shared_ptr<const PairedDays> next = std::make_shared<const PairedDays>(std::move(days));
    const std::lock_guard lock(mutex_);
    so_far_.swap(next);
}

void BackgroundDifference::work() {
    PairedDays days = *so_far();
    try {
        for (std::int64_t replication = 0; replication < wanted_ && !closing_; ++replication) {
            const Script *const first = first_.get(), *const second = second_.get();
            std::vector<std::shared_ptr<const std::vector<DayRow>>> both;
            if (first->shares_world_with(*second)) {
                both = play(std::array{first, second}, replication);
            } else {
                both = play(std::array{first}, replication);
                both.push_back(play(std::array{second}, replication).front());
            }
            if (closing_) break;
            days.first.push_back(std::move(both.front()));
            days.second.push_back(std::move(both.back()));
            publish(days);
        }
    } catch (const std::bad_alloc&) {
        days.problem = tr("There is not enough memory for more replications.");
        publish(days);
    } catch (const std::exception& error) {
        days.problem = error.what();
        publish(days);
    }
    over_ = true;
}

std::vector<std::shared_ptr<const std::vector<DayRow>>> BackgroundDifference::play(
    std::span<const Script* const> scripts, std::int64_t replication) const {
    const Script& script = *scripts.front();
    LiveWorld live = begin(script, threads_, replication);
    const std::int64_t end = std::min(days_, script.days());
    while (live.world->day() < end && !closing_) step(live, script, threads_);
    std::vector<std::shared_ptr<const std::vector<DayRow>>> days;
    for (const Script* const one : scripts)
        days.push_back(std::make_shared<const std::vector<DayRow>>(platform_of(*live.world, *one).days));
    return days;
}

DifferenceBand difference_by_day(const PairedDays& days, const DayMeasure& measure) {
    DifferenceBand band;
    std::size_t length = days.first.empty() ? 0 : days.first.front()->size();
    for (const auto* side : {&days.first, &days.second})
        for (const auto& rows : *side) length = std::min(length, rows->size());
    std::vector<double> first(days.first.size()), second(days.first.size());
    for (std::size_t day = 0; day < length; ++day) {
        for (std::size_t i = 0; i < first.size(); ++i) {
            first[i] = measure(std::span(*days.first[i]).first(day + 1));
            second[i] = measure(std::span(*days.second[i]).first(day + 1));
        }
        const PairedDifference difference = paired_difference(first, second);
        band.mean.push_back(difference.mean);
        band.low.push_back(difference.interval.low);
        band.high.push_back(difference.interval.high);
    }
    return band;
}

}  // namespace pasar
