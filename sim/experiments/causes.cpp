#include "sim/experiments/causes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/faults.h"
#include "scenarios/nearest.h"
#include "sim/world/plan.h"

namespace pasar {

namespace {

constexpr double kNoLimit = 1e9;  ///< the most that capacities may be

/// The scenario, the models under study, and the settings of one cause so far.
class Switch {
public:
    Switch(const Scenario& scenario, std::span<const std::size_t> models) : scenario_(scenario), models_(models) {}

    [[nodiscard]] const MarketSpec& market() const { return scenario_.market; }
    [[nodiscard]] Settings take() { return std::move(settings_); }

    /// Sets what is not so yet.
    void set(const std::string& path, double now, double off) {
        if (now != off) settings_.push_back(fmt::format("{}={}", path, off));
    }

    template <class Function>
    void each_courier(const Function& function) {
        if (!any_model([](const ModelSpec& m) { return m.fulfilment.kind == FulfilmentKind::Couriers; })) return;
        for (std::size_t i = 0; i < market().couriers.size(); ++i)
            function(fmt::format("market.couriers.{}.", i), market().couriers[i]);
    }
    template <class Function>
    void each_seller_type(const Function& function) {
        if (!any_model(has_sellers)) return;
        for (std::size_t i = 0; i < market().seller_types.size(); ++i)
            function(fmt::format("market.seller_types.{}.", i), market().seller_types[i]);
    }
    template <class Function>
    void each_model(const Function& function) {
        for (const std::size_t i : models_) function(fmt::format("models.{}.", i), scenario_.models[i]);
    }
    template <class Function>
    [[nodiscard]] bool any_model(const Function& function) const {
        return std::any_of(models_.begin(), models_.end(),
                           [&](std::size_t i) { return function(scenario_.models[i]); });
    }
    [[nodiscard]] const Scenario& scenario() const { return scenario_; }

