// Charts of experiments over points. Their data are the columns of the tables, as docs/measures.md describes them.
import * as Plot from "@observablehq/plot";
import { chart, choice, colour, dash, element, fitted, frame, labelRoom, legend, modelLegend, models, multiples, number, rows, short,
    swatch, symbol, tick, triangleDown, unique, words } from "./common.js";

const place = (name) => Math.max(0, models.indexOf(name));
const between = (width, least, most) => Math.max(least, Math.min(most, width));
const signed = (value) => (value > 0 ? "+" : "") + number(value);

/// Choices for the columns by which a study's table falls into separate charts; `draw` gets the rows of the chosen one.
function chosenRows(figure, all, columns, draw) {
    const chosen = columns.map((column) => unique(all.map((row) => row[column]))[0]);
    const current = () => all.filter((row) => columns.every((column, i) => row[column] === chosen[i]));
    const controls = columns.flatMap((column, i) => {
        const options = unique(all.map((row) => row[column]));
        if (options.length < 2) return [];
        return [choice(words(column), options.map(words), (at) => {
            chosen[i] = options[at];
            redraw();
        })];
    });
    const redraw = frame(figure, (width) => draw(current(), width), controls);
}

const present = (all, columns) => columns.filter((column) => all.length && column in all[0]);
const unitOf = (row) => (row.unit ? `, ${row.unit}` : "");

export function curve(figure, { columns, crossings }) {
    const all = rows(columns);
    const found = rows(crossings ?? {});
    chosenRows(figure, all, present(all, ["measure", "model", "baseline", "path"]), (points, width) => {
        const first = points[0];
        const marks = found.filter((row) => row.crossing !== null && row.crossing !== "" && row.measure === first.measure &&
            row.model === first.model && row.baseline === first.baseline && Number.isFinite(Number(row.crossing)));
        return chart({
            width, height: 340, ariaLabel: `Difference over ${first.path}`,
            x: { label: `${first.path} →`, tickFormat: tick, ticks: width < 500 ? 4 : 8 },
            y: { grid: true, nice: true, tickFormat: tick, label: `↑ ${words(first.measure)}: ${short(first.model, 20)} less ${short(first.baseline, 20)}${unitOf(first)}` },
            marks: [
                Plot.rectX(marks.filter((row) => row.confidence_low !== null && row.confidence_low !== ""), {
                    x1: (row) => Number(row.confidence_low), x2: (row) => Number(row.confidence_high), fill: "var(--muted)", fillOpacity: 0.18 }),
                Plot.areaY(points, { x: "value", y1: "confidence_low", y2: "confidence_high", fill: colour(0), fillOpacity: 0.2 }),
                Plot.ruleY([0], { stroke: "currentColor" }),
                Plot.lineY(points, { x: "value", y: "difference", stroke: colour(0), strokeWidth: 2 }),
                Plot.dot(points, { x: "value", y: "difference", r: 3.5, fill: colour(0),
                    title: (point) => `${first.path} = ${number(point.value)}\n${signed(point.difference)} (${number(point.confidence_low)} to ${number(point.confidence_high)})`, tip: true }),
                Plot.ruleX(marks, { x: (row) => Number(row.crossing), stroke: "currentColor", strokeDasharray: "4 3" }),
                Plot.text(marks, { x: (row) => Number(row.crossing), frameAnchor: "top", dx: 6, dy: 4, textAnchor: "start", fontWeight: 600,
                    text: (row) => number(Number(row.crossing)), stroke: "var(--paper)", strokeWidth: 4, fill: "currentColor" }),
            ],
        });
    });
}

/// Ticks in three digits, where that tells them apart.
function briefTicks(values) {
    const brief = (value) => value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
    return unique(values.map(brief)).length === values.length ? brief : tick;
}

