import type { DataSource } from 'typeorm';

import { DeviceQueries } from '#bank/devices';
import {
  DeviceLocksService,
  DonationsService,
  IntakeToday,
  type LockKind,
  LockNoticesService,
  LockQueries,
  LoggingService,
  lockLetter,
} from '#bank/intake';
import { BenchService, WorkshopQueries } from '#bank/workshop';
import type { Member } from '#platform/kernel';
import { freshSerial } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';

let life: Life;
let owner: DataSource;
const SYSTEM = { kind: 'system', channel: 'system' } as const;

beforeAll(async () => {
  life = await Life.open();
  owner = await openDataSource(life.s.database.ownerUrl, {}, 2);
});
afterAll(async () => {
  await owner.destroy();
  await life.s.close();
});

const work: Life['s']['work'] = (run) => life.s.work(run);
const declare = (id: string, kind: LockKind = 'bios_password', who?: Member) =>
  work(async (tx) => life.get(DeviceLocksService).declare(tx, who ?? life.actorOf(await life.row(id)), id, kind));
const release = (id: string, lock: string, who?: Member) =>
  work(async (tx) =>
    life.get(DeviceLocksService).release(tx, who ?? life.actorOf(await life.row(id)), id, lock, 'seen_open'),
  );

/** A device of a donation, with somebody to write to. */
async function given(n = 1): Promise<{ donation: string; devices: string[] }> {
  const { aude } = life.people;
  const contact = { name: 'Service informatique', email: 'informatique@mairie.example' };
  const donation = await work((tx) =>
    life.get(DonationsService).create(tx, aude, {
      donor: { kind: 'public_body', name: `Ville de ${freshSerial('00000')}`, contact },
      placeId: life.s.fixtures.organisations.collection.place,
      arrival: 'received',
    }),
  );
  const devices: string[] = [];
  for (let i = 0; i < n; i += 1)
    devices.push(
      await work((tx) =>
        life.get(LoggingService).log(tx, aude, donation, {
          category: 'laptop',
          make: 'HP',
          model: 'ProBook',
          serial: freshSerial('LOCK-00000'),
        }),
      ),
    );
  return { donation, devices };
}
const told = (donation: string, days: number) =>
  owner.query(
    `ALTER TABLE intake.lock_notice DISABLE TRIGGER USER; UPDATE intake.lock_notice SET at = at - interval '${days} days' WHERE donation_id = '${donation}';
     UPDATE intake.lock_notice_line SET due_on = due_on - ${days} WHERE notice_id IN (SELECT id FROM intake.lock_notice WHERE donation_id = '${donation}');`,
  );
const stepOf = async (donation: string) =>
  (await life.get(LockQueries).waiting(life.people.leila, donation)).map((d) => d.step);
const due = async (donation: string) =>
  (await life.get(LockQueries).due(life.s.db, { limit: 1000 })).find((d) => d.donationId === donation);

