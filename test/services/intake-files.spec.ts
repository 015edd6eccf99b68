import { DeviceQueries } from '#bank/devices';
import { DonationsService, FileQueries, FilesService, type FileView } from '#bank/intake';
import { type Member, sha256 } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { ImportApplying } from '../../libs/bank/files/engine/steps/applying.js';
import { beginProgress, Progress } from '../../libs/bank/files/engine/steps/progress.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
let app: IntakeFixtures['app'];
let db: IntakeFixtures['db'];
let work: IntakeFixtures['work'];
let donation: IntakeFixtures['donation'];
let aude: Member;
let other: Member;

beforeAll(async () => {
  s = await intakeFixtures();
  ({ app, db, work, donation, aude, other } = s);
});
afterAll(() => s.close());

const HEADER = 'Type;Marque;Modèle;N° de série;N° inventaire;État\n';
let rows = 0;
const row = (over: Partial<Record<'type' | 'serial' | 'number', string>> = {}) => {
  const n = String(++rows).padStart(7, '0');
  return `${over.type ?? 'PC portable'};HP;ProBook;${over.serial ?? `SER${n}`};${over.number ?? `INV${n}`};bon\n`;
};

async function upload(donationId: string, text: string | Buffer, actor: Member = aude): Promise<string> {
  const bytes = Buffer.from(text);
  const sheet = { filename: 'materiel.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  return work((tx) => app.get(FilesService).upload(tx, actor, donationId, sheet));
}
const file = (id: string): Promise<FileView> => app.get(FileQueries).byId(aude, id);
const apply = (id: string, actor: Member = aude) => work((tx) => app.get(FilesService).apply(tx, actor, id));
const logged = async (donationId: string): Promise<number> =>
  (await db.query('SELECT count(*)::int AS n FROM devices.device WHERE donation_id = $1', [donationId]))[0].n;
const told = async (id: string) => (await app.get(FileQueries).rows(aude, id, { only: 'told' })).items;

test('a sheet is shown first, then its good rows become devices with their aliases and history', async () => {
  const donationId = await donation();
  const known = await s.log(donationId, { serial: 'ALREADY-1', make: 'HP', assetNumber: 'OLD-1' });
  const { code } = await app.get(DeviceQueries).get(aude, known);
  const id = await upload(
    donationId,
    HEADER +
      row() +
      row({ number: 'PARC-77' }) +
      row({ type: 'grille-pain' }) +
      row({ serial: 'already-1' }) +
      row({ serial: 'TWICE99', number: 'x1' }) +
      row({ serial: 'TWICE99', number: 'x2' }) +
      row({ number: 'old-1' }) +
      row({ serial: 'Default string' }),
  );
  expect(await file(id)).toMatchObject({
    state: 'ready',
    rowsRead: 8,
    rowsWrong: 4,
    rowsLogged: 0,
    columns: { serial: 'N° de série' },
  });
  expect(await logged(donationId)).toBe(1);
  const shown = `BN-${code.slice(0, 4)}-${code.slice(4)}`;
  expect((await told(id)).map((r) => [r.line, r.wrong, r.problems.map((p) => p.code)])).toEqual([
    [4, true, ['intake.row_category_unknown']],
    [5, true, ['intake.row_serial_known']],
    [7, true, ['intake.row_serial_duplicate']],
    [8, true, ['intake.row_number_known']],
    [9, false, ['intake.row_serial_generic']],
  ]);
  expect((await told(id))[1]!.problems[0]!.facts).toEqual({ code: shown });
  await apply(id);
  expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 4 });
  expect(await logged(donationId)).toBe(5);
  const found = await app.get(DeviceQueries).byIdentifier(aude, 'PARC-77');
  const device = await app.get(DeviceQueries).get(aude, (found as { id: string }).id);
  expect(device).toMatchObject({
    category: 'laptop',
    make: 'HP',
    condition: 'works',
    donorKind: 'public_body',
    resaleForbidden: true,
  });
  const [event] = await app.get(DeviceQueries).timeline(aude, device.id);
  expect(event).toMatchObject({
    verb: 'log',
    channel: 'import',
    operatorNumber: aude.operatorNumber,
    causeKind: 'donation',
    causeId: donationId,
  });
});

test('what became a duplicate after the preview is found again, and the rest still comes in', async () => {
  const donationId = await donation();
  const id = await upload(donationId, HEADER + row({ serial: 'LATE-1' }) + row());
  await s.log(donationId, { serial: 'LATE-1', make: 'HP' });
  await apply(id);
  expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 1, rowsWrong: 1 });
  expect(await logged(donationId)).toBe(2);
});

