import { HandoversService, typedSignature } from '#allocation';
import { DeviceQueries } from '#devices';
import { DepositsService, DonationsService, type DonorKind, DonorsService, LoggingService } from '#intake';
import { freshSerial, PASSWORD } from '../support/bench.js';
import { openDataSource } from '../support/database.js';
import { DECIDED, Life } from '../support/life.js';
import { broken } from '../support/services.js';

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
  expect(await sell(id, 17000)).toBe('allocation.sale_forbidden');
  expect(await sell(id, 18001, 'minima_sociaux')).toBe('allocation.price_above_ceiling');
  expect(await sell(id, 18000, 'minima_sociaux')).toBe('done');
  const later = await delivered('public_body');
  expect((await life.get(DeviceQueries).get(life.people.ines, later)).priceCeilingCents).toBe(99900);
}, 30_000);

test('a company’s has no ceiling, and its papers are those of its kind', async () => {
  const id = await delivered('company');
  expect(await life.get(DeviceQueries).get(life.people.ines, id)).toMatchObject({
    resaleForbidden: false,
    priceCeilingCents: null,
  });
  expect(await sell(id, 45000)).toBe('done');
  expect((await life.get(DonorsService).rule('company')).papers).toContain('cerfa_16216');
  await expect(life.get(DonorsService).rule('company', '2019-01-01')).rejects.toThrow('no rule is in force');
}, 30_000);
