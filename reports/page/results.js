// Charts of runs and comparisons. Each takes its figure and its data (reports/page_*.cpp tell what is in them).
import * as Plot from "@observablehq/plot";
import { chart, choice, colour, dash, dateAt, dayText, element, fitted, frame, labelRoom, legend, modelLegend, models, multiples, number, pattern, short,
    svg, swatch, symbol, tick, triangleDown, unique, warmUp, withUnit } from "./common.js";

/// Events of the timeline in a chart of days 0 to `last`: a shade where one ends, a line where it begins for good or lasts a day.
/// Their names stand on top, in rows where they would meet, as long as there is room. `model`: of a chart of that model alone.
const mostNamed = 12;
const mostRows = 5;

function happenings(start, events = [], { last, width, left, warm, model }) {
    const seen = events.filter(({ models: of }) => model === undefined || !of.length || of.includes(model));
    const paint = ({ models: of }) => (of.length === 1 && model === undefined ? colour(of[0]) : "var(--muted)");
    const named = ({ name, models: of }) => (of.length && model === undefined ? `${name} (${of.map((i) => short(models[i])).join(", ")})` : name);
    const spans = seen.filter(({ until }) => until !== undefined);
    const lines = seen.filter(({ until }) => until === undefined);
    const at = (day) => left + (day / Math.max(1, last)) * (width - left - 20);
    const ends = Array.from({ length: mostRows }, (_, row) => (row === 0 && warm ? width : 0));
    const labels = [];
    for (const event of seen.length <= mostNamed ? seen : []) {
        const text = short(named(event), 40);
        const room = 6.6 * [...text].length + 8;
        const backwards = at(event.day) + room > width;
        const from = backwards ? at(event.day) - room : at(event.day);
        const row = ends.findIndex((end) => end <= from);
        if (row < 0) continue;
        ends[row] = backwards ? at(event.day) : from + room;
        labels.push({ day: event.day, text, row, backwards });
    }
    const dated = { x: (event) => dateAt(start, event.day) };
    return [
        Plot.rectX(spans, { x1: dated.x, x2: (event) => dateAt(start, Math.min(event.until, last)), fill: paint, fillOpacity: 0.16, title: named }),
        Plot.ruleX(spans, { ...dated, stroke: paint, strokeOpacity: 0.6 }),
        Plot.ruleX(lines, { ...dated, stroke: paint, strokeWidth: 1.5, strokeDasharray: "4 3", title: named }),
        ...labels.map((label) => Plot.text([label], { ...dated, frameAnchor: "top", dx: label.backwards ? -4 : 4, dy: 4 + 14 * label.row,
            textAnchor: label.backwards ? "end" : "start", text: "text", fill: "currentColor", stroke: "var(--paper)", strokeWidth: 3 })),
    ];
}

/// A view is a length of periods ("months", "days"); of its last period `part` days may be all that the run had.
export function series(figure, { start, days, warm_up: warm, views, events }) {
    let view = 0;
    let chosen = 0;
    const draw = (width) => {
        const { step, part, measures } = views[view];
        const measure = measures[chosen];
        const long = step >= 30;
        // A month stands at its middle, a day at its beginning.
        const dayOf = (i) => (long ? i * step + Math.min(step, days - i * step) / 2 : i * step);
        const points = measure.models.flatMap(({ mean, low, high }, model) => mean.map((value, i) => (
            { model, i, date: dateAt(start, dayOf(i)), mean: value, low: low[i], high: high[i], partial: long && part > 0 && i === mean.length - 1 })));
        const of = (model) => points.filter((point) => point.model === model);
        const banded = points.some((point) => point.low !== null);
        const period = (point) => (long ? `days ${point.i * step} to ${Math.min(days, (point.i + 1) * step) - 1}${point.partial ? ` (${part} of ${step})` : ""}`
            : dayText(point.date));
        const text = (point) => `${short(models[point.model])}\n${measure.label}, ${period(point)}\n` +
            withUnit(number(point.mean, measure.decimals) +
                (point.low === null ? "" : ` (${number(point.low, measure.decimals)} to ${number(point.high, measure.decimals)})`), measure.unit);
        return [
            modelLegend("line", models.map((_, model) => model).filter((model) => measure.models[model].mean.some((value) => value !== null))),
            chart({
                width, height: 340, ariaLabel: `${measure.label} over time`,
                x: { type: "utc", label: null, ticks: width < 500 ? 4 : 10 },
                y: { grid: true, nice: true, label: `↑ ${measure.title}`, tickFormat: tick },
                marks: [
                    ...warmUp(start, warm, 340),
                    ...happenings(start, events, { last: days - 1, width, left: 64, warm }),
                    ...(banded ? models.map((_, model) => Plot.areaY(of(model), { x: "date", y1: "low", y2: "high",
                        fill: colour(model), fillOpacity: Math.min(0.18, 0.5 / models.length) })) : []),
                    ...models.map((_, model) => Plot.lineY(of(model), { x: "date", y: "mean", stroke: colour(model),
                        strokeWidth: 1.8, strokeDasharray: dash(model) })),
                    ...(long ? models.map((_, model) => Plot.dot(of(model), { x: "date", y: "mean", r: 3.5, symbol: symbol(model),
                        stroke: colour(model), strokeWidth: 1.5, fill: (point) => (point.partial ? "var(--paper)" : colour(model)) })) : []),
                    Plot.tip(points, Plot.pointer({ x: "date", y: "mean", title: text })),
                ],
            }),
        ];
    };
    const controls = [choice("Measure", views[0].measures.map((measure) => measure.label), (place) => {
        chosen = place;
        redraw();
    })];
    if (views.length > 1) {
        controls.push(choice("Points are", views.map(({ says }) => says), (place) => {
            view = place;
            redraw();
        }));
    }
    const redraw = frame(figure, draw, controls);
}

