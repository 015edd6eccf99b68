import fc from 'fast-check';
import { CATEGORY_IDS, DevicesService, FORMATS, type Inventory, InventoryService, readInventory } from '#bank/devices';
import { LogisticsModule } from '#bank/logistics';
import {
  ANSWERS,
  type Answer,
  type Answers,
  BenchService,
  ErasureService,
  TEMPLATE_VERSION,
  TEST_POINTS,
  verdictOf,
  WorkshopModule,
} from '#bank/workshop';
import { newId, sha256 } from '#platform/kernel';
import { answers, PASSWORD } from '../support/counting/bench.js';
import { type RawSqlAttacker, rawSqlAttacker } from '../support/counting/raw-sql-attacker.js';
import { HALF_SEEN } from '../support/machines/half-seen-machines.js';
import { cutInventories } from '../support/machines/inventory-parts.js';
import { OTHER_TOOLS } from '../support/machines/other-tools-documents.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { setSerial } from '../support/things/serials.js';
import { erasedLog } from '../support/things/workbench.js';

let s: Services;
let attacker: RawSqlAttacker['attacker'];
let t: RawSqlAttacker;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  t = await rawSqlAttacker(s);
  ({ attacker } = t);
});
afterAll(async () => {
  await attacker.destroy();
  await s.close();
});