test('the same bytes twice for a donation make nothing twice, and say so', async () => {
  const donationId = await donation();
  const text = HEADER + row();
  const id = await upload(donationId, text);
  await expect(upload(donationId, text)).rejects.toMatchObject({ code: 'intake.file_twice', field: 'sheet' });
  await apply(id);
  await expect(apply(id)).rejects.toMatchObject({ code: 'intake.file_not_ready' });
  await expect(upload(donationId, text)).rejects.toMatchObject({ code: 'intake.file_twice' });
  expect(await logged(donationId)).toBe(1);
  const elsewhere = await donation();
  const twins = await Promise.allSettled(Array.from({ length: 8 }, () => upload(elsewhere, `${text}\n`)));
  expect(twins.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
});

test('a donation with a file that nobody decided about is not closed', async () => {
  const donationId = await donation();
  const text = HEADER + row();
  const id = await upload(donationId, text);
  const close = () => work((tx) => app.get(DonationsService).close(tx, aude, donationId));
  await expect(close()).rejects.toMatchObject({ code: 'intake.file_pending' });
  await apply(id);
  expect(await db.query('SELECT 1 FROM documents.blob WHERE sha256 = $1', [sha256(text)])).toEqual([]);
  await close();
});

test('twenty presses on "enregistrer" at once: the devices come once', async () => {
  const donationId = await donation();
  const id = await upload(donationId, HEADER + row() + row() + row());
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => apply(id)));
  expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
  expect(await logged(donationId)).toBe(3);
});

test('a refused file leaves nothing, and may come again', async () => {
  const donationId = await donation();
  const text = HEADER + row();
  const id = await upload(donationId, text);
  await work((tx) => app.get(FilesService).refuse(tx, aude, id));
  expect(await db.query('SELECT 1 FROM imports.row WHERE file_id = $1', [id])).toEqual([]);
  expect(await db.query('SELECT 1 FROM documents.blob WHERE sha256 = $1', [sha256(text)])).toEqual([]);
  await apply(await upload(donationId, text));
  expect(await logged(donationId)).toBe(1);
});

test.each([
  ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452000001', 'hex'), 'intake.sheet_not_text'],
  ['no titles', 'Inventaire 2026', 'intake.sheet_no_header'],
  ['only titles', HEADER, 'intake.sheet_no_rows'],
  ['nothing', '', 'intake.file_empty'],
])('%s is refused beside the field, and nothing is kept', async (_, text, code) => {
  const donationId = await donation();
  await expect(upload(donationId, text)).rejects.toMatchObject({ code, field: 'sheet' });
  expect(await app.get(FileQueries).ofDonation(aude, donationId)).toEqual([]);
});

test('a file of another collection point does not exist', async () => {
  const donationId = await donation();
  await expect(upload(donationId, HEADER + row(), other)).rejects.toThrow('not found');
  const id = await upload(donationId, HEADER + row());
  await expect(app.get(FileQueries).byId(other, id)).rejects.toThrow('not found');
  await expect(apply(id, other)).rejects.toThrow('not found');
});

test('what tells how far a file is never waits, not even for the transaction that it tells of', async () => {
  const id = await upload(await donation(), HEADER + row());
  const progress = new Progress(db, id, 0);
  await beginProgress(db.manager, id);
  await db.transaction(async (tx) => {
    await beginProgress(tx, id);
    await progress.tell(7);
  });
  expect((await file(id)).done).toBe(0);
  await progress.tell(8);
  expect((await file(id)).done).toBe(8);
});

describe('a large file', () => {
  const sheet = (length: number) => HEADER + Array.from({ length }, () => row()).join('');
  /** What a worker does with what waits, without the queue between. */
  const workerPasses = async () => {
    const outbox = app.get(Outbox).works.find((w) => w.queue === 'imports')!;
    for (const waiting of await outbox.pending(50)) {
      await outbox.process(waiting).catch((error: Error) => outbox.failed(waiting, error));
    }
  };

  test('waits for a worker, which reads it, then logs all of it', async () => {
    const donationId = await donation();
    const id = await upload(donationId, sheet(6_000) + row({ type: '?' }));
    expect((await file(id)).state).toBe('reading');
    await workerPasses();
    expect(await file(id)).toMatchObject({ state: 'ready', rowsRead: 6_001, rowsWrong: 1 });
    await apply(id);
    expect(await file(id)).toMatchObject({ state: 'applying', rowsLogged: 0 });
    await workerPasses();
    expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 6_000, done: 6_000 });
    expect(await logged(donationId)).toBe(6_000);
    await workerPasses();
    expect(await logged(donationId)).toBe(6_000);
  });

  test('a server that dies in the middle leaves no device; the next worker logs them all', async () => {
    const donationId = await donation();
    const id = await upload(donationId, sheet(2_500));
    await apply(id);
    const dies = db.transaction(async (tx) => {
      await app.get(ImportApplying).apply(tx, id);
      expect(await tx.query('SELECT 1 FROM devices.device WHERE donation_id = $1', [donationId])).toHaveLength(2_500);
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(dies).rejects.toThrow();
    expect(await logged(donationId)).toBe(0);
    expect((await file(id)).state).toBe('applying');
    await Promise.all([workerPasses(), workerPasses(), workerPasses()]);
    expect(await file(id)).toMatchObject({ state: 'applied', rowsLogged: 2_500 });
    expect(await logged(donationId)).toBe(2_500);
  });

  test('one that is no table says so on its page, and may be replaced', async () => {
    const donationId = await donation();
    const id = await upload(donationId, `${'un mot '.repeat(12)}\n`.repeat(6000));
    await workerPasses();
    expect(await file(id)).toMatchObject({ state: 'failed', error: 'intake.sheet_no_header' });
    await work((tx) => app.get(FilesService).refuse(tx, aude, id));
    expect((await file(id)).state).toBe('refused');
  });
});