describe('a locked device', () => {
  test('enters no stock, is not reserved, and says why; released, it does', async () => {
    const id = await life.log();
    await life.carry(id, 'workshop');
    const other = await life.log();
    await life.carry(other, 'workshop');
    const { karim } = life.people;
    const lock = await declare(id, 'mdm', karim);
    // It came before the other, and still is not the first to be taken.
    const { items: queued } = await life.get(WorkshopQueries).queue(karim, { limit: 1000 });
    expect(queued.at(-1)).toMatchObject({ id, locked: true });
    expect(queued.map((r) => r.id)).toContain(other);
    await life.prove(id);
    await expect(work((tx) => life.get(BenchService).putInStock(tx, karim, id))).rejects.toMatchObject({
      code: 'refurbishment.gate_closed',
      facts: { failures: ['locked:mdm'] },
    });
    expect(await broken(life.act(id, 'put_in_stock'))).toBe('refurbishment.gate_closed');
    // Nothing is left to do for it at the bench: it waits elsewhere.
    expect((await life.get(WorkshopQueries).queue(karim)).items.map((r) => r.id)).not.toContain(id);
    expect(await life.get(WorkshopQueries).gate(karim, id)).toMatchObject({ open: false, locks: ['mdm'] });
    await release(id, lock);
    await life.putInStock(id);
    expect((await life.row(id)).state).toBe('in_stock');
    const timeline = await life.get(DeviceQueries).timeline(life.people.leila, id);
    expect(timeline.map((e) => e.verb)).toEqual(expect.arrayContaining(['find_lock', 'release_lock']));
  });

  test('in stock already, is not reserved', async () => {
    const id = await inTheBanksStock();
    const lock = await declare(id, 'absolute');
    const { unit } = await life.approved();
    expect(await broken(life.reserve(unit, id))).toBe('refurbishment.gate_closed');
    await release(id, lock);
    await life.reserve(unit, id);
  });

  test('each kind once at a time; by whoever holds it, or the bank', async () => {
    const id = await life.log();
    await declare(id);
    expect(await broken(declare(id))).toBe('intake.lock_known');
    await declare(id, 'apple_account', life.people.leila);
    expect(await broken(declare(id, 'mdm', life.people.karim))).toBe('not_found');
    expect(await broken(declare(id, 'mdm', life.people.ines))).toBe('not_found');
    expect(await broken(declare(id, 'moon' as never))).toBe('intake.lock_kind_missing');
    await life.carry(id, 'workshop');
    const [lock] = await life.get(LockQueries).ofDevice(id);
    expect(await broken(release(id, lock!.id, life.people.aude))).toMatch(/not_found|devices.not_yours/);
    await release(id, lock!.id);
    expect(await broken(release(id, lock!.id))).toBe('intake.lock_not_open');
  });

  test('twenty say so at once: one lock; found while it is put in stock, one of the two happens', async () => {
    const id = await life.log();
    const answers = await Promise.all(Array.from({ length: 20 }, () => broken(declare(id))));
    expect(answers.filter((a) => a === 'done')).toHaveLength(1);
    for (let i = 0; i < 5; i += 1) {
      const raced = await life.log();
      await life.carry(raced, 'workshop');
      await life.prove(raced);
      const [stocked, locked] = await Promise.all([broken(life.putInStock(raced)), broken(declare(raced, 'mdm'))]);
      const [{ failures }] = await life.s.db.query('SELECT array(SELECT refurbishment.gate_failures($1)) AS failures', [
        raced,
      ]);
      expect(locked).toBe('done');
      expect(failures).toEqual(['locked:mdm']);
      expect((await life.row(raced)).state).toBe(stocked === 'done' ? 'in_stock' : 'at_workshop');
    }
  });

  test('no SQL of the application’s role opens it', async () => {
    const id = await life.log();
    const lock = await declare(id);
    const tried = async (sql: string, params: unknown[] = []) => {
      try {
        await life.s.db.query(sql, params);
        return 'done';
      } catch (error) {
        const pg = (error as { driverError: { code: string; message: string; constraint?: string } }).driverError;
        return pg.code === 'BN001' ? pg.message : pg.code === '42501' ? 'not permitted' : (pg.constraint ?? pg.message);
      }
    };
    const { karim, aude, omar } = life.people;
    const by = (m: Member, n = m.operatorNumber) => [lock, m.membershipId, n, m.organisationId];
    const RELEASE = `UPDATE intake.device_lock SET released_at = now(), release_check = 'seen_open', released_by = $2, release_operator = $3,
      release_organisation_id = $4 WHERE id = $1`;
    expect(await tried('DELETE FROM intake.device_lock')).toBe('not permitted');
    expect(await tried(`UPDATE intake.device_lock SET kind = 'mdm'`)).toBe('not permitted');
    expect(await tried('UPDATE intake.device_lock SET released_at = now() WHERE id = $1', [lock])).toBe(
      'intake.lock_releaser_unknown',
    );
    expect(await tried(RELEASE, by(karim))).toBe('intake.lock_releaser_unknown');
    expect(await tried(RELEASE, by(omar))).toBe('intake.lock_releaser_unknown');
    expect(await tried(RELEASE, by(aude, 1))).toBe('intake.lock_releaser_unknown');
    expect(await tried(RELEASE, by(aude))).toBe('done');
    expect(await tried(RELEASE.replace("'seen_open'", "'reinstalled'"), by(aude))).toBe('intake.lock_not_open');
    expect(
      await tried('INSERT INTO intake.delay VALUES ($1, $2, 1, $3)', ['lock_deadline', '2019-01-01', 'x']),
    ).not.toBe('done');
  });
});

