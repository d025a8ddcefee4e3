// The chart of one auction's bids.
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "viz/words.h"
#include "window/plot.h"
#include "window/plot_frame.h"
#include "words/language.h"

namespace pasar {

namespace {

constexpr double kPale = 0.35;
constexpr const char* kPriceLine = tr_later("price on display");
constexpr const char* kDots = tr_later("most that a bidder would pay");

std::string sentence_on(const BidsPlot& plot) {
    const AuctionPicture& auction = *plot.auction;
    const auto money = [&](double amount) { return figure(amount, plot.unit); };
    const std::string goods = spoken_name(auction.category);
    // Days of the window count from 1.
    const std::string which = auction.open_for ? filled(tr("{}: {}, open since day {}, until day {}."), plot.name,
                                                        goods, auction.opened + 1, auction.closes + 1)
                                               : filled(tr("{}: {}, from day {} to day {}."), plot.name, goods,
                                                        auction.opened + 1, auction.closes + 1);
    return which + " " + auction_in_words(auction, money, spoken_language());
}

void draw_dashed(ImDrawList& list, const Look& look, ImVec2 from, float to, ImU32 colour) {
    const float dash = look.px(5), gap = look.px(4);
    for (float x = from.x; x < to; x += dash + gap)
        list.AddLine({x, from.y}, {std::min(to, x + dash), from.y}, colour, look.px(1.25F));
}

void draw_cross(ImDrawList& list, const Look& look, ImVec2 at, ImU32 colour) {
    const float arm = look.px(3);
    list.AddLine({at.x - arm, at.y - arm}, {at.x + arm, at.y + arm}, colour, look.px(1.5F));
    list.AddLine({at.x - arm, at.y + arm}, {at.x + arm, at.y - arm}, colour, look.px(1.5F));
}

/// The strip of the last minute, behind the last day.
void draw_last_minute(ImDrawList& list, const Look& look, const PlotFrame& frame, const AuctionPicture& auction) {
    if (!auction.has_late_bids()) return;
    const auto close = static_cast<double>(auction.opened + auction.days());
    const float from = std::max(frame.area.Min.x, static_cast<float>(frame.x.pixel(close)));
    const float to = std::min(frame.area.Max.x,
                              static_cast<float>(frame.x.pixel(static_cast<double>(auction.opened) + auction.reach())));
    if (to <= from) return;
    list.AddRectFilled({from, frame.area.Min.y}, {to, frame.area.Max.y}, paint(look.theme().muted, 0.16));
    const char* const word = tr("last minute");
    const float width = ImGui::CalcTextSize(word).x;
    list.AddText({std::round(std::max(frame.area.Min.x, to - width - look.px(2))),
                  frame.area.Max.y - ImGui::GetTextLineHeight() - look.px(2)},
                 paint(look.theme().muted), word);
}

void draw_price(ImDrawList& list, const Look& look, const PlotFrame& frame, const BidsPlot& plot) {
    const auto opened = static_cast<double>(plot.auction->opened);
    std::vector<ImVec2> line;
    // A point that is there twice would be drawn as a wedge.
    const auto to = [&](ImVec2 point) {
        if (line.empty() || point.x != line.back().x || point.y != line.back().y) line.push_back(point);
    };
    for (const PriceStep& step : price_steps(*plot.auction)) {
        const ImVec2 point = frame.at(opened + step.at, step.price);
        if (!line.empty()) to({point.x, line.back().y});
        to(point);
    }
    list.AddPolyline(line.data(), static_cast<int>(line.size()), paint(colour_of_style(look, plot.style)),
                     ImDrawFlags_None, look.px(1.75F));
}

/// Words beside a line that they name, above it or, where it is near the top, below it.
void name_line(ImDrawList& list, const Look& look, const PlotFrame& frame, const std::string& text, float y) {
    const float line = ImGui::GetTextLineHeight(), width = ImGui::CalcTextSize(text.c_str()).x;
    const float x = frame.area.Min.x + look.px(3);
    const float top = y - line - look.px(1) < frame.area.Min.y ? y + look.px(1) : y - line - look.px(1);
    list.AddRectFilled({x - 1.0F, top}, {x + width + 1.0F, top + line}, paint(look.theme().panel, 0.75));
    list.AddText({std::round(x), std::round(top)}, paint(look.theme().ink), text.c_str());
}

std::string bid_in_words(const BidsPlot& plot, const PicturedBid& bid) {
    return filled(tr("day {}{}, bidder {}: {}\nwould pay up to {}\nprice on display after it {}"), bid.day + 1,
                  bid.is_late ? tr(", last minute") : "", bid.bidder, tr(fate_in_words(bid)),
                  figure(bid.most, plot.unit), figure(bid.shown, plot.unit));
}

}  // namespace

void draw_bids(const char* id, const Look& look, const BidsPlot& plot, PlotState& state, ImVec2 size) {
    ImGui::PushID(id);
    size = room_for(size);
    if (plot.auction == nullptr) {
        const ImVec2 from = ImGui::GetCursorScreenPos();
        ImGui::Dummy(size);
        say_within(look, {from, {from.x + size.x, from.y + size.y}}, plot.empty);
        ImGui::PopID();
        return;
    }
    const AuctionPicture& auction = *plot.auction;
    const std::string sentence = wrapped(sentence_on(plot), size.x);
    const float lines = ImGui::CalcTextSize(sentence.c_str()).y + ImGui::GetStyle().ItemSpacing.y;
    const bool has_room = lines < 0.28F * size.y;
    if (has_room) {
        ImGui::TextDisabled("%s", sentence.c_str());
        size.y -= lines;
    }
    PlotFrame frame(look, state, size,
                    {{kPriceLine, tr(kPriceLine), plot.style, {}, LegendEntry::Sign::Line},
                     {kDots, tr(kDots), plot.style, {}, LegendEntry::Sign::Point}});
    const auto opened = static_cast<double>(auction.opened);
    const Range days{opened, opened + auction.reach()};
    std::vector<double> values{auction.reserve, auction.price.value_or(0.0)};
    for (const PicturedBid& bid : auction.bids) values.push_back(bid.most);
    const Range amounts = fitting(values, true, false);
    if (state.is_fitted) {
        state.x = days;
        state.y = amounts;
    }
    frame.lay_out(false, plot.unit, "", true);
    frame.interact(days, amounts, 0.25);
    frame.draw_axes();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 full = paint(colour_of_style(look, plot.style)), pale = paint(colour_of_style(look, plot.style), kPale);
    const std::vector<double> places = auction.places();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const PicturedBid* pointed = nullptr;
    frame.clip();
    draw_last_minute(list, look, frame, auction);
    const float reserve = frame.at(opened, auction.reserve).y;
    draw_dashed(list, look, {frame.area.Min.x, reserve}, frame.area.Max.x, paint(look.theme().muted));
    if (!state.hidden.contains(kPriceLine)) draw_price(list, look, frame, plot);
    for (std::size_t i = 0; i < places.size() && !state.hidden.contains(kDots); ++i) {
        const PicturedBid& bid = auction.bids[i];
        const ImVec2 at = frame.at(opened + places[i], bid.most);
        if (bid.is_lost)
            draw_cross(list, look, at, full);
        else
            draw_sign(list, at, look.px(bid.leads ? 3.6F : 3.0F), plot.style, bid.leads ? full : pale);
        if (std::hypot(mouse.x - at.x, mouse.y - at.y) <= look.px(5)) pointed = &bid;
    }
    name_line(list, look, frame, tr("reserve"), reserve);
    frame.unclip();
    if (auction.price) {
        const ImVec2 end = frame.at(days.high, *auction.price);
        if (frame.area.Contains({frame.area.Min.x, end.y}) && end.x <= frame.area.Max.x + 1.0F)
            list.AddCircle(end, look.px(4.5F), paint(look.theme().ink), 0, look.px(1.75F));
    }
    if (frame.is_hovered && (pointed != nullptr || !has_room))
        ImGui::SetTooltip("%s", pointed != nullptr ? bid_in_words(plot, *pointed).c_str()
                                                   : wrapped(sentence_on(plot), look.px(320)).c_str());
    ImGui::PopID();
}

}  // namespace pasar
