// An office of one's own for a journey: a server on a free port of loopback, data of its own (`databases.mjs`), and a
// clock that can be put forward. Nothing of it outlives the journey.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { letters } from './letters.mjs';
import { until } from './until.mjs';

/** When an office opens: a Monday, the eve of a registration day; last month's session has its certificates. */
export const OPENS = '2026-11-09T10:00+07:00';

export class Office {
  /** `database`: the flags that name it where it is not the file in the folder. */
  constructor(program, folder, database = []) {
    Object.assign(this, { program, folder, data: `${folder}/office.db`, database, listen: '127.0.0.1:0', visitors: [] });
    mkdirSync(folder, { recursive: true });
  }

  /** Starts the server with its clock at a moment; what was due before that happens at once. */
  async open(now = OPENS, ...more) {
    const quiet = ['--log', 'warn', '--lang', 'ru'];
    const args = ['serve', '--demo', '--now', now, '--data', this.data, ...this.database, '--listen', this.listen];
    const child = spawn(this.program, [...args, ...quiet, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.said = [];
    const lines = createInterface({ input: child.stdout });
    createInterface({ input: child.stderr }).on('line', (line) => this.said.push(line));
    child.once('error', (error) => this.said.push(error.message));
    for await (const line of lines) {
      const address = /^Сервер: (http:\S+)/.exec(line)?.[1];
      if (!address) {
        this.said.push(line);
        continue;
      }
      this.base = address;
      // The clock is put forward by starting anew; the address stays.
      this.listen = new URL(address).host;
      child.stdout.resume();
      return;
    }
    throw new Error(`the server did not start: ${this.said.join('\n')}`);
  }

  async close() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }

  /** Lets time pass. Whoever had signed in has to do so again: sessions do not live that long. */
  async later(now) {
    await this.close();
    await this.open(now);
  }

  /** The letter to an address, once it has gone out. */
  letter(to, subject) {
    const there = () => letters(`${this.folder}/letters`, to, subject).at(-1);
    return until(there, `a letter to ${to} about «${subject}»`);
  }

  /** Where people join the running window of a process, in the API. */
  async window(process) {
    const open = async () => {
      const services = await (await fetch(`${this.base}/api/v1/services`)).json();
      return services.find(({ kind }) => kind.process === process && kind.instance)?.kind;
    };
    const { instance, step } = await until(open, `a window of ${process}`);
    return `/instances/${instance}/items/${step}`;
  }

  /** A command of the API, by somebody who is nobody's visitor. */
  async ask(path, body) {
    const reply = await fetch(`${this.base}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    const answer = await reply.json();
    if (!reply.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  }
}
