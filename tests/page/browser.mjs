// Debian's Chromium, driven by playwright-core, and what a page may do in it: nothing that leaves the file.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launch() {
    const executablePath = places.find((place) => existsSync(place));
    if (!executablePath) throw new Error("Chromium is not installed; Debian's package is chromium");
    return chromium.launch({
        executablePath,
        args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-first-run"],
    });
}

/// Opens a file; `said` collects errors of the console and of scripts, `asked` every request that leaves the file.
export async function open(browser, file, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light", ...options });
    const page = await context.newPage();
    const said = [];
    const asked = [];
    page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => {
        if (request.url() !== `file://${file}`) asked.push(request.url());
    });
    await page.goto(`file://${file}`);
    await page.waitForTimeout(200);
    return { page, said, asked, close: () => context.close() };
}
