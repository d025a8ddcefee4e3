// After a failure: whose fault it is felt to be, who speaks up, and what an answer mends.
#pragma once

#include "agents/kinds.h"
#include "agents/portable_math.h"

namespace pasar {

/// The party that the buyer blames for a failure. One's own mistake is pushed outward with probability `self_serving`;
/// others' mistakes are taken on oneself with `self_blaming` (Weiner 1985; Folkes 1984). `uniform` on (0, 1).
[[nodiscard]] constexpr FeltCause felt_cause(Cause true_cause, double self_serving, double self_blaming,
                                             double uniform) {
    if (true_cause == Cause::Buyer) return uniform < self_serving ? FeltCause::Shop : FeltCause::Own;
    return uniform < self_blaming ? FeltCause::Own : FeltCause::Shop;
}

enum class Reaction : std::uint8_t { Silence, Voice, Exit };

/// Utilities over staying silent.
struct ReactionUtilities {
    double voice, exit;
};
/// Those with which the share `rate` speaks up and the share `exit_rate` leaves at once: the logarithm of each over the
/// share that stays silent. Of what nobody does -700; where nobody stays silent, it is silence that is out of reach.
[[nodiscard]] inline ReactionUtilities reactions_at(double rate, double exit_rate) {
    const double rest = 1.0 - rate - exit_rate;
    const double silent = rest < 1e-12 ? 1e-12 : rest;
    const auto over_silence = [&](double share) { return share < 1e-300 ? -700.0 : portable_log(share / silent); };
    return {over_silence(rate), over_silence(exit_rate)};
}

/// Exit, voice or silence (Hirschman 1970): multinomial logit over the two utilities, silence being 0.
[[nodiscard]] inline Reaction react(double voice_utility, double exit_utility, double uniform) {
    const double voice = portable_exp(voice_utility);
    const double exit = portable_exp(exit_utility);
    const double point = uniform * (1.0 + voice + exit);
    if (point < voice) return Reaction::Voice;
    return point < voice + exit ? Reaction::Exit : Reaction::Silence;
}

struct JusticeWeights {
    double distributive, interactional, procedural;
};
/// How just an answer to a complaint is felt to be, 0 to 1: what one gets, how one is spoken to, how quickly it goes
/// (Tax, Brown & Chandrashekaran 1998). Speed counts half at `patience_days` of waiting.
[[nodiscard]] constexpr double justice(const JusticeWeights& w, double remedy_worth, double courtesy, double wait_days,
                                       double patience_days) {
    return clamp01(w.distributive * remedy_worth + w.interactional * courtesy +
                   w.procedural * patience_days / (patience_days + wait_days));
}

/// Satisfaction after an answer: s' = s + rho * J * (1 - s).
[[nodiscard]] constexpr double recovered_satisfaction(double before, double strength, double felt_justice) {
    return clamp01(before + strength * felt_justice * (1.0 - before));
}

}  // namespace pasar
