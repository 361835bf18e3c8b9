// Stories of everyday work in a real browser, each with a server, data and a clock of its own. `make journeys` runs them.
//
//   node tests/browser/journeys.mjs PATH_OF_REGLAMENT [WORDS_OF_A_FILE_NAME…]
//
// A story is a file of `journeys/`; what it may do is in `kit/visitor.mjs`. SHOTS=FOLDER keeps a picture of every page.
// REGLAMENT_TEST_DATABASE=postgres keeps their data on a PostgreSQL of their own (`make journeys-postgres`).
// OFFICES=FOLDER keeps what is prepared for the next run: quick while a story is written, wrong after a change of the engine.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chromium } from 'playwright-core';
import { databases } from './kit/databases.mjs';
import { Inspector } from './kit/inspector.mjs';
import { Office } from './kit/office.mjs';
import { offices } from './kit/prepare.mjs';
import { Visitor } from './kit/visitor.mjs';

/** Stories at a time: the browser and the servers share the processors. */
const SIDE_BY_SIDE = Number(process.env.SIDE_BY_SIDE ?? 2);

const [program, ...wanted] = process.argv.slice(2);
const home = new URL('journeys/', import.meta.url);
const names = readdirSync(home).filter((name) => name.endsWith('.mjs')).map((name) => name.slice(0, -4));
const stories = names.filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const folder = mkdtempSync(`${tmpdir()}/reglament-journeys-`);
const pictures = process.env.SHOTS;
if (pictures) mkdirSync(pictures, { recursive: true });
const processes = new URL('../../processes', import.meta.url).pathname;
const prepared = offices(program, process.env.OFFICES ?? `${folder}/offices`, processes);
const stored = await databases(program);
const inspector = new Inspector(pictures);
const began = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1).padStart(6)} s`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const failed = new Map();
try {
  await prepared.usual();
  console.log(`${seconds(began)}  the office is prepared`);
  const queue = [...stories];
  const worker = async () => {
    for (let name = queue.shift(); name; name = queue.shift()) await tell(name);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
} finally {
  await browser.close();
  stored.end();
  rmSync(folder, { recursive: true });
}
const sum = `${stories.length} journeys, ${inspector.pages} different pages, ${failed.size} failed`;
console.log(`${seconds(began)}  ${sum}`);
// At the end, where a build server shows them: what stands among the stories is far above by now.
for (const [name, faults] of failed) console.log([`FAILED ${name}`, ...faults].join('\n          '));
process.exit(failed.size === 0 && stories.length > 0 ? 0 : 1);

async function tell(name) {
  const { default: story } = await import(new URL(`${name}.mjs`, home));
  const since = Date.now();
  const begins = await prepared[story.office ?? 'usual']();
  const database = await stored.office(begins, `${folder}/${name}`);
  const office = new Office(program, `${folder}/${name}`, database);
  const visitors = [];
  const visitor = async (login, how = {}) => {
    const comer = new (how.as ?? Visitor)({ browser, office, inspector, story: name, login, ...how });
    visitors.push(comer);
    return comer.come();
  };
  const faults = [];
  try {
    await office.open(story.begins);
    await story.tell({ office, visitor });
  } catch (error) {
    faults.push(error.stack);
    faults.push(...office.said.slice(-5));
    const picture = { path: `${pictures}/failed-${name}.png`, fullPage: true };
    if (pictures) await visitors.at(-1)?.page?.screenshot(picture).catch(() => {});
  }
  faults.push(...new Set(visitors.flatMap((one) => one.faults)));
  for (const one of visitors) await one.go().catch(() => {});
  await office.close();
  await stored.leave(database);
  rmSync(office.folder, { recursive: true, force: true });
  console.log(`${seconds(since)}  ${faults.length ? 'FAILED' : 'ok    '}  ${name}: ${story.title}`);
  if (faults.length) failed.set(name, faults);
}
