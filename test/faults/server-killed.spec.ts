import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import { DonationsService } from '#bank/intake';
import { UsersService } from '#bank/people';
import { freePort } from '#platform/database';
import { type Program, READY, startProgram } from '../support/faults/program.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

jest.setTimeout(240_000);

// Enough that the server cannot have answered all of them by the time the first answers come back.
const DEVICES = 200;
const KILL_AFTER = 3;
/** So many of one person wait their turn; more are told to come back. */
const AT_ONCE = 50;

let t: TestApp;
let fixtures: Fixtures;
let folder: string;
let port: number;
let token: string;
let donation: string;
let server: Program;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  folder = mkdtempSync(join(tmpdir(), 'bn-killed-'));
  port = await freePort();
  const { aude } = fixtures.people;
  await t.app.get(DataSource).transaction(async (tx) => {
    token = (await t.app.get(UsersService).makeToken(tx, aude, aude.membershipId, 'Téléphone')).secret;
    const donor = { kind: 'company', name: 'Atelier du Pont' } as const;
    donation = await t.app
      .get(DonationsService)
      .create(tx, aude, { donor, placeId: fixtures.organisations.collection.place, arrival: 'received' });
  });
});

afterAll(async () => {
  server.process.kill('SIGTERM');
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
  await t.close();
});

async function open(): Promise<Program> {
  const { url, ownerUrl } = t.database;
  const program = startProgram('server/main.js', {
    PORT: `${port}`,
    BN_DATA: folder,
    DATABASE_URL: url,
    MIGRATION_DATABASE_URL: ownerUrl,
    RUN_WORKER: '0',
  });
  await program.saying(READY);
  return program;
}

/** Logs the nth device, as a phone does that keeps its key until it is taken. Null: no answer came, or that too many ask at once. */
async function log(n: number): Promise<{ status: number; code: string } | null> {
  try {
    const answer = await fetch(`http://localhost:${port}/api/v1/donations/${donation}/devices`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `phone-${n}`,
      },
      body: JSON.stringify({
        category: 'laptop',
        make: 'Lenovo',
        model: 'ThinkPad',
        serial: `KILL-${n}`,
        condition: 'works',
      }),
    });
    if (answer.status === 429) return null;
    return { status: answer.status, code: (await answer.json()).code };
  } catch {
    return null;
  }
}

test('a server killed between two writes loses nothing it acknowledged, and a resend makes nothing twice', async () => {
  server = await open();
  let answered = 0;
  const first = await Promise.all(
    Array.from({ length: DEVICES }, async (_, n) => {
      const answer = await log(n);
      if (answer) answered += 1;
      if (answered === KILL_AFTER) server.process.kill('SIGKILL');
      return answer;
    }),
  );
  await server.ended;
  expect(first.filter((a) => a === null).length).toBeGreaterThan(0);

  server = await open();
  const again: Awaited<ReturnType<typeof log>>[] = [];
  while (again.length < DEVICES)
    again.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => log(again.length + n)))));
  expect(again.map((a) => a?.status)).toEqual(Array(DEVICES).fill(201));
  for (const [n, answer] of first.entries()) if (answer) expect(again[n]!.code).toBe(answer.code);

  const db = t.app.get(DataSource);
  const [{ devices, codes, events, visibilities, words }] = await db.query(`
    SELECT count(*)::int AS devices, count(DISTINCT d.code)::int AS codes,
      (SELECT count(*)::int FROM devices.device_event) AS events,
      (SELECT count(*)::int FROM devices.visibility WHERE cause_kind = 'holder') AS visibilities,
      (SELECT count(*)::int FROM devices.device_search) AS words
    FROM devices.device d`);
  expect({ devices, codes, events, visibilities, words }).toEqual({
    devices: DEVICES,
    codes: DEVICES,
    events: DEVICES,
    visibilities: DEVICES,
    words: DEVICES,
  });
});
