import { DevicesService } from '#bank/devices';
import { LogisticsModule } from '#bank/logistics';
import { ErasureService, WorkshopModule } from '#bank/workshop';
import { newId, sha256 } from '#platform/kernel';
import { AS_SMALL, answers, fixture, NVME, SATA } from '../support/counting/bench.js';
import { type RawSqlAttacker, rawSqlAttacker } from '../support/counting/raw-sql-attacker.js';
import { type Services, services } from '../support/servers/services.js';
import { erasedLog } from '../support/things/workbench.js';

let s: Services;
let demo: RawSqlAttacker['demo'];
let attacker: RawSqlAttacker['attacker'];
let t: RawSqlAttacker;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  t = await rawSqlAttacker(s);
  ({ demo, attacker } = t);
});
afterAll(async () => {
  await attacker.destroy();
  await s.close();
});

describe('forged evidence', () => {
  test('needs a result: none, a failed one, one of another disk, or a made-up one are refused', async () => {
    const d = await t.almost();
    expect(await t.evidence(d.medium, d.id)).toBe('refurbishment.result_not_passed');
    expect(await t.evidence(d.medium, d.id, { kind: 'destroyed', text: null })).toBe('statement_is_stated');
    const keep = (file: string, serials: Record<string, string>) =>
      s.work((tx) =>
        s.app
          .get(ErasureService)
          .receive(tx, t.karim(), { bytes: fixture(`nwipe/${file}`, serials), filename: 'x.log' }),
      );
    const aborted = await keep('aborted.log', { [SATA]: d.sata });
    const other = await keep('other-disk.log', { ZA1OTHER7QX: `ZA1-${newId().slice(-7)}` });
    const [failed] = await s.db.query('SELECT id FROM refurbishment.drive_result WHERE log_id = $1', [aborted.logId]);
    const [others] = await s.db.query('SELECT id FROM refurbishment.drive_result WHERE log_id = $1', [other.logId]);
    expect(await t.evidence(d.medium, d.id, { result: failed.id })).toBe('refurbishment.result_not_passed');
    expect(await t.evidence(d.medium, d.id, { result: others.id })).toBe('refurbishment.log_other_disk');
    expect(
      await t.evidence(d.medium, d.id, {
        result: others.id,
        decided: true,
        text: 'Décidé par quelqu’un qui se trompe.',
      }),
    ).toBe('refurbishment.log_other_disk');
    const small = await keep('sata-and-nvme-erased.log', { [SATA]: d.sata, [NVME]: newId(), ...AS_SMALL });
    const [part] = await s.db.query('SELECT id FROM refurbishment.drive_result WHERE log_id = $1 AND serial = $2', [
      small.logId,
      d.sata,
    ]);
    expect(await t.evidence(d.medium, d.id, { result: part.id })).toBe('refurbishment.log_smaller');

    const forged = (log: string, serial: string) =>
      t.tried(
        `INSERT INTO refurbishment.drive_result (id, log_id, position, path, serial, serial_key, status, method_class, verification, began_at_log, fingerprint)
         VALUES ($1, $2, 9, '/dev/sda', $3, $3, 'passed', 'clear', 'last', '2026-11-25T13:10:30', $4)`,
        [newId(), log, serial, sha256(serial)],
      );
    expect(await forged(other.logId, d.sata)).toBe('refurbishment.result_not_in_log');
    expect(
      await t.tried(
        `INSERT INTO refurbishment.erasure_log (id, blob_id, sha256, tool, membership_id, operator_number, organisation_id) VALUES ($1, $2, $3, 'nwipe', $4, $5, $6)`,
        [newId(), newId(), 'a'.repeat(64), ...t.signedBy()],
      ),
    ).toBe('refurbishment.log_not_kept');
    expect(await t.stockSql(d.id)).toBe('refurbishment.gate_closed');
  });

  test('one result cannot be used twice, for two disks or through its copy, and its use cannot be freed', async () => {
    const d = await t.almost();
    const e = await t.almost();
    await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, t.karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    const [used] = await s.db.query(
      'SELECT r.id, r.log_id, r.fingerprint FROM refurbishment.drive_result r JOIN refurbishment.evidence v ON v.drive_result_id = r.id WHERE v.medium_id = $1',
      [d.medium],
    );
    expect(await t.evidence(d.medium, d.id, { result: used.id })).toBe('result_use_pkey');
    expect(await t.evidence(e.medium, e.id, { result: used.id })).toBe('refurbishment.log_other_disk');
    expect(await t.evidence(e.medium, d.id, { result: used.id })).toBe('refurbishment.medium_elsewhere');
    expect(await t.tried('DELETE FROM refurbishment.result_use WHERE fingerprint = $1', [used.fingerprint])).toBe(
      'not permitted',
    );
    expect(await t.stockSql(d.id)).toBe('done');
    expect(await t.stockSql(e.id)).toBe('refurbishment.gate_closed');
  });

  test('of another epoch, by nobody, by another organisation or under another number is refused', async () => {
    const d = await t.almost();
    const [elise, leila] = [s.fixtures.people.elise, s.fixtures.people.leila];
    const stated = { kind: 'destroyed', text: 'Détruit à la presse, je le jure.' };
    expect(await t.evidence(d.medium, d.id, { ...stated, epoch: 2 })).toBe('refurbishment.wrong_epoch');
    expect(
      await t.evidence(d.medium, d.id, {
        ...stated,
        by: [elise.membershipId, elise.operatorNumber, elise.organisationId],
      }),
    ).toBe('refurbishment.signer_unknown');
    expect(
      await t.evidence(d.medium, d.id, {
        ...stated,
        by: [t.karim().membershipId, leila.operatorNumber, t.karim().organisationId],
      }),
    ).toBe('refurbishment.signer_unknown');
    expect(
      await t.evidence(d.medium, d.id, {
        ...stated,
        by: [
          s.fixtures.people.paul.membershipId,
          s.fixtures.people.paul.operatorNumber,
          s.fixtures.people.paul.organisationId,
        ],
      }),
    ).toBe('refurbishment.signer_unknown');
    expect(await t.evidence(d.medium, d.id, { kind: 'destroyed', text: 'court' })).toBe('statement_is_stated');
    expect(await t.evidence(d.medium, d.id, { kind: 'factory_reset', text: 'Remis à zéro comme un téléphone.' })).toBe(
      'refurbishment.reset_only_phones',
    );
  });

  test('a verdict that the answers do not give is refused, also by calling the laptop a printer', async () => {
    const { id } = await t.almost();
    const sheet = (a: object, verdict: string, category = 'laptop') =>
      t.tried(
        `INSERT INTO refurbishment.test_sheet (id, device_id, data_epoch, template_version, category, answers, verdict, membership_id, operator_number, organisation_id)
         VALUES ($1, $2, 1, 1, $3, $4, $5, $6, $7, $8)`,
        [newId(), id, category, JSON.stringify(a), verdict, ...t.signedBy()],
      );
    expect(await sheet({}, 'passed')).toBe('verdict_is_computed');
    expect(await sheet(answers('na'), 'passed')).toBe('verdict_is_computed');
    expect(await sheet(answers('na', { ports: 'ok', charger: 'ok' }), 'passed', 'printer')).toBe('verdict_is_computed');
    expect(await sheet(answers('ok'), 'passed')).toBe('system_is_named');
  });
});

