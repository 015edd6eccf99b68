import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { Fixtures, Person } from '#bank/demo';
import { DevicesService } from '#bank/devices';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { freshSerial } from '../support/counting/bench.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { eventually } from '../support/servers/eventually.js';
import { compiledPrograms } from '../support/things/api-client.js';

interface Row {
  readonly id: string;
}
interface Copy {
  readonly things: Readonly<Record<string, Map<string, Row>>>;
  readonly names: Map<string, string>;
  readonly forgotten: readonly string[];
  readonly heard: number;
  begin(): Promise<void>;
  listed(name: string): Promise<Row[]>;
  follow(): Promise<void>;
}
interface Sync {
  readonly clientOf: (baseUrl: string, key: string) => object;
  readonly Copy: new (client: object, names: readonly string[]) => Copy;
}

let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;
let made: Awaited<ReturnType<typeof compiledPrograms>>;
let sync: Sync;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('demo', { listen: true }));
  db = t.app.get(DataSource);
  made = await compiledPrograms();
  sync = await import(join(made.folder, 'sync.js'));
});
afterAll(async () => {
  made?.forget();
  await t?.close();
});

async function keyOf(person: Person): Promise<string> {
  const whose = fixtures.people[person];
  const { secret } = await db.transaction((tx) =>
    t.app.get(UsersService).makeToken(tx, whose, whose.membershipId, 'Essai'),
  );
  return secret;
}

/** Waits for what runs now in Postgres, in other databases too: until then nothing of later is heard. */
async function settled(): Promise<void> {
  const [{ end }] = await db.query('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS end');
  await eventually('what ran before to end', async () => {
    const [{ over }] = await db.query('SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 AS over', [
      end,
    ]);
    return over;
  });
}

/** So many devices logged and lost by the collection point. */
async function logAndLose(times: number): Promise<void> {
  const { collection } = fixtures.organisations;
  const devices = t.app.get(DevicesService);
  const { aude } = fixtures.people;
  for (let i = 0; i < times; i++) {
    const device = {
      category: 'laptop' as const,
      make: 'Lenovo',
      model: 'L480',
      serial: freshSerial('PF3-SYNC-00000'),
    };
    const where = { location: { place: collection.place }, holder: { organisation: collection.id } };
    const [id] = await db.transaction((tx) => devices.log(tx, aude, [device], where));
    await db.transaction((tx) => devices.act(tx, aude, 'report_lost', id!, { reason: 'lost_in_transit' }));
  }
}

/** Of what lists and things both say, what the list says. */
async function differences(copy: Copy): Promise<string[]> {
  const found: string[] = [];
  for (const [name, own] of Object.entries(copy.things)) {
    const rows = await copy.listed(name);
    const gone = [...own.keys()].filter((id) => !rows.some((row) => row.id === id));
    found.push(...gone.map((id) => `${name} ${id} is of the copy alone`));
    for (const row of rows) {
      const mine = own.get(row.id) as Readonly<Record<string, unknown>> | undefined;
      if (!mine) found.push(`${name} ${row.id} is missing`);
      for (const [field, value] of Object.entries(mine ? row : {}))
        if (field in mine! && JSON.stringify(mine![field]) !== JSON.stringify(value))
          found.push(`${name} ${field}: ${JSON.stringify(mine![field])}, and not ${JSON.stringify(value)}`);
    }
  }
  return found;
}

test('the copy of a program that follows the feed is the bank, after a thousand changes by several at once', async () => {
  const copy = new sync.Copy(sync.clientOf(t.url, await keyOf('leila')), [
    'device',
    'donation',
    'transfer',
    'request',
    'sim',
  ]);
  await copy.begin();
  expect(await differences(copy)).toEqual([]);
  const before = copy.things['device']!.size;
  const [aude, ines] = [Visitor.program(t, await keyOf('aude')), Visitor.program(t, await keyOf('ines'))];
  const requests = async () => {
    for (let i = 0; i < 5; i++) {
      const placeId = fixtures.organisations.structure.place;
      const asked = { placeId, lines: [{ category: 'laptop', quantity: 1, needs: ['school'] }], urgency: 'normal' };
      const made = await ines.api('POST', '/api/v1/requests', asked);
      expect([made.status, made.text]).toEqual([201, made.text]);
      const { id } = made.json<{ id: string }>();
      expect((await ines.api('POST', `/api/v1/requests/${id}/submit`)).status).toBe(200);
      if (i % 2) expect((await ines.api('POST', `/api/v1/requests/${id}/cancel`)).status).toBe(200);
    }
  };
  const donations = async () => {
    const { items } = (await aude.api('GET', '/api/v1/donors?limit=1')).json<{ items: { id: string }[] }>();
    for (let i = 0; i < 5; i++) {
      const placeId = fixtures.organisations.collection.place;
      const given = await aude.api('POST', '/api/v1/donations', {
        placeId,
        arrival: 'received',
        donorId: items[0]!.id,
      });
      expect(given.status).toBe(201);
      const to = `/api/v1/donations/${given.json<{ id: string }>().id}/devices`;
      expect((await aude.api('POST', to, { category: 'monitor', make: 'Essai' })).status).toBe(201);
    }
  };
  await Promise.all([...Array.from({ length: 4 }, () => logAndLose(125)), requests(), donations(), copy.follow()]);
  await settled();
  await copy.follow();
  expect(copy.heard).toBeGreaterThanOrEqual(1_000);
  expect(copy.things['device']!.size).toBe(before + 505);
  expect(await differences(copy)).toEqual([]);
});

test('a person whose data is deleted is heard of by their reference alone, and leaves the copy', async () => {
  const key = await keyOf('ines');
  const ines = Visitor.program(t, key);
  const copy = new sync.Copy(sync.clientOf(t.url, key), ['beneficiary', 'request']);
  await copy.begin();
  expect(copy.names.size).toBeGreaterThan(0);
  const [id] = [...copy.names.keys()];
  const { reference } = copy.things['beneficiary']!.get(id!) as unknown as { reference: string };
  expect((await ines.api('DELETE', `/api/v1/beneficiaries/${id}/identity`)).status).toBe(200);
  await settled();
  await copy.follow();
  expect(copy.forgotten).toEqual([reference]);
  expect([...copy.names.keys()]).not.toContain(id);
  expect(await differences(copy)).toEqual([]);
});
