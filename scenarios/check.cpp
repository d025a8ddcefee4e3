#include "scenarios/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <typeindex>
#include <utility>

#include "scenarios/currency.h"
#include "scenarios/dates.h"
#include "scenarios/form.h"
#include "scenarios/merge.h"
#include "scenarios/nearest.h"
#include "words/characters.h"

namespace pasar {

namespace {

/// Finds the JSON pointer of any field of a scenario, so that the checks below name fields by themselves and not by
/// text. A struct and its first member share an address; their types tell them apart.
class Places {
public:
    explicit Places(Scenario& scenario) { describe(*this, scenario); }

    /// What the entries of a list have of something that they share out.
    struct SharedOut {
        std::string list;  ///< its pointer
        std::string_view name;
        double sum = 0.0;
    };

    template <class T>
    void operator()(std::string_view name, T& field, const About& about) {
        const std::string outer = std::exchange(pointer_, below(pointer_, name));
        visit(field);
        pointer_ = outer;
        if constexpr (std::is_same_v<T, double>)
            if (about.shares_out) add_share(outer, name, field);
    }
    [[nodiscard]] const std::vector<SharedOut>& shared_out() const { return shared_out_; }

    template <class T>
    [[nodiscard]] const std::string& of(const T& field) const {
        return pointers_.at({&field, typeid(T)});
    }

private:
    template <class T>
    void visit(T& field) {
        pointers_.insert_or_assign({&field, typeid(T)}, pointer_);
        if constexpr (requires { describe(*this, field); }) describe(*this, field);
    }

    template <class Entry>
    void visit(std::vector<Entry>& list) {
        pointers_.insert_or_assign({&list, typeid(list)}, pointer_);
        const std::string outer = pointer_;
        for (std::size_t i = 0; i < list.size(); ++i) {
            pointer_ = below(outer, i);
            visit(list[i]);
        }
        pointer_ = outer;
    }

    void add_share(const std::string& entry, std::string_view name, double share) {
        const std::string_view list = std::string_view(entry).substr(0, entry.rfind('/'));
        auto shared = std::find_if(shared_out_.begin(), shared_out_.end(),
                                   [&](const SharedOut& s) { return s.list == list && s.name == name; });
        if (shared == shared_out_.end()) shared = shared_out_.insert(shared, {std::string(list), name});
        shared->sum += share;
    }

    std::vector<SharedOut> shared_out_;
    std::string pointer_;
    std::map<std::pair<const void*, std::type_index>, std::string> pointers_;
};

std::string_view last_step(std::string_view pointer) { return pointer.substr(pointer.rfind('/') + 1); }

std::string text_of(const std::string& name) { return name; }
template <class Enum>
requires std::is_enum_v<Enum> std::string text_of(Enum value) { return std::string(name_of(value)); }

/// What readers of tables take a cell for that is meant as a name; empty where they leave it as it is. Missing values:
/// pandas' read_csv (na_values), R's read.csv (na.strings). Numbers that would come back in another form, 007 as 7,
/// are no names either; 10023 comes back as it is.
std::string_view taken_by_readers_for(std::string_view text) {
    constexpr std::array<std::string_view, 19> kMissing{
        "#N/A", "#N/A N/A", "#NA",  "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>",
        "N/A",  "NA",       "NULL", "NaN",     "None",     "n/a",  "nan",  "null",   "na"};
    constexpr std::array<std::string_view, 8> kTruth{"T", "F", "TRUE", "FALSE", "True", "False", "true", "false"};
    const auto is_in = [&](const auto& words) { return std::find(words.begin(), words.end(), text) != words.end(); };
    if (is_in(kMissing)) return "a missing value";
    if (is_in(kTruth)) return "true or false";
    if (text.starts_with("0x") || text.starts_with("0X")) {
        const bool hexadecimal =
            text.size() > 2 && text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
        return hexadecimal ? "a number" : "";
    }
    const std::string_view unsigned_text = text.substr(text.starts_with('+') ? 1 : 0);
    double number = 0.0;
    const char* const end = unsigned_text.data() + unsigned_text.size();
    const auto read = std::from_chars(unsigned_text.data(), end, number);
    if (read.ec == std::errc::invalid_argument || read.ptr != end) return "";
    const bool comes_back =
        std::isfinite(number) && text == fmt::format("{}", number) && text.find('e') == std::string_view::npos;
    return comes_back ? "" : "a number";
}

class Checker {
public:
    Checker(Scenario& scenario, const Origins& origins, const Faults& before, Faults& faults)
        : scenario_(scenario), places_(scenario), origins_(origins), before_(before), faults_(faults) {}

