import { DocumentsModule } from '#bank/documents';
import { LogisticsModule } from '#bank/logistics';
import { Docks, DriveAnswers, MediaService, STATEMENTS, WorkshopModule } from '#bank/workshop';
import { newId } from '#platform/kernel';
import { fixture, freshSerial, PASSWORD, SATA } from '../support/counting/bench.js';
import { type RawSqlAttacker, rawSqlAttacker } from '../support/counting/raw-sql-attacker.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { type Disks, erasedLog, type Workbench, workbench } from '../support/things/workbench.js';

let s: Services;
let w: Workbench;
let t: RawSqlAttacker;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule, DocumentsModule);
  w = workbench(s);
  t = await rawSqlAttacker(s);
});
afterAll(async () => {
  await t.attacker.destroy();
  await s.close();
});

/** A log of this machine about a drive that nothing lists in it. */
const strange = (file: 'aborted' | 'failed-verification' | 'killed' | 'other-disk', machine: string, serial: string) =>
  fixture(`nwipe/${file}.log`, {
    [SATA]: serial,
    ZA1OTHER7QX: serial,
    PF3DEMO1: machine,
    S3YKNX0MDEMO01: `${serial}N`,
  });
const answers = () => s.app.get(DriveAnswers);
const asked = async (id: string) => (await answers().list(id)).filter((d) => d.asked);
const answer = async (id: string, how: Parameters<DriveAnswers['answer']>[4]) => {
  const [drive] = await asked(id);
  return s.work((tx) => answers().answer(tx, s.fixtures.people.karim, id, drive!.id, how, PASSWORD));
};
const certificate = async (id: string) => {
  const [row] = await s.db.query(
    `SELECT d.facts FROM documents.document d WHERE d.type = 'erasure_certificate' AND d.cause_id IN
       (SELECT o.id FROM refurbishment.work_order o WHERE o.device_id = $1) ORDER BY d.id DESC LIMIT 1`,
    [id],
  );
  return row?.facts as { media: object[]; others?: { serial: string; what: string; of: string | null }[] } | undefined;
};

describe('a drive in this machine’s log that nothing lists in it', () => {
  test.each(['aborted', 'failed-verification', 'killed'] as const)(
    '%s, and not answered for: no stock',
    async (file) => {
      const d = await w.finished();
      await w.upload(strange(file, d.machine, freshSerial('ZDSTRANGE00000')));
      expect([...new Set(await w.failures(d.id))]).toEqual(['drive_unanswered']);
      expect(await w.stock(d.id)).toBe('refurbishment.gate_closed');
      expect(await t.stockSql(d.id)).toBe('refurbishment.gate_closed');
    },
  );

  test('that was erased is not asked about, and stands on the certificate', async () => {
    const d = await w.demo.withTwoDisks();
    const serial = freshSerial('ZDSTRANGE00000');
    await w.upload(erasedLog({ ...d, sata: serial, nvme: `${serial}N` }));
    await w.upload(erasedLog(d), d.id);
    expect(await asked(d.id)).toEqual([]);
    expect((await certificate(d.id))?.others).toMatchObject([
      { serial, what: 'erased_too' },
      { serial: `${serial}N`, what: 'erased_too' },
    ]);
  });

  test('that a later log saw erased is not asked about', async () => {
    const d = await w.finished();
    const serial = freshSerial('ZDSTRANGE00000');
    await w.upload(strange('aborted', d.machine, serial));
    expect(await w.failures(d.id)).toEqual(['drive_unanswered']);
    await w.upload(strange('other-disk', d.machine, serial));
    expect(await w.failures(d.id)).toEqual([]);
  });

  test('plugged in for the work: named so on a new certificate, and never asked again', async () => {
    const d = await w.finished();
    const serial = freshSerial('ZDSTRANGE00000');
    await w.upload(strange('aborted', d.machine, serial));
    await answer(d.id, { answer: 'plugged_in' });
    expect(await w.failures(d.id)).toEqual([]);
    expect((await certificate(d.id))?.others).toMatchObject([{ serial, what: 'plugged_in', of: null }]);
    await w.upload(strange('failed-verification', d.machine, serial));
    expect(await w.failures(d.id)).toEqual([]);
  });

  test('belongs here: becomes a medium to be proven', async () => {
    const d = await w.finished();
    const serial = freshSerial('ZDSTRANGE00000');
    await w.upload(strange('aborted', d.machine, serial));
    await answer(d.id, { answer: 'belongs_here', kind: 'ssd' });
    // What was listed did not know it: the list is signed anew.
    expect(await w.failures(d.id)).toEqual(['media_reopened', 'medium_unproven']);
    const { karim } = s.fixtures.people;
    await s.work((tx) => s.app.get(MediaService).state(tx, karim, d.id, 'complete_list', PASSWORD));
    await w.upload(strange('other-disk', d.machine, serial));
    expect(await w.failures(d.id)).toEqual([]);
    const facts = await certificate(d.id);
    expect([facts?.media.length, facts?.others]).toEqual([3, []]);
  });

  test('another’s: names it, where it is known', async () => {
    const [d, other] = [await w.finished(), await w.demo.withTwoDisks()];
    const [code] = await w.demo.codesOf([other.id]);
    await w.upload(strange('aborted', d.machine, other.sata));
    expect(await broken(answer(d.id, { answer: 'of_another', other: '2222222' }))).toBe(
      'refurbishment.drive_other_unknown',
    );
    const [own] = await w.demo.codesOf([d.id]);
    expect(await broken(answer(d.id, { answer: 'of_another', other: own }))).toBe('refurbishment.drive_other_same');
    await answer(d.id, { answer: 'of_another', other: code });
    expect(await w.failures(d.id)).toEqual([]);
    expect((await certificate(d.id))?.others).toMatchObject([{ what: 'of_another', of: code }]);
    expect(await w.failures(other.id)).toContain('medium_unproven');
  });

  test('a log that names no machine is of the device it was sent for', async () => {
    const d = await w.finished();
    await w.upload(strange('aborted', 'Not Specified', freshSerial('ZDSTRANGE00000')), d.id);
    expect(await w.failures(d.id)).toEqual(['drive_unanswered']);
  });
});

