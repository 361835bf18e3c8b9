// The server under test: started, killed without warning, started again on the same data and the same port.
import { execFileSync, spawn } from 'node:child_process';

export class Server {
  constructor(program, folder, port) {
    this.program = program;
    this.data = `${folder}/test.db`;
    this.port = port;
    this.base = `http://127.0.0.1:${port}`;
    execFileSync(program, ['publish', `${folder}/processes`, '--data', this.data], { stdio: 'pipe' });
  }

  async start() {
    const args = ['serve', '--data', this.data, '--listen', `127.0.0.1:${this.port}`, '--base-url', this.base];
    this.child = spawn(this.program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.said = '';
    this.child.stderr.on('data', (chunk) => { this.said = (this.said + chunk).slice(-4000); });
    for (let tries = 0; tries < 200; tries += 1) {
      try {
        if ((await fetch(`${this.base}/healthz`)).ok) return;
      } catch { /* not yet */ }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the server did not start: ${this.said}`);
  }

  stop(signal) {
    return new Promise((done) => {
      this.child.once('exit', done);
      this.child.kill(signal);
    });
  }

  ask(...args) {
    const text = execFileSync(this.program, [...args, '--data', this.data, '--json'], { encoding: 'utf8' });
    return JSON.parse(text);
  }
}