describe('the door itself', () => {
  test('does not open to a change of state, with or without a history row, by any road', async () => {
    const { id } = await t.almost();
    expect(await t.tried(`UPDATE devices.device SET state = 'in_stock' WHERE id = $1`, [id])).toMatch(
      /gate_closed|no_change_without_history/,
    );
    expect(await t.stockSql(id)).toBe('refurbishment.gate_closed');
    expect(await t.stockSql(id, 'delivered', 'put_in_stock')).toMatch(/device_event_follows_lifecycle|gate_closed/);
    expect(await t.stockSql(id, 'reserved', 'reserve')).toMatch(/device_event_follows_lifecycle|gate_closed/);
    expect(
      await t.tried('INSERT INTO devices.lifecycle VALUES ($1, $2, $3)', ['cheat', 'at_workshop', 'in_stock']),
    ).toBe('not permitted');
    expect(await t.stateOf(id)).toBe('at_workshop');
  });

  test('cannot be taken off its hinges', async () => {
    for (const sql of [
      'ALTER TABLE devices.device DISABLE TRIGGER gate',
      'DROP TRIGGER gate ON devices.device',
      `CREATE OR REPLACE FUNCTION refurbishment.gate_failures(device uuid) RETURNS SETOF text LANGUAGE sql AS 'SELECT NULL::text WHERE false'`,
      `CREATE OR REPLACE FUNCTION refurbishment.proven(medium devices.medium, epoch smallint) RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
      'TRUNCATE devices.medium CASCADE',
      'TRUNCATE refurbishment.evidence CASCADE',
      'DELETE FROM devices.medium',
      `UPDATE devices.medium SET serial_key = 'X'`,
      `UPDATE refurbishment.drive_result SET status = 'passed'`,
      `UPDATE refurbishment.erasure_log SET received_at = now()`,
      `UPDATE refurbishment.evidence SET data_epoch = 2`,
      `UPDATE refurbishment.epoch_start SET began_at = '2000-01-01'`,
      `UPDATE devices.snapshot SET has_storage_section = true`,
      'DELETE FROM refurbishment.result_use',
      'DELETE FROM refurbishment.test_sheet',
      'SET session_replication_role = replica',
      'SET ROLE bn_owner',
    ]) {
      expect(await t.tried(sql)).toMatch(/^(not permitted|platform\.append_only)$/);
    }
  });

  test('a temporary table of the same name, or another search path, changes nothing', async () => {
    const { id } = await t.almost();
    await attacker
      .transaction(async (tx) => {
        await tx
          .query('CREATE TEMP TABLE evidence (medium_id uuid); CREATE TEMP TABLE withdrawal (evidence_id uuid)')
          .catch(() => undefined);
      })
      .catch(() => undefined);
    expect(await t.tried(`SET search_path = pg_temp, refurbishment, public`)).toBe('done');
    expect(await t.stockSql(id)).toBe('refurbishment.gate_closed');
    await t.tried('RESET search_path');
  });
});

describe('knowledge of media without a medium', () => {
  /** Tested and graded, and no word of its media. */
  async function untold(): Promise<string> {
    const [id] = await t.demo.atWorkshop();
    await setSerial(s.db, id!, null);
    await s.work(async (tx) => {
      const sheet = { answers: answers('ok'), system: 'Linux Mint 22 Xfce', password: PASSWORD };
      await s.app.get(BenchService).test(tx, t.karim(), id!, sheet);
      await s.app.get(BenchService).grade(tx, t.karim(), id!, 'B');
    });
    return id!;
  }
  const snapshot = (id: string, facts: object, known = true) =>
    t.tried(
      `INSERT INTO devices.snapshot (id, device_id, event_id, source, sha256, has_storage_section, facts, raw)
       SELECT $1, id, last_event_id, 'glpi_json', $2, $4, $3, '{}' FROM devices.device WHERE id = $5`,
      [newId(), 'a'.repeat(64), facts, known, id],
    );

  test('never opens it, whatever is taken out of whatever inventory', async () => {
    const bare = await untold();
    const attach = async (id: string, read: Inventory) => {
      const machine = { ...read.machine, serial: null };
      await s.work((tx) =>
        s.app.get(InventoryService).attach(tx, t.karim(), id, { ...read, machine }, sha256(newId())),
      );
    };
    const read = fc.sample(cutInventories, 600).flatMap((document) => {
      try {
        return [readInventory(document)];
      } catch {
        return [];
      }
    });
    const nothing = read.filter((r) => r.media.length === 0).slice(0, 60);
    const something = read.filter((r) => r.media.length > 0).slice(0, 10);
    expect(Math.min(nothing.length, something.length)).toBeGreaterThan(9);
    expect(new Set(read.map((r) => r.source)).size).toBe(FORMATS.length);
    for (const inventory of [...nothing, ...something]) {
      const id = inventory.media.length ? await untold() : bare;
      // Also when whoever reads it claims to know.
      await attach(id, { ...inventory, hasStorageSection: true });
      expect(await t.stockSql(id)).toBe('refurbishment.gate_closed');
    }
  });

  test('has not what lists some of the media alone: fifty documents', async () => {
    const opened: string[] = [];
    for (const [what, , document] of [...HALF_SEEN, ...OTHER_TOOLS]) {
      const id = await untold();
      const read = readInventory(document);
      const machine = { ...read.machine, serial: null };
      await s.work((tx) =>
        s.app.get(InventoryService).attach(tx, t.karim(), id, { ...read, machine }, sha256(newId())),
      );
      const failures = await s.db.query('SELECT f FROM refurbishment.gate_failures($1) f', [id]);
      if (!failures.some((row: { f: string }) => row.f === 'no_media_knowledge')) opened.push(what);
    }
    expect(opened).toEqual([]);
  });

  test('is refused by Postgres, also from its own words', async () => {
    const id = await untold();
    await s.work((tx) => s.app.get(DevicesService).perform(tx, t.karim(), 'take_inventory', [id]));
    for (const facts of [{}, { media: [] }, { media: [{ kind: 'sd', serial: 'X' }] }])
      expect(await snapshot(id, facts)).toBe('snapshot_knows_media');
    const doubted = { media: [{ kind: 'ssd', serial: 'FORGED02' }], doubts: ['virtual_machine'] };
    expect(await snapshot(id, doubted)).toBe('snapshot_knows_without_doubt');
    expect(await snapshot(id, { media: [{ kind: 'ssd', serial: 'FORGED01' }] })).toBe('done');
    expect(await t.stockSql(id)).toBe('refurbishment.gate_closed');
  });
});

describe('after the door', () => {
  test('proof cannot be withdrawn from a device in stock, by its author or by anybody', async () => {
    const d = await t.almost();
    await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, t.karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    await s.work((tx) => s.app.get(BenchService).putInStock(tx, t.karim(), d.id));
    const [e] = await s.db.query('SELECT id FROM refurbishment.evidence WHERE medium_id = $1', [d.medium]);
    const withdraw = (by: { membershipId: string; operatorNumber: number }) =>
      t.tried(
        'INSERT INTO refurbishment.withdrawal (id, evidence_id, membership_id, operator_number) VALUES ($1, $2, $3, $4)',
        [newId(), e.id, by.membershipId, by.operatorNumber],
      );
    expect(await withdraw(t.karim())).toBe('refurbishment.too_late_to_withdraw');
    expect(await withdraw(s.fixtures.people.moussa)).toBe('refurbishment.not_your_step');
  });

  test('a disk that turns up in a device of the stock takes it out, whoever wrote it', async () => {
    const d = await t.almost();
    await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, t.karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    await s.work((tx) => s.app.get(BenchService).putInStock(tx, t.karim(), d.id));
    await s.db.query(
      `INSERT INTO devices.medium (id, device_id, kind, serial, serial_key) VALUES ($1, $2, 'sd', 'NEWCARD01', 'NEWCARD01')`,
      [newId(), d.id],
    );
    expect(await t.stateOf(d.id)).toBe('at_workshop');
    expect(
      await broken(s.work((tx) => s.app.get(DevicesService).perform(tx, s.fixtures.people.leila, 'reserve', [d.id]))),
    ).toBe('devices.not_now');
  });

  test('withdrawing and putting in stock at the same instant never leave a device in stock without proof', async () => {
    for (let i = 0; i < 8; i++) {
      const d = await t.almost();
      await s.work((tx) =>
        s.app.get(ErasureService).receive(tx, t.karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
      );
      const ends = await Promise.all([
        broken(s.work((tx) => s.app.get(BenchService).undo(tx, t.karim(), d.id))),
        broken(s.work((tx) => s.app.get(BenchService).putInStock(tx, t.karim(), d.id))),
      ]);
      expect(ends.filter((e) => e === 'done')).toHaveLength(1);
      const [{ n }] = await s.db.query('SELECT count(*)::int AS n FROM refurbishment.gate_failures($1)', [d.id]);
      expect([await t.stateOf(d.id), n > 0]).not.toEqual(['in_stock', true]);
    }
  });
});

test('the verdict is the same in TypeScript and in Postgres, for every category and answer', async () => {
  const answer = fc.constantFrom<Answer | 'x'>(...ANSWERS, 'x');
  const sheet = fc.record(
    Object.fromEntries(
      TEST_POINTS.map((p) => [p.id, fc.oneof({ weight: 5, arbitrary: fc.constant<Answer>('ok') }, answer)]),
    ),
  );
  const cases = fc.sample(fc.tuple(fc.constantFrom(...CATEGORY_IDS), sheet), 400);
  const rows: { v: string }[] = await s.db.query(
    `SELECT refurbishment.verdict_of($1::smallint, c, a) AS v FROM unnest($2::text[], $3::jsonb[]) WITH ORDINALITY AS x(c, a, n) ORDER BY n`,
    [TEMPLATE_VERSION, cases.map(([c]) => c), cases.map(([, a]) => JSON.stringify(a))],
  );
  expect(rows.map((r) => r.v)).toEqual(cases.map(([c, a]) => verdictOf(c, a as Answers)));
  expect(new Set(rows.map((r) => r.v)).size).toBe(2);
});

test('a sheet of the first version keeps its verdict, and cannot leave a point untested', async () => {
  const v1 = {
    screen: 'ok',
    keyboard: 'ok',
    sound: 'ok',
    camera: 'na',
    network: 'ok',
    ports: 'ok',
    battery: 'ok',
    system: 'ok',
    charger: 'ok',
  };
  const verdict = async (category: string, answers: object) =>
    (await s.db.query('SELECT refurbishment.verdict_of(1::smallint, $1, $2) AS v', [category, answers]))[0].v;
  expect(await verdict('laptop', v1)).toBe('passed');
  expect(await verdict('laptop', { ...v1, screen: 'na' })).toBe('failed');
  expect(await verdict('desktop', { ...v1, screen: 'na', keyboard: 'na', sound: 'na', battery: 'na' })).toBe('passed');
  expect(await verdict('laptop', { ...v1, camera: 'untested' })).toBe('failed');
});
