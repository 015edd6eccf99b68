import type { DataSource, EntityManager } from 'typeorm';
import { RequestAnswersService } from '#bank/allocation';
import { DonorLinks, FiguresModule } from '#bank/figures';
import { DonationsService, IntakeModule, LoggingService } from '#bank/intake';
import { SignatoriesService } from '#bank/people';
import { ReceiptQueries, ReceiptsModule } from '#bank/receipts';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { openDataSource } from '../support/servers/database.js';
import { Allocation } from '../support/things/allocation.js';

/** One summer night in Paris: the rules of the 15th begin at 22:00 UTC of the 14th. */
const LATE_ON_THE_14TH = '2044-07-14T21:30:00Z';
const EARLY_ON_THE_15TH = '2044-07-14T23:30:00Z';

let a: Allocation;
let owner: DataSource;
let time: BankClock;
beforeAll(async () => {
  a = await Allocation.open(IntakeModule, ReceiptsModule, FiguresModule);
  time = bankClock(a.s);
  owner = await openDataSource(a.s.database.ownerUrl, {}, 2);
  await owner.query(`
    INSERT INTO allocation.approval_rule (valid_from, days, source) VALUES ('2044-07-15', 7, 'Essai');
    INSERT INTO reporting.donor_link_rule (valid_from, days, source) VALUES ('2044-07-15', 9, 'Essai');
    INSERT INTO intake.donor_rule (donor_kind, valid_from, public_origin, resale_forbidden, price_capped, source)
      VALUES ('company', '2044-07-15', false, false, false, 'Essai')`);
});
afterAll(async () => {
  await time.back();
  await owner.destroy();
  await a.s.close();
});

/** A transaction at that moment. */
const at = async <T>(moment: string, work: (tx: EntityManager) => Promise<T>): Promise<T> => {
  await time.goTo(moment);
  return a.s.work(work);
};
const daysUntil = async (table: string, id: string, moment: string): Promise<number> =>
  (
    await owner.query(`SELECT (expires_at::date - $2::timestamptz::date) AS days FROM ${table} WHERE id = $1`, [
      id,
      moment,
    ])
  )[0].days;

describe('in the night before a rule begins, the day is the bank’s', () => {
  test('for how long an approved request waits', async () => {
    const approved = async (moment: string) => {
      const id = await a.submitted('laptop');
      await at(moment, (tx) => a.get(RequestAnswersService).approve(tx, a.people.leila, id));
      return daysUntil('allocation.request', id, moment);
    };
    expect(await approved(LATE_ON_THE_14TH)).toBe(180);
    expect(await approved(EARLY_ON_THE_15TH)).toBe(7);
  });

  test('for how long a donor’s link is good', async () => {
    const donor = await a.s.work(async (tx) => {
      const placeId = a.s.fixtures.organisations.collection.place;
      const company = { kind: 'company' as const, name: 'Donateur du lien' };
      const gift = await a
        .get(DonationsService)
        .create(tx, a.people.aude, { donor: company, placeId, arrival: 'received' });
      return (await tx.query('SELECT donor_id FROM intake.donation WHERE id = $1', [gift]))[0].donor_id;
    });
    const made = async (moment: string) => {
      const { id } = await at(moment, (tx) => a.get(DonorLinks).make(tx, a.people.leila, donor));
      return daysUntil('reporting.donor_link', id, moment);
    };
    expect(await made(LATE_ON_THE_14TH)).not.toBe(9);
    expect(await made(EARLY_ON_THE_15TH)).toBe(9);
  });

  test('until when somebody who was authorised to sign stays', async () => {
    const [{ until }] = await owner.query(
      `SELECT (timestamptz '2044-07-15T10:00:00Z' - people.kept_for('signatory'))::date::text AS until`,
    );
    const id = await a.s.work((tx) =>
      a.get(SignatoriesService).add(tx, a.people.leila, a.s.fixtures.organisations.bank.id, {
        name: 'Signe Nulle-Part',
        quality: 'Présidente',
        acts: ['agreement'],
        from: '2026-01-05',
        until,
      }),
    );
    const goes = async (moment: string) => {
      await time.goTo(moment);
      const found = await owner.query('SELECT people.signatory_goes(s) AS goes FROM people.signatory s WHERE id = $1', [
        id,
      ]);
      return found[0].goes;
    };
    expect(await goes(LATE_ON_THE_14TH)).toBe(false);
    expect(await goes(EARLY_ON_THE_15TH)).toBe(true);
  });

  test('which closed gifts wait for a receipt', async () => {
    const { aude, leila } = a.people;
    const { collection } = a.s.fixtures.organisations;
    const donor = { kind: 'company' as const, name: 'Donateur de la nuit' };
    const gift = await a.s.work(async (tx) => {
      const id = await a
        .get(DonationsService)
        .create(tx, aude, { donor, placeId: collection.place, arrival: 'received' });
      await a
        .get(LoggingService)
        .log(tx, aude, id, { category: 'laptop', condition: 'works', make: 'Dell', model: 'X' });
      await a.get(DonationsService).close(tx, aude, id);
      return id;
    });
    const waits = async (moment: string) =>
      (await at(moment, (tx) => a.get(ReceiptQueries).waiting(leila, 50, tx))).some((g) => g.id === gift);
    expect(await waits(LATE_ON_THE_14TH)).toBe(true);
    expect(await waits(EARLY_ON_THE_15TH)).toBe(false);
  });
});
