import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource, type EntityManager } from 'typeorm';
import { DatabaseModule, ruleFromPg } from '#database';
import { DeviceQueries, DevicesModule, showAssetCode } from '#devices';
import { DocumentsModule, DocumentsService } from '#documents';
import {
  DonationQueries,
  DonationsService,
  DonorsService,
  IntakeModule,
  IntakeToday,
  LabelsService,
  LoggingService,
} from '#intake';
import { type Actor, type Member, newId, type Role } from '#kernel';
import { OrganisationsService, PeopleModule, UsersService } from '#people';
import { QueueModule } from '#queue';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/database.js';

const SYSTEM: Actor = { kind: 'system', channel: 'system' };
const LAPTOP = { category: 'laptop' as const, condition: 'works' as const };

let database: TestDatabase;
let app: INestApplicationContext;
let db: DataSource;
let suresnes: Place;
let nanterre: Place;
let aude: Member;
let other: Member;
let leila: Member;
interface Place {
  organisationId: string;
  placeId: string;
}

const work = <T>(run: (tx: EntityManager) => Promise<T>): Promise<T> =>
  db.transaction(run).catch((error: unknown) => {
    throw ruleFromPg(error) ?? error;
  });

async function organisation(kind: 'bank' | 'collection_point' | 'esat', name: string): Promise<Place> {
  const organisations = app.get(OrganisationsService);
  const organisationId = await work((tx) => organisations.create(tx, SYSTEM, { kind, name }));
  return { organisationId, placeId: (await organisations.mainPlace(organisationId)).id };
}

async function member(organisationId: string, kind: Member['organisationKind'], role: Role): Promise<Member> {
  const users = app.get(UsersService);
  const email = `${role}.${newId()}@example.fr`;
  const userId = await work((tx) => users.create(tx, SYSTEM, { name: 'Invented Person', email }));
  const membershipId = await work((tx) => users.join(tx, SYSTEM, userId, organisationId, [role]));
  const [{ operatorNumber }] = (await users.memberships(userId)) as [{ operatorNumber: number }];
  return {
    kind: 'member',
    userId,
    membershipId,
    operatorNumber,
    organisationId,
    organisationKind: kind,
    roles: [role],
    channel: 'page',
  };
}