    static bool has_sellers(const ModelSpec& model) { return model.supply.kind != SupplyKind::Own; }
    static bool has_own_goods(const ModelSpec& model) { return model.supply.kind != SupplyKind::Sellers; }

private:
    const Scenario& scenario_;
    std::span<const std::size_t> models_;
    Settings settings_;
};

void without_fraud(Switch& world) {
    world.each_seller_type([&](const std::string& path, const SellerTypeSpec& type) {
        world.set(path + "non_shipment", type.non_shipment, 0.0);
        world.set(path + "misdescription", type.misdescription, 0.0);
        if (type.kind == SellerKind::Opportunist) world.set(path + "shading", type.shading, 0.0);
        world.set(path + "fake_reviews_per_day", type.fake_reviews_per_day, 0.0);
    });
}

/// Always so long as it takes on average: then the promise, which is made from that average, stays what it was.
double average_days(double days, double spread) { return std::min(60.0, days * (1.0 + spread)); }

/// Days by which the slowest parcel of a model would still miss its promise, in a world in which every courier takes
/// its average time and nobody else takes any: where a smart choice of couriers promises the average of all of them,
/// and for the days that failed attempts, the rescue of a parcel in trouble, or collecting it at a parcel point may
/// take.
double still_missing(const Scenario& scenario, const ModelSpec& model, double buffer) {
    Scenario calm = scenario;
    ModelSpec own = model;
    own.fulfilment.promise_buffer_days = buffer;
    own.fulfilment.dispatch_days = 0.0;
    for (CourierSpec& courier : calm.market.couriers) {
        courier.days_same_region = average_days(courier.days_same_region, courier.spread);
        courier.days_same_island = average_days(courier.days_same_island, courier.spread);
        courier.days_other_island = average_days(courier.days_other_island, courier.spread);
        courier.spread = 0.0;
    }
    const FulfilmentSpec& f = own.fulfilment;
    const WorldPlan world(calm, 0);
    const Plan plan(world, calm.market, own);
    // Each failed attempt takes a day, and so does rescuing a parcel.
    const double at_door = std::max(static_cast<double>(f.attempts - 1), f.monitoring_detection > 0.0 ? 1.0 : 0.0);
    const double other_days =
        (f.handover == Handover::DropOff && Switch::has_sellers(own) ? f.drop_off_days : 0.0) + at_door;
    double missing = 0.0;
    for (std::size_t zone = 0; zone < kZones; ++zone) {
        for (std::size_t c = 0; c < calm.market.couriers.size(); ++c) {
            const bool may_carry =
                f.courier_policy == CourierPolicy::Smart ||
                c == (f.courier_policy == CourierPolicy::Fixed ? plan.fixed_courier : world.cheapest_courier[zone]);
            if (!may_carry) continue;
            const double takes = std::ceil(world.couriers[c].days[zone] + other_days);
            missing = std::max(missing, takes - plan.promised_days[zone]);
        }
    }
    return missing;
}

void without_lateness(Switch& world) {
    world.each_courier([&](const std::string& path, const CourierSpec& courier) {
        world.set(path + "days_same_region", courier.days_same_region,
                  average_days(courier.days_same_region, courier.spread));
        world.set(path + "days_same_island", courier.days_same_island,
                  average_days(courier.days_same_island, courier.spread));
        world.set(path + "days_other_island", courier.days_other_island,
                  average_days(courier.days_other_island, courier.spread));
        world.set(path + "spread", courier.spread, 0.0);
        world.set(path + "capacity_per_day", courier.capacity_per_day, kNoLimit);
        world.set(path + "data_entry_error", courier.data_entry_error, 0.0);
    });
    const bool has_couriers =
        world.any_model([](const ModelSpec& m) { return m.fulfilment.kind == FulfilmentKind::Couriers; });
    if (!has_couriers) return;
    if (world.any_model([](const ModelSpec& m) { return m.fulfilment.parcel_points > 0.0; }))
        world.set("market.door.collect_days", world.market().door.collect_days, 0.0);
    world.each_seller_type([&](const std::string& path, const SellerTypeSpec& type) {
        world.set(path + "dispatch_days", type.dispatch_days, 0.0);
    });
    world.set("firm.capacity_per_day", world.scenario().firm.capacity_per_day, 0.0);  // no limit
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        if (model.fulfilment.kind != FulfilmentKind::Couriers) return;
        double buffer = model.fulfilment.promise_buffer_days;
        if (Switch::has_own_goods(model)) {
            world.set(path + "supply.picking_per_day", model.supply.picking_per_day, kNoLimit);
            world.set(path + "fulfilment.dispatch_days", model.fulfilment.dispatch_days, 0.0);
        }
        // The own store's promise counts its days of dispatch in; it stays the same without them.
        if (model.supply.kind == SupplyKind::Own) buffer += model.fulfilment.dispatch_days;
        buffer += still_missing(world.scenario(), model, buffer);
        world.set(path + "fulfilment.promise_buffer_days", model.fulfilment.promise_buffer_days,
                  std::min(60.0, buffer));
    });
}

void without_failed_attempts(Switch& world) {
    world.each_courier([&](const std::string& path, const CourierSpec& courier) {
        world.set(path + "failed_attempt", courier.failed_attempt, 0.0);
        world.set(path + "failed_attempt_prepaid", courier.failed_attempt_prepaid, 0.0);
    });
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        world.set(path + "own_rates.failed_attempt", std::max(0.0, model.own_rates.failed_attempt), 0.0);
        world.set(path + "own_rates.failed_attempt_prepaid", std::max(0.0, model.own_rates.failed_attempt_prepaid),
                  0.0);
    });
    const bool has_points = world.any_model([](const ModelSpec& m) { return m.fulfilment.parcel_points > 0.0; });
    if (has_points) world.set("market.door.uncollected", world.market().door.uncollected, 0.0);
}