export function distributions(figure, { measures }) {
    let chosen = 0;
    const draw = (width) => {
        const measure = measures[chosen];
        const means = measure.models.map((entry, model) => ({ ...entry, model })).filter((entry) => entry.mean !== null);
        const dots = measure.models.flatMap(({ values }, model) => (values ?? []).map((value) => ({ model, value })));
        const bins = measure.models.flatMap(({ bins: histogram }, model) => (histogram?.counts ?? []).map((count, i) => (
            { model, count, x1: histogram.low + i * histogram.width, x2: histogram.low + (i + 1) * histogram.width })));
        const height = Math.min(1400, 60 + measure.models.length * (dots.length > 40 * measure.models.length || bins.length ? 100 : 72));
        return chart({
            width, height, marginLeft: 16, marginTop: 12, ariaLabel: `Distribution of ${measure.label} over replications`,
            x: { label: `${measure.title} →`, nice: true, grid: true, tickFormat: tick },
            y: { axis: null, ...(bins.length ? {} : { domain: [0, 1] }) },
            fy: { axis: null, padding: 0.15, domain: models.map((_, i) => i) },
            marks: [
                Plot.frame({ stroke: "var(--rule)" }),
                Plot.rectX(means.filter((entry) => entry.low !== null), { fy: "model", x1: "low", x2: "high",
                    fill: (entry) => colour(entry.model), fillOpacity: 0.2 }),
                ...(bins.length ? [Plot.rectY(bins, { fy: "model", x1: "x1", x2: "x2", y: "count",
                    fill: (bin) => colour(bin.model), insetLeft: 0.5, insetRight: 0.5 })] : []),
                Plot.ruleX(means, { fy: "model", x: "mean", stroke: "currentColor", strokeWidth: 1.5 }),
                ...models.map((_, model) => Plot.dot(dots.filter((dot) => dot.model === model),
                    Plot.dodgeY({ anchor: "middle" }, { fy: "model", x: "value", r: 4, symbol: symbol(model), fill: colour(model),
                        fillOpacity: 0.85, stroke: "var(--paper)", strokeWidth: 0.7,
                        title: (dot) => withUnit(number(dot.value, measure.decimals), measure.unit) }))),
                Plot.text(models.map((name, model) => ({ name, model })), { fy: "model", frameAnchor: "top-left", dx: 8, dy: 8,
                    text: (entry) => short(entry.name, Math.floor(width / 8)), fontWeight: 600, fill: "currentColor",
                    stroke: "var(--paper)", strokeWidth: 4 }),
            ],
        });
    };
    const redraw = frame(figure, draw, [choice("Measure", measures.map((measure) => measure.label), (place) => {
        chosen = place;
        redraw();
    })]);
}

const verdicts = {
    better: { colour: "var(--good)", symbol: "triangle" },
    worse: { colour: "var(--bad)", symbol: triangleDown },
    higher: { colour: "var(--c0)", symbol: "triangle" },
    lower: { colour: "var(--c0)", symbol: triangleDown },
    "not distinguishable": { colour: "var(--muted)", symbol: "circle", hollow: true },
    "practically the same": { colour: "var(--muted)", symbol: "square", hollow: true },
    "no value": { colour: "var(--muted)", symbol: "circle", hollow: true },
};

