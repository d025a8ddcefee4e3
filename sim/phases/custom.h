// What an order and a visit to a feed leave behind alike: somebody becomes a customer, is asked, talks, stays or goes.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/phases/turn.h"

namespace pasar {

/// A customer orders, or reads: the first time it becomes one. True where it was the first time.
bool begin_custom(Turn& turn, std::uint16_t member);

/// Sets the customer's only timer anew.
void remind_later(Turn& turn, Relationship& relationship, std::uint16_t member);

/// Whether a customer goes after something that it judged with `satisfied`, by its own nature (log-odds of going after
/// what met the target) and by how far that falls short. `effect`: what programmes take off the log-odds.
[[nodiscard]] bool goes_after(const Turn& turn, double nature, bool is_first, double satisfied, double effect,
                              double draw);

/// The answers of one survey.
struct Answers {
    int nps = 0;
    std::int64_t csat = 0, ces = 0;
};
/// CSAT, CES and NPS of somebody who is asked and answers; counted for the day. `burden`: what was hard about it beside
/// a slow site, 0 to 1.
[[nodiscard]] std::optional<Answers> ask(Turn& turn, std::uint32_t number, std::uint32_t wish, double satisfied,
                                         double trust, double burden);

/// What a customer tells others from now on. True where that has changed.
bool change_talk(Turn& turn, Relationship& relationship, double satisfied);

/// Trust after something judged with `satisfied`.
void learn_to_trust(Turn& turn, Relationship& relationship, double satisfied);

}  // namespace pasar