void without_refusals(Switch& world) {
    const bool has_parcels =
        world.any_model([](const ModelSpec& m) { return m.fulfilment.kind == FulfilmentKind::Couriers; });
    if (!has_parcels) return;
    world.set("market.refusal.rate", world.market().refusal.rate, 0.0);
    world.set("market.refusal.prepaid", world.market().refusal.prepaid, 0.0);
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        world.set(path + "own_rates.refusal", std::max(0.0, model.own_rates.refusal), 0.0);
        world.set(path + "own_rates.refusal_prepaid", std::max(0.0, model.own_rates.refusal_prepaid), 0.0);
    });
}

void without_misfits(Switch& world) {
    const bool has_goods =
        world.any_model([](const ModelSpec& m) { return m.fulfilment.kind != FulfilmentKind::Service; });
    if (!has_goods) return;
    const std::vector<CategorySpec>& categories = world.market().categories;
    for (std::size_t i = 0; i < categories.size(); ++i)
        world.set(fmt::format("market.categories.{}.misfit", i), categories[i].misfit, 0.0);
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        world.set(path + "own_rates.misfit", std::max(0.0, model.own_rates.misfit), 0.0);
    });
}

void without_loss(Switch& world) {
    world.each_courier(
        [&](const std::string& path, const CourierSpec& courier) { world.set(path + "loss", courier.loss, 0.0); });
}

void without_damage(Switch& world) {
    world.each_courier(
        [&](const std::string& path, const CourierSpec& courier) { world.set(path + "damage", courier.damage, 0.0); });
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        const FulfilmentSpec& f = model.fulfilment;
        const bool drops_off = Switch::has_sellers(model) && f.handover == Handover::DropOff;
        if (drops_off && f.kind == FulfilmentKind::Couriers)
            world.set(path + "fulfilment.drop_off_damage", f.drop_off_damage, 0.0);
    });
}

void without_wrong_items(Switch& world) {
    world.each_seller_type([&](const std::string& path, const SellerTypeSpec& type) {
        world.set(path + "wrong_item", type.wrong_item, 0.0);
    });
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        if (Switch::has_own_goods(model)) world.set(path + "supply.wrong_item", model.supply.wrong_item, 0.0);
    });
}

/// So many units of every offer that all buyers may order their largest basket of it on one day: half of them always
/// stand ready, as stock is filled up overnight once it is below half. Where that would be worth more money than can be
/// counted, as many as can be.
double boundless_stock(const Scenario& scenario, const ModelSpec& model) {
    double basket = 1.0, price = 1.0;
    for (const SegmentSpec& segment : scenario.market.segments) basket = std::max(basket, std::ceil(segment.basket));
    for (const CategorySpec& category : scenario.market.categories)
        price = std::max(price, static_cast<double>(category.reference_price.units));
    const double wanted = 2.0 * static_cast<double>(scenario.market.buyers) * basket + 2.0;
    constexpr double kCountableMoney = 1e17;
    const Plan plan(WorldPlan(scenario, 0), scenario.market, model);
    const double offers = 4.0 * static_cast<double>(plan.sellers) * (scenario.market.sellers.catalogue + 1.0) +
                          static_cast<double>(model.supply.products);  // newcomers, too
    return std::max(2.0, std::floor(std::min({wanted, kNoLimit, kCountableMoney / (4.0 * price * offers)})));
}

