import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Seen } from '../support/browser/visitor.js';
import { LoopHeld } from '../support/counting/loop-held.js';
import { statementsOf } from '../support/counting/statements.js';
import { multipart } from '../support/servers/multipart.js';
import { thingsOfTheDemo } from '../support/things/things.js';
import { World } from '../support/things/world.js';
import { askRoute } from './access/asking.js';
import { matrixOf, PEOPLE, type Row } from './access-matrix.js';
import type { ValidWrite } from './writes/write.js';
import { VALID_WRITES } from './writes/writes.js';

const FILE = 'test/http/statement-counts.json';
const HOW = `\`LOWER_STATEMENT_COUNTS=1\` before this suite writes ${FILE} anew; it lowers counts and never raises one`;

const committed: Record<string, number> = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
const counted: Record<string, number> = {};

/** A count may only fall, and what fell is committed. */
function surprises(of: Record<string, number>): string[] {
  return Object.entries(of).flatMap(([route, n]) => {
    const most = committed[route];
    if (most === undefined) return [`${route} is not in the file yet: ${n}`];
    if (n > most) return [`${route} asks Postgres ${n} times; it was ${most}`];
    return n < most ? [`${route} asks only ${n} times, not ${most}: commit the lower number`] : [];
  });
}

function expectAsCommitted(of: Record<string, number>): void {
  Object.assign(counted, of);
  const rewriting = process.env['LOWER_STATEMENT_COUNTS'] === '1';
  const found = surprises(of).filter((said) => !rewriting || said.includes('it was'));
  expect(found.length ? [...found, HOW] : []).toEqual([]);
}

afterAll(() => {
  if (process.env['LOWER_STATEMENT_COUNTS'] !== '1') return;
  const all = Object.entries(counted).map(([route, n]) => [route, Math.min(n, committed[route] ?? n)] as const);
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`);
});

const WRITES = /\b(?:INSERT INTO|DELETE FROM|(?<!\b(?:FOR|KEY|DO) )UPDATE)\s+(\w+\.\w+)/gi;
/**
 * What a page may write: who looked at what, that a list was exported, when a session or a key was used last. What an act does, it does
 * within `ctx.act` or `ctx.submit`, which answer the page that asks without it.
 */
const NOTED = ['people.identity_look', 'people.audit_entry', 'people.session', 'people.machine_credential'];

/** The tables that a page writes, when it is asked for. */
const writtenBy = (texts: readonly string[]): string[] =>
  texts
    .map((text) => text.replaceAll('"', ''))
    .flatMap((text) => [...text.matchAll(WRITES)].map(([, table]) => table!))
    .filter((table) => !NOTED.includes(table));

/** Longer than so many milliseconds nobody else waits for the process; a machine at half the speed is let pass. */
const HELD_MS = 100;
const HELD_AT_HALF_SPEED_MS = 2 * HELD_MS;

function tellWorst(held: LoopHeld): void {
  const said = held.worst.slice(0, 5).map(([route, ms]) => `${route}: ${Math.round(ms)} ms`);
  console.info(`event loop held at most, by route: ${said.join(', ')}; Node’s histogram: ${held.seenByNode}`);
}

test('every page and every answer asks Postgres as often as is committed, writes nothing, and holds nobody else up', async () => {
  const w = await World.open();
  const things = await thingsOfTheDemo(w.t, w.fixtures);
  const held = new LoopHeld();
  const counts: Record<string, number> = {};
  const writes: [route: string, tables: string[]][] = [];
  // The coordinator's way where they have one, else the first who has.
  const readerOf = (row: Row) =>
    row.own.coordinator === 'ok' ? 'coordinator' : PEOPLE.find((p) => row.own[p] === 'ok');
  for (const row of matrixOf(w.t.app).filter((r) => r.route.startsWith('GET '))) {
    const kind = w.kinds[readerOf(row)!];
    const ask = () => askRoute(row, things, kind.side, kind.own);
    // The first time may fill what is kept from then on.
    await held.during(row.route, HELD_MS, ask);
    const asked = () =>
      statementsOf(async () => {
        const { status } = await ask();
        expect([row.route, status < 500]).toEqual([row.route, true]);
      });
    let texts = await asked();
    // What readers share for two seconds may be out of date on a slow machine: then it was read anew just now, and is there.
    if (texts.length > (committed[row.route] ?? 0)) texts = await asked();
    counts[row.route] = texts.length;
    const written = writtenBy(texts);
    if (written.length) writes.push([row.route, written]);
  }
  await w.t.close();
  expect(writes).toEqual([]);
  tellWorst(held);
  expect(held.worst.filter(([, ms]) => ms > HELD_AT_HALF_SPEED_MS)).toEqual([]);
  expectAsCommitted(counts);
}, 300_000);

test('every write of the API asks Postgres as often as is committed', async () => {
  const w = await World.open();
  const sends = ({ as, path, body, file }: ValidWrite): Promise<Seen> => {
    const api = w.program(as);
    const key = { 'idempotency-key': randomUUID() };
    if (!file) return api.api('POST', `/api/v1${path}`, body ?? {}, key);
    const form = multipart(file.field, file.name, file.bytes, body as Record<string, string>);
    return api.send('POST', `/api/v1${path}`, { ...form, headers: { ...form.headers, ...key } });
  };
  for (const who of PEOPLE) await w.kinds[who].own.api.api('GET', '/api/v1/devices');
  const counts: Record<string, number> = {};
  const held = new LoopHeld();
  for (const [route, write] of Object.entries(VALID_WRITES)) {
    const valid = await write(w);
    let seen: Seen | undefined;
    const texts = await statementsOf(async () => {
      seen = await held.during(`POST ${route}`, Number.POSITIVE_INFINITY, () => sends(valid));
    });
    expect([route, seen!.text, seen!.status < 300]).toEqual([route, seen!.text, true]);
    counts[`POST /api/v1${route}`] = texts.length;
  }
  await w.t.close();
  // No write is sent twice, so that what is compiled the first time is in it.
  tellWorst(held);
  expect(held.worst.filter(([, ms]) => ms > HELD_AT_HALF_SPEED_MS)).toEqual([]);
  expectAsCommitted(counts);
}, 300_000);

test('the file names no route that is gone', () => {
  expect(
    Object.keys(committed).filter((route) => counted[route] === undefined && !process.env['LOWER_STATEMENT_COUNTS']),
  ).toEqual([]);
});
