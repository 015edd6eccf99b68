import fc from 'fast-check';
import { CorrectionsService } from '#bank/corrections';
import { DeviceList, DeviceQueries, DuplicatesService } from '#bank/devices';
import { FaultsService } from '#bank/faults';
import { DonationCorrections, DonationQueries, DonationsService, type NewDonor } from '#bank/intake';
import { DataEnds } from '#bank/workshop';
import { type Member, newId } from '#platform/kernel';
import { PASSWORD } from '../support/counting/bench.js';
import { twoDaysAgo } from '../support/planted/dated-back.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open();
});
afterAll(() => life.s.close());

const merge = async (double: string, kept: string, who: Member = life.people.aude) => {
  const { code } = await life.row(kept);
  return broken(life.s.work((tx) => life.get(DuplicatesService).merge(tx, who, double, code, 'entered_twice')));
};
const undo = (double: string, who: Member = life.people.aude) =>
  broken(life.s.work((tx) => life.get(DuplicatesService).undo(tx, who, double, 'misread')));
const found = (text: string, who: Member = life.people.leila) => life.get(DeviceQueries).byIdentifier(who, text);
const two = async (one: object = {}, other: object = {}) => {
  const donation = await life.donation(`Ville ${newId().slice(-6)}`);
  return { donation, double: await life.logOn(donation, one), kept: await life.logOn(donation, other) };
};

