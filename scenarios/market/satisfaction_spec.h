// How an order is judged, at the door and after it.
#pragma once

#include <string_view>

#include "scenarios/describe.h"

namespace pasar {

struct SatisfactionSpec {
    double neutral = 0.82;
    double gain = 0.7;
    double loss = 1.4;
    double lateness_per_day = 0.03;
    double waiting_per_day = 0.01;
    double experience_noise = 0.12;
    double value_for_money = 0.15;
    double give_up_days = 7;
    double misdescription_noticed = 3.0;
    double severity_ordered_wrong = 0.35;
    double severity_wrong_item = 0.45;
    double severity_misdescribed = 0.4;
    double severity_damaged = 0.5;
    double severity_late = 0.1;
    double severity_lost = 0.6;
    double severity_never_sent = 0.7;
    double severity_stock_out = 0.3;
    double severity_undeliverable = 0.3;
    double severity_refused = 0.15;
    double severity_misfit = 0.25;
    double severity_returned = 0.1;
    double stakes = 0.5;
    double unpaid_stakes = 0.1;
};
template <class V>
void describe(V& v, SatisfactionSpec& s) {
    const auto severity = [](std::string_view says) {
        return About{.unit = "satisfaction", .min = 0, .max = 1, .says = says};
    };
    v("neutral", s.neutral,
      {.unit = "satisfaction",
       .min = 0,
       .max = 1,
       .says = "satisfaction when experience equals expectation (s₀)",
       .source = "Oliver 1980 (form)"});
    v("gain", s.gain,
      {.unit = "per unit quality",
       .min = 0,
       .max = 10,
       .says = "lift for each unit of quality above expectation (γ₊)",
       .source = "Oliver 1980 (form)"});
    v("loss", s.loss,
      {.unit = "per unit quality",
       .min = 0,
       .max = 10,
       .says = "drop for each unit of quality below expectation (γ₋)",
       .source = "about twice the gain: loss aversion, Kahneman & Tversky 1979"});
    v("lateness_per_day", s.lateness_per_day,
      {.unit = "satisfaction per day", .min = 0, .max = 1, .says = "drop for each day after the promised day"});
    v("waiting_per_day", s.waiting_per_day,
      {.unit = "satisfaction per day",
       .min = 0,
       .max = 1,
       .says = "drop for each day between order and door beyond choice.reference_days, also where it was promised so",
       .source = "Taylor 1994 (waiting lowers evaluations); size is an assumption"});
    v("experience_noise", s.experience_noise,
      {.unit = "quality",
       .min = 0,
       .max = 1,
       .says = "half-width of the unit-to-unit variation of quality around the seller's true quality"});
    v("value_for_money", s.value_for_money,
      {.unit = "quality per reference price",
       .min = 0,
       .max = 10,
       .says =
           "how much more quality is expected of what costs more than the reference price, all charges included (ψ)",
       .source = "Rao & Monroe 1989 (direction); size is an assumption"});
    v("give_up_days", s.give_up_days,
      {.unit = "day",
       .min = 0,
       .max = 60,
       .says = "days after the promised day at which a buyer takes a missing parcel for lost"});
    v("misdescription_noticed", s.misdescription_noticed,
      {.unit = "probability per unit quality",
       .min = 0,
       .max = 100,
       .says = "how readily a gap between description and goods is noticed as a failure"});
    v("severity_ordered_wrong", s.severity_ordered_wrong,
      severity("drop when the buyer's own ordering mistake arrives"));
    v("severity_wrong_item", s.severity_wrong_item, severity("drop when the seller packed the wrong item"));
    v("severity_misdescribed", s.severity_misdescribed, severity("drop when the item is not as described"));
    v("severity_damaged", s.severity_damaged, severity("drop when the item arrives damaged"));
    v("severity_late", s.severity_late, severity("drop when the item comes late, on top of the drop per day"));
    v("severity_lost", s.severity_lost, severity("drop when the parcel is lost"));
    v("severity_never_sent", s.severity_never_sent, severity("drop when the seller took the order and sent nothing"));
    v("severity_stock_out", s.severity_stock_out,
      severity("drop when the order is cancelled because the item is sold out"));
    v("severity_undeliverable", s.severity_undeliverable, severity("drop when all delivery attempts failed"));
    v("severity_refused", s.severity_refused,
      severity("drop when the buyer refused the parcel at the door: nothing was paid, and nothing is had"));
    v("severity_misfit", s.severity_misfit, severity("drop when goods that do not fit are kept"));
    v("severity_returned", s.severity_returned,
      severity("drop when goods that do not fit were sent back: the trouble of it"));
    v("stakes", s.stakes,
      {.unit = "exponent",
       .min = 0,
       .max = 2,
       .says = "how much more a failure weighs the more money is at stake: its severity is multiplied by (amount / the "
               "segment's usual order) to this power, on average by 1; 0 makes all failures weigh alike",
       .source = "TARP: large losses are voiced more and forgiven less (direction); ½ is an assumption"});
    v("unpaid_stakes", s.unpaid_stakes,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "of what an order comes to, the share that is at stake while nothing has been paid, as in a "
               "cash-on-delivery parcel that never came: only the goods that one goes without"});
}

struct RefusalSpec {
    double rate = 0.078;
    double prepaid = 0.004;
    double cannot_pay = 0.3;
    double per_day_late = 0.25;
    double per_day_in_transit = 0.12;
    double price = 0.25;
    double distrust = 2.0;
    double visible_fault = 2.5;
};
template <class V>
void describe(V& v, RefusalSpec& r) {
    v("rate", r.rate,
      {.unit = "share of parcels",
       .min = 0,
       .max = 1,
       .says =
           "cash-on-delivery parcels refused at the door in the reference case: in time, choice.reference_days after "
           "the order, at the reference price, at trust one half, without fault; the lines below move its odds",
       .source = "trade figures: 10 to 30 % of cash-on-delivery parcels refused for all reasons"});
    v("prepaid", r.prepaid,
      {.unit = "share of parcels",
       .min = 0,
       .max = 1,
       .says = "the same of parcels that are paid for; their buyers get back what the goods cost"});
    v("cannot_pay", r.cannot_pay,
      {.unit = "share of refusals",
       .min = 0,
       .max = 1,
       .says = "of the refusals in the reference case that are to be paid at the door, those for want of cash; the "
               "others changed their mind"});
    v("per_day_late", r.per_day_late,
      {.unit = "log-odds per day", .min = 0, .max = 10, .says = "rise for each day after the promised day"});
    v("per_day_in_transit", r.per_day_in_transit,
      {.unit = "log-odds per day", .min = 0, .max = 10, .says = "rise for each day between order and door"});
    v("price", r.price,
      {.unit = "log-odds per reference price",
       .min = 0,
       .max = 10,
       .says = "rise for each reference price that a unit costs above the first, all charges included"});
    v("distrust", r.distrust,
      {.unit = "log-odds per unit trust",
       .min = 0,
       .max = 100,
       .says = "rise for each unit by which trust in the platform is below one half"});
    v("visible_fault", r.visible_fault,
      {.unit = "log-odds",
       .min = 0,
       .max = 100,
       .says = "rise when a buyer who looks before paying sees that the goods are wrong, damaged, not as described, or "
               "do not fit; see fulfilment.may_look",
       .source = "source 5: buyers look before they pay"});
}

}  // namespace pasar
