#include "viz/canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pasar {

namespace {

/// How much of a pixel is covered whose middle lies so far inside an edge: all of it from half a pixel on.
float covered(float inside) { return std::clamp(inside + 0.5F, 0.0F, 1.0F); }

/// The first and the last pixel of a row, or column, that reaches from `from` to `to`; none where first > last.
struct Span {
    std::int64_t first, last;
};
Span span_of(float from, float to, unsigned size) {
    if (!(from < static_cast<float>(size)) || !(to > 0.0F)) return {1, 0};
    return {static_cast<std::int64_t>(std::max(0.0F, std::floor(from))),
            static_cast<std::int64_t>(std::min(static_cast<float>(size), std::ceil(to))) - 1};
}

}  // namespace

void Canvas::begin(unsigned wide, unsigned high, Colour ground) {
    wide_ = wide;
    high_ = high;
    bytes_.resize(4U * static_cast<std::size_t>(wide) * high);
    for (std::size_t i = 0; i < bytes_.size(); i += 4) {
        bytes_[i] = ground.red;
        bytes_[i + 1] = ground.green;
        bytes_[i + 2] = ground.blue;
        bytes_[i + 3] = 255;
    }
}

Colour Canvas::at(unsigned x, unsigned y) const {
    const std::uint8_t* pixel = bytes_.data() + 4U * (static_cast<std::size_t>(y) * wide_ + x);
    return {pixel[0], pixel[1], pixel[2]};
}

void Canvas::mix(unsigned x, unsigned y, Colour colour, float opacity) {
    std::uint8_t* pixel = bytes_.data() + 4U * (static_cast<std::size_t>(y) * wide_ + x);
    const auto share = static_cast<int>(opacity * 256.0F + 0.5F);
    const auto mixed_in = [&](std::uint8_t old, std::uint8_t added) {
        return static_cast<std::uint8_t>(old + (added - old) * share / 256);
    };
    pixel[0] = mixed_in(pixel[0], colour.red);
    pixel[1] = mixed_in(pixel[1], colour.green);
    pixel[2] = mixed_in(pixel[2], colour.blue);
}

void Canvas::rectangle(float left, float top, float right, float bottom, Colour colour) {
    const auto inside = [](float value, unsigned most) {
        return static_cast<unsigned>(std::clamp(std::round(value), 0.0F, static_cast<float>(most)));
    };
    const unsigned from = inside(left, wide_), to = inside(right, wide_), last = inside(bottom, high_);
    for (unsigned y = inside(top, high_); y < last; ++y) {
        std::uint8_t* pixel = bytes_.data() + 4U * (static_cast<std::size_t>(y) * wide_ + from);
        for (unsigned x = from; x < to; ++x, pixel += 4) {
            pixel[0] = colour.red;
            pixel[1] = colour.green;
            pixel[2] = colour.blue;
        }
    }
}

/// `covers(dx, dy)`: how much of a pixel is covered whose middle lies there from the shape's.
template <class Covers>
void Canvas::shape(float x, float y, float reach, Colour colour, float opacity, Covers covers) {
    const Span rows = span_of(y - reach - 0.5F, y + reach + 0.5F, high_),
               columns = span_of(x - reach - 0.5F, x + reach + 0.5F, wide_);
    for (std::int64_t row = rows.first; row <= rows.last; ++row) {
        for (std::int64_t column = columns.first; column <= columns.last; ++column) {
            const float share = covers(static_cast<float>(column) + 0.5F - x, static_cast<float>(row) + 0.5F - y);
            if (share > 0.0F) mix(static_cast<unsigned>(column), static_cast<unsigned>(row), colour, share * opacity);
        }
    }
}

void Canvas::disc(float x, float y, float radius, Colour colour, float opacity) {
    shape(x, y, radius, colour, opacity,
          [&](float dx, float dy) { return covered(radius - std::sqrt(dx * dx + dy * dy)); });
}

void Canvas::diamond(float x, float y, float radius, Colour colour, float opacity) {
    shape(x, y, radius, colour, opacity, [&](float dx, float dy) {
        return covered((radius - std::abs(dx) - std::abs(dy)) / std::numbers::sqrt2_v<float>);
    });
}

void Canvas::plus(float x, float y, float radius, float thick, Colour colour, float opacity) {
    const float half = thick / 2.0F;
    shape(x, y, radius, colour, opacity, [&](float dx, float dy) {
        const float across = std::abs(dx), down = std::abs(dy);
        return std::max(covered(radius - across) * covered(half - down),
                        covered(half - across) * covered(radius - down));
    });
}

void Canvas::cross(float x, float y, float radius, float thick, Colour colour, float opacity) {
    const float half = thick / 2.0F, length = radius * std::numbers::sqrt2_v<float>;
    shape(x, y, radius, colour, opacity, [&](float dx, float dy) {
        const float across = std::abs(dx + dy) / std::numbers::sqrt2_v<float>,
                    down = std::abs(dx - dy) / std::numbers::sqrt2_v<float>;
        return std::max(covered(length - across) * covered(half - down),
                        covered(half - across) * covered(length - down));
    });
}

void Canvas::line(float x, float y, float to_x, float to_y, float thick, Colour colour, float opacity) {
    // Along the longer side pixel by pixel; at each of them those that the line is wide.
    const bool is_flat = std::abs(to_x - x) >= std::abs(to_y - y);
    if (is_flat ? to_x < x : to_y < y) {
        std::swap(x, to_x);
        std::swap(y, to_y);
    }
    const float long_from = is_flat ? x : y, long_to = is_flat ? to_x : to_y;
    const float short_from = is_flat ? y : x, short_to = is_flat ? to_y : to_x;
    const float length = long_to - long_from;
    if (!(length > 0.0F)) return;
    const float slope = (short_to - short_from) / length, straight = 1.0F / std::sqrt(1.0F + slope * slope);
    const float half = thick / 2.0F, reach = (half + 0.5F) / straight;
    const Span along = span_of(long_from, long_to, is_flat ? wide_ : high_);
    for (std::int64_t i = along.first; i <= along.last; ++i) {
        const float here = short_from + (static_cast<float>(i) + 0.5F - long_from) * slope;
        const Span across = span_of(here - reach, here + reach, is_flat ? high_ : wide_);
        for (std::int64_t j = across.first; j <= across.last; ++j) {
            const float share = covered(half - std::abs(static_cast<float>(j) + 0.5F - here) * straight);
            if (share > 0.0F)
                mix(static_cast<unsigned>(is_flat ? i : j), static_cast<unsigned>(is_flat ? j : i), colour,
                    share * opacity);
        }
    }
}

}  // namespace pasar
