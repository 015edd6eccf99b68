import { DeviceQueries, showAssetCode } from '#bank/devices';
import { DonationQueries, DonationsService } from '#bank/intake';
import { type Member, newId } from '#platform/kernel';
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

beforeAll(async () => {
  s = await intakeFixtures();
  ({ app, db, work, donation, log, aude, other } = s);
});
afterAll(() => s.close());

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
    const owner = await openDataSource(s.database.ownerUrl, {}, 2);
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

  test('a serial that a living device has is refused; its code is told only to whoever sees that device', async () => {
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
    const device = await log(id, { assetNumber: number });
    expect(await app.get(DeviceQueries).byIdentifier(aude, number)).toMatchObject({ kind: 'one', id: device });
    await expect(log(id, { assetNumber: number })).rejects.toMatchObject({
      code: 'intake.asset_number_known',
      field: 'assetNumber',
    });
    expect(await log(await donation(), { assetNumber: number })).toBeTruthy();
    await expect(log(await donation({ person: true }), { assetNumber: number })).rejects.toMatchObject({
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
