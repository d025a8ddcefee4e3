// Makes the output blocks of Markdown files anew: node tools/captured_output.mjs PASAR SCENARIOS FILE.md...
//
// A block is a fenced block of code whose first line begins with "$ ". Its commands are run one after the other in a
// scratch folder of the file's own, where `./run` and `pasar` are the program PASAR and scenarios/ is the folder
// SCENARIOS; what they print takes the place of what stands below each of them. A comment `<!-- $ COMMANDS -->` is run as
// well, unseen by readers: it makes what a reader is asked to make by hand. Output that begins with a line "..." keeps
// as many last lines as stand there. Blocks with "..." further below are only checked: each line must still be printed.
// Times such as "(13 s)" stay as they are. A command that is not on this machine keeps its output, with a word.
import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

const [program, scenarios, ...files] = process.argv.slice(2);
let faults = 0;

function scratch_folder() {
    const folder = mkdtempSync(join(tmpdir(), 'pasar-docs-'));
    symlinkSync(resolve(scenarios), join(folder, 'scenarios'));
    for (const [name, called_as] of [['run', './run'], ['pasar', 'pasar']]) {
        const path = join(folder, name);
        writeFileSync(path, `#!/bin/sh\n[ $# -gt 0 ] || set -- compare scenarios/c2c-or-b2c.json\n` +
            `PASAR_CALLED_AS=${called_as} exec '${resolve(program)}' "$@"\n`);
        chmodSync(path, 0o755);
    }
    return folder;
}

/// What a command prints, standard error in its place. Null where the machine does not have it.
function output_of(command, folder) {
    const {stdout, status} = spawnSync('bash', ['-c', `{ ${command}\n} 2>&1`],
        {cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, env: {...process.env, PATH: `${folder}:${process.env.PATH}`}});
    const is_missing = status === 127 || stdout.includes('ModuleNotFoundError');
    return is_missing ? null : stdout.replace(/\n+$/, '').split('\n').map(line => line.trimEnd());
}

/// A block as commands, each with the lines below it.
function parts_of(lines) {
    const parts = [];
    for (let i = 0; i < lines.length; ++i) {
        if (lines[i].startsWith('$ ')) {
            const said = [lines[i]];
            while (said.at(-1).endsWith('\\')) said.push(lines[++i]);
            parts.push({said, command: said.join('\n').slice(2), old: []});
        } else {
            parts.at(-1).old.push(lines[i]);
        }
    }
    return parts;
}

function with_old_times(fresh, old) {
    const time = /\((\d+ min )?\d+ s\)/;
    const times = old.filter(line => time.test(line)).map(line => line.match(time)[0]);
    return fresh.map(line => (time.test(line) && times.length ? line.replace(time, times.shift()) : line));
}

function renewed(part, folder, place) {
    const fresh = output_of(part.command, folder);
    if (fresh === null) {
        console.error(`${place}: this machine does not have: ${part.command}`);
        return part.old;
    }
    const elided = part.old.indexOf('...');
    if (part.old.lastIndexOf('...') > 0) {
        for (const line of part.old.filter(line => line !== '...' && !fresh.includes(line))) {
            console.error(`${place}: no longer printed: ${line}`);
            ++faults;
        }
        return part.old;
    }
    const shown = elided === 0 ? ['...', ...fresh.slice(1 - part.old.length)] : fresh;
    const blank_at_end = part.old.at(-1) === '' ? [''] : [];
    return [...with_old_times(shown, part.old), ...blank_at_end];
}

for (const file of files) {
    const folder = scratch_folder();
    const lines = readFileSync(file, 'utf8').split('\n');
    const out = [];
    for (let i = 0; i < lines.length; ++i) {
        out.push(lines[i]);
        if (lines[i].startsWith('<!-- $ ')) {
            const last = lines.findIndex((line, at) => at >= i && line.endsWith('-->'));
            const unseen = lines.slice(i, last + 1).join('\n').slice('<!-- $ '.length, -'-->'.length);
            execFileSync('bash', ['-c', unseen], {cwd: folder});
            out.push(...lines.slice(i + 1, last + 1));
            i = last;
            continue;
        }
        if (lines[i] !== '```' || !lines[i + 1]?.startsWith('$ ')) continue;
        const end = lines.indexOf('```', i + 1);
        const place = `${file}:${i + 2}`;
        for (const part of parts_of(lines.slice(i + 1, end))) out.push(...part.said, ...renewed(part, folder, place));
        i = end;
        out.push('```');
    }
    const text = out.join('\n');
    if (text !== lines.join('\n')) {
        writeFileSync(file, text);
        console.log(`${file}: output made anew`);
    }
    rmSync(folder, {recursive: true});
}
process.exit(faults ? 1 : 0);