export function map(figure, { columns }) {
    const all = rows(columns);
    chosenRows(figure, all, present(all, ["measure"]), (points, width) => {
        const first = points[0];
        const xs = unique(points.map((point) => point.x)).sort((a, b) => a - b);
        const ys = unique(points.map((point) => point.y)).sort((a, b) => a - b);
        const winners = unique(points.map((point) => point.winner)).filter(Boolean).sort((a, b) => place(a) - place(b));
        const r = between(width / xs.length / 7, 3, 9);
        const [acrossTick, upTick] = [briefTicks(xs), briefTicks(ys)];
        return [
            legend([...winners.map((name) => ({ text: name, swatch: swatch("dot", place(name)) })),
                { text: "cannot be told apart", swatch: element("span", { class: "swatch" }, "~") }]),
            chart({
                width, height: between(110 + ys.length * 40, 260, 580), marginTop: 32, marginLeft: labelRoom(ys.map(upTick), width), marginBottom: 44,
                padding: 0.05,
                ariaLabel: `Who wins by ${words(first.measure ?? "")}`,
                x: { type: "band", domain: xs, label: `${first.x_path ?? "x"} →`, tickFormat: acrossTick, tickSize: 0,
                    ticks: xs.filter((_, i) => i % Math.ceil(xs.length / Math.max(2, width / 70)) === 0) },
                y: { type: "band", domain: ys.reverse(), label: `↑ ${first.y_path ?? "y"}`, labelAnchor: "top", tickFormat: upTick, tickSize: 0 },
                marks: [
                    Plot.cell(points, { x: "x", y: "y", fill: (point) => (point.winner ? colour(place(point.winner)) : "var(--panel)"),
                        fillOpacity: 0.35, stroke: "var(--rule)" }),
                    ...winners.map((name) => Plot.dot(points.filter((point) => point.winner === name), { x: "x", y: "y", r,
                        symbol: symbol(place(name)), fill: colour(place(name)) })),
                    Plot.text(points.filter((point) => !point.winner), { x: "x", y: "y", text: () => "~", fontSize: 18, fill: "var(--muted)" }),
                    Plot.tip(points, Plot.pointer({ x: "x", y: "y", title: (point) => `${first.x_path} = ${number(point.x)}\n${first.y_path} = ${number(point.y)}\n` +
                        `${point.winner || "not distinguishable"}\n${point.leader} less ${point.runner_up}: ${signed(point.difference)}${unitOf(point)}` })),
                ],
            }),
        ];
    });
}

/// Bars from zero with intervals; the widest label decides the room on the left.
function effectBars(points, width, { label, value, low, high, unit, strong }) {
    const room = labelRoom(points.map((point) => words(point[label])), width);
    const paint = (point) => (strong?.(point) ? "var(--c6)" : point[value] < 0 ? "var(--c1)" : "var(--c0)");
    return chart({
        width, height: 60 + 30 * points.length, marginLeft: room, marginTop: 8, marginRight: 28,
        x: { grid: true, nice: true, label: unit, tickFormat: (tickValue) => (tickValue > 0 ? "+" : "") + tick(tickValue), ticks: width < 500 ? 4 : 8 },
        y: { label: null, domain: points.map((point) => point[label]), tickSize: 0, tickFormat: (text) => fitted(room)(words(text)) },
        marks: [
            Plot.barX(points, { y: label, x: value, fill: paint, insetTop: 4, insetBottom: 4, fillOpacity: 0.85 }),
            Plot.ruleY(points.filter((point) => Number.isFinite(point[low]) && point[low] !== null), { y: label, x1: low, x2: high, strokeWidth: 2 }),
            Plot.ruleX([0]),
            Plot.tip(points, Plot.pointerY({ y: label, x: value, title: (point) => `${words(point[label])}: ${signed(point[value])}` +
                (point[low] === null ? "" : `\n${number(point[low])} to ${number(point[high])}`) })),
        ],
    });
}

export function attribution(figure, { columns }) {
    const all = rows(columns);
    chosenRows(figure, all, present(all, ["measure", "model"]), (points, width) => {
        const parts = points.filter((point) => point.cause !== "whole").sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
        const ordered = [...parts, ...points.filter((point) => point.cause === "whole")];
        return effectBars(ordered, width, { label: "cause", value: "effect", low: "confidence_low", high: "confidence_high",
            unit: `effect on ${words(points[0].measure)}${unitOf(points[0])} →`, strong: (point) => point.cause === "whole" });
    });
}

export function interactions(figure, { columns }) {
    const all = rows(columns).map((row) => ({ ...row, pair: `${words(row.cause_a)} × ${words(row.cause_b)}` }));
    chosenRows(figure, all, present(all, ["measure", "model"]), (points, width) => {
        const strongest = [...points].sort((a, b) => Math.abs(b.interaction) - Math.abs(a.interaction)).slice(0, 15);
        return effectBars(strongest, width, { label: "pair", value: "interaction", low: "confidence_low", high: "confidence_high",
            unit: `interaction in ${words(points[0].measure ?? "")}${unitOf(points[0])} →` });
    });
}