beforeAll(async () => {
  process.env.PUBLIC_URL = 'https://banque.example.fr';
  database = await freshDatabase();
  const imports = [
    QueueModule.forRoot({ databaseUrl: database.url }),
    DatabaseModule.forRoot({ url: database.url, applicationName: 'bn test', max: 24 }),
    PeopleModule,
    DocumentsModule,
    DevicesModule,
    IntakeModule,
  ];
  class House {}
  Module({ imports })(House);
  app = await NestFactory.createApplicationContext(House, { logger: false });
  db = app.get(DataSource);
  const bank = await organisation('bank', 'Banque');
  suresnes = await organisation('collection_point', 'Point de collecte de Suresnes');
  nanterre = await organisation('collection_point', 'Point de collecte de Nanterre');
  aude = await member(suresnes.organisationId, 'collection_point', 'collector');
  other = await member(nanterre.organisationId, 'collection_point', 'collector');
  leila = await member(bank.organisationId, 'bank', 'coordinator');
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

let towns = 0;
/** A donation of a public body with a name of its own, so that inventory numbers of tests never meet. */
async function donation(
  over: { actor?: Member; arrival?: 'promised' | 'received'; person?: boolean; quantity?: number } = {},
): Promise<string> {
  const actor = over.actor ?? aude;
  const donor = over.person
    ? { kind: 'person' as const, contact: { name: 'Camille Exemple', phone: '01 23 45 67 89' } }
    : { kind: 'public_body' as const, name: `Ville nº ${++towns}` };
  return work((tx) =>
    app.get(DonationsService).create(tx, actor, {
      donor,
      placeId: actor === other ? nanterre.placeId : suresnes.placeId,
      arrival: over.arrival ?? 'received',
      expected: over.quantity ? [{ category: 'laptop', quantity: over.quantity }] : [],
    }),
  );
}

const log = (donationId: string, device: object = {}, actor: Actor = aude) =>
  work((tx) => app.get(LoggingService).log(tx, actor, donationId, { ...LAPTOP, ...device }));

describe('donors', () => {
  const register = (actor: Member, donor: Parameters<DonorsService['register']>[2]) =>
    work((tx) => app.get(DonorsService).register(tx, actor, donor));

  test('a town hall that two collection points register is one donor, and each knows it', async () => {
    const first = await register(aude, { kind: 'public_body', name: 'Ville de Suresnes', identifier: '219 200 730' });
    const again = await register(other, { kind: 'public_body', name: 'Mairie de Suresnes', identifier: '219200730' });
    expect(again).toBe(first);
    expect((await app.get(DonorsService).byId(other, first)).name).toBe('Ville de Suresnes');
  });

  test('a person is named only in the table that can be emptied, and by who keeps it', async () => {
    const id = await register(aude, { kind: 'person', contact: { name: 'Camille Exemple', phone: '01 23 45 67 89' } });
    const donors = app.get(DonorsService);
    expect(await donors.byId(aude, id)).toMatchObject({ name: 'Particulier', contact: { name: 'Camille Exemple' } });
    await expect(donors.byId(other, id)).rejects.toThrow('not found');
    await work((tx) => donors.eraseContact(tx, aude, id));
    expect(await donors.byId(aude, id)).toMatchObject({ name: 'Particulier', contact: null });
    const [{ found }] = await db.query(`SELECT count(*)::int AS found FROM intake.donor WHERE name ILIKE '%Camille%'`);
    expect(found).toBe(0);
  });

  test.each([
    [{ kind: 'public_body', name: 'X', identifier: 'W751234567' }, 'intake.rna_not_public'],
    [{ kind: 'company', name: 'X', identifier: '732829321' }, 'intake.siren_wrong'],
    [{ kind: 'company', name: 'X', identifier: '73282932000075' }, 'intake.siret_wrong'],
    [{ kind: 'company', name: 'X', identifier: '1234' }, 'intake.identifier_unknown'],
    [{ kind: 'person', identifier: '732829320' }, 'intake.person_has_no_identifier'],
    [{ kind: 'company', name: ' ' }, 'intake.donor_name_missing'],
  ] as const)('%j is refused with %s', async (donor, code) => {
    await expect(register(aude, donor)).rejects.toMatchObject({ code });
  });
});

describe('a donation', () => {
  test('goes from a promise to a closed list, with its number, its history and its slips', async () => {
    const donations = app.get(DonationsService);
    const id = await donation({ arrival: 'promised', quantity: 25 });
    const queries = app.get(DonationQueries);
    const promised = await queries.byId(aude, id);
    expect(promised).toMatchObject({ state: 'promised', announced: 25, logged: 0, allowed: ['receive', 'cancel'] });
    expect(promised.number).toMatch(/^D-20\d\d-\d{4}$/);
    await expect(log(id)).rejects.toMatchObject({ code: 'intake.donation_not_open' });
    await work((tx) => donations.receive(tx, aude, id));
    await expect(work((tx) => donations.close(tx, aude, id))).rejects.toMatchObject({ code: 'intake.donation_empty' });
    await log(id, { serial: `S-${newId()}` });
    await work((tx) => donations.close(tx, aude, id));
    await expect(work((tx) => donations.close(tx, aude, id))).rejects.toMatchObject({
      code: 'intake.donation_not_now',
    });
    await expect(log(id)).rejects.toMatchObject({ code: 'intake.donation_not_open' });
    const closed = await queries.byId(aude, id);
    expect(closed.events.map((e) => e.verb)).toEqual(['close', 'receive', 'promise']);
    expect(closed).toMatchObject({ logged: 1, allowed: [] });
    const papers = await app.get(DocumentsService).forCause(aude, 'donation', id);
    expect(papers.map((p) => p.type)).toEqual(['collection_slip', 'collection_slip']);
    expect(await app.get(DocumentsService).forCause(other, 'donation', id)).toEqual([]);
  });

  test('is nobody else’s: another collection point gets nothing, the bank everything', async () => {
    const id = await donation();
    await expect(app.get(DonationQueries).byId(other, id)).rejects.toThrow('not found');
    await expect(log(id, {}, other)).rejects.toThrow('not found');
    expect((await app.get(DonationQueries).list(other)).items.map((d) => d.id)).not.toContain(id);
    expect((await app.get(DonationQueries).byId(leila, id)).id).toBe(id);
    await expect(
      work((tx) =>
        app
          .get(DonationsService)
          .create(tx, other, { donor: { kind: 'person' }, placeId: suresnes.placeId, arrival: 'received' }),
      ),
    ).rejects.toMatchObject({ code: 'intake.place_unknown' });
  });

  test('a slip of a person names nobody', async () => {
    const id = await donation({ person: true, quantity: 1 });
    const [{ facts }] = await db.query(`SELECT facts::text FROM documents.document WHERE cause_id = $1`, [id]);
    expect(facts).not.toMatch(/Camille|01 23/);
  });

  test('Postgres holds the flow: no state without its history row, no history outside the table', async () => {
    const id = await donation({ arrival: 'promised' });
    const jump = (sql: string) => work((tx) => tx.query(sql, [id]));
    await expect(
      jump(`UPDATE intake.donation SET state = 'closed', received_at = now() WHERE id = $1`),
    ).rejects.toMatchObject({ code: 'intake.donation_not_now' });
    await expect(
      jump(
        `INSERT INTO intake.donation_event (donation_id, verb, from_state, to_state, channel) VALUES ($1, 'close', 'promised', 'closed', 'page')`,
      ),
    ).rejects.toThrow(/foreign key/);
    await expect(jump('DELETE FROM intake.donation_event WHERE donation_id = $1')).rejects.toThrow(/permission denied/);
  });

  test('twenty donations at once get twenty numbers', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => donation()));
    const rows: { number: string }[] = await db.query('SELECT number FROM intake.donation WHERE id = ANY($1)', [ids]);
    expect(new Set(rows.map((r) => r.number)).size).toBe(20);
  });
});

