// Standard output and error, as everything in this program writes to them: stdout, stderr, std::cout and std::cerr are
// led through one place that lets nothing reach a terminal but text.
#pragma once

#include <string>
#include <string_view>

namespace pasar {

/// To be called first of all, once. From then on
/// - control, direction and unseen characters (words/characters.h) are shown as escapes, broken UTF-8 as �; line
///   ends, tabs and, on a terminal, the styles of the program's own tables pass;
/// - what cannot be written to standard error is lost in silence, a closed pipe included: an error while telling an
///   error has no listener. What cannot be written to standard output fails as in any stream;
/// - no file that is opened gets the number of a standard stream that was closed.
void take_standard_streams();

/// Writes straight to standard error, for a progress bar, which has to move the cursor. Only text of the program's own.
void draw_on_standard_error(std::string_view text);

/// Text made harmless piece by piece; a character may begin in one piece and end in the next.
class HarmlessText {
public:
    /// `with_styles` lets sequences such as ESC [ 1 m pass, which only change how the text looks.
    explicit HarmlessText(bool with_styles) : with_styles_(with_styles) {}
    [[nodiscard]] std::string operator()(std::string_view piece);

private:
    bool with_styles_;
    std::string begun_;  ///< the beginning of a character or a style
    char32_t before_ = 0;
};

}  // namespace pasar
