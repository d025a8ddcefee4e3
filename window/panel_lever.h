// One lever of the panel: its name, its value in each world, its control, and what is behind a click with the right
// button.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "window/panel_levers.h"

namespace pasar {

/// What a lever needs to be drawn and moved.
struct LeverContext {
    const Look& look;
    LeversPanel& panel;
    Session& session;
    const Scene& scene;

    [[nodiscard]] When when() const { return panel.from_day_0 ? When::FromDay0 : When::FromNowOn; }
    /// The values of a lever where all worlds are moved at once and differ in it; else empty.
    [[nodiscard]] std::span<const LeverInWorld> differing(const std::string& path) const;
    [[nodiscard]] std::string name_of(std::size_t world) const;
    /// In the world that is moved, or in all.
    void send(const std::string& path, const std::string& value, bool drags_on = false) const;
    /// In all worlds, or where they differ in this lever once it was asked which are meant.
    void send_or_ask(const WorldLever& lever, const std::string& label, const std::string& value,
                     const std::string& shown) const;
};

/// In one of the worlds that are moved.
[[nodiscard]] bool is_changed_anywhere(const LeversPanel& panel, const WorldLever& lever);

void draw_lever(const LeverContext& context, const WorldLever& lever, const LeverNames& words, bool with_group);

/// The question that was asked last, until it is answered or closed.
void draw_question(const LeverContext& context);

}  // namespace pasar
