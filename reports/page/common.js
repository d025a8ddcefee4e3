// What all charts share: the data of the page, how models are told apart, controls, number formats, the frame that draws
// again when the window changes. Text from the data only ever becomes text content or attributes, never markup.
import * as Plot from "@observablehq/plot";

const data = JSON.parse(document.getElementById("data").textContent);
export const models = data.models;
export const charts = data.charts;

/// Models differ by colour (after Okabe and Ito), by dash and by symbol.
const dashes = ["none", "7 4", "2 3", "10 3 2 3", "14 5", "4 2 1 2 1 2", "1 5", "18 3 3 3"];
const symbols = ["circle", "triangle", "square", "diamond", "star", "cross", "wye", "hexagon"];
export const colour = (i) => `var(--c${i % 8})`;
export const dash = (i) => dashes[(i + Math.floor(i / 8)) % dashes.length];
export const symbol = (i) => symbols[(i + Math.floor(i / 8)) % symbols.length];
/// Fills for stacked bars: colour and pattern together.
export const pattern = (i) => `url(#pattern-${i})`;

export const short = (text, length = 26) => {
    const characters = [...String(text)];
    return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : String(text);
};

export function element(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
}

export function svg(name, attributes = {}, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
}

export function number(value, decimals) {
    if (value === null || value === undefined || Number.isNaN(value)) return "–";
    const options = decimals === undefined ? { maximumSignificantDigits: 4 }
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const text = value.toLocaleString("en-US", options);
    return /[1-9]/.test(text) ? text : text.replace("-", "");  // no minus before nothing
}

export const withUnit = (text, unit) => (unit ? `${text} ${unit}` : text);

/// Ticks with thousands separators and as few digits as tell them apart.
export const tick = (value) => value.toLocaleString("en-US", { maximumSignificantDigits: 6 });

/// A labelled choice; `change` gets the place of what was chosen.
export function choice(label, options, change, chosen = 0) {
    const select = element("select", {}, ...options.map((text, i) => element("option", { value: i }, short(text, 60))));
    select.selectedIndex = chosen;
    select.addEventListener("change", () => change(select.selectedIndex));
    return element("label", { class: "choice" }, element("span", {}, label), select);
}

/// A legend of the models; `kind` is "line", "dot" or "bar".
export function modelLegend(kind, which = models.map((_, i) => i)) {
    return legend(which.map((i) => ({ text: models[i], swatch: swatch(kind, i) })));
}

export function legend(entries) {
    return element("ul", { class: "legend" }, ...entries.map(({ text, swatch: mark }) => element("li", {}, mark, text)));
}

export function swatch(kind, i) {
    const box = { class: "swatch", viewBox: "0 0 30 14", width: 30, height: 14, "aria-hidden": "true", focusable: "false" };
    if (kind === "line") {
        return svg("svg", box, svg("line", { x1: 1, x2: 29, y1: 7, y2: 7, stroke: colour(i), "stroke-width": 2.5,
            "stroke-dasharray": dash(i) }));
    }
    if (kind === "bar") {
        return svg("svg", box, svg("rect", { x: 2, y: 1, width: 26, height: 12, fill: pattern(i), stroke: "var(--muted)", "stroke-width": 0.5 }));
    }
    return Plot.plot({ width: 30, height: 14, margin: 0, axis: null, x: { domain: [-1, 1] }, y: { domain: [-1, 1] },
        className: "swatch", marks: [Plot.dot([0], { x: 0, y: 0, r: 5, symbol: symbol(i), fill: colour(i) })] });
}

