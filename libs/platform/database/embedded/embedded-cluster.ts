import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Binaries } from './embedded-binaries.js';
import { removeForeignPid } from './embedded-lock.js';
import { give, type Runner } from './embedded-runner.js';

export const OWNER = 'bn_owner';

export interface Cluster {
  readonly home: string;
  readonly data: string;
  readonly who: Runner;
  readonly binaries: Binaries;
  readonly password: string;
  readonly settings: readonly string[];
}

export const logOf = (cluster: Cluster): string => join(cluster.home, 'postgres.log');

/**
 * Makes a data folder. initdb works in a draft that is renamed when complete: a kill or a second starter cannot leave half a database.
 * @param isWanted asked just before the renaming, since initdb takes a while
 */
export async function createCluster(
  { home, data, who, binaries, password }: Cluster,
  isWanted = () => true,
): Promise<void> {
  const draft = join(home, `draft-${randomBytes(4).toString('hex')}`);
  const secret = `${draft}.password`;
  try {
    writeFileSync(secret, password, { mode: 0o600 });
    give(secret, who);
    const shape = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = [`--username=${OWNER}`, `--pwfile=${secret}`, '--auth=scram-sha-256'];
    await run(binaries.initdb, ['-D', draft, ...shape, ...access], who);
    if (isWanted()) renameSync(draft, data);
  } catch (error) {
    if (!existsSync(data)) throw error;
  } finally {
    rmSync(secret, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Starts the server at a port, else where it was the last time, or at any free one when another program listens there. Waits until it answers.
 * @throws when another server holds the data
 */
export async function startCluster(cluster: Cluster, port?: number): Promise<void> {
  const { home, data, who, binaries, settings } = cluster;
  // Left by a killed start; a slower racer's draft is of no use any more either.
  for (const name of readdirSync(home))
    if (name.startsWith('draft-')) rmSync(join(home, name), { recursive: true, force: true });
  const before = portBefore(cluster);
  removeForeignPid(data);
  const own = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'lc_messages=C'];
  const flags = [...own, ...settings].map((setting) => `-c ${setting}`).join(' ');
  const log = logOf(cluster);
  try {
    const at = port ?? (await freePort(before));
    const options = `-p ${at} ${flags}`;
    await run(binaries.pg_ctl, ['start', '-w', '-t', '60', '-s', '-D', data, '-l', log, '-o', options], who);
    if (port === undefined) writeFileSync(join(home, PORT), `${at}`);
  } catch (error) {
    const last = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : '';
    throw new Error(`${(error as Error).message}\n${last}`);
  }
}

export const stopCluster = ({ data, who, binaries }: Cluster): Promise<void> =>
  run(binaries.pg_ctl, ['stop', '-m', 'fast', '-w', '-s', '-D', data], who);

export function majorOfData(data: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

/** The port of a server that reported being ready; it may have died since. */
export function portOf({ data }: Cluster): number | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return lines[7]?.trim() === 'ready' ? Number(lines[3]) : null;
  } catch {
    return null;
  }
}

/** Stored beside the data: a stopped server leaves no port. */
const PORT = 'port';

function portBefore({ home, data }: Cluster): number {
  for (const [file, line] of [
    [join(data, 'postmaster.pid'), 3],
    [join(home, PORT), 0],
  ] as const)
    if (existsSync(file)) return Number(readFileSync(file, 'utf8').split('\n')[line]) || 0;
  return 0;
}

function run(program: string, args: readonly string[], who: Runner): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { ...who, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', fail);
    // `exit`, not `close`: the server that pg_ctl leaves behind may keep the pipe open.
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`${said.trim() || program} (${code})`))));
  });
}

/** Below those that systems lend to connections going out: none of these takes a port between the look and its server's start. */
const PORTS = { from: 12_000, to: 32_000 } as const;
let next = randomInt(PORTS.from, PORTS.to);

/** A free port of this machine, `wanted` if it is free; no port twice. @throws Error when a hundred were taken */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted && (await isFree(wanted))) return wanted;
  for (let tries = 0; tries < 100; tries += 1) {
    next = next + 1 < PORTS.to ? next + 1 : PORTS.from;
    const port = next;
    if (await isFree(port)) return port;
  }
  throw new Error('no free port');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer();
    server.on('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
