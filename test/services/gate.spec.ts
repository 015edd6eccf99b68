import { DataSource } from 'typeorm';
import { DevicesService } from '#devices';
import { newId, sha256 } from '#kernel';
import { LogisticsModule } from '#logistics';
import { BenchService, ErasureService, RefurbishmentModule } from '#refurbishment';
import { answers, benchStory, fixture, PASSWORD, SATA } from '../support/bench.js';
import { openDataSource } from '../support/database.js';
import { broken, type Services, services } from '../support/services.js';
import { type Disks, erasedLog } from '../support/workbench.js';

/** Somebody with the application's own login and any SQL they like: the device must not get into the stock. */
let s: Services;
let story: ReturnType<typeof benchStory>;
let thief: DataSource;

beforeAll(async () => {
  s = await services(LogisticsModule, RefurbishmentModule);
  story = benchStory(s);
  thief = await openDataSource(s.database.url, {}, 2);
});
afterAll(async () => {
  await thief.destroy();
  await s.close();
});

const karim = () => s.cast.people.karim;

/** What SQL ends with: a rule, a privilege, a constraint, or `done`. */
async function tried(sql: string, params: unknown[] = []): Promise<string> {
  try {
    await thief.query(sql, params);
    return 'done';
  } catch (error) {
    const pg = (error as { driverError?: { code?: string; message?: string; constraint?: string } }).driverError ?? {};
    if (pg.code === 'BN001') return pg.message!;
    return pg.code === '42501' ? 'not permitted' : (pg.constraint ?? `${pg.code} ${pg.message}`);
  }
}

/** The forged change of state, with its forged history row, in one statement as the services do it. */
const stockSql = (id: string, to = 'in_stock', verb = 'put_in_stock') =>
  tried(
    `WITH e AS (
       INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
       SELECT d.id, $3, d.state, $2, devices.location_of(d), devices.location_of(d), devices.holder_of(d), devices.holder_of(d), 'page'
       FROM devices.device d WHERE d.id = $1 RETURNING id
     ) UPDATE devices.device SET state = $2, last_event_id = (SELECT id FROM e) WHERE id = $1`,
    [id, to, verb],
  );
const stateOf = async (id: string) =>
  (await s.db.query('SELECT state FROM devices.device WHERE id = $1', [id]))[0].state;
const signedBy = () => [karim().membershipId, karim().operatorNumber, karim().organisationId];

/** Everything in order but the erasure of one of the two disks. */
async function almost(): Promise<Disks & { medium: string }> {
  const d = await story.withTwoDisks();
  await s.work(async (tx) => {
    await s.app
      .get(BenchService)
      .test(tx, karim(), d.id, { answers: answers('ok'), system: 'Linux Mint 22 Xfce', password: PASSWORD });
    await s.app.get(BenchService).grade(tx, karim(), d.id, 'B');
  });
  const [medium] = await s.db.query('SELECT id FROM devices.medium WHERE device_id = $1 AND serial = $2', [
    d.id,
    d.sata,
  ]);
  return { ...d, medium: medium.id };
}