describe('logging at the desk', () => {
  test('a device keeps what its donor’s kind means: the rule in force, with the ceiling of its category', async () => {
    const device = await app.get(DeviceQueries).get(aude, await log(await donation()));
    expect(device).toMatchObject({
      donorKind: 'public_body',
      publicOrigin: true,
      resaleForbidden: true,
      priceCeilingCents: 18000,
      state: 'received',
    });
    const given = await app.get(DeviceQueries).get(aude, await log(await donation({ person: true })));
    expect(given).toMatchObject({
      donorKind: 'person',
      publicOrigin: false,
      resaleForbidden: false,
      priceCeilingCents: null,
    });
    await expect(
      work((tx) => tx.query('UPDATE devices.device SET public_origin = false WHERE id = $1', [device.id])),
    ).rejects.toMatchObject({ code: 'intake.origin_stays' });
  });

  test('a rule that begins later changes what is logged later, and nothing before', async () => {
    const owner = await openDataSource(database.ownerUrl, {}, 2);
    const id = await donation();
    const before = await log(id, { category: 'monitor' });
    await owner.query(`INSERT INTO intake.price_ceiling VALUES ('monitor', current_date - 1, 4200, 'a test')`);
    const after = await log(id, { category: 'monitor' });
    await owner.query(`DELETE FROM intake.price_ceiling WHERE source = 'a test'`);
    await owner.destroy();
    const rows = await db.query(
      'SELECT price_ceiling_cents AS cents FROM devices.device WHERE id = ANY($1) ORDER BY id',
      [[before, after]],
    );
    expect(rows).toEqual([{ cents: 3000 }, { cents: 4200 }]);
  });

  test('a serial that a living device has is refused; its code is told only to who sees that device', async () => {
    const serial = `PF${newId().slice(-10)}`;
    const code = showAssetCode(
      (await app.get(DeviceQueries).get(aude, await log(await donation(), { serial, make: 'HP' }))).code,
    );
    const again = (actor: Member, id: string) => log(id, { serial: ` ${serial.toLowerCase()} `, make: 'hp' }, actor);
    await expect(again(aude, await donation())).rejects.toMatchObject({
      code: 'intake.serial_known',
      field: 'serial',
      facts: { code },
    });
    const refused = await again(other, await donation({ actor: other })).catch((e: unknown) => e);
    expect(refused).toMatchObject({
      code: 'intake.serial_known',
      facts: expect.not.objectContaining({ code: expect.anything() }),
    });
  });

  test('generic serials are kept and identify nothing', async () => {
    const id = await donation();
    await log(id, { serial: 'Default string', make: 'Acme' });
    await log(id, { serial: 'Default string', make: 'Acme' });
    expect((await app.get(DonationQueries).devices(aude, id)).items.map((d) => d.genericSerial)).toEqual([true, true]);
  });

  test('an inventory number is an alias of the donor, once', async () => {
    const id = await donation();
    const number = `INV-${newId().slice(-6)}`;
    const device = await log(id, { inventoryNumber: number });
    expect(await app.get(DeviceQueries).byIdentifier(aude, number)).toMatchObject({ kind: 'one', id: device });
    await expect(log(id, { inventoryNumber: number })).rejects.toMatchObject({
      code: 'intake.inventory_number_known',
      field: 'inventoryNumber',
    });
    expect(await log(await donation(), { inventoryNumber: number })).toBeTruthy();
    await expect(log(await donation({ person: true }), { inventoryNumber: number })).rejects.toMatchObject({
      code: 'intake.person_has_no_inventory',
    });
  });

  test('twenty twins with one serial: one device', async () => {
    const id = await donation();
    const serial = `RACE${newId().slice(-8)}`;
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => log(id, { serial, make: 'Dell' })));
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
    for (const o of outcomes)
      if (o.status === 'rejected') expect(['intake.serial_known', 'devices.serial_taken']).toContain(o.reason.code);
  });

  test('logging and closing at once: whatever wins, no device comes into a closed donation', async () => {
    const id = await donation();
    await log(id);
    await Promise.allSettled([
      ...Array.from({ length: 8 }, () => log(id)),
      work((tx) => app.get(DonationsService).close(tx, aude, id)),
    ]);
    const [row] = await db.query(
      `SELECT (SELECT jsonb_array_length(d.facts->'devices') FROM documents.document d
         WHERE d.cause_id = n.id ORDER BY d.id DESC LIMIT 1) AS listed, (SELECT count(*)::int FROM devices.device WHERE donation_id = n.id) AS logged
       FROM intake.donation n WHERE n.id = $1`,
      [id],
    );
    expect(row.listed).toBe(row.logged);
  });
});

