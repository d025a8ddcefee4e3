// The one definition of the colours of the page of a result and of the live window: light and dark, with the colours of
// Okabe and Ito for series, which people with any colour vision tell apart. M. Okabe and K. Ito, "Color Universal
// Design", 2008.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace pasar {

/// Red, green and blue of a screen, 0 to 255 each.
struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    bool operator==(const Colour&) const = default;
};

/// From 0xRRGGBB.
[[nodiscard]] constexpr Colour colour_of(std::uint32_t rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U),
            static_cast<std::uint8_t>(rgb)};
}
/// Between two colours: `a` at 0, `b` at 1.
[[nodiscard]] Colour mixed(Colour a, Colour b, double share);
/// "#rrggbb"
[[nodiscard]] std::string hex(Colour colour);

struct Theme {
    Colour paper, panel;  ///< grounds
    Colour ink, muted;    ///< text
    Colour rule;          ///< lines of tables and axes
    Colour accent;        ///< what can be clicked, what is chosen
    Colour good, bad;
    std::array<Colour, 8> series;
};
[[nodiscard]] const Theme& light_theme();
[[nodiscard]] const Theme& dark_theme();
[[nodiscard]] const Theme& print_theme();

/// A light-to-dark ramp of one hue that is readable on either ground; text on it turns white where it is dark.
[[nodiscard]] std::span<const Colour, 7> colour_ramp();
/// A place on the ramp, 0 light to 1 dark.
[[nodiscard]] Colour on_ramp(double share);

/// Themes and ramp as CSS properties of :root: --paper, --c0 to --c7, --ramp-0 to --ramp-6 and so on, following the
/// system's choice of light or dark unless data-theme says otherwise.
[[nodiscard]] std::string theme_style();

}  // namespace pasar
