import { CorrectionsService } from '#bank/corrections';
import { DeviceQueries } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { DonationQueries, DonationsService } from '#bank/intake';
import { AgreementsService, DeclaredValuesService, ReceiptsModule, ReceiptsService } from '#bank/receipts';
import { type Member, newId } from '#platform/kernel';
import { PASSWORD } from '../support/counting/bench.js';
import { SIGNED } from '../support/papers/receipts.js';
import { Life } from '../support/planted/life.js';
import { bankToday } from '../support/servers/bank-day.js';
import { broken } from '../support/servers/services.js';
import { COMPANY, donationRights } from '../support/things/donation-rights.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open(ReceiptsModule);
});
afterAll(() => life.s.close());

const IDENTITY = { name: COMPANY.name!, legalForm: 'SAS', address: '1, rue du Moulin, 92150 Suresnes' };
const { right, correctDonor, close, corrections, origin } = donationRights(() => life);

describe('a wrong donor', () => {
  test('is put right while the donation is open: its devices keep what the law ties to the right one, and both stay in the history', async () => {
    const id = await life.donation('Ville de Travers');
    const device = await life.logOn(id, { make: 'Dell', serial: `WD${newId().slice(-9)}`, assetNumber: 'T-1' });
    expect(await origin(device)).toMatchObject({ public_origin: true, resale_forbidden: true });
    const { changedAt } = await life.get(DonationQueries).byId(life.people.aude, id);

    await correctDonor(id, COMPANY);

    expect(await origin(device)).toEqual({
      donation_id: id,
      donor_kind: 'company',
      public_origin: false,
      resale_forbidden: false,
      price_ceiling_cents: null,
    });
    const donation = await life.get(DonationQueries).byId(life.people.aude, id);
    expect(donation).toMatchObject({ donorKind: 'company', donorName: COMPANY.name, changedAt });
    expect(donation.events[0]).toMatchObject({ verb: 'correct_donor', reason: 'wrong_choice' });
    const [last, first] = await life.get(DeviceQueries).timeline(life.people.aude, device);
    expect([last?.verb, first?.verb]).toEqual(['correct_origin', 'log']);
    const [c] = await corrections(id);
    expect(c).toMatchObject({ kind: 'donation_donor', from: { donorKind: 'public_body' }, touches: [] });
    const [{ issuer }] = await life.s.db.query(
      'SELECT issuer FROM devices.alias WHERE device_id = $1 AND freed_at IS NULL',
      [device],
    );
    expect(issuer).toBe(COMPANY.name);
  });

  test('follows its devices wherever they are by now', async () => {
    const id = await life.donation('Ville de Partout');
    const device = await life.logOn(id, {});
    await life.carry(device, 'workshop');
    await correctDonor(id, COMPANY);
    expect(await origin(device)).toMatchObject({ donor_kind: 'company', public_origin: false });
    expect((await life.row(device)).state).toBe('at_workshop');
  });

  test('is the bank’s once the donation has ended; its slip is withdrawn and made again', async () => {
    const id = await life.donation('Ville de Fin');
    await life.logOn(id, {});
    await close(id);
    expect(await broken(correctDonor(id, COMPANY))).toBe('corrections.too_late');
    await correctDonor(id, COMPANY, life.people.leila);
    const slips = await life.s.db.query(
      `SELECT w.document_id IS NOT NULL AS withdrawn, d.facts->'donor'->>'name' AS name FROM documents.document d
       LEFT JOIN documents.withdrawal w ON w.document_id = d.id WHERE d.cause_id = $1 AND d.type = 'collection_slip' ORDER BY d.id`,
      [id],
    );
    expect(slips).toEqual([
      { withdrawn: true, name: 'Ville de Fin' },
      { withdrawn: false, name: COMPANY.name },
    ]);
  });

  test.each([
    ['a public gift that may be resold', 'resale_forbidden = false'],
    ['a public gift that is of no public origin', 'public_origin = false'],
    ['a public gift without its ceiling', 'price_ceiling_cents = NULL'],
    ['a kind that is not the donor’s', "donor_kind = 'company'"],
  ])('its history lets SQL write nothing that the law did not say: %s', async (_what, change) => {
    const device = await life.logOn(await life.donation('Ville de la Loi'), {});
    const told = `
      WITH e AS (INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
        SELECT d.id, 'correct_origin', d.state, d.state, devices.location_of(d), devices.location_of(d), devices.holder_of(d), devices.holder_of(d), 'page'
        FROM devices.device d WHERE d.id = '${device}' RETURNING id, device_id)
      UPDATE devices.device d SET last_event_id = e.id`;
    const from = 'FROM e WHERE d.id = e.device_id';
    expect(await broken(life.s.work((tx) => tx.query(`${told}, ${change} ${from}`)))).toBe('intake.origin_stays');
    expect(await broken(life.s.work((tx) => tx.query(`${told}, public_origin = true ${from}`)))).toBe('done');
  });

  test('is not changed by SQL without its history, nor what a device keeps of it', async () => {
    const id = await life.donation('Ville de Reste');
    const device = await life.logOn(id, {});
    const sql = (text: string, ...values: unknown[]) => broken(life.s.work((tx) => tx.query(text, values)));
    expect(
      await sql(
        'UPDATE intake.donation SET donor_id = (SELECT id FROM intake.donor WHERE id <> donor_id LIMIT 1) WHERE id = $1',
        id,
      ),
    ).toBe('intake.donation_stays');
    expect(await sql('UPDATE devices.device SET public_origin = false WHERE id = $1', device)).toBe(
      'intake.origin_stays',
    );
  });

  test('wants a reason, another donor, and who has to do with it', async () => {
    const id = await life.donation('Ville de Même');
    const { donorId } = await life.get(DonationQueries).byId(life.people.aude, id);
    const to = (over: object, who: Member = life.people.aude) =>
      broken(life.s.work((tx) => right().correctDonor(tx, who, id, { donorId, reason: 'misread', ...over })));
    expect(await to({})).toBe('intake.same_donor');
    expect(await to({ reason: 'because' as never })).toBe('corrections.reason_missing');
    expect(await to({ donorId: undefined })).toBe('intake.donor_missing');
    expect(await to({}, life.people.ines)).toBe('not_found');
  });
});