describe('time', () => {
  test('a log received before the device came back stays too old, also when the clock or the transaction is old', async () => {
    const d = await demo.withTwoDisks();
    const log = await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, s.fixtures.people.elise, { bytes: erasedLog(d), filename: 'x.log' }),
    );
    const devices = s.app.get(DevicesService);
    await s.work((tx) => devices.act(tx, s.fixtures.people.leila, 'report_lost', d.id, { reason: 'stolen' }));
    await s.work((tx) =>
      devices.act(tx, s.fixtures.people.leila, 'find', d.id, {
        reason: 'found_again',
        placeId: s.fixtures.organisations.bank.place,
      }),
    );
    const [medium] = await s.db.query('SELECT id FROM devices.medium WHERE device_id = $1 AND serial = $2', [
      d.id,
      d.sata,
    ]);
    const [result] = await s.db.query('SELECT id FROM refurbishment.drive_result WHERE log_id = $1 AND serial = $2', [
      log.logId,
      d.sata,
    ]);
    const { leila } = s.fixtures.people;
    const by = [leila.membershipId, leila.operatorNumber, leila.organisationId];
    expect(await t.evidence(medium.id, d.id, { epoch: 2, result: result.id, by })).toBe('refurbishment.log_too_old');
    expect(await t.tried(`UPDATE devices.device SET data_epoch = 1 WHERE id = $1`, [d.id])).toBe('done');
    expect((await s.db.query('SELECT data_epoch FROM devices.device WHERE id = $1', [d.id]))[0].data_epoch).toBe(2);
    expect(await t.tried('INSERT INTO refurbishment.epoch_start VALUES ($1, 3, now(), 0)', [d.id])).toBe(
      'not permitted',
    );
  });

  test('the bytes of a kept log can be neither removed nor changed', async () => {
    const d = await t.almost();
    const { logId } = await s.work((tx) =>
      s.app.get(ErasureService).receive(tx, t.karim(), { bytes: erasedLog(d), filename: 'x.log' }, d.id),
    );
    const [{ blob_id: blob }] = await s.db.query('SELECT blob_id FROM refurbishment.erasure_log WHERE id = $1', [
      logId,
    ]);
    expect(await t.tried('DELETE FROM documents.blob_chunk WHERE blob_id = $1', [blob])).toMatch(
      /log_stays|blob_immutable/,
    );
    expect(await t.tried(`UPDATE documents.blob_chunk SET bytes = 'x' WHERE blob_id = $1`, [blob])).toBe(
      'documents.blob_immutable',
    );
    expect(await t.tried(`INSERT INTO documents.blob_chunk VALUES ($1, 7, 'x')`, [blob])).toMatch(
      /log_stays|blob_immutable/,
    );
    expect(await t.tried('DELETE FROM documents.blob WHERE id = $1', [blob])).not.toBe('done');
  });
});
