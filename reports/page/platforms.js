// Charts of platforms that compete for the same buyers (reports/page/page_platforms.cpp tells what is in their data).
import * as Plot from "@observablehq/plot";
import { chart, choice, colour, dateAt, dayText, fitted, frame, labelRoom, legend, modelLegend, models, number, pattern, short, svg, swatch,
    tick, warmUp } from "./common.js";

const percent = (value) => (value === null || value === undefined ? "–" : `${number(value, 1)} %`);

/// Shares of the market, stacked, so that they fill the height.
export function platformShares(figure, { start, warm_up: warm, step, models: platforms, measures }) {
    let chosen = 0;
    const draw = (width) => {
        const { label, shares } = measures[chosen];
        const points = platforms.flatMap((model, p) => shares[p].map((share, i) => ({ model, day: i * step, date: dateAt(start, i * step), share })));
        const days = shares[0].map((_, i) => ({ date: dateAt(start, i * step), i, from: i * step }));
        const text = ({ i, date, from }) => [`${dayText(date)}, day ${from}`, ...platforms.map((model, p) => `${short(models[model])}: ${percent(shares[p][i])}`)].join("\n");
        return [
            modelLegend("bar", platforms),
            chart({
                width, height: 320, ariaLabel: `Share of ${label} by platform`,
                x: { type: "utc", label: null, ticks: width < 500 ? 4 : 10 },
                y: { label: `↑ % of ${label}`, domain: [0, 100], tickFormat: tick },
                marks: [
                    Plot.areaY(points, Plot.stackY({ order: platforms }, { x: "date", y: "share", z: "model", fill: ({ model }) => pattern(model) })),
                    Plot.lineY(points, Plot.stackY2({ order: platforms }, { x: "date", y: "share", z: "model", stroke: "var(--paper)", strokeWidth: 1.5 })),
                    ...warmUp(start, warm, 320).slice(0, 1),
                    ...(warm ? [Plot.text([0], { x: () => dateAt(start, 0), frameAnchor: "top", dx: 4, dy: 6, textAnchor: "start", text: () => "warm-up",
                        fill: "currentColor", stroke: "var(--paper)", strokeWidth: 4 })] : []),
                    Plot.ruleY([0]),
                    Plot.ruleX(days, Plot.pointerX({ x: "date", stroke: "currentColor", strokeOpacity: 0.6 })),
                    Plot.tip(days, Plot.pointerX({ x: "date", y: () => 50, title: text })),
                ],
            }),
        ];
    };
    const redraw = frame(figure, draw, measures.length > 1 ? [choice("Shares of", measures.map(({ label }) => label), (place) => {
        chosen = place;
        redraw();
    })] : []);
}

/// From the platform of the order before to that of the order: a band each, as thick as there are orders.
export function platformFlows(figure, { models: platforms, nowhere, whole, months }) {
    let period = 0;
    const nameOf = (from) => (from < platforms.length ? models[platforms[from]] : nowhere);
    const fillOf = (from) => (from < platforms.length ? colour(platforms[from]) : "var(--muted)");
    const draw = (width) => {
        const flows = period === 0 ? whole : months[period - 1];
        const sum = (values) => values.reduce((total, value) => total + value, 0);
        const out = flows.map((row) => sum(row));
        const into = platforms.map((_, to) => sum(flows.map((row) => row[to])));
        const all = sum(out);
        const label = (name, value, share) => [short(name, 22), `${number(value, 0)} (${percent(all > 0 ? (100 * value) / all : null)})`, share];
        const room = labelRoom([...flows.map((_, from) => short(nameOf(from), 22)), "123,456 (45.6 %)"], width, 0.3);
        const [left, right, node, top, gap] = [room, width - room, 12, 26, 14];
        const height = Math.max(260, 70 * platforms.length + 60);
        const scale = all > 0 ? (height - top - 8 - gap * platforms.length) / all : 0;
        const place = (values) => {
            let at = top;
            return values.map((value) => {
                const from = at;
                at += value * scale + gap;
                return { from, to: from + value * scale };
            });
        };
        const [sources, targets] = [place(out), place(into)];
        const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "font-size": 12, class: "flows" });
        const heading = (x, anchor, text) => svg("text", { x, y: 12, "text-anchor": anchor, fill: "var(--muted)" }, text);
        drawing.append(heading(left + node, "end", "had ordered on"), heading(right - node, "start", "orders on"));
        const startAt = sources.map(({ from }) => from);
        const endAt = targets.map(({ from }) => from);
        const bands = flows.map((row, from) => row.map((value, to) => {
            const thick = value * scale;
            const band = { value, from, to, y0: startAt[from], y1: endAt[to], thick };
            startAt[from] += thick;
            return band;
        })).flat();
        // On the right in the order of their origins, as on the left in that of their aims.
        for (const band of bands) {
            band.y1 = endAt[band.to];
            endAt[band.to] += band.thick;
        }
        const middle = (left + right) / 2;
        for (const { value, from, to, y0, y1, thick } of bands.filter((band) => band.value > 0)) {
            const [x0, x1] = [left + node, right - node];
            const path = svg("path", {
                d: `M${x0},${y0} C${middle},${y0} ${middle},${y1} ${x1},${y1} L${x1},${y1 + thick} C${middle},${y1 + thick} ${middle},${y0 + thick} ${x0},${y0 + thick} Z`,
                // Who stays is paler than who comes from elsewhere.
                fill: fillOf(from), "fill-opacity": from === to ? 0.3 : 0.6, stroke: "var(--paper)", "stroke-width": 0.5 });
            path.append(svg("title", {}, `${nameOf(from)} → ${nameOf(to)}: ${number(value, 0)} orders, ${percent((100 * value) / into[to])} of those on ${nameOf(to)}`));
            drawing.append(path);
        }
        const block = (x, { from, to }, fill, [name, amount], anchor) => {
            const at = anchor === "end" ? x - 6 : x + node + 6;
            const y = Math.max(top + 6, (from + to) / 2);
            drawing.append(svg("rect", { x, y: from, width: node, height: Math.max(1, to - from), fill }),
                svg("text", { x: at, y: y - 3, "text-anchor": anchor, fill: "currentColor" }, name),
                svg("text", { x: at, y: y + 11, "text-anchor": anchor, fill: "var(--muted)" }, amount));
        };
        sources.forEach((span, from) => block(left, span, fillOf(from), label(nameOf(from), out[from]), "end"));
        targets.forEach((span, to) => block(right - node, span, fillOf(to), label(nameOf(to), into[to]), "start"));
        return drawing;
    };
    const redraw = frame(figure, draw, months.length > 1 ? [choice("Orders of", ["the whole run", ...months.map((_, month) => `month ${month}`)], (place) => {
        period = place;
        redraw();
    })] : []);
}

