import { LogisticsModule } from '#bank/logistics';
import { ErasureService, MediaService, MediumPlaces, WorkshopModule, WorkshopQueries } from '#bank/workshop';
import { fixture, PASSWORD } from '../support/counting/bench.js';
import { disk, mediaBench } from '../support/machines/media-bench.js';
import { broken, type Services, services } from '../support/servers/services.js';
import type { Workbench } from '../support/things/workbench.js';

let s: Services;
let t: ReturnType<typeof mediaBench>;
let w: Workbench;
beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  t = mediaBench(s);
  w = t.w;
});
afterAll(() => s.close());

const karim = () => s.fixtures.people.karim;

describe('one serial proven in two devices', () => {
  async function twice() {
    const one = await t.oneDisk();
    const two = await t.oneDisk();
    await t.declare(two.id, one.serial);
    await t.list(two.id);
    await w.upload(fixture('nwipe/other-disk.log', { ZA1OTHER7QX: one.serial }), two.id);
    return { one, two, serial: one.serial };
  }
  const locate = async (id: string, serial: string, kind: 'here' | 'two_media') => {
    const { id: medium } = await t.mediumOf(id, serial);
    return s.work((tx) => s.app.get(MediumPlaces).locate(tx, karim(), id, medium, kind, PASSWORD));
  };

  test('asks both, and each names the other', async () => {
    const { one, two, serial } = await twice();
    const [code, other] = await w.demo.codesOf([one.id, two.id]);
    expect(await w.failures(one.id)).toEqual(['medium_in_two']);
    expect(await w.failures(two.id)).toEqual(['medium_in_two']);
    expect([(await t.mediumOf(one.id, serial)).alsoIn, (await t.mediumOf(two.id, serial)).alsoIn]).toEqual([
      other,
      code,
    ]);
    expect(await w.stock(one.id)).toBe('refurbishment.gate_closed');
  });

  test('a device in stock whose disk is proven elsewhere leaves it', async () => {
    const one = await t.oneDisk();
    expect(await w.stock(one.id)).toBe('done');
    const two = await t.oneDisk();
    await t.declare(two.id, one.serial);
    await w.upload(fixture('nwipe/other-disk.log', { ZA1OTHER7QX: one.serial }), two.id);
    expect(await t.stateOf(one.id)).toBe('at_workshop');
  });

  test('it is where somebody signs that it is; the other says anew which media it has', async () => {
    const { one, two, serial } = await twice();
    await locate(two.id, serial, 'here');
    expect(await w.failures(two.id)).toEqual([]);
    expect(await w.failures(one.id)).toEqual(['media_reopened']);
    expect((await t.gate(one.id)).mediaReopened).toBe('medium_elsewhere');
    await t.list(one.id);
    expect(await w.failures(one.id)).toEqual([]);
    // An inventory of the first shows it there again: both are asked.
    await t.inventory(one.id, disk(serial));
    expect(await w.failures(one.id)).toEqual(['medium_in_two']);
    expect(await w.failures(two.id)).toEqual(['medium_in_two']);
  });

  test('or they are two media with one number', async () => {
    const { one, two, serial } = await twice();
    await locate(one.id, serial, 'two_media');
    expect([await w.failures(one.id), await w.failures(two.id)]).toEqual([[], []]);
    expect(await broken(locate(two.id, serial, 'here'))).toBe('refurbishment.not_in_two');
  });

  test('not where the number says nothing, or the first was taken out', async () => {
    const a = await t.oneDisk();
    const b = await t.oneDisk();
    for (const { id } of [a, b]) {
      await s.work((tx) => s.app.get(MediaService).declare(tx, karim(), id, { kind: 'ssd', serial: 'Default string' }));
      await t.list(id);
    }
    expect(await w.failures(a.id)).toEqual(['medium_unproven']);
    const c = await t.oneDisk();
    await t.gone(c.id, (await t.mediumOf(c.id, c.serial)).id, 'removed');
    const d = await t.oneDisk();
    await t.declare(d.id, c.serial);
    await t.list(d.id);
    await w.upload(fixture('nwipe/other-disk.log', { ZA1OTHER7QX: c.serial }), d.id);
    expect(await w.failures(d.id)).toEqual([]);
  });
});

describe('a size that a later inventory tells', () => {
  test('asks for the whole disk: it is erased again, or somebody signs', async () => {
    const { id, serial } = await t.oneDisk();
    await t.inventory(id, disk(serial, 1.1e12));
    expect(await w.failures(id)).toEqual([]);
    await t.inventory(id, disk(serial, 2e12));
    expect(await w.failures(id)).toEqual(['medium_unproven']);
    const medium = await t.mediumOf(id, serial);
    expect(medium).toMatchObject({ largestSize: 2e12, evidence: { erasedBytes: 1_000_204_886_016 } });
    const { logId, refusal } = await t.erase(id, serial);
    expect(refusal?.code).toBe('refurbishment.log_smaller');
    const result = (await s.app.get(WorkshopQueries).log(karim(), logId)).results.find((r) => r.serial === serial)!;
    expect(result.larger).toEqual([{ id: medium.id, sizeBytes: 2e12 }]);
    const sign = (resultId: string) =>
      broken(
        s.work((tx) =>
          s.app.get(ErasureService).decide(tx, karim(), {
            resultId,
            mediumId: medium.id,
            reason: 'L’étiquette du disque dit 1 To, l’inventaire se trompe.',
            password: PASSWORD,
          }),
        ),
      );
    expect(await sign(result.id)).toBe('done');
    expect(await w.failures(id)).toEqual([]);
    await t.inventory(id, disk(serial, 3e12));
    expect(await w.failures(id)).toEqual(['medium_unproven']);
  });
});
