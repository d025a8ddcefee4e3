// Charts of experiments over points. Their data are the columns of the tables, as docs/measures.md describes them.
import * as Plot from "@observablehq/plot";
import { chart, choice, colour, dash, element, fitted, frame, labelRoom, legend, modelLegend, models, number, rows, short, swatch,
    symbol, tick, triangleDown, unique, withUnit, words } from "./common.js";
import { labelled, speech } from "./speech.js";

const place = (name) => Math.max(0, models.indexOf(name));
const between = (width, least, most) => Math.max(least, Math.min(most, width));

/// Choices for the columns by which a study's table falls into separate charts; `draw` gets the rows of the chosen one.
/// What is chosen stands above the chart, as the choices are not printed.
function chosenRows(figure, all, columns, draw, call = words) {
    const chosen = columns.map((column) => unique(all.map((row) => row[column]))[0]);
    const current = () => all.filter((row) => columns.every((column, i) => row[column] === chosen[i]));
    const several = columns.map((column) => unique(all.map((row) => row[column])).length > 1);
    const controls = columns.flatMap((column, i) => {
        const options = unique(all.map((row) => row[column]));
        if (options.length < 2) return [];
        return [choice(words(column), options.map(call), (at) => {
            chosen[i] = options[at];
            redraw();
        })];
    });
    const title = () => columns.map((column, i) => (several[i] ? call(chosen[i]) : "")).filter(Boolean).join(" · ");
    const redraw = frame(figure, (width) => [
        ...(title() ? [element("p", { class: "small-title" }, title())] : []), ...[draw(current(), width)].flat()], controls);
}

const present = (all, columns) => columns.filter((column) => all.length && column in all[0]);

export function curve(figure, { columns, crossings, ...data }) {
    const all = rows(columns);
    const found = rows(crossings ?? {});
    const say = speech(data);
    chosenRows(figure, all, present(all, ["measure", "model", "baseline", "path"]), (points, width) => {
        const first = points[0];
        const marks = found.filter((row) => row.crossing !== null && row.crossing !== "" && row.measure === first.measure &&
            row.model === first.model && row.baseline === first.baseline && Number.isFinite(Number(row.crossing)));
        return labelled({
            width, height: 360, ariaLabel: `Difference over ${say.parameterOf(first.path).name}`,
            x: { label: `${say.parameterAxis(first.path)} →`, tickFormat: tick, ticks: width < 500 ? 4 : 8, nice: true },
            y: { grid: true, nice: true, tickFormat: tick, label: `↑ ${say.differenceAxis(first)}: ${short(first.model, 20)} less ${short(first.baseline, 20)}` },
            marks: [
                Plot.rectX(marks.filter((row) => row.confidence_low !== null && row.confidence_low !== ""), {
                    x1: (row) => Number(row.confidence_low), x2: (row) => Number(row.confidence_high), fill: "var(--muted)", fillOpacity: 0.18 }),
                Plot.areaY(points, { x: "value", y1: "confidence_low", y2: "confidence_high", fill: colour(0), fillOpacity: 0.2 }),
                Plot.ruleY([0], { stroke: "currentColor" }),
                Plot.lineY(points, { x: "value", y: "difference", stroke: colour(0), strokeWidth: 2 }),
                Plot.dot(points, { x: "value", y: "difference", r: 3.5, fill: colour(0),
                    title: (point) => `${say.setting(first.path, point.value)}\n${say.difference(point, point.difference, point.confidence_low, point.confidence_high)}`, tip: true }),
                Plot.ruleX(marks, { x: (row) => Number(row.crossing), stroke: "currentColor", strokeDasharray: "4 3" }),
                Plot.text(marks, { x: (row) => Number(row.crossing), frameAnchor: "bottom", dx: 6, dy: -6, textAnchor: "start", fontWeight: 600,
                    text: (row) => `break-even ${withUnit(number(Number(row.crossing), say.parameterOf(first.path).decimals), say.parameterOf(first.path).unit)}`,
                    stroke: "var(--paper)", strokeWidth: 4, fill: "currentColor" }),
            ],
        }, points, { x: (point) => point.value, y: (point) => point.difference, text: (point) => say.briefDifference(point, point.difference) });
    }, say.call);
}

