import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '#platform/database';
import { programOf } from '../runner/tools.js';
import { scratchFolder } from '../servers/scratch.js';

const ROOT = process.getuid?.() === 0;

/** A fenced block of a page, as it stands there: the one after `<!-- run: name -->`. */
export function blockOf(page: string, name: string): string {
  const [, block] =
    new RegExp(`<!-- run: ${name} -->\\n\\n\`\`\`sh\\n([\\s\\S]*?)\\n\`\`\``).exec(readFileSync(page, 'utf8')) ?? [];
  if (!block) throw new Error(`${page} has no block « ${name} »`);
  return block;
}

/**
 * A machine to walk the documents' commands on: a PostgreSQL of its own that belongs to an unprivileged user, and a folder in which the
 * machine's paths are. What is written otherwise than on the page is the table below, and what a reader writes in its place (`filled`).
 */
export class DocumentedMachine {
  readonly folder = scratchFolder('bn-documents-');
  /** Whether workers are started where the pages start them: two more processes, each time. */
  startsWorkers = false;
  private readonly bin = join(programOf('postgres')!, '..');
  private constructor(
    readonly port: number,
    private readonly pgPort: number,
    private readonly superuser: string,
  ) {}

  /** @param superuser by which PostgreSQL is made: `postgres` of Debian, `bn_owner` of compose */
  static async open(superuser = 'postgres'): Promise<DocumentedMachine> {
    const walk = new DocumentedMachine(await freePort(), await freePort(), superuser);
    chmodSync(walk.folder, 0o755);
    for (const name of [
      'etc',
      'units',
      'bin',
      'backups',
      'lib',
      'run',
      'cache',
      'opt',
      'socket',
      'systemd',
      'compose',
      'root',
    ])
      mkdirSync(walk.at(name));
    symlinkSync(resolve('.'), walk.at('opt/banque'));
    walk.programs();
    for (const name of readdirSync('docs/systemd'))
      writeFileSync(walk.at('systemd', name), walk.written(readFileSync(join('docs/systemd', name), 'utf8')), {
        mode: 0o755,
      });
    if (ROOT) for (const name of ['lib', 'socket', 'compose']) walk.sh(`chown postgres ${walk.at(name)}`);
    walk.newServer();
    return walk;
  }

