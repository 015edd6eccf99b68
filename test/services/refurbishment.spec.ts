import fc from 'fast-check';
import { CATEGORY_IDS, DeviceQueries, DevicesService, InventoryService, readGlpiInventory } from '#devices';
import { LogisticsModule } from '#logistics';
import {
  ANSWERS,
  type Answer,
  type Answers,
  BenchService,
  ErasureService,
  MediaService,
  RefurbishmentModule,
  TEMPLATE_VERSION,
  TEST_POINTS,
  verdictOf,
  WorkshopQueries,
} from '#refurbishment';
import { answers, benchStory, fixture, freshSerial, NVME, PASSWORD, SATA } from '../support/bench.js';
import { broken, type Services, services } from '../support/services.js';

let s: Services;
let story: ReturnType<typeof benchStory>;
let erasure: ErasureService;
let media: MediaService;
let bench: BenchService;
let workshop: WorkshopQueries;

beforeAll(async () => {
  s = await services(LogisticsModule, RefurbishmentModule);
  story = benchStory(s);
  erasure = s.app.get(ErasureService);
  media = s.app.get(MediaService);
  bench = s.app.get(BenchService);
  workshop = s.app.get(WorkshopQueries);
});
afterAll(() => s.close());

const karim = () => s.cast.people.karim;
const moussa = () => s.cast.people.moussa;
type Disks = { id: string; sata: string; nvme: string; machine: string };
const erasedLog = (d: Disks, file = 'sata-and-nvme-erased.log') =>
  fixture(`nwipe/${file}`, { [SATA]: d.sata, [NVME]: d.nvme, PF3DEMO1: d.machine });
const upload = (bytes: Buffer, deviceId?: string, who = karim()) =>
  s.work((tx) => erasure.receive(tx, who, { bytes, filename: 'nwipe.log' }, deviceId));
const test_ = (id: string, all: Answers = answers('ok'), who = karim()) =>
  s.work((tx) => bench.test(tx, who, id, { answers: all, system: 'Linux Mint 22 Xfce', password: PASSWORD }));
const grade = (id: string, g = 'B') => s.work((tx) => bench.grade(tx, karim(), id, g));
const stock = (id: string) => broken(s.work((tx) => bench.putInStock(tx, karim(), id)));

/** What TypeScript explains is what Postgres decides. */
async function failures(id: string): Promise<string[]> {
  const gate = await workshop.gate(s.cast.people.leila, id);
  const sql: { f: string }[] = await s.db.query('SELECT f FROM refurbishment.gate_failures($1) f ORDER BY f', [id]);
  expect([...gate.failures].sort()).toEqual(sql.map((r) => r.f));
  return gate.failures.map((f) => f.replace(/:.*/, ''));
}

async function finished(): Promise<Disks> {
  const d = await story.withTwoDisks();
  await upload(erasedLog(d), d.id);
  await test_(d.id);
  await grade(d.id);
  return d;
}