/// Ticks in three digits, where that tells them apart.
function briefTicks(values) {
    const brief = (value) => value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
    return unique(values.map(brief)).length === values.length ? brief : tick;
}

export function map(figure, { columns, ...data }) {
    const all = rows(columns);
    const say = speech(data);
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
                ariaLabel: `Who wins by ${say.measureOf(first).label}`,
                x: { type: "band", domain: xs, label: `${say.parameterAxis(first.x_path)} →`, tickFormat: acrossTick, tickSize: 0,
                    ticks: xs.filter((_, i) => i % Math.ceil(xs.length / Math.max(2, width / 70)) === 0) },
                y: { type: "band", domain: ys.reverse(), label: `↑ ${say.parameterAxis(first.y_path)}`, labelAnchor: "top", tickFormat: upTick, tickSize: 0 },
                marks: [
                    Plot.cell(points, { x: "x", y: "y", fill: (point) => (point.winner ? colour(place(point.winner)) : "var(--panel)"),
                        fillOpacity: 0.35, stroke: "var(--rule)" }),
                    ...winners.map((name) => Plot.dot(points.filter((point) => point.winner === name), { x: "x", y: "y", r,
                        symbol: symbol(place(name)), fill: colour(place(name)) })),
                    Plot.text(points.filter((point) => !point.winner), { x: "x", y: "y", text: () => "~", fontSize: 18, fill: "var(--muted)" }),
                    Plot.tip(points, Plot.pointer({ x: "x", y: "y", title: (point) => `${say.setting(first.x_path, point.x)}\n${say.setting(first.y_path, point.y)}\n` +
                        `${point.winner || "not distinguishable"}\n${point.leader} less ${point.runner_up}: ` +
                        say.difference(point, point.difference, point.confidence_low, point.confidence_high) })),
                ],
            }),
        ];
    }, say.call);
}

/// Bars from zero with intervals; the widest label decides the room on the left. `call` names a row, `tell` says all of it.
function effectBars(points, width, { call, value, low, high, unit, strong, tell }) {
    const named = points.map((point, i) => ({ ...point, row: `${i}` }));
    const names = named.map(call);
    const room = labelRoom(names, width);
    const paint = (point) => (strong?.(point) ? "var(--c6)" : point[value] < 0 ? "var(--c1)" : "var(--c0)");
    return chart({
        width, height: 60 + 30 * points.length, marginLeft: room, marginTop: 8, marginRight: 28,
        x: { grid: true, nice: true, label: unit, tickFormat: (tickValue) => (tickValue > 0 ? "+" : "") + tick(tickValue), ticks: width < 500 ? 4 : 8 },
        y: { label: null, domain: named.map((point) => point.row), tickSize: 0, tickFormat: (row) => fitted(room)(names[Number(row)]) },
        marks: [
            Plot.barX(named, { y: "row", x: value, fill: paint, insetTop: 4, insetBottom: 4, fillOpacity: 0.85 }),
            Plot.ruleY(named.filter((point) => Number.isFinite(point[low]) && point[low] !== null), { y: "row", x1: low, x2: high, strokeWidth: 2 }),
            Plot.ruleX([0]),
            Plot.tip(named, Plot.pointerY({ y: "row", x: value, title: (point) => `${call(point)}\n${tell(point)}` })),
        ],
    });
}

export function attribution(figure, { columns, ...data }) {
    const all = rows(columns);
    const say = speech(data);
    chosenRows(figure, all, present(all, ["measure", "model"]), (points, width) => {
        const parts = points.filter((point) => point.cause !== "whole").sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
        const ordered = [...parts, ...points.filter((point) => point.cause === "whole")];
        return effectBars(ordered, width, { call: (point) => (point.cause === "whole" ? "all of them" : words(point.cause)), value: "effect",
            low: "confidence_low", high: "confidence_high", strong: (point) => point.cause === "whole",
            unit: `effect on ${say.differenceAxis(points[0])} →`,
            tell: (point) => say.difference(point, point.effect, point.confidence_low, point.confidence_high) });
    }, say.call);
}