function verdictSwatch({ colour: paint, symbol: shape, hollow }) {
    return Plot.plot({ width: 16, height: 14, margin: 0, axis: null, x: { domain: [-1, 1] }, y: { domain: [-1, 1] },
        className: "swatch", marks: [Plot.dot([0], { x: 0, y: 0, r: 4.5, symbol: shape, fill: hollow ? "var(--paper)" : paint,
            stroke: paint })] });
}

/// Ticks at round numbers, which a scale that grows by factors spreads evenly.
function roundTicks(points, narrow) {
    const ends = points.flatMap(({ value, low, high }) => [value, low, high]).filter((end) => end !== null);
    const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
    const round = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].filter((_, i) => !narrow || i % 3 === 1);
    const within = [...round.map((tickValue) => -tickValue).reverse(), 0, ...round].filter((tickValue) => tickValue >= least && tickValue <= most);
    return within.length > 1 ? within : [least, 0, most].filter((tickValue, i, all) => all.indexOf(tickValue) === i);
}

export function differences(figure, { pairs }) {
    if (!pairs.length) return;
    const scales = [
        { key: "spread", says: "in standard deviations of a single run" },
        { key: "percent", says: "in % of the baseline" },
    ];
    let pair = 0;
    let scale = 0;
    const title = ({ model, baseline }) => `${models[model]} less ${models[baseline]}`;
    const draw = (width) => {
        const { key, says } = scales[scale];
        const points = pairs[pair].rows.filter((row) => row[key][0] !== null)
            .map((row) => ({ ...row, value: row[key][0], low: row[key][1], high: row[key][2] }));
        if (!points.length) return element("p", { class: "empty" }, "With a single replication there is no spread to compare with.");
        const room = labelRoom(points.map((point) => point.label), width);
        const used = unique(points.map((point) => point.verdict));
        return [
            element("p", { class: "small-title" }, title(pairs[pair])),
            legend(used.map((verdict) => ({ swatch: verdictSwatch(verdicts[verdict]),
                text: verdicts[verdict].hollow ? verdict : `${short(models[pairs[pair].model])} is ${verdict}` }))),
            chart({
                width, height: 60 + 24 * points.length, marginLeft: room, marginTop: 8,
                ariaLabel: `${title(pairs[pair])}, ${says}`,
                x: { type: "symlog", constant: key === "percent" ? 5 : 1, grid: true, label: `difference, ${says} →`, ticks: roundTicks(points, width < 500),
                    tickFormat: (value) => (value > 0 ? "+" : "") + tick(value) },
                y: { label: null, domain: points.map((point) => point.label), tickFormat: fitted(room), tickSize: 0 },
                marks: [
                    Plot.ruleX([0], { stroke: "currentColor" }),
                    Plot.ruleY(points.filter((point) => point.low !== null), { y: "label", x1: "low", x2: "high",
                        stroke: (point) => verdicts[point.verdict].colour, strokeWidth: 2.5 }),
                    ...used.map((verdict) => Plot.dot(points.filter((point) => point.verdict === verdict), { y: "label", x: "value",
                        r: 5, symbol: verdicts[verdict].symbol, stroke: verdicts[verdict].colour,
                        fill: verdicts[verdict].hollow ? "var(--paper)" : verdicts[verdict].colour })),
                    Plot.tip(points, Plot.pointerY({ x: "value", y: "label",
                        title: (point) => `${point.label}\n${point.text}\n${point.verdict}` })),
                ],
            }),
        ];
    };
    const controls = [choice("Scale", scales.map(({ says }) => says), (place) => {
        scale = place;
        redraw();
    })];
    if (pairs.length > 1) {
        controls.unshift(choice("Models", pairs.map(title), (place) => {
            pair = place;
            redraw();
        }));
    }
    const redraw = frame(figure, draw, controls);
}

