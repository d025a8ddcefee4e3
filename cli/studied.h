// What a study is about, by the names that tables and screen use.
#pragma once

#include "cli/study.h"
#include "sim/experiments/studied.h"

namespace pasar {

[[nodiscard]] Studied studied_of(const Study& study);

/// Says on standard error how many runs are coming, where somebody watches and did not ask for quiet.
void tell_cost(const Arguments& arguments, const Study& study, std::size_t points, std::string_view points_are);

}  // namespace pasar
