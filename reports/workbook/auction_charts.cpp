#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <utility>

#include "reports/page/page_parts.h"
#include "reports/workbook/chart_kinds.h"

namespace pasar {

namespace {

using Fate = bool (*)(const PicturedBid&);
constexpr std::array<std::pair<std::string_view, Fate>, 3> kFates{
    {{"bid that led then", [](const PicturedBid& bid) { return bid.leads && !bid.is_lost; }},
     {"bid that did not lead", [](const PicturedBid& bid) { return !bid.leads && !bid.is_lost; }},
     {"bid that did not get through", [](const PicturedBid& bid) { return bid.is_lost; }}}};

void name_series(lxw_chart_series* series, const ChartData& data) {
    chart_series_set_name_range(series, data.sheet().c_str(), data.head(), 1);
}

/// A step line in its corners.
void add_price(lxw_chart* chart, ChartData& data, const AuctionPicture& auction, std::uint32_t line_colour) {
    data.begin({"days since it was put up", "price on display"});
    const std::vector<PriceStep> steps = price_steps(auction);
    const auto point = [&](double at, double price) {
        data.number(0, at);
        data.number(1, price);
        data.end_row();
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i > 0 && steps[i].price != steps[i - 1].price) point(steps[i].at, steps[i - 1].price);
        point(steps[i].at, steps[i].price);
    }
    lxw_chart_series* series = add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1});
    name_series(series, data);
    set_line(series, line_colour, 2.0F);
}

void add_reserve(lxw_chart* chart, ChartData& data, const AuctionPicture& auction) {
    data.begin({"days since it was put up", "reserve"});
    for (const double at : {0.0, auction.reach()}) {
        data.number(0, at);
        data.number(1, auction.reserve);
        data.end_row();
    }
    lxw_chart_series* series = add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1});
    name_series(series, data);
    lxw_chart_line line{};
    line.color = 0x7A7A7A;
    line.width = 1.25F;
    line.dash_type = LXW_CHART_LINE_DASH_DASH;
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

void add_bids(lxw_chart* chart, ChartData& data, const AuctionPicture& auction, std::uint32_t dot_colour) {
    const std::vector<double> places = auction.places();
    for (std::size_t fate = 0; fate < kFates.size(); ++fate) {
        const auto& [name, is_it] = kFates[fate];
        if (std::none_of(auction.bids.begin(), auction.bids.end(), is_it)) continue;
        data.begin({"days since it was put up", std::string(name)});
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!is_it(auction.bids[i])) continue;
            data.number(0, places[i]);
            data.number(1, auction.bids[i].most);
            data.end_row();
        }
        lxw_chart_series* series = add_series(chart, {data.sheet(), data.rows(), 0}, {data.sheet(), data.rows(), 1});
        name_series(series, data);
        lxw_chart_line none{};
        none.none = LXW_TRUE;
        chart_series_set_line(series, &none);
        chart_series_set_marker_type(series, fate == 2 ? LXW_CHART_MARKER_X : LXW_CHART_MARKER_CIRCLE);
        chart_series_set_marker_size(series, 6);
        lxw_chart_line edge{};
        edge.color = dot_colour;
        chart_series_set_marker_line(series, &edge);
        lxw_chart_fill fill{};
        fill.color = fate == 0 ? dot_colour : 0xFFFFFF;
        chart_series_set_marker_fill(series, &fill);
    }
}

}  // namespace

void draw_auctions(ChartGrid& grid, ChartData& data, const PageSource& source) {
    for (const ShownAuction& shown : read_shown_auctions(source)) {
        const AuctionPicture& auction = shown.auction;
        const std::string model = printable_name(source.models[shown.model]);
        lxw_chart* chart = grid.add(LXW_CHART_SCATTER_STRAIGHT,
                                    fmt::format("{}: the bids of one auction, days {} to {} of replication {}", model,
                                                auction.opened, auction.closes, shown.replication));
        add_price(chart, data, auction, colour(shown.model));
        add_reserve(chart, data, auction);
        add_bids(chart, data, auction, colour(shown.model));
        chart_axis_set_min(chart->x_axis, 0);
        chart_axis_set_max(chart->x_axis, auction.reach());
        chart_axis_set_major_unit(chart->x_axis, 1);
        chart_axis_set_num_format(chart->x_axis, "0");
        chart_axis_set_num_format(chart->y_axis, "#,##0");
        name_axis(chart->x_axis, auction.has_late_bids()
                                     ? "days since it was put up; behind the last day the last minute"
                                     : "days since it was put up");
        name_axis(chart->y_axis, source.currency);
        grid.put(chart,
                 fmt::format("Price on display and what bidders would pay in an auction of {}; data in the sheet "
                             "bids",
                             model));
    }
}

}  // namespace pasar
