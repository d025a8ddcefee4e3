// npm run bundle: all scripts of the page in one, as charts.js in this folder, with the licences of what is in it. It is
// written in ASCII, for the C++ source that carries it, and never holds the end tag of a script.
import { build } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const result = await build({
    entryPoints: ["main.js"],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2021",
    charset: "ascii",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
});

/// The folders node_modules/NAME of the packages whose code is in the bundle.
function packages() {
    const folders = new Set();
    for (const input of Object.keys(result.metafile.inputs)) {
        const found = input.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/);
        if (found) folders.add(found[0]);
    }
    return [...folders].sort();
}

/// Licence texts, each with the packages that are under it.
function licences() {
    const texts = new Map();
    for (const folder of packages()) {
        const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
        if (!file) throw new Error(`${folder} has no licence file`);
        const text = readFileSync(join(folder, file), "utf8").trim();
        texts.set(text, [...(texts.get(text) ?? []), folder.replace(/^.*node_modules\//, "")]);
    }
    return [...texts].map(([text, names]) => `${names.join(", ")}:\n${text}`).join("\n\n");
}

const ascii = (text) => text.replaceAll("\u00a9", "(c)").replace(/[^\n\x20-\x7e]/g, "?").replaceAll("*/", "* /");
const script = `/*\nThis script holds:\n\n${ascii(licences())}\n*/\n${result.outputFiles[0].text}`;
if (/<\/script|<!--/i.test(script)) throw new Error("the bundle would end its own script element");
writeFileSync("charts.js", script);
