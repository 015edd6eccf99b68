import { HandoversService, typedSignature } from '#bank/allocation';
import { DeviceQueries } from '#bank/devices';
import { DepositsService, DonationsService, type DonorKind, DonorsService, LoggingService } from '#bank/intake';
import { freshSerial, PASSWORD } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';
import { DECIDED } from '../support/planted/life-row.js';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';
import { entered } from '../support/things/selling.js';

/** What the donor's kind entails is copied to the device at the desk, and holds until it is in somebody's hands. */
let life: Life;
beforeAll(async () => {
  life = await Life.open();
});
afterAll(() => life.s.close());

/** A laptop of a new donation of this kind, delivered to the structure. */
async function delivered(kind: DonorKind): Promise<string> {
  const { aude } = life.people;
  const id = await life.s.work(async (tx) => {
    const donor = kind === 'person' ? { kind } : { kind, name: `Donateur ${freshSerial('00000')}` };
    const placeId = life.s.fixtures.organisations.collection.place;
    const donation = await life.get(DonationsService).create(tx, aude, { donor, placeId, arrival: 'received' });
    if (kind === 'public_body') await life.get(DepositsService).decide(tx, aude, donation, DECIDED);
    const device = { category: 'laptop', serial: freshSerial('ORIGIN-00000') } as const;
    return life.get(LoggingService).log(tx, aude, donation, device);
  });
  await life.carry(id, 'workshop');
  await life.prove(id);
  await life.putInStock(id);
  await life.carry(id, 'bank');
  const { unit } = await life.approved();
  await life.reserve(unit, id);
  const lot = await life.deliver(id);
  await life.receive(lot, [(await life.row(id)).code]);
  return id;
}

const sell = (deviceId: string, priceCents: number, criterion?: 'minima_sociaux') =>
  broken(
    life.s.work((tx) =>
      life.get(HandoversService).handOver(tx, life.people.ines, {
        deviceId,
        newBeneficiary: {},
        mode: 'sale',
        priceCents,
        paidBy: 'buyer',
        ...(criterion ? { criterion } : {}),
        signature: typedSignature('Je confirme'),
        password: PASSWORD,
      }),
    ),
  );

test('a public body’s laptop is not sold above the ceiling of the day it was given, whatever the rule became', async () => {
  const id = await delivered('public_body');
  const owner = await openDataSource(life.s.database.ownerUrl, {}, 2);
  await owner.query(`INSERT INTO intake.price_ceiling VALUES ('laptop', current_date, 99900, 'a test')`);
  await owner.destroy();
  expect(await life.get(DeviceQueries).get(life.people.ines, id)).toMatchObject({
    donorKind: 'public_body',
    publicOrigin: true,
    resaleForbidden: true,
    priceCeilingCents: 18000,
  });
  await entered(life.s.database.ownerUrl, { mode: 'priced', capacity: 'precarity', structures: true, laptop: 20000 });
  expect(await sell(id, 17000)).toBe('allocation.sale_forbidden');
  expect(await sell(id, 18001, 'minima_sociaux')).toBe('allocation.price_above_ceiling');
  expect(await sell(id, 18000, 'minima_sociaux')).toBe('done');
  const later = await delivered('public_body');
  expect((await life.get(DeviceQueries).get(life.people.ines, later)).priceCeilingCents).toBe(99900);
});

test('a company’s has no ceiling, and its papers are those of its kind', async () => {
  const id = await delivered('company');
  expect(await life.get(DeviceQueries).get(life.people.ines, id)).toMatchObject({
    resaleForbidden: false,
    priceCeilingCents: null,
  });
  expect(await sell(id, 45000)).toBe('allocation.price_not_of_grid');
  expect(await sell(id, 20000)).toBe('done');
  expect((await life.get(DonorsService).rule('company')).papers).toContain('cerfa_16216');
  await expect(life.get(DonorsService).rule('company', '2019-01-01')).rejects.toThrow('no rule is in force');
});

/** Past the program: what Postgres itself answers to a sale. */
const sellRaw = (deviceId: string, cents: number, criterion: string | null, seller: string | null = null) =>
  life.s.db
    .query(
      `INSERT INTO allocation.handover (id, unit_id, device_id, structure_id, beneficiary_id, mode, price_cents, criterion, criterion_attested_on,
         undertaking, signature_kind)
       VALUES (gen_random_uuid(), gen_random_uuid(), $1, coalesce($4, gen_random_uuid()), gen_random_uuid(), 'sale', $2, $3::text,
         CASE WHEN $3::text IS NOT NULL THEN current_date END, 'x', 'typed')`,
      [deviceId, cents, criterion, seller],
    )
    .then(
      () => 'done',
      (error: Error) => error.message,
    );

test('a sale needs all that the law and the bank ask, in the program and in Postgres', async () => {
  const url = life.s.database.ownerUrl;
  const [town, company] = [await delivered('public_body'), await delivered('company')];
  const both = async (id: string, cents: number, criterion?: 'minima_sociaux') => {
    const answers = [await sell(id, cents, criterion), await sellRaw(id, cents, criterion ?? null)];
    return answers[0] === answers[1] ? answers[0] : answers.join(' / ');
  };
  await entered(url, { mode: 'free', capacity: 'not_said', structures: false, laptop: null });
  expect(await both(company, 5000)).toBe('allocation.bank_gives');
  await entered(url, { mode: 'priced' });
  expect(await both(company, 5000)).toBe('allocation.no_price');
  await entered(url, { laptop: 5000 });
  expect(await both(company, 4999)).toBe('allocation.price_not_of_grid');
  for (const capacity of ['not_said', 'reuse_company', 'public_bank'] as const) {
    await entered(url, { capacity });
    expect(await both(town, 5000, 'minima_sociaux')).toBe('allocation.bank_may_not_resell');
  }
  await entered(url, { capacity: 'public_utility' });
  expect(await both(town, 5000, 'minima_sociaux')).toBe('allocation.structure_may_not_resell');
  await entered(url, { structures: true });
  expect(await both(town, 5000)).toBe('allocation.sale_forbidden');
  expect(await both(town, 4000, 'minima_sociaux')).toBe('allocation.price_not_of_grid');
  await entered(url, { laptop: 500_000 });
  expect(await both(town, 500_000, 'minima_sociaux')).toBe('allocation.price_above_ceiling');
  await entered(url, { laptop: 5000 });
  const owner = await openDataSource(url, {}, 2);
  await owner.query(`UPDATE people.organisation SET address = ''`);
  expect(await sell(town, 5000, 'minima_sociaux')).toBe('allocation.seller_address_missing');
  expect(await sellRaw(town, 5000, 'minima_sociaux', life.people.ines.organisationId)).toBe(
    'allocation.seller_address_missing',
  );
  await owner.query(`UPDATE intake.law_rule SET settled = false WHERE subject = 'sale_box'`);
  expect(await both(town, 5000, 'minima_sociaux')).toBe('allocation.sale_box_missing');
  await entered(url, { mode: 'priced' });
  await owner.destroy();
  expect(await sell(town, 5000, 'minima_sociaux')).toBe('done');
  await entered(url, { mode: 'free' });
  expect(await both(company, 5000)).toBe('allocation.bank_gives');
});