    void check_all() {
        check_scenario();
        check_market(scenario_.market);
        if (scenario_.asked_by == AskedBy::Firm && !scenario_.firm.is_there())
            refuse(scenario_.asked_by, in_quotes(name_of(AskedBy::Firm)), "another side, as the scenario has no firm");
        check_firm(scenario_.firm, scenario_.market);
        named(scenario_.models, &ModelSpec::name);
        for (const ModelSpec& model : scenario_.models) check_model(model, scenario_.market);
    }
    void check_predictions() {
        for (const LessonStepSpec& step : scenario_.lesson) check_prediction(step.prediction);
    }

private:
    void check_scenario() {
        const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        const std::string& currency = scenario_.currency;
        if (currency.size() != 3 || !std::all_of(currency.begin(), currency.end(), is_capital)) {
            refuse(currency, in_quotes(currency), "three capital letters such as IDR");
        } else if (scenario_.currency_digits < 0 && !iso_currency_digits(currency)) {
            refuse(currency, in_quotes(currency),
                   "a code of ISO 4217, or any other along with currency_digits, which says in how many decimals it is "
                   "counted",
                   did_you_mean(currency, currency_codes()));
        }
        if (!is_calendar_day(scenario_.start_date)) {
            refuse(scenario_.start_date, in_quotes(scenario_.start_date), "a date of the calendar, as YYYY-MM-DD");
        }
        if (scenario_.warm_up >= scenario_.days) {
            refuse(scenario_.warm_up, std::to_string(scenario_.warm_up),
                   fmt::format("less than {} ({}), so that at least one day is counted",
                               last_step(places_.of(scenario_.days)), scenario_.days));
        }
    }

    void check_market(const MarketSpec& market) {
        for (const Places::SharedOut& shared : places_.shared_out()) must_add_up(shared);
        // Seasons may share a name: Ramadan comes every year.
        named(market.regions, &RegionSpec::name);
        named(market.categories, &CategorySpec::name);
        named(market.segments, &SegmentSpec::name);
        named(market.payments, &PaymentMethodSpec::name);
        named(market.couriers, &CourierSpec::name);
        unique(market.seller_types, &SellerTypeSpec::kind);
        named(market.awareness.channels, &ChannelSpec::name);
        check_known_sellers(market);
        check_resellers(market);
        check_seasons(market.season);
        check_voice(market.voice);

        const WordOfMouthSpec& talk = market.word_of_mouth;
        if (talk.promoter_from < talk.detractor_below) {
            refuse(talk.promoter_from, number_text(talk.promoter_from),
                   fmt::format("{} or more, which is where buyers stop to warn others ({})",
                               number_text(talk.detractor_below), last_step(places_.of(talk.detractor_below))));
        }
    }

    /// Whoever complains does not leave at once: two shares of the same failures. The fault stands at the one that was
    /// said, if only one was.
    void check_voice(const VoiceSpec& voice) {
        constexpr double kTolerance = 1e-9;
        constexpr std::size_t kLongestPlace = 300;
        const double sum = voice.rate + voice.exit_rate;
        if (sum <= 1.0 + kTolerance) return;
        const std::string &rate = places_.of(voice.rate), &exit = places_.of(voice.exit_rate);
        const bool at_rate = !origins_.of(rate).file.empty() || origins_.of(exit).file.empty();
        const std::string& other = at_rate ? exit : rate;
        refuse_at(at_rate ? rate : exit,
                  fmt::format("{}, together {} with {}, which is {} ({})",
                              number_text(at_rate ? voice.rate : voice.exit_rate), fmt::format("{:.6g}", sum), other,
                              number_text(at_rate ? voice.exit_rate : voice.rate),
                              shown(to_string(origins_.of(other)), kLongestPlace)),
                  "two shares that add up to at most 1: who complains does not leave at once");
    }

