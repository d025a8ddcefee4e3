// 64 bits that stand for all of a world's state on an evening: two worlds that agree in them agree, but for a chance
// of one in 2^64, in every bit of every record. A sum of the records' hashes, so that it does not matter who adds them
// up in which order. Made only when asked for: it costs some tens of nanoseconds a record, and a run that does not ask
// nothing.
//
// In it are all records there are, whether the day touched them or not: buyers who know the platform with their place
// in the calendar, what is due of orders and messages, sellers, offers, money on its way, what everybody can see, and
// all counts and books since the first day. Not in it: what follows from these (shelves, weights), what is kept for
// reports alone (rows of days, stories, examples), and how long things took.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

#include "agents/money.h"
#include "sim/world/world.h"

namespace pasar {

/// The hash of one record, field by field, so that padding cannot show. A change of any field changes it: each step is
/// a bijection of what came before.
class RecordHash {
public:
    /// `kind` keeps records of different types apart, `number` those of one type.
    RecordHash(std::uint64_t kind, std::uint64_t number) { add(kind, number); }

    template <class... Fields>
    RecordHash& add(const Fields&... fields) {
        (mix(bits_of(fields)), ...);
        return *this;
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

    /// Numbers by their bits, so that no two values, however near, are one.
    template <class Field>
    [[nodiscard]] static std::uint64_t bits_of(const Field& field) {
        if constexpr (std::is_same_v<Field, Money>)
            return static_cast<std::uint64_t>(field.units);
        else if constexpr (std::is_same_v<Field, float>)
            return std::bit_cast<std::uint32_t>(field);
        else if constexpr (std::is_same_v<Field, double>)
            return std::bit_cast<std::uint64_t>(field);
        else
            return static_cast<std::uint64_t>(field);  // whole numbers and enumerations
    }

private:
    /// The finaliser of SplitMix64: Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
    void mix(std::uint64_t bits) {
        value_ = (value_ ^ bits) + 0x9E3779B97F4A7C15U;
        value_ = (value_ ^ (value_ >> 30U)) * 0xBF58476D1CE4E5B9U;
        value_ = (value_ ^ (value_ >> 27U)) * 0x94D049BB133111EBU;
        value_ ^= value_ >> 31U;
    }

    std::uint64_t value_ = 0;
};

/// A person and the day it is due in its block's calendar. `number` counts all buyers of the world.
[[nodiscard]] std::uint64_t hash_of(const Buyer& buyer, std::uint32_t number, std::uint16_t due);
/// What the buyer of this number and a platform have with each other.
[[nodiscard]] std::uint64_t hash_of(const Relationship& relationship, std::uint32_t buyer);
/// An order, by the number of its buyer, and when something is to happen to it.
[[nodiscard]] std::uint64_t hash_of(const Order& order, std::uint32_t buyer, OrderBook::What what,
                                    std::int64_t days_ahead);
[[nodiscard]] std::uint64_t hash_of(const Appointment& appointment, std::uint32_t buyer, std::int64_t days_ahead);
[[nodiscard]] std::uint64_t hash_of(const Seller& seller, std::size_t number);
[[nodiscard]] std::uint64_t hash_of(const Offer& offer, std::size_t number);
[[nodiscard]] std::uint64_t hash_of(const Ratings& ratings, std::size_t number);
[[nodiscard]] std::uint64_t hash_of(const Distributor& distributor, std::size_t number);
[[nodiscard]] std::uint64_t hash_of(const Payout& payout, std::int64_t days_ahead);
/// A bid that waits for its day.
[[nodiscard]] std::uint64_t hash_of(const Subscription& subscription, std::uint32_t buyer);
[[nodiscard]] std::uint64_t hash_of(const Bid& bid, std::int64_t days_ahead);
/// What stands of an auction; its bids for the picture apart, which change nothing.
[[nodiscard]] std::uint64_t hash_of(const Listing& listing, std::size_t offer);
/// What a member of the panel of buyers ordered.
[[nodiscard]] std::uint64_t hash_of(const PanelMember& member, std::uint32_t buyer);
[[nodiscard]] std::uint64_t hash_of(const Tally& tally);

/// Of a world between two days.
[[nodiscard]] std::uint64_t state_hash(const World& world);

}  // namespace pasar