describe('SQL of the application’s own role', () => {
  const forge = (
    d: Disks,
    result: string,
    key: string,
    more: { device?: string; medium?: string | null; kind?: string; by?: unknown[] } = {},
  ) =>
    t.tried(
      `INSERT INTO refurbishment.drive_answer (id, device_id, data_epoch, drive_result_id, drive_key, answer, medium_id, stated_text, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        newId(),
        more.device ?? d.id,
        result,
        key,
        more.kind ?? 'plugged_in',
        more.medium ?? null,
        STATEMENTS.plugged_in,
        ...(more.by ?? t.signedBy()),
      ],
    );

  test('answers for no drive of another machine, under no other key, and lists none that is not there', async () => {
    const [d, other] = [await w.finished(), await w.finished()];
    const serial = freshSerial('ZDSTRANGE00000');
    await w.upload(strange('aborted', d.machine, serial));
    await w.upload(strange('aborted', other.machine, freshSerial('ZDSTRANGE00000')));
    const [mine] = await asked(d.id);
    const [theirs] = await asked(other.id);
    expect(await forge(d, theirs!.id, theirs!.serial!)).toBe('refurbishment.drive_elsewhere');
    expect(await forge(d, mine!.id, 'ANYKEY')).toBe('refurbishment.drive_elsewhere');
    const [medium] = await s.db.query('SELECT id FROM devices.medium WHERE device_id = $1 LIMIT 1', [d.id]);
    expect(await forge(d, mine!.id, serial, { kind: 'belongs_here', medium: medium.id })).toBe(
      'refurbishment.medium_elsewhere',
    );
    expect(await forge(d, mine!.id, serial, { kind: 'belongs_here' })).toBe('drive_answer_here');
    const nobody = [t.karim().membershipId, 999, t.karim().organisationId];
    expect(await forge(d, mine!.id, serial, { by: nobody })).toBe('refurbishment.signer_unknown');
    for (const sql of [
      'DELETE FROM refurbishment.drive_answer',
      `UPDATE refurbishment.erasure_log SET machine_key = NULL`,
      `UPDATE refurbishment.drive_result SET status = 'passed'`,
      'DELETE FROM refurbishment.dock',
    ])
      expect(await t.tried(sql)).toMatch(/^(not permitted|platform\.append_only)$/);
    expect(await t.stockSql(d.id)).toBe('refurbishment.gate_closed');
  });

  test('makes no station of a device of the bank', async () => {
    const d = await w.finished();
    expect(
      await t.tried(
        `INSERT INTO refurbishment.dock (id, organisation_id, name, serial, serial_key, operator_number) VALUES ($1, $2, 'Poste', $3, $3, 1)`,
        [newId(), t.karim().organisationId, d.machine],
      ),
    ).toBe('refurbishment.dock_is_a_device');
  });
});

describe('an erasing station', () => {
  const docks = () => s.app.get(Docks);
  const register = (serial: string, name = 'Station 4 baies') =>
    s.work((tx) => docks().register(tx, s.fixtures.people.karim, { name, serial }));

  test('is never the machine of its logs: its drives are matched by their serials alone', async () => {
    const serial = freshSerial('DOCK-00000');
    const id = await register(serial);
    const d = await w.demo.withTwoDisks();
    const received = await w.upload(erasedLog({ ...d, machine: serial }));
    expect(received.proven).toEqual(await w.demo.codesOf([d.id]));
    // Sent for a device, and with a drive of nobody's that failed.
    await w.upload(strange('aborted', serial, freshSerial('ZDSTRANGE00000')), d.id);
    expect(await asked(d.id)).toEqual([]);
    const [own] = (await docks().list(s.fixtures.people.karim)).filter((k) => k.id === id);
    expect(own).toMatchObject({ logs: 2, endedAt: null });
  });

  test('is registered once, by a serial that names a machine, and ends once', async () => {
    const serial = freshSerial('DOCK-00000');
    const id = await register(serial);
    expect(await broken(register(serial.toLowerCase()))).toBe('refurbishment.dock_known');
    expect(await broken(register(freshSerial('DOCK-00000'), ' \u0000 '))).toBe('refurbishment.dock_name_missing');
    expect(await broken(register('To be filled by O.E.M.'))).toBe('refurbishment.dock_serial_unusable');
    const end = () => s.work((tx) => docks().end(tx, s.fixtures.people.karim, id));
    await end();
    expect(await broken(end())).toBe('refurbishment.dock_ended');
    await register(serial);
  });
});