    /// Seasons that fall together multiply; without a bound wish time would run out of numbers.
    void check_seasons(const std::vector<SeasonSpec>& said) {
        constexpr double kFastest = 10'000.0;
        for (const SeasonSpec& season : said)
            if (!season.date.empty() && !is_date(season.date)) {
                refuse(season.date, in_quotes(season.date), std::string(kDatesAllowed));
                return;
            }
        if (!is_calendar_day(scenario_.start_date)) return;
        const std::vector<SeasonSpec> seasons = seasons_by_day(said, scenario_.start_date, scenario_.days);
        const auto pace_on = [&](std::int64_t day) {
            double pace = 1.0;
            for (const SeasonSpec& season : seasons)
                if (season.day <= day && day < season.day + season.days) pace *= season.factor;
            return pace;
        };
        for (const SeasonSpec& season : seasons) {
            // The pace changes where a season begins or ends.
            const double pace = std::max(pace_on(season.day), pace_on(season.day + season.days));
            if (pace <= kFastest) continue;
            const auto its = std::find_if(said.begin(), said.end(), [&](const SeasonSpec& s) {
                return s.name == season.name && s.factor == season.factor && s.days == season.days;
            });
            refuse(its->factor, number_text(its->factor),
                   fmt::format("seasons that fall on one day multiplying to at most {}; here they make {}",
                               number_text(kFastest), number_text(pace)));
            return;
        }
        // What waits for a season comes on top.
        const std::vector<double> paces = pace_of_wishes(seasons, scenario_.days);
        const auto fastest = std::max_element(paces.begin(), paces.end());
        if (fastest == paces.end() || *fastest <= kFastest) return;
        const std::int64_t day = fastest - paces.begin();
        const auto of_day = std::find_if(seasons.begin(), seasons.end(), [&](const SeasonSpec& s) {
            return s.waits_share + s.dip_share > 0.0 && s.day <= day && day < s.day + s.days;
        });
        if (of_day == seasons.end()) return;
        const auto waited_for = std::find_if(said.begin(), said.end(), [&](const SeasonSpec& s) {
            return s.name == of_day->name && s.waits_share == of_day->waits_share && s.dip_share == of_day->dip_share;
        });
        refuse(waited_for->waits_share, number_text(waited_for->waits_share),
               fmt::format("at most {} times the wishes of an ordinary day with those that wait; here they make {}",
                           number_text(kFastest), number_text(*fastest)));
    }

    /// Somebody has to know what a reseller is.
    void check_resellers(const MarketSpec& market) {
        const bool there = std::any_of(market.seller_types.begin(), market.seller_types.end(), [](const auto& type) {
            return type.buys_in_store || type.kind == SellerKind::Reseller;
        });
        if (there) return;
        const std::string allowed =
            fmt::format("0, or a type in {} that buys_in_store or is a reseller", places_.of(market.seller_types));
        if (market.sellers.registers_as_reseller > 0.0)
            refuse(market.sellers.registers_as_reseller, number_text(market.sellers.registers_as_reseller), allowed);
        if (market.distributors.number > 0 && market.distributors.sells_here > 0.0)
            refuse(market.distributors.sells_here, number_text(market.distributors.sells_here), allowed);
    }

    void check_known_sellers(const MarketSpec& market) {
        named(market.known_sellers, &KnownSellerSpec::name);
        for (const KnownSellerSpec& seller : market.known_sellers) {
            if (!seller.region.empty()) known(seller.region, market.regions, &RegionSpec::name);
            if (!seller.category.empty()) known(seller.category, market.categories, &CategorySpec::name);
            const bool there = std::any_of(market.seller_types.begin(), market.seller_types.end(),
                                           [&](const SellerTypeSpec& type) { return type.kind == seller.type; });
            if (!there)
                refuse(seller.type, in_quotes(name_of(seller.type)), "a kind of " + places_.of(market.seller_types));
        }
        // There may be very many, and known() takes its time over every one.
        std::set<std::string_view> names;
        for (const KnownSellerSpec& seller : market.known_sellers) names.insert(seller.name);
        for (const PastOrderSpec& order : market.past_orders) {
            if (!names.contains(order.seller)) known(order.seller, market.known_sellers, &KnownSellerSpec::name);
            const bool rated = order.stars == 0.0 || order.stars >= 1.0;
            if (!rated) refuse(order.stars, number_text(order.stars), "0, or a number from 1 to 5 (star)");
            if (!faults_.keeps_more()) return;
        }
    }

