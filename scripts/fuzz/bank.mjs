import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { RootModule } from '../../dist/apps/server/app.module.js';
import { migrateAll } from '../../dist/apps/server/startup/open-database.js';
import { DEMO_PASSWORD, seedDemo } from '../../dist/libs/bank/demo/index.js';
import { SignInService, UsersService } from '../../dist/libs/bank/people/index.js';
import { freePort, startEmbedded } from '../../dist/libs/platform/database/index.js';
import { ROLES, ROLES_OF } from '../../dist/libs/platform/kernel/index.js';

const SYSTEM = { kind: 'system', channel: 'system' };
const SECRET = 'of this fuzz alone, and of no use elsewhere';
/** In the server: at a signal it tells, on a line, how much it keeps once everything that can be forgotten was. */
const TELLS = `process.on('SIGUSR2', () => { globalThis.gc(); console.log('keeps', process.memoryUsage().heapUsed, 'bytes'); })`;
const READY = /La banque est ouverte|Le programme tourne/;
/** Of the log, as much as what a found failure is looked up in. */
const LOG_KEPT = 4_000_000;

/** The demo's bank in a process of its own, and whoever a fuzz asks as: each role, the operator, and nobody. */
export async function openFuzzedBank() {
  const folder = mkdtempSync(join(tmpdir(), 'bn-fuzz-'));
  chmodSync(folder, 0o711);
  const port = await freePort();
  Object.assign(process.env, { BN_SECRET: SECRET, PUBLIC_URL: `http://localhost:${port}` });
  const postgres = await startEmbedded({ folder });
  await migrateAll(postgres.ownerUrl, postgres.serverUrl);
  const app = await NestFactory.createApplicationContext(
    RootModule.for({ connection: { url: postgres.serverUrl }, work: false }),
    { logger: false },
  );
  await seedDemo(app);
  const server = await startServer(folder, port);
  const people = new People(app, new DataSource({ type: 'postgres', url: postgres.ownerUrl }));
  await people.open();
  return {
    port,
    people,
    server,
    memoryMb: () =>
      Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024),
    /** What the server keeps, in megabytes, once everything that can be forgotten was. */
    keptMb: () => server.kept(),
    /** What the server has worked so far, in milliseconds: an answer that took long in which it hardly did waited for the machine. */
    workedMs: () => workedMs(server.pid),
    close: async () => {
      const code = await server.stop();
      await people.close();
      await app.close();
      await postgres.leave();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** Linux counts in hundredths of a second. */
function workedMs(pid) {
  const [, , user, system] = /^.*\) (?:\S+ ){11}((\d+) (\d+))/.exec(`${readFileSync(`/proc/${pid}/stat`)}`) ?? [];
  return (Number(user) + Number(system)) * 10;
}

async function startServer(folder, port) {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
  const args = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(TELLS)}`];
  const child = spawn(process.execPath, [...args, 'dist/apps/server/main.js'], {
    env: { PATH, HOME, TMPDIR, BN_DATA: folder, BN_SECRET: SECRET, PORT: `${port}`, DEMO: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const ended = new Promise((done) => child.once('close', done));
  await new Promise((ready, failed) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        log = (log + text).slice(-LOG_KEPT);
        if (READY.test(log)) ready();
      });
    void ended.then(() => failed(new Error(`the server ended:\n${log}`)));
  });
  return {
    pid: child.pid,
    ended,
    kept: async () => {
      const told = new Promise((done) => {
        child.stdout.on('data', function listen(text) {
          const [, bytes] = /keeps (\d+) bytes/.exec(text) ?? [];
          if (!bytes) return;
          child.stdout.off('data', listen);
          done(Math.round(Number(bytes) / 1024 ** 2));
        });
      });
      child.kill('SIGUSR2');
      return Promise.race([told, ended.then(() => Number.NaN)]);
    },
    /** The lines of the log that hold a text. */
    said: (text) => log.split('\n').filter((line) => line.includes(text)),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** One person of each role, made again when a fuzz has closed their account or changed their password. */
class People {
  #app;
  #owner;
  #all = new Map();

  constructor(app, owner) {
    this.#app = app;
    this.#owner = owner;
  }

  /** In the order in which they are drawn. */
  get names() {
    return ['nobody', 'operator', ...ROLES];
  }
  get(name) {
    return this.#all.get(name);
  }

  async open() {
    await this.#owner.initialize();
    this.#all.set('nobody', { name: 'nobody', session: null, token: null, organisation: null });
    for (const name of ['operator', ...ROLES]) await this.renew(name);
  }
  close() {
    return this.#owner.destroy();
  }

  /** A person who can come in again. */
  async renew(name) {
    if (name === 'nobody') return;
    // What would keep everybody out for the rest of the run, and what counts those who came in.
    await this.#owner.query(`UPDATE people.bank SET second_factor_roles = '{}' WHERE second_factor_roles <> '{}'`);
    await this.#owner.query('DELETE FROM platform.attempt');
    const users = this.#app.get(UsersService);
    const email = `${name}.${Date.now()}@fuzz.example`.toLowerCase();
    const organisation = name === 'operator' ? 'instance' : await this.#organisationFor(name);
    const token = await this.#app.get(DataSource).transaction(async (tx) => {
      const user = { name: `Fuzz ${name}`, email, password: DEMO_PASSWORD, instanceAdmin: name === 'operator' };
      const id = await users.create(tx, SYSTEM, user);
      if (name === 'operator') return null;
      const membership = await users.join(tx, SYSTEM, id, organisation, [name]);
      return (await users.makeToken(tx, SYSTEM, membership, 'fuzz')).secret;
    });
    const session = await this.#app.get(SignInService).signIn(email, DEMO_PASSWORD, '192.0.2.1');
    this.#all.set(name, { name, session, token, organisation });
  }

  /** The demo's organisation, or the next that is open. */
  async #organisationFor(role) {
    const kinds = Object.keys(ROLES_OF).filter((kind) => ROLES_OF[kind].includes(role));
    const open = 'SELECT id FROM people.organisation WHERE kind::text = ANY($1) AND active ORDER BY id LIMIT 1';
    const [found] = await this.#owner.query(open, [kinds]);
    if (found) return found.id;
    const { OrganisationsService } = await import('../../dist/libs/bank/people/index.js');
    const organisations = this.#app.get(OrganisationsService);
    return this.#app
      .get(DataSource)
      .transaction((tx) => organisations.create(tx, SYSTEM, { kind: kinds[0], name: `Fuzz ${kinds[0]}` }));
  }
}
