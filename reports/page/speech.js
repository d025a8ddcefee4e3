// How charts of experiments speak: measures and parameters by the names that people know, numbers as the tables have them with
// one unit behind them, and a label at each point.
import { chart, number, svg, withUnit, words } from "./common.js";

const plus = (value, text) => (value > 0 && /[1-9]/.test(text) ? `+${text}` : text);

/// How a study's data speak: measures and parameters by the names that people know, numbers in the decimals of the
/// tables, one unit behind them.
export function speech({ measures = {}, parameters = {} }) {
    const measureOf = (row) => measures[row?.measure] ?? { label: words(row?.measure ?? "measure"), unit: "", difference_unit: "",
        amount: "", difference_amount: "", better: 1 };
    const parameterOf = (path) => parameters[path] ?? { name: path, unit: "" };
    const inDecimals = (value, decimals) => number(value, decimals);
    const range = (low, high, decimals) => (low === null || low === undefined || high === null || high === undefined ? ""
        : ` (${inDecimals(low, decimals)} to ${inDecimals(high, decimals)})`);
    return {
        measureOf,
        parameterOf,
        call: (name) => measures[name]?.label ?? parameters[name]?.name ?? (name === "" ? "–" : words(name)),
        /// "contribution a month, million IDR"
        axis: (row) => withComma(measureOf(row).label, measureOf(row).unit),
        differenceAxis: (row, what = measureOf(row).label) => withComma(what, measureOf(row).difference_unit),
        parameterAxis: (path) => withComma(parameterOf(path).name, parameterOf(path).unit),
        /// "12.3 (10.1 to 14.5) million IDR a month"
        amount: (row, value, low, high) => withUnit(inDecimals(value, measureOf(row).decimals) + range(low, high, measureOf(row).decimals),
            measureOf(row).amount),
        difference: (row, value, low, high) => withUnit(plus(value, inDecimals(value, measureOf(row).decimals)) +
            range(low, high, measureOf(row).decimals), measureOf(row).difference_amount),
        brief: (row, value) => inDecimals(value, measureOf(row).decimals),
        briefDifference: (row, value) => plus(value, inDecimals(value, measureOf(row).decimals)),
        /// "commission 8 % of price"
        setting: (path, value) => (typeof value === "number" ? withUnit(`${parameterOf(path).name} ${number(value)}`, parameterOf(path).unit)
            : `${parameterOf(path).name} ${value}`),
        value: (path, value) => (typeof value === "number" ? withUnit(number(value), parameterOf(path).unit) : String(value)),
    };
}
const withComma = (label, unit) => (unit && !label.startsWith(unit.replace(/s$/, "")) ? `${label}, ${unit}` : label);

/// Labels for points, so that each has one and none covers another: beside its point where there is room, else a little
/// off and joined to it by a line. `x` and `y` turn a point into pixels.
function placedLabels(points, { x, y, text, width, top, bottom, left: edge, keep = [] }) {
    const taken = keep.map(({ x: at, y: level }) => ({ from: at - 6, to: at + 6, above: level - 6, below: level + 6 }));
    const hits = (box) => taken.some((other) => box.from < other.to && other.from < box.to && box.above < other.below && other.above < box.below);
    const places = [[9, -8], [-9, -8], [9, 9], [-9, 9], [0, -15], [0, 16]];
    for (let ring = 2; ring < 16; ++ring) for (const [dx, dy] of [[9, -1], [-9, -1], [9, 1], [-9, 1]]) places.push([dx, dy * 13 * ring]);
    return points.map((point) => {
        const label = text(point);
        const room = [...label].length * 6.6;
        const boxAt = ([dx, dy]) => {
            const from = x(point) + dx - (dx < 0 ? room : dx === 0 ? room / 2 : 0);
            return { dx, dy, from, to: from + room, above: y(point) + dy - 7, below: y(point) + dy + 7 };
        };
        const fits = (box) => box.from >= edge && box.to <= width && box.above >= top && box.below <= bottom && !hits(box);
        const box = places.map(boxAt).find(fits) ?? boxAt(places[0]);
        taken.push(box);
        return { label, px: x(point), py: y(point), lx: box.dx < 0 ? box.to : box.from, ly: y(point) + box.dy, far: Math.abs(box.dy) > 17,
            anchor: box.dx < 0 ? "end" : "start", boxLeft: box.from };
    });
}

/// Draws them onto a chart that was drawn, in its own coordinates.
function addLabels(drawing, labels) {
    const marks = svg("g", { class: "labels", "aria-hidden": "true" });
    for (const { label, px, py, lx, ly, far, anchor } of labels) {
        if (far) marks.append(svg("line", { x1: px, y1: py, x2: lx, y2: ly, stroke: "var(--muted)", "stroke-width": 0.75 }));
        marks.append(svg("text", { x: lx, y: ly, dy: "0.32em", "text-anchor": anchor, fill: "currentColor", stroke: "var(--paper)",
            "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" }, label));
    }
    drawing.append(marks);
    return drawing;
}

/// A chart with a label at each point; beyond so many the tooltips and the table tell.
const kMostLabels = 40;
export function labelled(options, points, { x, y, text }) {
    const drawing = chart(options);
    const svgOf = drawing.tagName === "FIGURE" ? drawing.querySelector("svg:not(.swatch)") : drawing;
    if (points.length > kMostLabels) return drawing;
    const scaleOf = (name) => (value) => drawing.scale(name).apply(value);
    const [toX, toY] = [scaleOf("x"), scaleOf("y")];
    const at = { x: (point) => toX(x(point)), y: (point) => toY(y(point)) };
    addLabels(svgOf, placedLabels(points, { ...at, text, width: options.width - 2, top: 26, bottom: options.height - (options.marginBottom ?? 40),
        left: (options.marginLeft ?? 64) + 2, keep: points.map((point) => ({ x: at.x(point), y: at.y(point) })) }));
    return drawing;
}
