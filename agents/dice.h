// The only source of randomness. A draw is a function of who draws, when and what for, within a seed and a replication:
// never of how many draws others made. So two business models meet the same random numbers, and one changed mechanism
// does not shift the draws of another. Philox4x32-10: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as
// 1, 2, 3", SC 2011, by way of the Random123 library.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace pasar {

/// What a draw is for. Each purpose is a stream of its own; a new purpose goes to the end, so that earlier draws stay.
enum class Purpose : std::uint32_t {
    Traits,
    WishRate,
    Dropout,
    Wish,
    Visit,
    Payment,
    Parcel,
    Transit,
    Door,
    Voice,
    Support,
    After,
    Survey,
    Programme,
    Awareness,
    Seller,
    Shelf,
    Entry,
    Policing,
    CourierRegion,
    FakeReviews,
    LastUnit,
    OrderSample,
    Courier,
    Fear,
    Delight,
    Message,
    Design,
    DataBreach,
    TryAgain,
    Lapse,
    ReviewTime,
    Look,
    Question,
    Pickup,
    Catalogue,
    GiveUp,
    Bid,
    LateBid,
    Hammer,
    Booking,
    Attendance,
    Subscribing,
    Billing,
    Feed,
    Post,
    Copying,
    MoneyBack,
    Register,
    Distributor,
    PlatformTaste,
    PlatformChoice,
    Listing,
};

/// Seed and replication: the world that all draws belong to.
struct WorldKey {
    std::uint32_t seed = 0;
    std::uint32_t replication = 0;

    /// Keys what is drawn on one of several platforms of a world, by its place in the scenario, which it keeps where
    /// others are left out. Place 0 has the world's own. Pre: place < 16, replication < 2^28.
    [[nodiscard]] constexpr WorldKey of_place(std::size_t place) const {
        return {seed, replication | static_cast<std::uint32_t>(place) << 28U};
    }
};

/// The dice of one agent on one occasion for one purpose. A uniform random bit generator, so that every distribution of
/// Boost.Random works on it; a block of four words costs one Philox evaluation. Drawing is inlined always: where it is
/// a call, words that nobody asks for are stored all the same.
class Dice {
public:
    using result_type = std::uint32_t;

    Dice(WorldKey world, Purpose purpose, std::uint32_t who, std::uint32_t when = 0)
        : key_{{world.seed, world.replication}}, counter_{{who, when, static_cast<std::uint32_t>(purpose), 0}} {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    [[gnu::always_inline]] result_type operator()() {
        if (used_ == 4) {
            words_ = r123::Philox4x32{}(counter_, key_);
            ++counter_.v[3];
            used_ = 0;
        }
        return words_.v[used_++];
    }

    /// The next four uniforms at once: what most events need, without asking after each word whether the block is used
    /// up. Pre: a multiple of four words has been drawn.
    [[gnu::always_inline]] std::array<double, 4> four() {
        const r123::Philox4x32::ctr_type words = r123::Philox4x32{}(counter_, key_);
        ++counter_.v[3];
        return {on_unit(words.v[0]), on_unit(words.v[1]), on_unit(words.v[2]), on_unit(words.v[3])};
    }

    /// Uniform on the open interval (0, 1), a multiple of 2^-33: never 0, so that its logarithm is finite.
    double uniform() { return on_unit((*this)()); }

private:
    static double on_unit(result_type word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

    r123::Philox4x32::key_type key_;
    r123::Philox4x32::ctr_type counter_;
    r123::Philox4x32::ctr_type words_{};
    unsigned used_ = 4;
};

}  // namespace pasar
