import { LogisticsModule } from '#bank/logistics';
import { type ErasureFilesAsked, ErasureService, WorkshopModule, WorkshopQueries } from '#bank/workshop';
import { Outbox } from '#platform/queue';
import { removedMediaDesk } from '../support/machines/removed-media-desk.js';
import { Life } from '../support/planted/life.js';
import { type Services, services } from '../support/servers/services.js';
import { type BundleParts, benchBundle, FIRMWARE } from '../support/things/bench-bundle.js';
import { erasedLog, type Workbench, workbench } from '../support/things/workbench.js';

let s: Services;
let w: Workbench;
let erasure: ErasureService;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  w = workbench(s);
  erasure = s.app.get(ErasureService);
});
afterAll(() => s.close());

const karim = () => s.fixtures.people.karim;
const show = (id: string) => s.app.get(WorkshopQueries).log(karim(), id);

/** What tools print, after their manuals and sources; one line each says whose. */
const SAID: readonly (readonly [string, string, string, string])[] = [
  // util-linux, blkdiscard(8), --verbose
  [
    'blkdiscard',
    'no_proof',
    'blkdiscard',
    'root@bench:~# blkdiscard -v /dev/sda\n/dev/sda: Discarded 512110190592 bytes from the offset 0',
  ],
  // nvme-cli, nvme-format(1): without --ses nothing is asked to be erased
  ['nvme format', 'no_proof', 'nvme', '# nvme format /dev/nvme0n1 --force\nSuccess formatting namespace:1'],
  ['nvme format --ses=0', 'no_proof', 'nvme', '# nvme format /dev/nvme0n1 --ses=0\nSuccess formatting namespace:1'],
  ['nvme format --ses=1', 'to_judge', 'nvme', '# nvme format /dev/nvme0n1 --ses=1\nSuccess formatting namespace:1'],
  // nvme-cli, nvme-sanitize-log(1)
  [
    'nvme sanitize-log',
    'to_judge',
    'nvme',
    'Sanitize Progress                      (SPROG) :  65535\nSanitize Status                        (SSTAT) :  0x101',
  ],
  // hdparm(8), --security-erase
  [
    'hdparm erase',
    'to_judge',
    'hdparm',
    'security_password: "p"\n\n/dev/sda:\n Issuing SECURITY_ERASE command, password="p", user=user',
  ],
  // hdparm(8), -I
  [
    'hdparm -I',
    'attached',
    'hdparm',
    'Security: \n\tMaster password revision code = 65534\n\t\tsupported\n\tnot\tenabled',
  ],
  // smartmontools, smartctl(8)
  [
    'smartctl',
    'attached',
    'smartctl',
    'smartctl 7.3 2022-02-28 r5338 [x86_64-linux] (local build)\nSMART overall-health self-assessment test result: PASSED',
  ],
  // Blancco's XML report
  [
    'Blancco',
    'to_judge',
    'maker_report',
    '<root><report><blancco_data><description><entry name="user" type="string">Camille Essai</entry></description></blancco_data><x>Blancco Drive Eraser</x></report></root>',
  ],
  ['a photograph', 'attached', 'other', '\u0000\u0001JFIF'],
  [
    'a PDF of nwipe',
    'attached',
    'nwipe_pdf',
    '%PDF-1.3\n<< /Title (PDF Disk Erasure Certificate) /Producer (https://github.com/martijnvanbrummelen/nwipe) >>\nERASED See Warning !',
  ],
  ['another PDF', 'attached', 'other_pdf', '%PDF-1.7\n1 0 obj'],
  ['a cut nwipe log', 'read', 'nwipe_log', '[2026/11/25 13:10:30]    info: nwipe 0.38'],
];

test.each(SAID)('%s is stored as it came, is %s and proves nothing', async (_, outcome, kind, text) => {
  const d = await w.demo.withTwoDisks();
  const bytes = Buffer.from(`${text}\n${d.id}`);
  const received = await w.upload(bytes, d.id);
  expect(received.proven).toEqual([]);
  expect(await show(received.logId)).toMatchObject({ outcome, kind, size: bytes.length });
  expect((await w.failures(d.id)).filter((f) => f === 'medium_unproven')).toHaveLength(2);
});

