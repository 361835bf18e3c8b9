// Where the data of offices is: a file each, or with REGLAMENT_TEST_DATABASE=postgres a database each on a server of this run.
//
// What journeys begin with is always prepared as a file. To PostgreSQL it is moved by `reglament copy-database`, so that a
// journey goes on in an installation that has moved; every further office of the same kind is a copy made by the server.
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { until } from './until.mjs';

/** Those that the environment chooses. */
export async function databases(program) {
  const choice = process.env.REGLAMENT_TEST_DATABASE || 'sqlite';
  if (choice === 'sqlite') return new Files();
  if (choice === 'postgres') return Server.start(program);
  throw new Error(`REGLAMENT_TEST_DATABASE is \`sqlite\` or \`postgres\`, not \`${choice}\``);
}

class Files {
  /** The flags of an office with a copy of what was prepared. */
  async office(prepared, folder) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(prepared, `${folder}/office.db`);
    return [];
  }

  async leave() {}

  end() {}
}

/** Keeps the server and ends it when this process ends, however that happens: its end of the pipe closes then. */
const KEEPER = `trap "" INT
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off -c autovacuum=off \\
    -c max_connections=200 >"$2/log" 2>&1 &
cat >/dev/null
kill -INT $!
wait $!
rm -rf "$2"`;

class Server {
  constructor(program, folder) {
    Object.assign(this, { program, folder, moved: new Map(), offices: 0 });
  }

  static async start(program) {
    const server = new Server(program, mkdtempSync(`${tmpdir()}/reglament-journeys-pg-`));
    const { folder } = server;
    // PostgreSQL refuses to run as the superuser.
    if (process.getuid() === 0) execFileSync('chown', ['postgres:', folder]);
    const locale = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=ru-RU'];
    const init = ['--auth=trust', '--username=reglament', '--encoding=UTF8', '--no-sync', ...locale];
    execFileSync(...as([`${programs}/initdb`, ...init, `--pgdata=${folder}/data`]), { cwd: folder, stdio: 'pipe' });
    const [command, args] = as(['/bin/sh', '-c', KEEPER, 'sh', programs, folder]);
    // A group of its own: an interrupt at the keyboard is not for it, the pipe is.
    server.keeper = spawn(command, args, { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    await until(() => server.ready(), 'PostgreSQL to begin');
    return server;
  }

  ready() {
    try {
      this.ask('pg_isready', '--quiet');
      return true;
    } catch {
      return false;
    }
  }

  /** The flags of an office with a copy of what was prepared. */
  async office(prepared, folder) {
    mkdirSync(folder, { recursive: true });
    if (!this.moved.has(prepared)) this.moved.set(prepared, this.move(prepared));
    const name = `office_${(this.offices += 1)}`;
    this.ask('createdb', '--template', this.moved.get(prepared), name);
    return ['--database', this.address(name)];
  }

  /** Gives back what an office took, by its flags. */
  async leave([, address]) {
    const name = new URL(address).pathname.slice(1);
    this.ask('dropdb', '--force', name);
  }

  move(prepared) {
    const name = `prepared_${this.moved.size}`;
    this.ask('createdb', name);
    execFileSync(this.program, ['copy-database', prepared, this.address(name)], { stdio: 'pipe' });
    return name;
  }

  address(name) {
    return `postgres:///${name}?host=${this.folder}&user=reglament`;
  }

  ask(command, ...args) {
    const user = command === 'pg_isready' ? [] : ['--username', 'reglament'];
    execFileSync(`${programs}/${command}`, ['--host', this.folder, ...user, ...args], { stdio: 'pipe' });
  }

  end() {
    this.keeper.stdin.end();
    this.keeper.unref();
  }
}

/** A command of whoever may run PostgreSQL. */
function as(command) {
  const whole = process.getuid() === 0 ? ['runuser', '-u', 'postgres', '--', ...command] : command;
  return [whole[0], whole.slice(1)];
}

/** The folder of its programs: Debian keeps them by version and out of the way. */
const home = '/usr/lib/postgresql';
const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
const programs = versions.map((version) => `${home}/${version}/bin`).find((folder) => existsSync(`${folder}/initdb`));