    /// A firm without goods is none, and says nothing else either.
    void check_firm(const FirmSpec& firm, const MarketSpec& market) {
        if (!firm.is_there()) {
            const FirmSpec none;
            const bool says_something = firm.name != none.name || !firm.region.empty() || firm.ratings > 0 ||
                                        firm.costs_per_month.units > 0 || firm.advertising_per_month.units > 0 ||
                                        firm.capacity_per_day > 0.0 || !firm.channels.empty();
            if (says_something) refuse(firm.goods, "no goods", "at least one entry, as the firm sells something");
            return;
        }
        if (!firm.region.empty()) known(firm.region, market.regions, &RegionSpec::name);
        const bool there = std::any_of(market.seller_types.begin(), market.seller_types.end(),
                                       [&](const SellerTypeSpec& type) { return type.kind == firm.type; });
        if (!there) refuse(firm.type, in_quotes(name_of(firm.type)), "a kind of " + places_.of(market.seller_types));
        check_name_of_firm(firm, market);
        named(firm.goods, &FirmGoodsSpec::name);
        for (const FirmGoodsSpec& goods : firm.goods) known(goods.category, market.categories, &CategorySpec::name);
        for (const std::string& channel : firm.channels) known(channel, scenario_.models, &ModelSpec::name);
        unique_texts(firm.channels);
        constexpr std::int64_t kMostListings = 255;  // as of any seller
        std::int64_t listings = 0;
        for (const FirmGoodsSpec& goods : firm.goods) {
            listings += goods.listings;
            if (listings > kMostListings)
                return refuse(goods.listings, fmt::format("{} listings in all", listings),
                              fmt::format("at most {} of all goods together", kMostListings));
        }
    }

    /// --for and tables tell it by its name.
    void check_name_of_firm(const FirmSpec& firm, const MarketSpec& market) {
        const auto is_taken = [&](const auto& list) {
            return std::any_of(list.begin(), list.end(), [&](const auto& e) { return e.name == firm.name; });
        };
        constexpr std::array<std::string_view, 5> kSides{"platform", "sellers", "buyers", "couriers", "society"};
        const std::string allowed = "a name that nothing else in the scenario has";
        if (is_taken(scenario_.models))
            refuse(firm.name, in_quotes(firm.name) + ", which is a model", allowed);
        else if (is_taken(market.known_sellers))
            refuse(firm.name, in_quotes(firm.name) + ", which is a known seller", allowed);
        else if (std::find(kSides.begin(), kSides.end(), firm.name) != kSides.end())
            refuse(firm.name, in_quotes(firm.name) + ", which --for takes for that side", allowed);
        else if (const std::string_view taken_for = taken_by_readers_for(firm.name); !taken_for.empty())
            refuse(firm.name,
                   fmt::format("{}, which pandas, R and spreadsheets read as {}", in_quotes(firm.name), taken_for),
                   "a name that stays text in a table");
    }

    void check_model(const ModelSpec& model, const MarketSpec& market) {
        for (const std::string& payment : model.payments) known(payment, market.payments, &PaymentMethodSpec::name);
        unique_texts(model.payments);
        const std::string& courier = model.fulfilment.courier;
        if (!courier.empty()) known(courier, market.couriers, &CourierSpec::name);
        for (const AdvertisingSpec& advertising : model.promotion.advertising) {
            known(advertising.channel, market.awareness.channels, &ChannelSpec::name);
        }
        unique(model.promotion.advertising, &AdvertisingSpec::channel);

        const SupplySpec& supply = model.supply;
        const bool needs_sellers = supply.kind != SupplyKind::Own;
        if (needs_sellers && supply.sellers == 0 && market.known_sellers.empty() && !scenario_.firm.is_there()) {
            refuse(supply.sellers, "zero sellers",
                   fmt::format("at least 1 where {} is {}", last_step(places_.of(supply.kind)),
                               in_quotes(name_of(supply.kind))));
        }
        check_kind_of_trade(model);
        check_payments_of_downloads(model, market);
        if (supply.reorder_at >= supply.stock_up_to) {
            refuse(supply.reorder_at, number_text(supply.reorder_at),
                   fmt::format("less than {}, which is {}", last_step(places_.of(supply.stock_up_to)),
                               number_text(supply.stock_up_to)));
        }
    }

