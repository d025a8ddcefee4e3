// The page in a real browser: node test.mjs RESULTS, a folder with the results that tools/check_steps.sh made for it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch, open } from "./browser.mjs";

const results = resolve(process.argv[2]);
const pageOf = (name) => join(results, name, "report.html");
const browser = await launch();
let failed = 0;

async function test(name, body) {
    try {
        await body();
        console.log(`passed  ${name}`);
    } catch (error) {
        ++failed;
        console.log(`FAILED  ${name}\n        ${String(error.stack).replaceAll("\n", "\n        ")}`);
    }
}

/// Opens a result's page, runs the body, and asserts that the page said and asked for nothing.
async function visiting(name, options, body) {
    const visit = await open(browser, pageOf(name), options);
    try {
        await body(visit.page);
        assert.deepEqual(visit.said, [], "errors and warnings in the console");
        assert.deepEqual(visit.asked, [], "requests");
    } finally {
        await visit.close();
    }
}

const sections = ["answer", "ranking", "differences", "days", "distributions", "visits", "journey", "cohorts", "complaints", "losses",
    "models", "reproduce"];
const charted = ["differences", "days", "distributions", "visits", "journey", "cohorts", "complaints", "losses"];

/// Marks that were drawn in the charts of a figure: shapes that stand for data, not axes.
const marks = (page, selector) => page.$$eval(`${selector} .plot svg:not(.swatch)`, (drawings) => drawings.map((drawing) =>
    drawing.querySelectorAll("path, circle, rect").length));

await test("every section of a comparison is there, with headings in order and links that lead to it", () =>
    visiting("compare", {}, async (page) => {
        for (const id of sections) {
            assert.equal(await page.locator(`section#${id}`).count(), 1, id);
            assert.equal(await page.locator(`.contents a[href="#${id}"]`).count(), 1, id);
        }
        const levels = await page.$$eval("h1, h2, h3", (headings) => headings.map((heading) => Number(heading.tagName[1])));
        assert.equal(levels[0], 1);
        levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `heading ${i} skips a level`));
        assert.equal(await page.getAttribute("html", "lang"), "en");
    }));

await test("the verdict is the manifest's answer, word by word", () => visiting("compare", {}, async (page) => {
    const manifest = JSON.parse(readFileSync(join(results, "compare", "manifest.json"), "utf8"));
    assert.ok(manifest.answer.length > 0);
    assert.deepEqual(await page.locator(".verdict").allTextContents(), manifest.answer);
}));

await test("every charted section has charts with marks, a caption, a name for screen readers and a table", () =>
    visiting("compare", {}, async (page) => {
        for (const id of charted) {
            const drawn = await marks(page, `#${id}`);
            assert.ok(drawn.length >= 1, `${id} has no chart`);
            assert.ok(drawn.every((count) => count >= 3), `${id} has a chart without marks: ${drawn}`);
            const names = await page.$$eval(`#${id} .plot svg:not(.swatch)`, (drawings) => drawings.map((drawing) =>
                [drawing.getAttribute("role"), drawing.getAttribute("aria-label")]));
            assert.ok(names.every(([role, label]) => role === "img" && label), `${id}: ${JSON.stringify(names)}`);
            assert.ok((await page.locator(`#${id} figcaption`).innerText()).length > 20, id);
            assert.ok(await page.locator(`#${id} table caption`).count() >= 1, id);
        }
        assert.equal(await page.locator("figure.failed").count(), 0);
    }));

await test("another measure draws another chart, by keyboard too", () => visiting("compare", {}, async (page) => {
    const path = () => page.$eval("#days .plot svg:not(.swatch)", (drawing) => drawing.innerHTML);
    const before = await path();
    await page.locator("#days select").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(100);
    assert.notEqual(await path(), before);
    await page.locator("#days summary").first().focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("#days details").first().evaluate((fold) => fold.open));
}));