void without_stock_outs(Switch& world) {
    double stock = kNoLimit;
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        const double own = boundless_stock(world.scenario(), model);
        stock = std::min(stock, own);
        const double scale = WorldPlan(world.scenario(), 0).scale;
        if (!Switch::has_own_goods(model) || model.supply.reorder_at * scale >= own / 2.0) return;
        world.set(path + "supply.stock_up_to", model.supply.stock_up_to, std::min(kNoLimit, std::ceil(own / scale)));
        world.set(path + "supply.reorder_at", model.supply.reorder_at,
                  std::min(kNoLimit / 2.0, std::ceil(own / scale / 2.0)));
        world.set(path + "supply.lead_time_days", model.supply.lead_time_days, 0.0);
    });
    world.each_seller_type([&](const std::string& path, const SellerTypeSpec& type) {
        if (type.units >= stock) return;
        world.set(path + "units", type.units, stock);
        world.set(path + "restock_days", type.restock_days, 0.0);
    });
    const std::vector<FirmGoodsSpec>& goods = world.scenario().firm.goods;
    for (std::size_t i = 0; i < goods.size(); ++i) {
        if (static_cast<double>(goods[i].units) >= stock) continue;
        world.set(fmt::format("firm.goods.{}.units", i), static_cast<double>(goods[i].units), stock);
        world.set(fmt::format("firm.goods.{}.restock_days", i), goods[i].restock_days, 0.0);
    }
}

void without_failed_payments(Switch& world) {
    const std::vector<PaymentMethodSpec>& methods = world.market().payments;
    for (std::size_t i = 0; i < methods.size(); ++i)
        world.set(fmt::format("market.payments.{}.success", i), methods[i].success, 1.0);
    const bool misses_some = world.any_model([&](const ModelSpec& model) {
        return !model.payments.empty() && std::any_of(methods.begin(), methods.end(), [&](const auto& method) {
            const auto offered = std::find(model.payments.begin(), model.payments.end(), method.name);
            return method.preferred > 0.0 && offered == model.payments.end();
        });
    });
    if (misses_some) world.set("market.ordering.switch_payment", world.market().ordering.switch_payment, 1.0);
}

void without_waiting_for_the_site(Switch& world) {
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        world.set(path + "site.seconds_per_request", model.site.seconds_per_request, 0.0);
    });
}

/// Every price counts as the reference price: choice, expectation and refusal are centred on it, so its weights can go.
void without_prices(Switch& world) {
    const MarketSpec& market = world.market();
    world.set("market.choice.price", market.choice.price, 0.0);
    world.set("market.satisfaction.value_for_money", market.satisfaction.value_for_money, 0.0);
    const bool pays_at_door = world.any_model([&](const ModelSpec& model) {
        return std::any_of(market.payments.begin(), market.payments.end(), [&](const PaymentMethodSpec& method) {
            const bool offered = model.payments.empty() || std::find(model.payments.begin(), model.payments.end(),
                                                                     method.name) != model.payments.end();
            return method.on_delivery && offered;
        });
    });
    if (pays_at_door) world.set("market.refusal.price", market.refusal.price, 0.0);
}

void without_shipping(Switch& world) {
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        world.set(path + "fulfilment.buyer_pays_shipping", model.fulfilment.buyer_pays_shipping, 0.0);
    });
}

void without_fee(Switch& world) {
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        world.set(path + "revenue.buyer_fee", static_cast<double>(model.revenue.buyer_fee.units), 0.0);
    });
}

void without_commission(Switch& world) {
    world.each_model([&](const std::string& path, const ModelSpec& model) {
        if (!Switch::has_sellers(model)) return;
        const RevenueSpec& revenue = model.revenue;
        world.set(path + "revenue.commission", revenue.commission, 0.0);
        world.set(path + "revenue.seller_fee", static_cast<double>(revenue.seller_fee.units), 0.0);
        world.set(path + "revenue.listing_fee_per_month", static_cast<double>(revenue.listing_fee_per_month.units),
                  0.0);
    });
}

void without_giving_up(Switch& world) {
    if (!world.any_model(Switch::has_sellers)) return;
    world.set("market.sellers.gives_up_per_day", world.market().sellers.gives_up_per_day, 0.0);
    world.set("market.sellers.idle_days_to_exit", world.market().sellers.idle_days_to_exit, 36500.0);
}

void without_network(Switch& world) { world.set("market.platforms.network", world.market().platforms.network, 0.0); }

struct KnownCause {
    CauseInfo info;
    void (*switch_off)(Switch&);
};