    /// Nobody comes to the door with a download.
    void check_payments_of_downloads(const ModelSpec& model, const MarketSpec& market) {
        if (model.fulfilment.kind != FulfilmentKind::Digital) return;
        const auto& names = model.payments;
        const bool can_be_paid =
            std::any_of(market.payments.begin(), market.payments.end(), [&](const PaymentMethodSpec& method) {
                return !method.on_delivery &&
                       (names.empty() || std::find(names.begin(), names.end(), method.name) != names.end());
            });
        if (!can_be_paid)
            refuse(model.fulfilment.kind, in_quotes(name_of(model.fulfilment.kind)),
                   "a kind that is paid for at the door, or a method of payment in advance: digital goods come without "
                   "a courier who could take cash");
    }

    /// What is free to read is the platform's own and goes over the net. It has no goods, so no firm sells there.
    void check_feed(const ModelSpec& model) {
        if (model.matching.kind != MatchingKind::Feed) return;
        const std::string_view matching = places_.of(model.matching.kind);
        const std::string feed = in_quotes(name_of(MatchingKind::Feed));
        if (model.supply.kind != SupplyKind::Own)
            refuse(model.supply.kind, in_quotes(name_of(model.supply.kind)),
                   fmt::format("{} where {} is {}: a feed is the platform's own, with what its members post",
                               in_quotes(name_of(SupplyKind::Own)), matching, feed));
        if (model.fulfilment.kind != FulfilmentKind::Digital)
            refuse(model.fulfilment.kind, in_quotes(name_of(model.fulfilment.kind)),
                   fmt::format("{} where {} is {}: nothing is sent", in_quotes(name_of(FulfilmentKind::Digital)),
                               matching, feed));
        if (scenario_.firm.is_there())
            refuse(scenario_.firm.name, in_quotes(scenario_.firm.name),
                   fmt::format("no firm where {} is {}: nothing is sold there", matching, feed));
    }

    /// What is booked for a day is a service, and a service is booked; goods are sent, however they were sold.
    void check_kind_of_trade(const ModelSpec& model) {
        const bool is_booked = model.matching.kind == MatchingKind::Booking;
        const bool is_service = model.fulfilment.kind == FulfilmentKind::Service;
        const std::string_view matching = places_.of(model.matching.kind),
                               fulfilment = places_.of(model.fulfilment.kind);
        if (is_booked && !is_service) {
            refuse(model.fulfilment.kind, in_quotes(name_of(model.fulfilment.kind)),
                   fmt::format("{} where {} is {}: a booking is for a service on a day",
                               in_quotes(name_of(FulfilmentKind::Service)), matching,
                               in_quotes(name_of(MatchingKind::Booking))));
        } else if (is_service && !is_booked) {
            refuse(model.matching.kind, in_quotes(name_of(model.matching.kind)),
                   fmt::format("{} where {} is {}: a service is booked for a day",
                               in_quotes(name_of(MatchingKind::Booking)), fulfilment,
                               in_quotes(name_of(FulfilmentKind::Service))));
        }
        if (model.matching.kind != MatchingKind::Offers) {
            const std::string allowed =
                fmt::format("false where {} is {}", matching, in_quotes(name_of(model.matching.kind)));
            if (model.supply.entry.on) refuse(model.supply.entry.on, "true", allowed);
            if (model.supply.wholesale.on) refuse(model.supply.wholesale.on, "true", allowed);
        } else if (model.supply.wholesale.on && model.fulfilment.kind == FulfilmentKind::Digital) {
            refuse(model.supply.wholesale.on, "true",
                   fmt::format("false where {} is {}: a download cannot be bought to be sold on", fulfilment,
                               in_quotes(name_of(FulfilmentKind::Digital))));
        }
        check_feed(model);
        check_subscription(model);
        if (!is_booked || !scenario_.firm.is_there()) return;
        constexpr std::int64_t kMostPlaces = 60'000;
        for (const FirmGoodsSpec& goods : scenario_.firm.goods)
            if (goods.units > kMostPlaces)
                return refuse(goods.units, std::to_string(goods.units),
                              fmt::format("at most {} where {} is {}: they are the places of a day", kMostPlaces,
                                          matching, in_quotes(name_of(MatchingKind::Booking))));
        const bool all_booked = std::all_of(scenario_.models.begin(), scenario_.models.end(), [](const ModelSpec& m) {
            return m.matching.kind == MatchingKind::Booking;
        });
        const FirmSpec& firm = scenario_.firm;
        if (all_booked && firm.capacity_per_day > 0.0)
            refuse(firm.capacity_per_day, number_text(firm.capacity_per_day),
                   fmt::format(
                       "0 where {} is {} in all models: the firm serves as many a day as the units of its goods say",
                       last_step(matching), in_quotes(name_of(MatchingKind::Booking))));
    }