/// From one model to the other: what each choice adds over all sequences, and the way as a whole.
export function ladder(figure, { columns, ...data }) {
    const all = rows(columns);
    const say = speech(data);
    chosenRows(figure, all, present(all, ["measure"]), (points, width) =>
        effectBars(points, width, { call: (point) => (point.step === "whole" ? `${point.from_model} to ${point.to_model}` : words(point.step)), value: "effect",
            low: "effect_low", high: "effect_high", strong: (point) => point.step === "whole",
            unit: `change of ${say.differenceAxis(points[0])} →`,
            tell: (point) => say.difference(point, point.effect, point.effect_low, point.effect_high) }), say.call);
}

export function interactions(figure, { columns, ...data }) {
    const all = rows(columns);
    const say = speech(data);
    chosenRows(figure, all, present(all, ["measure", "model"]), (points, width) => {
        const strongest = [...points].sort((a, b) => Math.abs(b.interaction) - Math.abs(a.interaction)).slice(0, 15);
        return effectBars(strongest, width, { call: (point) => `${words(point.cause_a)} × ${words(point.cause_b)}`, value: "interaction",
            low: "confidence_low", high: "confidence_high", unit: `interaction in ${say.differenceAxis(points[0])} →`,
            tell: (point) => say.difference(point, point.interaction, point.confidence_low, point.confidence_high) });
    }, say.call);
}

