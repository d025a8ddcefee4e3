#include "sim/phases/custom.h"

#include <algorithm>

#include "agents/reputation.h"
#include "agents/retention.h"
#include "agents/satisfaction.h"
#include "sim/people/stages.h"
#include "sim/people/wishes.h"
#include "sim/phases/billing.h"

namespace pasar {

bool begin_custom(Turn& turn, std::uint16_t member) {
    Tally& t = turn.tally;
    Relationship& b = turn.relationships[member];
    const bool is_first = b.orders == 0;
    if (is_first) {
        t.count(Count::FirstOrders);
        ++t.segments[turn.block.segment].first_orders;
        b.dropout_odds = innate_dropout_odds(turn.platform, turn.number(member));
        plan_lapse(turn.platform, turn.dealings, member, turn.number(member), b);
        b.first_month = static_cast<std::uint32_t>(turn.world.plan.month_of(turn.today)) & kNoMonth;
        ++turn.counts.cohorts.joined[b.first_month];
        t.trust += millionths(b.trust);
        move_to(turn, b, Stage::Customer);
    } else if (b.stage == Stage::Customer) {
        move_to(turn, b, Stage::Repeat);
    }
    if (b.orders < 65535) ++b.orders;
    b.remind_on = kNever;  // nobody is reminded of a shop in which one has just bought
    b.last_order_day = static_cast<std::uint16_t>(turn.today);
    return is_first;
}

void remind_later(Turn& turn, Relationship& b, std::uint16_t member) {
    const ReminderSpec& reminder = turn.model.programmes.reminder;
    const std::int64_t day = turn.today + reminder.after_days;
    if (!reminder.on || b.remind_on == day || (turn.plan.sells_subscriptions && !may_sign_up(turn, member))) return;
    // Also beyond the end, whose day must not show before it.
    b.remind_on = static_cast<std::uint16_t>(std::min<std::int64_t>(day, kNever - 1));
    if (day < turn.world.scenario().days) turn.dealings.appointments.on(day).push_back({member, Occasion::Reminder});
}

bool goes_after(const Turn& turn, double nature, bool is_first, double satisfied, double effect, double draw) {
    const LeavingSpec& leaving = turn.spec.leaving;
    const bool by_itself = leaving.form == LeavingForm::AnyTime;  // its own interest ends without an order
    if (is_first && !leaving.after_first_order && !by_itself) return false;
    const auto probability = by_itself ? dropout_from_dissatisfaction : dropout_probability;
    return draw < probability(nature, leaving.dissatisfaction_weight, leaving.satisfaction_target, satisfied, effect);
}

std::optional<Answers> ask(Turn& turn, std::uint32_t number, std::uint32_t wish, double satisfied, double trust,
                           double burden) {
    const SurveySpec& spec = turn.model.programmes.surveys;
    Dice dice(turn.key, Purpose::Survey, number, wish);
    Tally& t = turn.tally;
    t.count(Count::SurveysSent);
    const double distance = 2.0 * satisfied - 1.0;
    if (dice.uniform() >= clamp01(spec.response * (1.0 + spec.extreme * distance * distance))) return std::nullopt;
    t.count(Count::SurveyAnswers);
    t.count(Count::ProgrammeCost, spec.cost_per_answer);
    t.books.move(Account::Platform, Account::Outside, spec.cost_per_answer);
    const AnswerSpec& answers = turn.spec.answers;
    Answers given;
    given.nps = recommendation(satisfied, trust, answers.trust_weight, answers.spread, dice.uniform());
    t.count(Count::SurveyPromoters, given.nps >= 9 ? 1 : 0);
    t.count(Count::SurveyDetractors, given.nps <= 6 ? 1 : 0);
    const double star_draw = dice.uniform();
    given.csat = stars_for(satisfied, star_draw);
    const double wait_burden =
        turn.platform.conditions.response_seconds /
        (turn.platform.conditions.response_seconds + turn.world.plan.segments[turn.block.segment].patience_seconds);
    given.ces = std::min<std::int64_t>(
        7, 1 + static_cast<std::int64_t>(6.0 * clamp01(1.0 - wait_burden - burden) + dice.uniform()));
    t.count(Count::CsatSum, given.csat);
    t.count(Count::CsatSquares, given.csat * given.csat);
    t.count(Count::CesSum, given.ces);
    t.count(Count::CesSquares, given.ces * given.ces);
    return given;
}

bool change_talk(Turn& turn, Relationship& b, double satisfied) {
    const WordOfMouthSpec& words = turn.spec.word_of_mouth;
    const Talk now = satisfied >= words.promoter_from
                         ? Talk::Promotes
                         : (satisfied < words.detractor_below ? Talk::Detracts : Talk::Neutral);
    if (now == b.talk) return false;
    Tally& t = turn.tally;
    const SegmentPlan& segment = turn.world.plan.segments[turn.block.segment];
    const auto enter = [&](Talk state, std::int64_t sign) {
        if (state == Talk::Promotes) {
            t.promoters += sign;
            t.praise += sign * segment.praise;
        }
        if (state == Talk::Detracts) {
            t.detractors += sign;
            t.detraction += sign * segment.loudness;
        }
    };
    enter(b.talk, -1);
    enter(now, +1);
    b.talk = now;
    return true;
}

void learn_to_trust(Turn& turn, Relationship& b, double satisfied) {
    const double before = b.trust;
    b.trust = static_cast<float>(updated_trust(b.trust, satisfied, turn.spec.trust.gain, turn.spec.trust.loss,
                                               turn.spec.segments[turn.block.segment].bad_news));
    if (b.stage != Stage::Left) turn.tally.trust += millionths(b.trust) - millionths(before);
}

}  // namespace pasar