/// Visits and orders, one step after the other.
export function visits(figure, { steps, models: counts }) {
    frame(figure, (width) => multiples(width, (model, each) => {
        const points = steps.map((label, i) => ({ label, count: counts[model][i] }));
        const all = points[0].count || 1;
        const room = labelRoom(steps, each, 0.45);
        const share = Math.max(0.2, 1 - 130 / (each - room));  // of the width for bars, the rest for the numbers behind them
        return chart({
            width: each, height: 36 + 30 * steps.length, marginLeft: room, marginTop: 4, marginBottom: 8, marginRight: 8,
            x: { axis: null, domain: [0, Math.max(1, ...counts.flat()) / share] },
            y: { label: null, domain: steps, tickSize: 0, tickFormat: fitted(room) },
            marks: [
                Plot.barX(points, { y: "label", x: "count", fill: colour(model), insetTop: 2, insetBottom: 2 }),
                Plot.text(points, { y: "label", x: "count", textAnchor: "start", dx: 6,
                    text: (point) => `${number(point.count, 0)}  (${number((100 * point.count) / all, 1)} %)` }),
                Plot.ruleX([0]),
            ],
        });
    }));
}

/// Buyers who have not come yet are pale; the nearer to the platform, the stronger.
const stagePatterns = [8, 5, 4, 2, 0, 3, 6];

export function journey(figure, { start, warm_up: warm, days, stages, models: shares, events }) {
    frame(figure, (width) => [
        legend(stages.map((text, i) => ({ text, swatch: swatch("bar", stagePatterns[i]) }))),
        multiples(width, (model, each) => {
            const points = stages.flatMap((stage, i) => days.map((day, at) => (
                { stage, i, date: dateAt(start, day), share: shares[model][i][at] })));
            return chart({
                width: each, height: 300, marginLeft: 44,
                x: { type: "utc", label: null, ticks: each < 420 ? 4 : 8 },
                y: { label: "↑ % of all buyers", domain: [0, 100], ticks: 5 },
                marks: [
                    Plot.areaY(points, Plot.stackY({ order: stages, reverse: false }, { x: "date", y: "share", z: "stage",
                        fill: (point) => pattern(stagePatterns[point.i]), stroke: "var(--paper)", strokeWidth: 0.8,
                        title: (point) => point.stage })),
                    ...warmUp(start, warm, 300),
                    ...happenings(start, events, { last: days[days.length - 1], width: each, left: 44, warm, model }),
                    Plot.ruleY([0]),
                ],
            });
        }),
    ]);
}

/// A light-to-dark ramp of one hue that is readable in both themes; text on it turns white where it is dark.
const ramp = Array.from({ length: 7 }, (_, i) => getComputedStyle(document.documentElement).getPropertyValue(`--ramp-${i}`).trim());

export function cohorts(figure, { cells }) {
    const all = cells.map(([model, month, age, share, whole]) => ({ model, month, age, share, whole: whole === 1 }));
    const least = Math.floor(Math.min(...all.map((cell) => cell.share)));
    const dark = (share) => (share - least) / Math.max(1e-9, 100 - least) > 0.5;
    frame(figure, (width) => [
        element("p", { class: "ramp" }, `${least} % `, element("span", { "aria-hidden": "true" }), " 100 % retained"),
        multiples(width, (model, each) => {
            const own = all.filter((cell) => cell.model === model);
            const ages = Math.max(...all.map((cell) => cell.age)) + 1;
            const months = Math.max(...all.map((cell) => cell.month)) + 1;
            const roomy = (each - 60) / ages > 30;
            return chart({
                width: each, height: 70 + Math.max(5, months) * 24, marginLeft: 44, marginTop: 8, padding: 0.04,
                x: { type: "band", label: "months since the first order →", tickSize: 0, ticks: ages > 20 ? 10 : undefined },
                y: { type: "band", label: "month of the first order", labelAnchor: "center", labelArrow: "none", tickSize: 0 },
                color: { type: "linear", domain: [least, 100], range: ramp, interpolate: "rgb", scheme: undefined,
                    ...steps(least) },
                marks: [
                    Plot.cell(own, { x: "age", y: "month", fill: "share", fillOpacity: (cell) => (cell.whole ? 1 : 0.35),
                        title: (cell) => `first order in month ${cell.month}, ${cell.age} ${cell.age === 1 ? "month" : "months"} later: ` +
                            `${number(cell.share, 1)} % retained${cell.whole ? "" : "; that month was not over"}` }),
                    ...(roomy ? [Plot.text(own, { x: "age", y: "month", text: (cell) => number(cell.share, 0) + (cell.whole ? "" : "*"),
                        fill: (cell) => (!cell.whole ? "currentColor" : dark(cell.share) ? "white" : "black"), fontSize: 11 })] : []),
                ],
            });
        }, { least: 460 }),
    ]);
}

