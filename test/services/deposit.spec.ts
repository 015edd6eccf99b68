import { ProposalsService } from '#bank/allocation';
import { DeviceList, DeviceQueries, DevicesService } from '#bank/devices';
import { DonorOutcomes } from '#bank/figures';
import { DepositsService, DonationCorrections, DonationsService, IntakeToday, LoggingService } from '#bank/intake';
import { ContainersService } from '#bank/logistics';
import { AgreementsService, ReceiptsModule } from '#bank/receipts';
import { newId } from '#platform/kernel';
import { stateOf } from '../../libs/bank/devices/web/device.words.js';
import type { DonorScope } from '../../libs/bank/figures/donor/donor-links.service.js';
import { originOf } from '../../libs/bank/intake/donors/donor-rules.js';
import { sealRepresentative } from '../../libs/bank/intake/sealing.js';
import { freshSerial, PASSWORD } from '../support/counting/bench.js';
import { meanwhile } from '../support/faults/two-at-once.js';
import { Life } from '../support/planted/life.js';
import { crate } from '../support/planted/life-deeds.js';
import { DECIDED } from '../support/planted/life-row.js';
import { broken } from '../support/servers/services.js';

/** Until a public donor has decided, what it brought is in deposit: collected and erased, kept for nobody, given to nobody. */
let life: Life;
beforeAll(async () => {
  life = await Life.open(ReceiptsModule);
});
afterAll(() => life.s.close());

const MAYOR = { name: 'Camille Inventé', quality: 'maire', from: '2026-01-01' };

async function brought(kind: 'public_body' | 'company' = 'public_body'): Promise<{ donation: string; device: string }> {
  const { aude } = life.people;
  return life.s.work(async (tx) => {
    const donor = { kind, name: `Donateur ${freshSerial('00000')}` };
    const placeId = life.s.fixtures.organisations.collection.place;
    const donation = await life.get(DonationsService).create(tx, aude, { donor, placeId, arrival: 'received' });
    const laptop = { category: 'laptop', serial: freshSerial('DEPOT-00000') } as const;
    return { donation, device: await life.get(LoggingService).log(tx, aude, donation, laptop) };
  });
}

/** Erased, tested, in stock at the bank. */
async function ready(device: string): Promise<string> {
  await life.carry(device, 'workshop');
  await life.prove(device);
  await life.putInStock(device);
  await life.carry(device, 'bank');
  return (await life.approved()).unit;
}

/** What a donor reads of its gifts. */
const outcomes = () => new DonorOutcomes(life.s.db);

const decide = (donation: string, over: object = {}) =>
  broken(
    life.s.work((tx) => life.get(DepositsService).decide(tx, life.people.aude, donation, { ...DECIDED, ...over })),
  );
const represent = (donation: string, over: object = {}) =>
  broken(
    life.s.work((tx) => life.get(DepositsService).represent(tx, life.people.aude, donation, { ...MAYOR, ...over })),
  );
const agreed = async (donation: string) => {
  const id = await life.s.work((tx) => life.get(AgreementsService).sign(tx, life.people.leila, donation, PASSWORD));
  const [row] = await life.s.db.query('SELECT facts FROM documents.document WHERE id = $1', [id]);
  return row.facts;
};

test('a device in deposit is collected, erased and tested; it is kept for nobody before the decision is noted', async () => {
  const { donation, device } = await brought();
  const unit = await ready(device);
  expect((await life.row(device)).state).toBe('in_stock');
  expect(await broken(life.reserve(unit, device))).toBe('intake.in_deposit');
  const [{ donorId }] = await life.s.db.query('SELECT donor_id AS "donorId" FROM intake.donation WHERE id = $1', [
    donation,
  ]);
  const fates = async () =>
    (await outcomes().of({ donorId, organisationId: null } as DonorScope)).fates.map(({ fate }) => fate);
  expect(await fates()).toEqual(['under_way_or_deposit']);
  expect(await decide(donation)).toBe('done');
  expect(await fates()).toEqual(['under_way']);
  expect(await broken(life.reserve(unit, device))).toBe('done');
});

