// How the window looks: colours, fonts and measures of the whole interface, for any density of the screen, light or
// dark, and large for a projector.
#pragma once

#include <imgui.h>

#include <cstddef>
#include <string>
#include <vector>

#include "words/colours.h"

namespace pasar {

struct Fonts {
    ImFont* normal = nullptr;
    ImFont* strong = nullptr;  ///< headings and figures
    ImFont* large = nullptr;   ///< the clock
    ImFont* even = nullptr;    ///< all letters equally wide: tables that commands print
    bool is_inter = false;     ///< else ImGui's own, since Inter is not installed here
};

/// What every panel is drawn with.
struct Look {
    bool dark = false;
    bool projector = false;
    float scale = 1.0F;   ///< of the screen: 2 where pixels are half as large
    float larger = 1.0F;  ///< than at a desk: type for a projector
    Fonts fonts;
    std::vector<std::size_t> styles;  ///< of the worlds by their place: a world keeps its own while others come and go

    [[nodiscard]] std::size_t style_of(std::size_t world) const {
        return world < styles.size() ? styles[world] : world;
    }
    [[nodiscard]] const Theme& theme() const { return dark ? dark_theme() : light_theme(); }
    /// A length in pixels of a screen of ordinary density.
    [[nodiscard]] float px(float length) const { return length * scale * larger; }
};

/// An opaque or partly transparent colour for ImGui's draw lists.
[[nodiscard]] ImU32 paint(Colour colour, double opacity = 1.0);
[[nodiscard]] ImVec4 tint(Colour colour, double opacity = 1.0);

/// The text where it fits in a width, else its beginning or its end with "…" for the rest.
enum class Keep { Beginning, End };
[[nodiscard]] std::string fitted(const std::string& text, float width, Keep keep = Keep::Beginning);

/// The text with line breaks for a width, at spaces alone: ImGui's own wrapping breaks numbers at their point.
[[nodiscard]] std::string wrapped(std::string text, float width);

/// Of windows of ImGui that stand where they are put.
inline constexpr ImGuiWindowFlags kFixedPanel = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                                ImGuiWindowFlags_NoSavedSettings |
                                                ImGuiWindowFlags_NoBringToFrontOnFocus;
/// A part of a panel that scrolls by itself, through which the keyboard goes as through the panel.
inline constexpr ImGuiWindowFlags kPartOfPanel = ImGuiWindowFlags_NavFlattened;
/// Such a window; ImGui::End() afterwards.
void begin_panel(const char* name, ImVec2 from, ImVec2 to, ImGuiWindowFlags more = 0);

/// A window above the panels, as large as what is in it and at most as the whole window. It can be moved; its cross
/// closes it, which is told in `is_open`. `id` as ImGui has it; ImGui::End() afterwards.
void begin_sheet(const Look& look, const std::string& title, const char* id, bool& is_open);

/// Sets ImGui's style to the look.
void dress(const Look& look);
/// Loads the fonts in the sizes the look asks for; the caller has the font texture renewed.
[[nodiscard]] Fonts load_fonts(const Look& look);
/// Where ImGui's own font is taken, which has few signs: others of its letters stand in. After the texture was renewed.
void stand_in_for_missing_signs();

}  // namespace pasar