/// What a sweep's parameters change, from the first to the second value.
export function effects(figure, { columns, ...data }) {
    const all = rows(columns).filter((row) => row.change !== null);
    if (!all.length) return;
    const say = speech(data);
    chosenRows(figure, all, present(all, ["measure", "model"]), (points, width) => {
        const strongest = [...points].sort((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, 25);
        return effectBars(strongest, width, { call: (point) => `${say.parameterOf(point.path).name}: ${say.value(point.path, point.from)} to ${say.value(point.path, point.to)}`,
            value: "change", low: "confidence_low", high: "confidence_high", unit: `change of ${say.differenceAxis(points[0])} →`,
            tell: (point) => say.difference(point, point.change, point.confidence_low, point.confidence_high) });
    }, say.call);
}

export function tornado(figure, { columns, ...data }) {
    const all = rows(columns);
    const say = speech(data);
    chosenRows(figure, all, present(all, ["measure", "model", "baseline"]), (points, width) => {
        const ordered = [...points].sort((a, b) => Math.abs(b.swing ?? 0) - Math.abs(a.swing ?? 0)).slice(0, 25);
        const call = (path) => say.parameterOf(path).name;
        const room = labelRoom(ordered.map((point) => call(point.path)), width);
        const base = ordered.find((point) => Number.isFinite(point.base));
        const ends = ordered.flatMap((point) => [
            { ...point, end: "low", effect: point.low_effect, from: point.low_effect_low, to: point.low_effect_high, setting: point.low, at: point.at_low },
            { ...point, end: "high", effect: point.high_effect, from: point.high_effect_low, to: point.high_effect_high, setting: point.high, at: point.at_high },
        ]).filter((point) => point.effect !== null && point.effect !== undefined);
        const edge = (point) => (point.effect < 0 ? Math.min(point.effect, point.from ?? point.effect) : Math.max(point.effect, point.to ?? point.effect));
        const text = (point) => say.value(point.path, point.setting);
        // Two ends on one side would write over each other: the nearer one is told by the tooltip and the table.
        const told = ends.filter((point) => !ends.some((other) => other.path === point.path && other.end !== point.end &&
            (other.effect < 0) === (point.effect < 0) && Math.abs(other.effect) > Math.abs(point.effect)));
        // Where the window leaves little room, the bars have it rather than their labels.
        const side = Math.min(Math.max(...ends.map((point) => [...text(point)].length), 4) * 6.6 + 14, (width - room) / 4);
        return [
            legend([{ text: "moved to the low end", swatch: swatch("bar", 1) }, { text: "moved to the high end", swatch: swatch("bar", 0) }]),
            chart({
                width, height: 64 + 34 * ordered.length, marginLeft: room + side, marginTop: 8, marginRight: Math.max(28, side),
                x: { grid: true, nice: true, tickFormat: (value) => (value > 0 ? "+" : "") + tick(value), ticks: width < 500 ? 4 : 8,
                    label: `change of ${say.differenceAxis(points[0])}${base ? `; as it is: ${say.amount(base, base.base)}` : ""} →` },
                y: { label: null, domain: ordered.map((point) => point.path), tickSize: 0, tickPadding: side + 3, tickFormat: (path) => fitted(room)(call(path)) },
                marks: [
                    Plot.barX(ends, { y: "path", x1: 0, x2: "effect", fill: (point) => `url(#pattern-${point.end === "low" ? 1 : 0})`, insetTop: 5, insetBottom: 5 }),
                    Plot.ruleY(ends.filter((point) => point.from !== null && point.from !== undefined), { y: "path", x1: "from", x2: "to", strokeWidth: 2 }),
                    Plot.ruleX([0]),
                    ...[false, true].map((right) => Plot.text(told.filter((point) => (point.effect >= 0) === right), { y: "path", x: edge,
                        text, dx: right ? 6 : -6, textAnchor: right ? "start" : "end", fill: "currentColor" })),
                    Plot.tip(ends, Plot.pointer({ y: "path", x: "effect", title: (point) => `${say.setting(point.path, point.setting)}\n` +
                        say.difference(point, point.effect, point.from, point.to) })),
                ],
            }),
        ];
    }, say.call);
}

export function morris(figure, { columns, ...data }) {
    const all = rows(columns);
    const say = speech(data);
    chosenRows(figure, all, present(all, ["measure", "model", "baseline"]), (points, width) => {
        const name = (point) => say.parameterOf(point.path).name;
        const unit = say.measureOf(points[0]);
        return [
            legend([{ text: "raises the measure on average", swatch: triangleSwatch(false) }, { text: "lowers it", swatch: triangleSwatch(true) }]),
            labelled({
                width, height: 400, marginRight: 24,
                x: { grid: true, nice: true, zero: true, tickFormat: tick, ticks: width < 500 ? 4 : 8,
                    label: `mean size of effects on ${unit.label} μ*${unit.difference_unit ? `, ${unit.difference_unit}` : ""} →` },
                y: { grid: true, nice: true, zero: true, tickFormat: tick, label: `↑ effects vary by σ${unit.difference_unit ? `, ${unit.difference_unit}` : ""}` },
                marks: [
                    Plot.ruleY(points.filter((point) => Number.isFinite(point.mu_star_low) && point.mu_star_low !== null), { y: "sigma", x1: "mu_star_low", x2: "mu_star_high",
                        stroke: "var(--muted)", strokeWidth: 1.5 }),
                    Plot.dot(points.filter((point) => !(point.mu < 0)), { x: "mu_star", y: "sigma", r: 5, fill: colour(0), symbol: "triangle" }),
                    Plot.dot(points.filter((point) => point.mu < 0), { x: "mu_star", y: "sigma", r: 5, fill: colour(1), symbol: triangleDown }),
                    Plot.tip(points, Plot.pointer({ x: "mu_star", y: "sigma",
                        title: (point) => `${name(point)}\nμ* ${say.brief(point, point.mu_star)}, σ ${say.brief(point, point.sigma)} ${unit.difference_amount}\n` +
                            `${point.mu < 0 ? "▽ lowers" : "△ raises"} the measure on average` })),
                ],
            }, [...points].sort((a, b) => b.mu_star - a.mu_star), { x: (point) => point.mu_star, y: (point) => point.sigma, text: (point) => short(name(point), 30) }),
        ];
    }, say.call);
}

function triangleSwatch(down) {
    return Plot.plot({ width: 16, height: 14, margin: 0, axis: null, x: { domain: [-1, 1] }, y: { domain: [-1, 1] },
        className: "swatch", marks: [Plot.dot([0], { x: 0, y: 0, r: 4.5, symbol: down ? triangleDown : "triangle", fill: colour(down ? 1 : 0) })] });
}

export function sobol(figure, { columns, ...data }) {
    const all = rows(columns);
    const say = speech(data);
    const kinds = [{ text: "first order: alone", key: "first_order" }, { text: "total: with all it acts together with", key: "total" }];
    chosenRows(figure, all, present(all, ["measure", "model", "baseline"]), (points, width) => {
        const ordered = [...points].sort((a, b) => b.total - a.total).slice(0, 30);
        const room = labelRoom(ordered.map((point) => say.parameterOf(point.path).name), width);
        const indices = ordered.flatMap((point) => kinds.map(({ key }, kind) => (
            { path: point.path, kind, value: point[key], low: point[`${key}_low`], high: point[`${key}_high`] })));
        return [
            legend(kinds.map(({ text }, i) => ({ text, swatch: swatch("dot", i) }))),
            chart({
                width, height: 60 + 36 * ordered.length, marginLeft: room, marginTop: 8,
                x: { grid: true, nice: true, label: `share of the variance of ${say.measureOf(points[0]).label}, % →`, tickFormat: tick, ticks: width < 500 ? 4 : 8 },
                fy: { label: null, domain: ordered.map((point) => point.path), axis: "left", tickFormat: (path) => fitted(room)(say.parameterOf(path).name), padding: 0 },
                y: { axis: null, domain: [0, 1], padding: 0.4, type: "band" },
                marks: [
                    Plot.ruleX([0]),
                    Plot.ruleY(indices.filter((index) => index.low !== null && index.low !== undefined), { fy: "path", y: "kind", x1: "low", x2: "high",
                        stroke: (index) => colour(index.kind), strokeWidth: 2 }),
                    ...kinds.map((_, kind) => Plot.dot(indices.filter((index) => index.kind === kind), { fy: "path", y: "kind", x: "value", r: 4.5,
                        symbol: symbol(kind), fill: colour(kind) })),
                    Plot.tip(indices, Plot.pointer({ fy: "path", y: "kind", x: "value", title: (index) => `${say.parameterOf(index.path).name}\n${kinds[index.kind].text}: ${number(index.value, 1)}` +
                        (index.low === null || index.low === undefined ? "" : ` (${number(index.low, 1)} to ${number(index.high, 1)})`) + " %" })),
                ],
            }),
        ];
    }, say.call);
}

export function sweep(figure, { columns, ...data }) {
    const all = rows(columns);
    const say = speech(data);
    const fixed = ["point", "model", "measure", "unit", "replications", "mean", "standard_deviation", "confidence_low", "confidence_high"];
    const paths = Object.keys(columns).filter((column) => column in (data.parameters ?? {}) || !(fixed.includes(column) || column === "few_events"));
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
            ...(measures.length > 1 || paths.length > 1 ? [element("p", { class: "small-title" }, `${say.call(measures[measure])} over ${say.call(along)}`)] : []),
            modelLegend(joined ? "line" : "dot"),
            labelled({
                width, height: 360, marginRight: 28,
                x: { label: `${say.parameterAxis(along)} →`, ...(ordinal ? { type: "point" } : { tickFormat: tick, ticks: width < 500 ? 4 : 8, nice: true }) },
                y: { grid: true, nice: true, tickFormat: tick, label: `↑ ${say.axis(points[0])}` },
                marks: [
                    ...models.flatMap((_, model) => (joined ? [
                        Plot.areaY(of(model), { x: along, y1: "confidence_low", y2: "confidence_high", fill: colour(model), fillOpacity: 0.18 }),
                        Plot.lineY(of(model), { x: along, y: "mean", stroke: colour(model), strokeWidth: 2, strokeDasharray: dash(model) }),
                    ] : [Plot.ruleX(of(model).filter((point) => point.confidence_low !== null), { x: along, y1: "confidence_low", y2: "confidence_high", stroke: colour(model), strokeOpacity: 0.6 })])),
                    ...models.map((_, model) => Plot.dot(of(model), { x: along, y: "mean", r: 3.5, symbol: symbol(model), fill: colour(model) })),
                    Plot.tip(points, Plot.pointer({ x: along, y: "mean", title: (point) => `${point.model}\n${paths.map((name) => say.setting(name, point[name])).join("\n")}\n` +
                        say.amount(point, point.mean, point.confidence_low, point.confidence_high) })),
                ],
            }, points.filter((point) => point.mean !== null), { x: (point) => point[along], y: (point) => point.mean, text: (point) => say.brief(point, point.mean) }),
        ];
    };
    const controls = [];
    if (measures.length > 1) controls.push(choice("Measure", measures.map(say.call), (at) => { measure = at; redraw(); }));
    if (paths.length > 1) controls.push(choice("Along", paths.map(say.call), (at) => { path = at; redraw(); }));
    const redraw = frame(figure, draw, controls);
}

