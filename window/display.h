// What is to be known of the X display before SFML touches it.
#pragma once

namespace pasar {

/// A connection to the X server, held so that the server does not go away before SFML asks for it as well: SFML would
/// abort the program where it finds none.
class HeldDisplay {
public:
    /// Throws NoWindow with the reason where no X server can be reached.
    HeldDisplay();
    HeldDisplay(const HeldDisplay&) = delete;
    HeldDisplay& operator=(const HeldDisplay&) = delete;
    ~HeldDisplay();

    /// How many pixels go into one of a screen of ordinary density, as the desktop says by Xft.dpi; in quarters, 1
    /// to 4.
    [[nodiscard]] float scale() const;

private:
    void* connection_;
};

}  // namespace pasar