describe('labels', () => {
  test('a roll of blank codes: stuck first, described later, and only by those it was made for', async () => {
    const labels = app.get(LabelsService);
    const sheet = await work((tx) => labels.orderBlank(tx, aude, { placeId: suresnes.placeId, count: 30 }));
    const codes: { code: string; printed: boolean }[] = await db.query(
      'SELECT code, printed_at IS NOT NULL AS printed FROM devices.asset_code WHERE batch = $1',
      [sheet],
    );
    expect(codes).toHaveLength(30);
    expect(codes.every((c) => c.printed)).toBe(true);
    const code = codes[0]!.code;
    await expect(log(await donation({ actor: other }), { code }, other)).rejects.toMatchObject({
      code: 'devices.code_unknown',
    });
    const device = await log(await donation(), { code: showAssetCode(code).toLowerCase() });
    expect((await app.get(DeviceQueries).get(aude, device)).code).toBe(code);
    await expect(log(await donation(), { code })).rejects.toMatchObject({ code: 'devices.code_taken', field: 'code' });
    expect(await labels.byId(aude, sheet)).toMatchObject({ kind: 'blank', labels: 30, used: 1 });
    await expect(labels.byId(other, sheet)).rejects.toThrow('not found');
  });

  test('printing again makes no device and no code', async () => {
    const labels = app.get(LabelsService);
    const id = await donation();
    await log(id);
    await log(id);
    const count = () =>
      db.query(
        'SELECT (SELECT count(*) FROM devices.device) AS devices, (SELECT count(*) FROM devices.asset_code) AS codes',
      );
    const before = await count();
    await work((tx) => labels.printDonation(tx, aude, id));
    await work((tx) => labels.printDonation(tx, aude, id));
    expect(await count()).toEqual(before);
    expect((await labels.list(aude, { donationId: id })).items).toHaveLength(2);
    await expect(work((tx) => labels.printDonation(tx, aude, id, { missing: true }))).rejects.toMatchObject({
      code: 'intake.labels_none',
    });
  });

  test('a selection is of devices the actor sees', async () => {
    const device = await log(await donation());
    const print = (actor: Member) => work((tx) => app.get(LabelsService).printDevices(tx, actor, [device]));
    await expect(print(other)).rejects.toThrow('not found');
    expect(await app.get(LabelsService).byId(aude, await print(aude))).toMatchObject({ labels: 1 });
  });

  test('no label without the address it leads to', async () => {
    const id = await donation();
    await log(id);
    const url = process.env.PUBLIC_URL;
    delete process.env.PUBLIC_URL;
    await expect(work((tx) => app.get(LabelsService).printDonation(tx, aude, id))).rejects.toMatchObject({
      code: 'intake.public_url_missing',
    });
    process.env.PUBLIC_URL = url;
  });
});

test('today: each collection point counts its own', async () => {
  const today = app.get(IntakeToday);
  const of = async (actor: Member) => Object.fromEntries((await today.counts(actor)).map((c) => [c.href, c.count]));
  const before = await of(other);
  await donation({ actor: other, arrival: 'promised' });
  const after = await of(other);
  expect(after['/dons?etat=promised']).toBe((before['/dons?etat=promised'] ?? 0) + 1);
  expect((await of(leila))['/dons?etat=received']).toBeGreaterThan(after['/dons?etat=received'] ?? 0);
});