export function best(figure, { columns, ...data }) {
    // Gain and optimism are differences; they stand in the table.
    const all = rows(columns).filter((row) => row.mean !== null && ["start", "best"].includes(row.what))
        .map((row) => ({ ...row, label: `${row.what === "start" ? "as it is" : "setting found"}, ${row.luck === "search" ? "replications of the search" : "fresh replications"}` }));
    if (!all.length) return;
    const say = speech(data);
    chosenRows(figure, all, present(all, ["measure"]), (points, width) => {
        const room = labelRoom(points.map((point) => point.label), width);
        const of = (which) => points.filter((point) => point.luck === which);
        return chart({
            width, height: 70 + 40 * points.length, marginLeft: room, marginTop: 8, marginRight: 28,
            x: { grid: true, nice: true, tickFormat: tick, ticks: width < 500 ? 4 : 8, label: `${say.axis(points[0])} →` },
            y: { label: null, type: "point", domain: points.map((point) => point.label), tickSize: 0, tickFormat: fitted(room), padding: 0.6 },
            marks: [
                Plot.ruleY(points.filter((point) => point.confidence_low !== null), { y: "label", x1: "confidence_low", x2: "confidence_high", strokeWidth: 2.5, stroke: colour(0) }),
                Plot.dot(of("search"), { y: "label", x: "mean", r: 5.5, stroke: colour(0), strokeWidth: 2, fill: "var(--paper)" }),
                Plot.dot(of("fresh"), { y: "label", x: "mean", r: 5.5, fill: colour(0) }),
                Plot.text(points, { y: "label", x: "mean", dy: -14, text: (point) => say.brief(point, point.mean), stroke: "var(--paper)", strokeWidth: 4, fill: "currentColor" }),
                Plot.tip(points, Plot.pointerY({ y: "label", x: "mean", title: (point) => `${point.label}\n${say.amount(point, point.mean, point.confidence_low, point.confidence_high)}` })),
            ],
        });
    }, say.call);
}