const svgText = (page, selector) => page.$$eval(`${selector} .plot svg:not(.swatch)`, (drawings) => drawings.map((drawing) =>
    [...drawing.querySelectorAll("text, tspan")].map((node) => node.textContent).join("|")));

/// Texts that a chart writes, axes and labels, without those of legends.
const texts = (page, selector) => page.$$eval(`${selector} .plot svg:not(.swatch) text`, (nodes) => nodes.map((node) => node.textContent));

await test("events of the timeline are in a table and in the charts over days of the models they concern", () => visiting("events", {}, async (page) => {
    const rows = await page.locator("#events tbody tr").allInnerTexts();
    assert.equal(rows.length, 2);
    assert.match(rows[0], /Strike.*days 120 to 129.*2026-05-01 to 2026-05-10.*all.*courier strike/s);
    assert.match(rows[1], /Stolen.*day 151.*Choice of couriers/s);
    const [days] = await svgText(page, "#days");
    assert.match(days, /Strike/);
    assert.match(days, /Stolen \(Choice of couriers\)/);
    const [one, other] = await svgText(page, "#journey");
    assert.ok(one.includes("Strike") && other.includes("Strike"));
    assert.ok(!one.includes("Stolen") && other.includes("Stolen"));
}));

await test("where no timeline is, no event is spoken of", () => visiting("single", {}, async (page) => {
    assert.equal(await page.locator("#events").count(), 0);
    assert.ok(!(await page.locator("main").innerText()).includes("timeline"));
}));