    /// Plans are the platform's own, and bills are collected without anybody at the door.
    void check_subscription(const ModelSpec& model) {
        const std::vector<SubscriptionPlanSpec>& plans = model.subscription.plans;
        named(plans, &SubscriptionPlanSpec::name);
        const bool is_subscription = model.matching.kind == MatchingKind::Subscription;
        const bool beside_feed = model.matching.kind == MatchingKind::Feed && !plans.empty();
        if (!is_subscription && !beside_feed) return;
        const std::string where =
            fmt::format("where {} is {}", places_.of(model.matching.kind), in_quotes(name_of(model.matching.kind)));
        if (plans.empty()) return refuse(plans, "no plans", fmt::format("at least one entry {}", where));
        for (const SubscriptionPlanSpec& plan : plans)
            if (plan.price.units <= 0)
                return refuse(plan.price, "0, or no price", fmt::format("more than 0 {}", where));
        const std::vector<PaymentMethodSpec>& methods = scenario_.market.payments;
        const bool can_bill = std::any_of(methods.begin(), methods.end(), [&](const PaymentMethodSpec& method) {
            const bool offered = model.payments.empty() || std::find(model.payments.begin(), model.payments.end(),
                                                                     method.name) != model.payments.end();
            return offered && !method.on_delivery;
        });
        if (!can_bill)
            refuse(
                model.payments, "none that is paid in advance",
                fmt::format("at least one method that is not paid on delivery {}: bills come without a parcel", where));
        if (!is_subscription) return;
        if (model.supply.kind != SupplyKind::Own)
            refuse(model.supply.kind, in_quotes(name_of(model.supply.kind)),
                   fmt::format("{} {}: plans are the platform's own", in_quotes(name_of(SupplyKind::Own)), where));
        if (model.supply.pricing != StorePricing::Fixed)
            refuse(model.supply.pricing, in_quotes(name_of(model.supply.pricing)),
                   fmt::format("{} {}: plans say their prices", in_quotes(name_of(StorePricing::Fixed)), where));
        if (model.fulfilment.kind != FulfilmentKind::Digital)
            refuse(model.fulfilment.kind, in_quotes(name_of(model.fulfilment.kind)),
                   fmt::format("{} {}: nothing is shipped", in_quotes(name_of(FulfilmentKind::Digital)), where));
        if (scenario_.firm.is_there())
            refuse(scenario_.firm.goods, "goods of a firm", fmt::format("no firm {}: plans are what is sold", where));
    }

    /// That the measure is one is for those to say who know the measures: sim/stories/lesson.h.
    void check_prediction(const PredictionSpec& prediction) {
        if (prediction.measure.empty()) {
            if (!prediction.model.empty())
                refuse(prediction.measure, "no measure", "a key figure or a column of daily.csv");
            return;
        }
        known(prediction.model, scenario_.models, &ModelSpec::name);
        if (prediction.low >= prediction.high) {
            refuse(prediction.high, number_text(prediction.high),
                   fmt::format("more than {}, which is {}", last_step(places_.of(prediction.low)),
                               number_text(prediction.low)));
        }
    }