constexpr std::array kCauses{
    KnownCause{
        {"fraud", "orders never sent, goods described better than they are, reviews that sellers write themselves",
         "the same sellers, all of them honest"},
        without_fraud},
    KnownCause{{"late", "parcels that come after the promised day",
                "every parcel takes its courier's average time; handing over and picking take none; promises stay the "
                "same, or "
                "leave time for another attempt"},
               without_lateness},
    KnownCause{{"undeliverable",
                "parcels that go back because nobody is at home, the address is not found, or nobody "
                "collects them",
                "every parcel meets its buyer at the first attempt"},
               without_failed_attempts},
    KnownCause{{"refusal", "parcels that buyers refuse at the door", "nobody refuses a parcel"}, without_refusals},
    KnownCause{{"return", "goods that do not fit or are not wanted after all, sent back or kept with regret",
                "all goods that come as they should fit"},
               without_misfits},
    KnownCause{{"lost", "parcels that couriers lose", "couriers lose nothing"}, without_loss},
    KnownCause{{"damaged", "parcels that arrive damaged", "nothing breaks"}, without_damage},
    KnownCause{{"wrong_item", "parcels with the wrong item", "everybody packs what was ordered"}, without_wrong_items},
    KnownCause{{"stock_out", "goods that are sold out, whether already ordered or not on the shelf",
                "nothing is ever sold out"},
               without_stock_outs},
    KnownCause{{"payment", "orders that fail at payment, or because the wished method is missing",
                "every payment goes through, and every buyer finds a method"},
               without_failed_payments},
    KnownCause{{"site", "visitors whom a slow or overloaded site turns away", "the site answers at once"},
               without_waiting_for_the_site},
    KnownCause{{"price", "prices that are not what buyers hold to be normal",
                "buyers take every price for the normal one, when choosing and at the door"},
               without_prices},
    KnownCause{
        {"shipping", "shipping that buyers are charged", "nobody is charged for shipping; whoever sells bears it"},
        without_shipping},
    KnownCause{{"fee", "the platform's fee on each order", "the platform takes no fee from buyers"}, without_fee},
    KnownCause{{"commission", "what the platform takes from its sellers: commission, fees of sales and of listing",
                "sellers pay the platform nothing, and ask less where they pass on what they pay"},
               without_commission},
    KnownCause{{"giving_up", "sellers who give up because they sell nothing or earn too little",
                "every seller stays in business"},
               without_giving_up},
    KnownCause{{"network", "what the size of a platform, its buyers or offers, adds to its draw or takes from it",
                "buyers go to a platform for what it offers and by habit, however large it is"},
               without_network}};

constexpr auto kInfos = [] {
    std::array<CauseInfo, kCauses.size()> infos{};
    for (std::size_t i = 0; i < infos.size(); ++i) infos[i] = kCauses[i].info;
    return infos;
}();

}  // namespace

std::span<const CauseInfo> known_causes() { return kInfos; }

Causes find_causes(const Scenario& scenario, std::span<const std::size_t> models, std::span<const std::string> names) {
    std::vector<std::string_view> known;
    for (const CauseInfo& info : kInfos) known.push_back(info.name);
    Faults faults;
    for (const std::string& name : names) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        faults.add({.file = "--cause",
                    .found = in_quotes(name),
                    .allowed = fmt::format("{}", fmt::join(known, ", ")),
                    .hint = did_you_mean(name, known)});
    }
    faults.throw_if_any();

    Causes causes;
    for (const KnownCause& cause : kCauses) {
        const bool wanted = names.empty() || std::find(names.begin(), names.end(), cause.info.name) != names.end();
        if (!wanted) continue;
        Switch world(scenario, models);
        cause.switch_off(world);
        Settings settings = world.take();
        if (settings.empty())
            causes.absent.emplace_back(cause.info.name);
        else
            causes.present.push_back({std::string(cause.info.name), std::move(settings)});
    }
    return causes;
}

}  // namespace pasar
