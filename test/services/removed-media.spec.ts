import { InventoryService, readInventory } from '#devices';
import { newId, sha256 } from '#kernel';
import { OrganisationsService } from '#people';
import {
  BenchService,
  ErasureService,
  MediaService,
  RemovedMedia,
  RemovedMediaQueries,
  showMediumCode,
} from '#refurbishment';
import { fixture, freshSerial, NVME, PASSWORD, SATA } from '../support/bench.js';
import { Life } from '../support/life.js';
import { broken } from '../support/services.js';

let life: Life;
let media: MediaService;
let removed: RemovedMedia;
let queries: RemovedMediaQueries;

beforeAll(async () => {
  life = await Life.open();
  media = life.get(MediaService);
  removed = life.get(RemovedMedia);
  queries = life.get(RemovedMediaQueries);
});
afterAll(() => life.s.close());

interface Machine {
  id: string;
  serial: string;
  disks: Record<string, string>;
  media: Record<string, string>;
}

/** A laptop at the workshop whose inventory shows a disk and an NVMe. */
async function machine(): Promise<Machine> {
  const id = await life.log();
  await life.carry(id, 'workshop');
  const { serial } = (await life.row(id)) as unknown as { serial: string };
  const disks = { [SATA]: freshSerial(SATA), [NVME]: freshSerial(NVME), PF3DEMO1: serial };
  await inventory(id, disks);
  const seen = await life.s.db.query('SELECT id, serial FROM devices.medium WHERE device_id = $1', [id]);
  const idOf = (disk: typeof SATA | typeof NVME): string =>
    seen.find((m: { serial: string }) => m.serial === disks[disk])?.id;
  return { id, serial, disks, media: { [SATA]: idOf(SATA), [NVME]: idOf(NVME) } };
}
const inventory = (id: string, disks: Record<string, string>) => {
  const file = fixture('glpi/laptop-two-disks.json', disks);
  return life.s.work((tx) =>
    life.get(InventoryService).attach(tx, life.people.karim, id, readInventory(file), sha256(newId())),
  );
};
const log = (disks: Record<string, string>, deviceId?: string) =>
  life.s.work((tx) => {
    const bytes = fixture('nwipe/sata-and-nvme-erased.log', disks);
    return life.get(ErasureService).receive(tx, life.people.karim, { bytes, filename: 'nwipe.log' }, deviceId);
  });
const takeOut = async (d: Machine, disk = SATA): Promise<string> => {
  const code = await life.s.work((tx) => media.gone(tx, life.people.karim, d.id, d.media[disk]!, 'removed', PASSWORD));
  return code!;
};
const act = (code: string, ...[verb, input = {}, who = 'karim']: Act) =>
  broken(life.s.work((tx) => removed.act(tx, life.people[who], verb, code, input)));
type Act = [
  Parameters<RemovedMedia['act']>[2],
  Parameters<RemovedMedia['act']>[4]?,
  ('karim' | 'leila' | 'ines' | 'moussa')?,
];
const one = (code: string, who: 'karim' | 'leila' = 'karim') => queries.byCode(life.people[who], code);
const papers = (kind: 'work_order' | 'removed_medium') =>
  life.s.db.query(
    `SELECT d.facts, w.document_id IS NOT NULL AS withdrawn FROM documents.document d
     LEFT JOIN documents.withdrawal w ON w.document_id = d.id
     WHERE d.type = 'erasure_certificate' AND d.cause_kind = $1 ORDER BY d.id DESC`,
    [kind],
  );