describe('a device that was logged twice', () => {
  test('stays once: every label, number and serial of the other leads to it, and it leaves every count', async () => {
    const serial = `WD${newId().slice(-9)}`;
    const number = `N-${newId().slice(-6)}`;
    const { donation, double, kept } = await two({ make: 'Dell', serial, assetNumber: number }, { make: 'Dell' });
    const [spent, stays] = [(await life.row(double)).code, (await life.row(kept)).code];
    expect(await merge(double, kept)).toBe('done');

    for (const text of [spent, `BN-${spent.slice(0, 4)}-${spent.slice(4)}`, serial, number])
      expect(await found(text)).toEqual({ kind: 'one', id: kept, code: stays });
    expect(await life.get(DeviceQueries).get(life.people.aude, spent)).toMatchObject({
      id: kept,
      doubles: [{ id: double, code: spent, fresh: true }],
    });
    expect((await life.get(DonationQueries).byId(life.people.aude, donation)).logged).toBe(1);
    for (const q of [spent.slice(0, 5), serial])
      expect((await life.get(DeviceList).page(life.people.aude, { q })).items.map((d) => d.id)).toEqual([kept]);
    // Nothing was moved: what was said of the double is where it was said.
    expect(await life.row(double)).toMatchObject({ state: 'withdrawn', serial, donation_id: donation });
    const [c] = (await life.get(CorrectionsService).list(life.people.leila)).items;
    expect(c).toMatchObject({ kind: 'device_merged', subjectId: double, from: { codes: [spent] }, touches: [] });
  });

  test('is scanned by its spent label on the road, and reported broken by it', async () => {
    const { double, kept } = await two();
    const { code } = await life.row(double);
    await merge(double, kept);
    const lot = await life.send([kept], 'workshop');
    await life.receive(lot, [code]);
    expect((await life.row(kept)).state).toBe('at_workshop');
    const ticket = newId();
    await life.s.work((tx) =>
      life
        .get(FaultsService)
        .report(
          tx,
          { kind: 'stranger', channel: 'page' },
          { label: code, problem: 'screen', countedBy: '127.0.0.1' },
          ticket,
        ),
    );
    const [row] = await life.s.db.query('SELECT device_id FROM maintenance.ticket WHERE id = $1', [ticket]);
    expect(row.device_id).toBe(kept);
  });

  test('is in a lot that goes out once, whichever of its labels is scanned', async () => {
    const { double, kept } = await two();
    const codes = [(await life.row(double)).code, (await life.row(kept)).code];
    await merge(double, kept);
    await life.carry(kept, 'workshop');
    await life.s.work((tx) =>
      life
        .get(DataEnds)
        .endLot(tx, life.people.moussa, { codes, verb: 'recycle', reason: 'beyond_repair', password: PASSWORD }),
    );
    expect((await life.row(kept)).state).toBe('recycled');
  });

  test('was no double: within a day it is what it was, with its numbers, and its label is its own again', async () => {
    const number = `N-${newId().slice(-6)}`;
    const { donation, double, kept } = await two({ assetNumber: number });
    const { code } = await life.row(double);
    await merge(double, kept);
    expect(await undo(double, life.people.omar)).toBe('not_found');
    expect(await undo(double)).toBe('done');
    for (const text of [code, number]) expect(await found(text)).toMatchObject({ kind: 'one', id: double });
    expect(await life.row(double)).toMatchObject({ state: 'received', data_epoch: 1 });
    expect((await life.get(DonationQueries).byId(life.people.aude, donation)).logged).toBe(2);
    const [last, before] = await life.get(DeviceQueries).timeline(life.people.aude, double);
    expect([last?.verb, last?.undoes]).toEqual(['undo_double', before?.id]);
    expect(await undo(double)).toBe('corrections.not_merged');
    expect(await merge(double, kept)).toBe('done');
  });

  test('stays so after a day, for the bank too, and in Postgres', async () => {
    const { double, kept } = await two();
    await merge(double, kept);
    expect(await undo(kept)).toBe('corrections.not_merged');
    await twoDaysAgo(life.s.database.ownerUrl, double);
    for (const who of [life.people.aude, life.people.leila])
      expect(await undo(double, who)).toBe('corrections.too_late');
    const sql = life.s.work((tx) => tx.query('UPDATE devices.device SET merged_into = NULL WHERE id = $1', [double]));
    expect(await broken(sql)).toBe('corrections.merge_settled');
    expect(await life.get(DeviceQueries).get(life.people.aude, kept)).toMatchObject({ doubles: [{ fresh: false }] });
  });

  test('comes back with what the law says of its donation now, or not', async () => {
    const { donation, double, kept } = await two();
    await merge(double, kept);
    const donor: NewDonor = { kind: 'company', name: `Atelier ${newId().slice(-6)} SAS` };
    const corrected = (to: NewDonor) =>
      life.s.work((tx) =>
        life
          .get(DonationCorrections)
          .correctDonor(tx, life.people.aude, donation, { donor: to, reason: 'wrong_choice' }),
      );
    await corrected(donor);
    expect(await undo(double)).toBe('devices.double_of_other_donor');
    expect(await life.row(double)).toMatchObject({ state: 'withdrawn', merged_into: kept });
    await corrected({ kind: 'public_body', name: `Ville ${newId().slice(-6)}` });
    expect(await undo(double)).toBe('done');
  });

  test('does not come back into a donation that has ended: its papers do not count it', async () => {
    const { donation, double, kept } = await two();
    await merge(double, kept);
    await life.s.work((tx) => life.get(DonationsService).close(tx, life.people.aude, donation));
    expect(await undo(double)).toBe('devices.double_of_ended_donation');
    expect(await found((await life.row(double)).code)).toMatchObject({ id: kept });
  });

  test('comes back by its correction alone, in Postgres too, and only if it was merged', async () => {
    const { double } = await two();
    await life.act(double, 'withdraw', { reason: 'not_come' });
    const sql = (told: boolean) =>
      life.s.work(async (tx) => {
        const correction = { subjectId: double, label: 'essai', organisationId: null, from: {}, to: {} };
        if (told)
          await life
            .get(CorrectionsService)
            .record(tx, life.people.leila, { kind: 'device_unmerged', ...correction, reason: 'misread' });
        await tx.query(
          `WITH e AS (INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
             SELECT d.id, 'undo_double', d.state, 'received', devices.location_of(d), devices.location_of(d), devices.holder_of(d), devices.holder_of(d), 'system'
             FROM devices.device d WHERE d.id = $1 RETURNING id)
           UPDATE devices.device d SET state = 'received', last_event_id = e.id FROM e WHERE d.id = $1`,
          [double],
        );
      });
    expect(await broken(sql(false))).toBe('corrections.merge_untold');
    expect(await broken(sql(true))).toBe('corrections.merge_unmade');
  });

  test('may be undone for one day, which telling it again does not renew', async () => {
    const { double, kept } = await two();
    await merge(double, kept);
    const told = { subjectId: double, label: 'essai', organisationId: null, from: {}, to: { into: kept } };
    const tell = (...kinds: ('device_merged' | 'device_unmerged')[]) =>
      broken(
        life.s.work(async (tx) => {
          for (const kind of kinds)
            await life.get(CorrectionsService).record(tx, life.people.aude, { kind, ...told, reason: 'misread' });
        }),
      );
    expect(await tell('device_merged')).toBe('corrections.merge_unmade');
    expect(await tell('device_unmerged')).toBe('corrections.merge_unmade');
    expect(await tell('device_unmerged', 'device_merged')).toBe('corrections.merge_unmade');
    const later = life.s.work((tx) =>
      tx.query(
        `INSERT INTO corrections.correction (id, kind, subject_id, label, from_facts, to_facts, reason, channel, at)
         SELECT gen_random_uuid(), kind, subject_id, label, from_facts, to_facts, reason, channel, now() + interval '9 years'
         FROM corrections.correction WHERE subject_id = $1`,
        [double],
      ),
    );
    expect(await broken(later)).toBe('corrections.merge_unmade');
  });

  test('is another device where the serials differ, has served, or is not seen', async () => {
    const serial = () => `WD${newId().slice(-9)}`;
    const differ = await two({ make: 'HP', serial: serial() }, { make: 'HP', serial: serial() });
    expect(await merge(differ.double, differ.kept)).toBe('devices.double_serials_differ');
    const { double, kept } = await two();
    expect(await merge(double, double)).toBe('corrections.merged_with_itself');
    await life.act(kept, 'withdraw', { reason: 'no_device' });
    expect(await merge(double, kept)).toBe('devices.double_withdrawn');
    await life.carry(double, 'workshop');
    const other = await life.log();
    expect(await merge(double, other)).toBe('not_found');
    expect(await merge(double, other, life.people.leila)).toMatch(/^devices\.(moved_on|not_now)$/);
    expect(await merge(other, double, life.people.ines)).toBe('not_found');
  });

  test('is not merged by SQL without its correction, nor into one that is merged itself', async () => {
    const { donation, double, kept } = await two();
    const third = await life.logOn(donation, {});
    const sql = (id: string, into: string) =>
      broken(life.s.work((tx) => tx.query('UPDATE devices.device SET merged_into = $2 WHERE id = $1', [id, into])));
    await life.act(double, 'withdraw', { reason: 'logged_twice' });
    expect(await sql(double, kept)).toBe('corrections.merge_untold');
    expect(await sql(double, double)).toBe('corrections.merged_with_itself');
    await merge(third, kept);
    expect(await sql(double, third)).toBe('corrections.merged_elsewhere');
    expect(await sql(third, double)).toBe('corrections.merged_already');
  });
});

