import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { beside, rows } from '#platform/database';
import type { Seen } from '../support/browser/visitor.js';
import { secondConnections, watched } from '../support/counting/second-connections.js';
import { multipart } from '../support/servers/multipart.js';
import { World } from '../support/things/world.js';
import type { ValidWrite } from './writes/write.js';
import { VALID_WRITES } from './writes/writes.js';

/** Two more at once than there are connections: as many as one person may have served. */
const [CONNECTIONS, AT_ONCE] = [2, 4];

let w: World;
beforeAll(async () => {
  w = await World.open({ connections: CONNECTIONS });
});
afterAll(() => w.t.close());

const sends = ({ as, path, body, file }: ValidWrite): Promise<Seen> => {
  const api = w.program(as);
  const key = { 'idempotency-key': randomUUID() };
  if (!file) return api.api('POST', `/api/v1${path}`, body ?? {}, key);
  const form = multipart(file.field, file.name, file.bytes, body as Record<string, string>);
  return api.send('POST', `/api/v1${path}`, { ...form, headers: { ...form.headers, ...key } });
};

test('what asks for another connection while its transaction holds one is seen; beside it, it may', async () => {
  const db = w.t.app.get(DataSource);
  const one = 'SELECT 1 AS one';
  await watched(db, () => db.transaction((tx) => rows(tx, one)));
  await watched(db, () => db.transaction((tx) => beside(tx, (own) => rows(own, one))));
  await watched(db, () => rows(db, one));
  expect(secondConnections()).toEqual([]);
  await watched(db, () => db.transaction(() => rows(db, one)));
  expect(secondConnections()).toHaveLength(1);
});

test('every write, sent by more at once than there are connections, is answered to all: nobody is told to come back', async () => {
  const told: [string, number[]][] = [];
  const second: [string, string][] = [];
  for (const [route, write] of Object.entries(VALID_WRITES)) {
    const valid = await write(w);
    const seen = await Promise.all(Array.from({ length: AT_ONCE }, () => sends(valid)));
    told.push([route, seen.map(({ status }) => status)]);
    second.push(...secondConnections().map((place): [string, string] => [route, place]));
  }
  expect(second).toEqual([]);
  expect(told.filter(([, all]) => all.some((status) => status === 429 || status >= 500))).toEqual([]);
  expect(told.filter(([, all]) => all.every((status) => status >= 300))).toEqual([]);
}, 600_000);