await test("of each model that sells by auction the bids of one auction are drawn, and stand in the table", () =>
    visiting("auctions", {}, async (page) => {
        const caption = await page.locator("#auctions figcaption").innerText();
        const said = [...caption.matchAll(/(\d+) bids of (\d+) bidders; it began at ([\d.,]+) IDR/g)];
        assert.equal(said.length, 3, caption);
        const rows = await page.$$eval("#auctions tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
        assert.equal(rows.length, said.reduce((sum, [, bids]) => sum + Number(bids), 0));
        const dots = await page.$$eval("#auctions .multiples svg", (drawings) => drawings.map((drawing) =>
            drawing.querySelectorAll("g[aria-label=dot] > *").length));
        assert.equal(dots.length, 3);
        const models = [...new Set(rows.map(([model]) => model))];
        models.forEach((model, i) => {
            const own = rows.filter(([name]) => name === model);
            assert.ok(dots[i] === own.length || dots[i] === own.length + 1, `${model}: ${dots[i]} dots, ${own.length} bids`);  // and the price paid
            // Sealed bids show nothing: their price does not move before the end.
            if (model === "Sealed") assert.equal(new Set(own.map((row) => row[5])).size, 1);
        });
        assert.ok(rows.some((row) => row[7] === "in the last minute"));
        assert.ok((await texts(page, "#chart-bids")).includes("last minute"));
        assert.equal(await page.locator("figure.failed").count(), 0);
    }));

await test("where nothing is sold by auction, no bid is spoken of", () => visiting("compare", {}, async (page) => {
    assert.equal(await page.locator("#auctions").count(), 0);
    assert.equal(await page.locator("#chart-bids").count(), 0);
}));

await test("of models with plans it is drawn who is kept and what became of recurring revenue, and the tables say the same", () =>
    visiting("subscriptions", {}, async (page) => {
        const tables = await page.$$eval("#subscribers table", (all) => all.map((table) => [...table.querySelectorAll("tbody tr")]
            .map((row) => [...row.children].map((cell) => cell.textContent))));
        const [renewals, revenue] = tables;
        assert.deepEqual([...new Set(renewals.map(([model]) => model))], ["Plans", "Feed"]);
        // The sentence tells a point of the curve.
        const caption = await page.locator("#chart-retention figcaption").innerText();
        for (const [, model, share, count] of caption.matchAll(/(\w+): ([\d.]+) % of those who paid once are kept after (\d+) renewals/g))
            assert.equal(renewals.find((row) => row[0] === model && row[1] === count)[6], share, caption);
        assert.match(caption, /Plans: .* and [\d.]+ % if no bill had failed\./);
        // Each curve only falls, and lies below that of cancellations alone.
        for (const model of ["Plans", "Feed"]) {
            const own = renewals.filter((row) => row[0] === model);
            own.forEach((row, i) => {
                assert.ok(Number(row[6]) <= Number(row[7]));
                if (i > 0) assert.ok(Number(row[6]) <= Number(own[i - 1][6]));
            });
        }
        const lines = () => page.$$eval("#chart-retention .plot svg:not(.swatch)", (drawings) => drawings.map((drawing) =>
            drawing.querySelectorAll("g[aria-label=line] path").length));
        const together = await lines();
        assert.equal(together.length, 1);
        assert.ok(together[0] >= 3, `${together}`);  // two curves, and one without failed payments at least
        await page.locator("#chart-retention select").selectOption("1");
        const apart = await lines();
        assert.equal(apart.length, 2);
        apart.forEach((count) => assert.ok(count > 3, `${apart}`));
        // A bar from the start to the end, whose numbers are those of the table's last row of the model.
        const bridges = await page.$$eval("#chart-revenue-bridge .multiples svg", (drawings) => drawings.map((drawing) =>
            [...drawing.querySelectorAll("g[aria-label=text] text")].map((text) => text.textContent)));
        assert.equal(bridges.length, 2);
        ["Plans", "Feed"].forEach((model, i) => {
            const whole = revenue.findLast((row) => row[0] === model);
            assert.equal(whole[1], "days 30 to 249");
            const numbers = whole.slice(2).filter((text) => bridges[i].includes(text));
            assert.ok(bridges[i].every((text) => whole.includes(text)), `${bridges[i]} and ${whole}`);
            assert.ok(numbers.length >= 4, `${numbers}`);
            assert.equal(bridges[i][0], whole[2]);
            assert.equal(bridges[i].at(-1), whole.at(-1));
        });
        const months = await marks(page, "#chart-revenue-months");
        assert.equal(months.length, 2);
        months.forEach((count) => assert.ok(count > 12));
        assert.equal(await page.locator("figure.failed").count(), 0);
    }));

await test("platforms that compete have shares that fill the height, bands as thick as the table's orders, and who wins whom", () =>
    visiting("platforms", {}, async (page) => {
        const tables = await page.$$eval("#platforms table", (all) => all.map((table) => [...table.querySelectorAll("tbody tr")]
            .map((row) => [...row.children].map((cell) => cell.textContent))));
        const [shares, flows, gains, homes, duplication] = tables;
        for (const row of shares) {
            const sum = row.slice(2).map(Number).reduce((a, b) => a + b, 0);
            assert.ok(Math.abs(sum - 100) < 0.2, `${row}`);
        }
        assert.equal(shares[0][4], "0.0");  // the rival is not open yet
        const areas = await page.$$eval("#chart-platform-shares .plot svg:not(.swatch) g[aria-label=area] path", (paths) => paths.length);
        assert.equal(areas, 3);
        // A band for each cell of the matrix that is not empty; a month has its own.
        const bands = () => page.$$eval("#chart-platform-flows svg.flows path title", (titles) => titles.map((title) => title.textContent));
        const whole = flows.filter((row) => row[1] === "whole run");
        assert.equal(whole.length, 4);
        const told = await bands();
        assert.equal(told.length, whole.flatMap((row) => row.slice(2, 5)).filter((text) => text !== "0").length);
        assert.ok(told.some((text) => text.startsWith(`Store → Marketplace: ${whole[1][2]} orders`)), `${told}`);
        await page.locator("#chart-platform-flows select").selectOption("1");
        const first = await bands();
        assert.ok(first.every((text) => !text.includes("Rival")), `${first}`);
        // What a platform has is made of all its parts.
        for (const name of ["Marketplace", "Store", "Rival"]) {
            const parts = gains.filter((row) => row[0] === name && row[1] === gains[0][1] && row[2] !== "all that it has").map((row) => Number(row[5]));
            assert.ok(Math.abs(parts.reduce((a, b) => a + b, 0) - 100) < 0.3, `${name} ${parts}`);
        }
        homes.forEach((row) => assert.ok(Math.abs(row.slice(2).map(Number).reduce((a, b) => a + b, 0) - 100) < 0.2, `${row}`));
        duplication.forEach((row, i) => assert.equal(row[1 + i], "–"));
        assert.equal(await page.locator("figure.failed").count(), 0);
    }));

await test("of a feed the people who read are drawn by days, and their number can be chosen by keyboard", () =>
    visiting("subscriptions", {}, async (page) => {
        assert.equal(await page.locator("#chart-readers-days .plot svg:not(.swatch)").count(), 1);
        const select = page.locator("#chart-readers-days select");
        assert.deepEqual(await select.locator("option").allTextContents(), ["daily active", "monthly active", "stickiness"]);
        await select.focus();
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowDown");
        assert.equal(await select.inputValue(), "2");
        assert.ok((await texts(page, "#chart-readers-days")).some((text) => text.includes("stickiness")));
        // Only the feed has readers: one line and its band.
        const rows = await page.$$eval("#readers tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
        rows.forEach(([, , plans, feed, store]) => assert.ok(plans === "–" && store === "–" && feed !== "–"));
        assert.equal(await page.locator("#chart-subscribers-days .plot svg:not(.swatch)").count(), 1);
    }));

await test("where nobody subscribes and nothing is read, neither is spoken of", () => visiting("compare", {}, async (page) => {
    assert.equal(await page.locator("#subscribers, #readers").count(), 0);
}));

await test("the first stop of the Tab key leads past the contents", () => visiting("compare", {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "content");
}));

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const lightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;

await test("the page is light or dark as the system says, and the other when its button is pressed", async () => {
    const seen = {};
    for (const colorScheme of ["light", "dark"]) {
        await visiting("compare", { colorScheme }, async (page) => {
            seen[colorScheme] = lightness(await background(page));
            await page.locator("button.theme").click();
            seen[`${colorScheme} pressed`] = lightness(await background(page));
        });
    }
    assert.ok(seen.light > 200 && seen.dark < 60, JSON.stringify(seen));
    assert.ok(seen["light pressed"] < 60 && seen["dark pressed"] > 200, JSON.stringify(seen));
});

await test("text stands out from its background by 4.5 to 1, light and dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
        await visiting("compare", { colorScheme }, async (page) => {
            const poor = await page.evaluate(() => {
                const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
                const luminance = (colour) => {
                    const [r, g, b] = parts(colour).map((part) => part / 255)
                        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                const paper = (node) => {
                    for (let at = node; at; at = at.parentElement) {
                        const colour = getComputedStyle(at).backgroundColor;
                        if (parts(colour)[3] !== 0) return colour;
                    }
                    return "rgb(255, 255, 255)";
                };
                const found = [];
                for (const node of document.querySelectorAll("p, h1, h2, h3, li, a, td, th, caption, figcaption, summary, span, label, button, select")) {
                    if (!node.checkVisibility() || !node.textContent.trim()) continue;
                    const [a, b] = [luminance(getComputedStyle(node).color), luminance(paper(node))];
                    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                    if (contrast < 4.5) found.push(`${node.tagName}.${node.className}: ${contrast.toFixed(2)}`);
                }
                return [...new Set(found)];
            });
            assert.deepEqual(poor, [], colorScheme);
        });
    }
});

