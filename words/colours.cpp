#include "words/colours.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace pasar {

namespace {

// In series, orange and sky blue come last so that the first ones stand out most on white; Okabe and Ito's black is a
// dark grey, and their yellow is darker on white.
constexpr Theme kLight{.paper = colour_of(0xFFFFFF),
                       .panel = colour_of(0xF6F7F8),
                       .ink = colour_of(0x1B1F24),
                       .muted = colour_of(0x59636E),
                       .rule = colour_of(0xDDE1E5),
                       .accent = colour_of(0x00618F),
                       .good = colour_of(0x00735A),
                       .bad = colour_of(0xB34700),
                       .series = {colour_of(0x0072B2), colour_of(0xD55E00), colour_of(0x009E73), colour_of(0xCC79A7),
                                  colour_of(0xE69F00), colour_of(0x56B4E9), colour_of(0x3B4148), colour_of(0xB5A800)}};
constexpr Theme kDark{.paper = colour_of(0x14181C),
                      .panel = colour_of(0x1D2329),
                      .ink = colour_of(0xE6E9EC),
                      .muted = colour_of(0xA3ADB7),
                      .rule = colour_of(0x343C44),
                      .accent = colour_of(0x7CC4EE),
                      .good = colour_of(0x3FC79D),
                      .bad = colour_of(0xFF9455),
                      .series = {colour_of(0x56B4E9), colour_of(0xE8793A), colour_of(0x1FBF8F), colour_of(0xD990B8),
                                 colour_of(0xE69F00), colour_of(0x3A8FC7), colour_of(0xC9D0D6), colour_of(0xF0E442)}};
constexpr Theme kPrint{.paper = colour_of(0xFFFFFF),
                       .panel = colour_of(0xFFFFFF),
                       .ink = colour_of(0x000000),
                       .muted = colour_of(0x444444),
                       .rule = colour_of(0xBBBBBB),
                       .accent = colour_of(0x000000),
                       .good = colour_of(0x00573F),
                       .bad = colour_of(0x8A3300),
                       .series = kLight.series};

constexpr std::array<Colour, 7> kRamp{colour_of(0xE8F1F8), colour_of(0xC3DDEE), colour_of(0x94C1E0),
                                      colour_of(0x5A9FCD), colour_of(0x2A7AB5), colour_of(0x0B568D),
                                      colour_of(0x06365C)};

std::string properties(const Theme& theme, std::string_view scheme) {
    std::string text = fmt::format("color-scheme:{};", scheme);
    const auto add = [&](std::string_view name, Colour colour) { text += fmt::format("--{}:{};", name, hex(colour)); };
    add("paper", theme.paper);
    add("panel", theme.panel);
    add("ink", theme.ink);
    add("muted", theme.muted);
    add("rule", theme.rule);
    add("accent", theme.accent);
    add("good", theme.good);
    add("bad", theme.bad);
    for (std::size_t i = 0; i < theme.series.size(); ++i) add(fmt::format("c{}", i), theme.series[i]);
    return text;
}

}  // namespace

Colour mixed(Colour a, Colour b, double share) {
    const double part = std::clamp(share, 0.0, 1.0);
    const auto mix = [&](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(std::lround(from + part * (to - from)));
    };
    return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue)};
}

std::string hex(Colour colour) { return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue); }

const Theme& light_theme() { return kLight; }
const Theme& dark_theme() { return kDark; }
const Theme& print_theme() { return kPrint; }

std::span<const Colour, 7> colour_ramp() { return kRamp; }

Colour on_ramp(double share) {
    const double position = std::clamp(share, 0.0, 1.0) * static_cast<double>(kRamp.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(position), kRamp.size() - 2);
    return mixed(kRamp[below], kRamp[below + 1], position - static_cast<double>(below));
}

std::string theme_style() {
    std::string ramp;
    for (std::size_t i = 0; i < kRamp.size(); ++i) ramp += fmt::format("--ramp-{}:{};", i, hex(kRamp[i]));
    const std::string dark = properties(kDark, "dark");
    return fmt::format(
        ":root{{{}{}}}\n"
        "@media (prefers-color-scheme: dark){{:root:not([data-theme=\"light\"]){{{}}}}}\n"
        ":root[data-theme=\"dark\"]{{{}}}\n"
        "@media print{{:root,:root:not([data-theme=\"light\"]),:root[data-theme=\"dark\"]{{{}}}}}\n",
        properties(kLight, "light"), ramp, dark, dark, properties(kPrint, "light"));
}

}  // namespace pasar