    void must_add_up(const Places::SharedOut& shared) {
        constexpr double kTolerance = 1e-6;
        if (std::abs(shared.sum - 1.0) <= kTolerance) return;
        refuse_at(shared.list, fmt::format("{} adding up to {:.7g}", in_quotes(shared.name), shared.sum),
                  fmt::format("{} adding up to 1 over all entries", in_quotes(shared.name)));
    }

    template <class Entry, class Name>
    void unique(const std::vector<Entry>& list, Name Entry::*name) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto before = list.begin() + static_cast<std::ptrdiff_t>(i);
            const bool again =
                std::any_of(list.begin(), before, [&](const Entry& e) { return e.*name == list[i].*name; });
            if (again) refuse_again(list[i].*name);
        }
    }

    /// That the names of a list that stand in tables are its entries' own, and are read back as they are.
    template <class Entry>
    void named(const std::vector<Entry>& list, std::string Entry::*name) {
        unique(list, name);
        for (const Entry& entry : list) {
            const std::string& text = entry.*name;
            const std::string_view taken_for = taken_by_readers_for(text);
            if (taken_for.empty()) continue;
            refuse(text, fmt::format("{}, which pandas, R and spreadsheets read as {}", in_quotes(text), taken_for),
                   "a name that stays text in a table", fmt::format("such as {}", in_quotes(text + " (name)")));
            if (!faults_.keeps_more()) return;
        }
    }

    void unique_texts(const std::vector<std::string>& list) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto here = list.begin() + static_cast<std::ptrdiff_t>(i);
            if (std::find(list.begin(), here, list[i]) != here) refuse_again(list[i]);
        }
    }

    template <class Name>
    void refuse_again(const Name& name) {
        refuse(name, in_quotes(text_of(name)) + " a second time", "each only once in the list");
    }

    /// That `name` names an entry of the list.
    template <class Entry>
    void known(const std::string& name, const std::vector<Entry>& list, std::string Entry::*entry_name) {
        if (before_.touch(places_.of(list)) || lacks_base(places_.of(list))) return;
        std::vector<std::string> names;
        for (const Entry& entry : list) names.push_back(entry.*entry_name);
        if (std::find(names.begin(), names.end(), name) != names.end()) return;
        std::vector<std::string> shown_names;
        for (const std::string& each : names) shown_names.push_back(in_quotes(each));
        refuse(name, name.empty() ? "no name" : in_quotes(name),
               names.empty() ? fmt::format("nothing, as {} is empty", places_.of(list))
                             : fmt::format("a name of {}: {}", places_.of(list), fmt::join(shown_names, ", ")),
               did_you_mean(name, names));
    }

    /// Only where nothing was wrong before: what replaces a bad value is not what its author wrote.
    template <class T>
    void refuse(const T& field, const std::string& found, const std::string& allowed, const std::string& hint = "") {
        refuse_at(places_.of(field), found, allowed, hint);
    }
    void refuse_at(const std::string& pointer, const std::string& found, const std::string& allowed,
                   const std::string& hint = "") {
        if (before_.touch(pointer) || lacks_base(pointer)) return;
        const Origin origin = origins_.around(pointer);
        faults_.add({.file = origin.file,
                     .line = origin.line,
                     .path = pointer,
                     .found = found,
                     .allowed = allowed,
                     .hint = hint});
    }

    /// Whether a value is the default only because the file that its scenario or model extends could not be read.
    [[nodiscard]] bool lacks_base(std::string_view pointer) const {
        if (!origins_.of(pointer).file.empty()) return false;
        for (std::string_view outer = pointer; !outer.empty(); outer = outer.substr(0, outer.rfind('/')))
            if (before_.touch(below(outer.substr(0, outer.rfind('/')), kExtends))) return true;
        return false;
    }

    Scenario& scenario_;
    Places places_;
    const Origins& origins_;
    const Faults before_;
    Faults& faults_;
};

}  // namespace

void check(Scenario scenario, const Origins& origins, Faults& faults) {
    Checker(scenario, origins, faults, faults).check_all();
}

void check_predictions(Scenario scenario, const Origins& origins, const Faults& before, Faults& faults) {
    Checker(scenario, origins, before, faults).check_predictions();
}

}  // namespace pasar
