#include "window/look.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace pasar {

namespace {

namespace fs = std::filesystem;

/// Latin with all European letters, and the signs that texts of the window use.
constexpr std::array<ImWchar, 23> kGlyphs{0x0020, 0x017F, 0x02C6, 0x02DC, 0x0391, 0x03C9, 0x2010, 0x2026,
                                          0x2030, 0x203A, 0x20AC, 0x20AC, 0x2190, 0x2195, 0x2200, 0x2265,
                                          0x25A0, 0x25CF, 0x2605, 0x2606, 0x2713, 0x2717, 0};

std::vector<fs::path> font_folders() {
    std::vector<fs::path> folders;
    const auto add = [&](const char* variable, std::string_view otherwise, std::string_view under) {
        const char* value = std::getenv(variable);
        std::string_view list = value != nullptr && *value != '\0' ? std::string_view(value) : otherwise;
        while (!list.empty()) {
            const std::size_t end = std::min(list.find(':'), list.size());
            if (end > 0) folders.push_back(fs::path(list.substr(0, end)) / under);
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    };
    add("XDG_DATA_HOME", "", "fonts");
    add("HOME", "", ".local/share/fonts");
    add("XDG_DATA_DIRS", "/usr/local/share:/usr/share", "fonts");
    return folders;
}

/// Where the font package of a distribution or a user puts a file of this name; empty where nobody has it.
std::string find_font(const std::string& name) {
    for (const fs::path& folder : font_folders()) {
        for (const char* under : {"opentype/inter", "truetype/inter", "truetype/dejavu", "inter", "Inter", ""}) {
            for (const char* ending : {".otf", ".ttf"}) {
                const fs::path file = folder / under / (name + ending);
                std::error_code error;
                if (fs::is_regular_file(file, error)) return file.string();
            }
        }
    }
    return {};
}

ImFont* add_font(const std::string& file, float pixels) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.OversampleH = 2;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    if (!file.empty()) {
        if (ImFont* font = atlas.AddFontFromFileTTF(file.c_str(), pixels, &config, kGlyphs.data())) return font;
    }
    ImFontConfig own;
    own.SizePixels = std::max(13.0F, std::floor(pixels / 13.0F) * 13.0F);  // a font of whole pixels
    return atlas.AddFontDefault(&own);                                     // its letters are equally wide
}

}  // namespace

ImU32 paint(Colour colour, double opacity) {
    return IM_COL32(colour.red, colour.green, colour.blue, static_cast<int>(std::lround(255.0 * opacity)));
}
ImVec4 tint(Colour colour, double opacity) { return ImGui::ColorConvertU32ToFloat4(paint(colour, opacity)); }

std::string fitted(const std::string& text, float width, Keep keep) {
    if (ImGui::CalcTextSize(text.c_str()).x <= width) return text;
    const std::string dots = "…";
    const auto begins_letter = [&](std::size_t at) {  // in UTF-8
        return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    };
    for (std::size_t left = text.size(); left > 0; --left) {
        const std::size_t cut = keep == Keep::Beginning ? left - 1 : text.size() - left + 1;
        if (!begins_letter(cut)) continue;
        // The end begins with a whole word where it has more than one.
        if (keep == Keep::End && text[cut - 1] != ' ' && text.find(' ', cut) != std::string::npos) continue;
        std::string part = keep == Keep::Beginning ? text.substr(0, cut) + dots : dots + text.substr(cut);
        if (ImGui::CalcTextSize(part.c_str()).x <= width) return part;
    }
    return {};
}

std::string wrapped(std::string text, float width) {
    std::size_t line = 0, last = std::string::npos;  // where the line begins, and its last space so far
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const bool is_end = at == text.size();
        if (!is_end && text[at] != ' ' && text[at] != '\n') continue;
        if (text.compare(at, 2, " %") == 0) continue;  // belongs to its number
        if (last != std::string::npos && ImGui::CalcTextSize(text.data() + line, text.data() + at).x > width) {
            text[last] = '\n';
            line = last + 1;
        }
        last = at;
        if (!is_end && text[at] == '\n') {
            line = at + 1;
            last = std::string::npos;
        }
    }
    return text;
}

void begin_panel(const char* name, ImVec2 from, ImVec2 to, ImGuiWindowFlags more) {
    ImGui::SetNextWindowPos(from);
    ImGui::SetNextWindowSize({std::max(1.0F, to.x - from.x), std::max(1.0F, to.y - from.y)});
    ImGui::Begin(name, nullptr, kFixedPanel | more);
}