/// The colour scale of the ramp from `least` to 100, piece by piece.
function steps(least) {
    return { domain: ramp.map((_, i) => least + ((100 - least) * i) / (ramp.length - 1)), range: ramp, interpolate: undefined };
}

export function complaints(figure, { unit, cells }) {
    const voices = ["complained", "stayed silent"];
    const label = (cell) => `truly ${cell.truly}, felt ${cell.felt}`;
    const most = Math.max(1, ...cells.map((cell) => cell.complained + cell.silent));
    frame(figure, (width) => [
        legend(voices.map((text, i) => ({ text, swatch: swatch("bar", i) }))),
        multiples(width, (model, each) => {
            const own = cells.filter((cell) => cell.model === model);
            const bars = own.flatMap((cell) => [
                { label: label(cell), voice: 0, count: cell.complained },
                { label: label(cell), voice: 1, count: cell.silent },
            ]);
            return chart({
                width: each, height: 40 + 64 * own.length, marginLeft: 8, marginTop: 8, marginRight: 24,
                x: { label: `${unit} →`, grid: true, tickFormat: tick, ticks: 4, domain: [0, most] },
                y: { axis: null, domain: own.map(label), padding: 0.1 },
                marks: [
                    Plot.barX(bars, Plot.stackX({ y: "label", x: "count", z: "voice", fill: (bar) => pattern(bar.voice), insetTop: 26,
                        insetBottom: 4 })),
                    Plot.text(own, { y: label, x: 0, textAnchor: "start", dx: 4, dy: -16,
                        text: (cell) => `${each < 420 ? label(cell).replace("truly ", "") : label(cell)}: ${number((100 * cell.complained) / Math.max(1e-9, cell.complained + cell.silent), 0)} %${each < 420 ? "" : " complained"}` }),
                    Plot.ruleX([0]),
                ],
            });
        }),
    ]);
}

export function losses(figure, { unit, parties, cells }) {
    const incidents = unique(cells.map((cell) => cell.incident));
    const total = (incident) => cells.filter((cell) => cell.incident === incident).reduce((sum, cell) => sum + cell.loss, 0);
    incidents.sort((a, b) => total(b) - total(a));
    const most = Math.max(...models.flatMap((_, model) => incidents.map((incident) => cells
        .filter((cell) => cell.model === model && cell.incident === incident).reduce((sum, cell) => sum + Math.max(0, cell.loss), 0))), 1e-9);
    frame(figure, (width) => [
        legend(parties.map((text, i) => ({ text, swatch: swatch("bar", i) }))),
        multiples(width, (model, each) => {
            const room = labelRoom(incidents, each);
            return chart({
                width: each, height: 60 + 30 * incidents.length, marginLeft: room, marginTop: 8, marginRight: 24,
                x: { label: `loss, ${unit} →`, grid: true, tickFormat: tick, ticks: 4, domain: [0, most] },
                y: { label: null, domain: incidents, tickSize: 0, tickFormat: fitted(room) },
                marks: [
                    Plot.barX(cells.filter((cell) => cell.model === model), Plot.stackX({ order: parties }, { y: "incident", x: "loss",
                        z: "party", fill: (cell) => pattern(parties.indexOf(cell.party)), insetTop: 3, insetBottom: 3,
                        title: (cell) => `${cell.incident}, ${cell.party}: ${number(cell.loss)} ${unit}` })),
                    Plot.ruleX([0]),
                ],
            });
        }),
    ]);
}