await test("names from a scenario run nothing and are shown as they are", () => visiting("hostile", {}, async (page) => {
    const { scenario } = JSON.parse(readFileSync(join(results, "hostile", "manifest.json"), "utf8"));
    for (const fold of await page.locator("main details").all()) await fold.evaluate((node) => { node.open = true; });
    for (const select of await page.locator("select").all()) {
        const options = await select.locator("option").count();
        for (let i = 0; i < Math.min(options, 3); ++i) await select.selectOption(String(i));
    }
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.locator("main img, main script, main b, main iframe").count(), 0);
    assert.equal(await page.title(), scenario.name);
    assert.equal(await page.locator("h1").innerText(), scenario.name);
    const cells = await page.locator("#ranking td").allTextContents();
    for (const model of scenario.models.slice(0, 5)) {
        assert.ok(cells.some((cell) => cell.includes(model.name)), model.name);
    }
}));

await test("at 400 and at 1280 pixels nothing but tables is wider than the window", async () => {
    for (const name of ["compare", "auctions", "subscriptions", "platforms", "hostile", "single", ...readdirSync(join(results, "studies")).map((study) => join("studies", study))]) {
        for (const width of [400, 1280]) {
            await visiting(name, { viewport: { width, height: 900 } }, async (page) => {
                assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, `${name} at ${width}`);
                const beyond = await page.$$eval(".plot svg", (drawings) => drawings
                    .filter((drawing) => drawing.getBoundingClientRect().right > innerWidth + 1).length);
                assert.equal(beyond, 0, `${name} at ${width}: charts beyond the window`);
            });
        }
    }
});