export function tornado(figure, { columns }) {
    const all = rows(columns);
    chosenRows(figure, all, present(all, ["measure", "model", "baseline"]), (points, width) => {
        const ordered = [...points].sort((a, b) => Math.abs(b.swing ?? 0) - Math.abs(a.swing ?? 0)).slice(0, 25);
        const room = labelRoom(ordered.map((point) => point.path), width);
        const base = ordered.find((point) => Number.isFinite(point.base))?.base;
        const ends = ordered.flatMap((point) => [
            { ...point, end: "low", at: point.at_low, from: point.at_low_low, to: point.at_low_high, setting: point.low },
            { ...point, end: "high", at: point.at_high, from: point.at_high_low, to: point.at_high_high, setting: point.high },
        ]).filter((point) => point.at !== null);
        return [
            legend([{ text: "at the low end", swatch: swatch("bar", 1) }, { text: "at the high end", swatch: swatch("bar", 0) }]),
            chart({
                width, height: 64 + 34 * ordered.length, marginLeft: room, marginTop: 8, marginRight: 28,
                x: { grid: true, nice: true, zero: false, tickFormat: tick, ticks: width < 500 ? 4 : 8, label: `${words(points[0].measure ?? "measure")}${points[0].measure ? unitOf(points[0]) : ""} →` },
                y: { label: null, domain: ordered.map((point) => point.path), tickSize: 0, tickFormat: fitted(room) },
                marks: [
                    Plot.barX(ends, { y: "path", x1: () => base ?? 0, x2: "at", fill: (point) => `url(#pattern-${point.end === "low" ? 1 : 0})`, insetTop: 5, insetBottom: 5 }),
                    Plot.ruleY(ends.filter((point) => point.from !== null && point.from !== undefined), { y: "path", x1: "from", x2: "to", strokeWidth: 2 }),
                    ...(base === undefined ? [] : [Plot.ruleX([base])]),
                    Plot.tip(ends, Plot.pointer({ y: "path", x: "at", title: (point) => `${point.path} = ${number(point.setting)}\n${number(point.at)}` +
                        (point.from === null || point.from === undefined ? "" : ` (${number(point.from)} to ${number(point.to)})`) })),
                ],
            }),
        ];
    });
}

/// Names for the points that matter most, to the right of the point or, near the edge, to the left; those that would
/// cover another are left out, since tooltip and table tell all.
function morrisLabels(points, width) {
    const [right, top] = [Math.max(...points.map((point) => point.mu_star)), Math.max(...points.map((point) => point.sigma))];
    const placed = [];
    for (const point of [...points].sort((a, b) => b.mu_star - a.mu_star)) {
        const text = short(point.path.replace(/^.*\.(?=[^.]+\.[^.]+$)/, ""), 30);
        const room = text.length * 6.6 + 12;
        const [x, y] = [(point.mu_star / right) * (width - 88), (1 - point.sigma / top) * 320];
        const left = x + room > width - 88;
        const [from, to] = left ? [x - room, x] : [x, x + room];
        if (from < 0 || placed.some((other) => Math.abs(other.y - y) < 14 && from < other.to && other.from < to)) continue;
        placed.push({ ...point, text, left, y, from, to });
    }
    return placed;
}

export function morris(figure, { columns }) {
    const all = rows(columns);
    chosenRows(figure, all, present(all, ["measure", "model", "baseline"]), (points, width) => {
        const named = morrisLabels(points, width);
        return chart({
            width, height: 380, marginRight: 24,
            x: { grid: true, nice: true, zero: true, tickFormat: tick, ticks: width < 500 ? 4 : 8, label: "mean absolute effect μ* →" },
            y: { grid: true, nice: true, zero: true, tickFormat: tick, label: "↑ spread of effects σ" },
            marks: [
                Plot.ruleY(points.filter((point) => Number.isFinite(point.mu_star_low) && point.mu_star_low !== null), { y: "sigma", x1: "mu_star_low", x2: "mu_star_high",
                    stroke: "var(--muted)", strokeWidth: 1.5 }),
                Plot.dot(points.filter((point) => !(point.mu < 0)), { x: "mu_star", y: "sigma", r: 5, fill: colour(0), symbol: "triangle" }),
                Plot.dot(points.filter((point) => point.mu < 0), { x: "mu_star", y: "sigma", r: 5, fill: colour(1), symbol: triangleDown }),
                ...[false, true].map((left) => Plot.text(named.filter((label) => label.left === left), { x: "mu_star", y: "sigma", text: "text",
                    dx: left ? -9 : 9, dy: -9, textAnchor: left ? "end" : "start", fill: "currentColor", stroke: "var(--paper)", strokeWidth: 4 })),
                Plot.tip(points, Plot.pointer({ x: "mu_star", y: "sigma",
                    title: (point) => `${point.path}\nμ* ${number(point.mu_star)}, σ ${number(point.sigma)}\n${point.mu < 0 ? "▽ lowers" : "△ raises"} the measure on average` })),
            ],
        });
    });
}