/// Patterns that pattern(i) points to, once in the page.
function definePatterns() {
    const lines = [
        [], ["M0,8 L8,0"], ["M0,0 L8,8"], ["M4,0 V8"], ["M0,4 H8"], ["M0,8 L8,0", "M0,0 L8,8"], ["M4,3 V5"], ["M4,0 V8", "M0,4 H8"],
        [],
    ];
    const patterns = lines.map((paths, i) => svg("pattern",
        { id: `pattern-${i}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
        svg("rect", { width: 8, height: 8, fill: i === 8 ? "var(--rule)" : colour(i) }),
        ...paths.map((d) => svg("path", { d, stroke: "var(--paper)", "stroke-width": 1.6, "stroke-opacity": 0.55 }))));
    document.body.append(svg("svg", { width: 0, height: 0, class: "patterns", "aria-hidden": "true", focusable: "false" },
        svg("defs", {}, ...patterns)));
}
definePatterns();

/// Puts controls and a drawing in front of the caption. `draw(width)` gives nodes; it is called again when the width
/// changes or redraw() is called.
export function frame(figure, draw, controls = []) {
    const caption = figure.querySelector("figcaption");
    const plot = element("div", { class: "plot" });
    if (controls.length) figure.insertBefore(element("div", { class: "controls" }, ...controls), caption);
    figure.insertBefore(plot, caption);
    let drawnAt = 0;
    const redraw = () => {
        drawnAt = Math.max(280, Math.floor(plot.getBoundingClientRect().width));
        plot.replaceChildren(...[draw(drawnAt)].flat());
        for (const drawing of plot.querySelectorAll("svg:not(.swatch):not([role])")) {
            drawing.setAttribute("role", "img");
            if (!drawing.hasAttribute("aria-label")) drawing.setAttribute("aria-label", caption.textContent);
        }
    };
    redraw();
    new ResizeObserver(() => {
        if (Math.abs(plot.getBoundingClientRect().width - drawnAt) > 8) redraw();
    }).observe(plot);
    return redraw;
}

/// A chart in the house style.
export function chart(options) {
    return Plot.plot({
        marginTop: 24,
        marginRight: 16,
        marginBottom: 40,
        marginLeft: 64,
        ...options,
        style: { fontFamily: "inherit", fontSize: "12px", background: "transparent", overflow: "visible" },
    });
}

const milliseconds = 86_400_000;
export const dateAt = (start, day) => new Date(Date.parse(`${start}T00:00:00Z`) + day * milliseconds);
export const dayText = (date) => date.toISOString().slice(0, 10);

/// Days of warm-up, which no figure counts: shaded, and named.
export function warmUp(start, days, height) {
    if (!days) return [];
    const span = [{ from: dateAt(start, 0), to: dateAt(start, days) }];
    return [
        Plot.rectX(span, { x1: "from", x2: "to", fill: "var(--muted)", fillOpacity: 0.16 }),
        Plot.text(span, { x: "from", frameAnchor: "top", dx: 4, dy: height > 200 ? 4 : 0, textAnchor: "start", text: () => "warm-up", fill: "var(--muted)" }),
    ];
}

/// One small chart for each model, side by side as far as they fit. `draw(model, width)` gives a chart.
export function multiples(width, draw, { least = 380, most = 2, which = models.map((_, i) => i) } = {}) {
    const columns = Math.max(1, Math.min(most, which.length, Math.floor((width + 24) / least)));
    const each = Math.floor((width - 24 * (columns - 1)) / columns);
    const grid = element("div", { class: "multiples", style: `grid-template-columns: repeat(${columns}, minmax(0, 1fr))` });
    for (const model of which) {
        const drawing = draw(model, each);
        drawing.setAttribute("role", "img");
        drawing.setAttribute("aria-label", models[model]);
        grid.append(element("div", {}, element("p", { class: "small-title" }, models[model]), drawing));
    }
    return grid;
}

/// A dot that points down, which Plot has no symbol for.
export const triangleDown = {
    draw(context, size) {
        const y = -Math.sqrt(size / (Math.sqrt(3) * 3));
        context.moveTo(0, -y * 2);
        context.lineTo(-Math.sqrt(3) * y, y);
        context.lineTo(Math.sqrt(3) * y, y);
        context.closePath();
    },
};

/// Columns of a table as objects, one a row.
export function rows(columns) {
    const names = Object.keys(columns);
    const count = names.length ? columns[names[0]].length : 0;
    return Array.from({ length: count }, (_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]])));
}

export const unique = (values) => [...new Set(values)];
export const words = (name) => String(name).replaceAll("_", " ");

/// The room that labels of this text need to the left of a chart, at most a share of its width.
export function labelRoom(texts, width, share = 0.4) {
    const longest = Math.max(0, ...texts.map((text) => [...String(text)].length));
    return Math.min(Math.ceil(longest * 6.6) + 16, Math.floor(width * share));
}
/// Shortens a label to the room.
export const fitted = (room) => (text) => short(text, Math.max(6, Math.floor((room - 12) / 6.6)));