/// Bids of one auction of each model that has any, over the days since it was put up; the last minute has a strip of its
/// own behind them. Each bid stands at the most that its bidder would pay.
export function bids(figure, { unit, decimals, auctions }) {
    const amount = (value) => withUnit(number(value, decimals), unit);
    const fates = { leads: "led then", behind: "did not lead", lost: "did not get through" };
    const dotOf = (fate, model) => ({
        r: fate === "leads" ? 4 : 3.5, symbol: fate === "lost" ? "times" : "circle", stroke: colour(model), strokeWidth: fate === "lost" ? 1.8 : 1,
        fill: fate === "lost" ? "none" : colour(model), fillOpacity: fate === "leads" ? 1 : 0.22 });
    const mark = (content) => Plot.plot({ width: 30, height: 14, margin: 0, axis: null, x: { domain: [-1, 1] }, y: { domain: [-1, 1] },
        className: "swatch", marks: content });
    const plain = (fate) => ({ ...dotOf(fate, 0), stroke: "currentColor", fill: fate === "lost" ? "none" : "currentColor" });
    const shown = unique(auctions.flatMap((auction) => auction.bids.map((bid) => bid.fate)));
    const least = Math.min(0, ...auctions.flatMap((auction) => auction.bids.map((bid) => bid.most)));
    frame(figure, (width) => [
        legend([
            { text: "price on display", swatch: mark([Plot.line([[-1, -0.6], [0, -0.6], [0, 0.6], [1, 0.6]], { stroke: "currentColor", strokeWidth: 2 })]) },
            ...Object.keys(fates).filter((fate) => shown.includes(fate)).map((fate) => ({
                text: `bid that ${fates[fate]}`, swatch: mark([Plot.dot([0], { x: 0, y: 0, ...plain(fate) })]) })),
            { text: "reserve", swatch: mark([Plot.ruleY([0], { stroke: "var(--muted)", strokeWidth: 1.5, strokeDasharray: "5 4" })]) },
            { text: "price paid", swatch: mark([Plot.dot([0], { x: 0, y: 0, r: 5, symbol: "diamond", fill: "var(--paper)", stroke: "currentColor", strokeWidth: 2 })]) },
        ]),
        multiples(width, (model, each) => {
            const { opened, days, reach, reserve, price, steps, bids: all } = auctions.find((auction) => auction.model === model);
            const most = Math.max(reserve, price ?? 0, ...all.map((bid) => bid.most));
            const ticks = Math.min(days, each < 420 ? 4 : 8);
            const every = Math.ceil(days / ticks);
            const text = (bid) => `${bid.late ? `last minute of day ${bid.day}` : `day ${bid.day}`}, bidder ${bid.bidder}\n` +
                `would pay up to ${amount(bid.most)}; ${fates[bid.fate]}\nprice on display after it ${amount(bid.shown)}`;
            return chart({
                width: each, height: 320, marginLeft: 72, marginRight: 20,
                x: { label: "day →", domain: [0, reach], ticks: Array.from({ length: Math.floor(days / every) + 1 }, (_, i) => i * every),
                    tickFormat: (day) => String(opened + day) },
                y: { label: `↑ ${unit}`, domain: [least, most], nice: true, grid: true, tickFormat: tick },
                marks: [
                    ...(reach > days ? [
                        Plot.rectX([0], { x1: days, x2: reach, fill: "var(--muted)", fillOpacity: 0.16 }),
                        Plot.text([0], { x: reach, frameAnchor: "top", textAnchor: "end", dy: -14, text: () => "last minute", fill: "var(--muted)" }),
                    ] : []),
                    Plot.ruleY([reserve], { stroke: "var(--muted)", strokeWidth: 1.5, strokeDasharray: "5 4" }),
                    Plot.line(steps, { curve: "step-after", stroke: colour(model), strokeWidth: 2 }),
                    ...Object.keys(fates).reverse().map((fate) => Plot.dot(all.filter((bid) => bid.fate === fate), { x: "at", y: "most",
                        ...dotOf(fate, model) })),
                    ...(price === null ? [] : [Plot.dot([price], { x: reach, y: price, r: 6, symbol: "diamond", fill: "var(--paper)",
                        stroke: colour(model), strokeWidth: 2 })]),
                    Plot.tip(all, Plot.pointer({ x: "at", y: "most", title: text })),
                ],
            });
        }, { which: auctions.map((auction) => auction.model) }),
    ]);
}

