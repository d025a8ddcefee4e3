#include "scenarios/check_money.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/complete.h"
#include "scenarios/currency.h"
#include "scenarios/form.h"

namespace pasar {

namespace {

using Json = nlohmann::ordered_json;

std::string allowed_amount(const Currency& currency) {
    if (currency.digits == 0)
        return fmt::format("a whole number, as {} is counted without decimals (see currency_digits)", currency.code);
    return fmt::format("an amount in {} with at most {} decimals (see currency_digits), below {:.0f}", currency.code,
                       currency.digits, in_main_unit(0x1p53, currency.digits));
}

/// Lists may be very long, so those without amounts are not gone through.
bool names_money(const Form& form) {
    return std::any_of(form.fields.begin(), form.fields.end(), [](const Field& field) {
        return field.type == FieldType::Money || (field.form && names_money(*field.form));
    });
}

class AmountCheck {
public:
    AmountCheck(const Currency& currency, const Origins& origins, Faults& faults)
        : currency_(currency), origins_(origins), faults_(faults) {}

    void object(const Json& values, const Form& form, const std::string& pointer) {
        for (const Field& field : form.fields) {
            const auto found = values.find(std::string(field.name));
            if (found == values.end()) continue;
            if (field.type == FieldType::Money) {
                amount(*found, below(pointer, field.name));
            } else if (field.type == FieldType::Group) {
                object(*found, *field.form, below(pointer, field.name));
            } else if (field.type == FieldType::List && names_money(*field.form)) {
                const std::string list = below(pointer, field.name);
                for (std::size_t i = 0; i < found->size(); ++i) object((*found)[i], *field.form, below(list, i));
            }
        }
    }

private:
    void amount(const Json& value, const std::string& pointer) {
        if (is_amount(value.get<double>(), currency_.digits) || faults_.touch(pointer)) return;
        const Origin origin = origins_.around(pointer);
        faults_.add({.file = origin.file,
                     .line = origin.line,
                     .path = pointer,
                     .found = found_text(value),
                     .allowed = allowed_amount(currency_)});
    }

    const Currency& currency_;
    const Origins& origins_;
    Faults& faults_;
};

/// One model's expected sums.
class Expectation {
public:
    Expectation(const Scenario& scenario, std::size_t model)
        : market_(scenario.market),
          model_(scenario.models[model]),
          firm_(scenario.firm),
          place_(below(below("", "models"), model)),
          main_(static_cast<double>(units_in_main(currency_digits(scenario)))),
          days_(static_cast<double>(scenario.days)),
          buyers_(static_cast<double>(market_.buyers)),
          scale_(market_.sized_for > 0 ? buyers_ / static_cast<double>(market_.sized_for) : 1.0) {}

    std::vector<ExpectedSum> all() {
        every_day("/costs/fixed_per_day", "fixed costs", model_.costs.fixed_per_day, scale_);
        double spending = 0.0;
        for (const AdvertisingSpec& line : model_.promotion.advertising) spending += units_of(line.spend_per_day);
        sum("/promotion/advertising", "advertising", spending * scale_, "a day", days_, "days");
        every_day("/promotion/cost_per_post", "posts", model_.promotion.cost_per_post,
                  model_.promotion.posts_per_day * scale_);
        every_day("/support/cost_per_agent_day", "wages", model_.support.cost_per_agent_day,
                  model_.support.agents * scale_);
        every_day("/site/cost_per_server_month", "servers", model_.site.cost_per_server_month,
                  static_cast<double>(model_.site.servers) * scale_ / 30.0);
        goods();
        firm();
        return std::move(sums_);
    }

private:
    static double units_of(Money amount) { return static_cast<double>(amount.units); }

    void add(std::string pointer, std::string what, double units, std::string made_of) {
        sums_.push_back({std::move(pointer), std::move(what), std::move(made_of), units});
    }
    void sum(std::string_view field, std::string what, double each, std::string_view of, double times,
             std::string_view what_times) {
        const std::string pointer = field.starts_with("/market") || field.starts_with("/firm")
                                        ? std::string(field)
                                        : fmt::format("{}{}", place_, field);
        add(pointer, std::move(what), each * times,
            fmt::format("{:.4g} {} × {:.4g} {}", each / main_, of, times, what_times));
    }
    void every_day(std::string_view field, std::string what, Money amount, double times) {
        sum(field, std::move(what), units_of(amount) * times, "a day", days_, "days");
    }

    void firm() {
        if (!firm_.is_there()) return;
        const double months = days_ / 30.0;
        sum("/firm/costs_per_month", "the firm's costs", units_of(firm_.costs_per_month), "a month", months, "months");
        const Money here = model_.firm.advertising_per_month;
        sum("/firm/advertising_per_month", "the firm's advertising",
            units_of(here.units < 0 ? firm_.advertising_per_month : here), "a month", months, "months");
        double stock = 0.0;
        for (const FirmGoodsSpec& goods : firm_.goods)
            stock += std::max(units_of(goods.cost), units_of(goods.price) * model_.firm.price) *
                     static_cast<double>(goods.units) * static_cast<double>(goods.listings);
        sum("/firm/goods", "the firm's stock of day 0", stock, "in all", 1.0, "time");
    }

