// A visit before and while its buyer chooses: the draws that it hangs on, the page that these lead to, what the offers
// weigh, and which one is chosen.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "agents/choice.h"
#include "agents/dice.h"
#include "agents/piracy.h"
#include "sim/people/appointment.h"
#include "sim/people/liked_offers.h"
#include "sim/phases/services.h"
#include "sim/phases/turn.h"

namespace pasar {

/// A visit before anything is decided: its random numbers, and the page of offers that these lead to. They hang on the
/// buyer's number and wish alone, so they are known some turns before the visit, and the page can be on its way to the
/// cache.
struct Prospect {
    double basket_draw, payment_draw, site_draw, choice_draw, mistake_draw;
    std::size_t category;
    Shelf::Page page;
};

/// What a page is weighed against where a wish is about more than one platform.
struct Beside {
    double outside;        ///< weight against that of the page, in place of that of not buying here
    double joint = -1.0;   ///< weight of all that the wish sees, together; below 0: that of the page
    bool is_last = true;   ///< who chooses nothing here goes nowhere else
    bool is_first = true;  ///< nothing was seen before for this wish
    double part = 1.0;     ///< of what the wish is worth: what is counted here
};

/// One visit: who, and with which draws.
struct Visit {
    Turn& turn;
    std::uint16_t member;
    std::uint32_t number;  ///< of the buyer
    std::uint32_t wish;    ///< key of the draws
    const Buyer& buyer;
    Relationship& relationship;  ///< with the platform
    Occasion brought_by = Occasion::Wish;
    /// Nothing where the visit is all that its wish comes to.
    std::optional<Beside> beside = std::nullopt;
};

[[nodiscard]] Prospect look_ahead(const Turn& turn, std::uint32_t number, std::uint32_t wish);

struct Chosen {
    std::uint32_t offer = kNoOffer;
    std::size_t zone = 0;
    double gain = 0.0;       ///< what having chosen is worth over not buying here, in utility
    double odds = 0.0;       ///< weight of the page over that of not buying here
    double expected = -1.0;  ///< see Purchase
    bool is_copied = false;  ///< nothing bought, a copy made
};

/// What a visit is about, beside the page: how many units, and what lowers the price.
struct Deal {
    bool more = false;  ///< a unit more than the whole ones of the segment's basket
    std::int64_t units = 1;
    double coupon = 0.0;             ///< share of the goods' price
    Money points;                    ///< that can be spent
    std::optional<StayWanted> stay;  ///< of a service: its days
    double usage = 1.0;              ///< of a plan: see usage_of
};

/// How a buyer comes to a page: by which method it would pay, or the number of methods when it accepts none of those
/// offered, and what the visit is about.
struct Approach {
    Dice payment;  ///< draws nothing while all goes as preferred
    std::size_t method;
    bool coupon_valid;
    Deal deal;
};
[[nodiscard]] Approach approach(const Visit& v, const Prospect& prospect);

/// Weighs the page of offers that the platform shows, and those that the buyer liked before, against not buying; counts
/// what seeing them is worth.
[[nodiscard]] Chosen choose_offer(Visit& v, const Prospect& prospect, std::size_t method, const Deal& deal);

/// What all that the visit would see weighs together, against which 1 is an ordinary unit of utility: nothing is
/// counted or drawn but what the visit itself draws.
[[nodiscard]] double weight_of_page(const Visit& v, const Prospect& prospect);

/// Weight of not buying here: buying elsewhere or nothing, or making a copy.
[[nodiscard]] double weight_of_outside(const Visit& v, const Prospect& prospect);

/// Where goods are sold at a price, a choice is as good as an order. What a bid will come to is not known yet, nor
/// whether there is room for a booking.
[[nodiscard]] bool choice_decides(const Turn& turn);

}  // namespace pasar
