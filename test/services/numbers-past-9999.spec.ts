import { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DocumentsService } from '#bank/documents';
import { ReuseProofs } from '#bank/figures';
import { DonationsService, DonorsService } from '#bank/intake';
import { newId } from '#platform/kernel';
import * as sample from '../fixtures/papers.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { transactions } from '../support/servers/services.js';

let t: TestApp;
let owner: pg.Client;
let people: Awaited<ReturnType<typeof testAppWith>>['fixtures']['people'];
let placeId: string;

beforeAll(async () => {
  const { t: made, fixtures } = await testAppWith('fixtures');
  t = made;
  people = fixtures.people;
  placeId = fixtures.organisations.collection.place;
  owner = new pg.Client({ connectionString: t.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await t?.close();
});

const app = (): INestApplicationContext => t.app;
const work: ReturnType<typeof transactions> = (run) => transactions(app().get(DataSource))(run);
/** As if 9,998 of each kind had had their number this year. */
const manyBefore = () => owner.query('UPDATE platform.counter SET last = 9998');
const ends = (numbers: readonly string[]) => numbers.map((number) => number.split('-').at(-1));

test('the list of documents by number goes on after 9,999, page by page', async () => {
  const bank = people.leila.organisationId;
  const request = () =>
    work((tx) =>
      app()
        .get(DocumentsService)
        .request(tx, people.leila, {
          type: 'handover_bank',
          facts: sample.handover,
          readers: [bank],
          cause: { kind: 'handover', id: newId() },
        }),
    );
  await request();
  await manyBefore();
  for (let n = 0; n < 3; n += 1) await request();
  const numbers: string[] = [];
  let cursor: string | null = null;
  do {
    const filter = { sort: 'number', limit: 1, type: 'handover_bank', ...(cursor ? { cursor } : {}) } as const;
    const page = await app().get(DocumentsService).list(people.leila, filter);
    numbers.push(...page.items.map(({ number }) => number));
    cursor = page.next;
  } while (cursor);
  expect(ends(numbers)).toEqual(['0001', '9999', '10000', '10001']);
});

test('the donations that a proof of reuse names too', async () => {
  const donor = { kind: 'public_body', name: 'Mairie des Essais' } as const;
  const donorId = await work((tx) => app().get(DonorsService).register(tx, people.aude, donor));
  const gives = () =>
    work((tx) => app().get(DonationsService).create(tx, people.aude, { donorId, placeId, arrival: 'received' }));
  await gives();
  await manyBefore();
  for (let n = 0; n < 2; n += 1) await gives();
  const [{ year }] = (await owner.query('SELECT max(year) AS year FROM platform.counter')).rows;
  const { donations } = await app().get(ReuseProofs).preview(people.leila, donorId, year);
  expect(ends(donations)).toEqual(['0001', '9999', '10000']);
});