    void goods() {
        const bool has_own = model_.supply.kind != SupplyKind::Sellers;
        const bool has_sellers = model_.supply.kind != SupplyKind::Own;
        double reference = 0.0, basket = 0.0, wishes = 0.0, segment_shares = 0.0;
        for (const CategorySpec& category : market_.categories)
            reference += category.share * units_of(category.reference_price);
        for (const SegmentSpec& segment : market_.segments) {
            segment_shares += segment.share;
            wishes += segment.share * segment.wishes;
            basket += segment.share * segment.wishes * std::max(1.0, segment.basket);
        }
        if (wishes > 0.0) basket /= wishes;
        const double rate = market_.wishes.rate_per_day * wishes;
        const double visits = buyers_ * (rate * days_ + (market_.wishes.first_on_day_0 ? segment_shares : 0.0));
        // Quality is half on average, as far as anybody knows before the draws.
        const double cost = reference * (market_.sellers.cost_share + 0.5 * market_.sellers.cost_of_quality);
        const double own_cost = cost * (1.0 - model_.supply.unit_cost_advantage);
        const double price = std::max(has_own ? own_cost * (1.0 + model_.supply.markup) : 0.0,
                                      has_sellers ? cost * (1.0 + market_.sellers.markup) : 0.0);
        sum("/market/categories", "sales", price * basket, "an order", visits, "wishes");
        double courier = 0.0;
        for (const CourierSpec& c : market_.couriers)
            courier = std::max(courier, units_of(c.price) + 2.0 * units_of(c.price_per_zone));
        sum("/market/couriers", "shipping", courier, "a parcel", visits, "wishes");
        const auto each = [&](std::string_view field, std::string what, Money amount) {
            sum(field, std::move(what), units_of(amount), "each", visits, "wishes");
        };
        each("/revenue/buyer_fee", "service fees", model_.revenue.buyer_fee);
        each("/revenue/advertising_per_visit", "advertising revenue", model_.revenue.advertising_per_visit);
        each("/costs/handling_per_order", "handling", model_.costs.handling_per_order);
        each("/fulfilment/monitoring_cost", "monitoring", model_.fulfilment.monitoring_cost);
        const double price_weight = market_.choice.price;
        if (price_weight > 0.0)
            sum("/market/choice/price", "what the market is worth to buyers", reference * basket / price_weight,
                "a visit (a reference price over the weight of price)", visits, "wishes");
        if (has_own)
            sum("/supply/stock_up_to", "the stock of day 0",
                own_cost * std::max(1.0, model_.supply.stock_up_to * scale_), "a product",
                static_cast<double>(model_.supply.products), "products");
        if (has_own && model_.supply.wholesale.on) distributors(reference, own_cost);
        if (model_.supply.entry.on)
            sum("/supply/entry/cost_per_product", "the cost of own offers opened",
                units_of(model_.supply.entry.cost_per_product), "each", static_cast<double>(model_.supply.entry.most),
                "products");
        if (!has_sellers) return;
        double units = 0.0, known = 0.0;
        for (const SellerTypeSpec& type : market_.seller_types) units += type.share * type.units;
        const double sellers = static_cast<double>(model_.supply.sellers) * scale_;
        sum("/supply/sellers", "the sellers' stock of day 0", cost * units, "a seller", sellers, "sellers");
        for (const KnownSellerSpec& seller : market_.known_sellers)
            known += std::max(units_of(seller.price), cost) * static_cast<double>(seller.units);
        sum("/market/known_sellers", "the known sellers' stock of day 0", known, "in all", 1.0, "time");
        sum("/revenue/listing_fee_per_month", "listing fees", units_of(model_.revenue.listing_fee_per_month) * sellers,
            "a month", days_ / 30.0, "months");
    }

    void distributors(double reference, double cost) {
        const DistributorSpec& spec = market_.distributors;
        const double number = static_cast<double>(spec.number) * scale_;
        // The margin of somebody who alone serves customers is a few times what they mind of a price.
        const double price = cost * (1.0 + std::max(0.0, model_.supply.markup)) + units_of(spec.handling_per_unit) +
                             reference * (1.0 + std::max(0.0, spec.value)) / spec.price_weight;
        sum("/market/distributors/visits_per_day", "distributors' sales", price * spec.visits_per_day * number, "a day",
            days_, "days");
        sum("/market/distributors/fixed_cost_per_month", "distributors' fixed costs",
            units_of(spec.fixed_cost_per_month) * number, "a month", days_ / 30.0, "months");
        sum("/market/distributors/order_units", "distributors' first orders",
            price * static_cast<double>(spec.order_units) * number, "in all", 1.0, "time");
    }

    const MarketSpec& market_;
    const ModelSpec& model_;
    const FirmSpec& firm_;
    std::string place_;
    double main_, days_, buyers_, scale_;
    std::vector<ExpectedSum> sums_;
};

}  // namespace

std::vector<ExpectedSum> expected_sums(const Scenario& scenario, std::size_t model) {
    return Expectation(scenario, model).all();
}

void check_money(const Scenario& scenario, const Json& resolved, const Origins& origins, Faults& faults) {
    const Currency currency = currency_of(scenario);
    if (!faults.touch(below("", "currency")))
        AmountCheck(currency, origins, faults).object(resolved, scenario_form(), "");
    constexpr auto kMost = static_cast<double>(kMostCountable);
    for (std::size_t model = 0; model < scenario.models.size() && faults.keeps_more(); ++model) {
        for (const ExpectedSum& sum : expected_sums(scenario, model)) {
            if (sum.units < kMost || faults.touch(sum.pointer)) continue;
            const Origin origin = origins.around(sum.pointer);
            faults.add({.file = origin.file,
                        .line = origin.line,
                        .path = sum.pointer,
                        .found = fmt::format("{} that may come to {:.4g} {} ({})", sum.what,
                                             in_main_unit(sum.units, currency.digits), currency.code, sum.made_of),
                        .allowed = fmt::format("sums below {:.4g} {}, which is as far as money can be counted",
                                               in_main_unit(kMost, currency.digits), currency.code),
                        .hint = fmt::format("in model {}", in_quotes(scenario.models[model].name))});
        }
    }
}

}  // namespace pasar
