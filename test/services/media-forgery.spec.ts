import { LogisticsModule } from '#bank/logistics';
import { BenchService, ErasureService, WorkshopModule } from '#bank/workshop';
import { newId } from '#platform/kernel';
import { type RawSqlAttacker, rawSqlAttacker } from '../support/counting/raw-sql-attacker.js';
import { type Services, services } from '../support/servers/services.js';
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

describe('what reopens the question of media', () => {
  /** In stock, with both disks erased. */
  async function inStock(): Promise<string> {
    const d = await t.almost();
    await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, t.karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    await s.work((tx) => s.app.get(BenchService).putInStock(tx, t.karim(), d.id));
    return d.id;
  }

  test('cannot be written earlier, later, or away', async () => {
    for (const sql of [
      'INSERT INTO devices.medium_size SELECT id, NULL, 1, 1 FROM devices.medium',
      'DELETE FROM refurbishment.medium_location',
      'UPDATE refurbishment.media_statement SET order_no = 9223372036854775807',
      'UPDATE devices.snapshot SET order_no = 9223372036854775807',
      `SELECT setval('devices.device_event_id_seq', 1)`,
      'ALTER TABLE devices.medium DISABLE TRIGGER stock_is_asked',
    ])
      expect(await t.tried(sql)).toMatch(/^(not permitted|platform\.append_only)$/);
    const id = await inStock();
    await s.work((tx) => s.app.get(BenchService).repair(tx, t.karim(), id, ['disk']));
    const stated = await t.tried(
      `INSERT INTO refurbishment.media_statement (id, device_id, data_epoch, kind, stated_text, order_no, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, 1, 'complete_list', 'La liste des supports est complète, et signée.', 9223372036854775807, $3, $4, $5)`,
      [newId(), id, ...t.signedBy()],
    );
    expect(stated).toBe('done');
    const [{ late }] = await s.db.query(
      'SELECT max(order_no) > 9000000000000000000 AS late FROM refurbishment.media_statement WHERE device_id = $1',
      [id],
    );
    expect(late).toBe(false);
  });

  test('takes a device out of the stock whatever writes it, also at once', async () => {
    const id = await inStock();
    await attacker.transaction(async (tx) => {
      await tx.query('SET CONSTRAINTS ALL IMMEDIATE');
      await tx.query(`INSERT INTO devices.medium (id, device_id, kind) VALUES ($1, $2, 'ssd')`, [newId(), id]);
    });
    expect(await t.stateOf(id)).toBe('at_workshop');
    expect(await t.stockSql(id)).toBe('refurbishment.gate_closed');
  });

  test('a new medium is proven by two people and not by one, nor by an old one', async () => {
    const d = await t.almost();
    const says = (medium: string) =>
      t.tried(
        `INSERT INTO refurbishment.evidence (id, medium_id, device_id, data_epoch, kind, invoice, stated_text, membership_id, operator_number, organisation_id)
         VALUES ($1, $2, $3, 1, 'new', 'F-1', 'Ce support de stockage est neuf, avec sa facture.', $4, $5, $6)`,
        [newId(), medium, d.id, ...t.signedBy()],
      );
    expect(await says(d.medium)).toBe('refurbishment.new_without_change');
    await s.work((tx) => s.app.get(BenchService).repair(tx, t.karim(), d.id, ['disk']));
    expect(await says(d.medium)).toBe('refurbishment.not_new');
    const medium = newId();
    expect(
      await t.tried(
        `INSERT INTO devices.medium (id, device_id, kind, serial, serial_key, order_no) VALUES ($1, $2, 'ssd', 'NEUF0001', 'NEUF0001', 1)`,
        [medium, d.id],
      ),
    ).toBe('done');
    expect(await says(medium)).toBe('done');
    const [{ id: evidence }] = await s.db.query('SELECT id FROM refurbishment.evidence WHERE medium_id = $1', [medium]);
    const witness = await t.tried(
      `INSERT INTO refurbishment.countersignature (id, evidence_id, stated_text, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, 'Je suis témoin, moi qui ai signé déjà.', $3, $4, $5)`,
      [newId(), evidence, ...t.signedBy()],
    );
    expect(witness).toBe('refurbishment.own_witness');
    const [{ proven }] = await s.db.query(
      'SELECT refurbishment.proven(m, 1::smallint) AS proven FROM devices.medium m WHERE id = $1',
      [medium],
    );
    expect(proven).toBe(false);
  });

  test('a place is signed of a number that both devices name', async () => {
    const [one, two] = [await t.almost(), await t.almost()];
    expect(
      await t.tried(
        `INSERT INTO refurbishment.medium_location (id, order_no, kind, serial_key, device_id, data_epoch, other_device_id, stated_text, membership_id, operator_number, organisation_id)
         VALUES ($1, 1, 'here', $2, $3, 1, $4, 'Il est dans celui-ci, je l’ai vu de mes yeux.', $5, $6, $7)`,
        [newId(), two.sata, one.id, two.id, ...t.signedBy()],
      ),
    ).toBe('refurbishment.medium_elsewhere');
  });
});
