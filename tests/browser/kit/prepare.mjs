// The data that journeys begin with: the demonstration as of one day, made once and copied for everybody.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { memo } from './memo.mjs';
import { Office } from './office.mjs';

/** Offices to begin in, by name: a function that gives the file of its data. */
export function offices(program, folder, processes) {
  const made = new Map();
  const once = (name, make) => {
    if (!made.has(name)) made.set(name, kept(`${folder}/${name}`) ?? make(`${folder}/${name}`));
    return made.get(name);
  };
  const usual = () => once('usual', (own) => demonstration(program, own, processes));
  return {
    usual,
    /** The Committee of St Petersburg in 2016, while its regulation was in force. */
    committee: () => once('committee', (own) => committee(program, own, processes)),
    /** A project with a plan in 2021, and a city with its districts and schools. */
    plans: () => once('plans', (own) => plans(program, own, processes)),
    /** The same office with a regulation that gets stuck. */
    stuck: () => once('stuck', async (own) => withMemo(program, own, processes, await usual())),
    /** The same office after it has moved its test into the system. */
    computer: () => once('computer', async (own) => onComputers(program, own, processes, await usual())),
  };
}

/** The data of an earlier run, finished and put there. */
const kept = (own) => (existsSync(`${own}/office.db`) ? `${own}/office.db` : undefined);

async function demonstration(program, folder, processes) {
  const office = new Office(program, folder);
  await office.open(undefined, '--processes', processes);
  await office.close();
  const wrong = office.said.filter((line) => line.startsWith('!'));
  if (wrong.length) throw new Error(`the demonstration: ${wrong.join('\n')}`);
  return office.data;
}

async function committee(program, folder, processes) {
  for (const part of ['complaint', 'expert_conclusion', 'shared']) {
    cpSync(`${processes}/${part}`, `${folder}/processes/${part}`, { recursive: true });
  }
  const office = new Office(program, folder);
  await office.open('2016-03-01T09:00+03:00', '--processes', `${folder}/processes`);
  await office.close();
  return office.data;
}

async function plans(program, folder, processes) {
  for (const part of ['assessment_model', 'attestation_campaign', 'shared']) {
    cpSync(`${processes}/${part}`, `${folder}/processes/${part}`, { recursive: true });
  }
  const office = new Office(program, folder);
  await office.open('2021-04-12T10:00+07:00', '--processes', `${folder}/processes`);
  await office.close();
  return office.data;
}

function withMemo(program, folder, processes, from) {
  cpSync(processes, `${folder}/processes`, { recursive: true });
  memo(`${folder}/processes`);
  cpSync(from, `${folder}/office.db`);
  execFileSync(program, ['publish', `${folder}/processes`, '--data', `${folder}/office.db`], { stdio: 'pipe' });
  return `${folder}/office.db`;
}

function onComputers(program, folder, processes, from) {
  cpSync(processes, `${folder}/processes`, { recursive: true });
  const file = `${folder}/processes/organisation.yaml`;
  const more = 'parameters: {certification: {test_system: computer}, appeal: {test_system: computer}}';
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${more}\n`);
  cpSync(from, `${folder}/office.db`);
  execFileSync(program, ['publish', `${folder}/processes`, '--data', `${folder}/office.db`], { stdio: 'pipe' });
  return `${folder}/office.db`;
}
