import { DeviceDonations } from '#bank/intake';
import { LogConfirmations, MediaService, STATEMENTS, WorkshopQueries } from '#bank/workshop';
import { newId } from '#platform/kernel';
import { fixture, freshSerial, PASSWORD } from '../support/counting/bench.js';
import { type RawSqlAttacker, rawSqlAttacker } from '../support/counting/raw-sql-attacker.js';
import { refusalOf } from '../support/counting/refusal-of.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';
import { type Workbench, workbench } from '../support/things/workbench.js';

let life: Life;
let w: Workbench;
let t: RawSqlAttacker;

beforeAll(async () => {
  life = await Life.open();
  w = workbench(life.s);
  t = await rawSqlAttacker(life.s);
});
afterAll(async () => {
  await t.attacker.destroy();
  await life.s.close();
});

/** A device of this donation with one disk, listed by a person, and its log of that day and version. */
async function erased(
  donation: string,
  day: string,
  version = '0.38',
  changed = (log: string) => log,
): Promise<{ id: string; logId: string }> {
  const id = await life.logOn(donation, { serial: freshSerial('PF3-CLOCK-00000') });
  await life.carry(id, 'workshop');
  const serial = freshSerial('SSD-CLOCK-00000');
  const media = life.get(MediaService);
  await life.s.work((tx) => media.declare(tx, life.people.karim, id, { kind: 'ssd', serial }));
  await life.s.work((tx) => media.state(tx, life.people.karim, id, 'complete_list', PASSWORD));
  const log = fixture('nwipe/other-disk.log', { ZA1OTHER7QX: serial })
    .toString()
    .replaceAll(/\[20\d\d\/\d\d\/\d\d/g, `[${day}`)
    .replaceAll('nwipe 0.38', `nwipe ${version}`);
  const { logId } = await w.upload(Buffer.from(changed(log)), id);
  return { id, logId };
}
const fresh = () => life.donation(`Mairie ${freshSerial('00000')}`);
const TODAY = () => new Date().toISOString().slice(0, 10).replaceAll('-', '/');
const confirm = (d: { id: string; logId: string }, scope: 'file' | 'donation' = 'file') =>
  life.s.work((tx) =>
    life.get(LogConfirmations).confirm(tx, life.people.karim, d.id, { logId: d.logId, scope }, PASSWORD),
  );
const questions = async (id: string): Promise<string[]> =>
  (await life.s.db.query('SELECT question FROM refurbishment.unconfirmed_logs($1) ORDER BY question', [id])).map(
    (r: { question: string }) => r.question,
  );
const papers = async (id: string): Promise<number> =>
  (
    await life.s.db.query(
      `SELECT count(*)::int AS n FROM documents.document d JOIN refurbishment.work_order o ON o.id = d.cause_id
       WHERE d.type = 'erasure_certificate' AND o.device_id = $1`,
      [id],
    )
  )[0].n;

test.each([
  ['of a clock that was never set', '1970/01/01', '0.38', ['clock_unset']],
  ['of a day that does not exist', '2026/13/45', '0.38', ['clock_unset']],
  ['of a clock that is ahead', '2124/11/25', '0.38', ['clock_ahead']],
  ['from before the gift', '2019/03/04', '0.38', ['clock_before_gift']],
  ['of a version that was never seen', TODAY(), '0.99', ['version_unknown']],
  ['of today, by a known version', TODAY(), '0.38', []],
])('a log %s', async (_, day, version, asked) => {
  const d = await erased(await fresh(), day, version);
  expect(await questions(d.id)).toEqual(asked);
  expect((await w.failures(d.id)).includes('log_unconfirmed')).toBe(asked.length > 0);
  // Kept and believed of the disk, not in silence: the paper waits for the word.
  expect(await w.failures(d.id)).not.toContain('medium_unproven');
  expect(await papers(d.id)).toBe(asked.length ? 0 : 1);
  if (!asked.length) return;
  await confirm(d);
  expect(await w.failures(d.id)).not.toContain('log_unconfirmed');
  expect(await papers(d.id)).toBe(1);
  // Two people at once: the second is told who was quicker, and when.
  expect(await refusalOf(() => confirm(d))).toMatchObject({
    code: 'refurbishment.log_answered',
    facts: { operator: life.people.karim.operatorNumber, at: expect.stringMatching(/^20/) },
  });
  expect(await broken(confirm({ ...d, logId: newId() }))).toBe('not_found');
});

test('a clock is asked once a donation, a version once for ever', async () => {
  const donation = await fresh();
  const [a, b] = [await erased(donation, '2018/01/02'), await erased(donation, '2018/01/02')];
  const other = await erased(await fresh(), '2018/01/02');
  await confirm(a, 'donation');
  expect([await questions(a.id), await questions(b.id)]).toEqual([[], []]);
  expect(await papers(b.id)).toBe(1);
  expect(await questions((await erased(donation, '2017/01/02')).id)).toEqual([]);
  expect(await questions(other.id)).toEqual(['clock_before_gift']);
  await confirm(other, 'file');
  const odd = await erased(await fresh(), TODAY(), '0.77');
  await confirm(odd);
  expect(await questions((await erased(await fresh(), TODAY(), '0.77')).id)).toEqual([]);
});

test('a size that no drive has is asked once for a model and a tool', async () => {
  const sized = (model: string, size: string) => (log: string) =>
    log.replace(/(sect\/blk\/dev \d+\/\d+\/)\d+/, `$1${size}`).replaceAll('ST500LM021-1KJ15', model);
  const odd = async (model: string, size = '18446744073709551615') =>
    erased(await fresh(), TODAY(), '0.38', sized(model, size));
  const d = await odd('ODD SSD');
  expect(await questions(d.id)).toEqual(['size_impossible']);
  expect(await papers(d.id)).toBe(0);
  const waits = await odd('ODD SSD');
  expect((await life.get(WorkshopQueries).gate(life.people.karim, d.id)).questions).toMatchObject([
    { sizes: [{ model: 'ODD SSD', saidSize: '18446744073709551615', sizeBytes: 1_000_204_886_016 }] },
  ]);
  expect((await life.get(WorkshopQueries).log(life.people.karim, d.logId)).results).toMatchObject([
    { sizeBytes: 1_000_204_886_016, saidSize: '18446744073709551615', status: 'passed' },
  ]);
  await confirm(d);
  // Also of a device that waited for the same word, whose paper is made now.
  for (const { id } of [d, waits]) expect([await questions(id), await papers(id)]).toEqual([[], 1]);
  expect(await questions((await odd('ODD SSD', '0')).id)).toEqual([]);
  expect(await questions((await odd('ODDER SSD')).id)).toEqual(['size_impossible']);
  expect(await refusalOf(() => confirm(d))).toMatchObject({ code: 'refurbishment.log_answered' });
});

test('SQL of the application’s role confirms nothing for somebody who may not, and takes nothing back', async () => {
  const d = await erased(await fresh(), '1970/01/01');
  const forge = (question: string, logId: string | null, tool: string | null, by: unknown[]) =>
    t.tried(
      `INSERT INTO refurbishment.log_confirmation (id, question, log_id, tool, stated_text, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), question, logId, tool, STATEMENTS.log_confirmed, ...by],
    );
  const { membershipId, organisationId } = t.karim();
  expect(await forge('clock_unset', d.logId, null, [membershipId, 999, organisationId])).toBe(
    'refurbishment.signer_unknown',
  );
  expect(await forge('clock_unset', null, 'nwipe', t.signedBy())).toBe('log_confirmation_of_version');
  expect(await forge('clock_unset', null, null, t.signedBy())).toBe('log_confirmation_of_one');
  expect(await t.tried('DELETE FROM refurbishment.log_confirmation')).toMatch(/not permitted|append_only/);
  expect(await t.tried('UPDATE refurbishment.drive_result SET began_at_log = NULL')).toMatch(
    /not permitted|append_only/,
  );
  expect(
    await t.tried(
      `INSERT INTO refurbishment.drive_result (id, log_id, position, path, status, method_class, verification, fingerprint)
       VALUES ($1, $2, 9, '/dev/sdz', 'passed', 'clear', 'last', $3)`,
      [newId(), d.logId, newId()],
    ),
  ).toBe('refurbishment.result_not_in_log');
  expect(await t.stockSql(d.id)).toBe('refurbishment.gate_closed');
});

test('the gift that a clock is compared with is the one that the device was of when the log came', async () => {
  const [first, later] = [await fresh(), await fresh()];
  // Erased at once, before the second gift was noted: an hour of the day between the two.
  const d = await erased(first, TODAY());
  expect(await questions(d.id)).toEqual([]);
  await life.s.db.query(`UPDATE intake.donation SET created_at = created_at + interval '3 days' WHERE id = $1`, [
    later,
  ]);
  const [{ code }] = await life.s.db.query('SELECT code FROM devices.device WHERE id = $1', [d.id]);
  await life.s.work((tx) =>
    life.get(DeviceDonations).move(tx, life.people.leila, first, { codes: [code], to: later, reason: 'wrong_choice' }),
  );
  expect((await life.s.db.query('SELECT donation_id FROM devices.device WHERE id = $1', [d.id]))[0].donation_id).toBe(
    later,
  );
  expect(await questions(d.id)).toEqual([]);
});
