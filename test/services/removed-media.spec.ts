import { OrganisationsService } from '#bank/people';
import { BenchService, MediaService, showMediumCode } from '#bank/workshop';
import { AS_SMALL, NVME, PASSWORD, SATA } from '../support/counting/bench.js';
import { type RemovedMediaDesk, removedMediaDesk } from '../support/machines/removed-media-desk.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
let desk: RemovedMediaDesk;
beforeAll(async () => {
  life = await Life.open();
  desk = removedMediaDesk(life);
});
afterAll(() => life.s.close());

describe('a medium that is taken out of its device', () => {
  test('is followed under a code of its own, where the device is, and frees the device', async () => {
    const d = await desk.machine();
    const code = await desk.takeOut(d);
    const { place, id: workshop } = life.s.fixtures.organisations.workshop;
    expect(await desk.one(code)).toMatchObject({
      state: 'kept',
      serial: d.disks[SATA],
      holderOrgId: workshop,
      placeId: place,
      operatorNumber: life.people.karim.operatorNumber,
      allowed: ['erase', 'destroy', 'move', 'report_lost'],
    });
    expect((await desk.queries.list(life.people.karim, { state: 'kept' })).items.map((x) => x.code)).toContain(code);
    const failures = await life.s.db.query('SELECT refurbishment.gate_failures($1) AS f', [d.id]);
    expect(failures.map((r: { f: string }) => r.f)).not.toContain(`medium_unproven:${d.media[SATA]}`);
    // The other drive is proven by a log: the certificate says of this one where it is followed.
    await desk.log({ ...d.disks, [SATA]: 'ELSE-WHERE-0001' }, d.id);
    const [paper] = await desk.papers('work_order');
    expect(paper.facts.media).toContainEqual(
      expect.objectContaining({ result: 'removed', followedAs: showMediumCode(code), serial: d.disks[SATA] }),
    );
  });

  test('is erased by a log that comes later, also when its device is long in stock; one result serves once', async () => {
    const d = await desk.machine();
    const code = await desk.takeOut(d);
    const other = await desk.takeOut(d, NVME);
    await life.s.work((tx) =>
      life.get(MediaService).gone(tx, life.people.karim, d.id, d.media[NVME]!, 'destroyed', PASSWORD),
    );
    // Less than the whole of it was erased.
    expect((await desk.log({ ...d.disks, ...AS_SMALL })).removed).toEqual([]);
    const received = await desk.log(d.disks);
    expect([...received.removed].sort()).toEqual([code, other].sort());
    expect(await desk.one(code)).toMatchObject({ state: 'erased' });
    const [paper] = (await desk.papers('removed_medium')).filter(
      (p: { facts: { removed: string } }) => p.facts.removed === showMediumCode(code),
    );
    expect(paper.facts).toMatchObject({
      removed: showMediumCode(code),
      media: [{ result: 'passed', tool: 'nwipe', logSha256: expect.any(String), serial: d.disks[SATA] }],
      signed: { operator: life.people.karim.operatorNumber },
    });
    // Said by mistake: it waits again, its paper counts no more, and the same log may serve again.
    expect(await desk.act(code, 'reopen', {})).toBe('refurbishment.removed_reason_missing');
    expect(await desk.act(code, 'reopen', { reason: 'wrong_entry' })).toBe('done');
    expect(
      (await desk.papers('removed_medium')).find(
        (p: { facts: { removed: string } }) => p.facts.removed === showMediumCode(code),
      ).withdrawn,
    ).toBe(true);
    expect((await desk.log(d.disks)).removed).toEqual([code]);
  });

  test('is no longer erased by a log that came before it was taken out', async () => {
    const d = await desk.machine();
    const before = await desk.log({ ...d.disks, PF3DEMO1: 'ANOTHER1' });
    expect(before.proven).toHaveLength(1);
    const code = await desk.takeOut(d);
    expect((await desk.log({ ...d.disks, PF3DEMO1: 'ANOTHER1' })).removed).toEqual([]);
    expect(await desk.one(code)).toMatchObject({ state: 'kept' });
  });

  test('is destroyed by a signature; the number of the slip may come later, once', async () => {
    const code = await desk.takeOut(await desk.machine());
    expect(await desk.act(code, 'destroy', { password: 'pas le bon' })).toBe('refurbishment.secret_wrong');
    expect(await desk.act(code, 'add_slip', { slip: 'BSD-1' })).toBe('refurbishment.removed_not_now');
    expect(await desk.act(code, 'destroy', { password: PASSWORD })).toBe('done');
    const [waits] = await desk.papers('removed_medium');
    expect(waits.facts.media).toMatchObject([
      { result: 'destroyed', method: expect.stringContaining('bordereau attendu') },
    ]);
    expect(await desk.act(code, 'add_slip', { slip: ' ' })).toBe('refurbishment.slip_missing');
    expect(await desk.act(code, 'add_slip', { slip: 'BSD-2026-18' })).toBe('done');
    expect(await desk.act(code, 'add_slip', { slip: 'BSD-2' })).toBe('refurbishment.slip_known');
    const [told, before] = await desk.papers('removed_medium');
    expect(told.facts.media[0].method).toContain('BSD-2026-18');
    expect([told.withdrawn, before.withdrawn]).toEqual([false, true]);
    expect(await desk.one(code)).toMatchObject({ state: 'destroyed', slip: 'BSD-2026-18' });
  });

  test('keeps the slip of whoever destroyed it as a file, for those who see it; a new one counts instead', async () => {
    const code = await desk.takeOut(await desk.machine());
    const scan = (said: string) => Buffer.from(`%PDF-1.7 ${said}`);
    const bytes = async (who: 'karim' | 'leila' = 'karim') => {
      const parts: Buffer[] = [];
      for await (const part of (await desk.queries.slip(life.people[who], code)).stream) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    const sure = { password: PASSWORD };
    expect(await desk.act(code, 'destroy', { ...sure, scan: Buffer.from('une note') })).toBe(
      'refurbishment.slip_file_unreadable',
    );
    expect(await desk.act(code, 'destroy', sure)).toBe('done');
    expect(await desk.one(code)).toMatchObject({ slipFile: false });
    expect(await broken(desk.queries.slip(life.people.karim, code))).toBe('not_found');
    expect(await desk.act(code, 'attach_slip', {})).toBe('refurbishment.slip_file_missing');
    expect(await desk.act(code, 'attach_slip', { scan: scan('un') })).toBe('done');
    expect((await desk.papers('removed_medium'))[0].facts.media[0].method).toMatch(/, bordereau conservé$/);
    expect(await desk.act(code, 'add_slip', { slip: 'BSD-9', scan: scan('deux') })).toBe('done');
    expect((await desk.papers('removed_medium'))[0].facts.media[0].method).toMatch(/, bordereau n° BSD-9, conservé$/);
    expect([await bytes(), await bytes('leila')]).toEqual(['%PDF-1.7 deux', '%PDF-1.7 deux']);
    expect(await broken(desk.queries.slip(life.people.ines, code))).toBe('not_found');
    // What is said to be destroyed once more has another slip.
    expect(await desk.act(code, 'reopen', { reason: 'wrong_entry' })).toBe('done');
    expect(await broken(desk.queries.slip(life.people.karim, code))).toBe('not_found');
    expect(await desk.act(code, 'destroy', sure)).toBe('done');
    expect(await desk.one(code)).toMatchObject({ slip: null, slipFile: false });
  });

  test('goes to another place of who has it, then to the bank, which confirms it', async () => {
    const { bank } = life.s.fixtures.organisations;
    const code = await desk.takeOut(await desk.machine());
    expect(await desk.act(code, 'move', { placeId: bank.place })).toBe('refurbishment.place_unknown');
    expect(await desk.act(code, 'receive', { placeId: bank.place })).toBe('not_found');
    expect(await desk.act(code, 'receive', { placeId: bank.place }, 'leila')).toBe('done');
    expect(await broken(desk.one(code))).toBe('not_found');
    expect(await desk.one(code, 'leila')).toMatchObject({ atTheBank: true, placeId: bank.place });
    expect(await desk.act(code, 'receive', { placeId: bank.place }, 'leila')).toBe('refurbishment.removed_is_here');
    expect(await desk.act(code, 'move', { placeId: bank.place }, 'ines')).toBe('not_found');
  });

  test('does not come to a closed place, by a script neither', async () => {
    const code = await desk.takeOut(await desk.machine());
    const { place } = life.s.fixtures.organisations.workshop;
    const shut = await life.s.work((tx) =>
      life.get(OrganisationsService).addPlace(tx, life.people.moussa, life.organisation('workshop'), {
        kind: 'shelf',
        name: 'Étagère fermée',
        parentId: place,
      }),
    );
    await life.s.db.query('UPDATE people.place SET active = false WHERE id = $1', [shut]);
    expect(await desk.act(code, 'move', { placeId: shut })).toBe('refurbishment.place_unknown');
    const sql = 'UPDATE refurbishment.removed_medium SET place_id = $2 WHERE code = $1';
    expect(await broken(life.s.db.query(sql, [code, shut]))).toBe('people.place_closed');
  });

  test('that is lost is said to be lost, and no paper says that its data is gone', async () => {
    const code = await desk.takeOut(await desk.machine());
    const before = (await desk.papers('removed_medium')).length;
    expect(await desk.act(code, 'report_lost', { reason: 'not_found' })).toBe('done');
    expect(await desk.one(code)).toMatchObject({ state: 'lost', place: null });
    expect(await desk.papers('removed_medium')).toHaveLength(before);
    expect(await desk.act(code, 'reopen', { reason: 'found_again' })).toBe('done');
  });

  test('keeps its code when it goes back and comes out again', async () => {
    const d = await desk.machine();
    const code = await desk.takeOut(d);
    expect(await desk.act(code, 'put_back')).toBe('refurbishment.not_seen_again');
    await desk.inventory(d.id, d.disks);
    expect(await desk.one(code)).toMatchObject({ seenAgain: true });
    expect(await desk.act(code, 'put_back')).toBe('done');
    const failures = await life.s.db.query('SELECT refurbishment.gate_failures($1) AS f', [d.id]);
    expect(failures.map((r: { f: string }) => r.f)).toContain(`medium_unproven:${d.media[SATA]}`);
    expect(await desk.takeOut(d)).toBe(code);
    expect(await desk.one(code)).toMatchObject({ state: 'kept', seenAgain: false });
    const [{ n }] = await life.s.db.query(
      'SELECT count(*)::int AS n FROM refurbishment.removed_medium WHERE medium_id = $1',
      [d.media[SATA]],
    );
    expect(n).toBe(1);
  });

  test('is in its device again when who took it out takes that back, unless it came to an end meanwhile', async () => {
    const d = await desk.machine();
    const code = await desk.takeOut(d);
    const undo = () => broken(life.s.work((tx) => life.get(BenchService).undo(tx, life.people.karim, d.id)));
    expect(await undo()).toBe('done');
    expect(await desk.one(code)).toMatchObject({ state: 'in_device' });
    expect(await desk.takeOut(d)).toBe(code);
    expect(await desk.act(code, 'destroy', { password: PASSWORD })).toBe('done');
    expect(await undo()).toBe('refurbishment.removed_not_now');
    expect(await desk.one(code)).toMatchObject({ state: 'destroyed' });
  });
});