const evidence = (
  medium: string,
  device: string,
  more: {
    epoch?: number;
    result?: string | null;
    kind?: string;
    text?: string | null;
    decided?: boolean;
    by?: unknown[];
  } = {},
) =>
  tried(
    `INSERT INTO refurbishment.evidence (id, medium_id, device_id, data_epoch, kind, drive_result_id, decided, stated_text, membership_id, operator_number, organisation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      newId(),
      medium,
      device,
      more.epoch ?? 1,
      more.kind ?? 'log',
      more.result ?? null,
      more.decided ?? false,
      more.text ?? null,
      ...(more.by ?? signedBy()),
    ],
  );

describe('the door itself', () => {
  test('does not open to a change of state, with or without a history row, by any road', async () => {
    const { id } = await almost();
    expect(await tried(`UPDATE devices.device SET state = 'in_stock' WHERE id = $1`, [id])).toMatch(
      /gate_closed|no_change_without_history/,
    );
    expect(await stockSql(id)).toBe('refurbishment.gate_closed');
    expect(await stockSql(id, 'delivered', 'put_in_stock')).toMatch(/device_event_follows_lifecycle|gate_closed/);
    expect(await stockSql(id, 'reserved', 'reserve')).toMatch(/device_event_follows_lifecycle|gate_closed/);
    expect(await tried('INSERT INTO devices.lifecycle VALUES ($1, $2, $3)', ['cheat', 'at_workshop', 'in_stock'])).toBe(
      'not permitted',
    );
    expect(await stateOf(id)).toBe('at_workshop');
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
      expect(await tried(sql)).toMatch(/^(not permitted|platform\.append_only)$/);
    }
  });

  test('a temporary table of the same name, or another search path, changes nothing', async () => {
    const { id } = await almost();
    await thief
      .transaction(async (tx) => {
        await tx
          .query('CREATE TEMP TABLE evidence (medium_id uuid); CREATE TEMP TABLE withdrawal (evidence_id uuid)')
          .catch(() => undefined);
      })
      .catch(() => undefined);
    expect(await tried(`SET search_path = pg_temp, refurbishment, public`)).toBe('done');
    expect(await stockSql(id)).toBe('refurbishment.gate_closed');
    await tried('RESET search_path');
  });
});

describe('forged evidence', () => {
  test('needs a result: none, a failed one, one of another disk, or a made-up one are refused', async () => {
    const d = await almost();
    expect(await evidence(d.medium, d.id)).toBe('refurbishment.result_not_passed');
    expect(await evidence(d.medium, d.id, { kind: 'destroyed', text: null })).toBe('statement_is_stated');
    const keep = (file: string, serials: Record<string, string>) =>
      s.work((tx) =>
        s.app.get(ErasureService).receive(tx, karim(), { bytes: fixture(`nwipe/${file}`, serials), filename: 'x.log' }),
      );
    const aborted = await keep('aborted.log', { [SATA]: d.sata });
    const other = await keep('other-disk.log', { ZA1OTHER7QX: `ZA1-${newId().slice(-7)}` });
    const [failed] = await s.db.query('SELECT id FROM refurbishment.drive_result WHERE log_id = $1', [aborted.logId]);
    const [others] = await s.db.query('SELECT id FROM refurbishment.drive_result WHERE log_id = $1', [other.logId]);
    expect(await evidence(d.medium, d.id, { result: failed.id })).toBe('refurbishment.result_not_passed');
    expect(await evidence(d.medium, d.id, { result: others.id })).toBe('refurbishment.log_other_disk');
    expect(
      await evidence(d.medium, d.id, { result: others.id, decided: true, text: 'Décidé par quelqu’un qui se trompe.' }),
    ).toBe('refurbishment.log_other_disk');

    const forged = (log: string, serial: string) =>
      tried(
        `INSERT INTO refurbishment.drive_result (id, log_id, position, path, serial, serial_key, status, method_class, verification, fingerprint)
         VALUES ($1, $2, 9, '/dev/sda', $3, $3, 'passed', 'clear', 'last', $4)`,
        [newId(), log, serial, sha256(serial)],
      );
    expect(await forged(other.logId, d.sata)).toBe('refurbishment.result_not_in_log');
    expect(
      await tried(
        `INSERT INTO refurbishment.erasure_log (id, blob_id, sha256, tool, membership_id, operator_number, organisation_id) VALUES ($1, $2, $3, 'nwipe', $4, $5, $6)`,
        [newId(), newId(), 'a'.repeat(64), ...signedBy()],
      ),
    ).toBe('refurbishment.log_not_kept');
    expect(await stockSql(d.id)).toBe('refurbishment.gate_closed');
  });

  test('one result cannot be used twice, for two disks or through its copy, and its use cannot be freed', async () => {
    const d = await almost();
    const e = await almost();
    await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    const [used] = await s.db.query(
      'SELECT r.id, r.log_id, r.fingerprint FROM refurbishment.drive_result r JOIN refurbishment.evidence v ON v.drive_result_id = r.id WHERE v.medium_id = $1',
      [d.medium],
    );
    expect(await evidence(d.medium, d.id, { result: used.id })).toBe('result_use_pkey');
    expect(await evidence(e.medium, e.id, { result: used.id })).toBe('refurbishment.log_other_disk');
    expect(await evidence(e.medium, d.id, { result: used.id })).toBe('refurbishment.medium_elsewhere');
    expect(await tried('DELETE FROM refurbishment.result_use WHERE fingerprint = $1', [used.fingerprint])).toBe(
      'not permitted',
    );
    expect(await stockSql(d.id)).toBe('done');
    expect(await stockSql(e.id)).toBe('refurbishment.gate_closed');
  });

  test('of another epoch, by nobody, by another organisation or under another number is refused', async () => {
    const d = await almost();
    const [elise, leila] = [s.cast.people.elise, s.cast.people.leila];
    const stated = { kind: 'destroyed', text: 'Détruit à la presse, je le jure.' };
    expect(await evidence(d.medium, d.id, { ...stated, epoch: 2 })).toBe('refurbishment.wrong_epoch');
    expect(
      await evidence(d.medium, d.id, {
        ...stated,
        by: [elise.membershipId, elise.operatorNumber, elise.organisationId],
      }),
    ).toBe('refurbishment.signer_unknown');
    expect(
      await evidence(d.medium, d.id, {
        ...stated,
        by: [karim().membershipId, leila.operatorNumber, karim().organisationId],
      }),
    ).toBe('refurbishment.signer_unknown');
    expect(
      await evidence(d.medium, d.id, {
        ...stated,
        by: [s.cast.people.paul.membershipId, s.cast.people.paul.operatorNumber, s.cast.people.paul.organisationId],
      }),
    ).toBe('refurbishment.signer_unknown');
    expect(await evidence(d.medium, d.id, { kind: 'destroyed', text: 'court' })).toBe('statement_is_stated');
    expect(await evidence(d.medium, d.id, { kind: 'factory_reset', text: 'Remis à zéro comme un téléphone.' })).toBe(
      'refurbishment.reset_only_phones',
    );
  });

  test('a verdict that the answers do not give is refused, also by calling the laptop a printer', async () => {
    const { id } = await almost();
    const sheet = (a: object, verdict: string, category = 'laptop') =>
      tried(
        `INSERT INTO refurbishment.test_sheet (id, device_id, data_epoch, template_version, category, answers, verdict, membership_id, operator_number, organisation_id)
         VALUES ($1, $2, 1, 1, $3, $4, $5, $6, $7, $8)`,
        [newId(), id, category, JSON.stringify(a), verdict, ...signedBy()],
      );
    expect(await sheet({}, 'passed')).toBe('verdict_is_computed');
    expect(await sheet(answers('na'), 'passed')).toBe('verdict_is_computed');
    expect(await sheet(answers('na', { ports: 'ok', charger: 'ok' }), 'passed', 'printer')).toBe('verdict_is_computed');
    expect(await sheet(answers('ok'), 'passed')).toBe('system_is_named');
  });
});

describe('time', () => {
  test('a log received before the device came back stays too old, also when the clock or the transaction is old', async () => {
    const d = await story.withTwoDisks();
    const log = await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, s.cast.people.elise, { bytes: erasedLog(d), filename: 'x.log' }),
    );
    const devices = s.app.get(DevicesService);
    await s.work((tx) => devices.act(tx, s.cast.people.leila, 'report_lost', d.id, { reason: 'stolen' }));
    await s.work((tx) =>
      devices.act(tx, s.cast.people.leila, 'find', d.id, { reason: 'found_again', placeId: s.cast.houses.bank.place }),
    );
    const [medium] = await s.db.query('SELECT id FROM devices.medium WHERE device_id = $1 AND serial = $2', [
      d.id,
      d.sata,
    ]);
    const [result] = await s.db.query('SELECT id FROM refurbishment.drive_result WHERE log_id = $1 AND serial = $2', [
      log.logId,
      d.sata,
    ]);
    const { leila } = s.cast.people;
    const by = [leila.membershipId, leila.operatorNumber, leila.organisationId];
    expect(await evidence(medium.id, d.id, { epoch: 2, result: result.id, by })).toBe('refurbishment.log_too_old');
    expect(await tried(`UPDATE devices.device SET data_epoch = 1 WHERE id = $1`, [d.id])).toBe('done');
    expect((await s.db.query('SELECT data_epoch FROM devices.device WHERE id = $1', [d.id]))[0].data_epoch).toBe(2);
    expect(await tried('INSERT INTO refurbishment.epoch_start VALUES ($1, 3, now(), 0)', [d.id])).toBe('not permitted');
  });

  test('the bytes of a kept log can be neither removed nor changed', async () => {
    const d = await almost();
    const { logId } = await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    const [{ blob_id: blob }] = await s.db.query('SELECT blob_id FROM refurbishment.erasure_log WHERE id = $1', [
      logId,
    ]);
    expect(await tried('DELETE FROM documents.blob_chunk WHERE blob_id = $1', [blob])).toMatch(
      /log_stays|blob_immutable/,
    );
    expect(await tried(`UPDATE documents.blob_chunk SET bytes = 'x' WHERE blob_id = $1`, [blob])).toBe(
      'documents.blob_immutable',
    );
    expect(await tried(`INSERT INTO documents.blob_chunk VALUES ($1, 7, 'x')`, [blob])).toMatch(
      /log_stays|blob_immutable/,
    );
    expect(await tried('DELETE FROM documents.blob WHERE id = $1', [blob])).not.toBe('done');
  });
});

describe('after the door', () => {
  test('proof cannot be withdrawn from a device in stock, by its author or by anybody', async () => {
    const d = await almost();
    await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    await s.work((tx) => s.app.get(BenchService).putInStock(tx, karim(), d.id));
    const [e] = await s.db.query('SELECT id FROM refurbishment.evidence WHERE medium_id = $1', [d.medium]);
    const withdraw = (by: { membershipId: string; operatorNumber: number }) =>
      tried(
        'INSERT INTO refurbishment.withdrawal (id, evidence_id, membership_id, operator_number) VALUES ($1, $2, $3, $4)',
        [newId(), e.id, by.membershipId, by.operatorNumber],
      );
    expect(await withdraw(karim())).toBe('refurbishment.too_late_to_withdraw');
    expect(await withdraw(s.cast.people.moussa)).toBe('refurbishment.not_your_step');
  });

  test('a disk that turns up in a device of the stock closes the next door', async () => {
    const d = await almost();
    await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    await s.work((tx) => s.app.get(BenchService).putInStock(tx, karim(), d.id));
    await s.db.query(
      `INSERT INTO devices.medium (id, device_id, kind, serial, serial_key) VALUES ($1, $2, 'sd', 'NEWCARD01', 'NEWCARD01')`,
      [newId(), d.id],
    );
    expect(
      await broken(s.work((tx) => s.app.get(DevicesService).perform(tx, s.cast.people.leila, 'reserve', [d.id]))),
    ).toBe('refurbishment.gate_closed');
  });

  test('withdrawing and putting in stock at the same instant never leave a device in stock without proof', async () => {
    for (let i = 0; i < 8; i++) {
      const d = await almost();
      await s.work((tx) =>
        s.app.get(ErasureService).receive(tx, karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
      );
      const ends = await Promise.all([
        broken(s.work((tx) => s.app.get(BenchService).undo(tx, karim(), d.id))),
        broken(s.work((tx) => s.app.get(BenchService).putInStock(tx, karim(), d.id))),
      ]);
      expect(ends.filter((e) => e === 'done')).toHaveLength(1);
      const [{ n }] = await s.db.query('SELECT count(*)::int AS n FROM refurbishment.gate_failures($1)', [d.id]);
      expect([await stateOf(d.id), n > 0]).not.toEqual(['in_stock', true]);
    }
  });
});