describe('its donor', () => {
  test('is told of the serials, reminded, and after the delay a person decides', async () => {
    const { donation, devices } = await given(2);
    for (const id of devices) await declare(id, 'mdm');
    const letter = await due(donation);
    expect(letter).toMatchObject({
      reason: 'tell',
      email: 'informatique@mairie.example',
      devices: [{ kinds: ['mdm'] }, { kinds: ['mdm'] }],
    });
    const { text } = lockLetter(letter!, { name: 'Banque', helpline: null });
    for (const d of letter!.devices) expect(text).toContain(d.serial);
    expect(await stepOf(donation)).toEqual(['to_tell', 'to_tell']);
    await work((tx) => life.get(LockNoticesService).record(tx, SYSTEM, donation, 'mail'));
    expect(await stepOf(donation)).toEqual(['waiting', 'waiting']);
    expect(await due(donation)).toBeUndefined();
    await told(donation, 16);
    expect(await due(donation)).toMatchObject({ reason: 'remind' });
    const promised = (await life.get(LockQueries).ofDevice(devices[0]!))[0]!.dueOn;
    await work((tx) => life.get(LockNoticesService).record(tx, life.people.leila, donation, 'person'));
    // A reminder gives no new delay.
    expect((await life.get(LockQueries).ofDevice(devices[0]!))[0]!.dueOn).toBe(promised);
    await told(donation, 60);
    expect(await stepOf(donation)).toEqual(['overdue', 'overdue']);
    expect(await due(donation)).toBeUndefined();
    const counts = await life.get(IntakeToday).today(life.people.leila);
    expect(counts.find((c) => c.what === 'locks_overdue')?.count).toBeGreaterThanOrEqual(2);
    await life.act(devices[0]!, 'return_to_donor', { reason: 'locked_by_donor' });
    await life.act(devices[1]!, 'dismantle', { reason: 'locked_by_donor' }, life.people.leila);
    expect(await stepOf(donation)).toEqual([]);
    expect(
      await broken(work((tx) => life.get(LockNoticesService).record(tx, life.people.leila, donation, 'person'))),
    ).toBe('intake.no_lock_to_tell');
  });

  test('keeps the day promised when the rule changes; who is told later gets the new one', async () => {
    const first = await given();
    await declare(first.devices[0]!);
    await work((tx) => life.get(LockNoticesService).record(tx, life.people.leila, first.donation, 'person'));
    const before = (await life.get(LockQueries).ofDevice(first.devices[0]!))[0]!.dueOn;
    await owner.query(`INSERT INTO intake.delay VALUES ('lock_deadline', current_date, 10, 'a test')`);
    const later = await given();
    await declare(later.devices[0]!);
    await work((tx) => life.get(LockNoticesService).record(tx, life.people.leila, later.donation, 'person'));
    await owner.query(`DELETE FROM intake.delay WHERE source = 'a test'`);
    expect((await life.get(LockQueries).ofDevice(first.devices[0]!))[0]!.dueOn).toBe(before);
    expect((await life.get(LockQueries).ofDevice(later.devices[0]!))[0]!.dueOn! < before!).toBe(true);
  });

  test('is known to the bank and to their collection point; the bench sees the device it holds', async () => {
    const { donation, devices } = await given();
    await declare(devices[0]!);
    const mine = async (who: Member) =>
      (await life.get(LockQueries).waiting(who)).filter((d) => d.donationId === donation).length;
    const { leila, aude, karim, moussa } = life.people;
    expect(await Promise.all([leila, aude, karim].map(mine))).toEqual([1, 1, 0]);
    await life.carry(devices[0]!, 'workshop');
    expect(await Promise.all([leila, aude, moussa].map(mine))).toEqual([1, 1, 1]);
    await expect(life.get(LockQueries).letter(karim, donation)).rejects.toThrow('not found');
  });
});

async function inTheBanksStock(): Promise<string> {
  const id = await life.log();
  await life.carry(id, 'workshop');
  await life.prove(id);
  await life.putInStock(id);
  await life.carry(id, 'bank');
  return id;
}