export function sobol(figure, { columns }) {
    const all = rows(columns);
    const kinds = [{ text: "first order: alone", key: "first_order" }, { text: "total: with all it acts together with", key: "total" }];
    chosenRows(figure, all, present(all, ["measure", "model", "baseline"]), (points, width) => {
        const ordered = [...points].sort((a, b) => b.total - a.total).slice(0, 30);
        const room = labelRoom(ordered.map((point) => point.path), width);
        const indices = ordered.flatMap((point) => kinds.map(({ key }, kind) => (
            { path: point.path, kind, value: point[key], low: point[`${key}_low`], high: point[`${key}_high`] })));
        return [
            legend(kinds.map(({ text }, i) => ({ text, swatch: swatch("dot", i) }))),
            chart({
                width, height: 60 + 36 * ordered.length, marginLeft: room, marginTop: 8,
                x: { grid: true, nice: true, label: "share of variance →", tickFormat: tick, ticks: width < 500 ? 4 : 8 },
                fy: { label: null, domain: ordered.map((point) => point.path), axis: "left", tickFormat: fitted(room), padding: 0 },
                y: { axis: null, domain: [0, 1], padding: 0.4, type: "band" },
                marks: [
                    Plot.ruleX([0]),
                    Plot.ruleY(indices.filter((index) => index.low !== null && index.low !== undefined), { fy: "path", y: "kind", x1: "low", x2: "high",
                        stroke: (index) => colour(index.kind), strokeWidth: 2 }),
                    ...kinds.map((_, kind) => Plot.dot(indices.filter((index) => index.kind === kind), { fy: "path", y: "kind", x: "value", r: 4.5,
                        symbol: symbol(kind), fill: colour(kind) })),
                    Plot.tip(indices, Plot.pointer({ fy: "path", y: "kind", x: "value", title: (index) => `${index.path}\n${kinds[index.kind].text}: ${number(index.value)}` +
                        (index.low === null || index.low === undefined ? "" : ` (${number(index.low)} to ${number(index.high)})`) })),
                ],
            }),
        ];
    });
}

export function sweep(figure, { columns }) {
    const all = rows(columns);
    const fixed = ["point", "model", "measure", "unit", "replications", "mean", "standard_deviation", "confidence_low", "confidence_high"];
    const paths = Object.keys(columns).filter((column) => !fixed.includes(column));
    const measures = unique(all.map((row) => row.measure));
    if (!paths.length) return;
    let path = 0;
    let measure = 0;
    const draw = (width) => {
        const points = all.filter((row) => row.measure === measures[measure]);
        const along = paths[path];
        const ordinal = points.some((point) => typeof point[along] === "string");
        const joined = paths.length === 1 && !ordinal;
        const of = (model) => points.filter((point) => point.model === models[model]).sort((a, b) => a[along] - b[along]);
        return [
            modelLegend(joined ? "line" : "dot"),
            chart({
                width, height: 340,
                x: { label: `${along} →`, ...(ordinal ? { type: "point" } : { tickFormat: tick, ticks: width < 500 ? 4 : 8, nice: true }) },
                y: { grid: true, nice: true, tickFormat: tick, label: `↑ ${words(measures[measure])}${unitOf(points[0] ?? {})}` },
                marks: [
                    ...models.flatMap((_, model) => (joined ? [
                        Plot.areaY(of(model), { x: along, y1: "confidence_low", y2: "confidence_high", fill: colour(model), fillOpacity: 0.18 }),
                        Plot.lineY(of(model), { x: along, y: "mean", stroke: colour(model), strokeWidth: 2, strokeDasharray: dash(model) }),
                    ] : [Plot.ruleX(of(model).filter((point) => point.confidence_low !== null), { x: along, y1: "confidence_low", y2: "confidence_high", stroke: colour(model), strokeOpacity: 0.6 })])),
                    ...models.map((_, model) => Plot.dot(of(model), { x: along, y: "mean", r: 3.5, symbol: symbol(model), fill: colour(model) })),
                    Plot.tip(points, Plot.pointer({ x: along, y: "mean", title: (point) => `${point.model}\n${paths.map((name) => `${name} = ${typeof point[name] === "number" ? number(point[name]) : point[name]}`).join("\n")}\n` +
                        `${number(point.mean)} (${number(point.confidence_low)} to ${number(point.confidence_high)})` })),
                ],
            }),
        ];
    };
    const controls = [];
    if (measures.length > 1) controls.push(choice("Measure", measures.map(words), (at) => { measure = at; redraw(); }));
    if (paths.length > 1) controls.push(choice("Along", paths, (at) => { path = at; redraw(); }));
    const redraw = frame(figure, draw, controls);
}

