// Forty people take a computer test at once in a real browser. In the middle every one of them reloads the page, and the
// server is killed without warning and started again. No acknowledged answer may be lost, the end of the time may not
// move, and the scores must be right. `make browser-test` runs it.
//
//   node tests/browser/exam.mjs PATH_OF_REGLAMENT [PEOPLE] [FOLDER_FOR_PICTURES]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chromium } from 'playwright-core';
import { QUESTIONS, write } from './folder.mjs';
import { Person } from './person.mjs';
import { Server } from './server.mjs';

const [program, count = '40', pictures] = process.argv.slice(2);
const people = Number(count);
const folder = mkdtempSync(`${tmpdir()}/reglament-browser-`);
const say = (text) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
const began = Date.now();

mkdirSync(`${folder}/processes`);
write(`${folder}/processes`);
const server = new Server(program, folder, 18000 + (process.pid % 2000));
await server.start();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let failed = [];
try {
  // Every fourth has no JavaScript.
  const all = Array.from({ length: people }, (_, n) => new Person(browser, server.base, n + 1, n % 4 !== 3));
  for (const person of all) await person.register();
  say(`${people} people have registered`);
  await Promise.all(all.map((person) => person.begin()));
  say('all have begun');
  if (pictures) await picture(all[0], 'question');

  const middle = Math.floor((people * QUESTIONS) / 2);
  const total = () => all.reduce((sum, person) => sum + person.acknowledged, 0);
  const killed = (async () => {
    while (total() < middle) await new Promise((done) => setTimeout(done, 20));
    const acknowledged = total();
    await server.stop('SIGKILL');
    say(`the server was killed after ${acknowledged} acknowledged answers`);
    await new Promise((done) => setTimeout(done, 3000));
    await server.start();
    say('the server is back');
  })();
  const taken = all.map(async (person) => {
    for (let place = 1; place <= person.places; place += 1) {
      await person.answer(place);
      if (place === Math.floor(person.places / 2)) await person.patiently(() => person.page.reload());
    }
  });
  await Promise.all([killed, ...taken]);
  say(`${total()} answers were acknowledged; ${all.reduce((sum, p) => sum + p.retried, 0)} times somebody tried again`);
  if (pictures) await picture(all[0], 'answered');

  failed = (await Promise.all(all.map((person) => person.check()))).flat();
  say(`${failed.length} answers or ends are not as they were acknowledged`);
  for (const person of all) await person.finish();
  await browser.close();
  await server.stop('SIGTERM');
  failed.push(...scores(all));
} finally {
  await browser.close();
  if (server.child.exitCode === null && server.child.signalCode === null) await server.stop('SIGKILL');
}
rmSync(folder, { recursive: true });
for (const line of failed) console.error(line);
say(failed.length === 0 ? 'no answer lost, no time gained, every score right' : `${failed.length} faults`);
process.exit(failed.length === 0 ? 0 : 1);

/** The scores as the engine counted them, against what was acknowledged. */
function scores(all) {
  const wrong = [];
  const tasks = server.ask('task', 'list', '--by', 'anna');
  const seen = new Map();
  for (const task of tasks.tasks) {
    const { shown } = server.ask('task', 'show', `${task.instance}/${task.task}`, '--by', 'anna');
    const facts = new Map(shown.map((fact) => [fact.name, fact.value]));
    seen.set(facts.get('name'), facts.get('correct'));
  }
  for (const person of all) {
    const counted = seen.get(`Участник ${person.number}`);
    if (counted !== person.points()) wrong.push(`person ${person.number}: ${counted} points, should be ${person.points()}`);
  }
  say(`${seen.size} scores were compared`);
  return seen.size === all.length ? wrong : [...wrong, `${seen.size} of ${all.length} results`];
}

async function picture(person, name) {
  await person.page.setViewportSize({ width: 1240, height: 900 });
  await person.page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  await person.page.setViewportSize({ width: 390, height: 844 });
  await person.page.screenshot({ path: `${pictures}/${name}-phone.png`, fullPage: true });
  await person.page.setViewportSize({ width: 1240, height: 900 });
}