test('a crate says of what is in it that it is in deposit', async () => {
  const { donation, device } = await brought();
  await ready(device);
  const code = await crate(life, [device]);
  const containers = life.get(ContainersService);
  const { id } = await containers.get(life.people.leila, code);
  const said = async () => (await containers.contents(id)).map((d) => stateOf(d).label);
  expect(await said()).toEqual(['En stock, en dépôt']);
  expect(await decide(donation)).toBe('done');
  expect(await said()).toEqual(['En stock, prêt']);
});

test('what one organisation was told of who represents a donor is no other’s, nor printed for it', async () => {
  const { donation } = await brought();
  const id = newId();
  const { keyId, sealed } = sealRepresentative(id, { name: 'Autre Personne', quality: 'adjointe' });
  await life.s.db.query(
    `INSERT INTO intake.donor_representative (id, donor_id, organisation_id, key_id, sealed, valid_from)
     SELECT $3, donor_id, $2, $4, $5, '2026-02-01' FROM intake.donation WHERE id = $1`,
    [donation, life.s.fixtures.organisations.workshop.id, id, keyId, sealed],
  );
  const { representative } = await life.get(DepositsService).of(life.people.aude, donation);
  expect(representative).toBeNull();
  expect(await represent(donation)).toBe('done');
  expect((await life.get(DepositsService).of(life.people.aude, donation)).representative).toMatchObject({
    name: 'Camille Inventé',
  });
});

test('Postgres keeps it in deposit too, whoever writes', async () => {
  const { device } = await brought();
  await ready(device);
  await expect(life.s.db.query(`UPDATE devices.device SET state = 'reserved' WHERE id = $1`, [device])).rejects.toThrow(
    'intake.in_deposit',
  );
});

const deposit = async (device: string) => (await life.get(DeviceQueries).get(life.people.leila, device)).inDeposit;
const listed = async (deposit: 'yes' | 'no', device: string) =>
  (await life.get(DeviceList).page(life.people.leila, { deposit }, 500)).items.some((d) => d.id === device);
const readyAtBank = async () =>
  (await life.get(DeviceList).readyStock(life.people.leila))
    .filter((s) => s.category === 'laptop' && !s.at)
    .reduce((sum, s) => sum + s.count, 0);