describe('a donation with papers', () => {
  const ready = async (): Promise<string> => {
    const id = await life.donation('Ville de Reçu');
    await correctDonor(id, COMPANY);
    await life.logOn(id, {});
    await close(id);
    await life.s.work((tx) =>
      life
        .get(DeclaredValuesService)
        .note(tx, life.people.aude, id, { euros: '100', declaredOn: bankToday(), how: 'letter' }),
    );
    return id;
  };
  const issue = (id: string) =>
    life.s.work((tx) => life.get(ReceiptsService).issue(tx, life.people.leila, id, { ...IDENTITY, ...SIGNED }));
  const toPublic = (id: string) => correctDonor(id, { kind: 'public_body', name: 'Ville de Reçu' }, life.people.leila);

  test('a receipt that counts is cancelled first', async () => {
    const id = await ready();
    const { id: receipt } = await issue(id);
    expect(await broken(toPublic(id))).toBe('intake.receipt_issued');
    await life.s.work((tx) =>
      life.get(ReceiptsService).cancel(tx, life.people.leila, receipt, { reason: 'value_wrong', ...SIGNED }),
    );
    expect(await broken(toPublic(id))).toBe('done');
  });

  test('what one donor declared is no word of another', async () => {
    const id = await ready();
    await correctDonor(id, { ...COMPANY, name: 'Atelier du Lac SAS', identifier: '000000042' }, life.people.leila);
    expect(await broken(issue(id))).toBe('receipts.value_missing');
  });

  test('an agreement is withdrawn, and a second person reads the correction again', async () => {
    const id = await life.donation('Ville de Convention');
    await life.logOn(id, {});
    const agreement = await life.s.work((tx) => life.get(AgreementsService).sign(tx, life.people.leila, id, PASSWORD));
    await correctDonor(id, COMPANY, life.people.leila);
    expect(await life.get(DocumentsService).byId(life.people.leila, agreement)).toMatchObject({
      withdrawnAt: expect.anything(),
    });
    const [c] = await corrections(id);
    expect(c).toMatchObject({ touches: ['signed_paper'], nobodyElse: false, mayCountersign: false });
    const countersign = (who: Member, password = PASSWORD) =>
      broken(life.s.work((tx) => life.get(CorrectionsService).countersign(tx, who, c!.id, password)));
    expect(await countersign(life.people.leila)).toBe('corrections.own');
    expect(await countersign(life.people.omar)).toBe('not_found');
    expect(await countersign(life.people.aude, 'autre chose')).toBe('corrections.secret_wrong');
    const twice = await Promise.all([countersign(life.people.aude), countersign(life.people.aude)]);
    expect(twice.sort()).toEqual(['corrections.countersigned', 'done']);
    expect((await corrections(id))[0]).toMatchObject({ countersignedBy: life.people.aude.operatorNumber });
  });

  test('a receipt and a correction at the same instant: never a receipt for the donor of before', async () => {
    for (let round = 0; round < 6; round += 1) {
      const id = await ready();
      await Promise.all([broken(issue(id)), broken(toPublic(id))]);
      const [row] = await life.s.db.query(
        `SELECT r.kind, EXISTS (SELECT 1 FROM receipts.receipt x WHERE x.donation_id = n.id) AS receipted
         FROM intake.donation n JOIN intake.donor r ON r.id = n.donor_id WHERE n.id = $1`,
        [id],
      );
      expect(row).toEqual(
        row.receipted ? { kind: 'company', receipted: true } : { kind: 'public_body', receipted: false },
      );
    }
  });
});

