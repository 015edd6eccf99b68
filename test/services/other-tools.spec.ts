import { LogisticsModule } from '#bank/logistics';
import { Countersigning, type EraseMethod, MediaService, WorkshopModule } from '#bank/workshop';
import { PASSWORD } from '../support/counting/bench.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { type Disks, type Workbench, workbench } from '../support/things/workbench.js';

let s: Services;
let w: Workbench;
beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  w = workbench(s);
});
afterAll(() => s.close());

const REASON = 'Le texte nomme le numéro du disque, et finit sans erreur.';

interface Judged {
  readonly who?: 'karim' | 'moussa' | 'leila';
  readonly method?: EraseMethod;
  readonly fileId?: string;
  readonly reason?: string;
  readonly of?: 'sata' | 'nvme';
}

/** Somebody signs that another tool erased a disk. */
async function judge(d: Disks, { who = 'moussa', of = 'nvme', ...said }: Judged = {}): Promise<string> {
  const [{ id }] = await s.db.query('SELECT id FROM devices.medium WHERE device_id = $1 AND serial = $2', [
    d.id,
    d[of],
  ]);
  const more = { method: 'sanitize_crypto' as const, reason: REASON, ...said };
  return broken(
    s.work((tx) => s.app.get(MediaService).gone(tx, s.fixtures.people[who], d.id, id, 'other_tool', PASSWORD, more)),
  );
}

const file = async (d: Disks, text: string) =>
  (await w.upload(Buffer.from(`${text}\n${d.nvme}`), d.id, s.fixtures.people.karim)).logId;
const unproven = async (d: Disks) => (await w.failures(d.id)).filter((f) => f.startsWith('medium_')).sort();

test('what a person judges proves once a second person signed, and is told as declared by its technique', async () => {
  const d = await w.demo.withTwoDisks();
  const fileId = await file(d, '# nvme sanitize /dev/nvme0n1 --sanact=4\nSanitize Status (SSTAT) : 0x101');
  expect(await judge(d, { fileId })).toBe('done');
  expect(await unproven(d)).toEqual(['medium_unproven', 'medium_unwitnessed']);
  const countersigning = s.app.get(Countersigning);
  const { moussa, karim } = s.fixtures.people;
  const mine = (await countersigning.waiting(karim)).find((x) => x.serial === d.nvme)!;
  expect(mine.what).toBe('other_tool');
  expect(await broken(s.work((tx) => countersigning.countersign(tx, moussa, [mine.id], PASSWORD)))).toBe(
    'refurbishment.own_witness',
  );
  await s.work((tx) => countersigning.countersign(tx, karim, [mine.id], PASSWORD));
  expect(await unproven(d)).toEqual(['medium_unproven']);
  expect(await judge(d, { of: 'sata', method: 'overwrite' })).toBe('done');
  const other = (await countersigning.waiting(karim)).find((x) => x.serial === d.sata)!;
  await s.work((tx) => countersigning.countersign(tx, karim, [other.id], PASSWORD));
  const [paper] = await s.db.query(
    `SELECT facts FROM documents.document WHERE type = 'erasure_certificate' ORDER BY id DESC LIMIT 1`,
  );
  const by = Object.fromEntries(paper.facts.media.map((m: { serial: string }) => [m.serial, m]));
  expect(by[d.nvme]).toMatchObject({
    result: 'judged',
    methodClass: 'purge',
    method: 'Sanitize, par changement de clé, avec un autre outil, déclaré et signé',
    witness: karim.operatorNumber,
  });
  expect(by[d.sata]).toMatchObject({ result: 'judged', methodClass: 'clear', logSha256: null });
});

test('only whoever judges may sign it, with a technique of that medium and a reason', async () => {
  const d = await w.demo.withTwoDisks();
  expect(await judge(d, { who: 'karim' })).toBe('refurbishment.judged_by_supervisor');
  expect(await judge(d, { who: 'leila', method: 'security_erase' })).toBe('refurbishment.method_not_of_medium');
  expect(await judge(d, { reason: 'court' })).toBe('refurbishment.reason_too_short');
  expect(await unproven(d)).toEqual(['medium_unproven', 'medium_unproven']);
});

test('a command that proves nothing, and a log in which nothing is left to judge, carry no judgement', async () => {
  const d = await w.demo.withTwoDisks();
  const nothing = await file(d, 'blkdiscard -v /dev/nvme0n1');
  expect(await judge(d, { fileId: nothing })).toBe('refurbishment.file_proves_nothing');
  const cut = await file(d, '[2026/11/25 13:10:30]    info: nwipe 0.38');
  expect(await judge(d, { fileId: cut })).toBe('refurbishment.file_judges_nothing');
});
