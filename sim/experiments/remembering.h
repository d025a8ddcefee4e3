// A laboratory that runs nothing twice, for experiments that come back to points they have seen.
#pragma once

#include "sim/experiments/laboratory.h"

namespace pasar {

/// The same laboratory; what was asked for before, at the same point in the same replications, is remembered.
[[nodiscard]] Laboratory remembering(Laboratory laboratory);

}  // namespace pasar