await test("without scripts every table is there and open", () => visiting("compare", { javaScriptEnabled: false }, async (page) => {
    assert.ok(await page.locator("table").count() >= 12);
    for (const table of await page.locator("table").all()) assert.ok(await table.isVisible());
    for (const figure of await page.locator("figure.chart").all()) assert.ok(!await figure.isVisible());
}));

await test("a single model with one replication has a page without holes", () => visiting("single", {}, async (page) => {
    assert.equal(await page.locator("section#differences").count(), 0);
    assert.ok((await page.locator(".card").count()) >= 6);
    assert.doesNotMatch(await page.locator("main").innerText(), /NaN|undefined|null/);
}));

await test("on paper the navigation is gone, folded tables are open, and it is black on white", () =>
    visiting("compare", { colorScheme: "dark" }, async (page) => {
        const pdf = await page.pdf({ format: "A4" });
        assert.ok(pdf.length > 50_000);
        await page.emulateMedia({ media: "print" });
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        assert.ok(!await page.locator(".contents").isVisible());
        assert.ok(await page.locator("#differences table").isVisible());
        assert.ok(lightness(await background(page)) > 250);
    }));

await test("on paper every table is whole: open, without scroll bars, within the page, and cards are in one piece", async () => {
    for (const name of ["compare", "auctions", "subscriptions", "platforms", "hostile", ...readdirSync(join(results, "studies")).map((study) => join("studies", study))]) {
        // As wide as A4 between its margins; a table with many columns gets a page on its side.
        await visiting(name, { viewport: { width: 688, height: 1000 } }, async (page) => {
            await page.emulateMedia({ media: "print" });
            await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
            const cut = await page.$$eval(".scroll", (frames) => frames.filter((frame) => {
                const style = getComputedStyle(frame);
                const room = frame.classList.contains("wide") ? 1010 : frame.clientWidth;
                return !frame.checkVisibility() || style.overflowY !== "visible" || style.maxHeight !== "none" ||
                    frame.querySelector("table").getBoundingClientRect().width > room + 1;
            }).map((frame) => frame.getAttribute("aria-label")));
            assert.deepEqual(cut, [], name);
            assert.equal(await page.locator("main details:not([open])").count(), 0, name);
            for (const card of await page.locator(".card").all())
                assert.equal(await card.evaluate((node) => getComputedStyle(node).breakInside), "avoid");
            assert.equal(await page.evaluate(() => getComputedStyle(document.body).printColorAdjust), "exact");
        });
    }
});

await test("a break-even's chart speaks in per cent and by the month, with a label at each point", () =>
    visiting("studies/1-break-even", {}, async (page) => {
        const said = await texts(page, "#chart-curve");
        assert.ok(said.some((text) => text.includes("commission, % of price")), said.join(" | "));
        assert.ok(said.some((text) => /contribution a month, (million )?IDR/.test(text)), said.join(" | "));
        const points = await page.locator("#chart-curve .plot circle").count();
        assert.equal(await page.locator("#chart-curve .plot .labels text").count(), points);
        assert.doesNotMatch(said.join(" "), /models\./);
    }));

