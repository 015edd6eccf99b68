import { DevicesService, InventoryService, readInventory } from '#bank/devices';
import { LogisticsModule } from '#bank/logistics';
import { ErasureService, MediaService, WorkshopModule, WorkshopQueries } from '#bank/workshop';
import { AS_SMALL, fixture, freshSerial, NVME, PASSWORD, SATA } from '../support/counting/bench.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { erasedLog, type Workbench, workbench } from '../support/things/workbench.js';

let s: Services;
let w: Workbench;
let erasure: ErasureService;
let media: MediaService;
let workshop: WorkshopQueries;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  w = workbench(s);
  erasure = s.app.get(ErasureService);
  media = s.app.get(MediaService);
  workshop = s.app.get(WorkshopQueries);
});
afterAll(() => s.close());

const karim = () => s.fixtures.people.karim;
const moussa = () => s.fixtures.people.moussa;

describe('a log', () => {
  test('for another disk is kept, proves nothing, and says so', async () => {
    const d = await w.demo.withTwoDisks();
    const other = fixture('nwipe/other-disk.log', { ZA1OTHER7QX: freshSerial('ZA1-00000') });
    const received = await w.upload(other, d.id);
    expect(received.refusal?.code).toBe('refurbishment.log_other_disk');
    expect(received.refusal?.facts.serials).toHaveLength(1);
    expect((await workshop.log(karim(), received.logId)).results).toMatchObject([
      { status: 'passed', provesCode: null, used: false },
    ]);
    expect(await w.failures(d.id)).toContain('medium_unproven');
  });

  test.each(['aborted.log', 'killed.log', 'failed-verification.log', 'only-verified.log'])(
    '%s never counts',
    async (file) => {
      const d = await w.demo.withTwoDisks();
      const received = await w.upload(erasedLog(d, file), d.id);
      expect(received.refusal?.code).toBe('refurbishment.result_not_passed');
      expect((await w.failures(d.id)).filter((f) => f === 'medium_unproven')).toHaveLength(2);
    },
  );

  test('without a serial waits for a person, and then serves one medium only', async () => {
    const [id] = await w.demo.atWorkshop();
    const one = await s.work((tx) => media.declare(tx, karim(), id!, { kind: 'disk' }));
    const two = await s.work((tx) => media.declare(tx, karim(), id!, { kind: 'disk' }));
    const received = await w.upload(fixture('nwipe/no-serial.log'), id!);
    expect(received.refusal?.code).toBe('refurbishment.person_must_decide');
    const [result] = (await workshop.log(karim(), received.logId)).results;
    const decide = (mediumId: string) =>
      broken(
        s.work((tx) =>
          erasure.decide(tx, karim(), {
            resultId: result!.id,
            mediumId,
            reason: 'Seul disque branché pendant cet effacement.',
            password: PASSWORD,
          }),
        ),
      );
    expect(await decide(one)).toBe('done');
    expect(await decide(two)).toBe('refurbishment.result_used');
  });

  test('a person cannot tie a result to a disk with another serial', async () => {
    const d = await w.demo.withTwoDisks();
    const { logId } = await w.upload(fixture('nwipe/other-disk.log', { ZA1OTHER7QX: freshSerial('ZA1-00000') }), d.id);
    const [result] = (await workshop.log(karim(), logId)).results;
    const { media: known } = await workshop.gate(karim(), d.id);
    const decide = s.work((tx) =>
      erasure.decide(tx, karim(), {
        resultId: result!.id,
        mediumId: known[0]!.id,
        reason: 'Je pense que c’est bien ce disque.',
        password: PASSWORD,
      }),
    );
    expect(await broken(decide)).toBe('refurbishment.log_other_disk');
  });

  test('of less than a disk holds proves it only by who signs for it', async () => {
    const d = await w.demo.withTwoDisks();
    const small = fixture('nwipe/sata-and-nvme-erased.log', { [SATA]: d.sata, [NVME]: d.nvme, ...AS_SMALL });
    const { logId, refusal, proven } = await w.upload(small, d.id);
    expect(proven).toEqual([]);
    expect(refusal).toMatchObject({
      code: 'refurbishment.log_smaller',
      facts: { serials: [expect.any(String)], erased: 25165824, size: expect.any(Number) },
    });
    const { results } = await workshop.log(karim(), logId);
    const result = results.find((r) => r.serial === d.sata)!;
    expect(result.larger).toEqual([{ id: expect.any(String), sizeBytes: 1_000_204_000_000 }]);
    const [medium] = (await workshop.gate(karim(), d.id)).media.filter((m) => m.serial === d.sata);
    const reason = 'L’inventaire se trompe : ce disque a été remplacé par un petit.';
    await s.work((tx) =>
      erasure.decide(tx, karim(), { resultId: result.id, mediumId: medium!.id, reason, password: PASSWORD }),
    );
    const proves = (await workshop.gate(karim(), d.id)).media.filter((m) => m.proven).map((m) => m.serial);
    expect(proves).toEqual([d.sata]);
  });

  test.each([
    ['1 TB said as 931 GiB', 1_000_204_886_016, 931n * 1_000_000_000n, true],
    ['what a partition leaves', 480_000_000_000, 512_110_190_592n, true],
    ['half a disk', 256_060_514_304, 512_110_190_592n, false],
    ['a size that the log does not say', null, 512_110_190_592n, true],
    ['a size that nobody knows', 256_060_514_304, null, true],
  ])('covers the whole disk or not: %s', async (_, erased, size, whole) => {
    const [answer] = await s.db.query('SELECT refurbishment.erased_whole($1, $2) AS whole', [erased, size?.toString()]);
    expect(answer.whole).toBe(whole);
  });

  test('uploaded alone finds the devices it speaks of, among those its reader works on', async () => {
    const d = await w.demo.withTwoDisks();
    const foreign = await w.upload(erasedLog(d), undefined, s.fixtures.people.elise);
    expect(foreign.proven).toEqual([]);
    const mine = await w.upload(erasedLog(d));
    expect(mine.proven).toHaveLength(1);
    expect(mine.logId).toBe(foreign.logId);
  });

  test('that fits a disk of two devices proves neither until it is sent for one of them', async () => {
    const d = await w.demo.withTwoDisks();
    const [other] = await w.demo.atWorkshop();
    const [, code] = await w.demo.codesOf([d.id, other!]);
    await s.work((tx) => media.declare(tx, karim(), other!, { kind: 'disk', serial: d.sata }));
    const bytes = erasedLog(d);
    const sent = await w.upload(bytes);
    const ofSata = async () => (await workshop.log(karim(), sent.logId)).results.find((r) => r.serial === d.sata);
    expect(await w.failures(d.id)).toContain('medium_unproven');
    expect(await w.failures(other!)).toContain('medium_unproven');
    expect((await ofSata())?.waitingIn).toHaveLength(2);

    await w.upload(bytes, other!);
    expect(await ofSata()).toMatchObject({ provesCode: code, waitingIn: [] });
    expect(await w.failures(d.id)).toContain('medium_unproven');
    // The next log of this disk speaks of the only one that still waits.
    await w.upload(fixture('nwipe/other-disk.log', { ZA1OTHER7QX: d.sata }));
    expect(await w.failures(d.id)).not.toContain('medium_unproven');
  });

  test('twice, at the same time, or copied into another file: one result, one proof', async () => {
    const d = await w.demo.withTwoDisks();
    const bytes = erasedLog(d);
    const both = await Promise.all([w.upload(bytes, d.id), w.upload(bytes, d.id, moussa())]);
    expect(both.map((r) => r.refusal)).toEqual([null, null]);
    await w.upload(Buffer.concat([bytes, Buffer.from('\n')]), d.id);
    const [{ n }] = await s.db.query('SELECT count(*)::int AS n FROM refurbishment.evidence WHERE device_id = $1', [
      d.id,
    ]);
    expect(n).toBe(2);
  });

  test('of an earlier epoch proves nothing after the device came back, whatever its clock says', async () => {
    const d = await w.finished();
    const devices = s.app.get(DevicesService);
    await s.work((tx) => devices.act(tx, s.fixtures.people.leila, 'report_lost', d.id, { reason: 'stolen' }));
    await s.work((tx) =>
      devices.act(tx, s.fixtures.people.leila, 'find', d.id, {
        reason: 'found_again',
        placeId: s.fixtures.organisations.bank.place,
      }),
    );
    expect(await w.failures(d.id)).toEqual([
      'no_media_knowledge',
      'medium_unproven',
      'medium_unproven',
      'no_passed_test',
      'no_grade',
    ]);
    const again = await w.upload(erasedLog(d), d.id, s.fixtures.people.leila);
    expect(again.refusal?.code).toBe('refurbishment.log_too_old');
    const copied = await w.upload(Buffer.concat([erasedLog(d), Buffer.from('\n')]), d.id, s.fixtures.people.leila);
    expect(copied.refusal?.code).toBe('refurbishment.result_used');
  });

  test('a removed disk that a later inventory shows again is to be proven again', async () => {
    const d = await w.demo.withTwoDisks();
    const gate = await workshop.gate(karim(), d.id);
    for (const m of gate.media) await s.work((tx) => media.gone(tx, karim(), d.id, m.id, 'removed', PASSWORD));
    expect(await w.failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
    const file = fixture('glpi/laptop-two-disks.json', { [SATA]: d.sata, [NVME]: d.nvme, PF3DEMO1: d.machine });
    await s.work((tx) => s.app.get(InventoryService).attach(tx, karim(), d.id, readInventory(file), 'b'.repeat(64)));
    expect((await w.failures(d.id)).filter((f) => f === 'medium_unproven')).toHaveLength(2);
  });
});