/// Of those who paid once, who is kept at each renewal: a line a model, or a chart a model with a line for each month of
/// first payments. The thin line is of cancellations alone, as if no bill had failed.
export function retention(figure, { models: entries }) {
    let byCohort = false;
    const pointsOf = (curve, more) => curve.map(([kept, voluntary, due], renewal) => ({ ...more, renewal, kept, voluntary, due }));
    const last = Math.max(1, ...entries.map(({ curve }) => curve.length - 1));
    const least = Math.min(...entries.flatMap(({ curve, cohorts }) => [curve, ...cohorts.map((cohort) => cohort.curve)])
        .flatMap((curve) => curve.map(([kept]) => kept)));
    const anyFailed = ({ curve }) => curve.some(([kept, voluntary]) => voluntary > kept);
    const text = (point) => `${short(models[point.model])}${point.month === undefined ? "" : `, first paid in month ${point.month}`}\n` +
        `${point.renewal === 0 ? "first payment" : `renewal ${point.renewal}`}: ${number(point.kept, 1)} % kept\n` +
        (point.voluntary > point.kept ? `${number(point.voluntary, 1)} % without failed payments\n` : "") +
        `${number(point.due, 0)} came to it`;
    const drawing = (width, height, marks, points) => chart({
        width, height, ariaLabel: "Subscribers kept by renewal",
        x: { label: "renewals →", domain: [0, last], ticks: Math.min(last, width < 420 ? 4 : 10), tickFormat: "d" },
        // Curves that stay high are not pressed together at the top.
        y: { label: "↑ % of first payments", domain: [least > 60 ? 50 : 0, 100], grid: true },
        marks: [...marks, Plot.tip(points, Plot.pointer({ x: "renewal", y: "kept", title: text }))],
    });
    const thin = (width) => svg("svg", { class: "swatch", viewBox: "0 0 30 14", width: 30, height: 14, "aria-hidden": "true", focusable: "false" },
        svg("line", { x1: 1, x2: 29, y1: 7, y2: 7, stroke: "currentColor", "stroke-width": width, "stroke-opacity": 0.7 }));
    const together = (width) => {
        const lines = entries.map((entry) => ({ ...entry, points: pointsOf(entry.curve, { model: entry.model }) }));
        return [
            modelLegend("line", entries.map(({ model }) => model)),
            ...(entries.some(anyFailed) ? [legend([{ text: "without failed payments", swatch: thin(1) }])] : []),
            drawing(width, 340, [
                ...lines.filter(anyFailed).map(({ model, points }) => Plot.line(points, { x: "renewal", y: "voluntary", stroke: colour(model),
                    strokeWidth: 1, strokeOpacity: 0.8 })),
                ...lines.map(({ model, points }) => Plot.line(points, { x: "renewal", y: "kept", stroke: colour(model), strokeWidth: 2,
                    strokeDasharray: dash(model) })),
                ...lines.map(({ model, points }) => Plot.dot(points.filter((_, i) => points.length < 26 || i % 3 === 0), { x: "renewal",
                    y: "kept", r: 3, symbol: symbol(model), stroke: colour(model), fill: colour(model) })),
            ], lines.flatMap(({ points }) => points)),
        ];
    };
    const apart = (width) => [
        legend([{ text: "all months of first payments", swatch: thin(3) }, { text: "one month of first payments", swatch: thin(1) }]),
        multiples(width, (model, each) => {
            const entry = entries.find((one) => one.model === model);
            const cohorts = entry.cohorts.map(({ month, curve }) => pointsOf(curve, { model, month }));
            const whole = pointsOf(entry.curve, { model });
            return drawing(each, 300, [
                ...cohorts.map((points) => Plot.line(points, { x: "renewal", y: "kept", stroke: colour(model), strokeWidth: 1, strokeOpacity: 0.45 })),
                Plot.line(whole, { x: "renewal", y: "kept", stroke: colour(model), strokeWidth: 3 }),
            ], [...cohorts.flat(), ...whole]);
        }, { which: entries.map(({ model }) => model) }),
    ];
    const controls = entries.some(({ cohorts }) => cohorts.length > 1)
        ? [choice("Lines are", ["models", "months of first payments"], (place) => {
            byCohort = place === 1;
            redraw();
        })] : [];
    const redraw = frame(figure, (width) => (byCohort ? apart(width) : together(width)), controls);
}

/// Steps between the recurring revenue of two days: what comes has cool colours, what goes warm ones.
const stepPatterns = [2, 5, 0, 4, 1, 3, 7];
const signed = (value, decimals) => (value > 0 && /[1-9]/.test(number(value, decimals)) ? "+" : "") + number(value, decimals);

