// What is to be known of the X display before SFML touches it.
#pragma once

namespace pasar {

/// Throws NoWindow with the reason where no X server can be reached: SFML would abort the program.
void require_display();

/// How many pixels go into one of a screen of ordinary density, as the desktop says by Xft.dpi; in quarters, 1 to 4.
[[nodiscard]] float scale_of_screen();

}  // namespace pasar