void begin_sheet(const Look& look, const std::string& title, const char* id, bool& is_open) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({screen.x / 2.0F, screen.y / 2.0F}, ImGuiCond_Appearing, {0.5F, 0.5F});
    ImGui::SetNextWindowSizeConstraints({look.px(260), look.px(80)}, {0.96F * screen.x, 0.92F * screen.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetColorU32(ImGuiCol_PopupBg));
    ImGui::Begin((title + id).c_str(), &is_open,
                 ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_HorizontalScrollbar |
                     ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

void dress(const Look& look) {
    ImGuiStyle style;
    const Theme& theme = look.theme();
    const Colour raised = mixed(theme.panel, theme.ink, look.dark ? 0.07 : 0.05);
    style.WindowPadding = {12, 10};
    style.FramePadding = {8, 4};
    style.ItemSpacing = {8, 6};
    style.ItemInnerSpacing = {6, 4};
    style.CellPadding = {6, 3};
    style.ScrollbarSize = 11;
    style.GrabMinSize = 11;
    style.WindowRounding = 0;
    style.ChildRounding = 4;
    style.FrameRounding = 4;
    style.PopupRounding = 4;
    style.GrabRounding = 4;
    style.TabRounding = 4;
    style.ScrollbarRounding = 6;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 1;  // an empty box or circle is hardly seen by its filling alone
    style.ScaleAllSizes(look.px(1.0F));
    style.AntiAliasedFill = true;

    const auto set = [&](ImGuiCol which, Colour colour, double opacity = 1.0) {
        style.Colors[which] = tint(colour, opacity);
    };
    const auto set_states = [&](ImGuiCol rest, ImGuiCol hovered, ImGuiCol active, Colour colour) {
        set(rest, colour);
        set(hovered, mixed(colour, theme.accent, 0.22));
        set(active, mixed(colour, theme.accent, 0.40));
    };
    set(ImGuiCol_Text, theme.ink);
    set(ImGuiCol_TextDisabled, theme.muted);
    set(ImGuiCol_WindowBg, theme.panel);
    set(ImGuiCol_ChildBg, theme.panel, 0.0);
    set(ImGuiCol_PopupBg, mixed(theme.paper, theme.panel, 0.4));
    set(ImGuiCol_Border, mixed(theme.rule, theme.muted, 0.35));
    set_states(ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive,
               mixed(theme.paper, theme.rule, look.dark ? 0.5 : 0.55));
    set_states(ImGuiCol_Button, ImGuiCol_ButtonHovered, ImGuiCol_ButtonActive, mixed(raised, theme.rule, 0.5));
    set_states(ImGuiCol_Header, ImGuiCol_HeaderHovered, ImGuiCol_HeaderActive, mixed(theme.panel, theme.accent, 0.16));
    set(ImGuiCol_CheckMark, theme.accent);
    // Numbers stand on it.
    set(ImGuiCol_SliderGrab, theme.accent, 0.5);
    set(ImGuiCol_SliderGrabActive, theme.accent, 0.7);
    set_states(ImGuiCol_Separator, ImGuiCol_SeparatorHovered, ImGuiCol_SeparatorActive, theme.rule);
    set(ImGuiCol_ScrollbarBg, theme.panel, 0.0);
    set_states(ImGuiCol_ScrollbarGrab, ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive,
               mixed(theme.rule, theme.muted, 0.3));
    set(ImGuiCol_Tab, theme.panel);
    set(ImGuiCol_TabHovered, mixed(theme.panel, theme.accent, 0.25));
    set(ImGuiCol_TabActive, mixed(theme.panel, theme.accent, 0.16));
    set(ImGuiCol_TabUnfocused, theme.panel);
    set(ImGuiCol_TabUnfocusedActive, mixed(theme.panel, theme.accent, 0.16));
    set(ImGuiCol_TextSelectedBg, theme.accent, 0.35);
    set(ImGuiCol_NavHighlight, theme.accent);
    set(ImGuiCol_PlotHistogram, theme.accent);
    set(ImGuiCol_TitleBg, raised);
    set(ImGuiCol_TitleBgActive, mixed(theme.panel, theme.accent, 0.16));
    set(ImGuiCol_TableHeaderBg, raised);
    set(ImGuiCol_TableBorderLight, theme.rule);
    set(ImGuiCol_TableBorderStrong, theme.rule);
    set(ImGuiCol_ModalWindowDimBg, colour_of(0x000000), 0.45);
    ImGui::GetStyle() = style;
}

Fonts load_fonts(const Look& look) {
    ImGui::GetIO().Fonts->Clear();
    const std::string regular = find_font("Inter-Regular");
    std::string strong = find_font("Inter-SemiBold");
    if (strong.empty()) strong = regular;
    Fonts fonts;
    // Whole pixels, so that stems are sharp.
    fonts.normal = add_font(regular, std::round(look.px(15.0F)));
    fonts.strong = add_font(strong, std::round(look.px(15.0F)));
    fonts.large = add_font(strong, std::round(look.px(20.0F)));
    fonts.even = add_font(find_font("DejaVuSansMono"), std::round(look.px(13.0F)));
    fonts.is_inter = !regular.empty();
    return fonts;
}

void stand_in_for_missing_signs() {
    struct StandIn {
        ImWchar sign;
        char letter;
    };
    constexpr std::array kStandIns{
        StandIn{0x2026, '.'}, StandIn{0x2013, '-'}, StandIn{0x25BC, 'v'}, StandIn{0x2190, '<'}, StandIn{0x2192, '>'},
        StandIn{0x2191, '^'}, StandIn{0x2193, 'v'}, StandIn{0x2264, '<'}, StandIn{0x2265, '>'}, StandIn{0x2022, '*'}};
    for (ImFont* const font : ImGui::GetIO().Fonts->Fonts) {
        for (const StandIn& one : kStandIns)
            if (font->FindGlyphNoFallback(one.sign) == nullptr)
                font->AddRemapChar(one.sign, static_cast<ImWchar>(one.letter));
    }
}

}  // namespace pasar
