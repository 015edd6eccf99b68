import { DataSource } from 'typeorm';
import { DeviceQueries, showAssetCode } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import {
  DonationQueries,
  DonationsService,
  DonorContactsService,
  DonorsService,
  IntakeToday,
  LabelsService,
} from '#bank/intake';
import { type Member, newId } from '#platform/kernel';
import { Forgetting } from '../../libs/bank/intake/intake-purge.js';
import { openDataSource } from '../support/servers/database.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
let app: IntakeFixtures['app'];
let db: IntakeFixtures['db'];
let work: IntakeFixtures['work'];
let donation: IntakeFixtures['donation'];
let log: IntakeFixtures['log'];
let aude: Member;
let other: Member;
let leila: Member;

beforeAll(async () => {
  s = await intakeFixtures();
  ({ app, db, work, donation, log, aude, other, leila } = s);
});
afterAll(() => s.close());

describe('donors', () => {
  const register = (actor: Member, donor: Parameters<DonorsService['register']>[2]) =>
    work((tx) => app.get(DonorsService).register(tx, actor, donor));

  test('a town hall that two collection points register is one donor, and each knows it', async () => {
    const first = await register(aude, { kind: 'public_body', name: 'Ville de Suresnes', identifier: '000 000 091' });
    const again = await register(other, { kind: 'public_body', name: 'Mairie de Suresnes', identifier: '000000091' });
    expect(again).toBe(first);
    const nameFor = async (actor: Member) => (await app.get(DonorsService).byId(actor, first)).name;
    expect(await Promise.all([aude, other, leila].map(nameFor))).toEqual([
      'Ville de Suresnes',
      'Mairie de Suresnes',
      'Ville de Suresnes',
    ]);
  });

  test('a person is named only in the table that can be emptied, and by whoever keeps it', async () => {
    const id = await register(aude, { kind: 'person', contact: { name: 'Camille Exemple', phone: '01 23 45 67 89' } });
    const donors = app.get(DonorsService);
    expect(await donors.byId(aude, id)).toMatchObject({ name: 'Particulier', contact: { name: 'Camille Exemple' } });
    await expect(donors.byId(other, id)).rejects.toThrow('not found');
    await work((tx) => app.get(DonorContactsService).erase(tx, aude, id));
    expect(await donors.byId(aude, id)).toMatchObject({ name: 'Particulier', contact: null });
    const [{ found }] = await db.query(`SELECT count(*)::int AS found FROM intake.donor WHERE name ILIKE '%Camille%'`);
    expect(found).toBe(0);
  });

  test.each([
    [{ kind: 'public_body', name: 'X', identifier: 'W751234567' }, 'intake.rna_not_public'],
    [{ kind: 'company', name: 'X', identifier: 'W751234567' }, 'intake.rna_not_company'],
    [{ kind: 'company', name: 'X', identifier: '000000019' }, 'intake.siren_wrong'],
    [{ kind: 'company', name: 'X', identifier: '00000001800078' }, 'intake.siret_wrong'],
    [{ kind: 'company', name: 'X', identifier: '1234' }, 'intake.identifier_unknown'],
    [{ kind: 'person', identifier: '000000018' }, 'intake.person_has_no_identifier'],
    [{ kind: 'company', name: ' ' }, 'intake.donor_name_missing'],
  ] as const)('%j is refused with %s', async (donor, code) => {
    await expect(register(aude, donor)).rejects.toMatchObject({ code });
  });
});

test('what may name people is forgotten at its date, and what was forgotten is noted without names', async () => {
  const owner = await openDataSource(s.database.ownerUrl, {}, 2);
  const contact = { name: 'Camille Exemple', phone: '01 23 45 67 89' };
  const donors = app.get(DonorsService);
  const [old, recent] = await Promise.all(
    [1, 2].map(() => work((tx) => donors.register(tx, aude, { kind: 'person', contact }))),
  );
  await owner.query(`UPDATE intake.donor_contact SET updated_at = now() - interval '731 days' WHERE donor_id = $1`, [
    old,
  ]);
  await owner.destroy();
  const forgetting = app.get(Forgetting);
  expect(await work((tx) => forgetting.forgetDue(tx))).toMatchObject({ contacts: 1 });
  expect(await work((tx) => forgetting.forgetDue(tx))).toMatchObject({ contacts: 0 });
  expect(await donors.byId(aude, old!)).toMatchObject({ name: 'Particulier', contact: null });
  expect((await donors.byId(aude, recent!)).contact).toMatchObject({ name: 'Camille Exemple' });
  const [entry] = await db.query(`SELECT facts FROM people.audit_entry WHERE verb = 'forget'`);
  expect(entry.facts).toEqual({ count: 1 });
});

describe('a donation', () => {
  test('goes from a promise to a closed list, with its number, its history and its slips', async () => {
    const donations = app.get(DonationsService);
    const id = await donation({ arrival: 'promised', quantity: 25 });
    const queries = app.get(DonationQueries);
    const promised = await queries.byId(aude, id);
    expect(promised).toMatchObject({
      state: 'promised',
      announced: 25,
      logged: 0,
      allowed: ['plan', 'receive', 'cancel', 'correct_donor'],
    });
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
    expect(closed).toMatchObject({ logged: 1, allowed: ['reopen'] });
    const papers = await app.get(DocumentsService).forCause(aude, 'donation', id);
    expect(papers.map((p) => p.type)).toEqual(['collection_slip', 'collection_slip']);
    const slips = await app
      .get(DataSource)
      .query(`SELECT facts->>'completes' AS completes FROM documents.document WHERE cause_id = $1 ORDER BY id`, [id]);
    expect(slips.map((p: { completes: string | null }) => p.completes)).toEqual([null, papers[0]!.number]);
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
          .create(tx, other, { donor: { kind: 'person' }, placeId: s.suresnes.placeId, arrival: 'received' }),
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

describe('labels', () => {
  test('a roll of blank codes: stuck first, described later, and only by those it was made for', async () => {
    const labels = app.get(LabelsService);
    const sheet = await work((tx) => labels.orderBlank(tx, aude, { placeId: s.suresnes.placeId, count: 30 }));
    const codes: { code: string; printed: boolean }[] = await db.query(
      'SELECT code, printed_at IS NOT NULL AS printed FROM devices.asset_code WHERE batch = $1',
      [sheet],
    );
    expect(codes).toHaveLength(30);
    expect(codes.every((c) => c.printed)).toBe(true);
    const code = codes[0]!.code;
    await expect(log(await donation({ actor: other }), { code }, other)).rejects.toMatchObject({
      code: 'devices.code_elsewhere',
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
  const of = async (actor: Member) => Object.fromEntries((await today.today(actor)).map((c) => [c.what, c.count]));
  const before = await of(other);
  await donation({ actor: other, arrival: 'promised' });
  const after = await of(other);
  expect(after['donations_expected']).toBe((before['donations_expected'] ?? 0) + 1);
  expect((await of(leila))['donations_to_log']).toBeGreaterThan(after['donations_to_log'] ?? 0);
});