test('it is in deposit everywhere: on its page, in the list, and it is not counted as ready', async () => {
  const { donation, device } = await brought();
  const before = await readyAtBank();
  const unit = await ready(device);
  expect([await deposit(device), await listed('yes', device), await listed('no', device)]).toEqual([true, true, false]);
  expect(await readyAtBank()).toBe(before);
  // Who chooses a device sees it, with the reason.
  const choices = await life.get(ProposalsService).choices(life.people.leila, unit);
  expect(choices!.devices.map((d) => d.deviceId)).not.toContain(device);
  expect(choices!.heldBack).toContainEqual(expect.objectContaining({ deviceId: device, because: 'deposit' }));
  const awaited = async () =>
    (await life.get(IntakeToday).today(life.people.aude)).find((w) => w.what === 'decisions_awaited')!.count;
  const waiting = await awaited();

  await decide(donation);
  expect([await deposit(device), await listed('yes', device), await listed('no', device)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(await readyAtBank()).toBe(before + 1);
  expect(await awaited()).toBe(waiting - 1);
  const after = await life.get(ProposalsService).choices(life.people.leila, unit);
  expect(after!.heldBack.map((d) => d.deviceId)).not.toContain(device);
});

test('what has left is not in deposit, for the list as on its own page', async () => {
  const { device } = await brought();
  await life.act(device, 'report_lost', { reason: 'stolen' });
  expect([await deposit(device), await listed('yes', device), await listed('no', device)]).toEqual([
    false,
    false,
    true,
  ]);
});

test('a device says itself whether it is in deposit, whatever is written in it', async () => {
  const { donation, device } = await brought();
  await life.s.db.query('UPDATE devices.device SET in_deposit = false WHERE id = $1', [device]);
  expect(await deposit(device)).toBe(true);
  await decide(donation);
  await life.s.db.query('UPDATE devices.device SET in_deposit = true WHERE id = $1', [device]);
  expect(await deposit(device)).toBe(false);
});

test('the decision counts for the donor who took it: another donor’s gift is in deposit again', async () => {
  const { donation, device } = await brought();
  await decide(donation);
  const placeId = life.s.fixtures.organisations.collection.place;
  const other = await life.s.work((tx) =>
    life.get(DonationsService).create(tx, life.people.aude, {
      donor: { kind: 'public_body', name: `Autre mairie ${freshSerial('00000')}` },
      placeId,
      arrival: 'received',
    }),
  );
  const [{ donor_id }] = await life.s.db.query('SELECT donor_id FROM intake.donation WHERE id = $1', [other]);
  const corrected = life.s.work((tx) =>
    life.get(DonationCorrections).correctDonor(tx, life.people.aude, donation, {
      donorId: donor_id,
      reason: 'wrong_choice',
    }),
  );
  expect(await broken(corrected)).toBe('done');
  expect(await deposit(device)).toBe(true);
});

test('a device that is logged while the decision is being noted is not left in deposit, whoever logs it', async () => {
  const { donation } = await brought();
  const { aude } = life.people;
  let device = '';
  const both = await meanwhile(
    life.s,
    (tx) => life.get(DepositsService).decide(tx, aude, donation, DECIDED),
    // Without the lock that the desk takes on the donation: what a device says of itself needs its own.
    () =>
      broken(
        life.s.work(async (tx) => {
          const origin = await originOf(tx, 'public_body');
          const laptop = { category: 'laptop', serial: freshSerial('DEPOT-00000'), donationId: donation } as const;
          const [id] = await life.get(DevicesService).log(tx, aude, [{ ...laptop, ...origin('laptop') }], {
            location: { place: life.s.fixtures.organisations.collection.place },
            holder: { organisation: life.s.fixtures.organisations.collection.id },
            cause: { kind: 'donation', id: donation, label: 'DON' },
          });
          device = id!;
        }),
      ),
  );
  expect(both).toEqual(['done', 'done']);
  expect(await deposit(device)).toBe(false);
});

test('a decision that is noted while a device of the donation is withdrawn: both are done', async () => {
  const { donation, device } = await brought();
  const both = await meanwhile(
    life.s,
    (tx) => life.get(DevicesService).act(tx, life.people.aude, 'withdraw', device, { reason: 'wrong_entry' }),
    () => decide(donation),
  );
  expect(both).toEqual(['done', 'done']);
});

test('a device that is being logged is reached by a decision that comes meanwhile', async () => {
  const { donation } = await brought();
  let device = '';
  const both = await meanwhile(
    life.s,
    async (tx) => {
      const laptop = { category: 'laptop', serial: freshSerial('DEPOT-00000') } as const;
      device = await life.get(LoggingService).log(tx, life.people.aude, donation, laptop);
    },
    () => decide(donation),
  );
  expect(both).toEqual(['done', 'done']);
  expect(await deposit(device)).toBe(false);
});

test('a company’s device waits for no decision', async () => {
  const { donation, device } = await brought('company');
  const unit = await ready(device);
  expect(await decide(donation)).toBe('intake.no_decision_needed');
  expect(await broken(life.reserve(unit, device))).toBe('done');
});

test.each([
  [{ kind: 'letter' }, 'intake.decision_kind_unknown'],
  [{ number: '  ' }, 'intake.decision_number_missing'],
  [{ on: '31/12/2026' }, 'intake.date_wrong'],
  [{ on: '2099-01-01' }, 'intake.date_to_come'],
])('a decision %j is not taken', async (over, code) => {
  expect(await decide((await brought()).donation, over)).toBe(code);
});

test('a decision that was typed wrong is followed by another, and the newest counts', async () => {
  const { donation } = await brought();
  await decide(donation);
  await decide(donation, { number: '2026-119', kind: 'decision' });
  expect((await agreed(donation)).decision).toMatchObject({ kind: 'Décision', number: '2026-119', on: DECIDED.on });
  await expect(life.s.db.query('DELETE FROM intake.donation_decision')).rejects.toThrow();
});

test('the agreement says in deposit while the number is to come, and who represents the donor once it said so', async () => {
  const { donation } = await brought();
  expect(await agreed(donation)).toMatchObject({ decision: null, representative: null });
  expect(await represent(donation, { quality: ' ' })).toBe('intake.representative_incomplete');
  expect(await represent(donation)).toBe('done');
  expect(await represent(donation, { name: 'Sacha Inventé', from: '2026-02-01' })).toBe('done');
  const facts = await agreed(donation);
  expect(facts.representative).toMatchObject({ name: 'Sacha Inventé', quality: 'maire' });
  expect(facts.processor.source).toContain('RGPD, art. 28');
});
