// The tables of a run that are not one row a day.
#pragma once

#include <vector>

#include "sim/counts/result.h"
#include "sim/world/world.h"

namespace pasar {

/// Segments, sellers, couriers, payments, regions, surveys, cohorts, journey, complaints, losses, ledger; orders when
/// sampled.
[[nodiscard]] std::vector<Table> run_tables(const Platform& platform);

/// The columns of every table a run can make, without rows; for the data dictionary.
[[nodiscard]] std::vector<Table> table_outlines();

}  // namespace pasar