await test("in Morris's chart every parameter is named, the axes have units, and no name covers another", () =>
    visiting("studies/4-sensitivity", {}, async (page) => {
        const labels = await page.$$eval("#chart-morris .plot .labels text", (nodes) => nodes.map((node) => {
            const { left, right, top, bottom } = node.getBoundingClientRect();
            return { text: node.textContent, left, right, top, bottom };
        }));
        const rowsOfTable = await page.locator("#sensitivity table").last().locator("tbody tr").count();
        assert.equal(labels.length, rowsOfTable);
        for (const [i, a] of labels.entries()) {
            for (const b of labels.slice(i + 1))
                assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top, `${a.text} covers ${b.text}`);
        }
        const axes = (await texts(page, "#chart-morris")).filter((text) => /[μσ]/.test(text));
        assert.equal(axes.length, 2);
        for (const axis of axes) assert.match(axis, /IDR|percentage points/);
    }));

await test("a tornado's bars begin at no change, with an interval and the setting at each end", () =>
    visiting("studies/4-sensitivity", {}, async (page) => {
        const said = await texts(page, "#chart-tornado");
        assert.ok(said.some((text) => text.startsWith("change of platform contribution a month")), said.join(" | "));
        assert.ok(said.includes("5 % of price") && said.includes("20 % of price"), said.join(" | "));
        assert.ok(said.includes("commission"), said.join(" | "));
    }));

await test("the chart over time tells months as the answer does, and days when asked", () => visiting("compare", {}, async (page) => {
    assert.ok((await texts(page, "#chart-series")).some((text) => text.includes("orders a month")));
    assert.ok(await page.locator("#chart-series .plot path[fill='var(--paper)'], #chart-series .plot circle[fill='var(--paper)']").count() >= 2,
        "the month that the run cut short is hollow");
    await page.locator("#chart-series select").last().selectOption("1");
    assert.ok((await texts(page, "#chart-series")).some((text) => text.includes("orders a day")));
}));

await test("every kind of study draws its charts", async () => {
    const studies = readdirSync(join(results, "studies")).map((name) => join("studies", name));
    assert.ok(studies.length >= 6, `studies: ${studies}`);
    for (const name of studies) {
        await visiting(name, {}, async (page) => {
            const figures = await page.locator("figure.chart").count();
            // A scorecard is a table: a fact a row, near or not.
            const least = name.endsWith("scorecard") ? 0 : 1;
            assert.ok(figures >= least, `${name} has no chart`);
            if (least === 0) assert.ok(await page.locator("#scorecard table").count() >= 1, name);
            assert.equal(await page.locator("figure.failed").count(), 0, name);
            const drawn = await marks(page, "figure.chart");
            assert.ok(drawn.length >= figures && drawn.every((count) => count >= 2), `${name}: ${drawn}`);
            assert.ok(await page.locator("table").count() >= figures, name);
            assert.doesNotMatch(await page.locator("main").innerText(), /NaN|undefined/);
        });
    }
});

await test("the page of the default comparison is under 1.5 MB", () => {
    const bytes = statSync(pageOf("compare")).size;
    assert.ok(bytes < 1_500_000, `${bytes} bytes`);
});

await test("a thousand runs are summed up: the page stays as small and draws as few things", () =>
    visiting("thousand", {}, async (page) => {
        const bytes = statSync(pageOf("thousand")).size;
        assert.ok(bytes < 1_500_000, `${bytes} bytes`);
        const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
        assert.ok(nodes < 20_000, `${nodes} nodes`);
        assert.ok((await marks(page, "#distributions"))[0] >= 30, "histograms");
    }));

await browser.close();
console.log(failed ? `${failed} failed` : "All of the page's tests passed.");
process.exitCode = failed ? 1 : 0;