  at(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** Paths, ports and users of the pages, and what stands for them here. */
  private written(text: string): string {
    const table: [string, string][] = [
      ['/opt/banque-NEW', resolve('.')],
      ['/opt/banque', this.at('opt/banque')],
      ['/etc/banque', this.at('etc/banque')],
      ['/etc/systemd/system', this.at('units')],
      ['/usr/local/sbin', this.at('bin')],
      ['/usr/bin/node', process.execPath],
      ['/var/backups', this.at('backups')],
      ['/root/', `${this.at('root')}/`],
      ['/var/lib/postgresql', this.at('lib')],
      [' docs/systemd/', ` ${this.at('systemd')}/`],
      ['localhost:5432', `localhost:${this.pgPort}`],
      ['PORT=3000', `PORT=${this.port}`],
      ['banque.example.org', 'banque.commune.test'],
      ...(ROOT ? [] : [[' -o postgres', ''] as [string, string]]),
    ];
    return table.reduce((all, [from, to]) => all.replaceAll(from, to), text);
  }

  /** Runs a page's block. @param filled what a reader writes in the place of an example @returns what it said */
  run(page: string, name: string, filled: Readonly<Record<string, string>> = {}): string {
    const text = Object.entries(filled).reduce(
      (all, [from, to]) => {
        if (!all.includes(from)) throw new Error(`« ${name} » does not say ${from}`);
        return all.replaceAll(from, to);
      },
      blockOf(page, name),
    );
    return this.sh(this.written(text));
  }

  /** Runs commands; each must end well. @returns what they said */
  sh(script: string): string {
    const { PATH = '' } = process.env;
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
      encoding: 'utf8',
      env: {
        PATH: `${this.at('bin')}:${this.bin}:${PATH}`,
        HOME: this.folder,
        LC_ALL: 'C.UTF-8',
        PGHOST: this.at('socket'),
        PGPORT: String(this.pgPort),
        PGUSER: this.superuser,
        WALK: this.folder,
        WALK_LEAVES: this.startsWorkers ? '' : 'banque-worker@',
        WALK_POSTGRES: this.at('bin', 'postgresql'),
      },
    });
    if (status !== 0) throw new Error(`${script}\n\n${stdout}${stderr}${this.logs()}`);
    return stdout + stderr;
  }

  /** What the database answers to the superuser, one line a row. */
  sql(statement: string): string[] {
    return this.sh(`psql -Atq --dbname=banque <<'SQL'\n${statement}\nSQL`).split('\n').filter(Boolean);
  }

  /** A PostgreSQL with nothing in it, in the place of the one there was: a new machine, to which the copies were brought. */
  newServer(settings = ''): void {
    if (existsSync(this.data)) {
      this.stop();
      renameSync(this.data, `${this.data}-of-the-old-machine-${Date.now()}`);
    }
    const [locale, auth] = ['--locale=C.UTF-8 --encoding=UTF8', '--auth-local=trust --auth-host=scram-sha-256'];
    this.sh(`sudo -u postgres mkdir -p ${join(this.data, '..')}
sudo -u postgres initdb -D ${this.data} --username=${this.superuser} ${locale} ${auth} --no-sync >/dev/null
sudo -u postgres tee -a ${this.data}/postgresql.conf >/dev/null <<CONF
port = ${this.pgPort}
unix_socket_directories = '${this.at('socket')}'
fsync = off
${settings}
CONF
postgresql start`);
  }

  /** Where PostgreSQL's data lies: as on Debian, or as in the image. */
  private get data(): string {
    return this.superuser === 'postgres' ? this.at('lib/17/main') : this.at('compose/18/docker');
  }

  /** What stands for programs that this machine may not have. */
  private programs(): void {
    const program = (name: string, does: string) =>
      writeFileSync(this.at('bin', name), `#!/bin/bash\nset -eu\n${does}\n`, { mode: 0o755 });
    program(
      'sudo',
      `shift 2\n${ROOT ? 'exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"' : 'exec "$@"'}`,
    );
    program('systemctl', `exec ${process.execPath} ${resolve('test/support/faults/as-systemctl.mjs')} "$@"`);
    program(
      'postgresql',
      `${ROOT ? '[ "$(id -u)" != 0 ] || exec sudo -u postgres "$0" "$@"\n' : ''}exec pg_ctl --pgdata=${this.data} --log=${this.at('socket/log')} --mode=fast --wait "$1" >/dev/null`,
    );
    program(
      'docker',
      `shift
verb=$1; shift
case $verb in
stop) postgresql stop ;;
up) postgresql status >/dev/null || postgresql start ;;
exec) shift 2; eval "exec $(printf ' %q' "$@" | sed 's#/backups#${this.at('backups')}#g')" ;;
run) case "$*" in *main.js*) echo "$*" ; exit ;; esac; sed 's#/backups#${this.at('backups')}#g; s#/data#${this.at('compose')}#; s#chown -R postgres:postgres#${ROOT ? 'chown -R postgres:postgres' : 'true'}#' | bash -eu ;;
esac`,
    );
  }

  private logs(): string {
    const files = [
      ...readdirSync(this.at('run'))
        .filter((name) => name.endsWith('.log'))
        .map((name) => this.at('run', name)),
      this.at('socket/log'),
    ];
    return files
      .filter((path) => existsSync(path))
      .map((path) => `\n${path}\n${readFileSync(path, 'utf8').slice(-1500)}`)
      .join('');
  }

  close(): void {
    try {
      this.stop();
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  private stop(): void {
    if (readdirSync(this.at('units')).length > 0) this.sh('systemctl stop banque-migrate');
    this.sh('postgresql stop');
  }
}
