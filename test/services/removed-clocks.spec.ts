import { ErasureService, LogConfirmations, MediaService } from '#bank/workshop';
import { AS_SMALL, fixture, freshSerial, PASSWORD, SATA } from '../support/counting/bench.js';
import { type RawSqlAttacker, rawSqlAttacker } from '../support/counting/raw-sql-attacker.js';
import { type Machine, type RemovedMediaDesk, removedMediaDesk } from '../support/machines/removed-media-desk.js';
import { Life } from '../support/planted/life.js';

let life: Life;
let desk: RemovedMediaDesk;
let t: RawSqlAttacker;
beforeAll(async () => {
  life = await Life.open();
  desk = removedMediaDesk(life);
  t = await rawSqlAttacker(life.s);
});
afterAll(async () => {
  await t.attacker.destroy();
  await life.s.close();
});

/** The log of one disk, of that day and version. */
const logOf = (serial: string, day: string, version = '0.38'): Buffer =>
  Buffer.from(
    fixture('nwipe/other-disk.log', { ZA1OTHER7QX: serial })
      .toString()
      .replaceAll(/\[20\d\d\/\d\d\/\d\d/g, `[${day}`)
      .replaceAll('nwipe 0.38', `nwipe ${version}`),
  );
const send = (bytes: Buffer, deviceId?: string) =>
  life.s.work((tx) =>
    life.get(ErasureService).receive(tx, life.people.karim, { bytes, filename: 'nwipe.log' }, deviceId),
  );
const serialOf = (d: Machine): string => d.disks[SATA]!;
const TODAY = () => new Date().toISOString().slice(0, 10).replaceAll('-', '/');

test('a log whose clock was never set erases a removed medium once somebody confirmed it, and no SQL before', async () => {
  const d = await desk.machine();
  const code = await desk.takeOut(d);
  const { logId, removed } = await send(logOf(serialOf(d), '1970/01/01'));
  expect(removed).toEqual([]);
  expect(await desk.one(code)).toMatchObject({ state: 'kept', waits: { logId, questions: ['clock_unset'] } });
  // Its device is asked nothing: the medium is no longer in it.
  expect(await life.s.db.query('SELECT * FROM refurbishment.unconfirmed_logs($1)', [d.id])).toEqual([]);
  const [{ id: result }] = await life.s.db.query('SELECT id FROM refurbishment.drive_result WHERE log_id = $1', [
    logId,
  ]);
  expect(
    await t.tried(
      `INSERT INTO refurbishment.removed_medium_event (removed_medium_id, verb, from_state, to_state, holder_org_id, evidence_id, drive_result_id,
         membership_id, operator_number, organisation_id, channel)
       SELECT x.id, 'erase', 'kept', 'erased', x.holder_org_id, x.evidence_id, $2, $3, $4, $5, 'page' FROM refurbishment.removed_medium x WHERE x.code = $1`,
      [code, result, ...t.signedBy()],
    ),
  ).toBe('refurbishment.log_unconfirmed');
  expect(await desk.act(code, 'erase', { password: 'not mine' })).toBe('refurbishment.secret_wrong');
  expect(await desk.act(code, 'erase', { password: PASSWORD })).toBe('done');
  expect(await desk.one(code)).toMatchObject({ state: 'erased', waits: null });
  const [paper] = await desk.papers('removed_medium');
  expect(paper.facts.media).toEqual([expect.objectContaining({ tool: 'nwipe', logSha256: expect.any(String) })]);
});

test('what is confirmed of a device’s log is confirmed of the removed media that waited for the same word', async () => {
  const d = await desk.machine();
  const code = await desk.takeOut(d);
  await send(logOf(serialOf(d), TODAY(), '0.93'));
  expect(await desk.one(code)).toMatchObject({ state: 'kept', waits: { questions: ['version_unknown'] } });
  const other = await life.log();
  await life.carry(other, 'workshop');
  const serial = freshSerial('SSD-CLOCK-90000');
  await life.s.work((tx) => life.get(MediaService).declare(tx, life.people.karim, other, { kind: 'ssd', serial }));
  const { logId } = await send(logOf(serial, TODAY(), '0.93'), other);
  await life.s.work((tx) =>
    life.get(LogConfirmations).confirm(tx, life.people.karim, other, { logId, scope: 'file' }, PASSWORD),
  );
  expect(await desk.one(code)).toMatchObject({ state: 'erased', waits: null });
  expect((await desk.queries.timeline(life.people.karim, (await desk.one(code)).id))[0]).toMatchObject({
    verb: 'erase',
  });
});

test('a log that leaves nothing open erases at once; one of less than the disk asks nothing and erases nothing', async () => {
  const d = await desk.machine();
  const code = await desk.takeOut(d);
  expect((await desk.log({ ...d.disks, ...AS_SMALL })).removed).toEqual([]);
  expect((await desk.one(code)).waits).toBeNull();
  expect((await send(logOf(serialOf(d), TODAY()))).removed).toEqual([code]);
  expect(await desk.act(code, 'reopen', { reason: 'wrong_entry' })).toBe('done');
  expect((await desk.one(code)).waits).toBeNull();
});