describe('a step that was noted too early', () => {
  const promised = () =>
    life.s.work((tx) =>
      life.get(DonationsService).create(tx, life.people.aude, {
        donor: { kind: 'public_body', name: `Ville ${newId().slice(-6)}` },
        placeId: life.s.fixtures.organisations.collection.place,
        arrival: 'promised',
      }),
    );
  const unreceive = (id: string) =>
    broken(life.s.work((tx) => right().unreceive(tx, life.people.aude, id, 'too_early')));

  test('an arrival is taken back while nothing is logged, to what it was', async () => {
    const id = await promised();
    await life.s.work((tx) => life.get(DonationsService).receive(tx, life.people.aude, id));
    const device = await life.logOn(id, {});
    expect(await unreceive(id)).toBe('intake.donation_has_devices');
    await life.act(device, 'withdraw', { reason: 'wrong_entry' });
    expect(await unreceive(id)).toBe('done');
    expect(await life.get(DonationQueries).byId(life.people.aude, id)).toMatchObject({
      state: 'promised',
      receivedAt: null,
    });
    expect(await unreceive(await life.donation('Ville de Comptoir'))).toBe('intake.donation_never_promised');
  });

  test('an end is taken back until its papers are made', async () => {
    const id = await life.donation('Ville de Rouverte');
    await life.logOn(id, {});
    await close(id);
    const reopen = () => broken(life.s.work((tx) => right().reopen(tx, life.people.aude, id, 'too_early')));
    const before = await life.get(DonationQueries).byId(life.people.aude, id);
    expect(await reopen()).toBe('done');
    expect(await life.get(DonationQueries).byId(life.people.aude, id)).toMatchObject({
      state: 'received',
      receivedAt: before.receivedAt,
    });
    await life.logOn(id, {});
    await close(id);
    await life.s.work((tx) => life.get(AgreementsService).sign(tx, life.people.leila, id, PASSWORD));
    expect(await reopen()).toBe('intake.donation_has_papers');
  });
});