export function best(figure, { columns }) {
    // Gain and optimism are differences; they stand in the table.
    const all = rows(columns).filter((row) => row.mean !== null && ["start", "best"].includes(row.what))
        .map((row) => ({ ...row, label: `${row.what === "start" ? "as it is" : "setting found"}, ${row.luck === "search" ? "luck of the search" : "fresh luck"}` }));
    if (!all.length) return;
    chosenRows(figure, all, present(all, ["measure"]), (points, width) => {
        const room = labelRoom(points.map((point) => point.label), width);
        const of = (luck) => points.filter((point) => point.luck === luck);
        return chart({
            width, height: 70 + 40 * points.length, marginLeft: room, marginTop: 8, marginRight: 28,
            x: { grid: true, nice: true, tickFormat: tick, ticks: width < 500 ? 4 : 8, label: `${words(points[0].measure ?? "measure")}${unitOf(points[0])} →` },
            y: { label: null, type: "point", domain: points.map((point) => point.label), tickSize: 0, tickFormat: fitted(room), padding: 0.6 },
            marks: [
                Plot.ruleY(points.filter((point) => point.confidence_low !== null), { y: "label", x1: "confidence_low", x2: "confidence_high", strokeWidth: 2.5, stroke: colour(0) }),
                Plot.dot(of("search"), { y: "label", x: "mean", r: 5.5, stroke: colour(0), strokeWidth: 2, fill: "var(--paper)" }),
                Plot.dot(of("fresh"), { y: "label", x: "mean", r: 5.5, fill: colour(0) }),
                Plot.text(points, { y: "label", x: "mean", dy: -14, text: (point) => number(point.mean), stroke: "var(--paper)", strokeWidth: 4, fill: "currentColor" }),
            ],
        });
    });
}

const met = (value) => value === 1 || value === "yes" || value === "true" || value === true;

export function search(figure, { columns, better }) {
    const all = rows(columns).filter((row) => row.mean !== null);
    chosenRows(figure, all, present(all, ["measure"]), (points, width) => {
        const fine = points.filter((point) => met(point.feasible));
        const best = (better?.[points[0]?.measure] ?? 1) < 0 ? Math.min : Math.max;
        let record = null;
        const line = fine.map((point) => {
            record = record === null ? point.mean : best(record, point.mean);
            return { evaluation: point.evaluation, mean: record };
        });
        return [
            legend([{ text: "constraints met", swatch: swatch("dot", 0) }, { text: "best so far", swatch: swatch("line", 0) }]),
            chart({
                width, height: 320,
                x: { label: "setting tried →", tickFormat: tick, ticks: width < 500 ? 4 : 8 },
                y: { grid: true, nice: true, tickFormat: tick, label: `↑ ${words(points[0]?.measure ?? "measure")}${unitOf(points[0] ?? {})}` },
                marks: [
                    Plot.lineY(line, { x: "evaluation", y: "mean", curve: "step-after", stroke: colour(0), strokeWidth: 2 }),
                    Plot.dot(points, { x: "evaluation", y: "mean", r: 3.5, stroke: colour(0), fill: (point) => (met(point.feasible) ? colour(0) : "var(--paper)"),
                        title: (point) => `setting ${point.evaluation}\n${number(point.mean)}${met(point.feasible) ? "" : "\na constraint is not met"}`, tip: true }),
                ],
            }),
        ];
    });
}