test('two who say it both ways at once: one is heard, and a device stays', async () => {
  for (let i = 0; i < 4; i += 1) {
    const { double: a, kept: b } = await two();
    const answers = await Promise.all([merge(a, b), merge(b, a)]);
    expect(answers.filter((x) => x === 'done')).toHaveLength(1);
    expect(answers.filter((x) => x !== 'done')[0]).toMatch(/^devices\.(not_now|double_withdrawn|moved_on)$|merged/);
    const states = [await life.row(a), await life.row(b)].map((d) => d.state).sort();
    expect(states).toEqual(['received', 'withdrawn']);
  }
});

test('whatever is merged and separated, every label leads to one living device, and none is lost', async () => {
  const donation = await life.donation('Ville des Doubles');
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push(await life.logOn(donation, {}));
  const codes = await Promise.all(ids.map(async (id) => (await life.row(id)).code));
  const step = fc.record({ a: fc.nat(4), b: fc.nat(4), back: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      for (const { a, b, back } of steps) {
        await (back ? undo(ids[a]!) : merge(ids[a]!, ids[b]!));
        const ends = await Promise.all(codes.map((code) => found(code)));
        const living = new Set(ends.map((end) => (end.kind === 'one' ? end.id : 'none')));
        const { logged } = await life.get(DonationQueries).byId(life.people.aude, donation);
        expect(living.size).toBe(logged);
        for (const id of living) expect((await life.row(id)).state).toBe('received');
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