/// From the start of the run through what came and what went to its end, a bar below the other.
export function revenueBridge(figure, { unit, steps: names, models: entries }) {
    const used = names.map((_, i) => i).filter((i) => entries.some(({ whole }) => whole.changes[i] !== 0));
    const barsOf = ({ start, changes, end, figures }) => {
        let at = start;
        const bars = [{ label: "start", from: 0, to: start, text: figures[0], fill: pattern(8) }];
        for (const i of used) {
            bars.push({ label: names[i], from: at, to: at + changes[i], text: figures[1 + i], fill: pattern(stepPatterns[i]) });
            at += changes[i];
        }
        return [...bars, { label: "end", from: 0, to: end, text: figures[figures.length - 1], fill: pattern(8) }];
    };
    const most = Math.max(1e-9, ...entries.flatMap(({ whole }) => barsOf(whole).flatMap(({ from, to }) => [from, to])));
    const rows = ["start", ...used.map((i) => names[i]), "end"];
    frame(figure, (width) => multiples(width, (model, each) => {
        const bars = barsOf(entries.find((entry) => entry.model === model).whole);
        const room = labelRoom(rows, each);
        const share = Math.max(0.4, 1 - 80 / (each - room));  // of the width for bars, the rest for the numbers behind them
        return chart({
            width: each, height: 56 + 28 * rows.length, marginLeft: room, marginTop: 4, marginRight: 8,
            x: { label: `${unit} →`, grid: true, tickFormat: tick, ticks: 4, domain: [0, most / share] },
            y: { label: null, domain: rows, tickSize: 0, tickFormat: fitted(room) },
            marks: [
                Plot.barX(bars, { y: "label", x1: "from", x2: "to", fill: "fill", stroke: "var(--muted)", strokeWidth: 0.5, insetTop: 3, insetBottom: 3,
                    title: (bar) => `${bar.label}: ${withUnit(bar.text, unit)}` }),
                Plot.text(bars, { y: "label", x: (bar) => Math.max(bar.from, bar.to), textAnchor: "start", dx: 6, text: "text" }),
                Plot.ruleX([0]),
            ],
        });
    }, { which: entries.map(({ model }) => model) }));
}

/// The same month by month.
export function revenueMonths(figure, { unit, decimals, steps: names, warm_up: warm, models: entries }) {
    const used = names.map((_, i) => i).filter((i) => entries.some(({ months }) => months.some(({ changes }) => changes[i] !== 0)));
    const net = ({ changes }) => changes.reduce((sum, change) => sum + change, 0);
    const ends = entries.flatMap(({ months }) => months.flatMap(({ changes }) => [
        changes.filter((change) => change > 0).reduce((sum, change) => sum + change, 0),
        changes.filter((change) => change < 0).reduce((sum, change) => sum + change, 0)]));
    const domain = [Math.min(0, ...ends), Math.max(1e-9, ...ends)];
    const netMark = Plot.plot({ width: 30, height: 14, margin: 0, axis: null, x: { domain: [-1, 1] }, y: { domain: [-1, 1] }, className: "swatch",
        marks: [Plot.dot([0], { x: 0, y: 0, r: 4, fill: "var(--paper)", stroke: "currentColor", strokeWidth: 1.5 })] });
    frame(figure, (width) => [
        legend([...used.map((i) => ({ text: names[i], swatch: swatch("bar", stepPatterns[i]) })), { text: "change of the month", swatch: netMark }]),
        multiples(width, (model, each) => {
            const { months } = entries.find((entry) => entry.model === model);
            const parts = months.flatMap(({ changes }, month) => used.filter((i) => changes[i] !== 0).map((i) => ({ month, i, change: changes[i] })));
            const every = Math.ceil(months.length / Math.max(2, Math.floor((each - 72) / 36)));
            return chart({
                width: each, height: 300, marginLeft: 72,
                x: { type: "band", label: "month →", domain: months.map((_, month) => month), tickSize: 0, padding: 0.15,
                    ticks: months.map((_, month) => month).filter((month) => month % every === 0), tickFormat: "d" },
                y: { label: `↑ ${unit}`, domain, nice: true, grid: true, tickFormat: tick },
                marks: [
                    Plot.cell(months.slice(0, warm), { x: (_, month) => month, fill: "var(--muted)", fillOpacity: 0.16, insetLeft: -1, insetRight: -1 }),
                    Plot.barY(parts, Plot.stackY({ order: names }, { x: "month", y: "change", z: (part) => names[part.i],
                        fill: (part) => pattern(stepPatterns[part.i]),
                        title: (part) => `month ${part.month}, ${names[part.i]}: ${withUnit(signed(part.change, decimals), unit)}` })),
                    Plot.ruleY([0]),
                    Plot.dot(months, { x: (_, month) => month, y: net, r: each / months.length > 12 ? 3.5 : 2, fill: "var(--paper)",
                        stroke: "currentColor", strokeWidth: 1.5,
                        title: (month) => `change of the month: ${withUnit(signed(net(month), decimals), unit)}` }),
                ],
            });
        }, { which: entries.map(({ model }) => model) }),
    ]);
}
