// The pictures of the docs: node pictures.mjs RESULTS FOLDER. RESULTS holds the folders that tools/pictures.sh makes; each
// picture is a part of one of their pages as a planner sees it.
import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch, open } from "./browser.mjs";

const [results, folder] = process.argv.slice(2).map((path) => resolve(path));
const most = 200_000;

/// Name of the picture, result, and what of its page is shown: from the top of the first to the end of the last.
const pictures = [
    { name: "page", result: "compare", from: ".top", to: "#answer" },
    { name: "differences", result: "compare", from: "#chart-differences", to: "#chart-differences" },
    { name: "days", result: "compare", from: "#chart-series", to: "#chart-series" },
    { name: "sweep", result: "sweep", from: "#sweep figure", to: "#sweep figure" },
    { name: "break-even", result: "break-even", from: "#chart-curve", to: "#chart-curve" },
    { name: "map", result: "map", from: "#chart-map", to: "#chart-map" },
    { name: "why", result: "why", from: "#chart-attribution", to: "#chart-attribution" },
    { name: "tornado", result: "sensitivity", from: "#chart-tornado", to: "#chart-tornado" },
    { name: "morris", result: "sensitivity", from: "#chart-morris", to: "#chart-morris" },
    { name: "best", result: "best", from: "#chart-search", to: "#chart-search" },
];

mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const { name, result, from, to } of pictures) {
    const { page, close } = await open(browser, join(results, result, "report.html"), { viewport: { width: 1120, height: 900 } });
    const [first, last] = [await page.locator(from).first().boundingBox(), await page.locator(to).first().boundingBox()];
    const margin = 12;
    const clip = { x: Math.max(0, first.x - margin), y: Math.max(0, first.y - margin), width: first.width + 2 * margin,
        height: last.y + last.height - first.y + 2 * margin };
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path, clip, fullPage: true });
    const bytes = statSync(path).size;
    console.log(`${path}: ${bytes} bytes`);
    if (bytes > most) throw new Error(`${path} is larger than ${most} bytes`);
    await close();
}
await browser.close();