describe('a medium that is taken out of its device', () => {
  test('is followed under a code of its own, where the device is, and frees the device', async () => {
    const d = await machine();
    const code = await takeOut(d);
    const { place, id: workshop } = life.s.fixtures.organisations.workshop;
    expect(await one(code)).toMatchObject({
      state: 'kept',
      serial: d.disks[SATA],
      holderOrgId: workshop,
      placeId: place,
      operatorNumber: life.people.karim.operatorNumber,
      allowed: ['erase', 'destroy', 'move', 'report_lost'],
    });
    expect((await queries.list(life.people.karim, { state: 'kept' })).items.map((x) => x.code)).toContain(code);
    const failures = await life.s.db.query('SELECT refurbishment.gate_failures($1) AS f', [d.id]);
    expect(failures.map((r: { f: string }) => r.f)).not.toContain(`medium_unproven:${d.media[SATA]}`);
    // The other drive is proven by a log: the certificate says of this one where it is followed.
    await log({ ...d.disks, [SATA]: 'ELSE-WHERE-0001' }, d.id);
    const [paper] = await papers('work_order');
    expect(paper.facts.media).toContainEqual(
      expect.objectContaining({ result: 'removed', followedAs: showMediumCode(code), serial: d.disks[SATA] }),
    );
  });

  test('is erased by a log that comes later, also when its device is long in stock; one result serves once', async () => {
    const d = await machine();
    const code = await takeOut(d);
    const other = await takeOut(d, NVME);
    await life.s.work((tx) => media.gone(tx, life.people.karim, d.id, d.media[NVME]!, 'destroyed', PASSWORD));
    const received = await log(d.disks);
    expect([...received.removed].sort()).toEqual([code, other].sort());
    expect(await one(code)).toMatchObject({ state: 'erased' });
    const [paper] = (await papers('removed_medium')).filter(
      (p: { facts: { removed: string } }) => p.facts.removed === showMediumCode(code),
    );
    expect(paper.facts).toMatchObject({
      removed: showMediumCode(code),
      media: [{ result: 'passed', tool: 'nwipe', logSha256: expect.any(String), serial: d.disks[SATA] }],
      signed: { operator: life.people.karim.operatorNumber },
    });
    // Said by mistake: it waits again, its paper counts no more, and the same log may serve again.
    expect(await act(code, 'reopen', {})).toBe('refurbishment.removed_reason_missing');
    expect(await act(code, 'reopen', { reason: 'wrong_entry' })).toBe('done');
    expect(
      (await papers('removed_medium')).find(
        (p: { facts: { removed: string } }) => p.facts.removed === showMediumCode(code),
      ).withdrawn,
    ).toBe(true);
    expect((await log(d.disks)).removed).toEqual([code]);
  });

  test('is no longer erased by a log that came before it was taken out', async () => {
    const d = await machine();
    const before = await log({ ...d.disks, PF3DEMO1: 'ANOTHER1' });
    expect(before.proven).toHaveLength(1);
    const code = await takeOut(d);
    expect((await log({ ...d.disks, PF3DEMO1: 'ANOTHER1' })).removed).toEqual([]);
    expect(await one(code)).toMatchObject({ state: 'kept' });
  });

  test('is destroyed by a signature; the number of the slip may come later, once', async () => {
    const code = await takeOut(await machine());
    expect(await act(code, 'destroy', { password: 'pas le bon' })).toBe('refurbishment.secret_wrong');
    expect(await act(code, 'add_slip', { slip: 'BSD-1' })).toBe('refurbishment.removed_not_now');
    expect(await act(code, 'destroy', { password: PASSWORD })).toBe('done');
    const [waits] = await papers('removed_medium');
    expect(waits.facts.media).toMatchObject([
      { result: 'destroyed', method: expect.stringContaining('bordereau attendu') },
    ]);
    expect(await act(code, 'add_slip', { slip: ' ' })).toBe('refurbishment.slip_missing');
    expect(await act(code, 'add_slip', { slip: 'BSD-2026-18' })).toBe('done');
    expect(await act(code, 'add_slip', { slip: 'BSD-2' })).toBe('refurbishment.slip_known');
    const [told, before] = await papers('removed_medium');
    expect(told.facts.media[0].method).toContain('BSD-2026-18');
    expect([told.withdrawn, before.withdrawn]).toEqual([false, true]);
    expect(await one(code)).toMatchObject({ state: 'destroyed', slip: 'BSD-2026-18' });
  });

  test('keeps the slip of whoever destroyed it as a file, for those who see it; a new one counts instead', async () => {
    const code = await takeOut(await machine());
    const scan = (said: string) => Buffer.from(`%PDF-1.7 ${said}`);
    const bytes = async (who: 'karim' | 'leila' = 'karim') => {
      const parts: Buffer[] = [];
      for await (const part of (await queries.slip(life.people[who], code)).stream) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    const sure = { password: PASSWORD };
    expect(await act(code, 'destroy', { ...sure, scan: Buffer.from('une note') })).toBe(
      'refurbishment.slip_file_unreadable',
    );
    expect(await act(code, 'destroy', sure)).toBe('done');
    expect(await one(code)).toMatchObject({ slipFile: false });
    expect(await broken(queries.slip(life.people.karim, code))).toBe('not_found');
    expect(await act(code, 'attach_slip', {})).toBe('refurbishment.slip_file_missing');
    expect(await act(code, 'attach_slip', { scan: scan('un') })).toBe('done');
    expect((await papers('removed_medium'))[0].facts.media[0].method).toMatch(/, bordereau conservé$/);
    expect(await act(code, 'add_slip', { slip: 'BSD-9', scan: scan('deux') })).toBe('done');
    expect((await papers('removed_medium'))[0].facts.media[0].method).toMatch(/, bordereau n° BSD-9, conservé$/);
    expect([await bytes(), await bytes('leila')]).toEqual(['%PDF-1.7 deux', '%PDF-1.7 deux']);
    expect(await broken(queries.slip(life.people.ines, code))).toBe('not_found');
    // What is said to be destroyed once more has another slip.
    expect(await act(code, 'reopen', { reason: 'wrong_entry' })).toBe('done');
    expect(await broken(queries.slip(life.people.karim, code))).toBe('not_found');
    expect(await act(code, 'destroy', sure)).toBe('done');
    expect(await one(code)).toMatchObject({ slip: null, slipFile: false });
  });

  test('goes to another place of who has it, then to the bank, which confirms it', async () => {
    const { bank } = life.s.fixtures.organisations;
    const code = await takeOut(await machine());
    expect(await act(code, 'move', { placeId: bank.place })).toBe('refurbishment.place_unknown');
    expect(await act(code, 'receive', { placeId: bank.place })).toBe('not_found');
    expect(await act(code, 'receive', { placeId: bank.place }, 'leila')).toBe('done');
    expect(await broken(one(code))).toBe('not_found');
    expect(await one(code, 'leila')).toMatchObject({ atTheBank: true, placeId: bank.place });
    expect(await act(code, 'receive', { placeId: bank.place }, 'leila')).toBe('refurbishment.removed_is_here');
    expect(await act(code, 'move', { placeId: bank.place }, 'ines')).toBe('not_found');
  });

  test('does not come to a closed place, by a script neither', async () => {
    const code = await takeOut(await machine());
    const { place } = life.s.fixtures.organisations.workshop;
    const shut = await life.s.work((tx) =>
      life.get(OrganisationsService).addPlace(tx, life.people.moussa, life.organisation('workshop'), {
        kind: 'shelf',
        name: 'Étagère fermée',
        parentId: place,
      }),
    );
    await life.s.db.query('UPDATE people.place SET active = false WHERE id = $1', [shut]);
    expect(await act(code, 'move', { placeId: shut })).toBe('refurbishment.place_unknown');
    const sql = 'UPDATE refurbishment.removed_medium SET place_id = $2 WHERE code = $1';
    expect(await broken(life.s.db.query(sql, [code, shut]))).toBe('people.place_closed');
  });

  test('that is lost is said to be lost, and no paper says that its data is gone', async () => {
    const code = await takeOut(await machine());
    const before = (await papers('removed_medium')).length;
    expect(await act(code, 'report_lost', { reason: 'not_found' })).toBe('done');
    expect(await one(code)).toMatchObject({ state: 'lost', place: null });
    expect(await papers('removed_medium')).toHaveLength(before);
    expect(await act(code, 'reopen', { reason: 'found_again' })).toBe('done');
  });

  test('keeps its code when it goes back and comes out again', async () => {
    const d = await machine();
    const code = await takeOut(d);
    expect(await act(code, 'put_back')).toBe('refurbishment.not_seen_again');
    await inventory(d.id, d.disks);
    expect(await one(code)).toMatchObject({ seenAgain: true });
    expect(await act(code, 'put_back')).toBe('done');
    const failures = await life.s.db.query('SELECT refurbishment.gate_failures($1) AS f', [d.id]);
    expect(failures.map((r: { f: string }) => r.f)).toContain(`medium_unproven:${d.media[SATA]}`);
    expect(await takeOut(d)).toBe(code);
    expect(await one(code)).toMatchObject({ state: 'kept', seenAgain: false });
    const [{ n }] = await life.s.db.query(
      'SELECT count(*)::int AS n FROM refurbishment.removed_medium WHERE medium_id = $1',
      [d.media[SATA]],
    );
    expect(n).toBe(1);
  });

  test('is in its device again when who took it out takes that back, unless it came to an end meanwhile', async () => {
    const d = await machine();
    const code = await takeOut(d);
    const undo = () => broken(life.s.work((tx) => life.get(BenchService).undo(tx, life.people.karim, d.id)));
    expect(await undo()).toBe('done');
    expect(await one(code)).toMatchObject({ state: 'in_device' });
    expect(await takeOut(d)).toBe(code);
    expect(await act(code, 'destroy', { password: PASSWORD })).toBe('done');
    expect(await undo()).toBe('refurbishment.removed_not_now');
    expect(await one(code)).toMatchObject({ state: 'destroyed' });
  });
});
