// Which scenario is in force on which day. A value on a day is the scenario's own with the events of that day upon it,
// in the order of the list: nothing is stored and put back, so events may nest and overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.h"

namespace pasar {

/// One time that an event of the timeline comes.
struct Occurrence {
    std::size_t event = 0;   ///< place in Scenario::timeline
    std::int64_t from = 0;   ///< first day; below 0 where it began before the run
    std::int64_t until = 0;  ///< first day after it; the end of the run at the latest
};
/// All that are seen in the run, by their first day, those of one day in the order of the list.
/// Pre: dates are dates.
[[nodiscard]] std::vector<Occurrence> occurrences_of(const Scenario& scenario);

/// The paths of a scenario that a path of an event stands for: "model." opens one into every model.
[[nodiscard]] std::vector<std::string> paths_meant(std::string_view path, std::size_t models);

class Timeline {
public:
    /// Pre: the scenario is valid.
    explicit Timeline(const Scenario& base);

    /// The scenario without its events.
    [[nodiscard]] const Scenario& base() const { return *base_; }
    /// What is in force on a day, from its morning on.
    [[nodiscard]] const Scenario& on(std::int64_t day) const;
    /// Whether something else is in force than on the day before.
    [[nodiscard]] bool turns_on(std::int64_t day) const;
    /// Data breaches that become known in the morning of a day.
    [[nodiscard]] std::vector<ShockSpec> breaches_on(std::int64_t day) const;

    struct Span {
        std::int64_t day = 0;  ///< the first
        std::shared_ptr<const Scenario> scenario;
    };
    /// By day, the first from day 0 on; never empty.
    [[nodiscard]] const std::vector<Span>& spans() const { return spans_; }

private:
    std::shared_ptr<const Scenario> base_;
    std::vector<Span> spans_;
    std::vector<Occurrence> breaches_;
};

}  // namespace pasar
