// Pixels of the processor's own: what a picture has by the ten thousand is put here and shown as one texture, since
// drawing without a graphics card takes its time for every triangle. Edges are smooth. Everything off the canvas is
// left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "words/colours.h"

namespace pasar {

class Canvas {
public:
    /// All in one colour. Sizes in pixels.
    void begin(unsigned wide, unsigned high, Colour ground);
    [[nodiscard]] unsigned wide() const { return wide_; }
    [[nodiscard]] unsigned high() const { return high_; }
    /// Red, green, blue and 255 of each pixel, row by row from the top.
    [[nodiscard]] const std::uint8_t* bytes() const { return bytes_.data(); }
    [[nodiscard]] Colour at(unsigned x, unsigned y) const;

    // Places and sizes are in pixels; pixel (0, 0) reaches from 0 to 1. `opacity`: 0 to 1.

    /// Whole pixels, edges rounded.
    void rectangle(float left, float top, float right, float bottom, Colour colour);
    void disc(float x, float y, float radius, Colour colour, float opacity = 1.0F);
    /// A square that stands on its corner, half as wide as `radius` says on either side.
    void diamond(float x, float y, float radius, Colour colour, float opacity = 1.0F);
    void plus(float x, float y, float radius, float thick, Colour colour, float opacity = 1.0F);
    /// The plus turned by an eighth.
    void cross(float x, float y, float radius, float thick, Colour colour, float opacity = 1.0F);
    void line(float x, float y, float to_x, float to_y, float thick, Colour colour, float opacity = 1.0F);

private:
    template <class Covers>
    void shape(float x, float y, float reach, Colour colour, float opacity, Covers covers);
    void mix(unsigned x, unsigned y, Colour colour, float opacity);

    unsigned wide_ = 0, high_ = 0;
    std::vector<std::uint8_t> bytes_;
};

}  // namespace pasar
