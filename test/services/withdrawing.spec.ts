import { DeviceQueries } from '#bank/devices';
import { DonationQueries, DonationsService, LabelsService } from '#bank/intake';
import { type Actor, newId } from '#platform/kernel';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open();
});
afterAll(() => life.s.close());

const withdraw = (id: string, who?: Parameters<Life['act']>[3]) =>
  life.act(id, 'withdraw', { reason: 'logged_twice' }, who);
const donation = (name: string) => life.donation(name);
const logOn = (donationId: string, over: object) => life.logOn(donationId, over);

test('a device logged by mistake leaves every count of its donation; its history stays and its code is spent', async () => {
  const id = await donation('Ville de Retrait');
  const wrong = await logOn(id, { serial: `WD${newId().slice(-9)}`, assetNumber: 'R-1' });
  await logOn(id, {});
  const view = (actor: Actor = life.people.aude) => life.get(DonationQueries).byId(actor, id);
  expect(await view()).toMatchObject({ logged: 2, toPrint: 2 });

  await withdraw(wrong);

  expect(await view()).toMatchObject({ logged: 1, toPrint: 1 });
  const device = await life.get(DeviceQueries).get(life.people.aude, wrong);
  expect(device).toMatchObject({ state: 'withdrawn', allowed: [] });
  const [last] = await life.get(DeviceQueries).timeline(life.people.aude, wrong);
  expect(last).toMatchObject({ verb: 'withdraw', fromState: 'received', reason: 'logged_twice' });
  expect(
    await broken(
      life.s.work((tx) => life.get(LabelsService).printDonation(tx, life.people.aude, id, { only: [wrong] })),
    ),
  ).toBe('not_found');
  expect(await broken(logOn(id, { code: device.code }))).toBe('devices.code_taken');
});

test('its serial and its donor’s number may come again on another device, which is the one they lead to', async () => {
  const id = await donation('Ville de Deux-Fois');
  const same = { make: 'Dell', serial: `TW${newId().slice(-9)}`, assetNumber: 'D-7' };
  const first = await logOn(id, same);
  expect(await broken(logOn(id, same))).toBe('intake.serial_known');
  await withdraw(first);
  const second = await logOn(id, same);
  for (const text of [same.serial, 'D-7'])
    expect(await life.get(DeviceQueries).byIdentifier(life.people.leila, text)).toMatchObject({
      kind: 'one',
      id: second,
    });
});

test('what has moved on is no mistake: not by the button, and not by SQL', async () => {
  const sent = await life.log();
  await life.carry(sent, 'workshop');
  const back = await life.log();
  await life.receive(await life.send([back], 'bank'), [(await life.row(back)).code]);
  for (const id of [sent, back]) {
    expect(await broken(withdraw(id, life.people.leila))).toMatch(/^devices\.(moved_on|not_now)$/);
    expect((await life.get(DeviceQueries).get(life.people.leila, id)).allowed).not.toContain('withdraw');
  }
  const bySql = await broken(
    life.s.work((tx) =>
      tx.query(
        `WITH e AS (
           INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel, reason)
           SELECT id, 'withdraw', state, 'withdrawn', devices.location_of(d), devices.location_of(d), devices.holder_of(d), devices.holder_of(d), 'page', 'no_device'
           FROM devices.device d WHERE id = $1 RETURNING id, device_id)
         UPDATE devices.device d SET state = 'withdrawn', last_event_id = e.id FROM e WHERE d.id = e.device_id`,
        [back],
      ),
    ),
  );
  expect(bySql).toBe('devices.moved_on');
  expect((await life.row(back)).state).toBe('received');
});

test('a device in a lot that is being prepared leaves the lot first', async () => {
  const id = await life.log();
  await life.prepare([id], 'workshop');
  expect(await broken(withdraw(id))).toBe('devices.kept_in_lot');
});

test('only who holds it, or the bank; a technician logs nothing and withdraws nothing', async () => {
  const id = await life.log();
  expect(await broken(withdraw(id, life.people.ines))).toBe('not_found');
  await withdraw(id, life.people.leila);
  const declared = await life.declare('recycled');
  await withdraw(declared, life.people.leila);
  expect((await life.row(declared)).state).toBe('withdrawn');
});

test('a donation that was opened for a mistake is cancelled once nothing is logged on it, and not before', async () => {
  const id = await donation('Ville de Travers');
  const device = await logOn(id, {});
  const cancel = () =>
    life.s.work((tx) => life.get(DonationsService).cancel(tx, life.people.aude, id, 'entered_by_mistake'));
  expect(await broken(cancel())).toBe('intake.donation_has_devices');
  expect(
    await broken(
      life.s.work((tx) =>
        tx.query(
          `UPDATE intake.donation SET state = 'cancelled', cancel_reason = 'entered_by_mistake', received_at = NULL WHERE id = $1`,
          [id],
        ),
      ),
    ),
  ).toBe('intake.donation_has_devices');
  await withdraw(device);
  await cancel();
  expect((await life.get(DonationQueries).byId(life.people.aude, id)).state).toBe('cancelled');
});
