// Makes the page of a result come alive: charts beside the tables, the switch between light and dark, printing.
// Everything it says is in the page without it, as text and tables.
import { charts } from "./common.js";
import * as platforms from "./platforms.js";
import * as results from "./results.js";
import * as studies from "./studies.js";
import { addThemeSwitch } from "./theme.js";

const kinds = { ...results, ...studies, ...platforms };

document.documentElement.classList.add("scripted");
addThemeSwitch(document.querySelector(".contents"));

// Tables stand open where scripts do not run. Beside a chart they are folded away, and unfold for printing.
const folds = [...document.querySelectorAll("main details")];
for (const fold of folds) fold.open = false;
let unfolded = [];
addEventListener("beforeprint", () => {
    unfolded = folds.filter((fold) => !fold.open);
    for (const fold of unfolded) fold.open = true;
});
addEventListener("afterprint", () => {
    for (const fold of unfolded) fold.open = false;
});

for (const figure of document.querySelectorAll("figure.chart")) {
    const draw = kinds[figure.dataset.chart];
    const content = charts[figure.id.replace(/^chart-/, "")];
    if (!draw || !content) continue;
    try {
        draw(figure, content);
    } catch (error) {
        figure.classList.add("failed");
        console.error(`The chart ${figure.id} could not be drawn:`, error);
    }
}
