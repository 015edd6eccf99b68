import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { showAssetCode } from '#bank/devices';
import { UsersService } from '#bank/people';
import { somePhoto } from '../support/papers/photo.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { compiledPrograms } from '../support/things/api-client.js';

interface Program {
  readonly clientOf: (baseUrl: string, key: string) => object;
  readonly look: (client: object) => Promise<Readonly<Record<string, number>>>;
  readonly write: (
    client: object,
    photo: Blob,
    key: string,
  ) => Promise<{ donation: { id: string }; device: { code: string }; again: string; replayed: Headers; file: string }>;
}

let t: TestApp;
let made: Awaited<ReturnType<typeof compiledPrograms>>;
let program: Program;
let client: object;

beforeAll(async () => {
  const demo = await testAppWith('demo', { listen: true });
  t = demo.t;
  const { leila } = demo.fixtures.people;
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, leila, leila.membershipId, 'Essai'));
  made = await compiledPrograms();
  program = await import(join(made.folder, 'program.js'));
  client = program.clientOf(t.url, secret);
});
afterAll(async () => {
  made?.forget();
  await t?.close();
});

test('a client made of the description reads some twenty lists and things of the bank', async () => {
  const seen = await program.look(client);
  expect(Object.keys(seen).length).toBeGreaterThan(20);
  for (const name of ['devices', 'donations', 'transfers', 'requests', 'sims', 'documents', 'figures', 'events'])
    expect([name, seen[name]]).toEqual([name, expect.any(Number)]);
  expect(seen['devices']).toBeGreaterThan(0);
});

test('it writes, sends a file, repeats a write by its key, and takes a list away', async () => {
  const photo = new Blob([(await somePhoto()).bytes]);
  const { donation, device, again, replayed, file } = await program.write(client, photo, randomUUID());
  expect([again, replayed.get('idempotency-replayed')]).toEqual([donation.id, 'true']);
  expect(file).toContain(showAssetCode(device.code));
});