const met = (value) => value === 1 || value === "yes" || value === "true" || value === true;

export function search(figure, { columns, ...data }) {
    const all = rows(columns).filter((row) => row.mean !== null);
    const say = speech(data);
    const paths = Object.keys(data.parameters ?? {}).filter((path) => path in columns);
    chosenRows(figure, all, present(all, ["measure"]), (points, width) => {
        const fine = points.filter((point) => met(point.feasible));
        const best = say.measureOf(points[0]).better < 0 ? Math.min : Math.max;
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
                y: { grid: true, nice: true, tickFormat: tick, label: `↑ ${say.axis(points[0])}` },
                marks: [
                    Plot.lineY(line, { x: "evaluation", y: "mean", curve: "step-after", stroke: colour(0), strokeWidth: 2 }),
                    Plot.dot(points, { x: "evaluation", y: "mean", r: 3.5, stroke: colour(0), fill: (point) => (met(point.feasible) ? colour(0) : "var(--paper)"),
                        title: (point) => `setting ${point.evaluation}\n${paths.map((path) => say.setting(path, point[path])).join("\n")}\n` +
                            `${say.amount(point, point.mean)}${met(point.feasible) ? "" : "\na constraint is not met"}`, tip: true }),
                ],
            }),
        ];
    }, say.call);
}
