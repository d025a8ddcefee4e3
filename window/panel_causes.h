// Why did they leave: the reasons, most frequent first, of each world side by side; a click shows who left for it.
#pragma once

#include <optional>

#include "viz/scene.h"
#include "window/look.h"
#include "window/picture_view.h"

namespace pasar {

struct CausesPanel {
    std::optional<LeavingReason> opened;  ///< whose examples are shown
};

/// Into the panel of ImGui at hand. A buyer that is clicked becomes the selection.
void draw_causes_panel(const Look& look, CausesPanel& panel, const Scene& scene, std::optional<Selection>& selection);

}  // namespace pasar
