import { DeviceQueries, DevicesService, InventoryService, readInventory } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { LogisticsModule } from '#bank/logistics';
import { BenchService, MediaService, WorkshopModule, WorkshopQueries } from '#bank/workshop';
import { type Actor, sha256 } from '#platform/kernel';
import { answers, fixture, freshSerial, NVME, PASSWORD, SATA } from '../support/counting/bench.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { type Disks, erasedLog, type Workbench, workbench } from '../support/things/workbench.js';

let s: Services;
let w: Workbench;
let media: MediaService;
let bench: BenchService;
let workshop: WorkshopQueries;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  w = workbench(s);
  media = s.app.get(MediaService);
  bench = s.app.get(BenchService);
  workshop = s.app.get(WorkshopQueries);
});
afterAll(() => s.close());

const karim = () => s.fixtures.people.karim;
const moussa = () => s.fixtures.people.moussa;
describe('the way to the stock', () => {
  test('is closed until each step has its proof, and open then', async () => {
    const [id] = await w.demo.atWorkshop();
    expect(await w.failures(id!)).toEqual(['no_media_knowledge', 'no_passed_test', 'no_grade']);
    const d = await w.demo.withTwoDisks();
    expect(await w.failures(d.id)).toEqual(['medium_unproven', 'medium_unproven', 'no_passed_test', 'no_grade']);
    const received = await w.upload(erasedLog(d), d.id);
    expect(received).toMatchObject({ refusal: null, proven: [expect.any(String)] });
    expect(await w.failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
    expect(await w.stock(d.id)).toBe('refurbishment.gate_closed');
    expect(await w.test(d.id, answers('ok', { battery: 'ko' }))).toBe('failed');
    expect(await w.failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
    expect(await w.test(d.id)).toBe('passed');
    await w.grade(d.id);
    expect(await w.failures(d.id)).toEqual([]);
    expect(await w.stock(d.id)).toBe('done');
    const papers = await s.db.query(
      `SELECT facts FROM documents.document WHERE type = 'erasure_certificate' AND facts->'device'->>'serial' = $1`,
      [d.machine],
    );
    expect(papers).toHaveLength(1);
    expect(papers[0].facts.media).toMatchObject([
      {
        serial: expect.any(String),
        methodClass: 'clear',
        result: 'passed',
        logSha256: expect.any(String),
        tool: 'nwipe',
      },
      { serial: expect.any(String) },
    ]);
    expect(JSON.stringify(papers[0].facts)).not.toContain('Karim');
  });

  test('a sheet filled in for another kind of device opens nothing', async () => {
    const d = await w.finished();
    await s.work((tx) => s.app.get(DevicesService).correct(tx, karim(), d.id, { category: 'desktop' }));
    expect(await w.failures(d.id)).toEqual(['no_passed_test']);
    expect(await w.stock(d.id)).toBe('refurbishment.gate_closed');
  });

  test('ends the work order whichever page put the device in stock', async () => {
    const d = await w.finished();
    await s.work((tx) => s.app.get(DevicesService).act(tx, karim(), 'put_in_stock', d.id, {}));
    const orders = await s.db.query('SELECT closed_at FROM refurbishment.work_order WHERE device_id = $1', [d.id]);
    expect(orders).toEqual([{ closed_at: expect.any(Date) }]);
  });

  test('a device without any medium goes through on a signed statement', async () => {
    const [id] = await w.demo.atWorkshop(1, 'desktop');
    expect(await broken(s.work((tx) => media.state(tx, karim(), id!, 'no_medium', 'pas le bon')))).toBe(
      'refurbishment.secret_wrong',
    );
    await s.work((tx) => media.state(tx, karim(), id!, 'no_medium', PASSWORD));
    await w.test(id!, answers('ok', { screen: 'na', keyboard: 'na', sound: 'na', camera: 'na', battery: 'na' }));
    await w.grade(id!, 'C');
    // A system is installed, on what? Who looked says it again.
    expect(await w.failures(id!)).toEqual(['media_reopened']);
    await s.work((tx) => media.state(tx, karim(), id!, 'no_medium', PASSWORD));
    expect(await w.stock(id!)).toBe('done');
    const [paper] = await s.db.query(
      `SELECT facts FROM documents.document WHERE type = 'erasure_certificate' ORDER BY id DESC LIMIT 1`,
    );
    expect(paper.facts.media).toMatchObject([{ result: 'absent', methodClass: null }]);
  });

  test('a pile of one model, each opened, goes through on one signature; all or none', async () => {
    const ids = await w.demo.atWorkshop(3, 'desktop');
    const codes = await w.demo.codesOf(ids);
    const pile = (of: readonly string[], secret = PASSWORD) =>
      broken(s.work((tx) => media.statePile(tx, karim(), of, 'no_medium', secret)));
    const d = await w.demo.withTwoDisks();
    const [other] = await w.demo.codesOf([d.id]);
    const [tablet] = await w.demo.codesOf(await w.demo.atWorkshop(1, 'tablet'));
    expect(await pile([...codes, other!])).toBe('refurbishment.pile_differs');
    expect(await pile([...codes, tablet!])).toBe('refurbishment.pile_differs');
    expect(await pile(codes, 'pas le bon')).toBe('refurbishment.secret_wrong');
    expect(await pile([...codes, '2222222'])).toBe('not_found');
    for (const id of ids) expect(await w.failures(id)).toContain('no_media_knowledge');
    expect(await pile([...codes, codes[0]!])).toBe('done');
    for (const id of ids) expect(await w.failures(id)).not.toContain('no_media_knowledge');
    const texts = await s.db.query(
      'SELECT DISTINCT stated_text FROM refurbishment.media_statement WHERE device_id = ANY($1)',
      [ids],
    );
    expect(texts).toEqual([{ stated_text: expect.stringMatching(/ouvert chacun.*BN-.*BN-.*BN-/) }]);
  });

  test('a removed disk is not a destroyed one: the certificate says what happened', async () => {
    const [id] = await w.demo.atWorkshop();
    const one = await s.work((tx) =>
      media.declare(tx, karim(), id!, { kind: 'disk', serial: freshSerial('DECL-00000') }),
    );
    await s.work((tx) => media.state(tx, karim(), id!, 'complete_list', PASSWORD));
    await s.work((tx) => media.gone(tx, karim(), id!, one, 'removed', PASSWORD));
    const [paper] = await s.db.query(
      `SELECT facts FROM documents.document WHERE type = 'erasure_certificate' ORDER BY id DESC LIMIT 1`,
    );
    expect(paper.facts.media).toMatchObject([{ result: 'removed', methodClass: null }]);
  });

  test('"no medium" is refused where one was seen; an inventory without a storage section says nothing', async () => {
    const d = await w.demo.withTwoDisks();
    expect(await broken(s.work((tx) => media.state(tx, karim(), d.id, 'no_medium', PASSWORD)))).toBe(
      'refurbishment.media_listed',
    );
    const [bare] = await w.demo.atWorkshop();
    const partial = fixture('glpi/partial-volumes.json', { PF3DEMO1: freshSerial('PF3-PART-00000') });
    const [{ serial }] = await s.db.query('SELECT serial FROM devices.device WHERE id = $1', [bare]);
    const inventory = readInventory(Buffer.from(partial.toString().replaceAll(/PF3-PART-\d+/g, serial)));
    await s.work((tx) => s.app.get(InventoryService).attach(tx, karim(), bare!, inventory, 'a'.repeat(64)));
    expect(await w.failures(bare!)).toContain('no_media_knowledge');
  });

  test('a drive that Windows shows by its namespace is proven with the drive it is, not by a proof of before it was seen', async () => {
    const windows = (d: Disks, eui: string) => {
      const file = fixture('glpi/laptop-two-disks.json', { [SATA]: d.sata, [NVME]: eui, PF3DEMO1: d.machine });
      return s.work((tx) => s.app.get(InventoryService).attach(tx, karim(), d.id, readInventory(file), sha256(file)));
    };
    const d = await w.demo.withTwoDisks();
    await windows(d, '0025_3885_81B1_4E6F.');
    expect(await w.failures(d.id)).toEqual(['medium_unproven', 'medium_unproven', 'no_passed_test', 'no_grade']);
    expect((await workshop.gate(karim(), d.id)).media.map((m) => m.serial).sort()).toEqual([d.nvme, d.sata].sort());
    await w.upload(erasedLog(d), d.id);
    expect(await w.failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
    await windows(d, '0025_3885_81B1_FFFF.');
    expect(await w.failures(d.id)).toEqual(['medium_unproven', 'no_passed_test', 'no_grade']);

    const later = await w.demo.withTwoDisks();
    await w.upload(erasedLog(later), later.id);
    await windows(later, '0025_3885_81B1_4E6F.');
    expect(await w.failures(later.id)).toEqual(['medium_unproven', 'no_passed_test', 'no_grade']);
    expect((await workshop.gate(karim(), later.id)).media.map((m) => m.proven).sort()).toEqual([false, true, true]);
  });

  test('a disk declared by hand needs its proof too; destroyed and removed ones are signed away', async () => {
    const [id] = await w.demo.atWorkshop();
    const one = await s.work((tx) =>
      media.declare(tx, karim(), id!, { kind: 'disk', serial: freshSerial('DECL-00000') }),
    );
    const two = await s.work((tx) => media.declare(tx, karim(), id!, { kind: 'sd', serial: null }));
    expect(await w.failures(id!)).toContain('no_media_knowledge');
    await s.work((tx) => media.state(tx, karim(), id!, 'complete_list', PASSWORD));
    await s.work((tx) => media.gone(tx, karim(), id!, one, 'destroyed', PASSWORD));
    expect(await broken(s.work((tx) => media.gone(tx, karim(), id!, two, 'factory_reset', PASSWORD)))).toBe(
      'refurbishment.reset_only_phones',
    );
    await s.work((tx) => media.gone(tx, karim(), id!, two, 'removed', PASSWORD));
    expect(await w.failures(id!)).toEqual(['no_passed_test', 'no_grade']);
  });
});

describe('undo', () => {
  test('withdraws the last own step, keeps it written, and frees the result', async () => {
    const d = await w.finished();
    await s.work((tx) => bench.undo(tx, karim(), d.id));
    expect(await w.failures(d.id)).toEqual(['no_grade']);
    expect((await s.app.get(DeviceQueries).get(karim(), d.id)).grade).toBeNull();
    await s.work((tx) => bench.undo(tx, karim(), d.id));
    await s.work((tx) => bench.undo(tx, karim(), d.id));
    expect(await w.failures(d.id)).toEqual(['medium_unproven', 'medium_unproven', 'no_passed_test', 'no_grade']);
    expect(await broken(s.work((tx) => bench.undo(tx, karim(), d.id)))).toBe('refurbishment.nothing_to_undo');
    expect((await w.upload(erasedLog(d), d.id)).refusal).toBeNull();
    expect(await w.failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
  });

  test('of a step that is no longer the last takes nothing back', async () => {
    const d = await w.finished();
    const queries = s.app.get(WorkshopQueries);
    const undoable = () => queries.undoable(karim(), { deviceId: d.id, state: 'at_workshop' });
    const { id: grade, kind } = (await undoable())!;
    expect(kind).toBe('grade');
    await s.work((tx) => bench.undo(tx, karim(), d.id, grade));
    expect(await broken(s.work((tx) => bench.undo(tx, karim(), d.id, grade)))).toBe('refurbishment.not_the_last_step');
    expect(await w.failures(d.id)).toEqual(['no_grade']);
  });

  test('leaves the certificate as it was, and says that it no longer counts', async () => {
    const d = await w.demo.withTwoDisks();
    await w.upload(erasedLog(d), d.id);
    const papers = async () => {
      const { items } = await s.app.get(DocumentsService).list(karim(), { type: 'erasure_certificate' });
      return items.slice(0, 2).map((paper) => paper.withdrawnAt !== null);
    };
    expect((await papers())[0]).toBe(false);
    await s.work((tx) => bench.undo(tx, karim(), d.id));
    expect((await papers())[0]).toBe(true);
    await w.upload(erasedLog(d), d.id);
    expect(await papers()).toEqual([false, true]);
  });

  test('is for one’s own steps, and not once the device is in stock', async () => {
    const d = await w.finished();
    expect(await broken(s.work((tx) => bench.undo(tx, moussa(), d.id)))).toBe('refurbishment.not_your_step');
    expect(await w.stock(d.id)).toBe('done');
    expect(await broken(s.work((tx) => bench.undo(tx, karim(), d.id)))).toBe('refurbishment.too_late_to_withdraw');
  });
});

test('the queue shows one next step each, those who ask for help first to whoever helps, last to the others', async () => {
  const d = await w.demo.withTwoDisks();
  await w.demo.withTwoDisks();
  await s.work((tx) => bench.askHelp(tx, karim(), d.id, 'cannot_erase'));
  const queue = async (who: Actor) => (await workshop.queue(who, { limit: 1000 })).items;
  const [first] = await queue(moussa());
  expect(first).toMatchObject({ id: d.id, next: 'erase', helpCode: 'cannot_erase' });
  expect((await queue(karim())).at(-1)?.id).toBe(d.id);
  const today = await workshop.today(moussa());
  expect(today.help).toBe(1);
  expect(today.waiting).toBe((await queue(moussa())).length);
  expect(await broken(s.work((tx) => bench.helped(tx, karim(), d.id)))).toBe('refurbishment.supervisor_only');
  await s.work((tx) => bench.helped(tx, moussa(), d.id));
  expect((await workshop.today(moussa())).help).toBe(0);
});