/// Buyers by how many platforms they use.
export function platformHomes(figure, { rows }) {
    const most = Math.max(...rows.map(({ shares }) => shares.length));
    const fills = Array.from({ length: most }, (_, i) => `var(--ramp-${Math.round(1 + (5 * i) / Math.max(1, most - 1))})`);
    const words = (used) => (used === 1 ? "this one alone" : `${used} platforms`);
    const parts = rows.flatMap(({ model, shares }) => shares.map((share, i) => ({ model: models[model], used: i + 1, share })));
    const box = (fill) => svg("svg", { class: "swatch", viewBox: "0 0 30 14", width: 30, height: 14, "aria-hidden": "true", focusable: "false" },
        svg("rect", { x: 2, y: 1, width: 26, height: 12, fill, stroke: "var(--muted)", "stroke-width": 0.5 }));
    const names = rows.map(({ model }) => models[model]);
    frame(figure, (width) => {
        const room = labelRoom(names, width);
        return [
            legend(fills.map((fill, i) => ({ text: words(i + 1), swatch: box(fill) }))),
            chart({
                width, height: 56 + 30 * rows.length, marginLeft: room, marginTop: 4,
                x: { label: "% of its buyers →", domain: [0, 100], grid: true, tickFormat: tick },
                y: { label: null, domain: names, tickSize: 0, tickFormat: fitted(room) },
                marks: [
                    Plot.barX(parts, Plot.stackX({ order: "used" }, { y: "model", x: "share", z: "used", fill: ({ used }) => fills[used - 1], stroke: "var(--paper)",
                        insetTop: 3, insetBottom: 3, title: ({ model, used, share }) => `${short(model)}: ${percent(share)} order on ${words(used)}` })),
                    Plot.ruleX([0]),
                ],
            }),
        ];
    });
}

/// Where what a platform has comes from: the others, or buyers and orders that the market would not have without it.
export function platformGains(figure, { measures }) {
    let chosen = 0;
    const draw = (width) => {
        const { rows } = measures[chosen];
        const entrants = [...new Set(rows.map(({ entrant }) => entrant))];
        const origins = [...new Set(rows.map(({ from }) => from))].filter((from) => from !== null).sort((a, b) => a - b);
        const names = entrants.map((entrant) => models[entrant]);
        const order = [...origins, null];
        const nameOf = (from) => (from === null ? "new to the market" : models[from]);
        const fillOf = (from) => (from === null ? pattern(8) : pattern(from));
        const parts = order.flatMap((from) => rows.filter((row) => row.from === from && row.part !== null))
            .map((row) => ({ ...row, name: models[row.entrant] }));
        const room = labelRoom(names, width);
        return [
            legend(order.map((from) => ({ text: from === null ? nameOf(from) : `from ${nameOf(from)}`, swatch: swatch("bar", from ?? 8) }))),
            chart({
                width, height: 56 + 34 * entrants.length, marginLeft: room, marginTop: 4,
                x: { label: "% of what it has →", grid: true, tickFormat: tick },
                y: { label: null, domain: names, tickSize: 0, tickFormat: fitted(room) },
                marks: [
                    Plot.barX(parts, Plot.stackX({ y: "name", x: "part", z: ({ from }) => nameOf(from), fill: ({ from }) => fillOf(from), stroke: "var(--paper)",
                        insetTop: 3, insetBottom: 3, title: ({ name, from, part, text }) => `${short(name)}, ${from === null ? nameOf(from) : `from ${short(nameOf(from))}`}: ${percent(part)}, ${text}` })),
                    Plot.ruleX([0]),
                ],
            }),
        ];
    };
    const redraw = frame(figure, draw, measures.length > 1 ? [choice("Of", measures.map(({ label }) => label), (place) => {
        chosen = place;
        redraw();
    })] : []);
}