test('the file of a bench PC says which script wrote it; a drive’s own command in it waits for a person, and for one alone', async () => {
  const d = await w.demo.withTwoDisks();
  const script = '5'.repeat(64);
  const by = (changed: Partial<BundleParts>) =>
    w.upload(Buffer.from(benchBundle({ script, machine: d.machine, serial: d.sata, ...changed })), d.id);
  const judged = await show((await by(FIRMWARE)).logId);
  expect(judged).toMatchObject({ outcome: 'read', scriptSha256: script, imageSha256: null });
  expect(judged.results).toMatchObject([{ serial: d.sata, status: 'to_judge', reasons: ['purge_unproven'] }]);
  const failed = await show((await by({ ...FIRMWARE, exit: '0\n5\n', size: '18446744073709551615' })).logId);
  expect(failed.results).toMatchObject([{ status: 'failed', sizeBytes: null, saidSize: '18446744073709551615' }]);
  expect((await w.failures(d.id)).filter((f) => f === 'medium_unproven')).toHaveLength(2);
});

test('the original is sealed; its copy has no names and shows control characters', async () => {
  const text = 'Technician: Camille Essai\nroot@atelier-3:~# ls /home/camille\n\u001b[31mErased\u202e';
  const { logId } = await w.upload(Buffer.from(text));
  const [kept] = await s.db.query(
    `SELECT b.key_id IS NOT NULL AS sealed, (SELECT convert_from(c.bytes, 'UTF8') FROM documents.blob_chunk c WHERE c.blob_id = l.shown_blob_id) AS shown
     FROM refurbishment.erasure_log l JOIN documents.blob b ON b.id = l.blob_id WHERE l.id = $1`,
    [logId],
  );
  expect(kept.sealed).toBe(true);
  expect(kept.shown).not.toMatch(/Camille|camille|atelier-3/);
  expect(kept.shown).toContain('␛[31mErased⟨U+202E⟩');
});

test('a file whose reading was cut off is read by the worker, once, and then proves what it says', async () => {
  const d = await w.demo.withTwoDisks();
  const log = erasedLog(d);
  const stored = await erasure.store(karim(), { bytes: log, filename: 'nwipe.log' }, { deviceId: d.id });
  expect(await show(stored.id)).toMatchObject({ outcome: null, results: [] });
  const work = s.app.get(Outbox).works.find((x) => x.queue === 'evidence-files')!;
  await Promise.all([1, 2].map(() => work.process({ id: stored.id, attempt: 0 })));
  const read = await show(stored.id);
  expect([read.outcome, read.results.length]).toEqual(['read', 2]);
  expect(await w.failures(d.id)).not.toContain('medium_unproven');
  // Nothing of it changes any more.
  await expect(
    s.db.query(`UPDATE refurbishment.erasure_log SET outcome = 'attached' WHERE id = $1`, [stored.id]),
  ).rejects.toThrow(/append_only/);
});

test('a file sent for a removed medium is shown with it; the list is narrowed to what a person has to judge', async () => {
  const life = await Life.open();
  const desk = removedMediaDesk(life);
  const d = await desk.machine();
  const code = await desk.takeOut(d);
  const { mediumId } = await desk.one(code);
  const files = life.get(ErasureService);
  const { karim: technician } = life.people;
  const bytes = Buffer.from(`# hdparm --user-master u --security-erase p /dev/sdb\n${code}`);
  const stored = await files.store(technician, { bytes, filename: 'hdparm.txt' }, { mediumId });
  await life.s.work((tx) => files.receive(tx, technician, { bytes, filename: 'hdparm.txt' }, undefined, stored));
  expect((await desk.one(code)).files).toEqual([
    { id: stored.id, filename: 'hdparm.txt', kind: 'hdparm', outcome: 'to_judge' },
  ]);
  const list = (asked: ErasureFilesAsked) => life.get(WorkshopQueries).logs(technician, asked);
  expect((await list({ outcome: 'to_judge' })).items.map((f) => f.id)).toContain(stored.id);
  expect((await list({ kind: 'nwipe_pdf' })).items).toEqual([]);
  await life.s.close();
});