describe('the way to the stock', () => {
  test('is closed until each step has its proof, and open then', async () => {
    const [id] = await story.atWorkshop();
    expect(await failures(id!)).toEqual(['no_media_knowledge', 'no_passed_test', 'no_grade']);
    const d = await story.withTwoDisks();
    expect(await failures(d.id)).toEqual(['medium_unproven', 'medium_unproven', 'no_passed_test', 'no_grade']);
    const received = await upload(erasedLog(d), d.id);
    expect(received).toMatchObject({ refusal: null, proven: [expect.any(String)] });
    expect(await failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
    expect(await stock(d.id)).toBe('refurbishment.gate_closed');
    expect(await test_(d.id, answers('ok', { battery: 'ko' }))).toBe('failed');
    expect(await failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
    expect(await test_(d.id)).toBe('passed');
    await grade(d.id);
    expect(await failures(d.id)).toEqual([]);
    expect(await stock(d.id)).toBe('done');
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

  test('ends the work order whichever page put the device in stock', async () => {
    const d = await finished();
    await s.work((tx) => s.app.get(DevicesService).act(tx, karim(), 'put_in_stock', d.id, {}));
    const orders = await s.db.query('SELECT closed_at FROM refurbishment.work_order WHERE device_id = $1', [d.id]);
    expect(orders).toEqual([{ closed_at: expect.any(Date) }]);
  });

  test('a device without any medium goes through on a signed statement', async () => {
    const [id] = await story.atWorkshop(1, 'desktop');
    expect(await broken(s.work((tx) => media.state(tx, karim(), id!, 'no_medium', 'pas le bon')))).toBe(
      'refurbishment.secret_wrong',
    );
    await s.work((tx) => media.state(tx, karim(), id!, 'no_medium', PASSWORD));
    await test_(id!, answers('ok', { screen: 'na', keyboard: 'na', sound: 'na', camera: 'na', battery: 'na' }));
    await grade(id!, 'C');
    expect(await stock(id!)).toBe('done');
    const [paper] = await s.db.query(
      `SELECT facts FROM documents.document WHERE type = 'erasure_certificate' ORDER BY id DESC LIMIT 1`,
    );
    expect(paper.facts.media).toMatchObject([{ result: 'absent', methodClass: null }]);
  });

  test('"no medium" is refused where one was seen; an inventory without a storage section says nothing', async () => {
    const d = await story.withTwoDisks();
    expect(await broken(s.work((tx) => media.state(tx, karim(), d.id, 'no_medium', PASSWORD)))).toBe(
      'refurbishment.media_listed',
    );
    const [bare] = await story.atWorkshop();
    const partial = fixture('glpi/partial-volumes.json', { PF3DEMO1: freshSerial('PF3-PART-00000') });
    const [{ serial }] = await s.db.query('SELECT serial FROM devices.device WHERE id = $1', [bare]);
    const inventory = readGlpiInventory(Buffer.from(partial.toString().replaceAll(/PF3-PART-\d+/g, serial)));
    await s.work((tx) => s.app.get(InventoryService).attach(tx, karim(), bare!, inventory, 'a'.repeat(64)));
    expect(await failures(bare!)).toContain('no_media_knowledge');
  });

  test('a disk declared by hand needs its proof too; destroyed and removed ones are signed away', async () => {
    const [id] = await story.atWorkshop();
    const one = await s.work((tx) =>
      media.declare(tx, karim(), id!, { kind: 'disk', serial: freshSerial('DECL-00000') }),
    );
    const two = await s.work((tx) => media.declare(tx, karim(), id!, { kind: 'sd', serial: null }));
    expect(await failures(id!)).toContain('no_media_knowledge');
    await s.work((tx) => media.state(tx, karim(), id!, 'complete_list', PASSWORD));
    await s.work((tx) => media.gone(tx, karim(), id!, one, 'destroyed', PASSWORD));
    expect(await broken(s.work((tx) => media.gone(tx, karim(), id!, two, 'factory_reset', PASSWORD)))).toBe(
      'refurbishment.reset_only_phones',
    );
    await s.work((tx) => media.gone(tx, karim(), id!, two, 'removed', PASSWORD));
    expect(await failures(id!)).toEqual(['no_passed_test', 'no_grade']);
  });
});

describe('a log', () => {
  test('for another disk is kept, proves nothing, and says so', async () => {
    const d = await story.withTwoDisks();
    const other = fixture('nwipe/other-disk.log', { ZA1OTHER7QX: freshSerial('ZA1-00000') });
    const received = await upload(other, d.id);
    expect(received.refusal?.code).toBe('refurbishment.log_other_disk');
    expect(received.refusal?.facts.serials).toHaveLength(1);
    expect((await workshop.log(karim(), received.logId)).results).toMatchObject([
      { status: 'passed', provesCode: null, used: false },
    ]);
    expect(await failures(d.id)).toContain('medium_unproven');
  });

  test.each(['aborted.log', 'killed.log', 'failed-verification.log', 'only-verified.log'])(
    '%s never counts',
    async (file) => {
      const d = await story.withTwoDisks();
      const received = await upload(erasedLog(d, file), d.id);
      expect(received.refusal?.code).toBe('refurbishment.result_not_passed');
      expect((await failures(d.id)).filter((f) => f === 'medium_unproven')).toHaveLength(2);
    },
  );

  test('without a serial waits for a person, and then serves one medium only', async () => {
    const [id] = await story.atWorkshop();
    const one = await s.work((tx) => media.declare(tx, karim(), id!, { kind: 'disk' }));
    const two = await s.work((tx) => media.declare(tx, karim(), id!, { kind: 'disk' }));
    const received = await upload(fixture('nwipe/no-serial.log'), id!);
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
    const d = await story.withTwoDisks();
    const { logId } = await upload(fixture('nwipe/other-disk.log', { ZA1OTHER7QX: freshSerial('ZA1-00000') }), d.id);
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

  test('uploaded alone finds the devices it speaks of, among those its reader works on', async () => {
    const d = await story.withTwoDisks();
    const foreign = await upload(erasedLog(d), undefined, s.cast.people.elise);
    expect(foreign.proven).toEqual([]);
    const mine = await upload(erasedLog(d));
    expect(mine.proven).toHaveLength(1);
    expect(mine.logId).toBe(foreign.logId);
  });

  test('twice, at the same time, or copied into another file: one result, one proof', async () => {
    const d = await story.withTwoDisks();
    const bytes = erasedLog(d);
    const both = await Promise.all([upload(bytes, d.id), upload(bytes, d.id, moussa())]);
    expect(both.map((r) => r.refusal)).toEqual([null, null]);
    await upload(Buffer.concat([bytes, Buffer.from('\n')]), d.id);
    const [{ n }] = await s.db.query('SELECT count(*)::int AS n FROM refurbishment.evidence WHERE device_id = $1', [
      d.id,
    ]);
    expect(n).toBe(2);
  });

  test('of an earlier epoch proves nothing after the device came back, whatever its clock says', async () => {
    const d = await finished();
    const devices = s.app.get(DevicesService);
    await s.work((tx) => devices.act(tx, s.cast.people.leila, 'report_lost', d.id, { reason: 'stolen' }));
    await s.work((tx) =>
      devices.act(tx, s.cast.people.leila, 'find', d.id, { reason: 'found_again', placeId: s.cast.houses.bank.place }),
    );
    expect(await failures(d.id)).toEqual([
      'no_media_knowledge',
      'medium_unproven',
      'medium_unproven',
      'no_passed_test',
      'no_grade',
    ]);
    const again = await upload(erasedLog(d), d.id, s.cast.people.leila);
    expect(again.refusal?.code).toBe('refurbishment.log_too_old');
    const copied = await upload(Buffer.concat([erasedLog(d), Buffer.from('\n')]), d.id, s.cast.people.leila);
    expect(copied.refusal?.code).toBe('refurbishment.result_used');
  });

  test('a removed disk that a later inventory shows again is to be proven again', async () => {
    const d = await story.withTwoDisks();
    const gate = await workshop.gate(karim(), d.id);
    for (const m of gate.media) await s.work((tx) => media.gone(tx, karim(), d.id, m.id, 'removed', PASSWORD));
    expect(await failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
    const file = fixture('glpi/laptop-two-disks.json', { [SATA]: d.sata, [NVME]: d.nvme, PF3DEMO1: d.machine });
    await s.work((tx) =>
      s.app.get(InventoryService).attach(tx, karim(), d.id, readGlpiInventory(file), 'b'.repeat(64)),
    );
    expect((await failures(d.id)).filter((f) => f === 'medium_unproven')).toHaveLength(2);
  });
});

describe('undo', () => {
  test('withdraws the last own step, keeps it written, and frees the result', async () => {
    const d = await finished();
    await s.work((tx) => bench.undo(tx, karim(), d.id));
    expect(await failures(d.id)).toEqual(['no_grade']);
    expect((await s.app.get(DeviceQueries).get(karim(), d.id)).grade).toBeNull();
    await s.work((tx) => bench.undo(tx, karim(), d.id));
    await s.work((tx) => bench.undo(tx, karim(), d.id));
    expect(await failures(d.id)).toEqual(['medium_unproven', 'medium_unproven', 'no_passed_test', 'no_grade']);
    expect(await broken(s.work((tx) => bench.undo(tx, karim(), d.id)))).toBe('refurbishment.nothing_to_undo');
    expect((await upload(erasedLog(d), d.id)).refusal).toBeNull();
    expect(await failures(d.id)).toEqual(['no_passed_test', 'no_grade']);
  });

  test('is for one’s own steps, and not once the device is in stock', async () => {
    const d = await finished();
    expect(await broken(s.work((tx) => bench.undo(tx, moussa(), d.id)))).toBe('refurbishment.not_your_step');
    expect(await stock(d.id)).toBe('done');
    expect(await broken(s.work((tx) => bench.undo(tx, karim(), d.id)))).toBe('refurbishment.too_late_to_withdraw');
  });
});

test('the queue shows one next step each, those who ask for help first', async () => {
  const d = await story.withTwoDisks();
  await s.work((tx) => bench.askHelp(tx, karim(), d.id, 'cannot_erase'));
  const [first] = await workshop.queue(moussa());
  expect(first).toMatchObject({ id: d.id, next: 'erase', helpCode: 'cannot_erase' });
  const today = await workshop.workshopToday(moussa());
  expect(today.help).toBe(1);
  expect(today.toDo).toBe((await workshop.queue(moussa(), { limit: 1000 })).length);
  expect(await broken(s.work((tx) => bench.helped(tx, karim(), d.id)))).toBe('refurbishment.supervisor_only');
  await s.work((tx) => bench.helped(tx, moussa(), d.id));
  expect((await workshop.workshopToday(moussa())).help).toBe(0);
});

test('the verdict is the same in TypeScript and in Postgres, for every category and answer', async () => {
  const answer = fc.constantFrom<Answer | 'x'>(...ANSWERS, 'x');
  const sheet = fc.record(
    Object.fromEntries(
      TEST_POINTS.map((p) => [p.id, fc.oneof({ weight: 5, arbitrary: fc.constant<Answer>('ok') }, answer)]),
    ),
  );
  const cases = fc.sample(fc.tuple(fc.constantFrom(...CATEGORY_IDS), sheet), 400);
  const rows: { v: string }[] = await s.db.query(
    `SELECT refurbishment.verdict_of($1::smallint, c, a) AS v FROM unnest($2::text[], $3::jsonb[]) WITH ORDINALITY AS x(c, a, n) ORDER BY n`,
    [TEMPLATE_VERSION, cases.map(([c]) => c), cases.map(([, a]) => JSON.stringify(a))],
  );
  expect(rows.map((r) => r.v)).toEqual(cases.map(([c, a]) => verdictOf(c, a as Answers)));
  expect(new Set(rows.map((r) => r.v)).size).toBe(2);
});
